"""Looks: what annotators did in an article beside what was suggested there, read from their sets."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from annotations.agreement.pull import Look
from annotations.model.annotation_set import Status
from annotations.model.ids import SetId
from annotations.model.mention import Mention
from annotations.model.project import ADJUDICATED, AnnotatedArticle

# Longer between two decisions is a pause, not a decision.
PAUSE_SECONDS = 60.0

_Spans = frozenset[tuple[str, int, int, str]]


def looks(
    annotated: AnnotatedArticle,
    blind: Mapping[str, bool],
    times: Mapping[SetId, Sequence[datetime]],
    *,
    names: Collection[str],
    labels: Collection[str] = (),
) -> Iterator[Look]:
    """The finished sets of these annotators, each with what was suggested, seen or not.

    `blind` says of everybody who finished the article whether they did so blind; `times` when steps were made.
    Rulings are gold where one of them did: adjudicators see no suggestions, but what all annotators took over from
    them passes without a ruling, and only somebody who did not see them can stand against it.
    """
    done = {each.annotator: each for each in annotated.sets if each.status is Status.DONE}
    ruled = done.get(ADJUDICATED)
    gold = _spans(ruled.mentions.values(), labels) if ruled is not None and any(blind.values()) else None
    suggested = _spans((each.mention for each in annotated.suggestions), labels)
    for name, own in done.items():
        if name in names:
            yield Look(
                annotator=name,
                blind=blind[name],
                marked=_spans(own.mentions.values(), labels),
                suggested=suggested,
                gold=gold,
                seconds=_seconds(times.get(own.id, ())),
            )


def _spans(mentions: Iterable[Mention], labels: Collection[str]) -> _Spans:
    return frozenset(
        (each.kind.value, each.span.start, each.span.end, each.label)
        for each in mentions
        if not labels or each.label in labels
    )


def _seconds(moments: Sequence[datetime]) -> tuple[float, ...]:
    """The time from one step to the next, without pauses."""
    gaps = ((later - sooner).total_seconds() for sooner, later in pairwise(moments))
    return tuple(gap for gap in gaps if 0 < gap <= PAUSE_SECONDS)
