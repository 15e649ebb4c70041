"""What an import did, or would do, with the records of its files: the same words for both."""

from collections.abc import Sequence
from typing import Any

from annotations.model.project import NOT_IN_SCHEMA, ImportReport, Rejected
from desktop.commands.base import counted
from desktop.commands.import_labels import OPTIONS


def summary(report: ImportReport) -> str:
    """ "3 articles, 0 duplicates, 2 annotation sets, 1 rejected"."""
    taken = (
        counted(report.articles, "article"),
        counted(report.duplicates, "duplicate"),
        counted(report.sets, "annotation set"),
    )
    return ", ".join((*taken, f"{len(report.rejected):,} rejected"))


def where_and_why(rejected: Rejected) -> str:
    """ "articles.jsonl:7: no text"."""
    where = rejected.file if rejected.line is None else f"{rejected.file}:{rejected.line}"
    return f"{where}: {rejected.reason}"


def rejected_lines(rejected: Sequence[Rejected]) -> list[str]:
    """A line for each record that is not taken, and what helps where it is for its labels."""
    lines = [f"rejected: {where_and_why(each)}" for each in rejected]
    return lines + ([f"for labels that the schema has not: {OPTIONS}"] if lacks_labels(rejected) else [])


def rejected_values(rejected: Sequence[Rejected]) -> list[dict[str, Any]]:
    """The same for --json."""
    return [{"file": each.file, "line": each.line, "reason": each.reason} for each in rejected]


def lacks_labels(rejected: Sequence[Rejected]) -> bool:
    """True if one is not taken because the schema lacks a label or role of it."""
    return any(each.reason.startswith(NOT_IN_SCHEMA) for each in rejected)
