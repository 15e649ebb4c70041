"""The gesture budget with the mouse alone: every row costs what it may cost, on 2 kB and on 1 MB alike."""

from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.model.mention import Outcome
from tests.journeys import scene
from tests.journeys.desk import Desk, at_desk
from tests.journeys.quiet import without_suggesters

ROWS: list[Callable[[Desk], None]] = []
ACCEPT, REJECT, _NEXT, SENTENCE, PARAGRAPH = range(5)


def row(steps: Callable[[Desk], None]) -> Callable[[Desk], None]:
    """A row of the budget. It begins on the untouched article."""
    ROWS.append(steps)
    return steps


@pytest.fixture(autouse=True)
def no_suggesters(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is suggested here was written by hand."""
    without_suggesters(monkeypatch)


@pytest.fixture(params=[scene.short, pytest.param(scene.long, marks=pytest.mark.slow)], ids=["2 kB", "1 MB"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return request.param(tmp_path / "desk.spandesk")


def click_hint(desk: Desk, place: int) -> None:
    """Click one of the keys under the list of suggestions."""
    desk.click_button(desk.page.inspector.below.hints.hints[place])


def accepted(desk: Desk) -> set[str]:
    return {id_ for id_, each in desk.made.decisions.items() if each.outcome is Outcome.ACCEPTED}


# -- suggestions ------------------------------------------------------------------------------------------------------


@row
def accept_and_move_on(desk: Desk) -> None:
    first = desk.look_at("PERSON", "Karim Haddad")
    with desk.at_most(1):
        click_hint(desk, ACCEPT)
    assert accepted(desk) == {first}
    assert desk.focused().span == desk.span("Rafiq")


@row
def reject_and_move_on(desk: Desk) -> None:
    first = desk.look_at("PERSON", "Karim Haddad")
    with desk.at_most(1):
        click_hint(desk, REJECT)
    assert desk.made.decisions[first].outcome is Outcome.REJECTED
    assert desk.focused().span == desk.span("Rafiq")


@row
def accept_the_rest(desk: Desk) -> None:
    everything = {each.id for each in desk.session.suggestions}
    sentence, paragraph = desk.suggested_in(scene.ATTACK.split(". ")[0]), desk.suggested_in(scene.ATTACK)
    for place, expected in ((SENTENCE, sentence), (PARAGRAPH, paragraph), (None, everything)):
        desk.look_at("PERSON", "Karim Haddad")
        with desk.at_most(1):
            if place is None:
                desk.click_button(desk.page.inspector.below.all)
            else:
                click_hint(desk, place)
        assert accepted(desk) == expected
        with desk.at_most(1):
            desk.click_button(desk.window.status.undo)
        assert not desk.made.mentions
        assert not desk.made.decisions


@row
def reject_the_rest(desk: Desk) -> None:
    for action, passage in (("reject-sentence", scene.ATTACK.split(". ")[0]), ("reject-paragraph", scene.ATTACK)):
        with desk.at_most(2):
            desk.context_menu(desk.span("Karim").start, action)
        assert set(desk.made.decisions) == desk.suggested_in(passage)
        assert not desk.made.mentions
        desk.click_button(desk.window.status.undo)
        assert not desk.made.decisions


# -- mentions ---------------------------------------------------------------------------------------------------------


@row
def relabel(desk: Desk) -> None:
    suggested = desk.look_at("PERSON", "Rafiq")
    for code in ("ORG", "NORP"):
        with desk.at_most(1):
            desk.click_label(code)
        assert desk.surfaces() == {(code, "Rafiq")}
    assert desk.made.decisions[suggested].outcome is Outcome.CORRECTED


@row
def move_a_boundary(desk: Desk) -> None:
    desk.look_at("ORG", "Militias")
    convoy = desk.span("convoy")
    with desk.at_most(1):
        desk.drag_end(desk.span("Militias").end - 1, convoy.end - 1)
    assert desk.surfaces() == {("ORG", "Militias attacked a convoy")}
    with desk.at_most(1):
        desk.drag_end(convoy.end - 1, desk.span("attacked").end - 1)
    assert desk.surfaces() == {("ORG", "Militias attacked")}


@row
def mark_a_new_mention(desk: Desk) -> None:
    with desk.at_most(2):
        desk.double_click(desk.span("rockets").start)
        desk.click_label("FAC")
    convoy = desk.span("a convoy")
    with desk.at_most(2):
        desk.drag(convoy.start, convoy.end - 1)
        desk.click_label("ORG")
    assert desk.surfaces() == {("FAC", "rockets"), ("ORG", "a convoy")}


# -- events -----------------------------------------------------------------------------------------------------------


@row
def build_an_event_with_two_arguments(desk: Desk) -> None:
    with desk.at_most(5):
        desk.double_click(desk.span("left").start)
        desk.click_button(desk.page.strip.event_button)
        desk.click_choice("REQUEST")
        desk.click("Haddad left")
        desk.click("Amman", 2)
    assert desk.frames() == {("REQUEST", "left", frozenset({("ACTOR", "Haddad"), ("RECIPIENT", "Amman")}))}


@row
def build_an_event_of_a_type_beyond_the_tenth(desk: Desk) -> None:
    with desk.at_most(5):
        desk.double_click(desk.span("left").start)
        desk.click_button(desk.page.strip.event_button)
        desk.click_choice("RETREAT")
        desk.click("Haddad left")
        desk.click("Amman", 2)
    assert desk.frames() == {("RETREAT", "left", frozenset({("ACTOR", "Haddad"), ("RECIPIENT", "Amman")}))}


@row
def fill_roles_by_drawing_lines(desk: Desk) -> None:
    left = desk.span("left").start + 1  # away from the handle, and from the place of the double click
    with desk.at_most(5):
        desk.double_click(left + 2)
        desk.click_button(desk.page.strip.event_button)
        desk.click_choice("REQUEST")
        desk.drag(left, desk.span("Haddad left").start)
        desk.drag(left, desk.span("Amman", 2).start)
    assert desk.frames() == {("REQUEST", "left", frozenset({("ACTOR", "Haddad"), ("RECIPIENT", "Amman")}))}


# -- many at once -----------------------------------------------------------------------------------------------------


@row
def mark_all_occurrences_with_a_preview(desk: Desk) -> None:
    desk.double_click(desk.span("MOSUL").start)
    desk.click_label("GPE")
    marked = desk.made
    with desk.at_most(2):
        desk.click_button(desk.page.inspector.card.everywhere)
        assert len(desk.page.preview.open.spans) == 2
        assert desk.made == marked
        desk.click_button(desk.page.preview_bar.main)
    assert desk.spans("GPE") == {desk.span("Mosul"), desk.span("MOSUL"), desk.span("Mosul", 2)}
    with desk.at_most(1):
        desk.click_button(desk.window.status.undo)
    assert desk.made.mentions == marked.mentions


def test_every_row_with_the_mouse(location, qtbot):
    with at_desk(location, "ben", qtbot) as desk:
        for steps in ROWS:
            steps(desk)
            desk.session.go_to(0)
            assert not desk.made.mentions, steps.__name__
        assert desk.keys == 0


def test_a_bulk_step_is_undone_by_one_click_after_reopening(location, qtbot):
    with at_desk(location, "ben", qtbot) as desk:
        desk.click_button(desk.page.inspector.below.all)
        everything = desk.made
        assert len(everything.mentions) == len(desk.session.suggestions)
        desk.saved()
    with at_desk(location, "ben", qtbot) as desk:
        assert desk.made == everything
        with desk.at_most(1):
            desk.click_button(desk.window.status.undo)
        assert not desk.made.mentions
        assert not desk.made.decisions
        desk.saved()
