"""The disagreements beside the figures: how many of which way, by surface or by place, and the way to settle them."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from annotations.agreement.disagreements import Group, Which
from annotations.agreement.trouble import WAYS
from annotations.model.mark import Subject
from desktop import chrome
from desktop.agreements import MOST_LISTED, Listed
from desktop.models.agreement_words import way_in_words
from desktop.models.disagreement_places import Found, Narrowing
from desktop.models.which_words import subject_in_words, which_in_words
from desktop.panels.count_row import CountRow
from desktop.panels.disagreement_rows import DisagreementRows, group_row, place_row
from desktop.panels.filter_chip import FilterChip
from desktop.panels.quiet_button import QuietButton
from desktop.panels.segments import Segments

_SIDE = 16


class DisagreementPanel(chrome.Surface):
    """Knows no store: it says by `asked` what it would show, and is given it.

    `asked` comes with whether places are wanted; `settle` with the disagreements that are to be settled;
    `place_wanted` with article, start and end (code points).
    """

    asked = Signal(object, bool)  # Narrowing
    narrowing_ended = Signal()  # the number that was clicked is let go of
    settle = Signal(object)  # Which
    place_wanted = Signal(str, int, int)

    def __init__(self) -> None:
        super().__init__("panel")
        self.setAccessibleName(self.tr("Disagreements"))
        self.narrowing = Narrowing()
        self._found: Found | None = None
        self._hues: Mapping[str, str] = {}
        self._titles: Mapping[str, str] = {}
        self._settled = 0
        self._first: Subject | None = None
        self.count = chrome.Label("", "second")
        self.by = Segments(self.tr("Disagreements"), (self.tr("by surface"), self.tr("by place")), wraps=False)
        self.subjects = Segments(self.tr("About"), wraps=True)
        self.chip = FilterChip()
        self.ways = {way: CountRow(way_in_words(way)) for way in WAYS}
        self.settled = chrome.Label("", "second")
        self.rows = DisagreementRows(self.tr("Disagreements"))
        self.more = chrome.Label("", "second", wrap=True)
        self.see_places = QuietButton()
        self.settle_button = _WideButton(self.tr("Settle"), kind="main", keys="⏎", high=32)
        self._shown_subjects: tuple[Subject | None, ...] = ()
        self._lay_out()
        self._connect()
        self.clear()

    def _lay_out(self) -> None:
        side = chrome.px(_SIDE)
        head = QHBoxLayout()
        head.setContentsMargins(side, chrome.px(8), side, chrome.px(4))
        head.setSpacing(chrome.px(8))
        head.addWidget(chrome.Label(self.tr("Disagreements"), "strong"))
        head.addWidget(self.count, 1)
        head.addWidget(self.by)
        facets = chrome.Surface("panel", "bottom")
        above = QVBoxLayout(facets)
        above.setContentsMargins(0, 0, 0, chrome.px(8))
        above.setSpacing(0)
        above.addLayout(head)
        above.addLayout(_line(self.subjects))
        above.addLayout(_line(self.chip, stretch=True))
        for row in self.ways.values():
            above.addWidget(row)
        above.addLayout(_line(self.settled))
        self.foot = chrome.Surface("panel", "top")
        below = QVBoxLayout(self.foot)
        below.setContentsMargins(side, chrome.px(8), side, chrome.px(12))
        below.setSpacing(chrome.px(4))
        below.addWidget(self.more)
        below.addWidget(self.see_places, 0, Qt.AlignmentFlag.AlignLeading)
        below.addWidget(self.settle_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(facets)
        column.addWidget(self.rows, 1)
        column.addWidget(self.foot)

    def _connect(self) -> None:
        self.by.show_chosen(0)
        self.by.chosen.connect(lambda _: self._ask())
        self.subjects.chosen.connect(lambda place: self._narrow(self._shown_subjects[place]))
        self.chip.clicked.connect(lambda _=False: self.show_number(Which()))
        self.chip.clicked.connect(lambda _=False: self.narrowing_ended.emit())
        for way, row in self.ways.items():
            row.clicked.connect(
                lambda checked=False, way=way: self._narrow(self.narrowing.subject, way if checked else "")
            )
        self.rows.marked.connect(self._show_foot)
        self.rows.chosen.connect(self._choose)
        self.see_places.clicked.connect(lambda _=False: self._see_places())
        self.settle_button.clicked.connect(lambda _=False: self._settle())

    # -- what is asked for ----------------------------------------------------------------------------------------

    @property
    def by_place(self) -> bool:
        """True while places are listed, not groups: agreements have no groups."""
        return self.by.current() == 1 or self.narrowing.agreed

    def show_number(self, which: Which) -> None:
        """Ask for what is behind a number that was chosen; `Which()` is all.

        The figures speak of spans first, so that their list does; what is counted of an article is everything in it.
        """
        self.narrowing = Narrowing(which=which, subject=None if which.subjects or which.article else self._first)
        self._ask()

    def ask_again(self) -> None:
        """Ask for the same once more, since the figures are new."""
        self._ask()

    def _narrow(self, subject: Subject | None, way: str = "") -> None:
        self.narrowing = Narrowing(which=self.narrowing.which, subject=subject, way=way)
        self._ask()

    def _choose_way(self, way: str) -> None:
        self._narrow(self.narrowing.subject, way)

    def _see_places(self) -> None:
        """List the places of the group that is marked, or of all of them."""
        group = self.rows.current()
        self.by.show_chosen(1)
        if isinstance(group, Group):
            self.show_number(self.narrowing.of_group(group))
        else:
            self._ask()

    def _ask(self) -> None:
        self.asked.emit(self.narrowing, self.by_place)

    # -- what is shown --------------------------------------------------------------------------------------------

    def set_articles(self, titles: Mapping[str, str], hues: Mapping[str, str], first: Subject | None) -> None:
        """The titles of the articles by id, the hues of labels by code, and the subject of most of the figures."""
        self._titles, self._hues = titles, hues
        if self.narrowing in (Narrowing(), Narrowing(subject=self._first)):
            self.narrowing = Narrowing(subject=first)
        self._first = first

    def set_settled(self, settled: int) -> None:
        """How many places are settled by rulings."""
        self._settled = settled
        one = self.tr("1 place is settled by rulings.")
        many = self.tr("{0} places are settled by rulings.")
        self.settled.setText(one if settled == 1 else many.format(chrome.number(settled)))
        self.settled.setVisible(bool(settled))

    def show_found(self, found: Found) -> None:
        """Show what was asked for last; what was asked for before is not wanted any more."""
        if found.narrowing != self.narrowing:
            return
        self._found = found
        self._show_subjects(found)
        self._show_count(found)
        for way, row in self.ways.items():
            row.setChecked(found.narrowing.way == way)
            row.set_count(found.ways.get(way, 0))
            row.setVisible(not found.narrowing.agreed)
        words = which_in_words(found.narrowing.which, self._titles)
        self.chip.set_words(words)
        self.chip.setVisible(bool(words))
        self.by.setVisible(not found.narrowing.agreed)
        self.rows.show_rows(
            [place_row(each, self._hues) for each in found.places]
            if self.by_place
            else [group_row(each, self._hues) for each in found.groups],
            self._nothing(found),
        )

    def clear(self, words: str = "") -> None:
        """There is nothing to list; `words` say what will be here."""
        self.narrowing, self._found = Narrowing(), None
        self.count.setText("")
        self.by.show_chosen(0)
        for widget in (self.by, self.chip, self.subjects, *self.ways.values()):
            widget.hide()
        self.set_settled(self._settled)
        self.rows.show_rows((), words)

    def _show_subjects(self, found: Found) -> None:
        """Spans, events and roles apart, where there is more than one of them."""
        there = [subject for subject in Subject if found.subjects.get(subject) or subject is found.narrowing.subject]
        self._shown_subjects = (None, *there)
        counted = [f"{subject_in_words(each)} {chrome.number(found.subjects.get(each, 0))}" for each in there]
        self.subjects.set_words([self.tr("All"), *counted])
        self.subjects.show_chosen(self._shown_subjects.index(found.narrowing.subject))
        self.subjects.setVisible(len(there) > 1)

    def _show_count(self, found: Found) -> None:
        if found.count is not None:
            self.count.setText(chrome.number(found.count))
        else:
            self.count.setText(self.tr("{0} or more").format(chrome.number(len(found.places))))

    def _nothing(self, found: Found) -> str:
        if not found.subjects and found.narrowing.which == Which():
            return self.tr("No disagreements. Whoever finished the same article marked the same.")
        return self.tr("Nothing behind this number.")

    def _show_foot(self) -> None:
        found, marked = self._found, self.rows.current()
        groups = found is not None and not self.by_place and bool(found.groups)
        many = marked.count if isinstance(marked, Group) else found.count if found is not None else 0
        self.settle_button.setVisible(bool(many) and found is not None and not found.narrowing.agreed)
        self.settle_button.set_words(
            self.tr("Settle this one") if many == 1 else self.tr("Settle these {0}").format(chrome.number(many or 0))
        )
        self.see_places.setVisible(groups)
        self.see_places.set_words(
            self.tr("See the place") if many == 1 else self.tr("See the {0} places").format(chrome.number(many or 0))
        )
        left_out = self._left_out(found)
        self.more.setText(left_out)
        self.more.setVisible(bool(left_out))
        self.foot.setVisible(bool(found is not None and (many or left_out)))

    def _left_out(self, found: Found | None) -> str:
        if found is None:
            return ""
        if self.by_place and len(found.places) >= MOST_LISTED and found.count != len(found.places):
            return self.tr("The first {0} are listed.").format(chrome.number(len(found.places)))
        if not self.by_place and found.more_groups:
            return self.tr("{0} more kinds, each of them rarer.").format(chrome.number(found.more_groups))
        return ""

    # -- what is wanted -------------------------------------------------------------------------------------------

    def _choose(self, value: Group | Listed) -> None:
        if isinstance(value, Group):
            self._settle()
            return
        each = value.disagreement
        marks = [mark for mark in (each.a, each.b) if mark is not None]
        self.place_wanted.emit(each.article, min(mark.start for mark in marks), max(mark.end for mark in marks))

    def _settle(self) -> None:
        marked = self.rows.current()
        narrowed = self.narrowing.narrowed()
        self.settle.emit(self.narrowing.of_group(marked) if isinstance(marked, Group) else narrowed)


class _WideButton(chrome.KeyButton):
    """As wide as the panel, its words in the middle."""

    def __init__(self, text: str, *, kind: str, keys: str, high: int) -> None:
        super().__init__(text, kind=kind, keys=keys, high=high)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _paint_words(self, painter: QPainter, ink: str, key_ink: str) -> None:
        painter.save()
        painter.translate(max(0, self.width() - self.sizeHint().width()) // 2, 0)
        super()._paint_words(painter, ink, key_ink)
        painter.restore()


def _line(widget: QWidget, *, stretch: bool = False) -> QHBoxLayout:
    """A widget with the margins of the panel; it takes no room while it is hidden."""
    line = QHBoxLayout()
    line.setContentsMargins(chrome.px(_SIDE), chrome.px(2), chrome.px(_SIDE), chrome.px(4))
    line.addWidget(widget)
    if stretch:
        line.addStretch(1)
    return line
