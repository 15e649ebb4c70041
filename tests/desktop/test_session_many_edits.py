"""Thousands of random edits: undoing all of them gives the export of the first day, redoing all of them the last."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import exporters
from annotations.editing.edits import AddEntity
from annotations.importers.base import ImportedArticle
from annotations.model.ids import MentionId
from annotations.model.starters import starter
from annotations.workspace import Workspace
from desktop.session import Session
from desktop.tasks import Tasks
from exporters.files import OutputFolder
from tests.desktop.random_edits import RandomHand
from tests.factories import RUN, article, entity, event, span, suggestion

EDITS = 5_000
PATIENCE_MS = 120_000
SENTENCES = (
    "Militias struck bases of the coalition in Anbar on Monday.",
    "Sudani met Romanowski; the premier’s office called the talks off.",
    "🚀 Rockets hit Erbil, القوات said, and Baghdad protested.",
)
TEXT = "\n\n".join(" ".join(SENTENCES) for _ in range(6))


def suggestions(of):
    """A few names and an event with two roles in each paragraph."""
    out = []
    for nth in range(1, 7):
        actor = suggestion(entity("ORG", span(of, "Militias", nth)), score=0.8)
        place = suggestion(entity("GPE", span(of, "Anbar", nth)), score=0.7)
        roles = (("ACTOR", actor.mention), ("PLACE", place.mention))
        out += [actor, place, suggestion(event("ASSAULT", span(of, "struck", nth), *roles), score=0.6)]
        out.append(suggestion(entity("PERSON", span(of, "Sudani", nth)), score=0.9))
    return out


class Sitting:
    """One run of the program on the project: the session and what it exports."""

    def __init__(self, project: Path, qtbot, at: datetime) -> None:
        self.now = at
        self._qtbot = qtbot
        self._tasks = Tasks()
        self._workspace = Workspace.open(project)
        self.session = Session(self._workspace, self._tasks, "ana", clock=lambda: self.now)
        with qtbot.waitSignal(self.session.opened, timeout=PATIENCE_MS):
            self.session.open(self._workspace.article_ids()[0])

    def saved(self) -> None:
        self._qtbot.waitUntil(lambda: self.session.unsaved == 0, timeout=PATIENCE_MS)

    def exported(self, folder: Path) -> bytes:
        self.saved()
        out = OutputFolder(folder)
        exporters.find("jsonl").write(self._workspace.annotated("ana"), self._workspace.schema, out, {})
        return b"".join(path.read_bytes() for path in sorted(folder.glob("*.jsonl")))

    def close(self) -> None:
        self.saved()
        assert self._workspace.check() == []
        self._workspace.close()
        self._tasks.close()


@pytest.mark.slow
@settings(max_examples=1, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_undo_all_and_redo_all_across_restarts_give_the_same_bytes(seed, tmp_path_factory, qtbot):
    folder = tmp_path_factory.mktemp("desk")
    project = folder / "desk.spandesk"
    with Workspace.create(project, starter("political-events")) as workspace:
        of = article(TEXT)
        workspace.add([ImportedArticle(article=of, file="a.txt")])
        workspace.save_suggestions(RUN, {of.id: suggestions(of)})
    draw = random.Random(seed)

    first = Sitting(project, qtbot, datetime(2024, 5, 1, tzinfo=UTC))
    first.session.apply(AddEntity(id=MentionId("first"), span=span(of, "Romanowski"), label="PERSON"))
    first.session.undo()  # from here on the annotator has a set, with nothing in it
    start = first.exported(folder / "start")
    now = _edit(first, draw, EDITS)
    last = first.exported(folder / "last")
    first.close()

    second = Sitting(project, qtbot, now)
    assert second.exported(folder / "again") == last
    while second.session.history.undo is not None:
        assert second.session.undo() is not None
    assert second.exported(folder / "undone") == start
    second.close()

    third = Sitting(project, qtbot, now + timedelta(hours=1))
    assert third.exported(folder / "still-undone") == start
    while third.session.history.redo is not None:
        assert third.session.redo() is not None
    assert third.exported(folder / "redone") == last
    third.close()


def _edit(sitting: Sitting, draw: random.Random, count: int) -> datetime:
    """So many edits that were taken, with steps back and forth between them; never leaves something to redo."""
    hand, session, made = RandomHand(draw), sitting.session, 0
    while made < count:
        sitting.now += timedelta(seconds=draw.choice((0.3, 1, 1, 5, 40)))
        roll = draw.random()
        if roll < 0.03:
            session.undo()
        elif roll < 0.05:
            session.redo()
        elif session.apply(hand.edit(session)) is not None:
            made += 1
        if made % 500 == 0:
            sitting.saved()
    while session.history.redo is not None:
        session.redo()
    return sitting.now
