"""The one road for changes: shown at once, kept in order, undone across restarts, never lost when keeping fails."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from annotations.editing.acceptance import with_fillers
from annotations.editing.edits import AcceptSuggestions, AddEntity, AddEvent, DeleteMention, FillRole, MarkDone, Relabel
from annotations.errors import EditRefused, StoreUnavailable
from annotations.importers.base import ImportedArticle
from annotations.model.annotation_set import Status
from annotations.model.ids import MentionId
from annotations.model.mention import Argument, Outcome
from annotations.workspace import Workspace
from desktop.keeping import Saving
from desktop.session import Session
from desktop.tasks import Tasks
from tests.factories import article, entity, event, small_schema, span, suggestion

TEXT = "Militias struck bases of the coalition in Anbar. Sudani met Romanowski."
NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def tasks(qapp) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.close()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    location = tmp_path / "desk.spandesk"
    with Workspace.create(location, small_schema()) as workspace:
        workspace.add([ImportedArticle(article=article(TEXT), file="a.txt")])
    return location


class Desk:
    """A session on a project file, opened and closed like the window does."""

    def __init__(self, location: Path, tasks: Tasks, qtbot) -> None:
        self.workspace = Workspace.open(location)
        self.session = Session(self.workspace, tasks, "ana", clock=lambda: NOON)
        self.qtbot = qtbot
        self.refusals: list[EditRefused] = []
        self.session.refused.connect(self.refusals.append)
        with qtbot.waitSignal(self.session.opened):
            self.session.open(self.workspace.article_ids()[0])

    def apply(self, edit):
        with self.qtbot.waitSignal(self.session.saved):
            change = self.session.apply(edit)
        assert change is not None
        return change

    def close(self) -> None:
        self.workspace.close()


@pytest.fixture
def desk(project: Path, tasks: Tasks, qtbot) -> Iterator[Desk]:
    desk = Desk(project, tasks, qtbot)
    yield desk
    desk.close()


def mark(label: str, surface: str, id_: str) -> AddEntity:
    return AddEntity(id=MentionId(id_), span=span(TEXT, surface), label=label)


def test_an_edit_is_shown_at_once_and_kept_soon_after(desk, qtbot):
    changes = []
    desk.session.changed.connect(changes.append)
    change = desk.session.apply(mark("ORG", "Militias", "m1"))
    assert changes == [change]
    assert desk.session.saving is Saving.SAVING
    assert desk.session.annotation_set.mentions[MentionId("m1")].label == "ORG"
    qtbot.waitUntil(lambda: desk.session.saving is Saving.SAVED)
    stored = desk.workspace.load_set(desk.session.article.id, "ana")
    assert stored == desk.session.annotation_set
    assert desk.session.saved_at == NOON


def test_a_refused_edit_changes_nothing_and_says_why(desk):
    before = desk.session.annotation_set
    assert desk.session.apply(Relabel(MentionId("nobody"), "ORG")) is None
    assert [refusal.reason for refusal in desk.refusals] == ["no-such-mention"]
    assert desk.session.annotation_set is before


def test_undo_and_redo_go_on_after_a_restart(project, tasks, qtbot):
    desk = Desk(project, tasks, qtbot)
    desk.apply(mark("ORG", "Militias", "m1"))
    desk.apply(Relabel(MentionId("m1"), "PERSON"))
    relabelled = desk.session.annotation_set.mentions
    desk.close()

    desk = Desk(project, tasks, qtbot)
    assert desk.session.annotation_set.mentions == relabelled
    with qtbot.waitSignal(desk.session.saved):
        desk.session.undo()
    assert desk.session.annotation_set.mentions[MentionId("m1")].label == "ORG"
    with qtbot.waitSignal(desk.session.saved):
        desk.session.undo()
    assert not desk.session.annotation_set.mentions
    desk.close()

    desk = Desk(project, tasks, qtbot)
    for _ in range(2):
        with qtbot.waitSignal(desk.session.saved):
            desk.session.redo()
    assert desk.session.annotation_set.mentions == relabelled
    assert desk.session.history.redo is None
    assert desk.workspace.check() == []
    desk.close()


def store_suggestions(desk: Desk, *suggestions) -> None:
    desk.workspace.save_suggestions(suggestions[0].run, {desk.session.article.id: list(suggestions)})
    with desk.qtbot.waitSignal(desk.session.changed):
        desk.session.reload_suggestions(desk.session.article.id)


def test_a_suggested_event_is_accepted_whole_and_given_back_by_one_undo(desk, qtbot):
    actor = suggestion(entity("ORG", span(TEXT, "Militias")))
    strike = suggestion(event("ASSAULT", span(TEXT, "struck"), ("ACTOR", actor.mention)))
    store_suggestions(desk, actor, strike)
    assert [each.id for each in desk.session.pending] == [actor.id, strike.id]
    with qtbot.waitSignal(desk.session.saved):
        desk.session.apply(AcceptSuggestions(with_fillers([strike], desk.session.pending_by_id)))
    (entity_mention,), (event_mention,) = (desk.session.annotation_set.entities(), desk.session.annotation_set.events())
    assert event_mention.arguments == (Argument("ACTOR", entity_mention.id),)
    assert desk.session.pending == []
    with qtbot.waitSignal(desk.session.saved):
        desk.session.undo()
    assert [each.id for each in desk.session.pending] == [actor.id, strike.id]


def test_marking_by_hand_what_is_suggested_counts_as_accepting(desk):
    offered = suggestion(entity("ORG", span(TEXT, "Militias")), score=0.8)
    store_suggestions(desk, offered)
    desk.apply(mark("ORG", "Militias", "mine"))
    (made,) = desk.session.annotation_set.entities()
    assert made.origin.suggestion == offered.id
    assert made.origin.score == 0.8
    assert desk.session.annotation_set.decisions[offered.id].outcome is Outcome.ACCEPTED


def test_marking_by_hand_with_another_label_counts_as_correcting(desk, qtbot):
    offered = suggestion(entity("ORG", span(TEXT, "Militias")))
    store_suggestions(desk, offered)
    desk.apply(mark("PERSON", "Militias", "mine"))
    (made,) = desk.session.annotation_set.entities()
    assert (made.label, made.origin.suggestion, made.origin.outcome) == ("PERSON", offered.id, Outcome.CORRECTED)
    (row,) = desk.workspace.queue("ana")
    assert row.undecided == 0
    with qtbot.waitSignal(desk.session.saved):
        desk.session.undo()
    assert [each.id for each in desk.session.pending] == [offered.id]


def test_deleting_a_filler_empties_the_role(desk):
    desk.apply(mark("ORG", "Militias", "m1"))
    desk.apply(AddEvent(id=MentionId("e1"), span=span(TEXT, "struck"), label="ASSAULT"))
    desk.apply(FillRole(MentionId("e1"), "ACTOR", MentionId("m1")))
    desk.apply(DeleteMention(MentionId("m1")))
    (left,) = desk.session.annotation_set.events()
    assert left.arguments == ()


def test_a_finished_article_refuses_edits_until_undo(desk, qtbot):
    desk.apply(MarkDone())
    assert desk.session.done
    assert desk.session.apply(mark("ORG", "Militias", "m1")) is None
    assert desk.refusals[-1].reason == "set-done"
    with qtbot.waitSignal(desk.session.saved):
        desk.session.undo()
    assert desk.session.annotation_set.status is Status.NEW


class FullDisk:
    """A workspace whose disk is full until it is told otherwise."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.full = True

    def append_many(self, steps) -> None:
        if self.full:
            raise StoreUnavailable("desk.spandesk", "the disk is full")
        self._workspace.append_many(steps)

    def __getattr__(self, name: str):
        return getattr(self._workspace, name)


def test_what_the_disk_refuses_stays_in_memory_until_it_is_saved(desk, qtbot):
    disk = FullDisk(desk.workspace)
    desk.session.workspace = disk
    with qtbot.waitSignal(desk.session.save_failed) as failed:
        desk.session.apply(mark("ORG", "Militias", "m1"))
        desk.session.apply(mark("PERSON", "Sudani", "m2"))
    assert isinstance(failed.args[0], StoreUnavailable)
    assert desk.session.unsaved == 2
    assert desk.session.apply(mark("PERSON", "Romanowski", "m3")) is None
    assert desk.refusals[-1].reason == "not-saved"

    disk.full = False
    desk.session.retry()
    qtbot.waitUntil(lambda: desk.session.saving is Saving.SAVED)
    assert desk.session.unsaved == 0
    assert desk.workspace.load_set(desk.session.article.id, "ana") == desk.session.annotation_set
    assert desk.workspace.check() == []


def test_the_article_asked_for_last_is_the_one_shown(desk, tmp_path, qtbot):
    desk.workspace.add([ImportedArticle(article=article(f"Text number {n} here.")) for n in range(3)])
    _first, second, third, fourth = desk.workspace.article_ids()
    shown = []
    desk.session.opened.connect(lambda: shown.append(desk.session.article.id))
    for id_ in (second, third, fourth):
        desk.session.open(id_)
    qtbot.waitUntil(lambda: bool(shown))
    assert shown == [fourth]


def test_read_only_refuses_with_a_sentence(project, tasks, qtbot):
    workspace = Workspace.open(project, read_only=True)
    session = Session(workspace, tasks, "ana")
    refusals = []
    session.refused.connect(refusals.append)
    with qtbot.waitSignal(session.opened):
        session.open(workspace.article_ids()[0])
    assert session.apply(mark("ORG", "Militias", "m1")) is None
    assert [refusal.reason for refusal in refusals] == ["read-only"]
    workspace.close()


def test_answers_after_the_project_was_left_are_for_nobody(project, tasks, qtbot):
    desk = Desk(project, tasks, qtbot)
    desk.session.apply(mark("ORG", "Militias", "m1"))
    desk.session.open(desk.session.article.id)
    desk.session.reload_suggestions(desk.session.article.id)
    desk.session.close()
    desk.session.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    done: list[object] = []
    tasks.store(lambda: None, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert len(desk.workspace.load_set(desk.workspace.article_ids()[0], "ana").mentions) == 1
    desk.close()


def test_what_waits_for_saving_is_forgotten_when_saving_fails(desk, qtbot):
    disk = FullDisk(desk.workspace)
    desk.session.workspace = disk
    acts: list[str] = []
    desk.session.apply(mark("ORG", "Militias", "m1"))
    desk.session.when_saved(lambda: acts.append("left"))
    qtbot.waitUntil(lambda: desk.session.saving is Saving.FAILED)
    disk.full = False
    desk.session.retry()
    qtbot.waitUntil(lambda: desk.session.saving is Saving.SAVED)
    assert acts == []
    desk.session.when_saved(lambda: acts.append("left"))
    assert acts == ["left"]


def test_a_failure_that_comes_after_giving_up_is_not_one(desk, qtbot):
    desk.session.workspace = FullDisk(desk.workspace)
    desk.session.apply(mark("ORG", "Militias", "m1"))
    with qtbot.waitSignal(desk.session.opened):
        desk.session.discard_and_reload()
        assert desk.session.undo() is None
    assert desk.session.saving is Saving.SAVED
    assert desk.session.unsaved == 0
    assert not desk.session.annotation_set.mentions
