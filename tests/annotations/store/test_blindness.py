"""Which sets are blind is drawn, written down once, and never changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.editing.edits import AddEntity, MarkDone, RejectSuggestions, Reopen
from annotations.model.ids import ArticleId, MentionId
from annotations.model.project import ADJUDICATED
from annotations.model.project_settings import ProjectSettings
from annotations.store.blindness import is_drawn
from annotations.workspace import Workspace
from tests.factories import RUN, annotation_set, article, edited, entity, span, suggestion

TEXT = article("Ana met Ben.")
OFFERED = [suggestion(entity("PERSON", span(TEXT, name))) for name in ("Ana", "Ben")]
ALL, NONE = ProjectSettings(blind_share=1.0), ProjectSettings()


@pytest.fixture
def project(workspace, record):
    workspace.add([record(TEXT)])
    workspace.save_suggestions(RUN, {TEXT.id: OFFERED})
    return workspace


def begin(workspace: Workspace, annotator: str = "ana") -> None:
    edit = AddEntity(id=MentionId("m1"), span=span(TEXT, "met"), label="ORG")
    workspace.append(*edited(workspace.load_set(TEXT.id, annotator), edit, TEXT))


def test_nothing_is_blind_unless_asked_for(project):
    begin(project)
    assert not project.is_blind(TEXT.id, "ana")
    assert not project.queue("ana")[0].blind


def test_a_set_stays_what_it_was_when_it_began(project, location):
    project.set_settings(ALL)
    assert project.is_blind(TEXT.id, "ana")
    begin(project)
    project.set_settings(NONE)
    assert project.is_blind(TEXT.id, "ana")
    assert not project.is_blind(TEXT.id, "ben")
    begin(project, "ben")
    project.set_settings(ALL)
    assert not project.is_blind(TEXT.id, "ben")
    project.append(*edited(project.load_set(TEXT.id, "ana"), MarkDone(), TEXT))
    project.close()
    with Workspace.open(location) as reopened:
        assert [reopened.is_blind(TEXT.id, name) for name in ("ana", "ben", "cy")] == [True, False, True]
        assert reopened.check() == []


def test_steps_sent_together_begin_a_blind_set_too(project):
    project.set_settings(ALL)
    first = edited(project.load_set(TEXT.id, "ana"), MarkDone(), TEXT)
    project.append_many([first, edited(first[1], Reopen(), TEXT)])
    project.set_settings(NONE)
    assert project.is_blind(TEXT.id, "ana")


def test_rulings_are_never_blind(project):
    project.set_settings(ALL)
    begin(project, ADJUDICATED)
    assert not project.is_blind(TEXT.id, ADJUDICATED)


def test_an_imported_set_is_not_blind(workspace, record):
    workspace.set_settings(ALL)
    workspace.add([record(TEXT, annotation_set(TEXT, entity("PERSON", span(TEXT, "Ana")), annotator="ana"))])
    assert not workspace.is_blind(TEXT.id, "ana")


def test_nothing_is_left_to_decide_of_a_blind_set_until_it_is_done(project):
    def row(annotator: str = "ana") -> tuple[bool, int, int]:
        (found,) = project.queue(annotator)
        return found.blind, found.suggestions, found.undecided

    project.set_settings(ALL)
    assert row() == (True, 2, 0)
    assert project.queue("ana", undecided_only=True) == []
    begin(project)
    assert row() == (True, 2, 0)
    project.append(*edited(project.load_set(TEXT.id, "ana"), MarkDone(), TEXT))
    assert row() == (True, 2, 2)
    assert len(project.queue("ana", undecided_only=True)) == 1
    now = project.load_set(TEXT.id, "ana")
    step, now = edited(now, Reopen(), TEXT)
    project.append(step, now)
    step, now = edited(now, RejectSuggestions((OFFERED[0],)), TEXT)
    project.append(step, now)
    project.append(*edited(now, MarkDone(), TEXT))
    assert row() == (True, 2, 1)


def test_about_the_share_is_drawn_and_another_seed_draws_others():
    ids = [ArticleId(f"a{number}") for number in range(2000)]
    one, other = (
        {id_ for id_ in ids if is_drawn(ProjectSettings(blind_share=0.2, blind_seed=seed), id_, "ana")}
        for seed in (1, 2)
    )
    bens = {id_ for id_ in ids if is_drawn(ProjectSettings(blind_share=0.2, blind_seed=1), id_, "ben")}
    assert 300 < len(one) < 500
    for others in (other, bens):
        assert len(one & others) < 160


@given(
    seed=st.integers(0, 2**40),
    article_id=st.text(min_size=1, max_size=8).map(ArticleId),
    shares=st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted),
)
def test_a_greater_share_keeps_those_that_were_drawn(seed, article_id, shares):
    less, more = (ProjectSettings(blind_share=share, blind_seed=seed) for share in shares)
    assert is_drawn(more, article_id, "ana") or not is_drawn(less, article_id, "ana")
    assert is_drawn(ProjectSettings(blind_share=1.0, blind_seed=seed), article_id, "ana")
