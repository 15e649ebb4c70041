"""Agreement over time: which article is in which batch, what is computed there, and when a change is one."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from annotations.agreement.documents import Document, Finished, pairs
from annotations.agreement.figures import Figures, Resampling
from annotations.agreement.parts import parts
from annotations.agreement.report import Source
from annotations.agreement.trend import ARTICLES_AT_ONCE, Batching, trend
from annotations.model.mark import Mark

MONDAY = datetime(2024, 5, 6, 9, tzinfo=UTC)
DRAWS = Resampling(draws=200)
BOTH = ("A", "B")


def source(number: int, *, agreed: int = 8, of: int = 10, **days: float) -> Source:
    """An article of ten spans each, `agreed` of them the same, that annotators finished so many days after Monday."""
    marks = [Mark(10 * at, 10 * at + 3, "ORG" if at % 2 else "GPE") for at in range(of)]
    moved = [mark if at < agreed else Mark(mark.start + 4, mark.end + 4, mark.label) for at, mark in enumerate(marks)]
    document = Document(
        id=f"d{number:03}",
        length=10 * of + 10,
        marks={name: frozenset(marks if name == "A" else moved) for name in days},
    )
    finished = {name: Finished(MONDAY + timedelta(days=at), 5 + (at >= 7)) for name, at in days.items()}
    return Source(parts=parts(document), disagreements=(), finished=finished)


def week(first: int, many: int, **more) -> list[Source]:
    return [source(first + at, **more) for at in range(many)]


def test_an_article_counts_in_the_week_in_which_the_later_of_two_finished_it():
    found = trend([source(0, A=0, B=8), source(1, A=0, B=1)], BOTH, DRAWS, Batching.WEEKS)
    everybody, pair = found.series
    assert (everybody.pair, pair.pair) == (None, BOTH)
    assert [(each.since, each.articles, each.schema_versions) for each in pair.batches] == [
        (date(2024, 5, 6), 1, (5,)),
        (date(2024, 5, 13), 1, (5, 6)),
    ]
    assert [(each.first, each.last) for each in everybody.batches] == [(1, 1), (2, 2)]


def test_each_pair_counts_when_it_is_done():
    found = trend([source(0, A=0, B=1, C=20)], ("A", "B", "C"), DRAWS, Batching.WEEKS)
    everybody, *of_pairs = found.series
    assert [each.f1.units for each in everybody.batches] == [20, 40]
    assert [(each.pair, [batch.since.day for batch in each.batches]) for each in of_pairs] == [
        (("A", "B"), [6]),
        (("A", "C"), [20]),
        (("B", "C"), [20]),
    ]


def test_of_many_articles_25_are_one_batch():
    found = trend([source(at, A=at / 100, B=at / 100) for at in range(60)], BOTH, DRAWS)
    assert found.by is Batching.ARTICLES
    batches = found.series[0].batches
    assert [(each.first, each.last) for each in batches] == [(1, 25), (26, 50), (51, 60)]
    assert [each.articles for each in batches] == [ARTICLES_AT_ONCE, ARTICLES_AT_ONCE, 10]
    assert [each.f1.value for each in batches] == pytest.approx([0.8] * 3)


def test_weeks_are_usual_where_they_have_articles_enough():
    two_weeks = [*week(0, 5, A=0, B=1), *week(5, 5, A=7, B=8)]
    assert trend(two_weeks, BOTH, DRAWS).by is Batching.WEEKS
    assert trend(two_weeks[:9], BOTH, DRAWS).by is Batching.ARTICLES
    assert trend(week(0, 30, A=0, B=1), BOTH, DRAWS).by is Batching.ARTICLES


def test_a_batch_has_the_figure_and_the_interval_of_its_articles():
    first = [source(at, agreed=5 + at % 4, A=0, B=1) for at in range(8)]
    found = trend([*first, *week(8, 6, A=9, B=9)], BOTH, DRAWS)
    expected = Figures([each.parts for each in first], BOTH, DRAWS).span_f1("strict_f1", pairs(BOTH))
    assert found.series[0].batches[0].f1 == expected
    assert expected.interval is not None


def test_a_change_beyond_chance_is_one():
    worse = [source(at, agreed=5 + at % 3, A=0, B=1) for at in range(8)]
    better = [source(8 + at, agreed=8 + at % 3, A=7, B=8) for at in range(8)]
    everybody, *rest = trend([*worse, *better], BOTH, DRAWS).series
    assert everybody.compared == (0, 1)
    assert everybody.drift.value == pytest.approx((71 - 47) / 80)
    assert (everybody.drifts, everybody.drift.articles, everybody.drift.too_narrow) == (True, 16, True)
    assert [each.label for each in rest] == ["", "GPE", "ORG"]
    back = trend([*better, *worse], BOTH, DRAWS).series[0]
    assert back == everybody, "the order in which they are given does not matter"


def test_no_change_is_none():
    same = [source(at, agreed=6 + at % 4, A=7 * (at // 12), B=7 * (at // 12)) for at in range(24)]
    drift = trend(same, BOTH, DRAWS).series[0]
    assert (drift.drift.value, drift.drifts) == (0.0, False)
    assert drift.drift.interval is not None


@pytest.mark.parametrize("few", [0, 1, 4])
def test_with_too_few_articles_nobody_can_tell(few):
    found = trend([*week(0, 6, A=0, B=1), *week(6, few, agreed=2, A=8, B=8)], BOTH, DRAWS, Batching.WEEKS)
    everybody = found.series[0]
    assert (everybody.compared, everybody.drifts) == (None, False)
    assert (everybody.drift.value, everybody.drift.reason) == (None, "too_few_batches")
    assert len(everybody.batches) == 1 + bool(few)
    assert everybody.batches[-1].f1.interval is None or not few


def test_a_batch_with_too_few_articles_is_passed_over():
    sources = [*week(0, 5, A=0, B=1), *week(5, 5, A=7, B=8), *week(10, 2, agreed=0, A=14, B=15)]
    everybody = trend(sources, BOTH, DRAWS, Batching.WEEKS).series[0]
    assert (len(everybody.batches), everybody.compared) == (3, (0, 1))


def test_without_draws_there_is_a_change_without_an_interval():
    sources = [*week(0, 5, A=0, B=1), *week(5, 5, agreed=5, A=7, B=8)]
    everybody = trend(sources, BOTH, Resampling(draws=0)).series[0]
    assert everybody.drift.value == pytest.approx(-0.3)
    assert (everybody.drift.interval, everybody.drifts) == (None, False)


def test_where_nobody_says_when_nothing_is_said():
    one = source(0, A=0, B=1)
    found = trend([Source(parts=one.parts, disagreements=())], BOTH, DRAWS)
    assert [each.batches for each in found.series] == [(), ()]


@settings(max_examples=30, phases=[Phase.generate])
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60)), max_size=40), st.data())
def test_each_article_of_a_pair_is_in_one_batch(days, data):
    sources = [source(at, agreed=at % 10, A=a, B=b, C=c) for at, (a, b, c) in enumerate(days)]
    by = data.draw(st.sampled_from(Batching))
    found = trend(sources, ("A", "B", "C"), Resampling(draws=0), by)
    everybody, *rest = found.series
    for series in rest[:3]:
        assert sum(each.articles for each in series.batches) == len(sources)
        assert sum(each.f1.units for each in series.batches) == 20 * len(sources)
    assert sum(each.f1.units for each in everybody.batches) == 60 * len(sources)
    sinces = [each.since for each in everybody.batches]
    assert sinces == sorted(sinces)
    assert trend(sources[::-1], ("C", "B", "A"), Resampling(draws=0), by) == found
