"""What a choice in the export window says at once, before anything is checked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from annotations.model.native import MANIFEST
from desktop.dialogs.export import ExportDialog
from exporters.profile import Profile
from exporters.run import Written
from exporters.split import Wanted
from exporters.truth import Truth
from tests.desktop.export_samples import HANA, ROWS, SCHEMA, WHOLE

START = Profile(format_id="conll", truth=Truth(source="Hana"), split=Wanted(shares=(1, 99, 0)))
FOUND = Written(report=WHOLE, rows=ROWS[1:], read_back=True)


@pytest.fixture
def dialog(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1440, 900)
    window.show()
    made = ExportDialog(window, (HANA,), "Hana", SCHEMA, {}, folder="/desk/out", start=START)
    made.window_kept, made.asked = window, []
    made.trial_requested.connect(made.asked.append)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.open()
    made.show_trial(FOUND)
    return made


def test_an_export_of_another_format_in_the_folder_is_told_of_before_it_goes(dialog, tmp_path):
    described = '{"format": "spandesk-manifest/1", "files": [], "profile": {"format": "doccano"}}'
    (tmp_path / MANIFEST).write_text(described, "utf-8")
    about = dialog.parts.before.folder
    assert not about.isVisible()
    dialog.parts.foot.folder.setText(str(tmp_path))
    assert about.isVisible()
    assert about.text().startswith("The folder holds an export to doccano. Its files go")
    dialog.parts.formats.choose("doccano")
    dialog.show_trial(FOUND)
    assert not about.isVisible()


def test_without_a_share_for_train_the_button_says_why_it_cannot(qtbot, dialog):
    train, before = dialog.parts.split.shares[0], len(dialog.asked)
    qtbot.keyClick(train, Qt.Key.Key_Down)
    why = "Give train a share. Without it there is nothing to learn from."
    assert (dialog.parts.card.title.text(), dialog.write_button.toolTip()) == (why, why)
    assert not dialog.write_button.isEnabled()
    qtbot.keyClick(train, Qt.Key.Key_Up)
    assert dialog.asked[before:] == [START]
    assert dialog.write_button.toolTip() == ""
