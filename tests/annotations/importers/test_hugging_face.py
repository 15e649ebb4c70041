import json
from pathlib import Path
from typing import Any

import pytest

from annotations.importers import read
from annotations.importers.base import ImportedArticle
from annotations.importers.hugging_face import IMPORTER
from tests.annotations.importers.foreign_files import filled, only, refused, said

TEXT = "😀 Ana Ruiz met Ben."
WORDS = ["😀", "Ana", "Ruiz", "met", "Ben", "."]
SPANS = [
    {"start": 2, "end": 10, "label": "PERSON"},
    {"start": 11, "end": 14, "label": "Meeting"},
    {"start": 15, "end": 18, "label": "PERSON"},
]
EVENT = {"type": "Meeting", "trigger": 1, "arguments": [{"role": "Actor", "span": 0}, {"role": "Guest", "span": 2}]}


def row(**more: Any) -> dict[str, Any]:
    return {"id": "7", "text": TEXT, "tokens": WORDS, **more}


def test_spans_and_events_point_at_one_another(tmp_path: Path):
    record = only(IMPORTER, tmp_path, row(spans=SPANS, events=[EVENT], title="Talks"))
    (annotated,) = record.sets
    assert said(TEXT, annotated)[1] == ("event", "met", "Meeting")
    assert filled(TEXT, annotated) == [("met", "Actor", "Ana Ruiz"), ("met", "Guest", "Ben")]
    assert [token.of(TEXT) for token in record.article.tokens] == WORDS
    assert (record.article.meta.title, record.changes) == ("Talks", {})


def test_two_events_on_one_trigger_are_two(tmp_path: Path):
    talk = {"type": "Talk", "trigger": 1, "arguments": []}
    record = only(IMPORTER, tmp_path, row(spans=SPANS, events=[EVENT, talk]))
    assert [(label, kind) for kind, _surface, label in said(TEXT, record.sets[0])] == [
        ("PERSON", "entity"),
        ("Meeting", "event"),
        ("Talk", "event"),
        ("PERSON", "entity"),
    ]


@pytest.mark.parametrize(
    "tags",
    [
        ["O", "B-PERSON", "I-PERSON", "O", "B-PERSON", "O"],
        ["O", "I-PERSON", "I-PERSON", "O", "I-PERSON", "O"],
        ["O", "B-PERSON", "L-PERSON", "O", "U-PERSON", "O"],
        ["O", "B-PERSON", "E-PERSON", "O", "S-PERSON", "O"],
    ],
)
def test_tags_are_spans_of_tokens(tmp_path: Path, tags: list[str]):
    record = only(IMPORTER, tmp_path, row(ner_tags=tags))
    assert said(TEXT, record.sets[0]) == [("entity", "Ana Ruiz", "PERSON"), ("entity", "Ben", "PERSON")]
    names = sorted(set(tags))
    (tmp_path / "labels.json").write_text(json.dumps(names))
    numbered = only(IMPORTER, tmp_path, row(ner_tags=[names.index(tag) for tag in tags]))
    assert said(TEXT, numbered.sets[0]) == said(TEXT, record.sets[0])


def test_neighbours_are_told_apart(tmp_path: Path):
    tags = ["O", "B-PERSON", "B-PERSON", "O", "B-PERSON", "I-ORG"]
    surfaces = [surface for _kind, surface, _label in said(TEXT, only(IMPORTER, tmp_path, row(ner_tags=tags)).sets[0])]
    assert surfaces == ["Ana", "Ruiz", "Ben", "."]


def test_without_a_text_the_tokens_are_joined(tmp_path: Path):
    record = only(IMPORTER, tmp_path, {"tokens": WORDS, "ner_tags": ["O", "B-P", "I-P", "O", "O", "O"]})
    assert record.article.text == "😀 Ana Ruiz met Ben ."
    assert said(record.article.text, record.sets[0]) == [("entity", "Ana Ruiz", "P")]


def test_nothing_marked_is_a_set_where_there_are_tags(tmp_path: Path):
    assert [each.mentions for each in only(IMPORTER, tmp_path, row(ner_tags=["O"] * 6)).sets] == [()]
    assert only(IMPORTER, tmp_path, row(spans=[], events=[])).sets == ()


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"id": "1"}, "no text"),
        (row(ner_tags=[0] * 6), "ner_tags are numbers, and there is no labels.json"),
        (row(ner_tags=[None] * 6), "ner_tags[0] is neither a name nor a number"),
        (row(ner_tags=["O"]), "there are 6 tokens and 1 ner_tags"),
        (row(text="Other words.", ner_tags=["O"] * 6), "the tokens are not those of the text"),
        (row(tokens=[1]), "tokens[0] is not a string"),
        (row(spans=SPANS, events=[{**EVENT, "trigger": 3}]), "events[0]: trigger is 3, and there are 3 spans"),
        (row(spans=SPANS, events=[{**EVENT, "arguments": [{"role": "x"}]}]), "events[0].arguments[0]: span is not a"),
        (row(spans=[{**SPANS[0], "kind": "x"}]), "spans[0]: kind is 'x', not entity or event"),
        (row(spans=[{"start": 0, "end": 40, "label": "X"}]), "spans[0]: 0..40 is outside the text"),
        (row(spandesk="{"), "spandesk is not JSON"),
    ],
)
def test_a_broken_row_is_refused_in_one_sentence(tmp_path: Path, record: Any, reason: str):
    assert refused(IMPORTER, tmp_path, record).startswith(reason)


def test_a_number_without_a_name_is_refused(tmp_path: Path):
    for content in ('["O"]', "{}", "[1]", "nonsense"):
        (tmp_path / "labels.json").write_text(content)
        assert "labels.json" in refused(IMPORTER, tmp_path, row(ner_tags=[1] * 6))


@pytest.mark.parametrize(
    ("head", "is_one"),
    [
        (b'{"id": "0", "tokens": ["a"], "ner_tags": [0]}', True),
        (b'{"text": "a", "spans": [{"start": 0, "end": 1, "label": "X"}], "events": [{"type": "Y", "trigger": 0', True),
        (b'{"text": "a", "tokens": ["a"]}', False),
        (b'{"text": "a", "label": 1}', False),
        (b'["O"]', True),
        (b'["O", "B-PERSON", "Ana met Ben."]', False),
        (b"---\ntitle: A post\n---\nAna met Ben.", False),
    ],
)
def test_rows_are_known_by_their_keys(head: bytes, is_one: bool):
    assert IMPORTER.recognises(head) is is_one


def test_names_and_card_beside_are_no_articles(tmp_path: Path):
    (tmp_path / "train.jsonl").write_text(json.dumps(row(spans=SPANS, events=[EVENT])) + "\n")
    (tmp_path / "labels.json").write_text('["O", "B-R&D \\"x\\"", "I-PERSON"]')
    (tmp_path / "README.md").write_text("---\nlicense: mit\ndataset_info:\n  features:\n---\n# Data\n")
    (record,) = read([tmp_path])
    assert isinstance(record, ImportedArticle)
    assert record.article.text == TEXT
