"""The inspector of an entity mention or suggestion: what it is, where it came from, which roles it fills."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from annotations.model.mention import BY_HAND, Origin, Outcome
from annotations.model.schema import Label
from annotations.model.suggestion import SuggestionRun
from desktop import chrome
from desktop.chrome.paint import focus_ring, score_text, shows_focus
from desktop.panels.cluster_card import ClusterView
from desktop.panels.few_lines import FewLines
from desktop.panels.key_hints import KeyHints
from desktop.panels.mirrored import MirroredRow
from desktop.panels.subject_line import EntitySubject
from desktop.panels.subject_page import SubjectPage


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
    """All that the card shows. `run` and `score` when it is or was a suggestion; `keys` are (action, word) pairs.

    `attributes` are the values that differ from their default; `elsewhere` counts the same words in the rest of the
    article, None if nobody counted.
    """

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
    attributes: Mapping[str, str] = field(default_factory=dict)
    cluster: ClusterView | None = None
    elsewhere: int | None = 0


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
        look, area = chrome.theme(), QRectF(self.rect())
        painter = QPainter(self)
        row = MirroredRow(painter, area, self.layoutDirection())
        if self.underMouse() or self.isDown():
            row.fill(0, row.width, look.hover)
        near, far = float(chrome.px(16)), row.width - chrome.px(16)
        near += row.text(near, far - near, self._before, "body", look.text_2) + chrome.px(6)
        ink = look.hue(self.filled.hue).ink
        near += row.text(near, far - near, f"◆{self.filled.number}", "body", ink, bold=True) + chrome.px(6)
        row.text(near, far - near, self.filled.trigger, "body")
        if shows_focus(self):
            focus_ring(painter, area)
        painter.end()


class MentionCard(SubjectPage):
    """Answers "what is selected" for a name; says what to do when nothing is."""

    event_clicked = Signal(str)  # mention id of the event
    key_chosen = Signal(int)  # place among the keys shown

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Mention"))
        self.subject = EntitySubject()
        self.surface = FewLines("subject")
        self.origin = chrome.Label("", "second", wrap=True)
        self.explanation = chrome.Label("", "second", wrap=True)
        for label in (self.origin, self.explanation):
            label.setContentsMargins(chrome.px(16), 0, chrome.px(16), chrome.px(6))
        self.links: list[RoleLink] = []
        self._roles = QVBoxLayout()
        self._roles.setContentsMargins(0, 0, 0, chrome.px(4))
        self._roles.setSpacing(0)
        self.hints = KeyHints()
        self.hints.chosen.connect(self.key_chosen)
        self.empty = chrome.Label("", "quiet", wrap=True)
        self.empty.setContentsMargins(chrome.px(16), chrome.px(12), chrome.px(16), chrome.px(12))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.subject)
        column.addWidget(self.surface)
        column.addWidget(self.origin)
        column.addWidget(self.explanation)
        column.addLayout(self.everywhere_line())
        column.addWidget(self.attributes)
        column.addLayout(self._roles)
        column.addWidget(self.cluster)
        column.addWidget(self.note)
        column.addWidget(self.hints)
        column.addWidget(self.empty)
        self.show_empty("")

    def show_mention(self, view: MentionView) -> None:
        """Show another mention or suggestion, or the same one changed."""
        self._show_parts(True)
        self.subject.show_label(view.label, self.tr("suggested") if view.suggested else self.tr("decided"))
        self.surface.set_text(view.surface)
        self.origin.setText(self.origin_in_words(view))
        self.explanation.setText(view.explanation)
        self.explanation.setVisible(bool(view.explanation))
        self._show_roles(view.roles)
        self.show_elsewhere(view.elsewhere)
        self.attributes.show_values(
            view.label.attributes, view.attributes, suggested=view.suggested, editable=view.editable
        )
        self.cluster.show_cluster(view.cluster)
        self.note.setVisible(not view.suggested)
        self.note.show_note(view.note, view.unsure, editable=view.editable)
        self.hints.set_hints(view.keys)

    def show_empty(self, words: str) -> None:
        """Nothing is selected: say what to do."""
        self._show_parts(False)
        self._show_roles(())
        self.show_elsewhere(0)
        self.attributes.hide()
        self.cluster.show_cluster(None)
        self.empty.setText(words)

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
