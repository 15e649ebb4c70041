"""Spans of many articles put on whole words as one act, and back: what the store thread does. No Qt."""

import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotations.editing.repair import How
from annotations.editing.repair_steps import repair_steps, taken_back
from annotations.model.ids import ArticleId
from annotations.model.mark import Mark
from desktop.session import utc_now

if TYPE_CHECKING:
    # Brings SQLAlchemy with it, which must not be imported before the first paint.
    from annotations.workspace import Workspace
    from exporters.preflight import Place


@dataclass(frozen=True, slots=True)
class Mended:
    """An act of mending: what was moved, what became one with a mention that was there, what cannot be mended so."""

    batch_id: str
    articles: tuple[ArticleId, ...]
    moved: int
    merged: int
    left: int


@dataclass(frozen=True, slots=True)
class PutBack:
    """An act undone, in how many articles; in `kept` somebody went on since, and it stands."""

    articles: int
    kept: int


def mend(workspace: "Workspace", annotator: str, places: Iterable["Place"], how: How) -> Mended:
    """Put the spans at these places of the annotator's sets on whole words. Raises StaleSet."""
    wanted: dict[ArticleId, set[Mark]] = defaultdict(set)
    for place in places:
        wanted[ArticleId(place.article_id)].add(Mark(place.start, place.end, place.label))
    batch_id = "m" + secrets.token_hex(8)
    sets = ((workspace.article(id_), workspace.load_set(id_, annotator)) for id_ in wanted)
    steps = list(repair_steps(sets, wanted, how, at=utc_now(), annotator=annotator, batch_id=batch_id))
    workspace.append_many([(step.entry, step.after) for step in steps if step.entry is not None])
    return Mended(
        batch_id,
        tuple(step.after.article_id for step in steps if step.entry is not None),
        sum(len(step.repair.moved) for step in steps),
        sum(len(step.repair.merged) for step in steps),
        sum(len(step.repair.left) for step in steps),
    )


def put_back(workspace: "Workspace", annotator: str, articles: Collection[ArticleId], batch_id: str) -> PutBack:
    """Undo an act of mending. Raises StaleSet."""
    sets = [workspace.load_set(id_, annotator) for id_ in articles]
    logs = ((each, workspace.entries(each.id)) for each in sets)
    back = taken_back(logs, batch_id, at=utc_now(), annotator=annotator)
    workspace.append_many(list(back.steps))
    return PutBack(len(back.steps), len(back.kept))
