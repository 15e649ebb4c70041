"""Events suggested by a lexicon of trigger words and the structure of the sentence."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from annotations.model.schema import Label
from annotations.model.span import Span
from annotations.suggesters import attributes
from annotations.suggesters import triggers as trigger_finder
from annotations.suggesters.found import Found
from annotations.suggesters.roles import ACTOR, RECIPIENT, Filler, Link, RoleFinder, kind_of
from annotations.suggesters.spacy_pipeline import pipeline_version
from annotations.suggesters.trigger_words import TypeWords, lexicon, lexicon_version
from annotations.suggesters.triggers import Trigger
from annotations.suggesters.word_lists import word_lists_version

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Grows by one whenever the rules, not the lexicon, change what is suggested.
RULES = 2


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
    return f"rules {RULES}, lexicon {lexicon_version()}-{word_lists_version()}, {pipeline_version()}"


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
        if trigger is not None:
            made.append(_as_now(trigger, each))
        elif (span := doc.char_span(each.extent.start, each.extent.end, alignment_mode="expand")) is not None:
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


def _as_now(trigger: Trigger, found: Found) -> Trigger:
    known = (trigger.code, trigger.why, trigger.source, trigger.score)
    if known == (found.label, found.why, found.source, found.score):
        return trigger
    return replace(trigger, code=found.label, why=found.why, source=found.source, score=found.score)


def find(
    doc: "Doc", types: Mapping[str, Label], fillers: Sequence[Filler], found: Sequence[Trigger]
) -> Iterator[FoundEvent]:
    """The events of a stretch with these triggers, and who took part in them, in text order."""
    if not found:
        return
    words = lexicon().types
    roles = RoleFinder(doc, fillers, found)
    for trigger in found:
        label = types[trigger.code]
        of_type = words.get(trigger.code) or generic_words(label)
        yield FoundEvent(
            trigger=trigger.span,
            label=trigger.code,
            links=roles.links(trigger, of_type, label.roles) if label.roles else (),
            explanation=trigger.why,
            score=trigger.score,
            attributes=attributes.guess(trigger, label.attributes),
        )


@lru_cache(maxsize=256)
def generic_words(label: Label) -> TypeWords:
    """How events of a type that the lexicon does not know take their roles.

    Whoever it is done to is the object of a verb; of a noun (“the burial of”, “raids on”) what stands after it, or what
    the role's own phrase says. A type that is done to nobody has its doer after “of”: “the arrival of”.
    """
    undergoing = [role for role in label.roles if kind_of(role) == RECIPIENT]
    phrases = {word for role in undergoing for word in role.phrase.split()}
    return TypeWords(
        code=label.code,
        recipient_prepositions=frozenset({"on", "against", *phrases}),
        both_sides=frozenset({"between", "among"}),
        of=RECIPIENT if undergoing else ACTOR,
        recipient_in_clause=False,
        recipient_as_object=None,
    )
