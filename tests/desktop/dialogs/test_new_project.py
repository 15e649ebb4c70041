from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QRadioButton, QWidget

from desktop.dialogs.new_project import NewProjectDialog


class Form:
    """The open dialog, filled in as a person would."""

    def __init__(self, qtbot, articles=(), annotator="ana") -> None:
        self.qtbot = qtbot
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.dialog = NewProjectDialog(self.window, articles, annotator)
        qtbot.addWidget(self.dialog)
        self.accepted = []
        self.dialog.accepted.connect(lambda: self.accepted.append(self.dialog.result_value()))
        self.dialog.open()

    def field(self, name: str) -> QLineEdit:
        return next(field for field in self.dialog.findChildren(QLineEdit) if field.accessibleName() == name)

    def write(self, name: str, words: str) -> None:
        self.field(name).selectAll()
        self.qtbot.keyClick(self.field(name), Qt.Key.Key_Delete)
        self.qtbot.keyClicks(self.field(name), words)

    def create(self) -> None:
        button = next(each for each in self.dialog.findChildren(QPushButton) if each.text() == "Create project")
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def says(self, words: str) -> bool:
        return any(words in label.text() for label in self.dialog.findChildren(QLabel))


def test_what_was_asked_is_given(qtbot, tmp_path):
    form = Form(qtbot, [tmp_path / "iraq 2023"])
    assert Path(form.field("Project file").text()).name == "iraq 2023.spandesk"
    form.write("Project file", str(tmp_path / "desk"))
    form.write("Your name", "  Ana Maria ")
    button = next(each for each in form.dialog.findChildren(QRadioButton) if each.text().startswith("Any"))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    form.create()
    (wanted,) = form.accepted
    assert wanted.location == str(tmp_path / "desk.spandesk")
    assert wanted.articles == (tmp_path / "iraq 2023",)
    assert wanted.annotator == "Ana Maria"
    assert [label.code for label in wanted.schema.labels] == ["EVENT"]


@pytest.mark.parametrize(
    ("location", "name", "why"),
    [
        ("   ", "ana", "needs a file to live in"),
        ("{}/there.spandesk", "ana", "file of that name already"),
        ("{}/there", "ana", "file of that name already"),
        ("{}/nowhere/a.spandesk", "ana", "does not exist"),
        ("{}/new.spandesk", "  ", "a name is needed"),
        ("{}/new.spandesk", " adjudicated", "Choose another name"),
        ("{}/new.spandesk", "Suggestions", "Choose another name"),
        ("{}/new.spandesk", "Hana (again)", "Choose another name"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_made(qtbot, tmp_path, location, name, why):
    (tmp_path / "there.spandesk").touch()
    form = Form(qtbot)
    form.write("Project file", location.format(tmp_path))
    form.write("Your name", name)
    form.create()
    assert form.accepted == []
    assert form.dialog.isVisible()
    assert form.says(why)


def test_a_complaint_goes_when_its_cause_is_gone(qtbot, tmp_path):
    form = Form(qtbot)
    form.write("Project file", str(tmp_path / "nowhere" / "a"))
    form.create()
    assert form.says("does not exist")
    form.write("Project file", str(tmp_path / "a"))
    assert not form.says("does not exist")


def test_escape_gives_up(qtbot):
    form = Form(qtbot)
    qtbot.keyClick(form.field("Your name"), Qt.Key.Key_Escape)
    assert not form.dialog.isVisible()
    assert form.accepted == []
