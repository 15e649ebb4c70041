"""Leaving a project, opening another, coming back: nothing in memory is left behind, nothing old reaches the new."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from annotations.errors import StoreUnavailable
from annotations.importers import read
from annotations.importers.base import ImportedArticle
from annotations.model.starters import starter
from annotations.workspace import Workspace
from desktop.app import App
from desktop.keeping import Saving
from tests.factories import article
from tests.journeys.desk import Desk, at_desk
from tests.journeys.quiet import without_suggesters


@pytest.fixture(autouse=True)
def no_suggesters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here needs a model, whose loading takes seconds."""
    without_suggesters(monkeypatch)


@pytest.fixture
def other(tmp_path: Path) -> Path:
    location = tmp_path / "other.spandesk"
    with Workspace.create(location, starter("names")) as workspace:
        workspace.add([ImportedArticle(article=article("Berlin lies on the Spree.", title="Berlin"), file="b.txt")])
    return location


@pytest.fixture
def desk(project: Path, qtbot) -> Iterator[Desk]:
    with at_desk(project, "ana", qtbot) as desk:
        yield desk


class Disk:
    """A workspace that refuses to keep anything while `error` is set."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.error: Exception | None = StoreUnavailable("desk.spandesk", "the disk is full")

    def append_many(self, steps) -> None:
        if self.error is not None:
            raise self.error
        self._workspace.append_many(steps)

    def __getattr__(self, name: str):
        return getattr(self._workspace, name)


def fill_disk(desk: Desk) -> Disk:
    disk = Disk(desk.session.workspace)
    desk.session.workspace = disk
    return disk


def mark_amman(desk: Desk) -> None:
    desk.caret_to("Amman")
    desk.press("3")
    assert len(desk.made.mentions) == 1


def kept(location: Path) -> int:
    with Workspace.open(location, read_only=True) as reader:
        return len(reader.load_set(reader.article_ids()[0], "ana").mentions)


def on_table(desk: Desk, words: str) -> bool:
    return desk.session is not None and desk.session.article is not None and words in desk.session.article.text


def test_closing_right_after_a_step_keeps_it(desk, project):
    mark_amman(desk)
    assert desk.session.saving is Saving.SAVING
    desk.press("Ctrl+W")
    desk.wait(lambda: desk.session is None)
    assert kept(project) == 1


def test_another_project_right_after_a_step(desk, project, other):
    mark_amman(desk)
    desk.window.open_location(str(other))
    desk.wait(lambda: on_table(desk, "Spree"))
    assert kept(project) == 1


def test_closing_the_window_right_after_a_step_waits_for_the_store(desk, project):
    mark_amman(desk)
    desk.window.close()
    desk.wait(lambda: not desk.window.isVisible())
    assert desk.session.unsaved == 0
    assert kept(project) == 1


@pytest.mark.parametrize("way", ["close", "open", "sample", "window", "drop", "export"])
def test_what_is_not_saved_is_not_left_behind(desk, project, other, way):
    disk = fill_disk(desk)
    mark_amman(desk)
    desk.wait(lambda: desk.session.saving is Saving.FAILED)
    session = desk.session
    {
        "close": lambda: desk.press("Ctrl+W"),
        "open": lambda: desk.window.open_location(str(other)),
        "sample": lambda: desk.window.open_sample(),
        "window": lambda: desk.window.close(),
        "drop": lambda: desk.window.flow.take_files([other]),
        "export": lambda: desk.press("Ctrl+E"),
    }[way]()
    assert desk.window.notice.isVisible()
    assert "1 decision is kept in memory" in desk.window.notice.words.text()
    assert desk.window.isVisible()
    assert desk.session is session
    assert desk.window.exports.dialog is None
    disk.error = None
    desk.window.status.save_now_clicked.emit()
    desk.saved()
    assert kept(project) == 1


def test_it_can_be_given_up_in_so_many_words(desk, project):
    fill_disk(desk)
    mark_amman(desk)
    desk.wait(lambda: desk.session.saving is Saving.FAILED)
    desk.press("Ctrl+W")
    assert desk.window.notice.act.isVisible()
    desk.window.notice.act.click()
    desk.wait(lambda: desk.session is None)
    assert kept(project) == 0


def test_a_set_that_another_program_changed_can_be_reloaded(desk):
    stored = desk.session.workspace
    before = desk.made
    mark_amman(desk)
    desk.saved()
    # As if another program had made the first step: here the set is the one from before it.
    desk.session.annotation_set = before
    desk.caret_to("Mosul")
    desk.press("3")
    desk.wait(lambda: desk.session.saving is Saving.FAILED)
    notice = desk.window.notice
    assert "changed by another program" in notice.words.text()
    notice.act.click()
    desk.wait(lambda: desk.session.annotation_set is not None)
    assert desk.surfaces() == {("GPE", "Amman")}
    assert desk.session.saving is Saving.SAVED
    assert not notice.isVisible()
    desk.caret_to("Mosul")
    desk.press("3")
    desk.saved()
    assert stored.check() == []


def test_a_double_click_on_a_project_opens_it_once(project, qtbot):
    app = App()
    app.start()
    try:
        with qtbot.waitSignal(app.window.article_shown):
            app.window.open_location(str(project))
            app.window.open_location(str(project))
        with qtbot.waitSignal(app.window.annotate.queue.search_changed):
            QTest.keyClicks(app.window.annotate.queue.body.field, "x")
        assert not app.window.notice.isVisible()
        assert app.window.session.editable
    finally:
        app.window.close()
        app.close()


def test_the_project_asked_for_last_is_the_one_that_opens(project, other, qtbot):
    app = App()
    app.start()
    opened = []
    app.window.projects.opened.connect(opened.append)
    try:
        with qtbot.waitSignal(app.window.article_shown):
            app.window.open_location(str(project))
            app.window.open_location(str(other))
        assert [Path(workspace.location) for workspace in opened] == [other]
        with Workspace.open(project) as free:
            assert not free.read_only
    finally:
        app.window.close()
        app.close()


def test_a_project_that_is_gone_is_a_sentence(project, tmp_path, qtbot):
    app = App()
    app.start()
    try:
        with qtbot.waitSignal(app.window.projects.failed):
            app.window.open_location(str(tmp_path / "gone.spandesk"))
        assert "there is no such file" in app.window.notice.words.text()
        with qtbot.waitSignal(app.window.article_shown):
            app.window.open_location(str(project))
        assert not app.window.notice.isVisible()
    finally:
        app.window.close()
        app.close()


def test_search_and_inspector_start_afresh_in_another_project(desk, other):
    mark_amman(desk)
    desk.saved()
    QTest.keyClicks(desk.page.queue.body.field, "Premier")
    desk.wait(lambda: desk.page.queue.model.rowCount() == 1)
    desk.wait(lambda: desk.page.inspector.card.surface.text() == "Amman")
    desk.window.open_location(str(other))
    desk.wait(lambda: on_table(desk, "Spree"))
    assert desk.page.queue.body.field.text() == ""
    assert desk.page.queue.model.rowCount() == 1
    desk.window.close_project()
    desk.wait(lambda: desk.session is None)
    assert not desk.page.inspector.card.surface.isVisibleTo(desk.page)


def test_an_import_that_ends_after_the_project_was_left_says_nothing(desk, other, tmp_path):
    more = tmp_path / "more.txt"
    more.write_text("A new article.", encoding="utf-8")
    reports = []
    desk.window.projects.imported.connect(lambda report, _quiet: reports.append(report))
    desk.window.flow.take_files([more])
    desk.window.open_location(str(other))
    desk.wait(lambda: on_table(desk, "Spree"))
    assert reports == []
    assert desk.page.queue.model.rowCount() == 1
    assert not desk.window.projects.working


def test_files_dropped_during_an_import_are_not_lost(desk, tmp_path):
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"Article {name}.", encoding="utf-8")
        desk.window.flow.take_files([tmp_path / f"{name}.txt"])
    desk.wait(lambda: desk.page.queue.model.rowCount() == 3)
    assert not desk.window.projects.working


def test_imported_decisions_of_the_open_article_are_on_the_table(desk, project, tmp_path):
    copy = tmp_path / "copy.spandesk"
    with Workspace.create(copy, starter("political-events")) as workspace:
        workspace.add(read([tmp_path / "articles"]))
    with at_desk(copy, "ana", desk.qtbot) as at_home:
        mark_amman(at_home)
        at_home.agree(tmp_path / "out")
    desk.window.flow.take_files(sorted((tmp_path / "out").glob("*.jsonl")))
    desk.wait(lambda: len(desk.made.mentions) == 1)
    desk.caret_to("Mosul")
    desk.press("3")
    desk.saved()
    assert kept(project) == 2


def test_focus_mode_ends_with_the_project(desk):
    desk.press("F11")
    assert not desk.window.top.isVisible()
    desk.press("Ctrl+W")
    desk.wait(lambda: desk.session is None)
    assert desk.window.top.isVisible()


def test_focus_mode_and_back(desk):
    for shown in (False, True):
        desk.press("F11")
        assert [desk.window.top.isVisible(), desk.page.header.isVisible(), desk.page.queue.isVisible()] == [shown] * 3


def test_zoom_is_remembered(desk, project, qtbot):
    desk.press("Ctrl++", "Ctrl++")
    zoom = desk.page.zoom
    assert zoom > 100
    desk.press("Ctrl+W")
    desk.wait(lambda: desk.session is None)
    with at_desk(project, "ana", qtbot) as again:
        assert again.page.zoom == zoom
