"""What an adjudicator does to an open project, as whole acts: everything of one is kept, or nothing. No Qt.

Each reads its articles anew, so that what others wrote meanwhile is ruled on as it is, or not at all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict

from annotations.agreement.acts import By
from annotations.agreement.adjudicating import (
    Case,
    Outcome,
    Rule,
    passed,
    ruled,
    ruled_alike,
    ruled_alike_together,
    withdrawn,
)
from annotations.agreement.disputes import Dispute
from annotations.errors import EditRefused
from annotations.model.ids import ArticleId
from annotations.model.mark import Subject
from annotations.model.ruling import RulingId, Verdict
from annotations.model.schema import Schema
from desktop.worklist import PlaceId, place_of

if TYPE_CHECKING:
    # Brings SQLAlchemy with it, which must not be imported before the first paint.
    from annotations.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Acted:
    """What came of an act.

    `disputes` are those of its articles as they are now. `ruled` are the places ruled, `refused` says why others were
    not, `gone` counts those that are no longer what they were. `schema` is there if a guideline was changed with it.
    `withdrawn` says that rulings were taken back. In the articles `unpassed` something that all agree on does not stand
    yet.
    """

    disputes: Mapping[ArticleId, tuple[Dispute, ...]]
    ruled: tuple[PlaceId, ...] = ()
    refused: tuple[EditRefused, ...] = ()
    gone: int = 0
    schema: Schema | None = None
    withdrawn: bool = False
    unpassed: tuple[ArticleId, ...] = ()


def rule_places(
    workspace: "Workspace", model: Dispute, others: Iterable[Dispute], rule: Rule, by: By, draft: Schema | None = None
) -> Acted:
    """Rule a place, and others the same way. `draft` is the schema with the guideline that this is ruled under, if
    it is changed with it: the schema of now but for that.

    Raises StaleSet or StaleSchema if somebody else wrote meanwhile; nothing is kept then.
    """
    shown: dict[ArticleId, list[Dispute]] = {}
    for dispute in (model, *others):
        shown.setdefault(dispute.article, []).append(dispute)
    changed = draft if draft != workspace.schema else None
    work = _Work(model, rule, by)
    for case in workspace.cases(list(shown)):
        # What is ruled with a guideline is ruled under it.
        under = replace(case, schema=replace(changed, version=changed.version + 1)) if changed is not None else case
        work.rule(under, shown[case.article.id])
    if work.outcomes:
        workspace.rule(work.outcomes, changed)
    return Acted(
        disputes=work.disputes,
        ruled=tuple(work.ruled),
        refused=tuple(work.refused),
        gone=work.gone,
        schema=workspace.schema if work.outcomes and changed is not None else None,
    )


def withdraw(workspace: "Workspace", article_ids: Sequence[ArticleId], batch: RulingId, by: By) -> Acted:
    """Take an act back in all its articles. Raises EditRefused where something was ruled since, and StaleSet."""
    outcomes: list[Outcome] = []
    disputes: dict[ArticleId, tuple[Dispute, ...]] = {}
    for case in list(workspace.cases(article_ids)):
        entries = workspace.entries(case.adjudicated.id)
        outcome = withdrawn(case, entries, batch, adjudicator=by.adjudicator, at=by.at)
        outcomes.append(outcome)
        disputes[case.article.id] = _after(case, outcome).disputes()
    workspace.rule(outcomes)
    return Acted(disputes=disputes, withdrawn=any(outcome.rulings for outcome in outcomes))


def pass_agreed(workspace: "Workspace", article_ids: Sequence[ArticleId], by: By) -> Acted:
    """Let what all agree on stand in these articles. Raises StaleSet."""
    outcomes: list[Outcome] = []
    disputes: dict[ArticleId, tuple[Dispute, ...]] = {}
    for case in workspace.cases(article_ids):
        outcome = passed(case, adjudicator=by.adjudicator, at=by.at, batch=by.batch)
        outcomes.append(outcome)
        disputes[case.article.id] = _after(case, outcome).disputes()
    workspace.rule(outcomes)
    return Acted(disputes=disputes)


def read_again(workspace: "Workspace", article_ids: Sequence[ArticleId]) -> Acted:
    """The disputes of these articles as they are now."""
    disputes, unpassed = {}, []
    for case in workspace.cases(article_ids):
        disputes[case.article.id] = case.disputes()
        if case.is_behind():
            unpassed.append(case.article.id)
    return Acted(disputes=disputes, unpassed=tuple(unpassed))


_AS_THEY_ARE = (Verdict.TAKEN, Verdict.BOTH, Verdict.NEITHER)


class _Named(TypedDict):
    """Whose act it is."""

    adjudicator: str
    at: datetime
    batch: RulingId


class _Work:
    """Rules the places of one act article by article."""

    def __init__(self, model: Dispute, rule: Rule, by: By) -> None:
        self._model, self._rule = model, rule
        self._named = _Named(adjudicator=by.adjudicator, at=by.at, batch=by.batch)
        self.outcomes: list[Outcome] = []
        self.disputes: dict[ArticleId, tuple[Dispute, ...]] = {}
        self.ruled: list[PlaceId] = []
        self.refused: list[EditRefused] = []
        self.gone = 0

    def rule(self, case: Case, shown: Sequence[Dispute]) -> None:
        """Rule the places of one article, unless somebody ruled on one since it was shown."""
        now = {each.key: each for each in case.disputes()}
        those = [now[each.key] for each in shown if each.key in now and now[each.key].ruling == each.ruling]
        self.gone += len(shown) - len(those)
        after = self._ruled_together(case, those) or self._ruled_one_by_one(case, those)
        self.disputes[case.article.id] = after.disputes()

    def _ruled_together(self, case: Case, those: Sequence[Dispute]) -> Case | None:
        """All at once, where no place is touched by what is ruled at another; None if that cannot be."""
        apart = self._model.subject is not Subject.ARGUMENT and self._rule.verdict in _AS_THEY_ARE
        if len(those) < 2 or not apart:
            return None
        try:
            outcome = ruled_alike_together(case, those, self._model, self._rule, **self._named)
        except EditRefused:
            return None  # which of them it is about comes out one by one
        self.outcomes.append(outcome)
        self.ruled += map(place_of, those)
        return _after(case, outcome)

    def _ruled_one_by_one(self, case: Case, those: Sequence[Dispute]) -> Case:
        """Each on what the one before left."""
        for each in those:
            dispute = next((now for now in case.disputes() if now.key == each.key), None)
            if dispute is None:
                self.gone += 1
                continue
            try:
                outcome = self._ruled(case, dispute)
            except EditRefused as refusal:
                self.refused.append(refusal)
                continue
            self.outcomes.append(outcome)
            self.ruled.append(place_of(dispute))
            case = _after(case, outcome)
        return case

    def _ruled(self, case: Case, dispute: Dispute) -> Outcome:
        if place_of(dispute) == place_of(self._model):
            return ruled(case, dispute, self._rule, **self._named)
        return ruled_alike(case, dispute, self._model, self._rule, **self._named)


def _after(case: Case, outcome: Outcome) -> Case:
    return replace(case, adjudicated=outcome.after, rulings=(*case.rulings, *outcome.rulings))
