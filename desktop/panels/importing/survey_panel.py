"""The right side of the import window: the headline, and below it what can be decided and what was found."""

from collections.abc import Mapping, Sequence, Set

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from annotations.importers.records import UNNAMED
from annotations.importers.survey import Survey
from annotations.model.project import is_reserved
from annotations.model.schema import Schema
from desktop import chrome
from desktop.messages import reserved_name
from desktop.panels.headline import Headline
from desktop.panels.importing.columns import ColumnsPanel
from desktop.panels.importing.labels import LabelsPanel
from desktop.panels.importing.rows import HIGH, RowList, TwoLines
from desktop.panels.importing.survey_words import (
    first_rows,
    headline,
    known_labels,
    refused_rows,
    tables,
    unknown,
)
from desktop.panels.importing.words import tr
from desktop.panels.section import Section, scrolled

_SIDE, _BETWEEN = 20, 20


class WhosePanel(QWidget):
    """Whose annotations those are that do not say it."""

    changed = Signal()

    def __init__(self, annotator: str) -> None:
        super().__init__()
        self.name = QLineEdit(annotator)
        self.name.setAccessibleName(tr("Whose annotations"))
        self.name.setPlaceholderText(UNNAMED)
        self.name.setMaximumWidth(chrome.px(200))
        self.name.textChanged.connect(lambda _: self._check())
        self.problem = chrome.Label("", "warn", wrap=True)
        row = QHBoxLayout()
        row.setSpacing(chrome.px(8))
        row.addWidget(chrome.Label(tr("Whose annotations"), "quiet"))
        row.addWidget(self.name, 1)
        row.addWidget(chrome.ElidedLabel(tr("The files do not say it."), "second", "text_2"), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(chrome.px(4))
        column.addLayout(row)
        column.addWidget(self.problem)
        self._check()

    @property
    def annotator(self) -> str:
        """The name; of nobody in particular where it is empty."""
        return " ".join(self.name.text().split()) or UNNAMED

    def _check(self) -> None:
        refused = is_reserved(self.annotator)
        self.problem.setText(reserved_name(self.annotator) if refused else "")
        self.problem.setVisible(refused)
        self.changed.emit()


class SurveyPanel(QWidget):
    """The headline stays; what is below it scrolls. `changed` says that other things would come in now, and
    `columns_changed` that the files have to be read again for that.
    """

    changed = Signal()
    columns_changed = Signal()

    def __init__(self, schema: Schema, annotator: str) -> None:
        super().__init__()
        self._schema = schema
        self._survey: Survey | None = None
        self._known: Set[str] = frozenset()
        self.whose = WhosePanel(annotator)
        self.headline = Headline()
        self.labels = LabelsPanel()
        self.columns = ColumnsPanel()
        self.first = _ListSection(tr("First ten"), whole=True)
        self.refused = _ListSection(tr("Cannot be read"))
        self.whose.hide()
        self._lay_out()
        self.labels.changed.connect(self._show_headline)
        self.labels.changed.connect(self.changed)
        self.whose.changed.connect(self.changed)
        self.columns.changed.connect(self.columns_changed)

    def _lay_out(self) -> None:
        inside = QWidget()
        self._sections = QVBoxLayout(inside)
        self._sections.setContentsMargins(chrome.px(_SIDE), 0, chrome.px(_SIDE), chrome.px(16))
        self._sections.setSpacing(chrome.px(_BETWEEN))
        for section in (self.labels, self.columns, self.first, self.refused):
            self._sections.addWidget(section)
        self._sections.addStretch(1)
        self.area = scrolled(inside)
        self.area.verticalScrollBar().rangeChanged.connect(lambda *_: self._make_room())
        self.area.verticalScrollBar().rangeChanged.connect(lambda *_: self._follow_keyboard())
        top = QVBoxLayout()
        top.setContentsMargins(chrome.px(_SIDE), chrome.px(16), chrome.px(_SIDE), chrome.px(16))
        top.setSpacing(chrome.px(12))
        top.addWidget(self.whose)
        top.addWidget(self.headline)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.area, 1)
        rows = self.first.list
        rows.selectionModel().currentChanged.connect(lambda now, _: self._follow(rows, now))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the direction of the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._make_room()

    def _make_room(self) -> None:
        """The cards end where the headline does, with or without a scroll bar beside them."""
        scrolls = self.area.verticalScrollBar().maximum() > 0
        bar = self.area.verticalScrollBar().sizeHint().width() if scrolls else 0
        margins = self._sections.contentsMargins()
        near, far = chrome.px(_SIDE), max(0, chrome.px(_SIDE) - bar)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        margins.setLeft(far if mirrored else near)
        margins.setRight(near if mirrored else far)
        self._sections.setContentsMargins(margins)

    def show_survey(self, survey: Survey, known: Set[str]) -> None:
        """Show what is in the files; `known` are those of their texts that the project has."""
        self._survey, self._known = survey, known
        self.whose.setVisible(UNNAMED in survey.annotators)
        self.labels.show_unknown(unknown(survey), self._schema, known_labels(survey))
        first, refused = first_rows(survey, known), refused_rows(survey)
        self.first.show_rows(first)
        # Where all of them are among the first there is nothing more to say.
        self.refused.show_rows(refused if any(row not in first for row in refused) else [], count=True)
        self._show_headline()

    def show_table(self, path: str, chosen: Mapping[str, str] | None) -> None:
        """Show the columns of a table, of the first one where that file is none; guessed where none are chosen."""
        found = tables(self._survey) if self._survey is not None else {}
        name, preview = found.get(path) or next(iter(found.values()), ("", None))
        self.columns.setVisible(preview is not None)
        if preview is not None:
            self.columns.show_table(name, preview, preview.mapping if chosen is None else chosen, len(found))

    def ask_for_text(self) -> None:
        """Let the keyboard choose the column that holds the text."""
        self.columns.boxes["text"].setFocus(Qt.FocusReason.OtherFocusReason)
        self._follow_keyboard()

    def _show_headline(self) -> None:
        if self._survey is not None:
            self.headline.tell(*headline(self._survey, self._known, self.labels.choices.left_out()))

    def _follow_keyboard(self) -> None:
        inside, focused = self.area.widget(), self.window().focusWidget()
        if inside is not None and focused is not None and inside.isAncestorOf(focused):
            self.area.ensureWidgetVisible(focused)

    def _follow(self, rows: RowList, index: QModelIndex) -> None:
        """Bring the row that the keyboard is on into sight."""
        inside = self.area.widget()
        if index.isValid() and rows.hasFocus() and inside is not None:
            middle = rows.viewport().mapTo(inside, rows.visualRect(index).center())
            self.area.ensureVisible(middle.x(), middle.y(), 0, chrome.px(HIGH))


class _ListSection(Section):
    """Rows in a card, there only while there are any."""

    def __init__(self, title: str, *, whole: bool = False) -> None:
        super().__init__(title, kind="strong")
        self.list = RowList(title, ruled=True, whole=whole)
        self._title = title
        card = chrome.Surface("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.list)
        self.column.addWidget(card)
        self.hide()

    def show_rows(self, rows: Sequence[TwoLines], *, count: bool = False) -> None:
        """Show other rows; the title counts them where there may be many."""
        self.list.show_rows(rows)
        self.title.setText(tr("{0}, {1}").format(self._title, chrome.number(len(rows))) if count else self._title)
        self.setVisible(bool(rows))
