"""What programs that others wrote find in our exports: the hard project of the tests, in every format.

`benchmarks/readers.py [--readers FOLDER] [--out PAGE]`. FOLDER has scripts `check_*.py`, each of which hands an export
to a program in an environment of its own and compares what that read with a gold file; without it only the readers
that are installed here are asked. The gold is what was given without what the export reported as lost, so that all
that a reader does not find is an unreported loss. Writes docs/readers.md; fails if there is any.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import exporters
from benchmarks.readers_checks import CHECKS, Check, trained
from benchmarks.readers_given import Given, Gold, given, hard_project
from benchmarks.readers_here import READERS, Found

ROOT = Path(__file__).resolve().parents[1]
_SECONDS = 900


@dataclass(frozen=True, slots=True)
class Counted:
    """Of spans or roles: how many were given and found, how many reported as lost, and how many neither."""

    given: int
    found: int
    reported: int

    @property
    def unreported(self) -> int:
        """What nobody said is missing."""
        return self.given - self.found - self.reported

    def cells(self) -> list[str]:
        """For the table."""
        return [str(each) for each in (self.given, self.found, self.reported, self.unreported)]


@dataclass(frozen=True, kw_only=True)
class Row:
    """What one reader found in one format; None where it does not look. `trouble` is what it complained of."""

    format_id: str
    reader: str
    spans: Counted | None = None
    roles: Counted | None = None
    trouble: str = ""

    @property
    def holds(self) -> bool:
        """True if the reader took everything, and nothing is missing that is not reported."""
        return not self.trouble and not any(each.unreported for each in (self.spans, self.roles) if each)

    def line(self) -> str:
        """For the table."""
        cells = [each.cells() if each else ["–"] * 4 for each in (self.spans, self.roles)]
        return "| " + " | ".join((self.format_id, self.reader, *cells[0], *cells[1], self.trouble or "no")) + " |"


def here(export: Given) -> Row:
    """What the reader that is installed here finds in the usual export of a format."""
    reader = READERS[export.format_id]
    found = reader.read(export.folder)
    wanted = Counter(_labelled(export))
    have = Counter((label, _squeezed(words)) for each in found.articles.values() for label, words in each)
    trouble = f"{sum((have - wanted).values())} spans too many" if have - wanted else ""
    if len(found.articles) != len(export.gold):
        trouble = f"{len(found.articles)} of {len(export.gold)} articles"
    return Row(
        format_id=export.format_id,
        reader=reader.name,
        spans=Counted(export.spans, sum((wanted & have).values()), export.lost_spans),
        roles=_roles(export, found),
        trouble=trouble,
    )


def _labelled(export: Given) -> Iterator[tuple[str, str]]:
    for each in export.gold:
        for start, end, label, _layer in each["spans"]:
            yield label, _squeezed(each["text"][start:end])


def _squeezed(words: str) -> str:
    return "".join(words.split())


def _roles(export: Given, found: Found) -> Counted | None:
    return None if found.arguments is None else Counted(export.arguments, found.arguments, export.lost_arguments)


def asked(check: Check, export: Given, folder: Path, at: Path) -> Row | str:
    """What a script of others says; a sentence where it could not be run."""
    shown = export.named(check.labels).in_order(check.order)
    if check.pieces:
        shown = shown.in_order(lambda given: [_in_one_piece(each) for each in given.gold])
    command = [sys.executable, str(folder / check.script), str(export.folder / check.file), *check.arguments]
    if check.compared:
        command += ["--gold", str(shown.write_gold(at))]
    try:
        done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return f"`{check.script}` did not end within {_SECONDS} s."
    said = done.stdout.strip().rpartition("\n")[2]
    if not said.startswith("{"):
        print(done.stderr[-2000:], file=sys.stderr)
        return f"`{check.script}` could not be run here."
    answer = json.loads(said)
    if not answer["ok"] or answer["errors"]:
        print(done.stdout, file=sys.stderr)
    return _row(check, shown, answer)


def _row(check: Check, shown: Given, answer: Mapping[str, Any]) -> Row:
    options = ", ".join(f"{name}={value}" for name, value in check.options.items())
    reader = f"{answer['validator']}: {answer['version']}" + (f" ({options})" if options else "")
    trouble = f"{answer['errors']} errors" if answer["errors"] else "" if answer["ok"] else "refused"
    if not check.compared:
        return Row(format_id=check.format_id, reader=reader, trouble=trouble)
    expected = sum(len(each["spans"]) for each in shown.gold)
    in_pieces = sum(len(each["in_pieces"]) for each in shown.gold) if check.pieces else 0
    if answer["spans_extra"] != in_pieces:
        trouble = f"{answer['spans_extra']} spans too many"
    found, is_part = expected + in_pieces - answer["spans_lost"], check.order is trained
    spans = Counted(expected, found, 0) if is_part else Counted(shown.spans, found, shown.lost_spans)
    return Row(
        format_id=check.format_id,
        reader=reader + (", training articles" if is_part else ""),
        spans=spans,
        roles=_roles_answered(check, shown, answer) if check.roles else None,
        trouble=trouble,
    )


def _roles_answered(check: Check, shown: Given, answer: Mapping[str, Any]) -> Counted:
    twice = 0
    if check.pairs:
        fillers = [[filler for _role, filler in event["args"]] for each in shown.gold for event in each["events"]]
        twice = sum(len(each) - len(set(each)) for each in fillers)
    return Counted(shown.arguments, answer[check.roles] + twice, shown.lost_arguments)


def _in_one_piece(whole: Gold) -> Gold:
    return {**whole, "spans": [each for each in whole["spans"] if each[:3] not in whole["in_pieces"]]}


HEAD = """\
# What other programs read

One project of everything that formats lose in silence (`tests/exporters/hard.py`: emoji before mentions, nested and
crossing mentions, mentions over line ends and in pieces, events in events, one filler in two roles, labels with blanks,
a text that begins with `=`, Arabic) is exported in every format, as `spandesk export` does it, and read by programs
that others wrote. A span counts as found if the reader cuts the same words out of its own text, under the same label.

*Spans* are entity mentions and triggers, *roles* the arguments of events. *Reported* is what the export itself named as
lost; **unreported** is what is missing without a word, and has to be 0. What the report says is written with less is
looked for so: DyGIE++ has room for one word of a trigger. “–”: the program does not look at it. `make readers` makes
this page anew.

| format | reader | spans in | out | reported | unreported | roles in | out | reported | unreported | complaints |
|---|---|--:|--:|--:|--:|--:|--:|--:|--:|---|
"""


MIXED = "Readers of tables (pyarrow) of doccano and DyGIE++: lists of numbers and words together are their very form."


def page(rows: Sequence[Row], sentences: Sequence[str]) -> str:
    """The whole page."""
    known = list(exporters.table())
    lines = [row.line() for row in sorted(rows, key=lambda row: known.index(row.format_id))]
    more = "".join(f"- {each}\n" for each in dict.fromkeys((MIXED, *sentences)))
    return HEAD + "\n".join(lines) + f"\n\nNot asked:\n\n{more}"


def measured(folder: Path, readers: Path) -> tuple[list[Row], list[str]]:
    """All rows, and sentences about scripts that were not asked."""
    project, rows, sentences = hard_project(folder), list[Row](), list[str]()
    exports: dict[tuple[str, tuple[tuple[str, str], ...]], Given] = {}
    scripts = {each.name for each in readers.glob("check_*.py")} if readers.is_dir() else set()
    checks = [check for check in CHECKS if check.script in scripts]
    for format_id in exporters.table():
        exports[format_id, ()] = given(project, format_id, {}, folder / format_id)
        if format_id in READERS:
            rows.append(here(exports[format_id, ()]))
    for number, check in enumerate(checks):
        key = check.format_id, tuple(sorted(check.options.items()))
        if key not in exports:
            exports[key] = given(project, check.format_id, check.options, folder / f"{check.format_id}-{number}")
        print(f"{check.format_id}: {check.script}", file=sys.stderr, flush=True)
        said = asked(check, exports[key], readers, folder / f"gold-{number}.jsonl")
        if isinstance(said, Row):
            rows.append(said)
        else:
            sentences.append(said)
    unknown = sorted(scripts - {check.script for check in CHECKS})
    sentences += [f"`{name}`: nothing is known here of what it reads." for name in unknown]
    return rows, sentences


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the page; 1 if anything is missing without a word."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readers", type=Path, default=ROOT.parent / "shared" / "readers", metavar="FOLDER")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "readers.md", metavar="PAGE")
    asked_for = parser.parse_args(arguments)
    if not asked_for.readers.is_dir():
        print(f"{asked_for.readers.name}: no such folder; the page stays as it is", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory(prefix="readers-") as folder:
        rows, sentences = measured(Path(folder), asked_for.readers.resolve())
    asked_for.out.write_text(re.sub(r"[ \t]+\n", "\n", page(rows, sentences)), "utf-8")
    for row in rows:
        if not row.holds:
            print(f"not all is there: {row.line()}", file=sys.stderr)
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
