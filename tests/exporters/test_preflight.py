"""What a trial run found becomes lines that say what needs somebody, with the places that are meant."""

from pathlib import Path

import exporters
from annotations.model.article import Region
from annotations.model.mention import Mention
from annotations.model.project import AnnotatedArticle
from exporters.alignment import BLANK_EDGE, EVENT_LOST, OFF_TOKENS
from exporters.base import ExportIssue, ExportReport
from exporters.conll import NO_EVENTS, OVERLAPS
from exporters.cut_words import INSIDE_A_TOKEN
from exporters.files import OutputFolder
from exporters.left_out import LeftOut, Why
from exporters.preflight import (
    MOST_PLACES,
    Detail,
    Headline,
    Observation,
    Place,
    PreflightRow,
    Watched,
    headline,
    place_of,
    preflight,
)
from exporters.reasons import GROWN, RENAMED, ROLE_MISSING, Fix, RowKind
from exporters.trimming import IN_FURNITURE
from exporters.truth import Given, Truth
from tests.exporters.hard import hard_articles, hard_schema
from tests.factories import annotation_set, article, entity, event, small_schema, span

ARTICLE = article("Menu\nQasim shot Ali in Basra.", regions=[Region(span("Menu", "Menu"), "furniture")])
QASIM, BASRA = entity("PERSON", span(ARTICLE, "Qasim")), entity("GPE", span(ARTICLE, "Basra"))


def found(reason: str, number: int = 0, label: str = "ORG") -> ExportIssue:
    return ExportIssue(article_id="a1", start=number, end=number + 4, label=label, surface="Iran", reason=reason)


def given(*mentions: Mention) -> AnnotatedArticle:
    return AnnotatedArticle(article=ARTICLE, sets=(annotation_set(ARTICLE, *mentions),))


def by_reason(rows: tuple[PreflightRow, ...]) -> dict[str, PreflightRow]:
    return {row.reason: row for row in rows}


def test_lines_are_sorted_by_what_needs_somebody():
    report = ExportReport(
        lost=(found(OFF_TOKENS), found(BLANK_EDGE), found(OFF_TOKENS, 9)),
        notes=(found(INSIDE_A_TOKEN), found(f"{RENAMED} A_B"), found(f"{RENAMED} A_B", 9)),
    )
    left_out = [LeftOut(why=Why.UNDECIDED, count=212), LeftOut(why=Why.UNFINISHED, count=7, mentions=148)]
    rows = preflight(report, left_out, [Observation(ROLE_MISSING)])
    assert [(row.kind, row.count, row.reason) for row in rows] == [
        (RowKind.FIXED, 2, RENAMED),
        (RowKind.FIXED, 1, INSIDE_A_TOKEN),
        (RowKind.NEEDS_YOU, 7, Why.UNFINISHED),
        (RowKind.NEEDS_YOU, 2, OFF_TOKENS),
        (RowKind.NEEDS_YOU, 1, BLANK_EDGE),
        (RowKind.INFORMATION, 212, Why.UNDECIDED),
    ]


def test_a_line_has_its_places_and_what_helps():
    row = preflight(ExportReport(lost=(found(OFF_TOKENS), found(OFF_TOKENS, 9))))[0]
    assert row.is_lost
    assert row.fixes == (Fix.GROW, Fix.SHRINK)
    assert row.places[1] == Place(article_id="a1", start=9, end=13, label="ORG", surface="Iran")
    overlap = preflight(ExportReport(lost=(found(OVERLAPS),)))[0]
    assert (overlap.fixes, overlap.option) == ((Fix.CHOOSE,), "ents")


def test_nobodys_set_is_not_repaired():
    report = ExportReport(lost=(found(OFF_TOKENS), found(OVERLAPS)))
    left_out = [LeftOut(why=Why.UNFINISHED, count=1)]
    rows = by_reason(preflight(report, left_out, repairable=False))
    assert rows[OFF_TOKENS].fixes == ()
    assert rows[OVERLAPS].fixes == (Fix.CHOOSE,)
    assert rows[Why.UNFINISHED].fixes == (Fix.INCLUDE,)


def test_a_line_keeps_a_thousand_places_and_counts_all():
    row = preflight(ExportReport(lost=tuple(found(OFF_TOKENS, number) for number in range(1_003))))[0]
    assert (row.count, len(row.places)) == (1_003, MOST_PLACES)


def test_roles_are_told_apart_in_one_line():
    lost = [found(f"{role}: {EVENT_LOST}", label="ASSAULT") for role in ("PLACE", "ACTOR", "PLACE")]
    row = preflight(ExportReport(lost=tuple(lost)))[0]
    assert (row.reason, row.count) == (EVENT_LOST, 3)
    assert row.details == (Detail("PLACE", "", 2), Detail("ACTOR", "", 1))


def test_new_names_are_told_beside_the_old():
    row = preflight(ExportReport(notes=(found(f"{RENAMED} ARMED_GROUP", label="ARMED GROUP"),)))[0]
    assert row.details == (Detail("ARMED GROUP", "ARMED_GROUP", 1),)


def test_what_a_format_of_others_says_is_told():
    rows = preflight(ExportReport(lost=(found("has no colour"),), notes=(found("is grey"),)))
    assert [(row.kind, row.reason, row.is_lost) for row in rows] == [
        (RowKind.NEEDS_YOU, "has no colour", True),
        (RowKind.INFORMATION, "is grey", False),
    ]


def test_labels_left_out_are_one_line():
    left_out = [
        LeftOut(why=Why.LABEL, count=2, label="LAW", places=(found(Why.LABEL),)),
        LeftOut(why=Why.LABEL, count=5, label="DATE", places=(found(Why.LABEL, 9),)),
    ]
    (row,) = preflight(ExportReport(), left_out)
    assert (row.kind, row.count, row.details) == (RowKind.INFORMATION, 7, (Detail("DATE", "", 5), Detail("LAW", "", 2)))
    assert len(row.places) == 2


def test_articles_are_places_from_nought_to_nought():
    (row,) = preflight(ExportReport(), [LeftOut(why=Why.UNFINISHED, count=1, mentions=3, articles=(ARTICLE.id,))])
    assert row.places == (Place(article_id=ARTICLE.id),)
    assert row.inside == 3


def test_a_repair_is_a_line_of_its_own():
    repaired = Observation(GROWN)
    repaired.add(place_of(found(GROWN)))
    assert [(row.kind, row.count) for row in preflight(ExportReport(), (), [repaired])] == [(RowKind.FIXED, 1)]


def test_events_without_a_required_role():
    shot = event("ASSAULT", span(ARTICLE, "shot"), ("PLACE", BASRA))
    whole = event("CONSULT", span(ARTICLE, "in"), ("ACTOR", QASIM))
    watched = Watched([given(QASIM, BASRA, shot, whole)], small_schema())
    assert [each.article.id for each in watched] == [ARTICLE.id]
    (row,) = preflight(ExportReport(), (), [watched.observed])
    assert (row.kind, row.count, row.fixes) == (RowKind.NEEDS_YOU, 1, (Fix.FILL,))
    assert row.details == (Detail("ACTOR", "ASSAULT", 1),)
    assert [place.surface for place in row.places] == ["shot"]


def test_places_are_those_of_the_project_though_furniture_is_cut_out():
    menu = entity("ORG", span(ARTICLE, "Menu"))
    shot = event("ASSAULT", span(ARTICLE, "shot"))
    truth = Given(Truth(source="ana"), small_schema(), [given(menu, QASIM, shot)])
    watched = Watched(truth, truth.schema, truth.in_project)
    (written,) = watched
    assert written.article.text == "Qasim shot Ali in Basra."
    rows = by_reason(preflight(ExportReport(lost=truth.lost), truth.left_out, [watched.observed]))
    gap = rows[ROLE_MISSING].places[0]
    assert ARTICLE.text[gap.start : gap.end] == "shot"
    assert (rows[Why.FURNITURE].count, rows[Why.FURNITURE].inside) == (1, 1)
    assert rows[IN_FURNITURE].is_lost


def test_the_headline_counts_mentions_events_and_arguments():
    report = ExportReport(articles=118, mentions=2_290, events=318, arguments=900, lost=(found(OFF_TOKENS),))
    assert headline(report) == Headline(1, 3_509, 118, 2_290, 318, 900)


def test_lines_count_just_what_was_lost(tmp_path: Path):
    report = exporters.find("conll").write(hard_articles(), hard_schema(), OutputFolder(tmp_path), {})
    rows = preflight(report)
    assert sum(row.count for row in rows if row.is_lost) == len(report.lost)
    assert sum(row.count for row in rows) == len(report.lost) + len(report.notes)
    assert by_reason(rows)[NO_EVENTS].count == 19
