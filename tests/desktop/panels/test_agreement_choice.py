"""What is measured, chosen by checks."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotations.agreement.choice import Choice, Condition
from annotations.agreement.coverage import Coverage
from desktop.panels.agreement_choice import AgreementChoice
from tests.factories import small_schema

COVERED = Coverage(
    articles=125,
    by_two=118,
    by_one=0,
    in_progress=7,
    not_begun=0,
    annotators={"Hana": 124, "Leyla": 117, "Marek": 120},
    versions={5: 36, 6: 82},
    conditions={Condition.BLIND: 118, Condition.SUGGESTED: 0},
)
SINCE = {6: date(2019, 11, 3)}


@pytest.fixture
def panel(qtbot):
    made = AgreementChoice()
    qtbot.addWidget(made)
    made.set_labels(small_schema().labels)
    made.show_choice(Choice(condition=Condition.BLIND), COVERED, SINCE)
    made.heard = []
    made.changed.connect(made.heard.append)
    with qtbot.waitExposed(made):
        made.resize(224, 800)
        made.show()
    return made


def click(button):
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_it_shows_who_finished_how_much(panel):
    assert {name: (row.count, row.isChecked()) for name, row in panel.analysts.rows.items()} == {
        "Hana": ("124 done", True),
        "Leyla": ("117 done", True),
        "Marek": ("120 done", True),
    }
    assert [row.words for row in panel.versions.rows.values()] == ["Version 6, since 3 Nov 2019", "Version 5"]
    assert [row.count for row in panel.versions.rows.values()] == ["82", "36"]
    assert (panel.condition.current(), panel.by_two.text()) == (0, "118 of 125")
    assert panel.left_out.text() == "Left out: 7 in progress. Nothing is guessed for them."


def test_one_analyst_less_and_one_more(panel):
    click(panel.analysts.rows["Leyla"])
    click(panel.analysts.rows["Leyla"])
    assert [choice.annotators for choice in panel.heard] == [("Hana", "Marek"), ()]
    assert panel.heard[-1].condition is Condition.BLIND


def test_the_last_one_stays(panel):
    click(panel.analysts.rows["Leyla"])
    click(panel.analysts.rows["Hana"])
    assert not panel.analysts.rows["Marek"].isEnabled()
    click(panel.analysts.rows["Marek"])
    assert panel.heard[-1].annotators == ("Marek",)
    click(panel.analysts.rows["Hana"])
    assert panel.analysts.rows["Marek"].isEnabled()


def test_who_is_chosen_and_finished_nothing_is_shown_nevertheless(panel):
    panel.show_choice(Choice(annotators=("Hana", "Zoe")), COVERED, SINCE)
    assert {name: row.isChecked() for name, row in panel.analysts.rows.items()} == {
        "Hana": True,
        "Leyla": False,
        "Marek": False,
        "Zoe": True,
    }


def test_the_condition_and_the_guideline(panel):
    click(panel.condition.buttons[1])
    click(panel.versions.rows["5"])
    assert panel.heard[0].condition is Condition.SUGGESTED
    assert panel.heard[1] == Choice(condition=Condition.SUGGESTED, schema_versions=(6,))


def test_a_few_labels_of_many(panel):
    assert (panel.labels_button.words, panel.codes.isVisible()) == ("All labels", False)
    click(panel.labels_button)
    assert panel.codes.isVisible()
    assert not any(row.isChecked() for row in panel.codes.rows.values())
    click(panel.codes.rows["ORG"])
    assert (panel.heard[-1].labels, panel.labels_button.words) == (("ORG",), "ORG only")
    click(panel.codes.rows["ORG"])
    assert (panel.heard[-1].labels, panel.labels_button.words) == ((), "All labels")


def test_names_are_shown_as_they_are(panel):
    panel.show_choice(
        Choice(), Coverage(**{**{f: getattr(COVERED, f) for f in COVERED.__slots__}, "annotators": {"<b>&": 1}}), {}
    )
    (row,) = panel.analysts.rows.values()
    assert row.words == "<b>&"
    assert "<b>" not in row.toolTip()


def test_where_nobody_finished_anything_it_says_so(panel):
    none = Coverage(
        articles=3, by_two=0, by_one=0, in_progress=0, not_begun=3, annotators={}, versions={}, conditions={}
    )
    panel.show_choice(Choice(), none, {})
    assert panel.nobody.isVisible()
    assert not panel.versions.isVisible()
    panel.clear()
    assert not panel.save_button.isEnabled()
