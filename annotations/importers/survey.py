"""What is in files before they are imported: their formats, records, labels and annotators. Nothing is kept of it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from annotations import importers
from annotations.errors import BadInput, Cancelled
from annotations.importers.base import ImportedArticle, Importer
from annotations.importers.columns import Preview, columns_of
from annotations.importers.mapping import LabelMap, LabelName, RoleName
from annotations.importers.own_tables import table_of
from annotations.model.mention import EventMention, Kind, Mention
from annotations.model.project import Rejected
from annotations.model.schema import Schema

PREVIEWS = 10
_EXAMPLES = 2
_LONGEST_LINE = 200  # code points

Name = LabelName | RoleName


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSurvey:
    """One file: what it is taken for, by its "content", its "suffix" or as one said ("choice"), and what is in it.

    `format_id` is empty when nothing reads it. `others` are the ids of formats that it may be as well. `records` counts
    articles, `rejected` names what cannot be taken. `columns` is there for somebody's table. `whole` is False when more
    than `limit` records were not looked at.
    """

    file: str
    format_id: str = ""
    by: str = ""
    others: tuple[str, ...] = ()
    records: int = 0
    rejected: tuple[Rejected, ...] = ()
    columns: Preview | None = None
    whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPreview:
    """One record as it would be imported. `lacking` names the labels and roles that the schema has not."""

    file: str
    line: int | None
    sha256: str
    title: str
    first_line: str
    annotators: tuple[str, ...]
    mentions: int
    events: int
    suggestions: int
    lacking: tuple[Name, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelSeen:
    """A label of the files, how many mentions and suggestions have it, and the words of the first ones."""

    name: LabelName
    count: int
    known: bool
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleSeen:
    """A role of an event type of the files, and how many arguments have it."""

    name: RoleName
    count: int
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What is in some files. `annotators` counts the sets of each, `texts` are the hashes of all texts, in order.

    `lacking` counts the records by what of their labels and roles the schema has not, where there is any.
    """

    files: tuple[FileSurvey, ...]
    previews: tuple[RecordPreview, ...]
    labels: tuple[LabelSeen, ...]
    roles: tuple[RoleSeen, ...]
    annotators: Mapping[str, int]
    texts: tuple[str, ...]
    lacking: Mapping[frozenset[Name], int] = field(default_factory=dict)

    def unknown(self) -> tuple[list[LabelName], list[RoleName]]:
        """The labels and roles that the schema has not."""
        labels = [each.name for each in self.labels if not each.known]
        return labels, [each.name for each in self.roles if not each.known]

    def unfit(self, schema: Schema, label_map: LabelMap) -> int:
        """How many records would be refused because of labels or roles that neither the schema nor the map has."""
        return sum(
            count
            for names, count in self.lacking.items()
            if not all(is_settled(name, schema, label_map) for name in names)
        )


def is_settled(name: Name, schema: Schema, label_map: LabelMap) -> bool:
    """True for a label that the map names, and for a role that it names or leaves with an event type that has it."""
    if isinstance(name, LabelName):
        return name in label_map.labels
    event_type = label_map.event_type(name.event_type)
    if name in label_map.roles or event_type is None:
        return True
    label = schema.label(event_type.code, Kind.EVENT)
    return label is not None and label.role(name.role) is not None


def survey(
    paths: Sequence[Path | str],
    schema: Schema,
    *,
    format_id: str | None = None,
    annotator: str | None = None,
    formats: Mapping[str, str] | None = None,
    columns: Mapping[str, str] | None = None,
    limit: int | None = None,
    on_progress: Callable[[int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Survey:
    """Read files and folders as `importers.read` does, at most `limit` records of each file, and say what is in them.

    `on_progress` is told the number of records so far. Raises KeyError on an unknown `format_id`, FormatBroken, and
    Cancelled when `cancelled` says so.
    """
    known = importers.find(format_id) if format_id is not None else None
    by_path = {path: importers.find(each) for path, each in (formats or {}).items()}
    seen = _Seen(schema)
    files = []
    for file in importers.files(paths):
        chosen = by_path.get(str(file), known)
        taken_for = _taken_for(file, chosen)
        before, rejected, whole = seen.records, list[Rejected](), True
        records = importers.read_file(file, chosen, annotator, columns)
        for record in islice(records, limit):
            if cancelled is not None and cancelled():
                raise Cancelled
            if isinstance(record, Rejected):
                rejected.append(record)
            else:
                seen.take(record)
            if on_progress is not None:
                on_progress(seen.records)
        if limit is not None and seen.records - before + len(rejected) >= limit:
            whole = next(records, None) is None
        files.append(_file_survey(file, taken_for, seen.records - before, tuple(rejected), whole))
    return seen.survey(tuple(files))


def _taken_for(file: Path, chosen: Importer | None) -> importers.Recognised | None:
    if chosen is not None:
        return importers.Recognised(chosen, "choice")
    try:
        return importers.recognise(file)
    except (BadInput, OSError):
        # Reading it says why.
        return None


def _file_survey(
    file: Path, taken_for: importers.Recognised | None, records: int, rejected: tuple[Rejected, ...], whole: bool
) -> FileSurvey:
    if taken_for is None:
        return FileSurvey(file=str(file), rejected=rejected)
    return FileSurvey(
        file=str(file),
        format_id=taken_for.importer.id,
        by=taken_for.by,
        others=tuple(other.id for other in taken_for.others),
        records=records,
        rejected=rejected,
        columns=_columns(file) if taken_for.importer.read_columns is not None else None,
        whole=whole,
    )


def _columns(file: Path) -> Preview | None:
    """The columns of somebody's table, nothing of one of ours."""
    try:
        found = columns_of(file)
    except (BadInput, OSError):
        # Reading it says why.
        return None
    return found if table_of(found.columns) is None else None


class _Seen:
    """What was seen so far."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._labels, self._roles = Counter[LabelName](), Counter[RoleName]()
        self._examples: dict[LabelName, dict[str, None]] = {}
        self._annotators = Counter[str]()
        self._lacking = Counter[frozenset[Name]]()
        self._previews: list[RecordPreview] = []
        self._texts: list[str] = []

    @property
    def records(self) -> int:
        """How many articles were seen."""
        return len(self._texts)

    def take(self, record: ImportedArticle) -> None:
        """Take note of a record."""
        said = [mention for each in record.sets for mention in each.mentions]
        lacking = dict[Name, None]()
        for mention in (*said, *(each.mention for each in record.suggestions)):
            for name in self._names(mention, record.article.text):
                if not self._knows(name):
                    lacking[name] = None
        self._texts.append(record.article.sha256)
        self._annotators.update(each.annotator for each in record.sets)
        if lacking:
            self._lacking[frozenset(lacking)] += 1
        if len(self._previews) < PREVIEWS:
            self._previews.append(_preview(record, said, tuple(lacking)))

    def _names(self, mention: Mention, text: str) -> Iterator[Name]:
        name = LabelName(mention.kind, mention.label)
        self._labels[name] += 1
        examples = self._examples.setdefault(name, {})
        if len(examples) < _EXAMPLES:
            examples[" ".join(mention.span.of(text)[:_LONGEST_LINE].split())] = None
        yield name
        if isinstance(mention, EventMention):
            for argument in mention.arguments:
                role = RoleName(mention.label, argument.role)
                self._roles[role] += 1
                yield role

    def _knows(self, name: Name) -> bool:
        if isinstance(name, LabelName):
            return self._schema.label(name.code, name.kind) is not None
        label = self._schema.label(name.event_type, Kind.EVENT)
        return label is not None and label.role(name.role) is not None

    def survey(self, files: tuple[FileSurvey, ...]) -> Survey:
        """All of it: the labels by kind and then the most frequent first, the roles by event type."""
        labels = sorted(self._labels.items(), key=lambda each: (each[0].kind, -each[1], each[0].code))
        roles = sorted(self._roles.items(), key=lambda each: (each[0].event_type, -each[1], each[0].role))
        return Survey(
            files=files,
            previews=tuple(self._previews),
            labels=tuple(
                LabelSeen(name=name, count=count, known=self._knows(name), examples=tuple(self._examples[name]))
                for name, count in labels
            ),
            roles=tuple(RoleSeen(name=name, count=count, known=self._knows(name)) for name, count in roles),
            annotators=dict(sorted(self._annotators.items())),
            texts=tuple(self._texts),
            lacking=dict(self._lacking),
        )


def _preview(record: ImportedArticle, said: Sequence[Mention], lacking: tuple[Name, ...]) -> RecordPreview:
    lines = (line.strip() for line in record.article.text.split("\n"))
    events = sum(mention.kind is Kind.EVENT for mention in said)
    return RecordPreview(
        file=record.file,
        line=record.line,
        sha256=record.article.sha256,
        title=record.article.title,
        first_line=next(filter(None, lines), "")[:_LONGEST_LINE],
        annotators=tuple(each.annotator for each in record.sets),
        mentions=len(said) - events,
        events=events,
        suggestions=len(record.suggestions),
        lacking=lacking,
    )
