"""The guideline of the label a ruling gives, edited where its gap shows, and why the analysts differed."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from annotations.model.ruling import Cause
from desktop import chrome
from desktop.panels.example_card import Example, ExampleCard
from desktop.panels.quiet_button import QuietButton
from desktop.panels.segments import Segments

_CAUSES = (Cause.GUIDELINE, Cause.SLIP, Cause.TEXT)
_FEWEST, _MOST = 3, 12  # lines of the field


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidelineView:
    """A label with its guideline as the schema of that version has it. `offered` could be added as an example."""

    code: str
    hue: str
    text: str
    version: int
    offered: Example | None = None
    editable: bool = True


class Draft(NamedTuple):
    """What goes with the next ruling: the guideline as it stands in the field, an example for it, and the cause."""

    text: str
    example: str | None
    cause: Cause | None


@dataclass(frozen=True, slots=True)
class _Edits:
    """What was typed for a label and not ruled yet; None where nothing was."""

    text: str | None = None
    example: Example | None = None


class _Field(QPlainTextEdit):
    """As high as its lines, from three to twelve. Ctrl+Enter leaves it, Esc leaves it with the words it had before."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._entered = ""
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(chrome.px(6))
        self.textChanged.connect(self._fit)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Esc goes back to these words."""
        super().focusInEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._entered = self.toPlainText()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave, with what was typed or without."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.setPlainText(self._entered)
            self.left.emit()
        elif control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as its lines."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Break the lines anew: a scroll bar that came while it was hidden would cover their ends."""
        super().showEvent(event)
        self.resizeEvent(QResizeEvent(self.viewport().size(), QSize()))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scale."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.document().setDocumentMargin(chrome.px(6))
            self._fit()

    def _fit(self) -> None:
        # The layout of plain text measures its height in lines.
        needed = round(self.document().size().height())
        lines = min(max(needed, _FEWEST), _MOST)
        around = 2 * self.document().documentMargin() + 2 * self.frameWidth() + 2
        self.setFixedHeight(int(lines * QFontMetricsF(self.font()).lineSpacing() + around) + 1)
        # Qt would also bring it for the blink in which the field is still lower than its lines.
        on, off = Qt.ScrollBarPolicy.ScrollBarAlwaysOn, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(on if needed > _MOST else off)

    def sizeHint(self) -> QSize:
        """Room at the height we have."""
        return QSize(chrome.px(200), self.minimumHeight())


class _Heading(QWidget):
    """The icon, the label, and the version it has and will have."""

    def __init__(self) -> None:
        super().__init__()
        self.title = chrome.ElidedLabel("", "strong")
        self.version = chrome.Label("", "second")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(chrome.px(8))
        row.addSpacing(chrome.px(24))
        row.addWidget(self.title, 1)
        row.addWidget(self.version)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon."""
        painter = QPainter(self)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - chrome.px(16) if mirrored else 0
        chrome.paint_icon(painter, "guideline", left, self.height() / 2)
        painter.end()


class GuidelineCard(chrome.Surface):
    """What is typed for a label is kept until it is ruled or `forget` is called, also while another label is shown."""

    changed = Signal()
    left = Signal()  # the keyboard may go back to the text

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", "top", parent=parent)
        self.setAccessibleName(self.tr("Guideline"))
        self._view: GuidelineView | None = None
        self._edits: dict[str, _Edits] = {}
        self._cause: Cause | None = None
        self.heading, self.field, self.card = _Heading(), _Field(), ExampleCard()
        self.field.setPlaceholderText(self.tr("No guideline yet. Say when this label applies."))
        self.add_example = QuietButton(self.tr("Add this as an example"))
        self.why = chrome.Label(self.tr("Why"), "second")
        self.causes = Segments(self.tr("Why"), (self.tr("Guideline unclear"), self.tr("Slip"), self.tr("Text unclear")))
        self._lay_out()
        self.field.textChanged.connect(self._typed)
        self.field.left.connect(self.left)
        self.add_example.clicked.connect(lambda _=False: self._take_example(self._offered()))
        self.card.dropped.connect(lambda: self._take_example(None))
        self.causes.chosen.connect(self._choose_cause)
        self.show_guideline(None)
        self._show_cause()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, chrome.px(4), 0, 0)
        row.setSpacing(chrome.px(12))
        row.addWidget(self.why)
        row.addWidget(self.causes, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(chrome.px(16), chrome.px(12), chrome.px(16), chrome.px(8))
        column.setSpacing(chrome.px(8))
        for widget in (self.heading, self.field, self.card, self.add_example):
            column.addWidget(widget)
        column.addLayout(row)

    def show_guideline(self, view: GuidelineView | None) -> None:
        """Show the guideline of the label a ruling would give; None while it would give none."""
        self._view = view
        for widget in (self.heading, self.field):
            widget.setVisible(view is not None)
        if view is not None:
            edits = self._edits.get(view.code, _Edits())
            self._write(view.text if edits.text is None else edits.text)
            self.field.setReadOnly(not view.editable)
            self.field.setAccessibleName(self.tr("Guideline for {0}").format(view.code))
            self.heading.title.setText(self.tr("Guideline for {0}").format(view.code))
        self.causes.setEnabled(view is None or view.editable)
        self._show_edits()

    @property
    def draft(self) -> Draft:
        """What goes with the next ruling."""
        edits = self._of_label()
        text = self.field.toPlainText() if self._view is not None else ""
        return Draft(text, edits.example.bracketed if edits.example is not None else None, self._cause)

    @property
    def edited(self) -> bool:
        """True if the next ruling changes the guideline, so that it gets a version of its own."""
        return self._of_label() != _Edits()

    def forget(self) -> None:
        """It was ruled: the guideline is that of the schema again, and no cause is chosen."""
        self._edits.clear()
        self._cause = None
        self._show_cause()
        self.show_guideline(self._view)

    def _of_label(self) -> _Edits:
        return self._edits.get(self._view.code, _Edits()) if self._view is not None else _Edits()

    def _offered(self) -> Example | None:
        return self._view.offered if self._view is not None else None

    def _write(self, text: str) -> None:
        # The same words keep the cursor where it is.
        if text != self.field.toPlainText():
            self.field.setPlainText(text)

    def _typed(self) -> None:
        if self._view is None:
            return
        text = self.field.toPlainText()
        self._keep(replace(self._of_label(), text=None if text == self._view.text else text))

    def _take_example(self, example: Example | None) -> None:
        self._keep(replace(self._of_label(), example=example))

    def _keep(self, edits: _Edits) -> None:
        if self._view is not None and edits != self._of_label():
            self._edits[self._view.code] = edits
            self._show_edits()
            self.changed.emit()

    def _show_edits(self) -> None:
        view, edits = self._view, self._of_label()
        editable = view is not None and view.editable
        offered = self._offered() is not None and edits.example is None and editable
        # Whoever added or dropped it by keyboard goes on from what took its place.
        added, dropped = self.add_example.hasFocus(), self.card.cross.hasFocus()
        self.card.show_example(edits.example, view.hue if view is not None else "", editable=editable)
        self.add_example.setVisible(offered)
        if added and not offered:
            self.card.cross.setFocus(Qt.FocusReason.TabFocusReason)
        elif dropped and edits.example is None:
            (self.add_example if offered else self.field).setFocus(Qt.FocusReason.TabFocusReason)
        if view is not None:
            becomes = self.tr("v{0}, becomes v{1}").format(view.version, view.version + 1)
            self.heading.version.setText(becomes if self.edited else self.tr("v{0}").format(view.version))

    def _choose_cause(self, place: int) -> None:
        self._cause = None if _CAUSES[place] is self._cause else _CAUSES[place]
        self._show_cause()
        self.changed.emit()

    def _show_cause(self) -> None:
        self.causes.show_chosen(-1 if self._cause is None else _CAUSES.index(self._cause))
        # Tab stops at the chosen one, so without one it has to stop at the first.
        if self._cause is None:
            self.causes.buttons[0].setFocusPolicy(Qt.FocusPolicy.TabFocus)
        elif self._cause is not _CAUSES[0]:
            self.causes.buttons[0].setFocusPolicy(Qt.FocusPolicy.NoFocus)
