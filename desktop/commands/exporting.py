"""`spandesk export`: write annotated articles, or say what it would be like."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.errors import ProjectLocked
from desktop.commands.base import Command, CommandRefused, Outcome, Progress, add_project
from desktop.commands.export_choices import add_split, add_truth, chosen_profile, only_for_new
from desktop.commands.export_report import outcome
from desktop.exports import materials

if TYPE_CHECKING:
    from exporters.profile import Profile
    from exporters.run import Materials
    from exporters.split import SplitResult


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    import exporters

    add_project(parser)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--format", choices=sorted(exporters.table()), help="what to write")
    what.add_argument("--profile", metavar="NAME", help="a profile of the project, or a file with one")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--out", type=_folder, metavar="DIR", help="the folder to write into")
    where.add_argument("--check", action="store_true", help="write nothing; say what would be lost, and why")
    parser.add_argument(
        "--save-profile", metavar="NAME", help="keep all that was chosen in the project under this name"
    )
    parser.add_argument(
        "--option", action="append", default=[], metavar="NAME=VALUE", help="what the format lets choose"
    )
    add_truth(parser.add_argument_group("what is written"))
    add_split(parser.add_argument_group("train, dev and test"))


def _folder(word: str) -> Path:
    if not word.strip():
        raise argparse.ArgumentTypeError("say which folder")
    return Path(word)


def _export(arguments: argparse.Namespace, progress: Progress) -> Outcome:
    from annotations.workspace import Workspace
    from exporters import run
    from exporters.replacing import check_folder, outdated

    def say(done: int, of: int, writing: bool) -> None:
        progress.say(f"{done:,} of {of:,} articles {'written' if writing else 'read'}")

    if arguments.check and arguments.save_profile:
        raise CommandRefused("--check keeps nothing, so it goes without --save-profile")
    if not arguments.check:
        # Before everything is read for nothing.
        check_folder(arguments.out)
    without_effect = only_for_new(arguments)
    try:
        with Workspace.open(arguments.project, read_only=True) as workspace:
            profile = chosen_profile(arguments, workspace)
            made = materials(workspace, profile, with_suggestions=arguments.check)
            if arguments.check:
                return outcome(run.trial(profile, made, say), without_effect=without_effect, trial=True)
            where = run.place(profile, made, say)
            _keep(arguments, profile, made, where)
            earlier = outdated(arguments.out)
            written = run.export(profile, made, where, arguments.out, say)
            removed = [str(each) for each in earlier if not each.exists()]
            return outcome(written, without_effect=without_effect, trial=False, removed=removed)
    except ValueError as error:
        raise CommandRefused(str(error)) from error


def _keep(arguments: argparse.Namespace, profile: "Profile", made: "Materials", where: "SplitResult | None") -> None:
    """Keep where articles were placed, so that they stay there, and the profile under its name."""
    from annotations.workspace import Workspace
    from exporters.profile import to_json

    placed = {} if where is None else {id_: each for id_, each in where.parts.items() if made.before.get(id_) != each}
    if not placed and not arguments.save_profile:
        return
    try:
        with Workspace.open(arguments.project) as workspace:
            if placed:
                workspace.save_split(placed)
            if arguments.save_profile:
                named = replace(profile, name=arguments.save_profile)
                workspace.save_export_profile(arguments.save_profile, to_json(named))
    except ProjectLocked as error:
        raise CommandRefused(
            "the project is open elsewhere, and it has to keep "
            + ("which side each article is on" if placed else "the profile")
            + ": close it there first"
        ) from error


EXPORT = Command(name="export", title="write annotated articles to files", add_arguments=_add_arguments, run=_export)
