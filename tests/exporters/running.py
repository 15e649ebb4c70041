"""Exports of small projects from beginning to end, and what is in a folder after them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import exporters
from annotations.model.annotation_set import Status
from annotations.model.article import FURNITURE, Region, text_sha256
from annotations.model.project import AnnotatedArticle
from exporters.manifest import Facts
from exporters.profile import Profile, usual
from exporters.run import Materials, Written, export, place
from exporters.split import Wanted
from tests.exporters.samples import article, everything
from tests.factories import annotation_set, entity, event, small_schema, span

FORMATS = sorted(exporters.table())
FACTS = Facts(title="Desk", program="1", newest_decision=datetime(2024, 5, 1, 8, tzinfo=UTC))
TWO_SIDES = Wanted(shares=(50, 50, 0))


def quiet(_done: int, _of: int, _writing: bool) -> None:
    """Nobody asks how far it is."""


def materials(articles: Iterable[AnnotatedArticle] | None = None, **more: Any) -> Materials:
    given = everything() if articles is None else list(articles)
    more = {"groups": lambda: (), "annotator": "ana"} | more
    return Materials(schema=small_schema(), articles=lambda: given, count=len(given), facts=FACTS, **more)


def profile(format_id: str, *, split: Wanted | None = None, options: dict[str, str] | None = None, **truth) -> Profile:
    usually = usual(format_id, "ana")
    return replace(usually, truth=replace(usually.truth, **truth), split=split, options=options or {})


def written(asked: Profile, made: Materials, folder: Path) -> Written:
    return export(asked, made, place(asked, made, quiet), folder, quiet)


def tree(folder: Path) -> dict[str, bytes | None]:
    """All that is in a folder, hidden things and empty folders too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")
    }


def report(number: int, *, status: Status = Status.DONE) -> AnnotatedArticle:
    """One of many short articles, none like another, with page furniture."""
    digits = text_sha256(str(number))
    ships = " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))
    text = f"Share this\nAna Ruiz met Omar Hadi in Basra. Seen that day: {ships}."
    of = replace(article(text), regions=(Region(span(text, "Share this"), FURNITURE),))
    ana, omar, basra = (entity("PERSON", span(of, name)) for name in ("Ana Ruiz", "Omar Hadi", "Basra"))
    basra = entity("GPE", basra.span)
    met = event("CONSULT", span(of, "met"), ("ACTOR", ana))
    return AnnotatedArticle(article=of, sets=(annotation_set(of, ana, omar, basra, met, status=status),))


REPORTS = [report(number) for number in range(8)]
