"""Decoration: what is drawn on the lines of one paragraph besides its text. Made anew when a span changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from desktop.canvas.chips import ChipTexts
from desktop.canvas.lanes import LaneSolver, Piece
from desktop.canvas.layout import Extent, ParagraphLayout
from desktop.canvas.marks import Chip, Mark


@dataclass(frozen=True, slots=True)
class MarkPiece:
    """What one mark shows on one line. `chip` is what there is room to say, drawn at `chip_left`..`chip_right`.

    `joints` lie where a mark in several parts leaves words out.
    """

    mark: Mark
    line: int
    fragments: tuple[Extent, ...]
    joints: tuple[Extent, ...]
    lane: int
    chip: Chip
    chip_left: float
    chip_right: float

    @property
    def left(self) -> float:
        """The left end of the bar."""
        return self.fragments[0][0]

    @property
    def right(self) -> float:
        """The right end of the bar."""
        return self.fragments[-1][1]


@dataclass(frozen=True, slots=True)
class Decoration:
    """The pieces of each line, outer ones first, and the number of undecided suggestions for the gutter."""

    lines: tuple[tuple[MarkPiece, ...], ...]
    open_suggestions: int

    def lanes(self, line: int) -> int:
        """How many lanes a line has."""
        return max((piece.lane + 1 for piece in self.lines[line]), default=0)

    def pieces_of(self, id_: str) -> list[MarkPiece]:
        """The pieces of one mark, in reading order of their lines."""
        return [piece for line in self.lines for piece in line if piece.mark.id == id_]


_STUB = 0.9  # em: how far the joint of a mark reaches that goes on in another line
_Found = tuple[Mark, tuple[Extent, ...], tuple[Extent, ...]]  # bars and joints


def decorate(
    layout: ParagraphLayout, marks: Sequence[Mark], open_suggestions: int, chips: ChipTexts, column: float
) -> Decoration:
    """Lay the marks under the lines of a paragraph and stack the lines accordingly."""
    by_line = _found_by_line(layout, marks, column)
    solver = LaneSolver((0.0, column), layout.metrics.chip_gap, layout.paragraph.right_to_left)
    lines = tuple(_solved(solver, line, by_line.get(line, ()), chips, layout, column) for line in range(len(layout)))
    decoration = Decoration(lines, open_suggestions)
    layout.place_lines([decoration.lanes(line) for line in range(len(lines))])
    return decoration


def _found_by_line(layout: ParagraphLayout, marks: Sequence[Mark], column: float) -> dict[int, list[_Found]]:
    paragraph = layout.paragraph
    by_line: dict[int, list[_Found]] = {}
    for mark in sorted(marks, key=lambda mark: (len(mark.extent), mark.extent.start, mark.id)):  # ties: shorter inside
        found: dict[int, list[Extent]] = {}
        for part in mark.parts:
            start, end = max(part.start, paragraph.start), min(part.end, paragraph.end)
            if start >= end:
                continue
            for line in range(layout.line_at(start), layout.line_at(end - 1) + 1):
                found.setdefault(line, []).extend(layout.fragments(line, start, end))
        for line, extents in found.items():
            if extents:
                bars = tuple(sorted(extents))
                joints = _joints(layout, line, mark, bars, column) if len(mark.parts) > 1 else ()
                by_line.setdefault(line, []).append((mark, bars, joints))
    return by_line


def _joints(
    layout: ParagraphLayout, line: int, mark: Mark, bars: tuple[Extent, ...], column: float
) -> tuple[Extent, ...]:
    """Between the bars, and a little beyond them towards a part on an earlier or later line."""
    joints = [(left, right) for (_, left), (right, _) in pairwise(bars)]
    starts, ends = layout.starts[line], layout.end(line)
    begun = mark.extent.start < starts and not any(part.start < starts < part.end for part in mark.parts)
    goes_on = mark.extent.end > ends and not any(part.start < ends < part.end for part in mark.parts)
    stub = _STUB * layout.metrics.em
    to_left, to_right = (goes_on, begun) if layout.paragraph.right_to_left else (begun, goes_on)
    if to_left:
        joints.append((max(0.0, bars[0][0] - stub), bars[0][0]))
    if to_right:
        joints.append((bars[-1][1], min(column, bars[-1][1] + stub)))
    return tuple((left, right) for left, right in joints if right - left >= 1.0)


def _solved(
    solver: LaneSolver, line: int, found: Sequence[_Found], chips: ChipTexts, layout: ParagraphLayout, column: float
) -> tuple[MarkPiece, ...]:
    if not found:
        return ()
    said = [chips.fitting(mark.chips(mark.parts[0].start < layout.starts[line]), column) for mark, _, _ in found]
    full = [
        Piece(
            min(left for left, _ in (*bars, *joints)),
            max(right for _, right in (*bars, *joints)),
            tuple(map(chips.chip_width, levels)),
        )
        for (_mark, bars, joints), levels in zip(found, said, strict=True)
    ]
    codes = layout.metrics.codes
    placements = solver.solve(full if codes else [Piece(piece.left, piece.right, (0.0,)) for piece in full])
    pieces = []
    for (mark, bars, joints), levels, piece, place in zip(found, said, full, placements, strict=True):
        left = place.chip_left if codes else solver.chip_left(piece, 0)
        right = left + piece.widths[place.level]
        pieces.append(MarkPiece(mark, line, bars, joints, place.lane, levels[place.level], left, right))
    return tuple(sorted(pieces, key=lambda piece: piece.left - piece.right))
