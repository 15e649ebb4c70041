"""What agreement is measured on: who, how, under which guideline, on which labels; and what that covers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from annotations.agreement.choice import Choice, Condition
from annotations.agreement.coverage import Coverage
from annotations.model.mention import Kind
from annotations.model.schema import Label
from desktop import chrome
from desktop.models.choice_words import done_by_two, labels_chosen, left_out, version_in_words
from desktop.panels.check_row import CheckRow
from desktop.panels.quiet_button import QuietButton
from desktop.panels.section import scrolled
from desktop.panels.segments import Segments

_SIDE = 16


class AgreementChoice(chrome.Surface):
    """The left panel. One of the checks of a kind always stands; all of them means: all there will ever be."""

    changed = Signal(object)  # Choice
    save_clicked = Signal()

    def __init__(self) -> None:
        super().__init__("panel")
        self.setAccessibleName(self.tr("What is measured"))
        self.choice = Choice()
        self._labels: tuple[Label, ...] = ()
        self.analysts = _Checks()
        self.versions = _Checks()
        self.codes = _Checks(few_of_many=True)
        self.condition = Segments(self.tr("Condition"), (self.tr("Blind"), self.tr("Suggested")))
        self.labels_button = QuietButton()
        self.nobody = chrome.Label(self.tr("Nobody finished an article."), "second", wrap=True)
        self.by_two = chrome.Label("", "second")
        self.share = chrome.ProgressLine(self.tr("Done by two or more"))
        self.left_out = chrome.Label("", "second", wrap=True)
        self.save_button = chrome.KeyButton(self.tr("Save this report…"), kind="link")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._part(self.tr("Analysts"), self.analysts, self.nobody)
        never = chrome.Label(self.tr("Never pooled: suggestions pull people together."), "second", wrap=True)
        self._part(self.tr("Condition"), self.condition, never)
        self._guideline = self._part(self.tr("Guideline"), self.versions)
        self._part(self.tr("Labels"), self.labels_button, self.codes)
        self.codes.hide()
        counted = QHBoxLayout()
        counted.addWidget(chrome.ElidedLabel(self.tr("Done by two or more"), "second", "text_2"), 1)
        counted.addWidget(self.by_two)
        self._part(self.tr("Coverage"), counted, self.share, self.left_out, last=True)
        self._column.addStretch(1)
        foot = chrome.Surface("panel", "top", 48)
        row = QHBoxLayout(foot)
        row.setContentsMargins(chrome.px(_SIDE), 0, chrome.px(_SIDE), 0)
        row.addWidget(self.save_button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scrolled(inside), 1)
        column.addWidget(foot)

    def _part(self, title: str, *parts: QWidget | QHBoxLayout, last: bool = False) -> QWidget:
        part = chrome.Surface("panel", "" if last else "bottom")
        part.setAccessibleName(title)
        column = QVBoxLayout(part)
        column.setContentsMargins(chrome.px(_SIDE), chrome.px(12), chrome.px(_SIDE), chrome.px(12))
        column.setSpacing(chrome.px(8))
        column.addWidget(chrome.Label(title, "strong"))
        for each in parts:
            if isinstance(each, QWidget):
                column.addWidget(each)
            else:
                column.addLayout(each)
        self._column.addWidget(part)
        return part

    def _connect(self) -> None:
        self.analysts.changed.connect(lambda names: self._change(annotators=names))
        self.versions.changed.connect(lambda keys: self._change(schema_versions=tuple(map(int, keys))))
        self.codes.changed.connect(lambda codes: self._change(labels=codes))
        self.condition.chosen.connect(lambda place: self._change(condition=list(Condition)[place]))
        self.labels_button.clicked.connect(lambda _=False: self._unfold())
        self.save_button.clicked.connect(self.save_clicked)

    def _change(self, **part: object) -> None:
        self.choice = replace(self.choice, **part)  # type: ignore[arg-type]
        self.labels_button.set_words(labels_chosen(self.choice.labels, len(self._labels)))
        self.changed.emit(self.choice)

    def _unfold(self) -> None:
        self.codes.setVisible(self.codes.isHidden())

    # -- what is shown --------------------------------------------------------------------------------------------

    def set_labels(self, labels: Sequence[Label]) -> None:
        """The labels of the project that is open: those of entities, then the types of events."""
        order = list(Kind)
        in_order = sorted((each for each in labels if each.active), key=lambda each: order.index(each.kind))
        # A code may be that of an entity and of an event; it is chosen for both.
        self._labels = tuple({each.code: each for each in reversed(in_order)}.values())[::-1]
        self.codes.hide()

    def show_choice(self, choice: Choice, coverage: Coverage | None, since: Mapping[int, date]) -> None:
        """Show what is chosen and what it covers, None while nobody knows. `since` says when each guideline began."""
        self.choice = choice
        self.condition.show_chosen(list(Condition).index(choice.condition))
        self.codes.show_rows({each.code: ("", each.hue) for each in self._labels}, choice.labels)
        self.labels_button.set_words(labels_chosen(choice.labels, len(self._labels)))
        if coverage is not None:
            self._show_coverage(choice, coverage, since)
        self.save_button.setEnabled(coverage is not None)

    def _show_coverage(self, choice: Choice, coverage: Coverage, since: Mapping[int, date]) -> None:
        done = {name: 0 for name in choice.annotators} | dict(coverage.annotators)
        said = self.tr("{0} done")
        self.analysts.show_rows(
            {name: (said.format(chrome.number(done[name])), "") for name in sorted(done)}, choice.annotators
        )
        versions = {version: 0 for version in choice.schema_versions} | dict(coverage.versions)
        self.versions.show_rows(
            {str(each): (chrome.number(versions[each]), "") for each in sorted(versions, reverse=True)},
            tuple(map(str, choice.schema_versions)),
            {str(each): version_in_words(each, since.get(each)) for each in versions},
        )
        self.nobody.setVisible(not done)
        self._guideline.setVisible(bool(versions))
        self.by_two.setText(done_by_two(coverage))
        self.share.set_progress(coverage.by_two, coverage.articles)
        self.left_out.setText(left_out(coverage))
        self.left_out.setVisible(bool(left_out(coverage)))

    def clear(self) -> None:
        """No project is open, or nothing is measured yet."""
        for checks in (self.analysts, self.versions, self.codes):
            checks.show_rows({}, ())
        self.by_two.setText("")
        self.share.set_progress(0, 0)
        for part in (self.left_out, self.nobody, self._guideline):
            part.hide()
        self.save_button.setEnabled(False)


class _Checks(QWidget):
    """Rows to check, by key. None chosen stands for all of them: all are checked then, or none where a few of many are
    what one looks for.
    """

    changed = Signal(tuple)  # keys, none for all

    def __init__(self, *, few_of_many: bool = False) -> None:
        super().__init__()
        self._few_of_many = few_of_many
        self.rows: dict[str, CheckRow] = {}
        self._made: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_rows(
        self, rows: Mapping[str, tuple[str, str]], chosen: Sequence[str], words: Mapping[str, str] | None = None
    ) -> None:
        """Rows by key, each with its count and its hue; `words` stand for the key where they are given."""
        said = {key: (words or {}).get(key, key) for key in rows}
        made = [(key, said[key], hue) for key, (_, hue) in rows.items()]
        if made != self._made:
            self._rebuild(made)
        for key, (count, _) in rows.items():
            self.rows[key].set_count(count)
            self.rows[key].setChecked(key in chosen or (not chosen and not self._few_of_many))
        self._keep_one()

    def _rebuild(self, made: list[tuple[str, str, str]]) -> None:
        for row in self.rows.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = {}
        self._made = made
        for key, words, hue in made:
            row = CheckRow(words, hue=hue)
            row.clicked.connect(self._changed)
            self._column.addWidget(row)
            self.rows[key] = row

    def _changed(self) -> None:
        self._keep_one()
        checked = tuple(key for key, row in self.rows.items() if row.isChecked())
        self.changed.emit(() if len(checked) == len(self.rows) else checked)

    def _keep_one(self) -> None:
        """The last one that is checked cannot be taken away: nothing would be left to measure."""
        if self._few_of_many:
            return
        checked = [row for row in self.rows.values() if row.isChecked()]
        for row in self.rows.values():
            row.setEnabled(len(checked) > 1 or row not in checked)
