import pytest
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.action_set import ActionSet
from desktop.page_tabs import PageTabs
from desktop.panels.top_bar import TopBar


class Page(QWidget):
    """A page that counts how often its next part was asked for."""

    def __init__(self):
        super().__init__()
        self.asked = 0

    def next_panel(self):
        self.asked += 1


class Window(QWidget):
    """A first screen, and two pages behind tabs."""

    def __init__(self):
        super().__init__()
        self.top, self.stack, self.first = TopBar(), QStackedWidget(), QWidget()
        self.actions_set = ActionSet(self)
        self.stack.addWidget(self.first)
        self.annotate, self.training = Page(), Page()
        pages = (("annotate", "Annotate", self.annotate), ("training", "Training", self.training))
        self.tabs = PageTabs(self.top, self.stack, self.actions_set, pages)
        column = QVBoxLayout(self)
        column.addWidget(self.top)
        column.addWidget(self.stack)


@pytest.fixture
def window(qtbot):
    made = Window()
    qtbot.addWidget(made)
    made.actions_set.set_state(("project",))
    return made


def test_without_a_project_no_page_can_be_turned_to(window):
    window.tabs.turn_to("training")
    window.tabs.next_panel()
    assert window.stack.currentWidget() is window.first
    assert (window.annotate.asked, window.training.asked) == (0, 0)


def test_a_project_opens_with_the_first_page_and_all_tabs(window):
    window.tabs.open()
    assert window.tabs.shows(window.annotate)
    assert [tab.text() for tab in window.top.tabs.values()] == ["Annotate", "Training"]


def test_the_key_of_a_page_and_its_tab_turn_to_it(qtbot, window):
    window.tabs.open()
    with qtbot.waitSignal(window.tabs.turned):
        window.actions_set["page-training"].trigger()
    assert (window.tabs.shows(window.training), window.tabs.shows(window.annotate)) == (True, False)
    with qtbot.waitSignal(window.tabs.turned):
        window.top.tab_chosen.emit("annotate")
    assert window.tabs.shows(window.annotate)


def test_the_next_part_is_that_of_the_page_in_sight(window):
    window.tabs.open()
    window.tabs.turn_to("training")
    window.tabs.next_panel()
    assert (window.annotate.asked, window.training.asked) == (0, 1)
