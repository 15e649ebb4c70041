"""`spandesk new`: make an empty project with a schema."""

import argparse
from pathlib import Path

from desktop.commands.base import Command, Outcome, Progress, counted, without_password

SUFFIX = ".spandesk"


def _new_location(value: str) -> str:
    if "://" not in value and not value.endswith(SUFFIX):
        raise argparse.ArgumentTypeError(f"the name of a project ends in {SUFFIX}: {value}{SUFFIX}")
    return value


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    from annotations.model.starters import starter_names

    names = list(starter_names())
    parser.add_argument("project", metavar="PROJECT", type=_new_location, help="the new .spandesk file or database URL")
    parser.add_argument(
        "--schema",
        default="political-events",
        metavar="|".join([*names, "FILE.json"]),
        help="the labels to begin with (%(default)s)",
    )


def _new(arguments: argparse.Namespace, _progress: Progress) -> Outcome:
    from annotations.model.starters import load_schema, starter, starter_names
    from annotations.workspace import Workspace

    name: str = arguments.schema
    schema = starter(name) if name in starter_names() else load_schema(Path(name))
    with Workspace.create(arguments.project, schema) as workspace:
        shown = without_password(arguments.project, arguments.project)
        return Outcome(
            values={"project": shown, "schema": workspace.schema.name, "labels": len(schema.labels)},
            lines=(f"{shown}: new, {schema.title}, {counted(len(schema.labels), 'label')}",),
        )


NEW = Command(name="new", title="make an empty project", add_arguments=_add_arguments, run=_new)
