"""The Annotate page: queue, article, inspector. Shows what the session says and turns keys and clicks into verbs."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, QTimer, Signal

from annotations.editing.change import Change
from annotations.editing.edits import Edit
from annotations.model.ids import ArticleId
from annotations.model.project import QueueRow
from desktop.action_set import ActionSet
from desktop.actions import DIGITS, ROLE_KEYS
from desktop.messages import step_in_words
from desktop.pages.annotate_commands import AnnotateCommands
from desktop.pages.annotate_layout import AnnotateLayout
from desktop.pages.annotate_picks import AnnotatePicks
from desktop.pages.context_menu import context_menu
from desktop.session import Session
from desktop.settings import Settings
from desktop.tasks import OnError, Tasks


class AnnotatePage(AnnotateLayout):
    """`state_changed` says that other actions may be enabled now, `article_shown` that an article is on the table."""

    state_changed = Signal()
    article_shown = Signal()
    undecided_changed = Signal(object)
    said = Signal(str, bool)  # words, and whether to offer Undo beside them

    def __init__(self, actions: ActionSet, tasks: Tasks, settings: Settings, on_error: OnError) -> None:
        super().__init__(settings)
        self._actions = actions
        self._tasks = tasks
        self._on_error = on_error
        self._asked = 0
        self._refresh_due = False
        self.session: Session | None = None
        self.commands: AnnotateCommands | None = None
        self.picks = AnnotatePicks(self, self.canvas)
        self.canvas.claims_click = self.picks.fill_by_click
        self.zoomed.connect(self.state_changed)
        self._connect()
        self._bind()
        actions.listen_on(self.canvas)

    def _connect(self) -> None:
        self.queue.article_chosen.connect(self.open_article)
        self.queue.search_changed.connect(self._search)
        self.header.done_clicked.connect(self._actions["done-next"].trigger)
        self.header.reopen_clicked.connect(self._actions["reopen"].trigger)
        self.strip.label_chosen.connect(partial(self._act, self.picks.give_code))
        self.strip.more_clicked.connect(self._actions["label-pick"].trigger)
        self.canvas.focus_changed.connect(lambda _: self._focus_moved())
        self.canvas.edit_requested.connect(self._apply)
        self.canvas.context_requested.connect(self._open_context_menu)
        self.canvas.selection_changed.connect(lambda _: self.state_changed.emit())
        self.inspector.mention_chosen.connect(partial(self._act, self.canvas.focus))
        self.inspector.type_clicked.connect(self._actions["event"].trigger)
        self.inspector.left.connect(self.canvas.setFocus)
        self.inspector.role_armed.connect(partial(self._act, self.picks.arm))
        self.inspector.role_cleared.connect(partial(self._act, self.picks.clear))
        self.inspector.note_changed.connect(self._note_changed)
        self.inspector.unsure_toggled.connect(self._actions["unsure"].trigger)
        self.inspector.accept_all.connect(self._actions["accept-article"].trigger)

    # -- what the actions do --------------------------------------------------------------------------------------

    def _bind(self) -> None:
        verbs = {
            "undo": "undo", "redo": "redo", "reopen": "reopen", "accept": "accept", "reject": "reject",
            "next-undecided": "next_undecided", "previous-undecided": "previous_undecided",
            "accept-sentence": "accept_sentence", "accept-paragraph": "accept_paragraph",
            "accept-article": "accept_article", "delete": "delete", "unsure": "toggle_unsure", "escape": "escape",
        }  # fmt: skip
        for action, verb in verbs.items():
            self._actions.bind(action, partial(self._verb, verb))
        for side in ("start", "end"):
            for way, forward in (("forward", True), ("back", False)):
                self._actions.bind(f"{side}-{way}", partial(self._move_boundary, side, forward))
        for digit in DIGITS:
            self._actions.bind(f"label-{digit}", partial(self.picks.give_key, digit))
        for key in ROLE_KEYS:
            self._actions.bind(f"role-{key}", partial(self.picks.role_key, key))
            self._actions.bind(f"clear-{key}", partial(self.picks.clear_key, key))
        plain: dict[str, Callable[[], object]] = {
            "done-next": self._done_next,
            "next-article": lambda: self._go(1),
            "previous-article": lambda: self._go(-1),
            "search-articles": self.queue.focus_search,
            "label-pick": self.picks.ask_label,
            "event": self.picks.ask_event,
            "note": self.inspector.edit_note,
            "guideline": self.inspector.toggle_guideline,
            "next-mention": self.canvas.next_span,
            "previous-mention": self.canvas.previous_span,
            "zoom-in": lambda: self.zoom_by(1),
            "zoom-out": lambda: self.zoom_by(-1),
            "zoom-reset": lambda: self.set_zoom(100),
        }
        for action, handler in plain.items():
            self._actions.bind(action, handler)

    def _verb(self, name: str) -> None:
        if self.commands is not None:
            getattr(self.commands, name)()

    def _act(self, act: Callable[..., object], *values: object) -> None:
        act(*values)
        self.canvas.setFocus()

    def conditions(self) -> set[str]:
        """What holds now, in the words of the actions table."""
        return self.commands.conditions() if self.commands is not None else set()

    # -- a project and its articles -------------------------------------------------------------------------------

    def set_session(self, session: Session | None) -> None:
        """Work on another project, or on none."""
        self.session = session
        self.commands = AnnotateCommands(session, self.canvas, self._refresh_soon) if session is not None else None
        self.picks.commands = self.commands
        self.canvas.clear(self.tr("Opening the project.") if session is not None else "")
        self.canvas.set_zoom(self._zoom)
        self.header.clear()
        self._asked += 1
        self.queue.clear()
        self.inspector.clear()
        if session is not None:
            self.strip.set_labels([label for label in session.schema.labels if label.active and label.key])
            self.inspector.set_schema(session.schema)
            session.opened.connect(self._opened)
            session.changed.connect(self._changed)
            session.history_changed.connect(self.state_changed)
            session.saving_changed.connect(lambda _: self.state_changed.emit())
            self.reload_queue()
        self.state_changed.emit()

    def reload_queue(self) -> None:
        """Read the list of articles again; opens the first one left to do when none is open."""
        if self.session is not None:
            session = self.session
            self._tasks.store(
                lambda: session.workspace.queue(session.annotator),
                lambda rows: self._show_queue(session, rows),
                self._on_error,
            )

    def _show_queue(self, session: Session, rows: Sequence[QueueRow]) -> None:
        if session is not self.session:
            return
        self.queue.set_rows(rows)
        if not rows:
            self.canvas.clear(self.tr("No articles yet. Drop files or a folder here, or press Ctrl I."))
        elif session.article is None:
            first = next((row for row in rows if row.status != "done"), rows[0])
            self.open_article(first.article_id)

    def refresh_row(self, article_id: str) -> None:
        """New suggestions are stored for that article."""
        if self.session is not None:
            self.session.reload_suggestions(ArticleId(article_id))
            self.reload_queue()

    def _search(self, words: str) -> None:
        self._asked += 1
        asked, session = self._asked, self.session
        if session is None:
            return
        if not words.strip():
            self.queue.set_found(None)
            return

        def show(rows: Sequence[QueueRow]) -> None:
            if asked == self._asked:
                self.queue.set_found({row.article_id for row in rows})

        self._tasks.store(lambda: session.workspace.queue(session.annotator, search=words), show, self._on_error)

    def open_article(self, article_id: ArticleId) -> None:
        """Put another article on the table."""
        self.inspector.finish_note()
        if self.session is not None:
            self.session.open(article_id)

    def _go(self, step: int) -> None:
        other = self.queue.neighbour(step)
        if other is not None:
            self.open_article(other)

    def _done_next(self) -> None:
        self.inspector.finish_note()
        if self.commands is not None and self.commands.mark_done():
            following = self.queue.next_open()
            if following is not None:
                self.open_article(following)
            else:
                self.said.emit(self.tr("All {0} articles are done.").format(len(self.queue.model.rows())), False)

    # -- showing --------------------------------------------------------------------------------------------------

    def _opened(self) -> None:
        session = self.session
        if session is None or session.article is None or session.annotation_set is None:
            return
        meta = session.article.meta
        words = sum(1 for token in session.article.tokens if token.of(session.article.text)[0].isalnum())
        self.header.set_article(session.article.title, meta.source or meta.file, meta.date, words)
        if self.commands is not None:
            self.commands.armed = None
        self.canvas.show_article(session.article, session.annotation_set, session.pending, session.schema)
        self.queue.set_current(session.article.id)
        self._show_state()
        self.canvas.setFocus()
        self.article_shown.emit()

    def _changed(self, change: Change | None) -> None:
        session = self.session
        if session is None or session.annotation_set is None:
            return
        self.canvas.show_set(session.annotation_set, session.pending)
        self._show_state()
        done = session.history.undo
        if done is not None and done.change is change and done.undoes is None and len(change.decisions()) > 1:
            self.said.emit(self.tr("Done: {0}.").format(step_in_words(done.edit_name, change)), True)
        elif change is not None:
            undone = session.history.redo
            if undone is not None and undone.change is change:
                self.said.emit(self.tr("Undone: {0}.").format(step_in_words(undone.edit_name, change)), False)
            else:
                self.said.emit("", False)

    def _show_state(self) -> None:
        session = self.session
        if session is None or session.article is None or session.annotation_set is None:
            return
        undecided = len(session.pending)
        decided = len(session.annotation_set.mentions) + sum(
            1 for decision in session.annotation_set.decisions.values() if decision.mention is None
        )
        self.header.set_progress(decided, decided + undecided)
        self.header.set_done(session.done, editable=session.editable)
        self.strip.set_choosable(session.editable and not session.done)
        self._update_row(undecided)
        self.undecided_changed.emit(undecided)
        self._focus_moved()

    def _update_row(self, undecided: int) -> None:
        session = self.session
        if session is None or session.annotation_set is None:
            return
        row = self.queue.model.row(session.annotation_set.article_id)
        if row is not None:
            mentions, status = len(session.annotation_set.mentions), session.annotation_set.status.value
            self.queue.update_row(replace(row, status=status, undecided=undecided, mentions=mentions))

    def _focus_moved(self) -> None:
        if self.commands is not None and self.commands.event() is None:
            self.commands.armed = None
        self.state_changed.emit()
        self._refresh_soon()

    def _refresh_soon(self) -> None:
        """The inspector follows once per key, however many steps the key made."""
        if not self._refresh_due:
            self._refresh_due = True
            QTimer.singleShot(0, self, self._show_inspector)

    def _show_inspector(self) -> None:
        self._refresh_due = False
        if self.session is not None and self.commands is not None:
            self.inspector.show_state(self.session, self.commands, self.canvas.event_numbers)

    # -- view -----------------------------------------------------------------------------------------------------

    def _note_changed(self, id_: str, note: str) -> None:
        if self.commands is not None:
            self.commands.set_note(id_, note)
        self.canvas.setFocus()

    def _apply(self, edit: Edit) -> None:
        if self.session is not None:
            self.session.apply(edit)

    def _open_context_menu(self, place: QPoint, _span: object, _id: object) -> None:
        context_menu(self, self._actions).popup(place)

    def _move_boundary(self, side: str, forward: bool) -> None:
        if self.commands is not None:
            self.commands.move_boundary(side, forward != self.canvas.reads_right_to_left())
