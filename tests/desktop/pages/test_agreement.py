"""What holds for the whole Agreement page, however it looks."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel

from annotations.agreement.choice import Choice
from annotations.agreement.figures import Resampling
from annotations.workspace import Workspace
from desktop import agreements, chrome
from desktop.models.disagreement_places import found
from desktop.pages.agreement import AgreementPage
from desktop.settings import AGREEMENT_LEFT_WIDTH, AGREEMENT_RIGHT_WIDTH, Settings
from desktop.theme import DARK, HIGH_LIGHT, LIGHT
from tests.desktop.agreed import project_at
from tests.factories import small_schema


@pytest.fixture
def page(tmp_path, monkeypatch, qtbot, qapp):
    """The page filled from a real project."""
    monkeypatch.setattr(agreements, "_read", None)
    location = project_at(tmp_path / "desk.spandesk", ruled=True)
    with Workspace.open(location, read_only=True) as workspace:
        measured = agreements.measured_in(workspace, Choice(), Resampling(draws=20))
    made = AgreementPage(Settings())
    qtbot.addWidget(made)
    made.disagreements.asked.connect(
        lambda narrowing, places: made.disagreements.show_found(
            *found(str(location), measured.choice, narrowing, places)
        )
    )
    made.set_schema(small_schema())
    with qtbot.waitExposed(made):
        made.resize(1440, 828)
        made.show()
    made.show_agreement(measured, {})
    yield made
    chrome.apply(qapp, LIGHT)


def test_no_label_reads_marks_in_its_text(page):
    labels = page.findChildren(QLabel)
    assert [label.text() for label in labels if label.textFormat() != Qt.TextFormat.PlainText] == []


def test_everything_one_can_reach_has_a_name(page):
    for place in range(len(page.middle.parts.buttons)):
        page.middle.parts.buttons[place].click()
        reachable = [
            child
            for kind in (QAbstractButton, QAbstractItemView)
            for child in page.findChildren(kind)
            if child.isVisible() and child.focusPolicy() != Qt.FocusPolicy.NoFocus
        ]
        named = [child.accessibleName() or getattr(child, "text", str)() for child in reachable]
        assert [type(child).__name__ for child, name in zip(reachable, named, strict=True) if not name] == []


def test_no_widget_carries_a_style_sheet_of_its_own(page):
    assert [type(child).__name__ for child in page.findChildren(QLabel) if child.styleSheet()] == []


@pytest.mark.parametrize(("theme", "scale"), [(DARK, 1.0), (HIGH_LIGHT, 1.0), (LIGHT, 2.0)])
def test_it_follows_every_appearance_while_it_is_open(page, qapp, theme, scale):
    before = page.grab().toImage()
    chrome.apply(qapp, theme, scale)
    assert page.grab().toImage() != before
    assert page.middle.headline.height() % round(28 * scale) == 0


def test_the_whole_page_is_mirrored(page):
    assert page.choice.x() < page.middle.x() < page.disagreements.x()
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    page.resize(1441, 828)  # a splitter places its parts anew when it is resized
    assert page.choice.x() > page.middle.x() > page.disagreements.x()


@pytest.mark.parametrize("width", [1100, 1440, 1900])
def test_cards_take_two_columns_where_there_is_room(page, width, qtbot):
    page.resize(width, 628)
    qtbot.waitUntil(lambda: page.middle.shown[0].beside is (width > 1280))
    assert page.width() == width  # nothing asks for more than the smallest window has


def test_parts_of_the_page(page):
    for place, button in enumerate(page.middle.parts.buttons):
        button.click()
        assert [part.isVisible() for part in page.middle.shown] == [place == each for each in range(4)]


def test_labels_in_the_sentence_stand_out(page):
    text = page.middle.sentence.text()
    assert {text[start:end] for start, end in page.middle.sentence._bold} == {"GPE", "ORG"}


def test_widths_are_remembered(page, qtbot):
    page.splitter.moveSplitter(300, 1)
    settings = Settings()
    assert settings.get(AGREEMENT_LEFT_WIDTH) == page.splitter.sizes()[0] == 300
    assert settings.get(AGREEMENT_RIGHT_WIDTH) == page.splitter.sizes()[2]


def test_panels_fold(page):
    page.fold_left()
    page.fold_right()
    assert [panel.isVisible() for panel in (page.choice, page.middle, page.disagreements)] == [False, True, False]
    page.fold_left()
    page.fold_right()
    assert page.choice.isVisible()
    assert page.disagreements.isVisible()
