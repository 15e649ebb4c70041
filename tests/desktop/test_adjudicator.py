"""The road by which places are settled, with a store that fails, is slow, or is written to by others."""

import pytest

from annotations.agreement.adjudicating import Rule
from annotations.errors import EditRefused, StoreUnavailable
from annotations.model.ids import ArticleId
from annotations.model.project import ADJUDICATED
from annotations.model.ruling import Verdict
from annotations.workspace import Workspace
from desktop import ruling_acts
from desktop.adjudications import docket_in
from desktop.adjudicator import Adjudicator
from desktop.tasks import Tasks
from tests.desktop.disputed import DAYS, IDS, project_at

TAKE_ANA = Rule(verdict=Verdict.TAKEN, annotator="ana")


def _full(*_arguments):
    raise StoreUnavailable("desk.spandesk", "the disk is full")


@pytest.fixture
def workspace(tmp_path):
    with Workspace.open(project_at(tmp_path / "desk.spandesk")) as workspace:
        yield workspace


@pytest.fixture
def tasks(qapp):
    tasks = Tasks()
    yield tasks
    tasks.close()


class Heard:
    """An adjudicator at work; everything it signals is kept."""

    def __init__(self, workspace, tasks, qtbot):
        self.it = Adjudicator(tasks)
        self.qtbot = qtbot
        self.ruled, self.undone, self.refused, self.failed, self.passing, self.gone = [], [], [], [], [], []
        self.it.ruled.connect(self.ruled.append)
        self.it.undone.connect(lambda *told: self.undone.append(told))
        self.it.refused.connect(lambda error: self.refused.append(error.reason))
        self.it.failed.connect(self.failed.append)
        self.it.passing.connect(lambda *told: self.passing.append(told))
        self.it.gone.connect(lambda: self.gone.append(True))
        self.it.follow(workspace, "nadia")
        self.it.take(docket_in(workspace))

    def settle(self):
        self.qtbot.waitUntil(lambda: self.it.is_idle)


@pytest.fixture
def heard(workspace, tasks, qtbot):
    heard = Heard(workspace, tasks, qtbot)
    yield heard
    heard.it.rest()


def test_the_next_place_is_there_before_the_store_answers(heard):
    first = heard.it.place
    assert heard.it.rule(TAKE_ANA)
    assert heard.it.place != first
    assert not heard.it.is_idle
    heard.settle()
    assert heard.ruled == [1]


def test_what_the_store_could_not_keep_is_open_as_before(heard, monkeypatch):
    monkeypatch.setattr(Workspace, "rule", _full)
    first = heard.it.place
    heard.it.rule(TAKE_ANA)
    heard.settle()
    assert [str(error) for error in heard.failed] == ["desk.spandesk: the disk is full"]
    assert (heard.it.can_undo, heard.ruled) == (False, [])
    assert heard.it.work.first() == first


def test_what_was_never_kept_is_not_said_to_be_taken_back(heard, monkeypatch):
    rule = Workspace.rule

    def full(*arguments):
        monkeypatch.setattr(Workspace, "rule", rule)
        _full(*arguments)

    monkeypatch.setattr(Workspace, "rule", full)
    heard.it.rule(TAKE_ANA)
    heard.it.undo()
    heard.settle()
    assert (len(heard.failed), heard.undone, heard.it.can_undo) == (1, [], False)


def test_what_could_not_be_taken_back_can_be_another_time(heard, workspace, monkeypatch):
    heard.it.rule(TAKE_ANA)
    heard.settle()
    with monkeypatch.context() as patch:
        patch.setattr(Workspace, "rule", _full)
        heard.it.undo()
        heard.settle()
    assert (len(heard.failed), heard.it.can_undo) == (1, True)
    heard.it.undo()
    heard.settle()
    assert (heard.undone, heard.it.can_undo) == ([(1, False)], False)
    assert not workspace.load_set(IDS[0], ADJUDICATED).mentions


def test_what_cannot_stand_is_turned_back_to(heard):
    first = heard.it.place
    heard.it.rule(Rule(verdict=Verdict.EDITED, marks=(heard.it.current.contents[0][0][0]._replace(label="NOPE"),)))
    heard.settle()
    assert heard.refused == ["no-such-label"]
    assert (heard.it.place, heard.it.can_undo) == (first, False)


def test_one_who_went_elsewhere_is_not_called_back(heard):
    heard.it.rule(Rule(verdict=Verdict.EDITED, marks=(heard.it.current.contents[0][0][0]._replace(label="NOPE"),)))
    heard.it.next()
    elsewhere = heard.it.place
    heard.settle()
    assert (heard.refused, heard.it.place) == (["no-such-label"], elsewhere)


def test_a_guideline_is_not_changed_by_a_ruling_that_is_refused(heard, workspace):
    heard.it.rule(
        Rule(verdict=Verdict.EDITED, marks=(heard.it.current.contents[0][0][0]._replace(label="NOPE"),)),
        workspace.schema,
    )
    assert heard.it.drafting
    heard.settle()
    assert (workspace.schema.version, heard.it.drafting) == (1, False)


def test_of_several_some_may_be_refused(heard, monkeypatch):
    alike = ruling_acts.ruled_alike

    def picky(case, dispute, model, rule, **by):
        if dispute.article == IDS[2]:
            raise EditRefused("no-such-label", "ORG")
        return alike(case, dispute, model, rule, **by)

    monkeypatch.setattr(ruling_acts, "ruled_alike", picky)
    heard.it.set_same_way(True)
    heard.it.rule(TAKE_ANA)
    heard.settle()
    assert (heard.ruled, heard.refused) == ([3], ["no-such-label"])
    assert heard.it.undo()
    heard.settle()
    assert heard.undone == [(3, False)]


def test_a_deferral_goes_for_one_place_only(heard):
    heard.it.set_same_way(True)
    heard.it.rule(Rule(verdict=Verdict.DEFERRED, note="ask"))
    heard.settle()
    assert [dispute.state.value for dispute in heard.it.work.groups[0].disputes].count("deferred") == 1


def test_what_all_agree_on_passes_a_few_articles_at_a_time(heard, workspace, monkeypatch):
    monkeypatch.setattr("desktop.adjudicator._PORTION", 2)
    heard.it.pass_agreed()
    heard.settle()
    assert heard.passing == [(0, DAYS), (2, DAYS), (4, DAYS), (0, 0)]
    assert len({ruling.article_id for ruling in workspace.rulings()}) == DAYS


def test_passing_can_be_stopped_and_goes_on_where_it_stopped(heard, workspace, monkeypatch):
    monkeypatch.setattr("desktop.adjudicator._PORTION", 2)
    heard.it.pass_agreed()
    heard.it.stop_passing()
    heard.settle()
    assert len({ruling.article_id for ruling in workspace.rulings()}) == 2
    assert heard.passing == [(0, DAYS), (0, 0)]
    heard.it.pass_agreed()
    heard.settle()
    assert len({ruling.article_id for ruling in workspace.rulings()}) == DAYS


def test_a_docket_made_before_a_ruling_does_not_take_it_back(heard, workspace):
    heard.it.await_docket()
    old = docket_in(workspace)
    heard.it.rule(TAKE_ANA)
    heard.settle()
    heard.it.take(old)
    heard.qtbot.waitUntil(lambda: heard.it.work.counts()["settled"] == 1)


def test_an_article_that_another_finished_comes_in(heard, workspace):
    heard.it.take(docket_in(workspace, IDS[:2]))
    assert sum(heard.it.work.counts().values()) == 7
    heard.it.read_again([IDS[4]])
    heard.qtbot.waitUntil(lambda: sum(heard.it.work.counts().values()) == 10)
    assert heard.it.annotators(IDS[4]) == ("ana", "ben", "cem")


def test_hidden_names_come_in_an_order_of_the_article(heard):
    heard.it.set_hidden(True)
    orders = [heard.it.annotators(id_) for id_ in IDS]
    assert orders == [heard.it.annotators(id_) for id_ in IDS]
    assert len(set(orders)) > 1
    assert {tuple(sorted(order)) for order in orders} == {("ana", "ben", "cem")}
    assert heard.it.annotators(ArticleId("unknown")) == ()


def test_what_the_store_answers_after_the_project_was_left_is_for_nobody(heard, tasks, qtbot):
    heard.it.rule(TAKE_ANA)
    heard.it.rest()
    answered = []
    tasks.store(lambda: None, answered.append)
    qtbot.waitUntil(lambda: bool(answered))
    assert (heard.ruled, heard.it.place, heard.it.rule(TAKE_ANA), heard.it.undo()) == ([], None, False, False)
