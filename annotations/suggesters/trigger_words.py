"""The event lexicon as read from `lexicon/*.json`: which words evoke which type of event, and how roles attach."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_POLITICAL, _ANY = "political-events.json", "any-event.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeWords:
    """How events of one type take their roles.

    `of` is the role of the object of “of” after a noun; `recipient_as_object` the verbs whose object is the recipient,
    None for all.
    """

    code: str
    recipient_prepositions: frozenset[str]
    both_sides: frozenset[str]
    of: str
    recipient_in_clause: bool
    recipient_as_object: frozenset[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One verb, noun or phrase of one type. `groups` are the alternatives for each further word of it.

    `unless` are the words that, when they depend on the trigger, make it mean something else.
    """

    text: str
    code: str
    groups: tuple[frozenset[str], ...] = ()
    unless: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All trigger words by the dictionary form of their head; entries with more words come first."""

    types: Mapping[str, TypeWords]
    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[Entry, ...]]
    light_verbs: frozenset[str]
    any_nouns: frozenset[str]
    any_skipped_verbs: frozenset[str]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon that comes with the program."""
    political, any_event = json.loads(_source(_POLITICAL)), json.loads(_source(_ANY))
    types: dict[str, TypeWords] = {}
    verbs: dict[str, list[Entry]] = defaultdict(list)
    nouns: dict[str, list[Entry]] = defaultdict(list)
    for code, words in political["types"].items():
        types[code] = TypeWords(
            code=code,
            recipient_prepositions=frozenset(words["recipient_prepositions"]),
            both_sides=frozenset(words["both_sides"]),
            of=words["of"],
            recipient_in_clause=words["recipient_in_clause"],
            recipient_as_object=frozenset(objects)
            if (objects := words.get("recipient_as_object")) is not None
            else None,
        )
        unless = {text: frozenset(others) for text, others in words["unless"].items()}
        for text in (*words["verbs"], *words["phrases"]):
            head, *rest = text.split()
            groups = tuple(frozenset(group.split("|")) for group in rest)
            others = unless.get(text, unless.get(head, frozenset()))
            verbs[head].append(Entry(text=text, code=code, groups=groups, unless=others))
        for text in words["nouns"]:
            *modifiers, head = text.split()
            groups = tuple(frozenset([modifier]) for modifier in modifiers)
            nouns[head].append(Entry(text=text, code=code, groups=groups, unless=unless.get(text, frozenset())))
    return Lexicon(
        types=types,
        verbs=_longest_first(verbs),
        nouns=_longest_first(nouns),
        light_verbs=frozenset(political["light_verbs"]),
        any_nouns=frozenset(any_event["nouns"]),
        any_skipped_verbs=frozenset(any_event["skipped_verbs"]),
    )


def _longest_first(entries: Mapping[str, list[Entry]]) -> dict[str, tuple[Entry, ...]]:
    return {head: tuple(sorted(found, key=lambda entry: -len(entry.groups))) for head, found in entries.items()}


@lru_cache(maxsize=1)
def lexicon_version() -> str:
    """Names the content of the lexicon, so that a changed word makes a new run."""
    return hashlib.sha256((_source(_POLITICAL) + _source(_ANY)).encode()).hexdigest()[:8]


def _source(name: str) -> str:
    return files("annotations.suggesters").joinpath("lexicon", name).read_text("utf-8")
