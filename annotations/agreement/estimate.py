"""Estimate: a figure with its interval, or the reason why there is none."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """`value` is None exactly when `reason` says why: undefined is never shown as 0 or 1.

    `interval` is the 95 % percentile interval from resampling articles; None below two articles.
    `units` counts what the figure is a share of.
    """

    value: float | None
    reason: str = ""
    articles: int = 0
    units: int = 0
    interval: tuple[float, float] | None = None
