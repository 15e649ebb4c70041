from dataclasses import replace

import pytest

from annotations.importers.columns import NO_TEXT_COLUMN, Preview
from annotations.importers.survey import FileSurvey
from annotations.model.project import Rejected
from desktop.panels.importing.survey_words import (
    Reach,
    file_rows,
    first_rows,
    headline,
    known_labels,
    needs_deciding,
    refused_rows,
    tables,
    unknown,
    waiting,
    whole_count,
)
from tests.desktop.panels.importing.samples import MISC, PLAIN, TEAM, UNNAMED_ONLY, WEATHER, surveyed

NOBODY: frozenset[str] = frozenset()


def file(**what: object) -> FileSurvey:
    return FileSurvey(**{"file": "/d/x.txt", "format_id": "txt", "by": "suffix", "records": 1, **what})


@pytest.mark.parametrize(
    ("survey", "needs"),
    [
        (PLAIN, False),
        (surveyed(), False),
        (surveyed(file(by="content", others=("jsonl",))), False),
        (surveyed(file(others=("csv",))), True),
        (surveyed(file(rejected=(Rejected("/d/x.txt", None, "no text"),))), True),
        (surveyed(TEAM.files[1]), True),
        (replace(PLAIN, labels=TEAM.labels), True),
        (replace(PLAIN, labels=TEAM.labels[:1]), False),
        (replace(PLAIN, roles=TEAM.roles), True),
        (UNNAMED_ONLY, True),
    ],
)
def test_a_window_opens_only_where_somebody_has_to_look(survey, needs):
    assert needs_deciding(survey) == needs


def test_what_the_schema_lacks(qapp):
    assert [(each.name, each.count) for each in unknown(TEAM)][::2] == [(MISC, 38), (WEATHER, 3)]
    assert known_labels(TEAM) == 1
    assert whole_count(TEAM) == 6


def test_what_is_new():
    assert Reach.of(PLAIN, NOBODY) == Reach(new=2, here=0)
    assert Reach.of(TEAM, {"sha of Third", "something else"}) == Reach(new=4, here=1)
    assert Reach.of(replace(PLAIN, texts=("a", "a")), NOBODY) == Reach(new=1, here=1)


@pytest.mark.parametrize(
    ("survey", "known", "left_out", "said"),
    [
        (PLAIN, NOBODY, (), ("ok", "2 articles", "")),
        (PLAIN, {"sha of One"}, (), ("ok", "2 articles", "1 of them is here already.")),
        (UNNAMED_ONLY, NOBODY, (), ("ok", "1 article, 2 spans of 1 analyst", "")),
        (
            TEAM,
            {"sha of First", "sha of Third"},
            (unknown(TEAM)[0], unknown(TEAM)[2]),
            (
                "warn",
                "5 articles, 47 spans, 1 event of 2 analysts",
                "2 of them are here already. Annotations are added there for analysts that have none yet; "
                "other ones for the same analyst are refused. 1 record cannot be read. "
                "38 mentions of 1 label and 3 filled roles would be left out.",
            ),
        ),
        (surveyed(), NOBODY, (), ("warn", "There is nothing to read here.", "")),
        (
            surveyed(file(records=0, rejected=(Rejected("/d/x.txt", None, "no text"),) * 2)),
            NOBODY,
            (),
            ("error", "Nothing of this can be read.", "2 records cannot be read."),
        ),
    ],
)
def test_how_things_stand(survey, known, left_out, said):
    assert headline(survey, known, left_out) == said


WAITING = FileSurvey(
    file="/d/wire.csv",
    format_id="csv",
    by="suffix",
    rejected=(Rejected("/d/wire.csv", 1, NO_TEXT_COLUMN),),
    columns=Preview(columns=("Kop", "Stuk"), rows=(("Rain", "It rained."),), mapping={}),
)


def test_a_table_without_a_text_column_waits_and_is_not_refused():
    alone, beside = surveyed(WAITING), replace(PLAIN, files=(*PLAIN.files, WAITING))
    no_text = "In wire.csv no column is called text, body or article."
    assert headline(alone, NOBODY, ()) == ("plain", "Choose the column that holds the text.", no_text)
    assert headline(beside, NOBODY, ())[::2] == ("warn", f"{no_text} Choose the column that holds the text.")
    assert waiting(beside) == ["/d/wire.csv"]
    assert [(row.waits, row.refused) for row in file_rows(beside)] == [(False, 0), (False, 0), (True, 0)]
    assert refused_rows(alone) == []
    assert needs_deciding(alone)
    two = surveyed(WAITING, replace(WAITING, file="/d/more.csv"))
    assert headline(two, NOBODY, ())[2] == "In 2 tables no column is called text, body or article."


def test_a_table_that_cannot_be_read_is_refused():
    odd = replace(WAITING, rejected=(Rejected("/d/wire.csv", 2, "the row has 3 cells, and the header 2"),))
    assert headline(surveyed(odd), NOBODY, ())[0] == "error"
    assert waiting(surveyed(odd)) == []


def test_what_was_not_looked_at_is_said():
    survey = replace(PLAIN, files=(replace(PLAIN.files[0], whole=False),))
    assert "Not all of it was looked at yet" in headline(survey, NOBODY, ())[2]


def test_files_with_what_they_are_taken_for():
    rows = file_rows(TEAM, {"/d/news.csv"})
    assert [(row.name, row.by, row.records, row.refused) for row in rows] == [
        ("team.jsonl", "suffix", 3, 1),
        ("news.csv", "choice", 2, 0),
    ]
    assert tables(TEAM)["/d/news.csv"][0] == "news.csv"


def test_the_first_records_stand_as_in_the_files_each_with_its_verdict():
    rows = first_rows(TEAM, {"sha of Third"})
    assert [(row.first, row.second, row.end) for row in rows] == [
        ("First", "", "new, 4 spans, 1 event, Ana, Ben"),
        ("team.jsonl, line 2", "0..9999 is outside the text", ""),
        ("Third", "", "here already, 2 suggestions"),
        ("Talks resume", "The two sides met.", "new"),
    ]
    assert [row.icon for row in rows] == ["plus", "warning", "check", "plus"]
    assert refused_rows(TEAM) == [rows[1]]


def test_there_are_ten_of_them_at_most():
    refused = tuple(Rejected("/d/x.txt", line, "odd") for line in range(1, 30))
    survey = replace(PLAIN, files=(*PLAIN.files, file(records=0, rejected=refused)))
    assert len(first_rows(survey, NOBODY)) == 10
    assert len(refused_rows(survey)) == 29


def test_many_analysts_of_one_record_are_counted():
    first = replace(TEAM.previews[0], annotators=("A", "B", "C", "D", "E\n\u202e"))
    assert first_rows(replace(TEAM, previews=(first,)), NOBODY)[0].end == "new, 4 spans, 1 event, A, B, C, and 2 more"
