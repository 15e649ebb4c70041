"""How well suggestions agree with what annotators marked: counts by article, micro F1, and intervals over articles.

Definitions as in reviewing agreement: a strict match has the same extent and label, F1 is 2M / (marked + suggested)
with counts summed over articles, and uncertainty comes from drawing whole articles again with replacement.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from annotations.model.ids import ArticleId
from annotations.model.learned import Measure
from annotations.suggesters.learning.examples import Marked
from annotations.suggesters.learning.out_of_fold import Said, Spans
from annotations.suggesters.scores import Judged

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

DRAWS = 1_000
_SEED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Of one article. `right` have the same extent and label as a marked one; `near` overlap one with their label."""

    marked: int = 0
    said: int = 0
    right: int = 0
    near: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """New less old F1 on the same articles; `low` is the lower end of its one-sided 95 % interval."""

    value: float
    low: float


def count(marked: Collection[Marked], said: Collection[Marked]) -> Counts:
    """Counts of one article; what is there twice counts once."""
    gold, guess = set(marked), set(said)
    return Counts(marked=len(gold), said=len(guess), right=len(gold & guess), near=_near(gold, guess))


def _near(gold: Iterable[Marked], guess: Iterable[Marked]) -> int:
    """One-to-one pairs of the same label that share a code point, largest overlap first."""
    of_label: defaultdict[tuple[str, str], tuple[list[Marked], list[Marked]]] = defaultdict(lambda: ([], []))
    for side, spans in enumerate((gold, guess)):
        for each in spans:
            of_label[each.kind, each.label][side].append(each)
    return sum(_paired(marked, said) for marked, said in of_label.values())


def _paired(marked: Sequence[Marked], said: Sequence[Marked]) -> int:
    pairs = []
    for one in marked:
        for other in said:
            shared = min(one.span.end, other.span.end) - max(one.span.start, other.span.start)
            if shared > 0:
                apart = abs(one.span.start - other.span.start) + abs(one.span.end - other.span.end)
                pairs.append((-shared, apart, one.span, other.span))
    taken_marked, taken_said = set(), set()
    for _, _, one_span, other_span in sorted(pairs):
        if one_span not in taken_marked and other_span not in taken_said:
            taken_marked.add(one_span)
            taken_said.add(other_span)
    return len(taken_marked)


def judged(gold: Spans, said: Mapping[ArticleId, Said]) -> list[Judged]:
    """Of what is said with a score in the articles of `gold`: whether it is right."""
    return [
        Judged(mark.label, score, mark in marked)
        for id_, marks in gold.items()
        for marked in [frozenset(marks)]
        for mark, score in said.get(id_, {}).items()
        if score is not None
    ]


def f1(counts: Iterable[Counts]) -> float | None:
    """Exact micro F1; None where nothing was marked and nothing said."""
    right = total = 0
    for each in counts:
        right += each.right
        total += each.marked + each.said
    return 2 * right / total if total else None


def partial_f1(counts: Iterable[Counts]) -> float | None:
    """Micro F1 where sharing a code point under the same label is enough; None as for `f1`."""
    near = total = 0
    for each in counts:
        near += each.near
        total += each.marked + each.said
    return 2 * near / total if total else None


def measure(counts: Sequence[Counts]) -> Measure | None:
    """Exact F1 with its 95 % interval (percentiles of `DRAWS` draws of articles); None as for `f1`."""
    import numpy as np

    value = f1(counts)
    if value is None:
        return None
    low, high = np.nanpercentile(_f1_of_draws(counts, _draws(len(counts))), (2.5, 97.5))
    return Measure(f1=value, low=float(low), high=float(high))


def difference(old: Sequence[Counts], new: Sequence[Counts]) -> Difference | None:
    """How much better the new suggestions are; both see the same articles in the same order, and the same draws.

    None where nothing was marked and one side said nothing. Raises ValueError for different numbers of articles.
    """
    import numpy as np

    if len(old) != len(new):
        raise ValueError(f"{len(old)} articles against {len(new)}")
    before, after = f1(old), f1(new)
    if before is None or after is None:
        return None
    draws = _draws(len(old))
    of_draws = _f1_of_draws(new, draws) - _f1_of_draws(old, draws)
    return Difference(value=after - before, low=float(np.nanpercentile(of_draws, 5)))


def _draws(articles: int) -> "Array":
    """How often each article is in each draw."""
    import numpy as np

    return np.random.default_rng(_SEED).multinomial(articles, np.full(articles, 1 / articles), size=DRAWS)


def _f1_of_draws(counts: Sequence[Counts], draws: "Array") -> "Array":
    import numpy as np

    right = draws @ np.array([each.right for each in counts])
    total = draws @ np.array([each.marked + each.said for each in counts])
    # A draw of nothing but articles without a span has no F1 and is left out by the percentiles.
    of_draws: Array = np.divide(2 * right, total, out=np.full(len(draws), np.nan), where=total > 0)
    return of_draws
