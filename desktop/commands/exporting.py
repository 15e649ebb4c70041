"""`spandesk export`: write annotated articles, or say what it would be like."""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotations.errors import ProjectLocked
from annotations.model.project import ADJUDICATED, EVERYBODY, MAJORITY, SUGGESTIONS, UNION, is_own_work
from desktop.commands.base import Command, CommandRefused, Outcome, Progress, add_project, counted
from desktop.exports import choose_set, materials

if TYPE_CHECKING:
    from annotations.workspace import Workspace
    from exporters.base import ExportIssue
    from exporters.profile import Profile
    from exporters.run import Materials, Written
    from exporters.split import SplitResult, Wanted
    from exporters.truth import Truth

NO_SPLIT = "none"
_PLACES = 20
# What is left out, by why: see `exporters.left_out.Why`, which a test compares.
_LEFT_OUT = {
    "unfinished": "articles still in progress",
    "unseen": "articles that nobody meant has begun",
    "empty": "articles that are nothing but page furniture",
    "label": "spans of labels not chosen",
    "argument": "roles of such spans",
    "merged": "spans that say the same as others now",
    "furniture": "lines of page furniture",
    "undecided": "suggestions that nobody decided",
    "rulings": "rulings about what is written otherwise",
}


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    import exporters

    add_project(parser)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--format", choices=sorted(exporters.table()), help="what to write")
    what.add_argument("--profile", metavar="NAME", help="a profile of the project, or a file with one")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--out", type=Path, metavar="DIR", help="the folder to write into")
    where.add_argument("--check", action="store_true", help="write nothing; say what would be lost, and why")
    parser.add_argument(
        "--save-profile", metavar="NAME", help="keep all that was chosen in the project under this name"
    )
    parser.add_argument(
        "--option", action="append", default=[], metavar="NAME=VALUE", help="what the format lets choose"
    )
    _add_truth(parser.add_argument_group("what is written"))
    _add_split(parser.add_argument_group("train, dev and test"))


def _add_truth(group: argparse._ArgumentGroup) -> None:
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


def _add_split(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--split", metavar="80/10/10", help=f"shares of train, dev and test in percent, or {NO_SPLIT}")
    group.add_argument("--dev-from", metavar="DATE", help="articles from this day on are dev")
    group.add_argument("--test-from", metavar="DATE", help="articles from this day on are test")
    group.add_argument("--seed", type=int, metavar="N", help="another number divides otherwise")
    group.add_argument("--by-source", action="store_true", default=None, help="keep each source on one side")


def _export(arguments: argparse.Namespace, progress: Progress) -> Outcome:
    from annotations.workspace import Workspace
    from exporters import run

    def say(done: int, of: int, writing: bool) -> None:
        progress.say(f"{done:,} of {of:,} articles {'written' if writing else 'read'}")

    if arguments.check and arguments.save_profile:
        raise CommandRefused("--check keeps nothing, so it goes without --save-profile")
    try:
        with Workspace.open(arguments.project, read_only=True) as workspace:
            profile = _profile(arguments, workspace)
            made = materials(workspace, profile, with_suggestions=arguments.check)
            if arguments.check:
                return _outcome(run.trial(profile, made, say), trial=True)
            where = run.place(profile, made, say)
            _keep(arguments, profile, made, where)
            return _outcome(run.export(profile, made, where, arguments.out, say), trial=False)
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


def _profile(arguments: argparse.Namespace, workspace: "Workspace") -> "Profile":
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


def _names(text: str | None) -> tuple[str, ...] | None:
    return None if text is None else tuple(name.strip() for name in text.split(",") if name.strip())


def _pair(text: str, option: str) -> tuple[str, str]:
    name, separator, value = text.partition("=")
    if not (name and separator and value):
        raise CommandRefused(f"{option} takes NAME=VALUE, not {text}")
    return name, value


def _outcome(written: "Written", *, trial: bool) -> Outcome:
    from exporters.counting import lost_sentence

    report = written.report
    values = {
        "articles": report.articles,
        "mentions": report.mentions,
        "events": report.events,
        "arguments": report.arguments,
        "lost": _by_reason(report.lost),
        "notes": _by_reason(report.notes),
        "left_out": _left_out(written),
        "read_back": written.read_back,
        "split": [] if written.split is None else [_row(each) for each in written.split.rows],
        "warnings": [] if written.split is None else list(written.split.warnings),
        "files": [] if trial else list(written.files),
    }
    summary = ", ".join(
        (
            counted(report.articles, "article"),
            counted(report.mentions, "mention"),
            counted(report.events, "event"),
            counted(report.arguments, "argument"),
        )
    )
    lines = [lost_sentence(report), summary + (" would be written" if trial else "")]
    lines += ["each was read back from the files"] if written.read_back else []
    lines += [f"left out: {row['count']:,} {_LEFT_OUT[row['why']]}" for row in _left_out(written)]
    lines += _issue_lines("lost", report.lost) + _issue_lines("note", report.notes)
    if written.split is not None:
        lines += [
            f"{row.part}: {counted(row.articles, 'article')}, {counted(row.mentions, 'mention')}, "
            f"{counted(row.events, 'event')}"
            for row in written.split.rows
        ]
        lines += written.split.warnings
    return Outcome(values=values, lines=(*lines, *(() if trial else written.files)))


def _left_out(written: "Written") -> list[dict[str, Any]]:
    """What is not written because it was not asked for."""
    return [{"why": str(row.reason), "count": row.count} for row in written.rows if row.reason in _LEFT_OUT]


def _row(row: Any) -> dict[str, Any]:
    return {
        "part": row.part,
        "articles": row.articles,
        "groups": row.groups,
        "mentions": row.mentions,
        "events": row.events,
        "labels": dict(row.labels),
    }


def _by_reason(issues: Iterable["ExportIssue"]) -> list[dict[str, Any]]:
    """Each reason with its count and all its places, the most frequent first."""
    found: dict[str, list[ExportIssue]] = defaultdict(list)
    for each in issues:
        found[each.reason].append(each)
    return [
        {
            "reason": reason,
            "count": len(places),
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
        for reason, places in sorted(found.items(), key=lambda each: (-len(each[1]), each[0]))
    ]


def _issue_lines(what: str, issues: Sequence["ExportIssue"]) -> list[str]:
    """A line for each, but for what comes too often to be read."""
    lines = [
        f"{what}: {each.article_id} {each.start}..{each.end} {each.label} “{each.surface}”: {each.reason}"
        for each in issues[:_PLACES]
    ]
    more = len(issues) - _PLACES
    return lines + ([f"{what}: {more:,} more; --json lists all"] if more > 0 else [])


EXPORT = Command(name="export", title="write annotated articles to files", add_arguments=_add_arguments, run=_export)
