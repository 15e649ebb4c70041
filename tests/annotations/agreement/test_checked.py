"""Files in the shape of the checked cases: what is read from them, and what is said beside the figures."""

import pytest

from annotations.agreement import checked
from annotations.agreement.figures import Resampling
from annotations.agreement.gamma import gamma
from annotations.agreement.parts import parts
from annotations.agreement.pull import pulls

MARK = {"start": 0, "end": 5, "label": "PER"}
TWICE = {"documents": [{"id": "d", "length": 9, "text": "Ana Berg!", "annotators": {"A": [MARK, MARK], "B": [MARK]}}]}


def test_what_comes_twice_counts_once_and_is_told():
    given = checked.read(TWICE)
    assert given.warnings == ({"warning": "duplicates", "document": "d", "annotator": "A", **MARK, "times": 2},)
    assert given.texts == {"d": "Ana Berg!"}
    assert (given.gamma, given.looks) == (None, ())


def test_how_it_was_computed_is_told():
    given = checked.read(TWICE)
    found = checked.of_parts(list(map(parts, given.documents)), ("A", "B"), Resampling(draws=50, seed=3, method="BCa"))
    assert found.details["method"] == {
        "definitions": checked.DEFINITIONS,
        "interval": "BCa",
        "level": 0.95,
        "draws": 50,
        "seed": 3,
    }
    assert found.details["n_docs"] == {"all": 1, "done_by_two_or_more": 1, "done_by_one": 0, "done_by_nobody": 0}
    assert found.details["pairs"]["A|B"]["strict_f1"]["ci_reason"] == "too_few_documents"


def test_gamma_as_a_file_wants_it():
    given = checked.read({**TWICE, "parameters": {"alpha": 3, "sampler": "shuffle", "precision": 0.1}})
    assert given.gamma is not None
    assert (given.gamma.dissimilarity.alpha, given.gamma.sampler, given.gamma.precision) == (3.0, "shuffle", 0.1)
    found = checked.Checked()
    checked.put_gamma(found, gamma(given.documents, ("A", "B"), given.gamma), given.gamma)
    assert (found.values["gamma"], found.values["gamma_best_alignment_disorder"]) == (1.0, 0.0)
    assert found.details["gamma"]["seed"] == given.gamma.seed
    assert found.values["gamma_cat"] is None
    assert found.details["gamma_cat"]["reason"] == "no_variation"


def test_the_pull_where_there_are_conditions():
    document = {**TWICE["documents"][0], "suggestions": [MARK], "conditions": {"A": "suggested", "B": "blind"}}
    found = checked.Checked()
    checked.put_pulls(found, pulls(checked.read({"documents": [document]}).looks))
    assert found.values["automation_bias"]["f1_with_suggestion_difference"] == 0.0
    assert found.values["automation_bias"]["omission_blind"] is None
    assert found.details["automation_bias"]["omission_blind"]["reason"] == "no_rulings"
    assert found.details["automation_bias_by_annotator"]["B"]["f1_with_suggestion_blind"]["value"] == 1.0
    checked.put_pulls(nothing := checked.Checked(), [])
    assert nothing == checked.Checked()


@pytest.mark.parametrize(
    "value",
    [
        [],
        {},
        {"documents": [{"id": "d"}]},
        {"documents": [{"id": "d", "length": 9, "annotators": {"A": [{"start": 5, "end": 5, "label": "X"}]}}]},
        {"documents": [{"id": "d", "length": 9, "annotators": {"A": 3}}]},
        {**TWICE, "parameters": {"sampler": "dice"}},
    ],
)
def test_other_shapes_are_refused(value):
    with pytest.raises((AttributeError, KeyError, TypeError, ValueError)):
        checked.read(value)
