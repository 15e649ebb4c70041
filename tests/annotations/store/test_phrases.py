"""The phrase list: what is put there, what is taken off for good, and what grows from what annotators mark."""

import pytest

from annotations.editing.edits import AcceptSuggestions, AddEntity, AddEvent, CorrectSuggestion, RejectSuggestions
from annotations.model.annotation_set import AnnotationSet
from annotations.model.article import Article
from annotations.model.ids import MentionId
from annotations.model.mention import Kind
from annotations.model.project import again_name
from annotations.model.project_settings import Phrase, PhraseSource
from annotations.model.span import Span
from annotations.workspace import Workspace
from tests.factories import RUN, article, edited, entity, span, suggestion

ERBIL = Phrase(text="Erbil", kind=Kind.ENTITY, label="GPE", source=PhraseSource.FILE)
TALKS = Phrase(text="hold talks", kind=Kind.EVENT, label="CONSULT")
GROWN = PhraseSource.ACCEPTED


def test_phrases_come_back_in_one_order(workspace):
    workspace.put_phrases([TALKS, ERBIL, Phrase(text="Ana", kind=Kind.ENTITY, label="GPE")])
    assert [each.text for each in workspace.phrases()] == ["Ana", "Erbil", "hold talks"]
    assert workspace.phrases()[1:] == [ERBIL, TALKS]


def test_a_phrase_is_there_once_whatever_its_case_and_blanks(workspace):
    same = Phrase(text=" erbil ", kind=Kind.ENTITY, label="GPE")
    workspace.put_phrases([ERBIL, same])
    assert workspace.phrases() == [Phrase(text="erbil", kind=Kind.ENTITY, label="GPE")]
    workspace.put_phrases([ERBIL, Phrase(text="Erbil", kind=Kind.ENTITY, label="ORG")])
    assert [(each.text, each.label) for each in workspace.phrases()] == [("Erbil", "GPE"), ("Erbil", "ORG")]


def test_a_removed_phrase_is_gone_until_it_is_put_back(workspace):
    workspace.put_phrases([ERBIL, TALKS])
    workspace.remove_phrases([Phrase(text="ERBIL", kind=Kind.ENTITY, label="GPE")])
    assert workspace.phrases() == [TALKS]
    workspace.put_phrases([ERBIL])
    assert workspace.phrases() == [ERBIL, TALKS]


def test_a_phrase_without_words_is_refused(workspace):
    with pytest.raises(ValueError, match="without words"):
        workspace.put_phrases([ERBIL, Phrase(text=" \n", kind=Kind.ENTITY, label="GPE")])
    assert workspace.phrases() == []


TEXT = article("Hashd struck Erbil 🎯. Hashd fighters struck Erbil again; Ana of the Erbil Council saw Hashd.", id="a1")
OTHER = article("Erbil talks: Hashd met Ana.", id="a2")


def mark(workspace: Workspace, of: Article, annotator: str, *marked: tuple[str, int, str]) -> AnnotationSet:
    now = workspace.load_set(of.id, annotator)
    for surface, nth, label in marked:
        where, id_ = span(of, surface, nth), MentionId(f"m{len(now.mentions)}")
        event = label in ("ASSAULT", "CONSULT")
        edit = AddEvent(id=id_, span=where, label=label) if event else AddEntity(id=id_, span=where, label=label)
        step, now = edited(now, edit, of)
        workspace.append(step, now)
    return now


@pytest.fixture
def project(workspace, record):
    workspace.add([record(TEXT), record(OTHER)])
    return workspace


def test_what_is_marked_twice_grows(project):
    mark(project, TEXT, "ana", ("Hashd", 1, "ORG"), ("Erbil", 1, "GPE"), ("struck", 1, "ASSAULT"))
    mark(project, TEXT, "ben", ("Hashd", 1, "ORG"))
    assert project.grow_phrases(None) == 0, "one place, however many marked it"
    mark(project, OTHER, "ana", ("Hashd", 1, "ORG"), ("Ana", 1, "PERSON"))
    mark(project, TEXT, "ana", ("struck", 2, "ASSAULT"))
    assert project.grow_phrases("ben") == 0
    assert project.grow_phrases("ana") == 1, "names grow, triggers do not"
    assert project.phrases() == [Phrase(text="Hashd", kind=Kind.ENTITY, label="ORG", source=GROWN)]
    assert project.grow_phrases(None) == 0


def test_what_was_done_again_does_not_grow(project):
    hanas = again_name("hana")
    mark(project, TEXT, hanas, ("Hashd", 1, "ORG"), ("Erbil", 1, "GPE"))
    mark(project, OTHER, hanas, ("Hashd", 1, "ORG"), ("Erbil", 1, "GPE"))
    assert project.grow_phrases(None) == project.grow_phrases(hanas) == 0


def test_dates_and_numbers_do_not_grow_and_capitals_of_a_dateline_are_not_how_a_name_is_written(workspace, record):
    text = article("MOSUL - On Monday, 5 May, Mosul fell. Last week and Monday were quiet in Erbil.", id="a3")
    workspace.add([record(text)])
    # No label for dates is on offer here: another one stands in.
    dates = [("Monday", 1, "LAW"), ("Monday", 2, "LAW"), ("5 May", 1, "LAW"), ("Last week", 1, "LAW")]
    mark(workspace, text, "ana", *dates, ("MOSUL", 1, "GPE"), ("Mosul", 1, "GPE"), ("Erbil", 1, "GPE"))
    assert workspace.grow_phrases(None) == 1
    assert [each.text for each in workspace.phrases()] == ["Mosul"]


def test_what_was_removed_does_not_grow_back(project):
    mark(project, TEXT, "ana", ("Hashd", 1, "ORG"), ("Hashd", 2, "ORG"))
    assert project.grow_phrases(None) == 1
    project.remove_phrases(project.phrases())
    assert project.grow_phrases(None) == 0
    assert project.phrases() == []


def test_what_has_two_labels_or_is_part_of_a_longer_name_does_not_grow(project):
    mark(project, TEXT, "ana", ("Hashd", 1, "ORG"), ("Hashd", 2, "ORG"), ("Hashd", 3, "PERSON"))
    mark(project, TEXT, "ana", ("Erbil", 1, "GPE"), ("Erbil", 2, "GPE"), ("Erbil Council", 1, "ORG"))
    assert project.grow_phrases(None) == 0


def test_what_somebody_else_refused_does_not_grow(project):
    refused = suggestion(entity("ORG", span(TEXT, "Hashd", 3)))
    project.save_suggestions(RUN, {TEXT.id: [refused]})
    mark(project, TEXT, "ana", ("Hashd", 1, "ORG"), ("Hashd", 2, "ORG"))
    project.append(*edited(project.load_set(TEXT.id, "ben"), RejectSuggestions((refused,)), TEXT))
    assert project.grow_phrases("ana") == 0


def test_what_was_refused_does_not_grow(project):
    refused = suggestion(entity("ORG", span(TEXT, "Hashd", 3)))
    fine = suggestion(entity("GPE", span(TEXT, "Erbil", 2)))
    moved = suggestion(entity("PERSON", Span(fine.mention.span.start - 7, fine.mention.span.end)))
    project.save_suggestions(RUN, {TEXT.id: [refused, fine, moved]})
    now = mark(project, TEXT, "ana", ("Hashd", 1, "ORG"), ("Hashd", 2, "ORG"), ("Erbil", 1, "GPE"))
    for edit in (
        RejectSuggestions((refused,)),
        AcceptSuggestions((fine,)),
        CorrectSuggestion(suggestion=moved, label="PERSON", span=span(TEXT, "Ana")),
    ):
        step, now = edited(now, edit, TEXT)
        project.append(step, now)
    assert project.grow_phrases(None) == 1
    assert [each.text for each in project.phrases()] == ["Erbil"]
