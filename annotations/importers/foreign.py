"""What annotation tools say of an article, in one shape, and how an article is made of it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from annotations.errors import BadInput
from annotations.importers.base import ImportedArticle, ImportedSet, Record
from annotations.importers.beside import NOTHING_BESIDE, Beside, SetBeside
from annotations.importers.fields import Fields, Refused
from annotations.importers.json_records import records
from annotations.importers.mentions import mentions, suggestions
from annotations.importers.offsets import Offsets
from annotations.importers.records import UNNAMED, meta, taken
from annotations.importers.relations import (
    IdFor,
    Kinds,
    LabelledSpan,
    Link,
    Resolved,
    Resolver,
    mention_id_for,
    resolve,
)
from annotations.model.annotation_set import Status
from annotations.model.article import Article, text_sha256
from annotations.model.ids import ArticleId, article_id_for, suggestion_id_for
from annotations.model.project import Rejected
from annotations.model.suggestion import Suggestion
from annotations.model.wire import Json
from annotations.text.decode import FixedText, OffsetMap, fix
from annotations.text.tokens import tokenize

# What is done to a record, as counted in import reports.
TOKENS_REPLACED = "tokens found again"

_META_KEYS = ("title", "source", "url", "date", "language")


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignSet:
    """All that one annotator says in a record. `annotator` is empty when the record does not say who it is."""

    annotator: str
    status: Status
    spans: tuple[LabelledSpan, ...]
    links: tuple[Link, ...] = ()
    beside: SetBeside = field(default_factory=lambda: NOTHING_BESIDE.set())


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignPrediction:
    """What a machine says in a record. The details of a span are those of its suggestion."""

    suggester: str
    spans: tuple[LabelledSpan, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignRecord:
    """One article as another tool gave it; all offsets are code points of its text as it stands there."""

    text: str
    sets: tuple[ForeignSet, ...] = ()
    predictions: tuple[ForeignPrediction, ...] = ()
    tokens: list[Any] = field(default_factory=list)
    meta: Mapping[str, str] = field(default_factory=dict)
    changes: Mapping[str, int] = field(default_factory=dict)
    beside: Beside = NOTHING_BESIDE


Parse = Callable[[Fields], ForeignRecord]


def meta_of(values: Mapping[str, Any]) -> dict[str, str]:
    """What a tool says of the source of an article under names that we have too."""
    return {key: values[key] for key in _META_KEYS if isinstance(values.get(key), str)}


def read_foreign(path: Path, annotator: str | None, parse: Parse) -> Iterator[Record]:
    """One value per record of a JSON file. Reads it twice, for what is an event is known only from all of it."""
    kinds = _kinds(path, parse)
    for found in records(path):
        yield found if isinstance(found, Rejected) else _record(found, path, annotator, parse, kinds)


def _record(found: tuple[int, Any], path: Path, annotator: str | None, parse: Parse, kinds: Kinds) -> Record:
    line, value = found
    return taken(lambda: _imported(parse(Fields(value, "")), path, line, annotator, kinds), path, line)


def _kinds(path: Path, parse: Parse) -> Kinds:
    kinds = Kinds()
    try:
        for found in records(path):
            if not isinstance(found, Rejected):
                _learn(kinds, found[1], parse)
    except BadInput:
        # The second reading comes to the same place, and says so.
        return kinds
    return kinds


def _learn(kinds: Kinds, value: Any, parse: Parse) -> None:
    try:
        record = parse(Fields(value, ""))
    except Refused:
        return
    for said in record.sets:
        kinds.learn(said.spans, said.links)
    for guessed in record.predictions:
        kinds.learn(guessed.spans, guessed.links)
    for beside in record.beside.sets:
        kinds.learn_said(beside.rows)


def _imported(record: ForeignRecord, path: Path, line: int, annotator: str | None, kinds: Kinds) -> ImportedArticle:
    fixed = fix(record.text, str(path), line)
    sha256 = text_sha256(fixed.text)
    beside = record.beside.fields
    source = meta(beside.object("meta") if "meta" in beside else Fields(dict(record.meta), "meta"), fixed.text, path)
    offsets = Offsets(record.text, fixed)
    making = _Making(fixed.text, Resolver(fixed.text, offsets, kinds), Counter(fixed.changes))
    making.changes.update(record.changes)
    tokens = offsets.tokens(Fields({"tokens": record.tokens}, ""))
    making.changes[TOKENS_REPLACED] += tokens is None and bool(record.tokens)
    article = Article(
        # The id belongs to the text, which another tool may have changed.
        id=ArticleId(beside.name("id")) if beside.text("sha256", "") == sha256 else article_id_for(sha256),
        text=fixed.text,
        sha256=sha256,
        meta=source,
        tokens=tokens if tokens is not None else tokenize(fixed.text, source.language),
        source_sha256=beside.text("source_sha256", ""),
    )
    return ImportedArticle(
        article=article,
        sets=tuple(making.sets(record.sets, annotator, beside.whole("schema_version", 1))),
        suggestions=tuple(making.suggestions(record.predictions)),
        file=str(path),
        line=line,
        changes={name: count for name, count in making.changes.items() if count},
    )


@dataclass(frozen=True, slots=True)
class _Making:
    """An article in the making."""

    text: str
    resolver: Resolver
    changes: Counter[str]

    def _resolved(self, said: ForeignSet | ForeignPrediction, id_for: IdFor) -> Resolved:
        resolved = resolve(said.spans, said.links, self.resolver, id_for)
        self.changes.update(resolved.changes)
        return resolved

    @property
    def _as_fixed(self) -> Offsets:
        """For values whose offsets are those of the fixed text already."""
        return Offsets(self.text, FixedText(self.text, {}, OffsetMap()))

    def sets(self, given: Sequence[ForeignSet], annotator: str | None, schema_version: int) -> Iterator[ImportedSet]:
        """The sets, each under a name of its own."""
        names = _Names()
        for each in given:
            resolved = self._resolved(each, mention_id_for)
            said = mentions(
                Fields({"mentions": resolved.mentions, "arguments": resolved.arguments}, ""), self._as_fixed
            )
            yield ImportedSet(
                annotator=names.own(each.annotator or annotator or UNNAMED),
                status=each.status,
                mentions=said,
                schema_version=schema_version,
                clusters=each.beside.clusters(said),
            )

    def suggestions(self, given: Sequence[ForeignPrediction]) -> Iterator[Suggestion]:
        """What machines said, as suggestions nobody has decided on."""
        names = _Names()
        for each in given:
            suggester = names.own(each.suggester)
            resolved = self._resolved(each, partial(suggestion_id_for, suggester))
            rows = [_suggestion(row, suggester, resolved.arguments) for row in resolved.mentions]
            yield from suggestions(Fields({"suggestions": rows}, ""), self._as_fixed)


class _Names:
    """Names of which each is given once."""

    def __init__(self) -> None:
        self._used = Counter[str]()

    def own(self, name: str) -> str:
        """The name, with a number where it was given before."""
        self._used[name] += 1
        return name if self._used[name] == 1 else self.own(f"{name} {self._used[name]}")


# What is said of a suggestion and not of its mention.
_OF_SUGGESTION = ("suggester", "version", "settings", "run", "score", "explanation")


def _suggestion(row: Json, suggester: str, arguments: Sequence[Json]) -> Json:
    of_suggestion = {key: row[key] for key in _OF_SUGGESTION if row.get(key) is not None}
    return {
        "suggester": suggester,
        **of_suggestion,
        "id": row["id"],
        "mention": {key: value for key, value in row.items() if key not in _OF_SUGGESTION},
        "arguments": [argument for argument in arguments if argument["event"] == row["id"]],
    }
