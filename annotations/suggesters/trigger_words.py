"""The event lexicon as read from `lexicon/*.json`: which words evoke which type of event, and how roles attach."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

_POLITICAL, _SCORES = "political-events.json", "trigger-scores.json"
_ANY, _WORDNET = "any-event.json", "any-event-wordnet.json"
_SOURCES = (_POLITICAL, _SCORES, _ANY, _WORDNET)
_PREPOSITIONS = frozenset({"against", "between", "by", "for", "from", "in", "of", "on", "to", "with"})


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
class Context:
    """Words around a trigger that say whether it is an event; what each list is for stands in the lexicon."""

    reporting: frozenset[str]
    echoing: frozenset[str]
    blaming: frozenset[str]
    helping: frozenset[str]
    actual: frozenset[str]
    preventing: frozenset[str]
    hypothetical: frozenset[str]
    lasting: frozenset[str]
    named_when_joined: frozenset[str]
    still_going: frozenset[str]
    harming: frozenset[str]
    discussing: frozenset[str]
    page: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All trigger words by the dictionary form of their head; entries with more words come first.

    `typed_words` are the heads of all entries, `any_words` all words but verbs that tell of an event of any type.
    `scores` are by type and by how the trigger was found, `default_score` for all others.
    """

    types: Mapping[str, TypeWords]
    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[Entry, ...]]
    adjectives: Mapping[str, tuple[Entry, ...]]
    light_verbs: frozenset[str]
    counting: frozenset[str]
    context: Context
    any_nouns: frozenset[str]
    any_names: frozenset[str]
    any_adjectives: frozenset[str]
    any_skipped_verbs: frozenset[str]
    typed_words: frozenset[str]
    any_words: frozenset[str]
    scores: Mapping[str, Mapping[str, float]]
    default_score: float


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon that comes with the program."""
    political, scores, any_event, wordnet = (json.loads(_source(name)) for name in _SOURCES)
    types: Mapping[str, Any] = political["types"]
    verbs, adjectives = _entries(types, ("verbs", "phrases")), _entries(types, ("adjectives",))
    nouns = _entries(types, ("nouns",), head_first=False)
    any_nouns = (frozenset(wordnet["nouns"]) - {*any_event["skipped_nouns"]}) | {*any_event["nouns"]}
    return Lexicon(
        types={code: _type_words(code, words) for code, words in types.items()},
        verbs=verbs,
        nouns=nouns,
        adjectives=adjectives,
        light_verbs=frozenset(political["light_verbs"]),
        counting=frozenset(political["counting"]),
        context=Context(**{name: frozenset(group["words"]) for name, group in political["context"].items()}),
        any_nouns=any_nouns,
        any_names=frozenset(any_event["names"]),
        any_adjectives=frozenset(any_event["adjectives"]),
        any_skipped_verbs=frozenset(any_event["skipped_verbs"]),
        typed_words=frozenset({*verbs, *nouns, *adjectives}),
        any_words=any_nouns.union(any_event["names"], any_event["adjectives"]),
        scores=scores["types"],
        default_score=scores["default"],
    )


def _type_words(code: str, words: Mapping[str, Any]) -> TypeWords:
    objects = words.get("recipient_as_object")
    return TypeWords(
        code=code,
        recipient_prepositions=frozenset(words["recipient_prepositions"]),
        both_sides=frozenset(words["both_sides"]),
        of=words["of"],
        recipient_in_clause=words["recipient_in_clause"],
        recipient_as_object=None if objects is None else frozenset(objects),
    )


def _entries(
    types: Mapping[str, Any], kinds: Iterable[str], *, head_first: bool = True
) -> dict[str, tuple[Entry, ...]]:
    """The entries of these kinds by head: their first word, of nouns the last or the one before a preposition."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for code, words in types.items():
        unless = {text: frozenset(others) for text, others in words["unless"].items()}
        for text in (text for kind in kinds for text in words.get(kind, ())):
            parts = text.split()
            before_preposition = len(parts) > 1 and parts[1].split("|")[0] in _PREPOSITIONS
            head = parts.pop(0 if head_first or before_preposition else -1)
            groups = tuple(frozenset(group.split("|")) for group in parts)
            others = unless.get(text, unless.get(head, frozenset()))
            found[head].append(Entry(text=text, code=code, groups=groups, unless=others))
    return {head: tuple(sorted(entries, key=lambda entry: -len(entry.groups))) for head, entries in found.items()}


@lru_cache(maxsize=1)
def lexicon_version() -> str:
    """Names the content of the lexicon, so that a changed word makes a new run."""
    return hashlib.sha256("".join(_source(name) for name in _SOURCES).encode()).hexdigest()[:8]


def _source(name: str) -> str:
    return files("annotations.suggesters").joinpath("lexicon", name).read_text("utf-8")
