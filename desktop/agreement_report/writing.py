"""The report of a project written to a file, in a child process: a page, a table or values, by the ending."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from annotations.agreement import checked
from annotations.agreement.choice import Choice
from annotations.agreement.disagreements import Around, Group
from annotations.agreement.figures import Resampling
from annotations.agreement.report import Source
from annotations.errors import StoreUnavailable
from annotations.suggesters.worker import tell_now_and_then, uncollected
from desktop.agreement_report.page import page
from desktop.agreement_report.sections import MOST_GROUPS
from desktop.agreement_report.table import csv_text
from desktop.agreements import Agreement, examples, measured_in, sources_of
from desktop.version import program_version
from exporters.files import OutputFolder

ENDINGS = (".html", ".csv", ".json")


def written(location: str, choice: Choice, resampling: Resampling, path: Path) -> Iterator[Path]:
    """Measure a project and write the report; tells `Measuring` as it goes, at last the file.

    Raises StoreUnavailable where it cannot be written.
    """
    from annotations.workspace import Workspace

    with Workspace.open(location, read_only=True) as workspace, uncollected():
        agreement = measured_in(workspace, choice, resampling, on_progress=tell_now_and_then)
        sources = sources_of(workspace, choice, workspace.set_facts(), changed=())
        values = as_json(agreement, checked_figures(agreement, sources)) if path.suffix == ".json" else {}
        shown = examples(workspace, agreement.report.groups[:MOST_GROUPS]) if path.suffix == ".html" else {}
    try:
        write(path, agreement, shown, values)
    except OSError as error:
        raise StoreUnavailable(str(error.filename or path), error.strerror or str(error)) from error
    yield path


def write(path: Path, agreement: Agreement, shown: Mapping[Group, Around], values: Mapping[str, Any]) -> None:
    """Write the report. `shown` has examples of groups in their places, for a page; `values` are `as_json`, for values.

    Raises OSError.
    """
    version = program_version()
    if path.suffix == ".csv":
        text = csv_text(agreement, version)
    elif path.suffix == ".json":
        text = json.dumps(values, ensure_ascii=False, indent=1) + "\n"
    else:
        text = page(agreement, shown, version)
    with OutputFolder(path.parent).open(path.name) as stream:
        stream.write(text.encode("utf-8"))


def checked_figures(agreement: Agreement, sources: Sequence[Source]) -> checked.Checked:
    """All figures of an agreement measured on these articles, with what they rest on; gamma is not among them."""
    parts = [source.parts for source in sources]
    found = checked.of_parts(parts, agreement.report.annotators, agreement.resampling)
    checked.put_trend(found, agreement.trend)
    checked.put_again(found, agreement.again)
    checked.put_pulls(found, agreement.pulls)
    return found


def as_json(agreement: Agreement, found: checked.Checked) -> dict[str, Any]:
    """Values and details; the choice and the coverage of a project are among the details."""
    details = dict(found.details)
    details["method"] = {**details["method"], "spandesk": program_version()}
    details["coverage"] = asdict(agreement.coverage)
    details["choice"] = None if agreement.choice is None else asdict(agreement.choice)
    return {"values": found.values, "details": details}
