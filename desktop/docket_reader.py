"""DocketReader: the docket of an open project, and the place in it that is looked at."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotations.agreement.adjudicating import Case
from annotations.agreement.disputes import Dispute
from annotations.model.ids import ArticleId
from annotations.model.schema import Schema
from desktop import ruling_acts
from desktop.adjudications import Docket
from desktop.errands import Errands
from desktop.ruling_acts import Acted
from desktop.tasks import Tasks
from desktop.worklist import DocketGroup, Only, Order, PlaceId, Shown, Worklist, place_of

if TYPE_CHECKING:
    # Brings SQLAlchemy with it, which must not be imported before the first paint.
    from annotations.workspace import Workspace


class DocketReader(QObject):
    """Knows no widgets. `docket_changed` follows other disputes or another list of them, `current_changed` all that
    is about the place looked at, `case_read` its article.
    """

    docket_changed = Signal()
    current_changed = Signal()
    case_read = Signal()
    failed = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.hidden = False
        self._begin(None)

    def _begin(self, workspace: "Workspace | None") -> None:
        self._workspace = workspace
        self._errands = Errands(self._tasks)
        self._ruled_since: set[ArticleId] = set()
        self._unpassed: list[ArticleId] = []
        self.docket: Docket | None = None
        self.work = Worklist()
        self.place: PlaceId | None = None
        self.case: Case | None = None

    # -- the docket ---------------------------------------------------------------------------------------------------

    @property
    def read_only(self) -> bool:
        """True if nothing can be ruled."""
        return self._workspace is None or self._workspace.read_only

    @property
    def schema(self) -> Schema | None:
        """The schema with the guidelines of now."""
        return self._workspace.schema if self._workspace is not None else None

    def await_docket(self) -> None:
        """A docket is being made: what is ruled until it is taken is read again then."""
        self._ruled_since.clear()

    def take(self, docket: Docket) -> None:
        """Work through these disputes; the place stays, if it is still disputed."""
        self.docket = docket
        self.work.take(docket.disputes)
        self._unpassed = list(docket.unpassed)
        self.docket_changed.emit()
        self.go(self.place if self.current is not None else self.work.first())
        self.read_again(self._ruled_since)

    def read_again(self, article_ids: Iterable[ArticleId]) -> None:
        """Somebody wrote in these articles."""
        workspace, ids = self._workspace, list(article_ids)
        if workspace is not None and ids:
            self._errands.store(lambda: ruling_acts.read_again(workspace, ids), self._show_read, self.failed.emit)

    def _show_read(self, acted: Acted) -> None:
        self._unpassed += [id_ for id_ in acted.unpassed if id_ not in self._unpassed]
        self._replace(acted)
        if self.case is not None and self.case.article.id in acted.disputes:
            self._open(self.case.article.id)

    def _replace(self, acted: Acted) -> None:
        self._ruled_since.update(acted.disputes)
        self.work.replace(acted.disputes)
        self.docket_changed.emit()
        if self.current is None:
            self.go(self.work.first())
        else:
            self.current_changed.emit()

    # -- the place ----------------------------------------------------------------------------------------------------

    @property
    def current(self) -> Dispute | None:
        """The dispute that is looked at."""
        return self.work.find(self.place)

    @property
    def group(self) -> DocketGroup | None:
        """The group that it belongs to."""
        return self.work.group_of(self.place)

    def go(self, place: PlaceId | None) -> None:
        """Turn to a place, and open its article."""
        self.place = place
        if place is None:
            self.case = None
        elif self.case is None or self.case.article.id != place.article:
            self._open(place.article)
        self.current_changed.emit()

    def go_to_group(self, key: str) -> None:
        """Turn to the first place of a group that waits, unless one of it is looked at."""
        group = self.group
        if group is None or group.key != key:
            self._go_if_any(self.work.first_of(key))

    def go_to(self, article_id: ArticleId, start: int, end: int) -> bool:
        """Turn to the first dispute of an article about these words; False if there is none."""
        about = [each for each in self.work.of_article(article_id) if each.start < end and start < each.end]
        if about:
            self.go(place_of(about[0]))
        return bool(about)

    def next(self) -> None:
        """Turn to the next place that waits."""
        self._go_if_any(self.work.after(self.place))

    def back(self) -> None:
        """Turn to the place before."""
        self._go_if_any(self.work.before(self.place))

    def arrange(self, order: Order | None = None, shown: Shown | None = None) -> None:
        """Work through the docket in another order, or through what is in another state."""
        self.work.arrange(order, shown)
        self._turn_to_listed()

    def narrow(self, only: Only | None) -> None:
        """Work through some places only, or through all again (None)."""
        self.work.narrow(only)
        self._turn_to_listed()

    def set_hidden(self, hidden: bool) -> None:
        """Hide who said what, or show it."""
        self.hidden = hidden
        self.current_changed.emit()

    def annotators(self, article_id: ArticleId) -> tuple[str, ...]:
        """Who is compared in an article, in the order of their digits.

        While names are hidden the order is one by which nobody can be told.
        """
        names = {name for dispute in self.work.of_article(article_id) for name in dispute.versions}
        if not self.hidden:
            return tuple(sorted(names))
        return tuple(sorted(names, key=lambda name: hashlib.sha256(f"{article_id}\n{name}".encode()).digest()))

    def following(self) -> list[Dispute]:
        """The other open places that can be ruled as this one is."""
        model = self.current
        if model is None:
            return []
        return [
            each
            for each in self.work.about_same_words(model)
            if each.alike == model.alike
            and Shown.OPEN.takes(each.state)
            and place_of(each) != self.place
            and not self.work.is_under_way(place_of(each))
        ]

    def _turn_to_listed(self) -> None:
        """Stay where one is if that is listed, else begin with what is."""
        self.docket_changed.emit()
        self.go(self.place if self.work.lists(self.place) else self.work.first())

    def _go_if_any(self, place: PlaceId | None) -> None:
        if place is not None:
            self.go(place)

    def _open(self, article_id: ArticleId) -> None:
        workspace = self._workspace
        if workspace is not None:
            self._errands.store(lambda: list(workspace.cases([article_id])), self._show_case, self.failed.emit)

    def _show_case(self, cases: Sequence[Case]) -> None:
        for case in cases:
            if self.place is not None and case.article.id == self.place.article:
                self.case = case
                self.case_read.emit()
