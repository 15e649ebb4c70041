import pytest
from PySide6.QtCore import Qt

from annotations.editing.ledger import Side, summary
from annotations.model.fate import Fated
from annotations.model.mention import Kind
from desktop.models.ledger_model import COLUMNS, SUGGESTED, LedgerTable
from tests.desktop.learning_samples import FATES, NAMES, RULES, fate

TITLES = [column.title for column in COLUMNS]


@pytest.fixture
def table(qapp):
    made = LedgerTable()
    made.model.set_rows(summary(FATES))
    made.sort(SUGGESTED, Qt.SortOrder.DescendingOrder)
    return made


def column(table, title):
    return [table.index(row, TITLES.index(title)).data() for row in range(table.rowCount())]


def test_what_is_counted_is_shown_and_what_was_never_suggested_has_no_share(table):
    assert column(table, "Label") == ["GPE", "ASSAULT", "ORG", "AGREE", "DATE"]
    assert column(table, "Suggested") == ["233", "97", "85", "64", "56"]
    assert column(table, "Accepted")[2] == "55\u202f%"
    table.model.set_rows(summary([fate(Fated.MISSED)]))
    assert (column(table, "Accepted"), column(table, "Missed")) == (["–"], ["1"])


def test_numbers_are_sorted_as_numbers_and_the_head_says_which_way(table):
    missed = TITLES.index("Missed")
    table.sort(missed, Qt.SortOrder.DescendingOrder)
    assert column(table, "Missed")[0] == "30"
    assert table.headerData(missed, Qt.Orientation.Horizontal) == "Missed ↓"
    assert table.headerData(SUGGESTED, Qt.Orientation.Horizontal) == "Suggested"
    table.sort(missed, Qt.SortOrder.AscendingOrder)
    assert column(table, "Missed")[-1] == "30"


def test_it_narrows_to_a_kind_and_to_a_version(table):
    table.narrow(Kind.EVENT, None)
    assert set(column(table, "Label")) == {"ASSAULT", "AGREE"}
    table.narrow(Kind.EVENT, NAMES)
    assert table.shown() == []
    table.narrow(None, RULES)
    assert {row.label for row in table.shown()} == {"ASSAULT", "AGREE"}


def test_a_number_knows_what_it_counts_and_a_zero_counts_nothing(table):
    org = column(table, "Label").index("ORG")
    which = table.which(table.index(org, TITLES.index("Start moved")))
    assert (which.label, which.fated, which.side, which.versions) == ("ORG", (Fated.REBOUNDED,), Side.START, (NAMES,))
    assert table.which(table.index(org, TITLES.index("End moved"))) is None
    assert table.which(table.index(org, 0)) is None


def test_a_cell_says_its_row_and_column(table):
    words = table.index(0, SUGGESTED).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "GPE, Suggested: 233"
