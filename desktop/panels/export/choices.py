"""Whose annotations are exported, and the options of the format: one row where there is room."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from annotations.model.project import EVERYBODY, MAJORITY, SUGGESTIONS, UNION, SetSummary, is_own_work
from desktop import chrome
from desktop.panels.export.option_field import OptionField, in_tab_order
from desktop.panels.export.words import source_in_words, source_name
from desktop.panels.mirrored import PlacedHeight
from desktop.panels.segments import in_lines

_HIGH, _BETWEEN, _BETWEEN_LINES = 28, 16, 8


def sources(summaries: Sequence[SetSummary], *, all_sets: bool) -> tuple[str, ...]:
    """Whose annotations can be exported: each analyst's, what several say together, the suggestions."""
    names = [summary.annotator for summary in summaries]
    own = [name for name in names if is_own_work(name)]
    together = [MAJORITY, UNION] if len(own) > 1 else []
    if all_sets and len(names) > 1:
        together.append(EVERYBODY)
    return (*names, *together, SUGGESTIONS)


class Choices(PlacedHeight):
    """28 high, or more lines where the options of a format need them."""

    source_chosen = Signal(str)
    option_chosen = Signal(str, str)
    more_clicked = Signal()

    def __init__(self, summaries: Sequence[SetSummary]) -> None:
        super().__init__()
        self._summaries = {summary.annotator: summary for summary in summaries}
        self._sources: tuple[str, ...] = ()
        self._source = ""
        self.source = chrome.KeyButton("")
        self.source.set_arrow()
        self.source.clicked.connect(lambda _=False: self._open_menu())
        self.fields: tuple[OptionField, ...] = ()
        self.more = chrome.KeyButton(self.tr("More"), kind="plain")
        self.more.set_arrow()
        self.more.clicked.connect(lambda _=False: self.more_clicked.emit())
        self._from = QWidget(self)
        row = QHBoxLayout(self._from)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(chrome.px(8))
        row.addWidget(chrome.Label(self.tr("From"), "quiet"))
        row.addWidget(self.source)
        self.more.setParent(self)

    # -- whose ----------------------------------------------------------------------------------------------------

    def offer_sources(self, offered: Sequence[str], source: str) -> None:
        """Show whose annotations there are, and whose are chosen."""
        self._sources, self._source = tuple(offered), source
        words = source_name(source)
        self.source.set_words(words)
        self.source.setAccessibleName(self.tr("From: {0}").format(words))
        chrome.plain_tooltip(self.source, source_in_words(source, self._summaries.get(source)))
        self.fit()

    def menu(self) -> QMenu:
        """Whose annotations there are, with how many."""
        menu = QMenu(self)
        for source in self._sources:
            words = source_in_words(source, self._summaries.get(source))
            action = menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(source == self._source)
            action.triggered.connect(partial(self._choose, source))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _choose(self, source: str, _checked: bool = False) -> None:
        self.source_chosen.emit(source)

    def _open_menu(self) -> None:
        self.menu().popup(self.source.mapToGlobal(self._below(self.source)))

    def _below(self, button: QWidget) -> QPoint:
        return button.rect().bottomLeft()

    # -- how ------------------------------------------------------------------------------------------------------

    def offer_options(self, options: Mapping[str, str], chosen: Mapping[str, str]) -> None:
        """Show the options of a format, name and choices, and what is chosen of them."""
        if [field.option for field in self.fields] != list(options):
            self._rebuild(options)
        for field in self.fields:
            field.show_choice(chosen.get(field.option, field.default))
        self.fit()

    def _rebuild(self, options: Mapping[str, str]) -> None:
        for field in self.fields:
            field.hide()
            field.deleteLater()
        self.fields = tuple(OptionField(name, choices) for name, choices in options.items())
        for field in self.fields:
            field.setParent(self)
            field.chosen.connect(self.option_chosen)
            field.show()
        in_tab_order([self.source, *(stop for field in self.fields for stop in field.stops())])

    def show_prices(self, prices: Mapping[tuple[str, str], int]) -> None:
        """Show what other choices would lose."""
        for field in self.fields:
            field.show_prices(prices)
        self.fit()

    def field_of(self, option: str) -> OptionField | None:
        """The field of an option, if the format has it."""
        return next((field for field in self.fields if field.option == option), None)

    def show_unfolded(self, unfolded: bool) -> None:
        """Whether the rest of the choices is in sight."""
        self.more.set_words(self.tr("Less") if unfolded else self.tr("More"))
        self.more.set_arrow("up" if unfolded else "down")
        self.fit()

    # -- where ----------------------------------------------------------------------------------------------------

    def _parts(self) -> list[QWidget]:
        return [self._from, *self.fields, self.more]

    def _places(self, width: int) -> list[tuple[int, int]]:
        return in_lines([part.sizeHint().width() for part in self._parts()], width, chrome.px(_BETWEEN))

    def height_at(self, width: int) -> int:
        """As high as the lines it needs, in pixels."""
        lines = self._places(width)[-1][0]
        return chrome.px(_HIGH) + lines * chrome.px(_HIGH + _BETWEEN_LINES)

    def sizeHint(self) -> QSize:
        """Room at the width we have."""
        width = max(self.width(), chrome.px(480))
        return QSize(width, self.height_at(width))

    def minimumSizeHint(self) -> QSize:
        """Room for the widest part."""
        return QSize(max(part.sizeHint().width() for part in self._parts()), chrome.px(_HIGH))

    def place_children(self) -> None:
        """Put the parts one after the other; the last stands at the far end of its line."""
        high = chrome.px(_HIGH)
        for part, (line, x) in zip(self._parts(), self._places(self.width()), strict=True):
            wide = min(part.sizeHint().width(), self.width())
            near = self.width() - wide if part is self.more else x
            self.put(part, QRect(near, line * (high + chrome.px(_BETWEEN_LINES)), wide, high))
