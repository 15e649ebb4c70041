import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from annotations.model.project import ADJUDICATED, EVERYBODY, MAJORITY, SUGGESTIONS, UNION, SetSummary, again_name
from desktop.panels.export.choices import Choices, sources
from tests.desktop.export_samples import HANA, OMAR

RULINGS = SetSummary(annotator=ADJUDICATED, articles=3, done=3, mentions=9)
AGAIN = SetSummary(annotator=again_name("Hana"), articles=3, done=3, mentions=9)


@pytest.fixture
def choices(qtbot):
    made = Choices((HANA, OMAR))
    made.offer_sources(("Hana", "Omar", SUGGESTIONS), "Hana")
    qtbot.addWidget(made)
    made.resize(660, 28)
    made.asked = []
    made.option_chosen.connect(lambda *values: made.asked.append(values))
    made.source_chosen.connect(made.asked.append)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.mark.parametrize(("summaries", "all_sets", "offered"), [
    ((), True, (SUGGESTIONS,)),
    ((HANA,), True, ("Hana", SUGGESTIONS)),
    ((HANA, OMAR), False, ("Hana", "Omar", MAJORITY, UNION, SUGGESTIONS)),
    ((HANA, OMAR), True, ("Hana", "Omar", MAJORITY, UNION, EVERYBODY, SUGGESTIONS)),
    ((HANA, RULINGS), True, ("Hana", ADJUDICATED, EVERYBODY, SUGGESTIONS)),
    ((HANA, AGAIN), False, ("Hana", again_name("Hana"), SUGGESTIONS)),
])  # fmt: skip
def test_whose_annotations_are_offered(summaries, all_sets, offered):
    assert sources(summaries, all_sets=all_sets) == offered


def test_the_menu_counts_and_the_button_says_whose(choices):
    assert choices.source.words == "Hana’s decisions"
    assert choices.source.accessibleName() == "From: Hana’s decisions"
    menu = choices.menu()
    assert menu.actions()[0].text() == "Hana’s decisions: 118 of 125 articles done, 2\u202f612 spans"
    assert menu.actions()[0].isChecked()
    menu.actions()[1].trigger()
    assert choices.asked == ["Omar"]
    menu.close()


def test_a_name_with_marks_stays_as_it_is(choices):
    choices.offer_sources(("<b>R&D</b>",), "<b>R&D</b>")
    assert choices.source.words == "<b>R&D</b>’s decisions"
    menu = choices.menu()
    assert menu.actions()[0].text() == "<b>R&&D</b>’s decisions"
    menu.close()


def test_a_few_choices_are_segments_many_a_list_and_a_number_a_field(qtbot, choices):
    choices.offer_options({"ents": "longest|shortest", "colour": "a|b|c|d", "widest": "8"}, {"widest": "12"})
    layer, colour, widest = choices.fields
    qtbot.mouseClick(layer.segments.buttons[1], Qt.MouseButton.LeftButton)
    colour.list.setFocus()
    qtbot.keyClick(colour.list, Qt.Key.Key_Down)
    assert widest.number.value() == 12
    qtbot.keyClick(widest.number, Qt.Key.Key_Up)
    assert choices.asked == [("ents", "shortest"), ("colour", "b"), ("widest", "13")]
    assert layer.others() == ("longest",)


def test_known_options_have_words_and_others_their_name(choices):
    choices.offer_options({"ents": "longest|priority", "colour": "red|blue"}, {"ents": "priority"})
    assert [field.findChild(QLabel).text() for field in choices.fields] == ["Where spans overlap", "colour"]
    layer, colour = (field.segments for field in choices.fields)
    assert [button.text() for button in layer.buttons] == ["Longest", "First label"]
    assert layer.current() == 1
    assert [button.text() for button in colour.buttons] == ["red", "blue"]


def test_a_price_stands_on_its_switch(choices):
    choices.offer_options({"nested": "spancat|longest"}, {})
    segments = choices.fields[0].segments
    choices.show_prices({("nested", "longest"): 37})
    assert [button.text() for button in segments.buttons] == ["Keep all (spancat)", "Longest only, lose 37"]
    choices.show_prices({})
    assert segments.buttons[1].text() == "Longest only"
    assert segments.current() == 0


def test_what_has_no_room_goes_on_another_line_and_more_ends_the_last(choices):
    choices.offer_options({"nested": "spancat|longest", "ents": "longest|shortest|priority"}, {})
    assert choices.height() == 28 + 36
    assert choices.more.geometry().right() == 659
    assert choices.more.y() == choices.fields[1].y() == 36
    choices.resize(1400, choices.height())
    assert choices.height() == 28


def test_mirrored_it_begins_at_the_right(choices):
    choices.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert choices.more.x() == 0
    assert choices.source.mapTo(choices, choices.source.rect().center()).x() > 400


def test_tab_goes_through_the_options_in_order(qtbot, choices):
    choices.offer_options({"nested": "spancat|longest", "widest": "8"}, {})
    nested, widest = choices.fields
    choices.source.setFocus()
    order = []
    for _ in range(3):
        qtbot.keyClick(choices.window().focusWidget(), Qt.Key.Key_Tab)
        order.append(choices.window().focusWidget())
    assert order == [nested.segments.buttons[0], widest.number, choices.more]
