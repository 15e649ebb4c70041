import time

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QStackedWidget, QWidget

from desktop.panels.article_queue import ArticleQueue
from desktop.panels.queue_rows import broken_lines
from tests.desktop.chrome_samples import row

# The invisible screen has no window manager to tell.


def make(qtbot, rows):
    queue = ArticleQueue()
    qtbot.addWidget(queue)
    queue.set_rail(False)
    queue.set_rows(rows)
    queue.resize(272, 700)
    with qtbot.waitExposed(queue):
        queue.show()
    return queue


def click_row(qtbot, view, place):
    spot = view.visualRect(view.model().index(place)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def test_a_click_on_a_row_chooses_its_article_and_leaves_the_keyboard_where_it_was(qtbot):
    queue = make(qtbot, [row("a"), row("b")])
    with qtbot.waitSignal(queue.article_chosen) as chosen:
        click_row(qtbot, queue.body.list, 1)
    assert chosen.args == ["b"]
    assert not queue.body.list.hasFocus()


def test_search_waits_for_a_pause_and_then_says_the_words_once(qtbot):
    queue = make(qtbot, [row("a")])
    said = []
    queue.search_changed.connect(said.append)
    queue.focus_search()
    with qtbot.waitSignal(queue.search_changed):
        qtbot.keyClicks(queue.body.field, "kirkuk ")
    assert said == ["kirkuk"]


def test_enter_searches_at_once_and_goes_to_the_list_where_enter_opens(qtbot):
    queue = make(qtbot, [row("a"), row("b")])
    queue.set_current("a")
    queue.focus_search()
    qtbot.keyClicks(queue.body.field, "x")
    with qtbot.waitSignal(queue.search_changed, timeout=100) as said:
        qtbot.keyClick(queue.body.field, Qt.Key.Key_Return)
    assert said.args == ["x"]
    assert queue.body.list.hasFocus()
    qtbot.keyClick(queue.body.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(queue.article_chosen) as chosen:
        qtbot.keyClick(queue.body.list, Qt.Key.Key_Return)
    assert chosen.args == ["b"]


def test_escape_empties_the_search_field(qtbot):
    queue = make(qtbot, [row("a")])
    queue.focus_search()
    qtbot.keyClicks(queue.body.field, "x")
    qtbot.keyClick(queue.body.field, Qt.Key.Key_Escape)
    assert queue.body.field.text() == ""


def test_the_filter_menu_carries_counts_and_filters(qtbot):
    queue = make(qtbot, [row("a"), row("b", "done"), row("c", "open")])
    qtbot.mouseClick(queue.body.filter, Qt.MouseButton.LeftButton)
    menu = queue.body.menu
    assert [each.text() for each in menu.actions() if each.isVisible()] == ["All 3", "Undecided 2", "Done 1"]
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    with qtbot.waitSignal(queue.filter_changed) as filtered:
        qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert filtered.args == ["undecided"]
    assert queue.model.rowCount() == 2
    assert queue.body.filter.words == "Undecided 2"


def test_progress_counts_all_articles_whatever_is_shown(qtbot):
    queue = make(qtbot, [row(str(place), "done" if place < 3 else "new") for place in range(12)])
    queue.set_filter("done")
    assert queue.body.done.text() == "3 of 12 articles done"
    assert queue.body.share.text().split() == ["25", "%"] or queue.body.share.text() == "25\u202f%"
    queue.update_row(row("5", "done"))
    assert queue.body.done.text() == "4 of 12 articles done"


def test_an_empty_list_says_why(qtbot):
    queue = make(qtbot, [])
    assert queue.body.empty.isVisible()
    assert "No articles yet" in queue.body.empty.text()
    queue.set_rows([row("a", "done")])
    assert queue.body.list.isVisible()
    queue.set_filter("undecided")
    assert queue.body.empty.text() == "All 1 articles are done. You can export now."
    queue.set_filter("all")
    with qtbot.waitSignal(queue.search_changed):
        qtbot.keyClicks(queue.body.field, "sudanni")
    queue.set_found(())
    assert queue.body.empty.text() == "No article with “sudanni”."


def test_the_open_article_is_marked_and_its_neighbours_known(qtbot):
    queue = make(qtbot, [row("a"), row("b"), row("c", "done")])
    queue.set_current("b")
    assert queue.body.list.currentIndex().row() == 1
    assert (queue.neighbour(-1), queue.neighbour(1), queue.next_open()) == ("a", "c", "a")
    queue.set_current("c")
    assert queue.neighbour(1) is None


def test_the_rail_opens_over_the_text_and_closes_on_a_choice_or_escape(qtbot):
    window = QSplitter()
    qtbot.addWidget(window)
    queue = ArticleQueue()
    queue.set_rail(False)
    queue.set_rows([row("a"), row("b")])
    window.addWidget(queue)
    window.addWidget(QWidget())
    window.resize(1100, 700)
    with qtbot.waitExposed(window):
        window.show()
    queue.set_rail(True)
    assert queue.width() == 36
    assert window.sizes()[0] == 36
    qtbot.mouseClick(queue.unfold, Qt.MouseButton.LeftButton)
    assert queue.body.isVisible()
    assert queue.body.mapTo(window, QPoint(0, 0)).x() == 36
    with qtbot.waitSignal(queue.article_chosen) as chosen:
        click_row(qtbot, queue.body.list, 1)
    assert chosen.args == ["b"]
    assert not queue.body.isVisible()
    queue.toggle_overlay()
    qtbot.keyClick(queue.body.list, Qt.Key.Key_Escape)
    assert not queue.body.isVisible()
    queue.set_rail(False)
    assert queue.body.isVisible()
    assert queue.width() >= 200


def test_twenty_thousand_articles_scroll_and_update_without_a_noticeable_wait(qtbot):
    queue = make(qtbot, [row(str(place), title=f"Talks resume in the capital, day {place}") for place in range(20_000)])
    queue.grab()
    started = time.thread_time()
    for place in range(0, 20_000, 2_000):
        queue.update_row(row(str(place), "open"))
        queue.set_current(str(place))
        queue.grab()
    assert (time.thread_time() - started) / 10 < 0.25


def test_titles_break_into_two_lines_and_only_the_last_is_cut(qapp):
    from desktop import chrome

    font = chrome.font("queue")
    lines = broken_lines("Guard says two border posts were struck 🚀 by hill fighters near Talas", font, 150, 2)
    assert len(lines) == 2
    assert "…" not in lines[0]
    assert lines[1].endswith("…")
    assert broken_lines("Short", font, 150, 2) == ["Short"]
    joined = broken_lines("One 🚀 two 🚀 three 🚀 four", font, 100, 9)
    assert " ".join(joined) == "One 🚀 two 🚀 three 🚀 four"


def test_folded_out_of_sight_it_gets_its_narrow_room_when_it_is_shown(qtbot):
    pages, panels, queue = QStackedWidget(), QSplitter(), ArticleQueue()
    qtbot.addWidget(pages)
    for panel in (queue, QWidget()):
        panels.addWidget(panel)
    queue.set_rail(False)
    panels.setChildrenCollapsible(False)
    panels.setStretchFactor(1, 1)
    panels.setSizes([272, 800])
    page = QWidget()
    QHBoxLayout(page).addWidget(panels)
    pages.addWidget(QWidget())
    pages.addWidget(page)
    with qtbot.waitExposed(pages):
        pages.show()
    pages.resize(1100, 700)
    QApplication.processEvents()
    queue.set_rail(True)
    pages.setCurrentWidget(page)
    assert panels.sizes()[0] == 36


def test_the_pinned_can_be_filtered_for_once_there_are_some(qtbot):
    queue = make(qtbot, [row("a"), row("b")])
    queue.set_pins({"b": "test"})
    qtbot.mouseClick(queue.body.filter, Qt.MouseButton.LeftButton)
    menu = queue.body.menu
    assert [each.text() for each in menu.actions() if each.isVisible()][-1] == "Pinned 1"
    qtbot.keyClick(menu, Qt.Key.Key_Up)
    with qtbot.waitSignal(queue.filter_changed) as filtered:
        qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert filtered.args == ["pinned"]
    assert queue.model.rowCount() == 1
    queue.set_pins({})
    assert queue.body.empty.text() == "No article is pinned."


def test_keys_select_several_which_stay_while_rows_come_anew(qtbot):
    queue = make(qtbot, [row(id_) for id_ in "abcde"])
    queue.set_current("a")
    queue.body.list.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(queue.body.list, Qt.Key.Key_Down)
    qtbot.keyClick(queue.body.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert queue.selected() == ["b", "c"]
    queue.set_rows([row(id_, undecided=9) for id_ in "abcde"])
    qtbot.keyClick(queue.body.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert queue.selected() == ["b", "c", "d"]
    queue.set_rows([row(id_) for id_ in "xadcbe"])
    queue.set_current("a")
    assert queue.selected() == ["d", "c", "b"]
    queue.set_found({"b", "d"})
    assert queue.selected() == ["d", "b"]
    queue.set_current("d")
    assert queue.selected() == ["d"]


def test_a_click_with_ctrl_or_shift_selects_and_opens_nothing(qtbot):
    queue = make(qtbot, [row(id_) for id_ in "abcde"])
    queue.set_current("a")
    opened = []
    queue.article_chosen.connect(opened.append)
    for place, held in ((2, Qt.KeyboardModifier.ControlModifier), (4, Qt.KeyboardModifier.ShiftModifier)):
        spot = queue.body.list.visualRect(queue.model.index(place)).center()
        qtbot.mouseClick(queue.body.list.viewport(), Qt.MouseButton.LeftButton, held, spot)
    assert (queue.selected(), opened) == (["a", "c", "d", "e"], [])
    click_row(qtbot, queue.body.list, 1)
    assert (queue.selected(), opened) == (["b"], ["b"])


def right_click(qtbot, view, place):
    spot = view.visualRect(view.model().index(place)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.RightButton, pos=spot)
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(view.viewport(), QContextMenuEvent(reason, spot, view.viewport().mapToGlobal(spot)))


def test_a_menu_is_of_the_selected_rows_or_of_the_one_clicked_for_as_long_as_it_is_open(qtbot):
    queue = make(qtbot, [row(id_) for id_ in "abcde"])
    queue.set_current("a")
    wanted = []
    queue.menu_wanted.connect(lambda _: wanted.append(queue.selected()))
    right_click(qtbot, queue.body.list, 3)
    queue.menu_closed()
    assert (wanted, queue.selected()) == ([["d"]], ["a"])
    spot = queue.body.list.visualRect(queue.model.index(2)).center()
    qtbot.mouseClick(queue.body.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, spot)
    right_click(qtbot, queue.body.list, 1)
    queue.menu_closed()
    assert (wanted[1:], queue.selected()) == ([["a", "b", "c"]], ["a", "b", "c"])


def test_the_menu_key_asks_where_the_keyboard_is_and_keeps_it_there(qtbot):
    queue = make(qtbot, [row("a"), row("b")])
    queue.set_current("a")
    queue.body.list.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(queue.body.list, Qt.Key.Key_Down)
    viewport = queue.body.list.viewport()
    with qtbot.waitSignal(queue.menu_wanted) as asked:
        reason = QContextMenuEvent.Reason.Keyboard
        QApplication.sendEvent(viewport, QContextMenuEvent(reason, QPoint(1, 1), viewport.mapToGlobal(QPoint(1, 1))))
    row_there = queue.body.list.visualRect(queue.model.index(1))
    assert row_there.contains(viewport.mapFromGlobal(asked.args[0]))
    queue.menu_closed()
    assert queue.selected() == ["b"]


def test_on_the_rail_the_dots_are_what_is_selected(qtbot):
    queue = make(qtbot, [row("a"), row("b")])
    queue.set_current("b")
    queue.set_rail(True)
    assert queue.selected() == ["b"]
    assert queue.place_of_menu() is not None
    queue.hide()
    assert queue.place_of_menu() is None


def test_a_row_walked_to_stays_selected_until_the_keyboard_goes_elsewhere(qtbot):
    queue = make(qtbot, [row("a"), row("b"), row("c")])
    queue.set_current("a")
    queue.activateWindow()
    queue.body.list.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(queue.body.list, Qt.Key.Key_End)
    queue.update_row(row("a", "open"))
    assert queue.selected() == ["c"]
    queue.body.field.setFocus(Qt.FocusReason.PopupFocusReason)
    assert queue.selected() == ["c"]
    queue.body.list.setFocus(Qt.FocusReason.PopupFocusReason)
    queue.body.field.setFocus(Qt.FocusReason.BacktabFocusReason)
    assert queue.selected() == ["a"]
