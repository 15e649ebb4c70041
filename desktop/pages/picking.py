"""Picking: asking over the text, near the focus, and handing the answer on."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from annotations.errors import EditRefused
from annotations.model.mention import Kind, Mention
from annotations.model.schema import Label
from desktop import chrome
from desktop.canvas.view import ArticleCanvas
from desktop.dialogs.picker import Choice, Picker
from desktop.pages.annotate_commands import AnnotateCommands
from desktop.pages.annotate_hints import NumberedHints


class Picking:
    """A list that opens over the text, and numbers on the marks; one question at a time."""

    def __init__(self, page: QWidget, canvas: ArticleCanvas, hints: NumberedHints) -> None:
        self.commands: AnnotateCommands | None = None
        self.picker = Picker(page)
        self.hints = hints
        self._page = page
        self._canvas = canvas
        self._then: Callable[[str], object] | None = None
        self.picker.picked.connect(self._take)
        self.picker.closed.connect(canvas.setFocus)

    def _labels(self, *kinds: Kind) -> list[Label]:
        schema = self.commands.session.schema if self.commands is not None else None
        return [label for kind in kinds for label in schema.active(kind)] if schema is not None else []

    def _refuse(self, reason: str, detail: str = "") -> None:
        if self.commands is not None:
            self.commands.session.refused.emit(EditRefused(reason, detail))

    def _choice(self, mention: Mention) -> Choice:
        """A mention as a row: its label, and its words."""
        session = self.commands.session if self.commands is not None else None
        label = session.schema.label(mention.label, mention.kind) if session is not None else None
        text = session.article.text if session is not None and session.article is not None else ""
        hue = label.hue if label is not None else "grey"
        return Choice(mention.id, mention.label, hue, chrome.one_line(mention.span.of(text)))

    def _ask(
        self, prompt: str, choices: Sequence[Choice], then: Callable[[str], object], likely: str | None = None
    ) -> None:
        self.hints.hide()
        self._then = then
        area = self._canvas.focus_area()
        corner = self._canvas.viewport().mapTo(self._page, area.topLeft())
        self.picker.ask(prompt, choices, QRect(corner, area.size()), likely)

    def _take(self, value: str) -> None:
        then, self._then = self._then, None
        if then is not None:
            then(value)


def choices_of(labels: Sequence[Label]) -> list[Choice]:
    """Labels as rows, with their titles."""
    return [Choice(label.code, label.code, label.hue, label.title) for label in labels]
