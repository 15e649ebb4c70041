"""What the labels of a user's pipeline mean here, and the consent to run its code."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotations.model.project_settings import Pipeline
from annotations.model.schema import Label as SchemaLabel
from desktop import chrome


class PipelineLabels(QDialog):
    """Their labels on the left, ours beside them. Nothing of the pipeline runs before it is trusted here."""

    def __init__(
        self, parent: QWidget | None, pipeline: Pipeline, theirs: Sequence[str], ours: Sequence[SchemaLabel]
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Labels of {0}").format(pipeline.name))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(chrome.px(560))
        self._pipeline = pipeline
        self.problem = chrome.Label("", "error", wrap=True)
        self.choices: dict[str, QComboBox] = {}
        self.trust = QCheckBox(self.tr("I trust this pipeline and allow it to run its code"), self)
        self.trust.toggled.connect(lambda _: self.problem.clear())
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.take = self.buttons.addButton(self.tr("Use these labels"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.take.setProperty("main", True)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        self._lay_out(theirs, ours)

    def _lay_out(self, theirs: Sequence[str], ours: Sequence[SchemaLabel]) -> None:
        inner = self._choices(theirs, ours)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        # Qt fills both with the ground of the window.
        scroll.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        where = chrome.Label(self._pipeline.location, "second", wrap=True)
        digest = chrome.Label(f"sha256 {self._pipeline.sha256}", "meta", wrap=True)
        meaning = chrome.Label(
            self.tr(
                "A pipeline can hold code of its own, which runs as you. Trust counts for these files only: once they "
                "change, you are asked again."
            ),
            "quiet",
            wrap=True,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(chrome.px(24), chrome.px(24), chrome.px(24), chrome.px(16))
        layout.setSpacing(chrome.px(12))
        for widget in (where, digest, scroll, self.trust, meaning, self.problem, self.buttons):
            layout.addWidget(widget, int(widget is scroll))

    def _choices(self, theirs: Sequence[str], ours: Sequence[SchemaLabel]) -> QWidget:
        known = dict(self._pipeline.labels)
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, chrome.px(12), 0)
        grid.setHorizontalSpacing(chrome.px(16))
        grid.setVerticalSpacing(chrome.px(8))
        grid.setColumnStretch(1, 1)
        for line, label in enumerate(theirs):
            box = QComboBox(self)
            box.setAccessibleName(self.tr("{0} is here").format(label))
            box.addItem(self.tr("left out"), "")
            for our in ours:
                box.addItem(our.code, our.code)
            # A label of the same name most likely means the same.
            box.setCurrentIndex(max(0, box.findData(known.get(label, "" if known else label))))
            box.currentIndexChanged.connect(lambda _: self.problem.clear())
            self.choices[label] = box
            grid.addWidget(chrome.Label(label), line, 0)
            grid.addWidget(box, line, 1)
        grid.setRowStretch(len(theirs), 1)
        return inner

    def _accept(self) -> None:
        if not self._taken():
            self.problem.setText(self.tr("Give at least one of their labels a label of yours."))
        elif not self.trust.isChecked():
            self.problem.setText(self.tr("It can only suggest once you trust it."))
        else:
            self.accept()

    def _taken(self) -> tuple[tuple[str, str], ...]:
        return tuple((label, box.currentData()) for label, box in self.choices.items() if box.currentData())

    def result_value(self) -> Pipeline:
        """The pipeline with its labels; asked after the dialog was accepted."""
        return replace(self._pipeline, labels=self._taken(), active=True)
