"""The labels with their keys, right under the text."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from annotations.model.schema import Label
from desktop import chrome
from desktop.actions import on_slot
from desktop.chrome.paint import cap_width, focus_ring, shows_focus, width_of
from desktop.panels.mirrored import MirroredRow


class LabelButton(QPushButton):
    """A key cap and a label code in its ink; never cut, but it can step down to the short code."""

    def __init__(self, label: Label) -> None:
        super().__init__()
        self.label = label
        self._action = on_slot("label", label.key)
        self.short = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(chrome.with_key(label.title, self._action, ", "))
        self.setText(label.code)
        chrome.plain_tooltip(self, chrome.with_key(label.title, self._action))

    @property
    def cap(self) -> str:
        """The key as shown."""
        return chrome.key_of(self._action)

    def width_when(self, short: bool) -> int:
        """Width with the short or the full code, in pixels."""
        return int(cap_width(self.cap) + chrome.px(6) + width_of("code", self._code(short)) + chrome.px(12)) + 1

    def _code(self, short: bool) -> str:
        return (self.label.short or self.label.code) if short else self.label.code

    def sizeHint(self) -> QSize:
        """Cap and code."""
        return QSize(self.width_when(self.short), chrome.px(28))

    def minimumSizeHint(self) -> QSize:
        """A label code is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint cap and code."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            look = chrome.theme()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.hover))
            painter.drawRoundedRect(area, chrome.px(6), chrome.px(6))
        row = MirroredRow(painter, area, self.layoutDirection())
        near = chrome.px(6) + row.cap(chrome.px(6), self.cap) + chrome.px(6)
        code = row.place(near, width_of("code", self._code(self.short)) + 1)
        chrome.label_code(painter, code, self._code(self.short), self.label.hue)
        if shows_focus(self):
            focus_ring(painter, area)
        painter.end()


class LabelStrip(chrome.Surface):
    """44 high: the entity labels with their keys, and the key of events where there are any."""

    label_chosen = Signal(str)  # label code
    more_clicked = Signal()
    event_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", "top", 44, parent)
        self.setAccessibleName(self.tr("Labels"))
        self._labels: tuple[Label, ...] = ()
        self._choosable = True
        self.buttons: list[LabelButton] = []
        self.more = chrome.KeyButton(self.tr("More"), "label-pick", "plain")
        self.more.clicked.connect(self.more_clicked)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(chrome.px(10), 0, chrome.px(10), 0)
        self._row.setSpacing(chrome.px(6))
        self._row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self._row.addStretch(1)
        self._row.addWidget(self.more)
        self.event_button = chrome.KeyButton(self.tr("Event"), "event", "plain")
        self.event_button.clicked.connect(self.event_clicked)
        self.event_button.hide()
        self._row.addWidget(self.event_button)
        self._arrange()

    def set_labels(self, labels: Sequence[Label]) -> None:
        """Show these entity labels; those without a key are reached through More."""
        self._labels = tuple(labels)
        self._rebuild()

    def set_events(self, offered: bool) -> None:
        """Offer to mark an event, where the schema has types of them."""
        self.event_button.setVisible(offered)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Other keys need other room."""
        super().changeEvent(event)
        if chrome.keys_changed(event):
            self._rebuild()

    def set_choosable(self, choosable: bool) -> None:
        """Let the labels be clicked, or show them only as a key to the colours."""
        self._choosable = choosable
        for button in (*self.buttons, self.event_button):
            button.setEnabled(choosable)

    def shown(self) -> list[str]:
        """The codes that can be seen, in order."""
        return [button.label.code for button in self.buttons if not button.isHidden()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Step down to short codes, then to More, as the room shrinks."""
        super().resizeEvent(event)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Room for More alone: the rest steps aside."""
        return QSize(chrome.px(120), chrome.px(44))

    def _rebuild(self) -> None:
        for button in self.buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = [LabelButton(label) for label in self._labels if label.key]
        for place, button in enumerate(self.buttons):
            button.setEnabled(self._choosable)
            button.clicked.connect(lambda _=False, code=button.label.code: self.label_chosen.emit(code))
            self._row.insertWidget(place, button)
        self._arrange()

    def _arrange(self) -> None:
        room = self.width() - 2 * chrome.px(10)
        gap = chrome.px(6)
        hidden_labels = len(self.buttons) < len(self._labels)
        more = self.more.sizeHint().width() + gap
        if not self.event_button.isHidden():
            room -= self.event_button.sizeHint().width() + gap

        def needed(short: bool) -> int:
            widths = sum(button.width_when(short) + gap for button in self.buttons)
            return widths + (more if hidden_labels else 0)

        short = needed(short=False) > room
        cut = short and needed(short=True) > room
        left = room - (more if hidden_labels or cut else 0)
        for button in self.buttons:
            button.short = short
            left -= button.width_when(short) + gap
            button.setVisible(not cut or left >= 0)
            button.updateGeometry()
            button.update()
        self.more.setVisible(hidden_labels or cut)
