"""Repairing extents: mentions that begin or end inside a word, or with a blank, made to fit what formats can hold."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from annotations.editing.cascade import settle_decisions
from annotations.editing.change import Change
from annotations.editing.clusters import settle_cluster
from annotations.editing.draft import Draft
from annotations.model.annotation_set import AnnotationSet, Decision
from annotations.model.article import Article
from annotations.model.ids import MentionId
from annotations.model.mark import Mark
from annotations.model.mention import Argument, EventMention, Mention, Outcome
from annotations.model.span import Span
from annotations.text.tokens import TokenIndex


class How(StrEnum):
    """What becomes of an extent that does not fit."""

    GROW = "grow"  # to the edges of the words it touches
    SHRINK = "shrink"  # to the words that are wholly in it
    TRIM = "trim"  # without the blanks at its edges


@dataclass(frozen=True, slots=True)
class Repair:
    """What repairing does to one set.

    `moved` have another extent. `merged` say then what another mention says already, and are gone; their roles,
    arguments, attributes, note and cluster are with that one, where it has none of its own. `left` stay as they are,
    for nothing would be left of them, or of what is between their parts.
    """

    change: Change
    moved: tuple[MentionId, ...] = ()
    merged: tuple[MentionId, ...] = ()
    left: tuple[MentionId, ...] = ()


def grown(tokens: TokenIndex, span: Span) -> Span | None:
    """The span with the rest of the words that it touches; None if it touches no word."""
    return tokens.snap(span)


def shrunk(tokens: TokenIndex, span: Span) -> Span | None:
    """The span from the first to the last word that is wholly in it; None if there is none."""
    inside = [token for token in tokens.inside(span) if span.covers(token)]
    return Span(inside[0].start, inside[-1].end) if inside else None


def trimmed(text: str, span: Span) -> Span | None:
    """The span without the blanks at its edges; None if it has nothing else."""
    surface = span.of(text)
    start = span.start + len(surface) - len(surface.lstrip())
    end = start + len(surface.strip())
    return Span(start, end) if start < end else None


def repaired(article: Article, annotation_set: AnnotationSet, places: Collection[Mark], how: How) -> Repair:
    """Repair the mentions that have just these extents and labels. Those that fit already are not touched."""
    draft, tokens = Draft(annotation_set), TokenIndex(article.tokens)
    moved, merged, left = list[MentionId](), list[MentionId](), list[MentionId]()
    for mention in annotation_set.in_order():
        if Mark(mention.span.start, mention.span.end, mention.label) not in places:
            continue
        pieces = _fitted(article.text, tokens, mention, how)
        if pieces == mention.pieces:
            continue
        if pieces is None:
            left.append(mention.id)
            continue
        # As it is by now, for its fillers may have been merged.
        fit = replace(
            draft.mention(mention.id),
            span=Span(pieces[0].start, pieces[-1].end),
            parts=pieces if len(pieces) > 1 else (),
        )
        twin = draft.twin(fit)
        if twin is None:
            draft.put(settle_decisions(draft, fit))
            moved.append(mention.id)
        else:
            _merge(draft, fit, twin)
            merged.append(mention.id)
    if moved or merged:
        draft.begin()
    return Repair(draft.change(), tuple(moved), tuple(merged), tuple(left))


def _fitted(text: str, tokens: TokenIndex, mention: Mention, how: How) -> tuple[Span, ...] | None:
    """The pieces as they should be; None if there is no such thing."""
    pieces = []
    for piece in mention.pieces:
        match how:
            case How.GROW:
                fit = grown(tokens, piece)
            case How.SHRINK:
                fit = shrunk(tokens, piece)
            case How.TRIM:
                fit = trimmed(text, piece)
        if fit is None:
            return None
        pieces.append(fit)
    apart = all(left.end < right.start and text[left.end : right.start].strip() for left, right in pairwise(pieces))
    return tuple(pieces) if apart else None


def _merge(draft: Draft, gone: Mention, twin: Mention) -> None:
    """Let the twin stand for the mention, in whatever it takes part."""
    kept = replace(
        twin,
        attributes=tuple(sorted({**dict(gone.attributes), **dict(twin.attributes)}.items())),
        cluster=twin.cluster or gone.cluster,
        note=twin.note or gone.note,
        unsure=twin.unsure or gone.unsure,
    )
    if isinstance(kept, EventMention) and isinstance(gone, EventMention):
        kept = kept.with_arguments((*kept.arguments, *gone.arguments))
    draft.put(kept)
    for suggestion in draft.decided_on(gone.id):
        draft.decide(suggestion, Decision(Outcome.CORRECTED, twin.id))
    draft.remove(gone.id)
    for event in draft.mentions():
        if isinstance(event, EventMention):
            arguments = _without(event, gone.id, twin.id)
            if arguments != event.arguments:
                draft.put(event.with_arguments(arguments))
    if gone.cluster is not None:
        settle_cluster(draft, gone.cluster)


def _without(event: EventMention, gone: MentionId, twin: MentionId) -> tuple[Argument, ...]:
    """The arguments with the twin in the place of what is gone, each once; an event does not fill its own role."""
    named = (replace(each, target=twin) if each.target == gone else each for each in event.arguments)
    return tuple(dict.fromkeys(each for each in named if each.target != event.id))
