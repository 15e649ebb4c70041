from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QTableWidget, QWidget

from annotations.model.project import ImportReport, Rejected
from desktop.dialogs.import_report import ImportReportDialog


def test_every_record_left_out_has_a_row(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    rejected = (Rejected("<b>a.txt</b>", None, "it is empty"), Rejected("b.jsonl", 7, "it holds a NUL"))
    dialog = ImportReportDialog(window, ImportReport(articles=3, duplicates=1, sets=0, rejected=rejected))
    dialog.open()
    assert any("2 of 6 records were not read" in label.text() for label in dialog.findChildren(QLabel))
    table = dialog.findChild(QTableWidget)
    rows = [[table.item(row, column).text() for column in range(3)] for row in range(table.rowCount())]
    assert rows == [["<b>a.txt</b>", "", "it is empty"], ["b.jsonl", "7", "it holds a NUL"]]
    close = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Close)
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
