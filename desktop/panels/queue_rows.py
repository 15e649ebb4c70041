"""How an article looks in the queue: dot, two title lines, meta line; on the rail, dot and count."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotations.text.direction import reads_right_to_left
from desktop import chrome
from desktop.canvas.offsets import Utf16Offsets
from desktop.chrome.icons import SIZE
from desktop.chrome.paint import RIGHT, focus_ring, row_ground, text_line, width_of
from desktop.models.queue_model import ROW, STATE, dot_of
from desktop.models.reason_words import reason_in_words

_Index = QModelIndex | QPersistentModelIndex


def paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> bool:
    """The ground of a list row, and the bar of ink of the selected one. Returns whether it is selected."""
    selected = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    row_ground(painter, QRectF(option.rect), selected=selected, hovered=hovered)
    if selected:
        edge = QRectF(option.rect)
        edge.setWidth(3)
        if option.direction == Qt.LayoutDirection.RightToLeft:
            edge.moveRight(option.rect.right() + 1)
        painter.fillRect(edge, QColor(chrome.theme().ink))
    if option.state & QStyle.StateFlag.State_HasFocus and option.state & QStyle.StateFlag.State_KeyboardFocusChange:
        focus_ring(painter, QRectF(option.rect), 0)
    return selected


def broken_lines(text: str, font: QFont, width: float, most: int) -> list[str]:
    """The text broken into at most `most` lines of that width; what is left over is cut with an ellipsis."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    offsets = Utf16Offsets(text)
    starts: list[int] = []
    layout.beginLayout()
    while len(starts) <= most:
        row = layout.createLine()
        if not row.isValid():
            break
        row.setLineWidth(width)
        starts.append(offsets.to_code_point(row.textStart()))
    layout.endLayout()
    lines = [text[start:end].strip() for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    if len(starts) > most:
        rest = text[starts[most - 1] :]
        lines[most - 1 :] = [QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)]
    return lines


class ArticleDelegate(QStyledItemDelegate):
    """Paints a queue row, 60 high."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """The same for every article, so that long lists stay quick."""
        return QSize(0, chrome.px(60))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one article."""
        row, state, look = index.data(ROW), index.data(STATE), chrome.theme()
        painter.save()
        selected = paint_ground(painter, option)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        area = QRectF(option.rect).adjusted(chrome.px(36), chrome.px(6), -chrome.px(16), 0)
        dot_x = option.rect.left() + chrome.px(20)
        if mirrored:
            area.translate(-chrome.px(20), 0)
            dot_x = option.rect.right() - chrome.px(20)
        high = chrome.line("queue")
        chrome.dot(painter, QPointF(dot_x, area.top() + high / 2), dot_of(row))

        title = chrome.one_line(row.title)
        align = RIGHT if mirrored or reads_right_to_left(title) else Qt.AlignmentFlag.AlignLeft
        font = chrome.font("queue", bold=selected)
        for place, words in enumerate(broken_lines(title, font, area.width(), 2)):
            line = QRectF(area.left(), area.top() + place * high, area.width(), high)
            text_line(painter, line, words, "queue", look.text_1, bold=selected, align=align)

        meta = QRectF(area.left(), area.top() + 2 * high + 1, area.width(), chrome.line("meta"))
        quiet = look.text_2 if selected else look.text_3
        near, far = (RIGHT, Qt.AlignmentFlag.AlignLeft) if mirrored else (Qt.AlignmentFlag.AlignLeft, RIGHT)
        text_line(painter, meta, state, "meta", look.text_2, align=far)
        taken = width_of("meta", state) + chrome.px(8) if state else 0
        if row.pinned:
            taken += _paint_pin(painter, _beside(meta, taken, mirrored=mirrored), row.pinned, mirrored=mirrored)
        rest = _beside(meta, taken, mirrored=mirrored)
        source = " · ".join(part for part in (chrome.one_line(row.source), row.date) if part)
        # Where the queue has an order of its own, why the article stands here is what one wants to know.
        source = chrome.one_line(reason_in_words(row.reason, blind=row.blind)) or source
        text_line(painter, rest, source, "meta", quiet, align=near)
        painter.restore()


def _beside(area: QRectF, taken: float, *, mirrored: bool) -> QRectF:
    """What is left of the room where so much is taken at its far end."""
    return area.adjusted(taken, 0, 0, 0) if mirrored else area.adjusted(0, 0, -taken, 0)


def _paint_pin(painter: QPainter, area: QRectF, side: str, *, mirrored: bool) -> float:
    """A pin and the side that the article is pinned to, at the far end; returns the width it took."""
    wide, mark = width_of("meta", side), chrome.px(SIZE) + chrome.px(1)
    left = area.left() if mirrored else area.right() - mark - wide
    words = QRectF(left if mirrored else left + mark, area.top(), wide + 1, area.height())
    text_line(painter, words, side, "meta", chrome.theme().text_2)
    chrome.paint_icon(painter, "pin", left + wide + chrome.px(1) if mirrored else left, area.center().y())
    return mark + wide + chrome.px(8)


class RailDelegate(QStyledItemDelegate):
    """Paints dot and count of an article on the 36 px rail."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """The same for every article."""
        return QSize(0, chrome.px(40))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one article."""
        row, look = index.data(ROW), chrome.theme()
        painter.save()
        selected = paint_ground(painter, option)
        area = QRectF(option.rect)
        chrome.dot(painter, QPointF(area.center().x(), area.top() + chrome.px(13)), dot_of(row))
        if row.undecided and row.status != "done":
            count = area.adjusted(0, chrome.px(20), 0, -chrome.px(2))
            shown = str(row.undecided) if row.undecided < 1000 else "999+"
            middle = Qt.AlignmentFlag.AlignHCenter
            text_line(painter, count, shown, "meta", look.text_1 if selected else look.text_2, align=middle)
        painter.restore()
