"""How good the suggestions are, what learning adds, and how fast they are made.

    python benchmarks/suggest.py [--quick] [--json FILE]

Reads our own gold, and `../shared/articles` and `../shared/data` where they lie beside the checkout; says at the end
what was missing. Intervals are of 95 %, from drawing articles again. With --quick the slow learner, the large sizes
and the repeated timing are left out. All figures but the timed ones come out the same again, unless a training of the
slow learner meets its time limit.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotations.model.learned import Learner
from annotations.model.mention import Kind
from benchmarks import suggest_gold, suggest_quality
from benchmarks.suggest_answers import ANY_EVENT, POLITICAL, answered, together
from benchmarks.suggest_curve import Course, curve
from benchmarks.suggest_gold import LEARNED_FROM, PLOVER_TYPES, Gold, Missing
from benchmarks.suggest_speed import left_out, ratios
from benchmarks.suggest_table import Table

_NEWS_SIZES, _NEWS_SIZES_QUICK = (10, 25, 50, 100, 574), (10, 25)
_NEWSROOM_SIZES, _NEWSROOM_SIZES_QUICK = (5, 10, 20), (10, 20)
_QUOTED = (
    "elsewhere, on the held-back part, after 10 / 25 / 50 / 100 / 574 (README of the data): a linear model on frozen "
    "features .651 / .691 / .693 / .706 / .722, a spaCy ner .000 / .639 / .674 / .685 / .728, spancat on all .751"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All gold there is."""

    articles: Sequence[Gold]
    newsroom: Sequence[Gold]
    sample: Sequence[Gold]
    names: Sequence[Gold]
    plover: Sequence[Gold]
    news_train: Sequence[Gold]
    news_dev: Sequence[Gold]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; 0, also where nothing could be measured."""
    options = _options(arguments)
    missing = Missing()
    material = _material(missing)
    began, tables = time.monotonic(), []
    for table in _tables(material, quick=options.quick):
        if table.rows:
            tables.append(table)
            print(table.text(), flush=True)
        else:
            missing.lines.append(f"“{table.title}”: nothing to measure on")
    for line in missing.lines:
        print(f"left out: {line}")
    print(f"{time.monotonic() - began:.0f} seconds")
    if options.json:
        whole = {"tables": [table.json() for table in tables], "left_out": missing.lines}
        options.json.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="How good and how fast suggestions are.")
    parser.add_argument("--quick", action="store_true", help="without the slow learner and the large sizes")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the tables there as well")
    return parser.parse_args(arguments)


def _material(missing: Missing) -> Material:
    return Material(
        articles=suggest_gold.our_articles(missing),
        newsroom=suggest_gold.native(suggest_gold.NEWSROOM, missing),
        sample=suggest_gold.native(suggest_gold.SAMPLE, missing),
        names=suggest_gold.news_names(missing),
        plover=suggest_gold.corpus("plover_dev.jsonl", missing, PLOVER_TYPES),
        news_train=suggest_gold.by_chance(suggest_gold.corpus("ecbplus_train.jsonl", missing, "EVENT")),
        news_dev=suggest_gold.corpus("ecbplus_dev.jsonl", missing, "EVENT"),
    )


def _tables(material: Material, *, quick: bool) -> Iterator[Table]:
    tuned, unseen = suggest_gold.split(material.articles)
    corpora = {
        name: answered(POLITICAL, gold)
        for name, gold in {
            "articles, tuned on": tuned,
            "article, not looked at": unseen,
            "newsroom": material.newsroom,
            "sample": material.sample,
        }.items()
    }
    plover = answered(POLITICAL, material.plover)
    yield suggest_quality.names(corpora, answered(POLITICAL, material.names))
    yield suggest_quality.names_by_label(together([corpora["articles, tuned on"], corpora["article, not looked at"]]))
    yield suggest_quality.political(corpora, plover)
    yield suggest_quality.sentence_types(plover)
    yield suggest_quality.generic(answered(ANY_EVENT, material.news_dev))
    with tempfile.TemporaryDirectory(prefix="bench-suggest-") as folder:
        for course in _courses(material, quick=quick):
            table = curve(course, (Learner.FAST,) if quick else (Learner.FAST, Learner.SLOW), Path(folder))
            if course.schema == ANY_EVENT:
                table.notes.append(_QUOTED)
            yield table
    timed = {"real articles": material.articles, "newsroom": material.newsroom, "ECB+": material.news_dev}
    yield ratios(timed, 1 if quick else 5)
    yield left_out([each.article for each in (*material.articles, *material.newsroom, *material.sample)])


def _courses(material: Material, *, quick: bool) -> Iterator[Course]:
    yield Course(
        title="Learning: events of any kind in news, ECB+ training part to development part",
        kind=Kind.EVENT,
        schema=ANY_EVENT,
        learning=material.news_train,
        testing=material.news_dev,
        sizes=_NEWS_SIZES_QUICK if quick else _NEWS_SIZES,
    )
    for kind, what in ((Kind.ENTITY, "names"), (Kind.EVENT, "political events with type")):
        yield Course(
            title=f"Learning: {what} in the newsroom, first {LEARNED_FROM} articles to the others",
            kind=kind,
            schema=POLITICAL,
            learning=material.newsroom[:LEARNED_FROM],
            testing=material.newsroom[LEARNED_FROM:],
            sizes=_NEWSROOM_SIZES_QUICK if quick else _NEWSROOM_SIZES,
        )


if __name__ == "__main__":
    sys.exit(main())
