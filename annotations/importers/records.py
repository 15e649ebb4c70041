"""What the readers of annotated files share: source data, whose annotations these are, and what a bad record costs."""

from collections.abc import Callable
from pathlib import Path

from annotations.errors import BadInput
from annotations.importers.base import ImportedArticle, Record
from annotations.importers.fields import Fields, Refused
from annotations.model.annotation_set import Status
from annotations.model.article import Meta
from annotations.model.project import Rejected
from annotations.text.language import guess_language

# Who made annotations that do not say so, when whoever imports them does not say it either.
UNNAMED = "imported"


def taken(make: Callable[[], ImportedArticle], path: Path, line: int) -> Record:
    """The article, or why it was not taken; a bad record costs only itself."""
    try:
        return make()
    except Refused as error:
        return Rejected(str(path), line, str(error))
    except BadInput as error:
        return Rejected(error.file, error.line, f"text: {error.why}")


def meta(fields: Fields, text: str, path: Path) -> Meta:
    """The source data; a language or file name that is not given is found, one that is given as empty stays so."""
    return Meta(
        title=fields.text("title", ""),
        source=fields.text("source", ""),
        url=fields.text("url", ""),
        date=fields.text("date", ""),
        language=fields.text("language") if "language" in fields else guess_language(text),
        file=fields.text("file") if "file" in fields else path.name,
    )


def annotator_of(fields: Fields, given: str | None) -> str:
    """Whose set this is: as it says, else as given, else unnamed."""
    return fields.text("annotator", "") or given or UNNAMED


def status_of(fields: Fields) -> Status:
    """How far the annotator was; open when it does not say."""
    status = fields.text("status", "") or Status.OPEN.value
    if status not in list(Status):
        fields.refuse(f"status is {status!r}, not new, open or done")
    return Status(status)
