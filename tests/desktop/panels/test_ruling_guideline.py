from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from annotations.model.ruling import Cause
from desktop.panels.example_card import Example
from desktop.panels.ruling_guideline import Draft, GuidelineCard
from tests.desktop.panels.docket_samples import EXAMPLE, GUIDELINE, SENTENCE

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
BRACKETED = "The [𝒽ill Resistance] of <b>Ford</b> claimed it."


@pytest.fixture
def host(qtbot):
    """A window with a field that the keyboard can leave the card for."""
    made = QWidget()
    QVBoxLayout(made).addWidget(QLineEdit())
    made.resize(340, 500)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def card(qtbot, host):
    """The card in that window."""
    made = GuidelineCard()
    host.layout().addWidget(made)
    made.show_guideline(GUIDELINE)
    with qtbot.waitExposed(host):
        host.show()
    host.activateWindow()
    return made


def leave(card):
    card.parentWidget().findChild(QLineEdit).setFocus(Qt.FocusReason.TabFocusReason)


def type_in(card, words):
    card.field.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(card.field, Qt.Key.Key_End, CONTROL)
    QTest.keyClicks(card.field, words)


def test_at_first_nothing_goes_with_a_ruling(card):
    assert card.heading.title.text() == "Guideline for ORG"
    assert card.heading.version.text() == "v6"
    assert card.draft == Draft("A named group is ORG.", None, None)
    assert not card.edited
    assert not card.card.isVisible()


def test_what_is_typed_makes_a_new_version(qtbot, card):
    with qtbot.waitSignal(card.changed):
        type_in(card, " Always.")
    assert card.draft.text == "A named group is ORG. Always."
    assert card.edited
    assert card.heading.version.text() == "v6, becomes v7"
    for _ in " Always.":
        QTest.keyClick(card.field, Qt.Key.Key_Backspace)
    assert not card.edited
    assert card.heading.version.text() == "v6"


def test_ctrl_enter_and_leaving_keep_the_draft(qtbot, card):
    type_in(card, " Always.")
    with qtbot.waitSignal(card.left):
        QTest.keyClick(card.field, Qt.Key.Key_Return, CONTROL)
    assert card.draft.text.endswith("Always.")
    type_in(card, " Ever.")
    leave(card)
    assert card.draft.text.endswith("Always. Ever.")


def test_esc_brings_back_what_was_there_when_the_field_was_entered(qtbot, card):
    type_in(card, " Always.")
    leave(card)
    type_in(card, " Ever.")
    with qtbot.waitSignal(card.left):
        QTest.keyClick(card.field, Qt.Key.Key_Escape)
    assert card.draft.text == "A named group is ORG. Always."


def test_enter_is_a_line_of_the_guideline(qtbot, card):
    type_in(card, "")
    with qtbot.assertNotEmitted(card.left):
        QTest.keyClick(card.field, Qt.Key.Key_Return)
    assert card.draft.text == "A named group is ORG.\n"


def test_the_same_view_again_leaves_the_cursor_where_it_is(card):
    type_in(card, " Always.")
    place = card.field.textCursor().position()
    card.show_guideline(replace(GUIDELINE, offered=None))
    assert card.field.textCursor().position() == place
    assert card.field.toPlainText().endswith("Always.")


def test_the_example_is_added_and_dropped(qtbot, card):
    with qtbot.waitSignal(card.changed):
        qtbot.mouseClick(card.add_example, LEFT)
    assert card.draft.example == BRACKETED
    assert card.heading.version.text() == "v6, becomes v7"
    assert card.card.sentence.accessibleName() == BRACKETED
    assert not card.add_example.isVisible()
    with qtbot.waitSignal(card.changed):
        qtbot.mouseClick(card.card.cross, LEFT)
    assert card.draft.example is None
    assert card.add_example.isVisible()
    assert not card.edited


def test_by_keyboard_the_example_comes_and_goes_in_one_place(card):
    card.add_example.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(card.add_example, Qt.Key.Key_Space)
    assert card.card.cross.hasFocus()
    QTest.keyClick(card.card.cross, Qt.Key.Key_Space)
    assert card.add_example.hasFocus()


def test_an_example_stays_with_the_draft_when_the_place_changes(card):
    card.add_example.click()
    card.show_guideline(replace(GUIDELINE, offered=Example("Talas fell.", 0, 5)))
    assert card.draft.example == BRACKETED


def test_what_was_typed_for_one_label_waits_while_another_is_shown(card):
    type_in(card, " Always.")
    card.add_example.click()
    card.show_guideline(replace(GUIDELINE, code="GPE", text="A place is GPE.", version=6))
    assert card.draft == Draft("A place is GPE.", None, None)
    assert not card.edited
    card.show_guideline(None)
    assert card.draft == Draft("", None, None)
    card.show_guideline(GUIDELINE)
    assert card.draft == Draft("A named group is ORG. Always.", BRACKETED, None)


def test_where_nothing_would_stand_only_the_cause_is_asked(card):
    card.show_guideline(None)
    shown = (card.heading, card.field, card.card, card.add_example, card.causes)
    assert [part.isVisible() for part in shown] == [False, False, False, False, True]


def test_a_cause_is_chosen_and_a_second_click_lets_it_go(qtbot, card):
    causes = []
    for button in (*card.causes.buttons, card.causes.buttons[2]):
        with qtbot.waitSignal(card.changed):
            qtbot.mouseClick(button, LEFT)
        causes.append(card.draft.cause)
    assert causes == [Cause.GUIDELINE, Cause.SLIP, Cause.TEXT, None]
    assert card.causes.current() == -1


def test_the_causes_are_one_stop_for_tab_chosen_or_not(card):
    def stops():
        tab = Qt.FocusPolicy.TabFocus
        return [place for place, button in enumerate(card.causes.buttons) if button.focusPolicy() & tab]

    assert stops() == [0]
    for place in (1, 0, 2):
        card.causes.buttons[place].click()
        assert stops() == [place]
    card.causes.buttons[2].click()
    assert stops() == [0]
    card.causes.buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(card.causes.buttons[0], Qt.Key.Key_Right)
    assert card.draft.cause is Cause.GUIDELINE


def test_once_ruled_nothing_goes_with_the_next(card):
    type_in(card, " Always.")
    card.add_example.click()
    card.causes.buttons[0].click()
    card.forget()
    assert card.draft == Draft("A named group is ORG.", None, None)
    assert not card.edited
    card.show_guideline(replace(GUIDELINE, text="A named group is ORG. Always.", version=7, offered=None))
    assert card.heading.version.text() == "v7"
    assert card.draft.text.endswith("Always.")


def test_a_guideline_that_is_not_to_be_changed_can_be_read(card):
    card.show_guideline(replace(GUIDELINE, editable=False))
    type_in(card, " Always.")
    assert card.draft.text == "A named group is ORG."
    assert not card.add_example.isVisible()
    assert not card.causes.buttons[0].isEnabled()


def test_the_field_is_as_high_as_its_lines_within_bounds(card):
    heights = []
    for text in ("", "One line.", "word " * 40, "word " * 400):
        card.show_guideline(replace(GUIDELINE, code=str(len(text)), text=text))
        card.grab()
        heights.append(card.field.height())
    assert heights[0] == heights[1] < heights[2] < heights[3]
    assert heights[3] < 13 * card.field.fontMetrics().lineSpacing() + 20


def test_no_line_reaches_under_a_scroll_bar_that_came_while_it_was_hidden(qtbot, host):
    card = GuidelineCard()
    card.show_guideline(replace(GUIDELINE, text="word " * 400))
    host.layout().addWidget(card)
    with qtbot.waitExposed(host):
        host.show()
    card.grab()
    field = card.field
    layout = field.document().firstBlock().layout()
    assert field.verticalScrollBar().isVisible()
    assert layout.lineAt(0).width() <= field.viewport().width() - 2 * field.document().documentMargin()


def test_the_sentence_of_an_example_is_laid_out_in_its_own_direction(card):
    sentence = "قال مجلس النواب إن الاجتماع تأجل."
    words = "مجلس النواب"
    start = sentence.index(words)
    card.show_guideline(replace(GUIDELINE, code="X", offered=Example(sentence, start, start + len(words))))
    card.add_example.click()
    layout, high = card.card.sentence._lay_out(200)
    assert layout.textOption().textDirection() is Qt.LayoutDirection.RightToLeft
    assert high >= 16
    assert card.draft.example == "قال [مجلس النواب] إن الاجتماع تأجل."


def test_the_marked_words_are_told_apart_in_units_of_the_layout():
    made = GuidelineCard()
    made.card.show_example(EXAMPLE, "orange")
    layout, _ = made.card.sentence._lay_out(300)
    marked = layout.formats()[0]
    # The first letter takes two units, and a quotation mark stands before the sentence.
    assert (marked.start, marked.length) == (EXAMPLE.start + 1, EXAMPLE.end - EXAMPLE.start + 1)
    assert layout.text() == f"“{SENTENCE}”"
    made.deleteLater()
