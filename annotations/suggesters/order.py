"""Order: which article to read next, and why. Pure; the reasons are codes for the window to put into words."""

import heapq
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from annotations.model.ids import ArticleId
from annotations.model.project import OrderFacts
from annotations.model.project_settings import Order

_DONE = "done"
_WORD = re.compile(r"[^\W\d_]{4,}")
_NAMED_WORDS = 3
_DOUBTFUL = (0.25, 0.75)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an article stands where it stands: a code and the facts that belong to it.

    "doubt" (doubtful suggestions, all), "unscored", "new_words" (up to three words), "nothing_new", "date" (the date),
    "undated", "source" (the source, its finished articles, all its articles).
    """

    code: str
    facts: tuple[str, ...] = ()

    def written(self) -> str:
        """As it is stored with the rank."""
        return json.dumps([self.code, *self.facts], ensure_ascii=False)

    @classmethod
    def read(cls, text: str) -> "Reason | None":
        """The inverse of `written`; None for an article that nothing was said about."""
        if not text:
            return None
        code, *facts = json.loads(text)
        return cls(code, tuple(facts))


Ranked = list[tuple[ArticleId, Reason]]


def ordered(order: Order, articles: Sequence[OrderFacts]) -> Ranked:
    """The articles that are not done, the one to read next first. Articles alike stay in the order given."""
    rank = _ORDERS.get(order)
    return rank(articles) if rank is not None else []


def doubt(scores: Iterable[float]) -> float:
    """The mean entropy of these suggestions in bits: 1 where each may as well be wrong as right, 0 where all are
    sure. (Uncertainty sampling: Settles, Active Learning Literature Survey, 2009, section 3.1.)"""
    entropies = [_entropy(score) for score in scores]
    return sum(entropies) / len(entropies) if entropies else 0.0


def _entropy(score: float) -> float:
    return -sum(part * math.log2(part) for part in (score, 1 - score) if part > 0)


def _by_doubt(articles: Sequence[OrderFacts]) -> Ranked:
    left = sorted(_open(articles), key=lambda each: -doubt(each.scores))
    low, high = _DOUBTFUL
    return [
        (
            each.article_id,
            Reason("doubt", (str(sum(low < score < high for score in each.scores)), str(len(each.scores))))
            if each.scores
            else Reason("unscored"),
        )
        for each in left
    ]


def _by_diversity(articles: Sequence[OrderFacts]) -> Ranked:
    """Greedily the article with the most weight in words that neither a finished one nor an earlier one has.

    The weight of a word is its inverse document frequency. What an article adds can only shrink, so the first of the
    heap whose value is up to date is the best (Minoux's lazy greedy, 1978).
    """
    words = {each.article_id: frozenset(map(str.lower, _WORD.findall(each.sample))) for each in articles}
    spread = Counter(word for own in words.values() for word in own)
    weight = {word: math.log(len(articles) / count) for word, count in spread.items()}
    seen = {word for each in articles if each.status == _DONE for word in words[each.article_id]}

    def worth(article_id: ArticleId) -> float:
        own = words[article_id]
        # Per root of the length: else the longest article always comes first.
        return math.fsum(weight[word] for word in sorted(own - seen)) / math.sqrt(len(own) or 1)

    heap = [(-worth(each.article_id), place, each.article_id) for place, each in enumerate(_open(articles))]
    heapq.heapify(heap)
    ranked: Ranked = []
    while heap:
        _, place, article_id = heap[0]
        now = (-worth(article_id), place, article_id)
        if heapq.heapreplace(heap, now) != now and heap[0] != now:
            continue
        heapq.heappop(heap)
        ranked.append((article_id, _newest_words(words[article_id] - seen, weight, spread)))
        seen |= words[article_id]
    return ranked


def _newest_words(new: Iterable[str], weight: Mapping[str, float], spread: Mapping[str, int]) -> Reason:
    # A word of a single article says nothing about the corpus; one that others share stands for what is to come.
    telling = sorted((word for word in new if spread[word] > 1), key=lambda word: (-weight[word], word))
    return Reason("new_words", tuple(telling[:_NAMED_WORDS])) if telling else Reason("nothing_new")


def _by_date(articles: Sequence[OrderFacts]) -> Ranked:
    """The newest first; those without a date last."""
    left = sorted(_open(articles), key=lambda each: each.date, reverse=True)
    return [(each.article_id, Reason("date", (each.date,)) if each.date else Reason("undated")) for each in left]


def _by_source(articles: Sequence[OrderFacts]) -> Ranked:
    """In turn from each source, always from the one of which the smallest share is done."""
    total = Counter(each.source for each in articles)
    done = Counter(each.source for each in articles if each.status == _DONE)
    waiting: dict[str, list[ArticleId]] = defaultdict(list)
    for each in _open(articles):
        waiting[each.source].append(each.article_id)
    places = {source: place for place, source in enumerate(waiting)}
    heap = [(done[source] / total[source], places[source], source, 0) for source in waiting]
    heapq.heapify(heap)
    ranked: Ranked = []
    while heap:
        _, place, source, taken = heap[0]
        reason = Reason("source", (source, str(done[source]), str(total[source])))
        ranked.append((waiting[source][taken], reason))
        if taken + 1 < len(waiting[source]):
            heapq.heapreplace(heap, ((done[source] + taken + 1) / total[source], place, source, taken + 1))
        else:
            heapq.heappop(heap)
    return ranked


def _open(articles: Iterable[OrderFacts]) -> list[OrderFacts]:
    return [each for each in articles if each.status != _DONE]


_ORDERS: dict[Order, Callable[[Sequence[OrderFacts]], Ranked]] = {
    Order.DOUBT: _by_doubt,
    Order.DIVERSITY: _by_diversity,
    Order.DATE: _by_date,
    Order.SOURCE: _by_source,
}
