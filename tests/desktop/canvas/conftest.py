"""A canvas on the (invisible) screen, and a way to see what it paints."""

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotations.model.annotation_set import AnnotationSet
from annotations.model.article import Article
from annotations.model.suggestion import Suggestion
from desktop.canvas.flow import ArticleFlow
from desktop.canvas.layout import ParagraphLayout
from desktop.canvas.view import ArticleCanvas
from tests.factories import annotation_set, small_schema

Show = Callable[..., ArticleCanvas]


class Paints(QObject):
    """The regions that a widget was asked to paint."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.regions: list[QRegion] = []
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.regions.append(QRegion(event.region()))
        return False

    @property
    def area(self) -> int:
        """Pixels painted, counted as often as they were."""
        return sum(box.width() * box.height() for region in self.regions for box in region)


def flush(canvas: ArticleCanvas) -> None:
    """Paint what is due, now."""
    QCoreApplication.sendPostedEvents()
    QApplication.sendEvent(canvas.window(), QEvent(QEvent.Type.UpdateRequest))


def point_of(canvas: ArticleCanvas, code_point: int) -> QPoint:
    """The middle of a character, in the viewport."""
    flow, position = canvas.flow, canvas._position
    assert flow is not None
    assert position is not None
    number = flow.text.paragraph_at(code_point)
    layout = flow.laid(number).layout
    line = layout.line_at(code_point)
    left, right = next((left, right) for left, right, at, end in layout.cells(line) if at <= code_point < end)
    y = position.y_of(number) + layout.baselines[line] - 3
    return QPoint(round(canvas.column_left() + (left + right) / 2), y)


def line_breaks(canvas: ArticleCanvas) -> list[list[int]]:
    """Where every line of every visible paragraph begins."""
    position = canvas._position
    assert position is not None
    return [position.flow.laid(number).layout.starts for number, _y in position.visible(0, position.height)]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """`show(article, mentions, pending)`: a canvas of 900 x 700 that shows them, painted once."""

    def make(
        of: Article,
        made: AnnotationSet | None = None,
        pending: Sequence[Suggestion] = (),
        size: tuple[int, int] = (900, 700),
    ) -> ArticleCanvas:
        canvas = ArticleCanvas()
        qtbot.addWidget(canvas)
        canvas.resize(*size)
        canvas.show()
        QApplication.processEvents()
        canvas.show_article(of, made if made is not None else annotation_set(of), pending, small_schema())
        flush(canvas)
        return canvas

    return make


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[ParagraphLayout]:
    """Every layout built from now on, but for those that idle time builds to measure what is out of sight."""
    made: list[ParagraphLayout] = []
    original, measure = ParagraphLayout.__init__, ArticleFlow.measure

    def counting(self: ParagraphLayout, *arguments: object) -> None:
        made.append(self)
        original(self, *arguments)

    def idle(self: ArticleFlow, number: int) -> None:
        before = len(made)
        measure(self, number)
        del made[before:]

    monkeypatch.setattr(ParagraphLayout, "__init__", counting)
    monkeypatch.setattr(ArticleFlow, "measure", idle)
    return made


def word(of: Article, surface: str, nth: int = 1) -> int:
    """Where the nth occurrence of a surface begins."""
    start = -1
    for _ in range(nth):
        start = of.text.index(surface, start + 1)
    return start
