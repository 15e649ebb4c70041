"""Settings come back as they were; what is not known is left alone, what is damaged is named."""

import sqlite3

import pytest

from annotations.errors import StoreUnavailable
from annotations.model.mention import Kind
from annotations.model.project_settings import Conventions, Hyphenated, Order, Pipeline, ProjectSettings, ScoreCurve
from annotations.workspace import Workspace

EVERYTHING = ProjectSettings(
    conventions=Conventions(title=True, hyphenated=Hyphenated.WHOLE),
    thresholds=(("ORG", 0.5), ("Ç", 0.25)),
    pipelines=(Pipeline(name="mine", location="/somewhere", sha256="0", labels=(("PER", "PERSON"),), groups=("sc",)),),
    order=Order.DOUBT,
    blind_share=0.25,
    blind_seed=3,
    refit_every=0,
    grow_phrases=False,
    calibration=(ScoreCurve(kind=Kind.EVENT, label="MEET", knots=((0.0, 0.1), (1.0, 0.9))),),
)


def test_a_new_project_has_the_defaults(workspace):
    assert workspace.settings == ProjectSettings()


def test_settings_come_back(workspace, location):
    workspace.set_settings(ProjectSettings(order=Order.DATE))
    workspace.set_settings(EVERYTHING)
    assert workspace.settings == EVERYTHING
    workspace.close()
    with Workspace.open(location, read_only=True) as reopened:
        assert reopened.settings == EVERYTHING
        assert reopened.check() == []


def changed(location: str, *statements: str) -> None:
    connection = sqlite3.connect(location)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_what_is_not_known_survives(file_workspace, file_location):
    file_workspace.close()
    changed(file_location, "INSERT INTO project_setting VALUES ('colour', '\"blue\"')")
    with Workspace.open(file_location) as reopened:
        reopened.set_settings(EVERYTHING)
        assert reopened.settings == EVERYTHING
    connection = sqlite3.connect(file_location)
    kept = connection.execute("SELECT json FROM project_setting WHERE key = 'colour'").fetchall()
    connection.close()
    assert kept == [('"blue"',)]


@pytest.mark.parametrize("json", ["{", '"x"', "[1]", "{}", "null"])
@pytest.mark.parametrize("key", ["thresholds", "refit_every", "pipelines"])
def test_what_is_damaged_is_named_and_can_be_replaced(file_workspace, file_location, key, json):
    file_workspace.set_settings(EVERYTHING)
    file_workspace.close()
    if json == "{}" and key != "refit_every":
        json = "[[1]]"
    changed(file_location, f"UPDATE project_setting SET json = '{json}' WHERE key = '{key}'")
    with Workspace.open(file_location) as reopened:
        with pytest.raises(StoreUnavailable, match="it is damaged"):
            reopened.settings  # noqa: B018
        assert [problem.where for problem in reopened.check()] == ["settings"]
        reopened.set_settings(EVERYTHING)
        assert reopened.settings == EVERYTHING
        assert reopened.check() == []
