"""Disagreements as rows of a list: groups with their labels and counts, places with the text around them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from annotations.agreement.disagreements import Group
from annotations.model.mark import Subject
from annotations.text.direction import reads_right_to_left
from desktop import chrome
from desktop.agreements import Listed
from desktop.chrome.look import metrics
from desktop.chrome.paint import label_code, width_of
from desktop.models.agreement_words import articles, group_in_words, reason_in_words
from desktop.models.rows_model import ROW, RowsModel
from desktop.models.which_words import who_in_words
from desktop.panels.mirrored import MirroredRow
from desktop.panels.queue_rows import broken_lines, paint_ground

_HIGH, _SIDE, _TOP = 48, 16, 5
_CHOOSE = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What is painted of a group or a place.

    `inked` are words of the second line, each with the hue of the label it is, or "" where it is none. `around` is the
    text before and after the words, of a place.
    """

    value: Group | Listed
    words: str
    at_end: str
    inked: tuple[tuple[str, str], ...]
    far: str
    around: tuple[str, str] = ("", "")

    @property
    def spoken(self) -> str:
        """The row in one sentence."""
        second = "".join(words for words, _ in self.inked)
        before, after = self.around
        return ", ".join(part for part in (f"{before}{self.words}{after}", self.at_end, second, self.far) if part)


def group_row(group: Group, hues: Mapping[str, str]) -> Row:
    """A group: its words, how many, between which labels, in how many articles."""
    return Row(
        value=group,
        words=group.versions[0].surface or group.versions[0].label,
        at_end=f"{chrome.number(group.count)}×",
        inked=inked(group_in_words(group), [each.label for each in group.versions if each is not None], hues),
        far=articles(group.articles),
    )


def place_row(listed: Listed, hues: Mapping[str, str]) -> Row:
    """A place: its words in the text around them, who differs about what, and the article."""
    each = listed.disagreement
    labels = [mark.label for mark in (each.a, each.b) if mark is not None]
    said = who_in_words(each)
    if each.subject is not Subject.SPAN:
        said = f"{reason_in_words(each.reason)}: {said}"
    before, words, after = listed.around
    return Row(
        value=listed,
        words=words,
        at_end="",
        inked=inked(said, labels, hues),
        far=chrome.one_line(listed.title),
        around=(before, after),
    )


def inked(words: str, labels: Sequence[str], hues: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The words in pieces, so that each of the labels has its hue. Labels come in the order in which they are said."""
    pieces: list[tuple[str, str]] = []
    for label in dict.fromkeys(labels):
        before, found, rest = words.partition(label)
        if found:
            pieces += [(before, ""), (label, hues.get(label, "grey"))]
            words = rest
    return tuple(piece for piece in (*pieces, (words, "")) if piece[0])


class _Delegate(QStyledItemDelegate):
    """Paints a row, 48 high: words over labels."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """The same for every row, so that long lists stay quick."""
        return QSize(0, chrome.px(_HIGH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one row."""
        row: Row = index.data(ROW)
        painter.save()
        selected = paint_ground(painter, option)
        # What stands at the end of a row stays below the counts above the list, whether there is a scroll bar or not.
        view: Any = option.widget
        bar = view.verticalScrollBar()
        reach = min(bar.width(), chrome.px(_SIDE) // 2) if bar.isVisible() else 0
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        area = QRectF(option.rect).adjusted(-reach if mirrored else 0, chrome.px(_TOP), 0 if mirrored else reach, 0)
        area.setHeight(chrome.line("body"))
        below = QRectF(area.left(), area.bottom() + 1, area.width(), chrome.line("second"))
        lower = MirroredRow(painter, below, option.direction)
        if row.around == ("", ""):
            self._words(MirroredRow(painter, area, option.direction), row, selected=selected)
        else:
            in_text = _direction(f"{row.around[0]}{row.words}{row.around[1]}")
            self._in_its_place(MirroredRow(painter, area, in_text), row)
        self._labels(painter, lower, row, selected=selected)
        painter.restore()

    def _words(self, line: MirroredRow, row: Row, *, selected: bool) -> None:
        side, wide = chrome.px(_SIDE), width_of("strong", row.at_end)
        line.text(line.width - side - wide, wide + 1, row.at_end, "strong", at_end=True)
        line.text(side, line.width - 2 * side - wide - chrome.px(8), row.words, "body", bold=selected)

    def _in_its_place(self, line: MirroredRow, row: Row) -> None:
        """The words in the middle of what stands around them, as much of that as there is room for."""
        side, look = chrome.px(_SIDE), chrome.theme()
        room = line.width - 2 * side
        words = min(width_of("strong", row.words) + 1, room)
        before, after = row.around
        # What comes before says less than the words and what follows, and gives way first.
        near = min(width_of("body", before), max(0.0, (room - words) * 0.4))
        cut = metrics("body").elidedText(before, Qt.TextElideMode.ElideLeft, near)
        near = width_of("body", cut)
        line.text(side, near + 1, cut, "body", look.text_2)
        line.text(side + near, words, row.words, "strong")
        line.text(side + near + words, room - near - words, after, "body", look.text_2)

    def _labels(self, painter: QPainter, line: MirroredRow, row: Row, *, selected: bool) -> None:
        look, side = chrome.theme(), chrome.px(_SIDE)
        quiet = look.text_2 if selected else look.text_3
        # A label code is never cut, so the words at the end give way.
        wanted = sum(_width(words, hue, selected=selected) for words, hue in row.inked)
        room = line.width - 2 * side
        far = min(width_of("second", row.far), max(0.0, room - wanted - chrome.px(8)))
        line.text(line.width - side - far, far + 1, row.far, "second", quiet, at_end=True)
        said = line.place(side, min(wanted, room - far))
        inside = MirroredRow(painter, said, _direction("".join(words for words, _ in row.inked)))
        near = 0.0
        for words, hue in row.inked:
            if hue:
                place = inside.place(near, min(_width(words, hue, selected=selected), inside.width - near))
                near += label_code(painter, place, words, hue, selected=selected)
            else:
                near += inside.text(near, inside.width - near, words, "second", look.text_2)


def _width(words: str, hue: str, *, selected: bool) -> float:
    if not hue:
        return width_of("second", words)
    return width_of("code", words) + (chrome.px(12) if selected else 0) + 1


class DisagreementRows(QListView):
    """Groups or places. A click marks one; Enter and a double click choose it. Says `empty` where there are none."""

    marked = Signal()
    chosen = Signal(object)  # Group or Listed

    def __init__(self, name: str) -> None:
        super().__init__()
        self._rows = RowsModel[Row](self)
        self._empty = ""
        self.setAccessibleName(name)
        self.setModel(self._rows)
        self.setItemDelegate(_Delegate(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(3 * chrome.px(_HIGH))
        self.doubleClicked.connect(lambda index: self.chosen.emit(index.data(ROW).value))
        self.selectionModel().selectionChanged.connect(lambda *_: self.marked.emit())

    def show_rows(self, rows: Sequence[Row], empty: str = "") -> None:
        """Show these; the one that was marked stays so if it is there still."""
        was = self.current()
        self._empty = empty
        self._rows.show(rows)
        same = next((number for number, row in enumerate(rows) if _same(row.value, was)), None)
        if same is not None:
            self.setCurrentIndex(self._rows.index(same))
        self.marked.emit()
        self.viewport().update()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows as shown."""
        return self._rows.rows

    def current(self) -> Group | Listed | None:
        """What is marked."""
        chosen = self.selectionModel().selectedIndexes()
        return chosen[0].data(ROW).value if chosen else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses."""
        if event.key() in _CHOOSE and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex().data(ROW).value)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, or the sentence in their place."""
        super().paintEvent(event)
        if self._rows.rows or not self._empty:
            return
        painter = QPainter(self.viewport())
        side, high = chrome.px(_SIDE), chrome.line("second")
        wide = self.viewport().width() - 2 * side
        for number, words in enumerate(broken_lines(self._empty, chrome.font("second"), wide, 4)):
            area = QRectF(0, chrome.px(8) + number * high, self.viewport().width(), high)
            MirroredRow(painter, area, self.layoutDirection()).text(side, wide, words, "second", chrome.theme().text_2)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The list begins with its first row when it gets the keyboard."""
        super().focusInEvent(event)
        if self._rows.rows and self.current() is None:
            self.setCurrentIndex(self._rows.index(max(0, self.currentIndex().row())))


def _direction(words: str) -> Qt.LayoutDirection:
    """Words keep their own direction, also where the window has the other one."""
    return Qt.LayoutDirection.RightToLeft if reads_right_to_left(words) else Qt.LayoutDirection.LeftToRight


def _same(one: Group | Listed, other: Group | Listed | None) -> bool:
    if isinstance(one, Group) and isinstance(other, Group):
        return (one.subject, one.versions) == (other.subject, other.versions)
    return one == other
