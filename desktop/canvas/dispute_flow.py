"""DisputeFlow: an article with what is agreed on, and lanes of versions where it is not."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType

from annotations.model.annotation_set import AnnotationSet
from annotations.model.article import Article
from annotations.model.ids import set_id_for
from annotations.model.mark import Mark, Subject
from annotations.model.mention import Kind, Mention
from annotations.model.project import ADJUDICATED
from annotations.model.schema import Schema
from annotations.model.span import Span
from desktop.canvas.decoration import MarkPiece, decorate
from desktop.canvas.flow import ArticleFlow, Reflow
from desktop.canvas.hit import hit_test
from desktop.canvas.layout import ParagraphLayout
from desktop.canvas.metrics import Metrics
from desktop.canvas.place_lanes import DisputeDecoration, with_lanes
from desktop.canvas.places import Lane, Place, PlaceMark, kind_of, ruled_mark, version_id

_Called = tuple[int, int, str, Kind]  # the extent of a mention, its label and its kind


class DisputeFlow(ArticleFlow):
    """A settled place is drawn as what is agreed: by its mention where there is one, else by a mark of its own."""

    def __init__(
        self, article: Article, schema: Schema, metrics: Metrics, width: float, lanes: Sequence[Lane] = ()
    ) -> None:
        self.schema = schema
        self.lanes = tuple(lanes)
        self.places: dict[str, Place] = {}
        self._buckets: dict[int, list[Place]] = {}
        self._agreed: dict[_Called, str] = {}
        self._owners: dict[str, tuple[str, int | None]] = {}
        super().__init__(article, schema, metrics, width)

    def show(self, agreed: Iterable[Mention], places: Iterable[Place], lanes: Sequence[Lane]) -> list[Reflow]:
        """Take in a new state; the paragraphs drawn anew among those laid out."""
        mentions = {mention.id: mention for mention in agreed}
        changed = self.spans.update(
            AnnotationSet(
                id=set_id_for(self.article.id, ADJUDICATED),
                article_id=self.article.id,
                annotator=ADJUDICATED,
                mentions=MappingProxyType(mentions),
            ),
            (),
        )
        before, self.places = self.places, {place.key: place for place in places}
        other_lanes, self.lanes = self.lanes != tuple(lanes), tuple(lanes)
        self._agreed = {_called(mention): mention.id for mention in mentions.values()}
        self._buckets, self._owners = {}, {}
        for place in self.places.values():
            self._take_in(place)
        for key in before.keys() | self.places.keys():
            old, new = before.get(key), self.places.get(key)
            if other_lanes or old != new:
                changed.update(number for place in (old, new) if place is not None for number in self._numbers(place))
        return self._redecorate(changed)

    def _take_in(self, place: Place) -> None:
        for number in self._numbers(place):
            self._buckets.setdefault(number, []).append(place)
        if place.settled is None:
            for lane in range(len(place.versions)):
                self._owners[version_id(place.key, lane)] = (place.key, lane)
            return
        for id_ in (version_id(place.key, None), *filter(None, (self._mention(place, mark) for mark in place.settled))):
            self._owners[id_] = (place.key, None)

    def _numbers(self, place: Place) -> range:
        reach = place.reach
        return range(self.text.paragraph_at(reach.start), self.text.paragraph_at(reach.end - 1) + 1)

    def _mention(self, place: Place, mark: Mark) -> str | None:
        """The agreed mention that says what was ruled."""
        if place.kind is Subject.ARGUMENT:
            return None
        return self._agreed.get((mark.start, mark.end, mark.label, kind_of(place)))

    def _decoration(self, number: int, layout: ParagraphLayout) -> DisputeDecoration:
        places = self._buckets.get(number, ())
        agreed = [
            replace(mark, ruled=True) if mark.id in self._owners else mark for mark in self.spans.marks_in(number)
        ]
        open_ = [place for place in places if place.settled is None]
        ruled = [mark for place in places for mark in self._ruled(place)]
        decoration = decorate(layout, [*agreed, *ruled], 0, self.chips, self.width)
        return with_lanes(decoration, layout, open_, self.lanes, self.schema, self.chips, self.width)

    def _ruled(self, place: Place) -> Iterator[PlaceMark]:
        """What shows of a ruling where no mention does."""
        if place.settled == ():
            yield ruled_mark(place, None, self.schema)
        for mark in place.settled or ():
            if self._mention(place, mark) is None:
                yield ruled_mark(place, mark, self.schema)

    def place_at(self, x: float, y: float) -> tuple[str, int | None] | None:
        """The place at x in the text column and y in the flow, and in the lanes also whose version; or None."""
        number = self.heights.find(max(y, 0))
        layout, inside = self.laid(number).layout, y - self.heights.before(number)
        line = layout.line_at_y(inside)
        if inside >= layout.text_bottom(line):
            return self._owners.get(hit_test(self, x, y).mark or "")
        cell = layout.cell_at(line, x)
        if cell is None:
            return None
        covering = [place for place in self._buckets.get(number, ()) if place.reach.start <= cell[2] < place.reach.end]
        shortest = min(covering, key=lambda place: (len(place.reach), place.key), default=None)
        return (shortest.key, None) if shortest is not None else None

    def rows(self, number: int) -> Iterator[tuple[int, int]]:
        """The analysts' lanes in a paragraph: which, and how far down it begins."""
        laid = self.laid(number)
        assert isinstance(laid.decoration, DisputeDecoration)
        for line, blocks in enumerate(laid.decoration.blocks):
            for first in blocks:
                for lane in range(len(self.lanes)):
                    yield lane, laid.layout.lane_top(line, first + lane)

    def deferred(self, number: int) -> Iterator[tuple[MarkPiece, int]]:
        """The pieces in a paragraph that say that their place is deferred, and how far down their lanes begin."""
        if any(place.deferred for place in self._buckets.get(number, ())):
            laid = self.laid(number)
            for piece in (piece for line in laid.decoration.lines for piece in line):
                if isinstance(piece.mark, PlaceMark) and piece.mark.deferred:
                    yield piece, laid.layout.lane_top(piece.line, piece.lane)

    def room_of(self, span: Span) -> tuple[int, int]:
        """From which height to which the lines of a span reach, with all that stands under them."""
        first, last = self.text.paragraph_at(span.start), self.text.paragraph_at(span.end - 1)
        head, tail = self.laid(first).layout, self.laid(last).layout
        top = self.heights.before(first) + head.tops[head.line_at(span.start)]
        return top, self.heights.before(last) + tail.bottom(tail.line_at(span.end - 1))

    def trigger_of(self, place: Place) -> str | None:
        """The event that a role is in question of, as it stands."""
        mark = place.trigger
        return self._agreed.get((mark.start, mark.end, mark.label, Kind.EVENT)) if mark is not None else None


def _called(mention: Mention) -> _Called:
    return (mention.span.start, mention.span.end, mention.label, mention.kind)
