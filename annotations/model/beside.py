"""The key `spandesk` in other tools' formats, for what they have no place for (docs/manual/formats/beside.md)."""

import re

BESIDE_KEY = "spandesk"
BESIDE_FORMAT = "spandesk-beside/1"


def is_marked(head: bytes, format_id: str) -> bool:
    """True if a JSON file begins as we write that format: the key comes first, so that no text can push it away."""
    begin = rb'\s*(\[\s*)?\{\s*("id"\s*:\s*("[^"\\]*"|\d+)\s*,\s*)?("data"\s*:\s*\{\s*)?"' + BESIDE_KEY.encode()
    # As a string of its own, in formats that know no free objects, the quotes are escaped.
    words = rf'\{{\\?"format\\?":\\?"{BESIDE_FORMAT}\\?",\\?"in\\?":\\?"{format_id}\\?"'
    return re.match(begin + rb'"\s*:\s*"?' + words.encode(), head) is not None
