"""Lines of JSON that no reader cuts in two or takes for another encoding."""

import json

import orjson

from annotations.model.wire import Json

# Legal in JSON, but str.splitlines and readers built on it would end the line there.
_LINE_BREAKERS = (
    ("\u2028".encode(), b"\\u2028"),
    ("\u2029".encode(), b"\\u2029"),
    ("\u0085".encode(), b"\\u0085"),
)


def json_bytes(value: Json) -> bytes:
    """The value on one line of UTF-8, without an end."""
    data = orjson.dumps(value)
    for raw, escaped in _LINE_BREAKERS:
        # One byte is sought many times faster than three, and most texts have not even the last of them.
        if raw[-1:] in data:
            data = data.replace(raw, escaped)
    return data


def json_line(value: Json) -> bytes:
    """One line of UTF-8, with its LF."""
    return json_bytes(value) + b"\n"


def ascii_line(value: Json) -> bytes:
    """One line of ASCII, with its LF, for readers that guess the encoding of a file."""
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode("ascii") + b"\n"
