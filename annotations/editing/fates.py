"""Fates: what became of every suggestion in one annotator's set, and what was never suggested. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from annotations.model.annotation_set import AnnotationSet, Decision, Status
from annotations.model.fate import Fate, Fated
from annotations.model.ids import SuggestionId
from annotations.model.mention import Kind, Mention, Outcome
from annotations.model.span import Span
from annotations.model.suggestion import Suggestion, SuggestionRun
from annotations.text.tokens import TokenIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """What suggesters said about one article.

    `ever` is all that is kept of it, the oldest run first, hidden or not. `shown` is what lay before the annotator when
    the set was finished; `looked` names the run whose suggestions of each kind those were.
    """

    ever: tuple[Suggestion, ...] = ()
    shown: tuple[Suggestion, ...] = ()
    looked: Mapping[Kind, SuggestionRun] = field(default_factory=dict)


def fates(
    annotation_set: AnnotationSet, suggested: Suggested, tokens: TokenIndex, text: str, *, blind: bool = False
) -> list[Fate]:
    """One fate for each decided suggestion, under the run that said it first; in a finished set also one for each that
    was left, and one for each mention that was missed. An annotator who was `blind` leaves nothing.

    A suggestion whose mention was deleted later counts as rejected. An event of which the roles alone changed counts
    as accepted.
    """
    found: list[Fate] = []
    first: dict[SuggestionId, Suggestion] = {}
    for each in suggested.ever:
        first.setdefault(each.id, each)
    for id_, each in first.items():
        decision = annotation_set.decisions.get(id_)
        if decision is not None:
            found.append(_decided(annotation_set, each, decision, tokens, text))
    if annotation_set.status is Status.DONE:
        if not blind:
            left = (each for each in suggested.shown if each.id not in annotation_set.decisions)
            found += [_fate(annotation_set, each, Fated.LEFT, text) for each in left]
        found += _missed(annotation_set, suggested, text)
    return found


def _decided(of: AnnotationSet, suggestion: Suggestion, decision: Decision, tokens: TokenIndex, text: str) -> Fate:
    now = of.mentions.get(decision.mention) if decision.mention is not None else None
    if decision.outcome is Outcome.REJECTED or now is None:
        return _fate(of, suggestion, Fated.REJECTED, text)
    proposed = suggestion.mention
    if now.pieces != proposed.pieces:
        moved = _moves(proposed.span, now.span, tokens)
        return _fate(of, suggestion, Fated.REBOUNDED, text, given=now.label, moved=moved)
    fated = Fated.ACCEPTED if now.label == proposed.label else Fated.RELABELLED
    return _fate(of, suggestion, fated, text, given=now.label)


def _moves(before: Span, after: Span, tokens: TokenIndex) -> tuple[int, int]:
    was, now = tokens.indices(before), tokens.indices(after)
    return now.start - was.start, now.stop - was.stop


def _fate(
    of: AnnotationSet,
    suggestion: Suggestion,
    fated: Fated,
    text: str,
    *,
    given: str | None = None,
    moved: tuple[int, int] = (0, 0),
) -> Fate:
    proposed = suggestion.mention
    return Fate(
        article_id=of.article_id,
        annotator=of.annotator,
        kind=proposed.kind,
        span=proposed.span,
        surface=proposed.span.of(text),
        label=proposed.label,
        given=given,
        fated=fated,
        suggester=suggestion.run.suggester,
        version=suggestion.run.version,
        run=suggestion.run.id,
        score=suggestion.score,
        start_tokens=moved[0],
        end_tokens=moved[1],
    )


def _missed(of: AnnotationSet, suggested: Suggested, text: str) -> Iterator[Fate]:
    for mention in of.in_order():
        run = suggested.looked.get(mention.kind)
        if run is None or mention.origin.by != "hand" or _was_suggested(mention, suggested):
            continue
        yield Fate(
            article_id=of.article_id,
            annotator=of.annotator,
            kind=mention.kind,
            span=mention.span,
            surface=mention.span.of(text),
            label=mention.label,
            given=mention.label,
            fated=Fated.MISSED,
            suggester=run.suggester,
            version=run.version,
            run=run.id,
        )


def _was_suggested(mention: Mention, suggested: Suggested) -> bool:
    return any(
        each.mention.kind is mention.kind and each.mention.span.overlaps(mention.span) for each in suggested.shown
    )
