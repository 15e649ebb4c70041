import pytest
from PySide6.QtCore import Qt

from annotations.text.direction import reads_right_to_left
from desktop.panels.preview_bar import PreviewBar, PreviewView

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bar(qtbot):
    """The bar with seven found, wide enough for all of it."""
    made = PreviewBar()
    qtbot.addWidget(made)
    made.resize(1000, 44)
    made.show_preview(PreviewView("Sara\nBell", "PERSON", "name variants", new=5, suggested=2, already=1, place=2))
    with qtbot.waitExposed(made):
        made.show()
    return made


def plain(label):
    """The words without the marks that keep them in order."""
    return label.text().translate(dict.fromkeys(map(ord, "\u2068\u2069\u200e\u200f")))


def test_it_says_what_would_happen_before_it_does(bar):
    assert plain(bar.question) == "“Sara Bell” as PERSON: 7 more"
    assert bar.figures.text() == "5 new, 2 suggested, 1 marked already"
    assert bar.by_rule.words == "name variants"
    assert bar.place.text() == "2 / 7"
    assert bar.main.words == "Apply to 7"
    assert bar.height() == 44


def test_what_is_left_out_is_taken_off_the_button(bar):
    bar.show_preview(PreviewView("Sara", "PERSON", "same letters", new=1, suggested=1, excluded=1))
    assert bar.main.words == "Apply to 1"
    assert bar.figures.text() == "1 new, 1 suggested, 1 left out"
    bar.show_preview(PreviewView("Sara", "PERSON", "same letters", new=2, excluded=2))
    assert not bar.main.isEnabled()


def test_with_nothing_found_another_rule_can_be_tried(qtbot, bar):
    bar.show_preview(PreviewView("Sara", "PERSON", "same letters", already=3))
    assert plain(bar.question) == "No other “Sara” here."
    assert bar.figures.text() == "3 marked already"
    assert [part.isVisible() for part in (bar.main, bar.back, bar.on, bar.by_rule, bar.away)] == [
        False, False, False, True, True,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("part", "signal"),
    [("main", "apply"), ("by_rule", "rule"), ("away", "leave"), ("on", "next"), ("back", "previous")],
)
def test_each_button_says_what_it_is_for(qtbot, bar, part, signal):
    with qtbot.waitSignal(getattr(bar, signal)):
        qtbot.mouseClick(getattr(bar, part), LEFT)


def test_a_long_surface_leaves_the_figure_in_sight_and_the_bar_narrow(bar):
    bar.show_preview(PreviewView("name " * 60, "PERSON", "name variants", new=7))
    assert plain(bar.question).endswith("…” as PERSON: 7 more")
    assert bar.minimumSizeHint().width() <= 764


def test_words_of_another_direction_leave_the_sentence_in_order(bar):
    bar.show_preview(PreviewView("مجلس النواب", "ORG", "same letters", new=2))
    assert plain(bar.question) == "“مجلس النواب” as ORG: 2 more"
    assert not reads_right_to_left(bar.question.text())
    bar.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    bar.show_preview(PreviewView("Sara", "ORG", "same letters", new=2))
    assert reads_right_to_left(bar.question.text())
