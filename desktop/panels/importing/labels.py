"""Labels and roles of files that the schema does not have, and what each becomes here."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from annotations.importers.mapping import LabelName, Otherwise
from annotations.model.schema import Schema
from desktop import chrome
from desktop.models.counting import counted
from desktop.panels.importing.choice_box import ChoiceBox
from desktop.panels.importing.choices import Choices, Name, Unknown, in_order
from desktop.panels.importing.words import kind_in_words, shown, tr
from desktop.panels.mirrored import MirroredRow, quoted
from desktop.panels.quiet_button import QuietButton
from desktop.panels.section import Section

MOST_ROWS = 100
_HIGH, _SIDE, _COUNT = 46, 12, 52
_EXAMPLES = 2


class LabelRow(chrome.Surface):
    """Icon, count, the label over its kind and some of its words, and the choice. Amber while it is left out."""

    def __init__(self, of: Unknown, *, last: bool) -> None:
        super().__init__("page", "" if last else "bottom", _HIGH)
        self.words, detail = _in_words(of)
        self._count = chrome.number(of.count)
        self._left_out = False
        self.box = ChoiceBox(tr("{0}, {1}, {2} times, becomes").format(self.words, detail, self._count))
        self.detail = chrome.ElidedLabel(detail, "second", "text_2")
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addStretch(1)
        lines.addWidget(chrome.ElidedLabel(self.words, "body"))
        lines.addWidget(self.detail)
        lines.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(chrome.px(_SIDE), 0, chrome.px(_SIDE), 0)
        row.setSpacing(0)
        # Margins are not mirrored with the window, spaces are.
        row.addSpacing(chrome.px(16 + _COUNT + 16))
        row.addLayout(lines, 1)
        row.addSpacing(chrome.px(12))
        row.addWidget(self.box)

    def show_choice(self, choices: Choices, name: Name) -> None:
        """Show what it can become, and what it does."""
        choice = choices.of(name)
        offers = choices.offers(name) or [(tr("goes with its event"), None)]
        self.box.offer(offers, choice)
        self.box.setEnabled(choice is not None)
        self._left_out = choice in (None, Otherwise.LEFT_OUT)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint icon and count."""
        super().paintEvent(event)
        look, side = chrome.theme(), chrome.px(_SIDE)
        painter = QPainter(self)
        row = MirroredRow(painter, QRectF(self.rect()), self.layoutDirection())
        icon = row.place(side, chrome.px(16))
        name, ink = ("warning", look.warn) if self._left_out else ("check", look.ok)
        chrome.paint_icon(painter, name, icon.left(), icon.center().y(), ink)
        row.text(side + chrome.px(16), chrome.px(_COUNT), self._count, "body", bold=True, at_end=True)
        painter.end()


def _in_words(of: Unknown) -> tuple[str, str]:
    """What a row is about, and what sort of thing that is with some words so labelled."""
    if isinstance(of.name, LabelName):
        words, kind = shown(of.name.code), kind_in_words(of.name.kind)
    else:
        words, kind = shown(of.name.role), tr("role of {0}").format(shown(of.name.event_type))
    examples = [quoted(shown(each)) for each in of.examples[:_EXAMPLES]]
    return words, ", ".join([kind, *examples])


class LabelsPanel(Section):
    """Each has a choice from the beginning, so that none stands in the way: what it resembles, or to be left out."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Labels"), " ", kind="strong")
        self.choices = Choices(Schema(name="", title=""))
        self.rows: dict[Name, LabelRow] = {}
        self.buttons: dict[Otherwise | None, QuietButton] = {}
        for choice, words in (
            (None, tr("As guessed")),
            (Otherwise.ADDED, tr("Add all to the schema")),
            (Otherwise.LEFT_OUT, tr("Leave all out")),
        ):
            button = self.buttons[choice] = QuietButton(words)
            button.clicked.connect(partial(self._choose_all, choice))
            self.head.addWidget(button)
        self.problem = chrome.Label("", "error", wrap=True)
        self._card = chrome.Surface("card")
        self._lines = QVBoxLayout(self._card)
        self._lines.setContentsMargins(1, 1, 1, 1)
        self._lines.setSpacing(0)
        self.column.addWidget(self._card)
        self.column.addWidget(self.problem)
        self.hide()

    def show_unknown(self, unknown: Sequence[Unknown], schema: Schema, known: int) -> None:
        """Show the labels and roles that the schema lacks; `known` counts the others. What was chosen stays chosen."""
        if (tuple(unknown), schema) != (self.choices.unknown, self.choices.schema):
            self.choices = Choices(schema, unknown, self.choices.chosen)
            self._rebuild()
        self.sentence.setText(self._sentence(known))
        self.sentence.show()
        self.setVisible(bool(unknown))

    def _sentence(self, known: int) -> str:
        words = [tr("These are not in the schema of the project. Say what each becomes.")]
        if known:
            words.append(counted(known, "The other one is in it.", "The other {0} are in it."))
        hidden = len(self.choices.unknown) - len(self.rows)
        if hidden:
            words.append(counted(hidden, "1 rarer one is not shown.", "{0} rarer ones are not shown."))
        return " ".join(words)

    def _rebuild(self) -> None:
        for row in self.rows.values():
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        shown_rows = in_order(self.choices)[:MOST_ROWS]
        self.rows = {each.name: LabelRow(each, last=each is shown_rows[-1]) for each in shown_rows}
        for name, row in self.rows.items():
            row.box.activated.connect(partial(self._choose, name))
            self._lines.addWidget(row)
        for button in self.buttons.values():
            button.setVisible(len(self.rows) > 1)
        self._show_choices()

    def _choose(self, name: Name, _place: int) -> None:
        self.choices.choose(name, self.rows[name].box.value)
        self._show_choices()
        self.changed.emit()

    def _choose_all(self, choice: Otherwise | None, _checked: bool = False) -> None:
        self.choices.choose_all(choice)
        self._show_choices()
        self.changed.emit()

    def _show_choices(self) -> None:
        for name, row in self.rows.items():
            row.show_choice(self.choices, name)
        refused = self.choices.refused()
        words = tr("{0} cannot be added: {1}.").format(shown(refused.name), refused.why) if refused is not None else ""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
