"""The Training tab of the window: its page, and the teacher of the open project."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotations.model.ids import ArticleId
from annotations.model.learned import Learner
from annotations.model.span import Span
from annotations.suggesters.plan import Plan
from desktop.action_set import ActionSet
from desktop.pages.annotate import AnnotatePage
from desktop.pages.training import TrainingPage
from desktop.pages.training_desk import TrainingDesk
from desktop.preparer import Preparer
from desktop.session import Act, Session, Way
from desktop.tasks import OnError, Tasks
from desktop.teacher import Taught, Teacher

if TYPE_CHECKING:
    # Brings SQLAlchemy with it, which must not be imported before the first paint.
    from annotations.workspace import Workspace


class TrainingTab(QObject):
    """Follows the session: an article that is finished is learned from, a new plan is what is suggested by.

    `article_wanted` says that the Annotate page shows what was asked for.
    """

    article_wanted = Signal()

    def __init__(
        self, window: QWidget, tasks: Tasks, actions: ActionSet, annotate: AnnotatePage, on_error: OnError
    ) -> None:
        super().__init__(window)
        self._tasks = tasks
        self._annotate = annotate
        self._on_error = on_error
        self._session: Session | None = None
        self._preparer: Preparer | None = None
        self._plan: Plan | None = None
        self._blind: tuple[float, int] | None = None
        self.page = TrainingPage()
        self.desk = TrainingDesk(self.page, tasks, on_error)
        self.teacher: Teacher | None = None
        self.desk.open_article.connect(self._open)
        actions.bind("learn-now", lambda: self.desk.learn(Learner.FAST))
        actions.bind("learn-longer", lambda: self.desk.learn(Learner.SLOW))
        actions.bind("stop-learning", lambda: self.teacher.stop() if self.teacher is not None else None)

    def follow(self, workspace: "Workspace", location: str, session: Session, preparer: Preparer) -> None:
        """Work on another project; the preparer waits for its plan."""
        self._session, self._preparer, self._plan, self._blind = session, preparer, None, None
        self.teacher = Teacher(workspace, location, self._tasks, session.annotator, self)
        self.teacher.taught.connect(self._take_plan)
        self.teacher.taught.connect(self._follow_blindness)
        self.teacher.ordered.connect(self._annotate.reload_queue)
        self.teacher.settings_changed.connect(self._show_again)
        self.teacher.failed.connect(self._on_error)
        self.desk.follow(self.teacher, location, workspace.schema)
        session.saved.connect(self._decided)
        self.teacher.start()

    def leave(self) -> None:
        """No project is open."""
        self.desk.rest()
        if self.teacher is not None:
            self.teacher.close()
            self.teacher.deleteLater()
        self.teacher = self._session = self._preparer = None

    def _take_plan(self, state: Taught) -> None:
        if self._preparer is not None and state.plan != self._plan:
            self._plan = state.plan
            self._preparer.set_plan(state.plan)

    def _follow_blindness(self, state: Taught) -> None:
        """An article that is open and not begun is blind or not by the settings of now, as its set will say."""
        was, self._blind = self._blind, (state.settings.blind_share, state.settings.blind_seed)
        if self._session is not None and was not in (None, self._blind):
            self._session.catch_up()

    def _decided(self, seq: int) -> None:
        """A step is in the store, from which the learners read."""
        self.desk.decisions_changed()
        session = self._session
        if session is None or session.last_act is None or session.annotation_set is None or self.teacher is None:
            return
        if _finishes(session.last_act) and session.annotation_set.seq == seq:
            self.teacher.article_finished(session.annotation_set.article_id)

    def _open(self, article_id: str, span: Span) -> None:
        self._annotate.open_at(ArticleId(article_id), span)
        self.article_wanted.emit()

    def _show_again(self) -> None:
        """What is shown of the suggestions of the open article, and the counts beside it, may have changed."""
        if self._session is not None and self._session.article is not None:
            self._session.reload_suggestions(self._session.article.id)
        self._annotate.reload_queue()


def _finishes(act: Act) -> bool:
    return act.edit_name == "done" and act.way is not Way.UNDONE
