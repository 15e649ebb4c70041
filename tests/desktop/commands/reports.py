"""Projects to be exported, and what is in a JSONL export of them."""

import json
from pathlib import Path
from typing import Any

from annotations.importers.base import ImportedArticle, ImportedSet
from annotations.model.annotation_set import Status
from annotations.workspace import Workspace
from tests.exporters.running import REPORTS
from tests.exporters.samples import article
from tests.factories import entity, small_schema, span

IDS = {each.article.id for each in REPORTS}


def imported(*numbers: int, annotators: tuple[str, ...] = ("ana",)) -> list[ImportedArticle]:
    """The same reports, finished by each annotator; whoever comes later has marked one mention less."""
    found = []
    for number in numbers:
        given = REPORTS[number]
        marks = given.sets[0].in_order()
        whose = [
            ImportedSet(annotator=name, status=Status.DONE, mentions=tuple(marks[: len(marks) - later]))
            for later, name in enumerate(annotators)
        ]
        found.append(ImportedArticle(article=given.article, sets=tuple(whose)))
    return found


def cut(text: str = "Antigovernment rallies in Basra.") -> ImportedArticle:
    """An article still in progress, in which a mention begins inside a word."""
    of = article(text)
    mentions = (entity("ORG", span(of, "government")), entity("GPE", span(of, "Basra")))
    return ImportedArticle(article=of, sets=(ImportedSet(annotator="ana", status=Status.OPEN, mentions=mentions),))


def project_at(path: Path, *articles: ImportedArticle) -> Path:
    with Workspace.create(path, small_schema(), title="Desk") as workspace:
        assert workspace.add(articles).rejected == ()
    return path


def lines(folder: Path) -> dict[str, dict[str, Any]]:
    """The articles of a JSONL export by id."""
    found = [json.loads(line) for path in folder.rglob("*.jsonl") for line in path.read_bytes().splitlines()]
    return {each["id"]: each for each in found}


def labels(folder: Path) -> set[str]:
    """The labels in a JSONL export."""
    return {mention["label"] for each in lines(folder).values() for mention in each["sets"][0]["mentions"]}


def sides(folder: Path) -> dict[str, str]:
    """The side of each article of a split JSONL export."""
    return {id_: part.name for part in folder.iterdir() if part.is_dir() for id_ in lines(part)}
