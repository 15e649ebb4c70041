from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from annotations.suggesters import spacy_pipeline
from annotations.suggesters.quick_ruler import QuickRuler
from tests.annotations.suggesters.helpers import article_text

if TYPE_CHECKING:
    from spacy.tokens import Doc

SENTENCES = [
    "There is no doubt that they've been striking since Monday, but it isn't over.",
    "I'm gonna stay; let's go, you ain't seen nothin' yet.  That's what I gotta tell you, y'all!",
    "He did what he had to do because she would not have him be late.",
    "What the\tministers  will not say\u00a0is whether the talks to end it have failed.",
]

WORDS = ["there", "is", "gon", "na", "got", "ta", "let", "'s", "i", "it", "that", "Not", "do", "town", "\n", "y", "all"]
TAGS = ["EX", "VBZ", "VB", "VBP", "TO", "PRP", "POS", "IN", "WDT", "DT", "RB", "NN", "NNP", "_SP", "MD", ""]
PLACES = ["expl", "ROOT", "aux", "dobj", "det", "advmod", "nsubj", "ccomp", "dep", ""]
TOKENS = st.tuples(st.sampled_from(WORDS), st.sampled_from(TAGS), st.sampled_from(PLACES))


def written(words: list[tuple[str, str, str]]) -> "Doc":
    from spacy.tokens import Doc

    texts, tags, places = (list(column) for column in zip(*words, strict=True))
    vocab = spacy_pipeline.load(with_syntax=True).vocab
    return Doc(vocab, words=texts, tags=tags, deps=places, heads=[0] * len(words))


def read(doc: "Doc") -> list[tuple[str, ...]]:
    return [(word.text, word.tag_, word.pos_, str(word.morph), word.lemma_, word.dep_) for word in doc]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_text_is_read_as_the_whole_pipeline_reads_it(sentence: str):
    nlp = spacy_pipeline.load(with_syntax=True)
    ((_, stretches),) = spacy_pipeline.read(nlp, [article_text(sentence)])
    ((_, doc),) = stretches
    assert read(doc) == read(nlp(sentence))
    assert doc.ents == tuple(doc.char_span(ent.start_char, ent.end_char, ent.label_) for ent in nlp(sentence).ents)


@settings(phases=[Phase.generate], deadline=None)
@given(words=st.lists(TOKENS, min_size=1, max_size=12))
def test_the_rules_that_match_are_those_of_the_ruler(words: list[tuple[str, str, str]]):
    ruler = spacy_pipeline.load(with_syntax=True).get_pipe("attribute_ruler")
    doc = written(words)
    assert QuickRuler(ruler).match(doc) == ruler.match(doc)


RULES: list[dict[str, Any]] = [
    {"patterns": [[{"LOWER": "let"}, {"LOWER": "'s"}]], "attrs": {"POS": "PRON"}, "index": 1},
    {"patterns": [[{"TAG": "POS"}], [{"TAG": "VBZ"}]], "attrs": {"POS": "PART"}, "index": 0},
    {"patterns": [[{"LOWER": {"REGEX": "^t"}, "TAG": "NN"}]], "attrs": {"POS": "NOUN"}, "index": 0},
    {"patterns": [[{"TAG": {"NOT_IN": ["POS", "VBZ"]}, "DEP": {"IN": ["dobj"]}}]], "attrs": {"POS": "X"}, "index": 0},
    {"patterns": [[{"TAG": "NN"}]], "attrs": {"LEMMA": "thing"}, "index": -1},
]


def test_the_later_rule_has_the_last_word_however_it_is_matched():
    from spacy.pipeline import AttributeRuler

    ruler = AttributeRuler(spacy_pipeline.load(with_syntax=True).vocab)
    ruler.add_patterns(RULES)
    words = [("let", "VB", "ROOT"), ("'s", "POS", "dobj"), ("town", "NN", "dobj"), ("Town", "NN", "nsubj")]
    by_quick, by_ruler = QuickRuler(ruler)(written(words)), ruler(written(words))
    assert read(by_quick) == read(by_ruler)
    assert [(word.pos_, word.lemma_) for word in by_quick] == [
        ("", ""),
        ("PART", ""),
        ("X", "thing"),
        ("NOUN", "thing"),
    ]
