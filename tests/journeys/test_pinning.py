"""Articles pinned to a side of the training data in the real window, by real keys, as far as the files of an export."""

from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from annotations.importers.base import ImportedArticle, ImportedSet
from annotations.model.annotation_set import Status
from annotations.model.native import MANIFEST
from annotations.model.split import Part, Placed
from annotations.workspace import Workspace
from tests.exporters.running import REPORTS
from tests.exporters.samples import article
from tests.factories import entity, small_schema, span
from tests.journeys.desk import Desk, at_desk
from tests.journeys.quiet import without_suggesters

STORY = (
    "Dockworkers at the harbour of Basra put down their tools on Monday, and no crane moved until the evening. The"
    " owners called it a holiday. The union said nobody would come back before the dead had been named in public."
)
TWINS = [article(f"{headline}\n\n{STORY}") for headline in ("Harbour stands still", "No crane moves in Basra")]
ARTICLES = (*(each.article for each in REPORTS[:6]), *TWINS)


@pytest.fixture
def location(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Eight finished articles, the last two near-duplicates."""
    without_suggesters(monkeypatch)
    marked = [each.sets[0].in_order() for each in REPORTS[:6]]
    marked += [(entity("GPE", span(each, "Basra")),) for each in TWINS]
    location = tmp_path / "desk.spandesk"
    with Workspace.create(location, small_schema()) as workspace:
        workspace.add(
            ImportedArticle(
                article=each, sets=(ImportedSet(annotator="ana", status=Status.DONE, mentions=tuple(mentions)),)
            )
            for each, mentions in zip(ARTICLES, marked, strict=True)
        )
    return location


@pytest.fixture
def desk(location: Path, qtbot) -> Iterator[Desk]:
    with at_desk(location, "ana", qtbot) as desk:
        yield desk


def to_the_list(desk: Desk, *keys: str) -> None:
    """Go to the list of articles by keys, and on in it."""
    queue = desk.page.queue.body
    # Off the screen nobody makes a window the active one again when a menu has closed.
    desk.window.activateWindow()
    desk.wait(desk.window.isActiveWindow)
    desk.press("Ctrl+F")
    desk.press("Return", into=queue.field)
    desk.press("Home", *keys, into=queue.list)


def choose(desk: Desk, letter: str) -> None:
    """Open the choices by their key and take the one with that letter."""
    desk.press("Ctrl+T", into=desk.page.queue.body.list)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    desk.press(letter, into=menu)


def said(desk: Desk) -> str:
    return desk.window.status.message.text()


def pins(desk: Desk) -> dict[str, str]:
    """What the rows show, by article."""
    return {row.article_id: row.pinned for row in desk.page.queue.model.rows() if row.pinned}


def stored(location: Path) -> dict[str, Placed]:
    with Workspace.open(location, read_only=True) as workspace:
        return workspace.split_of()


def take_back(desk: Desk) -> None:
    """Press Undo in the status bar by keys."""
    button = desk.window.status.undo
    assert button.isVisible()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    desk.press("Space", into=button)
    desk.wait(lambda: said(desk) == "Put back as it was.")


def export(desk: Desk, folder: Path) -> None:
    """Write the articles divided by share."""
    desk.press("Ctrl+E")
    desk.wait(lambda: desk.window.exports.dialog is not None)
    dialog = desk.window.exports.dialog
    dialog.choose("jsonl", folder)
    QTest.mouseClick(dialog.parts.split.ways.buttons[1], Qt.MouseButton.LeftButton)
    desk.wait(dialog.write_button.isEnabled)
    desk.press("Return", into=dialog.write_button)
    desk.wait(lambda: not dialog.writing and dialog.parts.foot.show_folder.isVisible())
    desk.press("Esc", into=dialog)


def written(folder: Path, part: Part) -> set[str]:
    """The articles in the files of a side."""
    lines = [line for file in (folder / part).glob("*.jsonl") for line in file.read_bytes().splitlines()]
    return {record["id"] for line in lines if "text" in (record := orjson.loads(line))}


def test_two_articles_are_pinned_by_keys_exported_on_that_side_and_let_go_again(location, qtbot, tmp_path):
    chosen = {ARTICLES[1].id, ARTICLES[2].id}
    with at_desk(location, "ana", qtbot) as desk:
        to_the_list(desk, "Down", "Shift+Down")
        choose(desk, "S")
        desk.wait(lambda: said(desk) == "2 articles are pinned to test.")
        assert pins(desk) == dict.fromkeys(chosen, "test")
        assert stored(location) == dict.fromkeys(chosen, Placed(Part.TEST, pinned=True))
        export(desk, tmp_path / "out")
        assert written(tmp_path / "out", Part.TEST) == chosen
        described = orjson.loads((tmp_path / "out" / MANIFEST).read_bytes())
        assert {row["part"]: row["articles"] for row in described["parts"]}["test"] == 2
    assert {id_ for id_, each in stored(location).items() if each.pinned} == chosen
    with at_desk(location, "ana", qtbot) as again:
        assert pins(again) == dict.fromkeys(chosen, "test")
        to_the_list(again, "Down", "Shift+Down")
        choose(again, "W")
        again.wait(lambda: "2 articles are not pinned any more" in said(again))
        assert pins(again) == {}
        take_back(again)
        assert pins(again) == dict.fromkeys(chosen, "test")


def test_a_pin_taken_back_leaves_no_trace(desk, location):
    before = stored(location)
    to_the_list(desk)
    choose(desk, "D")
    desk.wait(lambda: "is pinned to dev." in said(desk))
    assert stored(location) == {ARTICLES[0].id: Placed(Part.DEV, pinned=True)}
    take_back(desk)
    assert (stored(location), pins(desk)) == (before, {})


def test_near_duplicates_go_along_and_of_two_pins_it_is_said_which_holds(desk, tmp_path):
    first, second = (each.id for each in TWINS)
    to_the_list(desk, "End", "Up")
    choose(desk, "S")
    desk.wait(lambda: "what must stay with it goes along: “\u2068No crane moves in Basra\u2069”." in said(desk))
    to_the_list(desk, "End")
    choose(desk, "D")
    desk.wait(lambda: "holds for their group of 2 articles" in said(desk))
    assert desk.window.status.undo.isVisible()
    assert pins(desk) == {first: "test", second: "dev"}
    (holds,) = (part for part in Part if f"{part} holds for their group" in said(desk))
    export(desk, tmp_path / "out")
    assert {first, second} <= written(tmp_path / "out", holds)


def test_pins_are_chosen_from_the_menu_of_a_row_and_from_the_palette(desk):
    rows = desk.page.queue.body.list
    to_the_list(desk, "End")
    rows.menu_wanted.emit(rows.place_of_menu())
    menu = QApplication.activePopupWidget()
    desk.press("Down", "Down", "Right", into=menu)
    sides = QApplication.activePopupWidget()
    assert [row.text() for row in sides.actions() if row.isChecked()] == ["&Wherever the split puts it"]
    desk.press("T", into=sides)
    desk.wait(lambda: pins(desk) == {ARTICLES[-1].id: "train"})
    desk.press("Ctrl+K")
    palette = desk.window.menus.palette
    desk.wait(palette.isVisible)
    QTest.keyClicks(palette.field, "training data: dev")
    desk.press("Return", into=palette.field)
    desk.wait(lambda: pins(desk) == {ARTICLES[-1].id: "dev"})


def test_what_is_open_for_reading_shows_pins_and_sets_none(location, qtbot):
    with Workspace.open(location) as workspace:
        workspace.pin([ARTICLES[0].id], Part.TEST)
        with at_desk(location, "ana", qtbot, locked=True) as desk:
            assert pins(desk) == {ARTICLES[0].id: "test"}
            assert not any(desk.window.actions_set[id_].isEnabled() for id_ in ("pin", "pin-dev", "unpin"))
            to_the_list(desk)
            rows = desk.page.queue.body.list
            rows.menu_wanted.emit(rows.place_of_menu())
            desk.press("Down", "Down", "Right", into=QApplication.activePopupWidget())
            sides = QApplication.activePopupWidget().actions()
            assert [(side.text(), side.isEnabled()) for side in sides if side.isChecked()] == [("Te&st", False)]
            assert not any(side.isEnabled() for side in sides)
            QApplication.activePopupWidget().close()
            QApplication.activePopupWidget().close()
