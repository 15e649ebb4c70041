"""TextMirror: the article as plain text in a hidden Qt text field, because Qt speaks a text field's text for us."""

from bisect import bisect_right
from itertools import accumulate

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.canvas.display_text import DisplayText, Paragraph


class TextMirror(QPlainTextEdit):
    """Follows caret and selection of the canvas, and tells where a screen reader or a braille line put them.

    A text interface written in Python cannot answer for selections, words or sentences: the binding drops those calls.
    """

    moved = Signal(int, int)  # the code points at which anchor and caret were put from outside

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setAccessibleName(self.tr("Article text"))
        self._text: DisplayText | None = None
        self._paragraphs: list[Paragraph] = []
        self._bases: list[int] = [0]
        self._following = False
        self.cursorPositionChanged.connect(self._tell)

    def show_text(self, text: DisplayText | None) -> None:
        """Hold another article, or none. Nothing is done for the one held already."""
        if text is self._text:
            return
        self._text = text
        self._paragraphs = [text.paragraph(number) for number in range(len(text))] if text is not None else []
        lengths = (each.offsets.length + each.ends for each in self._paragraphs)
        self._bases = [0, *accumulate(lengths)]
        self._following = True
        self.setPlainText("".join(each.text + "\n" * each.ends for each in self._paragraphs)[:-1])
        self._following = False

    def follow(self, anchor: int, caret: int) -> None:
        """Put anchor and caret at code points of the article."""
        cursor, first, last = self.textCursor(), self.unit_of(anchor), self.unit_of(caret)
        if (cursor.anchor(), cursor.position()) == (first, last):
            return
        cursor.setPosition(first)
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        self._following = True
        self.setTextCursor(cursor)
        self._following = False

    def unit_of(self, code_point: int) -> int:
        """The UTF-16 unit of the mirror at a code point of the article."""
        if self._text is None:
            return 0
        number = self._text.paragraph_at(code_point)
        return self._bases[number] + self._paragraphs[number].to_utf16(code_point)

    def code_point_at(self, unit: int) -> int:
        """The code point of the article at a UTF-16 unit of the mirror."""
        if not self._paragraphs:
            return 0
        number = min(bisect_right(self._bases, unit) - 1, len(self._paragraphs) - 1)
        paragraph = self._paragraphs[number]
        return paragraph.to_code_point(min(unit - self._bases[number], paragraph.offsets.length))

    def _tell(self) -> None:
        if not self._following:
            cursor = self.textCursor()
            self.moved.emit(self.code_point_at(cursor.anchor()), self.code_point_at(cursor.position()))
