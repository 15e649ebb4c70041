"""The verdict on a new model."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.model.ids import ArticleId
from annotations.model.mention import Kind
from annotations.model.span import Span
from annotations.suggesters.learning import gate
from annotations.suggesters.learning.examples import Marked


def _marks(*starts, label="MEET"):
    return [Marked(kind=Kind.EVENT, span=Span(start, start + 1), label=label) for start in starts]


def _articles(count, starts):
    return {ArticleId(f"a{number}"): _marks(*starts) for number in range(count)}


GOLD = _articles(6, range(10))


def test_better_everywhere_is_better():
    verdict = gate.verdict(GOLD, _articles(6, range(5)), _articles(6, range(8)))

    assert (verdict.better, verdict.reason, verdict.articles) == (True, "better", 6)
    assert verdict.new is not None
    assert verdict.old is not None
    assert verdict.low > 0
    assert verdict.difference == verdict.new.f1 - verdict.old.f1


def test_better_in_one_article_is_within_noise():
    new = {**_articles(6, range(5)), ArticleId("a0"): _marks(*range(9))}
    verdict = gate.verdict(GOLD, _articles(6, range(5)), new)

    assert (verdict.better, verdict.reason) == (False, "within_noise")
    assert verdict.difference > 0


def test_as_good_or_worse_is_no_better():
    assert gate.verdict(GOLD, GOLD, GOLD).reason == "no_better"
    assert gate.verdict(GOLD, GOLD, _articles(6, range(5))).reason == "no_better"


def test_four_articles_are_too_few_however_good():
    verdict = gate.verdict(_articles(4, range(10)), {}, _articles(4, range(10)))

    assert (verdict.better, verdict.reason, verdict.articles) == (False, "too_few_articles", 4)
    assert verdict.difference == 1.0


def test_nineteen_marks_are_too_few():
    gold = {**_articles(5, range(3)), ArticleId("a5"): _marks(*range(4))}

    assert not gate.enough(gold)
    assert gate.verdict(gold, {}, gold).reason == "too_few_articles"
    assert gate.enough({**gold, ArticleId("a6"): _marks(0)})


def test_without_articles():
    verdict = gate.verdict({}, {}, {})

    assert (verdict.better, verdict.reason, verdict.articles) == (False, "too_few_articles", 0)
    assert verdict.new is None


_spans = st.lists(st.integers(0, 12), max_size=8).map(lambda starts: _marks(*starts))
_corpora = st.dictionaries(st.sampled_from([ArticleId(f"a{n}") for n in range(8)]), _spans)


@given(_corpora, _corpora, _corpora)
def test_not_both_ways(gold, one, other):
    there, back = gate.verdict(gold, one, other), gate.verdict(gold, other, one)

    assert not (there.better and back.better)
    assert there.better == (there.reason == "better")
    assert there.difference == -back.difference
