"""Sight: what is shown of the article, and the way to the next word worth a look."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import accumulate

from PySide6.QtCore import QCoreApplication

from annotations.model.article import Article
from annotations.model.mention import Mention
from annotations.model.span import Span
from annotations.text.likely_names import likely_names
from desktop.canvas.view import ArticleCanvas
from desktop.pages.annotate_commands import AnnotateCommands
from desktop.pages.shown import ALL_SHOWN, Shown


class Sight:
    """`on_change` follows when something is hidden or shown again."""

    def __init__(self, canvas: ArticleCanvas, on_change: Callable[[], None]) -> None:
        self.commands: AnnotateCommands | None = None
        self.codes = True
        self._canvas = canvas
        self._on_change = on_change
        self._names: tuple[Article, list[Span]] | None = None

    @property
    def shown(self) -> Shown:
        """What is shown now."""
        return self.commands.shown if self.commands is not None else ALL_SHOWN

    def toggle_only(self) -> None:
        """Show only mentions with the label of the focused one, or all again."""
        if self.commands is None:
            return
        focused = self.commands.focused()
        if self.shown.only is not None:
            self._show(replace(self.shown, only=None))
        elif focused is not None:
            self._show(replace(self.shown, only=(focused.kind, focused.label)))

    def toggle_suggestions(self) -> None:
        """Hide all suggestions, or show them again."""
        self._show(replace(self.shown, suggestions=not self.shown.suggestions))

    def toggle_codes(self) -> None:
        """Hide the label codes under the words, or show them again."""
        self.codes = not self.codes
        self._canvas.show_codes(self.codes)
        self._on_change()

    def show_all(self) -> None:
        """Hide nothing."""
        if not self.codes:
            self.codes = True
            self._canvas.show_codes(True)
        self._show(ALL_SHOWN)

    def _show(self, shown: Shown) -> None:
        if self.commands is not None:
            self.commands.shown = shown
            self._on_change()

    def in_words(self) -> str:
        """What is hidden, as a phrase; "" if nothing is."""
        tr, words = QCoreApplication.translate, []
        if self.shown.only is not None:
            words.append(tr("sight", "Only {0} shown").format(self.shown.only[1]))
        if not self.shown.suggestions:
            words.append(tr("sight", "Suggestions hidden"))
        if not self.codes:
            words.append(tr("sight", "Label codes hidden"))
        return ", ".join(words)

    # -- likely names ---------------------------------------------------------------------------------------------

    def next_name(self, by: int) -> None:
        """Select the next or previous words that look like a name and are not marked."""
        commands = self.commands
        if commands is None or commands.session.article is None or commands.session.annotation_set is None:
            return
        article = commands.session.article
        if self._names is None or self._names[0] is not article:
            self._names = (article, likely_names(article.text, article.tokens))
        here = commands.span_here() or Span(0, 1)
        alone = self._canvas.selection is None and self._canvas.focused is None  # then a name at the caret is the next
        marked = _Covered(commands.session.annotation_set.mentions.values())
        for span in self._names[1] if by > 0 else self._names[1][::-1]:
            beyond = span.start >= (here.start if alone else here.end) if by > 0 else span.end <= here.start
            if beyond and not marked.touches(span):
                self._canvas.select(span, reveal=True)
                return


class _Covered:
    """Where mentions stand, found by place."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        pieces = sorted((piece for each in mentions for piece in each.pieces), key=lambda piece: piece.start)
        self._starts = [piece.start for piece in pieces]
        self._ends = list(accumulate((piece.end for piece in pieces), max))

    def touches(self, span: Span) -> bool:
        """True if a mention shares a code point with a span."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._ends[before - 1] > span.start
