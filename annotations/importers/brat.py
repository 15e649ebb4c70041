"""brat's standoff: an .ann with the .txt beside it, of ours or anybody's (docs/manual/formats/brat.md)."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from annotations.errors import BadInput
from annotations.importers.base import ImportedArticle, ImportedSet, Importer, Record
from annotations.importers.brat_folder import decoded, folder_of
from annotations.importers.brat_lines import Standoff, is_standoff, standoff
from annotations.importers.brat_mentions import Said, fits, said
from annotations.importers.fields import Fields
from annotations.importers.lines import Lines, taken_from_lines
from annotations.importers.mentions import clusters, mentions
from annotations.importers.offsets import Offsets
from annotations.importers.records import annotator_of, meta, status_of
from annotations.model.article import Article, text_sha256
from annotations.model.ids import ArticleId, article_id_for
from annotations.model.standoff import ARTICLES, CONFIGURATION, NAMES, annotations_sha256
from annotations.text.decode import FixedText, OffsetMap, fix
from annotations.text.tokens import tokenize

_OTHERS = (CONFIGURATION, NAMES, ARTICLES, "visual.conf", "tools.conf", "kb_shortcuts.conf")


def read(path: Path, annotator: str | None) -> Iterator[Record]:
    """The one article of an .ann file; a configuration has none."""
    if path.name == CONFIGURATION:
        return
    yield taken_from_lines(partial(_article, path, annotator), path, None)


def _article(path: Path, annotator: str | None) -> ImportedArticle:
    source = path.with_suffix(".txt")
    if source == path or not source.is_file():
        raise BadInput(str(path), None, f"its text {source.name} is not beside it")
    folder, annotations, text = folder_of(path), decoded(path), decoded(source)
    fixed = fix(text.text, str(source))
    found = standoff(annotations.text, path)
    incoming, offsets = _counted_in(found, text.text, fixed)
    what = said(found, incoming, path, folder.names)
    sha256 = text_sha256(fixed.text)
    ours = folder.article(path.stem)
    if ours.text("sha256", "") != sha256:
        ours = Fields({}, ARTICLES)
    about = meta(ours.object("meta"), fixed.text, source)
    changes = dict(+what.changes) | dict(fixed.changes)
    if text.guessed:
        changes[f"read as {text.encoding}"] = 1
    return ImportedArticle(
        article=Article(
            id=ArticleId(ours.name("id")) if "id" in ours else article_id_for(sha256),
            text=fixed.text,
            sha256=sha256,
            meta=about,
            tokens=tokenize(fixed.text, about.language),
            source_sha256=ours.text("source_sha256", text.source_sha256),
        ),
        sets=_sets(what, ours, offsets, annotator, annotations.text),
        file=str(path),
        changes=changes,
    )


def _counted_in(found: Standoff, incoming: str, fixed: FixedText) -> tuple[str, Offsets]:
    """The text that the offsets count in. Readers that take CR LF for one character count in the fixed one."""
    if fixed.text != incoming and not fits(found, incoming) and fits(found, fixed.text):
        return fixed.text, Offsets(fixed.text, replace(fixed, to_fixed=OffsetMap()))
    return incoming, Offsets(incoming, fixed)


def _sets(
    what: Said, ours: Fields, offsets: Offsets, annotator: str | None, annotations: str
) -> tuple[ImportedSet, ...]:
    """The set of whoever wrote the file, or of nobody where nothing is said and nobody known to have looked."""
    as_written = ours.text("ann_sha256", "") == annotations_sha256(annotations)
    whose = ours if as_written else Fields({}, ARTICLES)
    if not what.mentions and not whose.text("annotator", ""):
        return ()
    _add_details(what, ours.object("mentions"), as_written)
    taken = mentions(Lines({"mentions": what.mentions, "arguments": what.arguments}), offsets)
    written = ours if as_written else Fields({"clusters": what.clusters}, "")
    return (
        ImportedSet(
            annotator=annotator_of(whose, annotator),
            status=status_of(whose),
            mentions=taken,
            schema_version=ours.whole("schema_version", 1),
            clusters=clusters(written, taken),
        ),
    )


def _add_details(what: Said, details: Fields, as_written: bool) -> None:
    """Give mentions that are as we wrote them what .ann files have no place for.

    Where anything was changed since, all that can be said in brat is what it says there.
    """
    named: dict[str, str] = {}
    for id_, row in what.rows.items():
        known = details.object(id_)
        if [row["start"], row["end"], row["label"]] != known.list("at"):
            continue
        own = {key: value for key, value in known.values.items() if key != "at"}
        named[row["id"]] = known.name("id")
        if as_written:
            for key in ("parts", "attributes", "note", "unsure", "cluster"):
                row.pop(key, None)
            row.update(own)
        else:
            row.update({key: own[key] for key in ("id", "origin") if key in own})
    for line in what.arguments:
        line.values.update({key: named.get(line.values[key], line.values[key]) for key in ("event", "target")})


def _beside(file: Path) -> tuple[Path, ...]:
    if file.suffix.lower() != ".ann" and file.name != CONFIGURATION:
        return ()
    others = [file.with_name(name) for name in _OTHERS if name != file.name]
    return (file.with_suffix(".txt"), *others) if file.name != CONFIGURATION else tuple(others)


def _recognises(head: bytes) -> bool:
    return is_standoff(head.decode(errors="replace"))


IMPORTER = Importer(
    id="brat",
    title="brat standoff",
    suffixes=(".ann", ".conf"),
    recognises=_recognises,
    read=read,
    beside=_beside,
)
