"""The newsroom's month as gesture work: its last articles, with what is suggested before and after its first teach."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from annotations.importers import jsonl
from annotations.importers.base import ImportedArticle
from annotations.model.ids import ArticleId
from annotations.model.learned import Learner
from annotations.model.mention import Kind, Mention
from annotations.model.starters import starter
from annotations.model.wire import schema_to_json
from annotations.suggesters.base import ArticleText, Plan, suggest_batch
from annotations.workspace import Workspace
from benchmarks.gestures_inputs import STARTER, Replay, Task, as_suggested
from desktop import lessons

NEWSROOM = Path(__file__).resolve().parent / "newsroom" / "articles.jsonl"
LEARN = 20  # articles; the others are there to test on


def newsroom() -> list[ImportedArticle]:
    """All its articles in their order, each with its gold as its only set."""
    return [each for each in jsonl.read(NEWSROOM, None) if isinstance(each, ImportedArticle)]


def tasks() -> list[Task]:
    """Its articles with what should stand in them."""
    return [Task(each.article, each.sets[0].mentions) for each in newsroom()]


def before_and_after(folder: Path, articles: int = 0) -> tuple[Replay, Replay]:
    """At most so many of the articles to test on (0: all), as the rules alone suggest, and as what was learned does.

    Learned is as in the window: by the fast learner, with what passed the gate, and the phrase list as it grew.
    """
    testing = tasks()[LEARN:][: articles or None]
    plan = _learned(newsroom()[:LEARN], folder)
    return _suggested(testing, Plan()), _suggested(testing, plan)


def _learned(records: Iterable[ImportedArticle], folder: Path) -> Plan:
    location = folder / "newsroom.spandesk"
    with Workspace.create(location, starter(STARTER)) as workspace:
        workspace.add(records)
        for learned in lessons.learn(str(location), Learner.FAST, tuple(Kind), seconds=0.0):
            lessons.keep(workspace, learned.learner, learned.kind, learned.trained, datetime.now(UTC))
        workspace.grow_phrases(workspace.annotator_to_learn_from())
        return lessons.plan_of_project(workspace, folder / "models")


def _suggested(asked: Sequence[Task], plan: Plan) -> Replay:
    schema = starter(STARTER)
    texts = [ArticleText.of(task.article) for task in asked]
    said = {
        id_: [each.mention for of_run in by_run.values() for each in of_run]
        for id_, by_run in suggest_batch(schema_to_json(schema), plan, texts)
    }
    return replay_of(asked, said)


def replay_of(asked: Sequence[Task], said: Mapping[ArticleId, Sequence[Mention]]) -> Replay:
    """The work at these articles, with these mentions suggested in them."""
    schema = starter(STARTER)
    given = [replace(task, suggestions=as_suggested(schema, said[task.article.id])) for task in asked]
    return Replay(schema, tuple(given))
