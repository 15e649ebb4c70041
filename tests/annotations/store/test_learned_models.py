"""Verdicts are kept for ever, bytes while they may be wanted; what suggests is checked against its hash."""

import hashlib
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from annotations.errors import StoreUnavailable
from annotations.model.learned import CurvePoint, LearnedModel, Learner, Measure, Verdict
from annotations.model.mention import Kind
from annotations.workspace import Workspace

_MORNING = datetime(2024, 5, 1, 8, tzinfo=UTC)
MEASURE = Measure(f1=0.75, low=0.5, high=1.0)
VERDICT = Verdict(better=True, reason="better", articles=5, new=MEASURE, old=MEASURE, difference=0.1, low=0.05)


def data_of(number: int) -> bytes:
    return b"model" + bytes([0, number])


def model(number: int, *, kind: Kind = Kind.ENTITY, active: bool = False, data: bytes | None = None) -> LearnedModel:
    data = data_of(number) if data is None else data
    return LearnedModel(
        id=f"{kind.value}-{number}",
        kind=kind,
        learner=Learner.FAST,
        number=number,
        at=_MORNING + timedelta(minutes=number),
        active=active,
        trained_on=5 * number,
        seconds=1.5,
        verdict=VERDICT,
        curve=(CurvePoint(articles=5, new=MEASURE, old=MEASURE), CurvePoint(articles=10, new=MEASURE, old=MEASURE)),
        sha256=hashlib.sha256(data).hexdigest() if data else "",
    )


def test_models_come_back_newest_first(workspace):
    first, second = model(1, active=True), model(2)
    workspace.save_model(first, data_of(1), b"said")
    workspace.save_model(second, data_of(2), b"")
    assert workspace.models() == [second, first]
    assert (workspace.model_bytes(first.id), workspace.out_of_fold(first.id)) == (data_of(1), b"said")
    assert workspace.out_of_fold(second.id) == b""
    assert workspace.check() == []


def test_a_verdict_alone_is_kept(workspace):
    refused = LearnedModel(
        id="x",
        kind=Kind.EVENT,
        learner=Learner.SLOW,
        number=1,
        at=_MORNING,
        active=False,
        trained_on=3,
        seconds=0.0,
        verdict=Verdict(better=False, reason="too_few_articles", articles=1),
    )
    workspace.save_model(refused, b"", b"")
    assert workspace.models() == [refused]
    for ask in (lambda: workspace.model_bytes("x"), lambda: workspace.activate_model("x", Kind.EVENT)):
        with pytest.raises(KeyError):
            ask()


def test_bytes_that_are_not_the_models_are_refused(workspace):
    with pytest.raises(ValueError, match="not those it names"):
        workspace.save_model(model(1), data_of(2), b"")
    assert workspace.models() == []


def active(workspace: Workspace, kind: Kind) -> list[int]:
    return [each.number for each in workspace.models() if each.active and each.kind is kind]


def test_at_most_one_of_a_kind_is_active(workspace):
    workspace.save_model(model(1, kind=Kind.EVENT, active=True), data_of(1), b"")
    workspace.save_model(model(1, active=True), data_of(1), b"")
    workspace.save_model(model(2, active=True), data_of(2), b"")
    assert active(workspace, Kind.ENTITY) == [2]
    workspace.activate_model("entity-1", Kind.ENTITY)
    assert active(workspace, Kind.ENTITY) == [1]
    with pytest.raises(KeyError):
        workspace.activate_model("event-1", Kind.ENTITY)
    assert active(workspace, Kind.ENTITY) == [1], "what fails changes nothing"
    workspace.activate_model(None, Kind.ENTITY)
    assert (active(workspace, Kind.ENTITY), active(workspace, Kind.EVENT)) == ([], [1])


def test_bytes_are_kept_of_the_active_one_and_of_the_last_two_others(workspace):
    workspace.save_model(model(1, kind=Kind.EVENT), data_of(1), b"")
    workspace.save_model(model(1, active=True), data_of(1), b"said")
    for number in (2, 3, 4):
        workspace.save_model(model(number), data_of(number), b"said")
    assert [(each.number, bool(each.sha256)) for each in workspace.models() if each.kind is Kind.ENTITY] == [
        (4, True),
        (3, True),
        (2, False),
        (1, True),
    ]
    assert workspace.out_of_fold("entity-2") == b""
    with pytest.raises(KeyError):
        workspace.model_bytes("entity-2")
    workspace.activate_model("entity-3", Kind.ENTITY)
    assert workspace.model_bytes("entity-1") == data_of(1), "it is one of the last two others now"
    workspace.save_model(model(5), data_of(5), b"")
    with pytest.raises(KeyError):
        workspace.model_bytes("entity-1")
    assert workspace.model_bytes("event-1") == data_of(1), "another kind is counted by itself"
    assert workspace.check() == []


def test_the_file_is_written_where_it_is_missing_or_wrong(workspace, tmp_path):
    made = model(1)
    workspace.save_model(made, data_of(1), b"")
    folder = tmp_path / "deep" / "models"
    path = workspace.model_file(made.id, folder)
    assert (path.name, path.read_bytes()) == (f"{made.sha256}.model", data_of(1))
    written = path.stat().st_mtime_ns
    assert workspace.model_file(made.id, folder) == path
    assert path.stat().st_mtime_ns == written, "a right one is left alone"
    path.write_bytes(b"something else")
    assert workspace.model_file(made.id, folder).read_bytes() == data_of(1)
    assert [each.name for each in folder.iterdir()] == [path.name]
    with pytest.raises(KeyError):
        workspace.model_file("nobody", folder)


def test_a_folder_that_cannot_be_written_is_named(workspace, tmp_path):
    workspace.save_model(model(1), data_of(1), b"")
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnavailable) as refused:
        workspace.model_file("entity-1", tmp_path / "file" / "models")
    assert "file" in refused.value.location


def test_damaged_bytes_never_leave_the_project(file_workspace, file_location, tmp_path):
    file_workspace.save_model(model(1, active=True), data_of(1), b"")
    file_workspace.close()
    connection = sqlite3.connect(file_location)
    connection.execute("UPDATE learned_model SET bytes = x'00'")
    connection.commit()
    connection.close()
    with Workspace.open(file_location) as reopened:
        assert [problem.where for problem in reopened.check()] == ["model entity-1"]
        for ask in (lambda: reopened.model_bytes("entity-1"), lambda: reopened.model_file("entity-1", tmp_path / "m")):
            with pytest.raises(StoreUnavailable, match="it is damaged"):
                ask()
    assert not (tmp_path / "m").exists()


@pytest.mark.parametrize("column", ["verdict", "curve", "kind", "at"])
def test_a_damaged_verdict_is_named(file_workspace, file_location, column):
    file_workspace.save_model(model(1), data_of(1), b"")
    file_workspace.close()
    connection = sqlite3.connect(file_location)
    connection.execute(f"UPDATE learned_model SET {column} = '{{'")
    connection.commit()
    connection.close()
    with Workspace.open(file_location) as reopened:
        with pytest.raises(StoreUnavailable, match="it is damaged"):
            reopened.models()
        assert [problem.where for problem in reopened.check()] == ["model entity-1"]
