"""The records of a JSON file, one on each line or in one list, and what a file looks like from its beginning."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from annotations.errors import BadInput
from annotations.model.project import Rejected

# Bytes.
LONGEST_RECORD = 64 * 1024 * 1024
_CHUNK = 1024 * 1024

_BOM = b"\xef\xbb\xbf"
_BLANK = b" \t\r\n"
_NOTHING = 1 << 62
# Strings whole, so that no bracket in one is taken for a sign; a quote alone begins a string that is cut off.
_SIGN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"(\s*:)?|["\[\]{}]', re.DOTALL)

Found = tuple[int, Any] | Rejected


def records(path: Path) -> Iterator[Found]:
    """The value of each record with its line, or why it is none. Never holds more than the longest record.

    In a file of lines a bad one costs only itself. Raises BadInput where a list cannot be followed any further.
    """
    with path.open("rb") as stream:
        listed = _first_sign(stream) == b"["
        stream.seek(0)
        for line, data in _elements(stream, path) if listed else _lines(stream):
            if data is None:
                yield Rejected(str(path), line, f"the record is longer than {LONGEST_RECORD:,} bytes")
            elif data.strip():
                yield _parsed(data, path, line)


def _parsed(data: bytes, path: Path, line: int) -> Found:
    try:
        return line, orjson.loads(data)
    except orjson.JSONDecodeError as error:
        return Rejected(str(path), line, f"not JSON: {error}")


def _first_sign(stream: BinaryIO) -> bytes:
    while chunk := stream.read(_CHUNK):
        rest = chunk.removeprefix(_BOM).lstrip(_BLANK)
        if rest:
            return rest[:1]
    return b""


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """The lines, ended by LF only; None for one that is too long."""
    number = 0
    while data := stream.readline(LONGEST_RECORD + 1):
        number += 1
        whole = len(data) <= LONGEST_RECORD
        while not whole and not data.endswith(b"\n") and data:
            data = stream.readline(_CHUNK)
        yield number, (data.removeprefix(_BOM) if number == 1 else data) if whole else None


def _elements(stream: BinaryIO, path: Path) -> Iterator[tuple[int, bytes]]:
    """The elements of the list that the file is, each with the line it begins on."""
    held, searched, line, depth, begun = b"", 0, 1, 0, _NOTHING
    while chunk := stream.read(max(_CHUNK, len(held))):
        held += chunk
        done, counted = 0, 0
        for sign in _SIGN.finditer(held, searched):
            if sign.group() == b'"':
                searched = sign.start()
                break
            searched = sign.end()
            opening, closing = held[sign.start()] in b"[{", held[sign.start()] in b"]}"
            if depth == 1 and not closing:
                begun = sign.start()
            depth += opening - closing
            if depth == 0:
                break
            if depth == 1 and begun < searched:
                line += held.count(b"\n", counted, begun)
                yield line, held[begun:searched]
                done, counted, begun = searched, begun, _NOTHING
        else:
            searched = len(held)
        if depth == 0:
            return
        line += held.count(b"\n", counted, done)
        held, searched = held[done:], searched - done
        begun = begun - done if begun < _NOTHING else begun
        if len(held) > LONGEST_RECORD:
            raise BadInput(str(path), line, f"the record is longer than {LONGEST_RECORD:,} bytes")
    raise BadInput(str(path), line, "the file ends in the middle of its list")


def outline(head: bytes) -> frozenset[str]:
    """The keys of the first object of a JSON file that may be cut off, as far as they can be seen.

    A key in an object within is named with those around it, as in "spans.start"; lists in between are passed over.
    """
    if not re.match(rb"(\xef\xbb\xbf)?\s*(\[\s*)?\{", head):
        return frozenset()
    names: set[str] = set()
    within: list[tuple[str, str, bool]] = []
    prefix = pending = ""
    for sign in _SIGN.finditer(head):
        data = sign.group()
        if sign.group(1):
            pending = prefix + data[: data.rindex(b'"')][1:].decode(errors="replace")
            names.add(pending)
        elif data in (b"{", b"["):
            within.append((prefix, pending, data == b"{"))
            prefix = pending + "." if pending and data == b"{" else prefix
        elif data in (b"}", b"]"):
            if not within:
                break
            prefix, pending, _is_object = within.pop()
            if not any(is_object for *_names, is_object in within):
                break
        elif data == b'"':
            break
    return frozenset(names)
