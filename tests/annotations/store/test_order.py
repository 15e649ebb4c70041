"""The queue follows an order that was worked out; what is finished keeps its place."""

import pytest

from annotations.editing.edits import MarkDone, RejectSuggestions
from annotations.model.ids import RunId
from annotations.model.project import OrderFacts
from annotations.model.project_settings import ProjectSettings
from annotations.model.suggestion import SuggestionRun
from annotations.workspace import Workspace
from tests.factories import RUN, article, edited, entity, span, suggestion

TEXTS = [
    article(f"Text {number} about Ana and Ben.", date=f"2024-05-0{number + 1}", source="Wire") for number in range(5)
]
IDS = [text.id for text in TEXTS]
EVENTS_RUN = SuggestionRun(id=RunId("events-1"), suggester="events", version="1")


@pytest.fixture
def project(workspace, record):
    workspace.add([record(text) for text in TEXTS])
    return workspace


def queued(workspace: Workspace) -> list[tuple[int, str]]:
    return [(IDS.index(row.article_id), row.reason) for row in workspace.queue("ana")]


def finish(workspace: Workspace, number: int, annotator: str = "ana") -> None:
    workspace.append(*edited(workspace.load_set(IDS[number], annotator), MarkDone(), TEXTS[number]))


def test_without_an_order_the_queue_is_as_imported(project):
    assert queued(project) == [(number, "") for number in range(5)]


def test_ranked_articles_come_first_with_their_reasons(project):
    project.save_order([(IDS[3], "doubtful"), (IDS[1], "less so")])
    assert queued(project) == [(3, "doubtful"), (1, "less so"), (0, ""), (2, ""), (4, "")]
    assert [row.article_id for row in project.queue("ana", search="text")] == [IDS[at] for at in (3, 1, 0, 2, 4)]
    assert project.article_ids() == IDS, "what is written out keeps the order of import"
    project.save_order([(IDS[4], "")])
    assert [at for at, _ in queued(project)] == [4, 0, 1, 2, 3], "an order takes the place of the one before it"
    project.clear_order()
    assert queued(project) == [(number, "") for number in range(5)]
    assert project.check() == []


def test_what_is_finished_keeps_its_place(project):
    project.save_order([(IDS[at], f"first {at}") for at in (3, 1, 4)])
    finish(project, 1, "ben")
    finish(project, 3)
    finish(project, 0)
    project.save_order([(IDS[at], f"then {at}") for at in (2, 4)])
    assert queued(project) == [(3, "first 3"), (1, "first 1"), (2, "then 2"), (4, "then 4"), (0, "")]
    project.save_order([(IDS[at], "all") for at in range(5)])
    assert [at for at, _ in queued(project)] == list(range(5)), "unless it is named"


def test_articles_are_prepared_in_that_order(project):
    project.save_order([(IDS[at], "") for at in (3, 1, 4)])
    wanted = [IDS[at] for at in (3, 1, 4, 0, 2)]
    assert project.unprepared((RUN.id,), 10) == wanted
    assert project.unprepared((RUN.id,), 4, IDS[4]) == [*wanted[2:], wanted[0]]
    project.save_suggestions(RUN, {IDS[1]: [], IDS[0]: []})
    assert project.unprepared((RUN.id,), 10, IDS[1]) == [IDS[4], IDS[2], IDS[3]]


def test_what_an_order_is_worked_out_from(project):
    text = TEXTS[1]
    ana = suggestion(entity("PERSON", span(text, "Ana")), score=0.25)
    ben = suggestion(entity("PERSON", span(text, "Ben")), score=0.75)
    unscored, low = (
        suggestion(entity("ORG", span(text, "Text"))),
        suggestion(entity("GPE", span(text, "about")), score=0.1),
    )
    project.save_suggestions(RUN, {text.id: [ben, low, ana, unscored]})
    project.set_settings(ProjectSettings(thresholds=(("GPE", 0.5),)))
    project.append(*edited(project.load_set(text.id, "ben"), RejectSuggestions((ana, low)), text))
    finish(project, 0)
    facts = project.order_facts("ana")
    assert [each.article_id for each in facts] == IDS
    assert facts[1] == OrderFacts(
        article_id=text.id, date="2024-05-02", source="Wire", status="new", scores=(0.25, 0.75), sample=text.text
    )
    assert [each.status for each in facts] == ["done", "new", "new", "new", "new"]
    assert [each.scores for each in project.order_facts("ben")] == [(), (0.75,), (), (), ()]


def test_the_sample_is_the_beginning_of_the_text(workspace, record):
    long = article("🎯" * 3000)
    workspace.add([record(long)])
    assert workspace.order_facts("ana")[0].sample == "🎯" * 2000


def test_what_comes_next_follows_the_order(project):
    project.save_order([(IDS[at], "") for at in (3, 1, 4)])
    assert project.upcoming(IDS[1], 3) == [IDS[at] for at in (1, 4, 0)]
    assert project.upcoming(IDS[0], 9) == [IDS[at] for at in (0, 2)]
    assert project.upcoming(None, 2) == [IDS[at] for at in (3, 1)]


def test_what_anybody_has_finished_does_not_come_next(project):
    finish(project, 1, "ben")
    finish(project, 3)
    assert project.upcoming(IDS[1], 9) == [IDS[2], IDS[4]]
    assert project.upcoming(None, 2) == [IDS[0], IDS[2]]


def test_of_what_comes_next_those_that_lack_a_run_can_be_asked_for(project):
    project.save_suggestions(RUN, {IDS[0]: [], IDS[2]: []})
    assert project.upcoming(None, 3, lacking=(RUN.id,)) == [IDS[1]]
    project.save_suggestions(EVENTS_RUN, {IDS[2]: []})
    assert project.upcoming(None, 3, lacking=(RUN.id, EVENTS_RUN.id)) == [IDS[0], IDS[1]]
