"""Agreement over time: batches as dots, guidelines as marks, and in words whether it changed."""

import pytest
from PySide6.QtCore import Qt

from desktop import chrome
from desktop.panels.agreement.chart_model import CELL
from desktop.panels.agreement.trend import TrendCard
from tests.desktop.panels.agreement.samples import TREND


@pytest.fixture
def card(qtbot):
    made = TrendCard()
    qtbot.addWidget(made)
    made.resize(860, 400)
    made.show_trend(TREND)
    with qtbot.waitExposed(made):
        made.show()
    return made


def points(card):
    return [cell.drawn for cell in card.line.cells.every()]


def test_batches_stand_in_order_with_their_articles(card):
    assert [point.name for point in points(card)][:2] == ["2023-10-02", "2023-10-09"]
    assert [point.count for point in points(card)][1:3] == ["18 articles", "4 articles"]
    assert card.note.text() == "by week"


def test_a_guideline_is_marked_where_it_begins(card):
    assert [point.guideline for point in points(card)] == ["", "", "", "guideline 6", "", ""]


def test_whether_it_changed_is_said_in_words(card):
    assert card.drift.text() == "Since guideline 6 analysts agree more: +.11 (+.06 to +.16)."
    assert card.others.text() == "Changed: ORG +.20, NORP −.10."


def test_another_series_is_chosen_by_key(qtbot, card):
    card.series.setFocus()
    qtbot.keyClick(card.series, Qt.Key.Key_Down)
    assert card.series.currentText() == "Hana × Leyla"
    assert card.drift.text().endswith("nothing changed that other articles would not explain: +.04 (−.01 to +.09).")
    assert not card.others.isVisible()
    third = card.line.cells.cell(0, 2)
    assert third.spoken == "2023-10-16: –, nothing marked, guideline 5"


def test_what_was_chosen_stays_when_the_numbers_change(card):
    card.series.setCurrentIndex(2)
    card.show_trend(TREND)
    assert card.series.currentText() == "ORG"
    assert points(card)[0].f1.value == 0.5


def test_arrows_read_batch_by_batch(qtbot, card):
    card.line.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(card.line, Qt.Key.Key_Right)
    assert card.line.currentIndex().data(CELL).spoken == "2023-10-09: .72, .66–.78, 18 articles, guideline 5"
    qtbot.keyClick(card.line, Qt.Key.Key_Right)
    assert "too few articles for an interval" in card.line.currentIndex().data(CELL).spoken


def test_a_dot_without_interval_is_hollow(card):
    image = card.line.viewport().grab().toImage()
    look = chrome.theme()

    def middle(column):
        spot = card.line.visualRect(card.line.cells.index(0, column)).center()
        return image.pixelColor(spot.x(), round(card.line.y_of(points(card)[column].f1.value))).name()

    assert middle(1) == look.ink.lower()
    assert middle(2) == look.page.lower()


def test_higher_is_further_up(card):
    assert card.line.y_of(0.9) < card.line.y_of(0.5) < card.line.y_of(card.line.axis.low)


def test_many_batches_scroll(qtbot, card):
    card.resize(400, 400)
    qtbot.waitUntil(lambda: card.line.horizontalScrollBar().maximum() > 0)
    assert card.line.verticalScrollBar().maximum() == 0


def test_a_project_without_a_second_finished_article_has_no_line(qtbot):
    made = TrendCard()
    qtbot.addWidget(made)
    made.show_trend(type(TREND)(by=TREND.by, series=()))
    assert made.line.isHidden()
    assert made.series.isHidden()
    assert made.empty.text().startswith("Not known yet")
