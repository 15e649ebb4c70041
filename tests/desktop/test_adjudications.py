"""The docket of a real project: where those who finished differ, in which order, and what passes without a ruling."""

from datetime import UTC, datetime
from multiprocessing.reduction import ForkingPickler

import pytest

from annotations.agreement.adjudicating import passed, ruled
from annotations.agreement.cases import Rule
from annotations.agreement.disputes import State
from annotations.importers.base import ImportedArticle
from annotations.model.mark import Mark, Subject
from annotations.model.project import again_name
from annotations.model.ruling import RulingId, Verdict
from annotations.workspace import Workspace
from desktop import adjudications
from desktop.adjudications import docket_in, docketed
from desktop.agreements import Measuring
from tests.desktop.agreed import TEXTS, WEEKS, finished, marks, project_at
from tests.factories import article

AT = datetime(2024, 6, 3, 9, tzinfo=UTC)


@pytest.fixture
def location(tmp_path):
    return str(project_at(tmp_path / "desk.spandesk"))


def docket(location, only=None):
    (found,) = adjudications.docket(location, only)
    return found


def test_all_that_is_to_be_ruled(location):
    found = docket(location)
    assert [each.article for each in found.disputes] == sorted(
        (each.article for each in found.disputes), key=[text.id for text in TEXTS].index
    )
    paris = [each for each in found.disputes if each.words == "Paris"]
    assert [each.article for each in paris] == [text.id for text in TEXTS[:WEEKS]]
    assert {each.alike for each in paris[1:]} == {paris[1].alike}
    assert {each.state for each in found.disputes} == {State.OPEN}
    first = [each for each in found.disputes if each.article == TEXTS[0].id]
    assert [(each.subject, each.start) for each in first] == sorted((each.subject, each.start) for each in first)
    assert (dict(found.titles)[TEXTS[0].id], len(found.titles)) == ("Week 0 <i>", WEEKS)
    assert found.sources.keys() == found.titles.keys()
    assert found.annotators == ("ana", "ben", "cem")
    assert found.unpassed == tuple(text.id for text in TEXTS[:WEEKS])


def test_it_crosses_to_another_process_whole(location):
    found = docket(location)
    assert ForkingPickler.loads(ForkingPickler.dumps(found)) == found


def test_only_some_articles(location):
    found = docket(location, [TEXTS[2].id, TEXTS[WEEKS].id])
    assert {each.article for each in found.disputes} == {TEXTS[2].id}
    assert found.unpassed == (TEXTS[2].id,)
    assert docket(location, []) == adjudications.Docket(titles={}, sources={})


def test_what_one_finished_is_not_on_the_docket(location):
    with Workspace.open(location) as workspace:
        alone = article("Ana met Ben in Oslo.")
        workspace.add([ImportedArticle(article=alone, sets=(finished("ana"), finished(again_name("ana"))))])
        assert alone.id not in docket_in(workspace).titles


def test_progress_is_told(location):
    told = []
    with Workspace.open(location, read_only=True) as workspace:
        docket_in(workspace, on_progress=told.append)
    assert told == [Measuring("articles", done, WEEKS) for done in range(1, WEEKS + 1)]


def test_what_was_ruled_is_settled(location):
    with Workspace.open(location) as workspace:
        (case,) = workspace.cases([TEXTS[1].id])
        (dispute,) = case.disputes()
        rule = Rule(verdict=Verdict.TAKEN, annotator="ben")
        outcome = ruled(case, dispute, rule, adjudicator="nadia", at=AT, batch=RulingId("b1"))
        workspace.rule([outcome])
        (settled,) = docketed(workspace.cases([TEXTS[1].id])).disputes
        assert (settled.key, settled.state) == (dispute.key, State.SETTLED)
        assert settled.ruling is not None
        assert settled.ruling.result == (Mark(settled.start, settled.end, "ORG"),)
        assert TEXTS[1].id not in docket_in(workspace).unpassed


def test_what_all_agree_on_passes_once(location):
    with Workspace.open(location) as workspace:
        before = docket_in(workspace)
        for case in workspace.cases(list(before.unpassed)):
            workspace.rule([passed(case, adjudicator="nadia", at=AT, batch=RulingId("b1"))])
        after = docket_in(workspace)
        assert (len(before.unpassed), after.unpassed) == (WEEKS, ())
        assert [each.words for each in after.disputes] == [each.words for each in before.disputes]


def test_articles_on_which_all_agree_wait_to_be_done(location):
    with Workspace.open(location) as workspace:
        text = article("Nothing happened in Oslo.")
        workspace.add([ImportedArticle(article=text, sets=(finished("ana"), finished("ben")))])
        found = docket_in(workspace, [text.id])
        assert (found.disputes, found.unpassed) == ((), (text.id,))
        (case,) = workspace.cases([text.id])
        workspace.rule([passed(case, adjudicator="nadia", at=AT, batch=RulingId("b1"))])
        assert docket_in(workspace, [text.id]).unpassed == ()
        assert workspace.check() == []


def test_events_are_on_the_docket(location):
    with Workspace.open(location) as workspace:
        text = TEXTS[WEEKS + 1]
        ana, guild, place, met, company = marks(text)
        others = (ana, guild, place, company)
        workspace.add([ImportedArticle(article=text, sets=(finished("ana", *others, met), finished("ben", *others)))])
        (dispute,) = docket_in(workspace, [text.id]).disputes
        assert (dispute.subject, dispute.words, dispute.versions["ben"]) == (Subject.EVENT, "met", ())
