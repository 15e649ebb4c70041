"""Rulings that do not fit what they are about are found."""

import sqlite3

import pytest

from annotations.workspace import Workspace
from tests.annotations.store.ruled import DEFER, TAKE_BEN, case_of, fill, settled


@pytest.fixture
def filled(file_location, file_workspace, record):
    """A closed project with rulings; returns a way to damage it and hear what the check says."""
    fill(file_workspace, record)
    for number, rule in ((0, TAKE_BEN), (0, DEFER), (1, DEFER)):
        file_workspace.rule([settled(case_of(file_workspace, number), rule)])
    assert file_workspace.check() == []
    file_workspace.close()

    def after(statement: str) -> list[str]:
        connection = sqlite3.connect(file_location)
        assert connection.execute(statement).rowcount > 0
        connection.commit()
        connection.close()
        with Workspace.open(file_location, read_only=True) as workspace:
            return [problem.what for problem in workspace.check() if problem.where.startswith("ruling")]

    return after


DAMAGE = {
    "UPDATE ruling SET verdict = 'x' WHERE number = 3": "cannot be read: ruling: 'x' is not a valid Verdict",
    "UPDATE ruling SET versions = '[{}]' WHERE number = 3": "cannot be read: ruling: 'annotator'",
    "UPDATE ruling SET taken = '{' WHERE number = 3": "cannot be read",
    "UPDATE ruling SET text_sha256 = 'x' WHERE number = 3": "was made on another text",
    'UPDATE ruling SET "end" = 999 WHERE number = 3': "lies outside the text: 15..999",
    "UPDATE ruling SET start = 99 WHERE number = 3": "lies outside the text: 99..20",
    "UPDATE ruling SET schema_version = 4 WHERE number = 3": "was made under version 4 of the schema",
    "UPDATE ruling SET versions = replace(versions, 'ben', 'bob') WHERE number = 3": "rests on a set of bob",
    "UPDATE ruling SET step = 3 WHERE number = 3": "belongs to step 3 of the adjudicated set, which has 2",
    "UPDATE ruling SET step = 1 WHERE number = 5": "belongs to step 1 of the adjudicated set, which has 0",
    "UPDATE ruling SET step = 0 WHERE number = 3": "belongs to step 0",
    "UPDATE ruling SET mentions = '[\"m9\"]' WHERE number = 3": "speaks of mention m9, which was never in the",
    "UPDATE ruling SET withdraws = 'r9' WHERE number = 3": "withdraws r9, which is no earlier ruling here",
    "UPDATE ruling SET withdraws = (SELECT id FROM ruling WHERE number = 5) WHERE number = 3": "is no earlier ruling",
}


@pytest.mark.parametrize("statement", DAMAGE)
def test_damage_is_found(filled, statement):
    problems = filled(statement)
    assert len(problems) == 1
    assert DAMAGE[statement] in problems[0]


def test_a_set_whose_log_cannot_be_read_is_not_said_of_the_rulings_too(filled):
    assert filled("UPDATE log_entry SET change = '{' WHERE annotator = 'nadia'") == []


def test_rulings_without_the_set_they_led_to_are_found(filled):
    problems = filled("DELETE FROM annotation_set WHERE annotator = 'adjudicated'")
    assert problems
    assert all("of the adjudicated set, which has 0" in problem for problem in problems)
