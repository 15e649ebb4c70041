"""ParagraphLayout: one paragraph shaped and broken into lines. Spans never change it; only their lanes move lines."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTextLayout, QTextLine, QTextOption

from desktop.canvas.display_text import Paragraph
from desktop.canvas.metrics import Metrics

Extent = tuple[float, float]
Cell = tuple[float, float, int, int]  # left, right, first code point, the one after the last


class ParagraphLayout:
    """Owns the QTextLayout, whose lines are only valid while it lives. All x are relative to the text column."""

    def __init__(self, paragraph: Paragraph, metrics: Metrics, width: float) -> None:
        self.paragraph = paragraph
        self.metrics = metrics
        self._layout = QTextLayout(paragraph.text, metrics.font)
        self._layout.setCacheEnabled(True)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTabStopDistance(metrics.tab)
        if paragraph.right_to_left:
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._layout.setTextOption(option)
        self._lines: list[QTextLine] = []
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            self._lines.append(line)
        self._layout.endLayout()
        self._unit_starts = [line.textStart() for line in self._lines]
        self.starts = [paragraph.to_code_point(unit) for unit in self._unit_starts]
        self._ascents = [line.ascent() for line in self._lines]
        self._cells: dict[int, list[Cell]] = {}
        self.tops: list[int] = []
        self.baselines: list[int] = []
        self.height = 0

    def __len__(self) -> int:
        return len(self._lines)

    def place_lines(self, lanes: Sequence[int]) -> None:
        """Stack the lines, each as tall as its number of lanes demands."""
        metrics, bidirectional = self.metrics, self.paragraph.bidirectional
        rise = metrics.track + metrics.ascent(bidirectional)
        y = 0
        self.tops, self.baselines = [], []
        for line, ascent, count in zip(self._lines, self._ascents, lanes, strict=True):
            self.tops.append(y)
            self.baselines.append(y + rise)
            line.setPosition(QPointF(0.0, y + rise - ascent))
            y += metrics.line(count, bidirectional)
        self.height = y

    @property
    def text_layout(self) -> QTextLayout:
        """What the painter draws."""
        return self._layout

    def end(self, line: int) -> int:
        """The code point after the last one of a line."""
        return self.starts[line + 1] if line + 1 < len(self.starts) else self.paragraph.end

    def line_at(self, code_point: int) -> int:
        """The line that holds a code point."""
        return max(0, bisect_right(self.starts, code_point) - 1)

    def line_at_y(self, y: float) -> int:
        """The line at a height inside the paragraph."""
        return max(0, bisect_right(self.tops, y) - 1)

    def text_top(self, line: int) -> int:
        """The top of the text box of a line: where tint and ring begin."""
        return self.tops[line] + self.metrics.track

    def text_bottom(self, line: int) -> int:
        """The bottom of the text box of a line: where the first bar begins."""
        return self.baselines[line] + self.metrics.descent(self.paragraph.bidirectional)

    def lane_top(self, line: int, lane: int) -> int:
        """The top of the bar of a lane under a line."""
        return self.text_bottom(line) + lane * self.metrics.step

    def bottom(self, line: int) -> int:
        """Where the next line begins."""
        return self.tops[line + 1] if line + 1 < len(self.tops) else self.height

    def fragments(self, line: int, start: int, end: int) -> list[Extent]:
        """Where code points start..end of a line are drawn: one extent, or several where directions mix."""
        view = self._lines[line]
        first = self._unit_starts[line]
        last = first + view.textLength()
        begin = min(max(self.paragraph.to_utf16(start), first), last)
        stop = min(max(self.paragraph.to_utf16(end), first), last)
        if begin >= stop:
            return []
        natural = view.naturalTextRect()
        if not self.paragraph.bidirectional:
            left, right = _x(view, begin), _x(view, stop)
            right = min(right, natural.right())
            return [(left, max(right, left + 1.0))]
        extents: list[Extent] = []
        for run in view.glyphRuns(begin, stop - begin):
            box = run.boundingRect()
            extents.append((max(box.left(), natural.left()), min(box.right(), natural.right())))
        if not extents:
            left, right = sorted((_x(view, begin), _x(view, stop)))
            extents = [(left, right)]
        return _merged(extents)

    def cells(self, line: int) -> list[Cell]:
        """The graphemes of a line from left to right, each with the code point it begins at."""
        if line not in self._cells:
            layout, stop = self._layout, self._unit_starts[line] + self._lines[line].textLength()
            unit, cells = self._unit_starts[line], []
            while unit < stop:
                following = layout.nextCursorPosition(unit)
                following = stop if following <= unit else min(following, stop)
                start, end = self.paragraph.to_code_point(unit), self.paragraph.to_code_point(following)
                cells += [(left, right, start, end) for left, right in self.fragments(line, start, end)]
                unit = following
            self._cells[line] = sorted(cells)
        return self._cells[line]

    def cell_at(self, line: int, x: float) -> Cell | None:
        """The grapheme at x, or None beside the text of the line."""
        natural = self._lines[line].naturalTextRect()
        if not natural.left() <= x < natural.right():
            return None
        cells = self.cells(line)
        position = bisect_right(cells, (x, float("inf"), 0, 0)) - 1
        return cells[position] if position >= 0 else None

    def nearest(self, line: int, x: float) -> Cell:
        """The grapheme nearest to x; nothing, at its start, if the line is empty."""
        cells = self.cells(line)
        if not cells:
            return (0.0, 0.0, self.starts[line], self.starts[line])
        return self.cell_at(line, x) or (cells[0] if x < cells[0][0] else cells[-1])


def _x(line: QTextLine, unit: int) -> float:
    """Where the caret before a unit stands; Python gets the unit back as well."""
    x, _unit = cast("tuple[float, int]", line.cursorToX(unit))
    return x


def _merged(extents: list[Extent]) -> list[Extent]:
    """Extents that touch become one; none is thinner than a pixel."""
    extents.sort()
    merged = [extents[0]]
    for left, right in extents[1:]:
        if left <= merged[-1][1] + 0.75:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return [(left, max(right, left + 1.0)) for left, right in merged]
