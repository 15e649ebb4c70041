"""The gate: whether a new model may suggest in place of what suggests now."""

from annotations.model.learned import Verdict
from annotations.suggesters.learning import measure
from annotations.suggesters.learning.out_of_fold import Spans

FEWEST_ARTICLES = 5
FEWEST_SPANS = 20


def enough(gold: Spans) -> bool:
    """True if there is enough marked, in enough articles, to judge by."""
    return len(gold) >= FEWEST_ARTICLES and sum(map(len, gold.values())) >= FEWEST_SPANS


def verdict(gold: Spans, old: Spans, new: Spans) -> Verdict:
    """Compare two ways of suggesting on the articles of `gold`, which neither learned from.

    Better means that the lower end of the one-sided 95 % interval of the difference in exact F1 is above 0. An article
    that `old` or `new` does not name has no suggestions. Equal input gives equal verdicts.
    """
    articles = sorted(gold)
    if not articles:
        return Verdict(better=False, reason="too_few_articles", articles=0)
    of_old = [measure.count(gold[id_], old.get(id_, ())) for id_ in articles]
    of_new = [measure.count(gold[id_], new.get(id_, ())) for id_ in articles]
    gain = measure.difference(of_old, of_new)
    few = not enough(gold)
    return Verdict(
        better=not few and gain is not None and gain.low > 0,
        reason="too_few_articles" if few else _reason(gain),
        articles=len(articles),
        new=measure.measure(of_new),
        old=measure.measure(of_old),
        difference=gain.value if gain else 0.0,
        low=gain.low if gain else 0.0,
    )


def _reason(gain: measure.Difference | None) -> str:
    if gain is None or gain.value <= 0:
        return "no_better"
    return "better" if gain.low > 0 else "within_noise"
