"""The Annotate page: queue, article, inspector. Shows what the session says and turns keys and clicks into verbs."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QTimer, Signal

from annotations.editing.change import Change
from annotations.editing.edits import Edit
from annotations.errors import EditRefused
from annotations.model.mention import Kind
from annotations.model.span import Span
from desktop import chrome
from desktop.action_set import ActionSet
from desktop.local_notes import LocalNotes
from desktop.messages import done_in_words
from desktop.pages.annotate_articles import AnnotateArticles
from desktop.pages.annotate_commands import AnnotateCommands
from desktop.pages.annotate_hints import NumberedHints
from desktop.pages.annotate_keys import bind_verbs
from desktop.pages.annotate_picks import AnnotatePicks
from desktop.pages.annotate_preview import EverywherePreview
from desktop.pages.annotate_sight import Sight
from desktop.pages.context_menu import context_menu
from desktop.pages.preview_words import preview_view
from desktop.session import Session, Way
from desktop.settings import Settings
from desktop.tasks import OnError, Tasks


class AnnotatePage(AnnotateArticles):
    """`state_changed` says that other actions may be enabled now, `article_shown` that an article is on the table."""

    state_changed = Signal()
    article_shown = Signal()
    undecided_changed = Signal(object)

    def __init__(
        self, actions: ActionSet, tasks: Tasks, settings: Settings, notes: LocalNotes, on_error: OnError
    ) -> None:
        super().__init__(tasks, settings, notes, on_error)
        self._actions = actions
        self._refresh_due = False
        self.commands: AnnotateCommands | None = None
        self.hints = NumberedHints(actions, self.canvas, self._refuse)
        self.picks = AnnotatePicks(self, self.canvas, self.hints)
        self.preview = EverywherePreview(self._preview_changed)
        self.sight = Sight(self.canvas, self._sight_changed)
        self.canvas.claims_click = self.picks.fill_by_click
        self.zoomed.connect(self.state_changed)
        self._connect()
        self._connect_inspector()
        self._bind()
        actions.listen_on(self.canvas)

    def _connect(self) -> None:
        self.header.done_clicked.connect(self._actions["done-next"].trigger)
        self.header.reopen_clicked.connect(self._actions["reopen"].trigger)
        self.header.filter_cleared.connect(partial(self._act, self.sight.show_all))
        self.strip.label_chosen.connect(partial(self._act, self.picks.give_code))
        self.strip.more_clicked.connect(self._actions["label-pick"].trigger)
        self.strip.event_clicked.connect(self._actions["event"].trigger)
        for signal, action in (
            (self.preview_bar.apply, "preview-apply"),
            (self.preview_bar.rule, "preview-rule"),
            (self.preview_bar.leave, "preview-leave"),
            (self.preview_bar.next, "preview-next"),
            (self.preview_bar.previous, "preview-previous"),
        ):
            signal.connect(partial(self._trigger, action))
        self.canvas.focus_changed.connect(lambda _: self._focus_moved())
        self.canvas.selection_changed.connect(lambda _: self._focus_moved())
        self.canvas.edit_requested.connect(self._apply)
        self.canvas.part_requested.connect(self._join_part)
        self.canvas.link_dragged.connect(self.picks.fill_by_drag)
        self.canvas.link_dropped.connect(self.picks.drop_on_words)
        self.canvas.context_requested.connect(self._open_context_menu)
        self.canvas.verticalScrollBar().valueChanged.connect(lambda _: self.hints.follow_scrolling())

    def _connect_inspector(self) -> None:
        inspector = self.inspector
        inspector.mention_chosen.connect(partial(self._act, self.canvas.focus))
        inspector.action_clicked.connect(self._trigger)
        inspector.left.connect(self.canvas.setFocus)
        inspector.role_armed.connect(partial(self._act, self.picks.arm))
        inspector.role_cleared.connect(partial(self._act, self.picks.clear))
        inspector.note_changed.connect(partial(self._write, "set_note"))
        inspector.attribute_chosen.connect(partial(self._verb, "set_attribute"))
        inspector.link_clicked.connect(partial(self._verb, "link_focused"))
        inspector.unlink_clicked.connect(partial(self._verb, "unlink"))
        inspector.cluster_named.connect(partial(self._write, "name_cluster"))
        inspector.step_looked_at.connect(partial(self._verb, "look_at_step"))
        inspector.refresh_wanted.connect(self._refresh_soon)
        inspector.undo_to.connect(partial(self._verb, "go_to"))

    def _bind(self) -> None:
        bind_verbs(self._actions, self)
        plain: dict[str, Callable[[], object]] = {
            "done-next": self._done_next,
            "next-article": partial(self.go, 1),
            "previous-article": partial(self.go, -1),
            "search-articles": self.queue.focus_search,
            "add-part": self._add_part,
            "note": self.inspector.edit_note,
            "name-cluster": self.inspector.edit_cluster_name,
            "guideline": self.inspector.toggle_guideline,
            "history": self.inspector.toggle_history,
            "zoom-in": lambda: self.zoom_by(1),
            "zoom-out": lambda: self.zoom_by(-1),
            "zoom-reset": lambda: self.set_zoom(100),
        }
        for action, handler in plain.items():
            self._actions.bind(action, handler)
        for lanes in (0, 1, 2):
            self._actions.bind(f"density-{lanes}", partial(self.set_density, lanes))

    def _trigger(self, action: str) -> None:
        self._actions[action].trigger()
        self.canvas.setFocus()

    def _refuse(self, reason: str, detail: str = "") -> None:
        if self.session is not None:
            self.session.refused.emit(EditRefused(reason, detail))

    def _verb(self, name: str, *values: object) -> None:
        if self.commands is not None:
            self._act(getattr(self.commands, name), *values)

    def _write(self, name: str, *values: object) -> None:
        """What was typed into a field: where the keyboard goes then is the field's affair."""
        if self.commands is not None:
            getattr(self.commands, name)(*values)

    def _act(self, act: Callable[..., object], *values: object) -> None:
        self.preview.leave()
        act(*values)
        self.canvas.setFocus()

    def conditions(self) -> set[str]:
        """What holds now, in the words of the actions table; nothing of the article while occurrences are previewed."""
        if self.commands is None:
            return set()
        return {"preview"} if self.preview.open is not None else self.commands.conditions()

    def changeEvent(self, event: QEvent) -> None:
        """What is shown names other keys now."""
        super().changeEvent(event)
        if chrome.keys_changed(event) and self.session is not None and self.session.article is not None:
            self._refresh_soon()

    def set_session(self, session: Session | None) -> None:
        """Work on another project, or on none."""
        self.preview.leave()
        self.hints.hide()
        self._take(session)
        self.commands = AnnotateCommands(session, self.canvas, self._refresh_soon) if session is not None else None
        for part in (self.picks, self.preview, self.sight):
            part.commands = self.commands
        self.header.set_filter(self.sight.in_words())
        if session is not None:
            self.read_schema()
            session.opened.connect(self._opened)
            session.changed.connect(self._changed)
            session.history_changed.connect(self.state_changed)
            session.saving_changed.connect(lambda _: self.state_changed.emit())
            self.reload_queue()
        self.state_changed.emit()

    def read_schema(self) -> None:
        """Speak of the labels and guidelines of the project as they are now."""
        if self.session is not None:
            schema = self.session.schema
            self.strip.set_labels([label for label in schema.labels if label.active and label.key])
            self.strip.set_events(bool(schema.active(Kind.EVENT)))
            self.inspector.set_schema(schema)
            if self.session.article is not None:
                self._refresh_soon()

    def _done_next(self) -> None:
        self.inspector.finish_note()
        self.hints.hide()
        if self.commands is not None and self.commands.mark_done():
            self._open_next()

    # -- showing --------------------------------------------------------------------------------------------------

    def _opened(self) -> None:
        session, commands = self.session, self.commands
        if session is None or commands is None or session.article is None or session.annotation_set is None:
            return
        self.preview.leave()
        self.hints.hide()
        self.keep_place()
        commands.begin_article()
        meta = session.article.meta
        words = sum(1 for token in session.article.tokens if token.of(session.article.text)[0].isalnum())
        self.header.set_article(session.article.title, meta.source or meta.file, meta.date, words)
        shown = commands.shown
        self.canvas.show_article(
            session.article, shown.of_set(session.annotation_set), commands.pending(), session.schema
        )
        self._find_place()
        self.queue.set_current(session.article.id)
        self._show_state()
        self.canvas.setFocus()
        self.article_shown.emit()

    def _changed(self, change: Change | None) -> None:
        session, commands = self.session, self.commands
        if session is None or commands is None or session.annotation_set is None:
            return
        if change is not None and any(
            pair.after is not None and not commands.shown.shows(pair.after) for pair in change.mentions()
        ):
            self.sight.show_all()  # what was just done must be seen
        if change is not None:
            self.preview.leave()  # what it showed is not so any more
        self._show_set()
        act = session.last_act
        if change is not None and act is not None:
            bulk, undone = act.way is Way.DONE and act.is_notable, act.way is Way.UNDONE
            words = done_in_words(act.edit_name, change, undone=undone, steps=act.steps)
            self.said.emit(words if bulk or act.way is not Way.DONE else "", bulk)

    def _show_set(self) -> None:
        session, commands = self.session, self.commands
        if session is not None and commands is not None and session.annotation_set is not None:
            self.canvas.show_set(commands.shown.of_set(session.annotation_set), commands.pending())
            self._show_state()

    def _show_state(self) -> None:
        session = self.session
        if session is None or session.article is None or session.annotation_set is None:
            return
        undecided = len(session.pending)
        decided = len(session.annotation_set.mentions) + sum(
            1 for decision in session.annotation_set.decisions.values() if decision.mention is None
        )
        self.header.set_progress(decided, 0 if session.blind else decided + undecided)
        self.header.set_blind(session.blind)
        self.header.set_done(session.done, editable=session.editable)
        self.strip.set_choosable(session.editable and not session.done)
        self._update_row(undecided)
        self.undecided_changed.emit(undecided)
        self._focus_moved()

    def _focus_moved(self) -> None:
        if self.commands is not None:
            self.commands.let_go()
            self.hints.follow_focus()
            self.canvas.set_kin(self.commands.kin())
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
            focused = self.commands.focused()
            elsewhere = self.preview.count(focused) if focused is not None else 0
            self.inspector.show_state(self.session, self.commands, self.canvas.event_numbers, elsewhere)

    def _sight_changed(self) -> None:
        self.header.set_filter(self.sight.in_words())
        self._show_set()

    def _preview_changed(self) -> None:
        preview = self.preview.open
        self.preview_bar.setVisible(preview is not None)
        self.strip.setVisible(preview is None)
        if preview is not None and self.session is not None and self.session.article is not None:
            self.preview_bar.show_preview(preview_view(preview, self.session.article.text))
        self.state_changed.emit()

    # -- the mouse ------------------------------------------------------------------------------------------------

    def _apply(self, edit: Edit) -> None:
        self.preview.leave()
        if self.session is not None:
            self.session.apply(edit)

    def _join_part(self, words: Span) -> None:
        if self.commands is not None and self.canvas.focused is not None:
            self.commands.join_part(self.canvas.focused, words)

    def _add_part(self) -> None:
        if self.commands is not None and self.commands.add_part() == "hold":
            press, go = self.tr("Go to the other words and press {0} again."), self.tr("Go to the other words.")
            self.said.emit(chrome.naming_key("add-part", press, go), False)

    def _open_context_menu(self, place: QPoint, _span: object, _id: object) -> None:
        context_menu(self, self._actions).popup(place)
