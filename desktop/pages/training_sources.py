"""The part Sources of the Training page, joined to the teacher: conventions, phrase list, the user's own pipelines."""

from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import entry_points
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from annotations.errors import BadInput, SpandeskError
from annotations.model.learned import LearnedModel
from annotations.model.project_settings import Conventions, Phrase, Pipeline, ProjectSettings
from annotations.model.schema import Schema
from desktop.messages import Message, failure
from desktop.models.verdict_words import kind_in_words, model_name
from desktop.pages.training import TrainingPage
from desktop.panels.sources_panel import SourceRow
from desktop.tasks import OnError
from desktop.teacher import Taught, Teacher

_NAMED = 3  # bad lines of a file that are named


class SourcesDesk(QObject):
    """Every change goes to the teacher, and comes back with what is then shown."""

    def __init__(self, page: TrainingPage, say: Callable[[Message], object], on_error: OnError) -> None:
        super().__init__(page)
        self._page = page
        self._panel = page.sources
        self._say = say
        self._on_error = on_error
        self._teacher: Teacher | None = None
        self._schema: Schema | None = None
        panel = self._panel
        panel.conventions_changed.connect(self._set_conventions)
        panel.folder_requested.connect(self._choose_folder)
        panel.package_requested.connect(self._ask_labels)
        panel.labels_requested.connect(lambda pipeline: self._ask_labels(pipeline.location, pipeline))
        panel.pipeline_changed.connect(self._put_pipeline)
        panel.pipeline_removed.connect(self._remove_pipeline)
        page.pipeline_accepted.connect(self._put_pipeline)
        panel.phrases.added.connect(self._add_phrase)
        panel.phrases.removed.connect(self._remove_phrase)
        panel.phrases.file_requested.connect(self._choose_file)
        panel.phrases.grow_changed.connect(self._set_growing)

    def follow(self, teacher: Teacher, schema: Schema) -> None:
        """Work on another project."""
        self._teacher, self._schema = teacher, schema
        self._panel.set_editable(teacher.editable)

    def rest(self) -> None:
        """No project is open."""
        self._teacher = None

    def show(self, state: Taught) -> None:
        """Show what suggests in the project."""
        if self._schema is None:
            return
        labels = [label for label in self._schema.labels if label.active]
        self._panel.show_sources(self._sources(state))
        self._panel.show_conventions(state.settings.conventions)
        self._panel.show_phrases(state.phrases, labels, grow=state.settings.grow_phrases)
        taken = {pipeline.location for pipeline in state.settings.pipelines}
        installed = sorted({point.name for point in entry_points(group="spacy_models")} - taken)
        self._panel.show_pipelines(state.settings.pipelines, installed)

    def _sources(self, state: Taught) -> list[SourceRow]:
        from annotations.suggesters.base import BUILT_IN

        rows = []
        for spec in BUILT_IN.values():
            known = self._schema is not None and bool(self._schema.active(spec.kind))
            rows.append(SourceRow(spec.title, spec.description, self._in_use(known)))
        rows += [self._learned(model) for model in state.models if model.active]
        return rows

    def _in_use(self, known: bool) -> str:
        return self.tr("in use") if known else self.tr("no labels for it here")

    def _learned(self, model: LearnedModel) -> SourceRow:
        title = self.tr("Learned here, {0}").format(kind_in_words(model.kind))
        return SourceRow(title, model_name(model), self.tr("in use"))

    # -- settings -----------------------------------------------------------------------------------------------------

    def _change(self, settings: Callable[[ProjectSettings], ProjectSettings]) -> None:
        if self._teacher is not None:
            self._teacher.change(settings)

    def _set_conventions(self, conventions: Conventions) -> None:
        self._change(lambda was: replace(was, conventions=conventions))

    def _set_growing(self, grow: bool) -> None:
        self._change(lambda was: replace(was, grow_phrases=grow))

    # -- phrases ------------------------------------------------------------------------------------------------------

    def _add_phrase(self, phrase: Phrase) -> None:
        if self._teacher is not None:
            self._teacher.put_phrases([phrase])

    def _remove_phrase(self, phrase: Phrase) -> None:
        if self._teacher is not None:
            self._teacher.remove_phrases([phrase])

    def _choose_file(self) -> None:
        chooser = QFileDialog(self._page.window(), self.tr("Add phrases"), "", self.tr("Lists (*.csv *.tsv *.txt)"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(lambda file: self.read_phrases(Path(file)))
        chooser.open()

    def read_phrases(self, file: Path) -> None:
        """Put the phrases of a file on the list, and say which of its lines are none."""
        from annotations.suggesters.phrase_files import read_phrases

        if self._teacher is None or self._schema is None:
            return
        try:
            phrases, problems = read_phrases(file, self._schema)
        except SpandeskError as error:
            self._on_error(error)
            return
        except OSError as error:
            self._on_error(BadInput(str(file), None, error.strerror or str(error)))
            return
        self._teacher.put_phrases(phrases)
        self._say(self._outcome(len(phrases), problems))

    def _outcome(self, added: int, problems: list[BadInput]) -> Message:
        words = self.tr("Phrases read: {0}.").format(added)
        if not problems:
            return Message(words)
        named = " ".join(failure(problem).text for problem in problems[:_NAMED])
        left = self.tr("Lines left out: {0}.").format(len(problems))
        return Message(f"{words} {left} {named}", "error")

    # -- pipelines ----------------------------------------------------------------------------------------------------

    def _choose_folder(self) -> None:
        chooser = QFileDialog(self._page.window(), self.tr("Folder of a spaCy pipeline"))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.fileSelected.connect(self._ask_labels)
        chooser.open()

    def _ask_labels(self, location: str, known: Pipeline | None = None) -> None:
        from annotations.suggesters.pipelines import free_name, trusted_before
        from annotations.suggesters.trust import inspect

        if self._schema is None:
            return
        try:
            found = inspect(location)
        except SpandeskError as error:
            self._on_error(error)
            return
        state = self._teacher.state if self._teacher is not None else None
        pipelines = state.settings.pipelines if state is not None else ()
        known = known or trusted_before(found.location, pipelines)
        labels = known.labels if known is not None else ()
        name = known.name if known is not None else free_name(found.name, pipelines)
        pipeline = Pipeline(name=name, location=found.location, sha256=found.sha256, labels=labels, groups=found.groups)
        self._page.ask_labels(pipeline, found.labels, [label for label in self._schema.labels if label.active])

    def _put_pipeline(self, pipeline: Pipeline) -> None:
        self._change(lambda was: replace(was, pipelines=(*_others(was, pipeline), pipeline)))

    def _remove_pipeline(self, pipeline: Pipeline) -> None:
        self._change(lambda was: replace(was, pipelines=_others(was, pipeline)))


def _others(settings: ProjectSettings, pipeline: Pipeline) -> tuple[Pipeline, ...]:
    return tuple(each for each in settings.pipelines if each.name != pipeline.name)
