"""How much of what was given is not in the files: one way to count it, and one sentence."""

from collections import Counter
from collections.abc import Iterable, Mapping

from exporters.base import ExportIssue, ExportReport, Unit


def lost(report: ExportReport) -> dict[Unit, int]:
    """How much is not in the files. `report` is that of the whole export, with what was lost before the exporter came
    to it."""
    return by_unit(report.lost)


def given(report: ExportReport) -> dict[Unit, int]:
    """How much was to be written: what is in the files, and what is lost."""
    written = {Unit.MENTION: report.mentions, Unit.EVENT: report.events, Unit.ARGUMENT: report.arguments}
    return {unit: count + written[unit] for unit, count in lost(report).items()}


def by_unit(issues: Iterable[ExportIssue]) -> dict[Unit, int]:
    """How many of each unit."""
    found = Counter(each.unit for each in issues)
    return {unit: found[unit] for unit in Unit}


def plural(counts: Mapping[Unit, int]) -> dict[str, int]:
    """The same as files and reports name it: "mentions", "events", "arguments"."""
    return {f"{unit}s": count for unit, count in counts.items()}


def lost_sentence(report: ExportReport) -> str:
    """ "0 of 4,312 mentions lost, 2 of 318 events, 5 of 1,700 arguments"; mentions are entity mentions."""
    of, gone = given(report), lost(report)
    said = f"{gone[Unit.MENTION]:,} of {of[Unit.MENTION]:,} mentions lost"
    more = [f", {gone[unit]:,} of {of[unit]:,} {unit}s" for unit in (Unit.EVENT, Unit.ARGUMENT) if of[unit]]
    return "".join((said, *more))
