"""The way of files into the real window: what must be decided is asked, all comes in as one step, and goes again."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from annotations.model.mention import Kind
from annotations.model.project import Kept, UndoneImport
from annotations.workspace import Workspace
from desktop.dialogs.importing import ImportDialog
from desktop.panels.quiet_button import QuietButton
from tests.journeys.desk import Desk, at_desk
from tests.journeys.quiet import without_suggesters

WIRE = "Rebels attacked the customs house near Oslo."
OWN, THEIRS, STRANGE = ((0, 6, "ORG"), (39, 43, "CITY"), (7, 15, "ZEAL"))


@pytest.fixture(autouse=True)
def no_suggesters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here needs a model, whose loading takes seconds."""
    without_suggesters(monkeypatch)


@pytest.fixture
def desk(project: Path, qtbot) -> Iterator[Desk]:
    with at_desk(project, "ana", qtbot) as desk:
        yield desk


def doccano(path: Path, *labels: tuple[int, int, str], text: str = WIRE) -> Path:
    path.write_text(json.dumps({"text": text, "label": [list(each) for each in labels]}) + "\n", encoding="utf-8")
    return path


def asked(desk: Desk, *paths: Path) -> ImportDialog:
    """The window that opens for these files."""
    desk.window.flow.take_files(paths)
    desk.wait(lambda: desk.window.imports.dialog is not None)
    return desk.window.imports.dialog


def rows(desk: Desk) -> int:
    return desk.page.queue.model.rowCount()


def labels(location: Path) -> dict[str, list[tuple[str, str]]]:
    """Label and surface of what is in the project, by annotator, in articles that came from the wire."""
    with Workspace.open(location, read_only=True) as workspace:
        sets = (each for annotated in workspace.annotated(None) for each in _told(annotated))
        return dict(sets)


def _told(annotated) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    text = annotated.article.text
    if text == WIRE:
        for each in annotated.sets:
            yield each.annotator, [(mention.label, mention.span.of(text)) for mention in each.in_order()]


def test_labels_that_the_schema_lacks_are_asked_about_and_come_in(desk, project, tmp_path):
    dialog = asked(desk, doccano(tmp_path / "wire.jsonl", OWN, THEIRS, STRANGE))
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "CITY" in said
    assert "ZEAL" in said
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    desk.wait(lambda: desk.window.imports.dialog is None)
    desk.wait(lambda: rows(desk) == 2)
    ((_, told),) = labels(project).items()
    assert told == [("ORG", "Rebels"), ("GPE", "Oslo")]


def test_a_label_added_to_the_schema_can_be_given_at_once(desk, project, tmp_path):
    dialog = asked(desk, doccano(tmp_path / "wire.jsonl", OWN, STRANGE))
    add = next(each for each in dialog.findChildren(QuietButton) if each.accessibleName() == "Add all to the schema")
    QTest.mouseClick(add, Qt.MouseButton.LeftButton)
    QTest.mouseClick(dialog.add_button, Qt.MouseButton.LeftButton)
    desk.wait(lambda: rows(desk) == 2)
    desk.wait(lambda: desk.session.schema.label("ZEAL", Kind.ENTITY) is not None)
    assert next(iter(labels(project).values())) == [("ORG", "Rebels"), ("ZEAL", "attacked")]


def test_plain_articles_come_in_at_once_and_go_by_one_click(desk, tmp_path):
    (tmp_path / "more.txt").write_text("More news.", encoding="utf-8")
    desk.window.flow.take_files([tmp_path / "more.txt"])
    desk.wait(lambda: rows(desk) == 2)
    status = desk.window.status
    desk.wait(status.undo.isVisible)
    assert status.message.text() == "1 article added."
    QTest.mouseClick(status.undo, Qt.MouseButton.LeftButton)
    desk.wait(lambda: rows(desk) == 1)
    desk.wait(lambda: status.message.text() == "1 article taken back.")


def test_of_an_empty_folder_it_says_that_there_is_nothing_to_read(desk, tmp_path):
    (tmp_path / "empty" / "deeper").mkdir(parents=True)
    desk.window.flow.take_files([tmp_path / "empty"])
    status = desk.window.status
    desk.wait(lambda: status.message.text() == "There is nothing to read there. Nothing was added.")
    assert desk.window.imports.dialog is None
    assert not status.undo.isVisible()


def test_a_table_asks_for_its_text_column_and_the_keyboard_is_there(desk, tmp_path):
    (tmp_path / "wire.csv").write_text("Kop,Stuk\nRain,It rained in Amman.\n", encoding="utf-8")
    dialog = asked(desk, tmp_path / "wire.csv")
    headline, text = dialog.parts.survey.headline, dialog.parts.survey.columns.boxes["text"]
    assert (headline.level, headline.title.text()) == ("plain", "Choose the column that holds the text.")
    assert dialog.focusWidget() is text
    assert not dialog.add_button.isEnabled()
    assert dialog.parts.foot.words.text() == "Choose the column that holds the text."
    QTest.keyClicks(text, "Stuk")
    desk.wait(dialog.add_button.isEnabled)
    assert headline.level == "ok"
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    desk.wait(lambda: rows(desk) == 2)


def test_the_last_import_is_taken_back_by_its_command_and_what_was_worked_on_stays(desk, project, tmp_path):
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"Article {name} about Amman.", encoding="utf-8")
    desk.window.flow.take_files([tmp_path / "one.txt", tmp_path / "two.txt"])
    desk.wait(lambda: rows(desk) == 3)
    worked_on = next(row for row in desk.page.queue.model.rows() if row.title.startswith("Article one"))
    desk.page.open_article(worked_on.article_id)
    desk.wait(lambda: desk.session.article.id == worked_on.article_id)
    desk.caret_to("Amman")
    desk.press("3")
    desk.saved()
    desk.window.actions_set["undo-import"].trigger()
    desk.wait(lambda: rows(desk) == 2)
    with Workspace.open(project, read_only=True) as workspace:
        assert workspace.check() == []
        assert worked_on.article_id in workspace.article_ids()


def test_files_that_follow_while_one_asks_are_asked_about_next(desk, tmp_path):
    first = asked(desk, doccano(tmp_path / "wire.jsonl", STRANGE))
    desk.window.flow.take_files([doccano(tmp_path / "other.jsonl", (0, 4, "ZEAL"), text="Zeal of the many.")])
    desk.wait(lambda: not desk.window.projects.working)
    assert desk.window.imports.dialog is first
    QTest.keyClick(first, Qt.Key.Key_Escape)
    desk.wait(lambda: desk.window.imports.dialog not in (None, first))
    QTest.keyClick(desk.window.imports.dialog, Qt.Key.Key_Escape)
    desk.wait(lambda: desk.window.imports.dialog is None)
    assert rows(desk) == 1


def test_how_many_stay_is_said_with_the_first_of_them(desk):
    kept = (Kept("On {2} and {0}", "changed since by ana"), Kept("Another", "there are rulings in it"))
    said = []
    desk.window.imports.said.connect(lambda message: said.append(message.text))
    desk.window.imports._undone(UndoneImport(articles=3, sets=0, kept=kept))
    assert said == ["3 articles taken back. 2 stay, the first: On {2} and {0}, changed since by ana."]
