"""What can be done from a line of the pre-flight: look at its places, or mend it."""

from dataclasses import dataclass

from desktop import chrome
from desktop.panels.export.words import tr
from exporters.left_out import Why
from exporters.preflight import PreflightRow
from exporters.reasons import Fix

_WORDS = {
    Fix.GROW: "Grow to words",
    Fix.SHRINK: "Shrink to words",
    Fix.TRIM: "Trim {0}",
    Fix.CHOOSE: "Choose…",
    Fix.RENAME: "Rename…",
    Fix.INCLUDE: "Include",
    Fix.FILL: "Fill {0}",
}


@dataclass(frozen=True, slots=True)
class Act:
    """A link or a button at the end of a line; `fix` is None where it opens the places."""

    words: str
    fix: Fix | None = None


def acts_of(row: PreflightRow) -> tuple[Act, ...]:
    """All that can be done: the way to the places, then what mends it, the likeliest first.

    To fill roles is to go where they are empty, so that has one button.
    """
    fixes = tuple(Act(tr(_WORDS[fix]).format(chrome.number(row.count)), fix) for fix in row.fixes)
    if not row.places or Fix.FILL in row.fixes:
        return fixes
    return (Act(_see_words(row)), *fixes)


def _see_words(row: PreflightRow) -> str:
    if row.reason == Why.FURNITURE:
        return tr("See lines")
    whole = all(place.start == place.end for place in row.places)
    return tr("Open {0}" if whole else "See {0}").format(chrome.number(len(row.places)))
