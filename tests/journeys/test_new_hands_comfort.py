"""What keeps the hands at ease: history, sight, places, keys of one's own, keyboards of other scripts."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from annotations.model.mention import Outcome
from desktop.dialogs.settings import SettingsDialog
from tests.factories import article
from tests.journeys import scene
from tests.journeys.desk import Desk, at_desk
from tests.journeys.quiet import without_suggesters

# Where the keys are: X11 and Wayland, Windows, macOS; and what an Arabic layout types there.
ARABIC = {
    "Q": (24, 16, 12, "ض"),
    "F": (41, 33, 3, "ب"),
    "A": (38, 30, 0, "ش"),
    "S": (39, 31, 1, "س"),
    "Z": (52, 44, 6, "ئ"),
    "Space": (65, 57, 49, " "),
}


@pytest.fixture(autouse=True)
def no_suggesters(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is suggested here was written by hand."""
    without_suggesters(monkeypatch)


@pytest.fixture
def location(tmp_path: Path) -> Path:
    return scene.short(tmp_path / "desk.spandesk")


@pytest.fixture
def desk(location: Path, qtbot) -> Iterator[Desk]:
    with at_desk(location, "ana", qtbot) as desk:
        yield desk


# -- history ----------------------------------------------------------------------------------------------------------


def steps(desk: Desk) -> list[str]:
    """What the history says, newest first."""
    rows = desk.page.inspector.below.history.list.model()
    return [rows.index(row, 0).data() for row in range(rows.rowCount())]


def click_step(desk: Desk, words: str) -> None:
    """Click the step whose words contain these."""
    rows = desk.page.inspector.below.history.list
    place = next(place for place, said in enumerate(steps(desk)) if words in said)
    desk.click_row(rows, rows.model().index(place, 0))


def open_history(desk: Desk, count: int) -> None:
    desk.type("Ctrl+H")
    desk.wait(lambda: len(steps(desk)) >= count)


def test_history_looks_and_goes_back_and_on_also_after_a_restart(location, qtbot, tmp_path):
    with at_desk(location, "ana", qtbot) as desk:
        for words, key in (("rockets", "7"), ("convoy", "2"), ("harbour", "0")):
            desk.stand_on(words)
            desk.type(key)
        desk.type("Ctrl+Shift+Return")
        everything = desk.made
        open_history(desk, 4)
        with desk.at_most(1):
            click_step(desk, "rockets")
        assert desk.focused().span == desk.span("rockets")
        assert desk.made == everything
        desk.click_button(desk.page.inspector.below.history.list.button)
        assert desk.surfaces() == {("FAC", "rockets")}
        desk.agree(tmp_path / "stop-1")
    with at_desk(location, "ana", qtbot) as desk:
        assert desk.surfaces() == {("FAC", "rockets")}
        open_history(desk, 4)
        click_step(desk, "convoy")
        assert desk.surfaces() == {("FAC", "rockets")}
        desk.click_button(desk.page.inspector.below.history.list.button)
        assert desk.surfaces() == {("FAC", "rockets"), ("ORG", "convoy")}
        desk.type("Ctrl+Shift+Z", "Ctrl+Shift+Z")
        assert dict(desk.made.mentions) == dict(everything.mentions)
        assert dict(desk.made.decisions) == dict(everything.decisions)
        desk.agree(tmp_path / "stop-2")


# -- sight ------------------------------------------------------------------------------------------------------------


def test_what_is_hidden_is_never_accepted_with_the_rest(desk):
    everything = len(desk.session.pending)
    desk.look_at("GPE", "Mosul")
    desk.type("O", "Ctrl+Shift+Return")
    assert {mention.label for mention in desk.made.mentions.values()} == {"GPE"}
    desk.type("Ctrl+Z", "O")
    assert not desk.made.mentions
    assert desk.page.sight.shown.everything

    desk.type("Ctrl+Shift+U", "Ctrl+Shift+Return", "Shift+Return", "Ctrl+Return", "Tab", "Return")
    assert not desk.made.mentions
    assert not desk.made.decisions
    desk.type("Ctrl+Shift+Backspace", "Backspace")
    assert not desk.made.decisions
    desk.type("Ctrl+Shift+U", "Ctrl+Shift+Return")
    assert {each.outcome for each in desk.made.decisions.values()} == {Outcome.ACCEPTED}
    assert len(desk.made.decisions) == everything


def test_the_reading_place_is_kept_across_articles_and_a_restart(tmp_path, qtbot):
    long = article("\n\n".join(f"Paragraph {number} of a long report about the harbour." for number in range(300)))
    location = scene.project(tmp_path / "desk.spandesk", long, (), article(scene.SCENE))
    with at_desk(location, "ana", qtbot) as desk:
        desk.type(*["PgDown"] * 6)
        place = desk.canvas.reading_place()
        assert place > 1000
        desk.type("Ctrl+PgDown")
        desk.wait(lambda: desk.session.article.id != long.id)
        assert desk.canvas.reading_place() == 0
        desk.type("Ctrl+PgUp")
        desk.wait(lambda: desk.session.article.id == long.id)
        assert desk.canvas.reading_place() == place
    with at_desk(location, "ana", qtbot) as desk:
        assert desk.canvas.reading_place() == place


# -- keys -------------------------------------------------------------------------------------------------------------


def test_a_key_is_changed_in_the_settings_and_used(location, qtbot):
    with at_desk(location, "ana", qtbot) as desk:
        desk.type("Ctrl+,")
        dialog = desk.window.findChild(SettingsDialog)
        desk.wait(dialog.names.hasFocus)
        desk.type("Down")
        desk.wait(dialog.keys.isVisible)
        dialog.keys.choose("accept")
        dialog.keys.list.setFocus()
        desk.type("Return", ".")
        desk.click_button(dialog.close_button)
        desk.canvas.setFocus()
        first = desk.look_at("PERSON", "Karim Haddad")
        desk.type(".")
        assert set(desk.made.decisions) == {first}
        desk.type("Return")
        assert set(desk.made.decisions) == {first}
    with at_desk(location, "ana", qtbot) as desk:
        desk.look_at("PERSON", "Rafiq")
        desk.type(".")
        assert len(desk.made.decisions) == 2


def press_arabic(*names: str) -> None:
    """Press keys of an Arabic keyboard, known by what is printed there on a Latin one."""
    for name in names:
        linux, windows, mac, typed = ARABIC[name]
        scan = {"win32": windows, "darwin": 0xFFFFFFFF}.get(sys.platform, linux)
        _send(ord(typed.upper()), typed, scan, mac)


def press_digit(digit: str) -> None:
    """Press the digit of another script."""
    _send(ord(digit), digit, 0, 0)


def _send(key: int, typed: str, scan: int, virtual: int) -> None:
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, scan, virtual, 0, typed)
        QApplication.sendEvent(QApplication.focusWidget(), event)


@pytest.mark.parametrize("digits", ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"])
def test_an_arabic_keyboard_does_what_a_latin_one_does(desk, digits, tmp_path):
    def digit_on(surface: str, nth: int = 1) -> str:
        wanted = desk.span(surface, nth)
        numbers = desk.page.hints.numbers.items()
        return digits[next(int(number) for number, id_ in numbers if desk.page.commands.known(id_).span == wanted)]

    desk.stand_on("left")
    press_arabic("F")
    press_digit(digits[7])
    press_digit(digit_on("Haddad", 2))
    press_arabic("Q")
    press_digit(digit_on("Karim Haddad"))
    press_arabic("Z")
    (event,) = desk.made.events()
    assert dict(event.attributes) == {"modality": "planned"}
    fillers = {desk.made.mentions[argument.target].span for argument in event.arguments}
    assert fillers == {desk.span("Haddad", 2), desk.span("Karim Haddad")}
    assert {argument.role for argument in event.arguments} == {"ACTOR"}

    desk.look_at("PERSON", "Haddad", 2)
    press_arabic("S")
    press_digit(digit_on("Karim Haddad"))
    clusters = {mention.cluster for mention in desk.made.mentions.values() if mention.label == "PERSON"}
    assert len(clusters) == 1
    assert None not in clusters

    desk.type("Esc")
    desk.stand_on("denied")
    press_arabic("Space")
    press_digit(digits[2])
    assert ("ORG", "Iraqi Ministry of Water") in desk.surfaces()
    desk.look_at("PERSON", "Haddad", 2)
    press_arabic("A")
    assert desk.page.preview.open is not None
    desk.type("Return")
    assert {desk.span("Haddad", nth) for nth in (2, 3)} <= desk.spans("PERSON")
    desk.agree(tmp_path / "out")
