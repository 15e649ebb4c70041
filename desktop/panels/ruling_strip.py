"""The keys that rule, right under the text: whose version is taken, and what else can be done here."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from desktop import chrome
from desktop.chrome.paint import cap_width, width_of
from desktop.panels.mirrored import MirroredRow
from desktop.panels.ruling_keys import ruling_key, take

_HIGH, _BUTTON, _SIDE, _GAP, _BREAK, _PADDING = 44, 28, 12, 2, 12, 4


class _Step(NamedTuple):
    """What there is room for: a name of so many pixels at 100 %, and words up to that group of buttons."""

    name: float
    words: int


_NAMES, _ACTS, _MOVES = range(3)  # groups of buttons, in the order in which they keep their words
# From roomy to tight.
_STEPS = (
    _Step(400, _MOVES),
    _Step(400, _ACTS),
    _Step(64, _ACTS),
    _Step(64, _NAMES),
    _Step(32, _NAMES),
    _Step(0, _NAMES),
)


class RulingButton(QPushButton):
    """A cap and a word; a click does what the key does. The keyboard stays with the text."""

    def __init__(self, act: str, word: str, meaning: str, group: int) -> None:
        super().__init__()
        self.act, self.word, self._group = act, word, group
        self.step = _STEPS[0]
        key = ruling_key(act)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(f"{meaning}, {key}")
        chrome.plain_tooltip(self, f"{meaning}  {key}")

    def width_at(self, step: _Step) -> int:
        """Width in pixels where there is that much room."""
        cap, word = cap_width(ruling_key(self.act)), self._word_width(step)
        return int(cap + 2 * chrome.px(_PADDING) + (word + chrome.px(6) if word else 0)) + 1

    def _word_width(self, step: _Step) -> float:
        if self._group == _NAMES:
            return min(width_of("second", self.word, bold=True) + 1, chrome.px(step.name))
        return width_of("second", self.word) + 1 if self._group <= step.words else 0

    def sizeHint(self) -> QSize:
        """Cap and word."""
        return QSize(self.width_at(self.step), chrome.px(_BUTTON))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint cap and word; what does not apply now is dim."""
        look, area = chrome.theme(), QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.selected if self.isDown() else look.hover))
            painter.drawRoundedRect(area, chrome.px(6), chrome.px(6))
        if not self.isEnabled():
            painter.setOpacity(0.45)
        row = MirroredRow(painter, area, self.layoutDirection())
        near = chrome.px(_PADDING) + row.cap(chrome.px(_PADDING), ruling_key(self.act)) + chrome.px(6)
        wide = self._word_width(self.step)
        if wide:
            is_name = self._group == _NAMES
            row.text(near, wide, self.word, "second", look.text_1 if is_name else look.text_2, bold=is_name)
        painter.end()


class RulingStrip(chrome.Surface):
    """44 high. While ends are moved it shows the keys for that alone."""

    taken = Signal(int)  # lane, from 0
    acted = Signal(str)  # one of RULING_ACTS or ENDS_KEYS

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", "top", _HIGH, parent)
        self.setAccessibleName(self.tr("Rulings"))
        self._names: tuple[str, ...] = ()
        self._possible: frozenset[str] = frozenset()
        self._moving = False
        self._groups: list[list[RulingButton]] = []
        self._rebuild()

    @property
    def buttons(self) -> list[RulingButton]:
        """All of them, in order."""
        return [button for group in self._groups for button in group]

    def show_lanes(self, names: Sequence[str]) -> None:
        """Show these analysts in the order of the lanes, as they are to be called here."""
        if tuple(names) != self._names:
            self._names = tuple(names)
            self._rebuild()

    def show_possible(self, acts: Collection[str]) -> None:
        """Say which acts apply now; the others are dim. Those that move ends always do while ends are moved."""
        self._possible = frozenset(acts)
        self._dim()

    def show_moving(self, moving: bool) -> None:
        """Show the keys that move ends, or those that rule."""
        if moving != self._moving:
            self._moving = moving
            self._rebuild()

    def changeEvent(self, event: QEvent) -> None:
        """Follow scale, direction and keys."""
        super().changeEvent(event)
        if chrome.keys_changed(event):
            self._rebuild()
        elif event.type() in (QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange):
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut names, then leave out words, as the room shrinks."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Room for the caps alone."""
        return QSize(chrome.px(200), chrome.px(_HIGH))

    def _ruling_groups(self) -> list[list[tuple[str, str, str]]]:
        """Acts with word and meaning: those at the near side, then those at the far one."""
        lanes = [
            (take(lane), name, self.tr("Take the version of {0}").format(name))
            for lane, name in enumerate(self._names)
            if ruling_key(take(lane))
        ]
        acts = [
            ("both", self.tr("both"), self.tr("Let all versions stand")),
            ("neither", self.tr("neither"), self.tr("Let nothing stand here")),
            ("ends", self.tr("ends"), self.tr("Move the ends")),
            ("label", self.tr("label"), self.tr("Give another label")),
            ("role", self.tr("role"), self.tr("Give another role")),
            ("defer", self.tr("defer"), self.tr("Put it off, and say why")),
        ]
        moves = [
            ("next", self.tr("next"), self.tr("Go to the next one")),
            ("back", self.tr("back"), self.tr("Go back to the one before")),
            ("undo", self.tr("undo"), self.tr("Take the last ruling back")),
        ]
        return [lanes, acts, moves]

    def _ends_groups(self) -> list[list[tuple[str, str, str]]]:
        ends = [
            ("end-back", self.tr("end back"), self.tr("Move the end one token back")),
            ("end-forward", self.tr("end on"), self.tr("Move the end one token on")),
            ("start-back", self.tr("start back"), self.tr("Move the start one token back")),
            ("start-forward", self.tr("start on"), self.tr("Move the start one token on")),
        ]
        leave = [
            ("keep", self.tr("rule so"), self.tr("Rule that these ends stand")),
            ("leave", self.tr("leave"), self.tr("Leave the ends as they were")),
        ]
        return [[], ends, leave]

    def _rebuild(self) -> None:
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        groups = self._ends_groups() if self._moving else self._ruling_groups()
        self._groups = [
            [RulingButton(act, word, meaning, number) for act, word, meaning in group]
            for number, group in enumerate(groups)
        ]
        for button in self.buttons:
            button.setParent(self)
            button.clicked.connect(lambda _=False, act=button.act: self._act(act))
        self._dim()

    def _act(self, act: str) -> None:
        if act.startswith("take-"):
            self.taken.emit(int(act.removeprefix("take-")) - 1)
        else:
            self.acted.emit(act)

    def _dim(self) -> None:
        for button in self.buttons:
            button.setEnabled(self._moving or button.act in self._possible)
        self._arrange()

    def _offered(self) -> list[list[RulingButton]]:
        """What fills a role has no label, and what has a label no role: one of the two has the place of both."""
        other = "label" if "role" in self._possible else "role"
        return [[button for button in group if button.act != other] for group in self._groups]

    def _needed(self, step: _Step) -> int:
        widths = [button.width_at(step) + chrome.px(_GAP) for group in self._offered() for button in group]
        return sum(widths) + 2 * chrome.px(_BREAK) + 2 * chrome.px(_SIDE)

    def _arrange(self) -> None:
        step = next((step for step in _STEPS if self._needed(step) <= self.width()), _STEPS[-1])
        for button in self.buttons:
            button.step = step
            button.resize(button.sizeHint())
        names, acts, moves = self._offered()
        for button in self.buttons:
            if button not in (*names, *acts, *moves):
                button.hide()
        near = chrome.px(_SIDE)
        for group in (names, acts):
            near = self._put(group, near) + (chrome.px(_BREAK) if group else 0)
        room = sum(button.width() + chrome.px(_GAP) for button in moves) - chrome.px(_GAP)
        self._put(moves, max(near, self.width() - chrome.px(_SIDE) - room))
        self.update()

    def _put(self, group: Sequence[RulingButton], near: int) -> int:
        """Put buttons one behind the other; those that would be cut are left out, their keys still work."""
        top = (self.height() - chrome.px(_BUTTON)) // 2
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for button in group:
            button.move(self.width() - near - button.width() if mirrored else near, top)
            near += button.width() + chrome.px(_GAP)
            button.setVisible(near <= self.width())
        return near

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, and the line between whose version is taken and what else can be done."""
        super().paintEvent(event)
        if not self._groups[_NAMES]:
            return
        last = self._groups[_NAMES][-1].geometry()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        between = chrome.px(_GAP + _BREAK) // 2
        left = last.left() - between if mirrored else last.right() + between
        high = chrome.px(20)
        painter = QPainter(self)
        line = QRectF(left, (self.height() - high) / 2, 1, high)
        painter.fillRect(line, QColor(chrome.theme().line_strong))
        painter.end()
