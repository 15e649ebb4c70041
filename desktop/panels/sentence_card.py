"""The read-back sentence: fillers in bold, suggested ones dashed below, the gap in amber; all of it can be clicked."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from desktop import chrome
from desktop.canvas.offsets import Utf16Offsets
from desktop.chrome.controls import FittedHeight
from desktop.models.readback import Piece, sentence

_PADDING = 12


class SentenceCard(FittedHeight):
    """A click on a filler goes to its mention, a click on a gap arms its role."""

    filler_clicked = Signal(str)  # mention id
    gap_clicked = Signal(str)  # role name

    def __init__(self) -> None:
        super().__init__()
        self._pieces: tuple[Piece, ...] = ()
        self._hues: Mapping[str, str] = {}
        self._layout = QTextLayout()
        self._places: list[tuple[int, int, Piece]] = []
        self._offsets = Utf16Offsets("")
        self.setMouseTracking(True)

    def show_pieces(self, pieces: Sequence[Piece], hues: Mapping[str, str]) -> None:
        """Show another sentence; `hues` names the hue of each suggested filler by mention id."""
        self._pieces, self._hues = tuple(pieces), hues
        text = sentence(self._pieces)
        self._offsets = Utf16Offsets(text)
        self._places, start = [], 0
        for piece in self._pieces:
            end = start + len(piece.text)
            self._places.append((self._offsets.to_utf16(start), self._offsets.to_utf16(end), piece))
            start = end
        self.setAccessibleName(text)
        self.fit()
        self.update()

    def height_at(self, width: int) -> int:
        """Height of the card, in pixels."""
        return int(self._lay_out(width) + 2 * chrome.px(_PADDING - 2)) + 2

    def sizeHint(self) -> QSize:
        """Room at the width we have."""
        width = max(self.width(), chrome.px(240))
        return QSize(width, self.height_at(width))

    def _formats(self) -> list[QTextLayout.FormatRange]:
        look, out = chrome.theme(), []
        for start, end, piece in self._places:
            if piece.kind == "words":
                continue
            made = QTextCharFormat()
            if piece.kind == "filler" and not piece.suggested:
                made.setFontWeight(QFont.Weight.DemiBold)
            if piece.kind == "gap":
                made.setForeground(QColor(look.warn))
                made.setBackground(QColor(look.warn_tint))
            range_ = QTextLayout.FormatRange()
            range_.start, range_.length, range_.format = start, end - start, made
            out.append(range_)
        return out

    def _lay_out(self, width: int) -> float:
        self._layout = QTextLayout(sentence(self._pieces), chrome.font("readback"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(self.layoutDirection())
        self._layout.setTextOption(option)
        self._layout.setFormats(self._formats())
        high, top = chrome.line("readback"), 0.0
        self._layout.beginLayout()
        while (row := self._layout.createLine()).isValid():
            row.setLineWidth(max(40, width - 2 * chrome.px(_PADDING)))
            row.setPosition(QPointF(0, top + (high - row.height()) / 2))
            top += high
        self._layout.endLayout()
        return top

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint card, sentence and the dashes below what is only suggested."""
        look = chrome.theme()
        self._lay_out(self.width())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.line), 1))
        painter.setBrush(QColor(look.page))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), chrome.px(8), chrome.px(8))
        painter.setPen(QColor(look.text_1))
        self._layout.draw(painter, self._origin())
        for start, end, piece in self._places:
            if piece.suggested:
                self._dashes(painter, start, end, look.hue(self._hues.get(str(piece.target), "")).ink)
        painter.end()

    def _origin(self) -> QPointF:
        return QPointF(chrome.px(_PADDING), chrome.px(_PADDING - 2))

    def _dashes(self, painter: QPainter, start: int, end: int, ink: str) -> None:
        pen = QPen(QColor(ink), 1.5)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        for number in range(self._layout.lineCount()):
            row = self._layout.lineAt(number)
            first, last = max(start, row.textStart()), min(end, row.textStart() + row.textLength())
            if first < last:
                left, right = _x_at(row, first), _x_at(row, last)
                base = self._origin().y() + row.y() + row.ascent() + 3.5
                painter.drawLine(
                    QPointF(self._origin().x() + min(left, right), base),
                    QPointF(self._origin().x() + max(left, right), base),
                )

    def piece_at(self, place: QPointF) -> Piece | None:
        """The filler or gap at that place of the card, or None."""
        self._lay_out(self.width())
        inside = place - self._origin()
        for number in range(self._layout.lineCount()):
            row = self._layout.lineAt(number)
            if row.y() <= inside.y() < row.y() + row.height() and inside.x() <= row.naturalTextWidth():
                unit = row.xToCursor(inside.x(), row.CursorPosition.CursorOnCharacter)
                for start, end, piece in self._places:
                    if start <= unit < end and piece.kind != "words":
                        return piece
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A hand over what can be clicked."""
        over = self.piece_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if over is not None else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a filler or a gap."""
        piece = self.piece_at(event.position()) if event.button() == Qt.MouseButton.LeftButton else None
        if piece is None:
            return
        if piece.kind == "gap":
            self.gap_clicked.emit(piece.role)
        elif piece.target is not None:
            self.filler_clicked.emit(piece.target)


def _x_at(row: object, unit: int) -> float:
    # PySide answers with the position and the cursor it settled on.
    answer = row.cursorToX(unit)  # type: ignore[attr-defined]
    return float(answer[0] if isinstance(answer, tuple) else answer)
