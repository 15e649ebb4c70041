"""Thresholds: the least score of a label that is shown, and what that would do to what was decided here already."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from annotations.model.schema import Label
from desktop import chrome
from desktop.panels.label_name import LabelName
from desktop.panels.level_slider import LevelSlider
from desktop.panels.section import Section, scrolled

_NAME, _SLIDER, _LEAST, _FIRST = range(4)
_MARGIN = 12  # beside the scroll bar
_HIGH = 32
_WIDE, _CELL = 920, 64
_ABOVE_ALL = 1.01  # no score is as high


class Outlook(Protocol):
    """What a threshold does to suggestions that were decided: so many of them would have been shown, so many of those
    were right as they were, so many had to be corrected; and so many that are wanted would not have been shown.
    """

    @property
    def shown(self) -> int: ...
    @property
    def right(self) -> int: ...
    @property
    def corrected(self) -> int: ...
    @property
    def missed(self) -> int: ...


class OutlookSource(Protocol):
    """Counts the outlook of one label, or of all of them for None, at a threshold in 0..1."""

    def __call__(self, label: str | None, threshold: float, /) -> Outlook: ...


class _Row:
    """The widgets of one label, or of all."""

    def __init__(self, name: QWidget, words: str, cells: int) -> None:
        self.name = name
        self.slider = LevelSlider(words)
        self.least = chrome.Label("", "second")
        self.cells = [chrome.Label("", "body") for _ in range(cells)]
        for label in (self.least, *self.cells):
            label.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)

    def show(self, figures: Sequence[int], words: str) -> None:
        """Show the numbers; `words` say the same to screen readers."""
        for cell, figure in zip(self.cells, figures, strict=True):
            cell.setText(chrome.number(figure))
        self.slider.setAccessibleDescription(words)

    def widgets(self) -> list[QWidget]:
        """In the order of the columns."""
        return [self.name, self.slider, self.least, *self.cells]


class ThresholdPanel(QWidget):
    """Nothing counts until Apply. The first row moves all the others."""

    applied = Signal(object)  # ((label, least score shown), ...), labels that show all left out

    def __init__(self) -> None:
        super().__init__()
        self.section = Section(
            self.tr("Thresholds"),
            self.tr(
                "A suggestion whose score is below the threshold of its label is not shown. The numbers are what that "
                "would have done to the suggestions decided in this project."
            ),
        )
        self.apply_button = chrome.KeyButton(self.tr("Apply"), kind="main")
        self.reset_button = chrome.KeyButton(self.tr("Reset"))
        self.empty = chrome.Label(self.tr("Nothing decided yet, so no threshold can be weighed."), "quiet", wrap=True)
        self.rows: dict[str | None, _Row] = {}
        self._source: OutlookSource | None = None
        self._stored: dict[str, int] = {}
        self._scored: set[str] = set()
        self._editable = True
        # Many sliders may move in one go; they are weighed once, when they rest.
        self._weigh = QTimer(self, singleShot=True, interval=0)
        self._weigh.timeout.connect(self._show_outlooks)
        self._changed: set[str] = set()
        self._figures: dict[str, tuple[int, int, int, int]] = {}
        self.apply_button.clicked.connect(lambda _=False: self._apply())
        self.reset_button.clicked.connect(lambda _=False: self._take_back())
        self._lay_out()

    def _lay_out(self) -> None:
        self._heads = [
            (self.tr("Shown"), self.tr("Suggestions that would have been shown")),
            (self.tr("Right"), self.tr("Of those, accepted as they were")),
            (self.tr("Corrected"), self.tr("Of those, given another label or extent")),
            (self.tr("Missed"), self.tr("Wanted, and not shown or not suggested")),
        ]
        for button in (self.reset_button, self.apply_button):
            button.setAutoDefault(False)
            self.section.head.addWidget(button)
        self._body = QWidget()
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(0, 0, chrome.px(_MARGIN), 0)
        self._grid.setHorizontalSpacing(chrome.px(16))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(_SLIDER, 1)
        self._body.setMaximumWidth(chrome.px(_WIDE))
        for cell in range(_LEAST, _FIRST + len(self._heads)):
            self._grid.setColumnMinimumWidth(cell, chrome.px(_CELL))
        self._below = scrolled(self._body)
        self.section.column.addWidget(self.empty)
        self.section.column.addWidget(self._below, 1)
        self.section.column.addStretch(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.section)

    def show_thresholds(
        self,
        labels: Sequence[Label],
        thresholds: Iterable[tuple[str, float]],
        source: OutlookSource | None,
        *,
        editable: bool = True,
    ) -> None:
        """Show these labels with the thresholds in force. Without a source nothing was decided yet.

        What was moved and not applied stays as it was moved.
        """
        moved = {code: value for code, value in self._values().items() if value != self._known().get(code, 0)}
        self._source, self._editable = source, editable
        self._stored = {label: round(least * 100) for label, least in thresholds}
        weighed = [label for label in labels if source is not None and any(_figures(source(label.code, 0.0)))]
        self._say_empty(len(labels) - len(weighed), bool(weighed))
        if [label.code for label in weighed] != [code for code in self.rows if code is not None]:
            self._rebuild(weighed)
        self._scored = {label.code for label in weighed if self._has_scores(label.code)}
        self._reset()
        for label in moved.keys() & self._scored:
            self.rows[label].slider.setValue(moved[label])
        for code, row in self.rows.items():
            row.slider.setEnabled(editable and (code in self._scored if code is not None else bool(self._scored)))

    def clear(self) -> None:
        """No project is open."""
        self._reset()
        self.show_thresholds((), (), None)

    def _say_empty(self, unweighed: int, any_weighed: bool) -> None:
        words = self.tr("Nothing decided yet, so no threshold can be weighed.")
        if any_weighed:
            one = self.tr("1 label is not here, since nothing was decided about it yet.")
            many = self.tr("{0} labels are not here, since nothing was decided about them yet.")
            words = one if unweighed == 1 else many.format(unweighed)
        self.empty.setText(words)
        self.empty.setVisible(unweighed > 0 or not any_weighed)
        self._below.setVisible(any_weighed)

    def _has_scores(self, code: str) -> bool:
        """A suggestion without a score is shown at every threshold."""
        source = self._source
        return source is not None and source(code, _ABOVE_ALL).shown < source(code, 0.0).shown

    def _rebuild(self, labels: Sequence[Label]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._figures.clear()
        self.rows = {None: _Row(chrome.Label(self.tr("All labels"), "strong"), self.tr("All labels"), len(self._heads))}
        for label in labels:
            self.rows[label.code] = _Row(LabelName(label), label.title, len(self._heads))
        for place, (words, meaning) in enumerate(self._heads):
            head = chrome.Label(words, "meta")
            head.setAlignment(Qt.AlignmentFlag.AlignTrailing)
            chrome.plain_tooltip(head, meaning)
            self._grid.addWidget(head, 0, _FIRST + place)
        least = chrome.Label(self.tr("Least score"), "meta")
        least.setAlignment(Qt.AlignmentFlag.AlignTrailing)
        self._grid.addWidget(least, 0, _LEAST)
        for line, (code, row) in enumerate(self.rows.items(), start=1):
            for column, widget in enumerate(row.widgets()):
                self._grid.addWidget(widget, line, column)
            self._grid.setRowMinimumHeight(line, chrome.px(_HIGH))
            row.slider.valueChanged.connect(lambda value, code=code: self._moved(code, value))
        self._grid.setRowStretch(len(self.rows) + 1, 1)

    def _moved(self, code: str | None, value: int) -> None:
        if code is None:
            for label in self._scored:
                self.rows[label].slider.setValue(value)
        else:
            self._changed.add(code)
        self._say_least(code)
        self._offer()
        self._weigh.start()

    def _say_least(self, code: str | None) -> None:
        row = self.rows[code]
        value = row.slider.value()
        if code is not None and code not in self._scored:
            row.least.setText(self.tr("no scores"))
        else:
            row.least.setText(f"{value}\u202f%" if value else self.tr("shows all"))

    def thresholds(self) -> tuple[tuple[str, float], ...]:
        """As the sliders stand: labels that show all are left out."""
        unweighed = {label: least for label, least in self._stored.items() if label not in self.rows}
        return tuple((label, least / 100) for label, least in {**unweighed, **self._values()}.items() if least)

    def _values(self) -> dict[str, int]:
        return {code: row.slider.value() for code, row in self.rows.items() if code is not None}

    def _reset(self) -> None:
        values = {self._stored.get(code, 0) for code in self._scored}
        common = values.pop() if len(values) == 1 else 0
        for code, row in self.rows.items():
            blocked = row.slider.blockSignals(True)
            row.slider.setValue(common if code is None else self._stored.get(code, 0))
            row.slider.blockSignals(blocked)
            self._say_least(code)
        self._changed = {code for code in self.rows if code is not None}
        self._show_outlooks()
        self._offer()

    def _apply(self) -> None:
        self._stored = {label: round(least * 100) for label, least in self.thresholds()}
        self._keep_keyboard()
        self._offer()
        self.applied.emit(self.thresholds())

    def _take_back(self) -> None:
        self._keep_keyboard()
        self._reset()

    def _keep_keyboard(self) -> None:
        # The buttons go once there is nothing to apply.
        self.rows[None].slider.setFocus(Qt.FocusReason.TabFocusReason)

    def _offer(self) -> None:
        differs = self._values() != {**dict.fromkeys(self._values(), 0), **self._known()}
        for button in (self.apply_button, self.reset_button):
            button.setVisible(differs and self._editable)

    def _known(self) -> dict[str, int]:
        return {label: value for label, value in self._stored.items() if label in self.rows}

    # -- what it would do -----------------------------------------------------------------------------------------

    def _show_outlooks(self) -> None:
        source = self._source
        if source is None or not self._figures.keys() | self._changed:
            return
        for code in self._changed:
            row = self.rows[code]
            self._figures[code] = _figures(source(code, row.slider.value() / 100))
            row.show(self._figures[code], self._in_words(self._figures[code]))
        self._changed.clear()
        every = tuple(map(sum, zip(*self._figures.values(), strict=True)))
        self.rows[None].show(every, self._in_words(every))

    def _in_words(self, figures: Sequence[int]) -> str:
        return self.tr("{0} shown, {1} right, {2} corrected, {3} missed").format(*map(chrome.number, figures))


def _figures(outlook: Outlook) -> tuple[int, int, int, int]:
    return outlook.shown, outlook.right, outlook.corrected, outlook.missed
