"""Keys in fields stay in fields; keys that mean nothing here say so; notes are not lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotations.importers.base import ImportedArticle
from annotations.model.starters import starter
from annotations.workspace import Workspace
from tests.factories import article, entity, event, suggestion
from tests.journeys.desk import Desk, at_desk
from tests.journeys.quiet import without_suggesters

TEXT = "Militias attacked a convoy near Mosul on Sunday."


@pytest.fixture(autouse=True)
def no_suggesters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here needs a model, whose loading takes seconds."""
    without_suggesters(monkeypatch)


def make(location: Path, schema: str, *texts: str) -> Path:
    with Workspace.create(location, starter(schema)) as workspace:
        workspace.add([ImportedArticle(article=article(text), file=f"{n}.txt") for n, text in enumerate(texts)])
    return location


@pytest.fixture
def desk(tmp_path: Path, qtbot) -> Iterator[Desk]:
    location = make(tmp_path / "a.spandesk", "political-events", TEXT, "A second article about Erbil.")
    with at_desk(location, "ana", qtbot) as desk:
        yield desk


@pytest.fixture
def said(desk) -> list[str]:
    reasons: list[str] = []
    desk.session.refused.connect(lambda refusal: reasons.append(refusal.reason))
    return reasons


def offer(desk: Desk, *offered) -> None:
    """Suggestions of another run arrive for the open article."""
    desk.session.workspace.save_suggestions(offered[0].run, {desk.session.article.id: list(offered)})
    with desk.qtbot.waitSignal(desk.session.changed):
        desk.session.reload_suggestions(desk.session.article.id)


def note_of(desk: Desk) -> str:
    return next(iter(desk.made.mentions.values())).note


def write_note(desk: Desk, words: str):
    desk.caret_to("Mosul")
    desk.press("3")
    desk.wait(lambda: desk.page.inspector.card.note.isVisible())
    desk.press("N")
    field = desk.page.inspector.card.note.field
    desk.wait(field.hasFocus)
    QTest.keyClicks(field, words)
    return field


def test_keys_in_the_note_label_nothing(desk):
    field = write_note(desk, "1 2 3 f q dunno")
    desk.press("Backspace", into=field)
    assert len(desk.made.mentions) == 1
    desk.press("Return", into=field)
    assert note_of(desk) == "1 2 3 f q dunn"
    assert desk.canvas.hasFocus()


def test_suggestions_that_arrive_leave_a_note_in_writing_alone(desk):
    field = write_note(desk, "half a tho")
    offer(desk, suggestion(entity("ORG", desk.span("Militias"))))
    QApplication.processEvents()
    QTest.keyClicks(field, "ught")
    desk.press("Return", into=field)
    assert note_of(desk) == "half a thought"


@pytest.mark.parametrize("key", ["Ctrl+D", "Ctrl+PgDown"])
def test_a_note_in_writing_goes_with_the_article_that_is_left(desk, key):
    first = desk.session.article.id
    field = write_note(desk, "keep me")
    desk.press(key, into=field)
    desk.wait(lambda: desk.session.article.id != first)
    stored = desk.session.workspace.load_set(first, "ana")
    assert [mention.note for mention in stored.mentions.values()] == ["keep me"]


def test_a_note_in_writing_goes_with_the_project(desk):
    write_note(desk, "keep me")
    desk.window.close_project()
    desk.wait(lambda: desk.session is None)
    with Workspace.open(desk.location, read_only=True) as reader:
        (mention,) = reader.load_set(reader.article_ids()[0], "ana").mentions.values()
    assert mention.note == "keep me"


def test_a_role_of_a_suggested_event_can_be_cleared(desk, said):
    actor = suggestion(entity("ORG", desk.span("Militias")))
    place = suggestion(entity("GPE", desk.span("Mosul")))
    strike = suggestion(
        event("ASSAULT", desk.span("attacked"), ("ACTOR", actor.mention), ("PLACE", place.mention)),
    )
    offer(desk, actor, place, strike)
    desk.canvas.focus(strike.id)
    desk.press("Shift+E")
    assert desk.frames() == {("ASSAULT", "attacked", frozenset())}
    assert {each.id for each in desk.session.pending} == {actor.id, place.id}
    assert said == []
    # What else was suggested stays on offer; what was refused does not.
    desk.press("Return")
    assert desk.frames() == {("ASSAULT", "attacked", frozenset({("ACTOR", "Militias")}))}
    desk.press("Ctrl+Z", "Ctrl+Z")
    assert desk.frames() == set()
    assert len(desk.session.pending) == 3


def test_clearing_an_empty_role_of_a_suggested_event_accepts_nothing(desk, said):
    strike = suggestion(event("ASSAULT", desk.span("attacked")))
    offer(desk, strike)
    desk.canvas.focus(strike.id)
    desk.press("Shift+Q")
    assert desk.made.mentions == {}
    assert said == ["nothing-changes"]


def test_a_finished_article_arms_no_role(desk, said):
    desk.caret_to("attacked")
    desk.press("F")
    desk.pick("ASSAULT")
    desk.page.commands.arm(None)
    desk.press("Ctrl+D")
    desk.wait(lambda: "Erbil" in desk.text)
    desk.press("Ctrl+PgUp")
    desk.wait(lambda: "convoy" in desk.text)
    desk.press("J", "1", "Backspace", "Q", "U", "Alt+Right")
    assert desk.page.commands.armed is None
    assert len(desk.made.mentions) == 1
    assert set(said) == {"set-done"}


def test_backspace_rejects_a_suggestion_and_deletes_a_mention(desk):
    offered = suggestion(entity("GPE", desk.span("Mosul")))
    offer(desk, offered)
    desk.press("Tab", "Backspace")
    assert (desk.session.pending, desk.made.mentions) == ([], {})
    assert len(desk.made.decisions) == 1
    desk.caret_to("Mosul")
    for key in ("Backspace", "Delete"):
        desk.press("3")
        assert len(desk.made.mentions) == 1
        desk.press(key)
        assert desk.made.mentions == {}


def test_digits_of_other_scripts_are_label_keys(desk):
    desk.caret_to("Mosul")
    three = QKeyEvent(QEvent.Type.KeyPress, 0x663, Qt.KeyboardModifier.NoModifier, "٣")
    QApplication.sendEvent(desk.canvas, three)
    assert desk.surfaces() == {("GPE", "Mosul")}


def test_keypad_enter_accepts(desk):
    offer(desk, suggestion(entity("GPE", desk.span("Mosul"))))
    desk.press("Tab")
    QTest.keyClick(desk.canvas, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert desk.surfaces() == {("GPE", "Mosul")}


def test_a_schema_without_entity_labels(tmp_path, qtbot):
    with at_desk(make(tmp_path / "b.spandesk", "any-event", TEXT), "ana", qtbot) as desk:
        reasons: list[str] = []
        desk.session.refused.connect(lambda refusal: reasons.append(refusal.reason))
        desk.press("L", "9")
        assert not desk.page.picks.picker.isVisible()
        assert reasons == ["no-entity-labels", "no-label-on-key"]
        desk.caret_to("attacked")
        desk.press("F")
        assert desk.surfaces() == {("EVENT", "attacked")}
        desk.press("Q", "Shift+Q")
        assert reasons[2:] == ["no-such-role"] * 2
        assert desk.made.events()[0].arguments == ()


def test_a_schema_without_event_types(tmp_path, qtbot):
    with at_desk(make(tmp_path / "b.spandesk", "names", TEXT), "ana", qtbot) as desk:
        reasons: list[str] = []
        desk.session.refused.connect(lambda refusal: reasons.append(refusal.reason))
        desk.press("F")
        assert reasons == ["no-event-types"]


@pytest.mark.parametrize("text", ["\u200b", " \u00a0 \n\t"])
def test_an_article_without_words_takes_every_key(tmp_path, qtbot, text):
    with at_desk(make(tmp_path / "b.spandesk", "political-events", text), "ana", qtbot) as desk:
        every = ["1", "F", "Esc", "L", "Esc", "Tab", "Shift+Tab", "J", "K", "Return", "Shift+Return", "Ctrl+Return"]
        desk.press(*every, "Right", "Shift+Right", "Down", "End", "Ctrl+End", "PgDown", "Q", "Alt+Right", "Delete")
        desk.press("Ctrl+D")
        desk.saved()
        assert desk.session.done


def test_reading_only_refuses_and_stays(tmp_path, qtbot):
    location = make(tmp_path / "b.spandesk", "political-events", TEXT)
    with at_desk(location, "ana", qtbot) as writer:
        writer.caret_to("Mosul")
        writer.press("3")
        writer.saved()
    with Workspace.open(location), at_desk(location, "ana", qtbot, locked=True) as desk:
        before = desk.made
        desk.press("J", "1", "F", "Backspace", "Delete", "Return", "N", "U", "Q", "Alt+Right", "Ctrl+D", "Ctrl+Z")
        desk.press("Ctrl+Shift+Return", "Ctrl+Shift+D")
        assert desk.made == before
        assert not desk.window.actions_set["import"].isEnabled()
        assert desk.window.status.isVisible()


def test_every_panel_is_reached_and_left_by_keyboard(desk):
    stops = []
    for _ in range(3):
        desk.press("F6", into=QApplication.focusWidget())
        stops.append(QApplication.focusWidget())
    assert desk.canvas in stops
    assert len(set(stops)) == 3
    assert stops[-1] is not None


@pytest.mark.parametrize("wide", [True, False])
def test_the_list_folds_and_comes_back(desk, wide):
    desk.window.resize(1440 if wide else 1100, 700)
    QApplication.processEvents()
    body = desk.page.queue.body
    shown = body.isVisible()
    assert shown is wide
    desk.press("Ctrl+B")
    assert body.isVisible() is not shown
    desk.press("Ctrl+B", into=QApplication.focusWidget())
    assert body.isVisible() is shown


def test_the_smallest_window_holds_everything(desk):
    desk.window.resize(400, 300)
    QApplication.processEvents()
    assert (desk.window.width(), desk.window.height()) == (1100, 700)
    inside = desk.window.rect()
    for part in (desk.window.top, desk.canvas, desk.page.strip, desk.page.inspector, desk.window.status):
        place = part.rect().translated(part.mapTo(desk.window, part.rect().topLeft()))
        assert inside.contains(place), part
    assert desk.canvas.width() > 500
