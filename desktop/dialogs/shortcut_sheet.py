"""The sheet of keys, made from the table of actions: groups in columns, a key and what it does on each line."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop import chrome
from desktop.chrome.paint import cap_width

_COLUMNS = 3


Line = tuple[str, str, Sequence[str]]


def folded(lines: Sequence[Line]) -> list[Line]:
    """Neighbouring lines that differ only in their last letter ("Label 1", "Label 2") as one, with first and last key.

    The two keys of such a line are joined by an ellipsis.
    """
    out: list[Line] = []
    last_stem = ""
    for group, words, keys in lines:
        stem = words[:-2] if len(keys) == 1 and words.endswith(f" {keys[0][-1]}") else ""
        if stem and stem == last_stem and out[-1][0] == group:
            first = out[-1][2][0].split("…")[0]
            out[-1] = (group, stem, (f"{first}…{keys[0]}",))
        else:
            out.append((group, words, keys))
        last_stem = stem
    return out


class _KeyLine(QWidget):
    """Caps at the left, words beside them."""

    def __init__(self, words: str, keys: Sequence[str]) -> None:
        super().__init__()
        self._words, self._keys = words, tuple(keys)
        self.setAccessibleName(f"{words}: {', '.join(keys)}")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _caps(self) -> list[list[str]]:
        """The caps of each key, in order; a range ("1…0") has a cap of its own for the dots."""
        out = []
        for key in self._keys:
            ends = [chrome.keys_in_words(end).split(" ") for end in key.split("…")]
            out.append(ends[0] if len(ends) == 1 else [*ends[0], "…", *ends[1]])
        return out

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(chrome.px(290), chrome.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint words and caps."""
        painter = QPainter(self)
        right, middle = float(self.width()), self.height() / 2
        for number, caps in enumerate(reversed(self._caps())):
            if number:
                area = QRectF(0, 0, right, self.height())
                right -= chrome.text_line(
                    painter, area, " · ", "second", chrome.theme().text_3, align=Qt.AlignmentFlag.AlignRight
                )
            for cap in reversed(caps):
                right -= cap_width(cap)
                if cap == "…":
                    area = QRectF(right, 0, cap_width(cap), self.height())
                    dots = Qt.AlignmentFlag.AlignHCenter
                    chrome.text_line(painter, area, cap, "second", chrome.theme().text_3, align=dots)
                else:
                    chrome.key_cap(painter, right, middle, cap)
                right -= chrome.px(3)
        chrome.text_line(painter, QRectF(0, 0, right - chrome.px(8), self.height()), self._words, "body")
        painter.end()


class ShortcutSheet(QDialog):
    """Opened by `?`; any of Esc, `?` and F1 closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keys of this page"))
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(self.windowTitle())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)

    def ask(self, lines: Sequence[tuple[str, str, Sequence[str]]]) -> None:
        """Open with these lines: (group, text, keys in portable form), in the order of the table."""
        groups: dict[str, list[_KeyLine]] = {}
        for group, words, keys in folded(lines):
            if keys:
                groups.setdefault(group, []).append(_KeyLine(words, keys))
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(chrome.px(24), chrome.px(16), chrome.px(24), chrome.px(24))
        row.setSpacing(chrome.px(32))
        for members in _columns(groups):
            column = QVBoxLayout()
            column.setSpacing(0)
            for name in members:
                column.addWidget(chrome.Label(name, "strong"))
                column.addSpacing(chrome.px(4))
                for line in groups[name]:
                    column.addWidget(line)
                column.addSpacing(chrome.px(16))
            column.addStretch(1)
            row.addLayout(column, 1)
        self.area.setWidget(inside)
        self.area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self.resize(chrome.px(1080), chrome.px(650))
        self.show()
        self.raise_()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that opened it close it."""
        if event.key() in (Qt.Key.Key_Question, Qt.Key.Key_F1, Qt.Key.Key_Escape):
            self.accept()
        else:
            super().keyPressEvent(event)


def _columns(groups: dict[str, list[_KeyLine]]) -> list[list[str]]:
    """The groups dealt to columns in order, none much longer than its share."""
    total = sum(len(lines) + 2 for lines in groups.values())
    out: list[list[str]] = [[]]
    filled = 0
    for name, lines in groups.items():
        if out[-1] and filled + (len(lines) + 2) / 2 > total * len(out) / _COLUMNS and len(out) < _COLUMNS:
            out.append([])
        out[-1].append(name)
        filled += len(lines) + 2
    return out
