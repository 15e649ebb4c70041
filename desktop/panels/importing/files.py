"""The files that are read, and what each is taken for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout

from desktop import chrome
from desktop.panels.importing.choice_box import ChoiceBox, Offer
from desktop.panels.importing.rows import RowList, TwoLines
from desktop.panels.importing.words import records, shown, tr

WIDE = 248
_SIDE = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """A file: its path, and its name as shown; what it is taken for ("" where nothing knows it) and by what.

    `others` are the formats it may be as well. `records` counts those that can be read, `refused` the others; of a
    table that `waits` it must be said first which column holds the text.
    """

    path: str
    name: str
    format_id: str = ""
    by: str = ""  # "content", "suffix" or "choice"
    others: tuple[str, ...] = ()
    records: int = 0
    refused: int = 0
    waits: bool = False


class FilesPanel(chrome.Surface):
    """A list in which several can be marked, and below it what the marked ones are read as."""

    format_chosen = Signal(object, str)  # paths, id of a format; "" for what was recognised
    file_marked = Signal(str)  # path

    def __init__(self, formats: Mapping[str, str]) -> None:
        super().__init__("panel", "right")
        self.setAccessibleName(tr("Files"))
        self._formats = dict(formats)
        self._files: tuple[FileRow, ...] = ()
        self.title = chrome.Label(tr("Files"), "strong")
        self.title.setContentsMargins(chrome.px(_SIDE), chrome.px(16), chrome.px(_SIDE), chrome.px(8))
        self.list = RowList(tr("Files"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._show_format())
        self.list.selectionModel().currentChanged.connect(lambda now, _: self._mark(now.row()))
        self.format = ChoiceBox(tr("Read as"), WIDE - 2 * _SIDE)
        self.format.activated.connect(lambda _: self._choose())
        self.foot = chrome.Surface("panel", "top")
        self.foot.hide()
        inside = QVBoxLayout(self.foot)
        inside.setContentsMargins(chrome.px(_SIDE), chrome.px(12), chrome.px(_SIDE), chrome.px(12))
        inside.setSpacing(chrome.px(8))
        self.caption = chrome.Label(tr("Read as"), "second")
        inside.addWidget(self.caption)
        inside.addWidget(self.format)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addWidget(self.title)
        column.addWidget(self.list, 1)
        column.addWidget(self.foot)

    def fit(self, width: int) -> None:
        """Take the width that is drawn, or a third of a window that is too narrow for that, in pixels."""
        self.setFixedWidth(min(chrome.px(WIDE), width // 3))

    def show_files(self, files: Sequence[FileRow]) -> None:
        """Show other files, or what is known of them now."""
        same = [each.path for each in files] == [each.path for each in self._files]
        self._files = tuple(files)
        self.title.setText(tr("Files, {0}").format(chrome.number(len(files))))
        self.list.show_rows([self._row(each) for each in files])
        if files and not (same and self.list.currentIndex().isValid()):
            self.list.setCurrentIndex(self.list.model().index(0, 0))
        self._show_format()

    def _row(self, of: FileRow) -> TwoLines:
        if of.waits:
            return TwoLines(first=of.name, second=tr("choose its columns"), icon="info")
        if not of.format_id:
            return TwoLines(first=of.name, second=tr("not recognised"), icon="warning", color="warn")
        # The rest of a title says what every format of that name is; the menu below has all of it.
        taken_for = self._title(of.format_id).partition(" (")[0] + _by(of.by)
        said = [tr("{0} not read").format(chrome.number(of.refused))] if of.refused else []
        icon, color = ("warning", "warn") if of.refused or not of.records else ("check", "ok")
        second = " · ".join([*said, taken_for])
        return TwoLines(first=of.name, second=second, end=records(of.records), icon=icon, color=color)

    def _title(self, format_id: str) -> str:
        return self._formats.get(format_id, format_id)

    def mark(self, path: str) -> None:
        """Mark that file alone."""
        row = next((row for row, each in enumerate(self._files) if each.path == path), -1)
        if row >= 0:
            self.list.setCurrentIndex(self.list.model().index(row, 0))

    def marked(self) -> list[FileRow]:
        """The files that are marked, in order."""
        return [self._files[row] for row in sorted(index.row() for index in self.list.selectedIndexes())]

    def _mark(self, row: int) -> None:
        if 0 <= row < len(self._files):
            self.file_marked.emit(self._files[row].path)

    def _show_format(self) -> None:
        marked = self.marked()
        self.foot.setVisible(bool(marked))
        several = tr("Read the {0} marked as").format(chrome.number(len(marked)))
        self.caption.setText(several if len(marked) > 1 else tr("Read as"))
        self.format.setAccessibleName(self.caption.text())
        ids = {each.format_id for each in marked}
        likely = _once(id_ for each in marked for id_ in (each.format_id, *each.others) if id_)
        rest = [id_ for id_ in self._formats if id_ not in likely]
        first: list[Offer] = [(tr("As recognised"), ""), None] if any(each.by == "choice" for each in marked) else []
        offers: list[Offer] = [*first, *self._offers(likely), None, *self._offers(rest)]
        self.format.offer(offers, ids.pop() if len(ids) == 1 else None)

    def _offers(self, ids: Iterable[str]) -> list[Offer]:
        return [(shown(self._title(id_)), id_) for id_ in ids]

    def _choose(self) -> None:
        self.format_chosen.emit(tuple(each.path for each in self.marked()), self.format.value)


def _by(how: str) -> str:
    said = {"content": tr(", by content"), "suffix": tr(", by suffix"), "choice": tr(", as chosen")}
    return said.get(how, "")


def _once(ids: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ids))
