"""A whole short article, from the first suggestion to done, with one hand on the lap: no mouse, then no keyboard."""

from pathlib import Path

import pytest

from annotations.model.annotation_set import Status
from annotations.model.mention import Outcome
from tests.journeys import scene
from tests.journeys.desk import Desk, at_desk
from tests.journeys.quiet import without_suggesters

ATTACK = ("ASSAULT", "attacked", frozenset({("ACTOR", "Militias"), ("PLACE", "Mosul")}))
DENIAL = ("REJECT", "denied", frozenset({("ACTOR", "Iraqi Ministry of Water"), ("RECIPIENT", "Amman")}))


@pytest.fixture
def location(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    without_suggesters(monkeypatch)
    return scene.short(tmp_path / "desk.spandesk")


def expect_finished(desk: Desk, folder: Path) -> None:
    """The article is as both pairs of hands must leave it."""
    desk.wait(lambda: desk.made.status is Status.DONE)
    assert desk.session.pending == []
    assert {each.outcome for each in desk.made.decisions.values()} == {Outcome.ACCEPTED}
    assert desk.frames() == {ATTACK, DENIAL}
    (denial,) = [event for event in desk.made.events() if event.label == "REJECT"]
    assert dict(denial.attributes) == {"modality": "denied"}
    names = {(label, words) for label, words, _nth in scene.NAMES} | {("ORG", "Iraqi Ministry of Water")}
    assert desk.surfaces() == names | {("ASSAULT", "attacked"), ("REJECT", "denied")}
    (cluster,) = desk.made.clusters or {mention.cluster for mention in desk.made.mentions.values() if mention.cluster}
    linked = {mention.span for mention in desk.made.members(cluster)}
    assert linked == {desk.span("Karim Haddad"), desk.span("Haddad", 2)}
    desk.agree(folder)


def test_a_whole_article_with_no_mouse(location, tmp_path, qtbot):
    with at_desk(location, "ana", qtbot) as desk, desk.at_most(50):
        desk.type("Tab")
        desk.type(*["Return"] * len(scene.NAMES))
        assert desk.session.pending == []
        desk.type("Space", "Space", "2")
        desk.type("H", "D", "F", "9")
        desk.hint("Iraqi Ministry of Water")
        desk.hint("Amman")
        desk.type("Esc", "Shift+Z")
        while desk.focused().span != desk.span("Haddad", 2):
            desk.type("K")
        desk.type("S")
        desk.hint("Karim Haddad")
        desk.type("M")
        desk.write(desk.page.inspector.card.cluster.names.name, "Karim Haddad, spokesman")
        desk.type("Ctrl+D")
        expect_finished(desk, tmp_path / "out")
        assert [cluster.name for cluster in desk.made.clusters.values()] == ["Karim Haddad, spokesman"]
        assert desk.clicks == 0


def test_a_whole_article_with_no_keyboard(location, tmp_path, qtbot):
    with at_desk(location, "ben", qtbot) as desk, desk.at_most(20):
        desk.click_button(desk.page.inspector.below.all)
        ministry = desk.span("Iraqi Ministry of Water")
        desk.drag(ministry.start, ministry.end - 1)
        desk.click_label("ORG")
        desk.double_click(desk.span("denied nothing").start)
        desk.click_button(desk.page.strip.event_button)
        desk.click_choice("REJECT")
        desk.click("Iraqi Ministry")
        desk.click("Amman", 2)
        attributes = desk.page.inspector.frame.attributes
        desk.wait(lambda: bool(attributes.rows))
        modality = next(row for row in attributes.rows if row.attribute.name == "modality")
        desk.click_button(modality.segments.buttons[modality.attribute.values.index("denied")])
        desk.click("harbour")
        desk.click("Haddad", 2)
        card = desk.page.inspector.card.cluster
        desk.wait(card.offers.isVisible)
        desk.click_button(card.offers.layout().itemAt(0).widget())
        desk.click_button(desk.page.header.button)
        expect_finished(desk, tmp_path / "out")
        assert desk.keys == 0
