"""What was learned stays, can be given back, and is never half there: reopened, stopped, killed, not better."""

import os
import signal

import pytest

from annotations.editing.edits import AcceptSuggestions, MarkDone
from annotations.workspace import Workspace
from desktop import cli
from desktop.tasks import Lane, WorkerState
from tests.factories import article, event, span
from tests.journeys.desk import at_desk
from tests.journeys.training_page import choose_model, go_to, learned, project, turn_to, wait_learned

PLACES = ("Orlon", "Zarn", "Velik", "Tamsin")
WHO = ("envoy", "minister", "judge", "mayor", "guard", "sailor", "painter", "farmer", "doctor", "driver", "singer")
FINISHED = 8

# Every name in it is one that the rules know.
VISIT = (
    "Karim Haddad met Angela Merkel in Paris on Monday.\n\n"
    "France sent aid to Iraq after {0} days of talks. Turkey and Germany welcomed it in Berlin."
)


def wink(number):
    """An article in which somebody winks, which is a pledge at this desk and nothing to the rules."""
    return article(
        "\n\n".join(f"The {WHO[number]} winked at the crowd in {place} on day {number}." for place in PLACES)
    )


def winks(of):
    """What should stand in it."""
    return tuple(event("PLEDGE", span(of, "winked", nth)) for nth in range(1, len(PLACES) + 1))


def pledges(location, of):
    """Which versions suggest that somebody made a pledge."""
    with Workspace.open(location, read_only=True) as reader:
        return [each.run.version for each in reader.suggestions(of.id) if each.mention.label == "PLEDGE"]


@pytest.mark.slow
def test_a_model_is_there_after_a_restart_survives_a_stop_and_can_be_given_back(tmp_path, qtbot, capsys):
    finished, unread = [wink(number) for number in range(FINISHED)], [wink(number) for number in (8, 9, 10)]
    location = project(tmp_path / "desk.spandesk", [(each, winks(each)) for each in finished], unread)
    here, following, last = unread

    with at_desk(location, "ana", qtbot) as desk:
        desk.wait_prepared()
        assert pledges(location, last) == []
        turn_to(desk, "models")
        models = desk.window.training.page.models.list
        desk.click_button(models.fast)
        wait_learned(desk, "fast 1")
        assert "Nothing learned" in learned(desk, "names")
        verdict = learned(desk, "events")
        assert " · in use. Better on 8 articles held back: F1 " in verdict
        desk.wait(lambda: len(pledges(location, last)) == len(PLACES))
        assert pledges(location, here) == []  # nothing changes under the annotator's hands

    with at_desk(location, "ana", qtbot) as desk:
        turn_to(desk, "models")
        models = desk.window.training.page.models.list
        desk.wait(lambda: learned(desk, "events") == verdict)
        go_to(desk, following.id)
        offered = [each for each in desk.session.pending if each.mention.label == "PLEDGE"]
        assert len(offered) == len(PLACES)
        assert all(each.run.version.endswith("fast 1") for each in offered)

        turn_to(desk, "models")
        told = []
        desk.window.training.teacher.doing.connect(told.append)
        desk.click_button(models.fast)
        desk.wait(lambda: any(doing is not None and doing.share > 0 for doing in told))
        desk.click_button(models.stop)
        desk.wait(lambda: desk.app.tasks.workers[Lane.LEARNING].state is WorkerState.READY)
        desk.wait(models.fast.isVisible)
        assert learned(desk, "events") == verdict

        choose_model(desk, "events")
        assert models.rules.words == "Go back to the rules for events"
        desk.click_button(models.rules)
        desk.wait(lambda: pledges(location, last) == [])
        assert " · in use" not in learned(desk, "events")
        assert len(pledges(location, following)) == len(PLACES)  # it is open
        desk.click_button(models.use)
        desk.wait(lambda: len(pledges(location, last)) == len(PLACES))
        assert learned(desk, "events") == verdict

    assert cli.main(["check", str(location)]) == 0
    assert "no problems" in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_a_killed_lesson_is_told_and_given_again_and_what_is_no_better_is_not_used(tmp_path, qtbot):
    texts = [article(VISIT.format(number)) for number in range(2, 9)]
    location = project(tmp_path / "desk.spandesk", [], texts)
    with at_desk(location, "ana", qtbot) as desk:
        desk.wait_prepared()
        teacher, told = desk.window.training.teacher, []
        teacher.doing.connect(told.append)
        for each in texts[:5]:
            go_to(desk, each.id)
            assert desk.session.apply(AcceptSuggestions(tuple(desk.session.pending)), offered=()) is not None
            assert desk.session.apply(MarkDone()) is not None
        desk.wait(lambda: any(doing is not None and doing.share > 0 for doing in told))
        os.kill(desk.app.tasks.workers[Lane.LEARNING].process_id, signal.SIGKILL)
        desk.wait(desk.window.notice.isVisible)
        sentence = desk.window.notice.words.text()
        assert sentence == "The process doing this work ended by itself. Nothing was changed; try again."

        turn_to(desk, "models")
        assert not teacher.learning
        assert learned(desk, "names") == ""
        desk.click_button(desk.window.training.page.models.list.fast)
        wait_learned(desk, "fast 1")
        of_names = learned(desk, "names")
        assert "Not used: no better on 5 articles held back (F1 " in of_names
        assert of_names.endswith("before 1.00). What suggests now stays.")
        assert " · in use" not in of_names + learned(desk, "events")
