"""Which finished articles are due to be done again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from annotations.editing.edits import MarkDone, Reopen
from annotations.model.project import again_name
from annotations.workspace import Workspace
from tests.factories import article, edited

TEXTS = [article(f"Ana met Ben on day {number}.") for number in range(6)]
THEN = datetime(2024, 5, 6, 9, tzinfo=UTC)
DUE = THEN + timedelta(days=14)


@pytest.fixture
def project(workspace, record):
    workspace.add([record(text) for text in TEXTS])
    return workspace


def step(workspace: Workspace, number: int, edit, annotator: str = "ana", at: datetime = THEN) -> None:
    entry, now = edited(workspace.load_set(TEXTS[number].id, annotator), edit, TEXTS[number])
    workspace.append(replace(entry, at=at), now)


def test_what_was_finished_two_weeks_ago_is_due(project):
    for number in range(4):
        step(project, number, MarkDone(), at=THEN + timedelta(days=number))
    ids = [text.id for text in TEXTS]
    assert project.due_again("ana", DUE - timedelta(seconds=1)) == []
    assert project.due_again("ana", DUE) == [ids[0]]
    assert set(project.due_again("ana", DUE + timedelta(days=9))) == set(ids[:4])
    assert project.due_again("ben", DUE) == []


def test_what_is_not_finished_or_was_done_again_is_not(project):
    for number in range(3):
        step(project, number, MarkDone())
    step(project, 0, Reopen())
    step(project, 1, MarkDone(), again_name("ana"), at=DUE)
    assert project.due_again("ana", DUE) == project.due_again(again_name("ana"), DUE) == [TEXTS[2].id]
    step(project, 1, Reopen(), again_name("ana"), at=DUE)
    assert set(project.due_again("ana", DUE)) == {TEXTS[1].id, TEXTS[2].id}, "begun again is not done again"


def test_the_order_is_drawn_and_stays(project):
    for number in range(6):
        step(project, number, MarkDone())
        step(project, number, MarkDone(), "ben")
    anas = project.due_again("ana", DUE)
    assert anas != project.due_again("ben", DUE)
    step(project, TEXTS.index(next(text for text in TEXTS if text.id == anas[0])), MarkDone(), again_name("ana"), DUE)
    assert project.due_again("ana", DUE) == anas[1:]


def test_what_is_done_again_is_blind(project):
    step(project, 0, MarkDone())
    assert project.is_blind(TEXTS[0].id, again_name("ana"))
    step(project, 0, MarkDone(), again_name("ana"), at=DUE)
    assert [(each.annotator, each.blind) for each in project.set_facts()] == [("ana", False), ("ana (again)", True)]
    assert project.annotator_to_learn_from() == "ana"


def test_steps_of_one_batch_are_one(project):
    step(project, 0, MarkDone())
    for later, edit in enumerate((Reopen(), MarkDone(), Reopen()), start=1):
        entry, now = edited(project.load_set(TEXTS[0].id, "ana"), edit, TEXTS[0])
        at = THEN + timedelta(seconds=5 * later)
        project.append(replace(entry, at=at, batch_id="b1" if later < 3 else None), now)
    id_ = project.load_set(TEXTS[0].id, "ana").id
    assert project.step_times([id_]) == {id_: [THEN + timedelta(seconds=at) for at in (0, 5, 15)]}
