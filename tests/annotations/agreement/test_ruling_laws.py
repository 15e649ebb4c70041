"""Whatever annotators marked and whatever is ruled: nothing is lost, all can be settled, and all taken back."""

from contextlib import suppress
from dataclasses import replace

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from annotations.agreement.adjudicating import Case, Rule, passed, ruled, withdrawn
from annotations.agreement.disputes import Dispute, State
from annotations.agreement.ground import in_force
from annotations.editing.change import with_change
from annotations.errors import EditRefused
from annotations.model.annotation_set import Status
from annotations.model.mark import Subject
from annotations.model.mention import Kind
from annotations.model.ruling import Verdict
from tests.annotations.agreement.ruling_cases import Court, cases, changes, marks, rules
from tests.annotations.agreement.rulings_said import complaints

_MOST = 60  # acts; a few marks never lead to more disputes
_slow = settings(phases=[Phase.generate], max_examples=75)


def rule_all(court: Court, data: st.DataObject) -> None:
    """Settle everything, by any rulings; each is settled once it is ruled. What all agree on may open more."""
    court.keep(passed(court.case, **court.by()))
    for _ in range(_MOST):
        disputes = court.open()
        if not disputes:
            return
        dispute = data.draw(st.sampled_from(disputes))
        _rule(court, dispute, data.draw(rules(dispute)))
        now = {each.key: each for each in court.case.disputes()}
        assert dispute.key not in now or now[dispute.key].state is State.SETTLED
    raise AssertionError(f"still open: {court.open()}")


def _rule(court: Court, dispute: Dispute, rule: Rule) -> None:
    try:
        court.keep(ruled(court.case, dispute, rule, **court.by()))
    except EditRefused:
        court.rule(dispute, Verdict.NEITHER)


@_slow
@given(cases())
def test_every_mark_is_unanimous_or_in_exactly_one_dispute(drawn: Case):
    for kind, subject in ((Kind.ENTITY, Subject.SPAN), (Kind.EVENT, Subject.EVENT)):
        own = {each.annotator: marks(each, kind) for each in drawn.sets}
        unanimous = set.intersection(*own.values())
        disputes = [each for each in drawn.disputes() if each.subject is subject]
        for name, said in own.items():
            disputed = [mark for each in disputes for mark in each.versions[name]]
            assert len(disputed) == len(set(disputed))
            refused = {mark for mark in unanimous if mark.label == "NONE"}
            assert set(disputed) == (said - unanimous) | refused


@_slow
@given(cases())
def test_the_order_of_sets_does_not_matter(drawn: Case):
    assert replace(drawn, sets=drawn.sets[::-1]).disputes() == drawn.disputes()


@_slow
@given(cases(), st.data())
def test_in_the_end_all_is_settled_and_the_set_is_done(drawn: Case, data: st.DataObject):
    court = Court(drawn)
    rule_all(court, data)
    assert court.case.adjudicated.status is Status.DONE
    assert court.case.unpassed() == 0
    assert not court.case.is_behind()
    assert passed(court.case, **court.by()).entry is None


@_slow
@given(cases(), st.data())
def test_all_can_be_settled_again_after_sources_changed(drawn: Case, data: st.DataObject):
    court = Court(drawn)
    rule_all(court, data)
    for _ in range(2):
        court.case = data.draw(changes(court.case))
        rule_all(court, data)
        assert court.case.adjudicated.status is Status.DONE
        said = set.intersection(*(marks(each) for each in court.case.sets))
        unruled = {mark for mark in said if mark.label != "NONE"} - marks(court.case.adjudicated)
        # What all agree on stands, unless a person ruled against it.
        human = [each for each in in_force(court.case.rulings) if each.verdict is not Verdict.UNANIMOUS]
        assert all(any(mark in v.marks for each in human for v in each.versions) for mark in unruled)


@_slow
@given(cases(), st.data())
def test_taking_one_annotator_everywhere_gives_that_annotators_names(drawn: Case, data: st.DataObject):
    court = Court(drawn)
    name = data.draw(st.sampled_from([each.annotator for each in drawn.sets]))
    (own,) = [each for each in drawn.sets if each.annotator == name]
    for dispute in court.open(Subject.SPAN):
        known = tuple(mark for mark in dispute.versions[name] if mark.label != "NONE")
        if known == dispute.versions[name]:
            court.rule(dispute, Verdict.TAKEN, name)
        else:
            court.rule(dispute, Verdict.EDITED, "", *known)
    court.keep(passed(court.case, **court.by()))
    assert marks(court.case.adjudicated) == {mark for mark in marks(own) if mark.label != "NONE"}


@_slow
@given(cases(), st.data())
def test_what_was_ruled_can_be_taken_back_step_by_step(drawn: Case, data: st.DataObject):
    court = Court(drawn)
    befores = [court.case]
    for _ in range(3):
        if court.open():
            dispute = data.draw(st.sampled_from(court.open()))
            _rule(court, dispute, data.draw(rules(dispute)))
            befores.append(court.case)
    for before in befores[-2::-1]:
        batch = in_force(court.case.rulings)[-1].batch
        court.keep(withdrawn(court.case, court.log, batch, adjudicator="nadia", at=court.by()["at"]))
        assert court.case.adjudicated == replace(before.adjudicated, seq=court.case.adjudicated.seq)
        assert court.case.disputes() == before.disputes()


@_slow
@given(cases(), st.data())
def test_the_entry_makes_the_set_and_names_what_was_ruled(drawn: Case, data: st.DataObject):
    court = Court(drawn)
    while court.open() and court.acts < 4:
        before, dispute = court.case.adjudicated, court.open()[0]
        _rule(court, dispute, data.draw(rules(dispute)))
        now = court.case.adjudicated
        assert now == (with_change(before, court.log[-1].change) if now.seq > before.seq else before)
        ruling = next(each for each in court.case.rulings[::-1] if each.verdict is not Verdict.UNANIMOUS)
        assert set(ruling.mentions) <= set(now.mentions)
        assert (ruling.start, ruling.end, ruling.subject) == (dispute.start, dispute.end, dispute.subject)
        assert {each.annotator: each.marks for each in ruling.versions} == dispute.versions


def switched(case: Case, data: st.DataObject) -> Case:
    """After a label was switched off, or on again."""
    label = data.draw(st.sampled_from(case.schema.labels))
    labels = tuple(replace(each, active=not each.active) if each == label else each for each in case.schema.labels)
    return replace(case, schema=replace(case.schema, version=case.schema.version + 1, labels=labels))


def act(court: Court, data: st.DataObject) -> None:
    """Do anything that an adjudicator, an annotator or the schema may do next."""
    what = data.draw(st.sampled_from(["rule", "rule", "rule", "rule", "again", "defer", "undo", "change", "switch"]))
    settled = [each for each in court.case.disputes() if each.is_settled]
    standing = list(dict.fromkeys(ruling.batch for ruling in in_force(court.case.rulings)))
    if what == "change":
        court.case = data.draw(changes(court.case))
    elif what == "switch":
        court.case = switched(court.case, data)
    elif what == "undo" and standing:
        by = court.by()
        court.keep(withdrawn(court.case, court.log, standing[-1], adjudicator="nadia", at=by["at"]))
    elif disputes := settled if what == "again" else court.open():
        dispute = data.draw(st.sampled_from(disputes))
        rule = Rule(verdict=Verdict.DEFERRED) if what == "defer" else data.draw(rules(dispute))
        court.keep(ruled(court.case, dispute, rule, **court.by()))
    else:
        court.keep(passed(court.case, **court.by()))


@_slow
@given(cases(), st.data())
def test_whatever_is_done_the_set_is_what_the_standing_rulings_say(drawn: Case, data: st.DataObject):
    court = Court(drawn)
    for _ in range(data.draw(st.integers(1, 12))):
        with suppress(EditRefused):
            act(court, data)
        assert complaints(court.case) == []
