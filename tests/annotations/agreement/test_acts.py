"""Ruling on a dispute: what stands afterwards, what is kept of it, and what is refused."""

from dataclasses import replace

import pytest

from annotations.agreement.disputes import State
from annotations.errors import EditRefused
from annotations.model.annotation_set import Status
from annotations.model.ids import RunId, SuggestionId
from annotations.model.mark import Mark
from annotations.model.mention import Origin
from annotations.model.ruling import Cause, SourceVersion, Verdict
from tests.annotations.agreement.ruling_cases import ADJUDICATOR, Court, case, marks
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


# -- verdicts ---------------------------------------------------------------------------------------------------------


def test_a_version_is_taken_and_what_all_agree_on_passes_with_it():
    sat = court(hana=[ORG], marek=[GPE])
    outcome = sat.rule(sat.only(), Verdict.TAKEN, "marek", cause=Cause.GUIDELINE, note="a city")
    assert standing(sat) == {mark("PERSON", "Ann"), mark("GPE", "Erbil")}
    assert sat.case.adjudicated.status is Status.DONE
    agreed, ruling = outcome.rulings
    assert (agreed.verdict, agreed.result, agreed.taken) == (
        Verdict.UNANIMOUS,
        (mark("PERSON", "Ann"),),
        ("hana", "marek"),
    )
    assert (ruling.verdict, ruling.result, ruling.taken) == (Verdict.TAKEN, (mark("GPE", "Erbil"),), ("marek",))
    assert (ruling.cause, ruling.note, ruling.adjudicator, ruling.at) == (
        Cause.GUIDELINE,
        "a city",
        ADJUDICATOR,
        ruling.at,
    )
    assert (ruling.schema_version, ruling.text_sha256) == (sat.case.schema.version, TEXT.sha256)
    stands = {each.label: each.id for each in sat.case.adjudicated.entities()}
    assert (agreed.mentions, ruling.mentions) == ((stands["PERSON"],), (stands["GPE"],))


def test_it_is_one_entry_by_the_adjudicator():
    sat = court(hana=[ORG], marek=[GPE])
    outcome = sat.rule(sat.only(), Verdict.TAKEN, "hana")
    entry = outcome.entry
    assert (entry.edit_name, entry.annotator, entry.seq, entry.undoes) == ("rule", ADJUDICATOR, 1, None)
    assert {entry.batch_id} == {ruling.batch for ruling in outcome.rulings}
    assert {ruling.step for ruling in outcome.rulings} == {1}
    assert outcome.after.seq == 1


def test_the_sources_of_a_ruling_are_named():
    origin = Origin(by="suggestion", suggestion=SuggestionId("g1"), run=RunId("r"))
    suggested = replace(ORG, origin=origin)
    sat = court(hana=[suggested], marek=[], leyla=[ORG])
    ruling = sat.rule(sat.only(), Verdict.TAKEN, "hana").rulings[-1]
    own = (mark("ORG", "Erbil"),)
    assert ruling.versions == (
        SourceVersion(annotator="hana", marks=own, mentions=(f"hana-{ORG.id}",), suggestions=("g1",)),
        SourceVersion(annotator="leyla", marks=own, mentions=(f"leyla-{ORG.id}",)),
        SourceVersion(annotator="marek"),
    )
    assert ruling.taken == ("hana", "leyla")


def test_both_stand_where_both_are_right():
    inner, outer = entity("PERSON", at("Guard")), entity("ORG", at("Red Guard"))
    sat = court(hana=[inner], marek=[outer], leyla=[])
    ruling = sat.rule(sat.only(), Verdict.BOTH).rulings[-1]
    assert standing(sat) >= {mark("PERSON", "Guard"), mark("ORG", "Red Guard")}
    assert ruling.taken == ("hana", "marek")


def test_nothing_stands_where_neither_is_right():
    sat = court(hana=[ORG], marek=[GPE], leyla=[])
    ruling = sat.rule(sat.only(), Verdict.NEITHER).rulings[-1]
    assert standing(sat) == {mark("PERSON", "Ann")}
    assert (ruling.result, ruling.mentions, ruling.taken) == ((), (), ("leyla",))
    assert sat.only().state is State.SETTLED


def test_an_edited_place_has_what_nobody_had():
    sat = court(hana=[entity("ORG", at("the Red Guard"))], marek=[entity("GPE", at("Red"))])
    sat.rule(sat.only(), Verdict.EDITED, "", mark("ORG", "Red Guard"))
    assert standing(sat) == {mark("PERSON", "Ann"), mark("ORG", "Red Guard")}
    assert sat.only().state is State.SETTLED


def test_a_deferral_is_kept_and_changes_nothing():
    sat = court(hana=[ORG], marek=[GPE])
    outcome = sat.rule(sat.only(), Verdict.DEFERRED, note="ask Leyla")
    assert (outcome.entry, outcome.after) == (None, case(TEXT).adjudicated)
    (ruling,) = outcome.rulings
    assert (ruling.verdict, ruling.note, ruling.step, ruling.result) == (Verdict.DEFERRED, "ask Leyla", None, ())
    assert (sat.only().state, sat.only().ruling) == (State.DEFERRED, ruling)
    assert sat.case.unpassed() == 1


def test_a_deferred_place_is_ruled_like_an_open_one():
    sat = court(hana=[ORG], marek=[GPE])
    sat.rule(sat.only(), Verdict.DEFERRED)
    sat.rule(sat.only(), Verdict.TAKEN, "hana")
    assert (sat.only().state, standing(sat)) == (State.SETTLED, {mark("PERSON", "Ann"), mark("ORG", "Erbil")})


def test_deferring_what_was_settled_opens_the_article_again():
    sat = court(hana=[ORG], marek=[GPE])
    sat.rule(sat.only(), Verdict.TAKEN, "hana")
    before = standing(sat)
    sat.rule(sat.only(), Verdict.DEFERRED)
    assert (sat.case.adjudicated.status, standing(sat)) == (Status.OPEN, before)
    sat.rule(sat.only(), Verdict.TAKEN, "hana")
    assert (sat.case.adjudicated.status, standing(sat)) == (Status.DONE, before)


def test_a_later_ruling_replaces_what_the_earlier_one_put_there():
    sat = court(hana=[entity("ORG", at("the Red Guard"))], marek=[entity("ORG", at("Red Guard"))])
    for marks_, verdict in (((mark("ORG", "Guard"),), Verdict.EDITED), ((), Verdict.NEITHER)):
        sat.rule(sat.only(), Verdict.EDITED, "", mark("PERSON", "struck Erbil"))
        sat.rule(sat.only(), verdict, "", *marks_)
        assert standing(sat) == {mark("PERSON", "Ann"), *marks_}
    assert sat.only().ruling.verdict is Verdict.NEITHER


def test_what_all_agree_on_stays_whatever_is_ruled_around_it():
    inner = entity("PERSON", at("Guard"))
    sat = court(hana=[entity("ORG", at("Red Guard")), inner], marek=[inner])
    sat.rule(sat.only(), Verdict.NEITHER)
    assert mark("PERSON", "Guard") in standing(sat)
    assert sat.case.adjudicated.status is Status.DONE


def test_a_mention_that_stands_already_keeps_its_id():
    sat = court(hana=[ORG, entity("PERSON", at("Bo"))], marek=[GPE])
    sat.rule(sat.open()[0], Verdict.TAKEN, "hana")
    sat.rule(sat.open()[0], Verdict.NEITHER)
    before = sat.case.adjudicated
    outcome = sat.rule(sat.case.disputes()[0], Verdict.EDITED, "", mark("ORG", "Erbil"))
    assert (outcome.entry, outcome.after.mentions) == (None, before.mentions)
    assert outcome.rulings[0].mentions == tuple(each.id for each in before.entities() if each.label == "ORG")


# -- refusals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (mark("NONE", "Erbil"), "no-such-label"),
        (Mark(0, 4, "PERSON"), "blank-edge"),
        (Mark(0, 1000, "PERSON"), "outside-text"),
        (Mark(5, 5, "PERSON"), "outside-text"),
    ],
)
def test_what_cannot_stand_is_refused_and_nothing_else_happens(wrong: Mark, reason: str):
    sat = court(hana=[ORG], marek=[GPE])
    with pytest.raises(EditRefused, match=reason):
        sat.rule(sat.only(), Verdict.EDITED, "", wrong)
    assert (sat.case.rulings, sat.log) == ((), [])


def test_a_dispute_is_only_ruled_on_the_versions_it_is_about():
    stale = court(hana=[ORG], marek=[GPE]).only()
    sat = court(hana=[ORG], marek=[])
    with pytest.raises(EditRefused, match="versions-changed"):
        sat.rule(stale, Verdict.NEITHER)
    with pytest.raises(EditRefused, match="versions-changed"):
        sat.rule(sat.only(), Verdict.TAKEN, "leyla")


@pytest.mark.parametrize("verdict", [Verdict.UNANIMOUS, Verdict.WITHDRAWN])
def test_nobody_rules_what_only_follows(verdict: Verdict):
    sat = court(hana=[ORG], marek=[GPE])
    with pytest.raises(ValueError, match=verdict.value):
        sat.rule(sat.only(), verdict)
