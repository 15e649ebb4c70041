import pickle
from dataclasses import replace

import pytest

from annotations.model.ids import ArticleId
from annotations.model.mention import EventMention, Kind
from annotations.model.schema import Schema
from annotations.model.starters import starter
from annotations.model.wire import schema_to_json
from annotations.suggesters.base import BUILT_IN, plan_for, preload, runs, suggest_batch
from tests.annotations.suggesters.helpers import ANY_EVENT, BOTH, POLITICAL, article_text, suggest

TEXT = "Turkey attacked Syria on Friday. 😀 Iraq and Iran signed a deal in Geneva.\n\nFrance condemned the US strikes."


def without(schema: Schema, code: str) -> Schema:
    labels = tuple(replace(label, active=False) if label.code == code else label for label in schema.labels)
    return replace(schema, labels=labels)


def test_knowing_the_runs_needs_no_model(fresh_python):
    code = """
import sys
from annotations.model.starters import starter
from annotations.suggesters import base, event_rules, ranking, roles, spacy_pipeline, triggers, writing
made = base.runs(starter("political-events"), base.plan_for(["events"]))
assert [run.suggester for run in made] == ["entities", "events"]
print(sorted({"spacy", "numpy", "thinc"} & set(sys.modules)))
"""
    done = fresh_python(code)
    assert done.stderr == ""
    assert done.stdout.strip() == "[]"


def test_a_run_is_named_by_suggester_version_and_settings():
    first, again = runs(POLITICAL, plan_for(BOTH)), runs(starter("political-events"), plan_for(reversed(BOTH)))
    assert first == again
    entities, events = first
    assert "en_core_web_sm 3.8" in entities.version
    assert "lexicon" in events.version
    assert entities.id != events.id
    entities_alone, _ = runs(without(POLITICAL, "ASSAULT"), plan_for(BOTH))
    assert entities_alone.id == entities.id


@pytest.mark.parametrize("code", ["ASSAULT", "GPE"])
def test_switching_a_label_off_makes_another_run_of_events(code: str):
    assert runs(without(POLITICAL, code), plan_for(BOTH))[1].id != runs(POLITICAL, plan_for(BOTH))[1].id


def test_relabelling_the_title_of_a_label_changes_no_run():
    retitled = tuple(replace(label, title=label.title + "!", hue="grey") for label in POLITICAL.labels)
    assert runs(replace(POLITICAL, labels=retitled, version=2), plan_for(BOTH)) == runs(POLITICAL, plan_for(BOTH))


def test_events_bring_the_entities_that_fill_their_roles():
    assert runs(POLITICAL, plan_for(["events"])) == runs(POLITICAL, plan_for(BOTH))
    assert [run.suggester for run in runs(POLITICAL, plan_for(["entities"]))] == ["entities"]
    assert suggest(TEXT, ids=("events",)) == suggest(TEXT)


def test_a_schema_without_labels_of_a_kind_makes_no_run_of_it():
    assert [run.suggester for run in runs(ANY_EVENT, plan_for(BOTH))] == ["events"]
    assert runs(ANY_EVENT, plan_for(["entities"])) == ()
    assert list(suggest_batch(schema_to_json(ANY_EVENT), plan_for(["entities"]), [article_text(TEXT)])) == []


def test_an_unknown_suggester_is_refused():
    with pytest.raises(KeyError, match="nobody"):
        runs(POLITICAL, plan_for(["nobody"]))


def test_every_article_is_reported_in_order_with_every_run():
    texts = [TEXT, "", " \n\t", "1 2 3", TEXT] * 20
    articles = [replace(article_text(text), article_id=ArticleId(f"a{at}")) for at, text in enumerate(texts)]
    made = list(suggest_batch(schema_to_json(POLITICAL), plan_for(BOTH), articles))
    assert [article_id for article_id, _ in made] == [article.article_id for article in articles]
    expected = [run.id for run in runs(POLITICAL, plan_for(BOTH))]
    assert all(list(by_run) == expected for _, by_run in made)
    assert made[0][1] == made[-1][1] == dict(made)[ArticleId("a4")]
    assert all(suggestions == [] for suggestions in made[1][1].values())


def test_suggestions_are_the_same_every_time_and_cross_a_process_border():
    first = suggest(TEXT)
    assert first == suggest(TEXT)
    assert pickle.loads(pickle.dumps(first)) == first


def test_a_suggestion_is_a_mention_of_its_own_id_in_reading_order_once():
    made = suggest(TEXT)
    assert all(suggestion.id == suggestion.mention.id for suggestion in made)
    assert all(suggestion.score is None or 0 <= suggestion.score <= 1 for suggestion in made)
    said = [(suggestion.mention.kind, suggestion.mention.span, suggestion.mention.label) for suggestion in made]
    assert len(set(said)) == len(said) >= 10
    for kind in Kind:
        starts = [suggestion.mention.span.start for suggestion in made if suggestion.mention.kind is kind]
        assert starts == sorted(starts)


def test_arguments_point_at_suggestions_of_the_same_article():
    made = suggest(TEXT)
    ids = {suggestion.mention.id for suggestion in made}
    targets = [
        argument.target
        for suggestion in made
        if isinstance(suggestion.mention, EventMention)
        for argument in suggestion.mention.arguments
    ]
    assert len(targets) >= 6
    assert set(targets) <= ids


@pytest.mark.parametrize("code", ["ASSAULT", "GPE", "AGREE", "DATE"])
def test_only_active_labels_are_suggested(code: str):
    assert code in {suggestion.mention.label for suggestion in suggest(TEXT)}
    left = suggest(TEXT, without(POLITICAL, code))
    assert left
    assert code not in {suggestion.mention.label for suggestion in left}


def test_a_long_article_is_worked_through():
    text = "\n".join([TEXT] * 60) + " " + "Turkey attacked Syria. " * 900
    made = suggest(text)
    last = max(suggestion.mention.span.end for suggestion in made)
    assert last > len(text) - 20
    assert len(made) > 60 * 10 + 900 * 3 - 50


def test_preloading_warms_what_is_asked_for():
    preload(["entities"])
    assert suggest("Turkey attacked Syria.", ids=("entities",))


def test_the_table_of_built_ins_is_closed_under_needs():
    for id_, spec in BUILT_IN.items():
        assert spec.id == id_
        assert set(spec.needs) <= set(BUILT_IN)


def test_real_articles_get_hundreds_of_suggestions_with_roles(shared_folder):
    texts = [path.read_text("utf-8") for path in sorted((shared_folder / "articles").glob("*.txt"))]
    made = [suggestion for text in texts for suggestion in suggest(text)]
    events = [suggestion.mention for suggestion in made if isinstance(suggestion.mention, EventMention)]
    assert len(events) >= 200
    assert len(made) - len(events) >= 400
    assert sum(len(event.arguments) for event in events) >= 150
