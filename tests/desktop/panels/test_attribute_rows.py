from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from annotations.model.schema import AttributeType, Role
from desktop import chrome
from desktop.panels.attribute_rows import AttributeRows
from desktop.panels.event_frame import EventFrame, EventView
from desktop.panels.mention_card import MentionCard, MentionView
from desktop.panels.segments import Segments, in_lines
from tests.desktop.chrome_samples import ASSAULT, LABELS, MENTIONS, TEXT, struck

MODALITY = AttributeType(
    name="modality",
    title="Modality",
    values=("A", "P", "H", "D"),
    titles=("Asserted", "Planned", "Possible", "Denied"),
    key="Z",
)
POLARITY = AttributeType(
    name="polarity", title="Polarity", values=("Y", "N"), titles=("Happened", "Did not happen"), key="X"
)
SOURCE = Role(name="SOURCE", title="Source", part="source", key="V")
LABEL = replace(ASSAULT, attributes=(MODALITY, POLARITY), roles=(*ASSAULT.roles, SOURCE))


@pytest.fixture
def rows(qtbot):
    """The rows of two attributes, the first planned."""
    made = AttributeRows()
    qtbot.addWidget(made)
    made.show_values((MODALITY, POLARITY), {"modality": "P"}, suggested=False, editable=True)
    made.resize(340, made.sizeHint().height())
    with qtbot.waitExposed(made):
        made.show()
    return made


def chosen(rows):
    return [button.text() for row in rows.rows for button in row.segments.buttons if button.isChecked()]


def test_each_attribute_shows_its_value_and_the_first_where_none_is_stored(rows):
    assert chosen(rows) == ["Planned", "Happened"]
    assert rows.rows[0].accessibleName() == "Modality, Z"
    assert rows.rows[0].segments.buttons[1].accessibleName() == "Modality: Planned"
    assert rows.rows[1].height() == 30
    rows.show_values((MODALITY, POLARITY), {"polarity": "unknown"}, suggested=False, editable=True)
    assert chosen(rows) == ["Asserted"]


def test_a_click_gives_a_value_and_the_first_value_is_none(qtbot, rows):
    got = []
    rows.value_chosen.connect(lambda name, value: got.append((name, value)))
    qtbot.mouseClick(rows.rows[0].segments.buttons[3], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(rows.rows[0].segments.buttons[0], Qt.MouseButton.LeftButton)
    assert got == [("modality", "D"), ("modality", None)]


@pytest.mark.parametrize(
    ("direction", "on", "back"),
    [
        (Qt.LayoutDirection.LeftToRight, Qt.Key.Key_Right, Qt.Key.Key_Left),
        (Qt.LayoutDirection.RightToLeft, Qt.Key.Key_Left, Qt.Key.Key_Right),
    ],
)
def test_arrows_go_from_value_to_value_and_tab_stops_once(qtbot, rows, direction, on, back):
    rows.setLayoutDirection(direction)
    buttons = rows.rows[0].segments.buttons
    stops = [button for button in buttons if button.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [buttons[1]]
    got = []
    rows.value_chosen.connect(lambda name, value: got.append(value))
    qtbot.keyClick(buttons[1], on)
    qtbot.keyClick(buttons[2], Qt.Key.Key_Down)
    qtbot.keyClick(buttons[3], on)
    qtbot.keyClick(buttons[3], back)
    assert got == ["H", "D", "H"]
    assert [button.isChecked() for button in buttons] == [False, False, True, False]
    assert (buttons[0].x() < buttons[1].x()) == (direction == Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize(("width", "scale"), [(340, 1.0), (300, 1.0), (340, 1.25), (600, 2.0), (260, 1.25), (600, 1.0)])
def test_no_value_is_ever_cut(qtbot, qapp, width, scale):
    chrome.apply(qapp, chrome.theme(), scale)
    made = AttributeRows()
    qtbot.addWidget(made)
    made.show_values((MODALITY, POLARITY), {}, suggested=False, editable=True)
    made.resize(width, 300)
    with qtbot.waitExposed(made):
        made.show()
    for row in made.rows:
        for button in row.segments.buttons:
            assert button.width() >= chrome.paint.width_of(button.use, button.text(), bold=True)
            assert row.segments.rect().contains(button.geometry())
        assert row.rect().contains(row.segments.geometry())
    chrome.apply(qapp, chrome.theme())


@given(st.lists(st.integers(1, 100)), st.integers(1, 300), st.integers(0, 9))
def test_lines_keep_the_order_and_end_where_the_room_does(widths, room, gap):
    places = in_lines(widths, room, gap)
    assert places == sorted(places)
    for width, (_line, x) in zip(widths, places, strict=True):
        assert x == 0 or x + width <= room


def test_folded_it_says_in_one_line_how_the_event_stands(qtbot, rows):
    rows.set_folded(True)
    assert rows.summary.words == "Planned, happened"
    assert not rows.rows[0].isVisible()
    with qtbot.waitSignal(rows.folded_changed) as folded:
        qtbot.mouseClick(rows.summary, Qt.MouseButton.LeftButton)
    assert folded.args == [False]
    assert rows.rows[0].isVisible()
    assert not rows.summary.isVisible()


def test_what_is_closed_cannot_be_chosen_and_what_is_suggested_is_dashed(qtbot, rows):
    solid = rows.rows[0].segments.grab().toImage()
    rows.show_values((MODALITY, POLARITY), {"modality": "P"}, suggested=True, editable=True)
    assert rows.rows[0].segments.grab().toImage() != solid
    rows.show_values((MODALITY, POLARITY), {"modality": "P"}, suggested=False, editable=False)
    with qtbot.assertNotEmitted(rows.value_chosen):
        qtbot.mouseClick(rows.rows[0].segments.buttons[3], Qt.MouseButton.LeftButton)
    assert chosen(rows) == ["Planned", "Happened"]


def test_the_same_number_of_choices_keeps_the_chosen_one(qtbot):
    choice = Segments("Show", ("Suggestions 3 left", "History"), wraps=False)
    qtbot.addWidget(choice)
    choice.show_chosen(1)
    choice.set_words(("Suggestions 2 left", "History"))
    assert choice.current() == 1
    choice.show_chosen(-1)
    assert choice.current() == -1


def event_view(**more):
    event = replace(struck(ACTOR="m1"), attributes=(("polarity", "N"),))
    values = {"event": event, "label": LABEL, "number": 1, "count": 1, "text": TEXT, "mentions": MENTIONS}
    return EventView(**{**values, **more})


@pytest.fixture
def frame(qtbot):
    made = EventFrame()
    qtbot.addWidget(made)
    made.show_event(event_view())
    made.resize(340, 640)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_the_source_is_the_last_row_below_the_attributes(qtbot, frame):
    source = frame.rows[-1]
    assert source.accessibleName() == "Source, V: the paper itself"
    assert source.y() > frame.attributes.y() > frame.rows[-2].y()
    assert frame.sentence.accessibleName() == "Hill fighters struck (did not happen), date not filled."
    with qtbot.waitSignal(frame.role_armed) as armed:
        qtbot.mouseClick(source, Qt.MouseButton.LeftButton)
    assert armed.args == ["SOURCE"]


def test_an_empty_source_folds_with_the_attributes_but_not_while_it_is_waited_for(frame):
    frame.set_folded(True)
    assert not frame.rows[-1].isVisible()
    frame.show_event(event_view(armed="SOURCE"))
    assert frame.rows[-1].isVisible()
    frame.show_event(event_view(event=struck(SOURCE="m2")))
    assert frame.rows[-1].isVisible()
    frame.set_folded(False)
    assert frame.attributes.rows[0].isVisible()


def test_frame_and_card_pass_on_the_value_chosen(qtbot, frame):
    with qtbot.waitSignal(frame.attribute_chosen) as got:
        qtbot.mouseClick(frame.attributes.rows[0].segments.buttons[2], Qt.MouseButton.LeftButton)
    assert got.args == ["modality", "H"]
    card = MentionCard()
    qtbot.addWidget(card)
    card.show_mention(MentionView(label=LABELS[0], surface="Sara"))
    assert card.attributes.isHidden()
    label = replace(LABELS[0], attributes=(POLARITY,))
    card.show_mention(MentionView(label=label, surface="Sara", attributes={"polarity": "N"}))
    assert chosen(card.attributes) == ["Did not happen"]
    with qtbot.waitSignal(card.attribute_chosen) as got:
        card.attributes.rows[0].segments.buttons[0].click()
    assert got.args == ["polarity", None]
    card.show_empty("Nothing selected.")
    assert card.attributes.isHidden()


def test_more_like_this_is_offered_where_there_is_more(qtbot, frame):
    assert not frame.everywhere.isVisible()
    frame.show_event(event_view(elsewhere=1))
    assert frame.everywhere.words == "1 more like this"
    frame.show_event(event_view(elsewhere=1204))
    assert frame.everywhere.words == "1\u202f204 more like this"
    with qtbot.waitSignal(frame.everywhere_clicked):
        qtbot.mouseClick(frame.everywhere, Qt.MouseButton.LeftButton)


def test_the_folded_line_leaves_out_what_claims_nothing(rows):
    tense = AttributeType(name="tense", title="Tense", values=("unstated", "past"), titles=("Not said", "Past"))
    rows.show_values((MODALITY, tense), {}, suggested=False, editable=True)
    assert rows.summary.words == "Asserted"
    rows.show_values((MODALITY, tense), {"tense": "past"}, suggested=False, editable=True)
    assert rows.summary.words == "Asserted, past"
    rows.show_values((tense,), {}, suggested=False, editable=True)
    assert rows.summary.words == "Nothing stated"
