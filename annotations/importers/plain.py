"""Mentions in which nothing is out of the ordinary, read all at once: of a large project's most are so."""

from collections.abc import Iterable, Sequence
from itertools import repeat
from operator import itemgetter
from typing import Any

from annotations.importers.offsets import Offsets
from annotations.model.many import made
from annotations.model.mention import BY_HAND, EntityMention, Kind
from annotations.model.wire import Json
from annotations.text.tokens import spans_from

HAND = {"by": BY_HAND.by}

# What else a plain one has: "kind", "attributes" and "origin", which say nothing.
_SAID = itemgetter("id", "label", "surface", "start", "end")
_FIELDS = 8


def plain_mentions(values: Sequence[Json], offsets: Offsets) -> Iterable[EntityMention | None]:
    """The mention of each value that is plain and right; None where somebody has to look at it by itself."""
    plain = [_is_plain(value) for value in values]
    found = iter(_mentions([value for value, is_plain in zip(values, plain, strict=True) if is_plain], offsets))
    return [next(found, None) if is_plain else None for is_plain in plain]


def _is_plain(value: Json) -> bool:
    return (
        len(value) == _FIELDS
        and value.get("kind") == Kind.ENTITY.value
        and value.get("attributes") == {}
        and value.get("origin") == HAND
    )


def _mentions(values: Sequence[Json], offsets: Offsets) -> tuple[EntityMention, ...]:
    """All of them, or none if anything is wrong anywhere."""
    try:
        ids, labels, surfaces, starts, ends = zip(*map(_SAID, values), strict=True)
    except (KeyError, ValueError):
        return ()
    if not (are_names(ids) and are_names(labels) and are(int, (*starts, *ends)) and are(str, surfaces)):
        return ()
    if not offsets.all_agree(starts, ends, surfaces):
        return ()
    return made(
        EntityMention,
        len(values),
        id=ids,
        span=spans_from(starts, ends),
        label=labels,
        parts=repeat(()),
        attributes=repeat(()),
        cluster=repeat(None),
        note=repeat(""),
        unsure=repeat(False),
        origin=repeat(BY_HAND),
    )


def are(kind: type, values: Iterable[Any]) -> bool:
    """True if all of them are of this very kind; there is at least one."""
    return set(map(type, values)) == {kind}


def are_names(values: Sequence[Any]) -> bool:
    """True if they are such strings as `Fields.name` takes."""
    return are_texts(values) and all(map(str.strip, values))


def are_texts(values: Sequence[Any]) -> bool:
    """True if they are such strings as `Fields.text` takes."""
    return are(str, values) and "\0" not in "".join(values)
