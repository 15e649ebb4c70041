from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop import chrome
from desktop.dialogs.gesture_chart import MOST, GestureBar, GestureChart
from desktop.meter import Figures
from desktop.theme import THEMES

TALKS = GestureBar("Talks resume in Talas", Figures(46, 31, 70))
PORT = GestureBar("القوات العراقية\n<b>Port</b>", Figures(9, 0, 20))
RAINS = GestureBar("Rains", Figures(3, 1, 5))
SESSION = Figures(118, 91, 218.4)


@pytest.fixture
def window(qtbot):
    made = QWidget()
    column = QVBoxLayout(made)
    made.text, made.anchor = QLineEdit(), QPushButton("118 gestures")
    column.addWidget(made.text)
    column.addStretch(1)
    column.addWidget(made.anchor)
    made.chart = GestureChart(made)
    qtbot.addWidget(made)
    made.resize(900, 600)
    with qtbot.waitExposed(made):
        made.show()
    made.text.setFocus()
    return made


def rows(chart):
    return [chart.list.model().index(row).data() for row in range(chart.list.model().rowCount())]


def test_the_sentence_and_the_rows_say_what_the_bars_show(window):
    window.chart.ask(SESSION, (TALKS, PORT, RAINS), Figures(1500, 1000, 4000), window.anchor)
    chart = window.chart
    assert chart.sentence.text() == "In this session 118 gestures for 91 decisions: 1.3 each, 2.4 seconds each."
    assert rows(chart) == [
        "Talks resume in Talas: 46 gestures for 31 decisions: 1.5 each, 2.3 seconds each",
        "القوات العراقية <b>Port</b>: 9 gestures, nothing decided yet",
        "Rains: 3 gestures for 1 decision: 5.0 seconds",
    ]
    assert chart.earlier.text() == "┆ Earlier days: 1.5 each on average"
    assert chart.private.text() == "Only you see this; it stays on this machine."


def test_the_keyboard_goes_from_article_to_article_and_back_to_the_text(qtbot, window):
    window.chart.ask(SESSION, (TALKS, PORT, RAINS), None, window.anchor)
    assert window.chart.list.hasFocus()
    assert window.chart.name.text() == "Rains"
    QTest.keyClick(window.chart.list, Qt.Key.Key_Home)
    assert window.chart.name.text() == "Talks resume in Talas"
    with qtbot.waitSignal(window.chart.closed):
        QTest.keyClick(window.chart.list, Qt.Key.Key_Escape)
    assert window.chart.isHidden()
    assert window.text.hasFocus()


def test_the_mouse_over_a_row_tells_of_it(window):
    window.chart.ask(SESSION, (TALKS, PORT, RAINS), None, window.anchor)
    spot = window.chart.list.visualRect(window.chart.list.model().index(1)).center()
    QTest.mouseMove(window.chart.list.viewport(), spot + QPoint(1, 1))
    QTest.mouseMove(window.chart.list.viewport(), spot)
    assert window.chart.name.text() == "القوات العراقية <b>Port</b>"
    assert window.chart.detail.text() == "9 gestures, nothing decided yet"


def test_nothing_counted_yet(window):
    window.chart.ask(Figures(), (), None, window.anchor)
    assert window.chart.sentence.text().startswith("Nothing counted yet.")
    assert window.chart.list.isHidden()
    assert window.chart.earlier.isHidden()
    QTest.keyClick(window.chart, Qt.Key.Key_Escape)
    assert window.chart.isHidden()
    assert window.text.hasFocus()


def test_earlier_days_without_a_decision_are_no_average(window):
    window.chart.ask(SESSION, (TALKS,), Figures(4, 0, 9), window.anchor)
    assert window.chart.earlier.isHidden()


def test_a_click_elsewhere_closes_and_keeps_the_keyboard_there(window):
    window.chart.ask(SESSION, (TALKS,), None, window.anchor)
    window.anchor.setFocus()
    assert window.chart.isHidden()
    assert window.anchor.hasFocus()
    window.chart.ask(Figures(), (), None, window.anchor)
    window.text.setFocus()
    assert window.chart.isHidden()


def test_the_last_twenty_articles_are_shown_and_the_latest_is_chosen(window):
    bars = [GestureBar(f"Article {number}", Figures(number, 1, 1)) for number in range(1, 31)]
    window.chart.ask(SESSION, bars, None, window.anchor)
    shown = rows(window.chart)
    assert len(shown) == MOST
    assert shown[0].startswith("Article 11: ")
    assert window.chart.name.text() == "Article 30"


@pytest.mark.parametrize("look", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_stays_within_the_window_and_nothing_is_cut(qapp, window, look, scale):
    chrome.apply(qapp, look, scale)
    qapp.processEvents()
    bars = [GestureBar("A title that is much too long for its row, whatever the font" * 2, SESSION)] * 30
    chart = window.chart
    chart.ask(SESSION, bars, SESSION, window.anchor)
    qapp.processEvents()
    assert window.rect().contains(chart.geometry())
    assert chart.geometry().bottom() < window.anchor.geometry().top()
    words = [chart.sentence, chart.detail, chart.earlier, chart.private]
    assert [label.height() >= label.heightForWidth(label.width()) for label in words] == [True] * 4
    parts = [chart.sentence, chart.list, chart.name, chart.detail, chart.earlier, chart.private]
    tops = [(part.geometry().top(), part.geometry().bottom()) for part in parts]
    assert all(upper[1] < lower[0] for upper, lower in pairwise(tops))


def test_bars_begin_where_reading_begins(qapp, window):
    lengths = {}
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        window.setLayoutDirection(direction)
        window.chart.ask(
            SESSION, (GestureBar("", Figures(10, 1, 1)), GestureBar("", Figures(1, 1, 1))), None, window.anchor
        )
        picture = window.chart.list.grab().toImage()
        row = window.chart.list.visualRect(window.chart.list.model().index(0)).center().y()
        dark = [
            x
            for x in range(picture.width())
            if picture.pixelColor(x, row - 3) == chrome.theme().color(chrome.theme().control)
        ]
        lengths[direction] = (min(dark), picture.width() - 1 - max(dark))
        window.chart.close_chart()
    near, far = lengths[Qt.LayoutDirection.LeftToRight]
    assert far < near
    mirrored_left, mirrored_right = lengths[Qt.LayoutDirection.RightToLeft]
    assert abs(mirrored_right - near) <= 1
    assert abs(mirrored_left - far) <= 1


def test_asked_again_while_open_the_keyboard_still_goes_back_to_the_text(window):
    for _time in range(2):
        window.chart.ask(SESSION, (TALKS,), None, window.anchor)
    QTest.keyClick(window.chart.list, Qt.Key.Key_Escape)
    assert window.text.hasFocus()


def test_the_first_time_it_opens_nothing_overlaps(qapp, window):
    title = "One article with a title"
    bars = [GestureBar(title, Figures(1_234, 567, 8_901))]
    chart = window.chart
    chart.ask(SESSION, bars, SESSION, window.anchor)
    qapp.processEvents()
    parts = [chart.sentence, chart.list, chart.name, chart.detail, chart.earlier, chart.private]
    assert chart.name.text() == title
    assert chart.list.height() == chrome.px(28)
    tops = [(part.geometry().top(), part.geometry().bottom()) for part in parts]
    assert all(upper[1] < lower[0] for upper, lower in pairwise(tops))
    assert [part.height() >= part.heightForWidth(part.width()) for part in (chart.sentence, chart.detail)] == [True] * 2


def test_it_stands_at_the_far_end_of_the_figure(window):
    window.anchor.setFixedWidth(120)
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        window.setLayoutDirection(direction)
        window.layout().setAlignment(window.anchor, Qt.AlignmentFlag.AlignHCenter)
        window.layout().activate()
        window.chart.ask(SESSION, (TALKS,), None, window.anchor)
        chart, anchor = window.chart.geometry(), window.anchor.geometry()
        ends = (
            (chart.right(), anchor.right())
            if direction == Qt.LayoutDirection.LeftToRight
            else (chart.left(), anchor.left())
        )
        assert ends[0] == ends[1]
        window.chart.close_chart()
