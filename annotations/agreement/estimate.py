"""Estimate: a figure with its interval, or the reason why there is none."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """`value` is None exactly when `reason` says why: undefined is never shown as 0 or 1.

    `interval` is the 95 % interval from drawing the articles again, by `method`; where there is none,
    `interval_reason` says why, if it was asked for. `too_narrow` says that so few articles probably make it narrower
    than it should be. `units` counts what the figure is a share of.
    """

    value: float | None
    reason: str = ""
    articles: int = 0
    units: int = 0
    interval: tuple[float, float] | None = None
    interval_reason: str = ""
    method: str = ""
    too_narrow: bool = False
