"""Acts: what one ruling does to an adjudicated set, with all that follows from it, as one step."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from annotations.agreement.additions import addition
from annotations.agreement.cases import Case, Outcome, Rule
from annotations.agreement.disputes import Dispute, Version
from annotations.agreement.ground import mark_of
from annotations.agreement.inquiry import AnyQuestion, MentionQuestion
from annotations.agreement.questions import Question
from annotations.agreement.role_questions import RoleQuestion
from annotations.editing.change import Change, composed, with_change
from annotations.editing.decide import decide
from annotations.editing.edits import (
    ClearRole,
    DeleteMention,
    Edit,
    FillRole,
    MarkDone,
    Reopen,
    Together,
)
from annotations.editing.history import LogEntry
from annotations.errors import EditRefused
from annotations.model.annotation_set import Status
from annotations.model.ids import MentionId, new_mention_id
from annotations.model.mark import Mark
from annotations.model.mention import Argument
from annotations.model.ruling import Ruling, RulingId, Verdict, new_ruling_id


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Whose act it is, and when (UTC). Rulings of one act share its `batch`."""

    adjudicator: str
    at: datetime
    batch: RulingId


class Act:
    """An act in the making. Each step of it sees what the one before left; in the end all of them are one change."""

    def __init__(self, case: Case, by: By) -> None:
        self._before = case.adjudicated
        self._case = case
        self._by = by
        self._changes: list[Change] = []
        self._rulings: list[Ruling] = []

    def pass_agreed(self) -> None:
        """Let what all agree on stand; fillers before the roles that they fill."""
        inquiry = self._case.inquiry
        for question in (inquiry.names, inquiry.events):
            self._pass_mentions(question)
        for role_question in self._case.inquiry.roles:
            self._pass_arguments(role_question)

    def rule(self, dispute: Dispute, rule: Rule) -> None:
        """Rule on one place. Raises EditRefused for what cannot stand there."""
        question, dispute = self._case.inquiry.asked(dispute.key)
        if rule.verdict is Verdict.DEFERRED:
            left = {question.standing[what] for what in question.holds(dispute)}
            self._record(question, dispute, rule, tuple(sorted(left)), ())
            return
        wanted = _wanted(dispute, rule)
        if isinstance(question, RoleQuestion):
            result = self._replace_arguments(question, dispute, wanted)
        else:
            self._apply(self._replacing(question, dispute, wanted))
            result = wanted
        self._record(question, dispute, rule, result, wanted)

    def rule_together(self, ruled: Iterable[tuple[Dispute, Rule]]) -> None:
        """Rule on places of mentions of which none reaches into another, all as they are now. Raises EditRefused."""
        edits: list[Edit] = []
        made = []
        for each, rule in ruled:
            question, dispute = self._case.inquiry.asked(each.key)
            assert isinstance(question, MentionQuestion)
            wanted = _wanted(dispute, rule)
            edits += self._replacing(question, dispute, wanted)
            made.append((question, dispute, rule, wanted))
        self._apply(edits)
        for question, dispute, rule, wanted in made:
            self._record(question, dispute, rule, wanted, wanted)

    def settle(self) -> None:
        """The set is done when nothing is left to rule on, and open again when something is."""
        inquiry, is_done = self._case.inquiry, self._case.adjudicated.status is Status.DONE
        if inquiry.is_open_to_ruling and inquiry.is_settled is not is_done:
            self._decide([Reopen() if is_done else MarkDone()])

    def outcome(self, edit_name: str) -> Outcome:
        """What it comes to."""
        change, by = composed(self._changes), self._by
        if not change.pairs:
            return Outcome(None, self._before, tuple(self._rulings))
        entry = LogEntry(
            set_id=self._before.id,
            seq=self._before.seq + 1,
            annotator=by.adjudicator,
            at=by.at,
            edit_name=edit_name,
            change=change,
            batch_id=by.batch,
        )
        rulings = tuple(replace(ruling, step=entry.seq) for ruling in self._rulings)
        return Outcome(entry, with_change(self._before, change), rulings)

    # -- what all agree on --------------------------------------------------------------------------------------------

    def _pass_mentions(self, question: MentionQuestion) -> None:
        edits: list[Edit] = []
        rulings = []
        for mark in question.passing:
            id_ = new_mention_id()
            edits += addition(question, id_, mark)
            rulings.append(self._unanimous(question, mark, mark, (id_,)))
        self._apply(edits, rulings)

    def _pass_arguments(self, question: RoleQuestion) -> None:
        passing = question.passing
        new = [(mark, question.argument(mark)) for mark in (*passing, *question.lost)]
        arguments = dict.fromkeys(argument for _, argument in new if argument is not None)
        edits = [FillRole(question.event.id, each.role, each.target) for each in arguments]
        rulings = [
            self._unanimous(question, mark, self._standing(argument), (question.event.id,))
            for mark, argument in new[: len(passing)]
            if argument is not None
        ]
        self._apply(edits, rulings)

    def _unanimous(self, question: Question, mark: Mark, result: Mark, mentions: tuple[MentionId, ...]) -> Ruling:
        what = question.identity(mark)
        versions = {
            name: [each for each in sorted(question.answers[name]) if question.identity(each) == what]
            for name in question.judges
        }
        return replace(
            self._ruling(question, (mark.start, mark.end), Verdict.UNANIMOUS),
            taken=tuple(versions),
            versions=question.sources(versions),
            result=(result,),
            mentions=mentions,
        )

    # -- what is ruled ------------------------------------------------------------------------------------------------

    def _replacing(self, question: MentionQuestion, dispute: Dispute, wanted: Version) -> list[Edit]:
        """What puts these in the place of what stands there."""
        gone = set(question.holds(dispute)).difference(wanted)
        mentions = self._case.adjudicated.mentions.values()
        edits: list[Edit] = [
            DeleteMention(each.id) for each in mentions if each.kind is question.kind and mark_of(each) in gone
        ]
        for mark in wanted:
            if mark not in question.standing:
                edits += addition(question, new_mention_id(), mark)
        return edits

    def _replace_arguments(self, question: RoleQuestion, dispute: Dispute, wanted: Version) -> Version:
        event = question.event.id
        arguments = []
        for mark in wanted:
            argument = question.argument(mark)
            if argument is None:
                role = question.role(mark)
                raise EditRefused("filler-open", role.title if role is not None else mark.label)
            arguments.append(argument)
        gone: set[Hashable] = set(question.holds(dispute)).difference(arguments)
        edits: list[Edit] = [
            ClearRole(event, each.role, each.target) for each in question.event.arguments if each in gone
        ]
        edits += [
            FillRole(event, each.role, each.target)
            for each in dict.fromkeys(arguments)
            if each not in question.standing
        ]
        self._apply(edits)
        return tuple(sorted({self._standing(each) for each in arguments}))

    # -- the rulings --------------------------------------------------------------------------------------------------

    def _record(self, question: AnyQuestion, dispute: Dispute, rule: Rule, result: Version, wanted: Version) -> None:
        mentions = self._ids_of(question, result)
        ruling = replace(
            self._ruling(question, (dispute.start, dispute.end), rule.verdict),
            taken=_taken(dispute, rule, wanted),
            versions=question.sources(dispute.versions),
            result=result,
            mentions=mentions,
            cause=rule.cause,
            note=rule.note,
        )
        self._apply([], [ruling])

    def _ruling(self, question: Question, place: tuple[int, int], verdict: Verdict) -> Ruling:
        article = self._case.article
        return Ruling(
            id=new_ruling_id(),
            article_id=article.id,
            subject=question.subject,
            start=place[0],
            end=place[1],
            trigger=question.trigger,
            verdict=verdict,
            adjudicator=self._by.adjudicator,
            at=self._by.at,
            batch=self._by.batch,
            schema_version=self._case.schema.version,
            text_sha256=article.sha256,
        )

    def _ids_of(self, question: AnyQuestion, marks: Version) -> tuple[MentionId, ...]:
        if isinstance(question, RoleQuestion):
            return (question.event.id,)
        mentions = self._case.adjudicated.in_order()
        return tuple(each.id for each in mentions if each.kind is question.kind and mark_of(each) in marks)

    def _standing(self, argument: Argument) -> Mark:
        span = self._case.adjudicated.mentions[argument.target].span
        return Mark(span.start, span.end, argument.role)

    # -- steps --------------------------------------------------------------------------------------------------------

    def _apply(self, edits: Sequence[Edit], rulings: Sequence[Ruling] = ()) -> None:
        if edits:
            is_done = self._case.adjudicated.status is Status.DONE
            self._decide([Reopen(), *edits] if is_done else edits)
        if rulings:
            self._rulings += rulings
            self._case = replace(self._case, rulings=(*self._case.rulings, *rulings))

    def _decide(self, edits: Iterable[Edit]) -> None:
        case = self._case
        change = decide(Together("rule", tuple(edits)), case.adjudicated, case.schema, case.article)
        self._changes.append(change)
        self._case = replace(case, adjudicated=with_change(case.adjudicated, change))


def _wanted(dispute: Dispute, rule: Rule) -> Version:
    """What is to stand, in text order."""
    match rule.verdict:
        case Verdict.TAKEN:
            if rule.annotator not in dispute.versions:
                raise EditRefused("versions-changed", rule.annotator)
            return dispute.versions[rule.annotator]
        case Verdict.BOTH:
            return tuple(sorted(dispute.marks()))
        case Verdict.NEITHER:
            return ()
        case Verdict.EDITED:
            return tuple(sorted(set(rule.marks)))
    raise ValueError(f"nobody rules {rule.verdict}")


def _taken(dispute: Dispute, rule: Rule, wanted: Version) -> tuple[str, ...]:
    """Whose version it is; if both are to stand, that of all who have anything."""
    if rule.verdict is Verdict.DEFERRED:
        return ()
    both = rule.verdict is Verdict.BOTH
    return tuple(name for name, version in dispute.versions.items() if (version if both else version == wanted))
