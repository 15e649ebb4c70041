"""What assistive tools can read of the canvas, and what they are told."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleTextCursorEvent,
    QAccessibleTextSelectionEvent,
    QTextCursor,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import Shiboken, VoidPtr

from annotations.model.annotation_set import Decision
from annotations.model.ids import MentionId
from annotations.model.mention import Origin, Outcome
from annotations.model.span import Span
from desktop.canvas.display_text import DisplayText
from desktop.canvas.screen_reader import ScreenReader
from desktop.canvas.text_mirror import TextMirror
from desktop.canvas.view import ArticleCanvas
from tests.factories import annotation_set, article, entity, event, small_schema, span, suggestion

TEXT = "Militias attacked Erbil 🚀 with rockets.\n\nAya Haddad left Erbil on Monday."
KINDS = list(QAccessible.InterfaceType)


@pytest.fixture
def listening(qapp):
    """A screen reader seems to be there."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def sent(listening, monkeypatch):
    """The events that were sent to it."""
    events = []
    monkeypatch.setattr("desktop.canvas.screen_reader._send", events.append)
    return events


def spoken(events):
    """The words among the events, once the moves of this turn are told; none is told twice."""
    QApplication.processEvents()
    words = [each.message() for each in events if isinstance(each, QAccessibleAnnouncementEvent)]
    events.clear()
    return words


@pytest.fixture
def erbil(show):
    """An article with a decided place, a suggested person, and a suggested attack on the place."""
    of = article(TEXT, title="Attack on Erbil")
    accepted = Origin(by="suggestion", outcome=Outcome.ACCEPTED)
    place = entity("GPE", span(of, "Erbil"), id="place", origin=accepted)
    militias = suggestion(entity("ORG", span(of, "Militias")), score=0.9)
    attack = suggestion(
        event("ASSAULT", span(of, "attacked"), ("ACTOR", militias.mention), ("PLACE", place)), score=0.58
    )
    person = suggestion(entity("PERSON", span(of, "Aya Haddad")), score=0.71)
    pending = [militias, attack, person]
    canvas = show(of, annotation_set(of, place), pending)
    canvas.pending, canvas.made = pending, annotation_set(of, place)
    return canvas


def accessible(canvas):
    return QAccessible.queryAccessibleInterface(canvas)


def named(canvas, beginning):
    found = accessible(canvas)
    children = [found.child(index) for index in range(found.childCount())]
    return next(child for child in children if child.text(QAccessible.Text.Name).startswith(beginning))


def test_it_is_a_document_that_can_be_read_and_selected_but_not_changed(erbil):
    found = accessible(erbil)
    assert found.role() == QAccessible.Role.Document
    assert found.text(QAccessible.Text.Name) == "Article text"
    assert found.text(QAccessible.Text.Description) == "Attack on Erbil"
    state = found.state()
    assert (state.readOnly, state.multiLine, state.selectableText, state.focusable) == (1, 1, 1, 1)


def test_an_absent_interface_is_a_null_pointer(erbil):
    found = accessible(erbil)
    for kind in KINDS:
        assert isinstance(found.interface_cast(kind), VoidPtr)
        assert isinstance(found.child(0).interface_cast(kind), VoidPtr)
    assert found.textInterface() is not None
    assert found.editableTextInterface() is None
    assert found.child(0).textInterface() is None


def test_the_text_is_that_of_the_article(erbil):
    text = accessible(erbil).textInterface()
    count = text.characterCount()
    assert text.text(0, count) == TEXT
    assert count == len(TEXT.encode("utf-16-le")) // 2


def test_caret_and_selection_are_those_of_the_canvas(erbil):
    erbil.move_caret(erbil.caret.index_at(TEXT.index("rockets")))
    # The rocket before it takes two UTF-16 units.
    assert accessible(erbil).textInterface().cursorPosition() == TEXT.index("rockets") + 1
    erbil.select(Span(TEXT.index("Aya"), TEXT.index("Haddad") + 6))
    mirror = erbil.findChild(ScreenReader).mirror()
    assert mirror.textCursor().selectedText() == "Aya Haddad"
    erbil.select_tokens(erbil.caret_token, erbil.caret_token - 1)
    cursor = erbil.findChild(ScreenReader).mirror().textCursor()
    assert cursor.position() < cursor.anchor()


def test_a_reader_can_move_caret_and_selection(erbil):
    text = accessible(erbil).textInterface()
    text.setCursorPosition(TEXT.index("Monday") + 1 + 3)
    assert erbil.caret.token == span(TEXT, "Monday")
    mirror = erbil.findChild(ScreenReader).mirror()
    cursor = mirror.textCursor()
    cursor.setPosition(TEXT.index("Militias"))
    cursor.setPosition(TEXT.index(" Erbil"), QTextCursor.MoveMode.KeepAnchor)
    mirror.setTextCursor(cursor)
    assert erbil.selection == Span(0, TEXT.index(" Erbil"))


def test_marks_are_children_in_reading_order(erbil):
    found = accessible(erbil)
    children = [found.child(index) for index in range(found.childCount())]
    assert [child.text(QAccessible.Text.Name) for child in children] == [
        "Militias, ORG, suggestion, 90 percent, actor of event 1",
        "attacked, event 1 ASSAULT, suggestion, 58 percent, actor Militias, place Erbil",
        "Erbil, GPE, accepted, place of event 1",
        "Aya Haddad, PERSON, suggestion, 71 percent",
    ]
    assert [child.text(QAccessible.Text.Description) for child in children] == [f"{n} of 4" for n in (1, 2, 3, 4)]
    assert [found.indexOfChild(child) for child in children] == [0, 1, 2, 3]
    assert {child.role() for child in children} == {QAccessible.Role.ListItem}
    assert all(child.isValid() and child.parent() is found for child in children)
    assert found.child(4) is None
    assert found.child(-1) is None


def test_a_mark_lies_where_its_words_are_painted(erbil):
    found, child = accessible(erbil), named(erbil, "Erbil")
    area = child.rect()
    assert found.rect().contains(area)
    inside = erbil.viewport().mapFromGlobal(area.center())
    assert erbil.hit_at(inside.toPointF()).mark == "place"
    assert found.childAt(area.center().x(), area.center().y()) is child
    assert found.childAt(area.center().x(), area.bottom() + 400) is None


def test_the_focused_mark_is_selected_and_has_the_focus(erbil):
    child = named(erbil, "Erbil")
    assert (child.state().selected, child.state().focused) == (0, 0)
    erbil.setFocus()
    erbil.activateWindow()
    erbil.focus("place")
    assert (child.state().selected, child.state().focused) == (1, int(erbil.hasFocus()))
    assert accessible(erbil).focusChild() is child
    erbil.focus(None)
    assert accessible(erbil).focusChild() is accessible(erbil)


def test_only_what_is_in_sight_is_a_child(show):
    of = article("\n".join(f"Erbil {number}." for number in range(400)))
    marks = [entity("GPE", Span(at, at + 5)) for at in range(len(of.text)) if of.text.startswith("Erbil", at)]
    canvas = show(of, annotation_set(of, *marks))
    found = accessible(canvas)
    first = [found.child(index) for index in range(found.childCount())]
    assert 0 < len(first) < 50
    canvas.verticalScrollBar().setValue(canvas.verticalScrollBar().maximum())
    assert named(canvas, "Erbil").text(QAccessible.Text.Description) != "1 of 400"
    assert first[0].rect().isEmpty()
    assert first[0].state().offscreen
    assert found.indexOfChild(first[0]) == -1


def test_marks_that_are_gone_are_let_go(erbil, listening):
    gone, kept = (QAccessible.uniqueId(named(erbil, beginning)) for beginning in ("Aya", "Erbil"))
    erbil.show_set(erbil.made, erbil.pending[:2])
    assert QAccessible.accessibleInterface(gone) is None
    assert QAccessible.accessibleInterface(kept) is named(erbil, "Erbil")


def test_all_marks_go_with_the_canvas(qapp):
    of = article(TEXT)
    canvas = ArticleCanvas()
    canvas.resize(900, 700)
    canvas.show_article(of, annotation_set(of, entity("GPE", span(of, "Erbil"))), (), small_schema())
    mark = QAccessible.uniqueId(named(canvas, "Erbil"))
    Shiboken.delete(canvas)
    assert QAccessible.accessibleInterface(mark) is None


def test_without_a_screen_reader_nothing_is_made(erbil, monkeypatch):
    events = []
    monkeypatch.setattr("desktop.canvas.screen_reader._send", events.append)
    assert not QAccessible.isActive()
    erbil.focus("place")
    erbil.announce("words")
    assert spoken(events) == []
    assert erbil.findChild(TextMirror) is None


def test_what_is_focused_is_said(erbil, sent):
    erbil.focus("place")
    assert spoken(sent) == ["Erbil, GPE, accepted, place of event 1, 3 of 4"]


def test_the_word_under_the_caret_is_said_with_the_mark_it_stands_in(erbil, sent):
    QTest.keyClick(erbil, Qt.Key.Key_Down)
    erbil.move_caret(erbil.caret.index_at(TEXT.index("Haddad")))
    assert spoken(sent) == ["Haddad, in Aya Haddad, PERSON, suggestion, 71 percent"]
    QTest.keyClick(erbil, Qt.Key.Key_Right)
    QApplication.processEvents()
    assert [each.cursorPosition() for each in sent if isinstance(each, QAccessibleTextCursorEvent)] == [
        TEXT.index("left") + 1
    ]
    assert spoken(sent) == ["left"]


def test_a_selection_is_said_but_not_a_whole_page(erbil, sent, show):
    erbil.select(span(TEXT, "Aya Haddad left"))
    QApplication.processEvents()
    assert any(isinstance(each, QAccessibleTextSelectionEvent) for each in sent)
    assert spoken(sent) == ["selected: Aya Haddad left"]
    of = article("word " * 400)
    canvas = show(of)
    spoken(sent)
    canvas.select_tokens(0, 399)
    said = spoken(sent)[0]
    assert len(said) < 300
    assert " … " in said


def test_an_article_is_introduced(erbil, sent, show):
    show(article("Aya left.", title="A farewell"))
    assert spoken(sent) == ["A farewell", "Aya"]
    erbil.clear("No articles yet.")
    assert spoken(sent) == ["No articles yet."]
    assert accessible(erbil).text(QAccessible.Text.Description) == "No articles yet."
    assert erbil.findChild(ScreenReader).mirror().toPlainText() == ""
    assert accessible(erbil).childCount() == 0


def decided(made, item, outcome, mention=None):
    decision = Decision(outcome, mention.id if mention is not None else None)
    mentions = {**made.mentions, **({mention.id: mention} if mention is not None else {})}
    return replace(
        made,
        mentions=MappingProxyType(mentions),
        decisions=MappingProxyType({**made.decisions, item.id: decision}),
    )


def test_decisions_are_said(erbil, sent):
    person = erbil.pending[2]
    accepted = replace(person.mention, id=MentionId("m1"), origin=Origin(by="suggestion", outcome=Outcome.ACCEPTED))
    after = decided(erbil.made, person, Outcome.ACCEPTED, accepted)
    erbil.show_set(after, erbil.pending[:2])
    assert spoken(sent) == ["accepted, PERSON"]
    erbil.show_set(erbil.made, erbil.pending)
    assert spoken(sent) == ["undecided again: 1"]
    erbil.show_set(decided(erbil.made, person, Outcome.REJECTED), erbil.pending[:2])
    assert spoken(sent) == ["rejected"]


def test_edits_are_said(erbil, sent):
    def shows(mention):
        erbil.show_set(annotation_set(article(TEXT), *([mention] if mention else [])), erbil.pending)
        return spoken(sent)

    place = erbil.made.mentions["place"]
    assert shows(replace(place, label="LOC")) == ["LOC"]
    assert shows(replace(place, label="LOC", unsure=True)) == ["unsure"]
    assert shows(replace(place, label="LOC", note="which?")) == ["sure again, note kept"]
    assert shows(replace(place, label="LOC", note="which?", attributes=(("polarity", "negative"),))) == [
        "polarity negative"
    ]
    assert shows(replace(place, span=span(TEXT, "attacked Erbil"))) == ["GPE, other words, polarity as usual, no note"]
    assert shows(None) == ["deleted, GPE"]
    assert shows(place) == ["marked, GPE"]


def test_suggestions_that_come_later_are_said(erbil, sent):
    erbil.show_set(erbil.made, [])
    erbil.show_set(erbil.made, erbil.pending)
    assert spoken(sent) == ["3 suggestions"]


@given(st.text(alphabet="ab 🚀\n\u2029\x00\ufdd0ب", max_size=40))
def test_every_code_point_has_its_place_in_the_mirror(qapp, text):
    parent = QWidget()
    mirror = TextMirror(parent)
    mirror.show_text(DisplayText(text))
    shown = mirror.document().characterCount() - 1
    for code_point in range(len(text) + 1):
        unit = mirror.unit_of(code_point)
        assert 0 <= unit <= shown
        assert mirror.code_point_at(unit) == code_point
    assert mirror.unit_of(len(text)) == shown
    Shiboken.delete(parent)
