"""Acts on an open project that others write to as well: each is kept whole, or nothing of it."""

from dataclasses import replace

import pytest

from annotations.agreement.acts import By
from annotations.agreement.adjudicating import Rule
from annotations.agreement.disputes import State
from annotations.errors import EditRefused, StaleSet
from annotations.importers.base import ImportedArticle
from annotations.model.ids import set_id_for
from annotations.model.project import ADJUDICATED
from annotations.model.ruling import Verdict, new_ruling_id
from annotations.workspace import Workspace
from desktop import ruling_acts
from desktop.adjudications import docket_in
from desktop.adjudicator import utc_now
from tests.desktop.disputed import DAYS, IDS, finished, project_at
from tests.factories import article, entity, small_schema, span


@pytest.fixture
def workspace(tmp_path):
    with Workspace.open(project_at(tmp_path / "desk.spandesk")) as workspace:
        yield workspace


def by(name):
    return By(adjudicator=name, at=utc_now(), batch=new_ruling_id())


def taken(name):
    return Rule(verdict=Verdict.TAKEN, annotator=name)


def about(workspace, words):
    """The disputes about these words."""
    return [each for each in docket_in(workspace).disputes if each.words == words]


def stands(workspace, words, number=0):
    """What the words are called in the adjudicated set."""
    text = workspace.article(IDS[number]).text
    ruled = workspace.load_set(IDS[number], ADJUDICATED)
    return [each.label for each in ruled.in_order() if each.span.of(text) == words]


def test_what_another_has_ruled_since_it_was_shown_is_not_ruled_over(workspace):
    shown = about(workspace, "Harbour Guild")[0]
    ruling_acts.rule_places(workspace, shown, [], taken("ana"), by("nadia"))
    acted = ruling_acts.rule_places(workspace, shown, [], taken("ben"), by("omar"))
    assert (acted.ruled, acted.gone) == ((), 1)
    assert stands(workspace, "Harbour Guild") == ["ORG"]
    assert acted.disputes[IDS[0]] == tuple(each for each in docket_in(workspace).disputes if each.article == IDS[0])


def test_of_a_group_what_another_has_ruled_since_stays_as_it_was_ruled(workspace):
    first, *others = about(workspace, "Sea Watch")
    ruling_acts.rule_places(workspace, others[0], [], Rule(verdict=Verdict.DEFERRED, note="whose ship?"), by("omar"))
    acted = ruling_acts.rule_places(workspace, first, others, taken("ben"), by("nadia"))
    assert (len(acted.ruled), acted.gone) == (DAYS - 1, 1)
    assert not stands(workspace, "Sea Watch", 1)
    assert [each.ruling.note for each in about(workspace, "Sea Watch") if each.ruling.note] == ["whose ship?"]


def test_a_guideline_stays_where_the_ruling_with_it_came_too_late(workspace, monkeypatch):
    shown, before = about(workspace, "Harbour Guild")[0], workspace.schema
    draft = replace(
        before, labels=(replace(before.labels[0], guideline="Guilds are organisations."), *before.labels[1:])
    )
    rule = Workspace.rule

    def overtaken(self, *outcomes, **more):
        monkeypatch.setattr(Workspace, "rule", rule)
        ruling_acts.rule_places(workspace, shown, [], taken("ben"), by("omar"))
        return rule(self, *outcomes, **more)

    monkeypatch.setattr(Workspace, "rule", overtaken)
    with pytest.raises(StaleSet):
        ruling_acts.rule_places(workspace, shown, [], taken("ana"), by("nadia"), draft)
    assert workspace.schema == before
    assert stands(workspace, "Harbour Guild") == ["GPE"]
    assert not workspace.check()


@pytest.fixture
def thrice(tmp_path):
    """One article that has the same words three times, which two analysts read differently."""
    text = article("Sea Watch met Sea Watch of Sea Watch.")
    sets = [
        finished(name, *(entity(label, span(text, "Sea Watch", nth)) for nth in (1, 2, 3)))
        for name, label in (("ana", "ORG"), ("ben", "GPE"))
    ]
    with Workspace.create(tmp_path / "thrice.spandesk", small_schema()) as workspace:
        workspace.add([ImportedArticle(article=text, sets=tuple(sets))])
        yield workspace


@pytest.mark.parametrize(("refused", "steps"), [(False, 1), (True, 3)])
def test_the_same_words_in_one_article_are_ruled_in_one_step_if_that_can_be(thrice, monkeypatch, refused, steps):
    def never(*_arguments, **_by):
        raise EditRefused("no-such-label", "ORG")

    if refused:
        monkeypatch.setattr(ruling_acts, "ruled_alike_together", never)
    first, *others = docket_in(thrice).disputes
    acted = ruling_acts.rule_places(thrice, first, others, taken("ana"), by("nadia"))
    assert (len(acted.ruled), acted.refused) == (3, ())
    assert [each.state for each in acted.disputes[first.article]] == [State.SETTLED] * 3
    assert acted.disputes[first.article] == docket_in(thrice).disputes
    ruled = thrice.load_set(first.article, ADJUDICATED)
    assert [each.label for each in ruled.in_order()] == ["ORG"] * 3
    assert len(thrice.entries(set_id_for(first.article, ADJUDICATED))) == steps
    assert not thrice.check()
