"""Changes: applied only to what they started from, and the same after a trip through JSON."""

import json
from dataclasses import replace

import pytest
from hypothesis import given

from annotations.editing.change import (
    Change,
    ClusterPair,
    DecisionPair,
    MentionPair,
    StatusPair,
    change_from_json,
    change_text,
    composed,
    with_change,
)
from annotations.model.annotation_set import Decision, Status
from annotations.model.cluster import Cluster
from annotations.model.ids import ClusterId, SuggestionId
from annotations.model.mention import Outcome
from tests.annotations.editing.test_decide import ANN, ARTICLE, FULL
from tests.annotations.strategies import changes
from tests.factories import annotation_set

GONE = MentionPair(ANN.id, ANN, None)
DECIDED = DecisionPair(SuggestionId("g1"), None, Decision(Outcome.REJECTED))
NAMED = ClusterPair(ClusterId("c1"), None, Cluster(id=ClusterId("c1"), name="Ann"))
OPENED = StatusPair(Status.NEW, Status.OPEN)


@given(changes())
def test_round_trip(change: Change):
    text = change_text(change)
    assert change_from_json(json.loads(text)) == change
    assert text == json.dumps(json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@given(changes())
def test_the_inverse_of_the_inverse(change: Change):
    assert change.inverted().inverted() == change


def test_pairs_by_what_they_are_about():
    change = Change((OPENED, GONE, DECIDED, NAMED))
    assert change.mentions() == [GONE]
    assert change.decisions() == [DECIDED]
    assert change.clusters() == [NAMED]
    assert change.status() == OPENED
    assert Change((GONE,)).status() is None


@pytest.mark.parametrize("pair", [GONE, DecisionPair(SuggestionId("g1"), Decision(Outcome.REJECTED), None), OPENED])
def test_a_change_fits_only_the_set_it_started_from(pair):
    other = annotation_set(ARTICLE, status=Status.DONE)
    with pytest.raises(ValueError, match="not"):
        with_change(other, Change((pair,)))


def test_a_composed_change_has_the_first_before_and_the_last_after():
    renamed = replace(ANN, note="new")
    reopened = StatusPair(Status.OPEN, Status.NEW)
    first = Change((OPENED, MentionPair(ANN.id, ANN, renamed), NAMED))
    second = Change((MentionPair(ANN.id, renamed, None), DECIDED, reopened))
    assert composed((first, second)) == Change((GONE, NAMED, DECIDED))
    assert composed((first, first.inverted())) == Change(())


@given(changes(), changes())
def test_composing_and_inverting(first: Change, second: Change):
    one, other = composed((first,)), composed((second,))
    back = composed((other.inverted(), one.inverted()))
    assert {repr(pair) for pair in back.pairs} == {repr(pair) for pair in composed((one, other)).inverted().pairs}


def test_a_change_leaves_the_old_set_as_it_was():
    changed = with_change(FULL, Change((GONE, DECIDED)))
    assert ANN.id in FULL.mentions
    assert ANN.id not in changed.mentions
    assert not FULL.decisions
    with pytest.raises(TypeError):
        changed.mentions[ANN.id] = ANN  # type: ignore[index]


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"pairs": [{}]},
        {"pairs": [{"status": None, "before": "new", "after": "gone"}]},
        {"pairs": [{"suggestion": "g1", "before": None, "after": {"outcome": "maybe", "mention": None}}]},
        {"pairs": [{"cluster": "c1", "before": None, "after": {"id": "c1", "name": 5}}]},
        {"pairs": [{"mention": "m1", "before": None, "after": {"id": "m1"}}]},
    ],
    ids=str,
)
def test_what_is_no_change_is_refused(value):
    with pytest.raises((KeyError, TypeError, ValueError)):
        change_from_json(value)
