"""A step is kept whole or not at all, and the rows always say what the log says."""

import itertools
import threading
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.editing.change import with_change
from annotations.editing.decide import decide
from annotations.editing.edits import (
    AcceptSuggestions,
    AddEntity,
    AddEvent,
    CorrectSuggestion,
    DeleteMention,
    Edit,
    FillRole,
    Link,
    MarkDone,
    MoveBoundary,
    NameCluster,
    RejectSuggestions,
    Relabel,
    Reopen,
    SetNote,
    Unlink,
)
from annotations.editing.history import History
from annotations.errors import EditRefused, StaleSet, StoreUnavailable
from annotations.importers.base import ImportedArticle
from annotations.model.annotation_set import AnnotationSet, Status
from annotations.model.ids import ClusterId, MentionId
from annotations.workspace import Workspace
from tests.factories import RUN, article, edited, entity, entry, event, small_schema, span, suggestion

TEXT = article("Militias struck a coalition base in Erbil 🎯 before Ana met Ben in Paris.")
MILITIAS = entity("ORG", span(TEXT, "Militias"))
OFFERED = [
    suggestion(MILITIAS, score=0.5),
    suggestion(entity("PERSON", span(TEXT, "Ana"))),
    suggestion(entity("PERSON", span(TEXT, "Ben"))),
]
OFFERED.append(suggestion(event("CONSULT", span(TEXT, "met"), ("ACTOR", OFFERED[1].mention))))


@pytest.fixture
def project(workspace, record):
    workspace.add([record(TEXT, suggestions=tuple(OFFERED))])
    return workspace


def test_kept_steps_come_back(project, location):
    first, one = edited(
        project.load_set(TEXT.id, "ana"), AddEntity(id=MentionId("m1"), span=MILITIAS.span, label="ORG"), TEXT
    )
    second, two = edited(
        one, AddEvent(id=MentionId("m2"), span=span(TEXT, "struck"), label="ASSAULT", arguments=()), TEXT
    )
    third, three = edited(two, FillRole(MentionId("m2"), "ACTOR", MentionId("m1")), TEXT)
    for step in ((first, one), (second, two), (third, three)):
        project.append(*step)
    project.close()
    with Workspace.open(location) as reopened:
        assert reopened.load_set(TEXT.id, "ana") == three
        assert reopened.entries(three.id) == [first, second, third]
        assert reopened.load_set(TEXT.id, "ben").status is Status.NEW
        assert reopened.check() == []


def test_a_second_writer_is_told_where_the_set_stands(project):
    empty = project.load_set(TEXT.id, "ana")
    project.append(*edited(empty, AddEntity(id=MentionId("m1"), span=MILITIAS.span, label="ORG"), TEXT))
    with pytest.raises(StaleSet) as stale:
        project.append(*edited(empty, AddEntity(id=MentionId("m2"), span=MILITIAS.span, label="GPE"), TEXT))
    assert (stale.value.expected, stale.value.found) == (0, 1)
    assert list(project.load_set(TEXT.id, "ana").mentions) == ["m1"]
    assert project.check() == []


def test_a_step_that_skips_one_is_refused(project):
    empty = project.load_set(TEXT.id, "ana")
    _, one = edited(empty, AddEntity(id=MentionId("m1"), span=MILITIAS.span, label="ORG"), TEXT)
    with pytest.raises(StaleSet):
        project.append(*edited(one, DeleteMention(MentionId("m1")), TEXT))
    assert project.entries(empty.id) == []


def test_many_steps_are_kept_together_or_not_at_all(project, record):
    other = article("Ben met Ana in Rome.")
    project.add([record(other)])
    step = edited(
        project.load_set(TEXT.id, "ana"), AddEntity(id=MentionId("m1"), span=MILITIAS.span, label="ORG"), TEXT
    )
    stale = edited(
        AnnotationSet(id=project.load_set(other.id, "ana").id, article_id=other.id, annotator="ana", seq=4),
        AddEntity(id=MentionId("m2"), span=span(other, "Rome"), label="GPE"),
        other,
    )
    with pytest.raises(StaleSet):
        project.append_many([step, stale])
    assert project.entries(step[0].set_id) == []
    project.append_many([step, edited(step[1], MarkDone(), TEXT)])
    assert project.load_set(TEXT.id, "ana").status is Status.DONE
    assert project.check() == []


def test_a_set_is_counted_as_it_stands(project):
    now = project.load_set(TEXT.id, "ana")
    for edit in (AcceptSuggestions(tuple(OFFERED[:2])), RejectSuggestions((OFFERED[2],)), MarkDone()):
        step, now = edited(now, edit, TEXT)
        project.append(step, now)
    (row,) = project.queue("ana")
    assert (row.status, row.mentions, row.suggestions, row.undecided) == ("done", 2, 4, 1)
    (row,) = project.queue("ben")
    assert (row.status, row.mentions, row.undecided) == ("new", 0, 4)
    (summary,) = project.set_summaries()
    assert (summary.annotator, summary.articles, summary.done, summary.mentions) == ("ana", 1, 1, 2)


def test_racing_writers_lose_nothing(project, record):
    """Each of four threads adds its own mentions to one set, reading again after each refusal."""
    wide = article(" ".join(f"word{number}" for number in range(40)))
    project.add([record(wide)])
    kept: list[str] = []

    def write(worker: int) -> None:
        for number in range(worker, 40, 4):
            edit = AddEntity(id=MentionId(f"m{number:02}"), span=wide.tokens[number], label="ORG")
            while True:
                try:
                    project.append(*edited(project.load_set(wide.id, "ana"), edit, wide))
                except StaleSet:
                    continue
                kept.append(edit.id)
                break

    threads = [threading.Thread(target=write, args=(worker,)) for worker in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(project.load_set(wide.id, "ana").mentions) == sorted(kept) == [f"m{n:02}" for n in range(40)]
    assert project.check() == []


def test_a_step_sent_twice_is_kept_once(project):
    steps = [edited(project.load_set(TEXT.id, "ana"), MarkDone(), TEXT)]
    steps.append(edited(steps[0][1], Reopen(), TEXT))
    for step in (*steps, *steps):
        project.append(*step)
    project.append_many(steps)
    assert project.entries(steps[0][0].set_id) == [step for step, _ in steps]
    assert project.check() == []


@pytest.mark.postgres
def test_desks_on_a_server_lose_nothing(server_location):
    """Like the race above, but each writer has a connection of its own, as on as many machines."""
    wide = article(" ".join(f"word{number}" for number in range(40)))
    project = Workspace.create(server_location, small_schema())
    project.add([ImportedArticle(article=wide)])
    refused: list[int] = []
    start = threading.Barrier(4)

    def write(worker: int) -> None:
        with Workspace.open(server_location) as desk:
            start.wait()
            for number in range(worker, 40, 4):
                edit = AddEntity(id=MentionId(f"m{number:02}"), span=wide.tokens[number], label="ORG")
                while True:
                    try:
                        desk.append(*edited(desk.load_set(wide.id, "ana"), edit, wide))
                        break
                    except StaleSet as stale:
                        refused.append(stale.found)

    threads = [threading.Thread(target=write, args=(worker,)) for worker in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(project.load_set(wide.id, "ana").mentions) == [f"m{number:02}" for number in range(40)]
    assert refused, "they did meet"
    assert project.check() == []
    project.close()


# -- whatever an annotator does, rows == fold(log) --------------------------------------------------------------------

NUMBERS = st.integers(0, 9)
INTENTS = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from(["entity", "event", "delete", "relabel", "fill", "note", "move", "link", "unlink", "name"]),
            NUMBERS,
            NUMBERS,
        ),
        st.tuples(st.sampled_from(["accept", "correct", "reject"]), NUMBERS, NUMBERS),
        st.tuples(st.sampled_from(["undo", "redo", "done", "reopen", "restart", "suggest again"]), NUMBERS, NUMBERS),
    ),
    max_size=25,
)
LABELS = ["PERSON", "ORG", "GPE", "LAW"]
EVENTS = ["ASSAULT", "CONSULT", "PROTEST"]
ROLES = ["ACTOR", "RECIPIENT", "PLACE", "INSTRUMENT", "CAUSE"]
_names = itertools.count(1)


def as_edit(intent: str, one: int, other: int, now: AnnotationSet) -> Edit | None:
    mentions = now.in_order()
    some = mentions[one % len(mentions)].id if mentions else MentionId("none")
    another = mentions[other % len(mentions)].id if mentions else MentionId("none")
    id_ = MentionId(f"m{now.seq}")
    offered = OFFERED[one % len(OFFERED)]
    edits: dict[str, Edit] = {
        "entity": AddEntity(id=id_, span=TEXT.tokens[one], label=LABELS[other % 4]),
        "event": AddEvent(id=id_, span=TEXT.tokens[one], label=EVENTS[other % 3]),
        "delete": DeleteMention(some),
        "relabel": Relabel(some, (LABELS + EVENTS)[other % 7]),
        "fill": FillRole(some, ROLES[other % 5], another),
        "move": MoveBoundary(some, TEXT.tokens[other]),
        "link": Link(some, another, ClusterId(f"c{now.seq}")),
        "unlink": Unlink(some),
        "name": NameCluster(ClusterId(f"c{one}"), "Ana" if other % 2 else "", "Q1" if other % 3 else ""),
        "note": SetNote(some, f"note {other} 🎯"),
        "accept": AcceptSuggestions((offered,)),
        "correct": CorrectSuggestion(suggestion=offered, span=TEXT.tokens[other]),
        "reject": RejectSuggestions((offered,)),
        "done": MarkDone(),
        "reopen": Reopen(),
    }
    return edits.get(intent)


class Desk:
    """One annotator at work, who may close and reopen the project at any time."""

    def __init__(self, workspace: Workspace, location: str, annotator: str) -> None:
        self.workspace, self.location = workspace, location
        self.now = workspace.load_set(TEXT.id, annotator)
        self.history = History()

    def do(self, intent: str, one: int, other: int) -> None:
        state = self.history.state
        if intent == "restart":
            self.workspace.close()
            self.workspace = Workspace.open(self.location)
            assert self.workspace.load_set(TEXT.id, self.now.annotator) == self.now
            self.history = History(self.workspace.entries(self.now.id))
        elif intent == "suggest again":
            self.workspace.save_suggestions(RUN, {TEXT.id: OFFERED[: one % 4]})
        elif intent in ("undo", "redo"):
            last = state.undo if intent == "undo" else state.redo
            for change, seq in last.inversion() if last is not None else ():
                self.keep(change, intent, seq)
        else:
            edit = as_edit(intent, one, other, self.now)
            assert edit is not None
            try:
                self.keep(decide(edit, self.now, small_schema(), TEXT), edit.name, None)
            except EditRefused:
                return

    def keep(self, change, name: str, undoes: int | None) -> None:
        step = entry(self.now, change, name=name, undoes=undoes)
        self.now = with_change(self.now, change)
        self.history.append(step)
        self.workspace.append(step, self.now)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(intents=INTENTS)
def test_rows_are_the_fold_of_the_log(file_location, record, intents):
    try:
        workspace = Workspace.open(file_location)
    except StoreUnavailable:
        workspace = Workspace.create(file_location, small_schema())
        workspace.add([record(TEXT, suggestions=tuple(OFFERED))])
    desk = Desk(workspace, file_location, f"annotator {next(_names)}")
    try:
        for intent in intents:
            desk.do(*intent)
        stored = desk.workspace.load_set(TEXT.id, desk.now.annotator)
        folded = desk.workspace.load_set(TEXT.id, f"nobody {desk.now.annotator}")
        for step in desk.workspace.entries(desk.now.id):
            folded = with_change(folded, step.change)
        assert stored == desk.now
        assert (folded.mentions, folded.decisions) == (stored.mentions, stored.decisions)
        assert folded.clusters == stored.clusters
        assert (folded.status, folded.seq) == (stored.status, stored.seq)
        assert desk.workspace.check() == []
    finally:
        desk.workspace.close()


def test_times_are_kept_to_the_microsecond(project):
    empty = project.load_set(TEXT.id, "ana")
    change = decide(MarkDone(), empty, small_schema(), TEXT)
    step = entry(empty, change, name="done")
    at = datetime(2024, 2, 29, 23, 59, 59, 123456, tzinfo=UTC)
    step = type(step)(set_id=step.set_id, seq=1, annotator="ana", at=at, edit_name="done", change=change, batch_id="b1")
    project.append(step, with_change(empty, change))
    assert project.entries(empty.id) == [step]
