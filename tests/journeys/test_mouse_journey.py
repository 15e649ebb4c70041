"""The same work with the mouse alone: mark, relabel, resize, build an event, undo after coming back, mark as done."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from annotations.model.annotation_set import Status
from annotations.model.mention import Outcome
from desktop.canvas.handles import Side
from tests.journeys.desk import Desk, at_desk

LEFT = Qt.MouseButton.LeftButton


def strip_click(desk: Desk, code: str) -> None:
    button = next(button for button in desk.page.strip.buttons if button.label.code == code)
    QTest.mouseClick(button, LEFT)


def pick_click(desk: Desk, code: str) -> None:
    picker = desk.page.picks.picker
    rows = picker.list
    item = next(rows.item(row) for row in range(rows.count()) if rows.item(row).text().startswith(code))
    QTest.mouseClick(rows.viewport(), LEFT, pos=rows.visualItemRect(item).center())


@pytest.mark.slow
def test_mark_relabel_build_an_event_come_back_and_undo_with_the_mouse(project, tmp_path, qtbot):
    with at_desk(project, "ben", qtbot) as desk:
        desk.wait_prepared()

        # Accept what is left in the list, then take it back by the button beside the words.
        QTest.mouseClick(desk.page.inspector.below.all, LEFT)
        assert desk.session.pending == []
        everything = desk.made
        assert {decision.outcome for decision in everything.decisions.values()} == {Outcome.ACCEPTED}
        desk.agree(tmp_path / "stop-0")
        QTest.mouseClick(desk.window.status.undo, LEFT)
        assert desk.session.pending
        assert not desk.made.mentions
        desk.agree(tmp_path / "stop-1")

        # Drag over two words and click a label; then another label.
        convoy = desk.span("a convoy")
        desk.drag(convoy.start, convoy.end - 1)
        strip_click(desk, "ORG")
        assert ("ORG", "a convoy") in desk.surfaces()
        strip_click(desk, "FAC")
        assert ("FAC", "a convoy") in desk.surfaces()
        assert ("ORG", "a convoy") not in desk.surfaces()
        desk.agree(tmp_path / "stop-2")

        # Double click a word, label it; double click the trigger, make an event of it.
        desk.double_click(desk.span("Militias").start)
        strip_click(desk, "ORG")
        condemned = desk.span("condemned").start
        desk.double_click(condemned)
        desk.context_menu(condemned, "event")
        pick_click(desk, "REJECT")
        assert ("REJECT", "condemned") in desk.surfaces()

        # The first empty role is armed: a click fills it, and arms the next.
        event = desk.focused()
        assert desk.page.commands.armed is not None
        desk.click("a convoy")
        assert desk.focused().id == event.id
        assert "FAC" in desk.window.status.message.text()
        for surface in ("Militias", "France"):
            desk.click(surface)
            assert desk.focused().id == event.id
        frame = next(roles for _, trigger, roles in desk.frames() if trigger == "condemned")
        assert {("ACTOR", "Militias"), ("RECIPIENT", "France")} <= frame
        desk.agree(tmp_path / "stop-3")
        before = desk.made

    with at_desk(project, "ben", qtbot) as desk:
        assert desk.made == before
        desk.context_menu(desk.span("Monday").start, "undo")
        desk.context_menu(desk.span("Monday").start, "undo")
        assert not any(roles & {("ACTOR", "Militias")} for _, trigger, roles in desk.frames() if trigger == "condemned")
        desk.context_menu(desk.span("Monday").start, "redo")
        desk.agree(tmp_path / "stop-4")
        QTest.mouseClick(desk.page.header.button, LEFT)
        desk.wait(lambda: desk.made.status is Status.DONE)
        desk.agree(tmp_path / "stop-5")


@pytest.mark.slow
def test_an_end_is_dragged_by_its_handle(project, tmp_path, qtbot):
    with at_desk(project, "ben", qtbot) as desk:
        desk.wait_prepared()
        king = desk.span("King")
        desk.double_click(king.start)
        strip_click(desk, "PERSON")
        assert ("PERSON", "King") in desk.surfaces()
        last, goal = desk.point(king.end - 1), desk.point(desk.span("Rafiq").end - 1)
        near = [last + QPoint(step, 0) for step in range(16)]
        handle = next(place for place in near if desk.canvas.handle_at(QPointF(place)) is Side.END)
        viewport = desk.canvas.viewport()
        QTest.mousePress(viewport, LEFT, pos=handle)
        QTest.mouseMove(viewport, (handle + goal) / 2)
        QTest.mouseMove(viewport, goal)
        QTest.mouseRelease(viewport, LEFT, pos=goal)
        assert ("PERSON", "King Rafiq") in desk.surfaces()
        desk.agree(tmp_path / "stop")
