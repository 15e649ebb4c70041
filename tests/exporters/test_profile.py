from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import exporters
from annotations.model.project import ADJUDICATED, EVERYBODY, MAJORITY, SUGGESTIONS, UNION
from exporters.profile import Profile, check, describe, from_json, to_json
from exporters.split import Wanted
from exporters.truth import Truth

PLAIN = Profile(format_id="conll", truth=Truth(source="Hana"))
FULL = Profile(
    name="Coarse",
    format_id="conll",
    options={"ents": "priority", "separator": "tab"},
    truth=Truth(
        source=MAJORITY,
        annotators=("Hana", "Layla", "Omar"),
        finished_only=True,
        furniture=True,
        labels=("PERSON", "TITLE"),
        renamed=(("TITLE", "PERSON"),),
    ),
    split=Wanted(shares=(80, 10, 10), seed=7, by_source=True),
)
NAMES = st.text(min_size=1).filter(str.strip)


def names(**more: Any) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(NAMES, max_size=3, **more).map(tuple)


PROFILES = st.builds(
    Profile,
    format_id=st.just("conll"),
    options=st.dictionaries(st.just("ents"), st.sampled_from(("longest", "shortest", "priority"))),
    truth=st.builds(
        Truth,
        source=st.sampled_from((MAJORITY, UNION)),
        annotators=names(),
        finished_only=st.booleans(),
        furniture=st.booleans(),
        labels=names(),
        renamed=st.dictionaries(NAMES, NAMES, max_size=3).map(lambda pairs: tuple(pairs.items())),
    ),
    split=st.none() | st.builds(Wanted, seed=st.integers(), by_source=st.booleans()),
    name=st.text(),
)


@given(PROFILES)
def test_what_is_kept_comes_back(profile: Profile):
    assert from_json(to_json(profile)) == profile
    assert "\n" not in describe(replace(profile, truth=replace(profile.truth, annotators=(), labels=(), renamed=())))


def test_what_is_not_named_has_its_default():
    assert from_json({"format": "conll", "truth": {"source": "Hana"}}) == PLAIN


def with_truth(**more: Any) -> dict[str, Any]:
    return {"format": "conll", "truth": {"source": "Hana", **more}}


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ([], r"a profile is an object, not \[\]"),
        ({}, "no such format: "),
        ({"format": 3}, "“format” of a profile cannot be 3"),
        ({"format": "pickle", "truth": {"source": "Hana"}}, "no such format: pickle"),
        ({**with_truth(), "shape": "long"}, "a profile has no “shape”"),
        ({**with_truth(), "options": {"ents": "widest"}}, "no such option: ents=widest"),
        ({**with_truth(), "options": {"ents": 3}}, "“options” of a profile cannot be 3"),
        ({**with_truth(), "options": ["ents"]}, r"“options” of a profile cannot be \['ents'\]"),
        ({**with_truth(), "split": {"shares": [80, 30, 0]}}, "the shares of a split add up to 100"),
        ({"format": "conll"}, "a profile names whose annotations are written"),
        ({"format": "conll", "truth": "Hana"}, "the truth of a profile is an object, not 'Hana'"),
        (with_truth(finished="yes"), "the truth of a profile has no “finished”"),
        (with_truth(finished_only="yes"), "“finished_only” of a profile cannot be 'yes'"),
        (with_truth(labels="PERSON"), "“labels” of a profile cannot be 'PERSON'"),
        (with_truth(renamed=[["A"]]), "“renamed” has pairs, of a label and its new name"),
        (with_truth(renamed=[["A", "B"], ["A", "C"]]), "A gets two names"),
        (with_truth(renamed=[["A", " "]]), "a label needs a name"),
        (with_truth(annotators=["Omar"]), "annotators are named for a majority or a union, not for “Hana”"),
        (with_truth(source=EVERYBODY), "has room for one set of annotations in each article: choose whose"),
    ],
)
def test_anything_else_is_refused_in_one_sentence(value: object, sentence: str):
    with pytest.raises(ValueError, match=sentence) as refused:
        from_json(value)
    assert "\n" not in str(refused.value)


def test_all_sets_go_where_there_is_room_for_them():
    profile = Profile(format_id="jsonl", truth=Truth(source=EVERYBODY))
    assert check(profile) is exporters.find("jsonl")
    assert describe(profile) == "Spandesk JSONL, all sets side by side"


@pytest.mark.parametrize(
    ("profile", "words"),
    [
        (PLAIN, "CoNLL 2003 columns (entities), Hana's decisions"),
        (
            replace(PLAIN, truth=Truth(source="Hana", finished_only=True), split=Wanted()),
            "CoNLL 2003 columns (entities), Hana's decisions, finished articles, train 80 dev 20",
        ),
        (
            FULL,
            "CoNLL 2003 columns (entities), what more than half of Hana, Layla and Omar have, with page furniture, "
            "only PERSON and TITLE, TITLE as PERSON, ents priority, separator tab, "
            "train 80 dev 10 test 10, sources kept together, seed 7",
        ),
        (
            Profile(
                format_id="jsonl",
                truth=Truth(source=UNION, finished_only=True),
                split=Wanted(dev_from="2024-01-01", test_from="2024-02-01"),
            ),
            "Spandesk JSONL, what any of all analysts has, dev from 2024-01-01, test from 2024-02-01",
        ),
        (
            Profile(format_id="jsonl", truth=Truth(source=SUGGESTIONS, finished_only=True)),
            "Spandesk JSONL, suggestions",
        ),
        (Profile(format_id="jsonl", truth=Truth(source=ADJUDICATED)), "Spandesk JSONL, rulings"),
        (
            Profile(format_id="jsonl", truth=Truth(source="Hana"), split=Wanted(dev_from="2024-01-01")),
            "Spandesk JSONL, Hana's decisions, dev from 2024-01-01",
        ),
        (replace(PLAIN, options={"ents": "longest"}), "CoNLL 2003 columns (entities), Hana's decisions"),
    ],
)
def test_a_profile_on_one_line(profile: Profile, words: str):
    assert describe(profile) == words
