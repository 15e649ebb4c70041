"""Who says what in an article: our suggesters, the language model alone, every verb."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotations.model.ids import ArticleId
from annotations.model.mention import Kind
from annotations.model.span import Span
from annotations.model.starters import starter
from annotations.model.suggestion import Suggestion
from annotations.model.wire import schema_to_json
from annotations.suggesters import spacy_pipeline
from annotations.suggesters.base import Plan, suggest_batch
from annotations.suggesters.learning.examples import Marked
from benchmarks.suggest_gold import Gold, Said, said_in

if TYPE_CHECKING:
    from spacy.tokens import Doc

Answers = dict[ArticleId, Said]
POLITICAL, ANY_EVENT = "political-events", "any-event"


@dataclass(frozen=True, slots=True)
class Answered:
    """Articles, and what is said in them by our suggesters and by the language model: its entities, and its verbs."""

    gold: Sequence[Gold]
    ours: Answers
    model: Answers


def answered(schema: str, gold: Sequence[Gold]) -> Answered:
    """Ask both about a project with that starter schema."""
    return Answered(gold, ours(schema, gold, Plan()), _model(schema, gold))


def together(some: Sequence[Answered]) -> Answered:
    """Several corpora as one."""
    return Answered(
        [one for each in some for one in each.gold],
        {id_: said for each in some for id_, said in each.ours.items()},
        {id_: said for each in some for id_, said in each.model.items()},
    )


def ours(schema: str, gold: Sequence[Gold], plan: Plan) -> Answers:
    """What is suggested in a project with that starter schema and that plan."""
    found = suggested(schema, gold, plan)
    return {
        each.article.article_id: said_in(one.mention for one in found[each.article.article_id]).outside(each.unscored)
        for each in gold
    }


def suggested(schema: str, gold: Sequence[Gold], plan: Plan) -> dict[ArticleId, list[Suggestion]]:
    """The suggestions themselves, also those in ranges that count on neither side."""
    made = suggest_batch(schema_to_json(starter(schema)), plan, [each.article for each in gold])
    return {id_: [one for of_run in by_run.values() for one in of_run] for id_, by_run in made}


def _model(schema: str, gold: Sequence[Gold]) -> Answers:
    """Entities as the model marks them in the whole text, as far as the schema has their label; verbs as events.

    Auxiliaries are no verbs. The events are called after the first event label of the schema.
    """
    chosen = starter(schema)
    names = {label.code for label in chosen.active(Kind.ENTITY)}
    event = chosen.active(Kind.EVENT)[0].code
    docs = spacy_pipeline.load(with_syntax=True).pipe(each.article.text for each in gold)
    return {
        each.article.article_id: Said(_names(doc, names) | _verbs(doc, event)).outside(each.unscored)
        for each, doc in zip(gold, docs, strict=True)
    }


def _names(doc: "Doc", labels: set[str]) -> frozenset[Marked]:
    return frozenset(
        Marked(kind=Kind.ENTITY, span=Span(ent.start_char, ent.end_char), label=ent.label_)
        for ent in doc.ents
        if ent.label_ in labels
    )


def _verbs(doc: "Doc", label: str) -> frozenset[Marked]:
    return frozenset(
        Marked(kind=Kind.EVENT, span=Span(token.idx, token.idx + len(token)), label=label)
        for token in doc
        if token.pos_ == "VERB"
    )
