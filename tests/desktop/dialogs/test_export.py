from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from annotations.model.project import SetSummary
from desktop.dialogs.export import LISTED, ExportDialog
from desktop.jobs import ADJUDICATED, SUGGESTIONS
from exporters.base import ExportIssue, ExportReport


def summary(annotator: str) -> SetSummary:
    return SetSummary(annotator=annotator, articles=3, done=1, mentions=40)


ANA, BEN = summary("ana"), summary("ben")


@pytest.fixture
def make(qtbot):
    def make(*summaries: SetSummary, annotator: str = "ana") -> ExportDialog:
        window = QWidget()
        qtbot.addWidget(window)
        dialog = ExportDialog(window, summaries, annotator)
        dialog.window_kept = window
        dialog.asked, dialog.stopped = [], []
        dialog.write_requested.connect(lambda *values: dialog.asked.append(values))
        dialog.cancelled.connect(lambda: dialog.stopped.append(True))
        qtbot.addWidget(dialog)
        dialog.open()
        return dialog

    return make


def chosen(dialog: ExportDialog) -> str:
    return next(
        box for box in dialog.findChildren(QComboBox) if box.accessibleName() == "Whose annotations"
    ).currentData()


def says(dialog: ExportDialog, words: str) -> bool:
    return any(words in label.text() for label in dialog.findChildren(QLabel))


def button(dialog: ExportDialog, words: str) -> QPushButton:
    return next(each for each in dialog.findChildren(QPushButton) if each.text() == words)


@pytest.mark.parametrize(
    ("summaries", "set_"),
    [
        ((), SUGGESTIONS),
        ((BEN,), "ben"),
        ((ANA, BEN), "ana"),
        ((ANA, summary(ADJUDICATED)), ADJUDICATED),
    ],
)
def test_the_likeliest_set_is_chosen(make, summaries, set_):
    assert chosen(make(*summaries)) == set_


def test_rulings_are_called_so(make):
    box = next(box for box in make(ANA, summary(ADJUDICATED)).findChildren(QComboBox) if box.findData(ADJUDICATED) >= 0)
    assert box.itemText(box.findData(ADJUDICATED)).startswith("Rulings: ")


def test_writing_is_asked_for_once(qtbot, make, tmp_path):
    dialog = make(ANA)
    dialog.choose("spacy", tmp_path)
    for _ in range(2):
        qtbot.mouseClick(dialog.write_button, Qt.MouseButton.LeftButton)
    assert dialog.asked == [("spacy", str(tmp_path), "ana")]
    assert not dialog.write_button.isEnabled()


def test_without_a_folder_nothing_is_written(qtbot, make):
    dialog = make(ANA)
    dialog.choose("jsonl", Path("x"))
    dialog.findChild(QLineEdit).setText("  ")
    qtbot.mouseClick(dialog.write_button, Qt.MouseButton.LeftButton)
    assert dialog.asked == []
    assert says(dialog, "Choose a folder")


@pytest.mark.parametrize("lost", [0, 3, LISTED + 2])
def test_every_lost_span_is_told(qtbot, make, tmp_path, lost):
    dialog = make(ANA)
    qtbot.mouseClick(dialog.write_button, Qt.MouseButton.LeftButton)
    issues = tuple(
        ExportIssue(article_id="a1", label="GPE", surface=f"place {n}", start=n, end=n + 1, reason="overlaps")
        for n in range(lost)
    )
    dialog.show_report(ExportReport(articles=2, mentions=10, events=1, arguments=4, lost=issues, files=()))
    assert says(dialog, f"{lost} of {15 + lost} spans and roles lost")
    details = dialog.findChild(QPlainTextEdit)
    assert details.isVisible() == bool(lost)
    assert ("and 2 more" in details.toPlainText()) == (lost > LISTED)
    assert dialog.write_button.isEnabled()
    button(dialog, "Close").click()
    assert dialog.stopped == []


def test_what_is_written_with_something_less_is_told_too(qtbot, make):
    dialog = make(ANA)
    qtbot.mouseClick(dialog.write_button, Qt.MouseButton.LeftButton)
    note = ExportIssue(article_id="a1", label="GPE", surface="Mosul", start=0, end=5, reason="only in one layer")
    dialog.show_report(ExportReport(articles=1, mentions=1, notes=(note,)))
    assert says(dialog, "1 written with something less")
    assert "“Mosul”  a1: only in one layer" in dialog.findChild(QPlainTextEdit).toPlainText()


@pytest.mark.parametrize("way", ["Close", "Esc"])
def test_closing_while_it_writes_stops_it(qtbot, make, way):
    dialog = make(ANA)
    qtbot.mouseClick(dialog.write_button, Qt.MouseButton.LeftButton)
    if way == "Close":
        button(dialog, "Close").click()
    else:
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.stopped == [True]
    assert not dialog.isVisible()


def test_a_failure_is_said_and_can_be_tried_again(qtbot, make):
    dialog = make(ANA)
    qtbot.mouseClick(dialog.write_button, Qt.MouseButton.LeftButton)
    dialog.show_error("The disk is full.")
    assert says(dialog, "The disk is full.")
    qtbot.mouseClick(dialog.write_button, Qt.MouseButton.LeftButton)
    assert len(dialog.asked) == 2
