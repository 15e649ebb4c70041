"""Finished articles are done again, and a project in which nobody finished anything says what it takes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from annotations.editing.edits import AddEntity, MarkDone
from annotations.importers.base import ImportedArticle, ImportedSet
from annotations.model.annotation_set import Status
from annotations.model.starters import starter
from annotations.workspace import Workspace
from tests.factories import article, edited, entity, span
from tests.journeys.desk import at_desk
from tests.journeys.quiet import without_suggesters
from tests.journeys.team_pages import TeamDesk

HANA, MAREK = "Hana", "Marek"
HARBOUR = tuple(
    article(f"The Harbour Guild met on day {day}. Nobody was told why.", title=f"Day {day}") for day in range(1, 4)
)


@pytest.fixture(autouse=True)
def no_suggesters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here needs a model, whose loading takes seconds."""
    without_suggesters(monkeypatch)


def finished_long_ago(location: Path) -> Path:
    """Three articles that Hana finished twenty days ago, and Marek too."""
    with Workspace.create(location, starter("political-events"), title="Newsroom") as workspace:
        for number, text in enumerate(HARBOUR):
            mark = entity("ORG", span(text, "Harbour Guild"))
            theirs = ImportedSet(annotator=MAREK, status=Status.DONE, mentions=(mark,))
            workspace.add([ImportedArticle(article=text, sets=(theirs,))])
            now = workspace.load_set(text.id, HANA)
            for edit in (AddEntity(id=mark.id, span=mark.span, label=mark.label), MarkDone()):
                step, now = edited(now, edit, text, workspace.schema)
                workspace.append(replace(step, at=datetime.now(UTC) - timedelta(days=20, minutes=number)), now)
    return location


def test_finished_articles_are_done_again(tmp_path, qtbot):
    location = finished_long_ago(tmp_path / "Newsroom.spandesk")
    with at_desk(location, HANA, qtbot) as desk:
        team = TeamDesk(desk)
        team.command("Do finished articles again")
        desk.wait(lambda: desk.session.annotator == "Hana (again)" and desk.session.article is not None)
        assert desk.window.top.project.text() == "Newsroom (again)"
        assert {row.status for row in desk.page.queue.model.rows()} == {Status.NEW}
        again = desk.session.article.id
        desk.caret_to("Harbour Guild")
        desk.press("Shift+Right", "2", "Ctrl+D")
        desk.wait(lambda: desk.session.article.id != again)
        team.open_agreement()
        assert team.figures.agreement.coverage.annotators == {HANA: 3, MAREK: 3}
        team.click(team.agreement.middle.parts.buttons[1])
        (row,) = team.spoken(team.agreement.middle.again.rows)
        assert row.startswith("Hana: 1.00")
        team.command("Do finished articles again")
        desk.wait(lambda: desk.session.annotator == HANA)
        assert desk.window.top.project.text() == "Newsroom"
    with Workspace.open(location, read_only=True) as reader:
        (second,) = [each for each in reader.set_facts() if each.annotator == "Hana (again)"]
        assert (second.article_id, second.blind, second.status) == (again, True, Status.DONE)


def test_a_new_project_says_what_it_takes(tmp_path, qtbot):
    location = tmp_path / "New.spandesk"
    with Workspace.create(location, starter("political-events")) as workspace:
        workspace.add([ImportedArticle(article=text) for text in HARBOUR])
    with at_desk(location, HANA, qtbot) as desk:
        team = TeamDesk(desk)
        team.open_agreement()
        middle = team.agreement.middle
        assert middle.headline.text() == "Nobody finished an article that another finished too."
        assert "two analysts who finish the same articles" in middle.sentence.text()
        team.open_adjudicate()
        empty = team.adjudicate.docket.empty
        assert empty.isVisible()
        assert empty.text() == "Nothing to settle. No article is finished by two analysts yet."
        assert "It takes articles that two of them finished" in team.adjudicate.canvas.accessibleDescription()
        desk.type(*"12AXELRDGJKUH", "Return", "Down", "Up")
        assert not team.adjudicate.note.isVisible()
        assert not team.adjudicate.picker.isVisible()
        team.open_agreement()
        team.click(middle.button)
        assert desk.page.isVisible()
