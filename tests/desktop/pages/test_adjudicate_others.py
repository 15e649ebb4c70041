"""What others write while disagreements are settled, and what cannot be kept."""

from annotations.agreement.adjudicating import Rule, ruled
from annotations.editing.edits import MarkDone, Relabel, Reopen
from annotations.errors import StoreUnavailable
from annotations.model.ruling import Verdict, new_ruling_id
from annotations.workspace import Workspace
from desktop.adjudicator import utc_now
from tests.desktop.disputed import IDS, TEXTS
from tests.desktop.pages.seat import GUILD, last
from tests.factories import edited, span


def relabel(workspace, annotator, number, words, label):
    """An analyst calls words something else and is done again."""
    text = TEXTS[number]
    now = workspace.load_set(text.id, annotator)
    about = next(each for each in now.mentions.values() if each.span == span(text, words))
    for edit in (Reopen(), Relabel(about.id, label), MarkDone()):
        step, now = edited(now, edit, text)
        workspace.append(step, now)


def test_a_changed_source_brings_the_place_back(seat):
    seat.press("1")
    seat.go_to(GUILD, 0)
    assert seat.page.versions.subject.note.text().startswith("Ruled ORG by nadia, ")
    relabel(seat.workspace, "ben", 0, GUILD, "PERSON")
    seat.desk.articles_changed([IDS[0]])
    seat.desk.refresh()
    seat.settle()
    assert seat.counts() == (16, 0, 0)
    seat.go_to(GUILD, 0)
    assert "ben changed it since." in seat.page.versions.subject.changed.text()
    assert "2 ben PERSON" in seat.page.canvas.accessibleDescription()
    seat.press("2")
    assert (GUILD, "PERSON") in seat.stands(0)


def test_what_changed_behind_its_back_is_read_again_and_not_ruled(seat):
    relabel(seat.workspace, "ben", 0, GUILD, "PERSON")
    seat.press("2")
    assert seat.heard[-1] == "Somebody else changed this article. It was read again."
    assert (GUILD, "PERSON") not in seat.stands(0)
    assert seat.counts() == (16, 0, 0)


def test_two_adjudicators_do_not_write_over_each_other(seat, workspace, monkeypatch):
    rule = Workspace.rule

    def overtaken(self, outcomes, schema):
        monkeypatch.setattr(Workspace, "rule", rule)
        case = next(iter(workspace.cases([IDS[0]])))
        theirs = Rule(verdict=Verdict.TAKEN, annotator="ben")
        named = {"adjudicator": "omar", "at": utc_now(), "batch": new_ruling_id()}
        rule(self, [ruled(case, case.disputes()[0], theirs, **named)])
        rule(self, outcomes, schema)

    monkeypatch.setattr(Workspace, "rule", overtaken)
    seat.press("1")
    assert seat.heard[-1] == "Somebody else changed this article. It was read again."
    assert last(workspace, 0).adjudicator == "omar"
    assert (GUILD, "GPE") in seat.stands(0)
    assert seat.counts() == (15, 0, 1)
    assert not seat.work.can_undo


def test_what_could_not_be_kept_is_said(seat, monkeypatch):
    def full(*_arguments):
        raise StoreUnavailable("desk.spandesk", "the disk is full")

    seat.press("1")
    monkeypatch.setattr(Workspace, "rule", full)
    for key in ("2", "U"):
        seat.press(key)
        assert seat.heard[-1] == "Nothing was changed: this could not be kept."
        assert (str(seat.failures.pop()), seat.counts()) == ("desk.spandesk: the disk is full", (15, 0, 1))
        seat.heard.append("")
