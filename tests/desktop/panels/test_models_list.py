import pytest
from PySide6.QtCore import Qt

from annotations.model.learned import Learner
from annotations.model.mention import Kind
from desktop.panels.models_list import ModelsList
from tests.desktop.learning_samples import MODELS


@pytest.fixture
def panel(qtbot):
    made = ModelsList()
    made.set_finished(25)
    made.show_models(MODELS)
    qtbot.addWidget(made)
    made.resize(800, 400)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_the_newest_stands_first_with_its_verdict(panel):
    first = panel.models.index(0).data()
    assert first.startswith("fast 4 · events · learned from 25 articles · 4 s · in use. Better on 25 articles")
    assert panel.models.index(3).data().startswith("fast 1 · names")


def test_learning_is_asked_for_by_keyboard_and_can_be_stopped(qtbot, panel):
    asked = []
    panel.learn_requested.connect(asked.append)
    for button in (panel.fast, panel.slow):
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_Space)
    assert asked == [Learner.FAST, Learner.SLOW]
    panel.fast.setFocus()
    panel.show_progress("Learning events from 25 articles", 3, 8)
    assert (panel.fast.isVisible(), panel.slow.isVisible(), panel.stop.hasFocus()) == (False, False, True)
    assert panel.doing.text() == "Learning events from 25 articles"
    with qtbot.waitSignal(panel.stop_requested):
        qtbot.keyClick(panel.stop, Qt.Key.Key_Space)
    panel.show_progress(None)
    assert (panel.fast.isVisible(), panel.stop.isVisible(), panel.bar.isVisible()) == (True, False, False)


def test_enter_uses_the_model_of_the_row_but_not_the_one_in_use(qtbot, panel):
    used = []
    panel.use_requested.connect(used.append)
    panel.list.setFocus()
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert used == []
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert used == ["event3"]


def test_going_back_to_the_rules_is_for_the_kind_of_the_row(qtbot, panel):
    assert panel.rules.words == "Go back to the rules for events"
    with qtbot.waitSignal(panel.rules_requested) as asked:
        qtbot.keyClick(panel.rules, Qt.Key.Key_Space)
    assert asked.args == [Kind.EVENT]
    panel.list.setCurrentIndex(panel.models.index(2))
    assert panel.rules.words == "Go back to the rules for names"
    assert not panel.rules.isEnabled()


def test_the_menu_offers_what_the_buttons_offer(qtbot, panel):
    panel.list.setCurrentIndex(panel.models.index(1))
    menu = panel.menu()
    assert [action.text() for action in menu.actions()] == ["Use this one", "Go back to the rules for events"]
    with qtbot.waitSignal(panel.use_requested) as used:
        menu.actions()[0].trigger()
    assert used.args == ["event3"]
    menu.close()


def test_what_was_chosen_stays_chosen(panel):
    panel.list.setCurrentIndex(panel.models.index(2))
    panel.show_models(MODELS[1:])
    assert panel.chosen().id == "entity2"


@pytest.mark.parametrize(
    ("finished", "words"),
    [
        (2, "Finish 3 more articles and the first model can be learned."),
        (4, "Finish 1 more article and the first model can be learned."),
        (5, "Nothing learned yet. Learn now takes seconds, Train longer takes minutes."),
    ],
)
def test_before_the_first_model_it_says_what_is_missing(panel, finished, words):
    panel.show_models(())
    panel.set_finished(finished)
    assert panel.empty.text() == words
    assert (panel.list.isVisible(), panel.use.isVisible()) == (False, False)
    assert panel.fast.isVisible() == (finished >= 5)


def test_nothing_is_learned_in_a_project_open_for_reading(panel):
    panel.set_finished(25, editable=False)
    assert not panel.fast.isVisible()
    assert not panel.use.isEnabled()


def test_where_the_rules_suggest_there_is_no_going_back_to_them(qtbot, panel):
    panel.list.setCurrentIndex(panel.models.index(2))
    assert panel.chosen().kind is Kind.ENTITY
    assert not panel.rules.isVisible()
    panel.list.setCurrentIndex(panel.models.index(0))
    assert panel.rules.isVisible()


def test_the_buttons_stand_right_below_the_last_row(qtbot, panel):
    rows = panel.list.visualRect(panel.models.index(3)).translated(panel.list.pos())
    assert 0 <= panel.use.y() - rows.bottom() <= 16
    panel.show_models(MODELS[:1])
    qtbot.waitUntil(lambda: panel.use.y() < rows.top())
    assert panel.list.height() >= panel.list.visualRect(panel.models.index(0)).height()
