import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QScrollBar, QVBoxLayout, QWidget

from annotations.editing.change import Change, DecisionPair, MentionPair
from annotations.model.annotation_set import Decision
from annotations.model.ids import ArticleId, MentionId, SuggestionId
from annotations.model.mention import Outcome
from desktop import chrome
from desktop.canvas.ruler import OverviewRuler
from desktop.meter import Figures, GestureMeter, MeterFilter, decisions_in, gesture_words
from desktop.theme import LIGHT
from tests import factories

ARTICLE = factories.article("Sudani met Blinken in Baghdad.")
SUDANI = factories.entity("PERSON", factories.span(ARTICLE, "Sudani"))
BLINKEN = factories.entity("PERSON", factories.span(ARTICLE, "Blinken"))
FIRST, SECOND = ArticleId("a1"), ArticleId("a2")


def added(*mentions):
    return Change(tuple(MentionPair(mention.id, None, mention) for mention in mentions))


def accepted(mention):
    pair = DecisionPair(SuggestionId(mention.id), None, Decision(Outcome.ACCEPTED, mention.id))
    return Change((MentionPair(mention.id, None, mention), pair))


REJECTED = Change((DecisionPair(SuggestionId("g1"), None, Decision(Outcome.REJECTED)),))


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


# -- counting ---------------------------------------------------------------------------------------------------------


def test_what_a_step_decides():
    assert decisions_in(added(SUDANI, BLINKEN)) == 2
    assert decisions_in(accepted(SUDANI)) == 1
    assert decisions_in(accepted(SUDANI).inverted()) == 1
    assert decisions_in(REJECTED) == 1
    rejected_with = Change((*added(SUDANI).inverted().pairs, *REJECTED.pairs))
    assert decisions_in(rejected_with) == 2


def test_nothing_is_counted_while_no_article_is_open():
    meter = GestureMeter(Clock())
    meter.gesture()
    meter.stepped(added(SUDANI))
    assert meter.session == Figures()
    assert meter.articles == []


def test_seconds_are_counted_from_the_opening_and_a_long_pause_is_cut():
    clock = Clock()
    meter = GestureMeter(clock)
    meter.article(FIRST)
    for pause in (2, 3, 600):
        clock.now += pause
        meter.gesture()
    assert meter.figures(FIRST) == Figures(3, 0, 2 + 3 + 30)
    clock.now += 900
    meter.article(SECOND)
    clock.now += 4
    meter.gesture()
    assert meter.figures(SECOND) == Figures(1, 0, 4)
    assert meter.session == Figures(4, 0, 39)


def test_undo_takes_decisions_back_and_redo_gives_them_again():
    meter = GestureMeter(Clock())
    meter.article(FIRST)
    meter.stepped(added(SUDANI, BLINKEN))
    meter.stepped(added(SUDANI, BLINKEN).inverted(), undo=True)
    assert meter.session.decisions == 0
    meter.stepped(added(SUDANI, BLINKEN))
    assert meter.session.decisions == 2


def test_what_is_new_is_given_once_and_adds_up():
    clock = Clock()
    meter = GestureMeter(clock)
    meter.article(FIRST)
    meter.gesture()
    meter.stepped(added(SUDANI))
    assert meter.take_new() == {FIRST: Figures(1, 1)}
    assert meter.take_new() == {}
    clock.now += 5
    meter.gesture()
    meter.stepped(added(SUDANI).inverted(), undo=True)
    assert meter.take_new() == {FIRST: Figures(1, -1, 5)}
    assert meter.figures(FIRST) == Figures(2, 0, 5)


def test_articles_stand_in_the_order_they_were_last_worked_on():
    meter = GestureMeter(Clock())
    for id_ in (FIRST, SECOND, FIRST):
        meter.article(id_)
        meter.gesture()
    assert meter.articles == [SECOND, FIRST]


@given(st.lists(st.tuples(st.sampled_from("ab"), st.floats(0, 100), st.integers(0, 3))))
def test_the_session_is_the_sum_of_its_articles_and_of_all_that_was_new(steps):
    clock = Clock()
    meter, kept = GestureMeter(clock), Figures()
    for article, pause, decided in steps:
        meter.article(ArticleId(article))
        clock.now += pause
        meter.gesture()
        meter.stepped(Change(tuple(MentionPair(MentionId(str(n)), None, SUDANI) for n in range(decided))))
        kept = sum(meter.take_new().values(), kept)
    assert (meter.session.gestures, meter.session.decisions) == (kept.gestures, kept.decisions)
    assert meter.session.seconds == pytest.approx(kept.seconds)
    assert meter.session.seconds <= 30 * len(steps)


def test_figures_per_decision():
    assert Figures(118, 91, 218.4).per_decision == pytest.approx(1.297, abs=0.001)
    assert Figures(118, 91, 218.4).seconds_per_decision == pytest.approx(2.4)
    assert Figures(3, 0, 1).per_decision is None
    assert Figures(3, -2, 1).seconds_per_decision is None


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        (Figures(), ""),
        (Figures(1), "1 gesture"),
        (Figures(7, -1), "7 gestures"),
        (Figures(118, 91, 200), "118 gestures, 1.3 per decision"),
        (Figures(1, 1), "1 gesture, 1.0 per decision"),
        (Figures(12345, 12345), "12\u202f345 gestures, 1.0 per decision"),
    ],
)
def test_words_for_the_status_bar(figures, words):
    assert gesture_words(figures) == words


# -- hands ------------------------------------------------------------------------------------------------------------


class Hands:
    """A window with a text, a field, a bar to scroll with and a list narrowed by typing; counts what is made in it."""

    def __init__(self, qtbot):
        self.count = 0
        self.window = QWidget()
        qtbot.addWidget(self.window)
        column = QVBoxLayout(self.window)
        self.text, self.field, self.scroll = QWidget(), QLineEdit(), QScrollBar()
        self.text.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for widget in (self.text, self.field, self.scroll):
            column.addWidget(widget)
        self.list = chrome.Surface("popup", parent=self.window)
        self.narrow = QLineEdit(self.list)
        self.window.resize(400, 300)
        self.filter = MeterFilter(self.window, self.add)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.text.setFocus()

    def add(self):
        self.count += 1

    def made(self):
        made, self.count = self.count, 0
        return made


@pytest.fixture
def hands(qtbot, qapp):
    made = Hands(qtbot)
    qapp.installEventFilter(made.filter)
    yield made
    qapp.removeEventFilter(made.filter)


def test_each_key_press_is_one_however_many_widgets_pass_it_on(hands):
    QTest.keyClick(hands.text, Qt.Key.Key_A)
    QTest.keyClick(hands.text, Qt.Key.Key_2, Qt.KeyboardModifier.ShiftModifier)
    assert hands.made() == 2
    QTest.keyClick(hands.window.windowHandle(), Qt.Key.Key_Return)
    QTest.keyClick(hands.window.windowHandle(), Qt.Key.Key_Tab)
    assert hands.made() == 2


def test_keys_pressed_before_others_are_let_go(hands):
    for key in (Qt.Key.Key_A, Qt.Key.Key_S):
        QTest.keyPress(hands.window.windowHandle(), key)
    for key in (Qt.Key.Key_A, Qt.Key.Key_S):
        QTest.keyRelease(hands.window.windowHandle(), key)
    assert hands.made() == 2


def test_a_modifier_alone_is_none_and_a_held_key_is_one(hands, qapp):
    QTest.keyClick(hands.text, Qt.Key.Key_Shift)
    QTest.keyClick(hands.text, Qt.Key.Key_Control)
    assert hands.made() == 0
    plain = Qt.KeyboardModifier.NoModifier
    for again in (False, True, True):
        qapp.sendEvent(hands.text, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Right.value, plain, "", again))
    assert hands.made() == 1


def test_a_key_of_another_script_and_a_shortcut_count_like_any(hands, qapp):
    arabic = QKeyEvent(QEvent.Type.ShortcutOverride, 0x0628, Qt.KeyboardModifier.NoModifier, "ب")
    qapp.sendEvent(hands.text, arabic)
    assert hands.made() == 1
    ran = []
    action = QAction(hands.window, shortcut="Ctrl+D")
    action.triggered.connect(lambda: ran.append(True))
    hands.window.addAction(action)
    QTest.keyClick(hands.window.windowHandle(), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert ran == [True]
    assert hands.made() == 1


def test_a_click_a_double_and_a_triple_click_and_a_drag_are_one_each(hands):
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(hands.text, left)
    assert hands.made() == 1
    QTest.mouseClick(hands.window.windowHandle(), left, pos=hands.text.geometry().center())
    assert hands.made() == 1
    QTest.mousePress(hands.text, left, pos=QPoint(5, 5))
    QTest.mouseMove(hands.text, QPoint(80, 20))
    QTest.mouseRelease(hands.text, left, pos=QPoint(80, 20))
    assert hands.made() == 1
    QTest.mouseDClick(hands.window.windowHandle(), left, pos=hands.text.geometry().center())
    assert hands.made() == 1


def test_the_third_press_of_a_triple_click_is_none(hands, qapp):
    place = QPoint(9, 9)
    QTest.mouseDClick(hands.text, Qt.MouseButton.LeftButton, pos=place)
    assert hands.made() == 1
    QTest.mousePress(hands.text, Qt.MouseButton.LeftButton, pos=place, delay=10)
    QTest.mouseRelease(hands.text, Qt.MouseButton.LeftButton, pos=place)
    assert hands.made() == 0
    QTest.mouseClick(hands.text, Qt.MouseButton.LeftButton, pos=place)
    assert hands.made() == 1


def test_scrolling_is_none(hands):
    QTest.mouseClick(hands.scroll, Qt.MouseButton.LeftButton)
    assert hands.made() == 0
    ruler = OverviewRuler(LIGHT, hands.window)
    ruler.resize(12, 200)
    ruler.show()
    QTest.mouseClick(ruler, Qt.MouseButton.LeftButton)
    assert hands.made() == 0


def test_text_is_one_gesture_when_it_is_finished(hands):
    hands.field.setFocus()
    QTest.keyClicks(hands.field, "a doubtful case")
    assert hands.made() == 0
    QTest.mouseClick(hands.text, Qt.MouseButton.LeftButton)
    hands.text.setFocus()
    assert hands.made() == 2
    hands.field.setFocus()
    QTest.keyClick(hands.field, Qt.Key.Key_Left)
    hands.text.setFocus()
    assert hands.made() == 0


def test_each_key_chooses_in_a_list_narrowed_by_typing(hands):
    hands.narrow.setFocus()
    QTest.keyClicks(hands.narrow, "as")
    QTest.keyClick(hands.narrow, Qt.Key.Key_Return)
    assert hands.made() == 3


def test_dialogs_are_not_counted_and_menus_are(hands, qtbot):
    dialog = QDialog(hands.window)
    field = QLineEdit(dialog)
    with qtbot.waitExposed(dialog):
        dialog.open()
    QTest.keyClicks(field, "abc")
    QTest.mouseClick(dialog, Qt.MouseButton.LeftButton)
    dialog.reject()
    assert hands.made() == 0
    menu = QMenu(hands.text)
    menu.addAction("Delete")
    menu.popup(hands.text.mapToGlobal(QPoint(5, 5)))
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert hands.made() == 2


def test_nothing_is_held_back(hands, qapp):
    seen = []
    hands.text.keyPressEvent = lambda event: seen.append(event.key())
    QTest.keyClick(hands.text, Qt.Key.Key_A)
    assert len(seen) == 1
    assert QApplication.focusWidget() is hands.text
