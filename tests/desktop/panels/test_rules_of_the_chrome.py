"""What holds for every widget around the text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLabel, QLineEdit, QWidget

from desktop import chrome
from desktop.dialogs.about import About
from desktop.dialogs.command_palette import CommandPalette, PaletteItem
from desktop.dialogs.shortcut_sheet import ShortcutSheet
from desktop.pages.first_start import FirstStart, RecentProject
from desktop.panels.article_header import ArticleHeader
from desktop.panels.article_queue import ArticleQueue
from desktop.panels.cluster_card import ClusterView
from desktop.panels.event_frame import EventFrame, EventView
from desktop.panels.guideline import Guideline
from desktop.panels.history_list import HistoryRow
from desktop.panels.label_strip import LabelStrip
from desktop.panels.lower_panel import LowerPanel
from desktop.panels.mention_card import FilledRole, MentionCard, MentionView
from desktop.panels.preview_bar import PreviewBar, PreviewView
from desktop.panels.status_bar import StatusBar
from desktop.panels.suggestion_list import SuggestionRow
from desktop.panels.top_bar import TopBar
from desktop.theme import DARK, HIGH_LIGHT, LIGHT
from tests.desktop.chrome_samples import ASSAULT, LABELS, MENTIONS, TEXT, row, struck

# The invisible screen has no window manager to tell.


def queue():
    made = ArticleQueue()
    made.set_rows([row("a"), row("b", "done", title="وقالت السلطات إن المحادثات ستستأنف")])
    made.set_current("a")
    return made


def header():
    made = ArticleHeader()
    made.set_article("Talks resume", "The Ford Post", "3 May 2024", 240)
    made.set_progress(3, 9)
    made.set_done(False)
    return made


def strip():
    made = LabelStrip()
    made.set_labels(LABELS)
    return made


def frame():
    made = EventFrame()
    made.show_event(EventView(event=struck(ACTOR="m1"), label=ASSAULT, number=1, count=1, text=TEXT, mentions=MENTIONS))
    return made


def card():
    made = MentionCard()
    made.show_mention(
        MentionView(
            label=LABELS[0],
            surface="Sara",
            roles=[FilledRole("e", 1, "struck", "Actor")],
            keys=[("accept", "accept")],
            cluster=ClusterView(members=[("m", "<b>she</b>")], offers=[("o", "Sara B", "longer form")]),
            elsewhere=3,
        )
    )
    return made


def guideline():
    made = Guideline()
    made.set_label(ASSAULT, 1)
    return made


def first():
    made = FirstStart()
    made.set_recent([RecentProject("x", "Ford desk", "ford.spandesk", "today", 3, 9), RecentProject("y", "B", "b")])
    return made


def status():
    made = StatusBar()
    made.show_saved("14:02:31")
    made.say("Accepted 3 suggestions.", undo=True)
    return made


def top():
    made = TopBar()
    made.set_project("Ford desk")
    made.set_tabs([("annotate", "Annotate")], "annotate")
    return made


def suggestions():
    made = LowerPanel()
    made.set_rows([SuggestionRow("s", "ORG", "orange", "Guard", 0.7)], 1)
    made.set_hints([("accept", "accept")])
    return made


def history():
    made = LowerPanel()
    made.set_history([HistoryRow(2, "Delete “<b>Guard</b>”", "14:03", undone=True), HistoryRow(1, "Accept", "14:02")])
    made.show_history(True)
    return made


def preview():
    made = PreviewBar()
    made.show_preview(PreviewView("<b>Guard</b>", "ORG", "name variants", new=5, suggested=2, place=1))
    return made


def palette():
    host = QWidget()
    host.resize(340, 480)
    under = QWidget(host)
    under.resize(340, 30)
    CommandPalette(host).ask([PaletteItem("Undo", "Article", "Ctrl+Z", print)], under)
    return host


def sheet():
    made = ShortcutSheet()
    made.ask([("Article", "Undo", ("Ctrl+Z",))])
    return made


MAKERS = [
    queue,
    header,
    strip,
    frame,
    card,
    guideline,
    first,
    palette,
    sheet,
    status,
    suggestions,
    history,
    preview,
    top,
    About,
]


@pytest.fixture(params=MAKERS, ids=lambda make: make.__name__)
def widget(request, qtbot):
    """Each widget in turn, filled."""
    made = request.param()
    qtbot.addWidget(made)
    return made


def test_no_label_reads_marks_in_its_text(widget):
    labels = widget.findChildren(QLabel)
    assert [label.text() for label in labels if label.textFormat() != Qt.TextFormat.PlainText] == []


def test_everything_one_can_reach_has_a_name(widget):
    reachable = [
        child
        for kind in (QAbstractButton, QLineEdit, QAbstractItemView)
        for child in widget.findChildren(kind)
        if child.objectName() != "qt_spinbox_lineedit" and not child.isHidden()
    ]
    named = [child.accessibleName() or getattr(child, "text", str)() for child in reachable]
    assert [type(child).__name__ for child, name in zip(reachable, named, strict=True) if not name] == []


def test_no_widget_carries_a_style_sheet_of_its_own(widget):
    assert [type(child).__name__ for child in (widget, *widget.findChildren(QLabel)) if child.styleSheet()] == []


@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_it_paints_in_every_appearance_switched_while_open(widget, qapp, theme, scale):
    widget.resize(340, 480)
    before = widget.grab().toImage()
    chrome.apply(qapp, theme, scale)
    after = widget.grab().toImage()
    chrome.apply(qapp, LIGHT)
    assert after.size().isValid()
    assert (before == after) == (theme is LIGHT and scale == 1.0)


def test_in_high_contrast_the_selected_row_of_a_list_has_a_ring(qtbot, qapp):
    made = queue()
    qtbot.addWidget(made)
    made.resize(272, 480)
    chrome.apply(qapp, HIGH_LIGHT)
    image = made.grab().toImage()
    chrome.apply(qapp, LIGHT)
    rows = made.body.list
    area = rows.visualRect(rows.currentIndex()).translated(rows.mapTo(made, rows.viewport().pos()))
    right = [image.pixelColor(area.right() - 1, y).name().upper() for y in range(area.top() + 10, area.bottom() - 10)]
    assert set(right) == {HIGH_LIGHT.ink}


def test_the_queue_is_mirrored_with_the_window(qtbot):
    made = queue()
    qtbot.addWidget(made)
    made.resize(272, 480)
    made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    bar = made.grab().toImage().pixelColor(270, made.body.list.y() + 20)
    assert bar.name().upper() == LIGHT.ink
