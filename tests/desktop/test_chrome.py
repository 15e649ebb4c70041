import re
import xml.etree.ElementTree as ElementTree
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QLabel, QWidget

from annotations.text.direction import reads_right_to_left
from desktop import chrome
from desktop.chrome.paint import DOTS, bar, row_ground, score_text
from desktop.theme import DARK, HIGH_LIGHT, LIGHT, THEMES

ICONS = sorted(path.name[:-4] for path in files("desktop").joinpath("resources", "icons").iterdir())


@pytest.mark.parametrize(
    ("portable", "shown"),
    [("Ctrl+D", "Ctrl D"), ("Ctrl+Shift+Return", "Ctrl ⇧ ⏎"), ("Ctrl++", "Ctrl +"), ("1", "1"), ("?", "?"),
     ("Backspace", "⌫"), ("Shift+Tab", "⇧ ⇥"), ("Ctrl+PgDown", "Ctrl PgDn"), ("+", "+"), ("", "")],
)  # fmt: skip
def test_keys_in_words(monkeypatch, portable, shown):
    monkeypatch.setattr("sys.platform", "linux")
    assert chrome.keys_in_words(portable) == shown


@pytest.mark.parametrize(
    ("portable", "named"),
    [("Ctrl+Shift+Return", "Ctrl+Shift+Enter"), ("Tab", "Tab"), ("Ctrl++", "Ctrl++"), ("Alt+Left", "Alt+Left"),
     ("Backspace", "Backspace"), ("PgDown", "Page Down"), ("1", "1"), ("+", "+"), ("", "")],
)  # fmt: skip
def test_sentences_name_keys_without_signs(monkeypatch, portable, named):
    monkeypatch.setattr("sys.platform", "linux")
    assert chrome.keys_named(portable) == named


def test_a_sentence_names_the_key_and_a_cap_shows_it(monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("desktop.chrome.keys._Keys.source", staticmethod({"next": "Shift+Tab"}.__getitem__))
    assert chrome.key_of("next") == "⇧ ⇥"
    assert chrome.naming_key("next", "Press {0}.", "") == "Press Shift+Tab."


def test_keys_on_a_mac(monkeypatch):
    monkeypatch.setattr("sys.platform", "darwin")
    assert chrome.keys_in_words("Ctrl+Shift+D") == "⌘ ⇧ D"
    assert chrome.keys_named("Ctrl+Shift+D") == "Command+Shift+D"


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_key_of_a_search_field_stands_beside_the_words(qtbot, monkeypatch, direction):
    monkeypatch.setattr("desktop.chrome.keys._Keys.source", staticmethod(lambda _action: "Ctrl+F"))
    keyed, plain = chrome.SearchField("Search", "search"), chrome.SearchField("Search")
    wordless = chrome.SearchField("", "search")
    pictures = []
    for field in (keyed, plain, wordless):
        qtbot.addWidget(field)
        field.setLayoutDirection(direction)
        field.resize(240, 28)
        pictures.append(field.grab().toImage())
    key = {x for x in range(240) for y in range(4, 24) if pictures[0].pixelColor(x, y) != pictures[1].pixelColor(x, y)}
    words = {
        x for x in range(240) for y in range(4, 24) if pictures[0].pixelColor(x, y) != pictures[2].pixelColor(x, y)
    }
    assert key
    assert words
    assert not key & words
    assert (min(key) > max(words)) is (direction == Qt.LayoutDirection.LeftToRight)


@given(st.integers(0, 10**12))
def test_a_figure_keeps_its_digits(value):
    shown = chrome.number(value)
    assert shown.replace("\u202f", "") == str(value)
    assert all(len(group) == 3 for group in shown.split("\u202f")[1:])


@given(st.integers(0, 5000), st.integers(1, 5000))
def test_a_hundred_percent_means_all(part, whole):
    part = min(part, whole)
    assert (chrome.percent(part, whole) == "100\u202f%") == (part == whole)


@given(st.floats(0, 1))
def test_a_score_is_never_certain(score):
    assert int(score_text(score).split("\u202f")[0]) <= 99


@pytest.mark.parametrize(
    ("text", "right"),
    [("وقالت", True), ("12 أيار", True), ("Talas وقالت", False), ("", False), ("123", False), ("שלום", True)],
)
def test_the_direction_of_a_text_is_that_of_its_first_letter(text, right):
    assert reads_right_to_left(text) is right


def described(widget):
    """What a screen reader is told beside the name."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Description)


def test_a_tooltip_shows_marks_as_they_are(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    chrome.plain_tooltip(widget, "<b>a & b</b>")
    assert widget.toolTip() == "<span>&lt;b&gt;a &amp; b&lt;/b&gt;</span>"
    assert described(widget) == "<b>a & b</b>"
    chrome.plain_tooltip(widget, "word " * 30)
    assert widget.toolTip().startswith("<span>")  # so that it is broken into lines
    assert described(widget) == "word " * 30
    chrome.plain_tooltip(widget, "Menu")
    assert (widget.toolTip(), described(widget)) == ("Menu", "Menu")
    chrome.plain_tooltip(widget, "")
    assert (widget.toolTip(), described(widget)) == ("", "")


def test_figures_are_tabular_in_labels_too(qtbot, qapp):
    chrome.apply(qapp, LIGHT)
    label = chrome.Label("0", "second-strong")
    qtbot.addWidget(label)
    label.ensurePolished()
    metrics = QFontMetricsF(label.font())
    assert metrics.horizontalAdvance("1111") == metrics.horizontalAdvance("0000")


def test_the_theme_and_the_scale_reach_open_widgets(qtbot, qapp):
    chrome.apply(qapp, LIGHT)
    label = chrome.Label("words", "title")
    bar = chrome.Surface("window", height=44)
    for widget in (label, bar):
        qtbot.addWidget(widget)
        widget.ensurePolished()
    small = label.font().pointSizeF()
    assert bar.height() == 44
    chrome.apply(qapp, DARK, 1.5)
    assert label.font().pointSizeF() == pytest.approx(small * 1.5, abs=0.01)
    assert bar.height() == 66
    assert label.palette().windowText().color() == QColor(DARK.text_1)
    assert (chrome.theme(), chrome.px(10)) == (DARK, 15)
    chrome.apply(qapp, LIGHT)
    assert bar.height() == 44


def test_every_token_of_the_style_sheet_is_filled_in(qapp):
    chrome.apply(qapp, LIGHT)
    assert "$" not in chrome.style_sheet()
    assert LIGHT.warn_tint in chrome.style_sheet()


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
@pytest.mark.parametrize("scale", [0.8, 1.0, 1.25, 2.0, 3.0])
def test_the_pictures_of_the_style_sheet_exist_and_round_things_are_round(qapp, theme, scale):
    chrome.apply(qapp, theme, scale)
    sheet = chrome.style_sheet()
    chrome.apply(qapp, LIGHT)
    pictures = re.findall(r'url\("([^"]+)"\)', sheet)
    assert len(pictures) >= 4
    assert all(Path(picture).is_file() for picture in pictures)
    # Qt leaves a corner square when its radius is more than half the side.
    side = int(re.search(r"RadioButton::indicator \{\s*width: (\d+)px", sheet).group(1)) + 2
    radius = int(re.search(r"RadioButton::indicator \{ border-radius: (\d+)px", sheet).group(1))
    assert side / 2 - 1 <= radius <= side / 2


def ring_pixels(qapp, theme):
    """How many pixels of a selected row are as its ink."""
    chrome.apply(qapp, theme)
    image = QImage(100, 30, QImage.Format.Format_ARGB32)
    image.fill(QColor(theme.page))
    painter = QPainter(image)
    row_ground(painter, QRectF(image.rect()), selected=True)
    painter.end()
    chrome.apply(qapp, LIGHT)
    return sum(image.pixelColor(x, y) == QColor(theme.ink) for x in range(100) for y in range(30))


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_how_full_a_bar_is_can_be_seen(qapp, theme):
    chrome.apply(qapp, theme)
    image = QImage(100, 8, QImage.Format.Format_ARGB32)
    image.fill(QColor(theme.page))
    painter = QPainter(image)
    bar(painter, QRectF(image.rect()), 0.5)
    painter.end()
    chrome.apply(qapp, LIGHT)
    filled, empty = image.pixelColor(25, 4), image.pixelColor(75, 4)
    assert abs(filled.lightness() - empty.lightness()) > 90
    assert empty != QColor(theme.page)


def test_in_high_contrast_a_selected_row_has_a_ring(qapp):
    assert ring_pixels(qapp, LIGHT) == 0
    assert ring_pixels(qapp, HIGH_LIGHT) >= 2 * 2 * (90 + 20)


@pytest.mark.parametrize("name", ICONS)
def test_an_icon_has_one_colour_and_paints(qapp, name):
    root = ElementTree.fromstring(files("desktop").joinpath("resources", "icons", f"{name}.svg").read_bytes())
    colors = {node.get(part) for node in root.iter() for part in ("stroke", "fill")}
    assert colors <= {"currentColor", "none", None}
    image = chrome.icon(name, "#FF0000").pixmap(QSize(16, 16)).toImage()
    strong = [
        image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 150
    ]  # fmt: skip
    assert strong
    assert all(color.red() > 240 and color.green() < 15 for color in strong)


def painted(shape):
    image = QImage(16, 16, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    chrome.dot(painter, QPointF(8, 8), shape, "#000000")
    painter.end()
    return sum(image.pixelColor(x, y).alpha() > 128 for x in range(16) for y in range(16))


def test_states_are_told_apart_by_shape_alone(qapp):
    ink = {shape: painted(shape) for shape in DOTS}
    assert ink["dashed"] < ink["empty"] < ink["half"] < ink["full"]


def test_a_label_never_reads_marks(qtbot):
    label = chrome.Label("<i>x</i>")
    plain = QLabel("x")
    for widget in (label, plain):
        qtbot.addWidget(widget)
    assert label.sizeHint().width() > plain.sizeHint().width() * 2
