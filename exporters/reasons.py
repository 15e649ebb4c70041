"""What each reason in a report means for whoever exports: whether something is missing, and what helps."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from exporters import (
    alignment,
    beside,
    brat,
    cas,
    conll,
    cut_words,
    doccano,
    dygie,
    hugging_face,
    oneie,
    read_back,
    sentence_events,
    spacy_docbin,
    spacy_pack,
    tables,
    tally,
    token_layout,
    trimming,
    webanno_tsv,
)
from exporters.left_out import Why


class RowKind(StrEnum):
    """What a line of the pre-flight asks for."""

    FIXED = "fixed"  # the format bends it, and nothing is missing
    NEEDS_YOU = "needs-you"  # lost, or there with something less
    INFORMATION = "information"  # as it is meant to be


class Fix(StrEnum):
    """What can be done about it on the spot."""

    GROW = "grow"  # to whole words
    SHRINK = "shrink"  # to whole words
    TRIM = "trim"  # the blanks at the edges
    CHOOSE = "choose"  # another value of an option of the format
    RENAME = "rename"  # the label, for this export
    INCLUDE = "include"  # what is left out, too
    FILL = "fill"  # the roles


# What is seen while articles go by, or was done about it.
ROLE_MISSING = "role-missing"
GROWN, SHRUNK, TRIMMED = "grown", "shrunk", "trimmed"

# Reasons that name something; the key under which those that differ in that only are told together.
TOO_WIDE = "has more words than the reader takes"
RENAMED = conll.RENAMED
CALLED = "is called otherwise in brat"
_NAMING = {
    TOO_WIDE: re.compile(r"has more than (?P<what>\d+) words"),
    RENAMED: re.compile(rf"{conll.RENAMED} (?P<of>.+)", re.DOTALL),
    CALLED: re.compile(
        r"(?:label|entity|event|role|attribute|value) (?P<what>.+) is called (?P<of>\S+) here, .*", re.DOTALL
    ),
}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a reason comes to. `option` names the option of which another value helps."""

    kind: RowKind
    fixes: tuple[Fix, ...] = ()
    option: str = ""


_FIXED, _NEEDS_YOU, _INFORMATION = (Meaning(kind) for kind in RowKind)
_OTHER_LAYER = Meaning(RowKind.FIXED, (Fix.CHOOSE,), "ents")
_LAYER = Meaning(RowKind.NEEDS_YOU, (Fix.CHOOSE,), "ents")
_TRIGGER = Meaning(RowKind.NEEDS_YOU, (Fix.CHOOSE,), "trigger")
_WORDS = (Fix.GROW, Fix.SHRINK)

MEANINGS: Mapping[str, Meaning] = {
    alignment.OFF_TOKENS: Meaning(RowKind.NEEDS_YOU, _WORDS),
    alignment.BLANK_EDGE: Meaning(RowKind.NEEDS_YOU, (Fix.TRIM,)),
    alignment.OUTSIDE: _NEEDS_YOU,
    alignment.EVENT_LOST: _NEEDS_YOU,
    alignment.FILLER_LOST: _NEEDS_YOU,
    beside.EXTENT_ONLY: _FIXED,
    brat.PARTS_JOINED: _FIXED,
    brat.NOTE_ON_ONE_LINE: _FIXED,
    brat.CLUSTER_ALONE: _NEEDS_YOU,
    brat.CLUSTER_NAME_LOST: _NEEDS_YOU,
    CALLED: Meaning(RowKind.FIXED, (Fix.RENAME,)),
    cas.EXTENT_ONLY: _FIXED,
    cas.REPLACED: _NEEDS_YOU,
    conll.OVERLAPS: _LAYER,
    conll.NO_EVENTS: _NEEDS_YOU,
    RENAMED: Meaning(RowKind.FIXED, (Fix.RENAME,)),
    cut_words.INSIDE_A_TOKEN: Meaning(RowKind.FIXED, _WORDS),
    doccano.NO_RELATIONS: _NEEDS_YOU,
    doccano.OVERLAPS: _NEEDS_YOU,
    dygie.SECOND_LABEL: _NEEDS_YOU,
    TOO_WIDE: Meaning(RowKind.NEEDS_YOU, (Fix.CHOOSE,), "widest"),
    **dict.fromkeys(dygie.NOTES.values(), _TRIGGER),
    hugging_face.OVERLAPS: _OTHER_LAYER,
    hugging_face.LIKE_A_TIME: _NEEDS_YOU,
    hugging_face.OFF_TOKENS: Meaning(RowKind.FIXED, _WORDS),
    oneie.OVERLAPS: _LAYER,
    oneie.LONG_SENTENCE: Meaning(RowKind.NEEDS_YOU, (Fix.CHOOSE,), "words"),
    read_back.NOT_THERE: _NEEDS_YOU,
    read_back.NOT_GIVEN: _NEEDS_YOU,
    read_back.ARTICLE_NOT_THERE: _NEEDS_YOU,
    read_back.OTHER_TEXT: _NEEDS_YOU,
    sentence_events.TRIGGER_TAKEN: _NEEDS_YOU,
    sentence_events.FILLER_IS_EVENT: _NEEDS_YOU,
    sentence_events.FILLER_FAR: Meaning(RowKind.NEEDS_YOU, (Fix.CHOOSE,), "join"),
    sentence_events.SECOND_ROLE: _NEEDS_YOU,
    spacy_docbin.NOT_IN_ENTS: _OTHER_LAYER,
    spacy_docbin.EXTENT_ONLY: _FIXED,
    spacy_docbin.OVERLAPS: Meaning(RowKind.NEEDS_YOU, (Fix.CHOOSE,), "nested"),
    spacy_pack.EMPTY: _INFORMATION,
    spacy_pack.UNSEEN: _INFORMATION,
    tables.SHORTENED: _NEEDS_YOU,
    tables.GUARDED: _FIXED,
    tables.NOT_IN_CELL: _NEEDS_YOU,
    tally.EXTENT_ONLY: _NEEDS_YOU,
    **dict.fromkeys(tally.WITHOUT.values(), _NEEDS_YOU),
    token_layout.UNSEEN: _NEEDS_YOU,
    webanno_tsv.LEADING: _FIXED,
    webanno_tsv.LABEL_BENT: Meaning(RowKind.FIXED, (Fix.RENAME,)),
    trimming.IN_FURNITURE: Meaning(RowKind.NEEDS_YOU, (Fix.INCLUDE,)),
    trimming.INTO_FURNITURE: Meaning(RowKind.NEEDS_YOU, (Fix.INCLUDE,)),
    Why.UNFINISHED: Meaning(RowKind.NEEDS_YOU, (Fix.INCLUDE,)),
    ROLE_MISSING: Meaning(RowKind.NEEDS_YOU, (Fix.FILL,)),
    **dict.fromkeys([why for why in Why if why is not Why.UNFINISHED], _INFORMATION),
    **dict.fromkeys((GROWN, SHRUNK, TRIMMED), _FIXED),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A reason taken apart: its key, and what it names, such as the role of an argument or the name before and now."""

    key: str
    what: str = ""
    of: str = ""


def said(reason: str) -> Said:
    """Take a reason apart. One that nobody here knows is its own key."""
    found = _known(reason)
    at = reason.find(": ")
    # The role of an argument, which may have a colon itself.
    while found is None and at >= 0:
        why = _known(reason[at + 2 :])
        found = why and Said(why.key, reason[:at])
        at = reason.find(": ", at + 1)
    return found or Said(reason)


def _known(reason: str) -> Said | None:
    if reason in MEANINGS:
        return Said(reason)
    for key, naming in _NAMING.items():
        if match := naming.fullmatch(reason):
            named = match.groupdict()
            return Said(key, named.get("what", ""), named.get("of", ""))
    return None


def meaning(key: str, *, is_lost: bool) -> Meaning:
    """What a reason comes to. What a format of somebody else's says of things that are lost needs a look."""
    return MEANINGS.get(key) or (_NEEDS_YOU if is_lost else _INFORMATION)
