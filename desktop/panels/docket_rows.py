"""Groups of disagreements as a list: the words, what annotators called them, how many there are and in how many
articles.
"""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop import chrome
from desktop.chrome.paint import width_of
from desktop.panels.mirrored import MirroredRow
from desktop.panels.queue_rows import paint_ground

ROW = Qt.ItemDataRole.UserRole
HIGH = 48
_SIDE, _GAP, _LEAST = 16, 4, 24
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class DocketRow:
    """A group: the words all its places have, what the versions are, how many places there are in how many articles.

    `labels` are pieces in order, each with the hue of a label or "" for words between and around them. `state` is
    "open", "deferred" or "settled", and `ruled` says of a settled one what stands now, like "ORG" or "nothing".
    """

    key: str
    words: str
    labels: tuple[tuple[str, str], ...]
    count: int
    articles: int
    state: str = "open"
    ruled: str = ""


class DocketRows(QAbstractListModel):
    """The groups in the order given."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[DocketRow, ...] = ()
        self._places: dict[str, int] = {}

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """How many there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row as a value, and in words."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            # The words are those of an article, and a tooltip reads marks.
            return f"<span>{html.escape(self.spoken(row))}</span>"
        return None

    def spoken(self, row: DocketRow) -> str:
        """All that is known of a group, in one line."""
        versions = " ".join(text for text, _hue in row.labels)
        places = self.tr("1 place") if row.count == 1 else self.tr("{0} places").format(chrome.number(row.count))
        parts = (chrome.one_line(row.words), versions, places, self.articles(row), self.fate(row))
        return ", ".join(part for part in parts if part)

    def articles(self, row: DocketRow) -> str:
        """How many articles a group is in."""
        words = self.tr("1 article") if row.articles == 1 else self.tr("{0} articles")
        return words.format(chrome.number(row.articles))

    def fate(self, row: DocketRow) -> str:
        """What was ruled, or that it was put off; "" for a group that is open."""
        if row.state == "settled":
            return self.tr("ruled: {0}").format(row.ruled) if row.ruled else self.tr("settled")
        return self.tr("deferred") if row.state == "deferred" else ""

    def show(self, rows: Sequence[DocketRow]) -> bool:
        """Show other rows. Returns whether there are others or another order, so that places moved."""
        before, self.rows = self.rows, tuple(rows)
        if [row.key for row in before] == [row.key for row in self.rows]:
            changed = [place for place, row in enumerate(self.rows) if row != before[place]]
            if changed:
                self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
            return False
        self.beginResetModel()
        self._places = {row.key: place for place, row in enumerate(self.rows)}
        self.endResetModel()
        return True

    def index_of(self, key: str) -> QModelIndex:
        """Where a group is; an invalid index if it is not shown."""
        place = self._places.get(key)
        return QModelIndex() if place is None else self.index(place)


class DocketDelegate(QStyledItemDelegate):
    """Two lines: the words with the count, the versions with the number of articles or what was ruled."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """The same for every row, so that long lists stay quick."""
        return QSize(0, chrome.px(HIGH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one group."""
        row: DocketRow = index.data(ROW)
        painter.save()
        selected = paint_ground(painter, option)
        top = QRectF(option.rect).adjusted(0, chrome.px(6), 0, 0)
        top.setHeight(chrome.line("body"))
        self._words(MirroredRow(painter, top, option.direction), row, painter, selected)
        below = QRectF(option.rect).adjusted(0, chrome.px(6) + chrome.line("body"), 0, 0)
        below.setHeight(chrome.line("body"))
        rows = index.model()
        assert isinstance(rows, DocketRows)
        end = rows.fate(row) or rows.articles(row)
        self._versions(MirroredRow(painter, below, option.direction), row, painter, end, selected)
        painter.restore()

    def _words(self, line: MirroredRow, row: DocketRow, painter: QPainter, selected: bool) -> None:
        look, side = chrome.theme(), chrome.px(_SIDE)
        settled = row.state == "settled"
        ink = (look.text_2 if selected else look.text_3) if settled else look.text_1
        far = line.width - side
        count = chrome.number(row.count)
        far -= line.text(side, far - side, count, "body" if settled else "strong", ink, at_end=True) + chrome.px(8)
        if settled:
            far -= chrome.px(16)
            check = line.place(far, chrome.px(16))
            chrome.paint_icon(painter, "check", check.left(), check.center().y(), look.ok)
            far -= chrome.px(4)
        use = "body" if settled else "button"
        line.text(side, far - side, chrome.one_line(row.words), use, ink, bold=selected)

    def _versions(self, line: MirroredRow, row: DocketRow, painter: QPainter, end: str, selected: bool) -> None:
        look, near = chrome.theme(), float(chrome.px(_SIDE))
        far = line.width - near
        gap = chrome.px(_GAP)
        needed = [_width(text, hue, selected) + gap for text, hue in row.labels]
        words = [needed[place] for place, (_text, hue) in enumerate(row.labels) if not hue]
        if words:
            # The longest are words of the article: those are cut to a few letters before anything else is.
            longest = needed.index(max(words))
            needed[longest] = min(needed[longest], chrome.px(_LEAST) + gap)
        room = width_of("second", end) + chrome.px(8)
        if sum(needed) <= far - near - room:
            # What was called how is never cut for it; it is in the tooltip as well.
            line.text(near, far - near, end, "second", look.text_2, at_end=True)
            far -= room
        for place, (text, hue) in enumerate(row.labels, start=1):
            width = far - near - sum(needed[place:])
            if hue:
                area = line.place(near, min(needed[place - 1], width) - gap)
                near += chrome.label_code(painter, area, text, hue, selected=selected)
            else:
                near += line.text(near, width, text, "second", look.text_2 if selected else look.text_3)
            near += gap


def _width(text: str, hue: str, selected: bool) -> float:
    """Room for a label's code, or for other words, in pixels."""
    if not hue:
        return width_of("second", text)
    return width_of("code", text) + 1 + (chrome.px(12) if selected else 0)
