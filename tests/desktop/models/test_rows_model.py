from dataclasses import dataclass

import pytest
from PySide6.QtCore import QItemSelectionModel, QObject, Qt

from desktop.models.rows_model import ROW, RowsModel


@dataclass(frozen=True)
class Said:
    spoken: str


ONE, TWO, MARKED = Said("One"), Said("Two"), Said("<b>x</b> & y")


@pytest.fixture
def model(qapp):
    parent = QObject()
    made = RowsModel(parent, (ONE, MARKED))
    made.parent_kept = parent
    return made


def test_it_is_a_sound_list_model_through_all_its_changes(model, qtmodeltester):
    qtmodeltester.check(model)
    model.show((ONE,))
    model.renew((TWO,))
    model.renew((TWO, ONE))
    model.show(())
    model.renew(())
    qtmodeltester.check(model)


def test_a_row_is_there_as_a_value_and_in_words(model):
    index = model.index(1)
    assert index.data(ROW) is MARKED
    assert index.data(Qt.ItemDataRole.DisplayRole) == index.data(Qt.ItemDataRole.AccessibleTextRole) == MARKED.spoken
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "<span>&lt;b&gt;x&lt;/b&gt; &amp; y</span>"
    assert index.data(Qt.ItemDataRole.DecorationRole) is None


def test_without_tips_there_is_no_tooltip(model):
    bare = RowsModel(model, (ONE,), tips=False)
    assert bare.index(0).data(Qt.ItemDataRole.ToolTipRole) is None


@pytest.mark.parametrize(("rows", "kept"), [((TWO, ONE), True), ((TWO,), False)])
def test_as_many_rows_said_otherwise_keep_what_is_marked(model, rows, kept):
    marked = QItemSelectionModel(model)
    marked.setCurrentIndex(model.index(1), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    model.renew(rows)
    assert model.rows == rows
    assert marked.currentIndex().isValid() == kept


def test_other_rows_mark_none(model):
    marked = QItemSelectionModel(model)
    marked.setCurrentIndex(model.index(1), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    model.show((ONE, TWO))
    assert not marked.hasSelection()
