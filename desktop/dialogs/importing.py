"""The import window: what is in the files, what becomes of it, and at the end what could not be read."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from annotations.importers.mapping import LabelMap
from annotations.importers.survey import Survey
from annotations.model.project import ImportReport, is_reserved
from annotations.model.schema import Schema
from desktop import chrome
from desktop.dialogs.importing_layout import ImportLayout
from desktop.messages import reserved_name
from desktop.panels.headline import Headline
from desktop.panels.importing.survey_words import Reach, choose_text, file_rows, waiting, whole_count
from desktop.panels.importing.words import articles
from desktop.panels.title_bar import Shade

_WIDE, _HIGH = 920, 700
_LEAST_WIDE, _LEAST_HIGH = 820, 520


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be read, and how. `format_ids` are those chosen for files, by path as a survey names them; the others
    are recognised. `annotator` is whose annotations those are that do not say it.
    """

    paths: tuple[Path, ...]
    format_ids: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] | None = None
    labels: LabelMap | None = None
    annotator: str | None = None


class _State(Enum):
    CLOSED = auto()  # not shown yet, and nothing known
    READING = auto()
    READY = auto()
    FAILED = auto()  # the files could not be looked at
    ADDING = auto()
    DONE = auto()


class ImportDialog(QDialog):
    """Asks for a survey when it opens, unless it was given one, and whenever files are to be read otherwise.

    Every label has a choice from the beginning, so that nothing stands in the way of adding. Esc stops the adding, and
    closes when nothing is added. Closes by itself when all went in, and else becomes the report.
    """

    survey_requested = Signal(object)  # Asked, without labels and annotator
    import_requested = Signal(object)  # Asked
    cancelled = Signal()  # what is under way is not wanted any more

    def __init__(
        self, parent: QWidget, paths: Sequence[Path], schema: Schema, annotator: str, *, title: str = ""
    ) -> None:
        """`title` is that of the project."""
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(self.tr("Add articles"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setSizeGripEnabled(True)
        self._paths = tuple(paths)
        self._format_ids: dict[str, str] = {}
        self._columns: dict[str, str] | None = None
        self._state = _State.CLOSED
        self._survey: Survey | None = None
        self._reach = Reach(0, 0)
        self._table = ""
        self._asked_for_text = False
        self.parts = ImportLayout(schema, annotator, title)
        self.add_button = self.parts.foot.main
        self.add_button.set_words(self.tr("Add articles"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.parts)
        # A dialog takes note of it only once the button is in it.
        self.add_button.setDefault(True)
        self._connect()
        self._turn(_State.CLOSED)
        self._fit(parent.window())
        Shade(parent.window(), self)
        self.parts.files.list.setFocus()

    def _connect(self) -> None:
        parts = self.parts
        parts.files.format_chosen.connect(self._choose_format)
        parts.files.file_marked.connect(self._mark)
        parts.survey.columns_changed.connect(self._choose_columns)
        parts.survey.changed.connect(self._show_ready)
        parts.bar.closed.connect(lambda: self.done(QDialog.DialogCode.Rejected))
        parts.foot.cancel.clicked.connect(lambda _=False: self.reject())
        self.add_button.clicked.connect(lambda _=False: self._go_on())

    def _fit(self, window: QWidget) -> None:
        """As large as the export window, if the window behind it is large enough for that."""
        self.setMinimumSize(QSize(chrome.px(_LEAST_WIDE), chrome.px(_LEAST_HIGH)).boundedTo(window.size()))
        wanted = QSize(chrome.px(_WIDE), chrome.px(_HIGH))
        self.resize(wanted.boundedTo(window.size() - QSize(2, 2) * chrome.px(16)))

    def showEvent(self, event: QShowEvent) -> None:
        """Ask what is in the files."""
        super().showEvent(event)
        if self._state is _State.CLOSED:
            self._ask()

    # -- what is in the files -------------------------------------------------------------------------------------

    def asked(self) -> Asked:
        """All that is chosen now."""
        survey = self.parts.survey
        return Asked(
            paths=self._paths,
            format_ids=dict(self._format_ids),
            columns=self._columns,
            labels=survey.labels.choices.label_map() if survey.labels.rows else None,
            annotator=survey.whose.annotator,
        )

    def _ask(self) -> None:
        self._turn(_State.READING)
        self.parts.foot.show_reading(0)
        if self._survey is None:
            self._tell(
                "plain", self.tr("Reading"), self.tr("What is in the files is said here before any of it is added.")
            )
        self.survey_requested.emit(Asked(paths=self._paths, format_ids=dict(self._format_ids), columns=self._columns))

    def _choose_format(self, paths: Sequence[str], format_id: str) -> None:
        for path in paths:
            self._format_ids.pop(path, None)
            if format_id:
                self._format_ids[path] = format_id
        self._ask()

    def _choose_columns(self) -> None:
        self._columns = dict(self.parts.survey.columns.mapping)
        self._ask()

    def _mark(self, path: str) -> None:
        self._table = path
        self.parts.survey.show_table(path, self._columns)

    def show_survey(self, survey: Survey, known: Set[str]) -> None:
        """Show what is in the files, as read for an annotator of no name; `known` are those of their texts that the
        project has. Ignored while articles are added.
        """
        if self._state in (_State.ADDING, _State.DONE):
            return
        self._survey, self._reach = survey, Reach.of(survey, known)
        self.parts.files.show_files(file_rows(survey, self._format_ids))
        self.parts.survey.show_survey(survey, known)
        self.parts.survey.show_table(self._table, self._columns)
        self._turn(_State.READY)
        self._announce(self.parts.survey.headline)
        self._ask_for_text(waiting(survey))

    def _ask_for_text(self, tables: Sequence[str]) -> None:
        """Lead to what only somebody can say, once: who went elsewhere meanwhile stays there."""
        if tables and not self._asked_for_text:
            self._asked_for_text = True
            self.parts.files.mark(tables[0])
            self.parts.survey.ask_for_text()

    def _turn(self, state: _State) -> None:
        self._state = state
        self.parts.set_working(state is _State.ADDING)
        self._show_ready()

    def _show_ready(self) -> None:
        """What the main button does now, or in words why it cannot."""
        if self._state is _State.FAILED:
            self.add_button.set_words(self.tr("Read again"))
        elif self._survey is not None:
            only_sets = self.tr("annotations") if self._has_sets() else self.tr("articles")
            self.add_button.set_words(
                self.tr("Add {0}").format(articles(self._reach.new) if self._reach.new else only_sets)
            )
        obstacle = self._obstacle() if self._state is _State.READY else ""
        self.add_button.setEnabled(self._state in (_State.READY, _State.FAILED) and not obstacle)
        if self._state is _State.READY:
            self.parts.foot.say(obstacle or self.tr("One step to undo."))

    def _has_sets(self) -> bool:
        return self._survey is not None and bool(self._survey.annotators)

    def _obstacle(self) -> str:
        survey = self.parts.survey
        if not self._reach.new and not (self._reach.here and self._has_sets()):
            if self._survey is not None and waiting(self._survey):
                return choose_text()
            return self.tr("Nothing here is new.") if self._reach.here else self.tr("There is nothing to add.")
        if is_reserved(survey.whose.annotator) and not survey.whose.isHidden():
            return reserved_name(survey.whose.annotator)
        return survey.labels.problem.text()

    # -- adding ---------------------------------------------------------------------------------------------------

    @property
    def adding(self) -> bool:
        """True from the press of the main button until the articles are in, or it was stopped."""
        return self._state is _State.ADDING

    def _go_on(self) -> None:
        if self._state is _State.FAILED:
            self._ask()
        elif self._state is _State.DONE:
            self.accept()
        elif self._state is _State.READY:
            asked = self.asked()
            self._turn(_State.ADDING)
            self.show_progress(0, adding=True)
            # What had the keyboard has just let go of it.
            self.parts.foot.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
            self.import_requested.emit(asked)

    def show_progress(self, count: int, adding: bool) -> None:
        """How many records were read for a survey, or of how many articles all is in the project by now."""
        if adding and self._state is _State.ADDING and self._survey is not None:
            self.parts.foot.show_adding(count, whole_count(self._survey))
        elif not adding and self._state is _State.READING:
            self.parts.foot.show_reading(count)

    def finished_with(self, report: ImportReport) -> None:
        """Everything is in; where something could not be read, the window stays to say what."""
        if not report.rejected:
            self._state = _State.DONE
            self.accept()
            return
        self._turn(_State.DONE)
        self.parts.report.show_report(report)
        self.parts.turn_to_report()
        self.parts.foot.say("")
        self.parts.foot.cancel.hide()
        self.add_button.set_words(self.tr("Close"))
        self.add_button.setEnabled(True)
        self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._announce(self.parts.report.headline)

    def show_error(self, sentence: str) -> None:
        """Why nothing was added, or why nobody can say what is in the files."""
        if self._state is _State.ADDING:
            self._turn(_State.READY)
            self._tell("error", self.tr("Nothing was added"), sentence)
        else:
            self._turn(_State.FAILED)
            self.parts.foot.say("")
            self._tell("error", self.tr("The files could not be looked at"), sentence)

    def _tell(self, level: str, title: str, detail: str) -> None:
        self.parts.survey.headline.tell(level, title, detail)
        self._announce(self.parts.survey.headline)

    def _announce(self, said: Headline) -> None:
        if QAccessible.isActive() and said.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(said, said.accessibleName()))

    # -- leaving --------------------------------------------------------------------------------------------------

    def reject(self) -> None:
        """Esc stops the adding first."""
        if self._state is _State.ADDING:
            self.cancelled.emit()
            self._turn(_State.READY)
            self.parts.foot.say(self.tr("Stopped. Nothing was added."))
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().reject()

    def done(self, code: int) -> None:
        """Closing stops what is under way."""
        if self._state in (_State.READING, _State.ADDING):
            self.cancelled.emit()
        self._state = _State.DONE
        super().done(code)
