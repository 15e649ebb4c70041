"""Small spaCy pipelines as a user may have them: a folder, and a package with code of its own."""

import importlib
import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from annotations.model.project_settings import Pipeline
from annotations.suggesters.trust import inspect

PATTERNS = {"SHIP": ["Mavi Deniz", "Sea Falcon"], "PORT": ["Umm Qasr"], "GOODS": ["barley"]}

# A component that marks every number as COUNT with a score, and writes to a file as soon as its module is imported.
CODE = """
from pathlib import Path
from spacy.language import Language
from spacy.tokens import Span
from spacy.util import load_model_from_init_py

with Path({canary!r}).open("a") as file:
    file.write("imported ")

@Language.component({component!r})
def mark(doc):
    print("marking")
    if "mutiny" in doc.text:
        raise RuntimeError("the crew has left")
    found = [Span(doc, token.i, token.i + 1, label="COUNT") for token in doc if token.like_num]
    doc.spans["counts"] = found
    doc.spans["counts"].attrs["scores"] = [0.25 + 0.5 * (at % 2) for at in range(len(found))]
    return doc

def load(**overrides):
    return load_model_from_init_py(__file__, **overrides)
"""


def folder_of(path: Path, patterns: Mapping[str, Sequence[str]] = PATTERNS, *, language: str = "en") -> Path:
    """A pipeline of one entity ruler, and a span ruler that marks the same in the group "ruler"."""
    import spacy

    nlp = spacy.blank(language)
    rows = [{"label": label, "pattern": text} for label, texts in patterns.items() for text in texts]
    nlp.add_pipe("entity_ruler").add_patterns(rows)
    nlp.add_pipe("span_ruler").add_patterns([{"label": "HULL", "pattern": "Falcon"}])
    nlp.to_disk(path)
    return path


def package_of(root: Path, name: str, canary: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An importable package with a pipeline of `CODE`; importing it leaves a line in the file `canary`."""
    import spacy

    package = root / name
    package.mkdir(parents=True)
    inner = package / f"en_{name}-0.1"
    spacy.blank("en").to_disk(inner)
    meta = json.loads((inner / "meta.json").read_text()) | {"name": name, "version": "0.1"}
    for folder in (package, inner):
        (folder / "meta.json").write_text(json.dumps(meta))
    component = f"marker_{name}"
    config = (inner / "config.cfg").read_text().replace("pipeline = []", f'pipeline = ["{component}"]')
    config = config.replace("[components]", f'[components]\n\n[components.{component}]\nfactory = "{component}"')
    (inner / "config.cfg").write_text(config)
    (package / "__init__.py").write_text(CODE.format(canary=str(canary), component=component))
    monkeypatch.syspath_prepend(str(root))
    # What a test imports must not be there for the next one.
    monkeypatch.delitem(sys.modules, name, raising=False)
    importlib.invalidate_caches()
    return package


def trusted(location: object, labels: Mapping[str, str], *groups: str, name: str = "") -> Pipeline:
    """The pipeline as somebody trusted it, with its labels mapped."""
    seen = inspect(str(location))
    return Pipeline(
        name=name or seen.name, location=seen.location, sha256=seen.sha256, labels=tuple(labels.items()), groups=groups
    )


def copy_of(path: Path, to: Path) -> Path:
    """The same files elsewhere."""
    shutil.copytree(path, to)
    return to
