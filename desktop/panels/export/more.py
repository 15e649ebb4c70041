"""What is seldom asked of an export: which articles, which labels and under what names, how to divide."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from annotations.model.project import MAJORITY, UNION
from annotations.model.schema import Label
from desktop import chrome
from desktop.panels.check_row import CheckRow
from desktop.panels.export.option_field import number_field
from desktop.panels.section import scrolled
from exporters.split import Wanted
from exporters.truth import Truth

_MOST_SEED = 999_999


class MorePage(QWidget):
    """Every change counts at once. One label and one analyst always stay chosen."""

    truth_changed = Signal(object)  # Truth
    split_changed = Signal(object)  # Wanted

    def __init__(self, labels: Sequence[Label], analysts: Sequence[str]) -> None:
        super().__init__()
        self._truth, self._wanted = Truth(source=""), Wanted()
        self.finished = CheckRow(self.tr("Finished articles only"))
        self.furniture = CheckRow(self.tr("Keep lines of page furniture"))
        self.by_source = CheckRow(self.tr("Articles of one source on one side"))
        self.seed = number_field(self.tr("Seed"), _MOST_SEED)
        self.analysts = {name: CheckRow(name) for name in analysts}
        hues = {label.code: label.hue for label in reversed(labels)}
        self.labels = {code: CheckRow(code, hue=hues[code]) for code in dict.fromkeys(label.code for label in labels)}
        self.names = {code: _name_field(code) for code in self.labels}
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(chrome.px(32))
        near, far = QVBoxLayout(), QVBoxLayout()
        near.setSpacing(0)
        self._of_several = _part(self.tr("Analysts"), *self.analysts.values())
        seed = QHBoxLayout()
        seed.addWidget(chrome.Label(self.tr("Another seed gives another division"), "second"), 1)
        seed.addWidget(self.seed)
        self._of_split = _part(self.tr("Split"), self.by_source, seed)
        for part in (_part(self.tr("Articles"), self.finished, self.furniture), self._of_several, self._of_split):
            near.addWidget(part)
        near.addStretch(1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(chrome.px(12))
        grid.setVerticalSpacing(chrome.px(4))
        grid.setColumnStretch(0, 1)
        for line, (code, row) in enumerate(self.labels.items()):
            grid.addWidget(row, line, 0)
            grid.addWidget(self.names[code], line, 1)
        far.addWidget(_part(self.tr("Labels, and the names they are written under"), grid))
        far.addStretch(1)
        columns.addLayout(near, 4)
        columns.addLayout(far, 5)
        # Margins are not mirrored with the window, spaces are.
        columns.addSpacing(chrome.px(12))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(inside))

    def _connect(self) -> None:
        self.finished.clicked.connect(lambda on: self._say(finished_only=on))
        self.furniture.clicked.connect(lambda on: self._say(furniture=on))
        for row in self.analysts.values():
            row.clicked.connect(lambda _: self._say(annotators=_checked(self.analysts)))
        for row in self.labels.values():
            row.clicked.connect(lambda _: self._say(labels=_checked(self.labels)))
        for field in self.names.values():
            field.editingFinished.connect(self._rename)
        self.by_source.clicked.connect(lambda on: self._divide(replace(self._wanted, by_source=on)))
        self.seed.valueChanged.connect(lambda seed: self._divide(replace(self._wanted, seed=seed)))

    # -- what is asked --------------------------------------------------------------------------------------------

    def show_truth(self, truth: Truth) -> None:
        """Show what counts as true."""
        self._truth = truth
        self.finished.setChecked(truth.finished_only)
        self.furniture.setChecked(truth.furniture)
        self._of_several.setVisible(truth.source in (MAJORITY, UNION))
        for rows, chosen in ((self.analysts, truth.annotators), (self.labels, truth.labels)):
            for key, row in rows.items():
                row.setChecked(not chosen or key in chosen)
            checked = [row for row in rows.values() if row.isChecked()]
            for row in rows.values():
                row.setEnabled(len(checked) > 1 or row not in checked)
        names = dict(truth.renamed)
        for code, field in self.names.items():
            field.setText(names.get(code, ""))
            field.setEnabled(self.labels[code].isChecked())

    def show_wanted(self, wanted: Wanted | None) -> None:
        """Show how articles are divided."""
        self._wanted = wanted or Wanted()
        self._of_split.setVisible(wanted is not None)
        self.by_source.setChecked(self._wanted.by_source)
        with QSignalBlocker(self.seed):
            self.seed.setValue(self._wanted.seed)

    def rename(self, code: str) -> None:
        """Let the keyboard write another name of a label."""
        field = self.names.get(code, next(iter(self.names.values()), None))
        if field is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            field.selectAll()

    def _say(self, **part: object) -> None:
        truth = replace(self._truth, **part)  # type: ignore[arg-type]
        if truth != self._truth:
            self.show_truth(truth)
            self.truth_changed.emit(truth)

    def _rename(self) -> None:
        written = ((code, field.text().strip()) for code, field in self.names.items())
        self._say(renamed=tuple((code, name) for code, name in written if name and name != code))

    def _divide(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self.split_changed.emit(wanted)


def _checked(rows: dict[str, CheckRow]) -> tuple[str, ...]:
    """What is checked; nothing where all is, for that means: whatever there will be."""
    checked = tuple(key for key, row in rows.items() if row.isChecked())
    return () if len(checked) == len(rows) else checked


def _name_field(code: str) -> QLineEdit:
    field = QLineEdit()
    field.setPlaceholderText(code)
    field.setAccessibleName(field.tr("Name for {0}").format(code))
    return field


def _part(title: str, *parts: QWidget | QGridLayout | QHBoxLayout) -> QWidget:
    made = QWidget()
    made.setAccessibleName(title)
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, chrome.px(12))
    column.setSpacing(chrome.px(4))
    column.addWidget(chrome.Label(title, "strong"))
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)
    return made
