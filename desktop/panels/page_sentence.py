"""The sentence a page begins with, and those that follow it: some words in bold, some quieter."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption

from annotations.text.direction import reads_right_to_left
from desktop import chrome
from desktop.canvas.offsets import Utf16Offsets
from desktop.chrome.controls import FittedHeight

_NARROWEST = 40

# Code points of the words that stand out, start to before end.
Stretch = tuple[int, int]


class PageSentence(FittedHeight):
    """As many lines as it needs. `use` is a use of type, enlarged by `larger`; `line` is in pixels at 100 %."""

    def __init__(self, use: str, line: int, *, larger: float = 1.0, color: str = "text_1") -> None:
        super().__init__()
        self._use, self._line, self._larger, self._color = use, line, larger, color
        self._text = ""
        self._bold: tuple[Stretch, ...] = ()
        self._quiet: tuple[Stretch, ...] = ()

    def text(self) -> str:
        """The words."""
        return self._text

    def show_text(self, text: str, *, bold: Iterable[Stretch] = (), quiet: Iterable[Stretch] = ()) -> None:
        """Show other words; `bold` ones stand out, `quiet` ones step back."""
        self._text, self._bold, self._quiet = text, tuple(bold), tuple(quiet)
        self.setAccessibleName(text)
        self.fit()
        self.update()

    def height_at(self, width: int) -> int:
        """As high as its lines, in pixels."""
        return max(1, self._laid_out(width).lineCount()) * chrome.px(self._line)

    def sizeHint(self) -> QSize:
        """Room at the width we have."""
        width = max(self.width(), chrome.px(240))
        return QSize(width, self.height_at(width))

    def _laid_out(self, width: int) -> QTextLayout:
        font = chrome.font(self._use)
        font.setPointSizeF(font.pointSizeF() * self._larger)
        layout = QTextLayout(self._text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        # The words keep their own direction and begin at the side where reading begins.
        mirrored, own = self.layoutDirection() == Qt.LayoutDirection.RightToLeft, reads_right_to_left(self._text)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if own else Qt.LayoutDirection.LeftToRight)
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        layout.setTextOption(option)
        layout.setFormats([*self._formats(self._bold, _bold), *self._formats(self._quiet, _quiet)])
        layout.beginLayout()
        top, high = 0.0, chrome.px(self._line)
        while (row := layout.createLine()).isValid():
            row.setLineWidth(max(_NARROWEST, width))
            row.setPosition(QPointF(0, top + (high - row.height()) / 2))
            top += high
        layout.endLayout()
        return layout

    def _formats(
        self, stretches: Iterable[Stretch], made: Callable[[], QTextCharFormat]
    ) -> list[QTextLayout.FormatRange]:
        offsets, out = Utf16Offsets(self._text), []
        for start, end in stretches:
            each = QTextLayout.FormatRange()
            each.start = offsets.to_utf16(start)
            each.length = offsets.to_utf16(end) - each.start
            each.format = made()
            out.append(each)
        return out

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines."""
        painter = QPainter(self)
        painter.setPen(QColor(getattr(chrome.theme(), self._color)))
        self._laid_out(self.width()).draw(painter, QPointF(0, 0))
        painter.end()


def _bold() -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFontWeight(QFont.Weight.DemiBold)
    made.setForeground(QColor(chrome.theme().text_1))
    return made


def _quiet() -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFontWeight(QFont.Weight.Normal)
    made.setForeground(QColor(chrome.theme().text_2))
    return made
