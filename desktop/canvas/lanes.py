"""LaneSolver: which lane under the line each bar goes to, and how much its chip may say."""

from collections.abc import Sequence
from dataclasses import dataclass

BAR_GAP = 1.0  # pixels between two bars in one lane


@dataclass(frozen=True, slots=True)
class Piece:
    """What one mark shows on one line: the extent of its bar and the widths its chip could have, widest first."""

    left: float
    right: float
    widths: tuple[float, ...]

    @property
    def width(self) -> float:
        """The length of the bar."""
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a piece went. `level` is the index into its chip widths."""

    lane: int
    level: int
    chip_left: float


@dataclass(slots=True)
class _Lane:
    bars: list[tuple[float, float]]
    chips: list[tuple[float, float]]


class LaneSolver:
    """Places the pieces of one line, inner ones nearest to the text. `column` is what chips must stay inside."""

    def __init__(self, column: tuple[float, float], chip_gap: float, right_to_left: bool) -> None:
        self._column = column
        self._gap = chip_gap
        self._right_to_left = right_to_left

    def solve(self, pieces: Sequence[Piece]) -> list[Placement]:
        """One placement per piece, in the order given; of two equally long pieces the first lies further in."""
        lanes: list[_Lane] = []
        placed: dict[int, Placement] = {}
        order = sorted(range(len(pieces)), key=lambda i: (round(pieces[i].width), i))
        for index in order:
            placed[index] = self._place(pieces[index], lanes, self._modest_level(pieces, index))
        return [placed[index] for index in range(len(pieces))]

    def _modest_level(self, pieces: Sequence[Piece], index: int) -> int:
        """The first level that stays by its bar and leaves the next bar room for a chip; the last if none does."""
        piece = pieces[index]
        if self._right_to_left:
            room = min((piece.right - each.right for each in pieces if each.right <= piece.left), default=None)
        else:
            room = min((each.left - piece.left for each in pieces if each.left >= piece.right), default=None)
        fitting = (
            level
            for level, width in enumerate(piece.widths)
            if (room is None or width + self._gap <= room) and self._shift(piece, level) <= piece.width / 2
        )
        return next(fitting, len(piece.widths) - 1)

    def _shift(self, piece: Piece, level: int) -> float:
        """How far the edge of the column pushes a chip off the reading start of its bar."""
        start = piece.right - piece.widths[level] if self._right_to_left else piece.left
        return abs(self.chip_left(piece, level) - start)

    def _place(self, piece: Piece, lanes: list[_Lane], modest: int) -> Placement:
        for number, lane in enumerate(lanes):
            if not _free(lane.bars, piece.left, piece.right, BAR_GAP):
                continue
            for level in range(modest, len(piece.widths)):
                left = self.chip_left(piece, level)
                if _free(lane.chips, left, left + piece.widths[level], self._gap):
                    return _put(lane, piece, Placement(number, level, left))
        lanes.append(_Lane([], []))
        return _put(lanes[-1], piece, Placement(len(lanes) - 1, modest, self.chip_left(piece, modest)))

    def chip_left(self, piece: Piece, level: int) -> float:
        """At the reading start of the bar, moved inside the column where it would stick out."""
        width = piece.widths[level]
        left = piece.right - width if self._right_to_left else piece.left
        return max(self._column[0], min(left, self._column[1] - width))


def _free(taken: Sequence[tuple[float, float]], left: float, right: float, gap: float) -> bool:
    return all(right + gap <= other_left or other_right + gap <= left for other_left, other_right in taken)


def _put(lane: _Lane, piece: Piece, placement: Placement) -> Placement:
    lane.bars.append((piece.left, piece.right))
    lane.chips.append((placement.chip_left, placement.chip_left + piece.widths[placement.level]))
    return placement
