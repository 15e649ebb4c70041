"""UIMA CAS as INCEpTION has it, in XML or JSON: one file per article (docs/manual/formats/cas-xmi.md)."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any

from annotations.model import uima
from annotations.model.article import Article
from annotations.model.mention import EventMention, Mention
from annotations.model.project import AnnotatedArticle
from annotations.model.schema import Schema
from annotations.model.sheets import NOT_IN_XML
from annotations.model.span import Span
from annotations.model.wire import Json, cluster_to_json
from exporters.alignment import issue
from exporters.base import Exporter, ExportReport, Options, Write
from exporters.beside import details
from exporters.choices import settled
from exporters.file_names import FileNames
from exporters.files import OutputFolder
from exporters.sound import Sound, characters, count, sound
from exporters.staging import staged
from exporters.tally import Tally
from exporters.whole_sentences import whole_sentences

EXTENT_ONLY = "is one span from its first to its last part; its parts are in a feature only Spandesk reads"
REPLACED = "is a character that XML cannot hold, and U+FFFD is there instead"

_XMI = ".xmi"
_JSON = ".json"
_REPLACEMENT = "\ufffd"
_ANNOTATION = "uima.tcas.Annotation"
_STRING = "uima.cas.String"
_NO_LANGUAGE = "x-unspecified"  # what UIMA says where it does not know


def _write(
    suffix: str, articles: Iterable[AnnotatedArticle], _schema: Schema, out: OutputFolder, options: Options
) -> ExportReport:
    """Write the first set of each article. Raises CasMissing."""
    settled(options)
    types, names, tally = _type_system(), FileNames(), Tally()
    with staged(out) as stage:
        for annotated in articles:
            article, found = annotated.article, annotated.sets[0].mentions.values() if annotated.sets else ()
            held = sound(article, found)
            if suffix == _XMI:
                tally.notes += characters(article, NOT_IN_XML, REPLACED)
            _count(article, held, tally)
            cas = _Document(types, annotated, held.mentions, xml=suffix == _XMI).cas
            with stage.open(names.name_for(article.id) + suffix) as stream:
                stream.write(_bytes(cas, suffix))
        if suffix == _XMI:
            with stage.open(uima.TYPE_SYSTEM_FILE) as stream:
                stream.write(types.to_xml().encode())
    return tally.report(*stage.files)


def _count(article: Article, held: Sound, tally: Tally) -> None:
    count(held, tally)
    tally.notes += [issue(article, mention, EXTENT_ONLY) for mention in held.mentions if mention.parts]


def _type_system() -> Any:
    """The types of DKPro Core that INCEpTION looks for, as far as they are needed, and our own."""
    types = uima.cassis().TypeSystem()

    def add(name: str, supertype: str, *texts: str) -> Any:
        made = types.create_type(name=name, supertypeName=supertype)
        for feature in texts:
            types.create_feature(domainType=made, name=feature, rangeType=_STRING)
        return made

    add(uima.METADATA, "uima.tcas.DocumentAnnotation", "documentTitle", "documentId", "documentUri")
    add(uima.SENTENCE, _ANNOTATION)
    add(uima.TOKEN, _ANNOTATION)
    add(uima.NAMED_ENTITY, _ANNOTATION, uima.VALUE, uima.IDENTIFIER, uima.MENTION_ID, uima.DETAILS)
    link = add(uima.LINK, "uima.cas.TOP", uima.ROLE)
    types.create_feature(domainType=link, name=uima.TARGET, rangeType=_ANNOTATION)
    event = add(uima.EVENT, _ANNOTATION, uima.EVENT_TYPE, uima.MENTION_ID, uima.DETAILS)
    types.create_feature(
        domainType=event,
        name=uima.ARGUMENTS,
        rangeType="uima.cas.FSArray",
        elementType=link,
        multipleReferencesAllowed=False,
    )
    add(uima.RECORD, "uima.cas.TOP", uima.RECORD_JSON)
    return types


class _Document:
    """The CAS of one article."""

    def __init__(self, types: Any, annotated: AnnotatedArticle, mentions: Sequence[Mention], *, xml: bool) -> None:
        self._types, self._annotated, self._xml = types, annotated, xml
        article = annotated.article
        self.cas = uima.cassis().Cas(typesystem=types, sofa_string=self._text(article.text), sofa_mime="text/plain")
        self._add_article()
        self._add_spans(uima.SENTENCE, whole_sentences(article.text, article.tokens, mentions))
        self._add_spans(uima.TOKEN, article.tokens)
        self._add_mentions(mentions)

    def _text(self, text: str) -> str:
        return NOT_IN_XML.sub(_REPLACEMENT, text) if self._xml else text

    def _add(self, type_name: str, **features: Any) -> Any:
        values = {name: self._text(value) if isinstance(value, str) else value for name, value in features.items()}
        made = self._types.get_type(type_name)(**values)
        self.cas.add(made)
        return made

    def _add_article(self) -> None:
        article = self._annotated.article
        self._add(
            uima.METADATA,
            begin=0,
            end=len(article.text),
            language=_NO_LANGUAGE if article.meta.language in ("", "xx") else article.meta.language,
            documentTitle=article.title,
            documentId=article.id,
            documentUri=article.meta.url or None,
        )
        # In ASCII, so that nothing in it is beyond XML.
        self._add(uima.RECORD, **{uima.RECORD_JSON: json.dumps(_record(self._annotated))})

    def _add_spans(self, type_name: str, spans: Iterable[Span]) -> None:
        make = self._types.get_type(type_name)
        for span in spans:
            self.cas.add(make(begin=span.start, end=span.end))

    def _add_mentions(self, mentions: Sequence[Mention]) -> None:
        made = {mention.id: self._mention(mention) for mention in mentions}
        link, array = self._types.get_type(uima.LINK), self._types.get_type("uima.cas.FSArray")
        for mention in mentions:
            # Without roles the array is empty, as INCEpTION has it; in JSON dkpro-cassis does not read an empty one.
            if isinstance(mention, EventMention) and (mention.arguments or self._xml):
                links = [link(role=self._text(each.role), target=made[each.target]) for each in mention.arguments]
                made[mention.id].set(uima.ARGUMENTS, array(elements=links))

    def _mention(self, mention: Mention) -> Any:
        common = {
            "begin": mention.span.start,
            "end": mention.span.end,
            uima.MENTION_ID: mention.id,
            uima.DETAILS: _details(mention),
        }
        if isinstance(mention, EventMention):
            return self._add(uima.EVENT, **{uima.EVENT_TYPE: mention.label}, **common)
        known = self._annotated.sets[0].cluster(mention.cluster).knowledge_base if mention.cluster is not None else ""
        return self._add(uima.NAMED_ENTITY, **{uima.VALUE: mention.label, uima.IDENTIFIER: known or None}, **common)


def _details(mention: Mention) -> str | None:
    beyond = details(mention)
    return json.dumps(beyond) if beyond else None


def _record(annotated: AnnotatedArticle) -> Json:
    article = annotated.article
    first = annotated.sets[0] if annotated.sets else None
    return {
        "format": uima.CAS_FORMAT,
        "id": article.id,
        "sha256": article.sha256,
        "source_sha256": article.source_sha256,
        "meta": asdict(article.meta),
        "schema_version": annotated.schema_version,
        "annotator": first.annotator if first is not None else "",
        "status": first.status.value if first is not None else "",
        "clusters": [cluster_to_json(cluster) for cluster in first.written_clusters()] if first is not None else [],
    }


def _bytes(cas: Any, suffix: str) -> bytes:
    # All types are in every JSON file, so that a reader may ask each for what another one has.
    text: str = cas.to_xmi() if suffix == _XMI else cas.to_json()
    return text.encode()


def _exporter(id_: str, title: str, suffix: str) -> Exporter:
    write: Write = partial(_write, suffix)
    keeps = ("entity", "event", "arguments", "overlap", "parts", "attributes", "notes", "clusters")
    return Exporter(id=id_, title=title, suffix=suffix, keeps=frozenset(keeps), write=write)


XMI_EXPORTER = _exporter("cas-xmi", "UIMA CAS XMI (INCEpTION)", _XMI)
JSON_EXPORTER = _exporter("cas-json", "UIMA CAS JSON (INCEpTION)", _JSON)
