"""Where the selected articles are in the training data: a menu of the article list, and the same as actions."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from annotations.model.ids import ArticleId
from annotations.model.split import Part, Pinning
from desktop import chrome
from desktop.action_set import ActionSet
from desktop.errands import Errands
from desktop.exports import pins_of_near_duplicates
from desktop.messages import Message
from desktop.models.counting import counted
from desktop.models.pin_words import act_in_words, with_family
from desktop.pages.annotate import AnnotatePage
from desktop.projects import Projects
from desktop.tasks import Job, Lane, OnError, Tasks

if TYPE_CHECKING:
    # Brings SQLAlchemy with it, which must not be imported before the first paint.
    from annotations.workspace import Workspace
    from exporters.split_warnings import Findings

Pins = dict[ArticleId, str]


class ArticlePins(QObject):
    """Pins articles to train, dev or test, and takes pins off. `said(Message)` tells of it and offers the way back."""

    said = Signal(object)

    def __init__(
        self, page: AnnotatePage, projects: Projects, tasks: Tasks, actions: ActionSet, on_error: OnError
    ) -> None:
        super().__init__(page)
        self._page, self._projects, self._tasks, self._on_error = page, projects, tasks, on_error
        self._errands = Errands(tasks)
        self._job: Job | None = None
        projects.opened.connect(lambda _: self._follow())
        projects.closed.connect(self._leave)
        page.queue.menu_wanted.connect(self._open_list_menu)
        actions.bind("pin", self._open_menu)
        actions.bind("unpin", partial(self._pin_selected, None))
        for part in Part:
            actions.bind(f"pin-{part}", partial(self._pin_selected, part))

    def _follow(self) -> None:
        self._errands = Errands(self._tasks)

    def _leave(self) -> None:
        self._errands.close()
        self._forget_job()

    # -- the menu -----------------------------------------------------------------------------------------------------

    def _open_list_menu(self, place: QPoint) -> None:
        articles = self._page.queue.selected()
        menu = self._menu()
        menu.aboutToHide.connect(self._page.queue.menu_closed)
        if len(articles) == 1:
            menu.addAction(self.tr("&Open")).triggered.connect(partial(self._page.open_article, articles[0]))
        self._fill(menu.addMenu(self._heading(articles)), articles)
        menu.popup(place)

    def _open_menu(self) -> None:
        """The choices alone, by key: on the list, or over the text where the list is folded away."""
        articles, canvas = self._page.queue.selected(), self._page.canvas
        menu = self._menu()
        menu.addAction(self._heading(articles)).setEnabled(False)
        self._fill(menu, articles)
        place = self._page.queue.place_of_menu()
        menu.popup(place if place is not None else canvas.mapToGlobal(canvas.rect().center()))

    def _menu(self) -> QMenu:
        menu = QMenu(self._page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _heading(self, articles: Sequence[ArticleId]) -> str:
        words = self.tr("In training data, {0} articles").format(chrome.number(len(articles)))
        return words if len(articles) > 1 else self.tr("In training data")

    def _fill(self, menu: QMenu, articles: Sequence[ArticleId]) -> None:
        """The sides, that on which all these articles are pinned being checked."""
        rows = map(self._page.queue.model.row, articles)
        pinned = {row.pinned for row in rows if row is not None}
        workspace, sides = self._projects.workspace, QActionGroup(menu)
        choices = (
            (Part.TRAIN, self.tr("&Train")),
            (Part.DEV, self.tr("&Dev")),
            (Part.TEST, self.tr("Te&st")),
            (None, self.tr("&Wherever the split puts it")),
        )
        for part, words in choices:
            # What is chosen here is done to the articles that the menu was opened on.
            row = sides.addAction(menu.addAction(words))
            row.setObjectName(f"pin-{part}" if part is not None else "unpin")
            row.setCheckable(True)
            row.setChecked(pinned == {part or ""})
            row.setEnabled(workspace is not None and not workspace.read_only)
            row.triggered.connect(partial(self._pin, articles, part))

    # -- the act ------------------------------------------------------------------------------------------------------

    def _pin_selected(self, part: Part | None) -> None:
        self._pin(self._page.queue.selected(), part)

    def _pin(self, articles: Sequence[ArticleId], part: Part | None, _checked: bool = False) -> None:
        workspace = self._projects.workspace
        if workspace is None or not articles:
            return
        self._forget_job()

        def done(answer: tuple[Pinning, Pins]) -> None:
            pinning, pins = answer
            self._page.queue.set_pins(pins)
            words = act_in_words(part, articles, pinning.before, self._page.title_of)
            message = Message(words, undo=partial(self._undo, workspace, pinning) if pinning.before else None)
            self.said.emit(message)
            self._look_for_family(articles, message)

        self._errands.store(lambda: (workspace.pin(articles, part), _pins(workspace)), done, self._on_error)

    def _undo(self, workspace: "Workspace", pinning: Pinning) -> None:
        if workspace is not self._projects.workspace:
            return
        self._forget_job()

        def done(answer: tuple[int, Pins]) -> None:
            back, pins = answer
            self._page.queue.set_pins(pins)
            words, kept = self.tr("Put back as it was."), len(pinning.before) - back
            if kept:
                one, more = (
                    "1 article that was pinned otherwise since stays.",
                    "{0} that were pinned otherwise since stay.",
                )
                words = counted(kept, one, more)
            self.said.emit(Message(words))

        self._errands.store(lambda: (workspace.undo_pin(pinning), _pins(workspace)), done, self._on_error)

    # -- near-duplicates ----------------------------------------------------------------------------------------------

    def _look_for_family(self, articles: Sequence[ArticleId], message: Message) -> None:
        """Which articles must be on the same side takes reading them all: it is told when it is known."""

        def tell(value: "int | Findings") -> None:
            if not isinstance(value, int):
                self._job = None
                words = with_family(message.text, value, self._page.title_of)
                if words != message.text:
                    self.said.emit(Message(words, undo=message.undo))

        where = (self._projects.location, tuple(articles))
        self._job = self._tasks.compute(
            Lane.FILES, pins_of_near_duplicates, where, on_value=tell, on_done=lambda: None, on_error=self._on_error
        )

    def _forget_job(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None


def _pins(workspace: "Workspace") -> Pins:
    """Who is pinned where, by everybody."""
    return {id_: each.part.value for id_, each in workspace.split_of().items() if each.pinned}
