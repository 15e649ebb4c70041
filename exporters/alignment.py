"""Putting mentions onto tokens: what fits, what does not and why, and a layer in which nothing overlaps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from annotations.model.article import Article
from annotations.model.ids import MentionId
from annotations.model.mention import Argument, EntityMention, EventMention, Mention, reading_order
from annotations.text.tokens import TokenIndex
from exporters.base import ExportIssue

OFF_TOKENS = "begins or ends inside a token"
BLANK_EDGE = "begins or ends with a blank"
OUTSIDE = "is outside the text"
EVENT_LOST = "its event could not be written"
FILLER_LOST = "its filler could not be written"


@dataclass(frozen=True, slots=True)
class Aligned:
    """The mentions of a set that stand on whole tokens, in reading order, with the numbers of those tokens.

    An event keeps the arguments whose fillers are here too; all else is in `lost`.
    """

    mentions: tuple[tuple[Mention, range], ...]
    lost: tuple[ExportIssue, ...]


def align(article: Article, tokens: TokenIndex, mentions: Iterable[Mention]) -> Aligned:
    """Find the tokens of each mention."""
    kept: dict[MentionId, tuple[Mention, range]] = {}
    lost: list[ExportIssue] = []
    in_order = sorted(mentions, key=reading_order)
    for mention in in_order:
        reason = _fault(article, mention)
        numbers = tokens.aligned(mention.span)
        if reason or numbers is None:
            lost.append(issue(article, mention, reason or OFF_TOKENS))
        else:
            kept[mention.id] = mention, numbers
    for mention in in_order:
        if not isinstance(mention, EventMention):
            continue
        held = tuple(each for each in mention.arguments if mention.id in kept and each.target in kept)
        reason = FILLER_LOST if mention.id in kept else EVENT_LOST
        lost += [_argument_lost(article, mention, each, reason) for each in mention.arguments if each not in held]
        if held != mention.arguments and mention.id in kept:
            kept[mention.id] = mention.with_arguments(held), kept[mention.id][1]
    return Aligned(tuple(kept.values()), tuple(lost))


def _fault(article: Article, mention: Mention) -> str:
    if mention.span.end > len(article.text):
        return OUTSIDE
    surface = mention.span.of(article.text)
    return BLANK_EDGE if surface != surface.strip() else ""


def issue(article: Article, mention: Mention, reason: str) -> ExportIssue:
    """A line of the report about a mention."""
    return ExportIssue(
        article_id=article.id,
        start=mention.span.start,
        end=mention.span.end,
        label=mention.label,
        surface=mention.span.of(article.text),
        reason=reason,
    )


def _argument_lost(article: Article, event: EventMention, argument: Argument, reason: str) -> ExportIssue:
    return issue(article, event, f"{argument.role}: {reason}")


def without_overlap(
    entities: Sequence[tuple[EntityMention, range]], longest: bool
) -> tuple[list[tuple[EntityMention, range]], list[EntityMention]]:
    """A layer of entity mentions in reading order that share no token, and those it has no room for.

    The longest (or the shortest) is chosen first, then the leftmost, then by label.
    """

    def rank(entity: tuple[EntityMention, range]) -> tuple[int, tuple[int, int, str, str]]:
        mention, numbers = entity
        return (-len(numbers) if longest else len(numbers)), reading_order(mention)

    taken: set[int] = set()
    chosen, left_out = [], []
    for mention, numbers in sorted(entities, key=rank):
        if taken.isdisjoint(numbers):
            taken.update(numbers)
            chosen.append((mention, numbers))
        else:
            left_out.append(mention)
    chosen.sort(key=lambda entity: reading_order(entity[0]))
    left_out.sort(key=reading_order)
    return chosen, left_out
