"""Sources: what suggests in this project, how far a name reaches, the phrase list, and pipelines of the user's own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from annotations.model.project_settings import Conventions, Hyphenated, Phrase, Pipeline
from annotations.model.schema import Label
from desktop import chrome
from desktop.panels.phrase_list import PhraseList
from desktop.panels.section import Section, scrolled
from desktop.panels.segments import Segments

_WIDE = 760
_BETWEEN = 24
_HASH = 12  # signs of a hash that are shown


@dataclass(frozen=True, slots=True)
class SourceRow:
    """What suggests: its title, where it comes from, and whether it does now ("in use", "no event types here")."""

    title: str
    origin: str
    state: str


class SourcesPanel(QWidget):
    """Every choice counts at once. Nothing of a pipeline is read here: its labels are asked for in a dialog."""

    conventions_changed = Signal(object)  # Conventions
    folder_requested = Signal()
    package_requested = Signal(str)  # name of an installed pipeline
    labels_requested = Signal(object)  # Pipeline
    pipeline_changed = Signal(object)  # Pipeline, switched on or off
    pipeline_removed = Signal(object)  # Pipeline

    def __init__(self) -> None:
        super().__init__()
        self._conventions = Conventions()
        self._installed: tuple[str, ...] = ()
        self._editable = True
        self.sources = QGridLayout()
        self.phrases = PhraseList()
        self.choices: dict[str, Segments] = {}
        self.add = chrome.KeyButton(self.tr("Add a pipeline…"))
        self.add.set_arrow()
        self.add.setAutoDefault(False)
        self.add.clicked.connect(lambda _=False: self._open_menu())
        self.no_pipelines = chrome.Label(
            self.tr("A spaCy pipeline that you trained, or have installed, can suggest here too."), "quiet", wrap=True
        )
        self._pipeline_rows = QVBoxLayout()
        self.pipelines: list[PipelineRow] = []
        self._lay_out()
        self.show_conventions(self._conventions)

    def _lay_out(self) -> None:
        whole = QWidget()
        whole.setMaximumWidth(chrome.px(_WIDE))
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, chrome.px(12), chrome.px(16))
        column.setSpacing(chrome.px(_BETWEEN))
        top = Section(self.tr("Sources"), self.tr("What suggests in this project."))
        self.sources.setHorizontalSpacing(chrome.px(16))
        self.sources.setVerticalSpacing(chrome.px(4))
        self.sources.setColumnStretch(1, 1)
        top.column.addLayout(self.sources)
        for section in (top, self._conventions_section(), self._phrases_section(), self._pipelines_section()):
            column.addWidget(section)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(whole))

    def _conventions_section(self) -> Section:
        section = Section(
            self.tr("How far a name reaches"),
            self.tr("As the guideline of the project has it. What is suggested next is cut that way."),
            kind="subject",
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(chrome.px(16))
        grid.setVerticalSpacing(chrome.px(8))
        grid.setColumnStretch(1, 1)
        for line, (name, words, choices) in enumerate(self._questions()):
            segments = Segments(words, choices)
            segments.chosen.connect(partial(self._choose, name))
            self.choices[name] = segments
            grid.addWidget(chrome.Label(words, "second"), line, 0)
            grid.addWidget(segments, line, 1)
        section.column.addLayout(grid)
        return section

    def _questions(self) -> list[tuple[str, str, tuple[str, ...]]]:
        return [
            ("determiner", self.tr("“the”"), ("the [United Nations]", "[the United Nations]")),
            ("possessive", self.tr("’s"), ("[Iraq]’s", "[Iraq’s]")),
            ("title", self.tr("Titles"), ("President [Sara Amin]", "[President Sara Amin]")),
            ("hyphenated", self.tr("Hyphens"), ("[Iran]-backed", "[Iran-backed]", self.tr("mark nothing"))),
        ]

    def _phrases_section(self) -> Section:
        section = Section(
            self.tr("Phrase list"),
            self.tr("Words that are always suggested with their label. A trigger stands in its dictionary form."),
            kind="subject",
        )
        section.column.addWidget(self.phrases)
        return section

    def _pipelines_section(self) -> Section:
        section = Section(self.tr("Pipelines of your own"), kind="subject")
        section.head.addWidget(self.add)
        self._pipeline_rows.setSpacing(chrome.px(8))
        section.column.addWidget(self.no_pipelines)
        section.column.addLayout(self._pipeline_rows)
        return section

    # -- what it shows --------------------------------------------------------------------------------------------

    def show_sources(self, rows: Sequence[SourceRow]) -> None:
        """Show what suggests."""
        while (item := self.sources.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line, row in enumerate(rows):
            for column, (words, kind) in enumerate(
                ((row.title, "strong"), (row.origin, "second"), (row.state, "second"))
            ):
                self.sources.addWidget(chrome.Label(words, kind), line, column)

    def show_conventions(self, conventions: Conventions) -> None:
        """Show the choices as they are."""
        self._conventions = conventions
        for name in ("determiner", "possessive", "title"):
            self.choices[name].show_chosen(int(getattr(conventions, name)))
        self.choices["hyphenated"].show_chosen(list(Hyphenated).index(conventions.hyphenated))

    def show_phrases(self, phrases: Sequence[Phrase], labels: Sequence[Label], *, grow: bool) -> None:
        """Show the list, the labels a new phrase may have, and whether the list grows by itself."""
        self.phrases.show_phrases(phrases, labels, grow=grow)

    def show_pipelines(self, pipelines: Sequence[Pipeline], installed: Sequence[str] = ()) -> None:
        """Show these; `installed` are names of packages that could be added."""
        self._installed = tuple(installed)
        for row in self.pipelines:
            self._pipeline_rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.pipelines = [PipelineRow(pipeline) for pipeline in pipelines]
        for row in self.pipelines:
            row.switched.connect(self.pipeline_changed)
            row.labels_clicked.connect(self.labels_requested)
            row.removed.connect(self.pipeline_removed)
            row.setEnabled(self._editable)
            self._pipeline_rows.addWidget(row)
        self.no_pipelines.setVisible(not pipelines)

    def set_editable(self, editable: bool) -> None:
        """Let things be changed, or not, as in a project open for reading only."""
        self._editable = editable
        for part in (*self.choices.values(), *self.pipelines, self.phrases, self.add):
            part.setEnabled(editable)

    def _choose(self, name: str, place: int) -> None:
        value: Any = list(Hyphenated)[place] if name == "hyphenated" else bool(place)
        self._conventions = replace(self._conventions, **{name: value})
        self.conventions_changed.emit(self._conventions)

    def menu(self) -> QMenu:
        """Where a pipeline can come from."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("From a folder…")).triggered.connect(lambda _=False: self.folder_requested.emit())
        if self._installed:
            menu.addSeparator()
        for name in self._installed:
            action = menu.addAction(self.tr("Installed: {0}").format(name.replace("&", "&&")))
            action.triggered.connect(lambda _=False, name=name: self.package_requested.emit(name))
        return menu

    def _open_menu(self) -> None:
        self.menu().popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))


class PipelineRow(chrome.Surface):
    """A pipeline: whether it suggests, where it is and what it hashes to, how many of its labels are taken."""

    switched = Signal(object)  # Pipeline
    labels_clicked = Signal(object)  # Pipeline
    removed = Signal(object)  # Pipeline

    def __init__(self, pipeline: Pipeline) -> None:
        super().__init__("card")
        self.pipeline = pipeline
        self.active = QCheckBox(pipeline.name.replace("&", "&&"), self)
        self.active.setChecked(pipeline.active)
        self.active.toggled.connect(lambda on: self.switched.emit(replace(self.pipeline, active=on)))
        taken = self.tr("1 label taken") if len(pipeline.labels) == 1 else self.tr("{0} labels taken")
        self.words = chrome.ElidedLabel(
            f"{taken.format(len(pipeline.labels))} · {pipeline.location} · sha256 {pipeline.sha256[:_HASH]}",
            "second",
            "text_2",
        )
        self.labels = chrome.KeyButton(self.tr("Labels…"))
        self.labels.clicked.connect(lambda _=False: self.labels_clicked.emit(self.pipeline))
        self.remove = chrome.KeyButton(self.tr("Remove"))
        self.remove.clicked.connect(lambda _=False: self.removed.emit(self.pipeline))
        lines = QVBoxLayout()
        lines.setSpacing(chrome.px(2))
        lines.addWidget(self.active)
        lines.addWidget(self.words)
        row = QHBoxLayout(self)
        row.setContentsMargins(chrome.px(12), chrome.px(8), chrome.px(12), chrome.px(8))
        row.setSpacing(chrome.px(8))
        row.addLayout(lines, 1)
        for button in (self.labels, self.remove):
            button.setAutoDefault(False)
            row.addWidget(button)
