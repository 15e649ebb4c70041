"""The way between the export window and an open project: what is run, what is kept, what is said when it goes wrong."""

import json

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotations.errors import ProjectChanged, SetUnclear, StoreUnavailable
from annotations.model.project import SUGGESTIONS
from annotations.model.split import Part, Placed
from annotations.workspace import Workspace
from desktop import exports
from desktop.export_door import ExportDoor
from desktop.settings import EXPORTS, Settings
from desktop.tasks import Tasks
from exporters.base import ExportReport
from exporters.preflight import Place
from exporters.run import Written
from exporters.split import SplitResult, SplitRow
from tests.desktop.disputed import IDS, project_at

ROW = SplitRow(part=Part.TRAIN, articles=5, groups=0, mentions=9, events=1, labels={})
DIVIDED = SplitResult(parts=dict.fromkeys(IDS, Placed(Part.TRAIN)), rows=(ROW,))
WELL = Written(report=ExportReport(articles=5, mentions=9), split=DIVIDED, read_back=True)


class Projects:
    """Runs nothing; the test says what came of it."""

    def __init__(self):
        self.runs, self.cancelled = [], []

    def run_files(self, function, arguments, on_done, on_error, on_progress):
        self.runs.append((function, arguments, on_done, on_error, on_progress))
        return len(self.runs)

    def cancel(self, job):
        self.cancelled.append(job)

    def answer(self, written):
        self.runs[-1][2](written)

    def fail(self, error):
        self.runs[-1][3](error)


class Annotate:
    def __init__(self):
        self.opened, self.reloaded = [], 0

    def open_at(self, article_id, span):
        self.opened.append((article_id, span.start, span.end))

    def reload_queue(self):
        self.reloaded += 1


class Notice:
    def tell(self, words, *, act="", run=None):
        self.words, self.act, self.run = words, act, run


class Session(QObject):
    annotator = "ana"
    again = Signal()

    def read_again(self):
        self.again.emit()


class Desk:
    """A door on a project of three analysts, with everything around it played by the test."""

    def __init__(self, location, qtbot, *, read_only=False):
        self.qtbot, self.tasks, self.projects = qtbot, Tasks(), Projects()
        self.annotate, self.notice, self.errors = Annotate(), Notice(), []
        self.window = QWidget()
        self.window.resize(1200, 800)
        qtbot.addWidget(self.window)
        self.window.show()
        self.door = ExportDoor(
            self.window, self.projects, self.tasks, Settings(), self.annotate, self.notice, self.errors.append
        )
        self.workspace = Workspace.open(location, read_only=read_only)
        self.session = Session()
        self.door.follow(self.workspace, self.session)

    def open(self):
        self.door.open()
        self.qtbot.waitUntil(lambda: self.door.dialog is not None and self.projects.runs != [])
        return self.door.dialog

    def checked(self):
        """The window, after its trial."""
        dialog = self.open()
        self.projects.answer(WELL)
        return dialog

    def idle(self):
        """Until the store has done all it was given."""
        done = []
        self.tasks.store(lambda: None, done.append)
        self.qtbot.waitUntil(lambda: done != [])

    def close(self):
        self.door.leave()
        self.window.close()
        self.tasks.close()
        self.workspace.close()


@pytest.fixture
def location(tmp_path):
    return project_at(tmp_path / "desk.spandesk")


@pytest.fixture
def desk(location, qtbot):
    desk = Desk(location, qtbot)
    yield desk
    desk.close()


def said(dialog):
    return f"{dialog.parts.card.title.text()} {dialog.parts.card.detail.text()}"


def test_there_is_one_window_at_a_time(desk):
    desk.door.open()
    dialog = desk.open()
    desk.door.open()
    desk.idle()
    assert desk.door.dialog is dialog
    ((function, (profile, annotator), *_),) = desk.projects.runs
    assert (function, profile.truth.source, annotator) == (exports.trial, "ana", "ana")
    dialog.close()
    assert desk.door.dialog is None
    assert desk.projects.cancelled == [1]


def test_what_is_open_for_reading_only_cannot_be_mended(location, qtbot):
    desk = Desk(location, qtbot, read_only=True)
    desk.open()
    assert desk.projects.runs[0][1][1] == ""
    desk.close()


def test_where_articles_go_is_kept_before_they_are_written(desk, tmp_path):
    dialog = desk.checked()
    dialog.choose("jsonl", tmp_path / "out")
    desk.projects.answer(WELL)
    profile = dialog.profile()
    dialog.write_button.click()
    desk.idle()
    assert desk.workspace.split_of() == DIVIDED.parts
    function, arguments, *_ = desk.projects.runs[-1]
    assert (function, arguments) == (exports.export, (profile, "ana", DIVIDED, str(tmp_path / "out")))
    desk.projects.answer(WELL)
    assert not dialog.writing
    dialog.close()
    again = desk.open()
    assert (again.profile(), again.parts.foot.folder.text()) == (profile, str(tmp_path / "out"))


def test_what_is_stopped_before_it_began_is_not_written(desk):
    dialog = desk.checked()
    dialog.write_button.click()
    dialog.reject()
    desk.idle()
    assert [run[0] for run in desk.projects.runs] == [exports.trial]


def test_for_reading_only_it_is_written_and_nothing_is_kept(location, qtbot):
    desk = Desk(location, qtbot, read_only=True)
    desk.checked().write_button.click()
    assert desk.projects.runs[-1][0] is exports.export
    assert desk.workspace.split_of() == {}
    desk.close()


@pytest.mark.parametrize(
    "kept",
    [
        {"profile": {"format": "papyrus", "truth": {"source": "ana"}}, "folder": "/out"},
        {"profile": [1], "folder": "/out"},
        {"profile": None, "folder": "/out"},
    ],
)
def test_a_profile_that_cannot_be_used_any_more_is_as_if_never_kept(kept, desk, location):
    Settings().set(EXPORTS, json.dumps({str(location): kept}))
    dialog = desk.open()
    assert dialog.profile().format_id == "spacy-pack"
    assert dialog.parts.foot.folder.text() == "/out"


def test_profiles_are_kept_in_the_project_but_for_damaged_ones(desk):
    desk.workspace.save_export_profile("broken", {"format": "papyrus"})
    dialog = desk.checked()
    profile = dialog.profile()
    desk.door.dialog.profile_saved.emit(profile)
    desk.idle()
    assert set(desk.workspace.export_profiles()) == {"broken", profile.name}
    dialog.profile_removed.emit(profile.name)
    desk.idle()
    assert set(desk.workspace.export_profiles()) == {"broken"}


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            SetUnclear("no suggestions yet; spandesk suggest makes them", (), SUGGESTIONS),
            "No article has suggestions yet.",
        ),
        (SetUnclear("no annotations by zoe", ("ana",), "zoe"), "zoe has marked nothing yet."),
        (StoreUnavailable("/desk/out", "No space left on device"), "/desk/out: No space left on device."),
        (ValueError("the shares of a split add up to 100"), "the shares of a split add up to 100"),
    ],
)
def test_what_goes_wrong_is_a_sentence(error, words, desk):
    dialog = desk.open()
    desk.projects.fail(error)
    assert words in said(dialog)
    assert "spandesk suggest" not in said(dialog)
    assert "choose one of" not in said(dialog)


def test_what_changed_meanwhile_is_looked_at_again(desk):
    dialog = desk.checked()
    dialog.write_button.click()
    desk.idle()
    desk.projects.fail(ProjectChanged(IDS[0]))
    assert [run[0] for run in desk.projects.runs] == [exports.trial, exports.export, exports.trial]
    assert "Nothing was written" in dialog.parts.before.said.text()
    assert not dialog.writing


def test_a_defect_is_told_and_raised(desk):
    dialog = desk.open()
    with pytest.raises(RuntimeError, match="torn"):
        desk.projects.fail(RuntimeError("torn"))
    assert "torn" in said(dialog)


def test_places_are_gone_through_one_after_the_other(desk):
    dialog = desk.checked()
    places = (
        Place(article_id=IDS[0], start=4, end=11),
        Place(article_id=IDS[1]),
        Place(article_id=IDS[2], start=7, end=9),
    )
    with desk.qtbot.waitSignal(desk.door.article_wanted):
        dialog.places_wanted.emit(places)
    assert (desk.notice.words, desk.notice.act) == ("Place 1 of 3 from the export window.", "Next")
    desk.notice.run()
    assert (desk.notice.words, desk.notice.act) == ("Place 2 of 3 from the export window.", "Next")
    desk.notice.run()
    assert (desk.notice.words, desk.notice.act) == ("The last of 3 places from the export window.", "")
    assert desk.annotate.opened == [(IDS[0], 4, 11), (IDS[1], 0, 1), (IDS[2], 7, 9)]


def test_leaving_the_project_closes_the_window_and_stops_its_work(desk):
    desk.open()
    desk.door.leave()
    assert desk.door.dialog is None
    assert desk.projects.cancelled == [1]
    desk.door.open()
    assert desk.door.dialog is None
