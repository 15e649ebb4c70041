"""The phrase list of a project, and how it grows from what annotators accept."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, Select, func, select
from sqlalchemy import Row as ResultRow

from annotations.model.mention import Kind, Outcome
from annotations.model.project import is_again
from annotations.model.project_settings import Phrase, PhraseSource
from annotations.store.engine import Row, insert_missing, replace_row
from annotations.store.rows import reading
from annotations.store.tables import annotation_set, article, decision, mention, phrase, suggestion

_NEARLY_ALL = 0.8
_SEEN = 2  # how often words are marked before they grow into a phrase
_LONGEST = 100  # code points of a phrase that grows

Claim = tuple[str, str, str]  # kind, label, words without regard to case


def phrases(connection: Connection) -> list[Phrase]:
    """The list, by kind, label and words."""
    query = select(phrase).where(~phrase.c.removed).order_by(phrase.c.kind, phrase.c.label, phrase.c.folded)
    return [phrase_from(row) for row in connection.execute(query)]


def put(connection: Connection, listed: Iterable[Phrase]) -> None:
    """Put phrases on the list, also some that were removed before. Of phrases that differ by case the last one stays.

    Raises ValueError for a phrase without words.
    """
    rows = {(row["kind"], row["label"], row["folded"]): row for row in map(_row, listed)}
    replace_row(connection, phrase, list(rows.values()))


def remove(connection: Connection, listed: Iterable[Phrase]) -> None:
    """Take phrases off the list, so that they do not grow back either."""
    replace_row(connection, phrase, [{**_row(each), "removed": True} for each in listed])


def _row(listed: Phrase) -> Row:
    text = _plain(listed.text)
    if not text:
        raise ValueError("a phrase without words")
    return {
        "kind": listed.kind.value,
        "label": listed.label,
        "folded": text.casefold(),
        "text": text,
        "source": listed.source.value,
        "removed": False,
    }


def _plain(text: str) -> str:
    return " ".join(text.split())


@reading
def phrase_from(row: ResultRow[Any]) -> Phrase:
    """The phrase in a row."""
    return Phrase(text=row.text, kind=Kind(row.kind), label=row.label, source=PhraseSource(row.source))


def grow(connection: Connection, annotator: str | None) -> int:
    """List the words that one annotator, or anyone (None), marked at least twice; returns how many are new. What was
    marked when an article was done again does not count.

    Only names: triggers mean now this and now that, and “Monday” and “two thousand” are better found by rules. They
    must always have had the same label, never have been refused with it by anybody, and not be part of longer words
    that are marked: a phrase goes before all else that is suggested, and must not cut a longer name in two.
    """
    written: dict[Claim, Counter[str]] = defaultdict(Counter)
    places: dict[Claim, set[tuple[str, int, int]]] = defaultdict(set)
    for row in connection.execute(_marked(annotator)):
        if is_again(row.annotator):
            continue
        surface = _plain(row.surface)
        claim = (row.kind, row.label, surface.casefold())
        written[claim][surface] += 1
        places[claim].add((row.article_id, row.start, row.end))
    labels = Counter((kind, folded) for kind, _, folded in written)
    named = _labels_of_names(written)
    inside = {(kind, part) for kind, _, folded in written for part in _parts(folded)}
    refused = {(row.kind, row.label, _plain(row.surface).casefold()) for row in connection.execute(_refused())}
    grown = [
        Phrase(text=most_often(written[claim]), kind=Kind(claim[0]), label=claim[1], source=PhraseSource.ACCEPTED)
        for claim in written
        if len(places[claim]) >= _SEEN and claim not in refused
        if claim[:2] in named and _is_name(written[claim]) and _stands_alone(claim, labels, inside)
    ]
    before = connection.scalar(select(func.count()).select_from(phrase)) or 0
    insert_missing(connection, phrase, [_row(each) for each in grown])
    return (connection.scalar(select(func.count()).select_from(phrase)) or 0) - before


def _stands_alone(claim: Claim, labels: Counter[tuple[str, str]], inside: set[tuple[str, str]]) -> bool:
    kind, _, folded = claim
    return len(folded) <= _LONGEST and labels[kind, folded] == 1 and (kind, folded) not in inside


def _labels_of_names(written: Mapping[Claim, Counter[str]]) -> set[tuple[str, str]]:
    """The kinds and labels under which nearly all that was marked looks like a name."""
    every, names = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for (kind, label, _), spellings in written.items():
        every[kind, label] += 1
        names[kind, label] += _is_name(spellings)
    return {of_label for of_label in every if names[of_label] >= _NEARLY_ALL * every[of_label]}


def _is_name(spellings: Counter[str]) -> bool:
    return all(any(map(str.isupper, spelling)) and not any(map(str.isdigit, spelling)) for spelling in spellings)


def _parts(folded: str) -> Iterator[str]:
    words = folded.split()
    for start, end in combinations(range(len(words) + 1), 2):
        if end - start < len(words) and len(folded) <= _LONGEST:
            yield " ".join(words[start:end])


def most_often(spellings: Counter[str]) -> str:
    """The spelling that occurs most often, the first by code points of those that occur as often.

    One in capitals throughout only where there is no other: “MOSUL” is how a line begins, not what the place is called.
    """
    return min(spellings, key=lambda spelling: (spelling.isupper(), -spellings[spelling], spelling))


def _marked(annotator: str | None) -> Select[Any]:
    query = (
        select(mention.c.kind, mention.c.label, mention.c.start, mention.c.end)
        .add_columns(annotation_set.c.article_id, annotation_set.c.annotator)
        .add_columns(func.substr(article.c.text, mention.c.start + 1, mention.c.end - mention.c.start).label("surface"))
        .join(annotation_set, annotation_set.c.id == mention.c.set_id)
        .join(article, article.c.id == annotation_set.c.article_id)
        .where(mention.c.parts.is_(None), mention.c.kind == Kind.ENTITY.value)
    )
    return query if annotator is None else query.where(annotation_set.c.annotator == annotator)


def _refused() -> Select[Any]:
    surface = func.substr(article.c.text, suggestion.c.start + 1, suggestion.c.end - suggestion.c.start)
    return (
        select(suggestion.c.kind, suggestion.c.label, surface.label("surface"))
        .join(article, article.c.id == suggestion.c.article_id)
        .join(annotation_set, annotation_set.c.article_id == suggestion.c.article_id)
        .join(decision, decision.c.set_id == annotation_set.c.id)
        .where(decision.c.suggestion_id == suggestion.c.id, decision.c.outcome == Outcome.REJECTED.value)
    )
