from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt

from annotations.model.ids import RunId
from annotations.model.mention import Origin, Outcome
from annotations.model.schema import Role
from annotations.model.suggestion import SuggestionRun
from desktop import chrome
from desktop.panels.event_frame import EventFrame, EventView, role_slot
from desktop.panels.guideline import Guideline
from desktop.panels.history_list import HistoryRow
from desktop.panels.lower_panel import LowerPanel
from desktop.panels.mention_card import FilledRole, MentionCard, MentionView
from desktop.panels.suggestion_list import SuggestionRow
from tests.desktop.chrome_samples import ASSAULT, LABELS, MENTIONS, TEXT, struck

# The invisible screen has no window manager to tell.


@pytest.fixture
def show(qtbot):
    """Show a widget at the width of the panel."""

    def run(widget):
        qtbot.addWidget(widget)
        widget.resize(340, 640)
        with qtbot.waitExposed(widget):
            widget.show()
        return widget

    return run


def view(**more):
    values = {
        "event": struck(ACTOR="m1", RECIPIENT="m2", INSTRUMENT="m3"),
        "label": ASSAULT,
        "number": 1,
        "count": 4,
        "text": TEXT,
        "mentions": MENTIONS,
        "suggested": frozenset({"m3"}),
        "scores": {"m3": 0.77},
        "hues": {"m3": "petrol"},
        "fitting": {"PLACE": ["Talas", "Ford"]},
    }
    return EventView(**{**values, **more})


def spot_of(card, kind, target=None):
    """A place on the sentence card that shows such a piece."""
    for y in range(0, card.height(), 4):
        for x in range(0, card.width(), 4):
            piece = card.piece_at(QPointF(x, y))
            if piece is not None and piece.kind == kind and piece.target == target:
                return QPointF(x, y).toPoint()
    raise AssertionError(f"no {kind} {target} on the card")


def test_the_sentence_is_read_to_screen_readers_and_its_parts_can_be_clicked(qtbot, show):
    frame = EventFrame()
    frame.show_event(view())
    show(frame)
    words = "Hill fighters struck a border post of the guard with rockets, date not filled."
    assert frame.sentence.accessibleName() == words
    with qtbot.waitSignal(frame.filler_clicked) as clicked:
        qtbot.mouseClick(frame.sentence, Qt.MouseButton.LeftButton, pos=spot_of(frame.sentence, "filler", "m2"))
    assert clicked.args == ["m2"]
    with qtbot.waitSignal(frame.role_armed) as armed:
        qtbot.mouseClick(frame.sentence, Qt.MouseButton.LeftButton, pos=spot_of(frame.sentence, "gap"))
    assert armed.args == ["DATE"]


def test_the_card_grows_with_its_sentence(show):
    frame = EventFrame()
    frame.show_event(view())
    show(frame)
    wide = frame.sentence.height()
    frame.resize(220, 640)
    frame.layout().activate()
    assert frame.sentence.height() > wide
    assert frame.sentence.height() == frame.sentence.height_at(frame.sentence.width())


def test_role_rows_arm_fill_and_clear(qtbot, show):
    frame = EventFrame()
    frame.show_event(view(armed="PLACE"))
    show(frame)
    frame.grab()
    rows = {row.role.name: row for row in frame.rows}
    assert list(rows) == ["ACTOR", "RECIPIENT", "PLACE", "DATE", "INSTRUMENT"]
    assert rows["PLACE"].accessibleName() == "Place, E: empty, armed: click a mention"
    with qtbot.waitSignal(frame.role_armed) as armed:
        qtbot.mouseClick(rows["DATE"], Qt.MouseButton.LeftButton)
    assert armed.args == ["DATE"]
    place = rows["ACTOR"].spots()["m1"].center().toPoint()
    with qtbot.waitSignal(frame.filler_clicked) as clicked:
        qtbot.mouseClick(rows["ACTOR"], Qt.MouseButton.LeftButton, pos=place)
    assert clicked.args == ["m1"]
    with qtbot.waitSignal(frame.role_cleared) as cleared:
        qtbot.keyClick(rows["ACTOR"], Qt.Key.Key_Delete)
    assert cleared.args == ["ACTOR", None]


def test_roles_without_a_key_of_the_schema_have_one_by_their_place(show):
    roles = tuple(replace(role, key="") for role in ASSAULT.roles)
    label = replace(ASSAULT, roles=(Role(name="SOURCE", title="Source", part="source"), *roles))
    assert [role_slot(label, role) for role in label.roles] == ["V", "Q", "W", "E", "R", "T"]
    frame = EventFrame()
    frame.show_event(view(label=label))
    assert show(frame).rows[0].accessibleName().startswith("Actor, Q: ")


def test_the_menu_of_a_role_takes_out_one_filler_or_all(qtbot, show):
    frame = EventFrame()
    frame.show_event(view(event=struck(ACTOR="m1,m4")))
    show(frame)
    menu = frame.rows[0].clear_menu()
    assert [action.text() for action in menu.actions()] == [
        "Take out “Hill fighters”", "Take out “Talas”", "Clear Actor",
    ]  # fmt: skip
    got = []
    frame.role_cleared.connect(lambda role, target: got.append((role, target)))
    menu.actions()[1].trigger()
    menu.actions()[2].trigger()
    assert got == [("ACTOR", "m4"), ("ACTOR", None)]


def test_a_note_is_given_once_on_enter_and_escape_gives_it_up(qtbot, show):
    frame = EventFrame()
    frame.show_event(view())
    show(frame)
    notes = []
    frame.note_changed.connect(notes.append)
    frame.edit_note()
    qtbot.keyClicks(frame.note.field, "who counts?")
    qtbot.keyClick(frame.note.field, Qt.Key.Key_Return)
    frame.subject.type.setFocus()
    assert notes == ["who counts?"]
    frame.edit_note()
    qtbot.keyClicks(frame.note.field, "something else")
    qtbot.keyClick(frame.note.field, Qt.Key.Key_Escape)
    assert frame.note.field.text() == "who counts?"
    assert notes == ["who counts?"]
    with qtbot.waitSignal(frame.unsure_changed) as unsure:
        frame.note.box.click()
    assert unsure.args == [True]


def test_a_suggested_event_takes_no_note_and_a_closed_one_no_edits(show):
    frame = EventFrame()
    frame.show_event(view(suggested=frozenset({"e1"}), origin="Suggested by event rules, 1."))
    show(frame)
    assert not frame.note.isVisible()
    assert frame.origin.isVisible()
    frame.show_event(view(editable=False))
    assert not frame.rows[0].isEnabled()
    assert frame.note.field.isReadOnly()
    assert not frame.subject.type.isEnabled()


RUN = SuggestionRun(id=RunId("r"), suggester="entities", version="en_core_web_sm 3.8.0")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"suggested": True, "run": RUN}, "Suggested by entities, en_core_web_sm 3.8.0."),
        ({"suggested": True, "run": RUN, "score": 1.0}, "Suggested by entities, en_core_web_sm 3.8.0, 99\u202f%."),
        ({}, "Marked by hand."),
        ({"origin": Origin(by="suggestion", outcome=Outcome.CORRECTED)}, "Corrected from a suggestion."),
        (
            {"origin": Origin(by="suggestion", outcome=Outcome.ACCEPTED), "run": RUN},
            "Accepted suggestion by entities, en_core_web_sm 3.8.0.",
        ),
    ],
)
def test_where_a_mention_came_from_in_words(qtbot, more, words):
    card = MentionCard()
    qtbot.addWidget(card)
    card.show_mention(MentionView(label=LABELS[1], surface="Hill fighters", **more))
    assert card.origin.text() == words


def test_the_mention_card_links_to_its_events_and_says_what_to_do_when_empty(qtbot, show):
    card = show(MentionCard())
    assert card.empty.isVisible()
    assert not card.note.isVisible()
    card.show_mention(
        MentionView(label=LABELS[1], surface="Hill <b>fighters</b>", roles=[FilledRole("e1", 1, "struck", "Actor")])
    )
    assert card.surface.text() == "Hill <b>fighters</b>"
    assert not card.empty.isVisible()
    with qtbot.waitSignal(card.event_clicked) as clicked:
        qtbot.mouseClick(card.links[0], Qt.MouseButton.LeftButton)
    assert clicked.args == ["e1"]
    card.show_empty("Nothing suggested here.")
    assert card.links == []
    assert card.empty.text() == "Nothing suggested here."


SUGGESTED = [SuggestionRow("s1", "ORG", "orange", "Guard"), SuggestionRow("s2", "GPE", "green", "Talas", 0.6)]


def test_suggestions_are_counted_clicked_and_accepted_together(qtbot, show):
    panel = show(LowerPanel())
    assert panel.suggestions.empty.isVisible()
    assert not panel.all.isVisible()
    panel.set_rows(SUGGESTED, 1604, current="s2")
    panel.grab()
    assert panel.choice.buttons[0].text() == "Suggestions 1\u202f604 left"
    rows = panel.suggestions.list
    assert rows.currentIndex().row() == 1
    spot = rows.visualRect(rows.model().index(0)).center()
    with qtbot.waitSignal(panel.suggestion_clicked) as clicked:
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert clicked.args == ["s1"]
    with qtbot.waitSignal(panel.accept_all):
        qtbot.mouseClick(panel.all, Qt.MouseButton.LeftButton)
    panel.set_accept_all(False)
    assert not panel.all.isEnabled()
    panel.set_rows([], 0, "Nothing is left.")
    assert panel.suggestions.empty.text() == "Nothing is left."
    assert panel.choice.buttons[0].text() == "Suggestions"


def test_the_heading_goes_to_the_history_and_back(qtbot, show):
    panel = show(LowerPanel())
    panel.set_rows(SUGGESTED, 2)
    panel.set_history([HistoryRow(1, "Accept 2 suggestions", "14:02", count=2)])
    toggled = []
    panel.history_toggled.connect(toggled.append)
    qtbot.mouseClick(panel.choice.buttons[1], Qt.MouseButton.LeftButton)
    assert panel.history_shown
    assert panel.history.isVisible()
    assert not panel.all.isVisible()
    qtbot.mouseClick(panel.choice.buttons[0], Qt.MouseButton.LeftButton)
    assert panel.suggestions.isVisible()
    panel.show_history(True)
    assert panel.choice.current() == 1
    assert toggled == [True, False]


def test_a_hint_does_what_its_key_does(qtbot, show):
    panel = show(LowerPanel())
    panel.set_rows(SUGGESTED, 2)
    long = ("accept-sentence", "the rest of this very long sentence")
    panel.set_hints([("accept", "accept"), ("reject", "reject"), long, ("next-undecided", "next")])
    hints = panel.hints.hints
    assert [hint.accessibleName() for hint in hints][:2] == ["accept, ⏎", "reject, ⌫"]
    assert {hint.height() for hint in hints} == {26}
    assert hints[3].y() > hints[0].y()
    assert all(panel.hints.rect().contains(hint.geometry()) for hint in hints)
    with qtbot.waitSignal(panel.hint_chosen) as chosen:
        qtbot.mouseClick(hints[2], Qt.MouseButton.LeftButton)
    assert chosen.args == [2]
    panel.set_hints([])
    assert panel.hints.height() == 0


def test_the_guideline_folds_to_its_heading(qtbot, show):
    panel = show(Guideline())
    assert "appears here" in panel.words.text()
    panel.set_label(ASSAULT, 6)
    assert panel.words.text() == ASSAULT.guideline
    assert panel.version.text() == "Guideline v6"
    with qtbot.waitSignal(panel.folded_changed) as folded:
        qtbot.mouseClick(panel.button, Qt.MouseButton.LeftButton)
    assert folded.args == [True]
    assert not panel.body.isVisible()
    panel.set_label(replace(ASSAULT, guideline=""), 6)
    assert panel.words.text() == "This label has no guideline yet."


def test_the_words_of_a_long_mention_are_cut_after_the_third_line(show):
    words = "The joint committee of the northern and southern councils for water, grazing and roads, " * 8
    card = show(MentionCard())
    card.show_mention(MentionView(label=LABELS[1], surface=words))
    lines = card.surface.shown_at(card.surface.width())
    assert len(lines) == 3
    assert " ".join(lines) == card.surface.text() == card.surface.accessibleName() == words.strip()
    assert card.surface.height() == 3 * chrome.line("subject") + chrome.px(6)
    assert "roads" in card.surface.toolTip()
    card.show_mention(MentionView(label=LABELS[1], surface="Hill fighters"))
    assert card.surface.shown_at(card.surface.width()) == ["Hill fighters"]
    assert card.surface.height() == chrome.line("subject") + chrome.px(6)
    assert card.surface.toolTip() == ""
