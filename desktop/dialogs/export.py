"""The export window: which format, whose annotations, which folder; then what was written and what was not."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

import exporters
from annotations.model.project import ADJUDICATED, SUGGESTIONS, SetSummary
from desktop.chrome import Label

if TYPE_CHECKING:
    from exporters.base import ExportReport

LISTED = 200


class ExportDialog(QDialog):
    """Stays open to show its report; closing it while it writes stops the writing, and the old files stay."""

    write_requested = Signal(str, str, str)
    cancelled = Signal()

    def __init__(self, parent: QWidget, summaries: Sequence[SetSummary], annotator: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.resize(680, 420)
        self.writing = False
        self._format = QComboBox(self)
        self._format.setAccessibleName(self.tr("Format"))
        for format_id in exporters.table():
            self._format.addItem(exporters.find(format_id).title, format_id)
        self._format.setCurrentIndex(max(0, self._format.findData("jsonl")))
        self._set = QComboBox(self)
        self._set.setAccessibleName(self.tr("Whose annotations"))
        self._fill_sets(summaries, annotator)
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._folder = QLineEdit(str(Path(documents) / "spandesk-export"), self)
        self._folder.setAccessibleName(self.tr("Folder"))
        self._sentence = Label(wrap=True)
        self._details = QPlainTextEdit(self)
        self._details.setReadOnly(True)
        self._details.setAccessibleName(self.tr("What could not be written, or not whole"))
        self._details.hide()
        self.write_button = QPushButton(self.tr("Write"), self)
        self.write_button.setProperty("main", True)
        self.write_button.setDefault(True)
        self.write_button.clicked.connect(self._ask)
        self._show = QPushButton(self.tr("Show in folder"), self)
        self._show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(self._folder.text())))
        self._show.hide()
        self._lay_out()

    def _fill_sets(self, summaries: Sequence[SetSummary], annotator: str) -> None:
        for summary in summaries:
            words = self.tr("{0}: {1} articles, {2} done, {3} mentions").format(
                self.tr("Rulings") if summary.annotator == ADJUDICATED else summary.annotator,
                summary.articles,
                summary.done,
                summary.mentions,
            )
            self._set.addItem(words, summary.annotator)
        self._set.addItem(self.tr("The suggestions, undecided or not"), SUGGESTIONS)
        for preferred in (annotator, ADJUDICATED):
            index = self._set.findData(preferred)
            if index >= 0:
                self._set.setCurrentIndex(index)

    def _lay_out(self) -> None:
        folder_row = QWidget(self)
        row = QHBoxLayout(folder_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._folder, 1)
        choose = QPushButton(self.tr("Choose…"), folder_row)
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose_folder)
        row.addWidget(choose)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        fields = (
            (self.tr("Format"), self._format),
            (self.tr("Annotations"), self._set),
            (self.tr("Folder"), folder_row),
        )
        for index, (caption, field) in enumerate(fields):
            grid.addWidget(Label(caption), index, 0)
            grid.addWidget(field, index, 1)
        grid.setColumnStretch(1, 1)
        close = QPushButton(self.tr("Close"), self)
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        foot = QHBoxLayout()
        foot.addWidget(self._show)
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(self.write_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addLayout(grid)
        layout.addWidget(self._sentence)
        layout.addWidget(self._details, 1)
        layout.addStretch(0)
        layout.addLayout(foot)

    def choose(self, format_id: str, folder: Path) -> None:
        """Set format and folder, as the fields would."""
        self._format.setCurrentIndex(self._format.findData(format_id))
        self._folder.setText(str(folder))

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.tr("Folder to write into"), self._folder.text())
        if folder:
            self._folder.setText(folder)

    def _ask(self) -> None:
        if not self._folder.text().strip():
            self._sentence.setText(self.tr("Choose a folder to write into."))
            return
        self.writing = True
        self.write_button.setEnabled(False)
        self._show.hide()
        self._details.hide()
        self._sentence.setText(self.tr("Writing. Closing this window stops it and leaves older files as they were."))
        self.write_requested.emit(self._format.currentData(), self._folder.text().strip(), self._set.currentData())

    def show_report(self, report: "ExportReport") -> None:
        """What was written, and each span that could not be."""
        self._finish()
        self._show.show()
        written = report.mentions + report.events + report.arguments
        sentence = self.tr(
            "{0} of {1} spans and roles lost. {2} articles, {3} mentions, {4} events, {5} arguments written."
        ).format(
            len(report.lost),
            written + len(report.lost),
            report.articles,
            report.mentions,
            report.events,
            report.arguments,
        )
        if report.notes:
            sentence += " " + self.tr("{0} written with something less.").format(len(report.notes))
        sentence += " " + self.tr("In {0}.").format(", ".join(Path(name).name for name in report.files))
        self._sentence.setText(sentence)
        issues = (*report.lost, *report.notes)
        lines = [f"{issue.label}  “{issue.surface}”  {issue.article_id}: {issue.reason}" for issue in issues[:LISTED]]
        if len(issues) > LISTED:
            lines.append(self.tr("and {0} more").format(len(issues) - LISTED))
        if lines:
            self._details.setPlainText("\n".join(lines))
            self._details.show()

    def show_error(self, sentence: str) -> None:
        """Why nothing was written."""
        self._finish()
        self._sentence.setText(sentence)

    def _finish(self) -> None:
        self.writing = False
        self.write_button.setEnabled(True)

    def done(self, code: int) -> None:
        if self.writing:
            self.cancelled.emit()
        super().done(code)
