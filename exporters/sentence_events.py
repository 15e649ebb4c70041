"""Events as readers have them that look at one sentence: each with a trigger of its own, and fillers beside it."""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass

from annotations.model.ids import MentionId
from annotations.model.mention import Argument, EventMention, Mention, reading_order
from exporters.alignment import FILLER_LOST
from exporters.tally import Tally
from exporters.token_layout import Layout

TRIGGER_TAKEN = "another event has the same trigger word, and readers keep one"
FILLER_IS_EVENT = "its filler is an event, and this format takes entities only"
FILLER_FAR = "its filler is in another sentence"
SECOND_ROLE = "its filler has another role in the event, and readers keep one"


@dataclass(frozen=True, slots=True)
class PlacedEvent:
    """An event with the words of its trigger as written, and the arguments a reader will find."""

    event: EventMention
    trigger: range
    arguments: tuple[Argument, ...]


def place_events(
    layout: Layout, fillers: Container[MentionId], trigger: Callable[[range], range], note: str, tally: Tally
) -> list[PlacedEvent]:
    """The events that can be written, in reading order; the tally is told of all that cannot, and of those that can.

    `fillers` are the entity mentions in the file. `trigger` makes of the words of a trigger those that are written, and
    `note` is said of an event for which they differ; without any it is lost for that reason. Of events with a word of
    the trigger in common, one that is whole goes before one that is not, then the one with most arguments.
    """
    article, words = layout.article, {mention.id: numbers for mention, numbers in layout.mentions}
    placed: list[PlacedEvent] = []
    refusals: dict[MentionId, list[tuple[Argument, str]]] = {}
    for mention, numbers in layout.mentions:
        if isinstance(mention, EventMention):
            kept, refusals[mention.id] = _arguments(layout, mention, words, fillers)
            placed.append(PlacedEvent(mention, trigger(numbers), tuple(kept)))

    def rank(each: PlacedEvent) -> tuple[bool, int]:
        return len(each.trigger) < len(words[each.event.id]), -len(each.arguments)

    chosen, taken = list[PlacedEvent](), set[int]()
    for each in sorted(placed, key=rank):
        if not each.trigger or not taken.isdisjoint(each.trigger):
            tally.lose(article, each.event, TRIGGER_TAKEN if each.trigger else note)
            continue
        taken.update(each.trigger)
        chosen.append(each)
        for argument, reason in refusals[each.event.id]:
            tally.lose_arguments(article, each.event, [argument], reason)
        tally.wrote_event(article, each.event, len(each.arguments), note if rank(each)[0] else "")
    return sorted(chosen, key=lambda each: reading_order(each.event))


def _arguments(
    layout: Layout, event: EventMention, words: Mapping[MentionId, range], fillers: Container[MentionId]
) -> tuple[list[Argument], list[tuple[Argument, str]]]:
    """The arguments that can be written, and the others with the reason."""
    kept, refused, filled = list[Argument](), list[tuple[Argument, str]](), set[range]()
    mentions: dict[MentionId, Mention] = {mention.id: mention for mention, _numbers in layout.mentions}
    here = layout.sentence_of(words[event.id])
    for argument in event.arguments:
        numbers = words[argument.target]
        if isinstance(mentions[argument.target], EventMention):
            refused.append((argument, FILLER_IS_EVENT))
        elif argument.target not in fillers:
            refused.append((argument, FILLER_LOST))
        elif layout.sentence_of(numbers) != here:
            refused.append((argument, FILLER_FAR))
        elif numbers in filled:
            refused.append((argument, SECOND_ROLE))
        else:
            filled.add(numbers)
            kept.append(argument)
    return kept, refused
