"""Ends moved by tokens before a ruling."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.model.mark import Mark
from desktop.pages.adjudicate_ends import EndsEdit
from tests.factories import tokens

TEXT = "The Harbour Guild met."
TOKENS = tokens(TEXT)


def surface(edit):
    return TEXT[edit.mark.start : edit.mark.end]


def test_it_begins_with_the_longest_and_goes_round():
    edit = EndsEdit.of((Mark(4, 11, "ORG"), Mark(4, 17, "GPE")))
    assert surface(edit) == "Harbour Guild"
    assert surface(edit.following()) == "Harbour"
    assert edit.following().following() == edit
    assert edit.called("LAW").marks == (Mark(4, 11, "ORG"), Mark(4, 17, "LAW"))


def test_ends_go_by_tokens():
    edit = EndsEdit.of((Mark(4, 17, "ORG"),))
    assert surface(edit.end_moved(TOKENS, -1)) == "Harbour"
    assert surface(edit.end_moved(TOKENS, 1)) == "Harbour Guild met"
    assert surface(edit.start_moved(TOKENS, -1)) == "The Harbour Guild"
    assert surface(edit.start_moved(TOKENS, 1)) == "Guild"


def test_ends_that_are_no_ends_of_tokens_go_to_the_next():
    edit = EndsEdit.of((Mark(6, 15, "ORG"),))
    assert surface(edit.end_moved(TOKENS, -1)) == "rbour"
    assert surface(edit.start_moved(TOKENS, 1)) == "Gui"


@given(st.lists(st.tuples(st.booleans(), st.sampled_from((-1, 1))), max_size=12))
def test_a_mark_is_never_empty_and_never_outside(moves):
    edit = EndsEdit.of((Mark(4, 11, "ORG"),))
    for is_end, step in moves:
        edit = edit.end_moved(TOKENS, step) if is_end else edit.start_moved(TOKENS, step)
        assert 0 <= edit.mark.start < edit.mark.end <= len(TEXT)
        assert surface(edit).strip() == surface(edit)
