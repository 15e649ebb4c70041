"""`spandesk split` and `spandesk verify`: which side each article is on, and whether an export is as it was written."""

import argparse
from pathlib import Path

from annotations.model.ids import ArticleId
from annotations.model.split import Part
from desktop.commands.base import Command, CommandRefused, Outcome, Progress, add_project, counted


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_project(parser)
    act = parser.add_mutually_exclusive_group()
    act.add_argument(
        "--pin",
        nargs="+",
        metavar=("SIDE", "ARTICLE"),
        help=f"put articles, named by their ids, on one side ({', '.join(Part)}), where nothing moves them",
    )
    act.add_argument("--unpin", nargs="+", metavar="ARTICLE", help="let them go where the next split has them")
    act.add_argument("--forget", action="store_true", help="forget all sides and pins: the next export begins anew")


def _split(arguments: argparse.Namespace, _progress: Progress) -> Outcome:
    from annotations.workspace import Workspace

    side, *pinned = arguments.pin or [""]
    if side and (side not in list(Part) or not pinned):
        raise CommandRefused(f"--pin takes a side ({', '.join(Part)}) and the ids of articles")
    articles = [ArticleId(each) for each in (*pinned, *(arguments.unpin or ()))]
    with Workspace.open(arguments.project, read_only=not (articles or arguments.forget)) as workspace:
        unknown = sorted(set(articles) - set(workspace.article_ids()))
        if unknown:
            raise CommandRefused(f"no article {unknown[0]} in this project")
        if arguments.forget:
            workspace.forget_split()
        elif articles:
            workspace.pin(articles, Part(side) if side else None)
        placed = workspace.split_of()
    values = {id_: {"part": each.part.value, "pinned": each.pinned} for id_, each in placed.items()}
    lines = [f"{each.part}{', pinned' if each.pinned else ''}: {id_}" for id_, each in placed.items()]
    return Outcome(values={"articles": values}, lines=tuple(lines) or ("no article has a side yet",))


def _add_verify_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="DIR", type=Path, help="a folder that was exported into")


def _verify(arguments: argparse.Namespace, _progress: Progress) -> Outcome:
    from annotations.model.native import MANIFEST
    from exporters.manifest import read, verify

    path = arguments.folder / MANIFEST
    if not path.is_file():
        raise CommandRefused(f"{arguments.folder} has no {MANIFEST}")
    differences = verify(arguments.folder)
    described = read(path)
    lines = (described["sentence"], f"{counted(len(described['files']), 'file')} as written")
    return Outcome(
        values={"sentence": described["sentence"], "differences": differences},
        lines=tuple(differences) or lines,
        refusal="; ".join(differences),
    )


SPLIT = Command(name="split", title="which side each article is on", add_arguments=_add_arguments, run=_split)
VERIFY = Command(
    name="verify", title="is an export as it was written?", add_arguments=_add_verify_arguments, run=_verify
)
