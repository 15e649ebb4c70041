"""What formats that need no tokens can hold of a set: all of it, but for mentions that do not fit the text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotations.model.article import Article
from annotations.model.ids import MentionId
from annotations.model.mention import EventMention, Mention, reading_order
from exporters.alignment import BLANK_EDGE, EVENT_LOST, FILLER_LOST, OUTSIDE, argument_lost, issue
from exporters.base import ExportIssue
from exporters.tally import Tally


@dataclass(frozen=True, slots=True)
class Sound:
    """The mentions that can be written, in reading order, their events with the arguments whose fillers are here too;
    all else is in `lost`."""

    mentions: tuple[Mention, ...]
    lost: tuple[ExportIssue, ...]

    def counts(self) -> tuple[int, int, int]:
        """Entity mentions, events and arguments."""
        events = [mention for mention in self.mentions if isinstance(mention, EventMention)]
        return len(self.mentions) - len(events), len(events), sum(len(event.arguments) for event in events)


def sound(article: Article, mentions: Iterable[Mention]) -> Sound:
    """Leave out what is outside the text or has a blank at an edge, which readers drop or cut, and what hangs on it."""
    in_order = sorted(mentions, key=reading_order)
    faults = {mention.id: fault for mention in in_order if (fault := _fault(article, mention))}
    lost = [issue(article, mention, faults[mention.id]) for mention in in_order if mention.id in faults]
    kept: dict[MentionId, Mention] = {each.id: each for each in in_order if each.id not in faults}
    for mention in in_order:
        if not isinstance(mention, EventMention):
            continue
        held = tuple(each for each in mention.arguments if mention.id in kept and each.target in kept)
        reason = FILLER_LOST if mention.id in kept else EVENT_LOST
        lost += [argument_lost(article, mention, each, reason) for each in mention.arguments if each not in held]
        if mention.id in kept and held != mention.arguments:
            kept[mention.id] = mention.with_arguments(held)
    return Sound(tuple(kept.values()), tuple(lost))


def characters(article: Article, unwritable: re.Pattern[str], reason: str) -> Iterator[ExportIssue]:
    """The characters of the text that a format cannot hold."""
    for found in unwritable.finditer(article.text):
        yield ExportIssue(
            article_id=article.id,
            start=found.start(),
            end=found.end(),
            label="",
            surface=found.group(),
            reason=reason,
        )


def count(held: Sound, tally: Tally) -> None:
    """Count an article of which all that can be written is in the files."""
    mentions, events, arguments = held.counts()
    tally.articles += 1
    tally.mentions += mentions
    tally.events += events
    tally.arguments += arguments
    tally.lost += held.lost


def _fault(article: Article, mention: Mention) -> str:
    if mention.span.end > len(article.text):
        return OUTSIDE
    surfaces = [piece.of(article.text) for piece in mention.pieces]
    return BLANK_EDGE if any(surface != surface.strip() for surface in surfaces) else ""
