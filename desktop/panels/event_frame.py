"""The inspector of an event: its type, the sentence read back, and the roles with their keys."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotations.model.ids import MentionId
from annotations.model.mention import EventMention, Mention
from annotations.model.schema import Label, Role
from desktop import chrome
from desktop.actions import ROLE_KEYS, on_slot
from desktop.models.readback import Words, read_back, surface
from desktop.panels.cluster_card import ClusterView
from desktop.panels.mirrored import cap_room
from desktop.panels.role_rows import Filler, RoleRow
from desktop.panels.sentence_card import SentenceCard
from desktop.panels.subject_line import EventSubject
from desktop.panels.subject_page import SubjectPage


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """All that the frame shows. `mentions` are the possible fillers, decided and suggested; `suggested` names those
    without a decision, the event itself among them when it is one. `hues` by mention id, `fitting` by role name.
    `elsewhere` counts the same words in the rest of the article, None if nobody counted. `offered` names the
    (role, filler) pairs that are only suggested although event and filler may be decided; they are among the arguments
    of `event`.
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
    cluster: ClusterView | None = None
    elsewhere: int | None = 0
    offered: frozenset[tuple[str, str]] = frozenset()


class EventFrame(SubjectPage):
    """Answers "what is selected" for an event. The sentence and the roles never fold."""

    type_clicked = Signal()
    role_armed = Signal(str)  # role name
    role_cleared = Signal(str, object)  # role name, mention id or None for all
    filler_clicked = Signal(str)  # mention id

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
        self.rows: list[RoleRow] = []
        card = QHBoxLayout()
        card.setContentsMargins(chrome.px(12), 0, chrome.px(12), chrome.px(8))
        card.addWidget(self.sentence)
        self._roles, self._source = QVBoxLayout(), QVBoxLayout()
        self.attributes.folded_changed.connect(self._show_source)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.subject)
        column.addLayout(card)
        for part in (self._roles, self._source):
            part.setSpacing(0)
        column.addLayout(self._roles)
        column.addWidget(self.attributes)
        column.addLayout(self._source)
        column.addLayout(self.everywhere_line())
        column.addWidget(self.origin)
        column.addWidget(self.cluster)
        column.addWidget(self.note)

    def show_event(self, view: EventView) -> None:
        """Show another event, or the same one changed."""
        suggested = view.event.id in view.suggested
        self.subject.show_event(view.label, view.number, view.count, editable=view.editable)
        words = Words(self.tr("and"), self.tr("not filled"), self.tr("according to"))
        open_ = view.suggested | {target for _role, target in view.offered}
        pieces = read_back(view.event, view.label, view.text, view.mentions, open_, words)
        self.sentence.show_pieces(pieces, view.hues)
        values = dict(view.event.attributes)
        self.attributes.show_values(view.label.attributes, values, suggested=suggested, editable=view.editable)
        self._show_roles(view)
        self.show_elsewhere(view.elsewhere)
        self.cluster.show_cluster(view.cluster)
        self.origin.setText(view.origin)
        self.origin.setVisible(bool(view.origin))
        self.note.setVisible(not suggested)
        self.note.show_note(view.event.note, view.event.unsure, editable=view.editable)

    def _show_roles(self, view: EventView) -> None:
        for row in self.rows:
            row.hide()
            row.deleteLater()
        taking_part = [role for role in view.label.roles if role.part != "source"]
        source = [role for role in view.label.roles if role.part == "source"]
        room = cap_room(on_slot("role", role_slot(view.label, role)) for role in view.label.roles)
        self.rows = [self._role_row(view, role, room) for role in taking_part]
        for row in self.rows:
            self._roles.addWidget(row)
        for role in source:
            row = self._role_row(view, role, room, self.tr("the paper itself"))
            self._source.addWidget(row)
            self.rows.append(row)
        self._show_source()

    def _show_source(self) -> None:
        """The source folds with the attributes, unless there is one or it is waited for."""
        for row in self.rows:
            if row.role.part == "source":
                row.setVisible(not self.attributes.folded or row.armed or bool(row.fillers))

    def _role_row(self, view: EventView, role: Role, room: int, words_when_empty: str = "") -> RoleRow:
        fillers = [
            Filler(
                argument.target,
                surface(view.mentions[argument.target], view.text),
                argument.target in view.suggested or (role.name, argument.target) in view.offered,
                view.scores.get(argument.target),
            )
            for argument in view.event.arguments
            if argument.role == role.name and argument.target in view.mentions
        ]
        fitting, armed = view.fitting.get(role.name, ()), view.armed == role.name
        action = on_slot("role", role_slot(view.label, role))
        row = RoleRow(role, fillers, fitting, armed, action, room, words_when_empty)
        row.setEnabled(view.editable)
        row.armed_clicked.connect(self.role_armed)
        row.cleared.connect(self.role_cleared)
        row.filler_clicked.connect(self.filler_clicked)
        return row


def role_slot(label: Label, role: Role) -> str:
    """The key of the table that a role of this event type is on: the schema's, or else by its place among the roles."""
    if role.key or role.part == "source":
        return role.key or ROLE_KEYS[-1]
    place = [each.name for each in label.roles if each.part != "source"].index(role.name)
    return ROLE_KEYS[place] if place < len(ROLE_KEYS) - 1 else ""
