"""What the gesture benchmark replays: articles with their gold, and the suggestions that stand there beforehand."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from annotations.importers import jsonl
from annotations.importers.base import ImportedArticle
from annotations.model.article import Article, Meta, text_sha256
from annotations.model.ids import MentionId, article_id_for, suggestion_id_for
from annotations.model.mention import Argument, EntityMention, EventMention, Kind, Mention, reading_order
from annotations.model.schema import Label, Role, Schema
from annotations.model.span import Span
from annotations.model.starters import starter
from annotations.model.suggestion import Suggestion, SuggestionRun
from annotations.model.wire import Json, schema_to_json
from annotations.suggesters.base import ENTITIES, EVENTS, ArticleText, Plan, runs, suggest_batch
from annotations.text.tokens import TokenIndex, tokenize
from annotations.workspace import Workspace
from desktop.actions import DIGITS, ROLE_KEYS

STARTER = "political-events"
HUES = ("blue", "green", "orange", "violet", "red", "teal")

# What the corpora call our labels, where the schema made from them has that label.
RENAMED = {
    **dict.fromkeys(("PERSON", "ORG", "GPE", "NORP"), "ACTOR"),
    **dict.fromkeys(("LOC", "FAC"), "PLACE"),
}


@dataclass(frozen=True, slots=True)
class Task:
    """One article, what should stand in it, and what is suggested at first."""

    article: Article
    gold: tuple[Mention, ...]
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def trouble(self) -> str:
        """Why no keys lead to the gold, or "": ends inside tokens, or the same claim twice."""
        tokens = TokenIndex(self.article.tokens)
        if any(tokens.aligned(piece) is None for mention in self.gold for piece in mention.pieces):
            return "ends inside a token"
        claims = [(mention.kind, mention.pieces, mention.label) for mention in self.gold]
        return "" if len(set(claims)) == len(claims) else "says the same twice"


@dataclass(frozen=True, slots=True)
class Replay:
    """Articles under one schema, and how many were left out for which reason."""

    schema: Schema
    tasks: tuple[Task, ...]
    left_out: tuple[str, ...] = ()


Choice = Callable[[Replay], Replay]


def read_replay(path: Path, suggestions: str = "stored", articles_of: Choice = lambda found: found) -> Replay:
    """Gold in the shape of the corpora, or native JSONL; `articles_of` chooses some of the articles.

    `suggestions` is "none", "stored" (those of the records, else what our suggesters say), "gold", or a native JSONL.
    """
    with path.open(encoding="utf-8") as lines:
        first = json.loads(next(lines))
    tasks = _corpus(path) if "spans" in first else _native(path)
    reachable = tuple(task for task in tasks if not task.trouble)
    left_out = tuple(task.trouble for task in tasks if task.trouble)
    chosen = articles_of(Replay(schema_for(reachable), reachable, left_out))
    return replace(chosen, tasks=tuple(_suggested(chosen.schema, chosen.tasks, suggestions)))


# -- gold -------------------------------------------------------------------------------------------------------------


def _native(path: Path) -> list[Task]:
    found = [record for record in jsonl.read(path, None) if isinstance(record, ImportedArticle)]
    return [Task(each.article, each.sets[0].mentions, each.suggestions) for each in found if each.sets]


def _corpus(path: Path) -> list[Task]:
    """One task for each text; a text that comes twice counts once."""
    with path.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines if line.strip()]
    return [_of_corpus(record) for record in {record["text"]: record for record in records}.values()]


def _of_corpus(record: Json) -> Task:
    text, sha256 = record["text"], text_sha256(record["text"])
    language = str(record.get("meta", {}).get("language", "en"))
    article = Article(
        id=article_id_for(sha256),
        text=text,
        sha256=sha256,
        meta=Meta(title=text[:60], language=language),
        tokens=tokenize(text, language),
        regions=(),
        source_sha256=sha256,
    )
    return Task(article, tuple(_mentions(record)))


def _mentions(record: Json) -> list[Mention]:
    made: list[Mention] = []
    for number, span in enumerate(record["spans"]):
        kind = EventMention if span["kind"] == "event" else EntityMention
        id_ = MentionId(f"gold-{number}")
        made.append(kind(id=id_, span=Span(span["start"], span["end"]), label=span["label"].upper()))
    for link in record["args"]:
        argument = Argument(link["role"].upper(), made[link["span"]].id)
        for number in link["event"]:
            event = made[number]
            if isinstance(event, EventMention) and argument not in event.arguments and argument.target != event.id:
                made[number] = event.with_arguments((*event.arguments, argument))
    return made


def schema_for(tasks: Iterable[Task]) -> Schema:
    """The starter schema if it has all labels of the gold; else one made from the gold."""
    mentions = [mention for task in tasks for mention in task.gold]
    schema = starter(STARTER)
    if all(schema.label(mention.label, mention.kind) is not None for mention in mentions):
        return schema
    names = sorted({mention.label for mention in mentions if mention.kind is Kind.ENTITY})
    types = sorted({mention.label for mention in mentions if mention.kind is Kind.EVENT})
    used = dict.fromkeys(
        argument.role for mention in mentions if isinstance(mention, EventMention) for argument in mention.arguments
    )
    roles = tuple(Role(name=name, title=name.title(), key=key) for name, key in zip(used, ROLE_KEYS, strict=False))
    entities = [
        Label(code=code, kind=Kind.ENTITY, title=code.title(), key=DIGITS[place] if place < len(DIGITS) else "")
        for place, code in enumerate(names)
    ]
    events = [Label(code=code, kind=Kind.EVENT, title=code.title(), verb=code.lower(), roles=roles) for code in types]
    return Schema(name="gold", title="Made from the gold", labels=(*entities, *events))


# -- suggestions ------------------------------------------------------------------------------------------------------


def _suggested(schema: Schema, tasks: Sequence[Task], source: str) -> list[Task]:
    if source == "none":
        return [replace(task, suggestions=()) for task in tasks]
    if source == "gold":
        return [replace(task, suggestions=as_suggested(schema, task.gold)) for task in tasks]
    if source != "stored":
        said = {task.article.sha256: task.suggestions for task in _native(Path(source))}
        tasks = [replace(task, suggestions=said.get(task.article.sha256, ())) for task in tasks]
    bare = [task for task in tasks if not task.suggestions] if source == "stored" else []
    ours = _ours(schema, [task.article for task in bare])
    given = {task.article.id: as_suggested(schema, [each.mention for each in task.suggestions]) for task in tasks}
    return [replace(task, suggestions=(given | ours)[task.article.id]) for task in tasks]


def _ours(schema: Schema, articles: Sequence[Article]) -> dict[str, tuple[Suggestion, ...]]:
    """What our suggesters say, in the words of the schema where it has a word for it."""
    if not articles:
        return {}
    texts = [ArticleText.of(article) for article in articles]
    found = suggest_batch(schema_to_json(starter(STARTER)), Plan(), texts)
    return {
        id_: as_suggested(schema, [each.mention for of_run in by_run.values() for each in of_run])
        for id_, by_run in found
    }


def as_suggested(schema: Schema, mentions: Sequence[Mention]) -> tuple[Suggestion, ...]:
    """Mentions as suggestions of the runs that the window expects, under ids of their own."""
    by_kind = runs_of(schema)
    named = {}
    for mention in mentions:
        label = mention.label if schema.label(mention.label, mention.kind) else RENAMED.get(mention.label, "")
        if schema.label(label, mention.kind) is not None:
            run, span = by_kind[mention.kind], mention.span
            id_ = suggestion_id_for(run.suggester, mention.kind.value, span.start, span.end, label)
            named[mention.id] = Suggestion(id=id_, run=run, mention=replace(mention, id=MentionId(id_), label=label))
    linked = [replace(each, mention=_linked(schema, each.mention, named)) for each in named.values()]
    once = {each.id: each for each in linked}
    return tuple(sorted(once.values(), key=lambda each: reading_order(each.mention)))


def _linked(schema: Schema, mention: Mention, named: dict[MentionId, Suggestion]) -> Mention:
    label = schema.label(mention.label, mention.kind)
    if not isinstance(mention, EventMention) or label is None:
        return mention
    kept = (each for each in mention.arguments if each.target in named and label.role(each.role) is not None)
    linked = dict.fromkeys(Argument(each.role, named[each.target].mention.id) for each in kept)
    return mention.with_arguments(tuple(linked))


def runs_of(schema: Schema) -> dict[Kind, SuggestionRun]:
    """The run of each kind that the window would make; stored beforehand, it makes none."""
    kinds = {ENTITIES: Kind.ENTITY, EVENTS: Kind.EVENT}
    return {kinds[run.suggester]: run for run in runs(schema, Plan())}


def make_project(location: Path, replay: Replay) -> None:
    """A project with the articles and their suggestions, and nothing decided."""
    with Workspace.create(location, replay.schema) as workspace:
        workspace.add([ImportedArticle(article=task.article) for task in replay.tasks])
        for kind, run in runs_of(replay.schema).items():
            offered = {
                task.article.id: [each for each in task.suggestions if each.mention.kind is kind]
                for task in replay.tasks
            }
            workspace.save_suggestions(run, offered)
