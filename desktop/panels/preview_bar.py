"""What marking the same words everywhere would do, before it is done. Takes the place of the labels meanwhile."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop import chrome
from desktop.panels.mirrored import in_direction, quoted

_LONGEST = 40  # letters of the surface, so that the figure behind it stays in sight


@dataclass(frozen=True, slots=True)
class PreviewView:
    """The words looked for, the label they would get, the rule in words, and what was found: `new` ones, undecided
    ones that would be accepted (`suggested`), ones that are marked `already`, `otherwise` ones with another label, and
    ones that were `refused` before. `excluded` of those that are shown are left out. `place` counts from 1 and names
    the one looked at; 0 is none.
    """

    surface: str
    code: str
    rule: str
    new: int = 0
    suggested: int = 0
    already: int = 0
    excluded: int = 0
    place: int = 0
    otherwise: int = 0
    refused: int = 0

    @property
    def found(self) -> int:
        """How many would change if none were left out."""
        return self.new + self.suggested + self.otherwise + self.refused


class PreviewBar(chrome.Surface):
    """44 high: the question in one sentence, the figures, and the button that answers it with its count."""

    apply = Signal()
    rule = Signal()
    leave = Signal()
    next = Signal()
    previous = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("window", "top", 44, parent)
        self.setAccessibleName(self.tr("The same everywhere"))
        self.question = chrome.ElidedLabel("", "strong")
        self.by_rule = chrome.KeyButton("", "preview-rule", "link")
        self.by_rule.clicked.connect(self.rule)
        self.back = chrome.KeyButton("‹", kind="plain")
        self.back.clicked.connect(self.previous)
        self.place = chrome.Label("", "second")
        self.on = chrome.KeyButton("›", kind="plain")
        self.on.clicked.connect(self.next)
        self.figures = chrome.ElidedLabel("", "second", "text_2")
        self.figures.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.main = chrome.KeyButton("", "preview-apply", "main", high=32)
        self.main.clicked.connect(self.apply)
        self.away = chrome.KeyButton(self.tr("Leave"), "preview-leave", "plain")
        self.away.clicked.connect(self.leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(chrome.px(16), 0, chrome.px(12), 0)
        row.setSpacing(chrome.px(8))
        row.addWidget(self.question)
        row.addWidget(self.by_rule)
        steps = QHBoxLayout()
        steps.setSpacing(0)
        for widget in (self.back, self.place, self.on):
            steps.addWidget(widget)
        row.addLayout(steps)
        row.addWidget(self.figures, 1)
        row.addWidget(self.main)
        row.addWidget(self.away)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_preview(self, view: PreviewView) -> None:
        """Show what would happen now."""
        self.question.setText(self._question(view))
        self.by_rule.set_words(view.rule)
        self.figures.setText(self._figures(view))
        self.place.setText(f"{chrome.number(view.place)} / {chrome.number(view.found)}" if view.place else "")
        for button, name in ((self.back, self.tr("Previous one shown")), (self.on, self.tr("Next one shown"))):
            button.set_name(name)
            button.setVisible(view.found > 1)
        self.place.setVisible(view.found > 1)
        left = view.found - view.excluded
        self.main.set_words(self.tr("Apply to {0}").format(chrome.number(left)))
        self.main.setVisible(view.found > 0)
        self.main.setEnabled(left > 0)

    def _question(self, view: PreviewView) -> str:
        words = chrome.one_line(view.surface)
        short = quoted(words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…")
        if not view.found:
            return self.tr("No other {0} here.").format(short)
        sentence = self.tr("{0} as {1}: {2} more").format(short, view.code, chrome.number(view.found))
        return in_direction(sentence, self.layoutDirection())

    def _figures(self, view: PreviewView) -> str:
        counted = (
            (view.new, self.tr("{0} new")),
            (view.suggested, self.tr("{0} suggested")),
            (view.already, self.tr("{0} marked already")),
            (view.otherwise, self.tr("{0} marked otherwise")),
            (view.refused, self.tr("{0} rejected before")),
            (view.excluded, self.tr("{0} left out")),
        )
        return ", ".join(words.format(chrome.number(count)) for count, words in counted if count)
