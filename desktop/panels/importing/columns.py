"""Which column of a table is what of an article, over the first rows of the table."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHeaderView, QVBoxLayout

from annotations.importers.columns import FIELDS, Preview
from desktop import chrome
from desktop.panels.cells import SmallTable
from desktop.panels.importing.choice_box import ChoiceBox, Offer
from desktop.panels.importing.words import shown, tr
from desktop.panels.section import Section

_ACROSS = 2  # fields side by side
_WIDEST = 200
_ROWS = 5


def field_in_words(field: str) -> str:
    """What a field of an article is called."""
    return {
        "text": tr("Text"),
        "title": tr("Title"),
        "date": tr("Date"),
        "source": tr("Source"),
        "url": tr("Address"),
        "id": tr("Id"),
        "language": tr("Language"),
    }[field]


class FirstRows(SmallTable):
    """As high as its rows. Columns are as wide as their words, up to a limit; the table scrolls sideways."""

    def __init__(self) -> None:
        super().__init__(tr("First rows of the table"), [""])
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(SmallTable.ScrollMode.ScrollPerPixel)

    def show_rows(self, heads: Sequence[str], rows: Sequence[tuple[str, ...]]) -> None:
        """Show other columns and other rows."""
        self.clear()
        self.setColumnCount(len(heads))
        self.setHorizontalHeaderLabels(list(heads))
        self.show_cells(rows)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setMaximumSectionSize(chrome.px(_WIDEST))
        header.setStretchLastSection(True)
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(header.sizeHint().height() + len(rows) * self.verticalHeader().defaultSectionSize() + bar)


class ColumnsPanel(Section):
    """A menu for each field. A column that is taken for another field moves."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Columns"), " ", kind="strong")
        self._preview = Preview(columns=(), rows=(), mapping={})
        self.mapping: dict[str, str] = {}
        self.boxes = {field: ChoiceBox(tr("Column of the {0}").format(field_in_words(field))) for field in FIELDS}
        self.problem = chrome.Label(tr("Choose the column that holds the text."), "second")
        self.table = FirstRows()
        grid = QGridLayout()
        grid.setHorizontalSpacing(chrome.px(12))
        grid.setVerticalSpacing(chrome.px(8))
        for place, (field, box) in enumerate(self.boxes.items()):
            line, across = divmod(place, _ACROSS)
            grid.addWidget(chrome.Label(field_in_words(field), "second"), line, 2 * across)
            grid.addWidget(box, line, 2 * across + 1)
            box.activated.connect(partial(self._choose, field))
        grid.setColumnStretch(2 * _ACROSS, 1)
        self.column.addLayout(grid)
        self.column.addWidget(self.problem)
        card = chrome.Surface("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(chrome.px(4), 1, chrome.px(4), 1)
        inside.addWidget(self.table)
        self.column.addWidget(card)
        self.hide()

    def show_table(self, name: str, preview: Preview, mapping: Mapping[str, str], tables: int = 1) -> None:
        """Show the first rows of one of so many tables, and which of its columns are which fields."""
        self._preview = preview
        self.mapping = {field: column for field, column in mapping.items() if column in preview.columns}
        said = [tr("Of {0}. What is not chosen is not read.").format(shown(name))]
        if tables > 1:
            said.append(tr("A choice counts for all {0} tables.").format(chrome.number(tables)))
        self.sentence.setText(" ".join(said))
        self.sentence.show()
        self._show_mapping()
        self.show()

    def _choose(self, field: str, _place: int) -> None:
        column = self.boxes[field].value
        self.mapping = {each: name for each, name in self.mapping.items() if each != field and name != column}
        if column is not None:
            self.mapping[field] = column
        self._show_mapping()
        self.changed.emit()

    def _show_mapping(self) -> None:
        columns: list[Offer] = [(shown(column), column) for column in self._preview.columns]
        for field, box in self.boxes.items():
            nothing: list[Offer] = [] if field == "text" and "text" in self.mapping else [(tr("none"), None), None]
            box.offer([*nothing, *columns], self.mapping.get(field))
        self.problem.setVisible("text" not in self.mapping)
        self._show_rows()

    def _show_rows(self) -> None:
        fields = {column: field for field, column in self.mapping.items()}
        taken = [self.mapping[field] for field in FIELDS if field in self.mapping]
        order = [*taken, *(column for column in self._preview.columns if column not in fields)]
        places = [self._preview.columns.index(column) for column in order]
        heads = [self._head(column, fields.get(column, "")) for column in order]
        first = self._preview.rows[:_ROWS]
        self.table.show_rows(heads, [tuple(shown(row[place]) for place in places) for row in first])

    def _head(self, column: str, field: str) -> str:
        return tr("{0}: {1}").format(field_in_words(field), shown(column)) if field else shown(column)
