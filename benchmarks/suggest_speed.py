"""How fast suggestions are made beside the bare language model, and that what it leaves out changes nothing."""

import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from annotations.model.mention import Kind
from annotations.model.span import Span
from annotations.model.starters import starter
from annotations.model.wire import schema_to_json
from annotations.suggesters import spacy_pipeline
from annotations.suggesters.base import ENTITIES, EVENTS, ArticleText, plan_for, suggest_batch
from benchmarks.suggest_answers import POLITICAL
from benchmarks.suggest_gold import Gold
from benchmarks.suggest_table import Table

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_WAYS = {"names": (ENTITIES,), "names and events": (ENTITIES, EVENTS)}


def ratios(corpora: dict[str, Sequence[Gold]], rounds: int) -> Table:
    """Words a CPU second, and the ratio to bare `nlp.pipe` with the same components on the same texts."""
    table = Table("Speed", ("corpus", "suggested", "words", "bare words/CPU s", "our words/CPU s", "ratio"))
    schema = schema_to_json(starter(POLITICAL))
    for corpus, gold in corpora.items():
        articles = [each.article for each in gold]
        words = sum(len(article.tokens) for article in articles)
        for way, suggesters in _WAYS.items() if articles else ():
            nlp = spacy_pipeline.load(with_syntax=EVENTS in suggesters)
            bare, own = _fastest(
                partial(nlp.pipe, [article.text for article in articles]),
                partial(suggest_batch, schema, plan_for(suggesters), articles),
                rounds,
            )
            speeds = {"bare words/CPU s": round(words / bare), "our words/CPU s": round(words / own)}
            table.add(corpus=corpus, suggested=way, words=words, ratio=bare / own, **speeds)
    table.notes.append(f"CPU seconds, the fastest of {rounds} in turn; one of them says little on a busy machine")
    return table


def _fastest(bare: Callable[[], Iterable], own: Callable[[], Iterable], rounds: int) -> tuple[float, float]:
    best = [float("inf"), float("inf")]
    for _ in range(rounds):
        for which, run in enumerate((bare, own)):
            began = time.process_time()
            deque(run(), maxlen=0)
            best[which] = min(best[which], time.process_time() - began)
    return best[0], best[1]


def left_out(articles: Sequence[ArticleText]) -> Table:
    """Components that are not run, and what comes out otherwise without them than with all."""
    head = ("suggested", "left out", "CPU share", "words", "words differ", "names", "names differ", "suggested differ")
    table = Table("Components left out", head)
    if not articles:
        return table
    whole, texts = _everything(), [article.text for article in articles]
    with_all, seconds = _timed(whole, texts)
    by_all = _suggested((ENTITIES, EVENTS), articles)
    for way, suggesters in _WAYS.items():
        nlp = spacy_pipeline.load(with_syntax=EVENTS in suggesters)
        docs, taken = _timed(nlp, texts)
        pairs = list(zip(with_all, docs, strict=True))
        table.add(
            suggested=way,
            left_out=", ".join(name for name in whole.component_names if name not in nlp.component_names),
            CPU_share=taken / seconds,
            words=sum(map(len, docs)),
            words_differ=sum(_differ(one, other) for one, other in pairs) if EVENTS in suggesters else None,
            names=sum(len(doc.ents) for doc in with_all),
            names_differ=sum(len(_names(one) ^ _names(other)) for one, other in pairs),
            suggested_differ=len(by_all ^ _suggested(suggesters, articles)),
        )
    table.notes += [
        "words differ: in tag, lemma, governor or sentence; names differ: in extent or label, found by one of the two",
        "suggested differ: names suggested with this pipeline or with that for events, but not with both",
    ]
    return table


def _suggested(suggesters: Sequence[str], articles: Sequence[ArticleText]) -> set[tuple[str, Span, str]]:
    made = suggest_batch(schema_to_json(starter(POLITICAL)), plan_for(suggesters), articles)
    return {
        (id_, one.mention.span, one.mention.label)
        for id_, by_run in made
        for of_run in by_run.values()
        for one in of_run
        if one.mention.kind is Kind.ENTITY
    }


def _everything() -> "Language":
    import spacy

    return spacy.load(spacy_pipeline.installed_package())


def _timed(nlp: "Language", texts: Sequence[str]) -> "tuple[list[Doc], float]":
    deque(nlp.pipe(texts[:1]), maxlen=0)
    began = time.process_time()
    docs = list(nlp.pipe(texts))
    return docs, time.process_time() - began


def _names(doc: "Doc") -> set[tuple[int, int, str]]:
    return {(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents}


def _differ(one: "Doc", other: "Doc") -> int:
    """Words that are read otherwise; the two have the same words."""
    return sum(_reading(word) != _reading(twin) for word, twin in zip(one, other, strict=True))


def _reading(word) -> tuple:
    return word.text, word.tag_, word.pos_, word.lemma_, word.dep_, word.head.i, word.is_sent_start
