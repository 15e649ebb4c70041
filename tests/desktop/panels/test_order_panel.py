from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotations.agreement.estimate import Estimate
from annotations.model.project_settings import Order
from desktop.models.pull_words import difference_in_words, estimate_in_words
from desktop.panels.order_panel import OrderPanel
from tests.desktop.learning_samples import PULL, contrast, unknown


@pytest.fixture
def panel(qtbot):
    made = OrderPanel()
    made.show_order(Order.DOUBT, 0.1, 5)
    qtbot.addWidget(made)
    made.resize(900, 900)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_each_order_has_its_radio_and_arrows_choose(qtbot, panel):
    buttons = panel.orders.buttons()
    assert len(buttons) == len(Order)
    assert panel.orders.checkedId() == list(Order).index(Order.DOUBT)
    for button, order in zip(buttons, Order, strict=True):
        with qtbot.waitSignal(panel.order_changed) as changed:
            qtbot.keyClick(button, Qt.Key.Key_Space)
        assert changed.args == [order]
    assert all(button.accessibleDescription() for button in buttons)


def test_shares_and_counts_are_typed(qtbot, panel):
    for box, signal, typed, given in (
        (panel.blind, panel.blind_changed, "25", 0.25),
        (panel.refit, panel.refit_changed, "8", 8),
    ):
        sent = []
        signal.connect(sent.append)
        box.setFocus()
        box.selectAll()
        QTest.keyClicks(box, typed)
        assert sent[-1] == pytest.approx(given)
    panel.blind.setValue(90)
    assert panel.blind.value() == 50


def test_what_is_shown_is_not_said_to_be_chosen(qtbot, panel):
    with qtbot.assertNotEmitted(panel.blind_changed), qtbot.assertNotEmitted(panel.order_changed):
        panel.show_order(Order.SOURCE, 0.0, 0)
    assert (panel.blind.text(), panel.refit.text()) == ("none", "never")


def test_a_project_open_for_reading_keeps_its_order(panel):
    panel.show_order(Order.DATE, 0.2, 5, editable=False)
    assert not any(part.isEnabled() for part in (*panel.orders.buttons(), panel.blind, panel.refit))


def test_the_pull_is_told_with_its_interval_or_with_the_reason_why_not(panel):
    assert panel.no_pull.isVisible()
    panel.show_pulls((replace(PULL, annotator=""), PULL))
    cells = [[panel.pull.item(row, column).text() for column in range(5)] for row in range(6)]
    assert [row[0] for row in cells] == ["All analysts", "", "", "Sara", "", ""]
    assert cells[3][2:] == [".91, 31 articles", ".78, 9 articles", "+.13 (+.05 … +.20)"]
    assert cells[5][2:] == ["–", "–", "needs ruled articles that somebody did blind"]
    assert not panel.no_pull.isVisible()


def test_reasons_and_small_numbers_in_words():
    assert estimate_in_words(Estimate(value=0.5, articles=1)) == ".50, 1 article"
    alone = replace(contrast(0.4, 0.6, 0, 0), difference=Estimate(value=-0.2, articles=2))
    assert difference_in_words(alone) == "−.20, too few articles for an interval"
    assert difference_in_words(unknown("no_articles")) == "no article finished blind"
    blind_only = replace(unknown("no_articles"), blind=Estimate(value=0.5, articles=2))
    assert difference_in_words(blind_only) == "no article finished with suggestions"
