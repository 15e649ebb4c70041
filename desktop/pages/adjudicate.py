"""The Adjudicate page: what is to be settled, the article with a lane per analyst, the versions and the guideline."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop import chrome
from desktop.canvas.dispute_view import DisputeCanvas
from desktop.dialogs.picker import Choice, Picker
from desktop.keymap import KeyMap
from desktop.pages.adjudicate_header import AdjudicateHeader
from desktop.pages.adjudicate_keys import RulingKeys
from desktop.panels.docket_list import DocketList
from desktop.panels.note_row import NoteRow
from desktop.panels.ruling_guideline import GuidelineCard
from desktop.panels.ruling_strip import RulingStrip
from desktop.panels.version_panel import VersionPanel
from desktop.settings import INSPECTOR_WIDTH, LINE_SPACING, QUEUE_WIDTH, READING_FONT, ZOOM, Settings


class _Room(NamedTuple):
    """From that width on the panels are so wide, in pixels at 100 %."""

    least: int
    left: int
    right: int


_ROOMS = (_Room(1440, 400, 480), _Room(1280, 240, 320), _Room(0, 200, 300))


class AdjudicatePage(QWidget):
    """The parts in their places. Knows nothing of what they show; `acted` is a key or a click on one of the acts."""

    acted = Signal(str)  # one of RULING_ACTS or ENDS_KEYS
    shown = Signal()
    left = Signal()  # another page is turned to

    def __init__(self, settings: Settings, keymap: KeyMap) -> None:
        super().__init__()
        self._settings = settings
        self.docket = DocketList()
        self.header = AdjudicateHeader()
        self.canvas = DisputeCanvas()
        self.strip = RulingStrip()
        self.note = NoteRow()
        self.guideline = GuidelineCard()
        self.versions = VersionPanel(self.guideline)
        self.picker = Picker(self)
        self.keys = RulingKeys(self.acted.emit, keymap, self)
        self._room: _Room | None = None
        self._then: Callable[[str], object] | None = None
        self.splitter = self._lay_out()
        self.read_settings()
        self.canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.canvas.installEventFilter(self.keys)
        for panel in (self.docket, self.header, self.versions):
            panel.installEventFilter(self.keys)  # for what nothing in them has a use for
        self.setFocusProxy(self.canvas)
        self.strip.acted.connect(self.acted)
        self.guideline.left.connect(self.canvas.setFocus)
        self.docket.narrowing_cleared.connect(self.canvas.setFocus)
        self.picker.picked.connect(self._picked)
        self.picker.closed.connect(self.canvas.setFocus)
        self.note.left.connect(lambda: self.ask_note(None))

    def _lay_out(self) -> QSplitter:
        centre = QWidget()
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.canvas, 1)
        column.addWidget(self.strip)
        column.addWidget(self.note)
        self.note.hide()
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        for panel in (self.docket, centre, self.versions):
            splitter.addWidget(panel)
        splitter.setStretchFactor(1, 1)
        self.docket.setMinimumWidth(chrome.px(200))
        self.docket.setMaximumWidth(chrome.px(400))
        self.versions.setMinimumWidth(chrome.px(300))
        self.versions.setMaximumWidth(chrome.px(480))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(splitter)
        return splitter

    def read_settings(self) -> None:
        """Show the article as the settings say; lanes need no room of their own."""
        font: str = self._settings.get(READING_FONT)
        self.canvas.set_reading(
            families=(font,) if font else (),
            percent=self._settings.get(ZOOM),
            lanes=1,
            spacing=self._settings.get(LINE_SPACING),
        )

    def ask_note(self, note: str | None) -> None:
        """Ask why a place is put off, in the place of the keys; None takes the question away."""
        self.strip.setVisible(note is None)
        self.note.setVisible(note is not None)
        if note is None:
            self.canvas.setFocus()
        else:
            self.note.ask(note)

    def ask_label(self, choices: Sequence[Choice], near: QRect, then: Callable[[str], object]) -> None:
        """Ask for a label, a type or a role near a part of the page."""
        self._then = then
        self.picker.ask(self.tr("Type a label"), choices, near)

    def _picked(self, value: str) -> None:
        then, self._then = self._then, None
        if then is not None:
            then(value)

    def set_moving(self, moving: bool) -> None:
        """While ends are moved other keys are meant."""
        self.keys.moving = moving
        self.strip.show_moving(moving)

    def fold_left(self) -> None:
        """Hide or show the list."""
        self.docket.setVisible(not self.docket.isVisible())

    def fold_right(self) -> None:
        """Hide or show the versions."""
        self.versions.setVisible(not self.versions.isVisible())

    def set_focus_mode(self, on: bool) -> None:
        """Text and keys only, or everything again."""
        for panel in (self.docket, self.versions, self.header):
            panel.setVisible(not on)

    def next_panel(self) -> None:
        """Take the keyboard from list to text to versions and round again."""
        stops = [self.docket.list, self.canvas, self.versions]
        shown = [stop for stop in stops if stop.isVisible()]
        focused = QApplication.focusWidget()
        inside = [stop is focused or (focused is not None and stop.isAncestorOf(focused)) for stop in shown]
        here = inside.index(True) if True in inside else -1
        stop = shown[(here + 1) % len(shown)]
        if stop is self.versions and self.versions.card.buttons:
            self.versions.card.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def focusNextPrevChild(self, onward: bool) -> bool:
        """When what has the keyboard goes away, the keys rule on."""
        focused = QApplication.focusWidget()
        if focused is not None and not (focused.isVisible() and focused.isEnabled()):
            self.canvas.setFocus()
            return True
        return super().focusNextPrevChild(onward)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the text what the panels can spare."""
        super().resizeEvent(event)
        room = next(step for step in _ROOMS if self.width() >= chrome.px(step.least))
        if room != self._room:
            self._room = room
            left = min(room.left, self._settings.get(QUEUE_WIDTH))
            right = min(room.right, self._settings.get(INSPECTOR_WIDTH))
            sizes = chrome.px(left), chrome.px(right)
            self.splitter.setSizes([sizes[0], max(1, self.width() - sum(sizes)), sizes[1]])

    def showEvent(self, event: QShowEvent) -> None:
        """The keys rule at once."""
        super().showEvent(event)
        self.canvas.setFocus()
        self.shown.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever works for the page may stop; a window that is put away for a while is no reason."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.left.emit()
