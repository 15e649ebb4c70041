"""DisplayText: the article's text cut into the paragraphs that are laid out, each safe to hand to Qt."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from annotations.text.direction import has_right_to_left, reads_right_to_left
from desktop.canvas.offsets import Utf16Offsets

# Longer paragraphs are laid out in chunks: the time to place one caret grows with the length of the string.
CHUNK = 6_000

_SEPARATOR = re.compile("\r\n|[\n\r\u2028\u2029]")
# Characters that Qt drops, swaps or draws as nothing; each has a stand-in of the same UTF-16 length.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufeff\ufffe\uffff\ud800-\udfff]")
_JOINERS = "\u200c\u200d\ufe0e\ufe0f"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What is laid out at once: `start` and `end` are code points in the article, `text` is what Qt is given."""

    start: int
    end: int
    text: str
    offsets: Utf16Offsets
    right_to_left: bool
    bidirectional: bool  # holds at least one right-to-left character
    ends: bool  # False for a chunk that the next one continues

    @property
    def blank(self) -> bool:
        """True if there is nothing to read in it."""
        return not self.text.strip()

    def to_utf16(self, code_point: int) -> int:
        """The unit in `text` of a code point of the article, clamped into this paragraph."""
        return self.offsets.to_utf16(min(max(code_point, self.start), self.end) - self.start)

    def to_code_point(self, unit: int) -> int:
        """The code point of the article at a unit of `text`."""
        return self.start + self.offsets.to_code_point(unit)


class DisplayText:
    """Paragraphs by number. Cutting is done once; a paragraph's own text is prepared when it is asked for."""

    def __init__(self, text: str) -> None:
        self.source = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self._heads: dict[int, int] = {}  # chunk number -> where its whole paragraph begins
        self._unfinished: set[int] = set()
        start = 0
        for separator in _SEPARATOR.finditer(text):
            self._add(start, separator.start())
            start = separator.end()
        self._add(start, len(text))

    def __len__(self) -> int:
        return len(self.starts)

    def _add(self, start: int, end: int) -> None:
        head = start
        while end - start > CHUNK:
            cut = _cut(self.source, start, start + CHUNK)
            self._heads[len(self.starts)] = head
            self._unfinished.add(len(self.starts))
            self.starts.append(start)
            self.ends.append(cut)
            start = cut
        if start > head:
            self._heads[len(self.starts)] = head
        self.starts.append(start)
        self.ends.append(end)

    def paragraph_at(self, code_point: int) -> int:
        """The number of the paragraph that holds a code point; a separator belongs to the paragraph before it."""
        return max(bisect_right(self.starts, code_point) - 1, 0)

    def paragraph(self, number: int) -> Paragraph:
        """The paragraph of that number, ready for layout."""
        start, end = self.starts[number], self.ends[number]
        text = _UNSAFE.sub(_stand_in, self.source[start:end])
        head = self._heads.get(number, start)
        bidirectional = has_right_to_left(text)
        return Paragraph(
            start=start,
            end=end,
            text=text,
            offsets=Utf16Offsets(text),
            right_to_left=reads_right_to_left(self.source[head : head + CHUNK] if head < start else text),
            bidirectional=bidirectional,
            ends=number not in self._unfinished,
        )

    def is_blank(self, number: int) -> bool:
        """True if the paragraph has nothing to read in it."""
        text = self.source[self.starts[number] : self.ends[number]]
        return not text or text.isspace()


def _stand_in(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return "\u2060" if code == 0xFEFF else "\ufffd"


def _cut(text: str, start: int, limit: int) -> int:
    """Where to end a chunk: after the last blank before `limit`, else where no cluster is torn apart."""
    space = text.rfind(" ", start + CHUNK // 2, limit)
    if space >= 0:
        return space + 1
    cut = limit
    while cut > limit - 64 and (
        unicodedata.combining(text[cut]) or text[cut] in _JOINERS or text[cut - 1] == "\u200d" or text[cut] > "\uffff"
    ):
        cut -= 1
    return cut
