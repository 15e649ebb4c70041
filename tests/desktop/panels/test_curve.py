import sys

import pytest
from PySide6.QtCore import Qt

from annotations.model.mention import Kind
from desktop import chrome
from desktop.panels.curve import Curve
from desktop.theme import DARK, LIGHT
from tests.desktop.learning_samples import CURVE


@pytest.fixture
def curve(qtbot):
    made = Curve()
    qtbot.addWidget(made)
    made.resize(800, 300)
    return made


def shown(qtbot, curve):
    with qtbot.waitExposed(curve):
        curve.show()
    return curve


def drawn(qtbot, curve):
    curve.show_curves({Kind.EVENT: CURVE})
    shown(qtbot, curve)
    qtbot.waitUntil(lambda: curve.plot is not None)
    return curve


def test_nothing_is_loaded_before_it_is_seen(curve):
    curve.show_curves({Kind.EVENT: CURVE})
    assert curve.plot is None


def test_without_a_curve_nothing_is_drawn(qtbot, curve):
    shown(qtbot, curve)
    assert curve.empty.isVisible()
    assert (curve.kinds.isVisible(), curve.forms.isVisible(), curve.plot) == (False, False, None)


def test_the_kind_that_has_a_curve_is_shown_and_the_other_one_says_that_it_has_none(qtbot, curve):
    drawn(qtbot, curve)
    assert curve.kinds.current() == 1
    assert curve.words.text().startswith("Learned from 25 articles: F1 .78")
    assert curve.plot.accessibleDescription() == curve.words.text()
    curve.kinds.buttons[1].setFocus()
    qtbot.keyClick(curve.kinds.buttons[1], Qt.Key.Key_Left)
    assert curve.empty.text() == "No model of this kind has a curve yet."
    assert not curve.words.isVisible()


def test_both_lines_are_drawn_with_their_intervals(qtbot, curve):
    drawn(qtbot, curve)
    import pyqtgraph

    items = curve.plot.getPlotItem().items
    lines = [item for item in items if isinstance(item, pyqtgraph.PlotDataItem)]
    assert [list(line.getData()[1]) for line in lines] == [
        [point.old.f1 for point in CURVE],
        [point.new.f1 for point in CURVE],
    ]
    bands = [item for item in items if isinstance(item, pyqtgraph.FillBetweenItem)]
    assert len(bands) == 2
    assert all(not band.path().isEmpty() for band in bands)


def test_it_can_be_read_as_a_table_by_keyboard(qtbot, curve):
    drawn(qtbot, curve)
    curve.forms.buttons[0].setFocus()
    qtbot.keyClick(curve.forms.buttons[0], Qt.Key.Key_Right)
    assert curve.table.isVisible()
    assert [curve.table.item(0, column).text() for column in range(5)] == ["5", ".69", ".60–.78", ".72", ".67–.77"]
    curve.table.setFocus()
    qtbot.keyClick(curve.table, Qt.Key.Key_Down)
    assert curve.table.currentRow() == 1


def test_it_follows_the_theme(qtbot, qapp, curve):
    drawn(qtbot, curve)
    before = curve.grab().toImage().pixelColor(400, 60).lightness()
    chrome.apply(qapp, DARK)
    after = curve.grab().toImage().pixelColor(400, 60).lightness()
    chrome.apply(qapp, LIGHT)
    assert before > 200
    assert after < 100


def test_the_page_does_not_load_what_draws_at_import():
    assert "pyqtgraph" not in vars(sys.modules["desktop.panels.curve"])
