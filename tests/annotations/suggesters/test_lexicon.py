import json
from collections import Counter
from importlib.resources import files

import pytest

from annotations.model.mention import Kind
from annotations.suggesters.trigger_words import lexicon
from tests.annotations.suggesters.helpers import POLITICAL, frames

SOURCE = json.loads(files("annotations.suggesters").joinpath("lexicon", "political-events.json").read_text("utf-8"))
TYPES = SOURCE["types"]
EXAMPLES = [(code, example) for code, words in TYPES.items() for example in words["examples"]]
COUNTER_EXAMPLES = [(code, example) for code, words in TYPES.items() for example in words["counter_examples"]]


def test_every_type_of_the_starter_schema_has_words():
    assert set(TYPES) == {label.code for label in POLITICAL.active(Kind.EVENT)}


@pytest.mark.parametrize("code", TYPES)
def test_every_type_has_verbs_phrases_nouns_and_examples_of_both_kinds(code: str):
    words = TYPES[code]
    assert len(words["verbs"]) >= 5
    assert len(words["nouns"]) >= 5
    assert words["phrases"]
    assert words["examples"]
    assert words["counter_examples"]
    assert words["about"].endswith(".")


@pytest.mark.parametrize("code", TYPES)
def test_the_words_of_a_condition_belong_to_an_entry(code: str):
    words = TYPES[code]
    entries = [entry for kind in ("verbs", "phrases", "nouns", "adjectives") for entry in words[kind]]
    known = {*entries, *(entry.split()[0] for entry in entries), *(entry.split()[-1] for entry in entries)}
    assert set(words["unless"]) <= known


def test_no_entry_is_claimed_by_two_types():
    for kind in ("verbs", "phrases", "nouns", "adjectives"):
        claims = Counter(entry for words in TYPES.values() for entry in words[kind])
        assert [entry for entry, times in claims.items() if times > 1] == []


@pytest.mark.parametrize(("code", "example"), EXAMPLES, ids=lambda value: value if isinstance(value, str) else "")
def test_the_trigger_of_an_example_is_found(code: str, example: dict[str, str]):
    assert f"{example['trigger']} {code}" in frames(example["text"])


@pytest.mark.parametrize(
    ("code", "example"), COUNTER_EXAMPLES, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_counter_example_is_not_taken(code: str, example: dict[str, str]):
    assert example["word"] in example["text"]
    assert f"{example['word']} {code}" not in frames(example["text"])


def test_longer_entries_are_tried_first():
    for entries in (*lexicon().verbs.values(), *lexicon().nouns.values()):
        lengths = [len(entry.groups) for entry in entries]
        assert lengths == sorted(lengths, reverse=True)


def test_every_list_of_context_says_what_it_is_for():
    for group in SOURCE["context"].values():
        assert group["about"].endswith(".")
        assert group["words"] == sorted(set(group["words"]))


def test_scores_are_probabilities_of_known_types():
    scores = json.loads(files("annotations.suggesters").joinpath("lexicon", "trigger-scores.json").read_text("utf-8"))
    assert set(scores["types"]) == {*TYPES, "EVENT"}
    assert all(0 < score < 1 for of_type in scores["types"].values() for score in of_type.values())
    assert 0 < scores["default"] < 1


def test_the_licence_stands_beside_what_was_taken_from_wordnet():
    notice = files("annotations.suggesters").joinpath("lexicon", "WORDNET-NOTICE.txt").read_text("utf-8")
    assert "WordNet 3.0 Copyright 2006 by Princeton University" in notice
    assert {"earthquake", "kidnapping"} <= lexicon().any_nouns
