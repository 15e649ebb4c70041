"""Self-agreement: how well annotators agree with themselves on articles that they did again, blind, weeks later."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotations.agreement.documents import Finished, Pair
from annotations.agreement.figures import Figures, Resampling
from annotations.agreement.report import PairRow, Source, pair_row
from annotations.model.project import AGAIN_AFTER, again_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """An annotator against themself, over articles done again 14 days later or more; `too_soon` were done sooner, and
    are not in it."""

    annotator: str
    row: PairRow
    too_soon: int


def again(sources: Sequence[Source], names: Iterable[str], resampling: Resampling | None = None) -> tuple[Again, ...]:
    """Each of these annotators who did an article again, by name."""
    found = []
    for name in sorted(set(names)):
        pair = (name, again_name(name))
        twice = [each for each in sources if each.again is not None and pair in each.again.spans]
        counting = [each.again for each in twice if each.again is not None and _late_enough(each.finished, pair)]
        if twice:
            row = pair_row(Figures(counting, pair, resampling), pair)
            found.append(Again(annotator=name, row=row, too_soon=len(twice) - len(counting)))
    return tuple(found)


def _late_enough(finished: Mapping[str, Finished], pair: Pair) -> bool:
    return all(name in finished for name in pair) and abs(finished[pair[1]].at - finished[pair[0]].at) >= AGAIN_AFTER
