"""Correct suggestions and build an event with the keyboard alone, quit, come back, undo, export."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotations.model.mention import Outcome
from tests.journeys.desk import at_desk


@pytest.mark.slow
def test_correct_a_suggestion_build_an_event_quit_come_back_undo_export(project, tmp_path, qtbot):
    with at_desk(project, "ana", qtbot) as desk:
        desk.wait_prepared()
        offered = len(desk.session.pending)
        assert offered > 5
        desk.agree(tmp_path / "stop-0")

        # Accept one, reject one, and move on each time.
        desk.press("Tab")
        first = desk.focused()
        desk.press("Return")
        assert desk.made.decisions[first.id].outcome is Outcome.ACCEPTED
        second = desk.focused()
        assert second.id != first.id
        desk.press("Backspace")
        assert desk.made.decisions[second.id].outcome is Outcome.REJECTED
        desk.agree(tmp_path / "stop-1")

        # Relabel a suggestion: one key, and it counts as a correction.
        third = desk.focused()
        wanted = "8" if third.label != desk.session.schema.labels[7].code else "9"
        desk.press(wanted)
        corrected = desk.made.mentions[third.id]
        assert corrected.label != third.label
        assert desk.made.decisions[third.id].outcome is Outcome.CORRECTED
        desk.press("Alt+Right")
        assert desk.made.mentions[third.id].span.end > third.span.end
        desk.agree(tmp_path / "stop-2")

        # A new mention by keyboard: caret, two tokens, a digit.
        desk.press("Esc")
        desk.caret_to("a convoy")
        desk.press("Shift+Right", "2")
        assert ("ORG", "a convoy") in desk.surfaces()

        # An event with two arguments.
        desk.press("Esc")
        desk.caret_to("Militias")
        desk.press("2")
        assert ("ORG", "Militias") in desk.surfaces()
        desk.press("Esc")
        desk.caret_to("attacked")
        desk.press("F")
        desk.pick("assault")
        desk.hint("Militias")
        desk.hint("a convoy")
        frame = ("ASSAULT", "attacked", frozenset({("ACTOR", "Militias"), ("RECIPIENT", "a convoy")}))
        assert any(frame[:2] == (type_, trigger) and frame[2] <= roles for type_, trigger, roles in desk.frames())
        before = desk.made
        desk.agree(tmp_path / "stop-3")

    with at_desk(project, "ana", qtbot) as desk:
        assert desk.made == before
        desk.press("Ctrl+Z")
        desk.press("Ctrl+Z")
        assert not any("RECIPIENT" in dict(roles) for _, trigger, roles in desk.frames() if trigger == "attacked")
        assert not any("ACTOR" in dict(roles) for _, trigger, roles in desk.frames() if trigger == "attacked")
        desk.agree(tmp_path / "stop-4")
        desk.press("Ctrl+Shift+Z")
        assert any("ACTOR" in dict(roles) for _, trigger, roles in desk.frames() if trigger == "attacked")
        desk.agree(tmp_path / "stop-5")

        # Export through the window.
        desk.press("Ctrl+E")
        desk.wait(lambda: desk.window.exports.dialog is not None)
        dialog = desk.window.exports.dialog
        dialog.choose("spacy", tmp_path / "spacy")
        desk.wait(dialog.write_button.isEnabled)
        QTest.mouseClick(dialog.write_button, Qt.MouseButton.LeftButton)
        desk.wait(lambda: not dialog.writing)
        assert list((tmp_path / "spacy").glob("*.spacy"))
        dialog.close()
