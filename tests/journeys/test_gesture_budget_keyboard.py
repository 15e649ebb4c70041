"""The gesture budget with the keyboard alone: every row costs what it may cost, on 2 kB and on 1 MB alike."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.model.mention import Kind, Outcome
from annotations.model.span import Span
from tests.journeys import scene
from tests.journeys.desk import Desk, at_desk
from tests.journeys.quiet import without_suggesters

ROWS: list[Callable[[Desk], None]] = []


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


def outcome(desk: Desk, id_: str) -> Outcome:
    return desk.made.decisions[id_].outcome


# -- suggestions ------------------------------------------------------------------------------------------------------


@row
def accept_and_move_on(desk: Desk) -> None:
    first = desk.look_at("PERSON", "Karim Haddad")
    with desk.at_most(1):
        desk.type("Return")
    assert outcome(desk, first) is Outcome.ACCEPTED
    assert desk.focused().span == desk.span("Rafiq")


@row
def reject_and_move_on(desk: Desk) -> None:
    first = desk.look_at("PERSON", "Karim Haddad")
    with desk.at_most(1):
        desk.type("Backspace")
    assert outcome(desk, first) is Outcome.REJECTED
    assert desk.focused().span == desk.span("Rafiq")
    assert not desk.made.mentions


@row
def accept_an_event_whole(desk: Desk) -> None:
    desk.look_at("ASSAULT", "attacked")
    with desk.at_most(1):
        desk.type("Return")
    assert desk.frames() == {("ASSAULT", "attacked", frozenset({("ACTOR", "Militias"), ("PLACE", "Mosul")}))}


def decide_the_rest(desk: Desk, key: str, expected: Outcome) -> None:
    """With one key for the sentence, the paragraph and the article; each is taken back with one more."""
    everything = {each.id for each in desk.session.suggestions}
    sentence, paragraph = desk.suggested_in(scene.ATTACK.split(". ")[0]), desk.suggested_in(scene.ATTACK)
    assert 0 < len(sentence) < len(paragraph) < len(everything)
    for held, decided in (("Shift+", sentence), ("Ctrl+", paragraph), ("Ctrl+Shift+", everything)):
        desk.look_at("PERSON", "Karim Haddad")
        with desk.at_most(1):
            desk.type(held + key)
        assert set(desk.made.decisions) == decided
        assert {each.outcome for each in desk.made.decisions.values()} == {expected}
        assert len(desk.made.mentions) == (len(decided) if expected is Outcome.ACCEPTED else 0)
        with desk.at_most(1):
            desk.type("Ctrl+Z")
        assert not desk.made.mentions
        assert not desk.made.decisions


@row
def accept_the_rest(desk: Desk) -> None:
    decide_the_rest(desk, "Return", Outcome.ACCEPTED)


@row
def reject_the_rest(desk: Desk) -> None:
    decide_the_rest(desk, "Backspace", Outcome.REJECTED)


# -- mentions ---------------------------------------------------------------------------------------------------------


@row
def relabel(desk: Desk) -> None:
    suggested = desk.look_at("PERSON", "Rafiq")
    with desk.at_most(1):
        desk.type("2")
    assert desk.surfaces() == {("ORG", "Rafiq")}
    assert outcome(desk, suggested) is Outcome.CORRECTED
    with desk.at_most(1):
        desk.type("4")
    assert desk.surfaces() == {("NORP", "Rafiq")}


@row
def move_a_boundary(desk: Desk) -> None:
    desk.look_at("PERSON", "Rafiq")
    for key, expected in (
        ("Alt+Shift+Left", "King Rafiq"),
        ("Alt+Right", "King Rafiq in"),
        ("Alt+Left", "King Rafiq"),
        ("Alt+Shift+Right", "Rafiq"),
    ):
        with desk.at_most(1):
            desk.type(key)
        assert desk.surfaces() == {("PERSON", expected)}


@row
def mark_a_new_mention(desk: Desk) -> None:
    desk.stand_on("rockets")
    with desk.at_most(1):
        desk.type("0")
    desk.stand_on("a convoy")
    with desk.at_most(2):
        desk.type("Shift+Right", "2")
    desk.stand_on("Iraqi Ministry")
    with desk.at_most(3):
        desk.type("Shift+Right", "Shift+Right", "5")
    assert desk.surfaces() == {("LOC", "rockets"), ("ORG", "a convoy"), ("EVENT", "Iraqi Ministry of")}


@row
def mark_with_a_label_found_by_typing(desk: Desk) -> None:
    desk.stand_on("convoy")
    with desk.at_most(3):
        desk.type("L", "F", "Return")
    assert desk.surfaces() == {("FAC", "convoy")}


@row
def go_to_likely_names_and_words(desk: Desk) -> None:
    desk.stand_on("denied")
    with desk.at_most(2):
        desk.type("Space", "2")
    assert desk.surfaces() == {("ORG", "Iraqi Ministry of Water")}
    desk.stand_on("Militias")
    with desk.at_most(3):
        desk.type("H", "R", "7")
    assert ("FAC", "rockets") in desk.surfaces()


# -- events -----------------------------------------------------------------------------------------------------------


@row
def build_an_event_with_two_arguments(desk: Desk) -> None:
    desk.stand_on("left")
    with desk.at_most(4):
        desk.type("F", "7")
        desk.hint("Haddad")
        desk.hint("Amman")
    assert desk.frames() == {("REQUEST", "left", frozenset({("ACTOR", "Haddad"), ("RECIPIENT", "Amman")}))}


@row
def build_an_event_of_a_type_beyond_the_tenth(desk: Desk) -> None:
    # Of the types that begin with an A the fourth.
    desk.stand_on("left")
    with desk.at_most(5):
        desk.type("F", "A", "4")
        desk.hint("Haddad")
        desk.hint("Amman")
    assert desk.frames() == {("ASSAULT", "left", frozenset({("ACTOR", "Haddad"), ("RECIPIENT", "Amman")}))}


@row
def build_an_event_as_it_is_suggested(desk: Desk) -> None:
    desk.stand_on("attacked")
    with desk.at_most(2):
        desk.type("F", "Return")
    assert desk.frames() == {("ASSAULT", "attacked", frozenset())}
    with desk.at_most(1):
        desk.type("Return")  # the roles that were suggested with it
    assert desk.frames() == {("ASSAULT", "attacked", frozenset({("ACTOR", "Militias"), ("PLACE", "Mosul")}))}


@row
def build_an_event_of_the_type_these_words_had_before(desk: Desk) -> None:
    desk.stand_on("denied the report")
    desk.type("F", "R", "2")
    assert desk.frames() == {("REJECT", "denied", frozenset())}
    desk.stand_on("denied nothing")
    with desk.at_most(4):
        desk.type("F", "Return")
        desk.hint("Haddad")
        desk.hint("Amman")
    assert ("REJECT", "denied", frozenset({("ACTOR", "Haddad"), ("RECIPIENT", "Amman")})) in desk.frames()


@row
def build_an_event_leaving_a_role_empty(desk: Desk) -> None:
    desk.stand_on("left")
    with desk.at_most(5):
        desk.type("F", "7")
        desk.hint("Haddad")
        desk.type("E")
        desk.hint("Amman")
    assert desk.frames() == {("REQUEST", "left", frozenset({("ACTOR", "Haddad"), ("PLACE", "Amman")}))}


@row
def name_every_type_in_three_keys(desk: Desk) -> None:
    types = [label.code for label in desk.session.schema.active(Kind.EVENT)]
    desk.stand_on("left")
    desk.type("F", "1", "Esc")
    for code in types[1:]:
        letters = [each for each in types if each.startswith(code[0])]
        direct = types.index(code) < 10
        keys = [str((types.index(code) + 1) % 10)] if direct else [code[0], str(letters.index(code) + 1)]
        with desk.at_most(3):
            desk.type("F", *keys)
        assert {event.label for event in desk.made.events()} == {code}
        desk.type("Esc")
        desk.look_at(code, "left")


# -- many at once -----------------------------------------------------------------------------------------------------


@row
def mark_all_occurrences_with_a_preview(desk: Desk) -> None:
    desk.stand_on("MOSUL")
    desk.type("3")
    marked = desk.made
    with desk.at_most(2):
        desk.type("A")
        assert len(desk.page.preview.open.spans) == 2
        assert desk.page.preview_bar.isVisible()
        assert desk.made == marked
        desk.type("Return")
    assert desk.spans("GPE") == {desk.span("Mosul"), desk.span("MOSUL"), desk.span("Mosul", 2)}
    with desk.at_most(1):
        desk.type("Ctrl+Z")
    assert desk.made.mentions == marked.mentions


def test_every_row_from_the_keyboard(location, qtbot):
    with at_desk(location, "ana", qtbot) as desk:
        for steps in ROWS:
            steps(desk)
            desk.session.go_to(0)
            assert not desk.made.mentions, steps.__name__
        assert desk.clicks == 0


def test_a_bulk_step_is_undone_by_one_key_after_reopening(location, qtbot):
    with at_desk(location, "ana", qtbot) as desk:
        desk.type("Ctrl+Shift+Return")
        everything = desk.made
        assert len(everything.mentions) == len(desk.session.suggestions)
        desk.saved()
    with at_desk(location, "ana", qtbot) as desk:
        assert desk.made == everything
        with desk.at_most(1):
            desk.type("Ctrl+Z")
        assert not desk.made.mentions
        assert not desk.made.decisions
        with desk.at_most(1):
            desk.type("Ctrl+Shift+Z")
        assert desk.made.mentions == everything.mentions
        desk.saved()


@pytest.mark.slow
def test_thousands_of_occurrences_are_marked_in_two_keys_and_unmarked_in_one(tmp_path, qtbot):
    with at_desk(scene.long(tmp_path / "desk.spandesk"), "ana", qtbot) as desk:
        desk.look_at("GPE", "Tikrit")
        with desk.at_most(2):
            desk.type("A", "Return")
        places = [Span(*each.span()) for each in re.finditer("Tikrit", desk.text)]
        assert len(places) > 10_000
        assert desk.spans("GPE") == set(places)
        assert len(desk.made.mentions) == len(places)
        with desk.at_most(1):
            desk.type("Ctrl+Z")
        assert not desk.made.mentions
        assert not desk.made.decisions
        desk.saved()
