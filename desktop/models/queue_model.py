"""The article queue as a list model: filtered by status and by a search, updated row by row."""

import html
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from annotations.model.ids import ArticleId
from annotations.model.project import QueueRow
from desktop.chrome import number
from desktop.models.pin_words import pin_in_words
from desktop.models.reason_words import reason_in_words

ROW = Qt.ItemDataRole.UserRole
STATE = Qt.ItemDataRole.UserRole + 1
FILTERS = ("all", "undecided", "done", "pinned")


def dot_of(row: QueueRow) -> str:
    """The shape that says how far an article is."""
    if row.status == "done":
        return "full"
    if row.status == "open":
        return "half"
    return "dashed" if row.undecided else "empty"


class QueueModel(QAbstractListModel):
    """All articles are kept, those that pass are shown. The current article stays in view whatever its status."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[QueueRow] = []
        self._shown: list[int] = []
        self._shown_places: dict[int, int] = {}
        self._places: dict[ArticleId, int] = {}
        self._preparing: frozenset[ArticleId] = frozenset()
        self._found: frozenset[ArticleId] | None = None
        self._filter = "all"
        self._kept: ArticleId | None = None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """How many articles are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row as a value; its title and state in words for screen readers."""
        if not index.isValid():
            return None
        row = self._rows[self._shown[index.row()]]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                why = reason_in_words(row.reason, blind=row.blind)
                said = (row.title, row.source, why, pin_in_words(row.pinned), self.state_of(row))
                return ", ".join(part for part in said if part)
            case Qt.ItemDataRole.ToolTipRole:
                return _tooltip(row)
            case value if value == ROW:
                return row
            case value if value == STATE:
                return self.state_of(row)
        return None

    def state_of(self, row: QueueRow) -> str:
        """The state in a word or two: "done", "16 open", "preparing"."""
        if row.status == "done":
            return self.tr("done")
        if row.blind:
            return self.tr("blind")
        if row.prepared and not row.suggestions and row.status == "new":
            return self.tr("nothing suggested")
        if row.prepared or row.undecided:
            return self.tr("{0} open").format(number(row.undecided))
        return self.tr("preparing") if row.article_id in self._preparing else ""

    def rows(self) -> Sequence[QueueRow]:
        """All articles, shown or not, in order."""
        return tuple(self._rows)

    def row(self, article: ArticleId) -> QueueRow | None:
        """The row of one article, shown or not."""
        place = self._places.get(article)
        return self._rows[place] if place is not None else None

    def set_rows(self, rows: Sequence[QueueRow]) -> None:
        """Show other articles. Those of before with new figures stay as they stand in every list."""
        if len(rows) == len(self._rows) and all(map(self._stands, self._rows, rows)):
            self._rows = list(rows)
            self._repaint_all()
            return
        self.beginResetModel()
        self._rows = list(rows)
        self._places = {row.article_id: place for place, row in enumerate(self._rows)}
        self._select()
        self.endResetModel()

    def update_row(self, row: QueueRow) -> None:
        """Show new figures for one article; it neither moves nor disturbs the others."""
        place = self._places.get(row.article_id)
        if place is None:
            return
        before, self._rows[place] = self._rows[place], row
        if self._passes(before) == self._passes(row):
            self._repaint(row.article_id)
        else:
            self._refilter()

    def set_pins(self, pins: Mapping[ArticleId, str]) -> None:
        """Show these articles as pinned to these sides, and no others."""
        self._rows = [replace(row, pinned=pins.get(row.article_id, "")) for row in self._rows]
        if self._filter == "pinned":
            self._refilter()
        else:
            self._repaint_all()

    def set_preparing(self, articles: Collection[ArticleId]) -> None:
        """Name the articles that suggestions are being made for."""
        before, self._preparing = self._preparing, frozenset(articles)
        for article in before ^ self._preparing:
            self._repaint(article)

    def set_filter(self, name: str) -> None:
        """Show "all", the "undecided", the "done" or the "pinned" articles."""
        self._filter = name
        self._refilter()

    def set_found(self, articles: Collection[ArticleId] | None) -> None:
        """Show only what a search found; None ends the search."""
        self._found = None if articles is None else frozenset(articles)
        self._refilter()

    def keep(self, article: ArticleId | None) -> None:
        """Name the article being worked on: it stays listed even when it no longer passes the filter."""
        before, self._kept = self._kept, article
        if before != article and any(
            not self._passes(self._rows[self._places[id_]]) for id_ in (before, article) if id_ in self._places
        ):
            self._refilter()

    def counts(self) -> dict[str, int]:
        """How many articles each filter would show, search aside."""
        done = sum(row.status == "done" for row in self._rows)
        pinned = sum(bool(row.pinned) for row in self._rows)
        return {"all": len(self._rows), "undecided": len(self._rows) - done, "done": done, "pinned": pinned}

    def index_of(self, article: ArticleId | None) -> QModelIndex:
        """Where an article is shown; an invalid index if it is not."""
        place = self._places.get(article) if article is not None else None
        if place is None or place not in self._shown_places:
            return QModelIndex()
        return self.index(self._shown_places[place])

    def article_at(self, row: int) -> ArticleId | None:
        """The article shown in that row, or None."""
        return self._rows[self._shown[row]].article_id if 0 <= row < len(self._shown) else None

    def next_open(self, after: ArticleId | None) -> ArticleId | None:
        """The next article that is not done, going round from the one given; None when all are done.

        Of those shown; when they are all done, of all articles, so that a search does not look like the end.
        """
        index = self.index_of(after)
        start = index.row() + 1 if index.isValid() else 0
        places = [*self._shown[start:], *self._shown[:start], *range(len(self._rows))]
        rows = (self._rows[place] for place in places)
        return next((row.article_id for row in rows if row.status != "done" and row.article_id != after), None)

    def _passes(self, row: QueueRow) -> bool:
        if self._found is not None and row.article_id not in self._found:
            return False
        if self._filter == "pinned":
            return bool(row.pinned)
        return self._filter == "all" or (row.status == "done") == (self._filter == "done")

    def _stands(self, before: QueueRow, after: QueueRow) -> bool:
        return before.article_id == after.article_id and self._passes(before) == self._passes(after)

    def _select(self) -> None:
        self._shown = [
            place for place, row in enumerate(self._rows) if row.article_id == self._kept or self._passes(row)
        ]
        self._shown_places = {place: shown for shown, place in enumerate(self._shown)}

    def _refilter(self) -> None:
        self.beginResetModel()
        self._select()
        self.endResetModel()

    def _repaint_all(self) -> None:
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    def _repaint(self, article: ArticleId) -> None:
        index = self.index_of(article)
        if index.isValid():
            self.dataChanged.emit(index, index)


def _tooltip(row: QueueRow) -> str | None:
    said = [reason_in_words(row.reason, blind=row.blind)] if row.reason else []
    said += [pin_in_words(row.pinned)] if row.pinned else []
    # The words may quote the article, and a tooltip reads marks.
    return f"<span>{html.escape(' · '.join(said))}</span>" if said else None
