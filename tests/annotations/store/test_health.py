"""Damage that the database itself does not see is found."""

import sqlite3
from dataclasses import replace

import pytest

from annotations.editing.edits import AcceptSuggestions, MarkDone, RejectSuggestions
from annotations.errors import StoreUnavailable
from annotations.model.cluster import Cluster
from annotations.model.ids import ClusterId
from annotations.model.suggestion import Suggestion
from annotations.workspace import Workspace
from tests.factories import annotation_set, article, edited, entity, event, span, suggestion

TEXT = article("Militias struck a base in Erbil.", title="Strike", id="a1")
MILITIAS = entity("ORG", span(TEXT, "Militias"), id="m1", note="who?", cluster="c1")
STRUCK = event("ASSAULT", span(TEXT, "struck"), ("ACTOR", MILITIAS), id="m2")
NAMED = Cluster(id=ClusterId("c1"), name="The militias")
MADE = replace(annotation_set(TEXT, MILITIAS, STRUCK), clusters={NAMED.id: NAMED})
OFFERED: list[Suggestion] = [
    suggestion(entity("GPE", span(TEXT, "Erbil"))),
    suggestion(entity("ORG", span(TEXT, "base"))),
]


@pytest.fixture
def filled(file_location, file_workspace, record):
    """A closed project with one annotated article; returns a way to damage it and hear what the check says."""
    file_workspace.add([record(TEXT, MADE, suggestions=tuple(OFFERED)), record(article("Second."))])
    now = file_workspace.load_set(TEXT.id, "ana")
    edits = (AcceptSuggestions((OFFERED[0],)), RejectSuggestions((OFFERED[1],)), MarkDone())
    for edit in edits:
        step, now = edited(now, edit, TEXT)
        file_workspace.append(step, now)
    assert file_workspace.check() == []
    file_workspace.close()

    def after(*statements: str) -> list[str]:
        connection = sqlite3.connect(file_location)
        changed = sum(connection.execute(statement).rowcount for statement in statements)
        connection.commit()
        connection.close()
        assert changed >= len(statements)
        with Workspace.open(file_location, read_only=True) as workspace:
            return [problem.what for problem in workspace.check()]

    return after


LOG = "log entry 2 is not as it was written"
ROW = "mention m1 is not what the log says"
CLUSTER = "what is written of cluster c1 is not what the log says"
DAMAGE = {
    "UPDATE article SET text = replace(text, 'E', 'e') WHERE id = 'a1'": "the text is not the one that was imported",
    "UPDATE article SET text = CAST(x'FF' || text AS TEXT)": "the text is not the one that was imported",
    "UPDATE article SET title = 'Streik'": "its title, source data, tokens or regions",
    "UPDATE article SET tokens = x'00000000'": "its title, source data, tokens or regions",
    "UPDATE article SET suggestion_count = 7 WHERE id = 'a1'": "counts 7 suggestions, has 2",
    "UPDATE suggestion SET label = 'LAW'": "its columns and its mention differ",
    "UPDATE suggestion SET mention = '{'": "cannot be read",
    "UPDATE mention SET start = 1 WHERE id = 'm1'": ROW,
    "UPDATE mention SET label = 'OGR' WHERE id = 'm1'": ROW,
    "UPDATE mention SET note = 'whom?' WHERE id = 'm1'": ROW,
    "UPDATE mention SET kind = 'entitx' WHERE id = 'm1'": ROW,
    "UPDATE mention SET start = 99999 WHERE id = 'm1'": ROW,
    "UPDATE mention SET attributes = '{' WHERE id = 'm1'": ROW,
    "UPDATE mention SET note = CAST(x'FFFE' AS TEXT) WHERE id = 'm1'": ROW,
    "DELETE FROM mention WHERE id = 'm1'": ROW,
    "INSERT OR IGNORE INTO mention SELECT set_id, 'm9', kind, start, \"end\", label, parts, attributes, cluster, note,"
    " unsure, origin_by, origin_run, origin_suggestion, origin_score, origin_outcome FROM mention": "mention m9",
    "UPDATE argument SET role = 'PLACE'": "mention m2 is not what the log says",
    "UPDATE argument SET event_id = 'm1'": "mention m1 has arguments, but is no event",
    "DELETE FROM argument": "mention m2 is not what the log says",
    "UPDATE decision SET outcome = 'corrected' WHERE outcome = 'rejected'": "the decision on suggestion",
    "UPDATE decision SET outcome = 'x'": "the decision on suggestion",
    "DELETE FROM decision WHERE outcome = 'rejected'": "the decision on suggestion",
    "UPDATE cluster SET name = 'Malicious'": CLUSTER,
    "UPDATE cluster SET knowledge_base = CAST(x'FFFE' AS TEXT)": CLUSTER,
    "DELETE FROM cluster": CLUSTER,
    "UPDATE cluster SET id = 'c9'": "what is written of cluster c9 is not what the log says",
    "UPDATE log_entry SET change = replace(change, 'Erbil', 'x') || ' ' WHERE seq = 2": LOG,
    "UPDATE log_entry SET change = '{' WHERE seq = 2": "its log cannot be replayed",
    "UPDATE log_entry SET at = replace(at, '2024', '2025') WHERE seq = 2": LOG,
    "UPDATE log_entry SET edit_name = 'x' WHERE seq = 2": LOG,
    "UPDATE log_entry SET hash = 'x' WHERE seq = 2": LOG,
    "DELETE FROM log_entry WHERE seq = 2": "log entry 2 is missing",
    "DELETE FROM log_entry WHERE seq = 4": "stands at entry 4, done; its log at 3, open",
    "UPDATE annotation_set SET seq = 5": "stands at entry 5, done; its log at 4, done",
    "UPDATE annotation_set SET status = 'open'": "stands at entry 4, open; its log at 4, done",
    "UPDATE annotation_set SET done_at = 'x'": "its times of start or end",
    "UPDATE annotation_set SET mention_count = 9": "counts 9 mentions; its log has 3",
    "UPDATE annotation_set SET decided_count = 9": "counts 9 decided suggestions, has 2",
    "UPDATE annotation_set SET annotator = 'bob'": "its annotator or article is not the one it was made for",
}


@pytest.mark.parametrize("statement", DAMAGE)
def test_damage_is_found(filled, statement):
    problems = filled(statement)
    assert any(DAMAGE[statement] in problem for problem in problems), problems


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE mention SET kind = 'x' WHERE id = 'm1'",
        "UPDATE mention SET attributes = '{' WHERE id = 'm1'",
        "UPDATE mention SET note = CAST(x'FFFE' AS TEXT) WHERE id = 'm1'",
        "UPDATE annotation_set SET status = 'x'",
        "UPDATE article SET regions = 'x'",
    ],
)
def test_reading_what_is_damaged_is_refused_in_words(filled, file_location, statement):
    filled(statement)
    with (
        Workspace.open(file_location, read_only=True) as workspace,
        pytest.raises(StoreUnavailable, match="it is damaged"),
    ):
        list(workspace.annotated("ana"))


def test_a_project_without_its_schema_is_refused_in_words(filled, file_location):
    connection = sqlite3.connect(file_location)
    connection.execute("UPDATE schema_version SET json = '{'")
    connection.commit()
    connection.close()
    with pytest.raises(StoreUnavailable, match="it is damaged"):
        Workspace.open(file_location)


def test_a_log_without_its_set_is_found(filled):
    assert "a row belongs to no annotation_set" in filled("DELETE FROM annotation_set")


def test_an_entry_rewritten_with_its_hash_breaks_the_next_one(filled):
    problems = filled("UPDATE log_entry SET edit_name = 'x', hash = 'y' WHERE seq = 2")
    assert "log entry 2 is not as it was written" in problems
    assert "log entry 3 is not as it was written" in problems


def test_a_zeroed_page_is_reported_not_raised(file_location, file_workspace, record):
    file_workspace.add([record(article(f"Text {number}. " * 300)) for number in range(60)])
    file_workspace.close()
    with open(file_location, "r+b") as file:
        file.seek(0, 2)
        file.seek(file.tell() // 2 // 4096 * 4096)
        file.write(bytes(4096 * 8))
    with Workspace.open(file_location, read_only=True) as workspace:
        assert workspace.check()
