"""What a subcommand is, and how it speaks: one JSON object or a few lines on stdout, progress on stderr."""

import argparse
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TextIO
from urllib.parse import unquote, unquote_plus

from annotations.errors import SpandeskError

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# Not urllib's reading of a URL: a mistyped one has a password too.
_PASSWORDS = (re.compile(r"://[^:/@]*:(.+)@"), re.compile(r"[?&]password=([^&#]+)"))


@dataclass
class CommandRefused(SpandeskError):
    """The command cannot do what was asked; `why` is a short phrase with the choices where there are any."""

    why: str

    def __str__(self) -> str:
        return self.why


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a command has to say: `values` for --json, `lines` for people. A `refusal` makes the exit code 1."""

    values: Mapping[str, Any]
    lines: tuple[str, ...] = ()
    refusal: str = ""


class Progress:
    """Tells on stderr how far the work is, on one line that is rewritten; only on a terminal, for it is in the way of
    what is kept in a file."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._open_line = False

    def say(self, text: str) -> None:
        """Show `text` instead of what was shown before."""
        if self._stream.isatty():
            self._stream.write(f"\r\x1b[K{one_line(text)}")
            self._stream.flush()
            self._open_line = True

    def close(self) -> None:
        """Leave a clean line behind."""
        if self._open_line:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
            self._open_line = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A row of the table of subcommands."""

    name: str
    title: str
    add_arguments: Callable[[argparse.ArgumentParser], None] = field(default=lambda parser: None)
    run: Callable[[argparse.Namespace, Progress], Outcome]


def add_project(parser: argparse.ArgumentParser) -> None:
    """The argument that every command on a project begins with."""
    parser.add_argument("project", metavar="PROJECT", help="a .spandesk file or a database URL")


def one_line(text: str) -> str:
    """The text without line breaks and other control characters, which a file name may well contain."""
    return _CONTROL.sub(" ", text).strip()


def without_password(text: str, location: str | None) -> str:
    """The text with the password of a database URL blotted out, wherever it occurs."""
    for secret in _passwords(location or ""):
        text = text.replace(secret, "***")
    return text


def _passwords(location: str) -> set[str]:
    written = [match for pattern in _PASSWORDS for match in pattern.findall(location)]
    return {secret for text in written for secret in (text, unquote(text), unquote_plus(text)) if secret}


def counted(count: int, one: str, many: str | None = None) -> str:
    """ "1 article", "3 articles"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def stderr_progress() -> Progress:
    """Progress as the command line shows it."""
    return Progress(sys.stderr)
