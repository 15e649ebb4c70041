"""How much of what was given is not in the files: one way to count it, and one sentence."""

from exporters.base import ExportReport


def given_and_lost(report: ExportReport) -> tuple[int, int]:
    """All that was to be written, and what of it is not: entity mentions, events and arguments alike.

    `report` is that of the whole export, with what was lost before the exporter came to it.
    """
    written = report.mentions + report.events + report.arguments
    return written + len(report.lost), len(report.lost)


def lost_sentence(report: ExportReport) -> str:
    """ "0 of 4,312 mentions lost"; events and arguments are counted with the mentions."""
    given, lost = given_and_lost(report)
    return f"{lost:,} of {given:,} mentions lost"
