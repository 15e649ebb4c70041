"""The inspector of an event: its type, the sentence read back, and the roles with their keys."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotations.model.ids import MentionId
from annotations.model.mention import EventMention, Mention
from annotations.model.schema import Label
from desktop import chrome
from desktop.models.readback import Words, read_back, surface
from desktop.panels.note_line import NoteLine
from desktop.panels.role_rows import Filler, RoleRow
from desktop.panels.sentence_card import SentenceCard
from desktop.panels.subject_line import EventSubject

_ROW_KEYS = "QWERTY"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """All that the frame shows. `mentions` are the possible fillers, decided and suggested; `suggested` names those
    without a decision, the event itself among them when it is one. `hues` by mention id, `fitting` by role name.
    """

    event: EventMention
    label: Label
    number: int
    count: int
    text: str
    mentions: Mapping[MentionId, Mention]
    suggested: frozenset[str] = frozenset()
    scores: Mapping[str, float | None] = field(default_factory=dict)
    hues: Mapping[str, str] = field(default_factory=dict)
    fitting: Mapping[str, Sequence[str]] = field(default_factory=dict)
    armed: str | None = None
    origin: str = ""
    editable: bool = True


class EventFrame(QWidget):
    """Answers "what is selected" for an event. The sentence and the roles never fold."""

    type_clicked = Signal()
    role_armed = Signal(str)  # role name
    role_cleared = Signal(str, object)  # role name, mention id or None for all
    filler_clicked = Signal(str)  # mention id
    note_changed = Signal(str)
    unsure_changed = Signal(bool)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Event"))
        self.subject = EventSubject()
        self.subject.type_clicked.connect(self.type_clicked)
        self.sentence = SentenceCard()
        self.sentence.filler_clicked.connect(self.filler_clicked)
        self.sentence.gap_clicked.connect(self.role_armed)
        self.origin = chrome.Label("", "second", wrap=True)
        self.origin.setContentsMargins(chrome.px(16), chrome.px(4), chrome.px(16), chrome.px(4))
        self.note = NoteLine()
        self.note.note_changed.connect(self.note_changed)
        self.note.unsure_changed.connect(self.unsure_changed)
        self.note.left.connect(self.left)
        self.rows: list[RoleRow] = []
        card = QHBoxLayout()
        card.setContentsMargins(chrome.px(12), 0, chrome.px(12), chrome.px(8))
        card.addWidget(self.sentence)
        self._roles = QVBoxLayout()
        self._roles.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.subject)
        column.addLayout(card)
        column.addLayout(self._roles)
        column.addWidget(self.origin)
        column.addWidget(self.note)

    def show_event(self, view: EventView) -> None:
        """Show another event, or the same one changed."""
        suggested = view.event.id in view.suggested
        self.subject.show_event(view.label, view.number, view.count, editable=view.editable)
        words = Words(self.tr("and"), self.tr("not filled"))
        pieces = read_back(view.event, view.label, view.text, view.mentions, view.suggested, words)
        self.sentence.show_pieces(pieces, view.hues)
        self._show_roles(view)
        self.origin.setText(view.origin)
        self.origin.setVisible(bool(view.origin))
        self.note.setVisible(not suggested)
        self.note.show_note(view.event.note, view.event.unsure, editable=view.editable)

    def edit_note(self) -> None:
        """Take the keyboard to the note."""
        self.note.edit()

    def _show_roles(self, view: EventView) -> None:
        for row in self.rows:
            self._roles.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for place, role in enumerate(view.label.roles):
            key = role.key or (_ROW_KEYS[place] if place < len(_ROW_KEYS) else "")
            fillers = [
                Filler(
                    argument.target,
                    surface(view.mentions[argument.target], view.text),
                    argument.target in view.suggested,
                    view.scores.get(argument.target),
                )
                for argument in view.event.arguments
                if argument.role == role.name and argument.target in view.mentions
            ]
            row = RoleRow(role, fillers, view.fitting.get(role.name, ()), view.armed == role.name, key)
            row.setEnabled(view.editable)
            row.armed_clicked.connect(self.role_armed)
            row.cleared.connect(self.role_cleared)
            row.filler_clicked.connect(self.filler_clicked)
            self._roles.addWidget(row)
            self.rows.append(row)
