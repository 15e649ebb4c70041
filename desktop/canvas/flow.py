"""ArticleFlow: the article as a column of paragraphs, laid out only where it is looked at."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from annotations.model.annotation_set import AnnotationSet
from annotations.model.article import Article
from annotations.model.schema import Schema
from annotations.model.span import Span
from annotations.model.suggestion import Suggestion
from desktop.canvas.chips import ChipTexts
from desktop.canvas.decoration import Decoration, decorate
from desktop.canvas.display_text import DisplayText
from desktop.canvas.height_map import HeightMap
from desktop.canvas.layout import ParagraphLayout
from desktop.canvas.layout_cache import LaidParagraph, LayoutCache
from desktop.canvas.metrics import Metrics
from desktop.canvas.span_index import SpanIndex


@dataclass(frozen=True, slots=True)
class Reflow:
    """A redrawn paragraph: how tall it was, and how tall it is."""

    number: int
    before: int
    after: int


class ArticleFlow:
    """Heights in pixels from the top of the article; x from the left edge of the text column."""

    def __init__(self, article: Article, schema: Schema, metrics: Metrics, width: float) -> None:
        self.article = article
        self.text = DisplayText(article.text)
        self.spans = SpanIndex(self.text, schema)
        self.restyle(metrics, width)

    def restyle(self, metrics: Metrics, width: float) -> None:
        """Forget all layouts: the font, its size or the width of the column changed."""
        self.metrics = metrics
        self.width = width
        self.chips = ChipTexts(metrics)
        self._cache = LayoutCache()
        self._measured: set[int] = set()
        starts, ends, is_blank = self.text.starts, self.text.ends, self.text.is_blank
        self.heights = HeightMap(
            [
                metrics.blank if end - start < 8 and is_blank(number) else metrics.estimate(end - start, width)
                for number, (start, end) in enumerate(zip(starts, ends, strict=True))
            ]
        )

    def update(self, annotation_set: AnnotationSet, pending: Sequence[Suggestion]) -> list[Reflow]:
        """Take in a new state of the annotations; the paragraphs drawn anew among those laid out."""
        return self._redecorate(self.spans.update(annotation_set, pending))

    def _redecorate(self, numbers: Iterable[int]) -> list[Reflow]:
        done = []
        for number in sorted(numbers):
            laid = self._cache.get(number)
            if laid is None:
                continue
            before = self.heights.heights[number]
            laid.decoration = self._decoration(number, laid.layout)
            done.append(Reflow(number, before, self._set_height(number, laid.layout)))
        return done

    def laid(self, number: int) -> LaidParagraph:
        """The paragraph laid out and decorated; its true height is then known."""
        found = self._cache.get(number)
        if found is None:
            layout = ParagraphLayout(self.text.paragraph(number), self.metrics, self.width)
            found = LaidParagraph(layout, self._decoration(number, layout))
            self._cache.put(number, found)
            self._set_height(number, layout)
        return found

    def _decoration(self, number: int, layout: ParagraphLayout) -> Decoration:
        return decorate(layout, self.spans.marks_in(number), self.spans.open_in(number), self.chips, self.width)

    def _set_height(self, number: int, layout: ParagraphLayout) -> int:
        self._measured.add(number)
        if layout.paragraph.blank:
            height = self.metrics.blank
        else:
            height = layout.height + (self.metrics.paragraph_gap if layout.paragraph.ends else 0)
        self.heights.set(number, height)
        return height

    @property
    def height(self) -> int:
        """The height of the whole article, in part estimated."""
        return self.heights.total

    def unmeasured(self) -> Iterator[int]:
        """The paragraphs whose height is only estimated."""
        return (number for number in range(len(self.text)) if number not in self._measured)

    def measure(self, number: int) -> None:
        """Find the true height of a paragraph without keeping its layout."""
        layout = ParagraphLayout(self.text.paragraph(number), self.metrics, self.width)
        self._decoration(number, layout)
        self._set_height(number, layout)

    def visible(self, top: float, bottom: float) -> Iterator[tuple[int, int]]:
        """Numbers and tops of the paragraphs between two heights, laying them out on the way."""
        number = self.heights.find(max(top, 0))
        y = self.heights.before(number)
        while number < len(self.text) and y < bottom:
            self.laid(number)
            height = self.heights.heights[number]
            if y + height > top:
                yield number, y
            y += height
            number += 1

    def shares(self, code_points: Iterable[int]) -> Iterator[float]:
        """How far down the article each of these code points stands, 0 to 1."""
        tops = [0, *accumulate(self.heights.heights)]
        whole = max(1, tops[-1])
        for code_point in code_points:
            number = self.text.paragraph_at(code_point)
            start, end = self.text.starts[number], self.text.ends[number]
            share = (code_point - start) / max(1, end - start)
            yield (tops[number] + share * (tops[number + 1] - tops[number])) / whole

    def lines_of(self, span: Span, id_: str | None = None) -> tuple[int, int]:
        """From which height to which the text of a span reaches, with the lane of its mark, or with one lane."""
        first, last = self.text.paragraph_at(span.start), self.text.paragraph_at(span.end - 1)
        head, tail = self.laid(first).layout, self.laid(last).layout
        decoration = self.laid(last).decoration
        top = self.heights.before(first) + head.tops[head.line_at(span.start)]
        line = tail.line_at(span.end - 1)
        mine = [piece.lane for piece in decoration.lines[line] if piece.mark.id == id_]
        # Where labels are hidden, that of the focused mark stands below all bars of its line.
        lane = 0 if not mine else mine[-1] if self.metrics.codes else decoration.lanes(line) - 1
        bottom = self.heights.before(last) + tail.lane_top(line, lane) + self.metrics.lane
        return top, bottom
