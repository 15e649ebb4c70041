from pathlib import Path
from typing import Any

import pytest

from annotations.importers.base import ImportedArticle
from annotations.importers.foreign import TOKENS_REPLACED
from annotations.importers.prodigy import IMPORTER, NO_LABEL, NO_MENTION, NOT_ACCEPTED
from annotations.model.annotation_set import Status
from tests.annotations.importers.foreign_files import filled, only, refused, said, take

TEXT = "😀 Ana met Ben."
TOKENS = [
    {"text": text, "start": start, "end": start + len(text), "id": number, "ws": text != "Ben"}
    for number, (text, start) in enumerate([("😀", 0), ("Ana", 2), ("met", 6), ("Ben", 10), (".", 13)])
]
ANA = {"start": 2, "end": 5, "token_start": 1, "token_end": 1, "label": "PERSON"}
MET = {"start": 6, "end": 9, "token_start": 2, "token_end": 2, "label": "Meeting"}
BEN = {"start": 10, "end": 13, "token_start": 3, "token_end": 3, "label": "PERSON"}


def task(*spans: Any, **more: Any) -> dict[str, Any]:
    return {"text": TEXT, "tokens": TOKENS, "spans": list(spans), **more}


def relation(head: Any, child: Any, label: str) -> dict[str, Any]:
    return {
        "head": head["token_end"],
        "child": child["token_end"],
        "head_span": head,
        "child_span": child,
        "label": label,
    }


def test_spans_and_relations_are_mentions_and_arguments(tmp_path: Path):
    relations = [relation(MET, ANA, "Actor"), relation(MET, BEN, "Actor"), relation(MET, BEN, "Guest")]
    record = only(IMPORTER, tmp_path, task(ANA, MET, BEN, relations=relations, answer="accept"))
    (annotated,) = record.sets
    assert said(TEXT, annotated) == [
        ("entity", "Ana", "PERSON"),
        ("event", "met", "Meeting"),
        ("entity", "Ben", "PERSON"),
    ]
    assert filled(TEXT, annotated) == [("met", "Actor", "Ana"), ("met", "Actor", "Ben"), ("met", "Guest", "Ben")]
    assert (annotated.annotator, annotated.status) == ("imported", Status.DONE)
    assert [token.of(TEXT) for token in record.article.tokens] == ["😀", "Ana", "met", "Ben", "."]


def test_a_label_that_is_an_event_in_one_task_is_one_in_all(tmp_path: Path):
    first, second = take(
        IMPORTER, tmp_path, task(MET), task(ANA, MET, relations=[relation(MET, ANA, "Actor")], text=TEXT + " Yes.")
    )
    assert isinstance(first, ImportedArticle)
    assert isinstance(second, ImportedArticle)
    assert said(TEXT, first.sets[0]) == [("event", "met", "Meeting")]


def test_tokens_say_where_a_span_is_when_no_characters_do(tmp_path: Path):
    spans = [{"token_start": 1, "token_end": 3, "label": "ORG"}]
    assert said(TEXT, only(IMPORTER, tmp_path, task(*spans)).sets[0]) == [("entity", "Ana met Ben", "ORG")]
    far = [{"token_start": 1, "token_end": 5, "label": "ORG"}]
    assert refused(IMPORTER, tmp_path, task(*far)) == "spans[0]: there are no tokens 1 to 5"


def test_relations_without_spans_mean_the_last_tokens(tmp_path: Path):
    relations = [{"head": 2, "child": 3, "label": "Guest"}, {"head": 2, "child": 0, "label": "Smile"}]
    record = only(IMPORTER, tmp_path, task(MET, BEN, relations=relations))
    assert filled(TEXT, record.sets[0]) == [("met", "Guest", "Ben")]
    assert record.changes == {NO_MENTION: 1}


def test_a_span_without_a_label_is_left_out(tmp_path: Path):
    record = only(IMPORTER, tmp_path, task(ANA, {**BEN, "label": ""}, {**MET, "label": None}))
    assert len(record.sets[0].mentions) == 1
    assert record.changes == {NO_LABEL: 2}


@pytest.mark.parametrize("answer", ["reject", "ignore"])
def test_what_was_not_accepted_is_nobodys_set(tmp_path: Path, answer: str):
    record = only(IMPORTER, tmp_path, task(ANA, answer=answer))
    assert record.sets == ()
    assert record.changes == {NOT_ACCEPTED: 1}
    assert only(IMPORTER, tmp_path, task(answer=answer)).changes == {}


def test_accepted_without_spans_means_nothing_was_found(tmp_path: Path):
    (annotated,) = only(IMPORTER, tmp_path, task(answer="accept")).sets
    assert (annotated.mentions, annotated.status) == ((), Status.DONE)
    assert only(IMPORTER, tmp_path, task()).sets == ()


def test_annotators_are_those_of_the_tasks(tmp_path: Path):
    tasks = [task(ANA, _session_id="news-hana"), task(ANA, _annotator_id="omar", _session_id="x"), task(ANA)]
    found = take(IMPORTER, tmp_path, *tasks, annotator="lee")
    assert [each.sets[0].annotator for each in found if isinstance(each, ImportedArticle)] == [
        *("news-hana", "omar", "lee")
    ]


def test_source_data_is_taken_where_it_is_text(tmp_path: Path):
    meta = {"title": "Talks", "source": "Wire", "date": 2024, "score": 0.5}
    found = only(IMPORTER, tmp_path, task(meta=meta)).article.meta
    assert (found.title, found.source, found.date, found.language) == ("Talks", "Wire", "", "en")


def test_tokens_that_do_not_fit_are_found_again(tmp_path: Path):
    record = only(IMPORTER, tmp_path, {"text": TEXT, "tokens": TOKENS[:2], "spans": [ANA]})
    assert record.changes == {TOKENS_REPLACED: 1}
    assert len(record.article.tokens) == 5


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({}, "no text"),
        (task(answer="maybe"), "answer is 'maybe', not accept, reject or ignore"),
        (task({**ANA, "end": 99}), "spans[0]: 2..99 is outside the text, which has 14 characters"),
        (task({**ANA, "text": "Anna"}), "spans[0]: text is not what stands at 2..5"),
        (task({**ANA, "start": "2"}), "spans[0]: start is not a whole number"),
        (task(ANA, tokens=[{"start": 1}]), "tokens[0]: end is not a whole number"),
        (task(ANA, relations=[{"label": "x"}]), "relations[0]: head is not a whole number"),
        (task(ANA, spandesk={"format": "spandesk-beside/9"}), "spandesk: format is 'spandesk-beside/9', not"),
    ],
)
def test_a_broken_task_is_refused_in_one_sentence(tmp_path: Path, record: Any, reason: str):
    assert refused(IMPORTER, tmp_path, record).startswith(reason)


@pytest.mark.parametrize(
    ("head", "is_one"),
    [
        (b'{"text": "a", "_input_hash": 1', True),
        (b'{"text": "a", "tokens": [{"text": "a", "start": 0, "end": 1, "id": 0', True),
        (b'{"text": "a", "spans": [{"start": 0, "end": 1, "label": "X"}]}', True),
        (b'[{"text": "a", "spans": [{"token_start": 0, "token_end": 0', True),
        (b'{"text": "a", "meta": {"_input_hash": 1}}', False),
        (b'{"text": "a", "tokens": ["a"], "ner_tags": ["O"]}', False),
        (b'{"text": "a", "spans": [{"start": 0, "end": 1, "label": "X"}], "events": [{"type": "Y"', False),
    ],
)
def test_tasks_are_known_by_their_keys(head: bytes, is_one: bool):
    assert IMPORTER.recognises(head) is is_one
