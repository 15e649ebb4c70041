import json
from pathlib import Path
from typing import Any

import pytest

from annotations.importers import brat, read
from annotations.importers.base import ImportedArticle
from annotations.importers.brat_folder import event_types
from annotations.importers.brat_mentions import (
    EVENTS_JOINED,
    LEFT_OUT,
    RELATION_AS_EVENT,
    RELATION_AS_ROLE,
    SAID_TWICE,
    TRIMMED,
)
from annotations.model.mention import EventMention
from annotations.model.project import Rejected
from annotations.text.decode import LINE_END

TEXT = "Omar Hadi joined Gulf Bank and Erbil Airways in Erbil."
OMAR, JOINED, BANK = "T1\tPERSON 0 9\tOmar Hadi", "T2\tHIRING 10 16\tjoined", "T3\tORG 17 26\tGulf Bank"
AIRWAYS, ERBIL = "T4\tORG 31 44\tErbil Airways", "T5\tGPE 48 53\tErbil"
SPANS = (OMAR, JOINED, BANK, AIRWAYS, ERBIL)


def write(folder: Path, *lines: str, text: str = TEXT) -> Path:
    (folder / "a.txt").write_bytes(text.encode())
    file = folder / "a.ann"
    file.write_bytes("".join(f"{line}\n" for line in lines).encode())
    return file


def only(folder: Path, *lines: str, text: str = TEXT) -> ImportedArticle:
    (taken,) = read([write(folder, *lines, text=text)], format_id="brat")
    assert isinstance(taken, ImportedArticle), taken
    return taken


def refused(folder: Path, *lines: str, text: str = TEXT) -> Rejected:
    (rejected,) = read([write(folder, *lines, text=text)], format_id="brat")
    assert isinstance(rejected, Rejected), rejected
    return rejected


def said(record: ImportedArticle) -> list[tuple[str, str, str]]:
    text = record.article.text
    return [(each.kind.value, each.span.of(text), each.label) for each in record.sets[0].mentions]


def filled(record: ImportedArticle) -> list[tuple[str, str, str]]:
    found = {each.id: each for each in record.sets[0].mentions}
    return [
        (each.label, argument.role, found[argument.target].span.of(record.article.text))
        for each in found.values()
        if isinstance(each, EventMention)
        for argument in each.arguments
    ]


def test_spans_and_events(tmp_path: Path):
    record = only(tmp_path, *SPANS, "E1\tHIRING:T2 Who:T1 By:T3 By2:T4 In:T5")
    assert said(record) == [
        ("entity", "Omar Hadi", "PERSON"),
        ("event", "joined", "HIRING"),
        ("entity", "Gulf Bank", "ORG"),
        ("entity", "Erbil Airways", "ORG"),
        ("entity", "Erbil", "GPE"),
    ]
    assert filled(record) == [
        *(("HIRING", "Who", "Omar Hadi"), ("HIRING", "By", "Gulf Bank")),
        *(("HIRING", "By", "Erbil Airways"), ("HIRING", "In", "Erbil")),
    ]
    assert (record.sets[0].annotator, record.article.meta.file) == ("imported", "a.txt")
    assert record.changes == {}


def test_the_annotator_is_the_one_given(tmp_path: Path):
    (record,) = read([write(tmp_path, OMAR)], annotator="hana")
    assert isinstance(record, ImportedArticle)
    assert record.sets[0].annotator == "hana"


def test_a_file_without_annotations_is_nobodys(tmp_path: Path):
    assert only(tmp_path).sets == ()


def test_a_role_with_a_number_of_its_own_keeps_it(tmp_path: Path):
    record = only(tmp_path, *SPANS, "E1\tHIRING:T2 Arg1:T1 Arg2:T3")
    assert [role for _type, role, _words in filled(record)] == ["Arg1", "Arg2"]


def test_an_event_may_fill_a_role_also_by_its_trigger(tmp_path: Path):
    named = "T6\tSPEECH 45 47\tin"
    events = ("E2\tSPEECH:T6 What:E1 Also:T2", "E1\tHIRING:T2 Who:T1")
    assert filled(only(tmp_path, *SPANS, named, *events)) == [
        *(("HIRING", "Who", "Omar Hadi"), ("SPEECH", "What", "joined"), ("SPEECH", "Also", "joined")),
    ]


def test_a_discontinuous_span_keeps_its_parts_and_one_over_a_line_end_is_whole(tmp_path: Path):
    text = "Ministry of\nWater, south and east Basra."
    lines = ("T1\tORG 0 11;12 17\tMinistry of Water", "T2\tGPE 19 24;34 39\tsouth Basra")
    ministry, south = only(tmp_path, *lines, text=text).sets[0].mentions
    assert (ministry.span.of(text), ministry.parts) == ("Ministry of\nWater", ())
    assert [part.of(text) for part in south.parts] == ["south", "Basra"]


def test_attributes_notes_and_doubt(tmp_path: Path):
    lines = ("A1\tNegation E1", "M1\tLevel E1 high", "A2\tunsure T1", "#1\tAnnotatorNotes T1\twho?", "#2\tX E1\tsure")
    record = only(tmp_path, OMAR, JOINED, "E1\tHIRING:T2", *lines, "#3\tAnnotatorNotes T1\tOmar!")
    omar, joined = record.sets[0].mentions
    assert (omar.unsure, omar.note, omar.attributes) == (True, "who?\nOmar!", ())
    assert (joined.note, joined.attributes) == ("sure", (("Level", "high"), ("Negation", "true")))


def test_groups_and_references_make_clusters(tmp_path: Path):
    lines = (
        "*\tEquiv T1 T3",
        "*\tEquiv T3 T4",
        "N1\tReference T4 Wikidata:Q5\tOmar",
        "N2\tReference T5 kb:Erbil\tErbil",
    )
    record = only(tmp_path, OMAR, BANK, AIRWAYS, ERBIL, *lines)
    omar, bank, airways, erbil = record.sets[0].mentions
    assert omar.cluster == bank.cluster == airways.cluster != erbil.cluster
    assert [(each.name, each.knowledge_base) for each in record.sets[0].clusters] == [
        ("Omar", "Wikidata:Q5"),
        ("Erbil", "Erbil"),
    ]


def test_a_relation_of_an_event_is_a_role(tmp_path: Path):
    relations = ("R1\tWho Arg1:E1 Arg2:T1", "R2\tBy Arg1:T3 Arg2:T2")
    record = only(tmp_path, *SPANS, "E1\tHIRING:T2", *relations)
    assert filled(record) == [("HIRING", "Who", "Omar Hadi"), ("HIRING", "By", "Gulf Bank")]
    assert record.changes == {RELATION_AS_ROLE: 2}


def test_a_relation_between_entities_is_an_event_on_the_first(tmp_path: Path):
    relations = ("R1\tWORKS_FOR Arg1:T1 Arg2:T3", "R2\tWORKS_FOR Arg1:T1 Arg2:T4")
    record = only(tmp_path, OMAR, BANK, AIRWAYS, *relations, "A1\tPast R2")
    assert ("event", "Omar Hadi", "WORKS_FOR") in said(record)
    assert filled(record) == [
        ("WORKS_FOR", "Arg1", "Omar Hadi"),
        ("WORKS_FOR", "Arg2", "Gulf Bank"),
        ("WORKS_FOR", "Arg2", "Erbil Airways"),
    ]
    assert record.changes == {RELATION_AS_EVENT: 2, SAID_TWICE: 1}
    assert record.sets[0].mentions[1].attributes == (("Past", "true"),)


def test_what_was_bent_is_counted(tmp_path: Path):
    lines = (
        "T6\tORG 17 26\tGulf Bank",
        "T7\tPERSON 0 10\tOmar Hadi ",
        "E1\tHIRING:T2 Who:T1",
        "E2\tHIRING:T2 Who:T1 By:T3",
    )
    record = only(tmp_path, *SPANS, *lines, "A1\tx T9", "#1\tAnnotatorNotes A1\tx", "*\tEquiv T1 T99")
    assert record.changes == {SAID_TWICE: 3, TRIMMED: 1, EVENTS_JOINED: 1, LEFT_OUT: 3}
    assert filled(record) == [("HIRING", "Who", "Omar Hadi"), ("HIRING", "By", "Gulf Bank")]


def test_a_trigger_without_an_event_is_one_where_the_configuration_says_so(tmp_path: Path):
    (tmp_path / "annotation.conf").write_text("[entities]\nORG\n[events]\n!Act\nHIRING\tWho:PERSON\n", "utf-8")
    assert said(only(tmp_path, JOINED)) == [("event", "joined", "HIRING")]
    (tmp_path / "annotation.conf").unlink()
    assert said(only(tmp_path, JOINED)) == [("entity", "joined", "HIRING")]


def test_event_types_of_a_configuration():
    conf = "[entities]\nA\n[events]\n!Act # all\n\tHire|GO:1\tWho:A\n[attributes]\nB\tArg:<EVENT>\n"
    assert event_types(conf) == {"Act", "Hire"}


@pytest.mark.parametrize(("start", "end"), [(9, 12), (7, 10)])
def test_offsets_may_count_line_ends_as_one_or_two(tmp_path: Path, start: int, end: int):
    record = only(tmp_path, f"T1\tPERSON {start} {end}\tAna", text="One\r\nTw\r\nAna")
    assert record.sets[0].mentions[0].span.of(record.article.text) == "Ana"
    assert record.changes == {LINE_END: 2}


def test_a_folder_gives_each_text_once(tmp_path: Path):
    write(tmp_path, OMAR)
    (tmp_path / "b.txt").write_text("Nobody marked this.", "utf-8")
    (tmp_path / "annotation.conf").write_text("[entities]\nPERSON\n", "utf-8")
    first, second = read([tmp_path])
    assert isinstance(first, ImportedArticle)
    assert isinstance(second, ImportedArticle)
    assert [len(each.sets) for each in (first, second)] == [1, 0]


@pytest.mark.parametrize(
    ("lines", "line", "reason"),
    [
        (("T1\tPERSON 0 9\tOmar Hady",), 1, "T1: says 'Omar Hady', but 'Omar Hadi' stands there"),
        ((OMAR, "T2\tORG 50 99\tx"), 2, "T2: 50..99 is empty or outside the text, which has 54 characters"),
        ((OMAR, "T2\tORG 5 5\t"), 2, "T2: 5..5 is empty or outside the text, which has 54 characters"),
        (("T1\tORG 9 10\t ",), 1, "T1: holds nothing but blanks"),
        ((OMAR, "", OMAR), 3, "T1: the id is used twice"),
        ((OMAR, "E1\tHIRING:T7"), 2, "E1: there is no trigger T7"),
        ((JOINED, "E1\tHIRING:T2 Who:T7"), 2, "E1: there is no T7"),
        ((JOINED, "E1\tHIRING:T2 Who:E1"), 2, "E1: an event cannot fill its own role"),
        ((JOINED, "E1\tHIRING:T2", "E1\tHIRING:T2"), 3, "E1: the id is used twice"),
        ((OMAR, "R1\tX Arg1:T1 Arg2:T7"), 2, "R1: there is no T7"),
        (("T1\tA 0 4;2 9\tOmar ar Hadi",), 1, "T1: parts are not in order"),
        ((OMAR, "T2 PERSON 0 9 Omar"), 2, "not a line of brat's: 'T2 PERSON 0 9 Omar'"),
        (("T1\tPERSON 0 99999999999999\tx",), 1, "not a line of brat's: 'T1\\tPERSON 0 99999999999999\\tx'"),
        (("X1\tPERSON 0 9\tOmar",), 1, "not a line of brat's: 'X1\\tPERSON 0 9\\tOmar'"),
    ],
)
def test_what_breaks_the_rules_is_refused_with_its_line(tmp_path: Path, lines: Any, line: int, reason: str):
    rejected = refused(tmp_path, *lines)
    assert (rejected.file, rejected.line, rejected.reason) == (str(tmp_path / "a.ann"), line, reason)


def test_a_file_without_its_text_is_refused(tmp_path: Path):
    file = write(tmp_path, OMAR)
    (tmp_path / "a.txt").unlink()
    assert list(read([file])) == [Rejected(str(file), None, "its text a.txt is not beside it")]


def test_what_we_wrote_beside_is_refused_when_it_is_spoilt(tmp_path: Path):
    write(tmp_path, OMAR)
    beside = tmp_path / "spandesk.jsonl"
    beside.write_text('{"format":"spandesk-brat/1","document":"a"}\n{"x\n', "utf-8")
    (rejected,) = read([tmp_path])
    assert isinstance(rejected, Rejected)
    assert (rejected.file, rejected.line) == (str(beside), 2)


@pytest.mark.parametrize(
    ("head", "sure"),
    [
        (f"{OMAR}\n{BANK}\nR1\tX Arg1:T1 Arg2:T3\nE1\tHIR", True),
        ("", False),
        ("E1\tHIRING:T2\n", False),
        (f"{OMAR}\nThis is news.\n", False),
        ("-DOCSTART- O\n\nT1\tO\n", False),
        ('{"text": "x"}\n', False),
    ],
)
def test_recognised_by_its_lines(head: str, sure: bool):
    assert brat.IMPORTER.recognises(head.encode()) is sure


def test_files_of_the_readers_say_what_the_gold_says(shared_folder: Path):
    samples = shared_folder / "readers" / "samples"
    if not samples.is_dir():
        pytest.skip("no samples of readers beside this checkout")
    gold = [json.loads(line) for line in (samples / "gold.jsonl").read_text("utf-8").splitlines()]
    for expected, record in zip(gold, read([samples / "brat"]), strict=True):
        assert isinstance(record, ImportedArticle), record
        assert record.article.text == expected["text"]
        found = {each.id: each for annotated in record.sets for each in annotated.mentions}
        assert {(each.span.start, each.span.end, each.label) for each in found.values()} == {
            (start, end, label) for start, end, label, _layer in expected["spans"]
        }
        assert [
            (each.label, [(argument.role, found[argument.target].span.start) for argument in each.arguments])
            for each in found.values()
            if isinstance(each, EventMention)
        ] == [
            (event["type"], [(role, expected["spans"][filler][0]) for role, filler in event["args"]])
            for event in expected["events"]
        ]
