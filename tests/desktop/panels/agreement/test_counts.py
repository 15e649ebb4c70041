"""Every number of a chart leads to exactly the places that it counts."""

import pytest
from PySide6.QtCore import Qt

from annotations.agreement.disagreements import MATCHES
from annotations.model.mark import Subject
from desktop.models.agreement_words import number
from desktop.panels.agreement.chart_model import CELL
from desktop.panels.agreement.confusion import ConfusionCard
from desktop.panels.agreement.figures import FiguresCard
from desktop.panels.agreement.heat import HeatCard
from desktop.panels.agreement.heat_model import DISAGREEMENTS, FIRST_PAIR
from desktop.panels.agreement.labels import LabelsCard
from desktop.panels.agreement.pairs import PairsCard
from tests.desktop.panels.agreement.measured import measured


@pytest.fixture(scope="module")
def found():
    return measured()


@pytest.mark.parametrize("same_ends", [False, True])
@pytest.mark.parametrize("subject", list(Subject))
def test_confusions(qtbot, found, subject, same_ends):
    card = ConfusionCard()
    qtbot.addWidget(card)
    card.same_ends.setChecked(same_ends)
    card.show_report(found.report)
    qtbot.mouseClick(card.subjects.buttons[list(Subject).index(subject)], Qt.MouseButton.LeftButton)
    counted = [(cell.drawn.many, found.count(cell.which)) for cell in card.matrix.cells.every() if cell.which]
    assert len(counted) > 3
    assert [many for many, _ in counted] == [places for _, places in counted]


def test_a_confusion_leaves_nothing_out(qtbot, found):
    card = ConfusionCard()
    qtbot.addWidget(card)
    card.show_report(found.report)
    spans = sum(each.subject is Subject.SPAN for each in found.places)
    assert sum(cell.drawn.many for cell in card.matrix.cells.every()) == spans


def test_figures_say_how_many_disagreements_they_lead_to(qtbot, found):
    card = FiguresCard()
    qtbot.addWidget(card)
    card.more.setChecked(True)
    card.show_report(found.report)
    cells = list(card.rows.cells.every())
    assert len(cells) == 17
    for cell in cells:
        assert f"the {number(found.count(cell.which))} disagreements" in cell.hint


def test_what_keeps_a_figure_below_one_is_what_it_leads_to(qtbot, found):
    """As many places as there are spans that do not count as agreed, each once."""
    card = FiguresCard()
    qtbot.addWidget(card)
    card.show_report(found.report)
    which = {cell.drawn.name: cell.which for cell in card.rows.cells.every()}
    reasons = found.report.reasons[Subject.SPAN]
    assert found.count(which["Span only"]) == sum(reasons.values()) - reasons["label"]
    assert found.count(which["Label, any overlap"]) == sum(reasons.values()) - reasons["boundary"]
    assert found.count(which["Event trigger"]) < found.count(which["Trigger and type"])


def test_pairs(qtbot, found):
    card = PairsCard()
    qtbot.addWidget(card)
    card.show_report(found.report)
    cells = list(card.matrix.cells.every())
    assert [cell.which.pair for cell in cells] == [("Ana", "Ben"), ("Ana", "Cem"), ("Ben", "Cem")]
    for cell in cells:
        assert f"the {number(found.count(cell.which))} places" in cell.hint


def test_labels_lead_to_what_one_of_two_has(qtbot, found):
    card = LabelsCard()
    qtbot.addWidget(card)
    card.show_report(found.report)
    cells = {cell.drawn.name: cell for cell in card.rows.cells.every() if cell.which}
    assert list(cells)[:3] == sorted("XYZ", key=lambda label: -_f1(found, label))
    for label in "XYZ":
        meant = [each for each in found.places if cells[label].which.takes(each)]
        assert meant
        assert all(
            each.reason not in MATCHES and label in {each.a and each.a.label, each.b and each.b.label} for each in meant
        )
    assert {cells[role].which.subjects for role in ("ACTOR", "PLACE")} == {frozenset({Subject.ARGUMENT})}


def _f1(found, label):
    return next(row.f1.value for row in found.report.labels if row.label == label)


def test_articles(qtbot, found):
    card = HeatCard()
    qtbot.addWidget(card)
    card.show_report(found.report)
    table, cells = card.view.table, 0
    for row in range(table.rowCount()):
        total = table.index(row, DISAGREEMENTS).data(CELL)
        assert total.drawn == found.count(total.which)
        for column in range(FIRST_PAIR, table.columnCount()):
            cell = table.index(row, column).data(CELL)
            if cell is not None:
                cells += 1
                assert cell.drawn.disagreements == found.count(cell.which)
    assert (table.rowCount(), cells) == (30, 60)
