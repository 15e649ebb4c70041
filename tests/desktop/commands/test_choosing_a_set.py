"""Whose annotations an export takes."""

import pytest

from annotations.errors import SetUnclear
from annotations.model.project import SetSummary
from desktop.exports import choose_set

TOGETHER = "majority, union, everybody, suggestions"


def summaries(*annotators: str) -> list[SetSummary]:
    return [SetSummary(annotator=name, articles=2, done=1, mentions=5) for name in annotators]


@pytest.mark.parametrize(
    ("asked", "there", "chosen"),
    [
        (None, ["ana"], "ana"),
        (None, ["ana", "adjudicated", "bo"], "adjudicated"),
        (None, ["ana", "ana (again)"], "ana"),
        ("bo", ["ana", "bo"], "bo"),
        ("suggestions", [], "suggestions"),
        ("suggestions", ["ana"], "suggestions"),
    ],
)
def test_chosen(asked: str | None, there: list[str], chosen: str):
    assert choose_set(asked, summaries(*there)) == chosen


@pytest.mark.parametrize(
    ("asked", "there", "words"),
    [
        (None, ["ana", "bo"], f"several analysts: choose one of ana, bo, {TOGETHER}"),
        (None, [], "no annotations yet: choose one of suggestions"),
        ("cy", ["ana"], f"no annotations by cy: choose one of ana, {TOGETHER}"),
        ("adjudicated", ["ana"], f"no annotations by adjudicated: choose one of ana, {TOGETHER}"),
    ],
)
def test_refused_with_the_choices(asked: str | None, there: list[str], words: str):
    with pytest.raises(SetUnclear) as refused:
        choose_set(asked, summaries(*there))
    assert str(refused.value) == words
