"""What became of suggestions, read from a real project: ledger, outlooks, pull, examples and the order of the queue."""

from dataclasses import replace

import pytest

from annotations.agreement import looks
from annotations.editing.ledger import Which
from annotations.model.fate import Fated
from annotations.model.mention import Kind
from annotations.model.project import ADJUDICATED, again_name
from annotations.model.project_settings import Order
from annotations.suggesters.order import Reason
from annotations.workspace import Workspace
from desktop import reviews
from tests.desktop.played import IDS, TEXTS, finish, project_at

REJECTED = Which(kind=Kind.ENTITY, label="ORG", fated=(Fated.REJECTED,))


@pytest.fixture
def location(tmp_path):
    return str(project_at(tmp_path / "desk.spandesk"))


@pytest.fixture
def worked(location):
    """A project in which three articles are done."""
    with Workspace.open(location) as workspace:
        for number in range(3):
            finish(workspace, number)
    return location


def review(location):
    (found,) = reviews.review(location)
    return found


def test_of_a_project_in_which_nothing_was_decided_there_is_nothing_to_say(location):
    found = review(location)
    assert (found.rows, found.findings, found.pulls) == ((), (), ())
    assert found.outlooks[None].at(0.0).shown == 0


def test_every_suggestion_of_a_finished_article_is_in_the_ledger(worked):
    rows = {row.label: row for row in review(worked).rows}
    persons, orgs, places = rows["PERSON"], rows["ORG"], rows["GPE"]
    assert (persons.suggested, persons.accepted, persons.left) == (6, 3, 3)
    assert (orgs.suggested, orgs.rejected) == (3, 3)
    assert (places.suggested, places.missed) == (0, 3)


def test_what_came_up_often_is_worth_fixing(worked):
    found = review(worked)
    assert REJECTED in [replace(finding.which, versions=()) for finding in found.findings]
    (among,) = reviews.narrowed(worked, [row for row in found.rows if row.label == "GPE"])
    assert {finding.which.label for finding in among} == {"GPE"}


def test_an_outlook_is_told_for_each_label_and_for_all(worked):
    outlooks = review(worked).outlooks
    assert (outlooks["ORG"].at(0.0).shown, outlooks["ORG"].at(0.5).shown) == (3, 0)
    assert outlooks[None].at(0.7).right == 3
    assert set(outlooks) == {None, "PERSON", "ORG", "GPE"}


def test_a_number_is_shown_by_examples_with_their_articles(worked):
    (shown,) = reviews.examples(worked, REJECTED)
    assert [(title, fate.surface) for title, fate in shown] == [(TEXTS[at].title, "Paris") for at in range(3)]


def test_examples_are_those_of_the_project_reviewed_last(worked, tmp_path):
    review(worked)
    other = str(project_at(tmp_path / "other.spandesk"))
    assert list(reviews.examples(other, REJECTED)) == [()]
    (shown,) = reviews.examples(worked, REJECTED)
    assert len(shown) == 3


def test_no_more_examples_than_one_would_read(worked, monkeypatch):
    monkeypatch.setattr(reviews, "EXAMPLES", 2)
    (shown,) = reviews.examples(worked, REJECTED)
    assert len(shown) == 2


def test_the_pull_compares_articles_done_with_suggestions_and_blind(location):
    with Workspace.open(location) as workspace:
        workspace.set_settings(replace(workspace.settings, blind_share=0.5))
        blind = [number for number in range(len(IDS)) if workspace.is_blind(IDS[number], "ana")]
        for number in range(len(IDS)):
            finish(workspace, number)
    (pull,) = review(location).pulls
    assert pull.annotator == "ana"
    assert (pull.f1_with_suggestion.blind.articles, 0 < len(blind) < len(IDS)) == (len(blind), True)
    assert pull.f1_with_suggestion.suggested.articles == len(IDS) - len(blind)
    assert pull.wrong_adoption.difference.reason == "no_rulings"


def test_where_somebody_worked_blind_a_wrong_suggestion_that_was_kept_is_told(worked):
    with Workspace.open(worked) as workspace:
        finish(workspace, 0, ADJUDICATED)
        finish(workspace, 1, ADJUDICATED)
        workspace.set_settings(replace(workspace.settings, blind_share=1.0))
        finish(workspace, 0, "ben")
    everybody, *each = review(worked).pulls
    assert [pull.annotator for pull in each] == ["ana", "ben"], "rulings are measured against, not measured"
    assert everybody.wrong_adoption.suggested.articles == 1, "of the second nobody could tell"
    assert everybody.wrong_adoption.blind.articles == 1


def test_what_was_done_again_says_nothing_about_suggestions(worked):
    before = review(worked)
    with Workspace.open(worked) as workspace:
        finish(workspace, 0, again_name("ana"))
        assert workspace.annotator_to_learn_from() == "ana"
    after = review(worked)
    assert (after.pulls, after.rows) == (before.pulls, before.rows)


def test_a_decision_takes_the_time_since_the_one_before_it_and_pauses_take_none(worked):
    (pull,) = review(worked).pulls
    assert pull.median_seconds.suggested.value == pytest.approx(10, abs=0.5)


def test_a_pause_is_no_decision(worked, monkeypatch):
    monkeypatch.setattr(looks, "PAUSE_SECONDS", 5.0)
    (pull,) = review(worked).pulls
    assert pull.median_seconds.suggested.value is None


def test_the_articles_left_are_put_in_order_each_with_its_reason(worked):
    (ranked,) = reviews.put_in_order(worked, Order.DATE, "ana")
    assert [id_ for id_, _ in ranked] == list(IDS[3:])
    assert Reason.read(ranked[0][1]) == Reason("date", (TEXTS[3].meta.date,))
