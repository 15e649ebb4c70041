"""Coverage: what counts, what does not, and that the two are all there is."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.agreement.choice import Choice, Condition
from annotations.agreement.coverage import coverage, coverage_of_documents, likely_condition
from annotations.model.annotation_set import Status
from annotations.model.ids import ArticleId
from annotations.model.project import ADJUDICATED, SetFacts
from tests.annotations.agreement.drawn import document

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


def facts(article: str, annotator: str, status: Status = Status.DONE, *, version: int = 1, blind: bool = False):
    return SetFacts(
        article_id=ArticleId(article),
        annotator=annotator,
        status=status,
        schema_version=version,
        blind=blind,
        started_at=NOON,
    )


WORK = [
    *(facts("1", "ana"), facts("1", "ben", version=2), facts("1", ADJUDICATED)),
    *(facts("2", "ana"), facts("2", ADJUDICATED)),
    *(facts("3", "ana", Status.OPEN), facts("4", "ana", blind=True), facts("4", "ben", blind=True)),
]


def test_what_counts_and_what_does_not():
    found = coverage(WORK, 5, Choice())
    assert (found.by_two, found.by_one, found.otherwise, found.in_progress, found.not_begun) == (1, 1, 1, 1, 1)
    assert found.annotators == {"ana": 2, "ben": 1}
    assert found.versions == {1: 1, 2: 1}
    assert found.conditions == {Condition.BLIND: 1, Condition.SUGGESTED: 1}


def test_the_choice_limits_it_but_still_says_what_else_there_is():
    found = coverage(WORK, 5, Choice(annotators=("ana",), schema_versions=(1,)))
    assert (found.by_two, found.by_one) == (0, 2)
    assert found.annotators == {"ana": 2}
    assert coverage(WORK, 5, Choice(annotators=("ana", ADJUDICATED))).by_two == 2


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (WORK, Condition.SUGGESTED),
        (WORK[-2:], Condition.BLIND),
        ([], Condition.SUGGESTED),
    ],
)
def test_the_condition_that_is_likely_meant(work, expected):
    assert likely_condition(work, Choice()) is expected


ONE = st.builds(
    facts,
    st.sampled_from("123"),
    st.sampled_from(["ana", "ben", ADJUDICATED]),
    st.sampled_from(list(Status)),
    version=st.integers(1, 2),
    blind=st.booleans(),
)


@given(st.lists(ONE, max_size=8, unique_by=lambda each: (each.article_id, each.annotator)), st.sampled_from(Condition))
def test_it_adds_up_to_all_articles(work, condition):
    found = coverage(work, 4, Choice(condition=condition))
    parts = (found.by_two, found.by_one, found.otherwise, found.in_progress, found.not_begun)
    assert sum(parts) == 4
    assert min(parts) >= 0
    assert found.by_two == found.conditions[condition]


def test_of_documents_without_a_project():
    found = coverage_of_documents([document(9, A=[], B=[]), document(9, A=[]), document(9)])
    assert (found.articles, found.by_two, found.by_one, found.not_begun) == (3, 1, 1, 1)
    assert found.annotators == {"A": 2, "B": 1}
