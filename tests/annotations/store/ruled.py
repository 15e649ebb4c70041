"""A project in which Ana and Ben finished articles and differ in what Paris is."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count

from annotations.agreement.adjudicating import ruled
from annotations.agreement.cases import Case, Outcome, Rule
from annotations.importers.base import ImportedArticle
from annotations.model.annotation_set import Status
from annotations.model.ruling import RulingId, Verdict
from annotations.workspace import Workspace
from tests.factories import annotation_set, article, entity, span

TEXTS = [article(f"Ana met Ben in Paris, week {number}.", title=f"Week {number}") for number in range(4)]
AT = datetime(2024, 6, 3, 9, tzinfo=UTC)
_numbers = count(1)


def finished(number: int, annotator: str, paris: str | None):
    """An annotator's set for one of the texts: two people, and Paris under this label or not at all."""
    text = TEXTS[number]
    mentions = [entity("PERSON", span(text, name)) for name in ("Ana", "Ben")]
    if paris is not None:
        mentions.append(entity(paris, span(text, "Paris")))
    return annotation_set(text, *mentions, annotator=annotator, status=Status.DONE)


def fill(workspace: Workspace, record: Callable[..., ImportedArticle]) -> None:
    """Both finish three articles; of the last one only Ana does."""
    for number in range(3):
        workspace.add([record(TEXTS[number], finished(number, "ana", "GPE"), finished(number, "ben", "ORG"))])
    workspace.add([record(TEXTS[3], finished(3, "ana", "GPE"))])


def case_of(workspace: Workspace, number: int = 0) -> Case:
    """What there is to rule on in one of the texts."""
    (case,) = workspace.cases([TEXTS[number].id])
    return case


def settled(case: Case, rule: Rule, adjudicator: str = "nadia") -> Outcome:
    """What comes of ruling on the first dispute of the case."""
    batch = RulingId(f"b{next(_numbers)}")
    return ruled(case, case.disputes()[0], rule, adjudicator=adjudicator, at=AT, batch=batch)


TAKE_BEN = Rule(verdict=Verdict.TAKEN, annotator="ben")
DEFER = Rule(verdict=Verdict.DEFERRED, note="what does the lead say?")
