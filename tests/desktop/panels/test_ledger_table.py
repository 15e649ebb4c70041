import pytest
from PySide6.QtCore import QPoint, Qt

from annotations.editing.ledger import examples, findings, summary
from annotations.model.fate import Fated
from annotations.model.span import Span
from desktop.models.ledger_model import COLUMNS
from desktop.panels.ledger_table import LedgerPanel
from tests.desktop.learning_samples import FATES, NAMES

TITLES = [column.title for column in COLUMNS]


@pytest.fixture
def panel(qtbot):
    made = LedgerPanel()
    rows = summary(FATES)
    made.show_ledger(rows, findings(rows, FATES))
    qtbot.addWidget(made)
    made.resize(900, 600)
    with qtbot.waitExposed(made):
        made.show()
    return made


def at(panel, label, title):
    labels = [panel.table.index(row, 1).data() for row in range(panel.table.rowCount())]
    return panel.table.index(labels.index(label), TITLES.index(title))


def answered(panel):
    """Let the panel be given what it asks for, as the window would."""
    panel.examples_requested.connect(
        lambda which: panel.show_examples(which, [("<b>Talks</b>\nresume", fate) for fate in examples(FATES, which)])
    )


def test_enter_on_a_number_shows_what_it_counts(qtbot, panel):
    answered(panel)
    panel.view.setFocus()
    panel.view.setCurrentIndex(at(panel, "DATE", "Rejected"))
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert panel.heading.text() == "DATE, rejected: 12"
    assert panel.examples.rows.rowCount() == 12
    words = panel.examples.rows.index(0).data().replace("\u2068", "").replace("\u2069", "")
    assert words == "“today” rejected · <b>Talks</b> resume"
    assert "&lt;b&gt;" in panel.examples.rows.index(0).data(Qt.ItemDataRole.ToolTipRole)


def test_a_click_on_a_number_does_too_and_one_on_a_zero_does_nothing(qtbot, panel):
    asked = []
    panel.examples_requested.connect(asked.append)
    for label, title in (("ORG", "Start moved"), ("ORG", "Rejected"), ("ORG", "Label")):
        place = panel.view.visualRect(at(panel, label, title)).center()
        qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [(which.label, which.fated, which.versions) for which in asked] == [("ORG", (Fated.REBOUNDED,), (NAMES,))]


def test_an_example_opens_its_article_at_the_words(qtbot, panel):
    answered(panel)
    panel.view.setCurrentIndex(at(panel, "DATE", "Left"))
    qtbot.keyClick(panel.view, Qt.Key.Key_Space)
    panel.examples.setFocus()
    panel.examples.setCurrentIndex(panel.examples.rows.index(1))
    with qtbot.waitSignal(panel.open_article) as opened:
        qtbot.keyClick(panel.examples, Qt.Key.Key_Return)
    assert opened.args == ["a", Span(0, 3)]


def test_a_finding_shows_its_examples(qtbot, panel):
    answered(panel)
    place = panel.findings.visualRect(panel.findings.rows.index(1)).center()
    qtbot.mouseClick(panel.findings.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert panel.heading.text() == "ORG, start moved: 38"
    assert panel.examples.rows.rowCount() == 38


def test_an_answer_that_comes_too_late_is_not_shown(qtbot, panel):
    asked = []
    panel.examples_requested.connect(asked.append)
    for label, title in (("DATE", "Rejected"), ("DATE", "Left")):
        panel.view.asked.emit(at(panel, label, title))
    panel.show_examples(asked[0], [("A", FATES[0])])
    assert panel.examples.rows.rowCount() == 0
    panel.show_examples(asked[1], [("A", FATES[0])])
    assert panel.examples.rows.rowCount() == 1


def test_it_is_sorted_by_key_and_by_a_click_on_a_head(qtbot, panel):
    panel.view.setFocus()
    panel.view.setCurrentIndex(at(panel, "ORG", "Missed"))
    qtbot.keyClick(panel.view, Qt.Key.Key_S)
    assert panel.table.index(0, TITLES.index("Missed")).data() == "30"
    qtbot.keyClick(panel.view, Qt.Key.Key_S)
    assert panel.table.index(4, TITLES.index("Missed")).data() == "30"
    header, column = panel.view.horizontalHeader(), TITLES.index("Rejected")
    place = QPoint(header.sectionViewportPosition(column) + 20, 10)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    shown = [int(panel.table.index(row, column).data()) for row in range(5)]
    assert shown in (sorted(shown), sorted(shown, reverse=True))
    assert panel.table.sortColumn() == column


def test_it_is_narrowed_by_keyboard_and_says_what_is_in_sight(qtbot, panel):
    panel.kinds.buttons[0].setFocus()
    with qtbot.waitSignal(panel.narrowed) as narrowed:
        qtbot.keyClick(panel.kinds.buttons[0], Qt.Key.Key_Right)
    assert {row.label for row in narrowed.args[0]} == {"ORG", "GPE", "DATE"}
    panel.suggesters.setFocus()
    qtbot.keyClick(panel.suggesters, Qt.Key.Key_Down)
    qtbot.keyClick(panel.suggesters, Qt.Key.Key_Down)
    assert panel.in_sight() == ()
    rows = summary(FATES)
    panel.show_ledger(rows, ())
    assert panel.suggesters.currentIndex() == 2


def test_tab_leaves_the_table(qtbot, panel):
    panel.view.setFocus()
    panel.view.setCurrentIndex(at(panel, "ORG", "Missed"))
    qtbot.keyClick(panel.view, Qt.Key.Key_Tab)
    assert not panel.view.hasFocus()


def test_before_anything_is_decided_it_says_what_will_be_here(panel):
    panel.show_ledger((), ())
    assert panel.empty.isVisible()
    assert not panel.view.isVisible()
    assert not panel.kinds.isVisible()
