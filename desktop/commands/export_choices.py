"""What `spandesk export` is told to write: options of the command line, over those of a profile."""

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.model.project import ADJUDICATED, EVERYBODY, MAJORITY, SUGGESTIONS, UNION, is_own_work
from desktop.commands.base import CommandRefused
from desktop.exports import choose_set

if TYPE_CHECKING:
    from annotations.workspace import Workspace
    from exporters.profile import Profile
    from exporters.split import Wanted
    from exporters.truth import Truth

NO_SPLIT = "none"


def add_truth(group: argparse._ArgumentGroup) -> None:
    """Options that say what is right: whose annotations, of which articles, under which labels."""
    group.add_argument(
        "--set",
        "--annotator",
        metavar="NAME",
        help=f"whose annotations: an analyst, {ADJUDICATED}, {MAJORITY}, {UNION}, {EVERYBODY} or {SUGGESTIONS} "
        "(the only one, or the adjudicated)",
    )
    group.add_argument("--of", metavar="NAME,NAME", help=f"whose {MAJORITY} or {UNION} (all who finished an article)")
    group.add_argument("--finished-only", action="store_true", default=None, help="without articles still in progress")
    group.add_argument("--furniture", choices=("in", "out"), help="page furniture stays in the text or is cut out")
    group.add_argument("--labels", metavar="CODE,CODE", help="only these labels and event types")
    group.add_argument("--rename", action="append", default=[], metavar="OLD=NEW", help="write a label as another")


def add_split(group: argparse._ArgumentGroup) -> None:
    """Options that divide the articles."""
    group.add_argument("--split", metavar="80/10/10", help=f"shares of train, dev and test in percent, or {NO_SPLIT}")
    group.add_argument("--dev-from", metavar="DATE", help="articles from this day on are dev")
    group.add_argument("--test-from", metavar="DATE", help="articles from this day on are test")
    group.add_argument("--seed", type=int, metavar="N", help="another number divides otherwise")
    group.add_argument("--by-source", action="store_true", default=None, help="keep each source on one side")


def chosen_profile(arguments: argparse.Namespace, workspace: "Workspace") -> "Profile":
    """Everything that was chosen: what the profile says, and in place of that what the options say."""
    from exporters.profile import check, usual

    if arguments.profile:
        profile = _known_profile(arguments.profile, workspace)
    else:
        profile = usual(arguments.format, choose_set(arguments.set, workspace.set_summaries()))
    truth = profile.truth
    asked = {
        "source": arguments.set,
        "annotators": _names(arguments.of),
        "finished_only": arguments.finished_only,
        "furniture": None if arguments.furniture is None else arguments.furniture == "in",
        "labels": _names(arguments.labels),
        "renamed": tuple(_pair(each, "--rename") for each in arguments.rename) or None,
    }
    chosen = replace(truth, **{name: value for name, value in asked.items() if value is not None})
    options = {**profile.options, **dict(_pair(each, "--option") for each in arguments.option)}
    profile = replace(profile, truth=chosen, options=options, split=_split(arguments, profile.split))
    exporter = check(profile)
    if arguments.split == NO_SPLIT and exporter.always_split:
        raise CommandRefused(f"{exporter.title}: always has parts, so --split cannot be {NO_SPLIT}")
    _check_names(chosen, workspace)
    return profile


def _check_names(truth: "Truth", workspace: "Workspace") -> None:
    """Labels and analysts that the project does not have are mistyped, and would leave out all there is."""
    codes = list(dict.fromkeys(label.code for label in workspace.schema.labels))
    _known((*truth.labels, *(before for before, _after in truth.renamed)), codes, "no label {0}")
    names = [summary.annotator for summary in workspace.set_summaries() if is_own_work(summary.annotator)]
    _known(truth.annotators, names, "no annotations by {0}")


def _known(asked: Iterable[str], there: Sequence[str], sentence: str) -> None:
    for name in asked:
        if name not in there:
            raise CommandRefused(f"{sentence.format(name)}: there is {', '.join(there) or 'none'}")


def _known_profile(name: str, workspace: "Workspace") -> "Profile":
    from exporters.profile import from_json

    kept = workspace.export_profiles()
    if name in kept:
        return from_json(kept[name])
    if not Path(name).is_file():
        raise CommandRefused(f"no profile {name}: there is {', '.join(sorted(kept)) or 'none in this project'}")
    try:
        return from_json(json.loads(Path(name).read_bytes()))
    except ValueError as error:
        raise CommandRefused(f"{name}: {error}") from error


def _split(arguments: argparse.Namespace, known: "Wanted | None") -> "Wanted | None":
    from exporters.split import Wanted

    asked = {
        "dev_from": arguments.dev_from,
        "test_from": arguments.test_from,
        "seed": arguments.seed,
        "by_source": arguments.by_source,
    }
    given = {name: value for name, value in asked.items() if value is not None}
    if arguments.split == NO_SPLIT:
        return None
    wanted = Wanted.parse(arguments.split) if arguments.split else known
    return replace(wanted or Wanted(), **given).sound() if wanted is not None or given else None


def only_for_new(arguments: argparse.Namespace) -> list[str]:
    """The options given that decide about articles without a side alone, whatever comes of those that have one."""
    given = {"--seed": arguments.seed is not None, "--by-source": bool(arguments.by_source)}
    return [option for option, is_given in given.items() if is_given]


def _names(text: str | None) -> tuple[str, ...] | None:
    return None if text is None else tuple(name.strip() for name in text.split(",") if name.strip())


def _pair(text: str, option: str) -> tuple[str, str]:
    name, separator, value = text.partition("=")
    if not (name and separator and value):
        raise CommandRefused(f"{option} takes NAME=VALUE, not {text}")
    return name, value
