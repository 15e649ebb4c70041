"""A project in which three analysts finished the same articles and differ about names, ends, events and roles."""

from pathlib import Path

from annotations.importers.base import ImportedArticle, ImportedSet
from annotations.model.annotation_set import Status
from annotations.model.article import Article
from annotations.workspace import Workspace
from tests.factories import article, entity, event, small_schema, span

DAYS = 5
TEXTS = tuple(
    article(
        f"The Harbour Guild met Governor Malik in Port Amal on day {day}. Sea Watch saw it. <b>Nothing</b> came of it.",
        title=f"Day {day} <i>",
        source="The Gazette",
        date=f"2024-05-0{day + 1}",
    )
    for day in range(DAYS)
)
IDS = tuple(text.id for text in TEXTS)


def finished(annotator: str, *mentions) -> ImportedSet:
    """An annotator's set."""
    return ImportedSet(annotator=annotator, status=Status.DONE, mentions=mentions)


def marks(
    text: Article, *, guild: str | None = "ORG", malik: str = "Malik", watch: str | None = None, met: bool = True
):
    """What an analyst marks in one of the texts; None leaves a mention out."""
    actor = entity("PERSON", span(text, malik))
    port = entity("GPE", span(text, "Port Amal"))
    found = [actor, port]
    if guild is not None:
        found.append(entity(guild, span(text, "Harbour Guild")))
    if watch is not None:
        found.append(entity(watch, span(text, "Sea Watch")))
    if met:
        found.append(event("CONSULT", span(text, "met"), ("ACTOR", actor)))
    return found


def sets_of(day: int) -> tuple[ImportedSet, ...]:
    """The guild is ORG to Ana and Cem and GPE to Ben, on the last day PERSON; Malik has his title with Ana alone; Sea
    Watch is marked by Ben alone; Cem sees no meeting on the first day."""
    text = TEXTS[day]
    return (
        finished("ana", *marks(text, malik="Governor Malik")),
        finished("ben", *marks(text, guild="GPE" if day < DAYS - 1 else "PERSON", watch="ORG")),
        finished("cem", *marks(text, met=day > 0)),
    )


def project_at(location: Path) -> Path:
    """All days finished by all three."""
    with Workspace.create(location, small_schema(), title="Harbour desk") as workspace:
        workspace.add([ImportedArticle(article=text, sets=sets_of(day)) for day, text in enumerate(TEXTS)])
    return location
