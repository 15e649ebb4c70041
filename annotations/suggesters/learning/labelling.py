"""From probabilities token by token to spans: where one begins, how far it goes on, what it is called."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from annotations.suggesters.found import Found
from annotations.suggesters.learning.evidence import Evidence, TokenSpan
from annotations.suggesters.learning.features import salted
from annotations.suggesters.learning.linear import Rows

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Ints = npt.NDArray[np.integer[Any]]

# Tokens. Nothing longer is suggested.
_LONGEST = 15

# What the rules are worth before anything was learned. That what they found is right, extent and label, where they give
# no score; the part of their wrong ones where nothing begins at all; that something begins where they say nothing.
_RULE_RIGHT, _WRONG_PLACE, _RULE_MISSED = 0.65, 0.7, 0.02
# That a span goes on where theirs does, where theirs ends, and where they say nothing.
_GOES_ON, _ENDS, _UNKNOWN = 0.97, 0.03, 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """What is asked of one article, and the answers where its example gives them: token numbers, then 0 or 1."""

    begin_tokens: "Ints"
    begins: "Ints"
    on_tokens: "Ints"
    goes_on: "Ints"


def questions(evidence: Evidence) -> Questions:
    """Does a span begin here: of every token in a complete article, elsewhere of marked and rejected spans only.

    Does it go on: of the tokens after the first of each marked span, and of the one that follows it.
    """
    import numpy as np

    begins = np.full(len(evidence.rows), 0 if evidence.complete else -1, np.int8)
    goes_on = np.full(len(evidence.rows), -1, np.int8)
    for span in evidence.rejected:
        begins[span.first] = 0
    for span in evidence.marked:
        begins[span.first : span.end] = 0
        goes_on[span.first + 1 : span.end] = 1
        if span.end < len(goes_on) and span.end not in evidence.edges:
            goes_on[span.end] = 0
    for span in evidence.marked:
        begins[span.first] = 1
    asked, continued = np.flatnonzero(begins >= 0), np.flatnonzero(goes_on >= 0)
    return Questions(begin_tokens=asked, begins=begins[asked], on_tokens=continued, goes_on=goes_on[continued])


def priors(evidence: Evidence) -> "tuple[Floats, Floats]":
    """Log probabilities, as the rules have it, that no span or one begins at each token; and ends before or goes on."""
    import numpy as np

    begins = np.full(len(evidence.rows), _RULE_MISSED, np.float32)
    goes_on = np.full(len(evidence.rows) + 1, _UNKNOWN, np.float32)
    for span in evidence.rules:
        goes_on[span.end] = _ENDS
    for span in evidence.rules:
        goes_on[span.first + 1 : span.end] = _GOES_ON
    for span, found in evidence.rules.items():
        begins[span.first] = _begins(found)
    return _logs(begins), _logs(goes_on[:-1])


def _logs(probability: "Floats") -> "Floats":
    import numpy as np

    return np.log(np.stack([1 - probability, probability], axis=1))


def span_rows(evidence: Evidence, spans: Sequence[TokenSpan]) -> Rows:
    """A row for each span: its governing token's, and, told apart, those of its first and its last."""
    import numpy as np

    heads = evidence.rows.take(np.array([evidence.head(span) for span in spans], int))
    first = evidence.rows.take(np.array([span.first for span in spans], int))
    last = evidence.rows.take(np.array([span.end - 1 for span in spans], int))
    parts = [heads.ids, salted(first.ids, "first"), salted(last.ids, "last")]
    rows = np.concatenate([np.repeat(np.arange(len(part)), np.diff(part.begins)) for part in (heads, first, last)])
    order = np.argsort(rows, kind="stable")
    begins = heads.begins + first.begins + last.begins
    return Rows(begins=begins, ids=np.concatenate(parts)[order], dense=heads.dense)


def ruled_labels(evidence: Evidence, spans: Sequence[TokenSpan]) -> list[tuple[str, float]]:
    """What the rules call the word that governs each span, and how probably they are right; ("", 0) where nothing."""
    ruled = {evidence.head(span): (span.label, _called(found)) for span, found in evidence.rules.items()}
    return [ruled.get(evidence.head(span), ("", 0.0)) for span in spans]


def label_prior(said: Sequence[tuple[str, float]], labels: Sequence[str]) -> "Floats":
    """Log probabilities of each label, given what the rules say."""
    import numpy as np

    number = {label: at for at, label in enumerate(labels)}
    prior = np.full((len(said), len(labels)), 1 / len(labels), np.float32)
    for row, (label, right) in enumerate(said):
        if label in number and len(labels) > 1:
            prior[row] = (1 - right) / (len(labels) - 1)
            prior[row, number[label]] = right
    return np.log(prior)


def _begins(found: Found) -> float:
    """That something begins where the rules found this; with `_called` it gives the score, kept off 0 and 1."""
    score = _RULE_RIGHT if found.score is None else min(max(found.score, 0.05), 0.95)
    return 1 - _WRONG_PLACE * (1 - score)


def _called(found: Found) -> float:
    """That what begins there is called what the rules call it."""
    score = _RULE_RIGHT if found.score is None else min(max(found.score, 0.05), 0.95)
    return score / _begins(found)


def candidates(evidence: Evidence, begins: "Floats", goes_on: "Floats", floor: float) -> list[tuple[float, TokenSpan]]:
    """The spans at least as probable as `floor`, each with its probability, the most probable first.

    A span is as probable as that it begins, that it goes on to each next token, and that it does not beyond its last.
    """
    import numpy as np

    found = []
    edges = evidence.edges.tolist()
    goes_on = goes_on.copy()
    goes_on[[edge for edge in edges if edge < len(goes_on)]] = 0
    on = [*goes_on.tolist(), 0.0]
    for first in np.flatnonzero(begins >= floor).tolist():
        open_ = float(begins[first])
        for end in range(first + 1, min(first + _LONGEST, len(begins)) + 1):
            if open_ * (1 - on[end]) >= floor:
                found.append((open_ * (1 - on[end]), TokenSpan(first, end, "")))
            open_ *= on[end]
            if open_ < floor:
                break
    return sorted(found, key=lambda one: (-one[0], one[1].first, one[1].end))


def named(
    spans: Sequence[tuple[float, TokenSpan]],
    called: "Floats",
    said: Sequence[tuple[str, float]],
    labels: Sequence[str],
    least: float,
) -> list[tuple[float, TokenSpan]]:
    """Spans with their most probable labels and the probability of both; where two overlap, the more probable one.

    A label of the rules that was never met while learning stands, as probable as the rules have it.
    """
    scored = []
    for (probability, span), of_label, (ruled, right) in zip(spans, called, said, strict=True):
        if ruled and ruled not in labels:
            label, sure = ruled, right
        else:
            label, sure = labels[int(of_label.argmax())], float(of_label.max())
        scored.append((probability * sure, TokenSpan(span.first, span.end, label)))
    taken: set[int] = set()
    kept = []
    for score, span in sorted(scored, key=lambda one: (-one[0], one[1].first, one[1].end)):
        tokens = range(span.first, span.end)
        if score >= least and taken.isdisjoint(tokens):
            taken.update(tokens)
            kept.append((score, span))
    return kept
