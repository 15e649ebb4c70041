"""Does an adjudicated set say what the rulings that stand say? Told apart from how a ruling is made."""

from collections.abc import Iterator

from annotations.agreement.adjudicating import Case
from annotations.agreement.disputes import Dispute, State, overlap
from annotations.agreement.ground import in_force
from annotations.agreement.inquiry import AnyQuestion
from annotations.model.mark import Mark
from annotations.model.ruling import Verdict


def complaints(case: Case) -> list[str]:
    """What stands without a ruling for it, and what was ruled and does not stand; nothing if all is well."""
    named = {id_ for ruling in in_force(case.rulings) for id_ in ruling.mentions}
    found = [f"no ruling names {each}" for each in case.adjudicated.mentions.values() if each.id not in named]
    for question in case.inquiry.questions():
        found += _ruled_and_not_there(case, question)
        found += _there_and_not_ruled(case, question)
    return found


def _ruled_and_not_there(case: Case, question: AnyQuestion) -> Iterator[str]:
    for dispute in (each for each in question.disputes if each.state is State.SETTLED):
        for mark in dispute.ruling.result:
            if question.identity(mark) not in question.standing and not _ruled_over(case, dispute, mark):
                yield f"{mark} was ruled at {dispute.words!r} and does not stand"


def _ruled_over(case: Case, dispute: Dispute, mark: Mark) -> bool:
    """True if a later ruling was against that mark: ends may be moved to where another place is."""
    rulings = in_force(case.rulings)
    return any(
        later.subject is dispute.subject
        and later.trigger == dispute.trigger
        and later.verdict is not Verdict.DEFERRED
        and overlap(mark, (later.start, later.end))
        and mark not in later.result
        for later in rulings[rulings.index(dispute.ruling) + 1 :]
    )


def _there_and_not_ruled(case: Case, question: AnyQuestion) -> Iterator[str]:
    settled = [each for each in question.disputes if each.state is State.SETTLED]
    waiting = [(each.start, each.end) for each in question.disputes if each.state is not State.SETTLED]
    said = {question.identity(mark) for each in settled for mark in each.ruling.result} | question.shared
    refused = {question.identity(mark) for each in settled for mark in each.marks()}
    ever = {mark for each in in_force(case.rulings) if each.subject is question.subject for mark in each.result}
    for what, mark in question.standing.items():
        if what in said:
            continue
        is_left = any(overlap(mark, place) for place in waiting) or question.is_waiting(mark)
        if what in refused or not (is_left or mark in ever):
            yield f"{mark} stands and nobody is for it"
