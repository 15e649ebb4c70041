"""Nothing is decided that nobody asked for: what is hidden, what is only near, what the hands meant for other words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.journeys import scene
from tests.journeys.desk import Desk, at_desk
from tests.journeys.quiet import without_suggesters

WHOLE = ("ASSAULT", "attacked", frozenset({("ACTOR", "Militias"), ("PLACE", "Mosul")}))
ALONE = ("ASSAULT", "attacked", frozenset())


@pytest.fixture
def desk(tmp_path: Path, qtbot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    without_suggesters(monkeypatch)
    with at_desk(scene.short(tmp_path / "desk.spandesk"), "ana", qtbot) as desk:
        yield desk


def test_naming_the_type_of_a_suggested_event_says_nothing_of_its_roles(desk):
    desk.stand_on("attacked")
    desk.type("F", "Return")
    assert desk.frames() == {ALONE}
    desk.type("Return")  # and now its roles, which were on offer
    assert desk.frames() == {WHOLE}


def test_an_event_accepted_while_its_fillers_are_hidden_stands_alone(desk):
    desk.look_at("ASSAULT", "attacked")
    desk.type("O", "Return")
    assert desk.frames() == {ALONE}
    assert desk.surfaces() == {("ASSAULT", "attacked")}


def test_marking_where_a_hidden_suggestion_stands_is_marking_by_hand(desk):
    desk.type("Ctrl+Shift+U")
    desk.stand_on("attacked")
    desk.type("F")
    desk.pick("ASSAULT")
    (event,) = desk.made.events()
    assert event.origin.by == "hand"
    assert not desk.made.decisions


def test_a_role_that_armed_itself_is_let_go_when_another_event_is_focused(desk):
    desk.stand_on("called")
    desk.type("F")
    desk.pick("REQUEST")
    assert desk.page.commands.armed is not None
    desk.look_at("ASSAULT", "attacked")
    assert desk.page.commands.armed is None
    desk.click("Haddad", 2)
    assert desk.focused().span == desk.span("Haddad", 2)
    assert ALONE not in desk.frames()


def test_undo_leaves_nothing_armed(desk):
    desk.look_at("ASSAULT", "attacked")
    desk.type("Alt+Return", "W", "Ctrl+Z")
    assert (desk.page.commands.armed, desk.page.commands.holds, desk.page.hints.numbers) == (None, False, {})
    desk.click("Amman")
    assert not desk.made.mentions


def test_esc_while_numbers_stand_gives_up_the_role(desk):
    desk.look_at("ASSAULT", "attacked")
    desk.type("Alt+Return", "Q", "Esc")
    desk.click("convoy")
    desk.type("2")
    assert ("ORG", "convoy") in desk.surfaces()
    assert desk.frames() == {ALONE}


def test_a_label_the_held_role_does_not_take_is_just_a_label(desk):
    desk.look_at("ASSAULT", "attacked")
    desk.type("Alt+Return", "R")
    desk.stand_on("convoy")
    desk.type("2")
    assert ("ORG", "convoy") in desk.surfaces()
    assert desk.frames() == {ALONE}


def test_a_preview_with_everything_left_out_changes_nothing(desk):
    desk.look_at("GPE", "Mosul")
    desk.type("A")
    for _ in desk.page.preview.open.spans:
        desk.type("Space")
    desk.type("Return")
    assert desk.page.preview.open is None
    assert not desk.made.mentions


def test_a_suggested_role_that_was_refused_is_not_offered_again(desk):
    desk.look_at("ASSAULT", "attacked")
    desk.type("Return")
    desk.look_at("ASSAULT", "attacked")
    desk.type("Shift+E")
    desk.type("Return")
    assert desk.frames() == {("ASSAULT", "attacked", frozenset({("ACTOR", "Militias")}))}


def test_waiting_for_a_letter_swallows_no_command(desk):
    desk.look_at("GPE", "Mosul")
    desk.type("Return", "H", "Ctrl+Z")
    assert not desk.made.mentions


def test_enter_goes_on_from_what_is_decided(desk):
    desk.look_at("PERSON", "Karim Haddad")
    desk.type("2")
    decided = desk.focused()
    desk.type("Return")
    assert desk.page.commands.suggestion() is not None
    assert desk.made.mentions[decided.id] == decided


def test_tab_leads_from_the_name_to_the_id_of_a_thing(desk):
    desk.look_at("PERSON", "Karim Haddad")
    desk.type("Return")
    desk.look_at("PERSON", "Karim Haddad")
    desk.type("S")
    desk.hint("Haddad")
    names = desk.page.inspector.card.cluster.names
    desk.wait(names.isVisible)
    desk.type("M")
    QTest.keyClicks(names.name, "Karim Haddad")
    QTest.keyClick(names.name, Qt.Key.Key_Tab)
    assert names.id.hasFocus()
    QTest.keyClicks(names.id, "Q42")
    QTest.keyClick(names.id, Qt.Key.Key_Return)
    (cluster,) = desk.made.clusters.values()
    assert (cluster.name, cluster.knowledge_base) == ("Karim Haddad", "Q42")
    assert {mention.label for mention in desk.made.mentions.values()} == {"PERSON"}


def test_numbers_that_could_not_be_shown_do_not_come_up_later(desk, monkeypatch):
    id_ = desk.session.pending[0].id
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(desk.canvas, "visible_marks", list)
        assert not desk.page.hints.show([id_], print)
    desk.page.hints.follow_scrolling()
    assert desk.page.hints.numbers == {}
    assert desk.page.hints.show([id_], print)
    assert set(desk.page.hints.numbers.values()) == {id_}
