from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from annotations.model.mention import Kind
from annotations.model.project_settings import Conventions, Hyphenated, Phrase
from annotations.model.schema import Label
from desktop.panels.sources_panel import SourceRow, SourcesPanel
from tests.desktop.learning_samples import PHRASES, PIPELINE

LABELS = [
    Label(code="ORG", kind=Kind.ENTITY, title="Organisation"),
    Label(code="AGREE", kind=Kind.EVENT, title="Agree"),
]


@pytest.fixture
def panel(qtbot):
    made = SourcesPanel()
    made.show_sources([SourceRow("Names", "spaCy", "in use")])
    made.show_phrases(PHRASES, LABELS, grow=True)
    made.show_pipelines((PIPELINE,), ("other_pipeline",))
    qtbot.addWidget(made)
    made.resize(900, 900)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.mark.parametrize(
    ("name", "key", "changed"),
    [
        ("determiner", Qt.Key.Key_Right, {"determiner": True}),
        ("possessive", Qt.Key.Key_Right, {"possessive": True}),
        ("title", Qt.Key.Key_Right, {"title": True}),
        ("hyphenated", Qt.Key.Key_Right, {"hyphenated": Hyphenated.WHOLE}),
    ],
)
def test_conventions_are_chosen_by_arrows(qtbot, panel, name, key, changed):
    panel.show_conventions(Conventions())
    first = panel.choices[name].buttons[0]
    first.setFocus()
    with qtbot.waitSignal(panel.conventions_changed) as given:
        qtbot.keyClick(first, key)
    assert given.args == [replace(Conventions(), **changed)]


def test_conventions_are_shown_as_they_are(panel):
    panel.show_conventions(Conventions(determiner=True, hyphenated=Hyphenated.NOTHING))
    assert [choice.current() for choice in panel.choices.values()] == [1, 0, 0, 2]


def test_what_suggests_is_a_row_each_and_rows_are_replaced(panel):
    panel.show_sources([SourceRow("Names", "spaCy", "in use"), SourceRow("fast 3", "Learned here", "in use")])
    panel.show_sources([SourceRow("Events", "rules", "no event types here")])
    shown = [panel.sources.itemAt(place).widget().text() for place in range(panel.sources.count())]
    assert shown == ["Events", "rules", "no event types here"]


def test_a_phrase_is_typed_given_a_label_and_added_with_enter(qtbot, panel):
    phrases = panel.phrases
    phrases.field.setFocus()
    qtbot.keyClicks(phrases.field, "  river   accord ")
    qtbot.keyClick(phrases.label, Qt.Key.Key_Down)
    with qtbot.waitSignal(phrases.added) as added:
        qtbot.keyClick(phrases.field, Qt.Key.Key_Return)
    assert added.args == [Phrase(text="river accord", kind=Kind.EVENT, label="AGREE")]
    assert (phrases.field.text(), phrases.field.hasFocus(), phrases.add.isEnabled()) == ("", True, False)
    with qtbot.assertNotEmitted(phrases.added):
        qtbot.keyClick(phrases.field, Qt.Key.Key_Return)


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_a_phrase_is_taken_away_by_key(qtbot, panel, key):
    phrases = panel.phrases
    phrases.list.setFocus()
    phrases.list.setCurrentRow(1)
    with qtbot.waitSignal(phrases.removed) as removed:
        qtbot.keyClick(phrases.list, key)
    assert removed.args == [PHRASES[1]]
    panel.show_phrases((PHRASES[0], PHRASES[2]), LABELS, grow=True)
    assert phrases.list.currentRow() == 1


def test_the_list_says_how_long_it_is_and_shows_marks_as_they_are(panel):
    assert panel.phrases.count.text() == "3 phrases, 1 of them from what was accepted"
    assert "<b>Talas</b>" in panel.phrases.list.item(2).text()
    panel.show_phrases((), LABELS, grow=False)
    assert panel.phrases.count.text().startswith("No phrases yet.")
    assert not panel.phrases.grow.isChecked()


def test_the_list_grows_by_itself_or_not(qtbot, panel):
    with qtbot.waitSignal(panel.phrases.grow_changed) as changed:
        qtbot.keyClick(panel.phrases.grow, Qt.Key.Key_Space)
    assert changed.args == [False]


def test_a_pipeline_is_switched_off_asked_about_and_removed(qtbot, panel):
    (row,) = panel.pipelines
    assert row.words.text() == "2 labels taken · /models/desk_ner · sha256 abababababab"
    for widget, signal, given in (
        (row.active, panel.pipeline_changed, replace(PIPELINE, active=False)),
        (row.labels, panel.labels_requested, PIPELINE),
        (row.remove, panel.pipeline_removed, PIPELINE),
    ):
        with qtbot.waitSignal(signal) as sent:
            qtbot.keyClick(widget, Qt.Key.Key_Space)
        assert sent.args == [given]
    panel.show_pipelines(())
    assert panel.no_pipelines.isVisible()


def test_a_pipeline_comes_from_a_folder_or_is_installed(qtbot, panel):
    menu = panel.menu()
    folder, installed = (action for action in menu.actions() if not action.isSeparator())
    with qtbot.waitSignal(panel.folder_requested):
        folder.trigger()
    with qtbot.waitSignal(panel.package_requested) as asked:
        installed.trigger()
    assert asked.args == ["other_pipeline"]
    menu.close()


def test_nothing_can_be_changed_in_a_project_open_for_reading(panel):
    panel.set_editable(False)
    panel.show_pipelines((PIPELINE,))
    assert not any(part.isEnabled() for part in (panel.phrases.field, panel.add, *panel.pipelines))
    assert not any(choice.isEnabled() for choice in panel.choices.values())
