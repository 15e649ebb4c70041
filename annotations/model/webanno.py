"""WebAnno TSV 3.3: what the writer and the reader of it must agree on (docs/manual/formats/webanno-tsv.md)."""

import re

FORMAT_LINE = "#FORMAT=WebAnno TSV 3.3"
SPAN_LAYER, RELATION_LAYER, CHAIN_LAYER = "#T_SP=", "#T_RL=", "#T_CH="
TEXT_LINE = "#Text="
SLOT_PREFIX = "ROLE_"
NOTHING = "_"  # no annotation there
NO_VALUE = "*"  # an annotation that says nothing

# In values, these are escaped by a backslash; of the arrow, the backslash stands before the whole.
_IN_VALUE = re.compile(r"->|[\\\[\]|_;*\t\n]")
_IN_TEXT = re.compile(r"[\\\t]")
_ESCAPED = re.compile(r"\\(->|.)", re.DOTALL)
_NAMED = {"\t": "t", "\n": "n"}
_SIGNS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "b": "\b"}


def escape_value(value: str) -> str:
    """A label, a role or a token as a cell of the table has it."""
    return _IN_VALUE.sub(lambda found: "\\" + _NAMED.get(found.group(), found.group()), value)


def escape_text(line: str) -> str:
    """A line of the text as it stands after `#Text=`."""
    return _IN_TEXT.sub(lambda found: "\\" + _NAMED.get(found.group(), found.group()), line)


def unescape(written: str) -> str:
    """The inverse of both."""
    return _ESCAPED.sub(lambda found: _SIGNS.get(found.group(1), found.group(1)), written)
