"""In a blind article no suggestion reaches the session: neither when it opens nor when new ones come."""

from dataclasses import replace

import pytest

from annotations.editing.edits import AddEntity
from annotations.model.ids import MentionId
from annotations.workspace import Workspace
from desktop.session import Session
from desktop.tasks import Tasks
from tests.desktop.played import IDS, TEXTS, offered, project_at
from tests.factories import RUN, span


@pytest.fixture
def workspace(tmp_path):
    with Workspace.open(project_at(tmp_path / "desk.spandesk")) as workspace:
        yield workspace


@pytest.fixture
def session(workspace, qapp):
    tasks = Tasks()
    yield Session(workspace, tasks, "ana")
    tasks.close()


def opened(session, qtbot, share):
    session.workspace.set_settings(replace(session.workspace.settings, blind_share=share))
    with qtbot.waitSignal(session.opened):
        session.open(IDS[0])
    return session


def test_a_blind_article_opens_without_its_suggestions(session, qtbot):
    opened(session, qtbot, 1.0)
    assert (session.blind, session.suggestions, session.pending) == (True, (), [])
    opened(session, qtbot, 0.0)
    assert (session.blind, len(session.pending)) == (False, 3)


def test_suggestions_that_come_later_stay_hidden_too(session, workspace, qtbot):
    opened(session, qtbot, 1.0)
    workspace.save_suggestions(RUN, {IDS[0]: offered(TEXTS[0])[:1]})
    with qtbot.assertNotEmitted(session.changed, wait=100):
        session.reload_suggestions(IDS[0])
    assert session.suggestions == ()


def test_a_set_that_was_begun_stays_as_it_was(session, qtbot):
    opened(session, qtbot, 1.0)
    with qtbot.waitSignal(session.saved):
        session.apply(AddEntity(id=MentionId("m1"), span=span(TEXTS[0], "Ana"), label="PERSON"))
    session.catch_up()
    opened(session, qtbot, 0.0)
    assert session.blind


def test_marking_by_hand_what_would_have_been_suggested_is_no_acceptance(session, qtbot):
    opened(session, qtbot, 1.0)
    with qtbot.waitSignal(session.saved):
        session.apply(AddEntity(id=MentionId("m1"), span=span(TEXTS[0], "Ana"), label="PERSON"))
    assert not session.annotation_set.decisions
