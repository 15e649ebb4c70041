"""The newsroom's month: its articles without annotations, and hands that correct what is suggested till it is right."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from annotations.editing.edits import (
    AcceptSuggestions,
    AddEntity,
    AddEvent,
    ClearRole,
    CorrectSuggestion,
    Edit,
    FillRole,
    MarkDone,
    RejectSuggestions,
)
from annotations.importers.base import ImportedArticle
from annotations.model.ids import ArticleId, MentionId
from annotations.model.mention import EventMention, Kind, Mention
from annotations.model.starters import starter
from annotations.suggesters.base import Plan, runs
from annotations.workspace import Workspace
from benchmarks.gestures import measure
from benchmarks.gestures_inputs import STARTER, Task
from benchmarks.gestures_newsroom import replay_of
from benchmarks.gestures_scene import Claim, Gold, claim, filled
from desktop.session import Session
from tests.journeys.desk import Desk


def texts_alone(location: Path, work: Sequence[Task]) -> Path:
    """A project with these articles, in which nobody has said anything."""
    with Workspace.create(location, starter(STARTER)) as workspace:
        workspace.add([ImportedArticle(article=each.article) for each in work])
    return location


def correct(desk: Desk, work: Task) -> None:
    """Put the article on the table, decide all that is suggested, mark what is missing, and finish it."""
    desk.page.open_article(work.article.id)
    desk.wait(lambda: desk.session.article.id == work.article.id)
    session, gold = desk.session, Gold(work.gold)
    for kind in Kind:
        for edit in _decisions(session, gold, kind):
            _apply(session, edit)
        for edit in _missing(session, gold, kind):
            _apply(session, edit)
    for edit in _roles(session, gold):
        _apply(session, edit)
    stands = session.annotation_set.mentions
    assert {claim(each) for each in stands.values()} == gold.claims
    assert all(filled(each, stands) == gold.roles[claim(each)] for each in session.annotation_set.events())
    _apply(session, MarkDone())


def _apply(session: Session, edit: Edit) -> None:
    assert session.apply(edit, offered=()) is not None, edit


def _decisions(session: Session, gold: Gold, kind: Kind) -> Iterator[Edit]:
    """What is right is accepted; of the rest each is corrected that meets something missing, or rejected."""
    pending = [each for each in session.pending if each.mention.kind is kind]
    right = tuple(each for each in pending if claim(each.mention) in gold.claims)
    if right:
        yield AcceptSuggestions(right)
    missing = {claim(each): each for each in gold.mentions if each.kind is kind}
    for each in right:
        missing.pop(claim(each.mention), None)
    wrong = []
    for each in pending:
        if each in right:
            continue
        meant = next((found for found in missing.values() if found.span.overlaps(each.mention.span)), None)
        if meant is None:
            wrong.append(each)
        else:
            del missing[claim(meant)]
            yield CorrectSuggestion(suggestion=each, label=meant.label, span=meant.span)
    if wrong:
        yield RejectSuggestions(tuple(wrong))


def _missing(session: Session, gold: Gold, kind: Kind) -> Iterator[Edit]:
    have = _by_claim(session)
    for number, each in enumerate(gold.mentions):
        if each.kind is kind and claim(each) not in have:
            add = AddEntity if kind is Kind.ENTITY else AddEvent
            yield add(id=MentionId(f"by-hand-{number}"), span=each.span, label=each.label, parts=each.parts)


def _roles(session: Session, gold: Gold) -> Iterator[Edit]:
    have = _by_claim(session)
    for event in [each for each in have.values() if isinstance(each, EventMention)]:
        stands, wanted = filled(event, session.annotation_set.mentions), gold.roles[claim(event)]
        for role, what in sorted(stands - wanted):
            yield ClearRole(event.id, role, have[what].id)
        for role, what in sorted(wanted - stands):
            yield FillRole(event.id, role, have[what].id)


def _by_claim(session: Session) -> dict[Claim, Mention]:
    return {claim(each): each for each in session.annotation_set.mentions.values()}


def follows(location: Path, work: Sequence[Task], plan: Plan) -> bool:
    """True once all that is suggested in these articles comes by this plan."""
    with Workspace.open(location, read_only=True) as reader:
        wanted = {run.id for run in runs(reader.schema, plan)}
        said = [each for task in work for each in reader.suggestions(task.article.id)]
    return all(each.run.id in wanted for each in said)


def suggested(location: Path, work: Sequence[Task]) -> dict[ArticleId, tuple[Mention, ...]]:
    """What is suggested in these articles now."""
    with Workspace.open(location, read_only=True) as reader:
        return {each.article.id: tuple(found.mention for found in reader.suggestions(each.article.id)) for each in work}


def gestures(work: Sequence[Task], said: dict[ArticleId, tuple[Mention, ...]]) -> int:
    """How many keys at the real window make the gold of these articles, given what is suggested."""
    bill = measure(replay_of(work, said), "keyboard")
    assert bill.failures == []
    return round(sum(bill.gestures.values()))
