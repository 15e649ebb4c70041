"""Where the parts of the export window stand."""

from collections.abc import Sequence

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from annotations.model.project import SetSummary, is_own_work
from annotations.model.schema import Schema
from desktop import chrome
from desktop.dialogs.export_formats import format_rows
from desktop.panels.export.before_writing import BeforeWriting
from desktop.panels.export.choices import Choices
from desktop.panels.export.foot import Foot
from desktop.panels.export.format_list import FormatList
from desktop.panels.export.more import MorePage
from desktop.panels.export.split_section import SplitSection
from desktop.panels.headline import Headline
from desktop.panels.section import scrolled
from desktop.panels.title_bar import TitleBar

_FORMATS = 208
_SIDE, _TOP = 20, 16


class ExportLayout(QWidget):
    """Formats beside what is chosen and what comes of it, above where it goes. Decides nothing."""

    def __init__(self, summaries: Sequence[SetSummary], schema: Schema, title: str, folder: str) -> None:
        super().__init__()
        self.bar = TitleBar(self.tr("Export training data"), title)
        self.formats = FormatList(format_rows())
        self.choices = Choices(summaries)
        self.card = Headline()
        self.progress = chrome.ProgressLine(self.tr("Articles"))
        self.before = BeforeWriting(schema)
        self.split = SplitSection()
        analysts = [summary.annotator for summary in summaries if is_own_work(summary.annotator)]
        self.more = MorePage(schema.labels, analysts)
        self.foot = Foot(folder)
        self._pages = QStackedWidget()
        self._lay_out()
        self.show_progress(None)

    def _lay_out(self) -> None:
        near = chrome.Surface("panel", "right")
        near.setFixedWidth(chrome.px(_FORMATS))
        inside = QVBoxLayout(near)
        inside.setContentsMargins(0, chrome.px(8), 0, chrome.px(8))
        inside.addWidget(self.formats)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(near)
        middle.addWidget(self._right(), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(middle, 1)
        column.addWidget(self.foot)

    def _right(self) -> QWidget:
        checked = QWidget()
        lines = QVBoxLayout(checked)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(chrome.px(16))
        lines.addWidget(self.before)
        lines.addWidget(self.split)
        lines.addStretch(1)
        self._checked = scrolled(checked)
        # What a key unfolds is above the key, and the line that the arrows come to may be out of sight.
        self._checked.verticalScrollBar().rangeChanged.connect(lambda *_: self._follow_keyboard())
        self.before.list.selectionModel().currentChanged.connect(lambda *_: self._follow_keyboard())
        self._pages.addWidget(self._checked)
        self._pages.addWidget(self.more)
        self.card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy = self.progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(policy)
        made = chrome.Surface("page")
        column = QVBoxLayout(made)
        column.setContentsMargins(chrome.px(_SIDE), chrome.px(_TOP), chrome.px(_SIDE), chrome.px(_TOP))
        column.setSpacing(0)
        column.addWidget(self.choices)
        column.addSpacing(chrome.px(12))
        column.addWidget(self.card)
        column.addSpacing(chrome.px(4))
        column.addWidget(self.progress)
        column.addSpacing(chrome.px(8))
        column.addWidget(self._pages, 1)
        return made

    def _follow_keyboard(self) -> None:
        inside, focused = self._checked.widget(), self.focusWidget()
        if inside is not None and focused is not None and inside.isAncestorOf(focused):
            self._checked.ensureWidgetVisible(focused, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the edge, which the system does not."""
        painter = QPainter(self)
        painter.setPen(QColor(chrome.theme().control))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    @property
    def unfolded(self) -> bool:
        """Whether the rest of the choices is in sight."""
        return self._pages.currentWidget() is self.more

    def unfold(self, unfolded: bool) -> None:
        """Show the rest of the choices, or what should be known before writing."""
        self._pages.setCurrentIndex(int(unfolded))
        self.choices.show_unfolded(unfolded)

    def show_progress(self, done: int | None, total: int = 0) -> None:
        """How far the work is; None while there is none."""
        self.progress.setVisible(done is not None)
        self.progress.set_progress(done or 0, total)

    def set_working(self, working: bool) -> None:
        """Let nothing be chosen while files are written."""
        for part in (self.formats, self.choices, self.split, self.more, self.foot.folder, self.foot.choose):
            part.setEnabled(not working)
        self.foot.profile.setEnabled(not working)
