"""Shapes, roles, occurrences, clusters and attributes, each from the first key to the stored and exported set."""

from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from PySide6.QtCore import Qt

from annotations.model.mention import Outcome
from annotations.model.span import Span
from annotations.text.occurrences import Rule
from tests.journeys import scene
from tests.journeys.desk import Desk, at_desk
from tests.journeys.quiet import without_suggesters

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(tmp_path: Path, qtbot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    without_suggesters(monkeypatch)
    with at_desk(scene.short(tmp_path / "desk.spandesk"), "ana", qtbot) as desk:
        yield desk


def event_here(desk: Desk, words: str, code: str) -> str:
    """An event is made, nothing is armed, and it is focused; its id."""
    desk.stand_on(words)
    desk.type("F")
    desk.pick(code)
    desk.type("Esc", "Esc")
    return desk.look_at(code, words)


def exported(desk: Desk, folder: Path) -> list[dict]:
    """The mentions of the article as an export has them."""
    desk.agree(folder)
    (record,) = [orjson.loads(line) for file in folder.glob("*.jsonl") for line in file.read_bytes().splitlines()]
    return record["sets"][0]["mentions"]


# -- shapes -----------------------------------------------------------------------------------------------------------


def test_a_trigger_in_two_parts_by_keys(desk, tmp_path):
    desk.stand_on("called")
    desk.type("F", "7", "P", "Right", "Right", "P")
    (trigger,) = desk.made.events()
    assert [piece.of(desk.text) for piece in trigger.pieces] == ["called", "off"]
    assert desk.focused() == trigger
    (mention,) = exported(desk, tmp_path / "out")
    assert [desk.text[start:end] for start, end in mention["parts"]] == ["called", "off"]
    desk.type("Shift+P")
    assert [piece.of(desk.text) for piece in desk.made.events()[0].pieces] == ["called quietly off"]
    desk.type("Ctrl+Z", "Ctrl+Z")
    assert [piece.of(desk.text) for piece in desk.made.events()[0].pieces] == ["called"]


@pytest.mark.parametrize("drag", [False, True])
def test_a_trigger_in_two_parts_by_mouse(desk, tmp_path, drag):
    event_here(desk, "called", "REQUEST")
    with desk.at_most(1):
        if drag:
            desk.drag(desk.span("off at").start, desk.span("off at").end - 1, CONTROL)
        else:
            desk.click("off", held=CONTROL)
    (trigger,) = desk.made.events()
    assert [piece.of(desk.text) for piece in trigger.pieces] == ["called", "off at" if drag else "off"]
    assert desk.focused() == trigger
    desk.agree(tmp_path / "out")


def test_six_nested_mentions_by_keys(desk, tmp_path):
    start = desk.span("report of the Iraqi Ministry of Water").start
    desk.stand_on("report of")
    desk.type("5")
    for more, key in enumerate("12347", start=1):
        desk.type(*["Shift+Right"] * more, key)
    nested = sorted(desk.made.mentions.values(), key=lambda each: each.span.end)
    assert {mention.span.start for mention in nested} == {start}
    assert [mention.label for mention in nested] == ["EVENT", "PERSON", "ORG", "GPE", "NORP", "FAC"]
    assert nested[-1].span.of(desk.text) == "report of the Iraqi Ministry of"
    with desk.at_most(1):
        desk.type("K")
    desk.agree(tmp_path / "out")


def test_the_same_words_with_two_labels(desk, tmp_path):
    desk.look_at("GPE", "Amman")
    desk.type("Return")
    desk.click("Amman")
    desk.double_click(desk.span("Amman").start + 2)
    desk.type("2")
    assert {("GPE", "Amman"), ("ORG", "Amman")} <= desk.surfaces()
    desk.agree(tmp_path / "out")


# -- roles ------------------------------------------------------------------------------------------------------------


def test_a_suggested_event_is_taken_role_by_role(desk, tmp_path):
    event = desk.look_at("ASSAULT", "attacked")
    with desk.at_most(1):
        desk.type("Alt+Return")
    assert desk.frames() == {("ASSAULT", "attacked", frozenset())}
    assert desk.surfaces() == {("ASSAULT", "attacked")}
    with desk.at_most(1):
        desk.hint("Militias")
    assert desk.frames() == {("ASSAULT", "attacked", frozenset({("ACTOR", "Militias")}))}
    desk.type("Esc")
    with desk.at_most(1):
        desk.type("Return")
    assert desk.frames() == {("ASSAULT", "attacked", frozenset({("ACTOR", "Militias"), ("PLACE", "Mosul")}))}
    assert desk.made.decisions[event].outcome is Outcome.ACCEPTED
    desk.agree(tmp_path / "out")


def test_one_role_of_a_suggested_event_without_the_others(desk):
    desk.look_at("ASSAULT", "attacked")
    with desk.at_most(2):
        desk.type("E")
        desk.hint("Mosul")
    assert desk.frames() == {("ASSAULT", "attacked", frozenset({("PLACE", "Mosul")}))}
    assert ("ORG", "Militias") not in desk.surfaces()


def test_plain_words_fill_a_role_that_is_held(desk, tmp_path):
    event_here(desk, "called", "REJECT")
    with desk.at_most(7):
        desk.type("E", "Right", "Right", "Right", "Right", "Right", "7")
    assert desk.frames() == {("REJECT", "called", frozenset({("PLACE", "harbour")}))}
    assert ("FAC", "harbour") in desk.surfaces()
    desk.type("Shift+E")
    assert desk.frames() == {("REJECT", "called", frozenset())}
    desk.agree(tmp_path / "out")


def test_a_line_drawn_to_plain_words_asks_for_their_label(desk, tmp_path):
    event_here(desk, "called", "REJECT")
    with desk.at_most(3):
        desk.type("E")
        desk.drag(desk.span("called").start + 2, desk.span("harbour").start + 2)
        choices = desk.page.picks.picker.list
        assert [choices.item(row).text().split()[0] for row in range(choices.count())] == ["GPE", "FAC", "LOC"]
        desk.click_choice("LOC")
    assert desk.frames() == {("REJECT", "called", frozenset({("PLACE", "harbour")}))}
    desk.agree(tmp_path / "out")


def test_numbers_go_on_with_a_click_and_go_away_with_the_eye(desk):
    desk.stand_on("left")
    desk.type("F", "7")
    desk.click("Haddad left")
    with desk.at_most(1):
        desk.hint("Amman")
    assert desk.frames() == {("REQUEST", "left", frozenset({("ACTOR", "Haddad"), ("RECIPIENT", "Amman")}))}
    assert desk.page.hints.numbers
    desk.click("harbour")
    assert not desk.page.hints.numbers
    desk.type("1")
    assert ("PERSON", "harbour") in desk.surfaces()


# -- the same everywhere ----------------------------------------------------------------------------------------------


def test_everywhere_with_one_left_out_and_another_rule(desk, tmp_path):
    first, capitals, last = desk.span("Mosul"), desk.span("MOSUL"), desk.span("Mosul", 2)
    desk.look_at("GPE", "Mosul")
    desk.type("A")
    found = {}
    for _ in Rule:
        found[desk.page.preview.open.rule] = desk.page.preview.open.spans
        desk.type("A")
    assert found == {Rule.CASE: [capitals, last], Rule.VARIANTS: [capitals, last], Rule.EXACT: [last]}
    # The preview begins with the one after the focused mention.
    with desk.at_most(2):
        desk.type("Space", "Return")
    assert desk.spans("GPE") == {first, last}
    with desk.at_most(1):
        desk.type("Ctrl+Z")
    assert desk.spans("GPE") == set()
    desk.look_at("GPE", "Mosul")
    desk.type("A", "Tab", "Backspace", "Return")
    assert desk.spans("GPE") == {first, capitals}
    desk.agree(tmp_path / "out")


def test_nothing_else_is_done_while_occurrences_are_previewed(desk):
    desk.look_at("GPE", "Mosul")
    desk.type("A")
    before = desk.made
    desk.type("2", "F", "Shift+Return", "Ctrl+Z", "Z", "S", "U")
    assert desk.made == before
    desk.type("Esc")
    assert desk.page.preview.open is None
    assert desk.made == before


# -- clusters ---------------------------------------------------------------------------------------------------------


def linked(desk: Desk) -> list[set[Span]]:
    """The spans of each cluster with more than one mention."""
    clusters: dict[str, set[Span]] = {}
    for mention in desk.made.mentions.values():
        if mention.cluster is not None:
            clusters.setdefault(mention.cluster, set()).add(mention.span)
    return list(clusters.values())


def test_link_name_and_unlink_by_keys(desk, tmp_path):
    desk.type("Ctrl+Shift+Return")
    desk.look_at("PERSON", "Haddad", 2)
    with desk.at_most(2):
        desk.type("S")
        desk.hint("Karim Haddad")
    assert linked(desk) == [{desk.span("Karim Haddad"), desk.span("Haddad", 2)}]
    with desk.at_most(2):
        desk.type("M")
        desk.write(desk.page.inspector.card.cluster.names.name, "Karim al-Haddad")
    assert [cluster.name for cluster in desk.made.clusters.values()] == ["Karim al-Haddad"]
    assert desk.canvas.hasFocus()
    desk.agree(tmp_path / "out")
    with desk.at_most(1):
        desk.type("Shift+S")
    assert linked(desk) in ([], [{desk.span("Karim Haddad")}])
    desk.agree(tmp_path / "out-2")


def test_link_by_drawing_a_line_and_by_the_offer(desk, tmp_path):
    desk.type("Ctrl+Shift+Return")
    desk.look_at("PERSON", "Haddad", 2)
    card = desk.page.inspector.card.cluster
    desk.wait(lambda: card.offers.isVisible())
    with desk.at_most(1):
        desk.click_button(card.offers.layout().itemAt(0).widget())
    assert linked(desk) == [{desk.span("Karim Haddad"), desk.span("Haddad", 2)}]
    desk.look_at("GPE", "Amman")
    with desk.at_most(2):
        desk.context_menu(desk.span("Amman").start + 2, "link")
    desk.hint("Amman")
    assert {desk.span("Amman"), desk.span("Amman", 2)} in linked(desk)
    desk.agree(tmp_path / "out")


# -- attributes -------------------------------------------------------------------------------------------------------


def test_attributes_by_key_and_by_click_and_in_the_export(desk, tmp_path):
    event_here(desk, "denied", "REJECT")
    with desk.at_most(4):
        desk.type("Z", "Z", "X", "Shift+C")
    wanted = {"modality": "possible", "polarity": "negative", "tense": "future"}
    (event,) = desk.made.events()
    assert dict(event.attributes) == wanted
    (mention,) = exported(desk, tmp_path / "keys")
    assert mention["attributes"] == wanted

    rows = {row.attribute.name: row for row in desk.page.inspector.frame.attributes.rows}
    with desk.at_most(2):
        desk.click_button(rows["modality"].segments.buttons[3])
        desk.click_button(rows["tense"].segments.buttons[0])
    (mention,) = exported(desk, tmp_path / "clicks")
    assert mention["attributes"] == {"modality": "denied", "polarity": "negative"}


def test_an_attribute_of_a_suggested_event_accepts_it(desk):
    desk.look_at("ASSAULT", "attacked")
    with desk.at_most(1):
        desk.type("Z")
    (event,) = desk.made.events()
    assert dict(event.attributes) == {"modality": "planned"}
    assert next(iter(desk.frames()))[2] == frozenset()  # nobody said anything of its roles
    with desk.at_most(1):
        desk.type("Ctrl+Z")
    assert not desk.made.mentions
