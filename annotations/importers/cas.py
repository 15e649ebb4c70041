"""UIMA CAS in XML or JSON, as INCEpTION and our exporter write it: one document per file."""

import io
import json
import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from annotations.errors import BadInput
from annotations.importers.base import Importer, Record
from annotations.importers.fields import Refused
from annotations.importers.layers import LayeredText, LayerSpan, article_of, holds_mentions, left_out
from annotations.model import uima
from annotations.model.project import Rejected
from annotations.model.wire import Json

# Bytes.
LARGEST_FILE = 256 * 1024 * 1024

_LONGEST_REASON = 200  # code points, of what the library says

_ANNOTATION = "uima.tcas.Annotation"
_STRING = "uima.cas.String"
_ARRAY = "uima.cas.FSArray"
_STRUCTURE = (uima.SENTENCE, uima.TOKEN, "uima.tcas.DocumentAnnotation")
# How the library warns of an offset that it leaves as it is.
_OFFSET_ASTRAY = "Not mapping external offset"
_XMI = re.compile(rb"\s*(<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*)*<[\w.-]+:XMI\b[^>]*http://www\.omg\.org/XMI", re.DOTALL)
_TYPE_SYSTEM = re.compile(rb"\s*(<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*)*<([\w.-]+:)?typeSystemDescription\b", re.DOTALL)
_JSON = re.compile(rb'\s*\{\s*"%(TYPES|FEATURE_STRUCTURES|VIEWS)"\s*:')
_BOM = b"\xef\xbb\xbf"
# With it come entities, which no CAS needs.
_DOCUMENT_TYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E", re.IGNORECASE)


def is_xmi(head: bytes) -> bool:
    """True if a file that begins like that is a CAS in XMI."""
    return _XMI.match(head.removeprefix(_BOM)) is not None


def is_json(head: bytes) -> bool:
    """True if a file that begins like that is a CAS in JSON."""
    return _JSON.match(head.removeprefix(_BOM)) is not None


def is_type_system(head: bytes) -> bool:
    """True for the description of the types, which belongs to XMI files."""
    return _TYPE_SYSTEM.match(head.removeprefix(_BOM)) is not None


def _recognises_xmi(head: bytes) -> bool:
    return is_xmi(head) or is_type_system(head)


def _read_xmi(path: Path, annotator: str | None) -> Iterator[Record]:
    """The one article of the file; of a file with types none, for it is read with others. Raises BadInput."""
    data = _bytes(path)
    if is_type_system(data):
        return
    beside = next((file for file in _type_files(path) if file.is_file()), None)
    if beside is None:
        raise BadInput(str(path), None, f"no {uima.TYPE_SYSTEM_FILE} is beside it, without which XMI cannot be read")
    yield _taken(path, annotator, xmi_document(data, _bytes(beside), path))


def _read_json(path: Path, annotator: str | None) -> Iterator[Record]:
    """The one article of the file. Raises BadInput."""
    yield _taken(path, annotator, json_document(_bytes(path), path))


def _taken(path: Path, annotator: str | None, document: LayeredText) -> Record:
    try:
        return article_of(document, path, annotator)
    except Refused as error:
        return Rejected(str(path), None, str(error))


def _type_files(path: Path) -> tuple[Path, ...]:
    return (path.with_name(uima.TYPE_SYSTEM_FILE), path.with_name("typesystem.xml"))


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > LARGEST_FILE:
        raise BadInput(str(path), None, f"the file is larger than {LARGEST_FILE:,} bytes")
    return path.read_bytes()


def xmi_document(data: bytes, types: bytes, path: Path) -> LayeredText:
    """What an XMI file says, by the types of its own type system. Raises BadInput; `path` is for naming it."""
    _refuse_entities(data, path)
    _refuse_entities(types, path)
    return _load(
        lambda: _cassis(path).load_cas_from_xmi(io.BytesIO(data), typesystem=_type_system(types), trusted=True), path
    )


def json_document(data: bytes, path: Path) -> LayeredText:
    """The same of a JSON file, which has its types in it."""
    return _load(lambda: _cassis(path).load_cas_from_json(data.decode("utf-8-sig")), path)


def _cassis(path: Path) -> Any:
    try:
        return uima.cassis()
    except uima.CasMissing as error:
        raise BadInput(str(path), None, str(error)) from error


@lru_cache(maxsize=4)
def _type_system(data: bytes) -> Any:
    return uima.cassis().load_typesystem(io.BytesIO(data))


def _refuse_entities(data: bytes, path: Path) -> None:
    if _DOCUMENT_TYPE.search(data):
        raise BadInput(str(path), None, "has a document type declaration, which no CAS has")


def _load(load: Callable[[], Any], path: Path) -> LayeredText:
    _cassis(path)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            document = _Reader(load()).document()
        # The library checks little by itself, and on a damaged file raises whatever comes first.
        except Exception as error:
            raise BadInput(str(path), None, f"not a CAS, or a damaged one: {_in_words(error)}") from error
    if any(_OFFSET_ASTRAY in str(each.message) for each in said):
        raise BadInput(str(path), None, "an annotation begins or ends inside a character or outside the text")
    return document


def _in_words(error: Exception) -> str:
    first = (str(error).splitlines() or [""])[0]
    return f"{type(error).__name__} {first[:_LONGEST_REASON]}".strip()


@dataclass(frozen=True, slots=True)
class _Layer:
    """What is to be known of a type of annotation: its name to us, and its features that are texts and that are roles.

    A structure is no annotation anybody made: a sentence, a token, the document. `own_name` is that of a subtype.
    """

    name: str
    own_name: str
    texts: tuple[str, ...]
    slots: tuple[str, ...]
    is_structure: bool


class _Reader:
    """Reads one CAS: the first view that has a text."""

    def __init__(self, cas: Any) -> None:
        self._types = cas.typesystem
        self._view = next((view for view in cas.views if view.sofa.sofaString), cas.views[0])
        self._layers: dict[str, _Layer] = {}

    def document(self) -> LayeredText:
        """Everything of it that we know."""
        annotations = self._annotations()
        read = [self._span(each) for each in annotations if not self._layer(each.type).is_structure]
        targets = {target for span in read for _role, target in span.links or ()}
        taken = [span for span in read if holds_mentions(span.layer) or span.links or span.key in targets]
        keys = {span.key for span in taken}
        return LayeredText(
            text=self._view.sofa.sofaString or "",
            spans=taken,
            tokens=[(each.begin, each.end) for each in annotations if self._is_a(each.type, uima.TOKEN)],
            record=self._record(),
            changes=Counter(left_out(span.layer) for span in read if span.key not in keys),
        )

    def _annotations(self) -> list[Any]:
        """All that cover a place, in reading order."""
        found = [each for each in self._view.get_all_fs() if self._is_a(each.type, _ANNOTATION)]
        return sorted(found, key=lambda each: (each.begin, -each.end, each.type.name, each.xmiID))

    def _record(self) -> Json:
        for each in self._view.get_all_fs():
            if each.type.name == uima.RECORD:
                record = json.loads(each.get(uima.RECORD_JSON))
                if isinstance(record, dict) and record.get("format") == uima.CAS_FORMAT:
                    return record
        return {}

    def _span(self, annotation: Any) -> LayerSpan:
        layer = self._layer(annotation.type)
        texts = {name.removesuffix("_"): annotation.get(name) for name in layer.texts}
        values = {name: value for name, value in texts.items() if value is not None}
        if layer.own_name != layer.name:
            values.setdefault(uima.VALUE, layer.own_name.rpartition(".")[2])
        return LayerSpan(
            key=str(annotation.xmiID),
            layer=layer.name,
            start=annotation.begin,
            end=annotation.end,
            values=values,
            links=tuple(self._links(annotation, layer.slots)) if layer.slots else None,
        )

    def _links(self, annotation: Any, slots: Iterable[str]) -> Iterator[tuple[str, str]]:
        for slot in slots:
            array = annotation.get(slot)
            for link in (getattr(array, "elements", array) or ()) if array is not None else ():
                target = link.get(uima.TARGET)
                if target is not None:
                    yield link.get(uima.ROLE) or slot.removesuffix("_"), str(target.xmiID)

    def _layer(self, type_: Any) -> _Layer:
        known = self._layers.get(type_.name)
        if known is None:
            features = type_.all_features
            known = self._layers[type_.name] = _Layer(
                name=uima.NAMED_ENTITY if self._is_a(type_, uima.NAMED_ENTITY) else type_.name,
                own_name=type_.name,
                texts=tuple(each.name for each in features if self._is_a(each.rangeType, _STRING)),
                slots=tuple(each.name for each in features if self._is_slot(each)),
                is_structure=any(self._is_a(type_, name) for name in _STRUCTURE),
            )
        return known

    def _is_slot(self, feature: Any) -> bool:
        if feature.rangeType.name != _ARRAY or feature.elementType is None:
            return False
        # By name, for the type that a feature of a loaded type system leads to has lost its features.
        element = self._types.get_type(feature.elementType.name)
        return {uima.ROLE, uima.TARGET} <= {each.name for each in element.all_features}

    def _is_a(self, type_: Any, name: str) -> bool:
        while type_ is not None:
            if type_.name == name:
                return True
            type_ = type_.supertype
        return False


XMI_IMPORTER = Importer(
    id="cas-xmi",
    title="UIMA CAS XMI",
    suffixes=(".xmi",),
    recognises=_recognises_xmi,
    read=_read_xmi,
    beside=_type_files,
)
JSON_IMPORTER = Importer(id="cas-json", title="UIMA CAS JSON", suffixes=(".json",), recognises=is_json, read=_read_json)
