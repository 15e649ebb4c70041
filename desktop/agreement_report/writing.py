"""The report of a project written to a file, in a child process: a page, a table or values, by the ending."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from annotations.agreement import checked
from annotations.agreement.choice import Choice
from annotations.agreement.figures import Resampling
from annotations.errors import StoreUnavailable
from annotations.suggesters.worker import tell
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

    version = program_version()
    with Workspace.open(location, read_only=True) as workspace:
        agreement = measured_in(workspace, choice, resampling, on_progress=tell)
        if path.suffix == ".csv":
            text = csv_text(agreement, version)
        elif path.suffix == ".json":
            sources = sources_of(workspace, choice, workspace.set_facts(), changed=())
            parts = [source.parts for source in sources]
            values = as_json(agreement, checked.of_parts(parts, agreement.report.annotators, resampling))
            text = json.dumps(values, ensure_ascii=False, indent=1) + "\n"
        else:
            text = page(agreement, examples(workspace, agreement.report.groups[:MOST_GROUPS]), version)
    try:
        with OutputFolder(path.parent).open(path.name) as stream:
            stream.write(text.encode("utf-8"))
    except OSError as error:
        raise StoreUnavailable(str(error.filename or path), error.strerror or str(error)) from error
    yield path


def as_json(agreement: Agreement, found: checked.Checked) -> dict[str, Any]:
    """Values and details; the choice and the coverage of a project are among the details."""
    details = dict(found.details)
    details["method"] = {**details["method"], "spandesk": program_version()}
    details["coverage"] = asdict(agreement.coverage)
    details["choice"] = None if agreement.choice is None else asdict(agreement.choice)
    return {"values": found.values, "details": details}
