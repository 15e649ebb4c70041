"""Every line of the pre-flight is told in plain words."""

import pytest

from desktop.models.preflight_reasons import WORDS
from desktop.models.preflight_words import headline_in_words, second_line, title
from exporters.alignment import EVENT_LOST, OFF_TOKENS
from exporters.base import ExportIssue, ExportReport
from exporters.left_out import LeftOut, Why
from exporters.preflight import Headline, Observation, Place, PreflightRow, place_of, preflight
from exporters.reasons import CALLED, GROWN, MEANINGS, RENAMED, ROLE_MISSING, RowKind
from tests.factories import small_schema

THIN = "\u202f"


def found(reason: str, surface: str, label: str = "ORG") -> ExportIssue:
    return ExportIssue(article_id="a1", start=0, end=4, label=label, surface=surface, reason=reason)


def lost(*issues: ExportIssue) -> PreflightRow:
    (row,) = preflight(ExportReport(lost=issues))
    return row


def left_out(**values: object) -> PreflightRow:
    (row,) = preflight(ExportReport(), [LeftOut(**values)])
    return row


def plain(line: str) -> str:
    return line.replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize("reason", sorted(MEANINGS))
def test_every_reason_has_words(reason: str):
    row = PreflightRow(kind=RowKind.FIXED, reason=reason, count=1)
    one, more, hint = title(row), title(PreflightRow(kind=RowKind.FIXED, reason=reason, count=2)), WORDS[reason].hint
    for words in (one, more):
        assert words[0].isupper()
        assert not words.endswith(".")
        # There is room for so many beside the links.
        assert len(words) <= 44
    assert not hint or (hint.endswith(".") and len(hint) <= 56)


def test_no_words_for_what_nobody_says():
    assert set(WORDS) <= set(MEANINGS)


def test_a_line_tells_two_and_counts_the_rest():
    row = lost(*(found(OFF_TOKENS, surface) for surface in ("al-Sudani's", "Iran-", *(f"w{n}" for n in range(12)))))
    assert (row.count, title(row)) == (14, "Begin or end inside a word")
    assert plain(second_line(row)) == "“al-Sudani's”, “Iran-” and 12 more."


def test_a_line_about_one_is_about_one():
    row = lost(found(OFF_TOKENS, "Iran-"))
    assert (title(row), plain(second_line(row))) == ("Begins or ends inside a word", "“Iran-”.")


def test_the_same_words_are_told_once_and_long_ones_cut():
    row = lost(*(found(OFF_TOKENS, surface) for surface in ("Iran-", "Iran-", "a\n b " * 20)))
    assert plain(second_line(row)) == "“Iran-”, “a b a b a b a b a b a b a b a b…” and 1 more."


def test_words_of_the_article_are_told_in_their_own_direction():
    assert second_line(lost(found(OFF_TOKENS, "بغداد"))) == "“\u2068بغداد\u2069”."


def test_a_repair():
    repaired = Observation(GROWN)
    for surface in ("al-Sudani's", "Iran-"):
        repaired.add(place_of(found(GROWN, surface)))
    row = repaired.row()
    assert title(row) == "Ended inside a word, now grown"
    assert plain(second_line(row)) == "“al-Sudani's”, “Iran-”. One step to undo."


def test_unfinished_articles():
    row = left_out(why=Why.UNFINISHED, count=7, mentions=148)
    assert title(row) == "Articles still in progress are left out"
    assert second_line(row) == "148 spans wait in them. Finish them, or include them as they are."
    one = left_out(why=Why.UNFINISHED, count=1, mentions=1)
    assert title(one) == "Article still in progress is left out"
    assert second_line(one).startswith("1 span waits in them.")


def test_events_without_a_role():
    gap = Observation(ROLE_MISSING)
    for _ in range(5):
        gap.add(Place(article_id="a1", end=4, surface="struck"), ("ACTOR", "ASSAULT"))
    assert title(gap.row()) == "Events without a required role"
    assert second_line(gap.row(), small_schema()) == "Assault without Actor. They are written with the gap."
    assert second_line(gap.row()) == "ASSAULT without ACTOR. They are written with the gap."


def test_suggestions_and_furniture():
    undecided = left_out(why=Why.UNDECIDED, count=212, places=(found(Why.UNDECIDED, "Basra"),))
    assert title(undecided) == "Suggestions nobody decided are not written"
    assert plain(second_line(undecided)) == "“Basra” and 211 more. A suggestion is not a decision."
    assert second_line(left_out(why=Why.FURNITURE, count=310)) == "No decided span lies in them."


def test_labels_that_were_left_out():
    assert second_line(left_out(why=Why.LABEL, count=1_200, label="LAW")) == f"LAW 1{THIN}200."


def test_names_that_are_written_otherwise():
    (conll,) = preflight(ExportReport(notes=(found(f"{RENAMED} ARMED_GROUP", "rebels", "ARMED GROUP"),)))
    assert second_line(conll) == "ARMED GROUP as ARMED_GROUP."
    words = "role HELD BY is called HELD_BY here, for brat knows but letters, digits, _ and - of ASCII"
    (brat,) = preflight(ExportReport(notes=(found(words, "rebels"),)))
    assert (brat.reason, second_line(brat)) == (CALLED, "HELD BY as HELD_BY.")


def test_roles_that_are_lost():
    row = lost(*(found(f"{role}: {EVENT_LOST}", "struck") for role in ("PLACE", "PLACE", "ACTOR")))
    assert title(row) == "Roles of events that are not written"
    assert second_line(row) == "PLACE 2, ACTOR 1."


def test_what_a_format_of_others_says_is_told_as_it_is():
    row = lost(found("has no colour", "Iran"))
    assert (title(row), plain(second_line(row))) == ("has no colour", "“Iran”.")


def test_the_headline():
    words = headline_in_words(Headline(0, 3_508, 118, 2_294, 318, 896), is_read_back=True)
    assert words.sentence == f"0 of 3{THIN}508 spans and roles lost"
    assert words.line == (
        f"118 articles, 2{THIN}612 spans, 318 events, 896 roles filled. Each was read back from the file it will be in."
    )
    assert words.is_well
    less = headline_in_words(Headline(2, 5, 1, 1, 1, 1), is_read_back=False)
    assert less.sentence == "2 of 5 spans and roles lost"
    assert less.line == "1 article, 2 spans, 1 event, 1 role filled."
    assert not less.is_well
