"""Somebody else's exporter, held to what every exporter owes: whatever it does wrong costs one sentence."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from annotations.errors import FormatBroken, SpandeskError
from annotations.model.schema import Schema
from exporters.base import Exporter, ExportReport, Options
from exporters.choices import settled
from exporters.files import OutputFolder


def guarded(exporter: Exporter) -> Exporter:
    """The same exporter; what its program fails with, and a report of files that are not there, is a FormatBroken.

    Options that it does not declare are refused (ValueError) before it is asked. OSError and what its articles raise
    (SpandeskError) stay as they are.
    """
    parts = exporter.write_parts
    return replace(
        exporter,
        write=_guarded(exporter, exporter.write),
        write_parts=None if parts is None else _guarded(exporter, parts),
    )


def broken(format_id: str, error: Exception) -> FormatBroken:
    """What somebody else's program raised, as one line."""
    return FormatBroken(format_id, " ".join(f"{type(error).__name__}: {error}".split()))


def _guarded(exporter: Exporter, write: Callable[..., Any]) -> Callable[..., ExportReport]:
    def careful(articles: Any, schema: Schema, out: OutputFolder, options: Options) -> ExportReport:
        settled(options, **exporter.options)
        try:
            report = write(articles, schema, out, options)
        except (SpandeskError, OSError):
            raise
        except Exception as error:
            raise broken(exporter.id, error) from error
        if not isinstance(report, ExportReport):
            raise FormatBroken(exporter.id, f"it gave {type(report).__name__} and no report")
        for name in report.files:
            if not Path(name).is_relative_to(out.path) or not Path(name).is_file():
                raise FormatBroken(exporter.id, f"it reports {name}, which is no file in the folder it was given")
        return report

    return careful
