"""Undo and redo are a fold over the log; the log only grows."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.editing.change import MentionPair, with_change
from annotations.editing.edits import CorrectSuggestion, Edit, MoveBoundary, SetNote
from annotations.editing.history import History, HistoryState, LogEntry, Step
from annotations.model.annotation_set import AnnotationSet
from annotations.model.span import Span
from tests.annotations.editing.test_decide import ANN, ARTICLE, ERBIL, FULL
from tests.factories import annotation_set, edited, entry, suggestion

START = replace(FULL, seq=0)
MORNING = datetime(2024, 5, 1, 8, tzinfo=UTC)
EXTENTS = tuple(Span(ANN.span.start, ANN.span.end + more) for more in (0, 4, 7, 13))


def noted(before: AnnotationSet, note: str) -> tuple[LogEntry, AnnotationSet]:
    return edited(before, SetNote(ANN.id, note), ARTICLE)


def moved(before: AnnotationSet, edit: Edit, seconds: float) -> tuple[LogEntry, AnnotationSet]:
    """An edit so many seconds into the morning."""
    made, after = edited(before, edit, ARTICLE)
    return replace(made, at=MORNING + timedelta(seconds=seconds)), after


def inverting(before: AnnotationSet, undone: Step) -> tuple[list[LogEntry], AnnotationSet]:
    """All entries that take a step back."""
    made = []
    for change, seq in undone.inversion():
        made.append(entry(before, change, name=undone.edit_name, undoes=seq))
        before = with_change(before, change)
    return made, before


def test_nothing_to_undo_at_first():
    state = History().state
    assert (state.undo, state.redo) == (None, None)


def test_undo_and_redo_go_there_and_back():
    first, one = noted(START, "one")
    second, two = noted(one, "two")
    history = History((first, second))
    assert history.state.undo == Step((second,))

    [undo], back = inverting(two, Step((second,)))
    history.append(undo)
    assert replace(back, seq=1) == one
    assert (history.state.undo, history.state.redo) == (Step((first,)), Step((undo,)))

    [redo], again = inverting(back, Step((undo,)))
    history.append(redo)
    assert replace(again, seq=2) == two
    assert (history.state.undo, history.state.redo) == (Step((redo,)), None)


def test_a_new_edit_forgets_what_could_be_redone():
    first, one = noted(START, "one")
    [undo], back = inverting(one, Step((first,)))
    other, _ = noted(back, "other")
    history = History((first, undo, other))
    assert (history.state.undo, history.state.redo) == (Step((other,)), None)


@pytest.mark.parametrize("undoes", [1, 7])
def test_only_the_next_in_line_can_be_undone(undoes: int):
    first, one = noted(START, "one")
    second, two = noted(one, "two")
    history = History((first, second))
    with pytest.raises(ValueError, match="not next in line"):
        history.append(entry(two, second.change.inverted(), undoes=undoes))


def test_a_boundary_moved_repeatedly_is_one_step():
    history, now = History(), START
    for number, span in enumerate(EXTENTS[1:4]):
        made, now = moved(now, MoveBoundary(ANN.id, span), 2 * number)
        history.append(made)
    undo = history.state.undo
    assert undo is not None
    assert (undo.seq, undo.at, undo.edit_name) == (3, made.at, "move-boundary")
    assert undo.change.pairs == (MentionPair(ANN.id, ANN, replace(ANN, span=EXTENTS[3])),)
    assert history.steps() == [undo]

    undone, back = inverting(now, undo)
    assert [each.undoes for each in undone] == [3, 2, 1]
    assert back.mentions == START.mentions
    for each in undone:
        history.append(each)
    assert history.state == HistoryState(undo=None, redo=Step(tuple(undone)))
    assert history.undone() == [Step(tuple(undone))]

    redone, again = inverting(back, Step(tuple(undone)))
    assert [each.undoes for each in redone] == [6, 5, 4]
    assert again.mentions == now.mentions
    for each in redone:
        history.append(each)
    assert history.state == HistoryState(undo=Step(tuple(redone)), redo=None)


@pytest.mark.parametrize(
    ("edit", "seconds"),
    [
        (MoveBoundary(ANN.id, EXTENTS[2]), 2.001),
        (MoveBoundary(ANN.id, EXTENTS[2]), -0.001),  # the clock was set back
        (MoveBoundary(ERBIL.id, Span(ERBIL.span.start, ERBIL.span.end + 5)), 1),
        (SetNote(ANN.id, "a note"), 1),
    ],
)
def test_anything_else_is_a_step_of_its_own(edit: Edit, seconds: float):
    first, one = moved(START, MoveBoundary(ANN.id, EXTENTS[1]), 0)
    second, _ = moved(one, edit, seconds)
    assert History((first, second)).steps() == [Step((first,)), Step((second,))]


def test_a_suggestion_moved_and_moved_on_is_one_step():
    start = annotation_set(ARTICLE)
    offered = suggestion(ANN)
    first, one = moved(start, CorrectSuggestion(suggestion=offered, span=EXTENTS[1]), 0)
    second, _ = moved(one, MoveBoundary(offered.mention.id, EXTENTS[2]), 1)
    undo = History((first, second)).state.undo
    assert undo == Step((first, second))
    assert undo.change.mentions()[0].before is None


def test_a_suggestion_relabelled_and_then_moved_is_two_steps():
    offered = suggestion(ANN)
    first, one = moved(annotation_set(ARTICLE), CorrectSuggestion(suggestion=offered, label="ORG"), 0)
    second, _ = moved(one, MoveBoundary(offered.mention.id, EXTENTS[2]), 1)
    assert History((first, second)).steps() == [Step((first,)), Step((second,))]


def test_an_undo_ends_a_step():
    first, one = moved(START, MoveBoundary(ANN.id, EXTENTS[1]), 0)
    second, two = moved(one, MoveBoundary(ANN.id, EXTENTS[2]), 3)
    [undo], back = inverting(two, Step((second,)))
    third, _ = moved(back, MoveBoundary(ANN.id, EXTENTS[3]), 3.5)
    assert History((first, second, undo, third)).steps() == [Step((first,)), Step((third,))]


def test_a_step_taken_back_by_half_is_still_that_step():
    first, one = moved(START, MoveBoundary(ANN.id, EXTENTS[1]), 0)
    second, two = moved(one, MoveBoundary(ANN.id, EXTENTS[2]), 1)
    undone, _ = inverting(two, Step((first, second)))
    half = with_change(two, undone[0].change)
    history = History((first, second, undone[0]))
    assert history.state == HistoryState(undo=Step((first,)), redo=Step((undone[0],)))

    [rest], back = inverting(half, Step((first,)))
    assert back.mentions == START.mentions
    history.append(rest)
    assert history.state == HistoryState(undo=None, redo=Step((undone[0], rest)))


def test_what_redo_would_bring_back_comes_next_first():
    first, one = noted(START, "one")
    second, two = noted(one, "two")
    history = History((first, second))
    now = two
    for _ in range(2):
        assert history.state.undo is not None
        [made], now = inverting(now, history.state.undo)
        history.append(made)
    assert [step.entries[0].undoes for step in history.undone()] == [1, 2]
    assert history.undone()[0] == history.state.redo


_moves = st.tuples(st.just("move"), st.sampled_from(EXTENTS), st.sampled_from((0.5, 2.0, 3.0)))
_others = st.tuples(st.sampled_from(("note", "undo", "redo", "half")), st.just(ANN.span), st.just(1.0))


def _next(current: AnnotationSet, kind: str, span: Span, at: float, history: History) -> list[LogEntry]:
    """The entries that a key press comes to; "half" is an undo after whose first entry the program was killed."""
    step = history.state.redo if kind == "redo" else history.state.undo
    if kind == "note":
        made = [noted(current, f"at {at}")[0]]
    elif kind == "move":
        made = [] if current.mentions[ANN.id].span == span else [moved(current, MoveBoundary(ANN.id, span), at)[0]]
    else:
        made = inverting(current, step)[0][: 1 if kind == "half" else None] if step is not None else []
    return [replace(each, at=MORNING + timedelta(seconds=at)) for each in made]


@given(st.lists(_moves | _others, max_size=25))
def test_all_steps_back_give_the_first_set_and_all_forward_the_last(drawn: list[tuple[str, Span, float]]):
    current, log, history, at = START, [], History(), 0.0

    def take(made: list[LogEntry]) -> None:
        nonlocal current
        for each in made:
            current = with_change(current, each.change)
            log.append(each)
            history.append(each)

    for kind, span, seconds in drawn:
        at += seconds
        take(_next(current, kind, span, at, history))
        assert (History(log).steps(), History(log).undone()) == (history.steps(), history.undone())
        assert history.state.undo == next(reversed(history.steps()), None)
        assert history.state.redo == next(iter(history.undone()), None)
    while history.state.redo is not None:
        take(_next(current, "redo", ANN.span, at, history))
    last, number = current.mentions, len(history.steps())
    while history.state.undo is not None:
        take(_next(current, "undo", ANN.span, at, history))
    assert (current.mentions, len(history.undone())) == (START.mentions, number)
    while history.state.redo is not None:
        take(_next(current, "redo", ANN.span, at, history))
    assert (current.mentions, len(history.steps())) == (last, number)
