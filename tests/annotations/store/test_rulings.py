"""Rulings are kept with the steps they led to, all or none, and nobody's is lost to another's."""

import threading
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.agreement.adjudicating import passed, withdrawn
from annotations.agreement.cases import Rule
from annotations.agreement.disputes import State
from annotations.errors import StaleSet, StoreUnavailable
from annotations.model.annotation_set import Status
from annotations.model.ids import ArticleId, MentionId, SuggestionId
from annotations.model.mark import Mark, Subject
from annotations.model.project import ADJUDICATED, SUGGESTIONS, again_name
from annotations.model.ruling import Cause, Ruling, RulingId, SourceVersion, Verdict
from annotations.store.rulings import ruling_from, ruling_row
from annotations.workspace import Workspace
from tests.annotations.store.ruled import AT, DEFER, TAKE_BEN, TEXTS, case_of, fill, finished, settled
from tests.factories import small_schema

NEITHER = Rule(verdict=Verdict.NEITHER, cause=Cause.TEXT)


@pytest.fixture
def project(workspace, record):
    fill(workspace, record)
    return workspace


WORDS = st.text(st.characters(codec="utf-8"), max_size=4)
MARKS = st.builds(Mark, st.integers(0, 9), st.integers(10, 19), WORDS)
VERSIONS = st.builds(
    SourceVersion,
    annotator=WORDS,
    marks=st.lists(MARKS, max_size=2).map(tuple),
    mentions=st.lists(WORDS.map(MentionId), max_size=2).map(tuple),
    suggestions=st.lists(WORDS.map(SuggestionId), max_size=2).map(tuple),
)
RULINGS = st.builds(
    Ruling,
    id=WORDS.map(RulingId),
    article_id=WORDS.map(ArticleId),
    subject=st.sampled_from(Subject),
    start=st.integers(0, 9),
    end=st.integers(10, 19),
    verdict=st.sampled_from(Verdict),
    adjudicator=WORDS,
    at=st.datetimes(timezones=st.just(UTC), min_value=datetime(2000, 1, 1)),
    batch=WORDS.map(RulingId),
    schema_version=st.integers(1, 9),
    text_sha256=WORDS,
    trigger=st.none() | MARKS,
    taken=st.lists(WORDS, max_size=2).map(tuple),
    versions=st.lists(VERSIONS, max_size=2).map(tuple),
    result=st.lists(MARKS, max_size=2).map(tuple),
    mentions=st.lists(WORDS.map(MentionId), max_size=2).map(tuple),
    cause=st.none() | st.sampled_from(Cause),
    note=WORDS,
    step=st.none() | st.integers(1, 9),
    withdraws=st.none() | WORDS.map(RulingId),
)


@given(RULINGS)
def test_what_is_kept_of_a_ruling_is_all_of_it(made):
    assert ruling_from(tuple(ruling_row(7, made).values())) == made


def test_a_ruling_is_kept_with_the_step_it_led_to(project, location):
    outcome = settled(case_of(project), replace(TAKE_BEN, cause=Cause.GUIDELINE, note="a company here"))
    project.rule([outcome])
    assert project.rulings(TEXTS[0].id) == list(outcome.rulings)
    assert project.rulings(TEXTS[1].id) == []
    project.close()
    with Workspace.open(location) as reopened:
        case = case_of(reopened)
        assert case.rulings == outcome.rulings
        assert case.adjudicated == outcome.after
        assert case.adjudicated.status is Status.DONE
        assert [each.state for each in case.disputes()] == [State.SETTLED]
        (entry,) = reopened.entries(case.adjudicated.id)
        assert (entry, entry.annotator) == (outcome.entry, "nadia")
        assert [each.step for each in case.rulings] == [1] * len(case.rulings)
        assert [(each.annotator, each.done) for each in reopened.set_summaries()] == [
            (ADJUDICATED, 1),
            ("ana", 4),
            ("ben", 3),
        ]
        assert reopened.check() == []


def test_the_case_is_of_those_who_finished(project, record):
    project.add([record(TEXTS[3], finished(3, "ben", "ORG"), finished(3, SUGGESTIONS, "ORG"))])
    project.add([record(TEXTS[3], finished(3, again_name("ana"), "ORG"))])
    project.add([record(TEXTS[3], replace(finished(3, "cem", "ORG"), status=Status.OPEN))])
    case = case_of(project, 3)
    assert [each.annotator for each in case.sets] == ["ana", "ben"]
    assert (case.article, case.schema) == (TEXTS[3], project.schema)
    assert case.adjudicated == project.load_set(TEXTS[3].id, ADJUDICATED)
    assert (case.adjudicated.status, case.rulings) == (Status.NEW, ())


def test_cases_come_in_the_order_they_are_asked_for(project):
    ids = [TEXTS[number].id for number in (2, 0, 3, 1)]
    assert [case.article.id for case in project.cases(ids)] == ids
    assert list(project.cases([])) == []
    with pytest.raises(KeyError):
        list(project.cases([ArticleId("a-none")]))


def test_cases_are_all_of_one_moment(project, record, monkeypatch):
    monkeypatch.setattr("annotations.store.rulings._AT_ONCE", 1)
    reading = project.cases([text.id for text in TEXTS[:2]])
    assert next(reading).rulings == ()
    writing = threading.Thread(target=lambda: project.rule([settled(case_of(project, 1), TAKE_BEN)]))
    writing.start()
    writing.join()
    assert next(reading).rulings == ()
    assert len(project.rulings()) == 3


def test_who_rules_on_what_another_settled_meanwhile_is_told(project):
    first, second = case_of(project), case_of(project)
    project.rule([settled(first, TAKE_BEN)])
    with pytest.raises(StaleSet):
        project.rule([settled(second, NEITHER, "marek")])
    assert {each.adjudicator for each in project.rulings()} == {"nadia"}
    assert project.check() == []


@pytest.mark.postgres
@pytest.mark.parametrize("second", [DEFER, NEITHER])
def test_a_ruling_that_changed_nothing_is_seen_too(server_location, record, second):
    with Workspace.create(server_location, small_schema(), title="News") as nadia:
        fill(nadia, record)
        with Workspace.open(server_location) as marek:
            hers, his = settled(case_of(nadia), DEFER), settled(case_of(marek), second, "marek")
            nadia.rule([hers])
            assert hers.entry is None
            with pytest.raises(StaleSet) as stale:
                marek.rule([his])
            assert (stale.value.expected, stale.value.found) == (0, 1)
            marek.rule([settled(case_of(marek), second, "marek")])
            assert [each.adjudicator for each in nadia.rulings()][:2] == ["nadia", "marek"]
            assert nadia.check() == []


def test_an_act_on_several_articles_is_kept_whole_or_not_at_all(project):
    outcomes = [settled(case, TAKE_BEN) for case in project.cases([TEXTS[0].id, TEXTS[1].id])]
    project.rule([settled(case_of(project, 1), NEITHER)])
    kept = project.rulings()
    with pytest.raises(StaleSet):
        project.rule(outcomes)
    assert project.rulings() == kept
    assert project.entries(outcomes[0].after.id) == []


def test_several_outcomes_in_one_article_follow_each_other(project):
    case = case_of(project)
    deferred = settled(case, DEFER)
    case = replace(case, rulings=deferred.rulings)
    taken = settled(case, TAKE_BEN)
    case = replace(case, adjudicated=taken.after, rulings=(*case.rulings, *taken.rulings))
    again = settled(case, NEITHER)
    project.rule([deferred, taken, again])
    assert [each.id for each in project.rulings()] == [
        each.id for outcome in (deferred, taken, again) for each in outcome.rulings
    ]
    assert [entry.seq for entry in project.entries(again.after.id)] == [1, 2]
    assert project.check() == []


def test_outcomes_sent_twice_are_kept_once(project):
    outcomes = [
        settled(case, rule)
        for case, rule in zip(project.cases([t.id for t in TEXTS[:2]]), (DEFER, TAKE_BEN), strict=True)
    ]
    project.rule(outcomes)
    project.rule(outcomes)
    assert project.rulings() == [each for outcome in outcomes for each in outcome.rulings]
    project.rule([settled(case_of(project), TAKE_BEN)])
    assert project.check() == []


def test_rulings_taken_back_are_kept_as_well(project):
    outcome = settled(case_of(project), TAKE_BEN)
    project.rule([outcome])
    case, batch = case_of(project), outcome.rulings[0].batch
    back = withdrawn(case, project.entries(case.adjudicated.id), batch, adjudicator="nadia", at=AT)
    project.rule([back])
    assert project.rulings() == [*outcome.rulings, *back.rulings]
    assert {each.withdraws for each in back.rulings} == {each.id for each in outcome.rulings}
    assert dict(case_of(project).adjudicated.mentions) == {}
    assert project.check() == []


def test_what_all_agree_on_passes(project):
    outcome = passed(case_of(project), adjudicator="nadia", at=AT, batch=RulingId("b0"))
    project.rule([outcome])
    assert [each.verdict for each in project.rulings()] == [Verdict.UNANIMOUS] * 2
    assert len(case_of(project).adjudicated.mentions) == 2
    nothing = passed(case_of(project), adjudicator="nadia", at=AT, batch=RulingId("b1"))
    project.rule([nothing])
    assert (nothing.entry, len(project.rulings())) == (None, 2)


def test_nothing_is_ruled_where_one_may_only_read(project, location):
    outcome = settled(case_of(project), TAKE_BEN)
    with Workspace.open(location, read_only=True) as reader, pytest.raises(StoreUnavailable):
        reader.rule([outcome])
    assert project.rulings() == []


@pytest.mark.postgres
def test_adjudicators_at_once_lose_nothing(server_location, record):
    """Each of three desks rules again and again on the same place, reading anew after each refusal."""
    with Workspace.create(server_location, small_schema(), title="News") as project:
        fill(project, record)
    crashes: list[Exception] = []

    def work(desk: int) -> None:
        try:
            with Workspace.open(server_location) as workspace:
                for number in range(4):
                    rule = replace(DEFER if number % 2 else TAKE_BEN, note=str(number))
                    while not ruled_on(workspace, rule, f"desk {desk}"):
                        continue
        except Exception as error:
            crashes.append(error)
            raise

    threads = [threading.Thread(target=work, args=(desk,)) for desk in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert crashes == []
    with Workspace.open(server_location) as project:
        made = [(each.adjudicator, each.note) for each in project.rulings() if each.verdict is not Verdict.UNANIMOUS]
        assert sorted(made) == [(f"desk {desk}", str(number)) for desk in range(3) for number in range(4)]
        assert project.check() == []


def ruled_on(workspace: Workspace, rule: Rule, adjudicator: str) -> bool:
    """False if somebody else was faster."""
    try:
        workspace.rule([settled(case_of(workspace), rule, adjudicator)])
    except StaleSet:
        return False
    return True
