import json
from pathlib import Path
from typing import Any

import pytest

from annotations.importers import jsonl, read
from annotations.importers.base import ImportedArticle
from annotations.model.annotation_set import Status
from annotations.model.cluster import Cluster
from annotations.model.ids import ClusterId
from annotations.model.mention import EventMention
from annotations.model.project import Rejected
from annotations.text.decode import CONTROL, LINE_END

TEXT = "Ana met Ben in Erbil."
ANA = {"start": 0, "end": 3, "label": "PERSON"}
MET = {"id": "e", "kind": "event", "start": 4, "end": 7, "label": "CONSULT"}
BEN = {"id": "b", "start": 8, "end": 11, "label": "PERSON"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a.jsonl"


def take(file: Path, *records: Any, annotator: str | None = None) -> list[ImportedArticle | Rejected]:
    file.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return list(read([file], annotator=annotator))


def only(file: Path, record: Any, annotator: str | None = None) -> ImportedArticle:
    (taken,) = take(file, record, annotator=annotator)
    assert isinstance(taken, ImportedArticle), taken
    return taken


def refused(file: Path, record: Any) -> str:
    (rejected,) = take(file, record)
    assert isinstance(rejected, Rejected)
    assert (rejected.file, rejected.line) == (str(file), 1)
    return rejected.reason


def with_set(*mentions: Any, **more: Any) -> dict[str, Any]:
    return {"text": TEXT, "sets": [{"mentions": list(mentions), **more}]}


def test_text_alone_is_enough(file: Path):
    record = only(file, {"text": TEXT})
    assert record.article.text == TEXT
    assert record.article.id == "a" + record.article.sha256[:16]
    assert (record.article.meta.language, record.article.meta.file) == ("en", "a.jsonl")
    assert [token.of(TEXT) for token in record.article.tokens] == ["Ana", "met", "Ben", "in", "Erbil", "."]
    assert (record.sets, record.suggestions, record.line) == ((), (), 1)


def test_what_is_left_out_of_annotations_has_a_default(file: Path):
    (annotations,) = only(file, with_set(ANA)).sets
    assert (annotations.annotator, annotations.status, annotations.schema_version) == ("imported", Status.OPEN, 1)
    (mention,) = annotations.mentions
    assert (mention.kind, mention.label, mention.span.of(TEXT)) == ("entity", "PERSON", "Ana")
    assert only(file, with_set(ANA)).sets[0].mentions[0].id == mention.id


def test_what_is_written_of_clusters_is_taken(file: Path):
    linked = {**BEN, "cluster": "c1"}
    written = [{"id": "c1", "name": "Ben", "knowledge_base": "Q1"}]
    record = only(file, with_set(linked, {**ANA, "cluster": "c2"}, clusters=[*written, {"id": "c2"}]))
    assert record.sets[0].clusters == (Cluster(id=ClusterId("c1"), name="Ben", knowledge_base="Q1"),)


def test_the_annotator_is_the_one_of_the_file_then_the_one_given(file: Path):
    assert only(file, with_set(ANA), annotator="ben").sets[0].annotator == "ben"
    assert only(file, with_set(ANA, annotator="ana"), annotator="ben").sets[0].annotator == "ana"


def test_arguments_join_their_events(file: Path):
    arguments = [{"event": "e", "role": "RECIPIENT", "target": "b"}, {"event": "e", "role": "ACTOR", "target": "b"}]
    (_ben, event) = sorted(only(file, with_set(BEN, MET, arguments=arguments)).sets[0].mentions, key=lambda m: m.id)
    assert isinstance(event, EventMention)
    assert [(argument.role, argument.target) for argument in event.arguments] == [("RECIPIENT", "b"), ("ACTOR", "b")]


def test_offsets_are_carried_through_the_fixing_of_the_text(file: Path):
    text = "\ufeffOne\r\n\r\n😀 Ana\x07Ruiz\rmet"
    start, end = text.index("Ana"), text.index("met") + 3
    record = only(
        file,
        {
            "text": text,
            "tokens": [[1, 4], [8, 9], [10, 18], [19, 22]],
            "regions": [{"start": 0, "end": 6, "kind": "furniture"}],
            "sets": [
                {
                    "mentions": [
                        {"start": start, "end": end, "label": "X", "surface": text[start:end]},
                        {"start": start, "end": start + 8, "label": "Y", "surface": "Ana Ruiz"},
                    ]
                }
            ],
        },
    )
    fixed = record.article.text
    assert fixed == "One\n\n😀 Ana Ruiz\nmet"
    assert [mention.span.of(fixed) for mention in record.sets[0].mentions] == ["Ana Ruiz\nmet", "Ana Ruiz"]
    assert [token.of(fixed) for token in record.article.tokens] == ["One", "😀", "Ana Ruiz", "met"]
    assert record.article.regions[0].span.of(fixed) == "One\n"
    assert record.changes[LINE_END] == 3
    assert record.changes[CONTROL] == 1


@pytest.mark.parametrize(
    "tokens", [[[0, 3]], [[0, 5], [4, 21]], [[0, 99]], [[0, 4], [4, 21]], [[3, 0]], [[0, 21.0]], [["a", 2]], [[1]], [7]]
)
def test_tokens_that_do_not_fit_are_found_again(file: Path, tokens: Any):
    record = only(file, {"text": TEXT, "tokens": tokens})
    assert len(record.article.tokens) == 6
    assert record.changes == {jsonl.TOKENS_REPLACED: 1}


def test_suggestions_are_taken(file: Path):
    proposal = {
        "suggester": "rules",
        "version": "2",
        "score": 0.5,
        "mention": {key: value for key, value in MET.items() if key != "id"},
    }
    (suggestion,) = only(file, {"text": TEXT, "suggestions": [proposal]}).suggestions
    assert (suggestion.run.suggester, suggestion.run.version, suggestion.score) == ("rules", "2", 0.5)
    assert suggestion.mention.id == suggestion.id
    assert suggestion.mention.span.of(TEXT) == "met"


def test_the_set_that_an_export_of_suggestions_has_is_no_annotators(file: Path):
    proposal = {"suggester": "rules", "mention": {key: value for key, value in MET.items() if key != "id"}}
    exported = with_set(MET, annotator="suggestions") | {"suggestions": [proposal]}
    record = only(file, exported)
    assert record.sets == ()
    assert len(record.suggestions) == 1
    assert "not the name of an annotator" in refused(file, with_set(MET, annotator="suggestions"))


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ([], "the record is not an object"),
        ({}, "no text"),
        ({"text": 7}, "text is not a string"),
        ({"text": " \r\n"}, "text: only blanks"),
        ({"text": "a\0b"}, "text has a NUL character at 1"),
        ({"text": TEXT, "format": "spandesk/9"}, "format is 'spandesk/9', not 'spandesk/1'"),
        ({"text": TEXT, "sha256": "0" * 64}, "sha256 is not that of the text"),
        ({"text": TEXT, "id": ""}, "id is empty"),
        ({"text": TEXT, "meta": []}, "meta is not an object"),
        ({"text": TEXT, "meta": {"date": 2024}}, "meta: date is not a string"),
        ({"text": TEXT, "regions": [{"start": 0, "end": 99, "kind": "x"}]}, "regions[0]: 0..99 is outside the text"),
        ({"text": TEXT, "schema_version": "1"}, "schema_version is not a whole number"),
        ({"text": TEXT, "sets": {}}, "sets is not a list"),
        (with_set(status="ready"), "sets[0]: status is 'ready', not new, open or done"),
        ({"text": TEXT, "sets": [{}, {}]}, "sets[1]: imported has two sets"),
        (with_set({**ANA, "end": 22}), "sets[0].mentions[0]: 0..22 is outside the text, which has 21 characters"),
        (with_set({**ANA, "end": 0}), "sets[0].mentions[0]: 0..0 is empty"),
        (with_set({**ANA, "start": -1}), "sets[0].mentions[0]: start is not a whole number"),
        (with_set({**ANA, "start": True}), "sets[0].mentions[0]: start is not a whole number"),
        (with_set({**ANA, "end": 4}), "sets[0].mentions[0]: 0..4 begins or ends with a blank"),
        (with_set({**ANA, "surface": "Anna"}), "sets[0].mentions[0]: surface is not what stands at 0..3"),
        (with_set({**ANA, "label": " "}), "sets[0].mentions[0]: label is empty"),
        (with_set({**ANA, "kind": "relation"}), "sets[0].mentions[0]: kind is 'relation', not entity or event"),
        (with_set({**ANA, "attributes": {"a": 1}}), "sets[0].mentions[0].attributes: a is not a string"),
        (with_set({**ANA, "unsure": "yes"}), "sets[0].mentions[0]: unsure is not true or false"),
        (with_set({**ANA, "origin": {"by": "me"}}), "sets[0].mentions[0].origin: by is 'me', not hand or suggestion"),
        (with_set(BEN, BEN), "sets[0].mentions[1]: the id b is used twice"),
        (with_set(BEN, {**BEN, "id": "c"}), "sets[0].mentions[1]: PERSON at 8..11 is there twice"),
        (with_set({**ANA, "parts": [[0, 2], [1, 3]]}), "sets[0].mentions[0]: parts are not in order"),
        (with_set({**ANA, "parts": [[0, 2]]}), "sets[0].mentions[0]: parts do not reach from start to end"),
        (with_set({**ANA, "parts": [[0]]}), "sets[0].mentions[0]: not a pair of offsets"),
        (
            with_set(MET, arguments=[{"event": "e", "role": "ACTOR", "target": "x"}]),
            "sets[0].arguments[0]: there is no mention x",
        ),
        (
            with_set(BEN, arguments=[{"event": "b", "role": "ACTOR", "target": "b"}]),
            "sets[0].arguments[0]: there is no event b",
        ),
        (
            with_set(MET, arguments=[{"event": "e", "role": "ACTOR", "target": "e"}]),
            "sets[0].arguments[0]: an event cannot fill its own role",
        ),
        (
            with_set(MET, BEN, arguments=[{"event": "e", "role": "ACTOR", "target": "b"}] * 2),
            "sets[0].arguments[1]: ACTOR of e is filled twice with b",
        ),
        (with_set(BEN, clusters=[{"id": "c1"}]), "sets[0].clusters[0]: no mention is in the cluster c1"),
        (with_set({**BEN, "cluster": "c"}, clusters=[{"id": "c"}] * 2), "sets[0].clusters[1]: the id c is used twice"),
        (with_set({**BEN, "cluster": "c"}, clusters=[{"id": "c", "name": 5}]), "sets[0].clusters[0]: name is not a"),
        (with_set(BEN, clusters=[{}]), "sets[0].clusters[0]: no id"),
        ({"text": TEXT, "suggestions": [{"mention": ANA, "score": 2}]}, "suggestions[0]: score is not between 0 and 1"),
        ({"text": TEXT, "suggestions": [{}]}, "suggestions[0].mention: no label"),
    ],
)
def test_a_broken_rule_is_named_with_its_place(file: Path, record: Any, reason: str):
    assert refused(file, record).startswith(reason)


@pytest.mark.parametrize(
    "line",
    [
        b'{"text": "cut',
        b"text",
        b'{"text": "\\ud800"}',
        b'{"text": "\xff"}',
        b'{"text": NaN}',
        b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    ],
)
def test_what_is_not_json_is_rejected_in_one_line(file: Path, line: bytes):
    file.write_bytes(line + b"\n")
    (rejected,) = read([file])
    assert isinstance(rejected, Rejected)
    assert rejected.reason.startswith("not JSON: ")
    assert "\n" not in rejected.reason
    assert len(rejected.reason) < 200


def test_a_bad_line_costs_only_itself(file: Path):
    file.write_bytes(b'\xef\xbb\xbf{"text": "one"}\r\n\n{"text": 2}\nnot json\n{"text": "three\xe2\x80\xa8four"}')
    records = list(read([file]))
    assert [(type(record).__name__, record.line) for record in records] == [
        ("ImportedArticle", 1),
        ("Rejected", 3),
        ("Rejected", 4),
        ("ImportedArticle", 5),
    ]


def test_nothing_of_a_bad_record_is_taken(file: Path):
    (record,) = take(file, with_set(ANA, {**BEN, "end": 99}))
    assert isinstance(record, Rejected)


def test_a_line_beyond_the_limit_is_passed_over(file: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(jsonl, "LONGEST_LINE", 100)
    monkeypatch.setattr(jsonl, "_CHUNK", 7)
    file.write_bytes(b'{"text": "one"}\n{"text": "%s"}\n{"text": "three"}\n{"text": "%s' % (b"x" * 500, b"y" * 200))
    records = list(read([file]))
    assert [(type(record).__name__, record.line) for record in records] == [
        ("ImportedArticle", 1),
        ("Rejected", 2),
        ("ImportedArticle", 3),
        ("Rejected", 4),
    ]
    assert isinstance(records[1], Rejected)
    assert records[1].reason == "the line is longer than 100 bytes"
