"""What an analyst expects without being told: Esc stops, undo says what it undid, a search is not the end."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from annotations.model.annotation_set import Status
from tests.journeys.desk import Desk, at_desk
from tests.journeys.quiet import without_suggesters

FILES = 400


@pytest.fixture
def desk(project: Path, qtbot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    without_suggesters(monkeypatch)
    with at_desk(project, "ana", qtbot) as desk:
        yield desk


def write_articles(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:04}.txt").write_text(f"Report {number} speaks of the harbour.\n\nNobody came.", "utf-8")
    return folder


def test_esc_stops_an_import_and_nothing_is_added(desk, tmp_path):
    folder = write_articles(tmp_path / "many", FILES)
    desk.window.flow.take_files([folder])
    desk.wait(lambda: "so far" in desk.window.status.message.text())
    desk.press("Esc")
    assert not desk.window.projects.working
    desk.click("Karim")
    desk.press("1")
    desk.saved()
    assert len(desk.session.workspace.article_ids()) == 1


def test_a_boundary_stays_in_its_paragraph(desk):
    headline = desk.text.split("\n")[0]
    last = headline.split()[-1]
    desk.double_click(desk.text.index(last))
    desk.press("5", "Alt+Right")
    assert ("EVENT", last) in desk.surfaces()
    desk.press("Alt+Shift+Left")
    assert ("EVENT", " ".join(headline.split()[-2:])) in desk.surfaces()


def test_undo_says_what_it_took_back(desk):
    desk.click("Karim")
    desk.press("1", "Ctrl+Z")
    assert desk.window.status.message.text() == "Undone: mark PERSON."
    assert not desk.made.mentions


def test_done_under_a_search_goes_on_with_the_whole_queue(desk, tmp_path):
    desk.window.flow.take_files([write_articles(tmp_path / "more", 2)])
    desk.wait(lambda: len(desk.page.queue.model.rows()) == 3)
    first = desk.session.article.id
    desk.page.queue.set_found({first})
    desk.press("Ctrl+D")
    desk.wait(lambda: desk.session.article.id != first)
    desk.saved()
    assert desk.session.workspace.load_set(first, "ana").status is Status.DONE


def test_widths_and_folds_are_remembered(project, qtbot, monkeypatch):
    without_suggesters(monkeypatch)
    with at_desk(project, "ana", qtbot) as desk:
        handle = desk.page.splitter.handle(1)
        middle = handle.rect().center()
        QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=middle)
        QTest.mouseMove(handle, middle + QPoint(40, 0))
        QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=middle + QPoint(40, 0))
        desk.press("G")
        wide = desk.page.splitter.sizes()[0]
    with at_desk(project, "ana", qtbot) as desk:
        assert desk.page.splitter.sizes()[0] == wide
        assert desk.page.inspector.guideline.folded
