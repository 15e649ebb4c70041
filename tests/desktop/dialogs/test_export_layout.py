from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from desktop.dialogs.export_layout import ExportLayout
from exporters.split import Wanted
from tests.desktop.export_samples import DIVIDED, HANA, ROWS, SCHEMA

WARNINGS = tuple(f"Sentence {number}." for number in range(6))


@pytest.fixture
def layout(qtbot):
    """One that is too low for all of it."""
    made = ExportLayout((HANA,), SCHEMA, "Harbour", "/desk/out")
    qtbot.addWidget(made)
    made.resize(860, 560)
    made.before.show_rows(ROWS)
    made.split.show_wanted(Wanted(), always=False)
    made.split.show_result(replace(DIVIDED, warnings=WARNINGS))
    with qtbot.waitExposed(made):
        made.show()
    return made


def in_sight(layout: ExportLayout, part: QWidget, area: QRect) -> bool:
    """True if all of that area of a part can be seen."""
    seen = part.visibleRegion().boundingRect()
    return part.isVisible() and seen.intersected(area) == area


def line(layout: ExportLayout, row: int) -> QRect:
    shown = layout.before.list
    return shown.visualRect(shown.model().index(row, 0))


def test_the_line_that_the_arrows_come_to_is_in_sight(qtbot, layout):
    shown = layout.before.list
    layout.split.notes.button.setFocus()
    layout.split.notes.button.click()
    qtbot.waitUntil(lambda: in_sight(layout, layout.split.notes.button, layout.split.notes.button.rect()))
    assert not in_sight(layout, shown.viewport(), line(layout, 0))
    shown.setFocus(Qt.FocusReason.TabFocusReason)
    for row, key in ((3, Qt.Key.Key_End), (0, Qt.Key.Key_Home)):
        qtbot.keyClick(shown, key)
        assert in_sight(layout, shown.viewport(), line(layout, row))


def test_all_that_is_unfolded_by_a_key_is_in_sight(qtbot, layout):
    button = layout.split.notes.button
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: in_sight(layout, button, button.rect()))
    assert layout.split.notes.sentences[:6] == list(WARNINGS)
    assert in_sight(layout, layout.split.notes, layout.split.notes.rect())


def test_less_points_up_as_long_as_more_is_unfolded(qtbot, layout):
    more = layout.choices.more
    more.clicked.connect(lambda: layout.unfold(not layout.unfolded))
    folded = more.grab().toImage()
    qtbot.keyClick(more, Qt.Key.Key_Space)
    assert more.words == "Less"
    more.set_words("More")
    assert more.grab().toImage() != folded
    qtbot.keyClick(more, Qt.Key.Key_Space)
    assert more.grab().toImage() == folded
