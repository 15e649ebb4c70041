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
        self.folded = 0

    def next_panel(self):
        self.asked += 1


class FoldingPage(Page):
    """A page with panels at its sides."""

    def fold_left(self):
        self.folded += 1


class Window(QWidget):
    """A first screen, and two pages behind tabs."""

    def __init__(self):
        super().__init__()
        self.top, self.stack, self.first = TopBar(), QStackedWidget(), QWidget()
        self.actions_set = ActionSet(self)
        self.stack.addWidget(self.first)
        self.annotate, self.training = FoldingPage(), None
        pages = (("annotate", "Annotate", lambda: self.annotate), ("training", "Training", self._make))
        self.tabs = PageTabs(self.top, self.stack, self.actions_set, pages)
        column = QVBoxLayout(self)
        column.addWidget(self.top)
        column.addWidget(self.stack)

    def _make(self):
        assert self.training is None, "made once"
        self.training = Page()
        return self.training


@pytest.fixture
def window(qtbot):
    made = Window()
    qtbot.addWidget(made)
    made.actions_set.set_state(("project",))
    return made


def test_without_a_project_no_page_can_be_turned_to(window):
    window.tabs.turn_to("training")
    for action in ("next-panel", "fold-left"):
        window.actions_set[action].trigger()
    assert window.stack.currentWidget() is window.first
    assert (window.annotate.asked, window.training) == (0, None)


def test_a_project_opens_with_the_first_page_and_all_tabs(window):
    window.tabs.open()
    assert window.tabs.shows("annotate")
    assert [tab.text() for tab in window.top.tabs.values()] == ["Annotate", "Training"]


def test_the_key_of_a_page_and_its_tab_turn_to_it(qtbot, window):
    window.tabs.open()
    with qtbot.waitSignal(window.tabs.turned):
        window.actions_set["page-training"].trigger()
    assert (window.tabs.shows("training"), window.tabs.shows("annotate")) == (True, False)
    with qtbot.waitSignal(window.tabs.turned):
        window.top.tab_chosen.emit("annotate")
    assert window.tabs.shows("annotate")


def test_the_next_part_is_that_of_the_page_in_sight(window):
    window.tabs.open()
    window.tabs.turn_to("training")
    window.actions_set["next-panel"].trigger()
    assert (window.annotate.asked, window.training.asked) == (0, 1)


def test_a_side_is_folded_where_the_page_in_sight_has_one(window):
    window.tabs.open()
    window.actions_set["fold-left"].trigger()
    window.tabs.turn_to("training")
    window.actions_set["fold-left"].trigger()
    assert window.annotate.folded == 1


def test_what_comes_is_told_before_and_after(qtbot, window):
    window.tabs.open()
    shown = []
    window.tabs.turning.connect(lambda page: shown.append((page, window.tabs.shows("training"))))
    window.tabs.turned.connect(lambda: shown.append(window.tabs.shows("training")))
    window.tabs.turn_to("training")
    assert shown == [("training", False), True]
