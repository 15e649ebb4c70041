"""Values: cases with known answers, among them all checked cases where they lie beside the checkout."""

import json
from pathlib import Path

import pytest

from annotations.agreement.figures import Resampling
from annotations.agreement.pull import pulls
from annotations.agreement.values import bias_estimates, documents_of, looks_of, values

NO_DRAWS = Resampling(draws=0)
# Printed roundings and worked illustrations, no figures of ours; gamma has its own tests.
SKIPPED = ("published", "strict_f1_pair", "token_cohen_by_negatives", "gamma")


def span(start: int, end: int, label: str) -> dict:
    return {"start": start, "end": end, "label": label}


def case(*documents: dict) -> dict:
    return {"documents": [{"id": f"d{number}", "length": 40, **each} for number, each in enumerate(documents)]}


def bias_of(value: dict) -> dict:
    return {name: each.value for pull in pulls(looks_of(value))[:1] for name, each in bias_estimates(pull).items()}


def of(value: dict) -> dict:
    found, _ = values(documents_of(value), NO_DRAWS)
    return found


def leaves(value, path=()):
    if isinstance(value, dict):
        for name, inner in value.items():
            if not any(str(step).startswith(SKIPPED) for step in (*path, name)):
                yield from leaves(inner, (*path, str(name)))
    else:
        yield path, value


def at(value, path):
    for step in path:
        value = value[step]
    return value


def test_not_done_is_not_done_and_empty():
    found = of(
        case(
            {
                "annotators": {
                    "A": [span(0, 5, "PER"), span(10, 15, "ORG")],
                    "B": [span(0, 5, "PER"), span(10, 15, "ORG")],
                }
            },
            {"annotators": {"A": [span(0, 5, "PER")]}},
            {"annotators": {"B": [span(0, 5, "ORG")], "C": [span(0, 5, "ORG")]}},
            {"annotators": {}},
        )
    )
    assert found["pairs"]["A|B"]["strict_f1"] == 1.0
    assert found["pairs"]["A|B"]["n_shared_docs"] == 1
    assert found["pairs"]["A|C"]["strict_f1"] is None
    assert found["token_cohen"] == {"A|B": 1.0, "A|C": None, "B|C": 1.0}
    assert found["mean_pairwise_strict_f1"] == 1.0
    assert found["label_kappa_matched"] == {"A|B": 1.0, "A|C": None, "B|C": None}


def test_duplicates_collapse_and_two_labels_at_one_extent_are_two_spans():
    found = of(
        case(
            {
                "annotators": {
                    "A": [span(0, 5, "PER"), span(0, 5, "PER"), span(0, 5, "ORG")],
                    "B": [span(0, 5, "PER"), span(0, 5, "GPE")],
                }
            }
        )
    )
    assert found["pairs"]["A|B"]["counts"]["match"] == 1
    assert found["confusion"]["A|B"] == {"ORG": {"GPE": 1}, "PER": {"PER": 1}}
    assert found["u_alpha_2016"] is None
    assert found["u_alpha_2016_layered"] == pytest.approx(0.4577302632)
    assert found["token_cohen"]["A|B"] == pytest.approx(0.4666666667)
    assert found["token_fleiss"] == pytest.approx(0.4482758621)


def test_nothing_marked_is_undefined_with_a_reason():
    empty = case({"annotators": {"A": [], "B": []}})
    found, details = values(documents_of(empty), NO_DRAWS)
    assert found["pairs"]["A|B"]["strict_f1"] is None
    assert found["pairs"]["A|B"]["n_both_empty_docs"] == 1
    assert found["mean_pairwise_strict_f1"] is None
    assert (details["pairs"]["A|B"]["strict_f1"]["reason"], details["token_fleiss"]["reason"]) == (
        "no_spans",
        "no_variation",
    )


def test_one_annotator_has_no_pairs():
    found, details = values(documents_of(case({"annotators": {"A": [span(0, 5, "PER")]}})), NO_DRAWS)
    assert found["pairs"] == {}
    assert (found["mean_pairwise_strict_f1"], found["u_alpha_2016"], found["token_alpha_nominal"]) == (None, None, None)
    assert details["mean_pairwise_strict_f1"]["reason"] == "one_annotator"


def test_arguments_swapped_between_two_events_of_one_type():
    def event(start: int, *fillers: tuple[int, str]) -> dict:
        arguments = [{"start": at, "end": at + 2, "role": role} for at, role in fillers]
        return {"trigger": {"start": start, "end": start + 3}, "type": "Attack", "arguments": arguments}

    found = of(
        case(
            {
                "annotators": {"A": [], "B": []},
                "events": {
                    "A": [event(0, (20, "Attacker")), event(10, (30, "Attacker"))],
                    "B": [event(0, (30, "Attacker")), event(10, (20, "Attacker"))],
                },
            }
        )
    )
    levels = found["events"]["A|B"]
    assert (levels["trigger_cls"], levels["argument_cls"], levels["argument_cls_attached"]) == (1.0, 1.0, 0.0)


def test_intervals_are_there_when_asked_for():
    one = {"annotators": {"A": [span(0, 5, "PER"), span(9, 12, "ORG")], "B": [span(0, 5, "PER")]}}
    other = {"annotators": {"A": [span(0, 5, "PER")], "B": [span(0, 5, "PER")]}}
    _, details = values(documents_of(case(*[one, other] * 4)), Resampling(draws=200))
    strict = details["pairs"]["A|B"]["strict_f1"]
    assert strict["ci"][0] < strict["value"] < strict["ci"][1]
    assert strict["probably_too_narrow"]
    _, few = values(documents_of(case(one, other)), Resampling(draws=200))
    assert few["pairs"]["A|B"]["strict_f1"]["ci_reason"] == "too_few_documents"


def test_the_pull_of_suggestions():
    suggested = [span(0, 5, "PER"), span(10, 15, "ORG"), span(20, 25, "LOC")]
    gold = [span(0, 5, "PER"), span(10, 15, "PER"), span(30, 35, "LOC")]
    document = {
        "annotators": {"A": suggested, "B": gold},
        "suggestions": suggested,
        "gold": gold,
        "conditions": {"A": "suggested", "B": "blind"},
    }
    found = bias_of(case(document))
    assert (found["f1_with_suggestion_suggested"], found["wrong_adoption_suggested"]) == (1.0, 1.0)
    assert (found["omission_suggested"], found["omission_difference"]) == (1.0, 1.0)
    assert bias_of(case({"annotators": {"A": []}})) == {}


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"documents": [{"id": "d"}]},
        case({"annotators": {"A": [span(5, 5, "X")]}}),
        case({"annotators": {"A": [{"start": 0, "end": "x", "label": "X"}]}}),
    ],
)
def test_what_is_in_another_shape_is_refused(broken):
    with pytest.raises((KeyError, TypeError, ValueError)):
        documents_of(broken)


def test_every_checked_case(shared_folder: Path):
    files = sorted((shared_folder / "vectors" / "agreement").glob("*.json"))
    assert len(files) >= 29
    for file in files:
        known = json.loads(file.read_text("utf-8"))
        found = of(known) | {"automation_bias": bias_of(known)}
        for path, expected in leaves(known["expected"]):
            value = at(found, path)
            where = f"{file.name}: {'/'.join(path)}"
            if expected is None or value is None:
                assert value == expected, where
            else:
                assert value == pytest.approx(expected, abs=known["tolerance"].get(path[0], 1e-6)), where
