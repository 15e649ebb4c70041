"""HitTester: what lies under a point."""

from dataclasses import dataclass

from desktop.canvas.flow import ArticleFlow
from desktop.canvas.layout_cache import LaidParagraph

_SLACK = 2.0  # pixels around chips and bars that still count


@dataclass(frozen=True, slots=True)
class Hit:
    """The mark under a point, if any, and the grapheme nearest to it: from `start` up to `end`, in code points."""

    mark: str | None
    start: int
    end: int


def hit_test(flow: ArticleFlow, x: float, y: float) -> Hit:
    """What is at x in the text column and y in the flow: a chip or bar in its lane, in text the shortest mark."""
    number = flow.heights.find(max(y, 0))
    laid = flow.laid(number)
    layout = laid.layout
    inside = y - flow.heights.before(number)
    line = layout.line_at_y(inside)
    _left, _right, start, end = layout.nearest(line, x)
    if inside >= layout.text_bottom(line):
        return Hit(_in_lane(laid, line, x, inside), start, end)
    on_text = layout.cell_at(line, x) is not None
    return Hit(shortest_at(laid, line, start) if on_text else None, start, end)


def _in_lane(laid: LaidParagraph, line: int, x: float, inside: float) -> str | None:
    metrics, below = laid.layout.metrics, inside - laid.layout.text_bottom(line)
    lane, lanes = int(below // metrics.step), laid.decoration.lanes(line)
    if lane >= lanes and below < metrics.under(lanes):
        lane = lanes - 1
    pieces = [piece for piece in laid.decoration.lines[line] if piece.lane == lane]
    for piece in pieces:
        if metrics.codes and piece.chip_left - _SLACK <= x < piece.chip_right + _SLACK:
            return piece.mark.id
    for piece in pieces:
        if any(left - _SLACK <= x < right + _SLACK for left, right in piece.fragments):
            return piece.mark.id
    return None


def shortest_at(laid: LaidParagraph, line: int, code_point: int) -> str | None:
    """The shortest mark that covers a code point of a line, or None."""
    covering = [
        piece.mark
        for piece in laid.decoration.lines[line]
        if any(part.start <= code_point < part.end for part in piece.mark.parts)
    ]
    return min(covering, key=lambda mark: (sum(map(len, mark.parts)), mark.id)).id if covering else None
