"""The Training page: what was learned, how sure is sure enough, what became of suggestions, where they come from."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QStackedWidget, QVBoxLayout, QWidget

from annotations.model.project_settings import Pipeline
from annotations.model.schema import Label
from desktop import chrome
from desktop.dialogs.pipeline_labels import PipelineLabels
from desktop.pages.training_models import ModelsPart
from desktop.panels.ledger_table import LedgerPanel
from desktop.panels.order_panel import OrderPanel
from desktop.panels.sources_panel import SourcesPanel
from desktop.panels.threshold_panel import ThresholdPanel

_LEFT = 180
_ROW = 32


class TrainingPage(QWidget):
    """Knows no store: its parts are given values and say what is wanted. Names on the left, one part beside them."""

    part_shown = Signal(str)  # "models", "thresholds", "ledger", "sources" or "order"
    pipeline_accepted = Signal(object)  # Pipeline, trusted and with its labels

    def __init__(self) -> None:
        super().__init__()
        self.models = ModelsPart()
        self.thresholds = ThresholdPanel()
        self.ledger = LedgerPanel()
        self.sources = SourcesPanel()
        self.order = OrderPanel()
        self.parts: dict[str, tuple[str, QWidget]] = {
            "models": (self.tr("Models"), self.models),
            "thresholds": (self.tr("Thresholds"), self.thresholds),
            "ledger": (self.tr("Ledger"), self.ledger),
            "sources": (self.tr("Sources"), self.sources),
            "order": (self.tr("Order"), self.order),
        }
        self.names = QListWidget(self)
        self.stack = QStackedWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        self.names.setProperty("kind", "pages")
        self.names.setAccessibleName(self.tr("Parts of the page"))
        self.names.setFixedWidth(chrome.px(_LEFT))
        for title, part in self.parts.values():
            name = QListWidgetItem(title, self.names)
            name.setSizeHint(QSize(0, chrome.px(_ROW)))
            around = QWidget()
            column = QVBoxLayout(around)
            column.setContentsMargins(chrome.px(24), chrome.px(16), chrome.px(24), chrome.px(16))
            column.addWidget(part)
            self.stack.addWidget(around)
        self.names.currentRowChanged.connect(self._turn)
        self.names.setCurrentRow(0)
        ground = chrome.Surface("page")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.stack)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.names)
        row.addWidget(ground, 1)

    def _turn(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self.part_shown.emit(self.part)

    @property
    def part(self) -> str:
        """The id of the part in sight."""
        return list(self.parts)[self.stack.currentIndex()]

    def show_part(self, part: str) -> None:
        """Turn to a part by its id."""
        self.names.setCurrentRow(list(self.parts).index(part))

    def next_panel(self) -> None:
        """Give the keyboard to the names, or to the part beside them."""
        if self.names.hasFocus():
            self.focusNextChild()
        else:
            self.names.setFocus(Qt.FocusReason.TabFocusReason)

    def ask_labels(self, pipeline: Pipeline, theirs: Sequence[str], ours: Sequence[Label]) -> PipelineLabels:
        """Ask what the labels of a pipeline mean here, and whether it is trusted. Answered by `pipeline_accepted`."""
        dialog = PipelineLabels(self.window(), pipeline, theirs, ours)
        dialog.accepted.connect(lambda: self.pipeline_accepted.emit(dialog.result_value()))
        dialog.open()
        return dialog
