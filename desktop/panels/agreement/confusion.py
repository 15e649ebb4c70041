"""Which labels are mixed up: how often one annotator has this label where another has that one, or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStyleOptionViewItem

from annotations.agreement.disagreements import Which
from annotations.agreement.report import Confusion, Report
from annotations.model.mark import Subject
from annotations.model.mention import Kind
from annotations.model.schema import Schema
from desktop import chrome
from desktop.chrome.paint import width_of
from desktop.models import agreement_words as words
from desktop.panels.agreement.card import ChartCard, foot
from desktop.panels.agreement.chart_model import Cell
from desktop.panels.agreement.chart_view import NEAR, ChartDelegate, ChartView, Heads, cell_frame
from desktop.panels.agreement.ramps import mixed_up
from desktop.panels.mirrored import MirroredRow
from desktop.panels.segments import Segments

_HIGH, _HEAD, _GAP, _PADDING = 24, 20, 2, 4
_NARROWEST, _WIDEST, _NAME = 28, 44, 128
_KINDS = {Subject.SPAN: Kind.ENTITY, Subject.EVENT: Kind.EVENT}
# What is on the diagonal: both have that label, whether their ends are the same or not.
_SAME_LABEL = {
    Subject.SPAN: frozenset({"match", "boundary"}),
    Subject.EVENT: frozenset({"trigger_match", "trigger_boundary"}),
    Subject.ARGUMENT: frozenset({"argument_match", "argument_boundary"}),
}
_SAME_ENDS = {True: frozenset({"match"}), False: frozenset({"label"})}


@dataclass(frozen=True, slots=True)
class Count:
    """How often two labels meet; `agreed` where they are one label. `most` is the largest count of a mix-up."""

    many: int
    agreed: bool
    most: int


class _Counts(ChartDelegate):
    """Paints a count on grey where they agree, on orange where they do not; nothing for none."""

    def paint_cell(
        self,
        painter: QPainter,
        area: QRectF,
        cell: Cell,
        option: QStyleOptionViewItem,
        *,
        is_chosen: bool,
        is_over: bool,
    ) -> None:
        """Paint one count."""
        count: Count = cell.drawn
        look, gap = chrome.theme(), chrome.px(_GAP) / 2
        ground = look.panel if not count.many else look.selected if count.agreed else mixed_up(count.many, count.most)
        inside = area.adjusted(gap, gap, -gap, -gap)
        cell_frame(painter, inside, ground, is_chosen=is_chosen, is_over=is_over)
        if count.many:
            shown, align = words.number(count.many), Qt.AlignmentFlag.AlignHCenter
            chrome.text_line(painter, inside, shown, "meta", look.text_1, bold=is_chosen, align=align)


class _Codes(Heads):
    """The codes of the rows; what stands for nothing is no code."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Vertical, "code", bold=True)

    def paint_head(self, painter: QPainter, area: QRectF, words: str, section: int) -> None:
        """Paint one."""
        if words:
            super().paint_head(painter, area, words, section)
        else:
            matrix: Any = self.parent()
            row = MirroredRow(painter, area, self.layoutDirection())
            row.text(chrome.px(NEAR), row.width, matrix.nothing, "meta", chrome.theme().text_2)


class ConfusionMatrix(ChartView):
    """A triangle, since the order of annotators means nothing, with a last row for what only one of two has."""

    def __init__(self, name: str) -> None:
        super().__init__(name, _Counts())
        self.nothing = ""  # what the last row is called
        self.set_heads(Heads(Qt.Orientation.Horizontal, "meta"), _Codes())

    def fit_sections(self, width: int) -> None:
        """Cells are as wide as the widest count or code, wider where there is room; where there is too little, each
        column is as wide as its own code."""
        across, down = self.horizontalHeader(), self.verticalHeader()
        named = [str(self.cells.headerData(at, Qt.Orientation.Vertical)) for at in range(self.cells.rowCount())]
        beside = max((width_of("code", code, bold=True) for code in (*named, self.nothing)), default=0)
        down.setFixedWidth(int(min(beside + chrome.px(NEAR + 8), chrome.px(_NAME))))
        across.setFixedHeight(chrome.px(_HEAD))
        columns = self.cells.columnCount()
        heads = [str(self.cells.headerData(at, Qt.Orientation.Horizontal)) for at in range(columns)]
        count = max((width_of("meta", words.number(cell.drawn.many)) for cell in self.cells.every()), default=0)
        least, around = chrome.px(_NARROWEST), chrome.px(_PADDING + _GAP)
        needed = [max(width_of("meta", head) + around, count + around, least) for head in heads]
        room = (width - down.width()) / columns if columns else 0
        alike = room >= max(needed, default=0)
        spare = max(0, room - sum(needed) / columns) if columns else 0
        for column, own in enumerate(needed):
            across.resizeSection(column, int(min(room, chrome.px(_WIDEST)) if alike else own + spare))
        for row in range(self.cells.rowCount()):
            down.resizeSection(row, chrome.px(_HIGH))


class ConfusionCard(ChartCard):
    """The triangle of labels; where there are events, also those of their types and roles."""

    def __init__(self) -> None:
        super().__init__(self.tr("Which labels are mixed up"), self.tr("one analyst × another"))
        self._nothing = {
            Subject.SPAN: self.tr("no span"),
            Subject.EVENT: self.tr("no event"),
            Subject.ARGUMENT: self.tr("no filler"),
        }
        self.subjects = Segments(self.tr("Mixed up"), wraps=False)
        self.same_ends = QCheckBox(self.tr("Same ends only"))
        self.same_ends.setProperty("kind", "second")
        self.matrix = ConfusionMatrix(self.tr("Which labels are mixed up"))
        self.foot = foot(self.tr("Grey: same label. Stronger orange: more mix-ups. Click a cell to see its places."))
        self.empty = foot(self.tr("Nothing to mix up yet: no two analysts marked anything in the same article."))
        self._choice = QHBoxLayout()
        self._lay_out()
        self._schema: Schema | None = None
        self._report: Report | None = None
        self._offered: tuple[Subject, ...] = (Subject.SPAN,)
        self.subjects.chosen.connect(lambda _: self._show())
        self.same_ends.toggled.connect(lambda _: self._show())

    def _lay_out(self) -> None:
        self._choice.setContentsMargins(chrome.px(NEAR), 0, chrome.px(NEAR), 0)
        self._choice.setSpacing(chrome.px(12))
        self._choice.addWidget(self.subjects)
        self._choice.addWidget(self.same_ends)
        self._choice.addStretch(1)
        self.column.addLayout(self._choice)
        self.add_chart(self.matrix)
        for under in (self.foot, self.empty):
            self.column.addWidget(under)

    def set_schema(self, schema: Schema) -> None:
        """In whose order the labels stand, and how their codes are shortened."""
        self._schema = schema
        self._show()

    def show_report(self, report: Report) -> None:
        """Show what is mixed up in it."""
        subject = self._subject()
        self._report = report
        confusions = self._confusions(report)
        self._offered = tuple(each for each in Subject if each is Subject.SPAN or confusions[each])
        named = {
            Subject.SPAN: self.tr("Labels"),
            Subject.EVENT: self.tr("Event types"),
            Subject.ARGUMENT: self.tr("Roles"),
        }
        self.subjects.set_words([named[each] for each in self._offered])
        self.subjects.show_chosen(self._offered.index(subject) if subject in self._offered else 0)
        self.subjects.setVisible(len(self._offered) > 1)
        self._show()

    def _subject(self) -> Subject:
        return self._offered[max(0, self.subjects.current())]

    def _confusions(self, report: Report) -> Mapping[Subject, Confusion]:
        spans = report.confusion_same_extent if self.same_ends.isChecked() else report.confusion
        return {Subject.SPAN: spans, Subject.EVENT: report.confusion_types, Subject.ARGUMENT: report.confusion_roles}

    def _show(self) -> None:
        if self._report is None:
            return
        subject = self._subject()
        counts = self._confusions(self._report)[subject]
        names = self._in_order(subject, {label for pair in counts for label in pair if label})
        # With the same ends only, what stands alone is not counted place by place.
        rows = names if self._same_ends(subject) else [*names, ""]
        most = max((many for pair, many in counts.items() if pair[0] != pair[1]), default=0)
        cells = [
            [
                self._cell(subject, counts, (name, other), most) if self._in_triangle(names, name, at) else None
                for at, other in enumerate(names)
            ]
            for name in rows
        ]
        self.matrix.nothing = self._nothing[subject]
        self.matrix.show_cells(cells if names else [], [self._short(subject, name) for name in names], rows)
        self.same_ends.setVisible(subject is Subject.SPAN and bool(self._report.confusion))
        self.matrix.setVisible(bool(names))
        self.foot.setVisible(bool(names))
        self.empty.setVisible(not names)

    def _same_ends(self, subject: Subject) -> bool:
        return subject is Subject.SPAN and self.same_ends.isChecked()

    def _in_triangle(self, names: list[str], name: str, column: int) -> bool:
        return not name or column <= names.index(name)

    def _in_order(self, subject: Subject, names: set[str]) -> list[str]:
        known = (
            []
            if self._schema is None
            else [label.code for label in self._schema.labels if label.kind == _KINDS.get(subject)]
        )
        return sorted(names, key=lambda name: (known.index(name) if name in known else len(known), name))

    def _short(self, subject: Subject, code: str) -> str:
        kind = _KINDS.get(subject)
        label = self._schema.label(code, kind) if self._schema is not None and kind is not None else None
        return label.short or code if label is not None else code

    def _cell(self, subject: Subject, counts: Confusion, pair: tuple[str, str], most: int) -> Cell:
        name, other = pair
        many = counts.get((other, "") if not name else (min(pair), max(pair)), 0)
        count = Count(many, name == other, most)
        spoken = self._spoken(name, other, many)
        if not many:
            return Cell(drawn=count, spoken=spoken)
        hint = self.tr("{0}. Click to see them.").format(spoken)
        return Cell(drawn=count, spoken=spoken, which=self._which(subject, name, other), hint=hint)

    def _which(self, subject: Subject, name: str, other: str) -> Which:
        same = name == other
        mixed = _SAME_LABEL[subject] if same else frozenset()
        reasons = _SAME_ENDS[same] if self._same_ends(subject) else mixed
        return Which(subjects=frozenset({subject}), reasons=reasons, labels=frozenset({name, other}))

    def _spoken(self, name: str, other: str, many: int) -> str:
        shown = words.number(many) if many else self.tr("none")
        if name == other:
            return self.tr("{0} for both: {1}").format(name, shown)
        if not name:
            return self.tr("{0} for one, nothing for the other: {1}").format(other, shown)
        return self.tr("{0} for one, {1} for the other: {2}").format(other, name, shown)
