import re

from hypothesis import given
from hypothesis import strategies as st

from exporters.file_names import FileNames


def test_an_id_that_is_a_name_stays():
    assert FileNames().name_for("a48b479826e08106b") == "a48b479826e08106b"


def test_devices_and_nothing_are_no_names():
    names = FileNames()
    assert [names.name_for(id_) for id_ in ("NUL.x", "../..", "con")] == ["article-NUL.x", "article", "article-con"]


@given(st.lists(st.text(max_size=5)))
def test_names_are_safe_and_unlike_each_other(ids: list[str]):
    names = FileNames()
    given = [names.name_for(id_) for id_ in ids]
    assert len({name.lower() for name in given}) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z0-9_-][A-Za-z0-9._-]*", name) for name in given)
    again = FileNames()
    assert [again.name_for(id_) for id_ in ids] == given
