"""A sentence of an article as an example for a guideline, the words it is about in bold over a line of ink."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from annotations.text.direction import reads_right_to_left
from desktop import chrome
from desktop.canvas.offsets import Utf16Offsets
from desktop.chrome.controls import FittedHeight


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, and in it the code points `start` to before `end` that the example is about."""

    sentence: str
    start: int
    end: int

    @property
    def bracketed(self) -> str:
        """As guidelines keep it: the words in brackets."""
        return f"{self.sentence[: self.start]}[{self.sentence[self.start : self.end]}]{self.sentence[self.end :]}"


class _Sentence(FittedHeight):
    """The sentence on as many lines as it needs."""

    def __init__(self) -> None:
        super().__init__()
        self._example = Example("", 0, 0)
        self._hue = "grey"

    def show_example(self, example: Example, hue: str) -> None:
        """Show another sentence."""
        self._example, self._hue = example, hue
        self.setAccessibleName(example.bracketed)
        self.fit()
        self.update()

    def _lay_out(self, width: int) -> tuple[QTextLayout, float]:
        text = f"“{self._example.sentence}”"
        offsets = Utf16Offsets(text)
        marked = QTextLayout.FormatRange()
        # One further on, behind the quotation mark.
        first, last = offsets.to_utf16(self._example.start + 1), offsets.to_utf16(self._example.end + 1)
        marked.start, marked.length = first, last - first
        words = QTextCharFormat()
        words.setFontWeight(QFont.Weight.DemiBold)
        words.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        words.setUnderlineColor(QColor(chrome.theme().hue(self._hue).ink))
        marked.format = words
        layout = QTextLayout(text, chrome.font("second"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        mirrored = reads_right_to_left(self._example.sentence)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight)
        layout.setTextOption(option)
        layout.setFormats([marked])
        high, top = chrome.line("second"), 0.0
        layout.beginLayout()
        while (row := layout.createLine()).isValid():
            row.setLineWidth(max(40, width))
            row.setPosition(QPointF(0, top + (high - row.height()) / 2))
            top += high
        layout.endLayout()
        return layout, top

    def height_at(self, width: int) -> int:
        """As high as its lines, in pixels."""
        return int(self._lay_out(width)[1]) + 2

    def sizeHint(self) -> QSize:
        """Room at the width we have."""
        width = max(self.width(), chrome.px(200))
        return QSize(width, self.height_at(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines."""
        painter = QPainter(self)
        painter.setPen(QColor(chrome.theme().text_1))
        self._lay_out(self.width())[0].draw(painter, QPointF(0, 0))
        painter.end()


class ExampleCard(chrome.Surface):
    """The sentence with a cross that drops it."""

    dropped = Signal()

    def __init__(self) -> None:
        super().__init__("card")
        self.example: Example | None = None
        self.title = chrome.Label(self.tr("Example added with it"), "second")
        self.sentence = _Sentence()
        self.cross = chrome.KeyButton("", kind="plain", icon="close", high=20)
        self.cross.set_name(self.tr("Drop the example"))
        self.cross.clicked.connect(lambda _=False: self.dropped.emit())
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.cross)
        column = QVBoxLayout(self)
        column.setContentsMargins(chrome.px(12), chrome.px(6), chrome.px(6), chrome.px(8))
        column.setSpacing(chrome.px(2))
        column.addLayout(head)
        column.addWidget(self.sentence)
        self.show_example(None)

    def show_example(self, example: Example | None, hue: str = "grey", *, editable: bool = True) -> None:
        """Show an example with the ink of its label; None hides the card."""
        self.example = example
        self.setVisible(example is not None)
        self.cross.setVisible(editable)
        if example is not None:
            self.sentence.show_example(example, hue)
