"""brat's standoff: a .txt and an .ann per article, and the configuration they need (docs/manual/formats/brat.md)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from operator import attrgetter

import orjson

from annotations.model.annotation_set import AnnotationSet
from annotations.model.ids import ClusterId, MentionId
from annotations.model.mention import EventMention, Mention
from annotations.model.project import AnnotatedArticle
from annotations.model.schema import Schema
from annotations.model.standoff import (
    ANY_BASE,
    ARTICLES,
    BREAKS,
    CONFIGURATION,
    NAME_COLUMNS,
    NAMES,
    NOTE,
    REFERENCE,
    SAME,
    SIDE_FORMAT,
    UNSURE,
    annotations_sha256,
    fragments,
    joined,
)
from annotations.model.wire import Json, cluster_to_json
from exporters.alignment import issue
from exporters.base import Exporter, ExportIssue, ExportReport, Options
from exporters.beside import details
from exporters.brat_names import Names
from exporters.choices import settled
from exporters.file_names import FileNames
from exporters.files import OutputFolder
from exporters.sound import count, sound
from exporters.staging import Stage, staged
from exporters.tally import Tally

PARTS_JOINED = "is one piece here, for nothing but a line break is between its parts"
NOTE_ON_ONE_LINE = "its note is on one line here"
CLUSTER_ALONE = "its cluster has no other mention here"
CLUSTER_NAME_LOST = "what is written of its cluster is not here, for it has no knowledge-base id without blanks"


def write(articles: Iterable[AnnotatedArticle], schema: Schema, out: OutputFolder, options: Options) -> ExportReport:
    """Write the first set of each article."""
    settled(options)
    tally, names, documents = Tally(), Names(schema), FileNames()
    with staged(out) as stage:
        with stage.open(ARTICLES) as listing:
            for annotated in articles:
                document = documents.name_for(annotated.article.id)
                lines = _write_article(annotated, document, names, stage, tally)
                listing.write(orjson.dumps(_beside(annotated, document, lines)) + b"\n")
        with stage.open(NAMES) as stream:
            stream.writelines(f"{_tabbed(row)}\n".encode() for row in (NAME_COLUMNS, *names.rows()))
        with stage.open(CONFIGURATION) as stream:
            stream.write(names.configuration().encode())
    return tally.report(*stage.files)


def _tabbed(row: Sequence[str]) -> str:
    return "\t".join(BREAKS.sub(" ", each) for each in row)


def _beside(annotated: AnnotatedArticle, document: str, lines: "_Lines") -> Json:
    """What .ann files have no place for, so that one that nobody changed is read back as it was."""
    article = annotated.article
    first = annotated.sets[0] if annotated.sets else None
    held = {mention.cluster for mention in lines.mentions}
    return {
        "format": SIDE_FORMAT,
        "document": document,
        "id": article.id,
        "sha256": article.sha256,
        "source_sha256": article.source_sha256,
        "ann_sha256": annotations_sha256(lines.content),
        "meta": asdict(article.meta),
        "schema_version": annotated.schema_version,
        "annotator": first.annotator if first is not None else "",
        "status": first.status.value if first is not None else "",
        "mentions": {lines.id_of(mention): _details(mention) for mention in lines.mentions},
        "clusters": [
            cluster_to_json(cluster)
            for cluster in (first.written_clusters() if first is not None else ())
            if cluster.id in held
        ],
    }


def _details(mention: Mention) -> Json:
    return {"id": mention.id, "at": [mention.span.start, mention.span.end, mention.label], **details(mention)}


def _write_article(annotated: AnnotatedArticle, document: str, names: Names, stage: Stage, tally: Tally) -> "_Lines":
    """Write the pair of files of one article."""
    article = annotated.article
    first = annotated.sets[0] if annotated.sets else None
    found = sound(article, () if first is None else first.mentions.values())
    with stage.open(f"{document}.txt") as stream:
        stream.write(article.text.encode())
    lines = _Lines(annotated, first, found.mentions, names)
    with stage.open(f"{document}.ann") as stream:
        stream.write(lines.content.encode())
    count(found, tally)
    tally.notes += sorted(lines.notes, key=attrgetter("start", "end", "label", "reason"))
    return lines


class _Lines:
    """The lines of one .ann file, and what they hold with something less."""

    def __init__(
        self, annotated: AnnotatedArticle, of: AnnotationSet | None, mentions: Sequence[Mention], names: Names
    ) -> None:
        self._article, self._set, self.mentions, self._names = annotated.article, of, mentions, names
        self._numbers: Counter[str] = Counter()
        self._spans = {mention.id: self._next("T") for mention in mentions}
        self._events = {each.id: self._next("E") for each in mentions if isinstance(each, EventMention)}
        self._ids: Mapping[MentionId, str] = {**self._spans, **self._events}
        self.notes: list[ExportIssue] = []
        self.content = "".join(f"{line}\n" for line in self._all())

    def _next(self, letter: str) -> str:
        self._numbers[letter] += 1
        return f"{letter}{self._numbers[letter]}"

    def _note(self, mention: Mention, reason: str) -> None:
        self.notes.append(issue(self._article, mention, reason))

    def id_of(self, mention: Mention) -> str:
        """What a mention is called in the file."""
        return self._ids[mention.id]

    def _all(self) -> Iterator[str]:
        for mention in self.mentions:
            yield self._span(mention)
        for mention in self.mentions:
            if isinstance(mention, EventMention):
                yield self._event(mention)
        for mention in self.mentions:
            yield from self._about(mention)
        yield from self._clusters()
        for mention in self.mentions:
            for reason in self._names.renamed(mention):
                self._note(mention, reason)

    def _span(self, mention: Mention) -> str:
        text = self._article.text
        cut = fragments(text, mention.pieces)
        if joined(text, cut) != mention.pieces:
            self._note(mention, PARTS_JOINED)
        where = ";".join(f"{each.start} {each.end}" for each in cut)
        label = self._names.label(mention.kind, mention.label)
        return f"{self._spans[mention.id]}\t{label} {where}\t{' '.join(each.of(text) for each in cut)}"

    def _event(self, event: EventMention) -> str:
        words = [f"{self._names.label(event.kind, event.label)}:{self._spans[event.id]}"]
        seen: Counter[str] = Counter()
        for argument in event.arguments:
            role = self._names.role(event.label, argument.role)
            seen[role] += 1
            words.append(f"{role}{seen[role] if seen[role] > 1 else ''}:{self._ids[argument.target]}")
        return f"{self._events[event.id]}\t{' '.join(words)}"

    def _about(self, mention: Mention) -> Iterator[str]:
        target = self._ids[mention.id]
        for name, value in mention.attributes:
            said = f"{self._names.attribute(name)} {target} {self._names.value(name, value)}"
            yield f"{self._next('A')}\t{said}"
        if mention.unsure:
            yield f"{self._next('A')}\t{UNSURE} {target}"
        if mention.note:
            note = BREAKS.sub(" ", mention.note).strip()
            if note != mention.note:
                self._note(mention, NOTE_ON_ONE_LINE)
            if note:
                yield f"{self._next('#')}\t{NOTE} {target}\t{note}"

    def _clusters(self) -> Iterator[str]:
        members: dict[ClusterId, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            if mention.cluster is not None:
                members[mention.cluster].append(mention)
        for id_, mentions in members.items():
            cluster = None if self._set is None else self._set.clusters.get(id_)
            base = "" if cluster is None else cluster.knowledge_base
            if len(mentions) > 1:
                yield f"*\t{SAME} {' '.join(self._ids[each.id] for each in mentions)}"
            elif cluster is None:
                self._note(mentions[0], CLUSTER_ALONE)
            if cluster is not None and (not base or base.split() != [base] or BREAKS.search(cluster.name)):
                self._note(mentions[0], CLUSTER_NAME_LOST)
            elif cluster is not None:
                target = f"{REFERENCE} {self._ids[mentions[0].id]} {ANY_BASE}{base}"
                yield f"{self._next('N')}\t{target}\t{cluster.name}"


EXPORTER = Exporter(
    id="brat",
    title="brat standoff",
    suffix=".ann",
    keeps=frozenset(("entity", "event", "arguments", "overlap", "parts", "attributes", "notes", "clusters")),
    write=write,
)
