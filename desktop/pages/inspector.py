"""The right panel: what is focused, what is left to decide, and the guideline of the focused label."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from annotations.model.mention import Mention
from annotations.model.schema import Schema
from desktop import chrome
from desktop.actions import BY_ID
from desktop.pages.annotate_commands import AnnotateCommands
from desktop.pages.inspector_views import event_view, mention_view, suggestion_rows
from desktop.panels.event_frame import EventFrame
from desktop.panels.guideline import Guideline
from desktop.panels.mention_card import MentionCard
from desktop.panels.suggestion_list import SuggestionList
from desktop.session import Session

HINTS = (("accept", "accept"), ("reject", "reject"), ("next-undecided", "next"), ("accept-sentence", "sentence"))


class Inspector(chrome.Surface):
    """Answers only "what is selected"; the list and the guideline stay where they are."""

    mention_chosen = Signal(str)
    type_clicked = Signal()
    role_armed = Signal(str)
    role_cleared = Signal(str, object)
    note_changed = Signal(str, str)
    unsure_toggled = Signal()
    accept_all = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", "left", parent=parent)
        self.setAccessibleName(self.tr("Inspector"))
        self._schema: Schema | None = None
        self._shown: str | None = None
        self.frame = EventFrame()
        self.card = MentionCard()
        self.suggestions = SuggestionList()
        self.guideline = Guideline()
        for page in (self.card, self.frame):
            # The sentence and the roles never give way; the list below takes the room they leave.
            page.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.frame.hide()
        self.suggestions.set_hints(
            [(chrome.keys_in_words(BY_ID[action].keys[0]), self.tr(word)) for action, word in HINTS]
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.card)
        column.addWidget(self.frame)
        column.addWidget(self.suggestions, 3)
        column.addWidget(self.guideline, 2)
        self._connect()

    def _connect(self) -> None:
        self.frame.type_clicked.connect(self.type_clicked)
        self.frame.role_armed.connect(self.role_armed)
        self.frame.role_cleared.connect(self.role_cleared)
        self.frame.filler_clicked.connect(self.mention_chosen)
        self.card.event_clicked.connect(self.mention_chosen)
        for page in (self.frame, self.card):
            page.note_changed.connect(self._note_changed)
            page.unsure_changed.connect(lambda _: self.unsure_toggled.emit())
            page.left.connect(self.left)
        self.suggestions.suggestion_clicked.connect(self.mention_chosen)
        self.suggestions.accept_all.connect(self.accept_all)

    def set_schema(self, schema: Schema) -> None:
        """Speak of another project's labels."""
        self._schema = schema

    def clear(self) -> None:
        """Nothing is open."""
        self._shown = None
        self.frame.hide()
        self.card.show()
        self.card.show_empty("")
        self.suggestions.set_rows([], 0, "", None)
        self.suggestions.set_accept_all(False)

    def show_state(self, session: Session, commands: AnnotateCommands, numbers: Mapping[str, int]) -> None:
        """Show what is focused now and what is left."""
        focused = commands.focused()
        self._shown = focused.id if focused is not None else None
        self._show_subject(session, commands, numbers, focused)
        self.suggestions.set_rows(
            suggestion_rows(session, commands.position()),
            len(session.pending),
            self._nothing_left(session),
            self._shown,
        )
        self.suggestions.set_accept_all(session.editable and not session.done)
        label = session.schema.label(focused.label, focused.kind) if focused is not None else None
        self.guideline.set_label(label, session.schema.version)

    def _show_subject(
        self, session: Session, commands: AnnotateCommands, numbers: Mapping[str, int], focused: Mention | None
    ) -> None:
        event = event_view(session, commands, numbers) if focused is not None else None
        mention = mention_view(session, focused, numbers) if focused is not None else None
        if event is not None:
            self.frame.show_event(event)
        elif mention is not None:
            self.card.show_mention(mention)
        else:
            self.card.show_empty(self._what_to_do(session))
        self.frame.setVisible(event is not None)
        self.card.setVisible(event is None)

    def _what_to_do(self, session: Session) -> str:
        if session.done:
            return self.tr("This article is done. Reopen it to change it.")
        if session.pending:
            return self.tr("Nothing selected. Click a marked word, or press Tab for the next suggestion.")
        return self.tr("Nothing selected. Select words and press a label key, or F for an event.")

    def _nothing_left(self, session: Session) -> str:
        return (
            self.tr("Nothing is left to decide here. Press Ctrl D when the article is done.")
            if session.suggestions
            else ""
        )

    def _note_changed(self, note: str) -> None:
        if self._shown is not None:
            self.note_changed.emit(self._shown, note)

    def _current(self) -> EventFrame | MentionCard:
        return self.card if self.frame.isHidden() else self.frame

    def edit_note(self) -> None:
        """Take the keyboard to the note of what is focused."""
        self._current().edit_note()

    def finish_note(self) -> None:
        """Take a note that is still being typed as it stands."""
        for page in (self.card, self.frame):
            page.note.finish()

    def toggle_guideline(self) -> None:
        """Fold the guideline, or unfold it."""
        self.guideline.toggle()
