"""Which articles a model is trained on, and on which it is measured."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from annotations.model.ids import ArticleId

# The split that a project has unless another is named: all exports share it, so that no article changes sides.
TRAINING = "training"


class Part(StrEnum):
    """A side of a split: what a model learns from, what it is tuned on, what it is measured on at last."""

    TRAIN = "train"
    DEV = "dev"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Placed:
    """The side an article is on. `pinned`: somebody put it there, and nothing else may move it."""

    part: Part
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Pinning:
    """An act of pinning in a split: to which side (None: pins were taken off), and where what it changed was before."""

    split: str
    part: Part | None
    before: Mapping[ArticleId, Placed | None]
