"""The roles of an event with their keys: what fills them, or what would fit."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy

from annotations.model.schema import Role
from desktop import chrome
from desktop.chrome.paint import focus_ring, score_text, shows_focus, width_of
from desktop.panels.mirrored import MirroredRow, in_direction, quoted

_NAME_WIDTH = 82


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a role: the mention and its words; suggested ones with a score, if there is one."""

    id: str
    surface: str
    suggested: bool = False
    score: float | None = None


class RoleRow(QPushButton):
    """28 high: key cap, role, fillers, and a check when all of them are decided. The cap, the key of `action`, has
    `room` pixels.
    """

    armed_clicked = Signal(str)  # role name
    filler_clicked = Signal(str)  # mention id
    cleared = Signal(str, object)  # role name, mention id or None for all

    def __init__(
        self,
        role: Role,
        fillers: Sequence[Filler],
        fitting: Sequence[str],
        armed: bool,
        action: str,
        room: int,
        words_when_empty: str = "",
    ) -> None:
        super().__init__()
        self.role, self.fillers, self.fitting, self.armed = role, tuple(fillers), tuple(fitting), armed
        self._action, self._room, self._words_when_empty = action, room, words_when_empty
        self._spots: list[tuple[QRectF, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(chrome.px(28))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self._in_words())
        words = "; ".join(filler.surface for filler in self.fillers)
        chrome.plain_tooltip(self, chrome.with_key(f"{role.title}: {words}" if words else role.title, action))
        self.clicked.connect(lambda: self.armed_clicked.emit(self.role.name))

    def sizeHint(self) -> QSize:
        """As wide as the panel."""
        return QSize(chrome.px(200), chrome.px(28))

    def minimumSizeHint(self) -> QSize:
        """A row is cut, never dropped."""
        return QSize(chrome.px(160), chrome.px(28))

    def _in_words(self) -> str:
        filled = "; ".join(filler.surface for filler in self.fillers) or self._words_when_empty or self.tr("empty")
        armed = ", " + self.tr("armed: click a mention") if self.armed else ""
        return f"{chrome.with_key(self.role.title, self._action, ', ')}: {filled}{armed}"

    def _empty_words(self) -> tuple[str, str]:
        if self.armed:
            return self.tr("Number, click or words"), ""
        if self._words_when_empty:
            return self._words_when_empty, ""
        fits = [quoted(words) for words in self.fitting[:2]]
        if not fits:
            return self.tr("Empty."), ""
        rest = self.tr("{0} fits") if len(fits) == 1 else self.tr("{0} and {1} fit")
        return self.tr("Empty."), in_direction(rest.format(*fits), self.layoutDirection())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the row, mirrored with the layout."""
        look = chrome.theme()
        painter = QPainter(self)
        area = QRectF(self.rect())
        row = MirroredRow(painter, area, self.layoutDirection())
        if self.armed or self.isDown():
            row.fill(0, row.width, look.selected)
            row.fill(0, 3, look.ink)
        elif self.underMouse() and self.isEnabled():
            row.fill(0, row.width, look.hover)
        near = float(chrome.px(16))
        row.cap(near, chrome.key_of(self._action))
        near += self._room
        row.text(near, chrome.px(_NAME_WIDTH) - chrome.px(6), self.role.title, "second", look.text_2)
        near += chrome.px(_NAME_WIDTH)
        far = row.width - chrome.px(16)
        far -= self._paint_mark(painter, row, far)
        self._spots = []
        if self.fillers:
            self._paint_fillers(row, near, far)
        else:
            word, rest = self._empty_words()
            color = look.text_1 if self.armed else look.warn if self.role.required else look.text_3
            taken = row.text(near, far - near, word, "body", color) + chrome.px(4)
            row.text(near + taken, far - near - taken, rest, "body", look.text_2)
        if shows_focus(self):
            focus_ring(painter, area)
        painter.end()

    def _paint_mark(self, painter: QPainter, row: MirroredRow, far: float) -> float:
        if not self.fillers:
            return 0
        open_ = [filler for filler in self.fillers if filler.suggested]
        if not open_:
            area = row.place(far - chrome.px(16), chrome.px(16))
            chrome.paint_icon(painter, "check", area.left(), area.center().y())
            return chrome.px(24)
        score = open_[0].score if len(open_) == 1 else None
        wide = chrome.px(12) if score is None else width_of("meta", score_text(score))
        chrome.dashed_score(painter, row.place(far - wide, wide), score)
        return wide + chrome.px(8)

    def _paint_fillers(self, row: MirroredRow, near: float, far: float) -> None:
        for place, filler in enumerate(self.fillers):
            if place:
                near += row.text(near, far - near, ", ", "body") + width_of("body", " ")
            wide = row.text(near, far - near, filler.surface, "body")
            self._spots.append((row.place(near, wide), filler.id))
            near += wide
            if near >= far:
                break

    def spots(self) -> dict[str, QRectF]:
        """Where each filler was painted, by mention id."""
        return {id_: area for area, id_ in self._spots}

    def _filler_at(self, event: QMouseEvent) -> str | None:
        return next((id_ for area, id_ in self._spots if area.contains(event.position())), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over a filler."""
        over = self._filler_at(event) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a filler goes to it; a click beside arms the role."""
        filler = self._filler_at(event) if event.button() == Qt.MouseButton.LeftButton else None
        if filler is None:
            super().mouseReleaseEvent(event)
        else:
            self.setDown(False)
            self.filler_clicked.emit(filler)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete empties the role."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.fillers and self.isEnabled():
            self.cleared.emit(self.role.name, None)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Take one filler out, or all."""
        if self.fillers and self.isEnabled():
            self.clear_menu().popup(event.globalPos())

    def clear_menu(self) -> QMenu:
        """The choices for emptying the role."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        name = self.role.name
        for filler in self.fillers:
            words = self.tr("Take out “{0}”").format(filler.surface[:60]).replace("&", "&&")
            menu.addAction(words).triggered.connect(lambda _=False, id_=filler.id: self.cleared.emit(name, id_))
        if len(self.fillers) > 1:
            words = self.tr("Clear {0}").format(self.role.title)
            menu.addAction(words).triggered.connect(lambda: self.cleared.emit(name, None))
        return menu
