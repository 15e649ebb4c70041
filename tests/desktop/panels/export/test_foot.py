import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit

from desktop.panels.export.foot import Foot
from exporters.profile import Profile
from exporters.truth import Truth

KEPT = {
    "For the desk": Profile(format_id="jsonl", truth=Truth(source="Hana")),
    "<b>R&D</b>": Profile(format_id="brat", truth=Truth(source="Omar")),
}


@pytest.fixture
def foot(qtbot):
    made = Foot("/desk/harbour")
    made.write.set_words("Write pack")
    made.show_profiles(KEPT, "For the desk")
    qtbot.addWidget(made)
    made.resize(920, 60)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_profiles_are_chosen_kept_and_removed_from_one_menu(qtbot, foot):
    menu = foot.menu()
    chosen = [action.text() for action in menu.actions() if action.isChecked()]
    assert [action.text() for action in menu.actions()] == [
        "For the desk",
        "<b>R&&D</b>",
        "",
        "Save as…",
        "Remove “\u2068For the desk\u2069”",
    ]
    assert chosen == ["For the desk"]
    with qtbot.waitSignal(foot.profile_chosen) as choosing:
        menu.actions()[1].trigger()
    with qtbot.waitSignal(foot.profile_removed) as removing:
        menu.actions()[4].trigger()
    assert (choosing.args, removing.args) == (["<b>R&D</b>"], ["For the desk"])
    menu.close()


def test_without_profiles_there_is_only_one_to_keep(foot):
    foot.show_profiles({}, "")
    menu = foot.menu()
    assert [action.text() for action in menu.actions()] == ["Save as…"]
    menu.close()


@pytest.mark.parametrize(("typed", "names"), [(" Night ", ["Night"]), ("  ", [])])
def test_a_profile_is_kept_under_the_name_that_is_typed(qtbot, foot, typed, names):
    kept = []
    foot.profile_named.connect(kept.append)
    foot.ask_name()
    field = foot.asking.findChild(QLineEdit)
    assert field.text() == "For the desk"
    field.selectAll()
    qtbot.keyClicks(field, typed)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert kept == names


def test_a_folder_is_typed_or_chosen(qtbot, foot, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "/mnt/desk")
    qtbot.mouseClick(foot.choose, Qt.MouseButton.LeftButton)
    assert foot.folder.text() == "/mnt/desk"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    qtbot.mouseClick(foot.choose, Qt.MouseButton.LeftButton)
    assert foot.folder.text() == "/mnt/desk"
    foot.folder.selectAll()
    qtbot.keyClicks(foot.folder, "/tmp/<b>")
    assert foot.folder.toolTip() == "<span>/tmp/&lt;b&gt;</span>"


def test_the_sentence_gives_way_to_what_can_be_done(qtbot, foot):
    assert foot.sentence.isVisible()
    foot.show_written(True)
    assert foot.show_folder.isVisible()
    assert foot.cancel.words == "Close"
    assert not foot.sentence.isVisible()
    buttons = (foot.show_folder, foot.cancel, foot.write)
    qtbot.waitUntil(lambda: all(button.width() >= button.sizeHint().width() for button in buttons))
