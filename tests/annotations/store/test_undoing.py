"""An import is taken back as one step, but for what somebody worked on since; importing again brings it back."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select, text

from annotations.editing.change import Change, DecisionPair, StatusPair, with_change
from annotations.editing.edits import AddEntity, DeleteMention
from annotations.errors import BadInput, StaleSet, StoreUnavailable
from annotations.importers.additions import extended
from annotations.importers.mapping import Additions, LabelName
from annotations.model.annotation_set import Decision, Status
from annotations.model.ids import MentionId
from annotations.model.mention import Kind, Outcome
from annotations.model.project import Kept, Rejected
from annotations.model.split import TRAINING, Part
from annotations.model.suggestion import SuggestionRun
from annotations.store.import_batches import LAST_NUMBER
from annotations.store.tables import article_part, import_batch, imported_article, metadata
from annotations.workspace import Workspace
from tests.annotations.store.ruled import DEFER, TAKE_BEN, case_of, fill, settled
from tests.factories import RUN, annotation_set, article, edited, entity, entry, event, small_schema, span, suggestion

TEXT = article("Militias struck a base in Erbil.", title="Strike")
OTHER = article("The envoy left Erbil on Monday.", title="Envoy")
MILITIAS = entity("ORG", span(TEXT, "Militias"), cluster="c1")
ERBIL = entity("GPE", span(TEXT, "Erbil"))
STRUCK = event("ASSAULT", span(TEXT, "struck"), ("ACTOR", MILITIAS), ("PLACE", ERBIL))
LEFT = entity("GPE", span(OTHER, "Erbil"))
OTHERS = SuggestionRun(id="r-others", suggester="others", version="1")
GUESS = suggestion(ERBIL, run=OTHERS)

# What an undo leaves of an import: names of people and of runs, which are of no article; and its number.
STAYS = ("annotator", "suggestion_run", "alembic_version")


def rows(workspace: Workspace) -> dict[str, list[tuple[Any, ...]]]:
    """All that is stored, by table."""
    tables = metadata.sorted_tables
    with workspace._database.read() as connection:
        return {
            table.name: sorted(
                (tuple(row) for row in connection.execute(select(table)) if LAST_NUMBER not in row), key=repr
            )
            for table in tables
            if table.name not in STAYS
        }


def marked(of, *mentions, annotator="ana", **more):
    return annotation_set(of, *mentions, annotator=annotator, **more)


def full(record):
    """An article with all that an import can bring of it."""
    offered = suggestion(MILITIAS, score=0.5)
    decisions = {offered.id: Decision(Outcome.ACCEPTED, MILITIAS.id)}
    made = marked(TEXT, MILITIAS, ERBIL, STRUCK, status=Status.DONE, decisions=decisions)
    return record(TEXT, made, marked(TEXT, ERBIL, annotator="ben"), suggestions=(offered,))


def work(workspace: Workspace, of=TEXT, annotator: str = "ana") -> None:
    """The annotator marks one more name."""
    before = workspace.load_set(of.id, annotator)
    free = next(token for token in of.tokens if all(each.span != token for each in before.mentions.values()))
    step, after = edited(before, AddEntity(id=MentionId(f"new-{annotator}"), span=free, label="ORG"), of)
    workspace.append(step, after)


def undo(workspace: Workspace):
    return workspace.undo_import(workspace.imports()[0].id)


def test_what_an_import_brought_goes_with_all_its_rows(workspace, record):
    workspace.add([record(OTHER, marked(OTHER, LEFT))])
    before = rows(workspace)
    report = workspace.add([full(record)])
    workspace.save_order([(TEXT.id, "first"), (OTHER.id, "second")])
    workspace.clear_order()
    workspace.save_order([(TEXT.id, "first")])
    with workspace._database.write() as connection:
        row = {"split": TRAINING, "article_id": TEXT.id, "part": Part.TRAIN.value, "pinned": False}
        connection.execute(article_part.insert(), row)
    undone = workspace.undo_import(report.batch_id)
    assert (undone.articles, undone.sets, undone.kept) == (1, 2, ())
    assert rows(workspace) == before
    assert workspace.check() == []


def test_the_same_files_again_bring_the_same_back(workspace, record):
    workspace.add([record(OTHER)])
    records = [full(record), record(OTHER, marked(OTHER, LEFT))]
    workspace.add(records)
    before = list(workspace.annotated(None, with_suggestions=True))
    undo(workspace)
    assert len(list(workspace.annotated(None))) == 1
    again = workspace.add(records)
    assert (again.articles, again.duplicates, again.sets, again.rejected) == (1, 1, 3, ())
    assert list(workspace.annotated(None, with_suggestions=True)) == before
    assert workspace.check() == []


def test_what_was_taken_back_is_not_found(workspace, record):
    workspace.add([record(OTHER)])
    workspace.add([record(TEXT)])
    assert [row.article_id for row in workspace.queue("ana", search="militias")] == [TEXT.id]
    undo(workspace)
    assert workspace.queue("ana", search="militias") == []
    assert [row.article_id for row in workspace.queue("ana", search="erbil")] == [OTHER.id]


def test_the_index_of_a_file_is_whole_afterwards(file_workspace, record):
    file_workspace.add([record(OTHER)])
    file_workspace.add([record(TEXT)])
    undo(file_workspace)
    with file_workspace._database.write() as connection:
        check = "INSERT INTO article_search(article_search, rank) VALUES ('integrity-check', 1)"
        connection.execute(text(check))
        found = "SELECT count(*) FROM article_search WHERE article_search MATCH :word"
        assert connection.execute(text(found), {"word": "militias"}).scalar_one() == 0
        assert connection.execute(text(found), {"word": "envoy"}).scalar_one() == 1


def test_imports_are_listed_with_what_they_brought(workspace, record):
    assert workspace.imports() == []
    first = workspace.add([replace(record(TEXT), file="/news/a.jsonl"), replace(record(OTHER), file="b.jsonl")])
    second = workspace.add([replace(record(TEXT, marked(TEXT, ERBIL)), file="/news/c.jsonl")])
    newest, oldest = workspace.imports()
    assert (newest.id, newest.number, newest.files) == (second.batch_id, 2, ("c.jsonl",))
    assert (newest.articles, newest.sets) == (0, 1)
    assert (oldest.id, oldest.number, oldest.files) == (first.batch_id, 1, ("a.jsonl", "b.jsonl"))
    assert (oldest.articles, oldest.sets) == (2, 0)
    assert newest.at > oldest.at
    assert newest.at.utcoffset() is not None


def test_the_number_of_an_import_that_was_taken_back_is_not_given_again(workspace, record):
    texts = [article(f"Rain fell in Basra on day {number}.") for number in range(4)]
    for each in texts[:3]:
        workspace.add([record(each)])
    undo(workspace)
    undo(workspace)
    workspace.add([record(texts[3])])
    assert [each.number for each in workspace.imports()] == [4, 1]
    assert workspace.check() == []


def test_only_the_first_files_are_named(workspace, record):
    many = [replace(record(article(f"Text {number}.")), file=f"{number}.txt") for number in range(25)]
    workspace.add(many)
    assert workspace.imports()[0].files == tuple(f"{number}.txt" for number in range(20))


def test_an_import_that_brought_nothing_is_none(workspace, record):
    workspace.add([record(TEXT)])
    assert workspace.add([record(TEXT), Rejected("a", 2, "no text")]).batch_id == ""
    assert len(workspace.imports()) == 1


def test_an_import_that_failed_or_is_unknown_cannot_be_undone(workspace, record):
    def records():
        yield record(TEXT)
        raise BadInput("a", 2, "broken")

    with pytest.raises(BadInput):
        workspace.add(records())
    assert workspace.imports() == []
    with pytest.raises(KeyError, match="no-such"):
        workspace.undo_import("no-such")


def test_an_import_is_undone_once(workspace, record):
    batch = workspace.add([record(TEXT)]).batch_id
    workspace.undo_import(batch)
    with pytest.raises(KeyError):
        workspace.undo_import(batch)
    assert workspace.imports() == []
    with workspace._database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(imported_article)) == 0
        assert connection.scalar(select(func.count()).select_from(import_batch)) == 0


# -- what stays -------------------------------------------------------------------------------------------------------


def test_an_article_with_a_set_that_was_changed_stays_with_all_its_sets(workspace, record):
    workspace.add([full(record), record(OTHER)])
    work(workspace, annotator="ben")
    before = list(workspace.annotated(None, with_suggestions=True))[:1]
    undone = undo(workspace)
    assert (undone.articles, undone.sets) == (1, 0)
    assert undone.kept == (Kept("Strike", "changed since by ben"),)
    assert list(workspace.annotated(None, with_suggestions=True)) == before
    assert workspace.check() == []


def test_a_change_that_was_undone_is_work(workspace, record):
    workspace.add([record(TEXT, marked(TEXT, ERBIL))])
    work(workspace)
    now = workspace.load_set(TEXT.id, "ana")
    step, after = edited(now, DeleteMention(MentionId("new-ana")), TEXT)
    workspace.append(step, after)
    assert undo(workspace).kept == (Kept("Strike", "changed since by ana"),)


def test_an_article_that_somebody_annotated_stays(workspace, record):
    workspace.add([record(TEXT), record(OTHER)])
    work(workspace, annotator="hana")
    undone = undo(workspace)
    assert (undone.articles, undone.kept) == (1, (Kept("Strike", "annotated since by hana"),))
    assert workspace.article_ids() == [TEXT.id]
    assert workspace.imports() == []


def test_an_article_that_a_later_import_annotated_stays_until_that_is_undone(workspace, record):
    first = workspace.add([record(TEXT)])
    records = [record(TEXT, marked(TEXT, ERBIL, annotator="ben"))]
    second = workspace.add(records)
    assert workspace.undo_import(second.batch_id).sets == 1
    assert workspace.set_summaries() == []
    workspace.add(records)
    undone = workspace.undo_import(first.batch_id)
    assert undone.kept == (Kept("Strike", "a later import brought annotations of ben"),)
    assert undo(workspace).sets == 1
    assert workspace.article_ids() == [TEXT.id], "that import brought a set, and not the article"
    assert workspace.check() == []


def test_a_set_added_to_an_article_stays_if_it_was_changed(workspace, record):
    workspace.add([record(TEXT), record(OTHER)])
    added = [record(TEXT, marked(TEXT, ERBIL)), record(OTHER, marked(OTHER, LEFT), marked(OTHER, annotator="x"))]
    workspace.add(added)
    work(workspace)
    undone = undo(workspace)
    assert (undone.articles, undone.sets) == (0, 1)
    assert undone.kept == (Kept("Strike", "changed since by ana"),)
    assert len(workspace.load_set(TEXT.id, "ana").mentions) == 2
    assert workspace.load_set(OTHER.id, "ana").seq == 0
    assert workspace.check() == []


def test_work_of_others_does_not_keep_a_set(workspace, record):
    workspace.add([record(TEXT)])
    workspace.add([record(TEXT, marked(TEXT, ERBIL))])
    work(workspace, annotator="hana")
    undone = undo(workspace)
    assert (undone.sets, undone.kept) == (1, ())
    assert [each.annotator for each in workspace.set_summaries()] == ["hana"]


def test_what_was_ruled_on_stays(workspace, record):
    fill(workspace, record)
    workspace.rule([settled(case_of(workspace, 1), DEFER)])
    oldest_first = workspace.imports()[::-1]
    undone = [workspace.undo_import(batch.id) for batch in oldest_first]
    assert [each.articles for each in undone] == [1, 0, 1, 1]
    assert [each.kept for each in undone] == [(), (Kept("Week 1", "there are rulings in it"),), (), ()]
    assert len(workspace.rulings()) == 1
    assert workspace.check() == []


def test_a_set_added_to_an_article_stays_if_it_was_ruled_on(workspace, record):
    fill(workspace, record)
    of = case_of(workspace).article
    paris = entity("ORG", span(of, "Paris"))
    workspace.add([record(of, marked(of, paris, annotator="caro", status=Status.DONE))])
    workspace.rule([settled(case_of(workspace), DEFER)])
    assert undo(workspace).kept == (Kept("Week 0", "there are rulings in it"),)
    assert workspace.check() == []


@pytest.mark.parametrize("begun", [False, True])
def test_whoever_marks_in_an_article_that_is_gone_is_told(workspace, record, begun: bool):
    workspace.add([record(TEXT, marked(TEXT, ERBIL))] if begun else [record(TEXT)])
    now = workspace.load_set(TEXT.id, "ana")
    undo(workspace)
    with pytest.raises(StaleSet) as refused:
        workspace.append(*edited(now, AddEntity(id=MentionId("m1"), span=MILITIAS.span, label="ORG"), TEXT))
    assert (refused.value.set_id, refused.value.found) == (now.id, 0)
    assert workspace.check() == []


def test_whoever_rules_in_an_article_that_is_gone_is_told(workspace, record):
    fill(workspace, record)
    outcome = settled(case_of(workspace, 2), TAKE_BEN)
    workspace.undo_import(workspace.imports()[1].id)
    with pytest.raises(StaleSet):
        workspace.rule([outcome])
    assert workspace.rulings() == []


def test_work_of_machines_for_an_article_that_is_gone_is_passed_over(workspace, record):
    workspace.add([record(OTHER)])
    workspace.add([record(TEXT)])
    undo(workspace)
    offered = suggestion(LEFT, run=OTHERS)
    workspace.save_suggestions(OTHERS, {TEXT.id: [GUESS], OTHER.id: [offered]})
    workspace.save_order([(TEXT.id, "first"), (OTHER.id, "second")])
    assert workspace.suggestions(OTHER.id) == [offered]
    assert [row.reason for row in workspace.queue("ana")] == ["second"]
    assert workspace.check() == []


# -- suggestions ------------------------------------------------------------------------------------------------------


def suggestions_added(workspace: Workspace, record) -> None:
    workspace.add([record(TEXT, suggestions=(suggestion(MILITIAS),))])
    workspace.add([record(TEXT, suggestions=(GUESS,))])


def reject(workspace: Workspace) -> None:
    now = workspace.load_set(TEXT.id, "ana")
    change = Change((StatusPair(Status.NEW, Status.OPEN), DecisionPair(GUESS.id, None, Decision(Outcome.REJECTED))))
    workspace.append(entry(now, change, name="reject"), with_change(now, change))


def test_suggestions_for_an_article_that_was_there_go(workspace, record):
    workspace.add([record(TEXT, suggestions=(suggestion(MILITIAS),))])
    before = rows(workspace)
    workspace.add([record(TEXT, suggestions=(GUESS,))])
    assert len(workspace.suggestions(TEXT.id)) == 2
    undone = undo(workspace)
    assert (undone.articles, undone.sets, undone.kept) == (0, 0, ())
    assert rows(workspace) == before
    assert workspace.check() == []


def test_suggestions_that_somebody_decided_on_stay(workspace, record):
    suggestions_added(workspace, record)
    reject(workspace)
    undone = undo(workspace)
    assert undone.kept == (Kept("Strike", "suggestions that it brought were decided on since"),)
    assert len(workspace.suggestions(TEXT.id)) == 2
    assert workspace.check() == []


def test_suggestions_that_lay_before_somebody_who_finished_stay(workspace, record):
    workspace.add([record(TEXT)])
    workspace.add([record(TEXT, suggestions=(GUESS,))])
    finished = marked(TEXT, MILITIAS, annotator="ben", status=Status.DONE)
    workspace.add([record(TEXT, finished)])
    with_suggestions = workspace.imports()[1]
    assert workspace.undo_import(with_suggestions.id).kept
    assert workspace.suggestions(TEXT.id) == [GUESS]


def test_suggestions_that_a_newer_run_replaced_are_no_business_of_the_import(workspace, record):
    suggestions_added(workspace, record)
    newer = replace(OTHERS, id="r-newer", version="2")
    workspace.save_suggestions(newer, {TEXT.id: [suggestion(MILITIAS, run=newer)]})
    undo(workspace)
    assert [each.run.id for each in workspace.suggestions(TEXT.id, with_hidden=True)] == [RUN.id, newer.id]
    assert workspace.check() == []


# -- the whole --------------------------------------------------------------------------------------------------------


def test_labels_that_came_with_an_import_stay(workspace, record):
    schema = extended(workspace.schema, Additions((LabelName(Kind.ENTITY, "BASE"),)))
    base = entity("BASE", span(TEXT, "base"))
    report = workspace.add([record(TEXT, marked(TEXT, base))], schema=schema)
    assert (report.sets, report.rejected) == (1, ())
    assert workspace.schema == replace(schema, version=2)
    workspace.undo_import(report.batch_id)
    assert workspace.schema.label("BASE", Kind.ENTITY) is not None
    assert workspace.check() == []


def test_labels_come_with_their_import_or_not_at_all(workspace, record):
    schema = extended(workspace.schema, Additions((LabelName(Kind.ENTITY, "BASE"),)))

    def records():
        yield record(TEXT)
        raise BadInput("a", 2, "broken")

    with pytest.raises(BadInput):
        workspace.add(records(), schema=schema)
    assert workspace.schema == small_schema()
    assert workspace.add([record(TEXT)], schema=schema).articles == 1


def test_many_articles_are_taken_back_in_portions(workspace, record):
    texts = [article(f"Text {number}.") for number in range(1_203)]
    workspace.add([record(article("Here."), marked(article("Here."), entity("ORG", span("Here.", "Here"))))])
    before = rows(workspace)
    workspace.add([record(each, marked(each, entity("ORG", span(each, "Text")))) for each in texts])
    undone = undo(workspace)
    assert (undone.articles, undone.sets) == (1_203, 1_203)
    assert rows(workspace) == before


def test_nothing_is_taken_back_through_a_project_opened_read_only(file_workspace, file_location, record):
    batch = file_workspace.add([record(TEXT)]).batch_id
    with Workspace.open(file_location, read_only=True) as reading, pytest.raises(StoreUnavailable):
        reading.undo_import(batch)
    assert file_workspace.article_ids() == [TEXT.id]


def test_known_texts(workspace, record):
    workspace.add([record(TEXT)])
    assert workspace.known_texts([TEXT.sha256, OTHER.sha256]) == {TEXT.sha256}
    assert workspace.known_texts([]) == set()
