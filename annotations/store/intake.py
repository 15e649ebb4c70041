"""Taking articles into a project: what is new, what is there already, and what cannot be taken and why."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import repeat
from operator import attrgetter
from typing import Protocol

from sqlalchemy import Connection, func, select

from annotations.editing.change import Change, ClusterPair, DecisionPair, MentionPair, Pair, StatusPair
from annotations.editing.history import LogEntry
from annotations.model.annotation_set import AnnotationSet, Decision, Status
from annotations.model.article import Article
from annotations.model.cluster import Cluster
from annotations.model.ids import ArticleId, SuggestionId, set_id_for
from annotations.model.many import made
from annotations.model.mention import Mention
from annotations.model.project import ImportReport, Rejected
from annotations.model.schema import Schema
from annotations.model.suggestion import Suggestion
from annotations.store import annotation_sets, edit_log, project_settings, suggestions
from annotations.store.acceptable import ID_TAKEN, OTHER_SET, Admission, same_claims
from annotations.store.article_rows import article_row
from annotations.store.engine import Row, alone, in_portions, insert_rows
from annotations.store.import_batches import IMPORTING, Batch
from annotations.store.tables import article, prepared, suggestion_run

_RECORDS_AT_ONCE = 400
_CHARACTERS_AT_ONCE = 4_000_000

_SUGGESTER = attrgetter("run.suggester")


class IncomingSet(Protocol):
    """One annotator's set as it comes with an article."""

    @property
    def annotator(self) -> str: ...
    @property
    def status(self) -> Status: ...
    @property
    def mentions(self) -> tuple[Mention, ...]: ...
    @property
    def schema_version(self) -> int: ...
    @property
    def decisions(self) -> Mapping[SuggestionId, Decision]: ...
    @property
    def clusters(self) -> tuple[Cluster, ...]: ...


class Incoming(Protocol):
    """An article as an importer gives it, and where in which file it stood."""

    @property
    def article(self) -> Article: ...
    @property
    def sets(self) -> Sequence[IncomingSet]: ...
    @property
    def suggestions(self) -> Sequence[Suggestion]: ...
    @property
    def file(self) -> str: ...
    @property
    def line(self) -> int | None: ...
    @property
    def changes(self) -> Mapping[str, int]: ...
    @property
    def mapped(self) -> Mapping[str, int]: ...
    @property
    def dropped(self) -> Mapping[str, int]: ...


class Intake:
    """One import, within the caller's transaction. Records are looked at in portions; `report` finishes."""

    def __init__(self, connection: Connection, schema: Schema, annotator: str | None) -> None:
        alone(connection, IMPORTING)
        self._connection = connection
        self._admission = Admission(schema, annotator)
        self._annotator = annotator
        self._batch = Batch(connection)
        self._all_are_shown = not project_settings.load(connection).thresholds
        self._waiting: list[Incoming] = []
        self._characters = 0
        self._position = connection.scalar(select(func.max(article.c.position))) or 0
        self._articles = self._duplicates = self._sets = 0
        self._rejected: list[Rejected] = []
        self._changes, self._mapped, self._dropped = Counter[str](), Counter[str](), Counter[str]()

    def take(self, record: Incoming | Rejected) -> None:
        """Look at one more record."""
        if isinstance(record, Rejected):
            self._rejected.append(record)
            return
        why = self._admission.objection(record.article, record.sets, record.suggestions)
        if why is not None:
            self._reject(record, why)
            return
        self._waiting.append(record)
        self._characters += len(record.article.text)
        if len(self._waiting) >= _RECORDS_AT_ONCE or self._characters >= _CHARACTERS_AT_ONCE:
            self._write_portion()

    def report(self) -> ImportReport:
        """Write what is waiting, and say what became of each record."""
        self._write_portion()
        return ImportReport(
            articles=self._articles,
            duplicates=self._duplicates,
            sets=self._sets,
            rejected=tuple(self._rejected),
            changes=dict(sorted(self._changes.items())),
            batch_id=self._batch.finish(self._sets),
            mapped=dict(sorted(self._mapped.items())),
            dropped=dict(sorted(self._dropped.items())),
        )

    def _reject(self, record: Incoming, why: str) -> None:
        self._rejected.append(Rejected(record.file, record.line, why))

    def _write_portion(self) -> None:
        portion = _Portion(self._connection, self._waiting)
        new_rows: list[Row] = []
        files: list[str] = []
        for record in self._waiting:
            taken = portion.stored_as(record.article)
            if taken is None and portion.id_taken(record.article):
                self._reject(record, ID_TAKEN.format(record.article.id))
                continue
            sets = sets_of(record, taken or record.article.id, self._annotator)
            other = portion.other_set(sets)
            if other is not None:
                self._reject(record, OTHER_SET.format(other))
                continue
            if taken is None:
                self._position += 1
                new_rows.append(article_row(record.article, self._position, dict(record.changes)))
                portion.now_stored(record.article)
                self._changes.update(record.changes)
                self._articles += 1
            else:
                self._duplicates += 1
            fresh, unheard = portion.take(taken or record.article.id, sets, record.suggestions)
            self._sets += fresh
            if taken is None or fresh or unheard:
                files.append(record.file)
                self._mapped.update(record.mapped)
                self._dropped.update(record.dropped)
        shown = portion.plainly_offered() if self._all_are_shown else {}
        for row in new_rows:
            row["suggestion_count"] = shown.get(row["id"], 0)
        insert_rows(self._connection, article, new_rows)
        if files:
            self._batch.brought([row["id"] for row in new_rows], files)
        portion.write(self._batch, shown)
        self._waiting, self._characters = [], 0


def sets_of(record: Incoming, article_id: ArticleId, annotator: str | None) -> list[AnnotationSet]:
    """The sets of a record that say anything, as sets of this article; `annotator` owns those that name nobody."""
    sets = []
    for each in record.sets:
        if not each.mentions and not each.decisions and each.status is Status.NEW:
            continue
        owner = each.annotator or annotator or ""
        sets.append(
            AnnotationSet(
                id=set_id_for(article_id, owner),
                article_id=article_id,
                annotator=owner,
                schema_version=each.schema_version,
                status=Status.OPEN if each.status is Status.NEW else each.status,
                mentions={mention.id: mention for mention in each.mentions},
                decisions=dict(each.decisions),
                clusters={cluster.id: cluster for cluster in each.clusters},
            )
        )
    return sets


class _Portion:
    """What the project holds of some records, kept up as they are taken one after the other."""

    def __init__(self, connection: Connection, records: Sequence[Incoming]) -> None:
        self._connection = connection
        self._id_of_text: dict[str, ArticleId] = {}
        self._ids: set[str] = set()
        self._new: set[ArticleId] = set()
        self._new_sets: list[AnnotationSet] = []
        self._suggestions: list[tuple[ArticleId, Sequence[Suggestion]]] = []
        articles = [record.article for record in records]
        for column, values in (
            (article.c.sha256, {each.sha256 for each in articles}),
            (article.c.id, {each.id for each in articles}),
        ):
            for some in in_portions(values):
                for id_, sha256 in connection.execute(select(article.c.id, article.c.sha256).where(column.in_(some))):
                    self._id_of_text[sha256] = ArticleId(id_)
                    self._ids.add(id_)
        known = list(self._id_of_text.values())
        self._sets = {each.id: each for each in annotation_sets.load_many(connection, known)}
        self._suggesters = _suggesters(connection, known)

    def stored_as(self, incoming: Article) -> ArticleId | None:
        """The id under which the project has this very text."""
        return self._id_of_text.get(incoming.sha256)

    def id_taken(self, incoming: Article) -> bool:
        """True if the id names an article already."""
        return incoming.id in self._ids

    def now_stored(self, incoming: Article) -> None:
        """This article is new and will be written."""
        self._id_of_text[incoming.sha256] = incoming.id
        self._ids.add(incoming.id)
        self._new.add(incoming.id)

    def other_set(self, sets: Sequence[AnnotationSet]) -> str | None:
        """The first annotator who says something else about this article in the project."""
        for each in sets:
            stored = self._sets.get(each.id)
            if stored is not None and not same_claims(stored, each):
                return each.annotator
        return None

    def take(
        self, article_id: ArticleId, sets: Sequence[AnnotationSet], offered: Sequence[Suggestion]
    ) -> tuple[int, int]:
        """Take the sets that are not there yet, and suggestions of new suggesters. Returns how many of each."""
        fresh = [each for each in sets if each.id not in self._sets]
        self._sets.update({each.id: each for each in fresh})
        self._new_sets += fresh
        heard = self._suggesters.setdefault(article_id, set())
        suggesters, unheard = set(map(_SUGGESTER, offered)), offered
        if not suggesters.isdisjoint(heard):
            unheard = [each for each in offered if _SUGGESTER(each) not in heard]
        heard |= suggesters
        if unheard:
            self._suggestions.append((article_id, unheard))
        return len(fresh), len(unheard)

    def plainly_offered(self) -> dict[ArticleId, int]:
        """The new articles of which one run says something once, and how much; nothing of it can hide the rest."""
        said = Counter(id_ for id_, _ in self._suggestions)
        return {
            id_: len({each.id for each in many})
            for id_, many in self._suggestions
            if id_ in self._new and said[id_] == 1 and len({each.run.id for each in many}) == 1
        }

    def write(self, batch: Batch, settled: Collection[ArticleId]) -> None:
        """Write suggestions, and each set through the log, so that its import can be undone.

        What is shown of the articles that are `settled` is known, and counted in their rows.
        """
        suggestions.save_new(self._connection, self._suggestions, batch.at, settled)
        steps = [_first_step(each, batch.at, batch.id) for each in self._new_sets]
        edit_log.append_all(self._connection, steps, imported=True)


def _suggesters(connection: Connection, article_ids: Sequence[ArticleId]) -> dict[ArticleId, set[str]]:
    found: dict[ArticleId, set[str]] = {}
    query = select(prepared.c.article_id, suggestion_run.c.suggester).join(
        suggestion_run, suggestion_run.c.id == prepared.c.run_id
    )
    for portion in in_portions(article_ids):
        for id_, suggester in connection.execute(query.where(prepared.c.article_id.in_(portion))):
            found.setdefault(ArticleId(id_), set()).add(suggester)
    return found


def _first_step(wanted: AnnotationSet, at: datetime, batch_id: str) -> edit_log.Step:
    pairs: list[Pair] = [StatusPair(Status.NEW, wanted.status)]
    said = wanted.mentions
    pairs += made(MentionPair, len(said), id=said.keys(), before=repeat(None), after=said.values())
    pairs += [DecisionPair(id_, None, decision) for id_, decision in wanted.decisions.items()]
    pairs += [ClusterPair(id_, None, cluster) for id_, cluster in wanted.clusters.items()]
    entry = LogEntry(
        set_id=wanted.id,
        seq=1,
        annotator=wanted.annotator,
        at=at,
        edit_name="import",
        change=Change(tuple(pairs)),
        batch_id=batch_id,
    )
    return entry, replace(wanted, seq=1)
