"""A choice of one of a few, all of them in sight."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QToolButton

from desktop import chrome
from desktop.chrome.paint import focus_ring, shows_focus, width_of
from desktop.panels.mirrored import PlacedHeight

HIGH = 24
_BETWEEN_LINES = 4
# Uses of type with the padding at each side, from roomy to tight.
_STEPS = (("second", 10), ("second", 7), ("meta", 6))
_FORWARD = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)


def in_lines(widths: Sequence[int], room: int, gap: int = 0) -> list[tuple[int, int]]:
    """Where pieces of these widths go, as (line, x) in pixels, when a line ends before the one that has no room."""
    places: list[tuple[int, int]] = []
    line = x = 0
    for width in widths:
        if x and x + width > room:
            line, x = line + 1, 0
        places.append((line, x))
        x += width + gap
    return places


class Segment(QToolButton):
    """One choice. Only the chosen one is a stop for Tab; the arrows go on from there."""

    stepped = Signal(int)

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setText(words)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.use = _STEPS[0][0]
        self.first = self.last = True
        self.dashed = False
        self.toggled.connect(lambda on: self.setFocusPolicy(Qt.FocusPolicy.TabFocus if on else Qt.FocusPolicy.NoFocus))

    def width_at(self, use: str, padding: int) -> int:
        """Width in pixels; the same whether chosen or not, so that nothing moves."""
        return int(width_of(use, self.text(), bold=True)) + 2 * chrome.px(padding) + 1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows choose the neighbour, the mirrored one in a mirrored window."""
        step = 1 if event.key() in _FORWARD else -1 if event.key() in _BACK else 0
        if not step:
            super().keyPressEvent(event)
            return
        sideways = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        mirrored = sideways and self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.stepped.emit(-step if mirrored else step)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, word, and below the chosen one a line, dashed while it is only suggested."""
        look, area = chrome.theme(), QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, over = self.isChecked(), self.isEnabled() and self.underMouse()
        ground = look.selected if chosen else look.hover if over else look.raised if self.isEnabled() else look.panel
        painter.setClipPath(self._shape(area))
        painter.fillRect(area, QColor(ground))
        if not self.first:
            near = self.width() - 1 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 0
            painter.fillRect(QRectF(near, 1, 1, self.height() - 2), QColor(look.line_strong))
        if chosen:
            painter.setPen(QPen(QColor(look.ink), 2, Qt.PenStyle.DashLine if self.dashed else Qt.PenStyle.SolidLine))
            painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.setClipping(False)
        self._paint_word(painter, area, chosen)
        if shows_focus(self):
            focus_ring(painter, area, 4)
        painter.end()

    def _paint_word(self, painter: QPainter, area: QRectF, chosen: bool) -> None:
        look = chrome.theme()
        painter.setFont(chrome.font(self.use, bold=chosen))
        painter.setPen(QColor(look.text_1 if chosen else look.text_2 if self.isEnabled() else look.text_3))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine), self.text())

    def _shape(self, area: QRectF) -> QPainterPath:
        # Drawn wider than it is where the neighbour goes on, so that only the outer corners are round.
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        at_left, at_right = (self.last, self.first) if mirrored else (self.first, self.last)
        path = QPainterPath()
        wider = area.adjusted(1 if at_left else -20, 1, -1 if at_right else 20, -1)
        path.addRoundedRect(wider, chrome.px(5), chrome.px(5))
        return path


class Segments(PlacedHeight):
    """24 high. Steps down to smaller type where room is short and then, if it may wrap, to a second line; words are
    never cut.
    """

    chosen = Signal(int)  # by the annotator, not by `show_chosen`

    def __init__(self, name: str, words: Sequence[str] = (), *, wraps: bool = True) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._name, self._wraps = name, wraps
        self.buttons: list[Segment] = []
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)
        self.set_words(words)

    def set_words(self, words: Sequence[str]) -> None:
        """The choices, in order. The same number of them keeps what is chosen."""
        if len(words) != len(self.buttons):
            self._rebuild(len(words))
        for button, word in zip(self.buttons, words, strict=True):
            button.setText(word)
            button.setAccessibleName(f"{self._name}: {word}" if self._name else word)
        self.fit()
        self.updateGeometry()

    def _rebuild(self, count: int) -> None:
        for button in self.buttons:
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        self.buttons = [Segment("") for _ in range(count)]
        for place, button in enumerate(self.buttons):
            button.setParent(self)
            button.show()
            button.stepped.connect(self._step)
            self._group.addButton(button, place)

    def show_chosen(self, place: int, *, dashed: bool = False) -> None:
        """Mark one as chosen, -1 for none; `dashed` while that is only suggested."""
        # An exclusive group refuses to let go of its last one.
        self._group.setExclusive(False)
        for each, button in enumerate(self.buttons):
            button.dashed = dashed
            button.setChecked(each == place)
            button.update()
        self._group.setExclusive(True)

    def current(self) -> int:
        """Which one is chosen; -1 for none."""
        return self._group.checkedId()

    def _step(self, step: int) -> None:
        target = self.current() + step
        if 0 <= target < len(self.buttons):
            button = self.buttons[target]
            button.setChecked(True)
            button.setFocus(Qt.FocusReason.TabFocusReason)
            self.chosen.emit(target)

    def _step_for(self, width: int) -> tuple[str, list[int]]:
        """The largest type in which all fit on one line or, where they may wrap, the widest one does."""
        steps = [(use, [button.width_at(use, padding) for button in self.buttons]) for use, padding in _STEPS]
        on_one_line = [step for step in steps if sum(step[1]) <= width]
        on_several = [step for step in steps if self._wraps and max(step[1], default=0) <= width]
        return [*on_one_line, *on_several, steps[-1]][0]

    def height_at(self, width: int) -> int:
        """As high as the lines it needs, in pixels."""
        _use, widths = self._step_for(width)
        lines = in_lines(widths, width)[-1][0] + 1 if widths else 1
        return lines * chrome.px(HIGH) + (lines - 1) * chrome.px(_BETWEEN_LINES)

    def sizeHint(self) -> QSize:
        """Room for all of them in the larger type."""
        wide = sum(button.width_at(*_STEPS[0]) for button in self.buttons)
        return QSize(wide, self.height_at(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Room for the widest of them, or for all where they may not wrap."""
        widths = [button.width_at(*_STEPS[-1]) for button in self.buttons]
        return QSize(max(widths, default=0) if self._wraps else sum(widths), chrome.px(HIGH))

    def place_children(self) -> None:
        """Put the choices side by side, on as many lines as they need."""
        use, widths = self._step_for(self.width())
        places = in_lines(widths, self.width())
        high, pitch = chrome.px(HIGH), chrome.px(HIGH + _BETWEEN_LINES)
        for at, (button, width, (line, x)) in enumerate(zip(self.buttons, widths, places, strict=True)):
            button.use = use
            button.first = x == 0
            button.last = at + 1 == len(places) or places[at + 1][0] > line
            self.put(button, QRect(x, line * pitch, width, high))
            button.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the edge around each line of them, and the lines between."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(chrome.theme().line_strong), 1))
        for edge in self._edges():
            painter.drawRoundedRect(QRectF(edge).adjusted(0.5, 0.5, -0.5, -0.5), chrome.px(6), chrome.px(6))
        painter.end()

    def _edges(self) -> list[QRect]:
        lines: dict[int, QRect] = {}
        for button in self.buttons:
            lines[button.y()] = lines.get(button.y(), QRect()).united(button.geometry())
        return list(lines.values())
