"""What holds for every chart of the page."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QWidget

from desktop import chrome
from desktop.panels.agreement.again import AgainCard
from desktop.panels.agreement.chart_model import CELL
from desktop.panels.agreement.chart_view import CellView
from desktop.panels.agreement.confusion import ConfusionCard
from desktop.panels.agreement.figures import FiguresCard
from desktop.panels.agreement.heat import HeatCard
from desktop.panels.agreement.labels import LabelsCard
from desktop.panels.agreement.pairs import PairsCard
from desktop.panels.agreement.pulls import PullsCard
from desktop.panels.agreement.ramps import BLUE_GREY, ORANGE, agreed, mixed_up
from desktop.panels.agreement.trend import TrendCard
from desktop.theme import LIGHT, THEMES
from tests.desktop.canvas.test_contrast import contrast
from tests.desktop.panels.agreement.samples import AGAIN, HANA, MAREK, PULLS, SCHEMA, SIX, TREND, desk, nothing

CARDS = [FiguresCard, LabelsCard, PairsCard, ConfusionCard, HeatCard, TrendCard, PullsCard, AgainCard]
CLICKABLE = CARDS[:5]


def filled(make, report=None, *, empty=False):
    """A card with something, or nothing, to show."""
    card = make()
    if make is TrendCard:
        card.show_trend(TREND if not empty else type(TREND)(by=TREND.by, series=()))
    elif make is PullsCard:
        card.show_pulls(PULLS if not empty else ())
    elif make is AgainCard:
        card.show_again(AGAIN if not empty else ())
    else:
        if hasattr(card, "set_schema"):
            card.set_schema(SCHEMA)
        card.show_report(report or (nothing() if empty else desk()))
    return card


@pytest.fixture(params=CARDS, ids=lambda make: make.__name__)
def card(request, qtbot):
    """Each card in turn, filled, on the ground of the page."""
    return on_page(qtbot, filled(request.param))


@pytest.fixture(params=CLICKABLE, ids=lambda make: make.__name__)
def clickable(request, qtbot):
    """Each card whose cells lead somewhere."""
    return on_page(qtbot, filled(request.param))


def on_page(qtbot, card, width=460):
    card.setParent(made := chrome.Surface("page"))
    qtbot.addWidget(made)
    card.resize(width, card.sizeHint().height())
    made.resize(width, 900)
    with qtbot.waitExposed(made):
        made.show()
    card.resize(width, max(card.sizeHint().height(), 300))
    card.page = made
    return card


def charts(card):
    """The charts that are in sight."""
    return [view for view in card.findChildren(CellView) if view.isVisibleTo(card)]


def enabled(view):
    """The cells that can be walked to."""
    model = view.model()
    places = [model.index(row, column) for row in range(model.rowCount()) for column in range(model.columnCount())]
    return [place for place in places if place.flags() & Qt.ItemFlag.ItemIsEnabled]


def test_no_label_reads_marks_in_its_text(card):
    assert [label.text() for label in card.findChildren(QLabel) if label.textFormat() != Qt.TextFormat.PlainText] == []


def test_no_widget_carries_a_style_sheet_of_its_own(card):
    assert [type(child).__name__ for child in (card, *card.findChildren(QWidget)) if child.styleSheet()] == []


def test_everything_one_can_reach_has_a_name(card):
    reachable = [*charts(card), *card.findChildren(QAbstractButton), *card.findChildren(QComboBox)]
    nameless = [
        type(each).__name__
        for each in reachable
        if each.isVisibleTo(card) and not (each.accessibleName() or getattr(each, "text", str)())
    ]
    assert nameless == []


def test_every_cell_is_said_and_explained(card):
    cells = [index for view in charts(card) for index in enabled(view)]
    assert len(cells) > 1
    assert all(index.data(Qt.ItemDataRole.AccessibleTextRole).strip() for index in cells)
    assert all(index.data(Qt.ItemDataRole.ToolTipRole) for index in cells)


@pytest.mark.parametrize(("theme", "scale"), [*((theme, 1.0) for theme in THEMES.values()), (LIGHT, 2.0)])
def test_it_paints_in_every_appearance_switched_while_open(card, qapp, theme, scale):
    before = card.page.grab().toImage()
    chrome.apply(qapp, theme, scale)
    after = card.page.grab().toImage()
    chrome.apply(qapp, LIGHT)
    assert after.size().isValid()
    assert (before == after) == (theme is LIGHT and scale == 1.0)


def test_it_is_mirrored_with_the_window(card):
    before = card.page.grab().toImage()
    card.page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert card.page.grab().toImage() != before
    card.page.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert card.page.grab().toImage() == before


@pytest.mark.parametrize("make", CARDS, ids=lambda make: make.__name__)
def test_with_nothing_to_show_it_says_so_in_words(qtbot, make):
    card = on_page(qtbot, filled(make, empty=True))
    words = [label.text() for label in card.findChildren(QLabel) if label.isVisibleTo(card)]
    if make is FiguresCard:
        said = [cell.spoken for cell in card.rows.cells.every()]
        assert said[0] == "Span and label: –, no article done by both"
    else:
        assert charts(card) == []
        assert any(sentence.endswith(".") for sentence in words)


@pytest.mark.parametrize("make", CLICKABLE, ids=lambda make: make.__name__)
@pytest.mark.parametrize("names", [(HANA, MAREK), SIX], ids=len)
def test_with_two_and_with_six(qtbot, make, names):
    card = on_page(qtbot, filled(make, desk(names)))
    assert all(view.model().rowCount() for view in charts(card))
    assert not card.page.grab().toImage().isNull()


def test_a_click_and_enter_lead_to_the_same_places(qtbot, clickable):
    view = charts(clickable)[0]
    places = [index for index in enabled(view) if index.data(CELL).which is not None]
    index = places[1]
    with qtbot.waitSignal(clickable.chosen) as clicked:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())
    view.setCurrentIndex(places[0])
    view.setCurrentIndex(index)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        clickable.show_chosen(None)
        with qtbot.waitSignal(clickable.chosen) as entered:
            qtbot.keyClick(view, key)
        assert entered.args == clicked.args == [index.data(CELL).which]


def test_the_chosen_cell_is_shown_until_it_is_let_go(qtbot, clickable):
    view = charts(clickable)[0]
    which = next(index.data(CELL).which for index in enabled(view) if index.data(CELL).which is not None)
    before = view.grab().toImage()
    clickable.show_chosen(which)
    assert view.grab().toImage() != before
    clickable.show_chosen(None)
    assert view.grab().toImage() == before


def test_a_tooltip_shows_marks_as_they_are(qtbot):
    card = filled(HeatCard)
    qtbot.addWidget(card)
    index = card.view.model().index(0, 0)
    assert "<b>" in index.data(CELL).hint
    assert "&lt;b&gt;" in index.data(Qt.ItemDataRole.ToolTipRole)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_words_can_be_read_on_both_ramps(qapp, theme):
    chrome.apply(qapp, theme)
    grounds = [ramp.at(share / 10).name() for ramp in (BLUE_GREY, ORANGE) for share in range(11)]
    chrome.apply(qapp, LIGHT)
    assert min(contrast(theme.text_1, ground) for ground in grounds) >= 7.0


def test_a_ramp_grows_with_what_it_shows(qapp):
    lightness = [agreed(low / 100).lightness() for low in (10, 40, 60, 70, 80, 90, 100)]
    assert lightness[0] == lightness[1]
    assert lightness[1:] == sorted(set(lightness[1:]), reverse=True)
    mixes = [mixed_up(many, 268).lightness() for many in (1, 20, 100, 268)]
    assert mixes == sorted(set(mixes), reverse=True)
    assert mixed_up(0, 0) == ORANGE.at(0)
