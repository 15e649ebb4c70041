"""What becomes of rulings when annotators change what they said."""

from dataclasses import replace

import pytest

from annotations.agreement.adjudicating import passed
from annotations.agreement.disputes import State
from annotations.model.annotation_set import Status
from annotations.model.mark import Mark
from annotations.model.ruling import Verdict
from tests.annotations.agreement.ruling_cases import Court, case, marks, with_set
from tests.factories import article, entity, span

TEXT = article("Ann of the Red Guard struck Erbil with Bo, and then Erbil again.")


def at(surface: str, nth: int = 1):
    return span(TEXT, surface, nth)


def mark(label: str, surface: str, nth: int = 1) -> Mark:
    where = at(surface, nth)
    return Mark(where.start, where.end, label)


ORG, GPE, LAW = (entity(label, at("Erbil")) for label in ("ORG", "GPE", "LAW"))
LONG, SHORT = entity("ORG", at("the Red Guard")), entity("ORG", at("Red Guard"))


def ruled_on(verdict: Verdict, annotator: str = "", *edited: Mark, **sets) -> Court:
    """After one ruling on the one dispute of these sets."""
    sat = Court(case(TEXT, **sets))
    sat.rule(sat.only(), verdict, annotator, *edited)
    return sat


def changed(sat: Court, **sets) -> None:
    """After annotators said something else."""
    for name, mentions in sets.items():
        sat.case = with_set(sat.case, name, *mentions)


def standing(sat: Court) -> set[Mark]:
    return marks(sat.case.adjudicated)


def let_pass(sat: Court) -> None:
    sat.keep(passed(sat.case, **sat.by()))


def test_a_changed_version_brings_the_place_back_with_its_ruling():
    sat = ruled_on(Verdict.TAKEN, "a", a=[ORG], b=[GPE])
    changed(sat, b=[LAW])
    dispute = sat.only()
    assert (dispute.state, dispute.changed, dispute.ruling) == (State.OPEN, True, sat.case.rulings[-1])
    assert dispute.versions["b"] == (mark("LAW", "Erbil"),)
    assert standing(sat) == {mark("ORG", "Erbil")}
    assert sat.case.is_behind()


def test_one_more_annotator_brings_it_back_too():
    sat = ruled_on(Verdict.TAKEN, "a", a=[ORG], b=[GPE])
    changed(sat, c=[GPE])
    assert (sat.only().state, sat.only().changed) == (State.OPEN, True)


def test_a_change_taken_back_settles_it_again():
    sat = ruled_on(Verdict.TAKEN, "a", a=[ORG], b=[GPE])
    changed(sat, b=[])
    changed(sat, b=[GPE])
    assert sat.only().state is State.SETTLED


def test_but_not_if_it_was_ruled_otherwise_meanwhile():
    sat = ruled_on(Verdict.TAKEN, "a", a=[ORG], b=[GPE])
    changed(sat, b=[])
    sat.rule(sat.only(), Verdict.NEITHER)
    changed(sat, b=[GPE])
    assert (sat.only().state, sat.only().changed, sat.only().ruling.verdict) == (State.OPEN, True, Verdict.NEITHER)


def test_a_change_elsewhere_leaves_it_settled():
    sat = ruled_on(Verdict.TAKEN, "a", a=[ORG], b=[GPE])
    changed(sat, b=[GPE, SHORT])
    states = {each.words: each.state for each in sat.case.disputes()}
    assert states == {"Erbil": State.SETTLED, "Red Guard": State.OPEN}


def test_when_all_come_to_agree_with_the_ruling_nothing_is_left_to_say():
    sat = ruled_on(Verdict.TAKEN, "a", a=[ORG], b=[GPE])
    changed(sat, b=[ORG])
    assert (sat.case.disputes(), sat.case.unpassed()) == ((), 0)


@pytest.mark.parametrize("label", ["GPE", "LAW"])
@pytest.mark.parametrize(
    ("verdict", "annotator", "edited"),
    [
        (Verdict.TAKEN, "a", ()),
        (Verdict.NEITHER, "", ()),
        (Verdict.EDITED, "", (mark("PERSON", "Erbil"),)),
    ],
)
def test_when_all_come_to_agree_against_the_ruling_nothing_is_overwritten(label, verdict, annotator, edited):
    sat = ruled_on(verdict, annotator, *edited, a=[ORG], b=[GPE])
    before = standing(sat)
    changed(sat, a=[entity(label, at("Erbil"))], b=[entity(label, at("Erbil"))])
    let_pass(sat)
    assert standing(sat) == before
    dispute = sat.only()
    assert (dispute.state, dispute.changed, dispute.ruling.verdict) == (State.OPEN, True, verdict)
    assert sat.case.adjudicated.status is Status.OPEN
    sat.rule(dispute, Verdict.TAKEN, "a")
    assert (standing(sat), sat.case.disputes()) == ({mark(label, "Erbil")}, ())
    assert sat.case.adjudicated.status is Status.DONE


def test_what_was_ruled_out_does_not_come_back_beside_what_was_ruled():
    sat = ruled_on(Verdict.EDITED, "", mark("LAW", "Red"), a=[LONG], b=[entity("PERSON", at("Guard"))])
    changed(sat, a=[entity("PERSON", at("Guard"))])
    let_pass(sat)
    assert standing(sat) == {mark("LAW", "Red")}
    assert [(each.words, each.changed) for each in sat.case.disputes()] == [("Red", True), ("Guard", True)]


def test_a_ruling_that_another_was_made_over_is_no_longer_in_the_way():
    sat = ruled_on(Verdict.NEITHER, a=[ORG], b=[GPE])
    changed(sat, b=[LAW])
    sat.rule(sat.only(), Verdict.TAKEN, "a")
    wider = entity("LAW", at("Erbil with Bo"))
    changed(sat, a=[ORG, wider], b=[ORG, wider])
    let_pass(sat)
    assert (standing(sat), sat.case.disputes()) == ({mark("ORG", "Erbil"), mark("LAW", "Erbil with Bo")}, ())


def test_of_a_ruling_only_what_is_not_agreed_has_to_hold():
    sat = ruled_on(Verdict.NEITHER, a=[ORG], b=[GPE])
    changed(sat, a=[ORG, GPE], b=[ORG])
    assert sat.only().versions == {"a": (mark("GPE", "Erbil"), mark("ORG", "Erbil")), "b": (mark("ORG", "Erbil"),)}
    sat.rule(sat.only(), Verdict.TAKEN, "b")
    assert (sat.only().versions, sat.only().state) == ({"a": (mark("GPE", "Erbil"),), "b": ()}, State.SETTLED)


def test_a_place_beside_a_settled_one_was_not_ruled_before():
    law = entity("LAW", at("Red Guard struck"))
    sat = ruled_on(Verdict.NEITHER, a=[law], b=[entity("ORG", at("Red Guard struck"))])
    changed(sat, a=[law, entity("ORG", at("the Red"))], b=[law])
    sat.rule(sat.only(), Verdict.TAKEN, "b")
    changed(sat, a=[law, entity("ORG", at("the Red")), entity("PERSON", at("struck"))])
    settled, new = sat.case.disputes()
    assert (settled.words, settled.state) == ("the Red", State.SETTLED)
    assert (new.words, new.state, new.changed, new.ruling) == ("struck", State.OPEN, False, None)


def test_what_was_ruled_at_one_place_is_not_swept_away_by_a_ruling_at_the_next():
    wide = mark("ORG", "the Red Guard struck")
    sat = ruled_on(Verdict.EDITED, "", wide, a=[entity("ORG", at("the Red"))], b=[])
    changed(sat, a=[entity("ORG", at("the Red")), entity("PERSON", at("struck"))])
    sat.rule(sat.open()[0], Verdict.NEITHER)
    assert standing(sat) == {wide}


def test_but_what_somebody_has_at_the_next_goes_if_that_is_ruled():
    sat = ruled_on(Verdict.EDITED, "", mark("PERSON", "struck"), a=[entity("ORG", at("the Red"))], b=[])
    changed(sat, a=[entity("ORG", at("the Red")), entity("PERSON", at("struck"))])
    sat.rule(sat.open()[0], Verdict.NEITHER)
    assert standing(sat) == set()


def test_what_was_put_beside_the_place_goes_with_the_ruling():
    sat = ruled_on(Verdict.EDITED, "", mark("PERSON", "struck"), a=[entity("ORG", at("the Red"))], b=[])
    sat.rule(sat.only(), Verdict.NEITHER)
    assert standing(sat) == set()


def test_a_person_may_rule_against_all():
    sat = ruled_on(Verdict.TAKEN, "a", a=[ORG], b=[GPE])
    changed(sat, a=[GPE])
    sat.rule(sat.only(), Verdict.NEITHER)
    let_pass(sat)
    assert (standing(sat), sat.only().state) == (set(), State.SETTLED)


def test_what_all_newly_agree_on_beside_a_ruling_passes():
    sat = ruled_on(Verdict.TAKEN, "a", a=[ORG], b=[GPE])
    changed(sat, a=[ORG, SHORT], b=[GPE, SHORT])
    let_pass(sat)
    assert standing(sat) == {mark("ORG", "Erbil"), mark("ORG", "Red Guard")}
    assert sat.only().state is State.SETTLED


def test_what_was_unanimous_and_is_no_longer_stands_until_it_is_ruled():
    sat = Court(case(TEXT, a=[SHORT], b=[SHORT]))
    let_pass(sat)
    changed(sat, b=[])
    let_pass(sat)
    dispute = sat.only()
    assert (dispute.state, dispute.changed, dispute.ruling.verdict) == (State.OPEN, True, Verdict.UNANIMOUS)
    assert (standing(sat), sat.case.adjudicated.status) == ({mark("ORG", "Red Guard")}, Status.OPEN)
    sat.rule(dispute, Verdict.TAKEN, "b")
    assert (standing(sat), sat.only().state) == (set(), State.SETTLED)


def test_what_nobody_has_any_more_is_asked_about():
    sat = Court(case(TEXT, a=[SHORT], b=[SHORT]))
    let_pass(sat)
    changed(sat, a=[], b=[])
    dispute = sat.only()
    assert (dispute.words, dispute.versions, dispute.changed) == ("Red Guard", {"a": (), "b": ()}, True)
    sat.rule(dispute, Verdict.DEFERRED)
    assert (sat.only().state, sat.case.adjudicated.status) == (State.DEFERRED, Status.OPEN)
    sat.rule(sat.only(), Verdict.NEITHER)
    assert (sat.case.disputes(), standing(sat), sat.case.adjudicated.status) == ((), set(), Status.DONE)


def test_it_may_be_kept():
    sat = Court(case(TEXT, a=[SHORT], b=[SHORT]))
    let_pass(sat)
    changed(sat, a=[], b=[])
    sat.rule(sat.only(), Verdict.EDITED, "", mark("ORG", "Red Guard"))
    assert (sat.case.disputes(), standing(sat)) == ((), {mark("ORG", "Red Guard")})


def test_what_all_moved_is_asked_about_at_its_old_place():
    sat = Court(case(TEXT, a=[SHORT], b=[SHORT]))
    let_pass(sat)
    changed(sat, a=[LONG], b=[LONG])
    let_pass(sat)
    assert standing(sat) == {mark("ORG", "Red Guard"), mark("ORG", "the Red Guard")}
    sat.rule(sat.only(), Verdict.NEITHER)
    assert standing(sat) == {mark("ORG", "the Red Guard")}


def test_what_nobody_has_any_more_reopens_the_place_it_lies_in():
    sat = Court(case(TEXT, a=[SHORT, LONG], b=[SHORT]))
    sat.rule(sat.only(), Verdict.NEITHER)
    changed(sat, a=[LONG], b=[])
    dispute = sat.only()
    assert (dispute.versions, dispute.state, dispute.changed) == (
        {"a": (mark("ORG", "the Red Guard"),), "b": ()},
        State.OPEN,
        True,
    )
    sat.rule(dispute, Verdict.TAKEN, "a")
    assert (standing(sat), sat.only().state) == ({mark("ORG", "the Red Guard")}, State.SETTLED)


def test_a_ruling_on_mentions_that_are_gone_is_asked_about():
    sat = ruled_on(Verdict.TAKEN, "a", a=[ORG], b=[])
    changed(sat, a=[])
    assert (sat.only().versions, sat.only().ruling.verdict) == ({"a": (), "b": ()}, Verdict.TAKEN)


def test_what_is_put_off_at_one_place_can_be_ruled_at_another():
    bo = mark("PERSON", "Bo")
    sat = ruled_on(Verdict.EDITED, "", mark("ORG", "Erbil"), bo, a=[ORG], b=[GPE])
    changed(sat, a=[], b=[])
    erbil, person = sat.open()
    assert (erbil.words, person.words) == ("Erbil", "Bo")
    sat.rule(erbil, Verdict.DEFERRED)
    sat.rule(person, Verdict.NEITHER)
    assert standing(sat) == {mark("ORG", "Erbil")}
    assert not sat.open()


def test_an_annotator_who_takes_the_article_up_again_has_no_version():
    sat = ruled_on(Verdict.TAKEN, "a", a=[ORG], b=[GPE], c=[GPE])
    everyone = sat.case.sets
    sat.case = replace(sat.case, sets=everyone[:2])
    assert (sat.only().state, sat.only().changed) == (State.OPEN, True)
    sat.case = replace(sat.case, sets=everyone)
    assert sat.only().state is State.SETTLED
