"""`spandesk phrases`: the words that are always suggested, as a list in a file or on the screen."""

import argparse
from pathlib import Path

from annotations.model.project_settings import Phrase
from desktop.commands.base import Command, Outcome, Progress, add_project, counted


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_project(parser)
    parser.add_argument("--add", type=Path, metavar="FILE.csv", help="put the phrases of a file on the list")
    parser.add_argument("--out", type=Path, metavar="FILE.csv", help="write the list to a file")
    parser.add_argument("--list", action="store_true", help="show the list (what is done when nothing else is asked)")


def _phrases(arguments: argparse.Namespace, _progress: Progress) -> Outcome:
    from annotations.suggesters.phrase_files import read_phrases, written_phrases
    from annotations.workspace import Workspace

    adding: Path | None = arguments.add
    with Workspace.open(arguments.project, read_only=adding is None) as workspace:
        added, rejected = read_phrases(adding, workspace.schema) if adding is not None else ([], [])
        if added:
            workspace.put_phrases(added)
        listed = workspace.phrases()
    if arguments.out is not None:
        arguments.out.write_text(written_phrases(listed), "utf-8", newline="")
    shown = listed if arguments.list or (adding is None and arguments.out is None) else []
    values = {
        "phrases": len(listed),
        "added": len(added),
        "rejected": [{"file": bad.file, "line": bad.line, "reason": bad.why} for bad in rejected],
        "list": [_row(phrase) for phrase in shown],
    }
    lines = [f"{counted(len(listed), 'phrase')} on the list"]
    if adding is not None:
        lines.append(f"{counted(len(added), 'phrase')} read, {len(rejected):,} rejected")
    lines += [f"rejected: {bad}" for bad in rejected]
    lines += [f"{phrase.label}: {phrase.text} ({phrase.kind}, {phrase.source})" for phrase in shown]
    refusal = str(rejected[0]) if rejected and not added else ""
    return Outcome(values=values, lines=tuple(lines), refusal=refusal)


def _row(phrase: Phrase) -> dict[str, str]:
    return {
        "text": phrase.text,
        "label": phrase.label,
        "kind": phrase.kind.value,
        "source": phrase.source.value,
    }


PHRASES = Command(
    name="phrases", title="the words that are always suggested", add_arguments=_add_arguments, run=_phrases
)
