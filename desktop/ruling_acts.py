"""What an adjudicator does to an open project, as whole acts: everything of one is kept, or nothing. No Qt.

Each reads its articles anew, so that what others wrote meanwhile is ruled on as it is, or not at all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotations.agreement.acts import By
from annotations.agreement.adjudicating import Case, Outcome, Rule, passed, ruled, ruled_alike, withdrawn
from annotations.agreement.disputes import Dispute
from annotations.errors import EditRefused
from annotations.model.ids import ArticleId
from annotations.model.ruling import RulingId
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
    In the articles `unpassed` something that all agree on does not stand yet.
    """

    disputes: Mapping[ArticleId, tuple[Dispute, ...]]
    ruled: tuple[PlaceId, ...] = ()
    refused: tuple[EditRefused, ...] = ()
    gone: int = 0
    schema: Schema | None = None
    unpassed: tuple[ArticleId, ...] = ()


def rule_places(
    workspace: "Workspace", model: Dispute, others: Iterable[Dispute], rule: Rule, by: By, draft: Schema | None = None
) -> Acted:
    """Rule a place, and others the same way. `draft` is the schema with the guideline that this is ruled under, if
    it is changed with it: the schema of now but for that.

    Raises StaleSet or StaleSchema if somebody else wrote meanwhile; nothing is kept then.
    """
    places: dict[ArticleId, list[PlaceId]] = {}
    for dispute in (model, *others):
        places.setdefault(dispute.article, []).append(place_of(dispute))
    work = _Work(model, rule, by)
    for case in workspace.cases(list(places)):
        # What is ruled with a guideline is ruled under it.
        under = replace(case, schema=replace(draft, version=draft.version + 1)) if draft is not None else case
        work.rule(under, places[case.article.id])
    schema = None
    if work.outcomes:
        schema = workspace.change_schema(draft) if draft is not None else None
        workspace.rule(work.outcomes)
    return Acted(
        disputes=work.disputes,
        ruled=tuple(work.ruled),
        refused=tuple(work.refused),
        gone=work.gone,
        schema=schema,
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
    return Acted(disputes=disputes)


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


class _Work:
    """Rules the places of one act article by article."""

    def __init__(self, model: Dispute, rule: Rule, by: By) -> None:
        self._model, self._rule, self._by = model, rule, by
        self.outcomes: list[Outcome] = []
        self.disputes: dict[ArticleId, tuple[Dispute, ...]] = {}
        self.ruled: list[PlaceId] = []
        self.refused: list[EditRefused] = []
        self.gone = 0

    def rule(self, case: Case, places: Sequence[PlaceId]) -> None:
        """Rule the places of one article, each on what the one before left."""
        disputes = case.disputes()
        for place in places:
            dispute = next((each for each in disputes if each.key == place.key), None)
            if dispute is None:
                self.gone += 1
                continue
            try:
                outcome = self._ruled(case, dispute)
            except EditRefused as refusal:
                self.refused.append(refusal)
                continue
            self.outcomes.append(outcome)
            self.ruled.append(place)
            case = _after(case, outcome)
            disputes = case.disputes()
        self.disputes[case.article.id] = disputes

    def _ruled(self, case: Case, dispute: Dispute) -> Outcome:
        by = self._by
        if place_of(dispute) == place_of(self._model):
            return ruled(case, dispute, self._rule, adjudicator=by.adjudicator, at=by.at, batch=by.batch)
        return ruled_alike(case, dispute, self._model, self._rule, adjudicator=by.adjudicator, at=by.at, batch=by.batch)


def _after(case: Case, outcome: Outcome) -> Case:
    return replace(case, adjudicated=outcome.after, rulings=(*case.rulings, *outcome.rulings))
