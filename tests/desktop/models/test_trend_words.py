"""Agreement over time in words, and the pull of suggestions."""

from datetime import date

import pytest

from annotations.agreement.again import Again
from annotations.agreement.estimate import Estimate
from annotations.agreement.pull import Contrast
from annotations.agreement.report import PairRow
from annotations.agreement.trend import Batch, Batching, Series
from desktop.models import trend_words as words
from desktop.models.agreement_words import undefined
from desktop.models.pull_words import difference_in_words

SURE = Estimate(value=0.8, interval=(0.7, 0.9), articles=25)


def batch(first: int, *versions: int) -> Batch:
    return Batch(since=date(2024, 5, first), first=first, last=first + 24, f1=SURE, schema_versions=versions)


def series(value: float, low: float, high: float, versions=((5,), (5, 6)), **more) -> Series:
    batches = (batch(1, *versions[0]), batch(26, *versions[1]))
    return Series(batches=batches, drift=Estimate(value=value, interval=(low, high)), compared=(0, 1), **more)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (series(0.08, 0.02, 0.14), "From articles 1–25 to articles 26–50 analysts agree more: +.08 (+.02 to +.14)."),
        (
            series(-0.08, -0.14, -0.02, ((5, 6), (7, 8))),
            "Since guideline 7 analysts agree less: −.08 (−.14 to −.02).",
        ),
        (
            series(0.02, -0.03, 0.07, ((5,), (6,))),
            "From articles 1–25 to articles 26–50 nothing changed that other articles would not explain:"
            " +.02 (−.03 to +.07).",
        ),
        (
            Series(batches=(batch(1, 5),), drift=Estimate(value=None, reason="too_few_batches")),
            "Too few articles to tell whether agreement changes.",
        ),
        (
            Series(batches=(batch(1, 5), batch(26, 5)), drift=Estimate(value=0.1), compared=(0, 1)),
            "From articles 1–25 to articles 26–50: +.10. How sure that is was not computed.",
        ),
    ],
)
def test_whether_agreement_changed(changed, said):
    assert words.drift_in_words(changed, Batching.ARTICLES) == said


def test_names():
    assert words.batch_in_words(batch(6, 5), Batching.WEEKS) == "the week of 2024-05-06"
    assert [words.batch_name(batch(6, 5), by) for by in Batching] == ["2024-05-06", "6–30"]
    assert words.batches_in_words(Batching.ARTICLES) == "25 articles at a time"
    named = [series(0, 0, 0), series(0, 0, 0, pair=("Hana", "Marek")), series(0, 0, 0, label="ORG")]
    assert [words.series_name(each) for each in named] == ["All pairs", "Hana × Marek", "ORG"]
    assert [words.versions_in_words(batch(1, *versions)) for versions in ((5,), (5, 6))] == [
        "guideline 5",
        "guidelines 5, 6",
    ]
    assert undefined("too_few_batches") == "too few articles to tell"


def test_how_much_of_what_was_done_again_counts():
    row = PairRow(pair=("ana", "ana (again)"), figures={}, articles=12, both_empty=0, counts={})
    assert words.again_in_words(Again(annotator="ana", row=row, too_soon=0)) == "12 articles"
    said = "12 articles; 3 done again within 14 days left out"
    assert words.again_in_words(Again(annotator="ana", row=row, too_soon=3)) == said


def test_why_suggestions_cannot_be_compared():
    unknown = Estimate(value=None, reason="no_rulings")
    assert difference_in_words(Contrast(suggested=unknown, blind=unknown, difference=unknown)) == (
        "needs ruled articles that somebody did blind"
    )
