"""`spandesk import`: bring articles, and what others annotated in them, into a project."""

import argparse
from pathlib import Path

from annotations.model.project import ImportReport, Rejected, is_reserved
from desktop.commands.base import Command, CommandRefused, Outcome, Progress, add_project, counted


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    from annotations.importers import table

    add_project(parser)
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="files, or folders with all they contain")
    parser.add_argument("--format", choices=sorted(table()), help="what the files are (found out when not given)")
    parser.add_argument("--annotator", metavar="NAME", help="whose annotations these are, where the file does not say")


def _import(arguments: argparse.Namespace, progress: Progress) -> Outcome:
    from annotations.importers import read
    from annotations.workspace import Workspace

    if arguments.annotator is not None and is_reserved(arguments.annotator):
        raise CommandRefused(f"{arguments.annotator} is not a name for an annotator: choose another one")
    with Workspace.open(arguments.project) as workspace:
        records = read(arguments.paths, format_id=arguments.format, annotator=arguments.annotator)
        report = workspace.add(
            records,
            annotator=arguments.annotator,
            on_progress=lambda count: progress.say(f"{counted(count, 'record')} read"),
        )
    return _outcome(report, arguments.paths)


def _outcome(report: ImportReport, paths: list[Path]) -> Outcome:
    if not (report.articles or report.duplicates or report.rejected):
        raise CommandRefused(f"{paths[0]}: nothing to import")
    values = {
        "articles": report.articles,
        "duplicates": report.duplicates,
        "sets": report.sets,
        "rejected": [
            {"file": rejected.file, "line": rejected.line, "reason": rejected.reason} for rejected in report.rejected
        ],
        "changes": dict(report.changes),
    }
    summary = ", ".join(
        (
            counted(report.articles, "article"),
            counted(report.duplicates, "duplicate"),
            counted(report.sets, "annotation set"),
            f"{len(report.rejected):,} rejected",
        )
    )
    changes = [f"{what}: {count:,}" for what, count in sorted(report.changes.items())]
    lines = (summary, *changes, *(f"rejected: {_where_and_why(rejected)}" for rejected in report.rejected))
    taken = report.articles or report.duplicates
    return Outcome(values=values, lines=lines, refusal="" if taken else _refusal(report.rejected))


def _refusal(rejected: tuple[Rejected, ...]) -> str:
    more = f" (and {counted(len(rejected) - 1, 'other')} rejected)" if len(rejected) > 1 else ""
    return _where_and_why(rejected[0]) + more


def _where_and_why(rejected: Rejected) -> str:
    where = rejected.file if rejected.line is None else f"{rejected.file}:{rejected.line}"
    return f"{where}: {rejected.reason}"


IMPORT = Command(name="import", title="bring articles into a project", add_arguments=_add_arguments, run=_import)
