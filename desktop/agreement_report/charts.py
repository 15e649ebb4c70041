"""Charts of the report: small drawings as SVG, in the colours of the page that shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor

from annotations.agreement.estimate import Estimate
from desktop.agreement_report.markup import Markup, joined, tag

WIDTH, HEIGHT = 190, 22
_MARGIN = 12
_STEP = 0.2


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
        words = [
            tag("text", f"{tick:g}".replace("0.", "."), x=self.at(tick), y=14, text_anchor="middle")
            for tick in self.ticks()
        ]
        return _svg(*words, class_="scale")


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
