"""What the import window says: counts, kinds, and words out of files that may hold anything."""

import unicodedata

from PySide6.QtCore import QCoreApplication

from annotations.model.mention import Kind
from desktop import chrome
from desktop.models.counting import counted

LONGEST = 300  # letters of a name, a label or a reason that are shown
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSHOWN = ("Cc", "Cs", "Co")


def tr(text: str) -> str:
    """The text in the language of the interface."""
    return QCoreApplication.translate("importing", text)


def shown(text: str) -> str:
    """A name out of a file on one line, without signs that would turn what stands around it or cannot be shown."""
    line = chrome.one_line(text[: 2 * LONGEST])
    safe = "".join("\ufffd" if sign in _TURNS or unicodedata.category(sign) in _UNSHOWN else sign for sign in line)
    return safe if len(text) <= LONGEST else safe[: LONGEST - 1] + "…"


def articles(count: int) -> str:
    """So many articles."""
    return counted(count, "1 article", "{0} articles")


def spans(count: int) -> str:
    """So many spans."""
    return counted(count, "1 span", "{0} spans")


def events(count: int) -> str:
    """So many events."""
    return counted(count, "1 event", "{0} events")


def records(count: int) -> str:
    """So many records."""
    return counted(count, "1 record", "{0} records")


def kind_in_words(kind: Kind) -> str:
    """What sort of label it is."""
    return tr("event type") if kind is Kind.EVENT else tr("entity label")
