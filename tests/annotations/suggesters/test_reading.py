from dataclasses import replace

from annotations.model.mention import Kind
from annotations.model.schema import Schema
from annotations.suggesters import spacy_pipeline
from annotations.suggesters.learning.material import Subject
from annotations.suggesters.plan import Plan
from annotations.suggesters.reading import sought_labels
from tests.annotations.suggesters.helpers import POLITICAL, article_text, suggest

WAR = "Prices rose after the Israel-Lebanon war."


def with_names(*codes: str) -> Schema:
    """The political schema with these labels for names and no others; those it lacks are the project's own."""
    names = {label.code: label for label in POLITICAL.active(Kind.ENTITY)}
    chosen = [names.get(code) or replace(names["PERSON"], code=code) for code in codes]
    return replace(POLITICAL, labels=(*chosen, *POLITICAL.active(Kind.EVENT)))


def names_suggested(schema: Schema) -> list[tuple[str, str]]:
    made = suggest(article_text(WAR), schema, ("entities",))
    return [(each.mention.span.of(WAR), each.mention.label) for each in made]


def names_learned_from(schema: Schema) -> list[tuple[str, str]]:
    (reading,) = Subject(kind=Kind.ENTITY, schema=schema, plan=Plan()).readings([article_text(WAR)])
    return [(name.extent.of(WAR), name.label) for found in reading.names for name in found]


def test_a_name_with_a_label_that_is_not_on_offer_hides_none_that_is():
    assert names_suggested(with_names("GPE", "EVENT")) == [("Israel-Lebanon war", "EVENT")]
    assert names_suggested(with_names("GPE")) == [("Israel", "GPE"), ("Lebanon", "GPE")]


def test_what_is_learned_from_is_what_is_suggested():
    assert names_learned_from(with_names("GPE")) == [("Israel", "GPE"), ("Lebanon", "GPE")]


def test_a_label_of_the_projects_own_is_learned_from_names_of_any_label():
    nlp = spacy_pipeline.load(with_syntax=False)
    assert sought_labels(nlp, with_names("GPE", "LEADER")) is None
    assert names_learned_from(with_names("GPE", "LEADER")) == [("Israel-Lebanon war", "EVENT")]


def test_the_labels_sought_are_the_same_with_and_without_syntax():
    for with_syntax in (False, True):
        assert sought_labels(spacy_pipeline.load(with_syntax=with_syntax), with_names("GPE", "ORG")) == {"GPE", "ORG"}
