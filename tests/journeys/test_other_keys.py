"""Whoever gives an action another key sees that key wherever the window names it, at once."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from annotations.errors import EditRefused
from desktop import chrome
from tests.journeys import scene
from tests.journeys.desk import Desk, at_desk
from tests.journeys.quiet import without_suggesters

OTHERS = {
    "done-next": ("F9",),
    "accept": ("Ctrl+Shift+A",),
    "role-Q": ("Alt+Q",),
    "attribute-Z": ("Shift+J",),
    "event": ("Ctrl+J",),
    "note": ("Shift+N",),
    "next-undecided": ("Alt+Down",),
    "label-1": ("Alt+1",),
    "name-cluster": ("F7",),
    "guideline": ("F8",),
    "palette": ("Alt+K",),
}
# A key of the table, however a sentence or a button may name it.
NAMED = re.compile(r"\b(Ctrl|Alt|Tab|Esc|Enter|F\d+)\b|[⇧⏎⇥⌫]|[Pp]ress [A-Z]\b|(?:or|,| ) [A-Z0-9?]$")


@pytest.fixture
def desk(tmp_path: Path, qtbot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A short article with suggestions, which nobody makes anew."""
    without_suggesters(monkeypatch)
    with at_desk(scene.short(tmp_path / "scene.spandesk"), "ana", qtbot) as desk:
        yield desk


def show(desk: Desk, label: str, surface: str) -> None:
    """Look at a mention until the inspector shows it."""
    desk.look_at(label, surface)
    QApplication.processEvents()


def menu_rows(desk: Desk, surface: str) -> list[str]:
    """The menu of a right click on those words."""
    viewport, place = desk.canvas.viewport(), desk.point(desk.span(surface).start)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, viewport.mapToGlobal(place))
    QApplication.sendEvent(viewport, event)
    menu = next(menu for menu in desk.page.findChildren(QMenu) if menu.isVisible())
    rows = [row.text() for row in menu.actions()]
    menu.close()
    return rows


def test_other_keys_are_shown_wherever_keys_are(desk: Desk):
    page, inspector = desk.page, desk.page.inspector
    show(desk, "ASSAULT", "attacked")
    assert inspector.frame.rows[0].accessibleName().startswith("Actor, Q: ")
    plain = {hint.accessibleName() for hint in inspector.below.hints.hints}
    assert "accept, ⏎" in plain
    narrow = page.header.button.width()

    for action, keys in OTHERS.items():
        desk.window.keymap.rebind(action, keys, take=True)
    QApplication.processEvents()

    assert page.header.button.keys == "F9"
    assert page.header.button.width() < narrow
    assert {hint.accessibleName() for hint in inspector.below.hints.hints} - plain == {
        "accept, Ctrl ⇧ A", "next, Alt ↓",
    }  # fmt: skip
    assert inspector.frame.rows[0].accessibleName().startswith("Actor, Alt Q: ")
    assert inspector.frame.attributes.rows[0].accessibleName().endswith(", ⇧ J")
    assert inspector.frame.subject.type.toolTip() == "Change the type  Ctrl J"
    assert page.strip.buttons[0].accessibleName() == "Person, Alt 1"
    assert page.strip.event_button.keys == "Ctrl J"
    assert inspector.guideline.key.text() == "F8"
    assert desk.window.top.command.toolTip().endswith("  Alt K")

    desk.session.refused.emit(EditRefused("not-an-event"))
    assert desk.window.status.message.text() == "Only an event has roles. Press Ctrl+J to make one."
    desk.press("Esc")
    QApplication.processEvents()
    assert inspector.card.empty.text() == (
        "Nothing selected. Click a marked word, or press Alt+Down for the next suggestion."
    )
    show(desk, "PERSON", "Rafiq")
    assert "Accept, go to the next\tCtrl ⇧ A" in menu_rows(desk, "Rafiq")
    desk.press("Ctrl+Shift+A")
    show(desk, "PERSON", "Rafiq")
    assert inspector.card.note.field.placeholderText() == "Note  ⇧ N"
    assert "Write a note\t⇧ N" in menu_rows(desk, "Rafiq")


def test_an_empty_project_names_the_key_that_adds_articles(desk: Desk):
    desk.page.queue.clear()
    desk.window.keymap.rebind("import", ("F10",))
    assert desk.canvas.accessibleDescription() == "No articles yet. Drop files or a folder here, or press F10."
    desk.window.keymap.rebind("import", ())
    assert desk.canvas.accessibleDescription() == "No articles yet. Drop files or a folder here."


def test_the_caps_of_roles_and_attributes_keep_clear_of_the_words(desk: Desk):
    show(desk, "ASSAULT", "attacked")
    rows = desk.page.inspector.frame.attributes.rows
    before = [row.segments.x() for row in rows]
    desk.window.keymap.rebind("attribute-Z", ("Ctrl+Alt+Shift+Z",), take=True)
    QApplication.processEvents()
    assert all(row.segments.x() > x for row, x in zip(rows, before, strict=True))
    assert len({row.segments.x() for row in rows}) == 1


def words_of(window: QWidget) -> list[str]:
    """All that the window says of itself, and how it explains itself."""
    found = []
    for widget in window.findChildren(QWidget):
        if widget.isVisible():
            found += [getattr(widget, name)() for name in ("text", "placeholderText") if hasattr(widget, name)]
            found += [widget.accessibleName(), widget.toolTip(), getattr(widget, "keys", "")]
    return [words for words in found if isinstance(words, str) and words]


@pytest.mark.parametrize("subject", [("ASSAULT", "attacked"), ("PERSON", "Rafiq"), None])
def test_no_key_is_named_that_no_action_has(desk: Desk, monkeypatch: pytest.MonkeyPatch, subject):
    caps: list[str] = []
    monkeypatch.setattr(chrome, "key_cap", lambda painter, left, middle, text: caps.append(text) or 0.0)
    if subject is not None:
        show(desk, *subject)
    desk.window.grab()
    assert {"⏎", "1"} <= set(caps)
    assert any(NAMED.search(words) for words in words_of(desk.window))

    chrome.set_key_source(lambda action: "")
    chrome.show_keys(desk.window)
    QApplication.processEvents()
    caps.clear()
    desk.window.grab()
    assert set(caps) == {""}
    assert [words for words in words_of(desk.window) if NAMED.search(words)] == []
