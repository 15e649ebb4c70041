"""Which articles may be alike: those with many sampled shingles in common."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from annotations.duplicates.resemblance import OPENING
from annotations.duplicates.samples import SAMPLED, SHARE, hashes_and_owners, runs

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

_WHOLE_SAMPLE = 64  # shingles; of an article with no more all are taken
_WIDELY_SHARED = 32  # articles; of a shingle that more have, only neighbours are paired


def candidates(articles: Sequence["Array"], threshold: float) -> Iterator[tuple[int, int]]:
    """Pairs of articles, by their numbers, that have enough in common to be alike; those with most first."""
    import numpy as np

    size = len(articles)
    sizes = np.array([len(each) for each in articles], np.int64)
    pairs = np.concatenate([*_paired(articles), np.zeros(0, np.int64)])
    pairs.sort()
    starts, common = runs(pairs)
    pairs, common = pairs[starts[common > 1]], common[common > 1]
    one, other = pairs // size, pairs % size
    shorter = np.minimum(sizes[one], sizes[other])
    whole = np.maximum(sizes[one], sizes[other]) <= _WHOLE_SAMPLE
    # Half of what is to be expected of two that are just alike, for it is a sample.
    least = threshold / 2 * np.where(whole, 1.0, SHARE) * np.minimum(shorter, OPENING)
    enough = np.flatnonzero(common >= least)
    for number in enough[np.lexsort((pairs[enough], -common[enough]))]:
        yield int(one[number]), int(other[number])


def _paired(articles: Sequence["Array"]) -> Iterator["Array"]:
    """Each pair of articles, as one number, as often as they have a sampled shingle in common."""
    import numpy as np

    size = len(articles)
    sampled = [each if len(each) <= _WHOLE_SAMPLE else each[each < SAMPLED] for each in articles]
    hashes, owners = hashes_and_owners(sampled)
    starts, spread = runs(hashes)
    for widely in np.unique(spread[spread > 1]):
        having = owners[starts[spread == widely][:, None] + np.arange(widely)].astype(np.int64)
        if widely <= _WIDELY_SHARED:
            first, second = np.triu_indices(widely, 1)
            yield (having[:, first] * size + having[:, second]).ravel()
        else:
            yield (having[:, :-1] * size + having[:, 1:]).ravel()
