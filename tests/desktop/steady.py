"""A project of two weeks: in the second annotators agree better, some articles were done again, some were ruled."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from annotations.editing.edits import AddEntity, MarkDone, Reopen
from annotations.importers.base import ImportedArticle
from annotations.model.article import Article
from annotations.model.ids import MentionId
from annotations.model.project import ADJUDICATED, again_name
from annotations.workspace import Workspace
from tests.factories import RUN, article, edited, entity, small_schema, span, suggestion

EACH = 6
MONDAY = datetime(2024, 5, 6, 9, tzinfo=UTC)
NAMES = ("Ana", "Ben", "Cem", "Dara")
TEXTS = tuple(
    article(f"Ana, Ben, Cem and Dara met on day {number}.", title=f"Day {number}") for number in range(2 * EACH)
)


def finish(workspace: Workspace, of: Article, annotator: str, at: datetime, names: Sequence[str] = NAMES) -> None:
    """Mark these names and finish the article, ten seconds a step."""
    now = workspace.load_set(of.id, annotator)
    edits = [AddEntity(id=MentionId(f"m{name}"), span=span(of, name), label="PERSON") for name in names]
    steps = []
    for number, edit in enumerate((*edits, MarkDone())):
        entry, now = edited(now, edit, of)
        steps.append((replace(entry, at=at + timedelta(seconds=10 * number)), now))
    workspace.append_many(steps)


def project_at(location: Path, *, blind: bool = False) -> Path:
    """Ben leaves out one or two names in the first week. Ana does three of the first articles again: one after a week,
    two after three, when she leaves out one. Four are ruled, one of them not to the end. With `blind` Ben does the
    second week blind; Dara was suggested nowhere."""
    with Workspace.create(location, small_schema(), title="Two weeks") as workspace:
        workspace.add([ImportedArticle(article=each) for each in TEXTS])
        for number, each in enumerate(TEXTS):
            offered = [suggestion(entity("PERSON", span(each, name))) for name in NAMES[:3]]
            workspace.save_suggestions(RUN, {each.id: offered})
            week, day = divmod(number, EACH)
            at = MONDAY + timedelta(days=7 * week, hours=day)
            finish(workspace, each, "ana", at)
            workspace.set_settings(replace(workspace.settings, blind_share=float(blind and week)))
            finish(workspace, each, "ben", at, NAMES if week else NAMES[1 + day % 2 :])
            workspace.set_settings(replace(workspace.settings, blind_share=0.0))
        for number, days in enumerate((7, 21, 21)):
            again = NAMES[: 4 - (number == 2)]
            finish(workspace, TEXTS[number], again_name("ana"), MONDAY + timedelta(days=days), again)
        for each in TEXTS[-4:]:
            finish(workspace, each, ADJUDICATED, MONDAY + timedelta(days=30), NAMES[:2])
        workspace.append(*edited(workspace.load_set(TEXTS[-1].id, ADJUDICATED), Reopen(), TEXTS[-1]))
    return location
