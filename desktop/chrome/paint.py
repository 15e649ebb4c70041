"""What several lists and rows paint alike: text, key caps, label codes, dots, dashed scores."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from annotations.text.direction import reads_right_to_left
from desktop.chrome import look
from desktop.chrome.look import width_of as width_of
from desktop.chrome.words import keys_in_words

LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
DOTS = ("empty", "dashed", "half", "full")


def text_line(
    painter: QPainter,
    area: QRectF,
    text: str,
    use: str = "body",
    color: str | None = None,
    *,
    bold: bool = False,
    align: Qt.AlignmentFlag = LEFT,
) -> float:
    """One line of plain text in the vertical middle of `area`, cut with an ellipsis; returns the width it took.

    The text keeps its own direction, the alignment is that of the row.
    """
    shown = text
    if width_of(use, text, bold=bold) > area.width():
        shown = look.metrics(use, bold=bold).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.setFont(look.font(use, bold=bold))
    painter.setPen(QColor(color or look.theme().text_1))
    direction = Qt.LayoutDirection.RightToLeft if reads_right_to_left(text) else Qt.LayoutDirection.LeftToRight
    painter.setLayoutDirection(direction)
    flags = align | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    painter.drawText(area, int(flags) | int(Qt.TextFlag.TextSingleLine), shown)
    return min(width_of(use, shown, bold=bold), area.width())


def cap_width(text: str) -> float:
    """Width of a key cap, in pixels: square for one letter, nothing where there is no key."""
    return max(look.px(18), width_of("cap", text) + look.px(10)) if text else 0.0


def key_cap(painter: QPainter, left: float, middle: float, text: str) -> float:
    """A raised key cap with its left edge and vertical middle given; returns its width."""
    if not text:
        return 0.0
    theme = look.theme()
    area = QRectF(left, round(middle - look.px(18) / 2), cap_width(text), look.px(18))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.line_strong), 1))
    painter.setBrush(QColor(theme.raised))
    painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), look.px(4), look.px(4))
    painter.setFont(look.font("cap"))
    painter.setPen(QColor(theme.text_2))
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), text)
    painter.restore()
    return area.width()


def _cap_pieces(keys: Sequence[str]) -> list[tuple[str, float, bool]]:
    """Caps and the signs between them as (text, width in pixels, whether it is a cap), in order."""
    out: list[tuple[str, float, bool]] = []
    for key in keys:
        if out:
            out.append(("·", look.px(8), False))
        for number, end in enumerate(key.split("…")):
            if number:
                out.append(("…", look.px(18), False))
            out += [(cap, cap_width(cap), True) for cap in keys_in_words(end).split(" ")]
    return out


def key_caps_width(keys: Sequence[str]) -> float:
    """Width of `key_caps`, in pixels."""
    return sum(width + look.px(3) for _, width, _ in _cap_pieces(keys))


def key_caps(painter: QPainter, area: QRectF, keys: Sequence[str]) -> float:
    """The caps of keys in portable form, set at the right of `area`; "1…0" is a range. Returns their left edge."""
    right = area.right()
    for text, width, is_cap in reversed(_cap_pieces(keys)):
        right -= width
        if is_cap:
            key_cap(painter, right, area.center().y(), text)
        else:
            between = QRectF(right, area.top(), width, area.height())
            text_line(painter, between, text, "second", look.theme().text_2, align=Qt.AlignmentFlag.AlignHCenter)
        right -= look.px(3)
    return right


def label_code(painter: QPainter, area: QRectF, code: str, hue: str, *, selected: bool = False) -> float:
    """A label code in its ink; on a selected row in text-1 behind a square of its ink. Returns the width it took."""
    theme = look.theme()
    ink = theme.hue(hue).ink
    if not selected:
        return text_line(painter, area, code, "code", ink)
    side = look.px(8)
    painter.fillRect(QRectF(area.left(), area.center().y() - side / 2, side, side), QColor(ink))
    shifted = area.adjusted(side + look.px(4), 0, 0, 0)
    return side + look.px(4) + text_line(painter, shifted, code, "code", theme.text_1)


def dot(painter: QPainter, center: QPointF, shape: str, color: str | None = None) -> None:
    """A state as a shape, 10 px across: "empty", "dashed", "half" or "full"."""
    theme = look.theme()
    ink = QColor(color or (theme.control if shape == "empty" else theme.text_2))
    radius = look.px(10) / 2 - 0.5
    area = QRectF(center.x() - radius, center.y() - radius, radius * 2, radius * 2)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(ink, 1.3)
    if shape == "dashed":
        pen.setDashPattern([1.7, 1.45])
    painter.setPen(pen)
    painter.setBrush(QBrush(ink) if shape == "full" else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(area)
    if shape == "half":
        painter.setBrush(ink)
        painter.drawPie(area, 90 * 16, 180 * 16)
    painter.restore()


def score_text(score: float) -> str:
    """A score as "77 %"; certainty is never shown as 100 %."""
    return f"{min(99, round(score * 100))}\u202f%"


def dashed_score(painter: QPainter, area: QRectF, score: float | None) -> float:
    """A suggestion's score at the right of `area`, underlined with dashes; without a score a dashed dot."""
    theme = look.theme()
    if score is None:
        dot(painter, QPointF(area.right() - look.px(6), area.center().y()), "dashed")
        return look.px(12)
    text = score_text(score)
    width = text_line(painter, area, text, "meta", theme.text_2, align=RIGHT)
    base = round(area.center().y() + look.px(9)) - 0.5
    pen = QPen(QColor(theme.control), 1)
    pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.drawLine(QPointF(area.right() - width, base), QPointF(area.right(), base))
    return width


def bar(painter: QPainter, area: QRectF, share: float) -> None:
    """A progress bar over a share in 0..1, filled from the reading side of the layout."""
    theme = look.theme()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    # A separator is as dark as the filled part in high contrast.
    painter.setBrush(QColor(theme.selected if theme.high_contrast else theme.line))
    painter.drawRoundedRect(area, area.height() / 2, area.height() / 2)
    painter.setBrush(QColor(theme.text_2))
    done = QRectF(area)
    done.setWidth(area.width() * max(0.0, min(1.0, share)))
    if done.width() >= 1:
        painter.drawRoundedRect(done, area.height() / 2, area.height() / 2)
    painter.restore()


def row_ground(painter: QPainter, area: QRectF, *, selected: bool, hovered: bool = False) -> None:
    """The ground of a row of a list; in high contrast, where grounds are alike, the selected one has a ring."""
    theme = look.theme()
    if selected or hovered:
        painter.fillRect(area, QColor(theme.selected if selected else theme.hover))
    if selected and theme.high_contrast:
        focus_ring(painter, area, 4)


def shows_focus(widget: QWidget) -> bool:
    """True if the widget has the keyboard and got it by the keyboard: a click needs no ring."""
    return widget.hasFocus() and widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)


def focus_ring(painter: QPainter, area: QRectF, radius: float = 6) -> None:
    """The 2 px ring around what has the keyboard."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(look.theme().ink), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), look.px(radius), look.px(radius))
    painter.restore()
