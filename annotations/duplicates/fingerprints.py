"""The fingerprint of a text: what is left of its words to compare it with thousands of others."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

# Scripts that put no blanks between words are read sign by sign.
_SPACED_WORD = re.compile(r"\w+")
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_UNSPACED_SIGN = re.compile(f"[{_UNSPACED}]")
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+")
_READ = 24_000  # code points; a story that is the same so far is the same
_WORDS_IN_SHINGLE = 3
# Odd constants far from any regularity: the fractional digits of pi in hexadecimal.
_FACTORS = (0x243F6A8885A308D3, 0x13198A2E03707345, 0xA4093822299F31D1)
_MIXER = 0x082EFA98EC4E6C89


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """`shingles` are the hashes of all runs of three words, in the order of the text, as 32-bit numbers."""

    checksum: int
    shingles: bytes

    def numbers(self) -> "Array":
        """The hashes as an array."""
        import numpy as np

        return np.frombuffer(self.shingles, np.uint32)


def checksum(text: str) -> int:
    """What tells, for all practical purposes, that a text is another one."""
    return crc32(text.encode())


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of a text. That of one with fewer than three words has one hash of them all, or none."""
    import numpy as np

    spaced = text.isascii() or _UNSPACED_SIGN.search(text, 0, _READ) is None
    found = (_SPACED_WORD if spaced else _WORD).findall(text, 0, _READ)
    found += [""] * (_WORDS_IN_SHINGLE - len(found)) if found else []
    words = np.fromiter(map(_word_hash, found), np.uint64, len(found))
    ends = max(0, len(words) - _WORDS_IN_SHINGLE + 1)
    mixed = np.zeros(ends, np.uint64)
    for place, factor in enumerate(_FACTORS):
        mixed += words[place : place + ends] * np.uint64(factor)
    mixed = (mixed ^ (mixed >> np.uint64(29))) * np.uint64(_MIXER)
    return Fingerprint(checksum(text), (mixed >> np.uint64(32)).astype(np.uint32).tobytes())


@lru_cache(maxsize=2**17)
def _word_hash(word: str) -> int:
    return crc32(word.casefold().encode())
