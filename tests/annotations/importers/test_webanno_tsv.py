from pathlib import Path

import pytest

from annotations.importers import read
from annotations.importers.base import ImportedArticle
from annotations.importers.layers import NO_MENTION, NOTHING_COVERED
from annotations.importers.webanno_tsv import GAP_FILLED, IMPORTER
from annotations.model.mention import EventMention
from annotations.model.project import Rejected
from exporters.files import OutputFolder
from exporters.webanno_tsv import EXPORTER
from tests.annotations.importers.damage import assert_survived, damaged
from tests.exporters.hard import hard_articles, hard_schema
from tests.exporters.samples import misaligned

NER = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
POS = "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.pos.POS"
FRAME = "#T_SP=webanno.custom.Frame|sort|ROLE_webanno.custom.Frame:who_webanno.custom.FrameWhoLink|" + NER


def table(*lines: str, header: tuple[str, ...] = (f"#T_SP={NER}|value",)) -> str:
    return "\n".join(("#FORMAT=WebAnno TSV 3.3", *header, "", "", *lines)) + "\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "a.tsv"


def only(file: Path, text: str) -> ImportedArticle:
    file.write_text(text, "utf-8", newline="")
    (record,) = read([file])
    assert isinstance(record, ImportedArticle), record
    return record


def refused(file: Path, text: str) -> tuple[int | None, str]:
    file.write_text(text, "utf-8", newline="")
    (record,) = read([file], format_id="webanno-tsv")
    assert isinstance(record, Rejected), record
    return record.line, record.reason


def shown(record: ImportedArticle) -> list[tuple[str, str, str, list[tuple[str, str]]]]:
    (made,) = record.sets
    by_id, text = {mention.id: mention for mention in made.mentions}, record.article.text
    return [
        (
            each.kind.value,
            each.label,
            each.span.of(text),
            [(argument.role, by_id[argument.target].span.of(text)) for argument in each.arguments]
            if isinstance(each, EventMention)
            else [],
        )
        for each in made.mentions
    ]


def test_stacked_and_long_mentions_after_an_astral_character(file: Path):
    record = only(
        file,
        table(
            "#Text=😀 Ana Ruiz left.",
            "1-1\t0-2\t😀\t_\t",
            "1-2\t3-6\tAna\tPER[1]|NAME[2]\t",
            "1-3\t7-11\tRuiz\tPER[1]\t",
            "1-4\t12-16\tleft\t*\t",
            "1-5\t16-17\t.\t_\t",
        ),
    )
    assert record.article.text == "😀 Ana Ruiz left."
    assert shown(record) == [
        ("entity", "PER", "Ana Ruiz", []),
        ("entity", "NAME", "Ana", []),
        ("entity", "NamedEntity", "left", []),
    ]


def test_roles_lead_to_pieces_of_tokens_and_to_rows_without_numbers(file: Path):
    record = only(
        file,
        table(
            "#Text=Antiwar Ana met Ben",
            "1-1\t0-7\tAntiwar\t_\t_\t_\t_\t",
            "1-1.1\t4-7\twar\tTOPIC[1]\t_\t_\t_\t",
            "1-2\t8-11\tAna\tPER\t_\t_\t_\t",
            "1-3\t12-15\tmet\t_\tMEET\twho;about;*\t1-2;1-1.1[1];1-4\t",
            "1-4\t16-19\tBen\tPER\tTALK\t_\t*\t",
            header=(f"#T_SP={NER}|value", FRAME),
        ),
    )
    assert shown(record) == [
        ("entity", "TOPIC", "war", []),
        ("entity", "PER", "Ana", []),
        ("event", "MEET", "met", [("who", "Ana"), ("about", "war"), ("who", "Ben")]),
        ("entity", "PER", "Ben", []),
        ("event", "TALK", "Ben", []),
    ]


def test_the_same_number_in_two_layers_is_two_annotations(file: Path):
    record = only(
        file,
        table(
            "#Text=Ana met",
            "1-1\t0-3\tAna\tPER[1]\t_\t_\t_\t",
            "1-2\t4-7\tmet\t_\tMEET[1]\twho[1]\t1-1[1]\t",
            header=(f"#T_SP={NER}|value", FRAME),
        ),
    )
    assert shown(record)[1] == ("event", "MEET", "met", [("who", "Ana")])


def test_what_is_escaped_comes_back(file: Path):
    record = only(
        file,
        table(
            "#Text=a\\\\b\\tc",
            "#Text=",
            "#Text=[d]",
            r"1-1	0-3	a\\b	\*\_\|\[1\]\\[7]	",
            "1-2\t4-5\tc\t_\t",
            "1-3\t7-10\t[d]\tx\\->y\\;z\t",
        ),
    )
    assert record.article.text == "a\\b\tc\n\n[d]"
    assert [(label, surface) for _kind, label, surface, _roles in shown(record)] == [
        ("*_|[1]\\", "a\\b"),
        ("x->y;z", "[d]"),
    ]


def test_blanks_between_sentences_are_made_as_others_make_them(file: Path):
    record = only(
        file,
        table(
            "#Text=Ana.",
            "1-1\t2-5\tAna\t_\t",
            "1-2\t5-6\t.\t_\t",
            "",
            "#Sentence.id=s2",
            "#Text=Ben.",
            "2-1\t9-12\tBen\tPER\t",
            "2-2\t12-13\t.\t_\t",
            "",
            "#Text=Cem",
            "3-1\t13-16\tCem\tPER\t",
        ),
    )
    assert record.article.text == "  Ana.\n  Ben.Cem"
    assert record.changes == {GAP_FILLED: 5}


def test_other_layers_and_what_is_no_mention_are_counted(file: Path):
    record = only(
        file,
        table(
            "#Text=Ana met",
            "1-1\t0-3\tAna\tNNP\t*[1]|*[2]\t_\t_\t_\tpr[1]\t*->1-1\tSBJ\t1-2\t",
            "1-1.1\t3-3\t\t_\tx[3]\t_\t_\t_\t_\t_\t_\t_\t",
            "1-2\t4-7\tmet\tVBD\t_\tMEET[4]\twho[4]\t1-1[9]\t_\t_\t_\t_\t",
            header=(
                f"#T_SP={POS}|PosValue",
                "#T_SP=webanno.custom.Name|",
                FRAME,
                "#T_CH=de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink|referenceType|referenceRelation",
                f"#T_RL=de.tudarmstadt.ukp.dkpro.core.api.syntax.type.dependency.Dependency|DependencyType|BT_{POS}",
            ),
        ),
    )
    assert [(label, surface) for _kind, label, surface, _roles in shown(record)] == [("Name", "Ana"), ("MEET", "met")]
    assert record.changes == {
        "annotation of the layer POS left out": 2,
        "annotation of the layer CoreferenceLink left out": 1,
        "annotation of the layer Dependency left out": 1,
        "mention or relation said twice": 1,
        NOTHING_COVERED: 1,
        NO_MENTION: 1,
    }


def test_line_ends_of_windows_and_a_byte_order_mark(file: Path):
    text = "\ufeff" + table("#Text=Ana", "1-1\t0-3\tAna\tPER\t").replace("\n", "\r\n")
    assert shown(only(file, text)) == [("entity", "PER", "Ana", [])]


ROW = "1-1\t0-3\tAna\tPER\t"


@pytest.mark.parametrize(
    ("lines", "where", "why"),
    [
        (("#Text=Ana", "1-1\t0-3\tAnna\tPER\t"), 6, "'Anna' is not what stands at 0..3"),
        (("#Text=😀", "1-1\t0-1\t😀\tPER\t"), 6, "1 is inside a character"),
        (("#Text=😀x", "1-1\t0-2\t😀\t_\t", "1-2\t1-3\tx\t_\t"), 7, "1 is inside a character"),
        (("#Text=Ana", "1-1\t0-9\tAna\tPER\t"), 6, "9 is outside the text, which has 3 UTF-16 units"),
        (("#Text=Ana", "1-1\t0-3\tAna"), 6, "has 0 cells after the token, where 1 are declared"),
        (("#Text=Ana", "Ana PER"), 6, "is no row of a token"),
        ((ROW,), 5, "a row comes before the first #Text="),
        (("#Text=Ana", ROW, "#Text=Ben"), None, "ends before the rows of a sentence, or is a part of a file"),
        (("#Text=Ana", "1-1\t0-3\tAna\tPER\\"), 6, "a cell ends in a backslash"),
        (
            ("#Text=Ana", ROW, "", "#Text=Ben", "2-1\t2-5\tBen\t_\t"),
            9,
            "a sentence begins at 2, where the text before it has 3 UTF-16 units",
        ),
        (("#Text=Ana", ROW, f"#T_SP={POS}|x"), 7, "declares a layer after the text has begun"),
        ((), None, "ends before the rows of a sentence, or is a part of a file"),
    ],
)
def test_what_is_refused(file: Path, lines: tuple[str, ...], where: int | None, why: str):
    assert refused(file, table(*lines)) == (where, why)


def test_roles_and_fillers_that_differ_in_number_are_refused(file: Path):
    header = (f"#T_SP={NER}|value", FRAME)
    text = table("#Text=Ana met", "1-1\t0-3\tAna\tPER\tMEET\twho;whom\t1-1\t", header=header)
    assert refused(file, text) == (7, "2 roles have 1 fillers")
    lone = table("#Text=Ana", header=("#T_SP=webanno.custom.F|ROLE_webanno.custom.F:a_L",))
    assert refused(file, lone) == (2, "no column of fillers follows the roles of a")


def test_other_tables_are_not_claimed(tmp_path: Path):
    assert not IMPORTER.recognises(b"title\ttext\nA\tB\n")
    assert not IMPORTER.recognises(b"#FORMAT=WebAnno TSV 2\n")
    assert IMPORTER.recognises(b"\xef\xbb\xbf#FORMAT=WebAnno TSV 3.2\n")


@pytest.mark.parametrize("cell", ["a|" * 40_000, "\\\\" * 100_000 + "x", "[1]" * 100_000, "a[7]|" * 40_000])
def test_a_cell_without_end_takes_no_time(file: Path, cell: str):
    file.write_text(table("#Text=Ana", f"1-1\t0-3\tAna\t{cell}\t"), "utf-8")
    assert assert_survived([file], "webanno-tsv") == (1, 0)


def test_damaged_files_cost_only_themselves(tmp_path: Path):
    articles = [*hard_articles(), misaligned()]
    report = EXPORTER.write(articles, hard_schema(), OutputFolder(tmp_path / "good"), {})
    spoilt = []
    for number, data in enumerate(damaged([Path(name).read_bytes() for name in report.files], 200)):
        spoilt.append(tmp_path / f"{number}.tsv")
        spoilt[-1].write_bytes(data)
    taken, refused_ = assert_survived(spoilt, "webanno-tsv")
    assert taken + refused_ == len(spoilt)
    assert min(taken, refused_) > 10
