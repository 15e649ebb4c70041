"""The ledger over the whole project, and the evidence that learners are given."""

import threading
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from annotations.editing.edits import (
    AcceptSuggestions,
    AddEntity,
    CorrectSuggestion,
    DeleteMention,
    Edit,
    MarkDone,
    RejectSuggestions,
)
from annotations.model.annotation_set import AnnotationSet
from annotations.model.article import Article
from annotations.model.ids import MentionId, RunId
from annotations.model.mention import Kind
from annotations.model.project import ADJUDICATED
from annotations.model.project_settings import ProjectSettings
from annotations.model.suggestion import Suggestion, SuggestionRun
from annotations.suggesters.article_text import ArticleText
from annotations.suggesters.learning.examples import Example, Marked
from annotations.workspace import Workspace
from tests.factories import RUN, article, edited, entity, event, span, suggestion

TEXT = article("Ana met Ben in Paris on Monday.")
OTHER = article("Ben left Paris.")
NEXT_RUN = SuggestionRun(id=RunId("run-2"), suggester="entities", version="2")
EVENTS_RUN = SuggestionRun(id=RunId("events-1"), suggester="events", version="1")
ANA, BEN, PARIS = (
    suggestion(entity(label, span(TEXT, surface)))
    for label, surface in (("PERSON", "Ana"), ("PERSON", "Ben"), ("GPE", "Paris"))
)
MET = suggestion(event("CONSULT", span(TEXT, "met")), run=EVENTS_RUN)
MONDAY = AddEntity(id=MentionId("m1"), span=span(TEXT, "Monday"), label="ORG")


def again(said: Suggestion) -> Suggestion:
    return replace(said, run=NEXT_RUN)


@pytest.fixture
def project(workspace, record):
    workspace.add([record(TEXT), record(OTHER)])
    workspace.save_suggestions(RUN, {TEXT.id: [ANA, BEN, PARIS], OTHER.id: []})
    workspace.save_suggestions(EVENTS_RUN, {TEXT.id: [MET]})
    return workspace


def annotate(workspace: Workspace, annotator: str, *edits: Edit, of: Article = TEXT) -> AnnotationSet:
    """Like `edited`, but at the time it is: what was suggested later was not seen."""
    now = workspace.load_set(of.id, annotator)
    for edit in edits:
        step, now = edited(now, edit, of)
        workspace.append(replace(step, at=datetime.now(UTC)), now)
    return now


def told(workspace: Workspace, annotator: str | None = "ana") -> list[tuple[str, str, str]]:
    assert workspace.check() == []
    return [(each.surface, each.fated.value, each.run) for each in workspace.fates(annotator)]


def test_the_fates_of_one_annotator_or_of_all(project):
    annotate(project, "ana", AcceptSuggestions((ANA,)), MONDAY, MarkDone())
    annotate(project, "ben", RejectSuggestions((MET,)))
    annotate(project, ADJUDICATED, RejectSuggestions((ANA,)))
    anas = [
        ("Ana", "accepted", "run-1"),
        ("Ben", "left", "run-1"),
        ("Paris", "left", "run-1"),
        ("met", "left", "events-1"),
        ("Monday", "missed", "run-1"),
    ]
    assert sorted(told(project)) == sorted(anas)
    assert told(project, "ben") == [("met", "rejected", "events-1")]
    assert sorted(told(project, None)) == sorted([*anas, ("met", "rejected", "events-1")])
    assert {each.annotator for each in project.fates()} == {"ana", "ben"}
    assert told(project, ADJUDICATED) == [("Ana", "rejected", "run-1")]
    assert told(project, "nobody") == []


def test_a_suggester_that_found_nothing_has_missed_it(project):
    annotate(
        project, "ana", AddEntity(id=MentionId("m1"), span=span(OTHER, "Paris"), label="GPE"), MarkDone(), of=OTHER
    )
    assert told(project) == [("Paris", "missed", "run-1")]


def test_decisions_are_remembered_for_ever_under_the_run_that_said_them_first(project):
    annotate(project, "ana", AcceptSuggestions((ANA,)), RejectSuggestions((BEN,)))
    project.save_suggestions(NEXT_RUN, {TEXT.id: [again(ANA), again(PARIS)]})
    annotate(project, "ana", AcceptSuggestions((again(PARIS),)), DeleteMention(MentionId(ANA.id)))
    for number in (3, 4):
        project.save_suggestions(replace(NEXT_RUN, id=RunId(f"run-{number}"), version=str(number)), {TEXT.id: []})
    assert told(project) == [
        ("Ana", "rejected", "run-1"),
        ("Ben", "rejected", "run-1"),
        ("Paris", "accepted", "run-2"),
    ]


def test_what_was_said_only_later_was_neither_left_nor_seen(project):
    annotate(project, "ana", RejectSuggestions((MET, BEN, PARIS)), MONDAY, MarkDone())
    monday = suggestion(entity("ORG", span(TEXT, "Monday")), run=NEXT_RUN)
    project.save_suggestions(NEXT_RUN, {TEXT.id: [again(ANA), monday]})
    assert [fated for _, fated, _ in told(project)] == ["rejected"] * 3


def test_what_is_hidden_was_not_left(project):
    project.save_suggestions(RUN, {TEXT.id: [replace(ANA, score=0.1), replace(BEN, score=0.9)]})
    project.set_settings(ProjectSettings(thresholds=(("PERSON", 0.5),)))
    annotate(project, "ana", AcceptSuggestions((MET,)), MarkDone())
    assert sorted(told(project)) == [("Ben", "left", "run-1"), ("met", "accepted", "events-1")]


def test_whoever_is_blind_leaves_nothing(project):
    project.set_settings(ProjectSettings(blind_share=1.0))
    annotate(project, "ana", MONDAY, MarkDone())
    assert told(project) == [("Monday", "missed", "run-1")]


def test_many_articles_are_told_of_at_one_moment(workspace, record):
    texts = [article(f"Ana came {number} times.") for number in range(120)]
    workspace.add([record(text) for text in texts])
    ana = suggestion(entity("PERSON", span(texts[0], "Ana")))
    workspace.save_suggestions(RUN, {text.id: [ana] for text in texts})
    for text in texts[:-1]:
        annotate(workspace, "ana", RejectSuggestions((ana,)), of=text)
    reading = workspace.fates()
    first = next(reading)
    late = threading.Thread(
        target=annotate, args=(workspace, "ana", AcceptSuggestions((ana,))), kwargs={"of": texts[-1]}
    )
    late.start()
    late.join()
    assert [each.article_id for each in (first, *reading)] == [text.id for text in texts[:-1]]
    assert len(list(workspace.fates())) == 120


def marked(label: str, surface: str, kind: Kind = Kind.ENTITY) -> Marked:
    return Marked(kind=kind, span=span(TEXT, surface), label=label)


def test_examples_hold_what_was_marked_and_what_was_refused(project):
    now = annotate(
        project,
        "ana",
        AcceptSuggestions((ANA,)),
        RejectSuggestions((MET, BEN)),
        CorrectSuggestion(suggestion=PARIS, label="ORG"),
    )
    annotate(project, "ben", RejectSuggestions((ANA,)))
    project.save_suggestions(NEXT_RUN, {TEXT.id: [again(BEN)]})
    begun = Example(
        article=ArticleText.of(TEXT),
        marked=(marked("PERSON", "Ana"), marked("ORG", "Paris")),
        rejected=(marked("CONSULT", "met", Kind.EVENT), marked("PERSON", "Ben")),
    )
    assert list(project.examples("ana")) == [begun]
    by_hand = AddEntity(id=MentionId("m2"), span=BEN.mention.span, label="PERSON")
    assert annotate(project, "ana", by_hand, MarkDone()).seq == now.seq + 2
    annotate(project, "ana", AddEntity(id=MentionId("m1"), span=span(OTHER, "Paris"), label="GPE"), of=OTHER)
    first, second = project.examples("ana")
    assert first.marked == (marked("PERSON", "Ana"), marked("PERSON", "Ben"), marked("ORG", "Paris"))
    assert first.rejected == (marked("CONSULT", "met", Kind.EVENT),), "what is marked all the same is not refused"
    assert (first.complete, second.complete) == (True, False)
    assert list(project.examples("nobody")) == []


def test_whom_to_learn_from(project):
    assert project.annotator_to_learn_from() is None
    annotate(project, "cy", MONDAY)
    annotate(project, "ben", MONDAY)
    assert project.annotator_to_learn_from() == "ben", "as good as the other, and first by name"
    annotate(project, "cy", MarkDone())
    assert project.annotator_to_learn_from() == "cy"
    annotate(project, ADJUDICATED, MONDAY)
    assert project.annotator_to_learn_from() == "cy", "no ruling is finished yet"
    annotate(project, ADJUDICATED, MarkDone())
    assert project.annotator_to_learn_from() == ADJUDICATED
