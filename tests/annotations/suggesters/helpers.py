"""Running the suggesters on a sentence and reading the result in words."""

from collections.abc import Iterable

from annotations.model.article import Region
from annotations.model.ids import ArticleId
from annotations.model.mention import EventMention, Kind
from annotations.model.schema import Schema
from annotations.model.starters import starter
from annotations.model.suggestion import Suggestion
from annotations.model.wire import schema_to_json
from annotations.suggesters.base import ArticleText, plan_for, suggest_batch
from annotations.text.tokens import tokenize

POLITICAL = starter("political-events")
ANY_EVENT = starter("any-event")

BOTH = ("entities", "events")


def article_text(text: str, *, language: str = "en", regions: Iterable[Region] = ()) -> ArticleText:
    return ArticleText(
        article_id=ArticleId("a1"),
        text=text,
        tokens=tokenize(text, language or "en"),
        language=language,
        regions=tuple(regions),
    )


def suggest(article: ArticleText | str, schema: Schema = POLITICAL, ids: tuple[str, ...] = BOTH) -> list[Suggestion]:
    """All suggestions for one article, of all runs."""
    given = article_text(article) if isinstance(article, str) else article
    ((_, by_run),) = suggest_batch(schema_to_json(schema), plan_for(ids), [given])
    return [made for of_run in by_run.values() for made in of_run]


def entities(text: str, **more: str) -> list[tuple[str, str]]:
    """(surface, label) of each suggested entity, in reading order."""
    return [
        (made.mention.span.of(text), made.mention.label)
        for made in suggest(article_text(text, **more))
        if made.mention.kind is Kind.ENTITY
    ]


def frames(text: str, schema: Schema = POLITICAL) -> dict[str, dict[str, set[str]]]:
    """Of each suggested event, by "surface LABEL": the surfaces that fill each of its roles."""
    all_made = suggest(text, schema)
    surface = {made.mention.id: made.mention.span.of(text) for made in all_made}
    out: dict[str, dict[str, set[str]]] = {}
    for made in all_made:
        if isinstance(made.mention, EventMention):
            roles = out.setdefault(f"{surface[made.mention.id]} {made.mention.label}", {})
            for argument in made.mention.arguments:
                roles.setdefault(argument.role, set()).add(surface[argument.target])
    return out
