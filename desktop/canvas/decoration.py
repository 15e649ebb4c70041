"""Decoration: what is drawn on the lines of one paragraph besides its text. Made anew when a span changes."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.canvas.chips import ChipTexts
from desktop.canvas.lanes import LaneSolver, Piece
from desktop.canvas.layout import Extent, ParagraphLayout
from desktop.canvas.marks import Chip, Mark


@dataclass(frozen=True, slots=True)
class MarkPiece:
    """What one mark shows on one line. `chip` is what there is room to say, drawn at `chip_left`..`chip_right`."""

    mark: Mark
    line: int
    fragments: tuple[Extent, ...]
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

    def pieces_of(self, id_: str) -> list[MarkPiece]:
        """The pieces of one mark, in reading order of their lines."""
        return [piece for line in self.lines for piece in line if piece.mark.id == id_]


def decorate(
    layout: ParagraphLayout, marks: Sequence[Mark], open_suggestions: int, chips: ChipTexts, column: float
) -> Decoration:
    """Lay the marks under the lines of a paragraph and stack the lines accordingly."""
    by_line = _pieces_by_line(layout, marks)
    solver = LaneSolver((0.0, column), layout.metrics.chip_gap, layout.paragraph.right_to_left)
    lines = tuple(_solved(solver, line, by_line.get(line, ()), chips, layout) for line in range(len(layout)))
    layout.place_lines([max((piece.lane + 1 for piece in line), default=0) for line in lines])
    return Decoration(lines, open_suggestions)


def _pieces_by_line(layout: ParagraphLayout, marks: Sequence[Mark]) -> dict[int, list[tuple[Mark, tuple[Extent, ...]]]]:
    paragraph = layout.paragraph
    by_line: dict[int, list[tuple[Mark, tuple[Extent, ...]]]] = {}
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
                by_line.setdefault(line, []).append((mark, tuple(sorted(extents))))
    return by_line


def _solved(
    solver: LaneSolver,
    line: int,
    found: Sequence[tuple[Mark, tuple[Extent, ...]]],
    chips: ChipTexts,
    layout: ParagraphLayout,
) -> tuple[MarkPiece, ...]:
    if not found:
        return ()
    said = [mark.chips(mark.parts[0].start < layout.starts[line]) for mark, _extents in found]
    placements = solver.solve(
        [
            Piece(extents[0][0], extents[-1][1], tuple(chips.chip_width(chip) for chip in levels))
            for (_mark, extents), levels in zip(found, said, strict=True)
        ]
    )
    pieces = []
    for (mark, extents), levels, place in zip(found, said, placements, strict=True):
        chip = levels[place.level]
        right = place.chip_left + chips.chip_width(chip)
        pieces.append(MarkPiece(mark, line, extents, place.lane, chip, place.chip_left, right))
    return tuple(sorted(pieces, key=lambda piece: piece.left - piece.right))
