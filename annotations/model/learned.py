"""LearnedModel: what a learner made of the project's decisions, with the verdict whether it may suggest."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from annotations.model.mention import Kind


class Learner(StrEnum):
    """How a model is learned."""

    FAST = "fast"  # seconds: linear, on frozen features
    SLOW = "slow"  # minutes: components of a spaCy pipeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Exact F1 on articles held back, with a 95 % interval from resampling articles."""

    f1: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """How well a model does that learned from so many articles. `old` is what suggests now, on the same articles."""

    articles: int
    new: Measure
    old: Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a new model is better than what suggests now, beyond noise, on articles that neither learned from.

    `difference` is new less old F1; `low` is the lower end of its one-sided 95 % interval. `reason` is a code for
    messages: "better", "too_few_articles", "no_better", "within_noise", "nothing_to_learn".
    """

    better: bool
    reason: str
    articles: int  # held back
    new: Measure | None = None
    old: Measure | None = None
    difference: float = 0.0
    low: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedModel:
    """`number` counts the models of this kind in the project. At most one model of a kind is `active`.

    `trained_on` counts the articles it learned from, `seconds` is CPU time. The bytes are fetched by `sha256`.
    """

    id: str
    kind: Kind
    learner: Learner
    number: int
    at: datetime
    active: bool
    trained_on: int
    seconds: float
    verdict: Verdict
    curve: tuple[CurvePoint, ...] = ()
    sha256: str = ""  # empty when only the verdict was kept
