from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QComboBox, QLabel, QLineEdit, QSlider

from annotations.editing.ledger import findings, summary
from annotations.model.project_settings import Order
from annotations.model.starters import starter
from annotations.suggesters.scores import outlook_curve
from desktop import chrome
from desktop.pages.training import TrainingPage
from desktop.panels.sources_panel import SourceRow
from desktop.theme import DARK, HIGH_DARK, LIGHT
from tests.desktop.learning_samples import FATES, MODELS, PHRASES, PIPELINE, PULL

PARTS = ["models", "thresholds", "ledger", "sources", "order"]


def filled():
    made = TrainingPage()
    schema = starter("political-events")
    rows = summary(FATES)
    scored = [replace(fate, score=place / len(FATES)) for place, fate in enumerate(FATES)]
    made.models.show_models(MODELS)
    made.models.list.set_finished(25)
    made.thresholds.show_thresholds(
        schema.labels, (("ORG", 0.3),), lambda label, least: outlook_curve(scored, label).at(least)
    )
    made.ledger.show_ledger(rows, findings(rows, FATES))
    made.sources.show_sources([SourceRow("Names", "spaCy", "in use")])
    made.sources.show_phrases(PHRASES, schema.labels, grow=True)
    made.sources.show_pipelines((PIPELINE,))
    made.order.show_order(Order.DOUBT, 0.1, 5)
    made.order.show_pulls((PULL,))
    return made


@pytest.fixture
def page(qtbot):
    made = filled()
    qtbot.addWidget(made)
    made.resize(1100, 628)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_arrows_turn_the_parts(qtbot, page):
    page.names.setFocus()
    shown = []
    page.part_shown.connect(shown.append)
    for _ in PARTS[1:]:
        qtbot.keyClick(page.names, Qt.Key.Key_Down)
    assert shown == PARTS[1:]
    page.show_part("models")
    assert (page.part, page.models.isVisible(), page.order.isVisible()) == ("models", True, False)


def test_the_keyboard_goes_to_the_part_and_back(page):
    page.names.setFocus()
    page.next_panel()
    assert not page.names.hasFocus()
    page.next_panel()
    assert page.names.hasFocus()


@pytest.mark.parametrize("part", PARTS)
def test_every_control_is_reached_by_tab(qtbot, page, part):
    page.show_part(part)
    page.names.setFocus()
    reached = []
    for _ in range(60):
        widget = QApplication.focusWidget()
        if reached and widget is page.names:
            break
        reached.append(widget)
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    wanted = [
        child
        for kind in (QAbstractButton, QAbstractItemView, QComboBox, QSlider)
        for child in page.parts[part][1].findChildren(kind)
        if child.isVisible() and child.isEnabled() and child.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert len(wanted) > 1
    assert [type(child).__name__ for child in wanted if child not in reached and not _in_group(child, reached)] == []


def _in_group(child, reached):
    """Of radio buttons only one is a stop for Tab."""
    group = getattr(child, "group", lambda: None)()
    return group is not None and any(other in reached for other in group.buttons())


def test_everything_one_can_reach_has_a_name(page):
    inside = ("QTableCornerButton", "QHeaderView", "QComboBoxListView")  # Qt's own, reached with what they belong to
    reachable = [
        child
        for kind in (QAbstractButton, QLineEdit, QAbstractItemView, QComboBox, QSlider)
        for child in page.findChildren(kind)
        if child.objectName() != "qt_spinbox_lineedit" and child.metaObject().className() not in inside
    ]
    named = [child.accessibleName() or getattr(child, "text", str)() for child in reachable]
    assert [type(child).__name__ for child, name in zip(reachable, named, strict=True) if not name] == []


def test_no_label_reads_marks_in_its_text_and_none_has_a_style_sheet(page):
    labels = page.findChildren(QLabel)
    assert [label.text() for label in labels if label.textFormat() != Qt.TextFormat.PlainText] == []
    assert [label.text() for label in labels if label.styleSheet()] == []


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("theme", [DARK, HIGH_DARK], ids=lambda theme: theme.name)
def test_it_follows_theme_and_direction_while_open(page, qapp, part, theme):
    page.show_part(part)
    before = page.grab().toImage()
    chrome.apply(qapp, theme, 1.5)
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    after = page.grab().toImage()
    chrome.apply(qapp, LIGHT)
    middle = (after.width() // 3, after.height() - 8)
    assert before.pixelColor(*middle).lightness() > 200
    assert after.pixelColor(*middle).lightness() < 60


@pytest.mark.parametrize("part", PARTS)
def test_it_fits_the_smallest_window(page, part):
    page.show_part(part)
    assert page.minimumSizeHint().width() <= 1100
    assert page.minimumSizeHint().height() <= 628


def test_a_pipeline_is_taken_once_its_labels_were_given(qtbot, page):
    schema = starter("political-events")
    dialog = page.ask_labels(PIPELINE, ("PER", "LOC"), schema.labels)
    qtbot.keyClick(dialog.trust, Qt.Key.Key_Space)
    with qtbot.waitSignal(page.pipeline_accepted) as taken:
        qtbot.keyClick(dialog.take, Qt.Key.Key_Space)
    assert taken.args == [PIPELINE]


def test_before_the_first_model_there_is_one_sentence_and_no_empty_chart(page):
    page.models.show_models(())
    page.models.list.set_finished(2)
    assert not page.models.curve.isVisible()
    assert page.models.list.empty.text() == "Finish 3 more articles and the first model can be learned."
