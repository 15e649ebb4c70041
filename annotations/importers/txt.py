"""Plain text: the whole file is one article."""

from collections.abc import Iterator
from pathlib import Path

from annotations.errors import BadInput
from annotations.importers.base import ImportedArticle, Importer, Record
from annotations.model.article import Article, Meta, text_sha256
from annotations.model.ids import article_id_for
from annotations.text.decode import LONGEST_TEXT, decode, fix
from annotations.text.language import guess_language
from annotations.text.tokens import tokenize

# Four bytes hold any character.
_LARGEST_FILE = 4 * LONGEST_TEXT


def read(path: Path, _annotator: str | None) -> Iterator[Record]:
    """The one article of the file. Raises BadInput when it is not text."""
    size = path.stat().st_size
    if size > _LARGEST_FILE:
        raise BadInput(str(path), None, f"the file is larger than {_LARGEST_FILE:,} bytes")
    decoded = decode(path.read_bytes(), str(path))
    fixed = fix(decoded.text, str(path))
    changes = dict(fixed.changes)
    if decoded.guessed:
        changes[f"read as {decoded.encoding}"] = 1
    sha256, language = text_sha256(fixed.text), guess_language(fixed.text)
    yield ImportedArticle(
        article=Article(
            id=article_id_for(sha256),
            text=fixed.text,
            sha256=sha256,
            meta=Meta(language=language, file=path.name),
            tokens=tokenize(fixed.text, language),
            source_sha256=decoded.source_sha256,
        ),
        file=str(path),
        changes=changes,
    )


def _never(_head: bytes) -> bool:
    return False


IMPORTER = Importer(id="txt", title="Plain text", suffixes=(".txt", ".text"), recognises=_never, read=read)
