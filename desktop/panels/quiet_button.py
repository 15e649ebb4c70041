"""Words that can be clicked and do not ask for it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from desktop import chrome
from desktop.chrome.paint import cap_width, focus_ring, shows_focus, width_of
from desktop.panels.mirrored import MirroredRow


class QuietButton(QPushButton):
    """One line of small text, underlined below the mouse; the key of `action` stands before it as a cap. Cut where
    room is short.
    """

    def __init__(self, words: str = "", action: str = "", *, inset: int = 0) -> None:
        super().__init__()
        self._action, self._inset, self._bold = action, inset, False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_words(words)

    def set_words(self, words: str) -> None:
        """Show other words."""
        self._words = words
        self.setAccessibleName(words)
        chrome.plain_tooltip(self, words)
        self.updateGeometry()
        self.update()

    def set_bold(self, bold: bool) -> None:
        """Set the words as a heading."""
        self._bold = bold
        self.updateGeometry()
        self.update()

    @property
    def words(self) -> str:
        """The words as shown."""
        return self._words

    def _before(self) -> float:
        key = chrome.key_of(self._action)
        return chrome.px(self._inset) + (cap_width(key) + chrome.px(8) if key else 0)

    def sizeHint(self) -> QSize:
        """Room for all of it, 24 high."""
        return QSize(
            int(self._before() + width_of("second", self._words, bold=self._bold)) + 2 + chrome.px(self._inset),
            chrome.px(24),
        )

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(min(self.sizeHint().width(), chrome.px(60)), chrome.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint cap, words and, below the mouse, the line."""
        look, area = chrome.theme(), QRectF(self.rect())
        painter = QPainter(self)
        row = MirroredRow(painter, area, self.layoutDirection())
        row.cap(chrome.px(self._inset), chrome.key_of(self._action))
        before = self._before()
        over = self.isEnabled() and self.underMouse()
        color = look.text_1 if over or self._bold else look.text_2
        room = row.width - before - chrome.px(self._inset)
        taken = row.text(before, room, self._words, "second", color, bold=self._bold)
        if over:
            line = row.place(before, taken)
            base = round(area.center().y() + chrome.px(8)) + 0.5
            painter.setPen(QPen(QColor(color), 1))
            painter.drawLine(int(line.left()), int(base), int(line.right()), int(base))
        if shows_focus(self):
            focus_ring(painter, area)
        painter.end()
