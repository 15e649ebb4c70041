"""The sample, import and export through the window: also twice, also where the disk or a process says no."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QDialog, QLabel

from annotations.model.starters import starter
from annotations.workspace import Workspace
from desktop import sample
from desktop.app import App
from desktop.dialogs.export import ExportDialog
from desktop.tasks import Lane
from tests.journeys.desk import Desk, at_desk
from tests.journeys.quiet import without_suggesters

SAMPLE_ARTICLES = 12


@pytest.fixture(autouse=True)
def no_suggesters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here needs a model, whose loading takes seconds."""
    without_suggesters(monkeypatch)


@pytest.fixture
def app(qapp) -> Iterator[App]:
    app = App()
    app.start()
    yield app
    app.window.close()
    app.close()


@pytest.fixture
def desk(project: Path, qtbot) -> Iterator[Desk]:
    with at_desk(project, "ana", qtbot) as desk:
        yield desk


def rows(app: App) -> int:
    return app.window.annotate.queue.model.rowCount()


def sample_file() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppDataLocation)) / sample.FILE_NAME


def test_a_double_click_on_the_sample_fills_it_once(app, qtbot):
    reports = []
    app.window.projects.imported.connect(lambda report, _quiet: reports.append(report))
    app.window.open_sample()
    app.window.open_sample()
    qtbot.waitUntil(lambda: rows(app) == SAMPLE_ARTICLES, timeout=20_000)
    assert [report.articles for report in reports] == [SAMPLE_ARTICLES]
    app.window.open_sample()
    qtbot.waitUntil(lambda: app.window.session is not None and rows(app) == SAMPLE_ARTICLES, timeout=20_000)
    assert len(reports) == 1


def test_a_sample_closed_before_it_was_filled_is_filled_next_time(app, qtbot):
    with qtbot.waitSignal(app.window.projects.opened):
        app.window.open_sample()
    app.window.close_project()
    app.window.open_sample()
    qtbot.waitUntil(lambda: rows(app) == SAMPLE_ARTICLES, timeout=20_000)


def test_a_sample_held_by_another_program_can_be_read(app, qtbot):
    sample_file().parent.mkdir(parents=True, exist_ok=True)
    with Workspace.create(sample_file(), starter(sample.SCHEMA), title=sample.TITLE):
        with qtbot.waitSignal(app.window.flow.offer_read_only):
            app.window.open_sample()
        assert "another Spandesk" in app.window.notice.words.text()
        with qtbot.waitSignal(app.window.projects.opened):
            app.window.notice.act.click()
        assert app.window.session.workspace.read_only


def test_files_dropped_on_the_article_are_added(desk, tmp_path):
    (tmp_path / "more.txt").write_text("More news.", encoding="utf-8")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "more.txt"))])
    how = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(600, 400), *how)
    desk.window.dragEnterEvent(enter)
    assert enter.isAccepted()
    desk.window.dropEvent(QDropEvent(QPoint(600, 400), *how))
    desk.wait(lambda: desk.page.queue.model.rowCount() == 2)


def test_what_was_not_read_is_listed(desk, tmp_path):
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01")
    desk.window.flow.take_files([tmp_path / "bad.txt"])
    desk.wait(lambda: desk.window.imports.dialog is not None)
    dialog = desk.window.imports.dialog
    assert "1 of 1 record not read" in sentence(dialog)
    dialog.close()


def ask_export(desk: Desk) -> ExportDialog:
    desk.caret_to("Amman")
    desk.press("3", "Ctrl+E", "Ctrl+E")
    desk.wait(lambda: desk.window.exports.dialog is not None)
    return desk.window.exports.dialog


def sentence(dialog: QDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def test_export_holds_the_step_made_just_before(desk, tmp_path):
    dialog = ask_export(desk)
    dialog.choose("jsonl", tmp_path / "out")
    desk.wait(dialog.write_button.isEnabled)
    dialog.write_button.click()
    desk.wait(lambda: not dialog.writing)
    assert "1 article, 1 span" in sentence(dialog)
    assert len(desk.window.findChildren(ExportDialog)) == 1
    dialog.close()


def test_export_waits_for_an_import_and_closing_it_leaves_the_import_alone(desk, tmp_path):
    dialog = ask_export(desk)
    (tmp_path / "more.txt").write_text("More news.", encoding="utf-8")
    desk.window.flow.take_files([tmp_path / "more.txt"])
    dialog.choose("jsonl", tmp_path / "out")
    dialog.close()
    desk.wait(lambda: desk.page.queue.model.rowCount() == 2)
    assert not desk.window.projects.working


def test_export_into_a_place_that_is_no_folder_is_a_sentence(desk, tmp_path):
    (tmp_path / "file").touch()
    dialog = ask_export(desk)
    dialog.choose("jsonl", tmp_path / "file" / "out")
    desk.wait(dialog.write_button.isEnabled)
    dialog.write_button.click()
    desk.wait(lambda: not dialog.writing)
    assert "is a file, and an export needs a folder" in sentence(dialog)
    assert "Traceback" not in sentence(dialog)
    dialog.close()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_a_process_that_dies_over_an_import_is_told(desk, tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    for number in range(300):
        (folder / f"{number}.txt").write_text(f"Article {number}. " * 50, encoding="utf-8")
    desk.window.flow.take_files([folder])
    os.kill(desk.app.tasks.workers[Lane.FILES].process_id, signal.SIGKILL)
    desk.wait(lambda: desk.window.notice.isVisible())
    assert "ended by itself" in desk.window.notice.words.text()
    assert not desk.window.projects.working
    (tmp_path / "more.txt").write_text("More news.", encoding="utf-8")
    desk.window.flow.take_files([tmp_path / "more.txt"])
    desk.wait(lambda: desk.page.queue.model.rowCount() == 2)


def test_closing_the_window_during_an_import_and_an_export(desk, project, tmp_path):
    (tmp_path / "more.txt").write_text("More news.", encoding="utf-8")
    desk.window.flow.take_files([tmp_path / "more.txt"])
    desk.window.close()
    desk.app.close()
    with Workspace.open(project) as workspace:
        assert workspace.check() == []
        assert len(workspace.article_ids()) in (1, 2)
