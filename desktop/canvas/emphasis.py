"""Emphasis: what stands out on the canvas because the annotator points at it."""

from dataclasses import dataclass

from annotations.model.span import Span


@dataclass(frozen=True, slots=True)
class Emphasis:
    """The focused mark, or the selection, or the token under the caret.

    `stretch` is the extent that the focused mark would get if the mouse let go of its end now; `kin` are the mentions
    of the same thing as the focused one; `edited` are words whose ends are being moved.
    """

    focus: str | None = None
    selection: Span | None = None
    caret: Span | None = None
    stretch: Span | None = None
    kin: frozenset[str] = frozenset()
    edited: tuple[Span, ...] = ()
