"""From the bytes of a file to the text of an article: decoded, then fixed once, with a way to carry offsets along."""

import codecs
import hashlib
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from annotations.errors import BadInput
from annotations.model.span import Span

# Code points; the longest text that is taken as one article.
LONGEST_TEXT = 20_000_000

# What fixing a text may change, as counted in import reports.
BOM_REMOVED = "byte order mark removed"
LINE_END = "line end made LF"
CONTROL = "control character made a space"

_BOM = "\ufeff"
# The longer marks come first: the one of UTF-32 begins like that of UTF-16. Each codec keeps the mark in the text.
_MARKED = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_REFUSED = re.compile("[\x00\ud800-\udfff]")
# Valid UTF-8 for a letter beyond ASCII. Bytes with it that are not UTF-8 are damaged UTF-8, and not an older encoding.
_UTF8_LETTER = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# Encodings that news articles were kept in before UTF-8; others would explain any heap of bytes.
_OLDER = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r"),
    *("gb18030", "big5", "cp932", "euc_jp", "cp949"),
)
_WORD = re.compile(r"[^\W\d_]+")
# Letters of another script than Latin; fewer than this are no ground for a guess.
_ENOUGH_FOREIGN = 12
_ONE_LETTER_WORDS = frozenset("àÀáÁèÈéÉíÍóÓúÚôÔüÜавиоксуяАВИОКСУЯ")
_WESTERN = frozenset("àâäãåáæçèéêëìíîïñòóôöõøœßùúûüÀÂÄÃÅÁÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØŒÙÚÛÜ‘’‚“”„«»‹›–—…•°ºª¿¡€£§\u00a0")
_ENOUGH_WESTERN = 2  # letters beyond ASCII
_CENTRAL_WORDS = frozenset(
    [
        "nie",
        "jest",
        "oraz",
        "przez",
        "dla",
        "jak",
        "jsou",
        "jako",
        "bylo",
        "ale",
        "proti",
        "podle",
        "hogy",
        "nem",
        "egy",
        "volt",
        "pentru",
        "prin",
        "koji",
        "nije",
        "bilo",
        "kako",
        "je",
    ]
)
_ENOUGH_CENTRAL_WORDS = 2
_PLAUSIBLE = frozenset(("Lu", "Ll", "Lo", "Lm", "Mn", "Mc", "Pd", "Pi", "Pf", "Sc", "Zs", "Nd"))
_PLAUSIBLE_SIGNS = "§°©®™…•‰¡¿·ºª،؛؟、。・「」『』（）：；！？"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text as a file gave it. `encoding` is how it was read; `guessed` says that the file did not tell it."""

    text: str
    encoding: str
    source_sha256: str
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """Carries code point offsets of the incoming text into the fixed one. `removed`: where characters were lost."""

    removed: tuple[int, ...] = ()

    def __call__(self, offset: int) -> int:
        """The same place in the fixed text."""
        return offset - bisect_left(self.removed, offset)

    def span(self, start: int, end: int) -> Span:
        """The same characters in the fixed text. Raises ValueError if none is left."""
        return Span(self(start), self(end))


@dataclass(frozen=True, slots=True)
class FixedText:
    """The text of an article for ever, what was changed to get there, and where the incoming offsets went."""

    text: str
    changes: Mapping[str, int]
    to_fixed: OffsetMap


def decode(data: bytes, file: str) -> Decoded:
    """The text of a file: by its byte order mark, else UTF-8, else a well-founded guess that is stated.

    Raises BadInput with line and byte position.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    encoding = next((codec for mark, codec in _MARKED if data.startswith(mark)), "utf-8")
    try:
        return Decoded(data.decode(encoding), encoding, sha256)
    except UnicodeDecodeError as error:
        if encoding == "utf-8" and not data.startswith(codecs.BOM_UTF8):
            guess = _guess(data)
            if guess is not None:
                return Decoded(data.decode(guess), guess, sha256, guessed=True)
        line = len(data[: error.start].decode(encoding, "replace").split("\n"))
        found = data[error.start : error.start + 1].hex()
        raise BadInput(file, line, f"byte {error.start} (0x{found}) is not {encoding.upper()}") from error


def _guess(data: bytes) -> str | None:
    if 0 in data or _UTF8_LETTER.search(data):
        return None
    if _is_western(data):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=list(_OLDER)).best()
    if best is None:
        return None
    encoding = "cp1252" if "cp1252" in best.could_be_from_charset else best.encoding
    return encoding if _is_plausible(data.decode(encoding)) else None


def _is_western(data: bytes) -> bool:
    """True for the letters and signs of a Western European language in Windows-1252.

    The same bytes are other letters in the Central European code page, and a short text gives charset-normalizer too
    little to tell them apart; the small words of those languages do.
    """
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    beyond = [char for char in text if char > "\x7f"]
    letters = sum(char.isalpha() for char in beyond)
    words = frozenset(text.casefold().split())
    return (
        letters >= _ENOUGH_WESTERN
        and _WESTERN.issuperset(beyond)
        and len(_CENTRAL_WORDS & words) < _ENOUGH_CENTRAL_WORDS
        and _is_plausible(text)
    )


def _is_plausible(text: str) -> bool:
    """True if what lies beyond ASCII is words, quotes, dashes and the like, and not single strange letters."""
    beyond = {char for char in text if char > "\x7f"}
    # 0xFF is what damaged files are full of, and next to no text has this letter.
    if "ÿ" in beyond or any(
        unicodedata.category(char) not in _PLAUSIBLE and char not in _PLAUSIBLE_SIGNS for char in beyond
    ):
        return False
    foreign = sum(char > "\u024f" and char.isalpha() for char in text)
    if 0 < foreign < _ENOUGH_FOREIGN:
        return False
    single = {word for word in _WORD.findall(text) if len(word) == 1 and word > "\x7f"}
    return single <= _ONE_LETTER_WORDS


def fix(text: str, file: str, line: int | None = None) -> FixedText:
    """Remove leading byte order marks, make CR LF and CR one LF, and control characters but TAB and LF one space.

    Raises BadInput on a NUL or a lone surrogate, naming its place, and on a text that is blank or too long.
    """
    _refuse(text, file, line)
    # All of them, so that a fixed text is never changed again.
    marks = len(text) - len(text.lstrip(_BOM))
    removed, changes = list(range(marks)), {}
    if marks:
        changes[BOM_REMOVED] = marks
    if "\r" in text:
        removed += [match.start() for match in re.finditer("\r\n", text)]
        changes[LINE_END] = text.count("\r")
    fixed = text.lstrip(_BOM).replace("\r\n", "\n").replace("\r", "\n")
    fixed, controls = _CONTROLS.subn(" ", fixed)
    if controls:
        changes[CONTROL] = controls
    if not fixed.strip():
        raise BadInput(file, line, "only blanks")
    return FixedText(fixed, changes, OffsetMap(tuple(removed)))


def _refuse(text: str, file: str, line: int | None) -> None:
    if not text:
        raise BadInput(file, line, "no text")
    if len(text) > LONGEST_TEXT:
        raise BadInput(file, line, f"the text is longer than {LONGEST_TEXT:,} characters")
    if text.isascii() and "\0" not in text:
        return
    found = _REFUSED.search(text)
    if found is not None:
        what = "NUL character" if found.group() == "\0" else f"lone surrogate U+{ord(found.group()):04X}"
        place = line if line is not None else text.count("\n", 0, found.start()) + 1
        raise BadInput(file, place, f"{what} at character {found.start()}")
