"""OverlaySurface: a flow with hints, previewed occurrences and a line being drawn on top, gone with their gesture."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF

from desktop.canvas.dirty import overlay_rects
from desktop.canvas.emphasis import Emphasis
from desktop.canvas.flow import ArticleFlow, Reflow
from desktop.canvas.marks import Mark
from desktop.canvas.overlay import DragLine, Ghost, Hint, Overlay
from desktop.canvas.surface import FlowSurface


class OverlaySurface(FlowSurface):
    """Nothing here moves the text; another article takes everything away."""

    _kin: frozenset[str] = frozenset()

    def set_hints(self, hints: Sequence[Hint]) -> None:
        """Show a key cap at the beginning of each of these marks, and at no other."""
        self._lay_over(replace(self._overlay, hints=tuple(hints)))

    def set_ghosts(self, ghosts: Sequence[Ghost]) -> None:
        """Preview these words as marked, and no others."""
        self._lay_over(replace(self._overlay, ghosts=tuple(ghosts)))

    def set_drag_line(self, from_id: str | None, point: QPointF | None, to_id: str | None = None) -> None:
        """Draw a line from a mark to a point of the viewport and ring the mark it would reach; None draws none."""
        drag = DragLine(from_id, QPointF(point), to_id) if from_id is not None and point is not None else None
        self._lay_over(replace(self._overlay, drag=drag))

    def set_kin(self, ids: Iterable[str]) -> None:
        """Show the mentions of the same thing as the focused one."""
        self._kin = frozenset(ids)
        self._emphasize(self._emphasis)

    def visible_marks(self) -> list[str]:
        """The marks whose first line of text lies inside the viewport, in reading order."""
        position = self._position
        if position is None:
            return []
        found: list[Mark] = []
        for number, y in position.visible(0, position.height):
            layout = position.flow.laid(number).layout
            for mark in position.flow.spans.marks_in(number):
                start = mark.extent.start
                if layout.paragraph.start <= start < layout.paragraph.end:
                    line = layout.line_at(start)
                    if y + layout.text_top(line) >= 0 and y + layout.text_bottom(line) <= position.height:
                        found.append(mark)
        found.sort(key=lambda mark: (mark.extent.start, -mark.extent.end, mark.id))
        return [mark.id for mark in found]

    def _show_flow(self, flow: ArticleFlow | None, message: str = "") -> None:
        self._overlay, self._kin = Overlay(), frozenset()
        super()._show_flow(flow, message)

    def _emphasize(self, emphasis: Emphasis) -> None:
        super()._emphasize(replace(emphasis, kin=self._kin))

    def _lay_over(self, overlay: Overlay) -> None:
        old, self._overlay = self._overlay, overlay
        if self._position is not None and old != overlay:
            for rect in overlay_rects(self._position, old, overlay, self.column_left(), self.viewport().width()):
                self.viewport().update(rect)

    def _apply_reflows(self, reflows: Sequence[Reflow]) -> None:
        super()._apply_reflows(reflows)
        if self._overlay != Overlay():  # caps and lines stick out of the paragraphs that changed
            self.viewport().update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The line being drawn follows the mouse, not the text; caps stay inside the viewport."""
        super().scrollContentsBy(dx, dy)
        if self._overlay.drag is not None or self._overlay.hints:
            self.viewport().update()
