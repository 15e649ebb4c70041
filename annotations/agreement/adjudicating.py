"""Adjudicating: to rule on a dispute, to rule others alike, to pass what all agree on, and to take rulings back. Pure.

Nothing is kept here. What comes of an act is an `Outcome` for each article, to be kept as a whole.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from annotations.agreement.acts import Act, By
from annotations.agreement.cases import Case, Outcome, Rule
from annotations.agreement.disputes import Dispute
from annotations.agreement.ground import in_force
from annotations.editing.change import composed, with_change
from annotations.editing.history import LogEntry
from annotations.errors import EditRefused
from annotations.model.mark import Mark
from annotations.model.ruling import Ruling, RulingId, Verdict, new_ruling_id

__all__ = ["Case", "Outcome", "Rule", "passed", "ruled", "ruled_alike", "ruled_alike_together", "withdrawn"]

# Names of the entries in the log of an adjudicated set.
RULE, PASS, WITHDRAW = "rule", "pass", "withdraw"


def ruled(case: Case, dispute: Dispute, rule: Rule, *, adjudicator: str, at: datetime, batch: RulingId) -> Outcome:
    """Rule on a dispute of the case, with all that follows: what stood there goes, what is ruled comes, what all agree
    on passes. Nothing follows from a deferral.

    Raises EditRefused for what cannot stand: what the schema does not allow, "filler-open" where nothing stands yet
    that could fill a role, "versions-changed" where the case has no such dispute any more or the annotator no version.
    """
    act = Act(case, By(adjudicator=adjudicator, at=at, batch=batch))
    settles = rule.verdict is not Verdict.DEFERRED
    if settles:
        # First: a ruling speaks against what all agree on only where that does not stand when it is made.
        act.pass_agreed()
    act.rule(dispute, rule)
    if settles:
        act.pass_agreed()
    act.settle()
    return act.outcome(RULE)


def ruled_alike(
    case: Case, dispute: Dispute, model: Dispute, rule: Rule, *, adjudicator: str, at: datetime, batch: RulingId
) -> Outcome:
    """Rule on a dispute as `model` was ruled by this rule: what was taken there is taken here of whoever has it here.

    Raises EditRefused as `ruled` does, and "not-alike" if the two cannot be ruled the same way.
    """
    _check_alike(dispute, model)
    return ruled(case, dispute, _carried(rule, model, dispute), adjudicator=adjudicator, at=at, batch=batch)


def ruled_alike_together(
    case: Case,
    disputes: Sequence[Dispute],
    model: Dispute,
    rule: Rule,
    *,
    adjudicator: str,
    at: datetime,
    batch: RulingId,
) -> Outcome:
    """Rule on several disputes of mentions as `ruled_alike` would on one after the other, in one step: for hundreds in
    an article that takes hardly longer than for one. The rule takes versions as they are, so that no place reaches into
    another.

    Raises EditRefused if any of them cannot be ruled so; others still may be, one by one.
    """
    for dispute in disputes:
        _check_alike(dispute, model)
    act = Act(case, By(adjudicator=adjudicator, at=at, batch=batch))
    act.pass_agreed()
    act.rule_together((dispute, _carried(rule, model, dispute)) for dispute in disputes)
    act.pass_agreed()
    act.settle()
    return act.outcome(RULE)


def passed(case: Case, *, adjudicator: str, at: datetime, batch: RulingId) -> Outcome:
    """Let what all agree on stand, and nothing else."""
    act = Act(case, By(adjudicator=adjudicator, at=at, batch=batch))
    act.pass_agreed()
    act.settle()
    return act.outcome(PASS)


def withdrawn(case: Case, entries: Sequence[LogEntry], batch: RulingId, *, adjudicator: str, at: datetime) -> Outcome:
    """Take back the rulings of an act in this article; those before it stand again.

    `entries` is the log of the adjudicated set. Raises EditRefused("ruled-since") if anything was settled after it.
    """
    own = [ruling for ruling in in_force(case.rulings) if ruling.batch == batch]
    undone = _last_of(entries, batch)
    if _is_ruled_since(case.rulings, batch):
        raise EditRefused("ruled-since")
    change = composed(entry.change.inverted() for entry in undone)
    entry, after = None, case.adjudicated
    if change.pairs:
        entry = LogEntry(
            set_id=after.id,
            seq=after.seq + 1,
            annotator=adjudicator,
            at=at,
            edit_name=WITHDRAW,
            change=change,
            batch_id=batch,
        )
        after = with_change(after, change)
    step = entry.seq if entry is not None else None
    return Outcome(entry, after, tuple(_withdrawal(case, each, adjudicator, at, step) for each in own))


def _check_alike(dispute: Dispute, model: Dispute) -> None:
    if dispute.alike != model.alike:
        raise EditRefused("not-alike", dispute.words)


def _carried(rule: Rule, model: Dispute, dispute: Dispute) -> Rule:
    """The rule as it is at another place."""
    if rule.verdict is Verdict.TAKEN:
        wanted = model.relative(model.versions.get(rule.annotator, ()))
        those = (name for name, version in dispute.versions.items() if dispute.relative(version) == wanted)
        return replace(rule, annotator=next(those, ""))
    moved = dispute.start - model.start
    return replace(rule, marks=tuple(Mark(mark.start + moved, mark.end + moved, mark.label) for mark in rule.marks))


def _last_of(entries: Sequence[LogEntry], batch: RulingId) -> list[LogEntry]:
    """The entries of an act that are not taken back yet, the last first."""
    standing: list[LogEntry] = []
    for entry in entries:
        if entry.edit_name != WITHDRAW:
            standing.append(entry)
            continue
        while standing and standing[-1].batch_id == entry.batch_id:
            standing.pop()
    undone: list[LogEntry] = []
    while standing and standing[-1].batch_id == batch:
        undone.append(standing.pop())
    if any(entry.batch_id == batch for entry in standing):
        raise EditRefused("ruled-since")
    return undone


def _is_ruled_since(rulings: Sequence[Ruling], batch: RulingId) -> bool:
    """True if something was settled after the act, though it may have changed nothing."""
    standing = in_force(rulings)
    first = next((at for at, ruling in enumerate(standing) if ruling.batch == batch), len(standing))
    return any(ruling.batch != batch and ruling.verdict is not Verdict.DEFERRED for ruling in standing[first:])


def _withdrawal(case: Case, ruling: Ruling, adjudicator: str, at: datetime, step: int | None) -> Ruling:
    return replace(
        ruling,
        id=new_ruling_id(),
        verdict=Verdict.WITHDRAWN,
        adjudicator=adjudicator,
        at=at,
        schema_version=case.schema.version,
        taken=(),
        result=(),
        mentions=(),
        cause=None,
        note="",
        step=step,
        withdraws=ruling.id,
    )
