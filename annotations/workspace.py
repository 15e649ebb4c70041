"""Workspace: an open project, and the one door to it. Plain values in and out."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from annotations.editing.history import LogEntry
from annotations.errors import Cancelled
from annotations.importers.in_bulk import seldom_collected
from annotations.model.annotation_set import AnnotationSet
from annotations.model.article import Article
from annotations.model.ids import ArticleId, RunId, SetId
from annotations.model.project import (
    AnnotatedArticle,
    ImportReport,
    Problem,
    QueueRow,
    Rejected,
    SetFacts,
    SetSummary,
)
from annotations.model.schema import Schema
from annotations.model.suggestion import Suggestion, SuggestionRun
from annotations.store import annotated, annotation_sets, articles, edit_log, health, ledger, projects, suggestions
from annotations.store.adjudication import RulingWorkspace
from annotations.store.engine import sqlite_version
from annotations.store.exporting import ExportWorkspace
from annotations.store.importing import ImportWorkspace
from annotations.store.intake import Incoming, Intake
from annotations.store.learning import LearningWorkspace
from annotations.store.projects import Project
from annotations.suggesters.learning.examples import Example, example_of

__all__ = ["Workspace", "sqlite_version"]


class Workspace(LearningWorkspace, RulingWorkspace, ImportWorkspace, ExportWorkspace):
    """A project that is open. Every method may raise StoreUnavailable; those that write, also when `read_only`.

    Reads and writes may come from any thread; writes are done one after the other.
    """

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        self._database = project.database
        with self._database.read() as connection:
            self._title, self._schema = projects.title_and_schema(connection)

    @classmethod
    def create(cls, location: str | Path, schema: Schema, *, title: str = "") -> Self:
        """Make a project: a file, or the tables in the database of a URL. Refuses where there is one already."""
        return cls._of(projects.create(location, schema, title))

    @classmethod
    def open(cls, location: str | Path, *, read_only: bool = False) -> Self:
        """Open a project. Raises ProjectLocked, StoreTooNew or StoreUnavailable, and then leaves it as it was."""
        return cls._of(projects.open_existing(location, read_only=read_only))

    @classmethod
    def _of(cls, project: Project) -> Self:
        try:
            return cls(project)
        except BaseException:
            project.close()
            raise

    def close(self) -> None:
        """Close the project; others may write to it then."""
        self._project.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def location(self) -> str:
        """The path, or the URL without its password."""
        return self._database.location

    @property
    def read_only(self) -> bool:
        """True if nothing can be written through this workspace."""
        return self._database.read_only

    @property
    def title(self) -> str:
        """The project's title."""
        return self._title

    @property
    def schema(self) -> Schema:
        """The labels, event types and roles of the project, as of now."""
        return self._schema

    # -- articles -----------------------------------------------------------------------------------------------------

    def add(
        self,
        records: Iterable[Incoming | Rejected],
        *,
        annotator: str | None = None,
        schema: Schema | None = None,
        on_progress: Callable[[int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> ImportReport:
        """Take in articles with their sets and suggestions, all in one transaction.

        `annotator` owns sets that come without a name. `schema` is a changed one with the labels that they need; it is
        put in place of that of now, as by `change_schema`. Nothing is kept when `cancelled` says so (raises Cancelled)
        or when `records` fails. Raises StaleSchema.
        """
        with seldom_collected(), self._reading_schema_if_stale(), self._database.write() as connection:
            under = self._schema if schema is None else projects.change_schema(connection, schema)
            intake = Intake(connection, under, annotator)
            for number, record in enumerate(records, start=1):
                if cancelled is not None and cancelled():
                    raise Cancelled
                intake.take(record)
                if on_progress is not None:
                    on_progress(number)
            if cancelled is not None and cancelled():
                raise Cancelled
            report = intake.report()
        self._schema = under
        return report

    def article(self, article_id: ArticleId) -> Article:
        """The article of that id. Raises KeyError."""
        with self._database.read() as connection:
            return articles.get(connection, article_id)

    def article_ids(self) -> list[ArticleId]:
        """All articles in the order of import."""
        with self._database.read() as connection:
            return articles.ids(connection)

    def queue(self, annotator: str, *, search: str = "", undecided_only: bool = False) -> list[QueueRow]:
        """The articles as one annotator has them, those that hold all words of `search`, in order."""
        with self._database.read() as connection:
            return articles.queue(connection, annotator, search=search, undecided_only=undecided_only)

    # -- sets ---------------------------------------------------------------------------------------------------------

    def load_set(self, article_id: ArticleId, annotator: str) -> AnnotationSet:
        """What the annotator says about the article; a new, empty set when nothing is stored."""
        with self._database.read() as connection:
            return annotation_sets.load(connection, article_id, annotator, self._schema.version)

    def entries(self, set_id: SetId) -> list[LogEntry]:
        """The log of a set, oldest first."""
        with self._database.read() as connection:
            return annotation_sets.entries(connection, set_id)

    def append(self, entry: LogEntry, after: AnnotationSet) -> None:
        """Keep one step, durably. Raises StaleSet if somebody else wrote to the set."""
        self.append_many([(entry, after)])

    def append_many(self, steps: Sequence[tuple[LogEntry, AnnotationSet]]) -> None:
        """Keep steps of several sets, all or none. Raises StaleSet."""
        edit_log.keep(self._database, [(entry, self._stamped(after)) for entry, after in steps])

    def set_summaries(self) -> list[SetSummary]:
        """What each annotator has in this project, by name."""
        with self._database.read() as connection:
            return annotation_sets.summaries(connection)

    def set_facts(self) -> list[SetFacts]:
        """How each set came about, by article in the order of import, then by annotator."""
        with self._database.read() as connection:
            return annotation_sets.facts(connection)

    # -- suggestions --------------------------------------------------------------------------------------------------

    def suggestions(self, article_id: ArticleId, *, with_hidden: bool = False) -> list[Suggestion]:
        """What each suggester said last about the article, in reading order, decided or not.

        `with_hidden`: also what stays below the threshold of its label, or repeats what another suggester says.
        """
        with self._database.read() as connection:
            return suggestions.of_articles(connection, [article_id], with_hidden=with_hidden).get(article_id, [])

    def save_suggestions(self, run: SuggestionRun, by_article: Mapping[ArticleId, Sequence[Suggestion]]) -> None:
        """Put what a run found in place of what its suggester said before about these articles.

        An empty sequence says that the run looked and found nothing. Suggestions that somebody decided on are kept.
        """
        with self._database.write() as connection:
            suggestions.save(connection, run, by_article)

    def unprepared(
        self,
        run_ids: Sequence[RunId],
        limit: int,
        after_article: ArticleId | None = None,
        *,
        never_by: Collection[str] = (),
        spare_finished: bool = False,
    ) -> list[ArticleId]:
        """At most `limit` articles that lack one of these runs: from `after_article` on, then those before it.

        `never_by` names suggesters: then only articles at which one of them has never looked, in whatever run.
        With `spare_finished`, of the finished ones only those at which nobody has.
        """
        with self._database.read() as connection:
            return suggestions.unprepared(
                connection, run_ids, limit, after_article, never_by, spare_finished=spare_finished
            )

    def examples(self, annotator: str) -> Iterator[Example]:
        """What a learner is given: each article the annotator has begun, with the evidence in it, as it is now."""
        with self._database.read() as connection:
            for article, annotation_set, rejected in ledger.decided(connection, annotator):
                yield example_of(article, annotation_set, rejected)

    # -- the whole project --------------------------------------------------------------------------------------------

    def annotated(
        self,
        annotator: str | None,
        *,
        done_only: bool = False,
        with_suggestions: bool = False,
        suggestions_as_set: bool = False,
    ) -> Iterator[AnnotatedArticle]:
        """Articles with their sets in the order of import, as they are at the first one.

        Of one annotator: the articles with a set. Of all (None): every article, or those with a finished set when
        `done_only`. With `suggestions_as_set`: the articles that suggesters looked at, what they say being the set.
        """
        with self._database.read() as connection:
            yield from annotated.stream(
                connection,
                self._schema.version,
                annotator,
                done_only=done_only,
                with_suggestions=with_suggestions,
                suggestions_as_set=suggestions_as_set,
            )

    def check(self) -> list[Problem]:
        """Whatever in the project is not as it was written; empty when all is well."""
        with self._database.read() as connection:
            return list(health.problems(connection))

    def counts(self) -> dict[str, int]:
        """Totals for a status line: "articles", "words", "prepared", "sets", "done", "mentions"."""
        with self._database.read() as connection:
            return articles.counts(connection)
