"""Do two articles tell the same story in the same words? Told exactly, by the shingles of both."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

OPENING = 200  # shingles, and so about as many words
_FEWEST = 4  # shingles in common; of shorter texts nothing can be said
_LEAD = 30  # shingles: a headline and a dateline
_LEAD_OF_SHARED = 5  # times


def alike(one: "Array", other: "Array", threshold: float) -> bool:
    """True if one of them begins with a story that is in the beginning of the other.

    Of its opening at least `threshold` of the shingles must be there: the containment of Broder (1997). What stands
    before the first of them is short, or short beside all that they share. Where both begin with something of their
    own and then share what is not much longer, that is page furniture.
    """
    return _opens(one, other, threshold) or _opens(other, one, threshold)


def _opens(one: "Array", other: "Array", threshold: float) -> bool:
    import numpy as np

    there = np.isin(one[:OPENING], other[: 2 * OPENING])
    if there.sum() < max(_FEWEST, threshold * len(there)):
        return False
    shared = np.count_nonzero(np.isin(one, other))
    return _lead(there) <= max(_LEAD, shared / _LEAD_OF_SHARED)


def _lead(there: "Array") -> int:
    """How many shingles stand before the shared ones begin, a few of which may be missing or come before by chance."""
    import numpy as np

    missing = np.cumsum(np.where(there, -1, 1)[: len(there) // 2], dtype=int)
    return int(np.argmax(missing)) + 1 if missing.max(initial=0) > 0 else 0
