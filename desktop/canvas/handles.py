"""Handles: what the mouse can take hold of: the two ends of the focused mark, the mark itself, a word."""

from enum import Enum

from annotations.editing.acceptance import bare
from annotations.editing.edits import CorrectSuggestion, Edit, MoveBoundary
from annotations.model.ids import MentionId
from annotations.model.span import Span
from annotations.model.suggestion import Suggestion
from desktop.canvas.caret import TokenCaret
from desktop.canvas.decoration import MarkPiece
from desktop.canvas.flow import ArticleFlow
from desktop.canvas.hit import hit_test
from desktop.canvas.layout import ParagraphLayout
from desktop.canvas.marks import Mark
from desktop.canvas.scroll_position import ScrollPosition
from desktop.canvas.span_index import Item

_REACH = 4.0  # pixels to either side of an end


class Side(Enum):
    """The end of a mark in reading order."""

    START = "start"
    END = "end"


def has_handles(mark: Mark) -> bool:
    """True if its outer ends can be dragged. A suggestion in several parts would be in one piece once corrected."""
    return not mark.suggested or len(mark.parts) == 1


def handle_points(layout: ParagraphLayout, pieces: list[MarkPiece], span: Span) -> dict[Side, tuple[float, int]]:
    """The x and the line of each end that lies in this paragraph; right is the start where text runs to the left."""
    ends: dict[Side, tuple[float, int]] = {}
    backwards = layout.paragraph.right_to_left
    if pieces and layout.paragraph.start <= span.start:
        ends[Side.START] = (pieces[0].right if backwards else pieces[0].left, pieces[0].line)
    if pieces and span.end <= layout.paragraph.end:
        ends[Side.END] = (pieces[-1].left if backwards else pieces[-1].right, pieces[-1].line)
    return ends


def handle_at(position: ScrollPosition, id_: str, x: float, y: float) -> Side | None:
    """The handle under a point (x in the text column, y in the viewport): an outer end of the mark."""
    mark = position.flow.spans.mark(id_)
    if mark is None or not has_handles(mark):
        return None
    numbers = set(position.flow.spans.paragraphs_of(id_))
    for number, top in position.visible(0, position.height):
        if number not in numbers:
            continue
        laid = position.flow.laid(number)
        for side, (end, line) in handle_points(laid.layout, laid.decoration.pieces_of(id_), mark.extent).items():
            if abs(x - end) <= _REACH and laid.layout.text_top(line) <= y - top <= laid.layout.text_bottom(line):
                return side
    return None


def takes_line(flow: ArticleFlow, id_: str, x: float, y: float) -> bool:
    """True if a line can be drawn from a mark at a point: in the lanes from any mark, in the text from a trigger."""
    mark, hit = flow.spans.mark(id_), hit_test(flow, x, y)
    if mark is None or hit.mark is None:
        return False
    number = flow.heights.find(max(y, 0))
    layout, inside = flow.laid(number).layout, y - flow.heights.before(number)
    if inside >= layout.text_bottom(layout.line_at_y(inside)):
        return hit.mark == id_
    return mark.event > 0 and any(part.start <= hit.start < part.end for part in mark.parts)


def token_under(flow: ArticleFlow, caret: TokenCaret, x: float, y: float) -> Span | None:
    """The token drawn at a point or right above it; None beside the text and between two tokens."""
    number = flow.heights.find(max(y, 0))
    layout, inside = flow.laid(number).layout, y - flow.heights.before(number)
    cell = layout.cell_at(layout.line_at_y(inside), x) if 0 <= inside < layout.height else None
    if cell is None or not caret.tokens:
        return None
    first, last = caret.around(cell[2], cell[3])
    token = Span(caret.token_at(first).start, caret.token_at(last).end)
    return token if token.start <= cell[2] < token.end else None


def stretched(caret: TokenCaret, span: Span, side: Side, code_point: int) -> Span:
    """The span with one end drawn to the token at a code point; at least one token stays."""
    tokens = caret.indices(span)
    if tokens is None:
        return span
    first, last = tokens
    index = caret.index_at(code_point)
    if side is Side.START:
        return Span(caret.token_at(min(index, last)).start, span.end)
    return Span(span.start, caret.token_at(max(index, first)).end)


def boundary_edit(item: Item, span: Span) -> Edit:
    """What dragging an end to there asks for."""
    if isinstance(item, Suggestion):
        return CorrectSuggestion(suggestion=bare(item), span=span)
    return MoveBoundary(MentionId(item.id), span)
