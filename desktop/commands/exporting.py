"""`spandesk export` and `spandesk formats`: write annotated articles, and say which formats there are."""

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.model.project import ADJUDICATED, SUGGESTIONS, AnnotatedArticle
from desktop.commands.base import Command, Outcome, Progress, add_project, counted
from desktop.jobs import chosen_articles

if TYPE_CHECKING:
    from exporters.base import ExportIssue, ExportReport


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    import exporters

    add_project(parser)
    parser.add_argument("--format", required=True, choices=sorted(exporters.table()), help="what to write")
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="the folder to write into")
    parser.add_argument(
        "--set",
        "--annotator",
        metavar="NAME",
        help=f"whose annotations: an analyst, {ADJUDICATED} or {SUGGESTIONS} (the only one, or the adjudicated)",
    )


def _export(arguments: argparse.Namespace, progress: Progress) -> Outcome:
    import exporters
    from annotations.workspace import Workspace
    from exporters.files import OutputFolder

    exporter = exporters.find(arguments.format)
    with Workspace.open(arguments.project, read_only=True) as workspace:
        articles = chosen_articles(workspace, arguments.set)
        report = exporter.write(_watched(articles, progress), workspace.schema, OutputFolder(arguments.out), {})
    return _outcome(report)


def _watched(articles: Iterator[AnnotatedArticle], progress: Progress) -> Iterator[AnnotatedArticle]:
    for count, article in enumerate(articles, start=1):
        progress.say(f"{counted(count, 'article')} written")
        yield article


def _outcome(report: "ExportReport") -> Outcome:
    values = {
        "articles": report.articles,
        "mentions": report.mentions,
        "events": report.events,
        "arguments": report.arguments,
        "lost": [asdict(issue) for issue in report.lost],
        "notes": [asdict(issue) for issue in report.notes],
        "files": list(report.files),
    }
    summary = ", ".join(
        (
            counted(report.articles, "article"),
            counted(report.mentions, "mention"),
            counted(report.events, "event"),
            counted(report.arguments, "argument"),
            f"{len(report.lost):,} lost",
        )
    )
    lost = [f"lost: {_issue_in_words(issue)}" for issue in report.lost]
    notes = [f"note: {_issue_in_words(issue)}" for issue in report.notes]
    return Outcome(values=values, lines=(summary, *lost, *notes, *report.files))


def _issue_in_words(issue: "ExportIssue") -> str:
    where = f"{issue.article_id} {issue.start}..{issue.end}"
    return f"{where} {issue.label} “{issue.surface}”: {issue.reason}"


def _formats(_arguments: argparse.Namespace, _progress: Progress) -> Outcome:
    import exporters
    from annotations import importers

    readable = [
        {"id": importer.id, "title": importer.title, "suffixes": list(importer.suffixes)}
        for importer in map(importers.find, sorted(importers.table()))
    ]
    writable = [
        {"id": exporter.id, "title": exporter.title, "suffix": exporter.suffix, "keeps": sorted(exporter.keeps)}
        for exporter in map(exporters.find, sorted(exporters.table()))
    ]
    lines = [f"reads  {row['id']}: {row['title']} ({', '.join(row['suffixes'])})" for row in readable]
    lines += [f"writes {row['id']}: {row['title']} ({row['suffix']})" for row in writable]
    return Outcome(values={"readable": readable, "writable": writable}, lines=tuple(lines))


EXPORT = Command(name="export", title="write annotated articles to files", add_arguments=_add_arguments, run=_export)
FORMATS = Command(name="formats", title="list the formats that can be read and written", run=_formats)
