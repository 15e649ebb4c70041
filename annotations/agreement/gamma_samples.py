"""Chance continua for gamma: what annotators might have marked who put as many units as these, but anywhere.

"shuffle" moves all units of an annotator, drawn with replacement, along by a random whole number, and what would start
after the end goes on at the start (Mathet, Widlöcher and Métivier 2015, 5.2). The end is the end of the last unit. None
is moved to within half the mean length of units of where the one before it is: half as in the authors' own program, and
of the one before only as pygamma-agreement has it, where the paper keeps all of them apart.

"statistical" draws the number of units, the gaps between them and their lengths from normal distributions, and labels
by how often they occur, as they are over all annotators: what pygamma-agreement does unless told otherwise.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from annotations.agreement.gamma_alignment import Units

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

Sampler = Callable[[Sequence[Units], "np.random.Generator"], list[Units]]


def shuffled(units: Sequence[Units], generator: "np.random.Generator") -> list[Units]:
    """As many annotators, each with the units of one of these, moved along."""
    import numpy as np

    end = max(float(each.ends.max()) for each in units if len(each.ends))
    apart = float(np.concatenate([each.ends - each.starts for each in units]).mean()) / 2
    free = everywhere = [(0.0, end)]
    sample = []
    for _ in units:
        pivot = int(_drawn(free, generator))
        around = (0.0, pivot - apart), (pivot + apart, end)
        free = [part for part in around if part[0] < part[1]] or everywhere
        each = units[int(generator.integers(len(units)))]
        moved = np.where(each.starts + pivot > end, pivot - end, pivot)
        sample.append(Units(each.starts + moved, each.ends + moved, each.labels))
    return sample


def _drawn(parts: Sequence[tuple[float, float]], generator: "np.random.Generator") -> float:
    """A point of the parts, all equally likely."""
    at = generator.uniform(0, sum(high - low for low, high in parts))
    for low, high in parts:
        if at <= high - low:
            return low + at
        at -= high - low
    return parts[-1][1]


def statistical(units: Sequence[Units], generator: "np.random.Generator") -> list[Units]:
    """As many annotators, each with units of their own, at least one."""
    import numpy as np

    many = np.array([len(each.starts) for each in units])
    lengths = np.concatenate([each.ends - each.starts for each in units])
    labels = np.concatenate([each.labels for each in units])
    gaps = _gaps(units)
    sample = []
    for _ in units:
        number = max(1, int(generator.normal(many.mean(), many.std())))
        gap = generator.normal(gaps.mean(), gaps.std(), number)
        length = np.abs(generator.normal(lengths.mean(), lengths.std(), number))
        ends = np.cumsum(gap + length)
        sample.append(Units(ends - length, ends, generator.choice(labels, number)))
    return sample


def _gaps(units: Sequence[Units]) -> "Array":
    """From the start to the first unit, where it is not at the start, and from each unit to the next."""
    import numpy as np

    before = [each.starts[0] for each in units if len(each.starts) and each.starts[0] > 0]
    between = [each.starts[1:] - each.ends[:-1] for each in units]
    gaps = np.concatenate([before, *between])
    return gaps if len(gaps) else np.zeros(1)


SAMPLERS: dict[str, Sampler] = {"shuffle": shuffled, "statistical": statistical}
