"""Charts of the report: small drawings as SVG, in the colours of the page that shows them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import floor

from annotations.agreement.estimate import Estimate
from desktop.agreement_report.markup import Markup, joined, tag

WIDTH, HEIGHT = 190, 22
_MARGIN = 12
_STEP = 0.2
# Of lines, in pixels: the whole, and what is left free at the sides, above and below.
_WIDE, _TALL, _LEFT, _HEAD, _FOOT = 960, 200, 44, 22, 28
_MOST_NAMES = 12


@dataclass(frozen=True, slots=True)
class Axis:
    """What the dots of several rows stand on: from `low` to 1."""

    low: float

    def at(self, value: float) -> float:
        """How far from the left, in pixels; values beyond the ends stand at the ends."""
        share = (min(max(value, self.low), 1.0) - self.low) / (1.0 - self.low)
        return round(_MARGIN + share * (WIDTH - 2 * _MARGIN), 1)

    def ticks(self) -> list[float]:
        """Where lines stand."""
        count = round((1.0 - self.low) / _STEP)
        return [round(self.low + at * _STEP, 1) for at in range(count + 1)]

    def scale(self) -> Markup:
        """The numbers over the lines."""
        words = [tag("text", _tick(tick), x=self.at(tick), y=14, text_anchor="middle") for tick in self.ticks()]
        return _svg(*words, class_="scale")


def _tick(value: float) -> str:
    return f"{value:g}".replace("0.", ".")


def axis(estimates: Iterable[Estimate]) -> Axis:
    """The axis on which all of them find room, from .4 where they do."""
    ends = [end for each in estimates if each.value is not None for end in (each.value, *(each.interval or ()))]
    return Axis(max(-1.0, min(0.4, floor(min(ends, default=1.0) / _STEP) * _STEP)))


def whisker(estimate: Estimate, on: Axis) -> Markup:
    """A dot with its interval; only the lines where the figure is undefined."""
    middle = HEIGHT / 2
    drawn = [_line(on.at(tick), 0, on.at(tick), HEIGHT, "grid") for tick in on.ticks()]
    if estimate.interval is not None:
        low, high = map(on.at, estimate.interval)
        drawn += [_line(low, middle, high, middle, "whisker")]
        drawn += [_line(end, middle - 4, end, middle + 4, "whisker") for end in (low, high)]
    if estimate.value is not None:
        drawn.append(tag("circle", cx=on.at(estimate.value), cy=middle, r=4, class_="dot"))
    return _svg(*drawn)


@dataclass(frozen=True, slots=True)
class Point:
    """A figure in a line: how far along it stands (0 to 1), what is under it, what it says, and a mark above it."""

    along: float
    estimate: Estimate
    name: str
    said: str
    mark: str = ""


def line(points: Sequence[Point]) -> Markup:
    """Figures with their intervals from left to right, joined where none between them is undefined."""
    on = axis(point.estimate for point in points)
    drawn = [piece for tick in on.ticks() for piece in _level(tick, on)]
    drawn += [_marked(point) for point in points if point.mark]
    for group in _unbroken(points):
        path = " ".join(f"{_across(point)},{_up(point.estimate.value or 0.0, on)}" for point in group)
        drawn.append(tag("polyline", points=path, class_="path"))
        drawn += [_point(point, on) for point in group]
    step = -(-len(points) // _MOST_NAMES)
    names = [tag("text", point.name, x=_across(point), y=_TALL - 4, text_anchor="middle") for point in points[::step]]
    box = f"0 0 {_WIDE} {_TALL}"
    return tag("svg", *drawn, *names, width=_WIDE, height=_TALL, viewBox=box, role="img", class_="line")


def _unbroken(points: Sequence[Point]) -> list[list[Point]]:
    return [list(group) for defined, group in groupby(points, lambda each: each.estimate.value is not None) if defined]


def _across(point: Point) -> float:
    return round(_LEFT + point.along * (_WIDE - 2 * _LEFT), 1)


def _up(value: float, on: Axis) -> float:
    share = (min(max(value, on.low), 1.0) - on.low) / (1.0 - on.low)
    return round(_TALL - _FOOT - share * (_TALL - _FOOT - _HEAD), 1)


def _level(tick: float, on: Axis) -> tuple[Markup, Markup]:
    y = _up(tick, on)
    return _line(_LEFT - 12, y, _WIDE - _LEFT + 12, y, "grid"), tag("text", _tick(tick), x=0, y=y + 4)


def _marked(point: Point) -> Markup:
    at = _across(point)
    words = tag("text", point.mark, x=at, y=10, text_anchor="middle")
    return tag("g", words, _line(at, 14, at, _TALL - _FOOT, "mark"))


def _point(point: Point, on: Axis) -> Markup:
    at, estimate = _across(point), point.estimate
    drawn = [tag("title", point.said)]
    if estimate.interval is not None:
        low, high = (_up(end, on) for end in estimate.interval)
        drawn.append(_line(at, low, at, high, "whisker"))
    kind = "dot" if estimate.interval is not None else "few"
    drawn.append(tag("circle", cx=at, cy=_up(estimate.value or 0.0, on), r=4, class_=kind))
    return tag("g", *drawn)


def shares(counts: Iterable[tuple[str, int]], width: int = 420) -> Markup:
    """A bar of as many parts as there are counts, each with a class of its own and its words as title."""
    known = [(words, count) for words, count in counts]
    whole = sum(count for _, count in known) or 1
    drawn, at = [], 0.0
    for number, (words, count) in enumerate(known):
        length = round(width * count / whole, 1)
        title = tag("title", f"{words}: {count}")
        drawn.append(tag("rect", title, x=round(at, 1), y=0, width=length, height=10, class_=f"part{number}"))
        at += length
    return tag("svg", *drawn, width=width, height=10, viewBox=f"0 0 {width} 10", role="img", class_="bar")


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=kind)


def _svg(*drawn: Markup, class_: str = "dots") -> Markup:
    box = f"0 0 {WIDTH} {HEIGHT}"
    return tag("svg", joined(*drawn), width=WIDTH, height=HEIGHT, viewBox=box, aria_hidden="true", class_=class_)
