"""What each analyst has at a place: one row each, with the digit that takes it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout

from desktop import chrome
from desktop.chrome.controls import Surface
from desktop.chrome.paint import focus_ring, shows_focus, width_of
from desktop.panels.mirrored import MirroredRow
from desktop.panels.ruling_keys import ruling_key, take, with_ruling_key

_HIGH, _LINE, _SIDE, _CAP, _GAP = 40, 18, 10, 18, 10
_SQUARE = 12  # the ink before the code of the one that is picked, with its gap
_SHORTEST_NAME, _WORDS = 48, 96
_REST = 88  # what else stands in a row: cap, check and the air between


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A label with its hue and what is said beside it; without a label only words. `quoted` are words of the article,
    the others the window's own, like "same as Leyla" or "nothing".
    """

    code: str = ""
    hue: str = "grey"
    words: str = ""
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One analyst, by name or as "Analyst A", with a line for each mark, and of an event its roles with the words
    that fill them.
    """

    name: str
    lines: tuple[VersionLine, ...]
    fillers: tuple[tuple[str, str], ...] = ()


class VersionButton(QPushButton):
    """A row: cap, name, label, words, and a check on the one that is picked."""

    def __init__(self, row: VersionRow, lane: int, *, first: bool, last: bool) -> None:
        super().__init__()
        self.row, self._act, self._first, self._last = row, take(lane), first, last
        self._name_width = self._code_width = 0.0
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(with_ruling_key(self._spoken(), self._act, ", "))
        chrome.plain_tooltip(self, with_ruling_key(self._spoken(), self._act))

    def _spoken(self) -> str:
        lines = [" ".join(part for part in (line.code, chrome.one_line(line.words)) if part) for line in self.row.lines]
        fillers = [f"{role}: {chrome.one_line(words)}" for role, words in self.row.fillers]
        return ", ".join([self.row.name, *lines, *fillers])

    def set_columns(self, name: float, code: float) -> None:
        """Line up with the other rows; widths of names and of codes, in pixels."""
        self._name_width, self._code_width = name, code
        self.update()

    def nextCheckState(self) -> None:
        """A click asks for the version; whether it is picked is told by whoever rules."""

    def sizeHint(self) -> QSize:
        """40 high, and 18 for each line more."""
        more = len(self.row.lines) - 1 + len(self.row.fillers)
        return QSize(chrome.px(200), chrome.px(_HIGH) + more * chrome.px(_LINE))

    def minimumSizeHint(self) -> QSize:
        """Names and words are cut before the panel is."""
        return QSize(chrome.px(160), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, cap, name, lines and check."""
        look, area = chrome.theme(), QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, area)
        first = QRectF(0, 0, area.width(), chrome.px(_HIGH))
        line = MirroredRow(painter, first, self.layoutDirection())
        near, far = float(chrome.px(_SIDE)), line.width - chrome.px(_SIDE)
        line.cap(near, ruling_key(self._act))
        near += chrome.px(_CAP) + chrome.px(8)
        if self.isChecked():
            far -= chrome.px(16)
            check = line.place(far, chrome.px(16))
            chrome.paint_icon(painter, "check", check.left(), check.center().y(), look.text_1)
            far -= chrome.px(6)
        line.text(near, self._name_width, self.row.name, bold=self.isChecked())
        self._paint_lines(painter, first, near + self._name_width + chrome.px(_GAP), far)
        fillers = first.translated(0, (len(self.row.lines) - 1) * chrome.px(_LINE))
        self._paint_fillers(painter, fillers, near, far)
        if shows_focus(self):
            focus_ring(painter, area)
        painter.end()

    def _paint_ground(self, painter: QPainter, area: QRectF) -> None:
        look = chrome.theme()
        over = self.isEnabled() and (self.underMouse() or self.isDown())
        if self.isChecked() or over:
            # Drawn higher than it is where a neighbour goes on, so that only the corners of the card are round.
            path = QPainterPath()
            taller = area.adjusted(0, 0 if self._first else -20, 0, 0 if self._last else 20)
            path.addRoundedRect(taller, chrome.px(7), chrome.px(7))
            painter.setClipPath(path)
            painter.fillRect(area, QColor(look.selected if self.isChecked() else look.hover))
            painter.setClipping(False)
        if self.isChecked() and look.high_contrast:
            focus_ring(painter, area, 4)
        if not self._last:
            painter.fillRect(QRectF(0, area.height() - 1, area.width(), 1), QColor(look.line))

    def _paint_lines(self, painter: QPainter, first: QRectF, near: float, far: float) -> None:
        look = chrome.theme()
        for number, words in enumerate(self.row.lines):
            line = MirroredRow(painter, first.translated(0, number * chrome.px(_LINE)), self.layoutDirection())
            start = near
            if words.code:
                code = line.place(start, self._code_width + 1)
                chrome.label_code(painter, code, words.code, words.hue, selected=self.isChecked())
                start += self._code_width + chrome.px(_GAP)
            ink = look.text_1 if words.quoted else look.text_2
            line.text(start, far - start, chrome.one_line(words.words), "second", ink)

    def _paint_fillers(self, painter: QPainter, above: QRectF, near: float, far: float) -> None:
        look = chrome.theme()
        for number, (role, words) in enumerate(self.row.fillers, start=1):
            line = MirroredRow(painter, above.translated(0, number * chrome.px(_LINE)), self.layoutDirection())
            start = near + line.text(near, (far - near) / 2, role, "second", look.text_2) + chrome.px(8)
            line.text(start, far - start, chrome.one_line(words), "second", look.text_1)


class VersionCard(Surface):
    """The rows in a card, in the order of the lanes."""

    taken = Signal(int)  # lane, from 0

    def __init__(self) -> None:
        self.buttons: list[VersionButton] = []
        super().__init__("card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_versions(self, rows: Sequence[VersionRow], picked: int | None) -> None:
        """Show these, and which one is picked; the same rows stay where they are and keep the keyboard."""
        if [button.row for button in self.buttons] != list(rows):
            self._rebuild(rows)
        for lane, button in enumerate(self.buttons):
            button.setChecked(lane == picked)
        self._line_up()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scale."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._line_up()

    def _rebuild(self, rows: Sequence[VersionRow]) -> None:
        for button in self.buttons:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = [
            VersionButton(row, lane, first=lane == 0, last=lane + 1 == len(rows)) for lane, row in enumerate(rows)
        ]
        for lane, button in enumerate(self.buttons):
            button.clicked.connect(lambda _=False, lane=lane: self.taken.emit(lane))
            self._column.addWidget(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names step aside for the words beside the labels."""
        super().resizeEvent(event)
        self._line_up()

    def _line_up(self) -> None:
        """One column of names, one of codes, as wide as the widest; a square of ink always has room."""
        rows = [button.row for button in self.buttons]
        lines = [line for row in rows for line in row.lines if line.code]
        names = max((width_of("body", row.name, bold=True) for row in rows), default=0.0)
        code = max((width_of("code", line.code) for line in lines), default=0.0) + chrome.px(_SQUARE)
        words = max((width_of("second", chrome.one_line(line.words)) for line in lines), default=0.0)
        left = self.width() - code - min(words, chrome.px(_WORDS)) - chrome.px(_REST)
        for button in self.buttons:
            button.set_columns(max(chrome.px(_SHORTEST_NAME), min(names + 1, left)), code)
        # The style sheet gives every button a least height, and a layout with little room goes down to it.
        edges = 2
        self.setFixedHeight(sum(button.sizeHint().height() for button in self.buttons) + edges)
