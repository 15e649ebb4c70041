"""CanvasAccessible: the article as screen readers see it: a text with a caret, and its visible marks as children."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QAccessible, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import VoidPtr

from desktop.canvas.pointing import PointingSurface
from desktop.canvas.spoken import mark_in_words, place_in_words
from desktop.canvas.text_mirror import TextMirror

# Qt crashes when a tool asks for an interface and is answered with None or 0: "there is none" is a null pointer.
_NONE = VoidPtr(0)


class MarkAccessible(QAccessibleInterface):
    """One mark: a list item in the article, named by what there is to say of it."""

    def __init__(self, marks: "VisibleMarks", id_: str) -> None:
        super().__init__()
        self._marks = marks
        self.id = id_

    def isValid(self) -> bool:
        """False once the mark is gone."""
        return self._marks.knows(self.id)

    def object(self) -> Any:
        """None: a mark is painted, it is no object of Qt."""
        return None

    def window(self) -> QWindow:
        """The window of the canvas."""
        return self._marks.canvas.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        """The canvas."""
        return QAccessible.queryAccessibleInterface(self._marks.canvas)

    def child(self, _index: int) -> Any:
        """None: marks hold nothing, overlapping ones lie side by side."""
        return None

    def childAt(self, _x: int, _y: int) -> Any:
        """None, as `child`."""
        return None

    def childCount(self) -> int:
        """0, as `child`."""
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        """-1, as `child`."""
        return -1

    def role(self) -> QAccessible.Role:
        """One of the list of marks."""
        return QAccessible.Role.ListItem

    def rect(self) -> QRect:
        """Where its words stand on the screen; empty if it is out of sight."""
        area = self._marks.area_of(self.id)
        return QRect(self._marks.canvas.viewport().mapToGlobal(area.topLeft()), area.size())

    def state(self) -> Any:
        """Selected if it is the focused mark, and focused if the keys go to the article as well."""
        state: Any = QAccessible.State()
        canvas = self._marks.canvas
        state.selectable = state.focusable = True
        state.selected = canvas.focused == self.id
        state.focused = state.selected and canvas.hasFocus()
        state.offscreen = self._marks.area_of(self.id).isEmpty()
        return state

    def text(self, what: QAccessible.Text) -> str:
        """The name says what is marked as what; the description, which mark of the article it is."""
        flow = self._marks.canvas.flow
        if flow is None or what not in (QAccessible.Text.Name, QAccessible.Text.Description):
            return ""
        return (mark_in_words if what == QAccessible.Text.Name else place_in_words)(flow, self.id)

    def setText(self, _what: QAccessible.Text, _text: str) -> None:
        """Nothing: what is said of a mark follows from the annotations."""

    def interface_cast(self, _kind: QAccessible.InterfaceType) -> Any:
        """No further interfaces."""
        return _NONE


class VisibleMarks:
    """The marks of the paragraphs on the screen, and the accessible objects of those that were asked for.

    Python has to hold the objects, as Qt keeps no more than pointers; `forget` takes them out of both.
    """

    def __init__(self, canvas: PointingSurface) -> None:
        self.canvas = canvas
        self._made: dict[str, tuple[int, MarkAccessible]] = {}

    def knows(self, id_: str) -> bool:
        """True if the article has that mark."""
        flow = self.canvas.flow
        return flow is not None and id_ in flow.spans

    def ids(self) -> list[str]:
        """The visible marks in reading order."""
        flow = self.canvas.flow
        if flow is None:
            return []
        marks = {mark.id: mark for number, _y in self._paragraphs() for mark in flow.spans.marks_in(number)}
        return sorted(marks, key=lambda id_: (marks[id_].extent.start, -marks[id_].extent.end, id_))

    def accessible(self, id_: str) -> MarkAccessible:
        """The accessible object of a mark."""
        if id_ not in self._made:
            made = MarkAccessible(self, id_)
            self._made[id_] = (QAccessible.registerAccessibleInterface(made), made)
        return self._made[id_][1]

    def forget(self, ids: Iterable[str]) -> None:
        """Let go of the accessible objects of marks; Qt deletes them."""
        for id_ in ids:
            # Held until Qt has let go: whichever of the two deletes it first, the other must not look at it again.
            held = self._made.pop(id_)
            QAccessible.deleteAccessibleInterface(held[0])

    def made(self) -> list[str]:
        """The marks whose accessible objects exist."""
        return list(self._made)

    def area_of(self, id_: str) -> QRect:
        """Where the words of a mark stand in the viewport; empty if they are out of sight."""
        flow, area = self.canvas.flow, QRect()
        if flow is None or id_ not in flow.spans:
            return area
        numbers, left = set(flow.spans.paragraphs_of(id_)), self.canvas.column_left()
        for number, y in self._paragraphs():
            if number in numbers:
                laid = flow.laid(number)
                for piece in laid.decoration.pieces_of(id_):
                    top, bottom = laid.layout.text_top(piece.line), laid.layout.text_bottom(piece.line)
                    corner = QPoint(round(left + piece.left), y + top)
                    area |= QRect(corner, QSize(round(piece.right - piece.left), bottom - top))
        return area & self.canvas.viewport().rect()

    def _paragraphs(self) -> Iterator[tuple[int, int]]:
        """Numbers of the visible paragraphs, and the y of their tops in the viewport."""
        flow = self.canvas.flow
        if flow is not None:
            origin = flow.metrics.margin_top - self.canvas.verticalScrollBar().value()
            for number, y in flow.visible(-origin, self.canvas.viewport().height() - origin):
                yield number, y + origin


class CanvasAccessible(QAccessibleWidget):
    """The canvas itself: a document to be read, not typed into."""

    def __init__(self, marks: VisibleMarks, mirror: Callable[[], TextMirror]) -> None:
        super().__init__(marks.canvas, QAccessible.Role.Document)
        self._marks = marks
        self._mirror = mirror

    def state(self) -> Any:
        """As of any widget; and a text of many lines that can be selected but not changed."""
        state: Any = super().state()
        state.readOnly = state.multiLine = state.selectableText = True
        return state

    def childCount(self) -> int:
        """How many marks are in sight."""
        return len(self._marks.ids())

    def child(self, index: int) -> Any:
        """The mark of that number in reading order, or None."""
        ids = self._marks.ids()
        return self._marks.accessible(ids[index]) if 0 <= index < len(ids) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """The number of a mark; -1 if it is not in sight."""
        ids = self._marks.ids()
        return ids.index(child.id) if isinstance(child, MarkAccessible) and child.id in ids else -1

    def childAt(self, x: int, y: int) -> Any:
        """The shortest mark at a place of the screen, or None."""
        point = self._marks.canvas.viewport().mapFromGlobal(QPoint(x, y))
        areas = {id_: self._marks.area_of(id_) for id_ in self._marks.ids()}
        found = [id_ for id_, area in areas.items() if area.contains(point)]
        return self._marks.accessible(min(found, key=lambda id_: areas[id_].width())) if found else None

    def focusChild(self) -> Any:
        """The focused mark if it is in sight, else the canvas."""
        focused = self._marks.canvas.focused
        return self._marks.accessible(focused) if focused is not None and focused in self._marks.ids() else self

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        """The text interface is that of the mirror; all else is as of any widget."""
        if kind == QAccessible.InterfaceType.TextInterface:
            return QAccessible.queryAccessibleInterface(self._mirror()).interface_cast(kind)
        found = super().interface_cast(kind)
        return _NONE if found is None else found
