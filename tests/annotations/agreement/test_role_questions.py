"""Who takes part in events: what passes with them, what waits for its filler, and what is ruled."""

import pytest

from annotations.agreement.adjudicating import passed, withdrawn
from annotations.agreement.disputes import State
from annotations.errors import EditRefused
from annotations.model.annotation_set import Status
from annotations.model.mark import Mark, Subject
from annotations.model.ruling import SourceVersion, Verdict
from tests.annotations.agreement.ruling_cases import NOON, Court, case, roles, with_set
from tests.factories import article, entity, event, span

TEXT = article("Fighters of the Red Guard struck Erbil, and after that Ann met Bo.")


def at(surface: str):
    return span(TEXT, surface)


def mark(label: str, surface: str) -> Mark:
    return Mark(at(surface).start, at(surface).end, label)


GUARD, LONG, NORP = entity("ORG", at("Red Guard")), entity("ORG", at("the Red Guard")), entity("LAW", at("Red Guard"))
ERBIL, ANN = entity("GPE", at("Erbil")), entity("PERSON", at("Ann"))
STRUCK = mark("ASSAULT", "struck")


def struck(*arguments, label: str = "ASSAULT", trigger: str = "struck"):
    return event(label, at(trigger), *arguments)


def court(**sets) -> Court:
    """Names and events that all agree on stand already."""
    sat = Court(case(TEXT, **sets))
    let_pass(sat)
    return sat


def let_pass(sat: Court) -> None:
    sat.keep(passed(sat.case, **sat.by()))


def filled(sat: Court) -> set[tuple[str, str, str]]:
    return roles(sat.case.adjudicated)


ACTOR = ("ASSAULT", "ACTOR", "ORG")
PLACE = ("ASSAULT", "PLACE", "GPE")


def test_what_all_say_takes_part_passes_with_the_event():
    every = [GUARD, struck(("ACTOR", GUARD))]
    sat = court(a=every, b=every)
    assert (filled(sat), sat.case.adjudicated.status) == ({ACTOR}, Status.DONE)
    ruling = sat.case.rulings[-1]
    (stands,) = sat.case.adjudicated.events()
    assert (ruling.subject, ruling.verdict, ruling.trigger) == (Subject.ARGUMENT, Verdict.UNANIMOUS, STRUCK)
    assert (ruling.result, ruling.mentions) == ((mark("ACTOR", "Red Guard"),), (stands.id,))
    assert ruling.versions[0] == SourceVersion(
        annotator="a", marks=(mark("ACTOR", "Red Guard"),), mentions=(f"a-{every[1].id}", f"a-{GUARD.id}")
    )


def test_a_role_that_one_left_empty_is_disputed_once_the_event_stands():
    sat = Court(case(TEXT, a=[GUARD, struck(("ACTOR", GUARD))], b=[GUARD, struck()], c=[GUARD]))
    assert {each.subject for each in sat.case.disputes()} == {Subject.EVENT}
    sat.rule(sat.only(Subject.EVENT), Verdict.TAKEN, "a")
    dispute = sat.only(Subject.ARGUMENT)
    assert dispute.versions == {"a": (mark("ACTOR", "Red Guard"),), "b": (), "c": ()}
    assert (dispute.trigger, dispute.words) == (STRUCK, "Red Guard")
    ruling = sat.rule(dispute, Verdict.TAKEN, "a").rulings[-1]
    assert (filled(sat), sat.case.adjudicated.status) == ({ACTOR}, Status.DONE)
    assert (ruling.taken, ruling.result) == (("a",), (mark("ACTOR", "Red Guard"),))
    sat.rule(sat.only(Subject.ARGUMENT), Verdict.NEITHER)
    assert (filled(sat), sat.only(Subject.ARGUMENT).state) == (set(), State.SETTLED)


def test_only_those_with_the_event_have_a_say():
    sat = Court(case(TEXT, a=[GUARD, struck(("ACTOR", GUARD))], b=[GUARD]))
    sat.rule(sat.only(Subject.EVENT), Verdict.TAKEN, "a")
    assert (filled(sat), sat.case.adjudicated.status) == ({ACTOR}, Status.DONE)


def test_an_event_with_another_type_or_trigger_has_a_say_too():
    sat = Court(case(TEXT, a=[GUARD, struck(("ACTOR", GUARD))], b=[GUARD, struck(("ACTOR", GUARD), label="CONSULT")]))
    sat.rule(sat.only(Subject.EVENT), Verdict.EDITED, "", mark("ASSAULT", "struck Erbil"))
    assert filled(sat) == {ACTOR}


def test_two_events_on_one_trigger_keep_their_own_roles():
    assault, consult = struck(("ACTOR", GUARD)), struck(("ACTOR", ANN), label="CONSULT")
    sat = Court(case(TEXT, a=[GUARD, ANN, assault, consult], b=[GUARD, ANN, assault]))
    sat.rule(sat.only(Subject.EVENT), Verdict.BOTH)
    assert filled(sat) == {ACTOR, ("CONSULT", "ACTOR", "PERSON")}
    assert sat.case.adjudicated.status is Status.DONE


def test_a_role_is_ruled_to_be_another():
    sat = court(a=[GUARD, struck(("ACTOR", GUARD))], b=[GUARD, struck(("INSTRUMENT", GUARD))])
    sat.rule(sat.only(Subject.ARGUMENT), Verdict.EDITED, "", mark("RECIPIENT", "Red Guard"))
    assert filled(sat) == {("ASSAULT", "RECIPIENT", "ORG")}
    sat.rule(sat.only(Subject.ARGUMENT), Verdict.TAKEN, "b")
    assert filled(sat) == {("ASSAULT", "INSTRUMENT", "ORG")}


def test_a_role_that_is_filled_already_is_filled_once():
    sat = court(a=[LONG, struck(("ACTOR", LONG))], b=[GUARD, struck(("ACTOR", GUARD))], c=[GUARD, struck()])
    sat.rule(sat.only(), Verdict.TAKEN, "b")
    sat.rule(sat.only(Subject.ARGUMENT), Verdict.BOTH)
    before = sat.case.adjudicated
    assert filled(sat) == {ACTOR}
    assert sat.rule(sat.only(Subject.ARGUMENT), Verdict.TAKEN, "a").after == before


def test_what_nobody_says_of_it_any_more_is_asked_about():
    every = [GUARD, struck(("ACTOR", GUARD))]
    sat = court(a=every, b=every)
    for name in "ab":
        sat.case = with_set(sat.case, name, GUARD, struck())
    dispute = sat.only(Subject.ARGUMENT)
    assert (dispute.versions, dispute.changed, dispute.words) == ({"a": (), "b": ()}, True, "Red Guard")
    sat.rule(dispute, Verdict.NEITHER)
    assert (filled(sat), sat.case.disputes()) == (set(), ())


def test_a_changed_role_brings_the_ruling_back():
    sat = court(a=[GUARD, struck(("ACTOR", GUARD))], b=[GUARD, struck()])
    sat.rule(sat.only(Subject.ARGUMENT), Verdict.TAKEN, "a")
    sat.case = with_set(sat.case, "b", GUARD, struck(("RECIPIENT", GUARD)))
    dispute = sat.only(Subject.ARGUMENT)
    assert (dispute.state, dispute.changed, dispute.ruling) == (State.OPEN, True, sat.case.rulings[-1])


def test_a_role_is_taken_back_with_its_ruling():
    sat = court(a=[GUARD, struck(("ACTOR", GUARD))], b=[GUARD, struck()])
    outcome = sat.rule(sat.only(Subject.ARGUMENT), Verdict.TAKEN, "a")
    batch = outcome.rulings[0].batch
    sat.keep(withdrawn(sat.case, sat.log, batch, adjudicator="omar", at=NOON))
    assert (filled(sat), sat.only(Subject.ARGUMENT).state) == (set(), State.OPEN)


# -- fillers ----------------------------------------------------------------------------------------------------------


def two_extents() -> Court:
    """Both say that the Red Guard struck; they differ on whether "the" belongs to it."""
    return court(a=[LONG, struck(("ACTOR", LONG))], b=[GUARD, struck(("ACTOR", GUARD))])


def test_a_role_waits_for_its_filler_and_needs_no_ruling_of_its_own():
    sat = two_extents()
    assert [each.subject for each in sat.case.disputes()] == [Subject.SPAN]
    assert filled(sat) == set()
    sat.rule(sat.only(), Verdict.DEFERRED)
    assert [each.subject for each in sat.case.disputes()] == [Subject.SPAN]
    sat.rule(sat.only(), Verdict.TAKEN, "b")
    assert (filled(sat), sat.case.adjudicated.status) == ({ACTOR}, Status.DONE)


def test_a_role_falls_away_with_its_filler():
    sat = two_extents()
    sat.rule(sat.only(), Verdict.NEITHER)
    assert (filled(sat), sat.case.unpassed(), sat.case.adjudicated.status) == (set(), 0, Status.DONE)
    sat.rule(sat.only(), Verdict.TAKEN, "a")
    assert filled(sat) == {ACTOR}


def test_what_is_to_fill_a_role_has_to_stand():
    man = entity("PERSON", at("Guard"))
    sat = court(a=[ERBIL, man, LONG, struck(("PLACE", ERBIL))], b=[ERBIL, man, struck()])
    with pytest.raises(EditRefused, match="filler-open: Actor"):
        # Something stands there, but not all of it is settled.
        sat.rule(sat.only(Subject.ARGUMENT), Verdict.EDITED, "", mark("ACTOR", "the Red Guard"))
    with pytest.raises(EditRefused, match="filler-open: Recipient"):
        sat.rule(sat.only(Subject.ARGUMENT), Verdict.EDITED, "", mark("RECIPIENT", "Bo"))
    sat.rule(sat.only(), Verdict.TAKEN, "a")
    sat.rule(sat.only(Subject.ARGUMENT), Verdict.EDITED, "", mark("ACTOR", "Red Guard"), mark("PLACE", "Erbil"))
    assert filled(sat) == {ACTOR, PLACE}


def test_what_was_ruled_of_a_role_moves_with_its_filler():
    sat = court(a=[LONG, struck(("ACTOR", LONG))], b=[GUARD, struck()])
    sat.rule(sat.only(), Verdict.TAKEN, "a")
    sat.rule(sat.only(Subject.ARGUMENT), Verdict.TAKEN, "a")
    sat.rule(sat.only(), Verdict.TAKEN, "b")
    assert filled(sat) == {ACTOR}
    assert {each.state for each in sat.case.disputes()} == {State.SETTLED}
    (stands,) = sat.case.adjudicated.entities()
    assert stands.span == at("Red Guard")


def test_what_the_schema_does_not_allow_is_disputed_and_not_passed():
    law = [NORP, struck(("ACTOR", NORP))]
    sat = court(a=law, b=law)
    dispute = sat.only(Subject.ARGUMENT)
    assert (filled(sat), sat.case.unpassed(), dispute.ruling) == (set(), 0, None)
    with pytest.raises(EditRefused, match="filler-not-allowed"):
        sat.rule(dispute, Verdict.TAKEN, "a")
    sat.rule(dispute, Verdict.EDITED, "", mark("INSTRUMENT", "Red Guard"))
    assert (filled(sat), sat.case.adjudicated.status) == ({("ASSAULT", "INSTRUMENT", "LAW")}, Status.DONE)


def test_of_two_mentions_on_the_same_words_the_one_that_is_meant_fills_the_role():
    town = entity("PERSON", at("Erbil"))
    every = [town, ERBIL, struck(("RECIPIENT", ERBIL), ("PLACE", ERBIL))]
    sat = court(a=every, b=every)
    assert filled(sat) == {("ASSAULT", "RECIPIENT", "GPE"), PLACE}
    every = [town, ERBIL, struck(("RECIPIENT", town))]
    assert filled(court(a=every, b=every)) == {("ASSAULT", "RECIPIENT", "PERSON")}


def test_of_two_mentions_on_the_same_words_the_one_that_the_role_takes_fills_it():
    town = entity("PERSON", at("Erbil"))
    imported = [town, ERBIL, struck(("PLACE", town))]
    assert filled(court(a=imported, b=imported)) == {PLACE}


def test_where_other_extents_stand_the_one_with_most_of_the_filler_fills_the_role():
    sat = court(a=[LONG, struck(("ACTOR", LONG))], b=[struck()])
    sat.rule(sat.only(), Verdict.EDITED, "", mark("ORG", "the"), mark("GPE", "Red Guard"))
    sat.rule(sat.only(Subject.ARGUMENT), Verdict.TAKEN, "a")
    assert filled(sat) == {("ASSAULT", "ACTOR", "GPE")}


def test_a_role_whose_filler_is_disputed_anew_stays_as_it_is_until_that_is_ruled():
    every = [GUARD, struck(("ACTOR", GUARD))]
    sat = court(a=every, b=every)
    sat.case = with_set(sat.case, "b", struck())
    assert [each.subject for each in sat.case.disputes()] == [Subject.SPAN]
    assert filled(sat) == {ACTOR}
    sat.rule(sat.only(), Verdict.TAKEN, "a")
    assert sat.only(Subject.ARGUMENT).versions == {"a": (mark("ACTOR", "Red Guard"),), "b": ()}


def test_of_a_ruling_on_roles_only_what_can_be_filled_has_to_hold():
    man = entity("PERSON", at("Guard"))
    names = [LONG, man]
    sat = court(a=[*names, struck(("ACTOR", LONG), ("RECIPIENT", man))], b=[*names, struck()])
    sat.rule(sat.only(Subject.ARGUMENT), Verdict.TAKEN, "a")
    sat.case = with_set(sat.case, "b", man, struck())
    assert sat.only(Subject.ARGUMENT).versions == {"a": (mark("RECIPIENT", "Guard"),), "b": ()}
    assert sat.only(Subject.ARGUMENT).state is State.SETTLED
    sat.rule(sat.only(), Verdict.NEITHER)
    assert filled(sat) == {("ASSAULT", "ACTOR", "PERSON"), ("ASSAULT", "RECIPIENT", "PERSON")}


def test_a_ruling_on_one_role_does_not_speak_against_another():
    man = entity("PERSON", at("Guard"))
    long = [LONG, man, struck(("ACTOR", LONG))]
    sat = court(
        a=[LONG, man, struck(("ACTOR", LONG), ("RECIPIENT", man))], b=long, c=[GUARD, man, struck(("ACTOR", GUARD))]
    )
    sat.rule(sat.only(Subject.ARGUMENT), Verdict.NEITHER)
    sat.rule(sat.only(), Verdict.TAKEN, "a")
    assert filled(sat) == {ACTOR}
    assert sat.case.adjudicated.status is Status.DONE


def test_a_ruling_on_one_event_was_not_on_another_with_the_same_trigger():
    both = [struck(("ACTOR", GUARD)), struck(("ACTOR", GUARD), label="CONSULT")]
    sat = court(a=[GUARD, *both], b=[GUARD, struck(), struck(label="CONSULT")])
    sat.rule(sat.open(Subject.ARGUMENT)[0], Verdict.NEITHER)
    assert [each.changed for each in sat.open(Subject.ARGUMENT)] == [False]


def test_a_role_does_not_wait_for_what_one_marked_besides_its_filler():
    every = [GUARD, struck(("ACTOR", GUARD))]
    sat = court(a=[*every, NORP], b=every)
    assert filled(sat) == {ACTOR}
    assert [each.state for each in sat.case.disputes()] == [State.OPEN]


def test_an_event_fills_a_role_of_another():
    assault = struck()
    met = event("CONSULT", at("met"), ("CAUSE", assault))
    sat = Court(case(TEXT, a=[assault, met], b=[met, assault], c=[met, assault]))
    let_pass(sat)
    assert filled(sat) == {("CONSULT", "CAUSE", "ASSAULT")}
    sat.case = with_set(sat.case, "c", struck(label="PROTEST"), event("CONSULT", at("met")))
    sat.rule(sat.only(Subject.EVENT), Verdict.NEITHER)
    assert (filled(sat), sat.case.adjudicated.status) == (set(), Status.DONE)


def test_a_role_is_open_again_once_what_fills_it_is_ruled_to_be_something_that_cannot():
    named = entity("ORG", at("Erbil"))
    sat = court(a=[ERBIL, struck(("PLACE", ERBIL))], b=[named, struck()])
    sat.rule(sat.only(), Verdict.TAKEN, "a")
    sat.rule(sat.only(Subject.ARGUMENT), Verdict.TAKEN, "a")
    assert (filled(sat), sat.case.adjudicated.status) == ({PLACE}, Status.DONE)
    sat.rule(sat.only(), Verdict.TAKEN, "b")
    dispute = sat.only(Subject.ARGUMENT)
    assert (filled(sat), dispute.state, dispute.changed) == (set(), State.OPEN, True)
    assert sat.case.adjudicated.status is Status.OPEN
    sat.rule(sat.only(), Verdict.TAKEN, "a")
    assert (filled(sat), sat.only(Subject.ARGUMENT).state) == ({PLACE}, State.SETTLED)
