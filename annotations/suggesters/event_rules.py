"""Events suggested by a lexicon of trigger words and the structure of the sentence."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotations.model.schema import Label
from annotations.model.span import Span
from annotations.suggesters import triggers as trigger_finder
from annotations.suggesters.found import Found
from annotations.suggesters.roles import Filler, Link, RoleFinder
from annotations.suggesters.spacy_pipeline import pipeline_version
from annotations.suggesters.trigger_words import lexicon, lexicon_version
from annotations.suggesters.triggers import Trigger

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


def triggers(doc: "Doc", types: Mapping[str, Label]) -> list[Trigger]:
    """The words of a stretch that evoke an event of the types on offer, in text order."""
    return trigger_finder.find(doc, lexicon(), types)


def as_found(trigger: Trigger) -> Found:
    """A trigger in the shape that learners take."""
    return Found(extent=trigger.span, label=trigger.code, why=trigger.why, source=trigger.source, score=trigger.score)


def as_triggers(doc: "Doc", found: Iterable[Found], known: Iterable[Trigger]) -> list[Trigger]:
    """The inverse: triggers for roles to be found for; those that the rules knew keep what they knew of them."""
    by_extent = {trigger.span: trigger for trigger in known}
    made = []
    for each in found:
        trigger = by_extent.get(each.extent)
        span = doc.char_span(each.extent.start, each.extent.end, alignment_mode="expand")
        if trigger is not None:
            made.append(replace(trigger, code=each.label, why=each.why, source=each.source, score=each.score))
        elif span is not None:
            made.append(
                Trigger(
                    token=span.root,
                    code=each.label,
                    span=each.extent,
                    why=each.why,
                    source=each.source,
                    score=each.score,
                )
            )
    return made


def find(
    doc: "Doc", types: Mapping[str, Label], fillers: Sequence[Filler], found: Sequence[Trigger]
) -> Iterator[FoundEvent]:
    """The events of a stretch with these triggers, and who took part in them, in text order."""
    words = lexicon()
    roles = RoleFinder(doc, fillers, found)
    for trigger in found:
        of_type = words.types.get(trigger.code)
        links = roles.links(trigger, of_type, types[trigger.code].roles) if of_type else ()
        yield FoundEvent(
            trigger=trigger.span, label=trigger.code, links=links, explanation=trigger.why, score=trigger.score
        )
