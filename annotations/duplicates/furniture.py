"""Page furniture left out of fingerprints: what a site puts around all its stories, be it asked for or not.

It is known by being in many articles that have something of their own to tell. Where nothing in an article is its own,
as with one of several copies, what it shares is its story.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from annotations.duplicates.samples import SAMPLED, SHARE, hashes_and_owners, runs

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

_WINDOW = 12  # sampled shingles: about fifty words
_AROUND = 3  # sampled shingles on either side
_OWN = 8  # place in a window from the rarest: that many, and not a few phrases, say how widely it is shared
_FEW = 0.03  # of all windows; that few may be rare by chance, where copies were edited
_MORE_WIDELY = 4  # times
# A story that several pages begin with before they go on with others looks like furniture, but is long and not on many.
_FIRST_STORY = 150  # shingles
_LEAD = 75  # shingles
_CRAWLED = 12  # articles


def without_furniture(articles: Sequence["Array"], go_on: Callable[[], None]) -> list["Array"]:
    """The shingles of each article, in order, without those of page furniture. `go_on` may raise to end it."""
    import numpy as np

    places = [np.flatnonzero(each < SAMPLED).astype(np.int32) for each in articles]
    sampled = [each[at] for each, at in zip(articles, places, strict=True)]
    spread = _spread(sampled)
    kept = []
    for each, at, widely in zip(articles, places, spread, strict=True):
        go_on()
        furniture = _is_furniture(widely) if len(widely) >= _WINDOW else np.zeros(len(widely), bool)
        kept.append(each[~_everywhere(furniture, at, len(each))] if furniture.any() else each)
    return kept


def _spread(sampled: Sequence["Array"]) -> list["Array"]:
    """In how many articles each sampled shingle is."""
    import numpy as np

    hashes, _owners = hashes_and_owners(sampled)
    starts, count = runs(hashes)
    found = np.searchsorted(hashes[starts], np.concatenate([*sampled, hashes[:0]]))
    return np.split(count.astype(np.int32)[found], np.cumsum([len(each) for each in sampled])[:-1])


def _is_furniture(widely: "Array") -> "Array":
    """Which of the sampled shingles stand among such as are far more widely shared than the article's own."""
    import numpy as np

    if widely.max() <= _MORE_WIDELY:
        return np.zeros(len(widely), bool)
    spreads = _ranked(widely, _WINDOW, _OWN)
    few = int(_FEW * len(spreads))
    own = np.partition(spreads, few)[few]
    edges = np.repeat(widely[[0, -1]], _AROUND)
    usual = _ranked(np.concatenate([edges[:_AROUND], widely, edges[_AROUND:]]), 2 * _AROUND + 1, _AROUND)
    furniture = usual > own * _MORE_WIDELY
    story = _first_story(furniture, (usual > own) & (usual <= _CRAWLED))
    known: Array = furniture & ~story
    return known


def _ranked(numbers: "Array", window: int, rank: int) -> "Array":
    """In each window of so many numbers the one that so many are smaller than."""
    import numpy as np

    windows = np.lib.stride_tricks.sliding_window_view(numbers, window)
    return np.partition(windows, rank, axis=1)[:, rank]


def _first_story(furniture: "Array", by_few: "Array") -> "Array":
    """The longest stretch that a few articles share, if it is long and this one begins with it."""
    import numpy as np

    story = np.zeros(len(furniture), bool)
    starts, lengths = runs(by_few)
    lengths[~by_few[starts]] = 0
    longest = np.argmax(lengths)
    start, length = starts[longest], lengths[longest]
    if length >= _FIRST_STORY * SHARE and np.count_nonzero(~furniture[:start]) <= _LEAD * SHARE:
        story[start : start + length] = True
    return story


def _everywhere(furniture: "Array", at: "Array", size: int) -> "Array":
    """From the sampled shingles to all: what stands between two of furniture is furniture."""
    import numpy as np

    padded = np.concatenate([furniture[:1], furniture, furniture[-1:]])
    before = np.searchsorted(at, np.arange(size), side="right")
    everywhere: Array = padded[before] & padded[before + 1]
    return everywhere
