import pytest
from PySide6.QtCore import Qt

from annotations.model.project import MAJORITY
from desktop.panels.export.more import MorePage
from exporters.split import Wanted
from exporters.truth import Truth
from tests.desktop.export_samples import SCHEMA

TRUTH = Truth(source="Hana", finished_only=True)


@pytest.fixture
def page(qtbot):
    made = MorePage(SCHEMA.labels, ("Hana", "Omar"))
    qtbot.addWidget(made)
    made.resize(640, 400)
    made.show_truth(TRUTH)
    made.show_wanted(None)
    made.asked = []
    made.truth_changed.connect(made.asked.append)
    made.split_changed.connect(made.asked.append)
    with qtbot.waitExposed(made):
        made.show()
    return made


def space(qtbot, row) -> None:
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Space)


def test_which_articles(qtbot, page):
    space(qtbot, page.finished)
    space(qtbot, page.furniture)
    assert page.asked == [Truth(source="Hana"), Truth(source="Hana", furniture=True)]


def test_all_labels_are_none_in_particular_and_one_always_stays(qtbot, page):
    for code in ("GPE", "PERSON"):
        space(qtbot, page.labels[code])
    assert [truth.labels for truth in page.asked] == [("PERSON", "STRIKE"), ("STRIKE",)]
    assert not page.labels["STRIKE"].isEnabled()
    assert not page.names["GPE"].isEnabled()
    for code in ("GPE", "PERSON"):
        space(qtbot, page.labels[code])
    assert page.asked[-1].labels == ()


def test_a_label_gets_another_name_and_loses_it(qtbot, page):
    page.rename("GPE")
    assert page.names["GPE"].hasFocus()
    qtbot.keyClicks(page.names["GPE"], " LOC ")
    qtbot.keyClick(page.names["GPE"], Qt.Key.Key_Return)
    assert page.asked[-1].renamed == (("GPE", "LOC"),)
    page.names["GPE"].clear()
    qtbot.keyClick(page.names["GPE"], Qt.Key.Key_Return)
    assert page.asked[-1].renamed == ()
    assert len(page.asked) == 2


def test_analysts_are_chosen_where_several_speak_together(qtbot, page):
    assert not page.analysts["Omar"].isVisible()
    page.show_truth(Truth(source=MAJORITY))
    assert page.analysts["Omar"].isChecked()
    space(qtbot, page.analysts["Omar"])
    assert page.asked[-1].annotators == ("Hana",)
    assert not page.analysts["Hana"].isEnabled()


def test_how_articles_are_divided(qtbot, page):
    assert not page.seed.isVisible()
    page.show_wanted(Wanted(shares=(70, 30, 0)))
    space(qtbot, page.by_source)
    qtbot.keyClick(page.seed, Qt.Key.Key_Up)
    assert page.asked[-1] == Wanted(shares=(70, 30, 0), by_source=True, seed=1)


def test_fields_are_named_by_their_label(page):
    assert page.names["GPE"].accessibleName() == "Name for GPE"
    assert page.names["GPE"].placeholderText() == "GPE"
