"""The sample shows what scraped articles look like, and its decisions obey the rules they teach."""

import json
from datetime import UTC, datetime
from difflib import SequenceMatcher
from importlib.resources import files
from pathlib import Path

import pytest

from annotations.agreement.alignment import MATCH, REASONS
from annotations.agreement.choice import Choice
from annotations.agreement.disagreements import Disagreement, disagreements, groups
from annotations.editing.change import with_change
from annotations.editing.decide import decide
from annotations.editing.edits import AddEntity, AddEvent
from annotations.importers import read
from annotations.importers.base import ImportedArticle
from annotations.model.annotation_set import AnnotationSet, Status
from annotations.model.mark import Subject
from annotations.model.mention import EventMention, Kind, Mention, reading_order
from annotations.model.project import AnnotatedArticle, SetFacts
from annotations.model.starters import starter
from desktop.sample import ANALYSTS, ANNOTATOR, SCHEMA
from tests.factories import annotation_set

SAMPLE = Path(str(files("desktop").joinpath("resources", "sample")))
ARTICLES = sorted((SAMPLE / "articles").glob("*.txt"))
SETS = [SAMPLE / "decisions.jsonl", SAMPLE / "analysts.jsonl"]
LINES = [json.loads(line) for path in SETS for line in path.read_text("utf-8").splitlines()]


def imported(path: Path) -> list[ImportedArticle]:
    records = list(read([path]))
    assert all(isinstance(record, ImportedArticle) for record in records)
    return [record for record in records if isinstance(record, ImportedArticle)]


def test_twelve_short_articles_in_three_languages():
    articles = [record.article for record in imported(SAMPLE / "articles")]
    assert [article.meta.language for article in articles] == ["en"] * 10 + ["ar", "ckb"]
    assert all(100 <= len(article.text.split()) <= 450 for article in articles)


@pytest.mark.parametrize(
    ("file", "holds"),
    [
        ("01-ceasefire-talks.txt", "“Both delegations".encode()),
        ("03-dam-security.txt", b"\r\n\r\n"),
        ("04-grain-convoy.txt", b"\xef\xbb\xbfGrain"),
        ("04-grain-convoy.txt", "25\u00a0kg".encode()),
        ("05-teachers-strike.txt", "👩🏽\u200d🏫".encode()),
        ("07-oil-export-row.txt", b"ALSO TODAY"),
        ("09-prisoner-exchange.txt", b"Lakeside Mail\n"),
        ("10-election-observers.txt", b"TT A- A+"),
    ],
)
def test_what_makes_scraped_text_hard_is_there(file: str, holds: bytes):
    assert holds in (SAMPLE / "articles" / file).read_bytes()


def test_two_articles_are_near_duplicates():
    first, second = (path.read_text("utf-8") for path in ARTICLES[:2])
    assert first != second
    assert SequenceMatcher(None, first, second, autojunk=False).ratio() > 0.8


def test_decisions_are_on_the_texts_that_the_articles_give():
    texts = {record.article.meta.file: record.article.text for record in imported(SAMPLE / "articles")}
    for line in LINES:
        assert line["text"] == texts[line["meta"]["file"]]
        for mention in (each for made in line["sets"] for each in made["mentions"]):
            assert line["text"][mention["start"] : mention["end"]] == mention["surface"]


def test_two_sets_are_done_and_three_open():
    sets = [chosen for record in imported(SAMPLE / "decisions.jsonl") for chosen in record.sets]
    assert {chosen.annotator for chosen in sets} == {ANNOTATOR}
    assert sorted(chosen.status for chosen in sets) == [Status.DONE] * 2 + [Status.OPEN] * 3


def test_two_analysts_finished_eight_articles_and_differ_in_every_way():
    records = imported(SAMPLE / "analysts.jsonl")
    assert all([made.annotator for made in record.sets] == list(ANALYSTS) for record in records)
    assert all(made.status is Status.DONE for record in records for made in record.sets)
    assert len(records) == 8
    differ = [each for record in records for each in differences(record)]
    assert {each.subject for each in differ} == set(Subject)
    assert {each.reason for each in differ if each.subject is Subject.SPAN} == set(REASONS) - {MATCH}
    assert any(group.count >= 10 for group in groups(differ)), "one ruling can settle many"


def differences(record: ImportedArticle) -> list[Disagreement]:
    sets = tuple(
        annotation_set(record.article, *each.mentions, annotator=each.annotator, status=each.status)
        for each in record.sets
    )
    facts = {
        each.annotator: SetFacts(
            article_id=each.article_id,
            annotator=each.annotator,
            status=each.status,
            schema_version=1,
            blind=False,
            started_at=datetime(2024, 5, 1, tzinfo=UTC),
        )
        for each in sets
    }
    document = Choice().document(AnnotatedArticle(article=record.article, sets=sets), facts)
    return list(disagreements(document, record.article.text, [ANALYSTS]))


def added(to: AnnotationSet, mention: Mention, record: ImportedArticle) -> AnnotationSet:
    if isinstance(mention, EventMention):
        edit = AddEvent(id=mention.id, span=mention.span, label=mention.label, arguments=mention.arguments)
    else:
        edit = AddEntity(id=mention.id, span=mention.span, label=mention.label)
    return with_change(to, decide(edit, to, starter(SCHEMA), record.article))


@pytest.mark.parametrize(
    ("record", "place"),
    [
        pytest.param(record, place, id=f"{made.annotator} {record.article.meta.file}")
        for path in SETS
        for record in imported(path)
        for place, made in enumerate(record.sets)
    ],
)
def test_an_annotator_could_have_made_every_decision(record: ImportedArticle, place: int):
    mentions = record.sets[place].mentions
    made = annotation_set(record.article)
    for mention in sorted(mentions, key=lambda each: (each.kind is Kind.EVENT, reading_order(each))):
        made = added(made, mention, record)
    assert set(made.mentions.values()) == set(mentions)
    assert made.events()
    assert any(event.arguments for event in made.events())
    starts = {token.start for token in record.article.tokens}
    ends = {token.end for token in record.article.tokens}
    assert all(mention.span.start in starts and mention.span.end in ends for mention in mentions)
