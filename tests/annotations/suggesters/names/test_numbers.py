import pytest

from tests.annotations.suggesters.names.helpers import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Around 2,500 farmers in Jordan left.", "Around 2,500"),
        ("More than 40 villages were flooded.", "More than 40"),
        ("The blast killed at least four guards.", "at least four"),
        ("Dozens of families have returned.", "Dozens"),
        ("There are 900 in neighbouring Syria.", "900"),
    ],
)
def test_a_count_is_marked_with_what_changes_it(text: str, expected: str):
    assert (expected, "CARDINAL") in found(text)


@pytest.mark.parametrize(
    "text", ["He paid $40 for it.", "Prices rose 40 percent.", "The third guard left.", "He was 40."]
)
def test_money_shares_and_ranks_are_not_counts(text: str):
    assert "CARDINAL" not in {label for _, label in found(text)}
