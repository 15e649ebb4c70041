"""PlaceLanes: under each line the versions of its open places, a lane per analyst, always in the same order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotations.model.mark import Mark
from annotations.model.schema import Schema
from desktop.canvas.chips import ChipTexts
from desktop.canvas.decoration import Decoration, MarkPiece
from desktop.canvas.lanes import BAR_GAP
from desktop.canvas.layout import Extent, ParagraphLayout
from desktop.canvas.marks import Chip
from desktop.canvas.places import Lane, Place, PlaceMark, version_mark

_CUT = 2.0  # pixels left free at both ends of a bar that lies on a longer one
_Shown = list[MarkPiece]  # of one place on one line; `lane` is that of the analyst


@dataclass(frozen=True, slots=True)
class DisputeDecoration(Decoration):
    """`blocks` says of each line below which lanes the rows of the analysts begin: once, or again where the versions
    of two places have no room side by side. Each is `analysts` lanes high, be the last of them empty."""

    blocks: tuple[tuple[int, ...], ...]
    analysts: int

    def lanes(self, line: int) -> int:
        """How many lanes a line has."""
        rows = [first + self.analysts for first in self.blocks[line]]
        return max([Decoration.lanes(self, line), *rows])


def with_lanes(
    agreed: Decoration,
    layout: ParagraphLayout,
    places: Sequence[Place],
    lanes: Sequence[Lane],
    schema: Schema,
    chips: ChipTexts,
    column: float,
) -> DisputeDecoration:
    """What is agreed lies nearest to the text; the rows of the analysts begin where it leaves room for them."""
    lines, blocks = [], []
    for line, taken in enumerate(agreed.lines):
        here = [place for place in places if place.start < layout.end(line) and place.end > layout.starts[line]]
        packed = _LineLanes(layout, line, lanes, schema, chips, column).packed(here) if here else []
        first = _first_lane(taken, packed, len(lanes), layout.metrics.chip_gap)
        starts = tuple(first + number * len(lanes) for number in range(len(packed)))
        added = (
            replace(piece, lane=start + piece.lane)
            for start, block in zip(starts, packed, strict=True)
            for piece in block
        )
        lines.append(tuple(sorted([*taken, *added], key=lambda piece: piece.left - piece.right)))
        blocks.append(starts)
    made = DisputeDecoration(tuple(lines), 0, tuple(blocks), len(lanes))
    if any(blocks):
        layout.place_lines([made.lanes(line) for line in range(len(lines))])
    return made


@dataclass(frozen=True, slots=True)
class _LineLanes:
    """The versions on one line."""

    layout: ParagraphLayout
    line: int
    lanes: Sequence[Lane]
    schema: Schema
    chips: ChipTexts
    column: float

    def packed(self, places: Sequence[Place]) -> list[_Shown]:
        """The places in as few blocks as possible, with short labels if that takes fewer."""
        gap = self.layout.metrics.chip_gap
        return min((_packed([self._shown(place, level) for place in places], gap) for level in (0, -1)), key=len)

    def _shown(self, place: Place, level: int) -> _Shown:
        shown: _Shown = []
        for number, version in enumerate(place.versions):
            if version is not None:
                shown += self._version(place, number, version, level, place.deferred and not shown)
        return shown

    def _version(self, place: Place, number: int, version: Sequence[Mark], level: int, deferred: bool) -> _Shown:
        """Marks in one another share the lane: the shorter bar lies on the longer one, their chips side by side."""
        said: list[Mark | None] = [*sorted(version, key=lambda mark: (mark.start, -mark.end, mark.label))] or [None]
        drawn: list[tuple[PlaceMark, Chip]] = []
        bars: list[tuple[Extent, ...]] = []
        for each in said:
            head = "" if drawn else f"{self.lanes[number].digit} "
            mark = version_mark(place, number, head, each, self.schema)
            extents = tuple(sorted(self.layout.fragments(self.line, mark.extent.start, mark.extent.end)))
            if extents:
                mark = replace(mark, deferred=deferred and not drawn)
                drawn.append((mark, mark.chips(mark.extent.start < self.layout.starts[self.line])[level]))
                bars.append(extents)
        places = self._side_by_side(bars, [self.chips.chip_width(chip) for _mark, chip in drawn])
        return [
            MarkPiece(mark, self.line, _uncovered(bars, index), (), number, chip, *places[index])
            for index, (mark, chip) in enumerate(drawn)
        ]

    def _side_by_side(self, bars: Sequence[tuple[Extent, ...]], widths: Sequence[float]) -> list[Extent]:
        """Where chips stand: at the reading start of their bars, behind the chip before, inside the column."""
        mirrored, gap = self.layout.paragraph.right_to_left, self.layout.metrics.chip_gap
        starts = [self.column - extents[-1][1] if mirrored else extents[0][0] for extents in bars]
        free = 0.0
        for index, width in enumerate(widths):
            starts[index] = max(starts[index], free)
            free = starts[index] + width + gap
        free = self.column
        for index in reversed(range(len(widths))):
            starts[index] = max(0.0, min(starts[index], free - widths[index]))
            free = starts[index] - gap
        ends = [start + width for start, width in zip(starts, widths, strict=True)]
        if mirrored:
            return [(self.column - end, self.column - start) for start, end in zip(starts, ends, strict=True)]
        return list(zip(starts, ends, strict=True))


def _uncovered(bars: Sequence[tuple[Extent, ...]], index: int) -> tuple[Extent, ...]:
    """What a bar shows beside those that lie on it; all of it if they leave nothing."""
    shown = list(bars[index])
    for left, right in (extent for bar in bars[index + 1 :] for extent in bar):
        beside = [part for a, b in shown for part in ((a, min(b, left - _CUT)), (max(a, right + _CUT), b))]
        shown = [(a, b) for a, b in beside if b - a >= 1.0]
    return tuple(shown) or bars[index]


def _packed(places: Sequence[_Shown], gap: float) -> list[_Shown]:
    """Each place in the first block in which it meets no other."""
    blocks: list[_Shown] = []
    for place in places:
        free = (
            block
            for block in blocks
            if not any(one.lane == other.lane and _meet(one, other, gap) for one in place for other in block)
        )
        block = next(free, None)
        if block is None:
            blocks.append(list(place))
        else:
            block += place
    return blocks


def _first_lane(agreed: Sequence[MarkPiece], blocks: Sequence[_Shown], lanes: int, gap: float) -> int:
    """The first lane from which on no version meets what is agreed."""
    deepest = max((piece.lane + 1 for piece in agreed), default=0)
    below = [(number * lanes + piece.lane, piece) for number, block in enumerate(blocks) for piece in block]
    clashes = {
        other.lane - lane for lane, piece in below for other in agreed if _meet(piece, other, gap)
    }  # the first lanes at which some version would lie in the lane of something agreed that it meets
    return next((first for first in range(deepest) if first not in clashes), deepest)


def _meet(one: MarkPiece, other: MarkPiece, gap: float) -> bool:
    """True if two pieces have no room in one lane: their bars touch, or their chips do."""
    bars = one.left < other.right + BAR_GAP and other.left < one.right + BAR_GAP
    return bars or (one.chip_left < other.chip_right + gap and other.chip_left < one.chip_right + gap)
