"""How good the suggestions are before anything was learned: names, triggers, types and roles."""

from collections.abc import Callable, Mapping, Sequence

from annotations.model.mention import Kind
from annotations.suggesters.learning import measure
from annotations.suggesters.learning.measure import Counts
from benchmarks.suggest_answers import Answered, Answers
from benchmarks.suggest_gold import NEWS_NAMES, PLOVER_TYPES, Gold, Said
from benchmarks.suggest_table import SCORED, Table, count_links, scored, share

Corpora = Mapping[str, Answered]
Rename = Callable[[str], str | None]

# Of a sentence where somebody says what somebody did, the type is what was done.
_SAYING = "STATEMENT"
_PLOVER_ROLES = {"ACTOR", "RECIPIENT", "PLACE"}
_QUOTED = "quoted from the README of the data, measured on parts of the corpora that are held back:"


def _same(label: str) -> str:
    return label


def _any(_label: str) -> str:
    return "*"


def _plover_type(label: str) -> str:
    return PLOVER_TYPES.get(label, label)


def counts(
    gold: Sequence[Gold], said: Answers, kind: Kind, wanted: Rename = _same, given: Rename | None = None
) -> list[Counts]:
    """Counts of each article, after renaming the labels of the gold and those given; None leaves a label out."""
    return [
        measure.count(each.said.of(kind, wanted), said[each.article.article_id].of(kind, given or wanted))
        for each in gold
    ]


def names(corpora: Corpora, news: Answered) -> Table:
    """Entities, label and extent."""
    table = Table("Names: extent and label", ("corpus", "who", *SCORED))
    whole = [(corpus, of_corpus, _same) for corpus, of_corpus in corpora.items()]
    for corpus, each, given in [*whole, ("news names (PER, ORG, LOC)", news, NEWS_NAMES.get)]:
        for who, said in (("model alone", each.model), ("ours", each.ours)):
            if each.gold:
                table.add(corpus=corpus, who=who, **scored(counts(each.gold, said, Kind.ENTITY, _same, given)))
    table.notes += [
        "model alone: what the language model marks in the whole text, labels of the schema only",
        "intervals over fewer than ten articles are narrower than they should be; over one there is none",
        f"{_QUOTED} model alone .560 and .427 on news names, about .76 on long scraped articles",
    ]
    return table


def names_by_label(articles: Answered) -> Table:
    """Entities of the real articles, label by label."""
    table = Table("Names in all real articles, label by label: exact F1", ("label", "gold", "model alone", "ours"))
    for label in sorted({mark.label for each in articles.gold for mark in each.said.of(Kind.ENTITY)}):
        alone, mine = (
            counts(articles.gold, said, Kind.ENTITY, {label: label}.get) for said in (articles.model, articles.ours)
        )
        gold = sum(each.marked for each in mine)
        table.add(label=label, gold=gold, model_alone=measure.f1(alone), ours=measure.f1(mine))
    return table


def political(corpora: Corpora, plover: Answered) -> Table:
    """Triggers and roles of political events."""
    table = Table("Political events: triggers, types, roles", ("corpus", "what", "who", *SCORED))
    whole = [(corpus, of_corpus, _same, None) for corpus, of_corpus in corpora.items()]
    for corpus, each, given, roles in [*whole, ("PLOVER sentences", plover, _plover_type, _PLOVER_ROLES)]:
        for what, who, found in (
            ("triggers, type ignored", "every verb", counts(each.gold, each.model, Kind.EVENT, _any)),
            ("triggers, type ignored", "ours", counts(each.gold, each.ours, Kind.EVENT, _any)),
            ("triggers with type", "ours", counts(each.gold, each.ours, Kind.EVENT, given)),
            ("trigger, filler, role", "ours", _roles(each, roles)),
        ):
            if each.gold:
                table.add(corpus=corpus, what=what, who=who, **scored(found))
    if plover.gold:
        table.notes.append("PLOVER: a record with several triggers has each role at each of them")
    return table


def _roles(corpus: Answered, roles: set[str] | None) -> list[Counts]:
    """Counts of filled roles, of these roles only or of all."""
    return [
        count_links(
            each.said.links,
            [link for link in corpus.ours[each.article.article_id].links if roles is None or link.role in roles],
        )
        for each in corpus.gold
    ]


def sentence_types(plover: Answered) -> Table:
    """The type of a sentence: that of its first event."""
    table = Table("Political sentences (PLOVER): the right type", ("what", "sentences", "share"))
    if plover.gold:
        pairs = [(each, plover.ours[each.article.article_id]) for each in plover.gold]
        first = share(_first_type(theirs) == _plover_type(each.type) for each, theirs in pairs)
        table.add(what="ours: type of the first event", sentences=len(pairs), share=first)
        seen = share(_type_on_gold(each, theirs) for each, theirs in pairs)
        table.add(what="ours: right type on a gold trigger", sentences=len(pairs), share=seen)
        table.notes.append(f"{_QUOTED} majority .125, verb dictionary .361, tf-idf on gold trigger words .554")
    return table


def _first_type(said: Said) -> str | None:
    events = sorted(said.of(Kind.EVENT, _plover_type), key=lambda each: (each.span, each.label))
    types = [each.label for each in events]
    return next((type_ for type_ in types if type_ != _SAYING), types[0] if types else None)


def _type_on_gold(gold: Gold, said: Said) -> bool:
    return any(
        mine.label == theirs.label and mine.span.overlaps(theirs.span)
        for mine in said.of(Kind.EVENT, _plover_type)
        for theirs in gold.said.of(Kind.EVENT)
    )


def generic(news: Answered) -> Table:
    """Events of any kind in news."""
    table = Table("Events of any kind in news (ECB+ development part), nothing learned", ("who", *SCORED))
    if news.gold:
        for who, said in (("every verb", news.model), ("ours", news.ours)):
            table.add(who=who, **scored(counts(news.gold, said, Kind.EVENT)))
        table.notes.append(
            f"{_QUOTED} every verb .635 (partial .705), verbs and nouns of acts and events in WordNet .712 (.833)"
        )
    return table
