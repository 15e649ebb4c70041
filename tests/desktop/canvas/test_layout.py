"""A point on the screen names exactly the character drawn there, in every script."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTextCharFormat, QTextLayout
from pytestqt.qtbot import QtBot

from desktop.canvas.display_text import DisplayText
from desktop.canvas.layout import ParagraphLayout
from desktop.canvas.metrics import Metrics
from tests.desktop.canvas import texts

WIDTH = 646


@pytest.fixture(autouse=True)
def _fonts(qapp: object) -> None:
    """Fonts need an application."""


def laid(source: str, width: float = WIDTH) -> ParagraphLayout:
    layout = ParagraphLayout(DisplayText(source).paragraph(0), Metrics(), width)
    layout.place_lines([1] * len(layout))
    return layout


def painted_columns(layout: ParagraphLayout, line: int, unit: int, length: int) -> list[int]:
    """The pixel columns that Qt itself paints behind some UTF-16 units of a line: an answer not made by us."""
    image = QImage(WIDTH + 20, layout.height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    mark = QTextLayout.FormatRange()
    mark.start, mark.length = unit, length
    mark.format = QTextCharFormat()
    mark.format.setBackground(QColor("#0000FF"))
    mark.format.setForeground(QColor("#0000FF"))
    painter = QPainter(image)
    painter.setPen(QColor("#FFFFFF"))
    layout.text_layout.draw(painter, QPointF(0, 0), [mark])
    painter.end()
    y = math.ceil(layout.text_layout.lineAt(line).rect().top()) + 1  # above the letters
    return [x for x in range(image.width()) if image.pixelColor(x, y).blue() - image.pixelColor(x, y).red() > 128]


@pytest.mark.parametrize("name", texts.ALL)
def test_a_point_on_a_character_finds_that_character(name: str) -> None:
    layout = laid(texts.ALL[name])
    paragraph, probed = layout.paragraph, 0
    for line in range(len(layout)):
        painted: dict[int, set[int]] = {}
        for _left, _right, start, end in layout.cells(line):
            units = paragraph.to_utf16(start), paragraph.to_utf16(end)
            painted.setdefault(start, set()).update(painted_columns(layout, line, units[0], units[1] - units[0]))
        for start, columns in painted.items():
            others = set().union(*(painted[other] for other in painted if other != start))
            own = sorted(columns - others)  # kerned letters overlap; what both cover is nobody's
            if len(own) >= 3:
                probed += 1
                found = layout.cell_at(line, own[len(own) // 2] + 0.5)
                assert found is not None
                assert found[2] == start
    assert probed > 0.6 * len(texts.ALL[name])


@pytest.mark.parametrize("name", texts.ALL)
def test_a_span_is_drawn_where_qt_draws_its_letters(name: str) -> None:
    layout = laid(texts.ALL[name])
    start = 0
    for word in texts.ALL[name].split(" "):
        end = start + len(word)
        line = layout.line_at(start)
        if word and layout.line_at(end - 1) == line:
            units = layout.paragraph.to_utf16(start), layout.paragraph.to_utf16(end)
            expected = painted_columns(layout, line, units[0], units[1] - units[0])
            covered = [
                x for x in range(WIDTH + 20) if any(a <= x + 0.5 < b for a, b in layout.fragments(line, start, end))
            ]
            assert len(set(expected) ^ set(covered)) <= 4, word  # edges of fragments may fall between pixels
        start = end + 1


def test_a_span_over_a_direction_change_is_drawn_in_two_pieces() -> None:
    layout = laid(texts.MIXED)
    start = texts.MIXED.index("شياع")
    assert len(layout.fragments(0, start, texts.MIXED.index("2023"))) == 2


def test_the_string_qt_holds_is_as_long_as_ours() -> None:
    for source in ("\ufeffBOM", "\ufffebytes", "a\ud800b", "\x00\x01", texts.NASTY, texts.EMOJI):
        layout = laid(source)
        assert len(layout.text_layout.text().encode("utf-16-le")) // 2 == layout.paragraph.offsets.length


@given(
    st.text(
        alphabet=st.one_of(
            st.characters(codec="utf-8", exclude_characters="\r\n\u2028\u2029"), st.sampled_from("اب 👍ae\u0301")
        )
    )
)
def test_the_lines_hold_every_code_point_once(source: str) -> None:
    layout = laid(source, 200)
    assert layout.starts[0] == 0
    assert layout.starts == sorted(set(layout.starts))
    assert layout.end(len(layout) - 1) == len(source)


def test_right_to_left_text_begins_at_the_right_edge() -> None:
    layout = laid(texts.ARABIC)
    (left, right), *_ = layout.fragments(0, 0, len("وكانت"))
    assert right == pytest.approx(WIDTH, abs=1)
    assert left > WIDTH / 2


def test_every_line_has_the_height_its_lanes_need(qtbot: QtBot) -> None:
    layout = laid(texts.ENGLISH * 3)
    one = layout.height
    layout.place_lines([1, 3] + [0] * (len(layout) - 2))
    assert layout.height == one + 2 * layout.metrics.step
    assert layout.tops[1] == layout.metrics.line(1, False) == 42
