"""The triangles of pairs and of labels, and the table of articles."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel

from annotations.agreement.disagreements import Which
from annotations.model.mark import Subject
from desktop.panels.agreement.chart_model import CELL
from desktop.panels.agreement.confusion import ConfusionCard
from desktop.panels.agreement.heat import HeatCard
from desktop.panels.agreement.heat_model import AGREEMENT, DISAGREEMENTS, FIRST_PAIR, SOURCE, TITLE, Spot
from desktop.panels.agreement.pairs import PairsCard
from tests.desktop.panels.agreement.samples import HANA, LEYLA, MAREK, SCHEMA, SIX, articles_of, desk, nothing

SPANS = frozenset({Subject.SPAN})


def made(qtbot, card, report, width=460):
    if hasattr(card, "set_schema"):
        card.set_schema(SCHEMA)
    qtbot.addWidget(card)
    card.resize(width, 500)
    card.show_report(report)
    with qtbot.waitExposed(card):
        card.show()
    return card


def heads(view, orientation):
    model = view.model()
    count = model.columnCount() if orientation == Qt.Orientation.Horizontal else model.rowCount()
    return [model.headerData(at, orientation) for at in range(count)]


def test_pairs_form_a_triangle(qtbot):
    card = made(qtbot, PairsCard(), desk())
    assert heads(card.matrix, Qt.Orientation.Horizontal) == [LEYLA, MAREK]
    assert heads(card.matrix, Qt.Orientation.Vertical) == [HANA, LEYLA]
    assert card.matrix.cells.cell(1, 0) is None
    cell = card.matrix.cells.cell(0, 1)
    assert cell.spoken == "Hana and Marek: .82, .79–.85, 118 articles"
    assert cell.which == Which(subjects=SPANS, pair=(HANA, MAREK))
    assert cell.hint.endswith("Click to see the 700 places in which they differ.")


def test_a_pair_without_shared_articles_says_so(qtbot):
    card = made(qtbot, PairsCard(), desk(SIX))
    undefined = [cell for cell in card.matrix.cells.every() if cell.drawn.figures["strict_f1"].value is None]
    assert len(undefined) == 3
    assert all(cell.spoken.endswith("–, no article done by both") for cell in undefined)


def test_columns_are_as_wide_as_their_own_codes_before_they_scroll(qtbot):
    report = desk()
    matrix = made(qtbot, ConfusionCard(), replace(report, confusion=dict.fromkeys(report.confusion, 1))).matrix
    across, down = matrix.horizontalHeader(), matrix.verticalHeader()
    matrix.fit_sections(0)
    own = [across.sectionSize(column) for column in range(across.count())]
    assert len(set(own)) > 1
    least = down.width() + sum(own) + across.count()
    for wide, alike in ((least, False), (2 * least, True)):
        matrix.fit_sections(wide)
        assert down.width() + across.length() <= wide
        assert (len({across.sectionSize(column) for column in range(across.count())}) == 1) == alike


def test_cells_narrow_before_they_scroll(qtbot):
    wide, six = made(qtbot, PairsCard(), desk()), made(qtbot, PairsCard(), desk(SIX))
    assert not wide.matrix.narrow
    assert six.matrix.narrow
    assert six.matrix.columnWidth(0) < wide.matrix.columnWidth(0)
    assert six.matrix.rowHeight(0) > wide.matrix.rowHeight(0)
    assert six.matrix.verticalHeader().width() + six.matrix.horizontalHeader().length() <= six.matrix.width()


def test_each_against_the_others_and_against_the_rulings(qtbot):
    card = made(qtbot, PairsCard(), desk())
    assert card.heading.text() == "Each against the others, mean of the pairs"
    assert [cell.drawn.name for cell in card.each.cells.every()] == [
        HANA,
        LEYLA,
        MAREK,
        "Each against the rulings",
        HANA,
        LEYLA,
        MAREK,
    ]
    assert all(cell.which is None for cell in card.each.cells.every())


def test_of_two_annotators_only_the_rulings_are_told_below(qtbot):
    card = made(qtbot, PairsCard(), desk((HANA, MAREK)))
    assert card.heading.text() == "Each against the rulings"
    assert len(list(card.each.cells.every())) == 2
    card.show_report(desk((HANA, MAREK), rulings=False))
    assert not card.each.isVisible()


def test_labels_stand_in_the_order_of_the_schema_under_their_short_codes(qtbot):
    card = made(qtbot, ConfusionCard(), desk())
    assert heads(card.matrix, Qt.Orientation.Horizontal)[:5] == ["PER", "ORG", "GPE", "NORP", "EVT"]
    assert heads(card.matrix, Qt.Orientation.Vertical)[:2] == ["PERSON", "ORG"]
    assert heads(card.matrix, Qt.Orientation.Vertical)[-1] == ""
    assert card.matrix.cells.cell(0, 1) is None


def test_cells_of_the_confusion_lead_to_their_labels(qtbot):
    card = made(qtbot, ConfusionCard(), desk())
    mixed, same, alone = (card.matrix.cells.cell(*place) for place in ((2, 1), (1, 1), (10, 1)))
    assert mixed.which == Which(subjects=SPANS, labels=frozenset({"ORG", "GPE"}))
    assert (mixed.drawn.many, mixed.spoken) == (148, "ORG for one, GPE for the other: 148")
    assert same.which == Which(subjects=SPANS, labels=frozenset({"ORG"}), reasons=frozenset({"match", "boundary"}))
    assert (alone.which.labels, alone.spoken) == (frozenset({"ORG", ""}), "ORG for one, nothing for the other: 268")


def test_with_the_same_ends_only_nothing_stands_alone(qtbot):
    card = made(qtbot, ConfusionCard(), desk())
    qtbot.mouseClick(card.same_ends, Qt.MouseButton.LeftButton, pos=card.same_ends.rect().center())
    assert card.same_ends.isChecked()
    assert heads(card.matrix, Qt.Orientation.Vertical)[-1] == "TITLE"
    assert card.matrix.cells.cell(1, 1).which.reasons == {"match"}
    assert card.matrix.cells.cell(2, 1).which.reasons == {"label"}


def test_event_types_and_roles_are_offered_where_there_are_any(qtbot):
    card = made(qtbot, ConfusionCard(), desk())
    assert [button.text() for button in card.subjects.buttons] == ["Labels", "Event types", "Roles"]
    card.subjects.buttons[0].setFocus()
    qtbot.keyClick(card.subjects.buttons[0], Qt.Key.Key_Right)
    assert heads(card.matrix, Qt.Orientation.Vertical) == ["ASSAULT", "CONSULT", "THREATEN", ""]
    assert card.matrix.nothing == "no event"
    assert not card.same_ends.isVisible()
    card.show_report(desk())
    assert card.subjects.current() == 1
    card.show_report(desk(events=False))
    assert not card.subjects.isVisible()
    assert heads(card.matrix, Qt.Orientation.Vertical)[0] == "PERSON"


def test_a_label_that_the_schema_lost_comes_last(qtbot):
    known = desk()
    card = made(qtbot, ConfusionCard(), replace(known, confusion={**known.confusion, ("AAA", "AAA"): 2}))
    assert heads(card.matrix, Qt.Orientation.Vertical)[-2] == "AAA"


def titles(card):
    table = card.view.model()
    return [table.index(row, TITLE).data(CELL).drawn[-2:].strip() for row in range(table.rowCount())]


@pytest.fixture
def heat(qtbot):
    return made(qtbot, HeatCard(), desk(), 900)


def values(card, column):
    table = card.view.model()
    cells = [table.index(row, column).data(CELL) for row in range(table.rowCount())]
    return [None if cell is None else cell.drawn for cell in cells]


def test_articles_with_the_most_disagreements_come_first(heat):
    counts = values(heat, DISAGREEMENTS)
    assert counts == sorted(counts, reverse=True)
    assert "↓" in heads(heat.view, Qt.Orientation.Horizontal)[DISAGREEMENTS]


def click_head(qtbot, view, column):
    header = view.horizontalHeader()
    x = header.sectionViewportPosition(column) + header.sectionSize(column) // 2
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, header.height() // 2))


def test_a_click_on_a_head_sorts_and_another_turns_it_round(qtbot, heat):
    click_head(qtbot, heat.view, TITLE)
    first = titles(heat)
    assert first[:3] == ["0", "1", "10"]
    click_head(qtbot, heat.view, TITLE)
    assert titles(heat) == first[::-1]
    click_head(qtbot, heat.view, SOURCE)
    assert values(heat, SOURCE) == sorted(values(heat, SOURCE))


def test_what_is_undefined_comes_last_in_either_order(qtbot, heat):
    for column in (AGREEMENT, FIRST_PAIR + 1):
        for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
            heat.view.sortByColumn(column, order)
            found = [_number(each) for each in values(heat, column)]
            known = [each for each in found if each is not None]
            assert found == known + [None] * (len(found) - len(known))
            assert known == sorted(known, reverse=order == Qt.SortOrder.DescendingOrder)
            assert len(known) < len(found)


def _number(drawn):
    if drawn is None:
        return None
    return drawn.f1 if isinstance(drawn, Spot) else drawn.value


def test_s_sorts_by_the_column(qtbot, heat):
    heat.view.setFocus(Qt.FocusReason.TabFocusReason)
    heat.view.setCurrentIndex(heat.view.model().index(0, AGREEMENT))
    qtbot.keyClick(heat.view, Qt.Key.Key_S)
    found = [each.value for each in values(heat, AGREEMENT) if each.value is not None]
    assert found == sorted(found)
    qtbot.keyClick(heat.view, Qt.Key.Key_S)
    assert [each.value for each in values(heat, AGREEMENT) if each.value is not None] == found[::-1]
    heat.view.setCurrentIndex(heat.view.model().index(0, DISAGREEMENTS))
    qtbot.keyClick(heat.view, Qt.Key.Key_S)
    assert values(heat, DISAGREEMENTS)[0] == max(values(heat, DISAGREEMENTS))


def test_a_cell_of_an_article_leads_to_its_pair(heat):
    table = heat.view.model()
    cell = table.index(0, FIRST_PAIR).data(CELL)
    article = table.index(0, TITLE).data(CELL).which
    assert cell.which == Which(article=article.article, pair=(HANA, LEYLA))
    assert cell.hint.startswith("Talks on the <b>border</b>")
    assert table.headerData(FIRST_PAIR, Qt.Orientation.Horizontal) == "Hana\nLeyla"


def test_by_source_each_article_has_one_vote(qtbot, heat):
    heat.by.buttons[0].setFocus()
    qtbot.keyClick(heat.by.buttons[0], Qt.Key.Key_Right)
    table = heat.view.model()
    assert {table.index(row, TITLE).data(CELL).drawn for row in range(3)} == {
        "The Ford Post",
        "Kurdistan Daily",
        "no source given",
    }
    assert values(heat, SOURCE) == ["4 articles"] * 3
    rows = [row for row in articles_of([(HANA, LEYLA), (HANA, MAREK), (LEYLA, MAREK)]) if row.source == "The Ford Post"]
    votes = [row.cells[HANA, LEYLA].f1 for row in rows if row.cells[HANA, LEYLA].f1 is not None]
    at = next(row for row in range(3) if table.index(row, TITLE).data(CELL).drawn == "The Ford Post")
    cell = table.index(at, FIRST_PAIR).data(CELL)
    assert cell.drawn.f1 == pytest.approx(sum(votes) / len(votes))
    assert cell.which is None


def test_where_no_article_has_a_source_titles_take_its_room(qtbot, heat):
    before = heat.view.columnWidth(TITLE)
    assert not heat.view.isColumnHidden(SOURCE)
    report = desk()
    without = tuple(replace(row, source="") for row in report.by_article)
    heat.show_report(replace(report, by_article=without))
    assert heat.view.isColumnHidden(SOURCE)
    assert heat.view.columnWidth(TITLE) > before
    heat.show_report(report)
    assert (heat.view.isColumnHidden(SOURCE), heat.view.columnWidth(TITLE)) == (False, before)


def test_a_thousand_articles_are_there_at_once(qtbot):
    pairs = [(HANA, LEYLA), (HANA, MAREK), (LEYLA, MAREK)]
    card = made(qtbot, HeatCard(), replace(desk(), by_article=articles_of(pairs, 1_000)), 900)
    assert card.view.model().rowCount() == 1_000
    painted = []
    paint = card.view.itemDelegate().paint_cell
    card.view.itemDelegate().paint_cell = lambda *given, **more: painted.append(1) or paint(*given, **more)
    card.view.grab()
    assert 0 < len(painted) < 200


def test_before_two_finished_an_article_the_table_says_so(qtbot):
    card = made(qtbot, HeatCard(), nothing())
    shown = [label.text() for label in card.findChildren(QLabel) if label.isVisible()]
    assert shown == ["Articles", "No article is finished by two analysts yet."]
