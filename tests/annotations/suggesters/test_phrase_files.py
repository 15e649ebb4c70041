from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model.mention import Kind
from annotations.model.project_settings import Phrase, PhraseSource
from annotations.model.schema import Label, Schema
from annotations.suggesters.phrase_files import phrase_of, read_phrases, written_phrases
from tests.annotations.suggesters.helpers import POLITICAL

BOTH_KINDS = Schema(
    name="both",
    title="Both",
    labels=(
        Label(code="EVENT", kind=Kind.ENTITY, title="Named event"),
        Label(code="EVENT", kind=Kind.EVENT, title="Event"),
        Label(code="ORG", kind=Kind.ENTITY, title="Organisation"),
    ),
)


def read(tmp_path: Path, content: str | bytes, schema: Schema = POLITICAL):
    path = tmp_path / "phrases.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    phrases, bad = read_phrases(path, schema)
    assert all(each.file == str(path) for each in bad)
    return [(each.text, each.kind.value, each.label) for each in phrases], [(each.line, each.why) for each in bad]


EXPECTED = [("Ardent Dawn, the third", "entity", "ORG"), ("call off", "event", "REJECT")]


@pytest.mark.parametrize(
    "content",
    [
        '"Ardent Dawn, the third",ORG\ncall off,REJECT\n',
        'text,label\n"Ardent Dawn, the third",ORG\n\n ,\ncall off,REJECT\n',
        "text;label\r\nArdent Dawn, the third;ORG\r\ncall off;REJECT",
        "Ardent Dawn, the third;ORG;entity\ncall off;REJECT;EVENT\n",
        '\ufeffLabel,Note,Text\nORG,who?,"Ardent Dawn, the third"\nREJECT,,call off',
        "text\tlabel\nArdent Dawn, the third\tORG\ncall off\tREJECT",
        "text,label\n  Ardent   Dawn,ORG\n".replace("  Ardent   Dawn", '" Ardent  Dawn, the third "')
        + "call off,REJECT",
    ],
)
def test_the_shapes_that_spreadsheets_write(tmp_path: Path, content: str):
    assert read(tmp_path, content) == (EXPECTED, [])


def test_other_encodings_are_read_as_everywhere(tmp_path: Path):
    assert read(tmp_path, "text;label\nKödrüp Kışlası;FAC\n".encode("utf-16"))[0] == [
        ("Ködrüp Kışlası", "entity", "FAC")
    ]


def test_every_bad_line_is_named_and_the_others_are_taken(tmp_path: Path):
    rows = ["text,label,kind", "Zarn,GPE", "Zarn,", ",GPE", "Zarn,PLANET", "?!,GPE", "Zarn,GPE,thing", "Zarn,GPE,event"]
    content = "\n".join([*rows, f"{'x' * 201},GPE", "Orl,GPE"])
    assert read(tmp_path, content) == (
        [("Zarn", "entity", "GPE"), ("Orl", "entity", "GPE")],
        [
            (3, "no label"),
            (4, "no words"),
            (5, "no such label: PLANET"),
            (6, "no words"),
            (7, "no such kind: thing"),
            (8, "no such label: GPE"),
            (9, "longer than 200 characters"),
        ],
    )


def test_a_label_of_both_kinds_needs_the_kind(tmp_path: Path):
    content = "Night of Lanterns,EVENT\nNight of Lanterns,EVENT,entity\nmarch,EVENT,event\n"
    phrases, bad = read(tmp_path, content, BOTH_KINDS)
    assert phrases == [("Night of Lanterns", "entity", "EVENT"), ("march", "event", "EVENT")]
    assert bad == [(1, "EVENT is two labels: say the kind (entity, event)")]


@pytest.mark.parametrize("bad", ['"Orl,GPE', '"Orl" and,GPE', f"{'x' * 200_000},GPE", f'"{"x" * 200_000},GPE'])
def test_a_line_that_is_no_csv_costs_only_itself(tmp_path: Path, bad: str):
    phrases, refused = read(tmp_path, f"text,label\nZarn,GPE\n{bad}\nOrl,GPE\n\n{bad}\nArdent Dawn,ORG\n")
    assert phrases == [("Zarn", "entity", "GPE"), ("Orl", "entity", "GPE"), ("Ardent Dawn", "entity", "ORG")]
    assert [line for line, _ in refused] == [3, 6]
    assert all(why.startswith("not a line of a table: ") for _, why in refused)


def test_the_first_line_may_be_the_bad_one(tmp_path: Path):
    phrases, bad = read(tmp_path, f"{'x' * 200_000},GPE\nOrl,GPE")
    assert (phrases, [line for line, _ in bad]) == ([("Orl", "entity", "GPE")], [1])


def test_cells_may_hold_line_breaks_and_a_record_is_named_by_its_first_line(tmp_path: Path):
    content = 'text,label,note\n"Ardent\nDawn",ORG,\nOrl,GPE,"first\nsecond"\n"Old\nZarn",PLANET,\n'
    assert read(tmp_path, content) == (
        [("Ardent Dawn", "entity", "ORG"), ("Orl", "entity", "GPE")],
        [(6, "no such label: PLANET")],
    )


def test_labels_that_are_not_in_use_are_refused():
    labels = (*BOTH_KINDS.labels[:1], replace(BOTH_KINDS.labels[1], active=False))
    schema = replace(BOTH_KINDS, labels=(*labels, replace(BOTH_KINDS.labels[2], active=False)))
    assert phrase_of("Night of Lanterns", "EVENT", schema).kind is Kind.ENTITY
    with pytest.raises(ValueError, match="a label that is not in use: ORG"):
        phrase_of("Zarn", "ORG", schema)
    with pytest.raises(ValueError, match="a label that is not in use: EVENT"):
        phrase_of("march", "EVENT", schema, kind="event")


def test_a_file_that_is_not_there(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        read_phrases(tmp_path / "none.csv", POLITICAL)


def test_a_spreadsheet_is_never_given_a_formula():
    text = written_phrases([phrase_of("=1+cmd", "ORG", BOTH_KINDS), phrase_of("Zarn", "ORG", BOTH_KINDS)])
    assert text == "text,label,kind\n'=1+cmd,ORG,entity\nZarn,ORG,entity\n"


words = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=30)


@given(st.lists(st.tuples(words, st.sampled_from(Kind)), max_size=5))
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, Kind]]):
    made = {
        Phrase(text=" ".join(text.split()), kind=kind, label="EVENT", source=PhraseSource.FILE): None
        for text, kind in pairs
        if any(char.isalnum() for char in text)
    }
    path = tmp_path_factory.mktemp("csv") / "phrases.csv"
    path.write_text(written_phrases(made), "utf-8", newline="")
    assert read_phrases(path, BOTH_KINDS) == (list(made), [])
