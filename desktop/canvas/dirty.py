"""Which horizontal strips of the viewport look different after a change: no more than those are painted."""

from collections.abc import Iterator
from typing import TypeVar

from annotations.model.span import Span
from desktop.canvas.emphasis import Emphasis
from desktop.canvas.scroll_position import ScrollPosition

Strip = tuple[int, int]
_T = TypeVar("_T")
_SLACK = 3  # pixels by which rings and pills stick out of their line


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


def span_strips(position: ScrollPosition, span: Span) -> Iterator[Strip]:
    """The visible lines that hold a span."""
    for number, y in position.visible(0, position.height):
        layout = position.flow.laid(number).layout
        if span.start < layout.paragraph.end and span.end > layout.paragraph.start:
            first, last = layout.line_at(span.start), layout.line_at(span.end - 1)
            yield y + layout.tops[first] - _SLACK, y + layout.text_bottom(last) + _SLACK


def mark_strips(position: ScrollPosition, id_: str) -> Iterator[Strip]:
    """The visible lines that a mark is drawn on, its lanes included."""
    numbers = set(position.flow.spans.paragraphs_of(id_))
    for number, y in position.visible(0, position.height):
        if number in numbers:
            laid = position.flow.laid(number)
            for piece in laid.decoration.pieces_of(id_):
                layout = laid.layout
                bottom = layout.text_bottom(piece.line) + (piece.lane + 1) * layout.metrics.lane
                yield y + layout.tops[piece.line] - _SLACK, y + bottom + _SLACK


def link_strips(position: ScrollPosition, id_: str) -> Iterator[Strip]:
    """From the first to the last paragraph that the lines of an event pass; nothing for an entity."""
    spans = position.flow.spans
    fillers = spans.roles.fillers.get(id_, ())
    numbers = [number for mark in (id_, *fillers) for number in spans.paragraphs_of(mark)]
    if fillers and numbers:
        first, last = min(numbers), max(numbers)
        yield position.y_of(first) - _SLACK, position.y_of(last) + position.flow.heights.heights[last] + _SLACK
