"""The mouse at the real window: clicks and drags at real pixels, for gestures as `gestures_hands.Mouse` words them."""

from collections.abc import Callable, Iterator
from itertools import product

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QWidget

from annotations.model.span import Span
from benchmarks.gestures_labels import OutOfReach
from benchmarks.gestures_window import Desk
from desktop.canvas.handles import Side
from desktop.pages.inspector import HINTS
from tests.desktop.canvas.conftest import point_of

LEFT = Qt.MouseButton.LeftButton
_NEAR = 8  # pixels around an end in which its handle is sought


class MouseDesk(Desk):
    """Looks for a place on the screen where the gesture means what it should, scrolls there, and makes it."""

    def _press(self, key: str) -> None:
        verb, _, value = key.partition(":")
        if not value and verb not in ("beside", "clear"):
            super()._press(key)
            return
        acts: dict[str, Callable[[str], None]] = {
            "button": self._button, "label": self._label, "row": self._row, "mark": self._mark, "words": self._words,
            "part": self._part, "start": self._start, "end": self._end, "role": self._role, "menu": self._menu,
            "choose": self._choose, "role-menu": self._role_menu, "clear": self._clear, "suggestion": self._suggestion,
            "beside": self._beside,
        }  # fmt: skip
        acts[verb](value)

    # -- panels ---------------------------------------------------------------------------------------------------

    def _click(self, widget: QWidget, place: QPoint | None = None) -> None:
        if not widget.isVisible() or not widget.isEnabled():
            raise OutOfReach(f"{widget.accessibleName() or type(widget).__name__} cannot be clicked")
        QTest.mouseClick(widget, LEFT, pos=place if place is not None else widget.rect().center())

    def _button(self, action: str) -> None:
        page, below = self.page, self.page.inspector.below
        hints = dict(zip((hint for hint, _ in HINTS), below.hints.hints, strict=True))
        others: dict[str, QWidget] = {
            "accept-article": below.all,
            "label-pick": page.strip.more,
            "event": page.strip.event_button,
            "everywhere": page.inspector.card.everywhere,
            "preview-apply": page.preview_bar.main,
            "preview-rule": page.preview_bar.by_rule,
            "preview-next": page.preview_bar.on,
        }
        self._click(others[action] if action in others else hints[action])

    def _label(self, code: str) -> None:
        button = next((each for each in self.page.strip.buttons if each.label.code == code), None)
        if button is None:
            raise OutOfReach(f"no button for {code}")
        self._click(button)

    def _row(self, code: str) -> None:
        rows = self.page.picks.picker.list
        found = next((rows.item(row) for row in range(rows.count()) if self._listed()[row] == code), None)
        if found is None:
            raise OutOfReach(f"{code} is not in the list")
        rows.scrollToItem(found)
        self._click(rows.viewport(), rows.visualItemRect(found).center())

    def _suggestion(self, id_: str) -> None:
        rows: QAbstractItemView = self.page.inspector.below.suggestions.list
        ids = [each.id for each in rows.model().rows]  # type: ignore[attr-defined]
        index = rows.model().index(ids.index(id_), 0)
        rows.scrollTo(index)
        self._click(rows.viewport(), rows.visualRect(index).center())

    def _role(self, name: str) -> None:
        row = self._role_row(name)
        # Beside the fillers, which would be gone to.
        self._click(row, QPoint(row.width() - 6 if not row.isRightToLeft() else 6, row.height() // 2))

    def _role_row(self, name: str) -> QWidget:
        row = next((each for each in self.page.inspector.frame.rows if each.role.name == name), None)
        if row is None:
            raise OutOfReach(f"no row for {name}")
        return row

    # -- menus ----------------------------------------------------------------------------------------------------

    def _role_menu(self, name: str) -> None:
        row = self._role_row(name)
        self._right_click(row, row.rect().center())

    def _menu(self, id_: str) -> None:
        self._right_click(self.canvas.viewport(), self._on_mark(id_))

    def _right_click(self, widget: QWidget, place: QPoint) -> None:
        QTest.mouseClick(widget, Qt.MouseButton.RightButton, pos=place)
        reason = QContextMenuEvent.Reason.Mouse
        QApplication.sendEvent(widget, QContextMenuEvent(reason, place, widget.mapToGlobal(place)))

    def _open_menu(self) -> QMenu:
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu):
            raise OutOfReach("no menu is open")
        return menu

    def _choose(self, action: str) -> None:
        menu = self._open_menu()
        row = next((each for each in menu.actions() if each.objectName() == action), None)
        if row is None:
            raise OutOfReach(f"the menu has no {action}")
        self._click(menu, menu.actionGeometry(row).center())

    def _clear(self, _value: str) -> None:
        menu = self._open_menu()
        # The last row empties the role, however many fillers it has.
        self._click(menu, menu.actionGeometry(menu.actions()[-1]).center())

    # -- the text -------------------------------------------------------------------------------------------------

    def _tokens(self, value: str) -> Span:
        first, last = map(int, value.split("-"))
        tokens = self.canvas.caret.tokens
        return Span(tokens[first].start, tokens[last].end)

    def _places(self, span: Span) -> Iterator[QPoint]:
        """The middles of its characters, from the ends inwards."""
        self.canvas.reveal(span)
        width = span.end - span.start
        for inwards in range((width + 1) // 2):
            for at in {span.start + inwards, span.end - 1 - inwards}:
                yield point_of(self.canvas, at)

    def _on_mark(self, id_: str) -> QPoint:
        """A pixel where a click means that mark: in the text, else at its code in the lanes below."""
        mention = self.commands.known(id_)
        assert mention is not None
        places = [place for piece in mention.pieces for place in self._places(piece)]
        for down in range(0, 80, 3):
            for place in places:
                lower = place + QPoint(0, down)
                if self.canvas.hit_at(QPointF(lower)).mark == id_ and self.canvas.viewport().rect().contains(lower):
                    return lower
        raise OutOfReach(f"{mention.label} at {mention.span.start} cannot be clicked")

    def _mark(self, id_: str) -> None:
        self._click(self.canvas.viewport(), self._on_mark(id_))

    def _beside(self, _value: str) -> None:
        """Let go of what is focused."""
        marked = [piece for each in self.scene().known.values() for piece in each.pieces]
        tokens, here = self.canvas.caret.tokens, self.canvas.caret.index
        free = [each for each in tokens if not any(each.overlaps(piece) for piece in marked)]
        nearest = min(free, key=lambda each: abs(each.start - tokens[here].start))
        self._click(self.canvas.viewport(), next(self._places(nearest)))

    def _words(self, value: str) -> None:
        self._drag(*self._ends(self._tokens(value)))

    def _part(self, value: str) -> None:
        self._drag(*self._ends(self._tokens(value)), Qt.KeyboardModifier.ControlModifier)

    def _ends(self, span: Span) -> tuple[QPoint, QPoint]:
        """Two pixels between which a drag selects just these words."""
        tokens = [token for token in self.canvas.caret.tokens if span.start <= token.start < span.end]
        firsts, lasts = list(self._places(tokens[0])), list(self._places(tokens[-1]))
        for begin, end in (*product(firsts, lasts), *product(lasts, firsts)):
            far = (end - begin).manhattanLength() >= QApplication.startDragDistance()
            free = self.canvas.handle_at(QPointF(begin)) is None and not self.canvas.starts_link(QPointF(begin))
            if far and free:
                return begin, end
        return firsts[0], firsts[0]

    def _drag(self, begin: QPoint, end: QPoint, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        viewport = self.canvas.viewport()
        if begin == end:
            # Too narrow to draw over: a double click.
            QTest.mouseDClick(viewport, LEFT, held, begin)
            QTest.mouseRelease(viewport, LEFT, held, begin)
            return
        QTest.mousePress(viewport, LEFT, held, begin)
        QTest.mouseMove(viewport, (begin + end) / 2)
        QTest.mouseMove(viewport, end)
        QTest.mouseRelease(viewport, LEFT, held, end)

    def _start(self, token: str) -> None:
        self._stretch(Side.START, self.canvas.caret.tokens[int(token)])

    def _end(self, token: str) -> None:
        self._stretch(Side.END, self.canvas.caret.tokens[int(token)])

    def _stretch(self, side: Side, to: Span) -> None:
        mention = self.commands.focused()
        assert mention is not None
        self.canvas.reveal(mention.span)
        corner = point_of(self.canvas, mention.span.start if side is Side.START else mention.span.end - 1)
        near = (corner + QPoint(step, 0) for distance in range(20) for step in (distance, -distance))
        handle = next((place for place in near if self.canvas.handle_at(QPointF(place)) is side), None)
        if handle is None:
            raise OutOfReach(f"no handle at the {side.value} of {mention.span}")
        self._drag(handle, point_of(self.canvas, to.start))
