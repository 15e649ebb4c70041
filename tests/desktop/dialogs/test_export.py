from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QLineEdit, QScrollArea, QSpinBox, QWidget

import exporters
from annotations.model.project import SUGGESTIONS
from desktop import chrome
from desktop.dialogs.export import ExportDialog
from desktop.panels.title_bar import Shade
from desktop.theme import DARK, HIGH_LIGHT, LIGHT
from exporters.base import ExportReport
from exporters.conll import OVERLAPS
from exporters.preflight import Detail, PreflightRow
from exporters.profile import Profile
from exporters.reasons import RENAMED, TOO_WIDE, Fix, RowKind
from exporters.run import Written
from exporters.split import Wanted
from exporters.trimming import IN_FURNITURE
from exporters.truth import Truth
from tests.desktop.export_samples import (
    DIVIDED,
    HANA,
    INCOMPLETE,
    INSIDE,
    OMAR,
    ROWS,
    SCHEMA,
    UNFINISHED,
    WHOLE,
    losing,
    places,
)

WELL = Written(report=WHOLE, rows=ROWS[1:], split=DIVIDED, read_back=True)
LESS = Written(report=losing(14), rows=ROWS, split=DIVIDED)
SIGNALS = (
    "trial_requested", "write_requested", "cancelled", "place_wanted", "places_wanted", "fix_wanted",
    "undo_fix_wanted", "profile_saved", "profile_removed",
)  # fmt: skip


class Heard(list):
    """What a window asked for, as (signal, values)."""

    def of(self, name: str) -> list:
        return [values[0] if len(values) == 1 else values for said, values in self if said == name]


@pytest.fixture
def make(qtbot):
    def make(*summaries, profiles=None, start=None, size=(1440, 900)) -> ExportDialog:
        window = QWidget()
        qtbot.addWidget(window)
        window.resize(*size)
        window.show()
        dialog = ExportDialog(
            window, summaries, "Hana", SCHEMA, profiles or {}, folder="/desk/out", title="Harbour", start=start
        )
        dialog.window_kept, dialog.heard = window, Heard()
        for name in SIGNALS:
            getattr(dialog, name).connect(lambda *values, name=name: dialog.heard.append((name, values)))
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.open()
        return dialog

    return make


@pytest.fixture
def dialog(make):
    return make(HANA, OMAR)


def checked(dialog, written=WELL, format_id="jsonl") -> ExportDialog:
    dialog.choose(format_id, "/desk/out")
    dialog.show_trial(written)
    dialog.heard.clear()
    return dialog


def title(dialog) -> str:
    return dialog.parts.card.title.text()


def says(dialog, words: str) -> bool:
    return any(words in label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def line(dialog, row: PreflightRow) -> None:
    model = dialog.parts.before.list.model()
    at = next(at for at, each in enumerate(dialog.parts.before.list.lines) if each.row == row)
    dialog.parts.before.list.setCurrentIndex(model.index(at, 0))


def press(qtbot, dialog, row: PreflightRow, key: Qt.Key) -> None:
    line(dialog, row)
    dialog.parts.before.list.setFocus()
    qtbot.keyClick(dialog.parts.before.list, key)


# -- checking -------------------------------------------------------------------------------------------------------


def test_it_begins_with_the_pack_and_asks_what_would_be_written(dialog):
    (asked,) = dialog.heard.of("trial_requested")
    assert asked == dialog.profile()
    assert (asked.format_id, asked.truth) == ("spacy-pack", Truth(source="Hana", finished_only=True))
    assert title(dialog) == "Checking what will be written"
    assert not dialog.write_button.isEnabled()
    assert dialog.parts.formats.hasFocus()


def test_it_begins_with_what_was_chosen_last(make):
    last = Profile(format_id="conll", truth=Truth(source="Omar"), options={"ents": "shortest"}, split=Wanted())
    assert make(HANA, OMAR, start=last).heard.of("trial_requested") == [last]


def test_a_last_choice_of_a_format_that_is_gone_is_forgotten(make):
    dialog = make(HANA, start=Profile(format_id="gone", truth=Truth(source="Hana")))
    assert dialog.profile().format_id == "spacy-pack"


def test_every_choice_is_checked_and_nothing_is_written_before(qtbot, dialog):
    checked(dialog)
    assert dialog.write_button.isEnabled()
    qtbot.keyClick(dialog.parts.formats, Qt.Key.Key_Down)
    assert dialog.heard.of("trial_requested") == [dialog.profile()]
    qtbot.keyClick(dialog.parts.formats, Qt.Key.Key_Return)
    assert dialog.heard.of("write_requested") == []
    assert dialog.parts.before.list.lines  # those of before, until there are others


def test_progress_is_told_but_only_while_there_is_work(dialog):
    dialog.show_progress(20, 118, False)
    assert dialog.parts.card.detail.text() == "Reading, 20 of 118 articles"
    dialog.show_progress(40, 118, True)
    assert dialog.parts.card.detail.text() == "Checking, 40 of 118 articles"
    assert dialog.parts.progress.accessibleName() == "Articles: 40 / 118"
    dialog.show_trial(WELL)
    assert not dialog.parts.progress.isVisible()
    dialog.show_progress(118, 118, True)
    assert title(dialog) == "0 of 2\u202f612 spans and roles lost"


def test_what_is_known_after_the_check(dialog):
    checked(dialog)
    assert (dialog.parts.card.level, title(dialog)) == ("ok", "0 of 2\u202f612 spans and roles lost")
    assert "Each was read back from the file it will be in." in dialog.parts.card.detail.text()
    assert len(dialog.parts.before.list.lines) == 3
    assert dialog.parts.split.table.isVisible()
    assert dialog.write_button.words == "Write JSONL"


def test_a_loss_is_on_the_button_that_chooses_it(dialog):
    checked(dialog, LESS)
    assert dialog.parts.card.level == "warn"
    assert "read back" not in dialog.parts.card.detail.text()
    assert dialog.write_button.words == "Write, lose 14"
    assert dialog.write_button.isEnabled()


def test_a_result_that_nobody_waits_for_any_more_is_not_shown(dialog):
    checked(dialog)
    dialog.show_trial(LESS)
    assert dialog.parts.card.level == "ok"


def test_a_check_that_fails_can_be_tried_again(qtbot, dialog):
    dialog.heard.clear()
    dialog.show_error("The disk is full.")
    assert dialog.parts.card.level == "error"
    assert says(dialog, "The disk is full.")
    assert dialog.write_button.words == "Check again"
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.heard.of("trial_requested") == [dialog.profile()]
    assert dialog.write_button.words == "Write pack"


def test_a_day_that_is_missing_holds_everything_up(qtbot, dialog):
    checked(dialog)
    qtbot.mouseClick(dialog.parts.split.ways.buttons[-1], Qt.MouseButton.LeftButton)
    assert title(dialog).startswith("Give the day from which articles are dev")
    assert not dialog.write_button.isEnabled()
    field = dialog.parts.split.dates[0]
    qtbot.keyClicks(field, "2024-05-01")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert [each.split for each in dialog.heard.of("trial_requested")] == [Wanted(dev_from="2024-05-01")]
    assert dialog.heard.of("write_requested") == []


def test_an_empty_project_has_nothing_to_export(make):
    dialog = make()
    assert dialog.profile().truth.source == SUGGESTIONS
    dialog.show_trial(Written(report=ExportReport()))
    assert title(dialog) == "Nothing to export yet. Mark a span first."
    assert not dialog.write_button.isEnabled()


def test_where_nothing_can_be_read_of_an_empty_project_it_says_the_same(make):
    dialog = make()
    dialog.show_error("No suggestions yet.")
    assert title(dialog) == "Nothing to export yet. Mark a span first."
    assert not dialog.write_button.isEnabled()


def test_where_nothing_is_finished_the_rest_can_be_included(qtbot, dialog):
    checked(dialog, Written(report=ExportReport(), rows=(UNFINISHED,)))
    assert title(dialog) == "Nothing is finished yet."
    press(qtbot, dialog, UNFINISHED, Qt.Key.Key_Space)
    assert not dialog.profile().truth.finished_only
    assert dialog.heard.of("trial_requested") == [dialog.profile()]


def test_a_format_that_cannot_be_loaded_says_so(make, monkeypatch):
    table = {**exporters.table(), "gone": "no_such_module_here:EXPORTER"}
    for module in ("desktop.dialogs.export_formats", "exporters"):
        monkeypatch.setattr(f"{module}.table", lambda: table)
    dialog = checked(make(HANA))
    dialog.parts.formats.choose("gone")
    assert title(dialog).startswith("gone cannot be used: ModuleNotFoundError: No module named")
    assert not dialog.write_button.isEnabled()
    dialog.parts.formats.choose("jsonl")
    assert [each.format_id for each in dialog.heard.of("trial_requested")] == ["jsonl"]


# -- what can be done about it --------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", [INSIDE, INCOMPLETE])
def test_the_window_behind_goes_to_the_places(qtbot, dialog, row):
    checked(dialog, LESS)
    press(qtbot, dialog, row, Qt.Key.Key_Return)
    assert dialog.heard.of("places_wanted") == [row.places]
    assert not dialog.isVisible()


def test_a_single_place_is_gone_to_at_once(qtbot, dialog):
    one = replace(INSIDE, count=1, places=places(1))
    checked(dialog, replace(LESS, rows=(one,)))
    press(qtbot, dialog, one, Qt.Key.Key_Return)
    assert dialog.heard.of("place_wanted") == [one.places[0]]


def test_spans_are_mended_checked_anew_and_mended_back(qtbot, dialog):
    checked(dialog, LESS)
    press(qtbot, dialog, INSIDE, Qt.Key.Key_Space)
    press(qtbot, dialog, INSIDE, Qt.Key.Key_Space)
    assert dialog.heard.of("fix_wanted") == [(INSIDE, Fix.GROW)]
    assert not dialog.write_button.isEnabled()
    dialog.show_fixed(14, "14 spans grown to whole words.")
    assert dialog.heard.of("trial_requested") == [dialog.profile()]
    dialog.show_trial(WELL)
    assert says(dialog, "14 spans grown to whole words.")
    qtbot.mouseClick(dialog.parts.before.undo, Qt.MouseButton.LeftButton)
    assert dialog.heard.of("undo_fix_wanted") == [()]
    dialog.show_fixed(0, "As before.")
    dialog.show_trial(LESS)
    assert says(dialog, "As before.")
    assert not dialog.parts.before.undo.isVisible()


def test_furniture_is_kept_with_the_spans_in_it(qtbot, dialog):
    row = PreflightRow(kind=RowKind.NEEDS_YOU, reason=IN_FURNITURE, count=3, is_lost=True, fixes=(Fix.INCLUDE,))
    checked(dialog, replace(LESS, rows=(row,)))
    press(qtbot, dialog, row, Qt.Key.Key_Space)
    assert dialog.profile().truth.furniture


def test_another_choice_is_made_from_the_line_that_it_helps(qtbot, dialog):
    row = PreflightRow(
        kind=RowKind.NEEDS_YOU, reason=OVERLAPS, count=3, is_lost=True, fixes=(Fix.CHOOSE,), option="docstart"
    )
    checked(dialog, replace(LESS, rows=(row,)), "conll")
    press(qtbot, dialog, row, Qt.Key.Key_Space)
    assert dialog.profile().options == {"docstart": "no"}


def test_of_several_choices_a_menu_asks(dialog):
    checked(dialog, LESS, "conll")
    menu = dialog._choosing.menu_of("ents", ("shortest", "priority"))
    assert [action.text() for action in menu.actions()] == ["Shortest", "First label"]
    menu.actions()[1].trigger()
    menu.close()
    assert dialog.profile().options == {"ents": "priority"}


def test_a_number_is_typed_where_it_stands(qtbot, dialog):
    row = PreflightRow(
        kind=RowKind.NEEDS_YOU, reason=TOO_WIDE, count=3, is_lost=True, fixes=(Fix.CHOOSE,), option="widest"
    )
    checked(dialog, replace(LESS, rows=(row,)), "dygie")
    press(qtbot, dialog, row, Qt.Key.Key_Space)
    field = dialog.parts.choices.field_of("widest").number
    assert field.hasFocus()
    field.selectAll()
    qtbot.keyClicks(field, "12")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert dialog.profile().options == {"widest": "12"}
    assert dialog.heard.of("write_requested") == []


def test_a_label_is_renamed_where_names_stand(qtbot, dialog):
    row = PreflightRow(
        kind=RowKind.FIXED, reason=RENAMED, count=3, fixes=(Fix.RENAME,), details=(Detail("GPE", "G_P_E"),)
    )
    checked(dialog, replace(WELL, rows=(row,)), "conll")
    press(qtbot, dialog, row, Qt.Key.Key_Space)
    field = dialog.parts.more.names["GPE"]
    assert field.hasFocus()
    qtbot.keyClicks(field, "LOC")
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert dialog.profile().truth.renamed == (("GPE", "LOC"),)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.parts.unfolded
    assert dialog.isVisible()


# -- writing --------------------------------------------------------------------------------------------------------


def test_enter_writes_and_nothing_can_be_chosen_meanwhile(qtbot, dialog):
    checked(dialog)
    qtbot.keyClick(dialog.parts.formats, Qt.Key.Key_Return)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.heard.of("write_requested") == [(dialog.profile(), "/desk/out")]
    assert dialog.writing
    assert not dialog.parts.formats.isEnabled()
    assert not dialog.parts.choices.isEnabled()
    dialog.show_progress(40, 118, True)
    assert title(dialog) == "Writing, 40 of 118 articles"
    dialog.show_trial(LESS)
    assert title(dialog) == "Writing, 40 of 118 articles"


def test_what_was_written_is_told_and_can_be_looked_at(qtbot, dialog, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    checked(dialog, LESS)
    qtbot.mouseClick(dialog.write_button, Qt.MouseButton.LeftButton)
    dialog.show_written(replace(LESS, files=("a", "b", "c")))
    assert (dialog.parts.card.level, title(dialog)) == ("warn", "14 of 2\u202f612 spans and roles lost")
    assert dialog.parts.card.detail.text().startswith("3 files written in out.")
    assert dialog.parts.before.list.lines[0].row == INSIDE
    assert dialog.parts.foot.cancel.words == "Close"
    qtbot.mouseClick(dialog.parts.foot.show_folder, Qt.MouseButton.LeftButton)
    assert [Path(each) for each in opened] == [Path("/desk/out")]
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.heard.of("cancelled") == []
    assert not dialog.isVisible()


def test_without_a_folder_nothing_is_written(qtbot, dialog):
    checked(dialog)
    dialog.parts.foot.folder.setText("  ")
    qtbot.mouseClick(dialog.write_button, Qt.MouseButton.LeftButton)
    assert dialog.heard.of("write_requested") == []
    assert title(dialog) == "Choose a folder to write into."
    assert dialog.parts.foot.folder.hasFocus()


@pytest.mark.parametrize("way", ["Esc", "button"])
def test_writing_is_stopped_and_the_window_stays(qtbot, dialog, way):
    checked(dialog)
    qtbot.mouseClick(dialog.write_button, Qt.MouseButton.LeftButton)
    if way == "Esc":
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    else:
        qtbot.mouseClick(dialog.parts.foot.cancel, Qt.MouseButton.LeftButton)
    assert dialog.heard.of("cancelled") == [()]
    assert title(dialog) == "Stopped. The files in the folder are as they were."
    assert dialog.write_button.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.heard.of("cancelled") == [()]


@pytest.mark.parametrize("way", ["close", "cross"])
def test_closing_stops_what_is_under_way(qtbot, dialog, way):
    checked(dialog)
    qtbot.mouseClick(dialog.write_button, Qt.MouseButton.LeftButton)
    if way == "close":
        dialog.close()
    else:
        qtbot.mouseClick(dialog.parts.bar.close_button, Qt.MouseButton.LeftButton)
    assert dialog.heard.of("cancelled") == [()]
    assert not dialog.isVisible()


def test_a_failure_is_said_and_can_be_tried_again(qtbot, dialog):
    checked(dialog)
    for times in (1, 2):
        qtbot.mouseClick(dialog.write_button, Qt.MouseButton.LeftButton)
        assert len(dialog.heard.of("write_requested")) == times
        dialog.show_error("The disk is full.")
        assert says(dialog, "Nothing was written")
        assert says(dialog, "The disk is full.")


# -- profiles, and how it stands ------------------------------------------------------------------------------------


def test_a_profile_is_kept_taken_again_and_removed(dialog):
    checked(dialog)
    dialog.parts.foot.profile_named.emit("Night")
    (kept,) = dialog.heard.of("profile_saved")
    assert (kept.name, dialog.profile()) == ("Night", kept)
    dialog.parts.formats.choose("brat")
    assert dialog.profile().name == ""
    dialog.heard.clear()
    dialog.parts.foot.profile_chosen.emit("Night")
    assert dialog.heard.of("trial_requested") == [kept]
    dialog.parts.foot.profile_removed.emit("Night")
    assert dialog.heard.of("profile_removed") == ["Night"]
    assert dialog.profile().name == ""


def test_the_window_behind_is_dimmed_as_long_as_it_is_open(dialog):
    shade = dialog.parentWidget().findChild(Shade)
    assert shade.isVisible()
    dialog.close()
    assert not shade.isVisible()


@pytest.mark.parametrize("size", [(1440, 900), (1100, 700)])
def test_it_fits_the_window_and_only_what_was_found_scrolls(qtbot, make, size):
    dialog = checked(make(HANA, OMAR, size=size), replace(LESS, rows=ROWS * 3), "dygie")
    dialog.parts.split.ways.buttons[1].click()
    dialog.show_trial(replace(LESS, rows=ROWS * 3))
    assert dialog.width() == 920
    assert dialog.height() <= min(756, size[1] - 32)
    assert dialog.layout().minimumSize().height() <= dialog.height()
    (page,) = (area for area in dialog.findChildren(QScrollArea) if area.isAncestorOf(dialog.parts.before))
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0 == page.horizontalScrollBar().maximum())


def test_tab_goes_from_top_to_bottom(qtbot, make):
    split = Profile(format_id="conll", truth=Truth(source="Hana"), split=Wanted())
    dialog = make(HANA, start=split)
    dialog.show_trial(WELL)
    named = []
    for _ in range(16):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        named.append(dialog.focusWidget().accessibleName())
    assert named == [
        "From: Hana’s decisions",
        "Where spans overlap: Longest",
        "Between columns: Blank",
        "-DOCSTART- lines: Yes",
        "More",
        "Before writing",
        "How articles are divided: By share",
        "Train",
        "Dev",
        "Test",
        "Split",
        "Folder",
        "Choose…",
        "Profile",
        "Cancel",
        "Write CoNLL",
    ]


def test_everything_one_can_reach_has_a_name(dialog):
    checked(dialog, LESS)
    kinds = (QAbstractButton, QAbstractItemView, QLineEdit, QSpinBox)
    reachable = [child for kind in kinds for child in dialog.findChildren(kind)]
    unnamed = [
        child for child in reachable if not child.accessibleName() and child.objectName() != "qt_spinbox_lineedit"
    ]
    assert unnamed == []


def test_no_label_reads_marks_in_its_text(dialog):
    labels = dialog.findChildren(QLabel)
    assert [label.text() for label in labels if label.textFormat() != Qt.TextFormat.PlainText] == []


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("theme", [LIGHT, DARK, HIGH_LIGHT], ids=lambda theme: theme.name)
def test_it_paints_in_every_appearance_switched_while_open(dialog, qapp, theme, scale):
    checked(dialog, LESS)
    before = dialog.grab().toImage()
    chrome.apply(qapp, theme, scale)
    after = dialog.grab().toImage()
    chrome.apply(qapp, LIGHT)
    assert after.size().isValid()
    assert (before == after) == (theme is LIGHT and scale == 1.0)


@pytest.mark.parametrize(("typed", "meant"), [("~/packs/a", "packs/a"), ("packs/a", "packs/a")])
def test_a_folder_is_meant_from_ones_home(qtbot, make, own_home, typed, meant):
    checked(dialog := make(HANA)).parts.foot.folder.setText(typed)
    qtbot.mouseClick(dialog.write_button, Qt.MouseButton.LeftButton)
    assert dialog.heard.of("write_requested")[-1][1] == str(own_home / meant)
