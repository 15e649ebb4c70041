"""Values made all at once are as those made one by one."""

from itertools import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model.many import made
from annotations.model.mention import EntityMention
from annotations.model.span import Span
from tests.annotations.strategies import mentions, spans

FIELDS = ("id", "span", "label", "parts", "attributes", "cluster", "note", "unsure", "origin")


@given(st.lists(spans))
def test_spans(wanted: list[Span]):
    found = made(Span, len(wanted), start=[each.start for each in wanted], end=[each.end for each in wanted])
    assert found == tuple(wanted)


@given(st.lists(mentions()))
def test_what_inherits_its_fields(drawn):
    wanted = [each for each in drawn if isinstance(each, EntityMention)]
    columns = {name: [getattr(each, name) for each in wanted] for name in FIELDS}
    assert list(made(EntityMention, len(wanted), **columns)) == wanted


def test_a_column_may_be_endless():
    assert made(Span, 2, start=repeat(1), end=[3, 4]) == (Span(1, 3), Span(1, 4))


@pytest.mark.parametrize("columns", [{"start": [1]}, {"start": [1], "end": [2], "label": ["x"]}])
def test_there_is_a_column_for_each_field(columns):
    with pytest.raises(TypeError, match="not the fields of Span"):
        made(Span, 1, **columns)
