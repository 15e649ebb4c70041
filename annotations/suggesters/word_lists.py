"""Word lists of the suggesters that are data: `lexicon/*.json`, each list with a line that says what it is for."""

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

ROLES, ATTRIBUTES = "roles.json", "attributes.json"


@lru_cache(maxsize=4)
def word_lists(name: str) -> Mapping[str, frozenset[str]]:
    """The lists of one file, by their names."""
    lists = json.loads(_source(name))
    return {key: frozenset(group["words"]) for key, group in lists.items() if key != "about"}


@lru_cache(maxsize=1)
def word_lists_version() -> str:
    """Names the content of these files, so that a changed word makes a new run."""
    return hashlib.sha256((_source(ROLES) + _source(ATTRIBUTES)).encode()).hexdigest()[:8]


def _source(name: str) -> str:
    return files("annotations.suggesters").joinpath("lexicon", name).read_text("utf-8")
