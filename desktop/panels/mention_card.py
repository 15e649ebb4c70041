"""The inspector of an entity mention or suggestion: what it is, where it came from, which roles it fills."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from annotations.model.mention import BY_HAND, Origin, Outcome
from annotations.model.schema import Label
from annotations.model.suggestion import SuggestionRun
from desktop import chrome
from desktop.chrome.paint import focus_ring, score_text, shows_focus, text_line
from desktop.panels.key_hints import KeyHints
from desktop.panels.note_line import NoteLine
from desktop.panels.subject_line import EntitySubject


@dataclass(frozen=True, slots=True)
class FilledRole:
    """A role this mention fills: of which event, by id and number, with its trigger's words and hue."""

    event: str
    number: int
    trigger: str
    role: str
    hue: str = "grey"


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionView:
    """All that the card shows. `run` and `score` when it is or was a suggestion; `keys` are (key, word) pairs."""

    label: Label
    surface: str
    suggested: bool = False
    origin: Origin = BY_HAND
    run: SuggestionRun | None = None
    score: float | None = None
    explanation: str = ""
    note: str = ""
    unsure: bool = False
    roles: Sequence[FilledRole] = ()
    keys: Sequence[tuple[str, str]] = ()
    editable: bool = True


class RoleLink(QPushButton):
    """`Actor of ◆1 struck`: a click goes to the event."""

    def __init__(self, filled: FilledRole) -> None:
        super().__init__()
        self.filled = filled
        self._before = self.tr("{0} of").format(filled.role)
        self.setAccessibleName(f"{self._before} {filled.number} {filled.trigger}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(chrome.px(26))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        """As wide as the panel."""
        return QSize(chrome.px(160), chrome.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint role, diamond, trigger."""
        look = chrome.theme()
        painter = QPainter(self)
        area = QRectF(self.rect())
        if self.underMouse() or self.isDown():
            painter.fillRect(area, QColor(look.hover))
        room = area.adjusted(chrome.px(16), 0, -chrome.px(16), 0)
        left = text_line(painter, room, self._before, "body", look.text_2) + chrome.px(6)
        ink = look.hue(self.filled.hue).ink
        room = room.adjusted(left, 0, 0, 0)
        left = text_line(painter, room, f"◆{self.filled.number}", "body", ink, bold=True) + chrome.px(6)
        text_line(painter, room.adjusted(left, 0, 0, 0), self.filled.trigger, "body")
        if shows_focus(self):
            focus_ring(painter, area)
        painter.end()


class MentionCard(QWidget):
    """Answers "what is selected" for a name; says what to do when nothing is."""

    event_clicked = Signal(str)  # mention id of the event
    note_changed = Signal(str)
    unsure_changed = Signal(bool)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Mention"))
        self.subject = EntitySubject()
        self.surface = chrome.Label("", "subject", wrap=True)
        self.origin = chrome.Label("", "second", wrap=True)
        self.explanation = chrome.Label("", "second", wrap=True)
        for label in (self.surface, self.origin, self.explanation):
            label.setContentsMargins(chrome.px(16), 0, chrome.px(16), chrome.px(6))
        self.links: list[RoleLink] = []
        self._roles = QVBoxLayout()
        self._roles.setContentsMargins(0, 0, 0, chrome.px(4))
        self._roles.setSpacing(0)
        self.note = NoteLine()
        self.note.note_changed.connect(self.note_changed)
        self.note.unsure_changed.connect(self.unsure_changed)
        self.note.left.connect(self.left)
        self.hints = KeyHints()
        self.empty = chrome.Label("", "quiet", wrap=True)
        self.empty.setContentsMargins(chrome.px(16), chrome.px(12), chrome.px(16), chrome.px(12))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.subject)
        column.addWidget(self.surface)
        column.addWidget(self.origin)
        column.addWidget(self.explanation)
        column.addLayout(self._roles)
        column.addWidget(self.note)
        column.addWidget(self.hints)
        column.addWidget(self.empty)
        self.show_empty(self.tr("Nothing selected. Click a marked word, or press Tab for the next suggestion."))

    def show_mention(self, view: MentionView) -> None:
        """Show another mention or suggestion, or the same one changed."""
        self._show_parts(True)
        self.subject.show_label(view.label, self.tr("suggested") if view.suggested else self.tr("decided"))
        shown = chrome.one_line(view.surface)
        self.surface.setText(shown if len(shown) <= 240 else shown[:239] + "…")
        self.origin.setText(self.origin_in_words(view))
        self.explanation.setText(view.explanation)
        self.explanation.setVisible(bool(view.explanation))
        self._show_roles(view.roles)
        self.note.setVisible(not view.suggested)
        self.note.show_note(view.note, view.unsure, editable=view.editable)
        self.hints.set_hints(view.keys)

    def show_empty(self, words: str) -> None:
        """Nothing is selected: say what to do."""
        self._show_parts(False)
        self._show_roles(())
        self.empty.setText(words)

    def edit_note(self) -> None:
        """Take the keyboard to the note."""
        self.note.edit()

    def origin_in_words(self, view: MentionView) -> str:
        """Where a mention came from, as a sentence."""
        source = f"{view.run.suggester}, {view.run.version}" if view.run is not None else ""
        if view.suggested:
            words = self.tr("Suggested by {0}").format(source) if source else self.tr("Suggested")
            return f"{words}, {score_text(view.score)}." if view.score is not None else f"{words}."
        if view.origin.by == "hand":
            return self.tr("Marked by hand.")
        if view.origin.outcome is Outcome.CORRECTED:
            words = self.tr("Corrected from a suggestion")
        else:
            words = self.tr("Accepted suggestion")
        return self.tr("{0} by {1}.").format(words, source) if source else f"{words}."

    def _show_parts(self, shown: bool) -> None:
        for widget in (self.subject, self.surface, self.origin, self.explanation, self.note, self.hints):
            widget.setVisible(shown)
        self.empty.setVisible(not shown)

    def _show_roles(self, roles: Sequence[FilledRole]) -> None:
        for link in self.links:
            self._roles.removeWidget(link)
            link.hide()
            link.deleteLater()
        self.links = [RoleLink(filled) for filled in roles]
        for link in self.links:
            link.clicked.connect(lambda _=False, id_=link.filled.event: self.event_clicked.emit(id_))
            self._roles.addWidget(link)
