"""The one window that asks what a new project is made of: articles, schema, file, name."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from annotations.model.mention import Kind
from annotations.model.project import is_reserved
from annotations.model.schema import Schema
from annotations.model.starters import starter, starter_names
from desktop.chrome import Label
from desktop.messages import reserved_name

SUFFIX = ".spandesk"


@dataclass(frozen=True, slots=True)
class NewProject:
    """What was chosen."""

    location: str
    schema: Schema
    articles: tuple[Path, ...]
    annotator: str


class NewProjectDialog(QDialog):
    """Asks everything at once; nothing is written until Create."""

    def __init__(self, parent: QWidget | None, articles: Sequence[Path], annotator: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New project"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(640)
        self._articles: tuple[Path, ...] = tuple(articles)
        self._shown = Label(wrap=True)
        self._location = QLineEdit(self)
        self._location.setAccessibleName(self.tr("Project file"))
        self._annotator = QLineEdit(annotator, self)
        self._annotator.setAccessibleName(self.tr("Your name"))
        self._problem = Label(kind="error", wrap=True)
        self._schemas = QButtonGroup(self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._create = self._buttons.addButton(self.tr("Create project"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._create.setProperty("main", True)
        self._buttons.accepted.connect(self._accept)
        self._buttons.rejected.connect(self.reject)
        for field in (self._location, self._annotator):
            field.textEdited.connect(lambda _: self._problem.clear())
        self._lay_out()
        self._show_articles()
        self._location.setText(str(_suggested_location(self._articles)))

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for row, (caption, field) in enumerate(
            (
                (self.tr("Articles"), self._articles_row()),
                (self.tr("Labels"), self._schema_column()),
                (self.tr("Project file"), self._location_row()),
                (self.tr("Your name"), self._annotator),
            )
        ):
            grid.addWidget(Label(caption), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(field, row, 1)
        grid.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addLayout(grid)
        layout.addWidget(self._problem)
        layout.addWidget(self._buttons)

    def _articles_row(self) -> QWidget:
        row = QWidget(self)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._shown, 1)
        for text, slot in ((self.tr("Folder…"), self._choose_folder), (self.tr("Files…"), self._choose_files)):
            button = QPushButton(text, row)
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            layout.addWidget(button)
        return row

    def _schema_column(self) -> QWidget:
        column = QWidget(self)
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for index, name in enumerate(starter_names()):
            schema = starter(name)
            entities, events = len(schema.active(Kind.ENTITY)), len(schema.active(Kind.EVENT))
            words = [self.tr("{0} entity labels").format(entities)] if entities else []
            if events:
                words.append(self.tr("1 event type") if events == 1 else self.tr("{0} event types").format(events))
            button = QRadioButton(f"{schema.title}: {', '.join(words)}", column)
            button.setChecked(name == "political-events")
            self._schemas.addButton(button, index)
            layout.addWidget(button)
        return column

    def _location_row(self) -> QWidget:
        row = QWidget(self)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._location, 1)
        button = QPushButton(self.tr("Choose…"), row)
        button.setAutoDefault(False)
        button.clicked.connect(self._choose_location)
        layout.addWidget(button)
        return row

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder of articles"))
        if folder:
            self._take((Path(folder),))

    def _choose_files(self) -> None:
        files, _ = QFileDialog.getOpenFileNames(self, self.tr("Articles"), "", article_filter())
        if files:
            self._take(tuple(map(Path, files)))

    def _take(self, articles: tuple[Path, ...]) -> None:
        self._articles = articles
        self._show_articles()
        self._location.setText(str(_suggested_location(articles)))

    def _show_articles(self) -> None:
        if not self._articles:
            self._shown.setText(self.tr("None chosen yet. They can be added later too."))
        elif len(self._articles) == 1:
            self._shown.setText(str(self._articles[0]))
        else:
            self._shown.setText(self.tr("{0} files and folders").format(len(self._articles)))

    def _choose_location(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Project file"), self._location.text(), f"Spandesk (*{SUFFIX})"
        )
        if name:
            self._location.setText(name if name.endswith(SUFFIX) else name + SUFFIX)

    def _accept(self) -> None:
        path = Path(self._file())
        if not self._location.text().strip():
            self._refuse(self.tr("The project needs a file to live in."))
        elif path.exists():
            self._refuse(self.tr("There is a file of that name already. Choose another name, or open that project."))
        elif not path.parent.is_dir():
            self._refuse(self.tr("The folder {0} does not exist.").format(path.parent))
        elif not self._annotator.text().strip():
            self._refuse(self.tr("Decisions are kept under a name, so a name is needed."))
        elif is_reserved(self._annotator.text()):
            self._refuse(reserved_name(self._annotator.text().strip()))
        else:
            self.accept()

    def _file(self) -> str:
        """The file as it will be called, so that what is asked of it is asked of the right one."""
        location = self._location.text().strip()
        return location if location.endswith(SUFFIX) else location + SUFFIX

    def _refuse(self, sentence: str) -> None:
        self._problem.setText(sentence)

    def result_value(self) -> NewProject:
        """What was chosen; asked after the dialog was accepted."""
        return NewProject(
            self._file(),
            starter(starter_names()[self._schemas.checkedId()]),
            self._articles,
            self._annotator.text().strip(),
        )


def article_filter() -> str:
    """The file dialog's line for files that can be read."""
    return "Articles (*.txt *.text *.jsonl *.ndjson *.json *.spacy);;All files (*)"


def _suggested_location(articles: Sequence[Path]) -> Path:
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    folder = documents if documents.is_dir() else Path.home()
    name = articles[0].stem if articles else "articles"
    path = folder / f"{name}{SUFFIX}"
    number = 2
    while path.exists():
        path = folder / f"{name}-{number}{SUFFIX}"
        number += 1
    return path
