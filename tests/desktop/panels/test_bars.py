import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QMenu

from annotations.model.mention import Kind
from annotations.model.schema import Label
from desktop import chrome
from desktop.panels.article_header import ArticleHeader
from desktop.panels.label_strip import LabelStrip
from desktop.panels.status_bar import StatusBar
from desktop.panels.top_bar import TopBar
from desktop.theme import DARK, LIGHT
from tests.desktop.chrome_samples import LABELS

# The invisible screen has no window manager to tell.


def show(qtbot, widget, width=828):
    qtbot.addWidget(widget)
    widget.resize(width, widget.height())
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def test_the_header_ends_the_work_on_an_article_or_takes_it_up_again(qtbot):
    header = show(qtbot, ArticleHeader())
    assert not header.button.isVisible()
    header.set_article("Talks\nresume", "The Ford Post", "3 May 2024", 1398)
    header.set_progress(31, 47)
    header.set_done(False)
    assert header.title.text() == "Talks resume"
    assert header.meta.text() == "· 3 May 2024 · 1\u202f398 words"
    assert (header.count.text(), header.of_all.text()) == ("31", "of 47 decided")
    with qtbot.waitSignal(header.done_clicked):
        qtbot.mouseClick(header.button, Qt.MouseButton.LeftButton)
    header.set_done(True)
    assert header.button.words == "Reopen"
    with qtbot.waitSignal(header.reopen_clicked):
        qtbot.mouseClick(header.button, Qt.MouseButton.LeftButton)
    header.set_done(True, editable=False)
    assert not header.button.isVisible()
    header.set_progress(0, 0)
    assert not header.bar.isVisible()


def test_a_cut_title_is_whole_in_its_tooltip_and_marks_in_it_stay_marks(qtbot):
    header = show(qtbot, ArticleHeader(), 300)
    header.set_article("<b>Guard</b> says " + "two posts were struck " * 8, "", "", 1)
    assert "&lt;b&gt;Guard" in header.title.toolTip()
    header.set_article("Short", "", "", 1)
    assert header.title.toolTip() == ""


def test_a_click_on_a_label_gives_its_code(qtbot):
    strip = LabelStrip()
    strip.set_labels(LABELS)
    show(qtbot, strip, 1000)
    assert strip.shown() == [label.code for label in LABELS]
    assert not strip.more.isVisible()
    with qtbot.waitSignal(strip.label_chosen) as chosen:
        qtbot.mouseClick(strip.buttons[1], Qt.MouseButton.LeftButton)
    assert chosen.args == ["ORG"]
    strip.set_choosable(False)
    assert not strip.buttons[1].isEnabled()


def test_a_narrow_strip_steps_down_to_short_codes_and_then_to_more(qtbot):
    strip = LabelStrip()
    strip.set_labels(LABELS)
    show(qtbot, strip, 1000)
    full = sum(button.width() for button in strip.buttons)
    strip.resize(full + 40, 44)
    assert strip.buttons[0].short
    assert strip.shown() == [label.code for label in LABELS]
    strip.resize(300, 44)
    assert strip.more.isVisible()
    assert 0 < len(strip.shown()) < len(LABELS)
    assert all(
        button.geometry().right() <= strip.more.geometry().left() for button in strip.buttons[: len(strip.shown())]
    )
    with qtbot.waitSignal(strip.more_clicked):
        qtbot.mouseClick(strip.more, Qt.MouseButton.LeftButton)


def test_the_strip_offers_events_and_shows_the_keys_as_they_are_now(qtbot):
    strip = LabelStrip()
    strip.set_labels(LABELS)
    show(qtbot, strip, 1000)
    assert not strip.event_button.isVisible()
    strip.set_events(True)
    with qtbot.waitSignal(strip.event_clicked):
        qtbot.mouseClick(strip.event_button, Qt.MouseButton.LeftButton)
    strip.set_choosable(False)
    others = {"label-1": "Alt+Shift+1", "event": "Ctrl+Shift+E", "label-3": ""}
    chrome.set_key_source(lambda action: others.get(action, action[-1]))
    narrow = strip.buttons[0].width()
    chrome.show_keys(strip)
    assert [button.cap for button in strip.buttons[:3]] == ["Alt ⇧ 1", "2", ""]
    assert [button.accessibleName() for button in strip.buttons[:3]] == ["Person, Alt ⇧ 1", "Org, 2", "Gpe"]
    assert strip.event_button.keys == "Ctrl ⇧ E"
    assert strip.buttons[0].sizeHint().width() > narrow
    assert not strip.buttons[0].isEnabled()
    assert not strip.event_button.isEnabled()
    strip.resize(400, 44)
    shown = [button for button in strip.buttons if not button.isHidden()]
    assert shown[-1].geometry().right() <= strip.more.geometry().left() < strip.event_button.geometry().left()
    assert strip.event_button.geometry().right() <= 400


def test_the_header_says_what_is_out_of_sight_and_ends_it(qtbot):
    header = show(qtbot, ArticleHeader())
    header.set_article("Talks resume", "The Ford Post", "3 May 2024", 1398)
    assert not header.filter.isVisible()
    header.set_filter("Only PERSON shown · show all")
    with qtbot.waitSignal(header.filter_cleared):
        qtbot.mouseClick(header.filter, Qt.MouseButton.LeftButton)
    header.set_filter("")
    assert not header.filter.isVisible()


def test_labels_without_a_key_are_behind_more(qtbot):
    strip = LabelStrip()
    strip.set_labels([*LABELS, Label(code="LAW", kind=Kind.ENTITY, title="Law")])
    show(qtbot, strip, 1200)
    assert "LAW" not in strip.shown()
    assert strip.more.isVisible()


def test_the_status_bar_says_what_is_saved_and_offers_the_one_act_that_helps(qtbot):
    bar = show(qtbot, StatusBar(), 1440)
    bar.show_saved("14:02:31")
    assert bar.saved.text() == "Saved 14:02:31"
    assert not bar.save_now.isVisible()
    bar.show_saving()
    assert bar.saved.text() == "Saving…"
    bar.show_not_saved("Not saved: the disk is full.")
    with qtbot.waitSignal(bar.save_now_clicked):
        qtbot.mouseClick(bar.save_now, Qt.MouseButton.LeftButton)
    bar.show_quiet("Works offline.")
    assert not bar.dot.isVisible()
    bar.show_saved("")
    assert (bar.saved.text(), bar.dot.isVisible()) == ("Saved", True)


def test_a_message_stands_beside_its_undo_until_the_next_one(qtbot):
    bar = show(qtbot, StatusBar(), 1440)
    bar.say("Accepted 3 suggestions.", undo=True)
    with qtbot.waitSignal(bar.undo_clicked):
        qtbot.mouseClick(bar.undo, Qt.MouseButton.LeftButton)
    bar.say("Checking the project.")
    assert not bar.undo.isVisible()
    bar.say("")
    assert not bar.message.isVisible()


def test_undo_stands_there_whenever_there_is_something_to_undo(qtbot):
    bar = show(qtbot, StatusBar(), 1440)
    bar.set_undo("Undo relabel to <b>ORG</b>")
    bar.say("Checking the project.")
    assert bar.undo.isVisible()
    assert "Undo relabel to &lt;b&gt;" in bar.undo.toolTip()
    bar.say("")
    assert bar.undo.isVisible()
    bar.set_undo("")
    assert not bar.undo.isVisible()


def test_the_gestures_are_quiet_and_can_be_asked_about(qtbot):
    bar = show(qtbot, StatusBar(), 1440)
    assert not bar.gestures.isVisible()
    bar.set_gestures("118 gestures, 1.3 per decision")
    bar.set_undecided(16)
    assert bar.gestures.geometry().right() < bar.count.geometry().left()
    with qtbot.waitSignal(bar.gestures_clicked):
        qtbot.mouseClick(bar.gestures, Qt.MouseButton.LeftButton)
    bar.set_gestures("")
    assert not bar.gestures.isVisible()


def test_what_is_left_here(qtbot):
    bar = show(qtbot, StatusBar(), 1440)
    assert not bar.left.isVisible()
    bar.set_undecided(1204)
    bar.set_zoom(125)
    assert (bar.count.text(), bar.left.text(), bar.zoom.text()) == ("1\u202f204", "undecided here", "125 %")
    bar.set_undecided(None)
    bar.set_zoom(None)
    assert (bar.count.isVisible(), bar.zoom.text()) == (False, "")


def test_a_long_sentence_in_the_status_bar_does_not_widen_the_window(qtbot):
    bar = show(qtbot, StatusBar(), 1100)
    bar.show_not_saved("Not saved: the disk is full. " * 20)
    assert bar.minimumSizeHint().width() <= 1100


def test_the_top_bar_shows_what_it_was_given(qtbot):
    bar = show(qtbot, TopBar(), 1440)
    assert not bar.menu_button.isVisible()
    menu = QMenu(bar)
    menu.addAction("Quit")
    bar.set_menu(menu)
    bar.set_project("Ford desk")
    bar.set_tabs([("annotate", "Annotate"), ("export", "Other")], "annotate")
    assert bar.tabs["annotate"].isChecked()
    with qtbot.waitSignal(bar.tab_chosen) as chosen:
        qtbot.mouseClick(bar.tabs["export"], Qt.MouseButton.LeftButton)
    assert chosen.args == ["export"]
    with qtbot.waitSignal(bar.palette_requested):
        qtbot.mouseClick(bar.command, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(bar.export_clicked):
        qtbot.mouseClick(bar.export, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(bar.menu_button, Qt.MouseButton.LeftButton)
    assert menu.isVisible()
    menu.close()
    bar.set_export(False)
    assert not bar.export.isVisible()


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_a_ticked_box_shows_a_tick(qtbot, qapp, theme):
    chrome.apply(qapp, theme)
    box = QCheckBox()
    qtbot.addWidget(box)
    box.setChecked(True)
    image = box.grab().toImage()
    chrome.apply(qapp, LIGHT)
    seen = {image.pixelColor(x, y).name().upper() for x in range(16) for y in range(image.height())}
    assert {theme.ink, theme.on_ink} <= seen


def test_a_way_back_of_its_own_has_not_the_key_that_undoes_in_the_article(qtbot):
    bar = show(qtbot, StatusBar(), 1440)
    bar.say("Everything here was accepted.", undo=True)
    assert bar.undo.keys == "Ctrl Z"
    bar.say("2 articles are pinned to test.", undo=lambda: None)
    assert bar.undo.keys == ""
    bar.set_undo("Undo relabel to ORG")
    bar.say("")
    assert bar.undo.keys == "Ctrl Z"
