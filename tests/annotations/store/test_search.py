"""What is typed into the search box is words."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import article

TEXTS = {
    "erbil": article("Militias struck a base in Erbil.", title="Strike"),
    "paris": article("Ana met O'Brien's son in Paris; 100% agreed, big_sum too."),
    "كردستان": article("وصل الوفد إلى كردستان", language="ar"),
}


@pytest.fixture
def searched(workspace, record):
    workspace.add([record(text) for text in TEXTS.values()])
    return workspace


def found(workspace, typed: str) -> list[str]:
    names = {text.id: name for name, text in TEXTS.items()}
    return [names[row.article_id] for row in workspace.queue("ana", search=typed)]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("", ["erbil", "paris", "كردستان"]),
        ("   ", ["erbil", "paris", "كردستان"]),
        ("Erbil", ["erbil"]),
        ("eRBIL militias", ["erbil"]),
        ("base erb", ["erbil"]),
        ("strike", ["erbil"]),
        ("erbil paris", []),
        ("O'Brien", ["paris"]),
        ("100%", ["paris"]),
        ("big_sum", ["paris"]),
        ("كردست", ["كردستان"]),
        ("nothing", []),
        ("Rome\0is", []),
        ("met \0", ["paris"]),
        ("met \ud83d", ["paris"]),
    ],
)
def test_words_are_found(searched, typed, names):
    assert found(searched, typed) == names


SYNTAX = st.sampled_from(
    ['"', "'", "*", "^", "NEAR(", ")", " AND ", " OR ", " NOT ", "-", "--", ":", "{", "%", "_", "\\"]
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.lists(st.one_of(SYNTAX, st.sampled_from(["erbil", "text", "heading"]), st.text())).map("".join))
def test_nothing_typed_is_syntax(searched, typed):
    assert set(found(searched, typed)) <= set(TEXTS)


def test_a_very_long_search(searched):
    assert found(searched, "x" * 10_000) == []
    assert found(searched, "met " * 500) == ["paris"]
