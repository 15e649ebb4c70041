"""Overlay: what lies over the article for one gesture: hints, previewed occurrences, a line being drawn."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF

from annotations.model.span import Span


@dataclass(frozen=True, slots=True)
class Hint:
    """The key that chooses a mark, shown as a cap at the mark's beginning."""

    id: str
    cap: str


@dataclass(frozen=True, slots=True)
class Ghost:
    """Words that would be marked. `excluded` ones would not, `current` is the one stood on, `solid` has no dashes."""

    span: Span
    hue: str
    excluded: bool = False
    current: bool = False
    solid: bool = False


@dataclass(frozen=True, slots=True)
class DragLine:
    """A line from a mark to a point of the viewport, and the mark it would reach."""

    from_id: str
    point: QPointF
    to_id: str | None = None


@dataclass(frozen=True, slots=True)
class Overlay:
    """All that lies over the article."""

    hints: tuple[Hint, ...] = ()
    ghosts: tuple[Ghost, ...] = ()
    drag: DragLine | None = None
