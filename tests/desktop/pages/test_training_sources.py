"""Sources on the Training page, joined to the teacher of a real project: conventions, phrases, pipelines."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from shiboken6 import isValid

from annotations.errors import BadInput, PipelineBroken
from annotations.model.learned import Learner
from annotations.model.mention import Kind
from annotations.model.project_settings import Conventions, Phrase, PhraseSource
from annotations.suggesters.spacy_pipeline import installed_package
from annotations.workspace import Workspace
from desktop import lessons
from desktop.dialogs.pipeline_labels import PipelineLabels
from desktop.pages.training import TrainingPage
from desktop.pages.training_sources import SourcesDesk
from desktop.teacher import Teacher
from tests.annotations.suggesters.own_pipelines import folder_of
from tests.desktop.learning_samples import PIPELINE
from tests.desktop.played import PlayedTasks, project_at, trained

GUARD = Phrase(text="Hill Guard", kind=Kind.ENTITY, label="ORG")


@pytest.fixture
def workspace(tmp_path):
    with Workspace.open(project_at(tmp_path / "desk.spandesk")) as workspace:
        yield workspace


class Followed:
    """The desk on the project; `heard` is what it says, `failures` what went wrong."""

    def __init__(self, workspace, tasks, qtbot):
        self.workspace, self.qtbot = workspace, qtbot
        self.page = TrainingPage()
        qtbot.addWidget(self.page)
        self.heard, self.failures = [], []
        self.desk = SourcesDesk(self.page, self.heard.append, self.failures.append)
        self.teacher = Teacher(workspace, str(workspace.location), tasks, "ana")
        self.teacher.taught.connect(self.desk.show)
        self.desk.follow(self.teacher, workspace.schema)
        with self.changed():
            self.teacher.start()

    @property
    def panel(self):
        return self.page.sources

    @property
    def settings(self):
        return self.teacher.state.settings

    def changed(self):
        """Once the project has taken what is done inside, and the page shows it."""
        return self.qtbot.waitSignal(self.teacher.taught)

    def sources(self):
        grid = self.panel.sources
        return [
            tuple(grid.itemAtPosition(line, column).widget().text() for column in range(3))
            for line in range(grid.rowCount())
            if grid.itemAtPosition(line, 0) is not None
        ]

    def dialog(self):
        return next(each for each in self.page.window().findChildren(PipelineLabels) if each.isVisible())


@pytest.fixture
def followed(workspace, qtbot):
    tasks = PlayedTasks()
    yield Followed(workspace, tasks, qtbot)
    tasks.close()


def test_what_suggests_is_listed_with_what_was_learned(followed):
    assert [state for *_, state in followed.sources()] == ["in use", "in use"]
    lessons.keep(followed.workspace, Learner.SLOW, Kind.ENTITY, trained(), datetime(2024, 5, 1, tzinfo=UTC))
    with followed.changed():
        followed.teacher.start()
    assert followed.sources()[2] == ("Learned here, names", "slow 1", "in use")


def test_conventions_are_kept_as_they_are_chosen(followed):
    with followed.changed():
        followed.panel.conventions_changed.emit(Conventions(determiner=True))
    assert followed.settings.conventions == Conventions(determiner=True)
    assert followed.teacher.state.plan.conventions.determiner


def test_a_phrase_comes_on_the_list_and_goes(followed):
    panel = followed.panel.phrases
    with followed.changed():
        panel.added.emit(GUARD)
    assert panel.list.item(0).text().startswith("“\u2068Hill Guard\u2069”  ORG")
    with followed.changed():
        panel.removed.emit(GUARD)
    assert panel.list.count() == 0


def test_whether_the_list_grows_is_a_setting(followed):
    with followed.changed():
        followed.panel.phrases.grow_changed.emit(False)
    assert not followed.settings.grow_phrases
    assert not followed.panel.phrases.grow.isChecked()


def test_the_phrases_of_a_file_are_taken_and_bad_lines_are_named(followed, tmp_path):
    file = tmp_path / "names.csv"
    file.write_text("text,label\nHill Guard,ORG\nTalas,NOSUCH\n", encoding="utf-8")
    with followed.changed():
        followed.desk.read_phrases(file)
    assert followed.teacher.state.phrases == (replace(GUARD, source=PhraseSource.FILE),)
    (message,) = followed.heard
    assert message.level == "error"
    assert message.text.startswith("Phrases read: 1. Lines left out: 1. ")
    assert "names.csv:3" in message.text


def test_a_file_without_trouble_is_one_short_sentence(followed, tmp_path):
    file = tmp_path / "names.csv"
    file.write_text("text,label\nHill Guard,ORG\n", encoding="utf-8")
    followed.desk.read_phrases(file)
    assert [(message.text, message.level) for message in followed.heard] == [("Phrases read: 1.", "info")]


def test_a_file_that_cannot_be_read_is_told(followed, tmp_path):
    followed.desk.read_phrases(tmp_path / "gone.csv")
    (error,) = followed.failures
    assert isinstance(error, BadInput)
    assert error.file == str(tmp_path / "gone.csv")
    assert followed.heard == []


def test_a_folder_is_asked_about_and_taken_once_it_is_trusted(followed, qtbot, tmp_path):
    place = folder_of(tmp_path / "ships")
    followed.desk._ask_labels(str(place))
    dialog = followed.dialog()
    assert followed.settings.pipelines == ()
    for theirs in ("PORT", "SHIP"):
        box = dialog.choices[theirs]
        box.setCurrentIndex(box.findText("ORG"))
    qtbot.keyClick(dialog.trust, Qt.Key.Key_Space)
    with followed.changed():
        qtbot.keyClick(dialog.take, Qt.Key.Key_Space)
    (pipeline,) = followed.settings.pipelines
    assert (pipeline.location, set(pipeline.labels)) == (str(place), {("PORT", "ORG"), ("SHIP", "ORG")})
    assert len(followed.panel.pipelines) == 1


def test_two_pipelines_that_call_themselves_the_same_are_two(followed, tmp_path):
    for place in ("ships", "ports", "ships"):
        folder = tmp_path / place
        if not folder.exists():
            folder_of(folder)
        followed.desk._ask_labels(str(folder))
        dialog = followed.dialog()
        dialog.choices["PORT"].setCurrentIndex(1)
        dialog.trust.setChecked(True)
        with followed.changed():
            dialog.take.click()
        followed.qtbot.waitUntil(lambda dialog=dialog: not isValid(dialog))
    assert sorted((each.name, each.location) for each in followed.settings.pipelines) == [
        ("en_pipeline", str(tmp_path / "ships")), ("en_pipeline-2", str(tmp_path / "ports")),
    ]  # fmt: skip


def test_a_pipeline_chosen_again_has_the_name_and_labels_it_had(followed, tmp_path):
    place = folder_of(tmp_path / "ships")
    known = replace(PIPELINE, name="mine", location=str(place), labels=(("PORT", "ORG"),))
    with followed.changed():
        followed.page.pipeline_accepted.emit(known)
    followed.desk._ask_labels(str(place))
    dialog = followed.dialog()
    dialog.trust.setChecked(True)
    with followed.changed():
        dialog.take.click()
    (pipeline,) = followed.settings.pipelines
    assert (pipeline.name, pipeline.labels) == ("mine", (("PORT", "ORG"),))
    assert pipeline.sha256 != known.sha256


def test_what_is_no_pipeline_is_told_and_nothing_is_asked(followed, tmp_path):
    followed.panel.package_requested.emit(str(tmp_path))
    (error,) = followed.failures
    assert isinstance(error, PipelineBroken)
    assert not any(each.isVisible() for each in followed.page.window().findChildren(PipelineLabels))


def test_a_pipeline_is_switched_off_and_removed(followed):
    with followed.changed():
        followed.page.pipeline_accepted.emit(PIPELINE)
    with followed.changed():
        followed.panel.pipeline_changed.emit(replace(PIPELINE, active=False))
    assert followed.settings.pipelines == (replace(PIPELINE, active=False),)
    assert followed.teacher.state.plan.pipelines == ()
    with followed.changed():
        followed.panel.pipeline_removed.emit(PIPELINE)
    assert followed.settings.pipelines == ()


def test_an_installed_pipeline_is_offered_until_it_is_taken(followed):
    offered = [action.text() for action in followed.panel.menu().actions() if action.text().startswith("Installed")]
    assert f"Installed: {installed_package()}" in offered
    with followed.changed():
        followed.page.pipeline_accepted.emit(replace(PIPELINE, location=installed_package()))
    offered = [action.text() for action in followed.panel.menu().actions()]
    assert f"Installed: {installed_package()}" not in offered


def test_after_the_project_was_left_nothing_is_changed(followed, tmp_path):
    followed.desk.rest()
    followed.panel.conventions_changed.emit(Conventions(determiner=True))
    followed.panel.phrases.added.emit(GUARD)
    followed.panel.phrases.removed.emit(GUARD)
    followed.desk.read_phrases(tmp_path / "gone.csv")
    assert followed.workspace.settings.conventions == Conventions()
    assert followed.workspace.phrases() == []
    assert followed.failures == []
