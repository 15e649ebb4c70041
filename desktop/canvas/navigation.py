"""Where the token caret goes: by token in reading direction, by line, by screen."""

from desktop.canvas.caret import TokenCaret
from desktop.canvas.flow import ArticleFlow


class Navigator:
    """Finds tokens by their place on the lines of the flow. All answers are token indices."""

    def __init__(self, flow: ArticleFlow, caret: TokenCaret) -> None:
        self._flow = flow
        self._caret = caret

    def reads_right_to_left(self) -> bool:
        """True if the caret's paragraph does: the left arrow then leads on."""
        number, _line = self._place()
        return self._flow.laid(number).layout.paragraph.right_to_left

    def line_above(self) -> int:
        """The token above the caret; the first of the article on its first line."""
        number, line = self._place()
        while line == 0:
            number -= 1
            if number < 0:
                return 0
            line = 0 if self._flow.laid(number).layout.paragraph.blank else len(self._flow.laid(number).layout)
        return self._nearest(number, line - 1)

    def line_below(self) -> int:
        """The token below the caret; the last of the article on its last line."""
        number, line = self._place()
        line += 1
        while line >= len(self._flow.laid(number).layout) or self._flow.laid(number).layout.paragraph.blank:
            number, line = number + 1, 0
            if number >= len(self._flow.text):
                return self._caret.index_at(len(self._flow.article.text))
        return self._nearest(number, line)

    def line_start(self) -> int:
        """The first token of the caret's line."""
        number, line = self._place()
        return self._caret.index_from(self._flow.laid(number).layout.starts[line])

    def line_end(self) -> int:
        """The last token of the caret's line."""
        number, line = self._place()
        return self._caret.index_at(max(0, self._flow.laid(number).layout.end(line) - 1))

    def screens_away(self, pixels: int) -> int:
        """The token that is so many pixels further down (or up, if negative)."""
        number, line = self._place()
        y = self._flow.heights.before(number) + self._flow.laid(number).layout.tops[line] + pixels
        target = self._flow.heights.find(max(y, 0))
        layout = self._flow.laid(target).layout
        return self._nearest(target, layout.line_at_y(y - self._flow.heights.before(target)))

    def _place(self) -> tuple[int, int]:
        token = self._caret.token
        start = token.start if token is not None else 0
        number = self._flow.text.paragraph_at(start)
        return number, self._flow.laid(number).layout.line_at(start)

    def _nearest(self, number: int, line: int) -> int:
        return self._caret.index_at(self._flow.laid(number).layout.nearest(line, self._middle())[2])

    def _middle(self) -> float:
        token = self._caret.token
        number, line = self._place()
        extents = self._flow.laid(number).layout.fragments(line, token.start, token.end) if token is not None else []
        return (extents[0][0] + extents[0][1]) / 2 if extents else 0.0
