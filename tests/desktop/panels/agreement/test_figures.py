"""Figures, labels, pulls and self-agreement as rows of dots."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from annotations.agreement.disagreements import Which
from annotations.agreement.estimate import Estimate
from annotations.model.mark import Subject
from desktop import chrome
from desktop.panels.agreement.again import AgainCard
from desktop.panels.agreement.figures import FiguresCard
from desktop.panels.agreement.interval_rows import Figure, IntervalRows, figure_cell
from desktop.panels.agreement.labels import LabelsCard
from desktop.panels.agreement.pulls import PullsCard
from tests.desktop.panels.agreement.samples import AGAIN, PULLS, SCHEMA, desk, estimate, nothing


@pytest.fixture
def figures(qtbot):
    card = FiguresCard()
    qtbot.addWidget(card)
    card.resize(380, 300)
    return card


@pytest.fixture
def labels(qtbot):
    card = LabelsCard()
    qtbot.addWidget(card)
    card.set_schema(SCHEMA)
    return card


def names(rows):
    return [cell.drawn.name for cell in rows.cells.every()]


def test_figures_of_spans_then_those_of_events(figures):
    figures.show_report(desk())
    assert names(figures.rows) == [
        "Span and label",
        "Span only",
        "Label, any overlap",
        "u-alpha",
        "Event trigger",
        "Trigger and type",
        "Fillers and roles",
    ]
    assert figures.rows.cells.cell(4) is None  # the gap
    first = figures.rows.cells.cell(0)
    assert (first.drawn.value, first.drawn.beside) == (".79", ".76–.82")
    assert first.spoken == "Span and label: .79, .76–.82, 118 articles"
    assert first.which == Which(subjects=frozenset({Subject.SPAN}))
    assert first.hint == ("Agreed means: the same span with the same label. Click to see the 2\u202f194 disagreements.")


def test_without_events_there_are_no_figures_of_events(figures):
    figures.show_report(desk(events=False))
    assert names(figures.rows)[-1] == "u-alpha"


def test_where_spans_overlap_the_alpha_by_label_stands_in(figures):
    overlapping = Estimate(value=None, reason="overlapping_spans")
    figures.show_report(replace(desk(), figures=desk().figures | {"u_alpha_2016": overlapping}))
    assert names(figures.rows)[3] == "u-alpha, label by label"


def test_more_figures_unfold_and_fold(qtbot, figures):
    figures.show_report(desk())
    few = figures.rows.height()
    figures.more.click()
    assert figures.more.words == "Fewer figures"
    assert len(names(figures.rows)) == 17
    assert figures.rows.height() > few
    qtbot.keyClick(figures.more, Qt.Key.Key_Space)
    assert len(names(figures.rows)) == 7


def test_an_undefined_figure_is_a_dash_with_its_reason(figures):
    figures.more.setChecked(True)
    figures.show_report(desk())
    kappa = next(cell for cell in figures.rows.cells.every() if cell.drawn.name.startswith("Fleiss"))
    assert (kappa.drawn.value, kappa.drawn.instead) == ("–", "not as many analysts finished each article")
    assert kappa.spoken.endswith("–, not as many analysts finished each article")


def rows_of(qtbot, *estimates):
    rows = IntervalRows("rows")
    qtbot.addWidget(rows)
    rows.resize(400, 100)
    rows.show_rows([figure_cell(Figure(name="x", dots=(each,), value=".5"), "x") for each in estimates])
    return rows


def test_the_axis_begins_at_point_four_or_below_where_a_figure_needs_it(qtbot):
    assert rows_of(qtbot, estimate(0.8, 0.7, 0.9)).axis.ticks() == [0.4, 0.6, 0.8, 1.0]
    assert rows_of(qtbot, estimate(0.8, 0.7, 0.9), estimate(0.3, 0.15, 0.4)).axis.ticks()[0] == 0.0
    assert rows_of(qtbot, estimate(-0.1, -0.3, 0.1)).axis.ticks()[0] == -0.4


def test_dots_stand_in_order_within_their_axis(qtbot):
    rows = rows_of(qtbot, estimate(0.8, 0.7, 0.9))
    places = [rows.room.at(value, rows.axis.low) for value in (0.4, 0.7, 0.8, 1.0)]
    assert places == sorted(places)
    assert rows.room.axis < places[0] < places[-1] < rows.room.axis + rows.room.axis_width


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_a_dot_is_painted_where_its_value_stands(qtbot, direction):
    rows = rows_of(qtbot, estimate(0.9, 0.89, 0.91))
    rows.setLayoutDirection(direction)
    image = rows.grab().toImage()
    near = round(rows.room.at(0.9, rows.axis.low))
    x = near if direction == Qt.LayoutDirection.LeftToRight else rows.width() - near
    middle = rows.horizontalHeader().height() + rows.rowHeight(0) // 2
    assert image.pixelColor(x, middle).name() == chrome.theme().text_1.lower()
    assert image.pixelColor(x - 30, middle).name() != chrome.theme().text_1.lower()


def test_labels_from_the_best_to_the_worst_then_those_with_too_few(labels):
    labels.show_report(desk())
    shown = names(labels.rows)
    assert shown[:3] == ["PERSON", "DATE", "GPE"]
    assert shown[8:] == [
        "EVENT",
        "TITLE",
        "Event types",
        "ASSAULT",
        "CONSULT",
        "THREATEN",
        "Roles",
        "ACTOR",
        "PLACE",
    ]
    title = labels.rows.cells.cell(9)
    assert (title.drawn.instead, title.drawn.value, title.drawn.beside) == ("too few to say", "–", "27")
    assert title.spoken == "TITLE: too few to say: 27, and 40 are needed"
    assert title.which == Which(subjects=frozenset({Subject.SPAN}), label="TITLE")


def test_labels_are_in_their_inks_and_roles_have_none(labels):
    labels.show_report(desk())
    hues = {cell.drawn.name: getattr(cell.drawn, "hue", "") for cell in labels.rows.cells.every()}
    assert (hues["ORG"], hues["ASSAULT"], hues["ACTOR"]) == ("orange", "orange", "")
    assert hues["EVENT"] == "magenta"


def test_a_label_that_the_schema_lost_is_grey(qtbot):
    card = LabelsCard()
    qtbot.addWidget(card)
    card.show_report(desk())
    assert card.rows.cells.cell(0).drawn.hue == "grey"


def test_without_events_labels_have_no_headings(labels):
    labels.show_report(desk(events=False))
    assert len(names(labels.rows)) == 10
    labels.show_report(nothing())
    assert labels.empty.text() == "Nobody marked anything yet."
    assert labels.rows.isHidden()


def test_pulls_on_all_and_on_each(qtbot):
    card = PullsCard()
    qtbot.addWidget(card)
    card.show_pulls(PULLS)
    assert card.heading.text() == "All analysts"
    assert [name for name in names(card.rows) if name in ("Hana", "Marek")] == ["Hana", "Marek"]
    first = card.rows.cells.cell(0)
    assert [dot.value for dot in first.drawn.dots] == [0.83, 0.71]
    assert first.drawn.beside == "+.12 (+.07 … +.17)"
    assert first.spoken == (
        "Agrees with what is suggested (F1): with suggestions .83, 31 articles, blind .71, 9 articles. "
        "Difference: +.12 (+.07 … +.17)"
    )
    assert card.rows.cells.cell(4).drawn.instead == "4.1 s with suggestions, 6.2 s blind"
    assert card.rows.axis.low == 0.0


def test_a_pull_that_is_not_known_says_why(qtbot):
    card = PullsCard()
    qtbot.addWidget(card)
    card.show_pulls(PULLS[2:])
    assert card.heading.text() == "Marek"
    adopted = card.rows.cells.cell(1)
    assert adopted.drawn.dots == ()
    assert "needs ruled articles" in adopted.drawn.instead
    assert names(card.rows) == [
        "Agrees with what is suggested (F1)",
        "Keeps what is suggested wrongly",
        "Overlooks what is not suggested",
        "Accepted unchanged",
    ]


def test_before_anybody_was_blind_it_says_what_it_takes(qtbot):
    card = PullsCard()
    qtbot.addWidget(card)
    card.show_pulls(())
    shown = [label.text() for label in card.findChildren(QLabel) if label.isVisibleTo(card)]
    assert shown[1] == "Not known yet. It takes articles finished with suggestions and articles finished blind."


def test_annotators_against_themselves(qtbot):
    card = AgainCard()
    qtbot.addWidget(card)
    card.show_again(AGAIN)
    hana, marek = card.rows.cells.every()
    assert (hana.drawn.value, hana.drawn.beside) == (".91", ".86–.95")
    assert hana.hint.endswith("12 articles; 3 done again within 14 days left out")
    assert marek.drawn.instead == "no article done by both"
