"""Hands on the Training page of the real window, and small projects to learn from."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget

from annotations.importers.base import ImportedArticle, ImportedSet
from annotations.model.annotation_set import Status
from annotations.model.article import Article
from annotations.model.ids import ArticleId
from annotations.model.mention import Kind, Mention
from annotations.model.starters import starter
from annotations.workspace import Workspace
from benchmarks.gestures_inputs import runs_of
from tests.factories import entity, span, suggestion
from tests.journeys.desk import Desk

LESSON_MS = 300_000  # it computes for half a minute, and the machine may be shared


def project(location: Path, finished: Iterable[tuple[Article, tuple[Mention, ...]]], unread: Iterable[Article]) -> Path:
    """A project in which ana has finished some articles, and has others before her."""
    done = Status.DONE
    with Workspace.create(location, starter("political-events")) as workspace:
        workspace.add(
            ImportedArticle(article=article, sets=(ImportedSet(annotator="ana", status=done, mentions=mentions),))
            for article, mentions in finished
        )
        workspace.add(ImportedArticle(article=article) for article in unread)
    return location


def turn_to(desk: Desk, part: str) -> None:
    """Go to a part of the page as one does: by the tab's key and a click on its name."""
    desk.press("Ctrl+5")
    page = desk.window.training.page
    desk.wait(page.isVisible)
    names: QListWidget = page.names
    desk.click_row(names, names.indexFromItem(names.item(list(page.parts).index(part))))
    assert page.part == part


def learned(desk: Desk, kind: str) -> str:
    """What the page says of the newest model of that kind, "names" or "events"; "" if none was learned."""
    models = desk.window.training.page.models.list.models
    rows = [models.data(models.index(row)) for row in range(models.rowCount())]
    return next((row for row in rows if f" · {kind} · " in row), "")


def wait_learned(desk: Desk, lesson: str) -> None:
    """Until the page shows both verdicts of the lesson of that name ("fast 1"), and it is over."""

    def over():
        told = all(learned(desk, kind).startswith(f"{lesson} ") for kind in ("names", "events"))
        return told and not desk.window.training.teacher.learning

    desk.qtbot.waitUntil(over, timeout=LESSON_MS)


def choose_model(desk: Desk, kind: str) -> None:
    """Click the newest model of that kind."""
    rows = desk.window.training.page.models.list
    place = next(
        row for row in range(rows.models.rowCount()) if f" · {kind} · " in rows.models.data(rows.models.index(row))
    )
    desk.click_row(rows.list, rows.models.index(place))


def go_to(desk: Desk, article: ArticleId) -> None:
    """Back to the text, with that article on the table."""
    desk.press("Ctrl+1")
    desk.page.open_article(article)
    desk.wait(lambda: desk.session.article is not None and desk.session.article.id == article)


def phrases(desk: Desk) -> list[str]:
    """The phrase list, line by line, without the signs that keep the direction of each phrase to itself."""
    rows = desk.window.training.page.sources.phrases.list
    return [rows.item(row).text().replace("\u2068", "").replace("\u2069", "") for row in range(rows.count())]


def hide_in(desk: Desk, percent: int) -> None:
    """Say in which share of the articles suggestions are hidden."""
    turn_to(desk, "order")
    box = desk.window.training.page.order.blind
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, str(percent))
    desk.wait(lambda: desk.window.training.teacher.state.settings.blind_share == percent / 100)


def scored(location: Path, articles: Sequence[Article], said: Sequence[Sequence[tuple[str, str, float]]]) -> Path:
    """A project in which the names of each article are suggested already, as (label, words, score)."""
    schema = starter("political-events")
    runs = runs_of(schema)
    with Workspace.create(location, schema) as workspace:
        workspace.add(ImportedArticle(article=each) for each in articles)
        names = {
            each.id: [
                suggestion(entity(label, span(each, words)), run=runs[Kind.ENTITY], score=score)
                for label, words, score in of_article
            ]
            for each, of_article in zip(articles, said, strict=True)
        }
        workspace.save_suggestions(runs[Kind.ENTITY], names)
        workspace.save_suggestions(runs[Kind.EVENT], {each.id: [] for each in articles})
    return location
