"""How articles are divided into train, dev and test, and what comes of it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from annotations.model.split import Part
from desktop import chrome
from desktop.models.counting import counted
from desktop.panels.export.option_field import number_field
from desktop.panels.export.split_notes import SplitNotes
from desktop.panels.export.split_table import SplitTable
from desktop.panels.export.words import PARTS, tr
from desktop.panels.segments import Segments
from exporters.split import SplitResult, Wanted

_ALL = 100
_OFF, _SHARE, _DATE = range(3)


def balanced(shares: Sequence[int], changed: int) -> tuple[int, int, int]:
    """Shares that add up to 100 % after one was changed: train gives way first, but when it is train that changed."""
    train, dev, test = shares
    if changed == 0:
        test = min(test, _ALL - train)
        return train, _ALL - train - test, test
    if changed == 1:
        test = min(test, _ALL - dev)
    else:
        dev = min(dev, _ALL - test)
    return _ALL - dev - test, dev, test


class SplitSection(QWidget):
    """`changed` gives what is wanted, None for no split; `unclear` a sentence while that cannot be said."""

    changed = Signal(object)  # Wanted | None
    unclear = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.wanted: Wanted | None = None
        self._always = self._is_unclear = False
        words = (self.tr("Off"), self.tr("By share"), self.tr("By date"))
        # Each made once, so that Tab comes to them where they stand.
        self._with_off, self._without_off = (self._made_ways(each) for each in (words, words[1:]))
        self.shares = [number_field(tr(PARTS[part]), _ALL) for part in Part]
        for place, field in enumerate(self.shares):
            field.valueChanged.connect(partial(self._share_changed, place))
        self.dates = [_date_field(self.tr("Dev from")), _date_field(self.tr("Test from"))]
        for date_field in self.dates:
            date_field.editingFinished.connect(self._date_changed)
        self.table = SplitTable()
        self.notes = SplitNotes()
        self._lay_out()
        self.show_result(None)

    def _made_ways(self, words: Sequence[str]) -> Segments:
        made = Segments(self.tr("How articles are divided"), words, wraps=False)
        made.chosen.connect(self._choose_way)
        return made

    @property
    def ways(self) -> Segments:
        """The ways to divide that there are."""
        return self._without_off if self._always else self._with_off

    def _lay_out(self) -> None:
        self._fields = QStackedWidget()
        by_share = [(tr(PARTS[part]), field) for part, field in zip(Part, self.shares, strict=True)]
        by_date = [(field.accessibleName(), field) for field in self.dates]
        for pairs in ([], by_share, by_date):
            self._fields.addWidget(_in_a_row(pairs))
        head = QHBoxLayout()
        head.setSpacing(chrome.px(16))
        head.addWidget(chrome.Label(self.tr("Split"), "strong"))
        head.addWidget(self._with_off)
        head.addWidget(self._without_off)
        head.addWidget(self._fields, 1)
        self._card = chrome.Surface("card")
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(chrome.px(8))
        column.addLayout(head)
        column.addWidget(self._card)
        column.addWidget(self.notes)

    # -- what is wanted -------------------------------------------------------------------------------------------

    def show_wanted(self, wanted: Wanted | None, *, always: bool) -> None:
        """Show what is wanted. A format that is `always` divided has no way to leave it."""
        self.wanted, self._always, self._is_unclear = wanted, always, False
        self._with_off.setVisible(not always)
        self._without_off.setVisible(always)
        self._show_way(_OFF if wanted is None else _DATE if wanted.dev_from else _SHARE)
        self._show_shares((wanted or Wanted()).shares)
        if wanted is not None:
            for date_field, day in zip(self.dates, (wanted.dev_from, wanted.test_from), strict=True):
                date_field.setText(day)

    def _show_shares(self, shares: Sequence[int]) -> None:
        for field, share in zip(self.shares, shares, strict=True):
            with QSignalBlocker(field):
                field.setValue(share)

    def _show_way(self, way: int) -> None:
        self._way = way
        self.ways.show_chosen(way - self._always)
        self._fields.setCurrentIndex(way)

    def _choose_way(self, place: int) -> None:
        self._show_way(place + self._always)
        if self._way == _OFF:
            self._want(None)
        elif self._way == _SHARE:
            self._want(replace(self.wanted or Wanted(), dev_from="", test_from=""))
        else:
            self._date_changed()

    def _share_changed(self, place: int, _share: int) -> None:
        shares = balanced([field.value() for field in self.shares], place)
        self._show_shares(shares)
        if shares[0]:
            self._want(replace(self.wanted or Wanted(), shares=shares))
        else:
            self._say(self.tr("Give train a share. Without it there is nothing to learn from."))

    def _date_changed(self) -> None:
        dev, test = (field.text().strip() for field in self.dates)
        if self._way != _DATE:
            return
        if not dev:
            self._say(self.tr("Give the day from which articles are dev, such as 2024-01-31."))
            return
        try:
            wanted = replace(self.wanted or Wanted(), dev_from=dev, test_from=test).sound()
        except ValueError as error:
            self._say(f"{str(error)[:1].upper()}{str(error)[1:]}.")
            return
        self._want(wanted)

    def _say(self, why: str) -> None:
        self._is_unclear = True
        self.unclear.emit(why)

    def _want(self, wanted: Wanted | None) -> None:
        # What was wanted before is news after something that could not be.
        if wanted != self.wanted or self._is_unclear:
            self.show_wanted(wanted, always=self._always)
            self.changed.emit(wanted)

    # -- what comes of it -----------------------------------------------------------------------------------------

    def show_result(self, result: SplitResult | None) -> None:
        """Show how many are on which side, and what should be known of it."""
        self._card.setVisible(result is not None)
        if result is not None:
            self.table.show_rows(result.rows)
        self.notes.setVisible(result is not None)
        self.notes.tell(result.warnings if result else (), self._anyway(result) if result else "")

    def _anyway(self, result: SplitResult) -> str:
        said = self.tr("Near-duplicates stay together. Articles keep their side when you add more.")
        pinned = sum(placed.pinned for placed in result.parts.values())
        if pinned:
            said += " " + counted(pinned, "1 article is pinned to its side.", "{0} articles are pinned.")
        return said


def _date_field(name: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText("2024-01-31")
    field.setFixedWidth(chrome.px(104))
    return field


def _in_a_row(pairs: Sequence[tuple[str, QWidget]]) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(chrome.px(8))
    row.addStretch(1)
    for words, field in pairs:
        row.addWidget(chrome.Label(words, "second"))
        row.addWidget(field)
    return made
