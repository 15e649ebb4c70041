"""Building blocks of the panels: surfaces, labels that never read marks in a text, buttons that show their key."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QStyle, QWidget

from desktop.chrome import look
from desktop.chrome.icons import SIZE, paint_icon
from desktop.chrome.keys import key_of, keys_changed
from desktop.chrome.paint import focus_ring, shows_focus, text_line, width_of
from desktop.chrome.words import plain_tooltip


class Surface(QFrame):
    """A stretch of the window with its ground ("page", "window", "panel", "card", "popup") and one separator line.

    `height` is fixed, in pixels at 100 %, and follows the scale.
    """

    def __init__(self, surface: str, edge: str = "", height: int | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", surface)
        if edge:
            self.setProperty("edge", edge)
        self._height = height
        self._fit()

    def set_edge(self, edge: str) -> None:
        """Draw the separator at another side, or none."""
        self.setProperty("edge", edge)
        self.style().unpolish(self)
        self.style().polish(self)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scale."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit()

    def _fit(self) -> None:
        if self._height is not None:
            self.setFixedHeight(look.px(self._height))


class Label(QLabel):
    """Words as they are: marks in them are shown, never read. `kind` is a row of the style sheet.

    They stand at the side where the reading of the window begins, in whatever direction they are read themselves.
    """

    def __init__(self, text: str = "", kind: str = "body", *, wrap: bool = False) -> None:
        super().__init__()
        self.setAlignment(self.alignment())
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("kind", kind)
        self.setWordWrap(wrap)
        self.setText(text)

    def setAlignment(self, alignment: Qt.AlignmentFlag) -> None:
        """Set the words at another side, the mirrored one in a mirrored window."""
        self._side = alignment
        self._align()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the direction of the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()

    def _align(self) -> None:
        # Qt would go by the direction of the words, and mix both sides in one column.
        super().setAlignment(QStyle.visualAlignment(self.layoutDirection(), self._side))

    def set_kind(self, kind: str) -> None:
        """Change the row of the style sheet."""
        if self.property("kind") != kind:
            self.setProperty("kind", kind)
            self.style().unpolish(self)
            self.style().polish(self)


class ElidedLabel(Label):
    """One line that is cut with an ellipsis where there is no room; the tooltip has the whole."""

    def __init__(self, text: str = "", use: str = "body", color: str = "text_1") -> None:
        self._use, self._color = use, color
        super().__init__(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self._explain()

    def sizeHint(self) -> QSize:
        """Room for all of it."""
        return QSize(int(width_of(self._use, self.text())) + 2, look.line(self._use))

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(min(self.sizeHint().width(), look.px(40)), look.line(self._use))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tooltip depends on the room."""
        super().resizeEvent(event)
        self._explain()

    def _explain(self) -> None:
        plain_tooltip(self, self.text() if self.sizeHint().width() > self.width() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text in its own direction, set at the side where its reading begins."""
        painter = QPainter(self)
        right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        align = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        color = getattr(look.theme(), self._color)
        text_line(painter, QRectF(self.rect()), self.text(), self._use, color, align=align)
        painter.end()


class KeyButton(QPushButton):
    """A button with its key in grey after the word. `kind`: "raised", "main" (ink), "plain" or "link".

    The key is the one that `action` has now, or always `keys` for what is no action of the table. The button does not
    take the keyboard on a click, so the article keeps it.
    """

    def __init__(
        self, text: str, action: str = "", kind: str = "raised", icon: str = "", *, keys: str = "", high: int = 28
    ) -> None:
        super().__init__()
        self._words, self._action, self._kind, self._icon, self._high = "", action, kind, icon, high
        self._fixed_keys = keys
        self._name = ""
        self._bold = False
        self._arrow = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_words(text)

    def set_words(self, text: str, action: str | None = None) -> None:
        """Change the word, and the action when one is given."""
        self._words = text
        self._action = self._action if action is None else action
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @property
    def words(self) -> str:
        """The word as shown."""
        return self._words

    def set_bold(self, bold: bool) -> None:
        """Set the word in semibold."""
        self._bold = bold
        self.updateGeometry()

    def set_arrow(self, icon: str = "down") -> None:
        """Show the arrow that promises more below, or "up" what takes it away."""
        self._arrow = icon
        self.updateGeometry()
        self.update()

    def set_name(self, name: str) -> None:
        """Name for screen readers and tooltip of a button that is only an icon."""
        self._name = name
        self.setAccessibleName(name)
        plain_tooltip(self, f"{name}  {self.keys}".strip())

    @property
    def keys(self) -> str:
        """The key as shown."""
        return key_of(self._action) or self._fixed_keys

    def changeEvent(self, event: QEvent) -> None:
        """Another key may need other room."""
        super().changeEvent(event)
        if keys_changed(event):
            self.updateGeometry()
            if self._name:
                self.set_name(self._name)

    def _padding(self) -> int:
        only_icon = self._icon and not self._words
        return {"link": 0, "plain": look.px(6)}.get(self._kind, look.px(6 if only_icon else 12))

    def _word_width(self) -> float:
        return width_of("button", self._words, bold=self._bold) if self._words else 0

    def sizeHint(self) -> QSize:
        """Room for icon, word, arrow and key."""
        keys = look.px(8) + width_of("meta", self.keys) if self.keys and self._words else 0
        return QSize(int(self._bare_width() + keys) + 2, look.px(self._high))

    def _bare_width(self) -> float:
        width = 2.0 * self._padding() + self._word_width()
        if self._icon:
            width += look.px(SIZE) + (look.px(8) if self._words else 0)
        if self._arrow:
            width += look.px(SIZE) + look.px(2)
        return width

    def minimumSizeHint(self) -> QSize:
        """A word on a button is never cut; its key steps aside first."""
        return QSize(int(self._bare_width()) + 2, look.px(self._high))

    def _colors(self) -> tuple[str, str, str]:
        theme = look.theme()
        if not self.isEnabled():
            return theme.selected if self._kind == "main" else "", theme.text_3, theme.text_3
        if self._kind == "main":
            ground = theme.text_2 if self.isDown() else theme.ink
            return ground, theme.on_ink, theme.on_ink
        ground = theme.raised if self._kind == "raised" else ""
        if self._kind != "link":
            ground = theme.selected if self.isDown() else theme.hover if self.underMouse() else ground
        return ground, theme.text_1, theme.text_2 if self.underMouse() else theme.text_3

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, edge, icon, word, arrow and key."""
        ground, ink, key_ink = self._colors()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(look.theme().line_strong), 1) if self._kind == "raised" else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, look.px(6), look.px(6))
        self._paint_words(painter, ink, key_ink)
        if shows_focus(self):
            focus_ring(painter, QRectF(self.rect()))
        painter.end()

    def _paint_words(self, painter: QPainter, ink: str, key_ink: str) -> None:
        left, middle, high = float(self._padding()), self.height() / 2, self.height()
        if self._icon:
            paint_icon(painter, self._icon, left, middle, ink if self._kind == "main" else None)
            left += look.px(SIZE) + look.px(8)
        wide = self._word_width()
        text_line(painter, QRectF(left, 0, wide + 1, high), self._words, "button", ink, bold=self._bold)
        if self._kind == "link":
            painter.setPen(QPen(QColor(ink), 1))
            base = round(middle + look.px(8)) + 0.5
            painter.drawLine(int(left), int(base), int(left + wide), int(base))
        left += wide
        if self._arrow:
            paint_icon(painter, self._arrow, left + look.px(2), middle)
            left += look.px(SIZE) + look.px(2)
        if self.keys and self._words and self.width() >= self.sizeHint().width():
            keys_area = QRectF(left + look.px(8), 0, width_of("meta", self.keys) + 1, high)
            text_line(painter, keys_area, self.keys, "meta", key_ink)


class FittedHeight(QWidget):
    """As high as its lines need at the width it has. Who inherits says how high that is in `height_at`."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def height_at(self, width: int) -> int:
        """Height in pixels at a width in pixels."""
        return self.sizeHint().height()

    def fit(self) -> None:
        """Take the height that is needed now."""
        high = self.height_at(self.width())
        if high != self.minimumHeight() or high != self.maximumHeight():
            self.setFixedHeight(high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as its lines."""
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the scale."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.fit()
