"""ScrollPosition: which part of the flow the reader sees. What is seen stays put while guessed heights come true."""

from collections.abc import Iterator

from desktop.canvas.flow import ArticleFlow


class ScrollPosition:
    """`value` is the scroll bar's; heights named `y` are in the viewport, where the flow begins at `origin`."""

    def __init__(self, flow: ArticleFlow, height: int) -> None:
        self.flow = flow
        self.height = height
        self.value = 0
        self._anchor = (0, flow.metrics.margin_top)  # a visible paragraph, and the y of its top
        self.settle()

    @property
    def origin(self) -> int:
        """The y at which the flow begins."""
        return self.flow.metrics.margin_top - self.value

    @property
    def anchor(self) -> tuple[int, int]:
        """The first visible paragraph, and the y of its top."""
        return self._anchor

    @property
    def maximum(self) -> int:
        """The largest value: the end of the article at the lower edge."""
        return max(0, self.flow.height + 2 * self.flow.metrics.margin_top - self.height)

    def resize(self, height: int) -> None:
        """The viewport has another height."""
        self.height = height
        self.settle()

    def scroll_to(self, value: int) -> None:
        """Look somewhere else; `value` may come out a little different, as heights come true on the way."""
        number, y = self._anchor
        value = min(max(value, 0), self.maximum)
        self._anchor = (number, y + self.value - value)
        self.value = value
        self.settle()

    def first_line(self) -> int:
        """The code point that begins the first line whose text is whole in sight; 0 at the top of the article."""
        if self.value > 0:
            for number, y in self.visible(0, self.height):
                layout = self.flow.laid(number).layout
                for line, start in enumerate(layout.starts):
                    if y + layout.text_top(line) >= 0:
                        return start
        return 0

    def show_line(self, code_point: int) -> None:
        """Let the line that holds a code point be the first, or as near to it as the ends of the article allow."""
        number = self.flow.text.paragraph_at(code_point)
        layout = self.flow.laid(number).layout
        self._anchor = (number, -layout.tops[layout.line_at(code_point)])
        if code_point == 0:
            self._anchor = (0, self.flow.metrics.margin_top)
        self.settle()

    def settle(self) -> None:
        """Lay out all that is visible, holding fast to what was visible before."""
        while True:
            first, top = self._fill(*self._held())
            exact = self.flow.heights.before(first) + self.flow.metrics.margin_top - top
            self.value = min(max(exact, 0), self.maximum)
            self._anchor = (first, top + exact - self.value)
            if self.value == exact:
                return

    def _held(self) -> tuple[int, int]:
        """The paragraph to hold fast to: the anchor while it can be seen, else whatever is there now."""
        number, y = self._anchor
        self.flow.laid(number)
        if y + self.flow.heights.heights[number] > 0 and y < self.height:
            return number, y
        number = self.flow.heights.find(-self.origin)
        return number, self.origin + self.flow.heights.before(number)

    def _fill(self, number: int, y: int) -> tuple[int, int]:
        """Lay out from one paragraph to both edges; the first visible paragraph and its y."""
        flow, heights = self.flow, self.flow.heights.heights
        first, top = number, y
        while y < self.height and number < len(heights):
            flow.laid(number)
            y += heights[number]
            if y <= 0 and number + 1 < len(heights):
                first, top = number + 1, y
            number += 1
        while first > 0 and top > 0:
            first -= 1
            flow.laid(first)
            top -= heights[first]
        return first, top

    def visible(self, top: int, bottom: int) -> Iterator[tuple[int, int]]:
        """Numbers and y of the paragraphs between two y."""
        for number, y in self.flow.visible(top - self.origin, bottom - self.origin):
            yield number, y + self.origin

    def y_of(self, number: int) -> int:
        """The y of a paragraph's top."""
        return self.origin + self.flow.heights.before(number)
