"""Disagreements beside the figures: facets, groups, places, and what is asked for by them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotations.agreement.choice import Choice
from annotations.agreement.disagreements import Which
from annotations.model.mark import Subject
from desktop import agreements
from desktop.models import disagreement_places
from desktop.models.disagreement_places import Narrowing
from desktop.panels.disagreement_list import DisagreementPanel
from desktop.panels.disagreement_rows import inked
from desktop.theme import LIGHT
from tests.desktop.agreed import TEXTS, WEEKS, project_at
from tests.desktop.test_agreements import PARIS

HUES = {"ORG": "orange", "GPE": "green"}
LABELS = Which(subjects=frozenset((Subject.SPAN,)), labels=frozenset(("ORG", "GPE")))


class Answered:
    """The panel, answered at once from a real project; `settled`, `places` and `ended` are what it said."""

    def __init__(self, location, qtbot):
        self._location = location
        self.panel = DisagreementPanel()
        qtbot.addWidget(self.panel)
        self.settled, self.places, self.ended = [], [], []
        self.panel.asked.connect(self._answer)
        self.panel.settle.connect(self.settled.append)
        self.panel.place_wanted.connect(lambda *place: self.places.append(place))
        self.panel.narrowing_ended.connect(lambda: self.ended.append(True))
        self.panel.set_articles({text.id: text.meta.title for text in TEXTS}, HUES, Subject.SPAN)
        with qtbot.waitExposed(self.panel):
            self.panel.resize(320, 828)
            self.panel.show()
        self.panel.ask_again()

    def _answer(self, narrowing, places):
        (answer,) = disagreement_places.found(self._location, Choice(), narrowing, places)
        self.panel.show_found(answer)

    def click(self, button):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def row(self, number):
        rows = self.panel.rows
        return rows.visualRect(rows.model().index(number, 0)).center()

    def shown(self):
        return [(row.words, row.at_end, "".join(words for words, _ in row.inked)) for row in self.panel.rows.rows]


@pytest.fixture
def answered(tmp_path, monkeypatch, qtbot):
    monkeypatch.setattr(agreements, "_read", None)
    return Answered(str(project_at(tmp_path / "desk.spandesk")), qtbot)


def test_groups_with_their_counts(answered):
    panel = answered.panel
    assert panel.count.text() == "13"
    assert {way: row.count for way, row in panel.ways.items()} == {
        "one_only": 6,
        "ends": 1,
        "label": 6,
        "ends_and_label": 0,
    }
    assert answered.shown()[0] == ("Paris", "6×", "GPE or ORG")
    assert panel.rows.rows[0].inked == (("GPE", "green"), (" or ", ""), ("ORG", "orange"))
    assert panel.rows.rows[0].far == "6 articles"
    assert not panel.chip.isVisible()
    assert [button.text() for button in panel.subjects.buttons] == ["All", "Spans 13", "Events 2"]


def test_a_way_is_chosen_and_let_go_of(answered):
    panel = answered.panel
    answered.click(panel.ways["label"])
    assert (panel.count.text(), [words for words, *_ in answered.shown()]) == ("6", ["Paris"])
    assert panel.ways["one_only"].count == 6  # what else there is stays in sight
    answered.click(panel.ways["label"])
    assert panel.count.text() == "13"


def test_spans_events_and_all_of_them(answered):
    answered.click(answered.panel.subjects.buttons[2])
    assert answered.panel.count.text() == "2"
    answered.click(answered.panel.subjects.buttons[0])
    assert answered.panel.count.text() == "15"


def test_a_number_leads_here_and_the_chip_lets_go_of_it(answered):
    panel = answered.panel
    panel.show_number(LABELS)
    assert (panel.chip.words, panel.count.text()) == ("GPE against ORG", str(WEEKS))
    answered.click(panel.chip)
    assert (panel.chip.isVisible(), panel.count.text(), answered.ended) == (False, "13", [True])


def test_a_group_is_settled_by_enter_and_by_the_button(answered):
    panel = answered.panel
    assert panel.settle_button.words == "Settle these 13"
    panel.by.buttons[0].setFocus()
    panel.rows.setFocus(Qt.FocusReason.TabFocusReason)
    assert panel.settle_button.words == "Settle these 6"
    QTest.keyClick(panel.rows, Qt.Key.Key_Return)
    answered.click(panel.settle_button)
    assert answered.settled == [Which(subjects=frozenset((Subject.SPAN,)), versions=PARIS)] * 2


def test_without_a_group_all_that_is_listed_is_settled(answered):
    answered.panel.show_number(LABELS)
    answered.click(answered.panel.settle_button)
    assert answered.settled == [LABELS]


def test_places_in_the_text_around_them(answered):
    panel = answered.panel
    QTest.mouseClick(panel.rows.viewport(), Qt.MouseButton.LeftButton, pos=answered.row(0))
    assert panel.see_places.words == "See the 6 places"
    answered.click(panel.see_places)
    assert (panel.chip.words, panel.by.current(), panel.count.text()) == ("Paris: GPE or ORG", 1, "6")
    first = panel.rows.rows[0]
    assert (first.around[0], first.words, first.far) == ("Ana met the Sea Guild in ", "Paris", "Week 0 <i>")
    assert first.inked == (("ana ", ""), ("GPE", "green"), (", ben ", ""), ("ORG", "orange"))


@pytest.mark.parametrize("how", ["double click", "enter"])
def test_a_place_is_gone_to(answered, how):
    panel = answered.panel
    panel.show_number(LABELS)
    answered.click(panel.by.buttons[1])
    QTest.mouseClick(panel.rows.viewport(), Qt.MouseButton.LeftButton, pos=answered.row(1))
    if how == "enter":
        QTest.keyClick(panel.rows, Qt.Key.Key_Return)
    else:
        QTest.mouseDClick(panel.rows.viewport(), Qt.MouseButton.LeftButton, pos=answered.row(1))
    assert answered.places == [(TEXTS[1].id, 25, 30)]


def test_agreements_are_listed_and_cannot_be_settled(answered):
    panel = answered.panel
    panel.show_number(Which(reasons=frozenset(("match",)), labels=frozenset(("PERSON",))))
    assert (panel.chip.words, panel.count.text()) == ("Agreed on PERSON", str(WEEKS + 2))
    assert len(panel.rows.rows) == WEEKS + 2
    for widget in (panel.settle_button, panel.by, *panel.ways.values()):
        assert not widget.isVisible()
    answered.click(panel.chip)
    assert answered.shown()[0][0] == "Paris"


def test_an_answer_that_is_not_wanted_any_more_is_not_shown(answered):
    panel = answered.panel
    before = panel.count.text()
    (late,) = disagreement_places.found(answered._location, Choice(), Narrowing(which=LABELS), False)
    panel.show_found(late)
    assert panel.count.text() == before


def test_the_group_that_was_marked_stays_so(answered):
    QTest.mouseClick(answered.panel.rows.viewport(), Qt.MouseButton.LeftButton, pos=answered.row(1))
    marked = answered.panel.rows.current()
    answered.panel.ask_again()
    assert answered.panel.rows.current() == marked


def test_what_is_settled_is_said(answered):
    panel = answered.panel
    assert not panel.settled.isVisible()
    panel.set_settled(41)
    assert panel.settled.text() == "41 places are settled by rulings."
    panel.set_settled(1)
    assert panel.settled.text() == "1 place is settled by rulings."
    panel.clear("Nothing yet.")
    assert panel.rows.rows == ()
    assert not panel.foot.isVisible()


def test_words_of_the_article_are_no_marks(answered):
    rows = answered.panel.rows
    answered.click(answered.panel.by.buttons[1])
    tip = rows.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;i&gt;" in tip
    assert "<i>" in rows.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_it_paints_in_both_directions(answered, direction):
    answered.panel.setLayoutDirection(direction)
    answered.click(answered.panel.by.buttons[1])
    QTest.mouseClick(answered.panel.rows.viewport(), Qt.MouseButton.LeftButton, pos=answered.row(0))
    image = answered.panel.rows.grab().toImage()
    near, far = (1, image.width() - 2) if direction == Qt.LayoutDirection.LeftToRight else (image.width() - 2, 1)
    assert image.pixelColor(near, 20).name().upper() == LIGHT.ink
    assert image.pixelColor(far, 20).name().upper() != LIGHT.ink


def test_labels_are_inked_in_their_order():
    assert inked("ORG or nothing", ["ORG"], HUES) == (("ORG", "orange"), (" or nothing", ""))
    assert inked("role: ACTOR or PLACE", ["ACTOR", "PLACE"], {}) == (
        ("role: ", ""),
        ("ACTOR", "grey"),
        (" or ", ""),
        ("PLACE", "grey"),
    )
    assert inked("ORG or without “the”", ["ORG", "ORG"], HUES) == (("ORG", "orange"), (" or without “the”", ""))
