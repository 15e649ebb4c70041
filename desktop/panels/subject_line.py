"""The first line of the inspector: which label, and which of how many."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy

from annotations.model.schema import Label
from desktop import chrome
from desktop.chrome.paint import focus_ring, shows_focus, text_line, width_of
from desktop.panels.mirrored import MirroredRow


class TypeButton(QPushButton):
    """`◆1 Assault ▾ F`: the diamond and number in the hue of the type; a click changes the type."""

    def __init__(self) -> None:
        super().__init__()
        self._mark, self._title, self._hue, self._changeable = "", "", "grey", False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_label(self, mark: str, title: str, hue: str, *, changeable: bool) -> None:
        """Show another label, and whether it can be changed here."""
        self._mark, self._title, self._hue, self._changeable = mark, title, hue, changeable
        self.setEnabled(changeable)
        self.setAccessibleName(f"{mark} {title}".strip())
        chrome.plain_tooltip(self, chrome.with_key(self.tr("Change the type"), "event") if changeable else "")
        self.updateGeometry()
        self.update()

    def _widths(self) -> tuple[float, float]:
        mark = width_of("body", self._mark, bold=True) + chrome.px(8) if self._mark else 0
        return mark, width_of("strong", self._title)

    def _tail(self) -> float:
        return chrome.px(16 + 8) + width_of("meta", chrome.key_of("event")) if self._changeable else 0

    def sizeHint(self) -> QSize:
        """Mark, title, arrow and key."""
        mark, title = self._widths()
        tail = self._tail()
        return QSize(int(mark + title + tail + chrome.px(12)) + 2, chrome.px(28))

    def minimumSizeHint(self) -> QSize:
        """The mark is never cut, the title may be."""
        return QSize(chrome.px(80), chrome.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint mark, title, arrow and key."""
        look = chrome.theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.hover))
            painter.drawRoundedRect(area, chrome.px(6), chrome.px(6))
        mark, title = self._widths()
        tail = self._tail()
        left = float(chrome.px(6))
        text_line(painter, QRectF(left, 0, mark, area.height()), self._mark, "body", look.hue(self._hue).ink, bold=True)
        left += mark
        room = min(title + 1, area.width() - left - tail - chrome.px(4))
        text_line(painter, QRectF(left, 0, room, area.height()), self._title, "strong")
        left += room
        if self._changeable:
            chrome.paint_icon(painter, "down", left + chrome.px(4), area.center().y())
            left += chrome.px(4 + 16 + 4)
            key = QRectF(left, 0, area.width(), area.height())
            text_line(painter, key, chrome.key_of("event"), "meta", look.text_3)
        if shows_focus(self):
            focus_ring(painter, area)
        painter.end()


class EventSubject(chrome.Surface):
    """40 high: type of the event and its place among the events of the article."""

    type_clicked = Signal()

    def __init__(self) -> None:
        super().__init__("panel", height=40)
        self.type = TypeButton()
        self.type.clicked.connect(self.type_clicked)
        self.place = chrome.Label("", "second")
        row = QHBoxLayout(self)
        row.setContentsMargins(chrome.px(10), 0, chrome.px(16), 0)
        row.addWidget(self.type)
        row.addStretch(1)
        row.addWidget(self.place)

    def show_event(self, label: Label, number: int, count: int, *, editable: bool) -> None:
        """Show another event."""
        self.type.show_label(f"◆{number}", label.title, label.hue, changeable=editable)
        self.place.setText(self.tr("Event {0} of {1}").format(chrome.number(number), chrome.number(count)))


class EntitySubject(chrome.Surface):
    """40 high: code and title of an entity label."""

    def __init__(self) -> None:
        super().__init__("panel", height=40)
        self._label: Label | None = None
        self.state = chrome.Label("", "second")
        row = QHBoxLayout(self)
        row.setContentsMargins(chrome.px(16), 0, chrome.px(16), 0)
        row.addStretch(1)
        row.addWidget(self.state)

    def show_label(self, label: Label, state: str) -> None:
        """Show another label, and "decided" or "suggested"."""
        self._label = label
        self.state.setText(state)
        self.setAccessibleName(f"{label.title}, {state}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint code and title."""
        super().paintEvent(event)
        if self._label is None:
            return
        painter = QPainter(self)
        row = MirroredRow(painter, QRectF(self.rect()), self.layoutDirection())
        near, far = float(chrome.px(16)), row.width - self.state.width() - chrome.px(24)
        wide = width_of("code", self._label.code)
        chrome.label_code(painter, row.place(near, wide + 1), self._label.code, self._label.hue)
        near += wide + chrome.px(10)
        row.text(near, far - near, self._label.title, "strong")
        painter.end()
