from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model.ids import ArticleId
from annotations.model.project import OrderFacts
from annotations.model.project_settings import Order
from annotations.suggesters.order import Reason, doubt, ordered


def facts(name: str, *, date="", source="", status="new", scores=(), sample="") -> OrderFacts:
    return OrderFacts(
        article_id=ArticleId(name), date=date, source=source, status=status, scores=tuple(scores), sample=sample
    )


def names(order: Order, articles: list[OrderFacts]) -> list[str]:
    return [name for name, _ in ordered(order, articles)]


def test_doubt_is_one_bit_for_a_toss_and_nothing_for_certainty():
    assert doubt([0.5, 0.5]) == 1.0
    assert doubt([0.0, 1.0]) == doubt([]) == 0.0
    assert doubt([0.5, 1.0]) == 0.5


def test_the_most_doubtful_article_comes_first_and_says_how_many():
    articles = [facts("sure", scores=[0.95] * 4), facts("torn", scores=[0.5, 0.6, 0.9]), facts("none")]
    assert ordered(Order.DOUBT, articles) == [
        ("torn", Reason("doubt", ("2", "3"))),
        ("sure", Reason("doubt", ("0", "4"))),
        ("none", Reason("unscored")),
    ]


def test_diversity_takes_what_the_finished_articles_did_not_speak_of():
    articles = [
        facts("done", status="done", sample="floods along the river drown villages"),
        facts("more floods", sample="floods drown villages along another river"),
        facts("trial", sample="judges sentence minister after corruption trial"),
        facts("second trial", sample="judges postpone corruption trial again"),
    ]
    ranked = ordered(Order.DIVERSITY, articles)
    assert ranked[0][0] == "trial"
    assert set(ranked[0][1].facts) <= {"judges", "corruption", "trial"}
    assert [name for name, _ in ranked][1:] == ["second trial", "more floods"]
    assert ranked[1][1] == Reason("nothing_new")


def test_dates_newest_first_and_undated_last():
    articles = [facts("old", date="2021-03-03"), facts("bare"), facts("new", date="2024-01-01")]
    assert ordered(Order.DATE, articles) == [
        ("new", Reason("date", ("2024-01-01",))),
        ("old", Reason("date", ("2021-03-03",))),
        ("bare", Reason("undated")),
    ]


def test_sources_take_turns_from_the_one_least_done():
    articles = [
        facts("a1", source="A", status="done"),
        facts("a2", source="A"),
        facts("b1", source="B"),
        facts("b2", source="B"),
    ]
    assert ordered(Order.SOURCE, articles) == [
        ("b1", Reason("source", ("B", "0", "2"))),
        ("a2", Reason("source", ("A", "1", "2"))),
        ("b2", Reason("source", ("B", "0", "2"))),
    ]


def test_the_order_of_import_needs_no_ranks():
    assert ordered(Order.IMPORT, [facts("a")]) == []


_ARTICLES = st.lists(
    st.builds(
        facts,
        st.uuids().map(str),
        date=st.sampled_from(["", "2020-01-01", "2021-02-03"]),
        source=st.sampled_from("AB"),
        status=st.sampled_from(["new", "open", "done"]),
        scores=st.lists(st.floats(0, 1), max_size=3),
        sample=st.text("abcd ", max_size=40),
    ),
    max_size=8,
)


@pytest.mark.parametrize("order", [Order.DOUBT, Order.DIVERSITY, Order.DATE, Order.SOURCE])
@given(articles=_ARTICLES)
def test_every_open_article_is_ranked_once_with_a_reason_that_can_be_stored(order: Order, articles: list[OrderFacts]):
    ranked = ordered(order, articles)
    assert sorted(name for name, _ in ranked) == sorted(each.article_id for each in articles if each.status != "done")
    assert all(Reason.read(reason.written()) == reason for _, reason in ranked)


@given(_ARTICLES)
def test_doubt_never_rises_down_the_queue(articles: list[OrderFacts]):
    scores = {each.article_id: each.scores for each in articles}
    doubts = [doubt(scores[ArticleId(name)]) for name in names(Order.DOUBT, articles)]
    assert all(before >= after for before, after in pairwise(doubts))
