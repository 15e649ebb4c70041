"""What an import would do, found out by reading alone, so that it can be asked beside somebody who works."""

from collections.abc import Iterable, Sequence
from itertools import islice

from sqlalchemy import Connection, select

from annotations.model.article import Article
from annotations.model.ids import ArticleId, SetId
from annotations.model.project import ImportReport, Rejected
from annotations.model.schema import Schema
from annotations.store import annotation_sets
from annotations.store.acceptable import ID_TAKEN, OTHER_SET, Admission, digest
from annotations.store.engine import in_portions
from annotations.store.intake import Incoming, sets_of
from annotations.store.tables import article

_RECORDS_AT_ONCE = 200


def foretell(
    connection: Connection, records: Iterable[Incoming | Rejected], schema: Schema, annotator: str | None
) -> ImportReport:
    """Of the report of an import: articles, duplicates, sets, and what is rejected, in the order of the records."""
    foretelling = _Foretelling(connection, schema, annotator)
    waiting = iter(records)
    while portion := list(islice(waiting, _RECORDS_AT_ONCE)):
        foretelling.look_at(portion)
    return foretelling.report()


class _Foretelling:
    """What the project holds, and would hold after the records so far; of a set only a digest is kept."""

    def __init__(self, connection: Connection, schema: Schema, annotator: str | None) -> None:
        self._connection = connection
        self._annotator = annotator
        self._admission = Admission(schema, annotator)
        self._id_of_text: dict[str, ArticleId] = {}
        self._ids: set[str] = set()
        self._said: dict[SetId, bytes] = {}
        self._articles = self._duplicates = self._sets = 0
        self._rejected: list[Rejected] = []

    def look_at(self, records: Sequence[Incoming | Rejected]) -> None:
        """Go on with these records."""
        self._look_up([each.article for each in records if not isinstance(each, Rejected)])
        for each in records:
            if isinstance(each, Rejected):
                self._rejected.append(each)
            elif why := self._objection(each):
                self._rejected.append(Rejected(each.file, each.line, why))

    def report(self) -> ImportReport:
        """What was found out."""
        return ImportReport(
            articles=self._articles,
            duplicates=self._duplicates,
            sets=self._sets,
            rejected=tuple(self._rejected),
        )

    def _look_up(self, articles: Sequence[Article]) -> None:
        """Take note of what the project has under these texts and ids."""
        found: dict[ArticleId, str] = {}
        for column, values in (
            (article.c.sha256, {each.sha256 for each in articles} - self._id_of_text.keys()),
            (article.c.id, {str(each.id) for each in articles} - self._ids),
        ):
            for some in in_portions(values):
                for id_, sha256 in self._connection.execute(
                    select(article.c.id, article.c.sha256).where(column.in_(some))
                ):
                    found[ArticleId(id_)] = sha256
        self._id_of_text |= {sha256: id_ for id_, sha256 in found.items()}
        self._ids |= found.keys()
        self._said |= {each.id: digest(each) for each in annotation_sets.load_many(self._connection, list(found))}

    def _objection(self, record: Incoming) -> str | None:
        """Why the record would not be taken; one that would be counts as taken from now on."""
        why = self._admission.objection(record.article, record.sets, record.suggestions)
        if why is not None:
            return why
        here = self._id_of_text.get(record.article.sha256)
        if here is None and record.article.id in self._ids:
            return ID_TAKEN.format(record.article.id)
        said = [(each, digest(each)) for each in sets_of(record, here or record.article.id, self._annotator)]
        for each, says in said:
            if self._said.get(each.id, says) != says:
                return OTHER_SET.format(each.annotator)
        if here is None:
            self._id_of_text[record.article.sha256] = record.article.id
            self._ids.add(record.article.id)
        self._articles += here is None
        self._duplicates += here is not None
        self._sets += sum(each.id not in self._said for each, _says in said)
        self._said |= {each.id: says for each, says in said}
        return None
