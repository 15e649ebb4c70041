"""`spandesk split` and `spandesk verify`: which side each article is on, and whether an export is as it was written."""

import argparse
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.model.ids import ArticleId
from annotations.model.split import Part
from desktop.commands.base import Command, CommandRefused, Outcome, Progress, add_project, counted
from desktop.commands.naming import articles_named

if TYPE_CHECKING:
    from annotations.workspace import Workspace


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    add_project(parser)
    act = parser.add_mutually_exclusive_group()
    act.add_argument(
        "--pin",
        nargs="+",
        metavar=("SIDE", "ARTICLE"),
        help=f"put articles on one side ({', '.join(Part)}), where nothing moves them; an article is named by its "
        "title, its file or its id",
    )
    act.add_argument("--unpin", nargs="+", metavar="ARTICLE", help="let them go where the next split has them")
    act.add_argument("--forget", action="store_true", help="forget all sides and pins: the next export begins anew")


def _split(arguments: argparse.Namespace, progress: Progress) -> Outcome:
    from annotations.workspace import Workspace

    side, *pinned = arguments.pin or [""]
    if arguments.pin and (side not in list(Part) or not pinned):
        raise CommandRefused(f"--pin takes a side ({', '.join(Part)}) and articles, each by title, file or id")
    words = [*pinned, *(arguments.unpin or ())]
    with Workspace.open(arguments.project, read_only=not (words or arguments.forget)) as workspace:
        names = workspace.article_names()
        titles = {each.article_id: each.title for each in names}
        articles = articles_named(words, names)
        said: list[str] = []
        if arguments.forget:
            workspace.forget_split()
        elif articles:
            workspace.pin(articles, Part(side) if side else None)
            said = _of_pins(workspace, articles, titles, progress) if side else []
        placed = workspace.split_of()
    values = {
        id_: {"part": each.part.value, "pinned": each.pinned, "title": titles[id_]} for id_, each in placed.items()
    }
    lines = [
        f"{each.part}{', pinned' if each.pinned else ''}: {id_} “{titles[id_]}”" for id_, each in placed.items()
    ] or ["no article has a side yet"]
    lines += [f"wherever the next split has it: {id_} “{titles[id_]}”" for id_ in articles if id_ not in placed]
    return Outcome(values={"articles": values, "warnings": said}, lines=(*lines, *said))


def _of_pins(
    workspace: "Workspace", articles: Collection[ArticleId], titles: Mapping[ArticleId, str], progress: Progress
) -> list[str]:
    """Which pins among the near-duplicates of these articles contradict each other, and what the pins take along."""
    from annotations.duplicates import clusters
    from exporters.split_families import pins_among
    from exporters.split_warnings import of_pins

    def tell(count: int) -> None:
        progress.say(f"{counted(count, 'article')} compared")

    groups = clusters(workspace.texts(), on_progress=tell)
    return list(of_pins(pins_among(groups, articles, workspace.split_of()), lambda id_: titles[id_]))


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
