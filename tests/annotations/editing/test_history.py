"""Undo and redo are a fold over the log; the log only grows."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.editing.change import with_change
from annotations.editing.edits import SetNote
from annotations.editing.history import History, LogEntry
from annotations.model.annotation_set import AnnotationSet
from tests.annotations.editing.test_decide import ANN, ARTICLE, FULL
from tests.factories import edited, entry

START = replace(FULL, seq=0)


def noted(before: AnnotationSet, note: str) -> tuple[LogEntry, AnnotationSet]:
    return edited(before, SetNote(ANN.id, note), ARTICLE)


def inverting(before: AnnotationSet, undone: LogEntry) -> tuple[LogEntry, AnnotationSet]:
    change = undone.change.inverted()
    return entry(before, change, name=undone.edit_name, undoes=undone.seq), with_change(before, change)


def test_nothing_to_undo_at_first():
    state = History().state
    assert (state.undo, state.redo) == (None, None)


def test_undo_and_redo_go_there_and_back():
    first, one = noted(START, "one")
    second, two = noted(one, "two")
    history = History((first, second))
    assert history.state.undo == second

    undo, back = inverting(two, second)
    history.append(undo)
    assert replace(back, seq=1) == one
    assert (history.state.undo, history.state.redo) == (first, undo)

    redo, again = inverting(back, undo)
    history.append(redo)
    assert replace(again, seq=2) == two
    assert (history.state.undo, history.state.redo) == (redo, None)


def test_a_new_edit_forgets_what_could_be_redone():
    first, one = noted(START, "one")
    undo, back = inverting(one, first)
    other, _ = noted(back, "other")
    history = History((first, undo, other))
    assert (history.state.undo, history.state.redo) == (other, None)


@pytest.mark.parametrize("undoes", [1, 7])
def test_only_the_next_in_line_can_be_undone(undoes: int):
    first, one = noted(START, "one")
    second, two = noted(one, "two")
    history = History((first, second))
    with pytest.raises(ValueError, match="not next in line"):
        history.append(entry(two, second.change.inverted(), undoes=undoes))


@given(st.lists(st.sampled_from(("edit", "undo", "redo")), max_size=25))
def test_the_fold_agrees_with_two_stacks_of_sets(steps: list[str]):
    current, log, history = START, [], History()
    past: list[AnnotationSet] = []
    future: list[AnnotationSet] = []
    for number, step in enumerate(steps):
        if step == "edit":
            past, future = [*past, current], []
            made, current = noted(current, f"note {number}")
        elif step == "undo" and history.state.undo is not None:
            future.append(current)
            made, current = inverting(current, history.state.undo)
            assert current.mentions == past.pop().mentions
        elif step == "redo" and history.state.redo is not None:
            past.append(current)
            made, current = inverting(current, history.state.redo)
            assert current.mentions == future.pop().mentions
        else:
            continue
        log.append(made)
        history.append(made)
        assert History(log).state == history.state
        assert (history.state.undo is None, history.state.redo is None) == (not past, not future)
    assert current.seq == len(log)
