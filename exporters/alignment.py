"""Putting mentions onto tokens: what fits, what does not and why, and a layer in which nothing overlaps."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from math import inf
from types import MappingProxyType

from annotations.model.article import Article
from annotations.model.ids import MentionId
from annotations.model.mention import Argument, EntityMention, EventMention, Kind, Mention, reading_order
from annotations.model.schema import Schema
from annotations.text.tokens import TokenIndex
from exporters.base import ExportIssue, Unit

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
        lost += [argument_lost(article, mention, each, reason) for each in mention.arguments if each not in held]
        if held != mention.arguments and mention.id in kept:
            kept[mention.id] = mention.with_arguments(held), kept[mention.id][1]
    return Aligned(tuple(kept.values()), tuple(lost))


def _fault(article: Article, mention: Mention) -> str:
    if mention.span.end > len(article.text):
        return OUTSIDE
    surface = mention.span.of(article.text)
    return BLANK_EDGE if surface != surface.strip() else ""


def issue(article: Article, mention: Mention, reason: str, unit: Unit | None = None) -> ExportIssue:
    """A line of the report about a mention, or by its unit about something of it."""
    usual = Unit.EVENT if isinstance(mention, EventMention) else Unit.MENTION
    return ExportIssue(
        article_id=article.id,
        start=mention.span.start,
        end=mention.span.end,
        label=mention.label,
        surface=mention.span.of(article.text),
        reason=reason,
        unit=usual if unit is None else unit,
    )


def argument_lost(article: Article, event: EventMention, argument: Argument, reason: str) -> ExportIssue:
    """A line of the report about an argument that is not in the files."""
    return issue(article, event, f"{argument.role}: {reason}", Unit.ARGUMENT)


PlacedEntity = tuple[EntityMention, range]
ChooseLayer = Callable[[Sequence[PlacedEntity]], tuple[list[PlacedEntity], list[EntityMention]]]


def layer_chooser(layer: str, schema: Schema) -> ChooseLayer:
    """`without_overlap` by that choice, with the labels ranked as they stand in the schema."""
    return partial(without_overlap, layer=layer, rank=priority(schema))


def priority(schema: Schema) -> dict[str, int]:
    """The entity labels in the order of the schema: the first goes before all others."""
    return {label.code: place for place, label in enumerate(schema.labels) if label.kind is Kind.ENTITY}


def without_overlap(
    entities: Sequence[PlacedEntity], *, layer: str = "longest", rank: Mapping[str, int] = MappingProxyType({})
) -> tuple[list[PlacedEntity], list[EntityMention]]:
    """A layer of entity mentions in reading order that share no token, and those it has no room for.

    By `layer`, the "longest", the "shortest", or by "priority" the one whose label has the least `rank` is chosen
    first (a label without any comes last, the longest first where ranks are equal); then the leftmost, then by label.
    """

    def order(entity: PlacedEntity) -> tuple[float, int, tuple[int, int, str, str]]:
        mention, numbers = entity
        place = rank.get(mention.label, inf) if layer == "priority" else 0
        return place, (len(numbers) if layer == "shortest" else -len(numbers)), reading_order(mention)

    taken: set[int] = set()
    chosen, left_out = [], []
    for mention, numbers in sorted(entities, key=order):
        if taken.isdisjoint(numbers):
            taken.update(numbers)
            chosen.append((mention, numbers))
        else:
            left_out.append(mention)
    chosen.sort(key=lambda entity: reading_order(entity[0]))
    left_out.sort(key=reading_order)
    return chosen, left_out
