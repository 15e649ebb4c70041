import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLabel, QLineEdit, QWidget

from annotations.importers import read
from annotations.importers.mapping import LabelMap, Otherwise
from annotations.importers.survey import survey
from annotations.model.project import ImportReport, Rejected
from desktop import chrome
from desktop.dialogs.importing import Asked, ImportDialog
from desktop.theme import DARK, LIGHT
from tests.desktop.panels.importing.samples import (
    ASSAULT,
    ATTACK,
    MISC,
    PERSON,
    PLAIN,
    SCHEMA,
    TEAM,
    UNNAMED_ONLY,
    WEATHER,
    surveyed,
)

NOBODY: frozenset[str] = frozenset()
REJECTED = (Rejected("/d/team.jsonl", 2, "0..9999 is outside the text"),)


@pytest.fixture(autouse=True)
def look(qapp):
    chrome.apply(qapp, LIGHT)
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def make(qtbot):
    def make(*paths: Path, shown: bool = True, annotator: str = "Hana") -> ImportDialog:
        window = QWidget()
        qtbot.addWidget(window)
        window.resize(1440, 900)
        window.show()
        dialog = ImportDialog(window, paths or (Path("/d"),), SCHEMA, annotator, title="Ford desk")
        dialog.window_kept = window
        dialog.surveys, dialog.imports, dialog.stopped = [], [], []
        dialog.survey_requested.connect(dialog.surveys.append)
        dialog.import_requested.connect(dialog.imports.append)
        dialog.cancelled.connect(lambda: dialog.stopped.append(True))
        qtbot.addWidget(dialog)
        if shown:
            dialog.open()
        return dialog

    return make


@pytest.fixture
def team(make):
    dialog = make()
    dialog.show_survey(TEAM, NOBODY)
    return dialog


def said(dialog: ImportDialog) -> tuple[str, str]:
    headline = dialog.parts.survey.headline
    return headline.level, headline.title.text()


def foot(dialog: ImportDialog) -> str:
    return dialog.parts.foot.words.text()


# -- reading ----------------------------------------------------------------------------------------------------------


def test_it_asks_what_is_in_the_files_when_it_opens(make):
    dialog = make(Path("/d/a.txt"), Path("/d/more"))
    assert dialog.surveys == [Asked(paths=(Path("/d/a.txt"), Path("/d/more")))]
    assert not dialog.add_button.isEnabled()
    dialog.show_progress(1200, adding=False)
    assert foot(dialog) == "Reading, 1\u202f200 records so far."
    dialog.show_survey(PLAIN, NOBODY)
    assert said(dialog) == ("ok", "2 articles")
    assert dialog.add_button.words == "Add 2 articles"


def test_it_does_not_ask_again_what_it_was_told_already(make):
    dialog = make(shown=False)
    dialog.show_survey(PLAIN, NOBODY)
    dialog.open()
    assert dialog.surveys == []
    assert dialog.add_button.isEnabled()


@pytest.mark.parametrize("way", ["button", "Esc", "bar"])
def test_closing_while_it_reads_stops_the_reading(qtbot, make, way):
    dialog = make()
    if way == "Esc":
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    else:
        button = dialog.parts.foot.cancel if way == "button" else dialog.parts.bar.close_button
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert dialog.stopped == [True]
    assert not dialog.isVisible()


def test_files_that_cannot_be_looked_at_can_be_read_again(qtbot, make):
    dialog = make()
    dialog.show_error("The reading ended by itself.")
    assert said(dialog) == ("error", "The files could not be looked at")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert len(dialog.surveys) == 2
    dialog.show_survey(PLAIN, NOBODY)
    assert dialog.add_button.words == "Add 2 articles"


@pytest.mark.parametrize(
    ("found", "known", "words", "why"),
    [
        (surveyed(), NOBODY, "Add articles", "There is nothing to add."),
        (PLAIN, set(PLAIN.texts), "Add articles", "Nothing here is new."),
    ],
)
def test_without_anything_new_nothing_can_be_added(make, found, known, words, why):
    dialog = make()
    dialog.show_survey(found, known)
    assert (dialog.add_button.words, dialog.add_button.isEnabled()) == (words, False)
    assert foot(dialog) == why


def test_annotations_of_articles_that_are_here_can_be_added(make):
    dialog = make()
    dialog.show_survey(TEAM, set(TEAM.texts))
    assert (dialog.add_button.words, dialog.add_button.isEnabled()) == ("Add annotations", True)


# -- deciding ---------------------------------------------------------------------------------------------------------


def test_enter_adds_what_is_guessed(qtbot, team):
    qtbot.keyClick(team, Qt.Key.Key_Return)
    assert team.imports == [
        Asked(
            paths=(Path("/d"),),
            labels=LabelMap(labels={MISC: Otherwise.LEFT_OUT, ATTACK: ASSAULT}, roles={WEATHER: Otherwise.LEFT_OUT}),
            annotator="Hana",
        )
    ]


def test_a_choice_of_a_label_is_in_what_is_asked_and_in_the_headline(qtbot, team):
    detail = team.parts.survey.headline.detail
    assert "38 mentions of 1 label and 3 filled roles would be left out." in detail.text()
    qtbot.keyClicks(team.parts.survey.labels.rows[MISC].box, "per")
    assert "3 filled roles would be left out." in detail.text()
    assert "mentions" not in detail.text()
    assert team.asked().labels.labels[MISC] == PERSON
    assert len(team.surveys) == 1


def test_a_plain_import_maps_no_labels(qtbot, make):
    dialog = make()
    dialog.show_survey(PLAIN, NOBODY)
    qtbot.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    assert dialog.imports == [Asked(paths=(Path("/d"),), annotator="Hana")]


def test_another_format_is_read_at_once_and_what_was_there_stays(qtbot, team):
    qtbot.keyClick(team.parts.files.list, Qt.Key.Key_Down)
    qtbot.keyClicks(team.parts.files.format, "pla")
    assert team.surveys[-1] == Asked(paths=(Path("/d"),), format_ids={"/d/news.csv": "txt"})
    assert said(team)[1].startswith("5 articles")
    assert not team.add_button.isEnabled()
    team.show_survey(TEAM, NOBODY)
    assert "as chosen" in team.parts.files.list.rows[1].second
    qtbot.keyClick(team.parts.files.format, Qt.Key.Key_Home)
    assert team.surveys[-1].format_ids == {}


def test_other_columns_are_read_at_once(qtbot, team):
    qtbot.keyClick(team.parts.survey.columns.boxes["title"], Qt.Key.Key_Home)
    assert team.surveys[-1].columns == {"text": "Body"}
    team.show_survey(TEAM, NOBODY)
    assert team.parts.survey.columns.mapping == {"text": "Body"}
    qtbot.keyClick(team, Qt.Key.Key_Return)
    assert team.imports[0].columns == {"text": "Body"}


def test_whose_annotations_is_asked_only_where_no_file_says_it(qtbot, make, team):
    assert not team.parts.survey.whose.isVisible()
    dialog = make()
    dialog.show_survey(UNNAMED_ONLY, NOBODY)
    name = dialog.parts.survey.whose.name
    assert (name.isVisible(), name.text()) == (True, "Hana")
    name.clear()
    qtbot.keyClicks(name, " adjudicated")
    assert not dialog.add_button.isEnabled()
    assert "Choose another name." in foot(dialog)
    assert "Choose another name." in dialog.parts.survey.whose.problem.text()
    name.clear()
    assert dialog.asked().annotator == "imported"
    qtbot.keyClicks(name, "Lena  Berg")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    assert [each.annotator for each in dialog.imports] == ["Lena Berg"]


def test_more_labels_than_a_schema_can_have_are_not_added(qtbot, make):
    many = tuple(replace(TEAM.labels[1], name=replace(MISC, code=f"LABEL{number}"), count=1) for number in range(500))
    dialog = make()
    dialog.show_survey(replace(TEAM, labels=many), NOBODY)
    qtbot.mouseClick(dialog.parts.survey.labels.buttons[Otherwise.ADDED], Qt.MouseButton.LeftButton)
    assert not dialog.add_button.isEnabled()
    assert "cannot be added" in foot(dialog)


# -- adding -----------------------------------------------------------------------------------------------------------


def test_while_it_adds_nothing_can_be_chosen_and_it_says_how_far_it_is(qtbot, team):
    qtbot.keyClick(team, Qt.Key.Key_Return)
    assert team.adding
    assert not team.parts.survey.isEnabled()
    team.show_progress(4, adding=True)
    assert foot(team) == "Adding, 4 of 6 records. Cancel leaves nothing behind."
    assert team.parts.foot.line.accessibleName() == "Adding: 4 / 6"
    team.show_survey(PLAIN, NOBODY)
    assert said(team)[1].startswith("5 articles")
    qtbot.keyClick(team, Qt.Key.Key_Return)
    assert len(team.imports) == 1


def test_esc_stops_the_adding_and_then_closes(qtbot, team):
    qtbot.keyClick(team, Qt.Key.Key_Return)
    qtbot.keyClick(team, Qt.Key.Key_Escape)
    assert team.stopped == [True]
    assert foot(team) == "Stopped. Nothing was added."
    assert team.isVisible()
    assert team.add_button.isEnabled()
    qtbot.keyClick(team, Qt.Key.Key_Escape)
    assert team.stopped == [True]
    assert not team.isVisible()


def test_enter_on_cancel_cancels(qtbot, team):
    qtbot.keyClick(team, Qt.Key.Key_Return)
    assert team.parts.foot.cancel.hasFocus()
    qtbot.keyClick(team.parts.foot.cancel, Qt.Key.Key_Return)
    assert team.stopped == [True]


@pytest.mark.parametrize("which", ["guessed", "close"])
def test_enter_presses_the_button_that_has_the_keyboard(qtbot, team, which):
    button = team.parts.bar.close_button if which == "close" else team.parts.survey.labels.buttons[None]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert team.imports == []
    assert team.isVisible() == (which == "guessed")


def test_an_error_says_that_nothing_was_added_and_it_can_be_tried_again(qtbot, team):
    qtbot.keyClick(team, Qt.Key.Key_Return)
    team.show_error("The disk is full.")
    assert said(team) == ("error", "Nothing was added")
    qtbot.mouseClick(team.add_button, Qt.MouseButton.LeftButton)
    assert len(team.imports) == 2


def test_it_closes_when_all_went_in(qtbot, team):
    qtbot.keyClick(team, Qt.Key.Key_Return)
    team.finished_with(ImportReport(articles=5))
    assert not team.isVisible()
    assert team.stopped == []


def test_it_becomes_the_report_where_something_was_not_read(qtbot, team):
    qtbot.keyClick(team, Qt.Key.Key_Return)
    team.finished_with(ImportReport(articles=5, rejected=REJECTED))
    assert [(row.first, row.second) for row in team.parts.report.list.rows] == [
        ("team.jsonl, line 2", "0..9999 is outside the text")
    ]
    assert team.parts.report.isVisible()
    assert not team.parts.files.isVisible()
    assert team.add_button.words == "Close"
    qtbot.keyClick(team, Qt.Key.Key_Return)
    assert not team.isVisible()
    assert team.stopped == []


def test_it_can_be_opened_as_a_report(qtbot, make):
    dialog = make(shown=False)
    dialog.finished_with(ImportReport(rejected=REJECTED))
    dialog.open()
    assert dialog.surveys == []
    assert dialog.parts.report.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


# -- how it looks -----------------------------------------------------------------------------------------------------


def test_no_label_reads_marks_and_everything_one_can_reach_has_a_name(team):
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in team.findChildren(QLabel))
    kinds = (QAbstractButton, QLineEdit, QAbstractItemView, QComboBox)
    visible = [child for kind in kinds for child in team.findChildren(kind) if child.isVisible()]
    reachable = [each for each in visible if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(reachable) > 10
    assert not [
        type(each).__name__ for each in reachable if not (each.accessibleName() or getattr(each, "text", str)())
    ]
    assert not any(child.styleSheet() for child in team.findChildren(QWidget))


def test_tab_goes_through_it_and_never_into_the_scroll_area(qtbot, team):
    seen = []
    for _ in range(40):
        widget = team.focusWidget()
        if widget in seen:
            break
        seen.append(widget)
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    survey_panel = team.parts.survey
    for widget in (team.parts.files.format, *(row.box for row in survey_panel.labels.rows.values()), team.add_button):
        assert widget in seen
    assert survey_panel.area not in seen


@pytest.mark.parametrize("size", [(1100, 700), (1440, 900)])
def test_it_fits_the_window_behind(qtbot, make, size):
    dialog = make(shown=False)
    dialog.window_kept.resize(*size)
    fitted = ImportDialog(dialog.window_kept, (Path("/d"),), SCHEMA, "Hana")
    qtbot.addWidget(fitted)
    assert fitted.width() == 920
    assert fitted.height() <= size[1] - 32


def test_the_row_that_the_keyboard_is_on_comes_into_sight(qtbot, team):
    panel = team.parts.survey
    panel.first.list.setFocus()
    before = panel.area.verticalScrollBar().value()
    for _ in range(4):
        qtbot.keyClick(panel.first.list, Qt.Key.Key_Down)
    assert panel.area.verticalScrollBar().value() > before


def test_it_paints_in_every_appearance_and_mirrored(qapp, team):
    before = team.grab().toImage()
    chrome.apply(qapp, DARK)
    dark = team.grab().toImage()
    chrome.apply(qapp, LIGHT)
    team.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert before != dark
    assert team.grab().toImage() not in (before, dark)


# -- with real files --------------------------------------------------------------------------------------------------


def ends(part: QWidget, dialog: ImportDialog) -> tuple[int, int]:
    left = part.mapTo(dialog, part.rect().topLeft()).x()
    return left, left + part.width()


def test_cards_end_where_the_headline_does_in_both_directions(qtbot, team):
    bar = team.parts.survey.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    for direction in (Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight):
        team.setLayoutDirection(direction)
        qtbot.waitUntil(lambda: ends(team.parts.survey.labels, team) == ends(team.parts.survey.headline, team))


@pytest.fixture
def folder(tmp_path):
    text = "Ana met Omar in Talas."
    mentions = [{"id": "m1", "kind": "entity", "label": "PER", "start": 0, "end": 3}]
    record = {"text": text, "sets": [{"annotator": "Ana", "status": "done", "mentions": mentions}]}
    broken = {**record, "sets": [{**record["sets"][0], "mentions": [{**mentions[0], "end": 999}]}]}
    (tmp_path / "team.jsonl").write_text(f"{json.dumps(record)}\n{json.dumps(broken)}\n", "utf-8")
    (tmp_path / "old.conll").write_text("Lena B-PER\nspoke O\n. O\n", "utf-8")
    (tmp_path / "odd \u202etxt.<b>.txt").write_text("The talks resumed.", "utf-8")
    (tmp_path / "empty.txt").touch()
    with (tmp_path / "news.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([("Headline", "Body"), ("Talks", "The two sides met.")])
    return tmp_path


def test_what_it_asks_for_is_what_comes_in(qtbot, make, folder):
    dialog = make(folder)
    dialog.show_survey(survey([folder], SCHEMA), NOBODY)
    assert said(dialog) == ("warn", "4 articles, 2 spans of 2 analysts")
    assert dialog.parts.survey.whose.isVisible()
    assert "odd \ufffdtxt.<b>.txt" in [row.first for row in dialog.parts.files.list.rows]
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    asked = dialog.imports[0]
    records = list(read(asked.paths, annotator=asked.annotator, columns=asked.columns, labels=asked.labels))
    refused = [each for each in records if isinstance(each, Rejected)]
    taken = [each for each in records if not isinstance(each, Rejected)]
    assert dialog.add_button.words == f"Add {len(taken)} articles"
    assert {(one.annotator, mention.label) for each in taken for one in each.sets for mention in one.mentions} == {
        ("Ana", "PERSON"),
        ("Hana", "PERSON"),
    }
    dialog.finished_with(ImportReport(articles=len(taken), rejected=tuple(refused)))
    assert sorted(row.first for row in dialog.parts.report.list.rows) == ["empty.txt", "team.jsonl, line 2"]
