from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt

from annotations.model.mention import Kind
from annotations.model.schema import Label
from desktop.panels.threshold_panel import ThresholdPanel

SCORES = {"ORG": (0.2, 0.5, 0.9), "DATE": (0.4, 0.8), "GPE": (None, None)}
LABELS = [Label(code=code, kind=Kind.ENTITY, title=code.title()) for code in (*SCORES, "FAC")]


@dataclass
class Looked:
    shown: int = 0
    right: int = 0
    corrected: int = 0
    missed: int = 0


def outlook(label, threshold):
    """All of them right: those below the threshold would be missed."""
    scores = SCORES.get(label, ())
    kept = sum(score is None or score >= threshold for score in scores)
    return Looked(shown=kept, right=kept, missed=len(scores) - kept)


@pytest.fixture
def panel(qtbot):
    made = ThresholdPanel()
    made.show_thresholds(LABELS, (("ORG", 0.3),), outlook)
    qtbot.addWidget(made)
    made.resize(900, 400)
    with qtbot.waitExposed(made):
        made.show()
    return made


def figures(panel, label):
    return [cell.text() for cell in panel.rows[label].cells]


def test_each_label_shows_what_its_threshold_would_do(panel):
    assert figures(panel, "ORG") == ["2", "2", "0", "1"]
    assert figures(panel, "DATE") == ["2", "2", "0", "0"]
    assert figures(panel, None) == ["6", "6", "0", "1"]
    assert panel.rows["ORG"].least.text() == "30\u202f%"
    assert panel.rows["DATE"].least.text() == "shows all"


def test_labels_without_decisions_are_left_out_and_counted(panel):
    assert list(panel.rows) == [None, "ORG", "DATE", "GPE"]
    assert panel.empty.text() == "1 label is not here, since nothing was decided about it yet."


def test_a_label_without_scores_cannot_be_moved(panel):
    assert not panel.rows["GPE"].slider.isEnabled()
    assert panel.rows["GPE"].least.text() == "no scores"


def test_the_numbers_move_with_the_slider_and_count_once_applied(qtbot, panel):
    slider = panel.rows["DATE"].slider
    slider.setFocus()
    assert not panel.apply_button.isVisible()
    for _ in range(5):
        qtbot.keyClick(slider, Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: figures(panel, "DATE") == ["1", "1", "0", "1"])
    assert figures(panel, None) == ["5", "5", "0", "2"]
    assert slider.accessibleDescription() == "1 shown, 1 right, 0 corrected, 1 missed"
    with qtbot.waitSignal(panel.applied) as applied:
        qtbot.keyClick(panel.apply_button, Qt.Key.Key_Space)
    assert applied.args == [(("ORG", 0.3), ("DATE", 0.5))]
    assert not panel.apply_button.isVisible()
    assert panel.rows[None].slider.hasFocus()


def test_the_first_row_moves_all_and_reset_takes_it_back(qtbot, panel):
    every = panel.rows[None].slider
    every.setFocus()
    for _ in range(6):
        qtbot.keyClick(every, Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: figures(panel, None) == ["4", "4", "0", "3"])
    assert panel.thresholds() == (("ORG", 0.6), ("DATE", 0.6))
    qtbot.keyClick(panel.reset_button, Qt.Key.Key_Space)
    assert panel.thresholds() == (("ORG", 0.3),)
    assert figures(panel, None) == ["6", "6", "0", "1"]


def test_a_slider_can_be_dragged(qtbot, panel):
    slider = panel.rows["DATE"].slider
    middle = slider.rect().center()
    start = slider.rect().center()
    start.setX(6)
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(slider, middle)
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=middle)
    assert 40 <= slider.value() <= 60


def test_before_anything_is_decided_it_says_so(panel):
    panel.show_thresholds(LABELS, (), None)
    assert panel.empty.text() == "Nothing decided yet, so no threshold can be weighed."
    assert not panel.rows[None].slider.isVisible()
    assert not panel.apply_button.isVisible()


def test_thresholds_of_a_project_open_for_reading_stay(panel):
    panel.show_thresholds(LABELS, (("ORG", 0.3),), outlook, editable=False)
    assert not any(row.slider.isEnabled() for row in panel.rows.values())


def test_a_threshold_of_a_label_without_decisions_is_kept(qtbot, panel):
    panel.show_thresholds(LABELS, (("FAC", 0.7),), outlook)
    panel.rows["DATE"].slider.setFocus()
    qtbot.keyClick(panel.rows["DATE"].slider, Qt.Key.Key_PageUp)
    assert panel.thresholds() == (("FAC", 0.7), ("DATE", 0.1))


def test_what_was_moved_and_not_applied_stays_when_more_is_decided_but_not_in_another_project(panel):
    panel.rows["DATE"].slider.setValue(50)
    panel.show_thresholds(LABELS, (("ORG", 0.3),), outlook)
    assert panel.rows["DATE"].slider.value() == 50
    assert panel.apply_button.isVisible()
    panel.clear()
    panel.show_thresholds(LABELS, (("ORG", 0.3),), outlook)
    assert panel.rows["DATE"].slider.value() == 0
    assert not panel.apply_button.isVisible()
