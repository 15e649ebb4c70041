"""Counts stacked over documents say what adding them up one by one says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.agreement import spans
from annotations.agreement.documents import pairs
from annotations.agreement.parts import parts
from annotations.agreement.spans import COLUMNS, SpanCounts, total
from annotations.agreement.stacked import Stacked
from tests.annotations.agreement.drawn import ANNOTATORS, LABELS, corpora

BOTH = pairs(ANNOTATORS)


@given(corpora(), st.lists(st.sampled_from((*BOTH, ("A", "Z"))), unique=True))
def test_sums_are_those_of_one_by_one(documents, some):
    by_pair = [parts(each).spans for each in documents]
    stacked = Stacked(by_pair, len(COLUMNS))
    whole = total(each[pair] for each in by_pair for pair in some if pair in each)
    rows = stacked.rows(some)
    assert len(rows) == sum(any(pair in each for pair in some) for each in by_pair)
    assert rows.sum(axis=0) == pytest.approx(whole.row)
    assert stacked.documents(some) == whole.documents
    for label in (*LABELS, "never"):
        assert stacked.label_rows(label, some).sum(axis=0).tolist() == [*whole.labels.get(label, (0, 0, 0))]
        assert len(stacked.label_rows(label, some)) == len(rows)


def test_of_no_documents_there_are_no_rows():
    stacked = Stacked([], len(COLUMNS))
    assert stacked.rows(BOTH).shape == (0, len(COLUMNS))
    assert stacked.documents(BOTH) == 0
    assert stacked.label_rows("X", BOTH).shape == (0, 3)


def test_a_document_counts_where_one_of_the_pairs_finished_it():
    counts = SpanCounts(row=tuple(map(float, range(len(COLUMNS)))), labels={"X": (1, 2, 3)}, documents=1)
    stacked = Stacked([{BOTH[0]: counts}, {BOTH[0]: counts, BOTH[1]: counts}, {}], len(COLUMNS))
    assert stacked.rows(BOTH)[:, spans.COLUMNS.index("nB")].tolist() == [1.0, 2.0]
    assert stacked.label_rows("X", BOTH[:1]).tolist() == [[1, 2, 3], [1, 2, 3]]
    assert (stacked.documents(BOTH), stacked.documents(BOTH[1:])) == (3, 1)
