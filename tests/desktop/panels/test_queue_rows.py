"""What a queue row says below the title: why the article stands where it stands, or else where it is from."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from annotations.model.ids import ArticleId
from annotations.model.project import QueueRow
from annotations.suggesters.order import Reason
from desktop import chrome
from desktop.chrome.look import width_of
from desktop.models.queue_model import QueueModel
from desktop.panels import queue_rows

ROW = QueueRow(
    article_id=ArticleId("a"),
    title="Ceasefire talks",
    source="Hill Wire",
    date="2024-05-01",
    language="en",
    words=300,
    status="new",
    mentions=0,
    suggestions=41,
    undecided=41,
    prepared=True,
)


@pytest.fixture
def said(monkeypatch):
    """The words that were painted, in order."""
    words = []
    monkeypatch.setattr(queue_rows, "text_line", lambda _painter, _area, text, *_, **__: words.append(text))
    return words


def paint(row, direction=Qt.LayoutDirection.LeftToRight):
    model, option = QueueModel(), QStyleOptionViewItem()
    model.set_rows([row])
    option.rect = QRect(0, 0, 272, 60)
    option.direction = direction
    image = QImage(272, 60, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    queue_rows.ArticleDelegate().paint(painter, option, model.index(0))
    painter.end()


def test_in_the_order_of_import_it_is_where_the_article_is_from(said):
    paint(ROW)
    assert said == ["Ceasefire talks", "41 open", "Hill Wire · 2024-05-01"]


def test_in_another_order_it_is_why_the_article_stands_there(said):
    paint(replace(ROW, reason=Reason("doubt", ("9", "41")).written()))
    assert said == ["Ceasefire talks", "41 open", "9 of 41 doubtful"]


def test_of_a_blind_article_nothing_is_told_of_its_suggestions(said):
    paint(replace(ROW, reason=Reason("doubt", ("9", "41")).written(), blind=True))
    assert said[-1] == "suggestions hidden"


def test_words_of_an_article_stay_on_one_line(said):
    paint(replace(ROW, reason=Reason("source", ("Hill\nWire", "2", "14")).written()))
    assert said[-1] == "Hill Wire: 2 of 14 done"


def test_a_blind_article_says_so_instead_of_what_is_open(said):
    paint(replace(ROW, blind=True, undecided=0))
    assert said[1] == "blind"
    paint(replace(ROW, blind=True, undecided=0, status="done"))
    assert said[4] == "done"


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_a_pin_stands_between_where_it_is_from_and_what_is_open(said, monkeypatch, direction):
    pins = []
    monkeypatch.setattr(chrome, "paint_icon", lambda _painter, name, *_: pins.append(name))
    paint(replace(ROW, pinned="test"), direction)
    assert (said, pins) == (["Ceasefire talks", "41 open", "test", "Hill Wire · 2024-05-01"], ["pin"])
    paint(ROW, direction)
    assert pins == ["pin"]


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_nothing_in_the_last_line_of_a_row_covers_anything_else(monkeypatch, direction):
    areas = []
    monkeypatch.setattr(
        queue_rows, "text_line", lambda _painter, area, text, *_, **__: areas.append((text, QRectF(area)))
    )
    paint(replace(ROW, pinned="train"), direction)
    (_, _title), (open_, whole), (_, side), (_, rest) = areas
    state = QRectF(whole)
    state.setWidth(width_of("meta", open_))
    if direction is Qt.LayoutDirection.LeftToRight:
        state.moveRight(whole.right())
        assert rest.right() < side.left() < side.right() <= state.left()
    else:
        assert state.right() <= side.left() < side.right() < rest.left()
