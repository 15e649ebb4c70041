"""The figure in the status bar and its chart: a click opens it, another takes it away."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.local_notes import LocalNotes
from desktop.metering import Metering
from desktop.panels.status_bar import StatusBar


@pytest.fixture
def window(qtbot, tmp_path):
    made = QWidget()
    qtbot.addWidget(made)
    column = QVBoxLayout(made)
    made.text, made.bar = QLineEdit(), StatusBar()
    column.addWidget(made.text)
    column.addStretch(1)
    column.addWidget(made.bar)
    made.resize(1100, 700)
    made.metering = Metering(made, made.bar, LocalNotes(tmp_path), str)
    made.metering._session = SimpleNamespace(workspace=SimpleNamespace(location="talks"))
    made.bar.set_gestures("118 gestures")
    with qtbot.waitExposed(made):
        made.show()
    made.text.setFocus()
    yield made
    made.metering._session = None
    made.metering.stop()


def test_what_is_done_on_another_page_is_not_counted(window):
    window.metering.meter.article("talks-1")
    for page, gestures in (("annotate", 1), ("agreement", 1), ("annotate", 2)):
        window.metering.turn_page(page)
        QTest.keyClick(window.bar, Qt.Key.Key_X)
        assert window.metering.meter.session.gestures == gestures
    window.metering.meter.article(None)


def test_a_second_click_takes_the_chart_away_and_gives_the_keyboard_back(window):
    QTest.mouseClick(window.bar.gestures, Qt.MouseButton.LeftButton)
    assert window.metering.chart.isVisible()
    assert not window.text.hasFocus()
    QTest.mouseClick(window.bar.gestures, Qt.MouseButton.LeftButton)
    assert window.metering.chart.isHidden()
    assert window.text.hasFocus()


def test_the_chart_ends_where_the_figure_ends(window):
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        window.setLayoutDirection(direction)
        window.layout().activate()
        window.bar.layout().activate()
        window.metering.open_chart()
        figure = window.bar.gestures
        left = figure.mapTo(window, figure.rect().topLeft()).x()
        chart = window.metering.chart.geometry()
        if direction == Qt.LayoutDirection.LeftToRight:
            assert chart.right() == left + figure.width() - 1
        else:
            assert chart.left() == left
        window.metering.open_chart()
