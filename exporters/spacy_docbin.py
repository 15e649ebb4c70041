"""spaCy's binary training format: one Doc per article, on the stored tokens (docs/manual/formats/spacy.md)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from annotations.model.annotation_set import AnnotationSet
from annotations.model.article import Article
from annotations.model.ids import MentionId
from annotations.model.mention import EntityMention, EventMention, Mention
from annotations.model.native import DOC_EXTENSION, DOC_FORMAT, ENTITY_GROUP, EVENT_GROUP
from annotations.model.project import AnnotatedArticle
from annotations.model.schema import Schema
from annotations.model.span import Span
from annotations.model.wire import Json, cluster_to_json
from annotations.text.tokens import TokenIndex
from exporters.alignment import Aligned, align, issue, without_overlap
from exporters.base import Exporter, ExportReport, Options
from exporters.beside import details
from exporters.files import OutputFolder
from exporters.tally import Tally

FILE_NAME = "articles.spacy"

NOT_IN_ENTS = "is in the span group only, for it overlaps another in doc.ents"
EXTENT_ONLY = "is one span from its first to its last part; its parts are in the extension"


def write(articles: Iterable[AnnotatedArticle], _schema: Schema, out: OutputFolder, options: Options) -> ExportReport:
    """Write the first set of each article.

    Option `ents`: "longest" (as without it) or "shortest", which of overlapping entity mentions goes into doc.ents.
    """
    layer = options.get("ents", "longest")
    if layer not in ("longest", "shortest") or set(options) - {"ents"}:
        raise ValueError(f"no such option: {dict(options)}")
    from spacy.tokens import Doc, DocBin
    from spacy.vocab import Vocab

    if not Doc.has_extension(DOC_EXTENSION):
        Doc.set_extension(DOC_EXTENSION, default=None)
    tally, docs, vocab = Tally(), DocBin(store_user_data=True), Vocab()
    with out.open(FILE_NAME) as stream:
        for annotated in articles:
            docs.add(_doc(annotated, vocab, layer == "longest", tally))
        stream.write(docs.to_bytes())
    return tally.report(str(out.path / FILE_NAME))


def _doc(annotated: AnnotatedArticle, vocab: Any, longest: bool, tally: Tally) -> Any:
    from spacy.tokens import Doc

    article = annotated.article
    words, spaces, spans = _words(article)
    doc = Doc(vocab, words=words, spaces=spaces)
    tally.articles += 1
    annotation_set = annotated.sets[0] if annotated.sets else None
    found: Sequence[Mention] = () if annotation_set is None else tuple(annotation_set.mentions.values())
    aligned = align(article, TokenIndex(spans), found)
    _set_spans(doc, article, aligned, annotation_set is not None, longest, tally)
    by_id = {mention.id: mention for mention, _numbers in aligned.mentions}
    events = [_event(mention, by_id) for mention in by_id.values() if isinstance(mention, EventMention)]
    tally.events += len(events)
    tally.arguments += sum(len(event["arguments"]) for event in events)
    tally.lost += aligned.lost
    doc.user_data[EVENT_GROUP] = events
    doc._.set(DOC_EXTENSION, _extension(annotated, annotation_set, aligned, events))
    return doc


def _words(article: Article) -> tuple[list[str], list[bool], list[Span]]:
    """Words and trailing spaces that join to the very text, and where each word is.

    The stored tokens are words; so is what lies between two of them, less one space, as in spaCy's own tokeniser.
    """
    text, words, spaces, spans = article.text, list[str](), list[bool](), list[Span]()

    def add_gap(start: int, end: int) -> None:
        if start < end and words and text[start] == " ":
            spaces[-1] = True
            start += 1
        if start < end:
            add(Span(start, end))

    def add(span: Span) -> None:
        words.append(span.of(text))
        spaces.append(False)
        spans.append(span)

    end = 0
    for token in article.tokens:
        add_gap(end, token.start)
        add(token)
        end = token.end
    add_gap(end, len(text))
    return words, spaces, spans


def _set_spans(doc: Any, article: Article, aligned: Aligned, annotated: bool, longest: bool, tally: Tally) -> None:
    entities = [(mention, numbers) for mention, numbers in aligned.mentions if isinstance(mention, EntityMention)]
    events = [(mention, numbers) for mention, numbers in aligned.mentions if isinstance(mention, EventMention)]
    chosen, left_out = without_overlap(entities, longest)
    doc.spans[ENTITY_GROUP] = [_span(doc, *entity) for entity in entities]
    doc.spans[EVENT_GROUP] = [_span(doc, *event) for event in events]
    if annotated:
        # Also when there are none: tokens never set count as "not looked at", and nothing is learned from them.
        doc.set_ents([_span(doc, *entity) for entity in chosen])
    tally.mentions += len(entities)
    tally.notes += [issue(article, mention, NOT_IN_ENTS) for mention in left_out]
    tally.notes += [issue(article, mention, EXTENT_ONLY) for mention, _numbers in aligned.mentions if mention.parts]


def _span(doc: Any, mention: Mention, numbers: range) -> Any:
    from spacy.tokens import Span as DocSpan

    return DocSpan(doc, numbers.start, numbers.stop, label=mention.label, span_id=mention.id)


def _event(event: EventMention, by_id: Mapping[MentionId, Mention]) -> Json:
    return {
        "id": event.id,
        "type": event.label,
        "trigger": [event.trigger.start, event.trigger.end],
        "arguments": [
            {
                "role": argument.role,
                "target": argument.target,
                "start": by_id[argument.target].span.start,
                "end": by_id[argument.target].span.end,
                "label": by_id[argument.target].label,
            }
            for argument in event.arguments
        ],
    }


def _extension(
    annotated: AnnotatedArticle, annotation_set: AnnotationSet | None, aligned: Aligned, events: list[Json]
) -> Json:
    article = annotated.article
    out: Json = {
        "format": DOC_FORMAT,
        "id": article.id,
        "sha256": article.sha256,
        "source_sha256": article.source_sha256,
        "meta": asdict(article.meta),
        "schema_version": annotated.schema_version,
        "annotator": annotation_set.annotator if annotation_set is not None else "",
        "status": annotation_set.status.value if annotation_set is not None else "",
        "events": events,
        "details": {},
    }
    for mention, _numbers in aligned.mentions:
        beyond = details(mention)
        if beyond:
            out["details"][mention.id] = beyond
    held = {mention.cluster for mention, _numbers in aligned.mentions}
    written = annotation_set.written_clusters() if annotation_set is not None else []
    clusters = [cluster_to_json(cluster) for cluster in written if cluster.id in held]
    if clusters:
        out["clusters"] = clusters
    return out


EXPORTER = Exporter(
    id="spacy",
    title="spaCy training data (DocBin)",
    suffix=".spacy",
    keeps=frozenset(("entity", "event", "arguments", "overlap", "parts", "attributes", "notes", "clusters")),
    write=write,
)
