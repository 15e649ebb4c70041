"""Settings, page Reading: how the article and the window look."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop import chrome
from desktop.settings import (
    APPEARANCE,
    CONTRAST,
    DENSITY,
    LINE_SPACING,
    READING_FONT,
    ZOOM,
    Setting,
    Settings,
)

_OF_THIS_PAGE = (APPEARANCE, CONTRAST, READING_FONT, ZOOM, LINE_SPACING, DENSITY)


class Choice(QWidget):
    """One of a few values, all in sight. The first is taken for a value that is none of them."""

    def __init__(self, name: str, values: Sequence[tuple[Any, str]], chosen: Callable[[Any], None]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._values = [value for value, _ in values]
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(chrome.px(16))
        for place, (_, words) in enumerate(values):
            button = QRadioButton(words, self)
            button.setAccessibleName(f"{name}: {words}")
            self._group.addButton(button, place)
            row.addWidget(button)
        row.addStretch(1)
        self._group.idClicked.connect(lambda place: chosen(self._values[place]))

    def show_value(self, value: Any) -> None:
        """Check the button of a value; nothing is said to be chosen."""
        self._group.button(self._values.index(value) if value in self._values else 0).setChecked(True)


class ReadingPage(QWidget):
    """Every change counts at once: it is stored, and `apply` is called."""

    def __init__(self, settings: Settings, apply: Callable[[], None]) -> None:
        super().__init__()
        self._settings, self._apply = settings, apply
        self.appearance = Choice(
            self.tr("Appearance"),
            [("system", self.tr("As the system")), ("light", self.tr("Light")), ("dark", self.tr("Dark"))],
            lambda value: self._take(APPEARANCE, value),
        )
        self.contrast = Choice(
            self.tr("Contrast"),
            [("system", self.tr("As the system")), ("normal", self.tr("Normal")), ("high", self.tr("High"))],
            lambda value: self._take(CONTRAST, value),
        )
        self.family = QComboBox(self)
        self.family.setAccessibleName(self.tr("Article font"))
        self.family.addItem(self.tr("Standard"), "")
        for family in reading_families():
            self.family.addItem(family, family)
        self.family.currentIndexChanged.connect(lambda _: self._take(READING_FONT, self.family.currentData()))
        self.zoom = self._percent(self.tr("Text size"), ZOOM, 70, 300)
        self.spacing = self._percent(self.tr("Line spacing"), LINE_SPACING, 80, 200)
        self.density = Choice(
            self.tr("Room for labels under a line"),
            [(0, self.tr("Compact")), (1, self.tr("Normal")), (2, self.tr("Roomy"))],
            lambda value: self._take(DENSITY, value),
        )
        self.standard = QPushButton(self.tr("Back to standard"), self)
        self.standard.setAutoDefault(False)
        self.standard.clicked.connect(self._reset)
        self._lay_out()
        self._show()

    def _percent(self, name: str, setting: Setting, least: int, most: int) -> QSpinBox:
        box = QSpinBox(self)
        box.setAccessibleName(name)
        box.setRange(least, most)
        box.setSingleStep(10)
        box.setSuffix(" %")
        box.lineEdit().setTextMargins(chrome.px(6), 0, 0, 0)
        # A number half typed is no size to read at.
        box.setKeyboardTracking(False)
        box.valueChanged.connect(lambda value: self._take(setting, value))
        return box

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(chrome.px(24))
        grid.setVerticalSpacing(chrome.px(8))
        grid.setColumnStretch(1, 1)
        rows: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Appearance"), self.appearance),
            (self.tr("Contrast"), self.contrast),
            (self.tr("Article font"), self.family),
            (self.tr("Text size"), self.zoom),
            (self.tr("Line spacing"), self.spacing),
            (self.tr("Room for labels"), self.density),
        )
        for number, (caption, control) in enumerate(rows):
            grid.setRowMinimumHeight(number, chrome.px(28))
            grid.addWidget(chrome.Label(caption), number, 0)
            grid.addWidget(control, number, 1, Qt.AlignmentFlag.AlignLeft)
        self.family.setFixedWidth(chrome.px(280))
        for box in (self.zoom, self.spacing):
            box.setFixedWidth(chrome.px(96))
        column = QVBoxLayout(self)
        column.setContentsMargins(chrome.px(24), chrome.px(24), chrome.px(24), chrome.px(16))
        column.addLayout(grid)
        column.addStretch(1)
        column.addWidget(self.standard, 0, Qt.AlignmentFlag.AlignLeft)

    def _take(self, setting: Setting, value: Any) -> None:
        self._settings.set(setting, value)
        self._apply()

    def _reset(self) -> None:
        for setting in _OF_THIS_PAGE:
            self._settings.set(setting, setting.default)
        self._show()
        self._apply()

    def _show(self) -> None:
        get = self._settings.get
        self.appearance.show_value(get(APPEARANCE))
        self.contrast.show_value(get(CONTRAST))
        self.density.show_value(get(DENSITY))
        for box, setting in ((self.zoom, ZOOM), (self.spacing, LINE_SPACING)):
            with QSignalBlocker(box):
                box.setValue(get(setting))
        with QSignalBlocker(self.family):
            self.family.setCurrentIndex(max(0, self.family.findData(get(READING_FONT))))


def reading_families() -> list[str]:
    """The installed families that an article can be read in: scalable, with Latin letters."""
    return [
        family
        for family in QFontDatabase.families(QFontDatabase.WritingSystem.Latin)
        if QFontDatabase.isScalable(family) and not QFontDatabase.isPrivateFamily(family)
    ]
