"""Every number of the Agreement page leads to as many places as it says, and says what a plain recount says."""

import json
import re

import pytest

from annotations.agreement.choice import Choice, Condition
from annotations.model.mark import Subject
from annotations.model.project import ADJUDICATED
from annotations.workspace import Workspace
from desktop import agreements, cli
from desktop.models.disagreement_places import found
from desktop.panels.agreement.chart_model import CELL
from desktop.panels.agreement.heat_model import DISAGREEMENTS, FIRST_PAIR
from tests.desktop.drawn_team import DIFFERENT, Recount, project_at
from tests.desktop.pages.test_agreement_desk import Followed
from tests.desktop.played import PlayedTasks

TWO, SIX, TWELVE = ("Ana", "Ben"), tuple("ABCDEF"), tuple("ABCDEFGHIJKL")
TEAMS = [(TWO, 16, 4), (SIX, 6, 2), (TWELVE, 3, 1)]


@pytest.fixture
def tasks(qapp):
    tasks = PlayedTasks()
    yield tasks
    tasks.close()


@pytest.fixture
def drawn(tasks, qtbot, monkeypatch, tmp_path):
    """Draws a project and looks at the page: (what is followed, what was drawn)."""
    monkeypatch.setattr(agreements, "_read", None)
    opened = []

    def look(names, articles, ruled, choice=Choice()):  # noqa: B008
        team = project_at(tmp_path / "drawn.spandesk", names, articles, seed=len(names), ruled=ruled)
        workspace = Workspace.open(tmp_path / "drawn.spandesk")
        opened.append(workspace)
        followed = Followed(workspace, tasks, qtbot)
        followed.measure()
        if choice != followed.desk.choice:
            followed.desk.choose(choice)
            followed.measure()
        return followed, team

    yield look
    for workspace in opened:
        tasks.store(workspace.close)


def behind(followed, card, cell):
    """How many places the list says are behind a cell; those it shows in groups and in places add up to that."""
    card._choose(cell.which)
    followed.answer(found)
    panel = followed.page.disagreements
    many = int(panel.count.text().replace("\u202f", ""))
    if panel.narrowing.agreed:
        assert len(panel._found.places) == many
    else:
        assert sum(panel._found.ways.values()) == sum(group.count for group in panel._found.groups) == many
        panel.by.buttons[1].click()
        shown = followed.answer(found)
        assert shown.arguments[-1] is True
        assert len(panel.rows.rows) == min(many, agreements.MOST_LISTED)
        panel.by.buttons[0].click()
        followed.answer(found)
    return many


def said(cell):
    """The number of places in a hint; none where nobody differs."""
    numbers = re.search(r"see the ([\d\u202f]+) ", cell.hint)
    return int(numbers[1].replace("\u202f", "")) if numbers else 0


@pytest.mark.parametrize(("names", "articles", "ruled"), TEAMS)
@pytest.mark.parametrize("condition", Condition)
def test_every_cell_leads_to_as_many_places_as_it_says(drawn, names, articles, ruled, condition):
    followed, team = drawn(names, articles, ruled, Choice(condition=condition))
    middle, recount = followed.page.middle, Recount(team, names, blind=condition is Condition.BLIND)
    few = 7 if len(names) > 6 else 1  # of many cells every seventh
    middle.figures.more.setChecked(True)
    for cell in middle.figures.rows.cells.every():
        assert behind(followed, middle.figures, cell) == said(cell), cell.spoken
    for cell in list(middle.pairs.matrix.cells.every())[::few]:
        counted = sum(recount.reasons(pair=cell.which.pair)[reason] for reason in DIFFERENT)
        assert behind(followed, middle.pairs, cell) == said(cell) == counted, cell.spoken
    for cell in middle.labels.rows.cells.every():
        if cell.which is not None and cell.which.subjects == {Subject.SPAN}:
            assert behind(followed, middle.labels, cell) == recount.differing[cell.which.label], cell.spoken


@pytest.mark.parametrize(("names", "articles", "ruled"), TEAMS)
def test_every_cell_of_the_confusions(drawn, names, articles, ruled):
    followed, team = drawn(names, articles, ruled)
    card, recount = followed.page.middle.confusion, Recount(team, names, blind=False)
    looked = 0
    for same_ends, counts in ((False, recount.confusion), (True, recount.same_ends)):
        card.same_ends.setChecked(same_ends)
        shown = [cell for cell in card.matrix.cells.every() if cell.which is not None]
        assert sum(cell.drawn.many for cell in shown) == counts.total()
        for cell in shown:
            labels = sorted(each for each in cell.which.labels if each)
            key = (labels[0], "") if "" in cell.which.labels else (labels[0], labels[-1])
            assert behind(followed, card, cell) == cell.drawn.many == counts[key], cell.spoken
            looked += 1
    card.same_ends.setChecked(False)
    for subject in range(1, len(card.subjects.buttons)):
        card.subjects.buttons[subject].click()
        for cell in card.matrix.cells.every():
            if cell.which is not None:
                assert behind(followed, card, cell) == cell.drawn.many, cell.spoken
                looked += 1
    assert looked > 10


@pytest.mark.parametrize(("names", "articles", "ruled"), TEAMS)
def test_every_article(drawn, names, articles, ruled):
    followed, team = drawn(names, articles, ruled)
    recount = Recount(team, names, blind=False)
    followed.page.middle.parts.buttons[2].click()
    card, few = followed.page.middle.heat, 11 if len(names) > 6 else 1
    table = card.view.table
    cells = []
    for row in range(table.rowCount()):
        whole = table.index(row, DISAGREEMENTS).data(CELL)
        assert behind(followed, card, whole) == whole.drawn
        cells += [table.index(row, column).data(CELL) for column in range(FIRST_PAIR, table.columnCount())]
    there = [cell for cell in cells if cell is not None]
    assert len(there) == recount.shared.total()
    for cell in there:
        marked = recount.marked[cell.which.article, cell.which.pair]
        agreed = recount.reasons(article_id=cell.which.article, pair=cell.which.pair)["match"]
        assert cell.drawn.f1 == (pytest.approx(2 * agreed / marked) if marked else None)
    for cell in there[::few]:
        assert behind(followed, card, cell) == cell.drawn.disagreements, cell.spoken


CHOICES = [
    Choice(),
    Choice(condition=Condition.BLIND),
    Choice(annotators=SIX[1:4]),
    Choice(labels=("CONSULT", "GPE", "ORG")),
]


@pytest.mark.parametrize("choice", CHOICES)
def test_figures_are_those_of_a_plain_recount_and_of_the_command(drawn, capsys, choice):
    followed, team = drawn(SIX, 14, 5, choice)
    report = followed.desk.agreement.report
    blind = choice.condition is Condition.BLIND
    recount = Recount(team, choice.annotators or SIX, blind=blind, labels=choice.labels)
    for name, value in (
        ("strict_f1", recount.f1(match=1)),
        ("exact_boundary_f1", recount.f1(match=1, label=1)),
        ("type_f1", recount.f1(match=1, boundary=1)),
        ("partial_f1", recount.f1(match=1, label=1, boundary=0.5, boundary_and_label=0.5)),
        ("overlap_f1", recount.f1(match=1, label=1, boundary=1, boundary_and_label=1)),
        ("soft_iou_f1", 2 * recount.overlap / recount.marked.total()),
        ("trigger_cls", 2 * recount.triggers["agreed"] / recount.triggers["all"]),
    ):
        assert report.figures[name].value == pytest.approx(value), name
    assert {row.pair: row.articles for row in report.pairs if row.articles} == recount.shared
    assert {row.label: (row.f1.value, row.units) for row in report.labels} == {
        label: (pytest.approx(2 * agreed / marked), marked) for label, (agreed, marked) in recount.by_label.items()
    }
    words = [f"--{choice.condition}", *(f"--label={label}" for label in choice.labels)]
    words += [f"--annotators={','.join(choice.annotators)}"] if choice.annotators else []
    assert cli.main(["agreement", str(followed.workspace.location), "--json", *words]) == 0
    command = json.loads(capsys.readouterr().out)
    assert command["values"]["pooled"]["strict_f1"] == pytest.approx(report.figures["strict_f1"].value)
    assert command["details"]["pooled"]["strict_f1"]["ci"] == pytest.approx(list(report.figures["strict_f1"].interval))
    for row in report.pairs:
        assert command["values"]["pairs"]["|".join(row.pair)]["n_shared_docs"] == row.articles


def test_against_the_rulings(drawn):
    followed, team = drawn(SIX, 12, 12)
    for row in followed.desk.agreement.report.rulings:
        name = next(each for each in row.pair if each != ADJUDICATED)
        own = {of: {who: work for who, work in done.items() if who in row.pair} for of, done in team.done.items()}
        both = [done for done in own.values() if len(done) == 2 and not done[name].blind]
        assert both
        agreed = sum(len(done[name].spans & done[ADJUDICATED].spans) for done in both)
        marked = sum(len(work.spans) for done in both for work in done.values())
        assert (row.articles, row.figures["strict_f1"].value) == (len(both), pytest.approx(2 * agreed / marked))
