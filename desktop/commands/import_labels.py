"""What `spandesk import` is told of labels: --map, --drop and --add-labels, by what is in the files."""

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from annotations.model.mention import Kind
from annotations.model.schema import Schema
from desktop.commands.base import CommandRefused

if TYPE_CHECKING:
    from annotations.importers.mapping import LabelMap, LabelName, RoleName
    from annotations.importers.survey import Survey

OPTIONS = "--map OLD=NEW, --drop LABEL, --guess or --add-labels"
_NAMED = 12


def add_label_arguments(parser: argparse.ArgumentParser) -> None:
    """The options that say what becomes of labels."""
    parser.add_argument(
        "--map",
        action="append",
        default=[],
        type=_pair,
        metavar="OLD=NEW",
        help="a label, or a role as TYPE/ROLE, of the files and what it is here",
    )
    parser.add_argument(
        "--drop", action="append", default=[], metavar="LABEL", help="leave out a label, or a role as TYPE/ROLE"
    )
    parser.add_argument("--guess", action="store_true", help="map what else the schema has not as --check guesses it")
    parser.add_argument("--add-labels", action="store_true", help="add what else the schema has not to it")


def has_label_arguments(arguments: argparse.Namespace) -> bool:
    """True if anything is said of labels."""
    return bool(arguments.map or arguments.drop or arguments.guess or arguments.add_labels)


def _pair(word: str) -> tuple[str, str]:
    old, separator, new = word.rpartition("=")
    if not (separator and old and new):
        raise argparse.ArgumentTypeError(f"not OLD=NEW: {word}")
    return old, new


def label_map(arguments: argparse.Namespace, survey: "Survey", schema: Schema) -> "LabelMap":
    """What becomes of the labels in the files. Raises CommandRefused for names that are nowhere."""
    from annotations.importers.guesses import suggest_map
    from annotations.importers.mapping import LabelMap

    chosen = _chosen([*arguments.map, *((word, None) for word in arguments.drop)], survey, schema)
    if arguments.guess:
        unknown_labels, unknown_roles = survey.unknown()
        guess = suggest_map(unknown_labels, schema, unknown_roles, given=chosen)
        chosen = LabelMap(labels={**guess.labels, **chosen.labels}, roles={**guess.roles, **chosen.roles})
    return _with_additions(chosen, survey, schema) if arguments.add_labels else chosen


def _chosen(pairs: "Sequence[tuple[str, str | None]]", survey: "Survey", schema: Schema) -> "LabelMap":
    """Old names with the new ones; None leaves out."""
    from annotations.importers.mapping import LabelMap, Otherwise

    labels = {
        name: Otherwise.LEFT_OUT if new is None else _label(name, new, schema)
        for old, new in pairs
        for name in _labels(old, survey)
    }
    roles = {
        role: Otherwise.LEFT_OUT if new is None else _role(role, new, LabelMap(labels=labels), schema)
        for old, new in pairs
        if not _labels(old, survey)
        for role in _roles(old, survey)
    }
    return LabelMap(labels=labels, roles=roles)


def _with_additions(chosen: "LabelMap", survey: "Survey", schema: Schema) -> "LabelMap":
    """All that is in the files and neither chosen nor in the schema is added to it."""
    from annotations.importers.mapping import LabelMap, Otherwise
    from annotations.importers.survey import is_settled

    unknown_labels, _unknown_roles = survey.unknown()
    labels = {**dict.fromkeys(unknown_labels, Otherwise.ADDED), **chosen.labels}
    missing = [each.name for each in survey.roles if not is_settled(each.name, schema, LabelMap(labels=labels))]
    return LabelMap(labels=labels, roles={**dict.fromkeys(missing, Otherwise.ADDED), **chosen.roles})


def _labels(word: str, survey: "Survey") -> "list[LabelName]":
    return [each.name for each in survey.labels if each.name.code == word]


def _roles(word: str, survey: "Survey") -> "list[RoleName]":
    """The roles of that name: of one event type, or of all that have it."""
    names = [each.name for each in survey.roles]
    found = [name for name in names if str(name) == word] or [name for name in names if name.role == word]
    if not found:
        there = [each.name.code for each in survey.labels] + [str(name) for name in names]
        raise CommandRefused(f"nothing in these files is called {word}: there is {_listed(there)}")
    return found


def _label(name: "LabelName", new: str, schema: Schema) -> "LabelName":
    from annotations.importers.mapping import LabelName

    for kind in (name.kind, *Kind):
        if schema.label(new, kind) is not None:
            return LabelName(kind, new)
    there = [label.code for label in schema.labels]
    raise CommandRefused(f"this project has no label {new}: there is {_listed(there)}")


def _role(role: "RoleName", new: str, labels: "LabelMap", schema: Schema) -> str:
    event_type = labels.event_type(role.event_type)
    label = schema.label(event_type.code, Kind.EVENT) if event_type is not None else None
    if label is None or label.role(new) is None:
        there = [each.name for each in label.roles] if label is not None else []
        what = event_type.code if event_type is not None else role.event_type
        raise CommandRefused(f"{what} has no role {new}: there is {_listed(there)}")
    return new


def _listed(names: Sequence[str]) -> str:
    shown = list(dict.fromkeys(names))
    more = [f"and {len(shown) - _NAMED} more"] if len(shown) > _NAMED else []
    return ", ".join([*shown[:_NAMED], *more]) or "none"
