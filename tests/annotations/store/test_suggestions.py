"""What is on offer is what each suggester said last; what somebody decided on is never lost."""

from dataclasses import replace

from annotations.editing.edits import AcceptSuggestions, MarkDone, RejectSuggestions
from annotations.model.fate import Fated
from annotations.model.ids import RunId
from annotations.model.project_settings import Pipeline, ProjectSettings
from annotations.model.suggestion import SuggestionRun
from tests.factories import RUN, article, edited, entity, event, span, suggestion

TEXT = article("Ana met Ben in Paris.")
OTHER = article("Nobody came.")
ANA, BEN = entity("PERSON", span(TEXT, "Ana")), entity("PERSON", span(TEXT, "Ben"))
PARIS = entity("GPE", span(TEXT, "Paris"))
NEXT_RUN = SuggestionRun(id=RunId("run-2"), suggester=RUN.suggester, version="2", settings="{}")
LAST_RUN = SuggestionRun(id=RunId("run-3"), suggester=RUN.suggester, version="3")
EVENTS_RUN = SuggestionRun(id=RunId("events-1"), suggester="events", version="1")


def test_saved_suggestions_come_back_in_reading_order(workspace, record):
    workspace.add([record(TEXT)])
    ana = suggestion(ANA, score=0.25, explanation="a first name")
    met = suggestion(event("CONSULT", span(TEXT, "met"), ("ACTOR", ana.mention)), run=EVENTS_RUN)
    workspace.save_suggestions(RUN, {TEXT.id: [suggestion(PARIS), ana]})
    workspace.save_suggestions(EVENTS_RUN, {TEXT.id: [met]})
    assert workspace.suggestions(TEXT.id) == [ana, met, suggestion(PARIS)]
    assert workspace.check() == []


def test_saving_again_changes_nothing(workspace, record):
    workspace.add([record(TEXT)])
    for _ in range(2):
        workspace.save_suggestions(RUN, {TEXT.id: [suggestion(ANA), suggestion(BEN)]})
    assert workspace.suggestions(TEXT.id) == [suggestion(ANA), suggestion(BEN)]
    assert workspace.queue("ana")[0].suggestions == 2


def test_a_newer_run_replaces_what_is_pending_and_keeps_what_is_decided(workspace, record):
    workspace.add([record(TEXT)])
    old = [suggestion(ANA), suggestion(BEN)]
    workspace.save_suggestions(RUN, {TEXT.id: old})
    step, after = edited(workspace.load_set(TEXT.id, "ana"), RejectSuggestions((old[0],)), TEXT)
    workspace.append(step, after)
    new = suggestion(PARIS, run=NEXT_RUN)
    workspace.save_suggestions(NEXT_RUN, {TEXT.id: [new]})
    assert workspace.suggestions(TEXT.id) == [new]
    assert workspace.load_set(TEXT.id, "ana") == after
    (row,) = workspace.queue("ana")
    assert (row.suggestions, row.undecided) == (1, 1)
    workspace.save_suggestions(RUN, {TEXT.id: [suggestion(BEN)]})
    assert workspace.suggestions(TEXT.id) == old, "the decided one was kept for its run"
    (row,) = workspace.queue("ana")
    assert (row.suggestions, row.undecided) == (2, 1)
    assert workspace.check() == []


def test_a_decision_holds_when_a_newer_run_says_it_again(workspace, record):
    workspace.add([record(TEXT)])
    old = [suggestion(ANA, score=0.5), suggestion(BEN, score=0.5)]
    workspace.save_suggestions(RUN, {TEXT.id: old})
    step, after = edited(workspace.load_set(TEXT.id, "ana"), RejectSuggestions((old[0],)), TEXT)
    workspace.append(step, after)
    new = [suggestion(each, run=NEXT_RUN, score=0.75) for each in (ANA, BEN, PARIS)]
    workspace.save_suggestions(NEXT_RUN, {TEXT.id: new})
    assert workspace.suggestions(TEXT.id) == new, "ben still sees what ana rejected, as the newer run says it"
    assert list(after.decisions) == [new[0].id]
    undecided = {name: workspace.queue(name)[0].undecided for name in ("ana", "ben")}
    assert undecided == {"ana": 2, "ben": 3}
    workspace.save_suggestions(LAST_RUN, {TEXT.id: [suggestion(BEN, run=LAST_RUN)]})
    assert workspace.queue("ana")[0].undecided == 1
    workspace.save_suggestions(RUN, {TEXT.id: []})
    assert workspace.suggestions(TEXT.id) == old[:1], "the decided one was kept, as the first run said it"
    assert workspace.queue("ana")[0].undecided == 0
    assert workspace.check() == []


def test_what_a_pipeline_said_goes_with_it_unless_it_was_decided_on(workspace, record):
    texts = [TEXT, OTHER]
    workspace.add([record(text) for text in texts])
    mine = Pipeline(name="mine", location="/ships", sha256="0")
    workspace.set_settings(ProjectSettings(pipelines=(mine, replace(mine, name="other"))))
    run = SuggestionRun(id=RunId("mine-1"), suggester="pipeline:mine", version="1")
    other = SuggestionRun(id=RunId("other-1"), suggester="pipeline:other", version="1")
    said = [suggestion(each, run=run) for each in (ANA, BEN, PARIS)]
    workspace.save_suggestions(run, {TEXT.id: said, OTHER.id: []})
    again = suggestion(PARIS, run=other)
    workspace.save_suggestions(other, {TEXT.id: [again]})
    workspace.append(*edited(workspace.load_set(TEXT.id, "ana"), AcceptSuggestions((said[0],)), TEXT))
    decided = workspace.load_set(TEXT.id, "ana")
    assert workspace.suggestions(TEXT.id) == said

    workspace.set_settings(ProjectSettings(pipelines=(replace(mine, name="other"),)))
    assert workspace.suggestions(TEXT.id, with_hidden=True) == workspace.suggestions(TEXT.id) == [again]
    assert [(row.suggestions, row.undecided, row.prepared) for row in workspace.queue("ana")] == [
        (1, 1, True),
        (0, 0, False),
    ]
    assert workspace.load_set(TEXT.id, "ana") == decided
    assert [(fate.surface, fate.run, fate.fated) for fate in workspace.fates()] == [("Ana", run.id, Fated.ACCEPTED)]
    assert workspace.check() == []


def test_only_articles_never_looked_at_are_asked_for(workspace, record):
    texts = [article(f"Text number {number}.") for number in range(4)]
    ids = [text.id for text in texts]
    workspace.add([record(text) for text in texts])
    workspace.save_suggestions(RUN, dict.fromkeys(ids[:3], ()))
    workspace.save_suggestions(EVENTS_RUN, {ids[0]: []})
    newest = (NEXT_RUN.id, RunId("events-2"))
    assert workspace.unprepared(newest, 10, ids[1]) == [*ids[1:], ids[0]]
    assert workspace.unprepared(newest, 10, ids[1], never_by=("entities",)) == [ids[3]]
    assert workspace.unprepared(newest, 10, ids[1], never_by=("entities", "events")) == ids[1:]
    assert workspace.unprepared((RUN.id,), 10, never_by=("events",)) == [ids[3]], "what lacks no run is not asked for"


def test_a_new_suggester_does_not_look_at_what_is_finished_unless_nobody_ever_did(workspace, record):
    texts = [article(f"Text number {number}.") for number in range(3)]
    workspace.add([record(text) for text in texts])
    ids = [text.id for text in texts]
    workspace.save_suggestions(RUN, {id_: [] for id_ in ids[:2]})
    for text in texts[1:]:
        workspace.append(*edited(workspace.load_set(text.id, "ana"), MarkDone(), text))
    both = (RUN.id, EVENTS_RUN.id)
    assert workspace.unprepared(both, 10, never_by=("entities", "events"), spare_finished=True) == [ids[0], ids[2]]
    assert workspace.unprepared(both, 10) == ids, "who asks for all of them gets all"


def test_the_other_suggester_is_left_alone(workspace, record):
    workspace.add([record(TEXT)])
    met = suggestion(event("CONSULT", span(TEXT, "met")), run=EVENTS_RUN)
    workspace.save_suggestions(EVENTS_RUN, {TEXT.id: [met]})
    workspace.save_suggestions(RUN, {TEXT.id: []})
    assert workspace.suggestions(TEXT.id) == [met]


def test_unprepared_articles_are_asked_for_until_every_run_has_looked(workspace, record):
    texts = [article(f"Text number {number}.") for number in range(4)]
    workspace.add([record(text) for text in texts])
    runs = (RUN.id, EVENTS_RUN.id)
    ids = [text.id for text in texts]
    assert workspace.unprepared(runs, 10) == ids
    assert workspace.unprepared(runs, 3, ids[2]) == [ids[2], ids[3], ids[0]]
    assert workspace.unprepared(runs, 1, ids[2]) == [ids[2]]
    workspace.save_suggestions(RUN, {id_: [] for id_ in ids[:2]})
    workspace.save_suggestions(EVENTS_RUN, {ids[1]: []})
    assert workspace.unprepared(runs, 10) == [ids[0], ids[2], ids[3]]
    assert workspace.unprepared((RUN.id,), 10) == ids[2:]
    assert workspace.unprepared((NEXT_RUN.id,), 10) == ids
    assert workspace.unprepared((), 10) == []
    assert [row.prepared for row in workspace.queue("ana")] == [True, True, False, False]


def test_the_same_suggestion_for_two_articles_is_two(workspace, record):
    one, two = article("Ana came."), article("Ana left.")
    workspace.add([record(one), record(two)])
    ana = suggestion(entity("PERSON", span(one, "Ana")))
    workspace.save_suggestions(RUN, {one.id: [ana], two.id: [ana]})
    workspace.append(*edited(workspace.load_set(one.id, "ana"), AcceptSuggestions((ana,)), one))
    workspace.save_suggestions(NEXT_RUN, {one.id: [], two.id: []})
    workspace.save_suggestions(RUN, {one.id: [], two.id: []})
    assert workspace.suggestions(one.id) == [ana]
    assert workspace.suggestions(two.id) == []
    assert workspace.check() == []
