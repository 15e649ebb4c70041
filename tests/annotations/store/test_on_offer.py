"""What is shown follows from the thresholds and from who else says the same; the counters always follow."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from annotations.editing.edits import AcceptSuggestions, RejectSuggestions
from annotations.importers.base import ImportedArticle
from annotations.model.ids import RunId
from annotations.model.project_settings import ProjectSettings
from annotations.model.suggestion import SuggestionRun
from annotations.workspace import Workspace
from tests.factories import RUN, article, edited, entity, event, small_schema, span, suggestion

TEXT = article("Ana met Ben in Paris.")
EVENTS_RUN = SuggestionRun(id=RunId("events-1"), suggester="events", version="1")
OTHER_RUN = SuggestionRun(id=RunId("other-1"), suggester="another", version="1")
LAST_ONE = SuggestionRun(id=RunId("zoo-1"), suggester="zoo", version="1")
NEXT_RUN = replace(RUN, id=RunId("run-2"), version="2")
ANA, BEN = entity("PERSON", span(TEXT, "Ana")), entity("PERSON", span(TEXT, "Ben"))
PARIS = entity("GPE", span(TEXT, "Paris"))


def thresholds(**least: float) -> ProjectSettings:
    return ProjectSettings(thresholds=tuple(least.items()))


@pytest.fixture
def project(workspace, record):
    workspace.add([record(TEXT)])
    return workspace


def counted(workspace: Workspace, annotator: str = "ana") -> tuple[int, int]:
    (row,) = workspace.queue(annotator)
    assert workspace.check() == []
    return row.suggestions, row.undecided


def test_a_score_below_the_threshold_of_its_label_is_hidden(project):
    low, high, unscored = suggestion(ANA, score=0.4), suggestion(BEN, score=0.5), suggestion(PARIS)
    project.save_suggestions(RUN, {TEXT.id: [low, high, unscored]})
    project.set_settings(thresholds(PERSON=0.5, GPE=0.9))
    assert project.suggestions(TEXT.id) == [high, unscored]
    assert project.suggestions(TEXT.id, with_hidden=True) == [low, high, unscored]
    assert counted(project) == (2, 2)
    project.save_suggestions(NEXT_RUN, {TEXT.id: [replace(low, run=NEXT_RUN)]})
    assert project.suggestions(TEXT.id) == [], "the thresholds hold for what is saved later"
    project.set_settings(ProjectSettings())
    assert project.suggestions(TEXT.id) == [replace(low, run=NEXT_RUN)]
    assert counted(project) == (1, 1)


def test_a_hidden_decision_counts_for_nothing_until_it_is_shown_again(project):
    low, high = suggestion(ANA, score=0.4), suggestion(BEN, score=0.6)
    project.save_suggestions(RUN, {TEXT.id: [low, high]})
    project.append(*edited(project.load_set(TEXT.id, "ana"), RejectSuggestions((low,)), TEXT))
    assert counted(project) == (2, 1)
    project.set_settings(thresholds(PERSON=0.5))
    assert counted(project) == (1, 1)
    project.set_settings(thresholds(PERSON=0.1))
    assert counted(project) == (2, 1)


def test_of_those_that_say_the_same_the_first_suggester_is_shown(project):
    theirs = [suggestion(ANA, run=OTHER_RUN), suggestion(BEN, run=OTHER_RUN)]
    last = [suggestion(each, run=LAST_ONE) for each in (BEN, PARIS)]
    project.save_suggestions(LAST_ONE, {TEXT.id: last})
    project.save_suggestions(OTHER_RUN, {TEXT.id: theirs})
    assert project.suggestions(TEXT.id) == [*theirs, last[1]]
    ours = suggestion(ANA, score=0.3)
    project.save_suggestions(RUN, {TEXT.id: [ours]})
    assert project.suggestions(TEXT.id) == [ours, theirs[1], last[1]]
    assert len(project.suggestions(TEXT.id, with_hidden=True)) == 5
    project.set_settings(thresholds(PERSON=0.5))
    assert project.suggestions(TEXT.id) == [*theirs, last[1]], "what is hidden hides nothing"
    project.set_settings(ProjectSettings())
    project.save_suggestions(RUN, {TEXT.id: []})
    assert project.suggestions(TEXT.id) == [*theirs, last[1]]
    assert counted(project) == (3, 3)


def test_a_role_filled_by_what_is_hidden_is_filled_by_what_says_the_same(project):
    ana, paris = suggestion(ANA, run=OTHER_RUN), suggestion(PARIS, run=OTHER_RUN)
    met = suggestion(
        event("CONSULT", span(TEXT, "met"), ("ACTOR", ana.mention), ("PLACE", paris.mention)), run=OTHER_RUN
    )
    project.save_suggestions(OTHER_RUN, {TEXT.id: [ana, met, paris]})
    ours = suggestion(ANA)
    project.save_suggestions(RUN, {TEXT.id: [ours]})
    first, second, third = project.suggestions(TEXT.id)
    assert (first, third) == (ours, paris)
    assert [each.target for each in second.mention.arguments] == [ours.mention.id, paris.mention.id]
    step, after = edited(project.load_set(TEXT.id, "ana"), AcceptSuggestions((first, second, third)), TEXT)
    project.append(step, after)
    (made,) = after.events()
    assert [after.mentions[each.target].label for each in made.arguments if each.role == "ACTOR"] == ["PERSON"]


def test_other_settings_change_nothing_that_is_shown(project):
    project.save_suggestions(RUN, {TEXT.id: [suggestion(ANA, score=0.1)]})
    project.set_settings(ProjectSettings(refit_every=9))
    assert counted(project) == (1, 1)


CLAIMS = [ANA, BEN, PARIS]
RUNS = [EVENTS_RUN, RUN, OTHER_RUN, LAST_ONE]
ORDER = ["entities", "events", "another", "zoo"]
scores = st.none() | st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0])
said = st.dictionaries(st.tuples(st.sampled_from(RUNS), st.sampled_from(CLAIMS)), scores, max_size=8)
limits = st.dictionaries(st.sampled_from(["PERSON", "GPE"]), st.sampled_from([0.25, 0.5, 0.75]))


@settings(max_examples=25, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=said, least=limits, before=st.booleans())
def test_shown_is_what_reaches_its_threshold_and_is_said_first(tmp_path, said, least, before):
    with Workspace.create(tmp_path / f"{len(list(tmp_path.iterdir()))}.spandesk", small_schema()) as workspace:
        workspace.add([ImportedArticle(article=TEXT)])
        if before:
            workspace.set_settings(thresholds(**least))
        for run in RUNS:
            own = [suggestion(claim, run=run, score=score) for (by, claim), score in said.items() if by is run]
            workspace.save_suggestions(run, {TEXT.id: own})
        workspace.set_settings(thresholds(**least))
        good = [
            (by.suggester, claim.span)
            for (by, claim), score in said.items()
            if score is None or score >= least.get(claim.label, 0)
        ]
        wanted = {where: min((by for by, at in good if at == where), key=ORDER.index) for _, where in good}
        shown = workspace.suggestions(TEXT.id)
        assert {each.mention.span: each.run.suggester for each in shown} == wanted
        assert len(shown) == len(wanted) == counted(workspace)[0]
