"""Schemas to begin with, shipped as data, and schemas read from a file."""

import json
from importlib.resources import files
from pathlib import Path

from annotations.errors import BadInput
from annotations.model.mention import Kind
from annotations.model.schema import HUES, AttributeType, Label, Role, Schema
from annotations.model.wire import schema_from_json

_NAMES = ("political-events", "names", "any-event")
_PARTS = ("subject", "object", "adjunct", "source")

MAX_SCHEMA_BYTES = 1_000_000
MAX_LABELS = 500
MAX_ROLES = 40
MAX_CODE = 64  # code points


def starter_names() -> tuple[str, ...]:
    """The schemas that come with the program, the usual first choice first."""
    return _NAMES


def starter(name: str) -> Schema:
    """The schema of that name. Raises KeyError if it is not one of `starter_names()`."""
    if name not in _NAMES:
        raise KeyError(name)
    data = files("annotations.model").joinpath("schemas", f"{name}.json").read_bytes()
    return _parse(data, name)


def load_schema(path: Path) -> Schema:
    """A schema from a file made by hand or by Spandesk. Raises BadInput with the reason on anything wrong."""
    file = str(path)
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_SCHEMA_BYTES + 1)
    except OSError as error:
        raise BadInput(file, None, error.strerror or "cannot be read") from error
    if len(data) > MAX_SCHEMA_BYTES:
        raise BadInput(file, None, f"larger than {MAX_SCHEMA_BYTES} bytes, not a schema")
    return _parse(data, file)


def _parse(data: bytes, file: str) -> Schema:
    try:
        value = json.loads(data.decode("utf-8-sig"))
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # a lone surrogate could never be stored
    except UnicodeDecodeError as error:
        raise BadInput(file, None, f"not UTF-8 at byte {error.start}") from error
    except UnicodeEncodeError as error:
        raise BadInput(file, None, "a lone surrogate in its text") from error
    except json.JSONDecodeError as error:
        raise BadInput(file, error.lineno, f"not JSON: {error.msg}") from error
    except (ValueError, RecursionError) as error:
        raise BadInput(file, None, "a number or a nesting out of all bounds, not a schema") from error
    try:
        schema = schema_from_json(value)
        why = _complaint(schema)
    except KeyError as error:
        raise BadInput(file, None, f"not a schema: {error.args[0]} is missing") from error
    except (TypeError, ValueError, AttributeError, OverflowError) as error:
        raise BadInput(file, None, f"not a schema: {error}") from error
    if why:
        raise BadInput(file, None, why)
    return schema


def _complaint(schema: Schema) -> str:
    """The first thing that keeps a well-formed schema from being used, or nothing."""
    if not _is_name(schema.name):
        return "the name of the schema is empty, too long or not text"
    if schema.version < 1:
        return "the version is not a number from 1"
    if not 1 <= len(schema.labels) <= MAX_LABELS:
        return f"{len(schema.labels)} labels; 1 to {MAX_LABELS} are allowed"
    codes = {label.code for label in schema.labels if _is_name(label.code)}
    for label in schema.labels:
        why = _label_complaint(label, codes)
        if why:
            return f"label {label.code}: {why}"
    return _key_complaint(schema)


def _label_complaint(label: Label, codes: set[str]) -> str:
    if not _is_name(label.code):
        return "the code is empty, too long or not text"
    texts = (label.short, label.key, label.guideline, label.verb, *label.examples)
    if not all(isinstance(text, str) for text in texts):
        return "short, key, guideline, verb and examples must be text"
    if label.hue not in HUES:
        return f"no hue {label.hue}; there are {', '.join(HUES)}"
    if label.key and not (len(label.key) == 1 and label.key in "0123456789"):
        return f"the key {label.key} is not one digit"
    if label.roles and label.kind is not Kind.EVENT:
        return "only event types have roles"
    if len(label.roles) > MAX_ROLES or len({role.name for role in label.roles}) != len(label.roles):
        return f"more than {MAX_ROLES} roles, or one named twice"
    if len({kind.name for kind in label.attributes}) != len(label.attributes):
        return "an attribute named twice"
    complaints = [_attribute_complaint(kind) for kind in label.attributes]
    complaints += [_role_complaint(role, codes) for role in label.roles]
    return next(filter(None, complaints), "")


def _attribute_complaint(kind: AttributeType) -> str:
    if not (_is_name(kind.name) and kind.values and all(map(_is_name, kind.values))):
        return "an attribute without a name or values"
    if len(set(kind.values)) != len(kind.values):
        return f"attribute {kind.name}: a value named twice"
    if not all(isinstance(text, str) for text in (kind.title, kind.key, *kind.titles)):
        return f"attribute {kind.name}: title, titles and key must be text"
    if kind.titles and len(kind.titles) != len(kind.values):
        return f"attribute {kind.name}: {len(kind.titles)} titles for {len(kind.values)} values"
    return ""


def _role_complaint(role: Role, codes: set[str]) -> str:
    if not _is_name(role.name) or not all(isinstance(text, str) for text in (role.title, role.phrase, role.key)):
        return "a role without a name, or with a title, phrase or key that is not text"
    if role.part not in _PARTS:
        return f"role {role.name}: part is one of {', '.join(_PARTS)}, not {role.part}"
    unknown = [filler for filler in role.fillers if filler not in codes]
    return f"role {role.name}: fillers name no label: {unknown}" if unknown else ""


def _key_complaint(schema: Schema) -> str:
    for kind in Kind:
        keys = [label.key for label in schema.active(kind) if label.key]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            return f"two {kind} labels have the key {twice[0]}"
    return ""


def _is_name(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= MAX_CODE and value.strip() == value
