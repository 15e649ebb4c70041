"""The lead looks at how well two analysts agree, settles where they do not, and hands on what comes of it."""

from collections import Counter
from pathlib import Path

import orjson
import pytest

from annotations.agreement.disputes import Dispute
from annotations.importers import read
from annotations.model.annotation_set import AnnotationSet, Status
from annotations.model.ids import ArticleId
from annotations.model.mention import Kind
from annotations.model.project import ADJUDICATED
from annotations.model.ruling import Ruling, Verdict
from annotations.workspace import Workspace
from desktop.sample import ANALYSTS, ANNOTATOR
from tests.journeys.desk import at_desk
from tests.journeys.quiet import without_suggesters
from tests.journeys.team_pages import TeamDesk, sample_project, write_behind

HANA, MAREK = ANALYSTS
AVENUE = "Avenue Habib Bourguiba"  # in an article in which two rulings settle everything
RULE = " An armed group is one, whatever people it speaks for."


@pytest.fixture(autouse=True)
def no_suggesters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here needs a model, whose loading takes seconds."""
    without_suggesters(monkeypatch)


def rulings(location: Path) -> list[Ruling]:
    """What was ruled by hand, oldest first."""
    with Workspace.open(location, read_only=True) as reader:
        return [each for each in reader.rulings() if each.verdict is not Verdict.UNANIMOUS]


def ruled_sets(location: Path) -> dict[ArticleId, AnnotationSet]:
    """The sets of the rulings that hold something, by article."""
    with Workspace.open(location, read_only=True) as reader:
        found = [reader.load_set(id_, ADJUDICATED) for id_ in reader.article_ids()]
    return {each.article_id: each for each in found if each.mentions}


def pairs(dispute: Dispute) -> int:
    """How many pairs of analysts have ORG against NORP at a place."""
    labels = Counter(mark.label for marks in dispute.versions.values() for mark in marks)
    return labels["ORG"] * labels["NORP"]


def test_the_lead_settles_and_hands_on(tmp_path, qtbot):
    location = sample_project(tmp_path)
    with at_desk(location, ANNOTATOR, qtbot) as desk:
        team = TeamDesk(desk)
        from_a_number_to_its_places(team)
        ten_disagreements(team)
        a_line_of_the_guideline(team)
        the_numbers_move(team)
        what_is_handed_on(team, tmp_path)
        kept = rulings(location), ruled_sets(location), team.counts()
    with at_desk(location, ANNOTATOR, qtbot) as desk:
        team = TeamDesk(desk)
        all_is_there(team, kept)


def from_a_number_to_its_places(team: TeamDesk) -> None:
    """A cell says how many, the list holds as many, and Enter goes where they are settled."""
    team.open_agreement()
    panel = team.agreement.disagreements
    assert not panel.settled.isVisible()
    assert team.figures.agreement.report.rulings == ()
    many = team.choose_cell(team.agreement.middle.confusion.matrix, ("NORP", "ORG"))
    assert team.listed() == int(panel.count.text()) == many > 1
    team.click(panel.by.buttons[1])
    team.wait(lambda: len(panel.rows.rows) == many)
    assert panel.settle_button.words == f"Settle these {many}"
    team.choose_cell(team.agreement.middle.confusion.matrix, ("NORP", "ORG"))
    team.desk.type("Return")
    team.wait_for_place()
    docket = team.adjudicate.docket
    team.wait(lambda: docket.narrowing.chip.words == "NORP against ORG")
    places = [dispute for group in team.adjudicator.work.groups for dispute in group.disputes]
    assert [row.words for row in docket.list.rows.rows] == ["Ridge Brigades", "Dawn Battalion", "Hakkar Front"]
    assert sum(row.count for row in docket.list.rows.rows) == len(places)
    assert sum(map(pairs, places)) == many
    team.click(docket.narrowing.chip)
    assert docket.list.rows.rowCount() > 3


def ten_disagreements(team: TeamDesk) -> None:
    """Eight by a digit, one by X, one by E, an arrow and Enter. The last one is taken back, and ruled again."""
    meter = team.desk.window.metering.meter
    settled, keys, metered = team.counts()[2], team.desk.keys, meter.session.gestures
    team.turn_to(AVENUE)
    team.rule("2")
    team.turn_to("called")
    team.rule("X")
    team.turn_to("Ridge Brigades")
    team.rule(*"1312111")
    team.turn_to("late on Monday")
    team.desk.type("E", "Shift+Right")
    team.rule("Return")
    assert team.desk.keys - keys == 12
    assert meter.session.gestures == metered  # nobody worked on the article that is open on the first page
    assert (settled, team.counts()[2]) == (0, 10)
    assert team.adjudicate.docket.foot.done.text() == f"10 of {sum(team.counts())} settled, 10 rulings"
    assert Counter(each.verdict for each in rulings(team.desk.location)) == {
        Verdict.TAKEN: 8,
        Verdict.NEITHER: 1,
        Verdict.EDITED: 1,
    }
    team.rule("U")
    team.wait(lambda: team.at() == "late on Monday")
    assert team.counts()[2] == 9
    team.desk.type("E", "Shift+Right")
    team.rule("Return")
    assert team.counts()[2] == 10
    last = rulings(team.desk.location)[-1]
    assert (last.verdict, [mark.label for mark in last.result]) == (Verdict.EDITED, ["TIME"])
    assert "on Monday" in text_of(team, last)


def text_of(team: TeamDesk, ruling: Ruling) -> list[str]:
    """The words that stand by a ruling."""
    with Workspace.open(team.desk.location, read_only=True) as reader:
        text = reader.article(ruling.article_id).text
    return [text[mark.start : mark.end] for mark in ruling.result]


def a_line_of_the_guideline(team: TeamDesk) -> None:
    """A ruling writes into the guideline of its label, and leaves an example there."""
    card, window = team.adjudicate.guideline, team.desk.window
    team.turn_to("Dawn Battalion")
    assert (card.heading.title.text(), card.heading.version.text()) == ("Guideline for ORG", "v2")
    team.click(card.field.viewport())
    write_behind(RULE)
    team.click(card.causes.buttons[0])
    team.click(card.add_example)
    assert card.heading.version.text() == "v2, becomes v3"
    team.desk.type("Ctrl+Return")
    team.rule("1")
    assert card.heading.version.text() == "v3"
    team.desk.type("Ctrl+1")
    row = next(row for row in team.desk.page.queue.model.rows() if row.status == Status.DONE)
    team.desk.page.open_article(row.article_id)
    team.wait(lambda: team.desk.session.article.id == row.article_id)
    team.desk.look_at("ORG", "Ridge Brigades")
    shown = window.annotate.inspector.guideline
    team.wait(lambda: shown.version.text() == "Guideline v3")
    assert shown.words.text().endswith(RULE)
    with Workspace.open(team.desk.location, read_only=True) as reader:
        assert "[Dawn Battalion]" in reader.schema.label("ORG", Kind.ENTITY).examples[-1]


def the_numbers_move(team: TeamDesk) -> None:
    """What is settled is counted, and each analyst is held against the rulings."""
    team.open_agreement()
    assert team.agreement.disagreements.settled.text() == "11 places are settled by rulings."
    report = team.figures.agreement.report
    against = {name: row.figures["strict_f1"] for row in report.rulings for name in row.pair if name != ADJUDICATED}
    # In one article nothing is open, and the lead is not among those who finished it.
    assert {name: figure.articles for name, figure in against.items()} == {HANA: 1, MAREK: 1, ANNOTATOR: 0}
    assert against[MAREK].value > against[HANA].value
    assert "Each against the rulings" in team.spoken(team.agreement.middle.pairs.each)


def what_is_handed_on(team: TeamDesk, folder: Path) -> None:
    """The set of the rulings, mention by mention, with what it came from; and the same for spaCy."""
    ruled, location = ruled_sets(team.desk.location), team.desk.location
    for format_id in ("jsonl", "spacy"):
        team.export(format_id, "Rulings", folder / format_id)
    back = {each.article.id: each.sets for each in read([folder / "jsonl"])}
    for id_, expected in ruled.items():
        (found,) = back[id_]
        assert found.annotator == ADJUDICATED
        assert set(found.mentions) == set(expected.mentions.values())
    docs = {each.article.id: each.sets for each in read([folder / "spacy"])}
    for id_, expected in ruled.items():
        (found,) = docs[id_]
        assert Counter(map(shape, found.mentions)) == Counter(map(shape, expected.mentions.values()))
    stood, lines = {each.id: each for each in rulings(location)}, (folder / "jsonl" / "articles.jsonl").read_bytes()
    provenance(stood, [orjson.loads(line) for line in lines.splitlines()])


def shape(mention) -> tuple:
    """Where a mention stands and what it is called."""
    return mention.kind, mention.label, mention.span


def provenance(stood: dict[str, Ruling], records: list[dict]) -> None:
    """Behind every mention there is a ruling, with who ruled, under which guideline, and what the analysts had."""
    told = {}
    for record in records:
        for made in record["sets"]:
            known = {ruling["id"]: ruling for ruling in made["rulings"]}
            assert all(mention["ruling"] in known for mention in made["mentions"])
            told |= known
    assert set(stood) <= set(told)
    for id_, ruling in stood.items():
        assert told[id_]["adjudicator"] == ANNOTATOR
        assert told[id_]["schema_version"] == ruling.schema_version
        assert [version["annotator"] for version in told[id_]["versions"]] == [
            each.annotator for each in ruling.versions
        ]


def all_is_there(team: TeamDesk, kept: tuple) -> None:
    """After a restart; the last ruling of before can be taken back, and made again."""
    team.desk.type("Ctrl+4")
    team.wait_for_place()
    location = team.desk.location
    assert (rulings(location), ruled_sets(location), team.counts()) == kept
    team.rule("U")
    assert team.said().startswith("Taken back: 1 ruling.")
    team.wait(lambda: team.at() == "Dawn Battalion")
    assert team.counts()[2] == kept[2][2] - 1
    team.rule("1")
    assert team.counts() == kept[2]
    assert ruled_sets(location).keys() == kept[1].keys()


def test_a_changed_source_brings_a_place_back(tmp_path, qtbot):
    shared = sample_project(tmp_path, title="Newsroom")
    with at_desk(shared, "Nadia", qtbot) as desk:
        team = TeamDesk(desk)
        team.open_adjudicate()
        team.turn_to(AVENUE)
        article_id = team.adjudicator.place.article
        team.rule("2")
        assert team.counts()[2] == 1
    with at_desk(shared, HANA, qtbot) as desk:
        desk.page.open_article(article_id)
        desk.wait(lambda: desk.session.article.id == article_id)
        desk.press("Ctrl+Shift+D")
        desk.caret_to(AVENUE)
        desk.press("Shift+Right", "Shift+Right")
        desk.click_label("LOC")
        desk.press("Ctrl+D")
        desk.saved()
    with at_desk(shared, "Nadia", qtbot) as desk:
        team = TeamDesk(desk)
        team.open_adjudicate()
        assert team.counts()[2] == 0
        team.turn_to(AVENUE)
        changed = team.adjudicate.versions.subject.changed
        assert changed.isVisible()
        assert changed.text().startswith("Ruled FAC by Nadia, ")
        assert changed.text().endswith(". Hana changed it since.")
        assert ruled_sets(shared)[article_id].status is Status.OPEN
