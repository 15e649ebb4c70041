"""LinkRouter: the way of a line from a trigger to a filler, through the free tracks above the lines of text."""

from dataclasses import dataclass
from enum import Enum

Point = tuple[float, float]


class Beyond(Enum):
    """Which edge of the viewport hides a place."""

    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place to tie a line to: above the middle of a word. `track` is the free height above its line."""

    x: float
    top: float
    track: float


def route(trigger: Anchor, filler: Anchor, rail: float) -> tuple[Point, ...]:
    """Corner points from trigger to filler: along the track when on one line, else round by the rail at `rail`."""
    start: Point = (trigger.x, trigger.top)
    end: Point = (filler.x, filler.top)
    if trigger.track == filler.track:
        return (start, (trigger.x, trigger.track), (filler.x, filler.track), end)
    return (
        start,
        (trigger.x, trigger.track),
        (rail, trigger.track),
        (rail, filler.track),
        (filler.x, filler.track),
        end,
    )


def route_out(trigger: Anchor, rail: float, edge: float) -> tuple[Point, ...]:
    """Corner points towards a filler that is out of sight above or below, ending at height `edge`."""
    return ((trigger.x, trigger.top), (trigger.x, trigger.track), (rail, trigger.track), (rail, edge))


def route_in(filler: Anchor, rail: float, edge: float) -> tuple[Point, ...]:
    """Corner points from a trigger that is out of sight, entering at height `edge`."""
    return ((rail, edge), (rail, filler.track), (filler.x, filler.track), (filler.x, filler.top))


def route_past(rail: float, above: float, below: float) -> tuple[Point, ...]:
    """Points from a trigger out of sight on one side to a filler out of sight on the other.

    The one between them has the rail drawn as a way with corners is, to the pixel: scrolling joins the two.
    """
    return ((rail, above), (rail, (above + below) / 2), (rail, below))
