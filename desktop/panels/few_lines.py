"""Words of the article on a few lines, the last one cut with an ellipsis where they go on."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption

from desktop import chrome
from desktop.canvas.offsets import Utf16Offsets
from desktop.chrome.controls import FittedHeight
from desktop.chrome.paint import LEFT, RIGHT, width_of

_SIDE, _BELOW = 16, 6


class FewLines(FittedHeight):
    """At most `most` lines in one use of type; tooltip and name have all of the words."""

    def __init__(self, use: str, most: int = 3) -> None:
        super().__init__()
        self._use, self._most, self._text = use, most, ""

    def text(self) -> str:
        """All of the words."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show other words."""
        self._text = chrome.one_line(text)
        self.setAccessibleName(self._text)
        self.fit()
        self.update()

    def shown_at(self, width: int) -> list[str]:
        """The lines at a width in pixels; the last one holds all that is left."""
        layout = QTextLayout(self._text, chrome.font(self._use))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        offsets = Utf16Offsets(self._text)
        starts: list[int] = []
        layout.beginLayout()
        # One more than is shown tells whether the last one goes on.
        while len(starts) <= self._most and (row := layout.createLine()).isValid():
            row.setLineWidth(max(40, width - 2 * chrome.px(_SIDE)))
            starts.append(offsets.to_code_point(row.textStart()))
        layout.endLayout()
        ends = [*starts[1 : self._most], len(self._text)]
        return [self._text[start:end].strip() for start, end in zip(starts, ends, strict=False)]

    def height_at(self, width: int) -> int:
        """As high as its lines, in pixels."""
        return max(1, len(self.shown_at(width))) * chrome.line(self._use) + chrome.px(_BELOW)

    def sizeHint(self) -> QSize:
        """Room at the width we have."""
        width = max(self.width(), chrome.px(240))
        return QSize(width, self.height_at(width))

    def fit(self) -> None:
        """Take the height that is needed now; the tooltip depends on the room as well."""
        super().fit()
        self._explain()

    def _explain(self) -> None:
        lines = self.shown_at(self.width())
        cut = lines and width_of(self._use, lines[-1]) > self.width() - 2 * chrome.px(_SIDE)
        chrome.plain_tooltip(self, self._text if cut else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines from the side where reading begins."""
        painter = QPainter(self)
        align = RIGHT if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else LEFT
        high, wide = chrome.line(self._use), self.width() - 2 * chrome.px(_SIDE)
        for number, words in enumerate(self.shown_at(self.width())):
            area = QRectF(chrome.px(_SIDE), number * high, wide, high)
            chrome.text_line(painter, area, words, self._use, align=align)
        painter.end()
