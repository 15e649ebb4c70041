"""The names that stand where an annotator's does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model.project import ADJUDICATED, again_name, first_of, is_again, is_own_work, is_reserved


@given(st.text(min_size=1))
def test_a_name_for_doing_articles_again(name):
    again = again_name(name)
    assert is_again(again)
    assert again_name(again) == again
    assert first_of(again) == first_of(name)
    assert not is_own_work(again)


def test_what_is_nobodys_own_work():
    assert again_name("Hana") == "Hana (again)"
    assert [is_own_work(name) for name in ("Hana", "Hana (again)", ADJUDICATED)] == [True, False, False]
    assert not is_again(" (again)"), "somebody may be called that"


@pytest.mark.parametrize("name", [ADJUDICATED, " Adjudicated", "SUGGESTIONS", "Hana (again)", "Hana (Again) "])
def test_nobody_works_under_a_name_that_stands_for_something_else(name):
    assert is_reserved(name)
    assert not is_reserved(f"{name} Amin")
