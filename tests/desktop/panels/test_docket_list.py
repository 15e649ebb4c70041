import time

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from annotations.text.direction import reads_right_to_left
from desktop.panels import mirrored
from desktop.panels.docket_list import FILTERS, ORDERS, DocketFigures, DocketList
from desktop.panels.docket_rows import DocketDelegate, DocketRow, DocketRows
from tests.desktop.panels.docket_samples import FIGURES, GPE, OR, ORG, ROWS, docket

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def panel(qtbot):
    """The panel as it stands in a window."""
    made = docket()
    qtbot.addWidget(made)
    made.resize(272, 600)
    with qtbot.waitExposed(made):
        made.show()
    return made


def many(count, state="open"):
    return [
        DocketRow(key=f"g{n}", words=f"Group {n}", labels=(ORG, OR, GPE), count=count - n, articles=1, state=state)
        for n in range(count)
    ]


def action(button, name):
    return next(each for each in button.choices.actions() if each.data() == name)


def test_it_says_how_many_are_left_and_how_far_it_is(panel):
    assert panel.head.filter.words == "Open 2\u202f153"
    assert panel.foot.done.text() == "41 of 2\u202f206 settled, 3 rulings"
    assert panel.foot.share.text() == "1\u202f%"
    panel.show_figures(DocketFigures(settled=1, rulings=1, shared=2))
    assert panel.foot.done.text() == "1 of 1 settled, 1 ruling"


def test_filter_and_order_are_chosen_from_menus(qtbot, panel):
    words = [each.text() for each in panel.head.filter.choices.actions()]
    assert words == ["Open 2\u202f153", "Deferred 12", "Settled 41", "All 2\u202f206"]
    with qtbot.waitSignal(panel.filter_changed) as filtered:
        action(panel.head.filter, "deferred").trigger()
    assert filtered.args == ["deferred"]
    panel.show_filter("deferred")
    assert panel.head.filter.words == "Deferred 12"
    with qtbot.waitSignal(panel.order_changed) as ordered:
        action(panel.head.order, ORDERS[1]).trigger()
    panel.show_order(ordered.args[0])
    assert panel.head.order.accessibleName() == "Order: Article order"
    assert action(panel.head.order, "article").isChecked()


def test_a_click_and_enter_choose_a_group(qtbot, panel):
    where = panel.list.visualRect(panel.list.rows.index_of("strip")).center()
    with qtbot.waitSignal(panel.row_chosen) as clicked:
        qtbot.mouseClick(panel.list.viewport(), LEFT, pos=where)
    assert clicked.args == ["strip"]
    assert not panel.list.hasFocus()
    with qtbot.waitSignal(panel.row_chosen) as entered:
        QTest.keyClick(panel.list, Qt.Key.Key_Down)
        QTest.keyClick(panel.list, Qt.Key.Key_Return)
    assert entered.args == ["majlis"]
    panel.show_rows(ROWS[::-1])
    assert panel.list.currentIndex().row() == 0


def test_the_selected_group_stays_selected_and_the_list_where_it_is(panel):
    panel.show_rows(many(200))
    panel.select("g100")
    bar = panel.list.verticalScrollBar()
    bar.setValue(bar.value() + 100)
    scrolled = bar.value()
    # Settling one of another group changes its row alone.
    panel.show_rows([*many(200)[:-1], *many(200, "settled")[-1:]])
    assert (panel.list.currentIndex().row(), bar.value()) == (100, scrolled)
    # A group that is settled leaves the list.
    panel.show_rows([row for row in many(200) if row.key != "g150"])
    assert (panel.list.currentIndex().row(), bar.value()) == (100, scrolled)
    panel.show_rows(many(200)[101:])
    assert not panel.list.currentIndex().isValid()


def test_thousands_of_groups_are_shown_and_refreshed_at_once(qtbot, panel):
    begun = time.process_time()
    panel.show_rows(many(5000))
    panel.select("g2500")
    panel.grab()
    panel.show_rows([*many(5000)[:2500], *many(5000, "settled")[2500:]])
    panel.show_rows(many(5000)[1:])
    panel.grab()
    assert time.process_time() - begun < 2
    assert panel.list.currentIndex().row() == 2499


def test_the_chip_says_what_is_listed_and_ends_it(qtbot, panel):
    assert panel.narrowing.isVisible()
    assert panel.narrowing.chip.words == "ORG against GPE"
    with qtbot.waitSignal(panel.narrowing_cleared):
        qtbot.mouseClick(panel.narrowing.chip, LEFT)
    assert not panel.narrowing.chip.hasFocus()  # the keys go on ruling
    panel.show_narrowing("")
    assert not panel.narrowing.isVisible()


@pytest.mark.parametrize(
    ("figures", "filter_", "narrowing", "words"),
    [
        (None, "open", "", ""),
        (DocketFigures(), "open", "", "Nothing to settle. No article is finished by two analysts yet."),
        (DocketFigures(shared=3), "open", "", "Nothing to settle. All who finished the same articles agree."),
        (
            DocketFigures(settled=2194, shared=3), "open", "",
            "Nothing to settle. All 2\u202f194 disagreements are settled.",
        ),
        (DocketFigures(settled=5, deferred=12, shared=3), "open", "", "Nothing is open. 12 deferred."),
        (FIGURES, "deferred", "", "Nothing is deferred."),
        (DocketFigures(open=5, shared=3), "settled", "", "Nothing is settled yet."),
        (FIGURES, "open", "ORG against GPE", "None of these among those listed. They may be settled already."),
    ],
)  # fmt: skip
def test_an_empty_list_says_why(qtbot, figures, filter_, narrowing, words):
    made = DocketList()
    qtbot.addWidget(made)
    made.show_filter(filter_)
    made.show_narrowing(narrowing)
    made.show_figures(figures)
    made.show_rows(())
    assert made.empty.text() == words
    assert made.middle.currentWidget() is made.empty
    made.show_rows(ROWS)
    assert made.middle.currentWidget() is made.list


def test_in_a_narrow_panel_the_order_is_its_icon(panel):
    assert panel.head.order.words == "Largest group"
    panel.resize(200, 600)
    assert panel.width() == 200
    assert panel.head.order.words == ""
    assert panel.head.order.accessibleName() == "Order: Largest group"
    assert panel.head.order.geometry().right() < 200


def test_a_screen_reader_hears_all_of_a_group():
    assert [spoken(row) for row in ROWS] == [
        "Ford Post, ORG or nothing, 41 places, 20 articles, ruled: nothing",
        "Hill Resistance, ORG or GPE, 38 places, 18 articles",
        "the <b>Strip</b>, GPE or without “the”, 1 place, 1 article",
        "مجلس النواب, ORG or GPE, 1\u202f234 places, 917 articles, deferred",
    ]


def spoken(row):
    rows = DocketRows(None)
    rows.show([row])
    return rows.data(rows.index(0), Qt.ItemDataRole.AccessibleTextRole)


def test_marks_in_the_words_of_an_article_are_shown_as_they_are(panel):
    tip = panel.list.rows.index_of("strip").data(Qt.ItemDataRole.ToolTipRole)
    assert "the &lt;b&gt;Strip&lt;/b&gt;" in tip


@pytest.fixture
def painted(monkeypatch):
    """The words that were painted, each with where it begins and how much room it had."""
    places = {}
    real = mirrored.text_line

    def note(painter, area, text, *more, **named):
        places[text] = (round(area.left()), round(area.width()))
        return real(painter, area, text, *more, **named)

    monkeypatch.setattr(mirrored, "text_line", note)
    return places


def paint(row, width=272, *, mirrored_window=False):
    rows, option = DocketRows(None), QStyleOptionViewItem()
    rows.show([row])
    option.rect = QRect(0, 0, width, 48)
    option.state = QStyle.StateFlag.State_Selected
    if mirrored_window:
        option.direction = Qt.LayoutDirection.RightToLeft
    image = QImage(width, 48, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    DocketDelegate().paint(painter, option, rows.index(0))
    painter.end()


def test_a_row_says_count_and_articles_or_what_was_ruled(painted):
    paint(ROWS[1])
    assert {"38", "18 articles", "Hill Resistance", "or"} <= painted.keys()
    paint(ROWS[0])
    assert {"41", "ruled: nothing"} <= painted.keys()
    assert "20 articles" not in painted


def test_where_room_is_short_words_are_cut_and_labels_are_not(painted):
    long = DocketRow(
        key="k", words="w", labels=(("CARDINAL", "olive"), OR, ("QUANTITY", "grey"), ("“some more words”", "")),
        count=1, articles=3,
    )  # fmt: skip
    paint(long, 320)
    assert "3 articles" in painted
    painted.clear()
    paint(long, 220)
    assert "3 articles" not in painted
    assert painted["“some more words”"][1] > 0


def test_a_mirrored_row_begins_at_the_right(painted):
    paint(ROWS[3], mirrored_window=True)
    left, width = painted["مجلس النواب"]
    assert left + width == 272 - 16
    assert painted["1\u202f234"][0] == 16
    assert reads_right_to_left("مجلس النواب")


def test_the_names_of_filters_and_orders_are_all_told(panel):
    assert [each.data() for each in panel.head.filter.choices.actions()] == list(FILTERS)
    assert [each.data() for each in panel.head.order.choices.actions()] == list(ORDERS)
