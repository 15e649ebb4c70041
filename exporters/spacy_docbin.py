"""spaCy's binary training format: one Doc per article, on the stored tokens (docs/manual/formats/spacy.md)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from annotations.model.annotation_set import AnnotationSet
from annotations.model.article import Article
from annotations.model.ids import MentionId
from annotations.model.mention import BY_HAND, EntityMention, EventMention, Kind, Mention
from annotations.model.native import DOC_EXTENSION, DOC_FORMAT, ENTITY_GROUP, EVENT_GROUP
from annotations.model.project import AnnotatedArticle
from annotations.model.schema import Schema
from annotations.model.span import Span
from annotations.model.wire import Json, cluster_to_json
from annotations.text.tokens import TokenIndex
from exporters.alignment import Aligned, ChooseLayer, align, issue, layer_chooser
from exporters.base import Exporter, ExportReport, Options
from exporters.beside import details
from exporters.choices import LAYERS, settled
from exporters.docbin_stream import DocBinStream
from exporters.files import OutputFolder
from exporters.tally import Tally

FILE_NAME = "articles.spacy"

NOT_IN_ENTS = "is in the span group only, for it overlaps another in doc.ents"
EXTENT_ONLY = "is one span from its first to its last part; its parts are in the extension"
OVERLAPS = "overlaps a longer mention, and only the longest were asked for"

OPTIONS = {"ents": LAYERS}


def write(articles: Iterable[AnnotatedArticle], schema: Schema, out: OutputFolder, options: Options) -> ExportReport:
    """Write the first set of each article.

    Option `ents`: which of overlapping entity mentions goes into doc.ents, the "longest" (as without it), the
    "shortest", or by "priority" the one whose label is first in the schema.
    """
    choose, tally = layer_chooser(settled(options, **OPTIONS)["ents"], schema), Tally()
    with out.open(FILE_NAME) as stream, DocBinStream(out.path) as docs:
        for annotated in articles:
            docs.add(doc_of(annotated, docs.vocab, choose, tally))
        docs.write(stream)
    return tally.report(str(out.path / FILE_NAME))


def doc_of(annotated: AnnotatedArticle, vocab: Any, choose: ChooseLayer, tally: Tally, *, nested: bool = True) -> Any:
    """The Doc of an article, with the first set on it; the tally counts what is in it and what is not.

    Of overlapping entity mentions the chosen ones are in doc.ents; without `nested` the others are not written at all.
    """
    from spacy.tokens import Doc

    if not Doc.has_extension(DOC_EXTENSION):
        Doc.set_extension(DOC_EXTENSION, default=None)
    article = annotated.article
    words, spaces, spans = _words(article)
    doc = Doc(vocab, words=words, spaces=spaces)
    tally.articles += 1
    annotation_set = annotated.sets[0] if annotated.sets else None
    found = () if annotation_set is None else tuple(annotation_set.mentions.values())
    aligned, ents = _aligned(article, TokenIndex(spans), found, choose, nested, tally)
    _set_spans(doc, aligned, ents, annotation_set is not None)
    by_id = {mention.id: mention for mention, _numbers in aligned.mentions}
    events = [_event(mention, by_id) for mention in by_id.values() if isinstance(mention, EventMention)]
    tally.mentions += len(by_id) - len(events)
    tally.events += len(events)
    tally.arguments += sum(len(event["arguments"]) for event in events)
    tally.notes += [issue(article, mention, EXTENT_ONLY) for mention in by_id.values() if mention.parts]
    doc.user_data[EVENT_GROUP] = events
    doc._.set(DOC_EXTENSION, _extension(annotated, annotation_set, aligned, events))
    return doc


def _aligned(
    article: Article, tokens: TokenIndex, found: Sequence[Mention], choose: ChooseLayer, nested: bool, tally: Tally
) -> tuple[Aligned, frozenset[MentionId]]:
    """What is written, and which of it is in doc.ents."""
    aligned = align(article, tokens, found)
    entities = [(mention, numbers) for mention, numbers in aligned.mentions if isinstance(mention, EntityMention)]
    chosen, left_out = choose(entities)
    if left_out and not nested:
        gone = {mention.id for mention in left_out}
        # Once more, for events may have lost their fillers.
        aligned = align(article, tokens, [mention for mention in found if mention.id not in gone])
        tally.lost += [issue(article, mention, OVERLAPS) for mention in left_out]
    else:
        tally.notes += [issue(article, mention, NOT_IN_ENTS) for mention in left_out]
    tally.lost += aligned.lost
    return aligned, frozenset(mention.id for mention, _numbers in chosen)


def _words(article: Article) -> tuple[list[str], list[bool], list[Span]]:
    """Words and trailing spaces that join to the very text, and where each word is.

    The stored tokens are words; so is what lies between two of them, less one space, as in spaCy's own tokeniser.
    """
    text, words, spaces, spans, end = article.text, list[str](), list[bool](), list[Span](), 0
    for token in (*article.tokens, None):
        start = len(text) if token is None else token.start
        if end < start and words and text[end] == " ":
            spaces[-1] = True
            end += 1
        if end < start:
            words.append(text[end:start])
            spaces.append(False)
            spans.append(Span(end, start))
        if token is not None:
            end = token.end
            words.append(text[start:end])
            spaces.append(False)
            spans.append(token)
    return words, spaces, spans


def _set_spans(doc: Any, aligned: Aligned, ents: frozenset[MentionId], annotated: bool) -> None:
    from spacy.tokens import Span as DocSpan

    groups: dict[Kind, list[Any]] = {Kind.ENTITY: [], Kind.EVENT: []}
    chosen = []
    for mention, numbers in aligned.mentions:
        span = DocSpan(doc, numbers.start, numbers.stop, label=mention.label, span_id=mention.id)
        groups[mention.kind].append(span)
        if mention.id in ents:
            chosen.append(span)
    doc.spans[ENTITY_GROUP] = groups[Kind.ENTITY]
    doc.spans[EVENT_GROUP] = groups[Kind.EVENT]
    if annotated:
        # Also when there are none: tokens never set count as "not looked at", and nothing is learned from them.
        doc.set_ents(chosen)


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
        # Most have none, and it is much faster to see that than to find out what they are.
        if not _is_bare(mention) and (beyond := details(mention)):
            out["details"][mention.id] = beyond
    if annotation_set is not None and annotation_set.clusters:
        held = {mention.cluster for mention, _numbers in aligned.mentions}
        clusters = [cluster_to_json(each) for each in annotation_set.written_clusters() if each.id in held]
        out |= {"clusters": clusters} if clusters else {}
    return out


def _is_bare(mention: Mention) -> bool:
    """True only for a mention that has nothing but its span and label."""
    more = mention.parts or mention.attributes or mention.cluster or mention.note or mention.unsure
    return not more and mention.origin is BY_HAND


EXPORTER = Exporter(
    id="spacy",
    title="spaCy training data (DocBin)",
    suffix=".spacy",
    keeps=frozenset(("entity", "event", "arguments", "overlap", "parts", "attributes", "notes", "clusters")),
    write=write,
    options=OPTIONS,
)
