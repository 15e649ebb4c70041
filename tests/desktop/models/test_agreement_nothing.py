"""Where nothing can be measured: why, and the one act that helps."""

import pytest

from annotations.agreement.choice import Choice, Condition
from annotations.agreement.coverage import Coverage
from desktop.models.agreement_nothing import Act, nothing, stopped

NOBODY = {Condition.BLIND: 0, Condition.SUGGESTED: 0}


def covered(articles=5, by_two=0, annotators=None, conditions=None):
    return Coverage(
        articles=articles,
        by_two=by_two,
        by_one=0,
        in_progress=0,
        not_begun=articles - by_two,
        annotators=annotators or {},
        versions={},
        conditions=conditions or NOBODY,
    )


def test_where_something_can_be_measured_there_is_nothing_to_say():
    assert nothing(covered(by_two=1), Choice()) is None


@pytest.mark.parametrize(
    ("coverage", "choice", "act", "words"),
    [
        (covered(articles=0), Choice(), Act.IMPORT, "two analysts have finished"),
        (covered(), Choice(), Act.ANNOTATE, "So far nobody finished any."),
        (covered(annotators={"Hana": 1}), Choice(), Act.IMPORT, "So far only Hana finished some: 1 article."),
        (covered(annotators={"Hana": 1, "Marek": 2}), Choice(), Act.IMPORT, "Hana and Marek finished different"),
        (
            covered(annotators={"Hana": 1, "Marek": 2}),
            Choice(annotators=("Hana",)),
            Act.EVERYBODY,
            "Only Hana is checked",
        ),
        (
            covered(annotators={"Hana": 1, "Marek": 2}),
            Choice(annotators=("Hana", "Marek")),
            Act.EVERYTHING,
            "have no finished article in common",
        ),
        (covered(), Choice(schema_versions=(3,)), Act.EVERYTHING, "guideline versions"),
        (
            covered(conditions={Condition.BLIND: 12, Condition.SUGGESTED: 0}),
            Choice(),
            Act.OTHER_CONDITION,
            "12 articles are, blind.",
        ),
        (
            covered(conditions={Condition.BLIND: 0, Condition.SUGGESTED: 1}),
            Choice(condition=Condition.BLIND),
            Act.OTHER_CONDITION,
            "1 article is, with suggestions.",
        ),
    ],
)
def test_what_helps(coverage, choice, act, words):
    found = nothing(coverage, choice)
    assert found is not None
    assert found.act is act
    assert words in found.words
    assert found.headline
    assert found.button


def test_what_was_stopped_can_be_computed():
    assert stopped().act is Act.COMPUTE
