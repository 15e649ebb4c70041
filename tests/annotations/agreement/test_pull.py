import json
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from annotations.agreement.pull import Look, Pull, pulls


def look(blind: bool, marked: str, suggested: str, gold: str | None = None, *, annotator="Ann", seconds=()) -> Look:
    return Look(
        annotator=annotator,
        blind=blind,
        marked=frozenset(marked),
        suggested=frozenset(suggested),
        gold=None if gold is None else frozenset(gold),
        seconds=seconds,
    )


def of(looks: list[Look]) -> Pull:
    return pulls(looks)[0]


def test_the_hand_computed_case(shared_folder: Path):
    case = json.loads((shared_folder / "vectors" / "agreement" / "50_automation_bias.json").read_text("utf-8"))

    def spans(given):
        return frozenset((each["start"], each["end"], each["label"]) for each in given)

    looks = [
        Look(
            annotator=name,
            blind=document["conditions"][name] == "blind",
            marked=spans(marked),
            suggested=spans(document["suggestions"]),
            gold=spans(document["gold"]),
        )
        for document in case["documents"]
        for name, marked in document["annotators"].items()
    ]
    everyone = of(looks)
    assert everyone.annotator == ""
    for name, expected in case["expected"]["automation_bias"].items():
        measure, _, condition = name.rpartition("_")
        assert getattr(getattr(everyone, measure), condition).value == pytest.approx(expected, abs=1e-6), name


def test_conditions_are_never_pooled():
    pull = of([look(False, "ab", "ab"), look(True, "cd", "ab")])
    assert pull.f1_with_suggestion.suggested.value == 1.0
    assert pull.f1_with_suggestion.blind.value == 0.0
    assert pull.f1_with_suggestion.difference.value == 1.0


def test_without_rulings_nobody_can_say_what_was_wrong():
    pull = of([look(False, "ab", "ab"), look(True, "cd", "ab")])
    assert pull.wrong_adoption.difference.value is None
    assert pull.wrong_adoption.difference.reason == "no_rulings"


def test_without_blind_articles_there_is_no_difference():
    pull = of([look(False, "ab", "ab")])
    assert pull.f1_with_suggestion.suggested.value == 1.0
    assert pull.f1_with_suggestion.blind.reason == pull.f1_with_suggestion.difference.reason == "no_articles"


def test_one_article_has_no_interval_and_two_alike_have_one_of_no_width():
    assert of([look(False, "ab", "abc")]).f1_with_suggestion.suggested.interval is None
    twice = of([look(False, "ab", "abc")] * 2).f1_with_suggestion.suggested
    assert twice.interval == (twice.value, twice.value)


def test_accepted_unchanged_and_seconds():
    pull = of([look(False, "ab", "abcd", seconds=(1.0, 3.0, 8.0)), look(True, "ab", "abcd", seconds=(4.0,))])
    assert pull.accepted_unchanged.value == 0.5
    assert (pull.median_seconds.suggested.value, pull.median_seconds.difference.value) == (3.0, -1.0)


def test_several_annotators_are_reported_together_and_one_by_one():
    looks = [look(False, "a", "a"), look(True, "b", "a", annotator="Ben")]
    assert [pull.annotator for pull in pulls(looks)] == ["", "Ann", "Ben"]


_LOOKS = st.lists(
    st.builds(look, st.booleans(), st.text("abc", max_size=3), st.text("abc", max_size=3), st.none() | st.text("abc")),
    max_size=5,
)


@settings(max_examples=25, phases=[Phase.generate])
@given(_LOOKS)
def test_a_share_is_a_share_or_says_why_not(looks: list[Look]):
    for pull in pulls(looks):
        for contrast in (pull.f1_with_suggestion, pull.wrong_adoption, pull.omission):
            for estimate in (contrast.suggested, contrast.blind):
                assert (estimate.value is None) == bool(estimate.reason)
                assert estimate.value is None or 0 <= estimate.value <= 1
