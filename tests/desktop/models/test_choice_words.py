"""What agreement is measured on, in words."""

from dataclasses import replace
from datetime import UTC, date, datetime

from annotations.agreement.choice import Condition
from annotations.agreement.coverage import Coverage
from annotations.agreement.figures import Resampling
from annotations.model.annotation_set import Status
from annotations.model.ids import ArticleId
from annotations.model.project import SetFacts
from desktop.models.choice_words import (
    computed,
    done_by_two,
    first_finished,
    labels_chosen,
    left_out,
    rests_on,
    version_in_words,
)

COVERED = Coverage(
    articles=1125, by_two=1118, by_one=0, in_progress=7, not_begun=0, annotators={}, versions={}, conditions={}
)


def test_versions():
    this_year = datetime.now(UTC).year
    assert version_in_words(6, date(this_year, 11, 3)) == "Version 6, since 3 Nov"
    assert version_in_words(5, date(2019, 11, 30)) == "Version 5, since 30 Nov 2019"
    assert version_in_words(4, None) == "Version 4"


def test_labels():
    assert [labels_chosen(chosen, 18) for chosen in ((), ("ORG",), ("ORG", "GPE"))] == [
        "All labels",
        "ORG only",
        "2 of 18 labels",
    ]


def test_coverage():
    assert done_by_two(COVERED) == "1\u202f118 of 1\u202f125"
    assert left_out(COVERED) == "Left out: 7 in progress. Nothing is guessed for them."
    assert (
        left_out(replace(COVERED, by_one=2)) == "Left out: 2 done by one, 7 in progress. Nothing is guessed for them."
    )
    assert left_out(replace(COVERED, in_progress=0)) == ""
    blind = replace(COVERED, in_progress=0, otherwise=7)
    assert left_out(blind) == "Left out: 7 done in another condition or guideline. Nothing is guessed for them."


def test_a_guideline_began_when_an_article_was_first_finished_under_it():
    days = [datetime(2024, 5, day, 12).astimezone() for day in (3, 2, 9)]
    facts = [
        SetFacts(
            article_id=ArticleId("a"),
            annotator="ana",
            status=Status.DONE,
            schema_version=version,
            blind=False,
            started_at=day,
            done_at=done,
        )
        for version, day, done in ((5, days[0], days[0]), (5, days[1], days[1]), (6, days[2], None))
    ]
    assert first_finished(facts) == {5: date(2024, 5, 2)}


def test_what_figures_rest_on_and_how_they_were_made():
    assert rests_on(COVERED, Condition.BLIND) == "1\u202f118 articles done by two or more, blind"
    assert rests_on(replace(COVERED, by_two=1), Condition.SUGGESTED) == (
        "1 article done by two or more, with suggestions"
    )
    at = datetime(2024, 5, 3, 14, 2).astimezone()
    assert computed(Resampling(draws=2000, seed=7), at) == "2\u202f000 resamples, seed 7   Computed 14:02"
