"""Adjudicator: the one road by which disagreements are settled, and settled ones opened again.

A key that rules goes on at once; the store follows on its own thread. What it refuses comes back as it was.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from annotations.agreement.acts import By
from annotations.agreement.adjudicating import Rule
from annotations.agreement.disputes import Dispute, State
from annotations.errors import EditRefused, StaleSet
from annotations.model.ids import ArticleId
from annotations.model.ruling import RulingId, Verdict, new_ruling_id
from annotations.model.schema import Schema
from desktop import ruling_acts
from desktop.adjudications import Docket
from desktop.docket_reader import DocketReader
from desktop.ruling_acts import Acted
from desktop.tasks import Tasks
from desktop.worklist import PlaceId, place_of

if TYPE_CHECKING:
    # Brings SQLAlchemy with it, which must not be imported before the first paint.
    from annotations.workspace import Workspace

_PORTION = 10  # articles in which what all agree on passes at a time, so that a ruling need not wait long


@dataclass(frozen=True, slots=True)
class _Act:
    """An act on some places, the one it was made at first; with `guideline` it changes one. `passing` lets stand what
    all agree on; one that `undoes` another takes it back."""

    batch: RulingId
    places: tuple[PlaceId, ...]
    guideline: bool = False
    passing: bool = False
    undoes: "_Act | None" = None

    @property
    def articles(self) -> tuple[ArticleId, ...]:
        return tuple(dict.fromkeys(place.article for place in self.places))


def utc_now() -> datetime:
    """The time that rulings are stamped with."""
    return datetime.now(UTC)


class Adjudicator(DocketReader):
    """`ruled(places)`, `deferred` and `undone(places, guideline stays)` follow an act; `changed` names its articles."""

    ruled = Signal(int)
    deferred = Signal()
    undone = Signal(int, bool)
    saving = Signal()
    saved = Signal()
    refused = Signal(object)  # EditRefused
    gone = Signal()  # others wrote in the article: it is read again
    not_kept = Signal()  # an act came to nothing, for the reason that `failed` tells
    passing = Signal(int, int)  # articles looked through for what all agree on, of so many; 0 of 0 at the end
    schema_changed = Signal(object)
    changed = Signal(object)  # tuple of article ids

    def __init__(self, tasks: Tasks, *, clock: Callable[[], datetime] = utc_now, parent: QObject | None = None) -> None:
        super().__init__(tasks, parent)
        self._clock = clock
        self.same_way = False
        self._take_seat("")

    def _take_seat(self, annotator: str) -> None:
        self.annotator = annotator
        self.picked: Rule | None = None
        self.drafting = False
        self._undo: dict[RulingId, _Act] = {}
        self._waiting = 0
        self._may_pass = self._is_passing = False
        self._passed = 0

    def follow(self, workspace: "Workspace", annotator: str) -> None:
        """Rule in another project, under this name. There is nothing to rule until a docket is taken."""
        self.rest()
        self._begin(workspace)
        self._take_seat(annotator)

    def rest(self) -> None:
        """The project is left."""
        self._errands.close()
        self._begin(None)
        self._take_seat("")
        self.docket_changed.emit()
        self.current_changed.emit()

    def take(self, docket: Docket) -> None:
        """Work through these disputes; what was ruled under this name before can be taken back as well."""
        self._undo = {**_acts_of(docket.disputes, self.annotator), **self._undo}
        super().take(docket)

    # -- ruling -------------------------------------------------------------------------------------------------------

    def go(self, place: PlaceId | None) -> None:
        """Turn to a place; what was picked for another is forgotten."""
        self.picked = None
        super().go(place)

    def pick(self, rule: Rule | None) -> None:
        """Lay a ruling ready, or none."""
        self.picked = rule
        self.current_changed.emit()

    def set_same_way(self, on: bool) -> None:
        """Rule the others of the group with a place, or the place alone."""
        self.same_way, self.picked = on, None
        self.current_changed.emit()

    @property
    def rules_others(self) -> bool:
        """True if a ruling goes for other places as well, so that it is picked first and then confirmed."""
        return self.same_way and bool(self.following())

    def rule(self, rule: Rule, draft: Schema | None = None) -> bool:
        """Rule the place that is looked at, with the others the same way if that is wanted, and go on.

        `draft` is the schema with a guideline that is changed with it. False if nothing could be ruled.
        """
        workspace, model, place = self._workspace, self.current, self.place
        if workspace is None or model is None or place is None or self.work.is_under_way(place):
            return False
        if workspace.read_only:
            self.refused.emit(EditRefused("read-only"))
            return False
        others = self.following() if self.same_way and rule.verdict is not Verdict.DEFERRED else []
        by = self._by()
        act = self._undo[by.batch] = _Act(by.batch, (place, *map(place_of, others)), draft is not None)
        self.drafting = self.drafting or act.guideline
        self.work.begin(act.places)
        onward = (self.work.next_group(place) if others else None) or self.work.onward(place)
        self.go(onward or place)
        went_to = self.place
        self._keep(
            lambda: ruling_acts.rule_places(workspace, model, others, rule, by, draft),
            lambda acted: self._show_ruled(acted, rule, act, went_to),
            act,
        )
        return True

    def undo(self) -> bool:
        """Take the last act under this name back; False if there is none."""
        workspace = self._workspace
        if workspace is None or not self._undo:
            return False
        batch, act = self._undo.popitem()
        by = self._by()
        self._keep(
            lambda: ruling_acts.withdraw(workspace, act.articles, batch, by),
            lambda acted: self._show_undone(act, acted),
            _Act(by.batch, act.places, undoes=act),
        )
        return True

    @property
    def is_idle(self) -> bool:
        """True while nothing waits for the store."""
        return not self._waiting

    @property
    def can_undo(self) -> bool:
        """True if an act can be taken back."""
        return bool(self._undo)

    def pass_agreed(self) -> None:
        """Let what all agree on stand, a few articles at a time, until `stop_passing`."""
        self._may_pass = not self.read_only
        if not self._is_passing:
            self._passed = 0
            self._pass_more()

    def stop_passing(self) -> None:
        """Stop after the articles under way."""
        self._may_pass = False

    def _show_read(self, acted: Acted) -> None:
        super()._show_read(acted)
        if self._may_pass:
            self.pass_agreed()

    def _pass_more(self) -> None:
        workspace, ids = self._workspace, tuple(self._unpassed[:_PORTION])
        if workspace is None or not ids or not self._may_pass:
            if self._is_passing:
                self._is_passing = False
                self.passing.emit(0, 0)
            return
        self._is_passing = True
        self.passing.emit(self._passed, self._passed + len(self._unpassed))
        del self._unpassed[:_PORTION]
        self._passed += len(ids)
        by = self._by()
        act = _Act(by.batch, tuple(PlaceId(id_, "") for id_ in ids), passing=True)
        self._keep(lambda: ruling_acts.pass_agreed(workspace, ids, by), lambda _: self._pass_more(), act)

    def _by(self) -> By:
        return By(adjudicator=self.annotator, at=self._clock(), batch=new_ruling_id())

    # -- what came of it ----------------------------------------------------------------------------------------------

    def _keep(self, work: Callable[[], Acted], show: Callable[[Acted], None], act: _Act) -> None:
        """Do an act on the store thread."""
        self._waiting += 1
        self.saving.emit()

        def done(acted: Acted) -> None:
            self._end(act)
            self._replace(acted)
            self.changed.emit(tuple(acted.disputes))
            show(acted)

        def failed(error: Exception) -> None:
            self._end(act)
            self._fail(error, act)

        self._errands.store(work, done, failed)

    def _end(self, act: _Act) -> None:
        self._waiting -= 1
        self.work.end(act.places)
        if act.guideline:
            self.drafting = False
        if not self._waiting:
            self.saved.emit()

    def _show_ruled(self, acted: Acted, rule: Rule, act: _Act, went_to: PlaceId | None) -> None:
        if acted.schema is not None:
            self.schema_changed.emit(acted.schema)
        if acted.ruled:
            if act.batch in self._undo:
                self._undo[act.batch] = replace(act, places=acted.ruled)
            self._tell(rule, len(acted.ruled))
        else:
            self._undo.pop(act.batch, None)
            self._go_back(act, went_to)
        if acted.gone:
            self.gone.emit()
        if acted.refused:
            self.refused.emit(acted.refused[0])

    def _tell(self, rule: Rule, count: int) -> None:
        if rule.verdict is Verdict.DEFERRED:
            self.deferred.emit()
        else:
            self.ruled.emit(count)

    def _go_back(self, act: _Act, went_to: PlaceId | None) -> None:
        """To the place that could not be ruled, if nobody has gone elsewhere since."""
        if self.place == went_to and self.work.find(act.places[0]) is not None:
            self.go(act.places[0])

    def _show_undone(self, act: _Act, acted: Acted) -> None:
        if self.work.find(act.places[0]) is not None:
            self.go(act.places[0])
        # Nothing is taken back of what could not be kept in the meantime.
        if acted.withdrawn:
            self.undone.emit(len(act.places), act.guideline)

    def _fail(self, error: Exception, act: _Act) -> None:
        self._undo.pop(act.batch, None)
        if act.undoes is not None and not isinstance(error, EditRefused):
            self._undo[act.undoes.batch] = act.undoes  # it stands, and can be taken back another time
        self._is_passing = self._is_passing and not act.passing
        self.current_changed.emit()
        if isinstance(error, EditRefused):
            self.refused.emit(error)
        elif isinstance(error, StaleSet):
            self.read_again(act.articles)
            self.gone.emit()
        else:
            self.failed.emit(error)
            if not act.passing:
                self.not_kept.emit()


def _acts_of(disputes: Iterable[Dispute], adjudicator: str) -> dict[RulingId, _Act]:
    """The acts of somebody that still stand, the oldest first."""
    standing = [
        (each.ruling.at, each.ruling.batch, place_of(each))
        for each in disputes
        if each.state is not State.OPEN and each.ruling is not None and each.ruling.adjudicator == adjudicator
    ]
    places: dict[RulingId, list[PlaceId]] = {}
    for _at, batch, place in sorted(standing, key=lambda each: each[0]):
        places.setdefault(batch, []).append(place)
    return {batch: _Act(batch, tuple(those)) for batch, those in places.items()}
