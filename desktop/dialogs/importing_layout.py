"""Where the parts of the import window stand."""

from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from annotations import importers
from annotations.model.schema import Schema
from desktop import chrome
from desktop.panels.importing.files import FilesPanel
from desktop.panels.importing.foot import Foot
from desktop.panels.importing.report import ReportPanel
from desktop.panels.importing.survey_panel import SurveyPanel
from desktop.panels.title_bar import TitleBar


class ImportLayout(QWidget):
    """Files beside what is in them, above what can be done; at the end what was done. Decides nothing."""

    def __init__(self, schema: Schema, annotator: str, title: str) -> None:
        super().__init__()
        formats, _broken = importers.usable()
        self.bar = TitleBar(self.tr("Add articles"), title)
        # Enter presses the button that has the keyboard, and the main one from anywhere else.
        self.bar.close_button.setAutoDefault(True)
        self.files = FilesPanel({each.id: each.title for each in formats})
        self.survey = SurveyPanel(schema, annotator)
        self.report = ReportPanel()
        self.foot = Foot()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.survey)
        self._pages.addWidget(self.report)
        page = chrome.Surface("page")
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._pages)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.files)
        middle.addWidget(page, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(middle, 1)
        column.addWidget(self.foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave most of a narrow window to what is in the files."""
        super().resizeEvent(event)
        self.files.fit(self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the edge, which the system does not."""
        painter = QPainter(self)
        painter.setPen(QColor(chrome.theme().control))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def set_working(self, working: bool) -> None:
        """Let nothing be chosen while articles are added."""
        self.files.setEnabled(not working)
        self.survey.setEnabled(not working)

    def turn_to_report(self) -> None:
        """Show what was done in place of what was found."""
        self.files.hide()
        self._pages.setCurrentWidget(self.report)
