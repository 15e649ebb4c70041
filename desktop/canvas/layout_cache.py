"""LayoutCache: the paragraphs laid out last, so that scrolling back costs nothing and memory stays bounded."""

from collections import OrderedDict
from dataclasses import dataclass

from desktop.canvas.decoration import Decoration
from desktop.canvas.layout import ParagraphLayout

CAPACITY = 400


@dataclass(slots=True)
class LaidParagraph:
    """A paragraph ready to be painted."""

    layout: ParagraphLayout
    decoration: Decoration


class LayoutCache:
    """Paragraph numbers to laid paragraphs; the one not used for longest goes first."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._kept: OrderedDict[int, LaidParagraph] = OrderedDict()

    def __contains__(self, number: object) -> bool:
        return number in self._kept

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, number: int) -> LaidParagraph | None:
        """The paragraph if it is kept; it then counts as just used."""
        found = self._kept.get(number)
        if found is not None:
            self._kept.move_to_end(number)
        return found

    def put(self, number: int, laid: LaidParagraph) -> None:
        """Keep a paragraph, dropping the one unused for longest when there are too many."""
        self._kept[number] = laid
        self._kept.move_to_end(number)
        while len(self._kept) > self._capacity:
            self._kept.popitem(last=False)
