"""What readers of a project receive, and how the project behaves when the disk or another thread gets in the way."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from annotations.editing.edits import AddEntity, MarkDone, RejectSuggestions
from annotations.errors import StoreUnavailable
from annotations.importers.base import ImportedArticle
from annotations.model.annotation_set import AnnotationSet, Status
from annotations.model.article import Article
from annotations.model.ids import MentionId, RunId
from annotations.model.suggestion import SuggestionRun
from annotations.workspace import Workspace
from tests.factories import RUN, article, edited, entity, event, small_schema, span, suggestion

TEXTS = [article(f"Militias struck base {number} in Erbil.") for number in range(120)]
EVENTS_RUN = SuggestionRun(id=RunId("events-1"), suggester="events", version="1")


@pytest.fixture
def workspace(tmp_path):
    with Workspace.create(tmp_path / "news.spandesk", small_schema()) as created:
        created.add(ImportedArticle(article=text) for text in TEXTS)
        yield created


def mark(workspace: Workspace, text: Article, annotator: str, *, done: bool = False) -> AnnotationSet:
    now = workspace.load_set(text.id, annotator)
    edit = AddEntity(id=MentionId("m1"), span=span(text, "Erbil"), label="GPE")
    step, now = edited(now, edit, text)
    workspace.append(step, now)
    if done:
        step, now = edited(now, MarkDone(), text)
        workspace.append(step, now)
    return now


def test_one_annotators_articles_in_the_order_of_the_queue(workspace):
    made = [mark(workspace, TEXTS[number], "ana", done=number == 70) for number in (110, 3, 70)]
    mark(workspace, TEXTS[5], "ben")
    read = list(workspace.annotated("ana"))
    assert [one.article for one in read] == [TEXTS[3], TEXTS[70], TEXTS[110]]
    assert [one.sets for one in read] == [(made[1],), (made[2],), (made[0],)]
    assert [one.article for one in workspace.annotated("ana", done_only=True)] == [TEXTS[70]]
    assert all(one.suggestions == () for one in read)


def test_all_sets_of_every_article(workspace):
    ana, ben = mark(workspace, TEXTS[5], "ana", done=True), mark(workspace, TEXTS[5], "ben")
    read = list(workspace.annotated(None))
    assert [one.article for one in read] == TEXTS
    assert read[5].sets == (ana, ben)
    assert read[6].sets == ()
    (done,) = workspace.annotated(None, done_only=True)
    assert done.sets == (ana,)


def test_suggestions_come_with_the_articles_or_as_their_set(workspace):
    text = TEXTS[7]
    militias = suggestion(entity("ORG", span(text, "Militias")))
    gone = suggestion(entity("GPE", span(text, "Erbil")))
    struck = suggestion(
        event("ASSAULT", span(text, "struck"), ("ACTOR", militias.mention), ("PLACE", gone.mention)), run=EVENTS_RUN
    )
    workspace.save_suggestions(RUN, {text.id: [militias]})
    workspace.save_suggestions(EVENTS_RUN, {text.id: [struck], TEXTS[8].id: []})
    made = mark(workspace, text, "ana")
    step, made = edited(made, RejectSuggestions((militias,)), text)
    workspace.append(step, made)
    (one,) = workspace.annotated("ana", with_suggestions=True)
    assert one.sets == (made,)
    alone = replace(struck, mention=struck.mention.with_arguments(struck.mention.arguments[:1]))
    assert one.suggestions == (militias, alone), "a role is filled by what is on offer"
    first, second = workspace.annotated(None, suggestions_as_set=True)
    assert (first.article, second.article) == (text, TEXTS[8])
    (offered,) = first.sets
    assert (offered.annotator, offered.status, offered.seq) == ("suggestions", Status.NEW, 0)
    assert [mention.id for mention in offered.in_order()] == [militias.id, struck.id]
    assert [argument.role for argument in offered.events()[0].arguments] == ["ACTOR"]
    assert second.sets[0].mentions == {}


def test_a_reader_sees_one_moment(workspace):
    reading = workspace.annotated(None)
    first = next(reading)
    writer = threading.Thread(target=mark, args=(workspace, TEXTS[100], "ana"))
    writer.start()
    writer.join()
    rest = list(reading)
    assert [one.article for one in (first, *rest)] == TEXTS
    assert all(one.sets == () for one in rest)
    assert len(list(workspace.annotated("ana"))) == 1


def test_a_reader_may_stop_early(workspace):
    reading = workspace.annotated(None)
    next(reading)
    reading.close()
    mark(workspace, TEXTS[0], "ana")
    workspace.close()
    assert not Path(workspace.location + "-wal").exists()


def test_a_full_disk_is_named_and_loses_nothing(workspace):
    with workspace._database.write() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + 8}")
    kept: list[AnnotationSet] = []

    def fill() -> None:
        for text in TEXTS:
            kept.append(mark(workspace, text, "x" * 500))

    with pytest.raises(StoreUnavailable) as refused:
        fill()
    assert refused.value.why == "the disk is full"
    assert kept, "some room was left"
    assert [workspace.load_set(made.article_id, made.annotator) for made in kept] == kept
    with pytest.raises(StoreUnavailable):
        workspace.add([ImportedArticle(article=article("More text. " * 9999))])
    with workspace._database.write() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    mark(workspace, TEXTS[len(kept)], "x" * 500)
    assert workspace.article_ids() == [text.id for text in TEXTS]
    assert workspace.check() == []


def test_a_schema_version_is_that_of_the_set(workspace):
    mark(workspace, TEXTS[0], "ana")
    (one,) = workspace.annotated("ana")
    assert one.schema_version == small_schema().version == one.sets[0].schema_version
