"""The right panel: what is focused, what is left to decide, and the guideline of the focused label."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from annotations.model.mention import Mention
from annotations.model.schema import Schema
from desktop import chrome
from desktop.pages.annotate_commands import AnnotateCommands
from desktop.pages.history_views import history_rows
from desktop.pages.inspector_views import event_view, mention_view, suggestion_rows
from desktop.panels.event_frame import EventFrame
from desktop.panels.guideline import Guideline
from desktop.panels.lower_panel import LowerPanel
from desktop.panels.mention_card import MentionCard
from desktop.session import Session

HINTS = (
    ("accept", "accept"),
    ("reject", "reject"),
    ("next-undecided", "next"),
    ("accept-sentence", "sentence"),
    ("accept-paragraph", "paragraph"),
)
LOW = 820  # pixels of the window


class Inspector(chrome.Surface):
    """Answers only "what is selected"; the list and the guideline stay where they are."""

    mention_chosen = Signal(str)
    action_clicked = Signal(str)  # id of the actions table
    role_armed = Signal(str)
    role_cleared = Signal(str, object)
    note_changed = Signal(str, str)
    attribute_chosen = Signal(str, object)
    link_clicked = Signal(str)
    unlink_clicked = Signal(str)
    cluster_named = Signal(str, str)
    step_looked_at = Signal(int)
    undo_to = Signal(int)
    refresh_wanted = Signal()  # something is to be shown that was not kept up to date
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("panel", "left", parent=parent)
        self.setAccessibleName(self.tr("Inspector"))
        self._schema: Schema | None = None
        self._shown: str | None = None
        self._low = False
        self.frame = EventFrame()
        self.card = MentionCard()
        self.below = LowerPanel()
        self.below.set_hints([(action, self.tr(word)) for action, word in HINTS])
        self.guideline = Guideline()
        for page in (self.card, self.frame):
            # The sentence and the roles never give way; the list below takes the room they leave.
            page.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.frame.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.card)
        column.addWidget(self.frame)
        column.addWidget(self.below, 3)
        column.addWidget(self.guideline, 2)
        self._connect()

    def _connect(self) -> None:
        self.frame.type_clicked.connect(partial(self.action_clicked.emit, "event"))
        self.frame.role_armed.connect(self.role_armed)
        self.frame.role_cleared.connect(self.role_cleared)
        self.frame.filler_clicked.connect(self.mention_chosen)
        self.card.event_clicked.connect(self.mention_chosen)
        for page in (self.frame, self.card):
            page.note_changed.connect(self._note_changed)
            page.unsure_changed.connect(lambda _: self.action_clicked.emit("unsure"))
            page.everywhere_clicked.connect(partial(self.action_clicked.emit, "everywhere"))
            page.link_asked.connect(partial(self.action_clicked.emit, "link"))
            for name in (
                "attribute_chosen",
                "mention_chosen",
                "link_clicked",
                "unlink_clicked",
                "cluster_named",
                "left",
            ):
                getattr(page, name).connect(getattr(self, name))
        self.below.suggestion_clicked.connect(self.mention_chosen)
        self.below.accept_all.connect(partial(self.action_clicked.emit, "accept-article"))
        self.below.hint_chosen.connect(lambda place: self.action_clicked.emit(HINTS[place][0]))
        self.below.looked_at.connect(self.step_looked_at)
        self.below.undo_to.connect(self.undo_to)
        self.below.history_toggled.connect(lambda _: self.refresh_wanted.emit())

    def set_schema(self, schema: Schema) -> None:
        """Speak of another project's labels."""
        self._schema = schema

    def clear(self) -> None:
        """Nothing is open."""
        self._shown = None
        self.frame.hide()
        self.card.show()
        self.card.show_empty("")
        self.below.set_rows([], 0, "", None)
        self.below.set_accept_all(False)
        self.below.set_history(())
        self.guideline.set_label(None, self._schema.version if self._schema is not None else 1)

    def show_state(
        self, session: Session, commands: AnnotateCommands, numbers: Mapping[str, int], elsewhere: int | None
    ) -> None:
        """Show what is focused now, how many more there are like it, and what is left or what was done."""
        focused = commands.event() or commands.focused()
        self._shown = focused.id if focused is not None else None
        self._show_subject(session, commands, numbers, focused, elsewhere)
        if self.below.history_shown:
            self.below.set_history(history_rows(session))
        left = commands.pending()
        self.below.set_rows(
            suggestion_rows(session, left, commands.position()),
            len(left),
            self._nothing_left(session),
            self._shown,
        )
        self.below.set_accept_all(session.editable and not session.done)
        label = session.schema.label(focused.label, focused.kind) if focused is not None else None
        self.guideline.set_label(label, session.schema.version)

    def _show_subject(
        self,
        session: Session,
        commands: AnnotateCommands,
        numbers: Mapping[str, int],
        focused: Mention | None,
        elsewhere: int | None,
    ) -> None:
        event = event_view(session, commands, numbers, elsewhere) if focused is not None else None
        mention = mention_view(session, commands, focused, numbers, elsewhere) if focused is not None else None
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
            return chrome.naming_key(
                "next-undecided",
                self.tr("Nothing selected. Click a marked word, or press {0} for the next suggestion."),
                self.tr("Nothing selected. Click a marked word."),
            )
        return chrome.naming_key(
            "event",
            self.tr("Nothing selected. Select words and press a label key, or {0} for an event."),
            self.tr("Nothing selected. Select words and press a label key."),
        )

    def _nothing_left(self, session: Session) -> str:
        if session.blind:
            return self.tr("Suggestions are hidden in this article. Select a word and press a label key.")
        if not session.suggestions:
            return ""
        nothing = self.tr("Nothing is left to decide here.")
        press = self.tr("Nothing is left to decide here. Press {0} when the article is done.")
        return chrome.naming_key("done-next", press, nothing)

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
            page.finish()

    def edit_cluster_name(self) -> None:
        """Take the keyboard to the name of the thing that is focused."""
        self._current().edit_name()

    def toggle_history(self) -> None:
        """Show what was done in place of what is suggested, or the other way round."""
        self.below.show_history(not self.below.history_shown)
        self.refresh_wanted.emit()

    def fit(self, height: int) -> None:
        """In a low window attributes and clusters give up their height; the sentence and the roles never do."""
        low = height < chrome.px(LOW)
        if low != self._low:
            self._low = low
            self.frame.set_folded(low)
            self.card.set_folded(low)

    def toggle_guideline(self) -> None:
        """Fold the guideline, or unfold it."""
        self.guideline.toggle()
