"""Events suggested by a lexicon of trigger words and the structure of the sentence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotations.model.schema import Label
from annotations.model.span import Span
from annotations.suggesters import triggers
from annotations.suggesters.roles import Filler, Link, RoleFinder
from annotations.suggesters.spacy_pipeline import pipeline_version
from annotations.suggesters.trigger_words import lexicon, lexicon_version

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Grows by one whenever the rules, not the lexicon, change what is suggested.
RULES = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundEvent:
    """An event in a stretch: trigger extent, type, links to what fills its roles, why in words, attributes by name."""

    trigger: Span
    label: str
    links: tuple[Link, ...]
    explanation: str
    score: float | None = None
    attributes: tuple[tuple[str, str], ...] = ()


def rules_version() -> str:
    """Which rules, lexicon and parse; changes whenever any of them does."""
    return f"rules {RULES}, lexicon {lexicon_version()}, {pipeline_version()}"


def find(doc: "Doc", types: Mapping[str, Label], fillers: Sequence[Filler]) -> Iterator[FoundEvent]:
    """The events of a stretch, of the types on offer, in text order."""
    words = lexicon()
    found = triggers.find(doc, words, types)
    roles = RoleFinder(doc, fillers, found)
    for trigger in found:
        of_type = words.types.get(trigger.code)
        links = roles.links(trigger, of_type, types[trigger.code].roles) if of_type else ()
        yield FoundEvent(trigger=trigger.span, label=trigger.code, links=links, explanation=trigger.why)
