"""Learning pays: articles are corrected, the window learns by itself, and the next articles cost fewer gestures."""

import sys
from dataclasses import replace

import pytest

from annotations.workspace import Workspace
from benchmarks.gestures_newsroom import LEARN, tasks
from tests.journeys import newsroom
from tests.journeys.desk import at_desk
from tests.journeys.training_page import learned, turn_to, wait_learned


@pytest.mark.slow
def test_a_month_of_corrections_makes_the_next_articles_cheaper(tmp_path, qtbot, capsys, record_property):
    work = tasks()
    month, rest = work[:LEARN], work[LEARN:]
    location = newsroom.texts_alone(tmp_path / "desk.spandesk", work)
    with Workspace.open(location) as workspace:
        workspace.set_settings(replace(workspace.settings, refit_every=LEARN))

    with at_desk(location, "ana", qtbot) as desk:
        desk.wait_prepared()
        by_rules = newsroom.suggested(location, rest)
        for each in month:
            newsroom.correct(desk, each)
        wait_learned(desk, "fast 1")
        turn_to(desk, "models")
        verdicts = learned(desk, "names"), learned(desk, "events")
        plan = desk.window.training.teacher.state.plan
        desk.wait(lambda: newsroom.follows(location, rest, plan))
        after_learning = newsroom.suggested(location, rest)

    for verdict in verdicts:
        assert " · learned from 20 articles · " in verdict
        assert "20 articles held back" in verdict
        assert (" · in use. " in verdict) == ("Better on " in verdict)
    before, after = newsroom.gestures(rest, by_rules), newsroom.gestures(rest, after_learning)
    record_property("gestures before learning", before)
    record_property("gestures after learning", after)
    with capsys.disabled():
        told = f"{len(rest)} articles take {before} gestures by the rules, {after} after {LEARN} corrected articles."
        print("", told, *verdicts, sep="\n", file=sys.stderr)  # which reaches the terminal from any worker
    assert after < before
