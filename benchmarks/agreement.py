"""How long agreement takes: three annotators, a thousand articles, fifty spans in each, 2,000 draws of articles.

`benchmarks/agreement.py [ARTICLES]`. Cold is everything a report needs: alignment, F1s of all pairs, labels, alphas,
intervals, disagreements, the trend. Beside it, where they are installed, nervaluate on the same spans and krippendorff
on the same words; the former gives no more than the F1s of one pair and no interval.
"""

import importlib.util
import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from annotations.agreement import spans
from annotations.agreement.disagreements import disagreements
from annotations.agreement.documents import Document, Finished, pairs
from annotations.agreement.figures import Figures, Resampling
from annotations.agreement.parts import parts
from annotations.agreement.report import Source, report
from annotations.agreement.trend import trend
from annotations.model.mark import Mark

NAMES = ("A", "B", "C")
LABELS = ("PERSON", "ORG", "GPE", "NORP", "DATE", "EVENT", "FAC", "NUMBER", "WEAPON", "TITLE")
SPANS, TOKENS, WORD = 50, 500, 6
TEXT = "attack " * TOKENS
BEGUN = datetime(2024, 1, 1, tzinfo=UTC)
COLD_SECONDS, CHANGED_SECONDS = 10.0, 0.05


def corpus(articles: int, seed: int = 1) -> list[Document]:
    """Articles in which three annotators mostly mark the same: each misses, relabels and moves some."""
    chance = random.Random(seed)
    units = tuple((WORD * at, WORD * at + WORD - 1) for at in range(TOKENS))
    return [
        Document(id=f"d{number}", length=WORD * TOKENS, marks=_marks(chance), units=units) for number in range(articles)
    ]


def _marks(chance: random.Random) -> dict[str, frozenset[Mark]]:
    starts = sorted(chance.sample(range(0, TOKENS - 4, 4), SPANS + 6))
    truth = [(start, start + chance.choice((1, 1, 1, 2, 3)), chance.choice(LABELS)) for start in starts]
    found = {}
    for name in NAMES:
        kept = chance.sample(truth, SPANS)
        found[name] = frozenset(
            Mark(
                WORD * start,
                WORD * (end + (chance.random() < 0.06)) - 1,
                label if chance.random() < 0.94 else chance.choice(LABELS),
            )
            for start, end, label in kept
        )
    return found


def sources(documents: Sequence[Document]) -> list[Source]:
    """What a report reads of each; they were finished one an hour."""
    return [source(document, hour) for hour, document in enumerate(documents)]


def source(document: Document, hour: int = 0) -> Source:
    """What a report reads of one."""
    finished = Finished(BEGUN + timedelta(hours=hour), 1)
    return Source(
        parts=parts(document),
        disagreements=tuple(disagreements(document, TEXT, pairs(NAMES))),
        finished=dict.fromkeys(NAMES, finished),
    )


def changed(documents: Sequence[Document], known: Sequence[Source]) -> float:
    """Seconds for one article of which a span went, and for the headline after that, without its interval."""
    marks = dict(documents[0].marks)
    marks["A"] = frozenset(sorted(marks["A"])[1:])
    after = replace(documents[0], marks=marks)
    began = time.perf_counter()
    new = [source(after), *known[1:]]
    Figures([each.parts for each in new], NAMES, Resampling(draws=0)).span_f1("strict_f1", pairs(NAMES))
    return time.perf_counter() - began


def timed(what: str, work: Callable[[], object]) -> tuple[float, object]:
    """Wall seconds and result, said as soon as they are known."""
    began = time.perf_counter()
    result = work()
    seconds = time.perf_counter() - began
    print(f"{what:<52}{seconds:8.3f} s", flush=True)
    return seconds, result


def beside(documents: Sequence[Document]) -> None:
    """The same with other programs, where they are there."""
    if importlib.util.find_spec("nervaluate") is not None:
        from nervaluate import Evaluator

        def lists(name: str) -> list[list[dict[str, object]]]:
            return [
                [{"label": mark.label, "start": mark.start, "end": mark.end - 1} for mark in sorted(each.marks[name])]
                for each in documents
            ]

        _, found = timed("nervaluate, one pair", Evaluator(lists("A"), lists("B"), tags=list(LABELS)).evaluate)
        print(f"  exact F1 {found['overall']['strict'].f1:.6f}")
    if importlib.util.find_spec("krippendorff") is not None:
        import krippendorff

        rows = [[word for each in documents for word in _words(each, name)] for name in NAMES]
        timed(
            "krippendorff, alpha on words",
            lambda: krippendorff.alpha(
                reliability_data=rows, level_of_measurement="nominal", value_domain=["O", *LABELS]
            ),
        )


def _words(document: Document, name: str) -> list[str]:
    words = ["O"] * TOKENS
    for mark in document.marks[name]:
        for at in range(mark.start // WORD, mark.end // WORD + 1):
            words[at] = mark.label
    return words


def main() -> int:
    """0 if both demands are met."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    documents = corpus(articles)
    print(f"{len(NAMES)} annotators x {articles:,} articles x {SPANS} spans")
    read, known = timed("alignment, parts, disagreements of each article", lambda: sources(documents))
    made, found = timed("report: all pairs, labels, alphas, 2,000 draws", lambda: report(known, NAMES))
    over_time, _ = timed("trend: all, pairs, labels, from week to week", lambda: trend(known, NAMES))
    warm, _ = timed("report again, articles unchanged", lambda: report(known, NAMES))
    again = min(changed(documents, known) for _ in range(5))
    print(f"{'one changed article and the headline':<52}{again:8.3f} s")
    strict = found.figures["strict_f1"]
    counts = spans.total(each.parts.spans["A", "B"] for each in known)
    print(f"strict F1 {strict.value:.6f} ({strict.interval[0]:.4f} to {strict.interval[1]:.4f})")
    print(f"  of the pair A, B {spans.f1('strict_f1', counts):.6f}")
    beside(documents)
    cold = read + made + over_time
    print(f"cold {cold:.1f} s (demanded: under {COLD_SECONDS:.0f}), warm {warm:.1f} s")
    return int(cold > COLD_SECONDS or again > CHANGED_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
