"""spaCy's binary training format, as our exporter writes it; others' files as far as their entities go."""

import zlib
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from annotations.errors import BadInput
from annotations.importers.base import ImportedArticle, ImportedSet, Importer, Record
from annotations.importers.fields import Fields
from annotations.importers.mentions import clusters, mentions
from annotations.importers.offsets import Offsets
from annotations.importers.records import annotator_of, meta, status_of, taken
from annotations.model.article import Article, text_sha256
from annotations.model.ids import ArticleId, article_id_for
from annotations.model.native import DOC_EXTENSION, DOC_FORMAT, EVENT_GROUP
from annotations.model.project import Rejected
from annotations.model.wire import Json
from annotations.text.decode import fix
from annotations.text.tokens import tokenize

# Bytes. spaCy unpacks a file whole and without limit; a good one grows some ten times.
LARGEST_UNPACKED = 1024 * 1024 * 1024
_GROWTH_ALWAYS_FINE = 64 * 1024 * 1024
_LARGEST_GROWTH = 100
_CHUNK = 1024 * 1024


def read(path: Path, annotator: str | None) -> Iterator[Record]:
    """One value per Doc; its number stands for the line. Raises BadInput when the file is none of spaCy's."""
    _check_size(path)
    from spacy.tokens import Doc

    if not Doc.has_extension(DOC_EXTENSION):
        Doc.set_extension(DOC_EXTENSION, default=None)
    for number, doc in enumerate(_docs(path), start=1):
        try:
            yield taken(partial(_article, doc, path, number, annotator), path, number)
        except KeyError:
            # spaCy looks words up by their hash only when they are asked for.
            yield Rejected(str(path), number, "a label or word of it is not in the file")


def _docs(path: Path) -> Iterator[Any]:
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    try:
        yield from DocBin(store_user_data=True).from_disk(path).get_docs(Vocab())
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise BadInput(str(path), None, f"not a DocBin file: {type(error).__name__}") from error


def _check_size(path: Path) -> None:
    """Unpack once without keeping anything. Raises BadInput when it is damaged or grows beyond the limits."""
    packed, unpacked, size = zlib.decompressobj(), 0, path.stat().st_size
    limit = min(LARGEST_UNPACKED, max(_GROWTH_ALWAYS_FINE, _LARGEST_GROWTH * size))
    with path.open("rb") as stream:
        try:
            while not packed.eof and (chunk := packed.unconsumed_tail or stream.read(_CHUNK)):
                unpacked += len(packed.decompress(chunk, _CHUNK))
                if unpacked > limit:
                    raise BadInput(str(path), None, f"unpacks to more than {limit:,} bytes")
        except zlib.error as error:
            raise BadInput(str(path), None, "not a DocBin file, or a damaged one") from error
    if not packed.eof:
        raise BadInput(str(path), None, "not a DocBin file, or a part of one")


def _article(doc: Any, path: Path, number: int, annotator: str | None) -> ImportedArticle:
    ours = Fields(_lists(doc._.get(DOC_EXTENSION)) or {}, DOC_EXTENSION)
    if ours.text("format", DOC_FORMAT) != DOC_FORMAT:
        ours.refuse(f"format is {ours.text('format')!r}, not {DOC_FORMAT!r}")
    fixed = fix(doc.text, str(path), number)
    offsets = Offsets(doc.text, fixed)
    sha256 = text_sha256(fixed.text)
    source = meta(ours.object("meta"), fixed.text, path)
    tokens = [[token.idx, token.idx + len(token)] for token in doc if not token.is_space]
    article = Article(
        id=ArticleId(ours.name("id")) if "id" in ours else article_id_for(sha256),
        text=fixed.text,
        sha256=sha256,
        meta=source,
        tokens=offsets.tokens(Fields({"tokens": tokens}, "")) or tokenize(fixed.text, source.language),
        source_sha256=ours.text("source_sha256", ""),
    )
    annotated = _set(doc, ours, offsets, annotator)
    sets = () if annotated is None else (annotated,)
    return ImportedArticle(article=article, sets=sets, file=str(path), line=number, changes=fixed.changes)


def _set(doc: Any, ours: Fields, offsets: Offsets, annotator: str | None) -> ImportedSet | None:
    """The annotations of a Doc; None where nobody has looked at it."""
    looked_at = ours.text("status", "") if ours.values else doc.has_annotation("ENT_IOB") or any(doc.spans.values())
    if not looked_at:
        return None
    said = mentions(Fields(_native_set(doc, ours), ""), offsets)
    return ImportedSet(
        annotator=annotator_of(ours, annotator),
        status=status_of(ours),
        mentions=said,
        schema_version=ours.whole("schema_version", 1),
        clusters=clusters(ours, said),
    )


def _native_set(doc: Any, ours: Fields) -> Json:
    """The annotations of a Doc in the shape of the native format, whose rules then apply."""
    details = ours.object("details")
    found: dict[tuple[str, int, int, str] | str, Json] = {}
    for kind, span in _spans(doc):
        # Only our own ids name one mention; others write there what an entity is.
        id_ = span.id_ if ours.values else ""
        found.setdefault(
            id_ or (kind, span.start_char, span.end_char, span.label_),
            {
                "kind": kind,
                "start": span.start_char,
                "end": span.end_char,
                "label": span.label_,
                **({"id": id_, **details.object(id_).values} if id_ else {}),
            },
        )
    arguments = [
        {"event": event.text("id"), "role": each.text("role"), "target": each.text("target")}
        for event in ours.objects("events")
        for each in event.objects("arguments")
    ]
    return {"mentions": list(found.values()), "arguments": arguments}


def _spans(doc: Any) -> Iterator[tuple[str, Any]]:
    """All spans with their kind; one in a group and in doc.ents comes twice."""
    for name, group in doc.spans.items():
        for span in group:
            yield ("event" if name == EVENT_GROUP else "entity"), span
    for span in doc.ents:
        yield "entity", span


def _lists(value: Any) -> Any:
    """spaCy reads lists back as tuples."""
    if isinstance(value, tuple | list):
        return [_lists(each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): _lists(each) for key, each in value.items()}
    return value


def _recognises(head: bytes) -> bool:
    """A zlib stream whose first packed key is the version of a DocBin."""
    if not head.startswith(b"\x78"):
        return False
    try:
        return b"version" in zlib.decompressobj().decompress(head, 64)
    except zlib.error:
        return False


IMPORTER = Importer(
    id="spacy", title="spaCy training data (DocBin)", suffixes=(".spacy",), recognises=_recognises, read=read
)
