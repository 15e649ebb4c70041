"""What an import did not read, file by file, so that nothing is missing in silence."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from annotations.model.project import ImportReport
from desktop.chrome import Label


class ImportReportDialog(QDialog):
    """One sentence, then a row for each record left out."""

    def __init__(self, parent: QWidget, report: ImportReport) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Articles added"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.resize(720, 420)
        read = report.articles + report.duplicates + len(report.rejected)
        sentence = Label(
            self.tr("{0} of {1} records were not read. {2} articles are in, {3} were here already.").format(
                len(report.rejected), read, report.articles, report.duplicates
            ),
            wrap=True,
        )
        changes = Label(self._changes(report), "second", wrap=True)
        changes.setVisible(bool(report.changes))
        table = QTableWidget(len(report.rejected), 3, self)
        table.setAccessibleName(self.tr("Records not read"))
        table.setHorizontalHeaderLabels([self.tr("File"), self.tr("Line"), self.tr("Why")])
        table.verticalHeader().hide()
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        for row, rejected in enumerate(report.rejected):
            cells = (rejected.file, "" if rejected.line is None else str(rejected.line), rejected.reason)
            for column, words in enumerate(cells):
                table.setItem(row, column, QTableWidgetItem(words))
        table.resizeColumnToContents(0)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(sentence)
        layout.addWidget(changes)
        layout.addWidget(table)
        layout.addWidget(buttons)

    def _changes(self, report: ImportReport) -> str:
        counted = ", ".join(f"{kind}: {count}" for kind, count in sorted(report.changes.items()))
        return self.tr("What fixing the texts changed: {0}.").format(counted)
