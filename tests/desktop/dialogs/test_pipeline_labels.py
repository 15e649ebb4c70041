from dataclasses import replace

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from annotations.model.mention import Kind
from annotations.model.schema import Label
from desktop.dialogs.pipeline_labels import PipelineLabels
from tests.desktop.learning_samples import PIPELINE

OURS = [Label(code=code, kind=Kind.ENTITY, title=code) for code in ("PERSON", "ORG", "GPE")]


@pytest.fixture
def dialog(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    made = PipelineLabels(window, PIPELINE, ("PER", "ORG", "<b>MISC</b>"), OURS)
    with qtbot.waitExposed(made):
        made.open()
    yield made
    if shiboken6.isValid(made):
        made.close()


def test_what_was_settled_is_shown(dialog):
    assert [box.currentData() for box in dialog.choices.values()] == ["PERSON", "", ""]


def test_labels_of_the_same_name_are_offered_for_a_new_pipeline(qtbot):
    made = PipelineLabels(None, replace(PIPELINE, labels=()), ("PER", "ORG"), OURS)
    qtbot.addWidget(made)
    assert [box.currentData() for box in made.choices.values()] == ["", "ORG"]


def test_it_is_not_taken_before_it_is_trusted(qtbot, dialog):
    qtbot.keyClick(dialog.choices["ORG"], Qt.Key.Key_Down)
    qtbot.keyClick(dialog.choices["ORG"], Qt.Key.Key_Down)
    qtbot.keyClick(dialog.take, Qt.Key.Key_Space)
    assert dialog.isVisible()
    assert dialog.problem.text() == "It can only suggest once you trust it."
    qtbot.keyClick(dialog.trust, Qt.Key.Key_Space)
    assert dialog.problem.text() == ""
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.take, Qt.Key.Key_Space)
    assert dialog.result_value().labels == (("PER", "PERSON"), ("ORG", "ORG"))


def test_without_any_label_there_is_nothing_to_take(qtbot, dialog):
    dialog.choices["PER"].setCurrentIndex(0)
    qtbot.keyClick(dialog.trust, Qt.Key.Key_Space)
    qtbot.keyClick(dialog.take, Qt.Key.Key_Space)
    assert dialog.problem.text() == "Give at least one of their labels a label of yours."
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_path_and_hash_are_told_and_marks_stay_marks(dialog):
    labels = dialog.findChildren(QLabel)
    assert {PIPELINE.location, f"sha256 {PIPELINE.sha256}", "<b>MISC</b>"} <= {label.text() for label in labels}
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)
