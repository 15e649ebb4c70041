"""The parts of the page in their places: what the settings say, once, and within bounds."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from desktop.pages.annotate_layout import AnnotateLayout
from desktop.settings import DENSITY, INSPECTOR_WIDTH, LINE_SPACING, QUEUE_WIDTH, ZOOM, Settings


@pytest.fixture
def page(qtbot):
    made = AnnotateLayout(Settings())
    qtbot.addWidget(made)
    made.resize(1440, 800)
    with qtbot.waitExposed(made):
        made.show()
    return made


def resize(page, width):
    page.resize(width, 800)
    page.fit(width, 800)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


def test_panels_get_their_width_back_after_a_narrow_window(page):
    page.canvas.setMinimumWidth(700)  # so that the panels give way before the list folds
    page._settings.set(QUEUE_WIDTH, 300)
    page._settings.set(INSPECTOR_WIDTH, 380)
    page._set_widths(1440)
    resize(page, 1100)
    assert page.queue.width() < 100
    resize(page, 1440)
    assert (page.queue.width(), page.inspector.width()) == (300, 380)


@pytest.mark.parametrize(("stored", "shown"), [(5_000, 300), (-3, 70), (0, 70), (125, 125)])
def test_no_settings_file_makes_a_text_that_cannot_be_read(page, stored, shown):
    page._settings.set(ZOOM, stored)
    page.read_settings()
    assert page.zoom == page.canvas._percent == shown
    page.set_zoom(stored)
    assert page._settings.get(ZOOM) == shown


def test_the_settings_are_laid_out_once(page, monkeypatch):
    times = []
    monkeypatch.setattr(page.canvas, "_relayout", lambda: times.append(1))
    for setting, value in ((ZOOM, 150), (LINE_SPACING, 120), (DENSITY, 2)):
        page._settings.set(setting, value)
    page.read_settings()
    assert len(times) == 1
    assert (page.canvas._percent, page.canvas._spacing, page.canvas._lanes) == (150, 120, 2)
