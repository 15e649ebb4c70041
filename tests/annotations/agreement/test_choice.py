"""What a choice takes of a project: whose work, compared with what, and where suggestions can be told from none."""

from datetime import UTC, datetime

import pytest

from annotations.agreement.choice import Choice, Condition, taken
from annotations.agreement.documents import Finished
from annotations.model.annotation_set import Status
from annotations.model.mark import Mark
from annotations.model.project import ADJUDICATED, AnnotatedArticle, SetFacts, again_name
from tests.factories import annotation_set, article, entity, span

AT = datetime(2024, 5, 6, tzinfo=UTC)
TEXT = article("Ana met Ben in Paris.", id="1")
ANA = again_name("ana")


def facts(annotator, article_id="1", *, status=Status.DONE, version=1, blind=False):
    return SetFacts(
        article_id=article_id,
        annotator=annotator,
        status=status,
        schema_version=version,
        blind=blind,
        started_at=AT,
        done_at=AT if status is Status.DONE else None,
    )


def annotated(*annotators, names=("Ana",)):
    sets = (
        annotation_set(
            TEXT, *(entity("PERSON", span(TEXT, name)) for name in names), annotator=each, status=Status.DONE
        )
        for each in annotators
    )
    return AnnotatedArticle(article=TEXT, sets=tuple(sets))


def test_own_work_counts_and_what_it_is_compared_with_is_there():
    counting = taken(Choice(), [facts("ana"), facts(ANA, blind=True), facts("ben"), facts(ADJUDICATED)])
    assert counting.names == ("ana", "ben")
    everybody = annotated("ana", ANA, "ben", ADJUDICATED)
    assert counting.document(everybody).annotators() == {"ana", "ben", ADJUDICATED}
    again = counting.again(everybody)
    assert again is not None
    assert again.marks == dict.fromkeys(("ana", ANA), frozenset({Mark(0, 3, "PERSON")}))
    assert counting.finished(everybody)[ANA] == Finished(AT, 1)


def test_rulings_that_are_not_finished_do_not_count():
    counting = taken(Choice(), [facts("ana"), facts(ADJUDICATED, status=Status.OPEN)])
    assert counting.document(annotated("ana", ADJUDICATED)).annotators() == {"ana"}


def test_an_article_with_nothing_but_rulings_or_work_done_again_is_not_there():
    for alone in (ADJUDICATED, ANA):
        counting = taken(Choice(), [facts("ana"), facts(alone, "2")])
        assert list(counting.sets) == ["1"]
    assert taken(Choice(annotators=("ana", ADJUDICATED)), [facts("ana"), facts(ADJUDICATED, "2")]).sets.keys() == {"1"}
    assert taken(Choice(), [facts(ADJUDICATED)]).sets == {}


def test_what_was_done_again_can_be_named():
    both = taken(Choice(annotators=("ana", ANA)), [facts("ana"), facts(ANA, blind=True)])
    assert both.names == ("ana", ANA)
    assert both.document(annotated("ana", ANA)).annotators() == {"ana", ANA}


def test_who_did_not_do_it_again_is_not_compared():
    counting = taken(Choice(), [facts("ana"), facts("ben")])
    assert counting.again(annotated("ana", "ben")) is None
    later = taken(Choice(condition=Condition.BLIND), [facts("ana"), facts(ANA, blind=True)])
    assert later.again(annotated("ana", ANA)) is None, "the first time it was not blind"


@pytest.mark.parametrize(
    ("sets", "either"),
    [
        ([facts("ana"), facts("ben")], {}),
        ([facts("ana"), facts(ANA, blind=True), facts(ADJUDICATED)], {}),
        ([facts("ana"), facts("ben", blind=True)], {"1": {"ana", "ben"}}),
        ([facts("ana"), facts("ben", blind=True, status=Status.OPEN)], {}),
        ([facts("ana"), facts("ana", "2", blind=True)], {"1": {"ana"}, "2": {"ana"}}),
    ],
)
def test_suggestions_are_compared_with_none_where_there_is_both(sets, either):
    for condition in Condition:
        counting = taken(Choice(condition=condition), sets)
        assert counting.either == either
        assert counting.blind.keys() == either.keys()


def test_of_other_annotators_it_is_known_who_was_blind():
    counting = taken(
        Choice(annotators=("ana", "ben")), [facts("ana"), facts("ben", "2", blind=True), facts("cy", blind=True)]
    )
    assert counting.either == {"1": {"ana"}, "2": {"ben"}}
    assert counting.blind["1"] == {"ana": False, "cy": True}
    old = taken(Choice(schema_versions=(2,)), [facts("ana"), facts("ben", blind=True, version=2)])
    assert old.either == {}
