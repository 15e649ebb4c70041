"""Do the rulings fit what they are about: the text, the annotators' sets, and the set they led to?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy import Row as ResultRow

from annotations.model.ids import ArticleId, MentionId, SetId, set_id_for
from annotations.model.project import ADJUDICATED, Problem
from annotations.model.ruling import Ruling, RulingId
from annotations.store import annotation_sets
from annotations.store.engine import DamagedRow
from annotations.store.rulings import ruling_from
from annotations.store.tables import annotation_set, ruling, schema_version


@dataclass(frozen=True, slots=True)
class _Facts:
    """What there is for the rulings of an article to speak of. `mentions` were ever in the adjudicated set, which has
    so many `steps`; None if its log cannot be read."""

    text: str
    sha256: str
    annotators: frozenset[str]
    steps: int
    mentions: frozenset[MentionId] | None
    schema_versions: frozenset[int]


def ruling_problems(connection: Connection, of: ResultRow[Any]) -> Iterator[Problem]:
    """What does not fit in the rulings of the article in that row."""
    rows = connection.execute(select(ruling).where(ruling.c.article_id == of.id).order_by(ruling.c.number)).all()
    if not rows:
        return
    facts = _facts(connection, of)
    earlier: set[RulingId] = set()
    for row in rows:
        where = f"ruling {row.id} for article {of.id}"
        try:
            made = ruling_from(row)
        except DamagedRow as error:
            yield Problem(where, f"cannot be read: {error}")
        else:
            for said in (*_misplaced(made, facts), *_unknown(made, facts, earlier)):
                yield Problem(where, said)
        earlier.add(row.id)


def _facts(connection: Connection, of: ResultRow[Any]) -> _Facts:
    sets = select(annotation_set.c.annotator, annotation_set.c.seq).where(annotation_set.c.article_id == of.id)
    steps = {row.annotator: row.seq for row in connection.execute(sets)}
    return _Facts(
        text=of.text,
        sha256=of.sha256,
        annotators=frozenset(steps),
        steps=steps.get(ADJUDICATED, 0),
        mentions=_ever(connection, set_id_for(ArticleId(of.id), ADJUDICATED)),
        schema_versions=frozenset(connection.scalars(select(schema_version.c.version))),
    )


def _ever(connection: Connection, set_id: SetId) -> frozenset[MentionId] | None:
    try:
        entries = annotation_sets.entries(connection, set_id)
    except DamagedRow:
        return None  # which is said of the set itself
    return frozenset(pair.id for entry in entries for pair in entry.change.mentions())


def _misplaced(made: Ruling, facts: _Facts) -> Iterator[str]:
    if made.text_sha256 != facts.sha256:
        yield "was made on another text"
    if not 0 <= made.start < made.end <= len(facts.text):
        yield f"lies outside the text: {made.start}..{made.end}"
    if made.schema_version not in facts.schema_versions:
        yield f"was made under version {made.schema_version} of the schema, which is not there"


def _unknown(made: Ruling, facts: _Facts, earlier: set[RulingId]) -> Iterator[str]:
    for version in made.versions:
        if version.annotator not in facts.annotators:
            yield f"rests on a set of {version.annotator}, which is not there"
    if made.step is not None and not 1 <= made.step <= facts.steps:
        yield f"belongs to step {made.step} of the adjudicated set, which has {facts.steps}"
    for id_ in made.mentions:
        if facts.mentions is not None and id_ not in facts.mentions:
            yield f"speaks of mention {id_}, which was never in the adjudicated set"
    if made.withdraws is not None and made.withdraws not in earlier:
        yield f"withdraws {made.withdraws}, which is no earlier ruling here"
