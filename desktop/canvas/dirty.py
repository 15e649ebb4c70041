"""Which horizontal strips of the viewport look different after a change: no more than those are painted."""

from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import QRect

from annotations.model.span import Span
from desktop.canvas.emphasis import Emphasis
from desktop.canvas.link_painter import edge_height
from desktop.canvas.overlay import Overlay
from desktop.canvas.overlay_painter import cap_top, drag_rect
from desktop.canvas.scroll_position import ScrollPosition

Strip = tuple[int, int]
_T = TypeVar("_T")


def emphasis_strips(position: ScrollPosition, old: Emphasis, new: Emphasis) -> Iterator[Strip]:
    """The strips in which two emphases differ."""
    if old.focus != new.focus:
        for focus in _given(old.focus, new.focus):
            yield from mark_strips(position, focus)
            yield from link_strips(position, focus)
    if old.caret != new.caret:
        for caret in _given(old.caret, new.caret):
            yield from span_strips(position, caret)
    if old.stretch != new.stretch:
        for stretch in _given(old.stretch, new.stretch):
            yield from span_strips(position, stretch)
        for focus in _given(new.focus):
            yield from mark_strips(position, focus)
    for kin in old.kin ^ new.kin:
        yield from mark_strips(position, kin)
    if old.selection != new.selection:
        yield from _selection_strips(position, old.selection, new.selection)


def _given(*values: _T | None) -> list[_T]:
    return [value for value in values if value is not None]


def _selection_strips(position: ScrollPosition, old: Span | None, new: Span | None) -> Iterator[Strip]:
    """While one end stands still, only the text between the old and the new other end differs."""
    if old is not None and new is not None and old.start == new.start:
        changed = [Span(min(old.end, new.end) - 1, max(old.end, new.end))]
    elif old is not None and new is not None and old.end == new.end:
        changed = [Span(min(old.start, new.start), max(old.start, new.start) + 1)]
    else:
        changed = [span for span in (old, new) if span is not None]
    for span in changed:
        yield from span_strips(position, span)


def span_strips(position: ScrollPosition, span: Span, lanes: bool = False) -> Iterator[Strip]:
    """The visible lines that hold a span, with all that stands under them if `lanes` are wanted."""
    slack = _slack(position)
    for number, y in position.visible(0, position.height):
        layout = position.flow.laid(number).layout
        if span.start < layout.paragraph.end and span.end > layout.paragraph.start:
            first, last = layout.line_at(span.start), layout.line_at(span.end - 1)
            bottom = layout.bottom(last) if lanes else layout.text_bottom(last)
            yield y + layout.tops[first] - slack, y + bottom + slack


def mark_strips(position: ScrollPosition, id_: str) -> Iterator[Strip]:
    """The visible lines that a mark is drawn on, its lanes included."""
    numbers, slack = set(position.flow.spans.paragraphs_of(id_)), _slack(position)
    for number, y in position.visible(0, position.height):
        if number in numbers:
            laid = position.flow.laid(number)
            for piece in laid.decoration.pieces_of(id_):
                layout = laid.layout
                lane = piece.lane if layout.metrics.codes else laid.decoration.lanes(piece.line) - 1
                bottom = layout.lane_top(piece.line, lane) + layout.metrics.lane
                yield y + layout.tops[piece.line] - slack, y + bottom + slack


def link_strips(position: ScrollPosition, id_: str) -> Iterator[Strip]:
    """From the first to the last paragraph that the lines of an event pass; nothing for an entity."""
    spans = position.flow.spans
    fillers = spans.roles.fillers.get(id_, ())
    numbers = [number for mark in (id_, *fillers) for number in spans.paragraphs_of(mark)]
    if fillers and numbers:
        first, last = min(numbers), max(numbers)
        slack = _slack(position)
        yield position.y_of(first) - slack, position.y_of(last) + position.flow.heights.heights[last] + slack


def edge_strips(position: ScrollPosition, id_: str, moved: int) -> Iterator[Strip]:
    """What shows at both edges that lines of an event lead out of sight: here, and where scrolling carried it."""
    if position.flow.spans.roles.fillers.get(id_):
        height = edge_height(position.flow.metrics)
        for top in (0, position.height - height):
            yield top, top + height
            yield top + moved, top + moved + height


def overlay_rects(position: ScrollPosition, old: Overlay, new: Overlay, left: int, width: int) -> Iterator[QRect]:
    """The rectangles of the viewport in which two overlays differ; the text column begins at `left`."""
    for hint in set(old.hints) ^ set(new.hints):
        top = cap_top(position, hint.id)
        if top is not None:
            yield QRect(0, top - 1, width, position.flow.metrics.cap + 2)
    for ghost in set(old.ghosts) ^ set(new.ghosts):
        for top, bottom in span_strips(position, ghost.span):
            yield QRect(0, top, width, bottom - top)
    if old.drag != new.drag:
        for drag in _given(old.drag, new.drag):
            yield drag_rect(position, drag, left)
            for top, bottom in mark_strips(position, drag.to_id) if drag.to_id is not None else ():
                yield QRect(0, top, width, bottom - top)


def _slack(position: ScrollPosition) -> int:
    """Pixels by which rings and pills stick out of their line."""
    return 3 + round(position.flow.metrics.ring)
