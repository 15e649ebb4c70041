"""A schema with the labels and roles of files that it lacked."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from annotations.errors import LabelRefused
from annotations.importers.mapping import Additions, LabelName, RoleName
from annotations.model.mention import Kind
from annotations.model.schema import HUES, Label, Role, Schema
from annotations.model.starters import MAX_CODE, MAX_LABELS, MAX_ROLES

_LABEL_KEYS = "1234567890"
_ROLE_KEYS = "QWERTY"


def extended(schema: Schema, additions: Additions) -> Schema:
    """The schema with more labels after its own, and more roles of its event types, any mention filling them.

    A label has a title made of its code, the hue that fewest have, and the next key that is free. What is there already
    is not added again. Raises LabelRefused.
    """
    labels = list(schema.labels)
    for name in dict.fromkeys(additions.labels):
        if schema.label(name.code, name.kind) is None:
            _check(name.code, len(labels), MAX_LABELS, "labels")
            labels.append(_label(name, labels))
    for role in additions.roles:
        labels = [_with_role(label, role) if _is_type(label, role.event_type) else label for label in labels]
        if not any(_is_type(label, role.event_type) for label in labels):
            raise LabelRefused(str(role), "there is no such event type")
    return replace(schema, labels=tuple(labels))


def _is_type(label: Label, code: str) -> bool:
    return label.kind is Kind.EVENT and label.code == code


def _check(name: str, there: int, most: int, what: str) -> None:
    if not (0 < len(name) <= MAX_CODE and name.isprintable() and name.strip() == name):
        raise LabelRefused(name, f"a name has 1 to {MAX_CODE} characters, no control characters and no blanks around")
    if there >= most:
        raise LabelRefused(name, f"there are {there} {what} already, and no more are allowed")


def _label(name: LabelName, others: Sequence[Label]) -> Label:
    hues = Counter(label.hue for label in others)
    return Label(
        code=name.code,
        kind=name.kind,
        title=_title(name.code),
        hue=min(HUES, key=lambda hue: hues[hue]),
        # Event types are chosen by typing.
        key=_free(_LABEL_KEYS, (label.key for label in others)) if name.kind is Kind.ENTITY else "",
    )


def _with_role(label: Label, name: RoleName) -> Label:
    if label.role(name.role) is not None:
        return label
    _check(name.role, len(label.roles), MAX_ROLES, f"roles of {label.code}")
    # Where roles have their keys by their place, this one has as well.
    placed = any(not role.key and role.part != "source" for role in label.roles)
    key = "" if placed else _free(_ROLE_KEYS, (role.key for role in label.roles))
    return replace(label, roles=(*label.roles, Role(name=name.role, title=_title(name.role), key=key)))


def _free(keys: str, taken: Iterable[str]) -> str:
    used = set(taken)
    return next((key for key in keys if key not in used), "")


def _title(code: str) -> str:
    """ "ARMED_GROUP" is called "Armed group"."""
    words = " ".join(re.split(r"[_\W]+", code)).strip() or code
    words = words.lower() if words.isupper() else words
    return words[:1].upper() + words[1:]
