"""A project in which annotators finished the same articles and differ in some of them."""

from pathlib import Path

from annotations.importers.base import ImportedArticle, ImportedSet
from annotations.model.annotation_set import Status
from annotations.model.article import Article
from annotations.model.project import ADJUDICATED
from annotations.workspace import Workspace
from tests.factories import article, entity, event, small_schema, span

WEEKS = 6
TEXTS = tuple(
    article(f"Ana met the Sea Guild in Paris in week {number}. <b>Guild & Co</b> = none.", title=f"Week {number} <i>")
    for number in range(WEEKS + 2)
)


def marks(text: Article, *, guild: str = "ORG", paris: str = "GPE", ends: str = "Sea Guild"):
    """What an annotator marks in one of the texts."""
    ana = entity("PERSON", span(text, "Ana"))
    place = entity(paris, span(text, "Paris"))
    met = event("CONSULT", span(text, "met"), ("ACTOR", ana))
    company = entity("ORG", span(text, "<b>Guild & Co</b>"))
    return (ana, entity(guild, span(text, ends)), place, met, company)


def finished(annotator: str, *mentions, status: Status = Status.DONE):
    """An annotator's set."""
    return ImportedSet(annotator=annotator, status=status, mentions=mentions)


def project_at(location: Path, *, ruled: bool = False) -> Path:
    """Ana and Ben finished six weeks, Ben calls Paris ORG in all of them and takes "the" to the guild in the first; Cem
    finished the first. Of the last two weeks one is in progress, one not begun."""
    records = []
    for number, text in enumerate(TEXTS[:WEEKS]):
        ends = "Sea Guild" if number else "the Sea Guild"
        sets = [finished("ana", *marks(text)), finished("ben", *marks(text, paris="ORG", ends=ends))]
        if number == 0:
            sets.append(finished("cem", *marks(text)[:1]))
            if ruled:
                sets.append(finished(ADJUDICATED, *marks(text)))
        records.append(ImportedArticle(article=text, sets=tuple(sets)))
    records.append(
        ImportedArticle(article=TEXTS[WEEKS], sets=(finished("ana", *marks(TEXTS[WEEKS])[:1], status=Status.OPEN),))
    )
    records.append(ImportedArticle(article=TEXTS[WEEKS + 1]))
    with Workspace.create(location, small_schema(), title="Desk <1>") as workspace:
        workspace.add(records)
    return location
