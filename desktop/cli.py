"""`spandesk`: the window, or a subcommand without one. Qt is imported only when a window opens."""

import argparse
import contextlib
import json
import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path

from annotations.errors import SpandeskError
from desktop.commands.agreement import AGREEMENT
from desktop.commands.base import Command, CommandRefused, Outcome, one_line, stderr_progress, without_password
from desktop.commands.checking import CHECK
from desktop.commands.exporting import EXPORT
from desktop.commands.formats import FORMATS
from desktop.commands.importing import IMPORT
from desktop.commands.phrases import PHRASES
from desktop.commands.project import NEW
from desktop.commands.splitting import SPLIT, VERIFY
from desktop.commands.suggesters import PIPELINE, SUGGESTERS
from desktop.commands.suggesting import SUGGEST
from desktop.commands.training import TRAIN
from desktop.system_libraries import explain, has_display, missing_libraries
from desktop.version import program_version

COMMANDS: tuple[Command, ...] = (
    *(NEW, IMPORT, SUGGEST, EXPORT, SPLIT, VERIFY, CHECK, FORMATS),
    *(SUGGESTERS, TRAIN, PHRASES, PIPELINE, AGREEMENT),
)
DONE, FAILED = 0, 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `spandesk` with these words (those of the command line when None); returns the exit code.

    0 done, 1 refused or failed with one line on stderr; wrong usage leaves by SystemExit with code 2.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] not in {command.name for command in COMMANDS} | {"-h", "--help", "-V", "--version"}:
        return _guarded(window_parser().parse_args(words), None)
    parsed = command_parser(words[0]).parse_args(words)
    return _guarded(parsed, parsed.command)


def _project(word: str) -> str:
    """A word that can name a project; anything else is a command nobody knows, which is wrong usage."""
    if "://" not in word and not word.endswith(".spandesk") and not Path(word).exists():
        raise argparse.ArgumentTypeError(f"no such command or project: {word}")
    return word


def window_parser() -> argparse.ArgumentParser:
    """What may stand on a command line that opens the window."""
    parser = argparse.ArgumentParser(prog="spandesk", usage="spandesk [PROJECT]  (spandesk --help lists the commands)")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("project", metavar="PROJECT", nargs="?", type=_project, help="a .spandesk file or a database URL")
    what.add_argument("--sample", action="store_true", help="open the sample project")
    what.add_argument("--headless-sample", action="store_true", help="do the main job on the sample, without a window")
    return parser


def command_parser(asked: str) -> argparse.ArgumentParser:
    """The subcommands, with the arguments of the one asked for: those of the others would load what they work with."""
    parser = argparse.ArgumentParser(
        prog="spandesk",
        usage="spandesk [PROJECT]\n       spandesk COMMAND ...",
        description="Turn news articles into labelled entity and event data. Without a command the window opens.",
    )
    parser.add_argument("-V", "--version", action="version", version=f"spandesk {program_version()}")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in COMMANDS:
        subparser = subparsers.add_parser(command.name, prog=f"spandesk {command.name}", help=command.title)
        if command.name == asked:
            command.add_arguments(subparser)
        subparser.add_argument("--json", action="store_true", help="print one JSON object")
        subparser.set_defaults(command=command)
    return parser


def _guarded(arguments: argparse.Namespace, command: Command | None) -> int:
    """Whatever happens inside becomes an exit code and at most one line."""
    project = getattr(arguments, "project", None)
    try:
        return _open_window(arguments) if command is None else _run(command, arguments)
    except SpandeskError as error:
        return _fail(str(error), project)
    except KeyboardInterrupt:
        return _fail("stopped; what was saved before stands", project)
    except BrokenPipeError:
        # Whoever read our output has gone. Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _fail(f"{where}{error.strerror or error}", project)
    except Exception as error:
        return _fail(f"defect: {type(error).__name__}: {error} (details in {_keep_traceback()})", project)


def _fail(text: str, project: str | None) -> int:
    print(f"spandesk: {one_line(without_password(text, project))}", file=sys.stderr)
    return FAILED


def _keep_traceback() -> str:
    """A defect is ours to repair: its traceback goes to a file that can be sent to us."""
    handle, path = tempfile.mkstemp(prefix="spandesk-defect-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
        traceback.print_exc(file=file)
    return path


def _run(command: Command, arguments: argparse.Namespace) -> int:
    with contextlib.closing(stderr_progress()) as progress:
        outcome = command.run(arguments, progress)
    _print(outcome, arguments.json)
    return _fail(outcome.refusal, getattr(arguments, "project", None)) if outcome.refusal else DONE


def _print(outcome: Outcome, as_json: bool) -> None:
    if as_json:
        # ASCII, so that no terminal's encoding and no odd file name can break it.
        print(json.dumps(outcome.values))
    elif not outcome.refusal:
        for line in outcome.lines:
            print(one_line(line).encode(sys.stdout.encoding, "backslashreplace").decode(sys.stdout.encoding))
    sys.stdout.flush()


def _open_window(arguments: argparse.Namespace) -> int:
    missing = missing_libraries()
    if missing:
        raise CommandRefused(explain(missing))
    try:
        import PySide6.QtWidgets  # noqa: F401
    except ImportError as error:
        raise CommandRefused(f"Qt cannot be loaded: {error}") from error
    if arguments.headless_sample:
        from desktop import headless

        return headless.run()
    if not has_display():
        raise CommandRefused("there is no display to open a window on; spandesk --help lists what works without one")
    from desktop import app

    return app.run(arguments.project, sample=arguments.sample)
