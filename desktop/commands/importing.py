"""`spandesk import`: bring articles, and what others annotated in them, into a project, or take that back."""

import argparse
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotations.model.project import ImportReport, Rejected, is_reserved
from desktop.commands import import_check
from desktop.commands.base import Command, CommandRefused, Outcome, Progress, add_project, counted
from desktop.commands.import_labels import OPTIONS, add_label_arguments, has_label_arguments, label_map
from desktop.commands.import_rejected import lacks_labels, rejected_lines, rejected_values, summary, where_and_why

if TYPE_CHECKING:
    from annotations.importers.mapping import Additions, LabelMap
    from annotations.importers.survey import Survey
    from annotations.workspace import Workspace


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    from annotations.importers import table

    add_project(parser)
    paths = parser.add_argument(
        "paths",
        metavar="PATH",
        nargs="+",
        type=Path,
        default=[],
        help="files, or folders with all they contain (none with --undo)",
    )
    parser.add_argument("--format", choices=sorted(table()), help="what the files are (found out when not given)")
    parser.add_argument("--annotator", metavar="NAME", help="whose annotations these are, where the file does not say")
    parser.add_argument(
        "--columns",
        type=_columns,
        metavar="FIELD=COLUMN,...",
        help="in which columns of a table the fields of an article are (guessed when not given)",
    )
    add_label_arguments(parser)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="say what would be taken, and take nothing")
    what.add_argument("--undo", action=_WithoutPaths, paths=paths, help="take back the last import")
    parser.usage = "spandesk import PROJECT PATH... [OPTION]...\n       spandesk import PROJECT --undo"
    parser.set_defaults(misused=parser.error)


class _WithoutPaths(argparse.Action):
    """A flag that makes the paths unnecessary. They are not optional: then none could follow an option."""

    def __init__(self, *, paths: argparse.Action, option_strings: Sequence[str], dest: str, help: str) -> None:
        super().__init__(option_strings, dest, nargs=0, default=False, help=help)
        self._paths = paths

    def __call__(self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, *_given: Any) -> None:
        self._paths.required = False
        setattr(namespace, self.dest, True)


def _columns(words: str) -> dict[str, str]:
    from annotations.importers.columns import FIELDS

    # A column may have a comma in its name.
    pairs = [word.partition("=") for word in re.split(rf",(?=(?:{'|'.join(FIELDS)})=)", words)]
    wrong = next((field for field, _, column in pairs if field not in FIELDS or not column), None)
    if wrong is not None:
        raise argparse.ArgumentTypeError(f"not FIELD=COLUMN, with a field of {', '.join(FIELDS)}: {wrong}")
    if "text" not in {field for field, _, _ in pairs}:
        raise argparse.ArgumentTypeError("say which column is the text: text=COLUMN")
    return {field: column for field, _, column in pairs}


def _import(arguments: argparse.Namespace, progress: Progress) -> Outcome:
    from annotations.workspace import Workspace

    if arguments.annotator is not None and is_reserved(arguments.annotator):
        raise CommandRefused(f"{arguments.annotator} is not a name for an annotator: choose another one")
    if arguments.undo and arguments.paths:
        arguments.misused("--undo takes back the last import, whatever its files were: name none")
    with Workspace.open(arguments.project, read_only=arguments.check) as workspace:
        if arguments.undo:
            return _undo(workspace)
        if arguments.check:
            return _check(workspace, arguments, progress)
        return _take(workspace, arguments, progress)


def _reading(arguments: argparse.Namespace) -> dict[str, Any]:
    return {"format_id": arguments.format, "annotator": arguments.annotator, "columns": arguments.columns}


def _survey(workspace: "Workspace", arguments: argparse.Namespace, progress: Progress) -> "Survey":
    from annotations.importers.survey import survey

    def tell(count: int) -> None:
        progress.say(f"{counted(count, 'record')} looked at")

    return survey(arguments.paths, workspace.schema, **_reading(arguments), on_progress=tell)


def _check(workspace: "Workspace", arguments: argparse.Namespace, progress: Progress) -> Outcome:
    survey = _survey(workspace, arguments, progress)
    labels = label_map(arguments, survey, workspace.schema)
    taking = _taking(workspace, arguments, labels if has_label_arguments(arguments) else None, progress)
    foretold = workspace.foretell(**taking)
    known = workspace.known_texts(survey.texts)
    return import_check.outcome(survey, workspace.schema, labels, known, foretold, arguments.columns)


def _take(workspace: "Workspace", arguments: argparse.Namespace, progress: Progress) -> Outcome:
    from annotations.importers.mapping import Additions

    labels: LabelMap | None = None
    if has_label_arguments(arguments):
        labels = label_map(arguments, _survey(workspace, arguments, progress), workspace.schema)
    report = workspace.add(**_taking(workspace, arguments, labels, progress))
    return _outcome(report, arguments.paths, Additions() if labels is None else labels.additions)


def _taking(
    workspace: "Workspace", arguments: argparse.Namespace, labels: "LabelMap | None", progress: Progress
) -> dict[str, Any]:
    """What an import and a look before it are given alike."""
    from annotations.importers import read
    from annotations.importers.additions import extended

    return {
        "records": read(arguments.paths, **_reading(arguments), labels=labels),
        "annotator": arguments.annotator,
        "schema": None if labels is None else extended(workspace.schema, labels.additions),
        "on_progress": lambda count: progress.say(f"{counted(count, 'record')} read"),
    }


def _outcome(report: ImportReport, paths: list[Path], additions: "Additions") -> Outcome:
    if not (report.articles or report.duplicates or report.rejected):
        raise CommandRefused(f"{paths[0]}: nothing to import")
    added = [name.code for name in additions.labels] + [str(role) for role in additions.roles]
    values = {
        "articles": report.articles,
        "duplicates": report.duplicates,
        "sets": report.sets,
        "rejected": rejected_values(report.rejected),
        "changes": dict(report.changes),
        "mapped": dict(report.mapped),
        "dropped": dict(report.dropped),
        "added": added,
    }
    lines = [summary(report), *_counts(report.changes), *_counts(report.mapped), *_counts(report.dropped, "left out: ")]
    lines += [f"added to the schema: {', '.join(added)}"] if added else []
    lines += rejected_lines(report.rejected)
    taken = report.articles or report.duplicates
    return Outcome(values=values, lines=tuple(lines), refusal="" if taken else _refusal(report.rejected))


def _counts(counts: Mapping[str, int], what: str = "") -> list[str]:
    return [f"{what}{name}: {count:,}" for name, count in sorted(counts.items())]


def _refusal(rejected: tuple[Rejected, ...]) -> str:
    more = f" (and {counted(len(rejected) - 1, 'other')} rejected)" if len(rejected) > 1 else ""
    hint = f"; use {OPTIONS}" if lacks_labels(rejected[:1]) else ""
    return where_and_why(rejected[0]) + more + hint


def _undo(workspace: "Workspace") -> Outcome:
    last = next(iter(workspace.imports()), None)
    if last is None:
        raise CommandRefused("there is no import that could be undone")
    undone = workspace.undo_import(last.id)
    values = {
        "number": last.number,
        "files": list(last.files),
        "articles": undone.articles,
        "sets": undone.sets,
        "kept": [{"title": kept.title, "why": kept.why} for kept in undone.kept],
        "labels": list(undone.labels),
    }
    took = f"{counted(undone.articles, 'article')}, {counted(undone.sets, 'annotation set')}"
    lines = [f"import {last.number} ({', '.join(last.files)}) taken back: {took}"]
    lines += [f"kept: {kept.title}: {kept.why}" for kept in undone.kept]
    lines += [f"in the schema, and used by nothing now: {', '.join(undone.labels)}"] if undone.labels else []
    return Outcome(values=values, lines=tuple(lines))


IMPORT = Command(name="import", title="bring articles into a project", add_arguments=_add_arguments, run=_import)
