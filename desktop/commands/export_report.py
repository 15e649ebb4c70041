"""What `spandesk export` says of an export that was made or tried: the same units and sums as its manifest has."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from desktop.commands.base import Outcome, counted

if TYPE_CHECKING:
    from exporters.base import ExportIssue, Unit
    from exporters.run import Written
    from exporters.split import SplitResult

_PLACES = 20
# What is left out, by why: see `exporters.left_out.Why`, which a test compares.
LEFT_OUT = {
    "unfinished": ("article still in progress", "articles still in progress"),
    "unseen": ("article that nobody has begun", "articles that nobody has begun"),
    "empty": ("article that is nothing but page furniture", "articles that are nothing but page furniture"),
    "label": ("span of a label not chosen", "spans of labels not chosen"),
    "argument": ("role of such spans", "roles of such spans"),
    "merged": ("span that says the same as another now", "spans that say the same as others now"),
    "furniture": ("line of page furniture", "lines of page furniture"),
    "undecided": ("suggestion that nobody decided", "suggestions that nobody decided"),
    "rulings": ("ruling about what is written otherwise", "rulings about what is written otherwise"),
}
ANEW = "spandesk split PROJECT --forget divides all of them anew"


def outcome(written: "Written", *, without_effect: Sequence[str], trial: bool, removed: Sequence[str] = ()) -> Outcome:
    """The report; `without_effect` are the options that change nothing for articles that have a side already, `removed`
    the files of an earlier export that are gone."""
    from exporters.manifest import part_values

    report, split = written.report, written.split
    warnings = [] if split is None else _warnings(split, without_effect)
    values = {
        "articles": report.articles,
        "mentions": report.mentions,
        "events": report.events,
        "arguments": report.arguments,
        "lost": _by_reason(report.lost, with_units=True),
        "notes": _by_reason(report.notes, with_units=False),
        "left_out": _left_out(written),
        "read_back": written.read_back,
        "split": [] if split is None else [part_values(each) for each in split.rows],
        "warnings": warnings,
        "files": [] if trial else list(written.files),
        "removed": list(removed),
    }
    lines = [*_lines(written, trial=trial), *warnings, *(() if trial else written.files)]
    lines += [f"taken away, of the export that was there: {counted(len(removed), 'file')}"] if removed else []
    return Outcome(values=values, lines=tuple(lines))


def _lines(written: "Written", *, trial: bool) -> list[str]:
    from exporters.counting import by_unit, lost_sentence

    report = written.report
    counts = (
        counted(report.articles, "article"),
        counted(report.mentions, "mention"),
        counted(report.events, "event"),
        counted(report.arguments, "argument"),
    )
    lines = [
        lost_sentence(report),
        *_not_as_given(report.notes),
        ", ".join(counts) + (" would be written" if trial else ""),
    ]
    lines += ["each was read back from the files"] if written.read_back else []
    lines += [f"left out: {row['count']:,} {LEFT_OUT[row['why']][row['count'] != 1]}" for row in _left_out(written)]
    lines += [f"lost: {reason}: {_in_units(by_unit(places))}" for reason, places in _sorted(report.lost)]
    lines += _places("lost", report.lost)
    lines += [f"note: {reason}: {len(places):,}" for reason, places in _sorted(report.notes)]
    lines += _places("note", report.notes)
    if written.split is not None:
        lines += [
            f"{row.part}: {counted(row.articles, 'article')}, {counted(row.mentions, 'mention')}, "
            f"{counted(row.events, 'event')}"
            for row in written.split.rows
        ]
    return lines


def _not_as_given(notes: Iterable["ExportIssue"]) -> list[str]:
    """What reading back contradicts: the exporter is wrong then, and somebody has to know before using the files."""
    from exporters.read_back import ARTICLE_NOT_THERE, NOT_GIVEN, NOT_THERE, OTHER_TEXT

    wrong = (NOT_THERE, NOT_GIVEN, ARTICLE_NOT_THERE, OTHER_TEXT)
    count = sum(each.reason.endswith(wrong) for each in notes)
    return [f"do not use these files: {count:,} not as given when they were read back"] if count else []


def _warnings(split: "SplitResult", without_effect: Sequence[str]) -> list[str]:
    """What should be known of the split, and how to have another where articles have a side already."""
    said = list(split.warnings)
    if split.kept and without_effect:
        options, kept = " and ".join(without_effect), counted(split.kept, "article")
        said.append(f"{options}: no effect where articles have a side already ({kept}); {ANEW}")
    elif split.differs:
        said.append(ANEW)
    return said


def _left_out(written: "Written") -> list[dict[str, Any]]:
    """What is not written because it was not asked for."""
    return [{"why": str(row.reason), "count": row.count} for row in written.rows if row.reason in LEFT_OUT]


def _sorted(issues: "Iterable[ExportIssue]") -> "list[tuple[str, list[ExportIssue]]]":
    """Each reason with all its places, the most frequent first."""
    found: dict[str, list[ExportIssue]] = defaultdict(list)
    for each in issues:
        found[each.reason].append(each)
    return sorted(found.items(), key=lambda each: (-len(each[1]), each[0]))


def _by_reason(issues: "Iterable[ExportIssue]", *, with_units: bool) -> list[dict[str, Any]]:
    from exporters.counting import by_unit, plural

    return [
        {
            "reason": reason,
            "count": len(places),
            **(plural(by_unit(places)) if with_units else {}),
            "places": [
                {
                    "article": each.article_id,
                    "start": each.start,
                    "end": each.end,
                    "label": each.label,
                    "surface": each.surface,
                }
                for each in places
            ],
        }
        for reason, places in _sorted(issues)
    ]


def _in_units(counts: "dict[Unit, int]") -> str:
    return ", ".join(counted(count, unit) for unit, count in counts.items() if count)


def _places(what: str, issues: "Sequence[ExportIssue]") -> list[str]:
    """A line for each, but for what comes too often to be read."""
    lines = [
        f"{what} at {each.article_id} {each.start}..{each.end} {each.label} “{each.surface}”: {each.reason}"
        for each in issues[:_PLACES]
    ]
    more = len(issues) - _PLACES
    return lines + ([f"{what}: {more:,} more places; --json lists all"] if more > 0 else [])
