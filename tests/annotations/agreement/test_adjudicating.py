"""Ruling alike, passing what all agree on, and taking back what was ruled."""

import pytest

from annotations.agreement.adjudicating import Rule, passed, ruled, ruled_alike, ruled_alike_together, withdrawn
from annotations.agreement.disputes import State
from annotations.errors import EditRefused
from annotations.model.annotation_set import Status
from annotations.model.mark import Mark
from annotations.model.ruling import Verdict
from tests.annotations.agreement.ruling_cases import NOON, Court, case, marks, with_set
from tests.annotations.agreement.rulings_said import complaints
from tests.factories import article, entity, span

TEXT = article("Ann of the Red Guard struck Erbil with Bo, and then Erbil again.")


def at(surface: str, nth: int = 1):
    return span(TEXT, surface, nth)


def mark(label: str, surface: str, nth: int = 1) -> Mark:
    where = at(surface, nth)
    return Mark(where.start, where.end, label)


ANN = entity("PERSON", at("Ann"))
ORG, GPE = entity("ORG", at("Erbil")), entity("GPE", at("Erbil"))


def court(**sets) -> Court:
    return Court(case(TEXT, **{name: [ANN, *mentions] for name, mentions in sets.items()}))


def standing(of: Court) -> set[Mark]:
    return marks(of.case.adjudicated)


# -- alike ------------------------------------------------------------------------------------------------------------


def twice() -> Court:
    """Hana and Marek call Erbil an organisation and a place, each in turn."""
    again = [entity("GPE", at("Erbil", 2)), entity("ORG", at("Erbil", 2))]
    return court(hana=[ORG, again[0]], marek=[GPE, again[1]])


@pytest.mark.parametrize(
    ("rule", "label"),
    [
        (Rule(verdict=Verdict.TAKEN, annotator="hana"), {"ORG"}),
        (Rule(verdict=Verdict.NEITHER), set()),
        (Rule(verdict=Verdict.BOTH), {"ORG", "GPE"}),
        (Rule(verdict=Verdict.EDITED, marks=(mark("LAW", "Erbil"),)), {"LAW"}),
    ],
)
def test_a_place_is_ruled_as_its_model_was_whoever_has_which(rule: Rule, label: set[str]):
    sat = twice()
    first, second = sat.case.disputes()
    by = sat.by()
    sat.keep(ruled(sat.case, first, rule, **by))
    sat.keep(ruled_alike(sat.case, second, first, rule, **by))
    assert {each.state for each in sat.case.disputes()} == {State.SETTLED}
    for nth in (1, 2):
        assert {each.label for each in standing(sat) if each.start == at("Erbil", nth).start} == label


@pytest.mark.parametrize("verdict", [Verdict.TAKEN, Verdict.BOTH, Verdict.NEITHER])
def test_places_ruled_together_are_as_if_ruled_one_by_one(verdict: Verdict):
    rule = Rule(verdict=verdict, annotator="hana" if verdict is Verdict.TAKEN else "")
    one_by_one, together = twice(), twice()
    first, second = together.case.disputes()
    by = one_by_one.by()
    one_by_one.keep(ruled(one_by_one.case, first, rule, **by))
    one_by_one.keep(ruled_alike(one_by_one.case, second, first, rule, **by))
    outcome = together.keep(ruled_alike_together(together.case, [first, second], first, rule, **by))
    assert together.log == [outcome.entry]
    assert standing(together) == standing(one_by_one)
    assert together.case.adjudicated.status is one_by_one.case.adjudicated.status is Status.DONE
    what = [
        [(each.start, each.verdict, each.taken, each.result, each.versions) for each in sat.case.rulings]
        for sat in (together, one_by_one)
    ]
    assert what[0] == what[1]
    assert complaints(together.case) == []
    together.keep(withdrawn(together.case, together.log, by["batch"], adjudicator="nadia", at=by["at"]))
    assert len(together.open()) == 2


def test_a_place_that_reads_otherwise_is_not_ruled_alike():
    sat = court(hana=[ORG, entity("ORG", at("Erbil", 2))], marek=[GPE])
    first, second = sat.case.disputes()
    with pytest.raises(EditRefused, match="not-alike"):
        ruled_alike(sat.case, second, first, Rule(verdict=Verdict.NEITHER), **sat.by())
    with pytest.raises(EditRefused, match="not-alike"):
        ruled_alike_together(sat.case, [first, second], first, Rule(verdict=Verdict.NEITHER), **sat.by())


# -- passing ----------------------------------------------------------------------------------------------------------


def test_what_all_agree_on_passes_alone():
    sat = court(hana=[ORG], marek=[GPE])
    assert (sat.case.unpassed(), sat.case.is_behind()) == (1, True)
    outcome = sat.keep(passed(sat.case, **sat.by()))
    assert (outcome.entry.edit_name, standing(sat)) == ("pass", {mark("PERSON", "Ann")})
    assert (sat.case.unpassed(), sat.case.is_behind()) == (0, False)
    assert sat.case.adjudicated.status is Status.OPEN
    assert passed(sat.case, **sat.by()).entry is None


def test_an_article_in_which_nobody_found_anything_is_done():
    sat = Court(case(TEXT, hana=[], marek=[]))
    assert (sat.case.unpassed(), sat.case.is_behind()) == (0, True)
    sat.keep(passed(sat.case, **sat.by()))
    assert (sat.case.adjudicated.status, sat.case.is_behind()) == (Status.DONE, False)


def test_nothing_passes_that_one_annotator_finished_alone():
    sat = court(hana=[ORG])
    outcome = passed(sat.case, **sat.by())
    assert (outcome.entry, outcome.rulings, sat.case.is_behind()) == (None, (), False)


# -- taking back ------------------------------------------------------------------------------------------------------


def take_back(sat: Court, batch: str):
    return sat.keep(withdrawn(sat.case, sat.log, batch, adjudicator="omar", at=NOON))


def test_what_was_ruled_is_taken_back_with_all_that_followed():
    sat = court(hana=[ORG], marek=[GPE])
    first = sat.rule(sat.only(), Verdict.TAKEN, "hana")
    outcome = take_back(sat, "act1")
    assert (standing(sat), sat.case.adjudicated.status, outcome.after.seq) == (set(), Status.NEW, 2)
    assert (outcome.entry.edit_name, outcome.entry.annotator) == ("withdraw", "omar")
    assert [each.withdraws for each in outcome.rulings] == [each.id for each in first.rulings]
    assert {(each.verdict, each.step, each.batch) for each in outcome.rulings} == {(Verdict.WITHDRAWN, 2, "act1")}
    assert (sat.only().state, sat.only().ruling) == (State.OPEN, None)


def test_the_ruling_before_it_stands_again():
    sat = court(hana=[ORG], marek=[GPE])
    before = sat.rule(sat.only(), Verdict.TAKEN, "hana").rulings[-1]
    sat.rule(sat.only(), Verdict.NEITHER)
    take_back(sat, "act2")
    assert (sat.only().ruling.id, standing(sat)) == (before.id, {mark("PERSON", "Ann"), mark("ORG", "Erbil")})
    take_back(sat, "act1")
    assert standing(sat) == set()


def test_an_act_on_several_places_is_taken_back_at_once():
    sat = twice()
    first, second = sat.case.disputes()
    by = sat.by()
    rule = Rule(verdict=Verdict.TAKEN, annotator="hana")
    sat.keep(ruled(sat.case, first, rule, **by))
    sat.keep(ruled_alike(sat.case, second, first, rule, **by))
    take_back(sat, by["batch"])
    assert (standing(sat), [each.state for each in sat.case.disputes()]) == (set(), [State.OPEN, State.OPEN])


def test_a_deferral_is_taken_back():
    sat = court(hana=[ORG], marek=[GPE])
    sat.rule(sat.only(), Verdict.DEFERRED)
    assert take_back(sat, "act1").entry is None
    assert (sat.only().state, sat.only().ruling) == (State.OPEN, None)


def test_what_others_were_ruled_upon_is_not_taken_back():
    sat = twice()
    sat.rule(sat.open()[0], Verdict.TAKEN, "hana")
    sat.rule(sat.open()[0], Verdict.NEITHER)
    with pytest.raises(EditRefused, match="ruled-since"):
        take_back(sat, "act1")


def test_a_deferral_since_is_no_hindrance():
    sat = twice()
    sat.rule(sat.open()[0], Verdict.TAKEN, "hana")
    sat.rule(sat.open()[0], Verdict.DEFERRED)
    take_back(sat, "act1")
    assert [each.state for each in sat.case.disputes()] == [State.OPEN, State.DEFERRED]


def test_nor_is_it_once_the_article_was_opened_again():
    sat = court(hana=[ORG], marek=[GPE])
    sat.rule(sat.only(), Verdict.TAKEN, "hana")
    sat.case = with_set(sat.case, "marek", ANN)
    assert sat.keep(passed(sat.case, **sat.by())).after.status is Status.OPEN
    with pytest.raises(EditRefused, match="ruled-since"):
        take_back(sat, "act1")


def test_nor_is_what_was_confirmed_since():
    sat = court(hana=[ORG], marek=[GPE])
    sat.rule(sat.only(), Verdict.TAKEN, "hana")
    assert sat.rule(sat.only(), Verdict.EDITED, "", mark("ORG", "Erbil")).entry is None
    with pytest.raises(EditRefused, match="ruled-since"):
        take_back(sat, "act1")
    take_back(sat, "act2")
    take_back(sat, "act1")
    assert standing(sat) == set()


def test_an_act_elsewhere_leaves_an_article_as_it_is():
    sat = court(hana=[ORG], marek=[GPE])
    sat.rule(sat.only(), Verdict.TAKEN, "hana")
    outcome = withdrawn(sat.case, sat.log, "another", adjudicator="omar", at=NOON)
    assert (outcome.entry, outcome.after, outcome.rulings) == (None, sat.case.adjudicated, ())
