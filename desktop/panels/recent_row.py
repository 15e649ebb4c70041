"""A project opened before, as a row of the first screen."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from desktop import chrome
from desktop.chrome.paint import RIGHT, bar, focus_ring, shows_focus, text_line


@dataclass(frozen=True, slots=True)
class RecentProject:
    """A project opened before. `location` opens it, `path` is how that is shown; figures are None when unknown."""

    location: str
    title: str
    path: str
    when: str = ""
    done: int | None = None
    total: int | None = None


class RecentRow(QPushButton):
    """56 high: name and place, how far it is, when it was open, its key."""

    def __init__(self, project: RecentProject, key: str, first: bool, last: bool) -> None:
        super().__init__()
        self.project, self._key, self._first, self._last = project, key, first, last
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(chrome.px(56))
        self.setAccessibleName(", ".join(part for part in (project.title, project.path, self._progress()) if part))
        chrome.plain_tooltip(self, f"{project.path}  {key}".strip())

    def sizeHint(self) -> QSize:
        """As wide as the column."""
        return QSize(chrome.px(400), chrome.px(56))

    def _progress(self) -> str:
        if self.project.done is None or self.project.total is None:
            return ""
        return self.tr("{0} of {1}").format(chrome.number(self.project.done), chrome.number(self.project.total))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint one stretch of the list's card."""
        look, area = chrome.theme(), QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, area)
        column = QRectF(area.right() - chrome.px(312), 0, chrome.px(150), area.height())
        words = QRectF(chrome.px(16), 0, column.left() - chrome.px(40), area.height())
        upper, lower = chrome.px(10), chrome.px(28)
        high, low = chrome.line("body"), chrome.line("second")
        text_line(painter, QRectF(words.left(), upper, words.width(), high), self.project.title, "button")
        text_line(painter, QRectF(words.left(), lower, words.width(), low), self.project.path, "second", look.text_3)
        if self.project.done is not None and self.project.total is not None:
            top = QRectF(column.left(), chrome.px(13), column.width(), low)
            text_line(painter, top, self._progress(), "second", look.text_2)
            share = chrome.percent(self.project.done, self.project.total)
            text_line(painter, top, share, "second", look.text_3, align=RIGHT)
            thin = QRectF(column.left(), chrome.px(36), column.width(), chrome.px(4))
            bar(painter, thin, self.project.done / self.project.total if self.project.total else 0)
        end = area.adjusted(0, 0, -chrome.px(18), 0)
        text_line(painter, end, self._key, "meta", look.text_3, align=RIGHT)
        text_line(painter, end.adjusted(0, 0, -chrome.px(46), 0), self.project.when, "second", look.text_2, align=RIGHT)
        if shows_focus(self):
            focus_ring(painter, area)
        painter.end()

    def _paint_ground(self, painter: QPainter, area: QRectF) -> None:
        look, radius = chrome.theme(), chrome.px(8)
        # Drawn taller than the row where the card goes on, so that only its outer corners are round.
        shape = area.adjusted(0.5, 0.5 if self._first else -20, -0.5, -0.5 if self._last else 20)
        path = QPainterPath()
        path.addRoundedRect(shape, radius, radius)
        painter.fillPath(path, QColor(look.hover if self.underMouse() or self.isDown() else look.page))
        painter.setPen(QPen(QColor(look.line), 1))
        painter.drawPath(path)
        if not self._last:
            painter.fillRect(QRectF(1, area.bottom() - 1, area.width() - 2, 1), QColor(look.line))
