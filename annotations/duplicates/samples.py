"""A sample of the shingles of each article, by which articles can be compared all at once.

Sampled are the shingles whose hashes are low numbers, whatever article they are in: so two samples have the same of
what two articles have in common, and one tells also that a short article is in a long one (Broder, 1997: the minima of
random permutations, kept by value instead of by count).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

# Hashes are evenly spread over 32-bit numbers.
SAMPLED = 2**30
SHARE = SAMPLED / 2**32


def hashes_and_owners(samples: Sequence["Array"]) -> tuple["Array", "Array"]:
    """Which article, by its number, has which sampled shingle: each pair once, by hash and then by owner."""
    import numpy as np

    # One number of both, made and sorted in place: this is what takes most memory.
    keys = np.concatenate([*samples, np.zeros(0, np.uint32)]).astype(np.uint64)
    keys <<= np.uint64(32)
    keys |= np.repeat(np.arange(len(samples), dtype=np.uint32), [len(each) for each in samples])
    keys.sort()
    keys = keys[runs(keys)[0]]
    return (keys >> np.uint64(32)).astype(np.uint32), keys.astype(np.uint32)


def runs(ordered: "Array") -> tuple["Array", "Array"]:
    """Where each run of equal values starts, and how long it is."""
    import numpy as np

    starts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1])) if len(ordered) else np.zeros(0, np.int64)
    return starts, np.diff(starts, append=len(ordered))
