"""The same said of many spans: what would be done, done in one step, and taken back in one."""

import itertools
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from annotations.editing.bulk import Standing, everywhere, standings
from annotations.editing.change import with_change
from annotations.editing.decide import decide
from annotations.editing.edits import (
    AcceptSuggestions,
    AddEntity,
    CorrectSuggestion,
    Edit,
    RejectSuggestions,
    Relabel,
    Together,
)
from annotations.model.annotation_set import AnnotationSet
from annotations.model.ids import MentionId
from annotations.model.mention import Mention
from annotations.model.span import Span
from annotations.suggesters.ranking import pending
from tests.factories import annotation_set, article, edited, entity, event, small_schema, span, suggestion

ARTICLE = article("Amman met Amman and Amman; Amman struck Amman, then struck Front and struck Amman")
SCHEMA = small_schema()
PLACES = [span(ARTICLE, "Amman", nth) for nth in range(1, 7)]
STRUCK = [span(ARTICLE, "struck", nth) for nth in range(1, 4)]
FIRST = entity("GPE", PLACES[0])
SUGGESTED = suggestion(entity("GPE", PLACES[1]))
OTHERWISE = suggestion(entity("ORG", PLACES[2]))
CALLED = entity("ORG", PLACES[3])
THERE = entity("GPE", PLACES[4])
MIXED = annotation_set(ARTICLE, FIRST, CALLED, THERE)


def ids() -> Callable[[], MentionId]:
    numbers = itertools.count()
    return lambda: MentionId(f"new-{next(numbers)}")


def after(edit: Edit | None, before: AnnotationSet) -> AnnotationSet:
    assert edit is not None
    return edited(before, edit, ARTICLE)[1]


def test_what_each_span_is_before():
    assert standings(FIRST, PLACES[1:], MIXED, [SUGGESTED, OTHERWISE]) == [
        Standing.SUGGESTED,
        Standing.OTHER_LABEL,
        Standing.OTHER_LABEL,
        Standing.THERE,
        Standing.NEW,
    ]


def test_each_span_gets_the_label_in_the_way_it_needs():
    edit = everywhere(FIRST, PLACES[1:], MIXED, [SUGGESTED, OTHERWISE], ids())
    assert edit == Together(
        "everywhere",
        (
            CorrectSuggestion(suggestion=OTHERWISE, label="GPE"),
            Relabel(CALLED.id, "GPE"),
            AddEntity(id=MentionId("new-0"), span=PLACES[5], label="GPE"),
            AcceptSuggestions((SUGGESTED,)),
        ),
    )
    changed = after(edit, MIXED)
    assert {mention.span for mention in changed.entities() if mention.label == "GPE"} == set(PLACES)
    assert len(changed.mentions) == 6


def test_nothing_to_do_is_no_edit():
    assert everywhere(FIRST, [PLACES[0], PLACES[4]], MIXED, [SUGGESTED], ids()) is None
    assert everywhere(FIRST, [], MIXED, [SUGGESTED], ids()) is None


def test_a_span_named_twice_is_marked_once():
    edit = everywhere(FIRST, [PLACES[5], PLACES[5]], MIXED, [], ids())
    assert edit is not None
    assert len(edit.edits) == 1


def test_a_suggestion_over_part_of_the_span_is_left_alone():
    longer = suggestion(entity("GPE", Span(PLACES[4].start, span(ARTICLE, "then").end)))
    before = annotation_set(ARTICLE, FIRST)
    assert standings(FIRST, [PLACES[4]], before, [longer]) == [Standing.NEW]
    assert not after(everywhere(FIRST, [PLACES[4]], before, [longer], ids()), before).decisions


def test_an_undecided_mention_is_accepted_with_the_others():
    empty = annotation_set(ARTICLE)
    changed = after(everywhere(SUGGESTED.mention, [PLACES[0]], empty, [SUGGESTED], ids()), empty)
    assert changed.decisions[SUGGESTED.id].mention == SUGGESTED.mention.id
    assert {mention.span for mention in changed.entities()} == {PLACES[0], PLACES[1]}
    alone = everywhere(SUGGESTED.mention, [], empty, [SUGGESTED], ids())
    assert alone == Together("everywhere", (AcceptSuggestions((SUGGESTED,)),))


def test_the_roles_of_an_undecided_event_stay_on_offer():
    struck = suggestion(event("ASSAULT", STRUCK[0], ("PLACE", SUGGESTED.mention)))
    changed = after(everywhere(struck.mention, STRUCK[1:], MIXED, [SUGGESTED, struck], ids()), MIXED)
    assert [mention.arguments for mention in changed.events()] == [(), (), ()]


def test_an_extent_with_two_labels_has_the_one_asked_for():
    both = annotation_set(ARTICLE, FIRST, CALLED, entity("GPE", PLACES[3]))
    assert standings(FIRST, [PLACES[3]], both, []) == [Standing.THERE]


_labels = st.sampled_from(["GPE", "ORG", "PERSON"])
_places = st.lists(st.tuples(st.sampled_from(PLACES), _labels), max_size=6, unique_by=lambda pair: pair)
_suggested = st.lists(st.tuples(st.sampled_from(PLACES), _labels), max_size=5, unique_by=lambda pair: pair)


@given(_places, _suggested, st.lists(st.sampled_from(PLACES)), st.integers(0, 10), st.booleans())
def test_it_is_one_step_that_is_taken_back_whole_and_never_needed_twice(
    marked: list[tuple[Span, str]],
    suggested: list[tuple[Span, str]],
    spans: list[Span],
    which: int,
    some_rejected: bool,
):
    before = annotation_set(ARTICLE, *(entity(label, place) for place, label in marked))
    suggestions = [suggestion(entity(label, place)) for place, label in suggested]
    if some_rejected and suggestions:
        before = after(RejectSuggestions((suggestions[0],)), before)
    left = pending(suggestions, before)
    known: list[Mention] = [*before.mentions.values(), *(each.mention for each in left)]
    if not known:
        return
    mention, new_id = known[which % len(known)], ids()
    edit = everywhere(mention, spans, before, left, new_id)
    before_hand = standings(mention, spans, before, left)
    if edit is None:
        assert set(before_hand) <= {Standing.THERE}
        return
    change = decide(edit, before, SCHEMA, ARTICLE)
    changed = with_change(before, change)
    taken_back = with_change(changed, change.inverted())
    assert (taken_back.mentions, taken_back.decisions) == (before.mentions, before.decisions)
    standing = changed.mentions[mention.id]
    assert set(standings(standing, spans, changed, pending(suggestions, changed))) <= {Standing.THERE}
    assert everywhere(standing, spans, changed, pending(suggestions, changed), new_id) is None
