"""A part of a page: a heading, a sentence that says what it is for, and what belongs to it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop import chrome


class Section(QWidget):
    """Fill `column` with the parts and `head` with what stands at the end of the heading."""

    def __init__(self, title: str, sentence: str = "", *, kind: str = "title") -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.title = chrome.Label(title, kind)
        self.sentence = chrome.Label(sentence, "quiet", wrap=True)
        # A widget without a parent that is told to be visible is a window for a moment.
        if not sentence:
            self.sentence.hide()
        self.head = QHBoxLayout()
        self.head.setSpacing(chrome.px(8))
        self.head.addWidget(self.title, 1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(chrome.px(8))
        self.column.addLayout(self.head)
        self.column.addWidget(self.sentence)


def scrolled(widget: QWidget) -> QScrollArea:
    """What is higher than the window, on the ground of the page; Tab goes through it, not to it."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(widget)
    # Qt fills both with the ground of the window.
    area.viewport().setAutoFillBackground(False)
    widget.setAutoFillBackground(False)
    return area
