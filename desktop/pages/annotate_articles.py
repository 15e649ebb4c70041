"""Which article is on the table: the queue, the search, the way to the next one, and where one stopped reading."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QEvent, Signal

from annotations.model.ids import ArticleId
from annotations.model.project import QueueRow, is_again
from annotations.model.span import Span
from desktop import chrome
from desktop.local_notes import LocalNotes
from desktop.pages.annotate_layout import AnnotateLayout
from desktop.session import Session
from desktop.settings import Settings
from desktop.tasks import OnError, Tasks


class AnnotateArticles(AnnotateLayout):
    """Opens articles of the session; knows nothing of what is done with them."""

    said = Signal(str, bool)  # words, and whether to offer Undo beside them

    def __init__(self, tasks: Tasks, settings: Settings, notes: LocalNotes, on_error: OnError) -> None:
        super().__init__(settings)
        self._tasks = tasks
        self._notes = notes
        self._on_error = on_error
        self._asked = 0
        self._wanted: tuple[ArticleId, Span] | None = None
        self.session: Session | None = None
        self.queue.article_chosen.connect(self.open_article)
        self.queue.search_changed.connect(self._search)

    def _take(self, session: Session | None) -> None:
        """Work on another project, or on none."""
        self.keep_place()
        self.session = session
        self._asked += 1
        self.canvas.clear(self.tr("Opening the project.") if session is not None else "")
        self.header.clear()
        self.queue.clear()
        self.inspector.clear()

    # -- the queue ------------------------------------------------------------------------------------------------

    def reload_queue(self) -> None:
        """Read the list of articles again; opens the first one left to do when none is open."""
        if self.session is not None:
            session = self.session
            self._tasks.store(lambda: _queue(session), lambda rows: self._show_queue(session, rows), self._on_error)

    def _show_queue(self, session: Session, rows: Sequence[QueueRow]) -> None:
        if session is not self.session:
            return
        self.queue.set_rows(rows)
        if not rows:
            self._say_nothing_here()
        elif session.article is None:
            first = next((row for row in rows if row.status != "done"), rows[0])
            self.open_article(first.article_id)

    def _say_nothing_here(self) -> None:
        drop = self.tr("No articles yet. Drop files or a folder here.")
        press = self.tr("No articles yet. Drop files or a folder here, or press {0}.")
        self.canvas.clear(chrome.naming_key("import", press, drop))

    def changeEvent(self, event: QEvent) -> None:
        """The empty page names a key."""
        super().changeEvent(event)
        if chrome.keys_changed(event) and self.session is not None and not self.queue.model.rows():
            self._say_nothing_here()

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

    def _update_row(self, undecided: int) -> None:
        session = self.session
        if session is None or session.annotation_set is None:
            return
        row = self.queue.model.row(session.annotation_set.article_id)
        if row is not None:
            mentions, status = len(session.annotation_set.mentions), session.annotation_set.status.value
            self.queue.update_row(replace(row, status=status, undecided=undecided, mentions=mentions))

    # -- articles -------------------------------------------------------------------------------------------------

    def open_article(self, article_id: ArticleId) -> None:
        """Put another article on the table."""
        self.inspector.finish_note()
        if self.session is not None:
            self.session.open(article_id)

    def open_at(self, article_id: ArticleId, span: Span) -> None:
        """Put an article on the table with these words in view."""
        self._wanted = (article_id, span)
        self.open_article(article_id)

    def go(self, step: int) -> None:
        """Put the next or previous article of the list on the table."""
        other = self.queue.neighbour(step)
        if other is not None:
            self.open_article(other)

    def _open_next(self) -> None:
        following = self.queue.next_open()
        if following is not None:
            self.open_article(following)
        else:
            self.said.emit(self.tr("All {0} articles are done.").format(len(self.queue.model.rows())), False)

    def title_of(self, article_id: ArticleId) -> str:
        """The headline of an article of the queue."""
        row = self.queue.model.row(article_id)
        return row.title if row is not None else ""

    # -- places ---------------------------------------------------------------------------------------------------

    def keep_place(self) -> None:
        """Note where in the article the eye is, to come back to."""
        flow = self.canvas.flow
        if self.session is not None and flow is not None:
            self._notes.set_place(self.session.workspace.location, flow.article.id, self.canvas.reading_place())

    def _find_place(self) -> None:
        wanted, self._wanted = self._wanted, None
        if self.session is not None and self.session.article is not None:
            if wanted is not None and wanted[0] == self.session.article.id:
                self.canvas.select(wanted[1], reveal=True)
                return
            place = self._notes.place(self.session.workspace.location, self.session.article.id)
            if place:
                self.canvas.go_to_place(place)


def _queue(session: Session) -> list[QueueRow]:
    """The articles to choose from: all, or those that are due, as drawn, and done again."""
    rows = session.workspace.queue(session.annotator)
    if not is_again(session.annotator):
        return rows
    due = {id_: place for place, id_ in enumerate(session.workspace.due_again(session.annotator, datetime.now(UTC)))}
    wanted = [row for row in rows if row.article_id in due or row.status == "done"]
    return sorted(wanted, key=lambda row: due.get(row.article_id, len(due)))
