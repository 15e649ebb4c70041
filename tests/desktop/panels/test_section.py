import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel, QWidget

from desktop.pages.training import TrainingPage
from desktop.panels.section import Section


class Shown(QObject):
    """The windows that came on the screen, however short."""

    def __init__(self, application):
        super().__init__()
        self.windows = []
        application.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(type(watched).__name__)
        return False


@pytest.fixture
def shown(qapp):
    made = Shown(qapp)
    yield made
    qapp.removeEventFilter(made)


def test_building_a_page_of_sections_opens_no_window(qtbot, shown):
    qtbot.addWidget(TrainingPage())
    assert shown.windows == []


@pytest.mark.parametrize(("sentence", "lines"), [("What suggests here.", 2), ("", 1)])
def test_a_section_without_a_sentence_leaves_no_gap_for_it(qtbot, sentence, lines):
    made = Section("Sources", sentence)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    assert [label.text() for label in made.findChildren(QLabel) if label.isVisible()] == ["Sources", sentence][:lines]
