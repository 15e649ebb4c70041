"""Guidelines change while work goes on: what was done under the old ones stays, and nobody's change is lost."""

from dataclasses import replace

import pytest

from annotations.editing.edits import AddEntity, MarkDone, Reopen
from annotations.errors import StaleSchema, StoreUnavailable
from annotations.model.ids import MentionId
from annotations.model.schema import Schema
from annotations.workspace import Workspace
from tests.annotations.store.ruled import TAKE_BEN, TEXTS, case_of, fill, settled
from tests.factories import edited, small_schema, span


@pytest.fixture
def project(workspace, record):
    fill(workspace, record)
    return workspace


def with_example(schema: Schema, example: str) -> Schema:
    """The schema with an example more in its first label."""
    first, *others = schema.labels
    return replace(schema, labels=(replace(first, examples=(*first.examples, example)), *others))


def versions(project: Workspace) -> dict[tuple[str, str], int]:
    """The version of the schema by article and annotator."""
    return {(each.article_id, each.annotator): each.schema_version for each in project.set_facts()}


def test_a_changed_schema_stands_at_once_and_for_ever(project, location):
    made = project.change_schema(with_example(small_schema(), "[Ana] met Ben."))
    assert made == replace(with_example(small_schema(), "[Ana] met Ben."), version=2)
    assert project.schema == made
    third = project.change_schema(with_example(made, "Ana met [Ben]."))
    assert third.version == 3
    project.close()
    with Workspace.open(location) as reopened:
        assert reopened.schema == third
        assert reopened.check() == []


def test_what_changes_nothing_is_no_version(project):
    assert project.change_schema(small_schema()) == small_schema()
    assert project.schema.version == 1


def test_what_is_edited_from_then_on_is_of_the_new_version(project):
    text = TEXTS[0]
    assert set(versions(project).values()) == {1}
    project.change_schema(with_example(small_schema(), "[Ana] met Ben."))
    for annotator, edit in (("ana", Reopen()), ("cem", MarkDone())):
        project.append(*edited(project.load_set(text.id, annotator), edit, text))
    project.rule([settled(case_of(project, 1), TAKE_BEN)])
    assert versions(project) == {
        (TEXTS[0].id, "ana"): 2,
        (TEXTS[0].id, "ben"): 1,
        (TEXTS[0].id, "cem"): 2,
        (TEXTS[1].id, "adjudicated"): 2,
        (TEXTS[1].id, "ana"): 1,
        (TEXTS[1].id, "ben"): 1,
        (TEXTS[2].id, "ana"): 1,
        (TEXTS[2].id, "ben"): 1,
        (TEXTS[3].id, "ana"): 1,
    }
    assert {each.schema_version for each in project.rulings()} == {2}
    assert project.load_set(text.id, "ana").schema_version == 2
    assert project.load_set(text.id, "nobody").schema_version == 2
    assert project.check() == []


def test_older_work_is_read_under_a_schema_without_its_labels(project):
    schema = small_schema()
    project.change_schema(replace(schema, labels=tuple(each for each in schema.labels if each.code != "PERSON")))
    labels = [each.label for each in project.load_set(TEXTS[0].id, "ana").in_order()]
    assert labels == ["PERSON", "PERSON", "GPE"]
    assert [each.schema_version for each in project.annotated("ana")] == [1] * 4
    assert len(case_of(project).disputes()) > 0
    mark = AddEntity(id=MentionId("m1"), span=span(TEXTS[3], "Paris"), label="ORG")
    step, now = edited(project.load_set(TEXTS[3].id, "ben"), mark, TEXTS[3], project.schema)
    project.append(step, now)
    assert project.check() == []


def test_a_change_made_of_an_older_version_is_refused(project):
    project.change_schema(with_example(small_schema(), "[Ana] met Ben."))
    with pytest.raises(StaleSchema) as stale:
        project.change_schema(with_example(small_schema(), "Ana met [Ben]."))
    assert (stale.value.expected, stale.value.found) == (1, 2)
    assert project.schema.labels[0].examples == ("[Ana] met Ben.",)


@pytest.mark.postgres
def test_whoever_comes_second_sees_what_the_first_made(server_location, record):
    with Workspace.create(server_location, small_schema()) as nadia, Workspace.open(server_location) as marek:
        fill(nadia, record)
        hers = nadia.change_schema(with_example(nadia.schema, "[Ana] met Ben."))
        with pytest.raises(StaleSchema):
            marek.change_schema(with_example(marek.schema, "Ana met [Ben]."))
        assert marek.schema == hers
        both = marek.change_schema(with_example(marek.schema, "Ana met [Ben]."))
        assert (both.version, both.labels[0].examples) == (3, ("[Ana] met Ben.", "Ana met [Ben]."))


def test_nothing_changes_where_one_may_only_read(project, location):
    with Workspace.open(location, read_only=True) as reader:
        with pytest.raises(StoreUnavailable):
            reader.change_schema(with_example(small_schema(), "[Ana] met Ben."))
        assert reader.schema == small_schema()
