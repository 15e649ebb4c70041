"""The index knows every mark by place and order, and an edit names no more paragraphs than it changes."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.model.annotation_set import Decision
from annotations.model.ids import MentionId
from annotations.model.mention import Mention, Outcome
from annotations.model.span import Span
from desktop.canvas.display_text import DisplayText
from desktop.canvas.span_index import SpanIndex
from tests.factories import annotation_set, article, entity, event, small_schema, span, suggestion

TEXT = article("Sudani met Romanowski.\nMilitias struck the base.\nIraq and Syria\nlast line")
SUDANI = entity("PERSON", span(TEXT, "Sudani"))
MILITIAS = entity("ORG", span(TEXT, "Militias"))
BASE = entity("GPE", span(TEXT, "the base"))
STRUCK = event("ASSAULT", span(TEXT, "struck"), ("ACTOR", MILITIAS), ("RECIPIENT", BASE))
MET = event("CONSULT", span(TEXT, "met"), ("ACTOR", SUDANI))


def index(*mentions: Mention) -> SpanIndex:
    made = SpanIndex(DisplayText(TEXT.text), small_schema())
    made.update(annotation_set(TEXT, *mentions), ())
    return made


def tags(of: SpanIndex, mention: Mention) -> list[tuple[int, str]]:
    mark = of.mark(mention.id)
    assert mark is not None
    return [(tag.event, tag.title) for tag in mark.tags]


def test_an_added_mention_touches_its_paragraph_only() -> None:
    tested = index(SUDANI)
    assert tested.update(annotation_set(TEXT, SUDANI, MILITIAS), ()) == {1}
    assert tested.update(annotation_set(TEXT, MILITIAS), ()) == {0}
    assert [mark.id for mark in tested.marks_in(1)] == [MILITIAS.id]
    assert tested.marks_in(0) == []


def test_the_same_state_touches_nothing() -> None:
    made = annotation_set(TEXT, SUDANI, STRUCK, MILITIAS, BASE)
    tested = SpanIndex(DisplayText(TEXT.text), small_schema())
    assert tested.update(made, ()) == {0, 1}
    assert tested.update(made, ()) == set()


def test_a_mention_over_a_line_end_is_in_both_paragraphs() -> None:
    across = entity("ORG", Span(TEXT.text.index("base"), TEXT.text.index("Iraq") + 4))
    tested = index(across)
    assert tested.paragraphs_of(across.id) == [1, 2]


def test_parts_leave_the_paragraphs_between_them_alone() -> None:
    parts = (span(TEXT, "Sudani"), span(TEXT, "Iraq"))
    tested = index(entity("ORG", Span(parts[0].start, parts[1].end), parts=parts))
    assert [len(tested.marks_in(number)) for number in range(4)] == [1, 0, 1, 0]


def test_events_are_numbered_in_reading_order_and_their_fillers_say_so() -> None:
    tested = index(STRUCK, MILITIAS, BASE, SUDANI)
    assert (tags(tested, MILITIAS), tags(tested, BASE)) == ([(1, "Actor")], [(1, "Recipient")])
    affected = tested.update(annotation_set(TEXT, STRUCK, MILITIAS, BASE, SUDANI, MET), ())
    assert affected == {0, 1}
    assert (tags(tested, MILITIAS), tags(tested, SUDANI)) == ([(2, "Actor")], [(1, "Actor")])


def test_an_accepted_filler_of_a_suggested_event_keeps_its_role() -> None:
    filler = suggestion(MILITIAS)
    attack = suggestion(event("ASSAULT", span(TEXT, "struck"), ("ACTOR", filler.mention)))
    tested = SpanIndex(DisplayText(TEXT.text), small_schema())
    tested.update(annotation_set(TEXT), (filler, attack))
    assert tested.roles.fillers[attack.id] == (filler.id,)
    accepted = {filler.id: Decision(Outcome.ACCEPTED, MentionId(MILITIAS.id))}
    tested.update(annotation_set(TEXT, MILITIAS, decisions=accepted), (attack,))
    assert tested.roles.fillers[attack.id] == (MILITIAS.id,)
    assert tags(tested, MILITIAS) == [(1, "Actor")]


def test_open_suggestions_are_counted_by_paragraph() -> None:
    tested = SpanIndex(DisplayText(TEXT.text), small_schema())
    tested.update(annotation_set(TEXT, MILITIAS), (suggestion(BASE), suggestion(entity("GPE", span(TEXT, "Iraq")))))
    assert [tested.open_in(number) for number in range(4)] == [0, 1, 1, 0]


WORDS = TEXT.tokens
CHOICE = st.sets(st.tuples(st.sampled_from(["PERSON", "ORG", "GPE"]), st.integers(0, len(WORDS) - 1)), max_size=8)


@given(st.lists(st.tuples(CHOICE, CHOICE), min_size=2, max_size=5))
def test_updating_step_by_step_equals_starting_anew(states: list[tuple[set, set]]) -> None:
    stepwise = SpanIndex(DisplayText(TEXT.text), small_schema())
    for decided, open_ in states:
        made = annotation_set(TEXT, *(entity(label, WORDS[number]) for label, number in sorted(decided)))
        pending = [suggestion(entity(label, WORDS[number])) for label, number in sorted(open_)]
        before = [{mark.id: mark for mark in stepwise.marks_in(number)} for number in range(4)]
        affected = stepwise.update(made, pending)
        after = [{mark.id: mark for mark in stepwise.marks_in(number)} for number in range(4)]
        assert {number for number in range(4) if before[number] != after[number]} <= affected
    anew = SpanIndex(DisplayText(TEXT.text), small_schema())
    anew.update(made, pending)
    assert after == [{mark.id: mark for mark in anew.marks_in(number)} for number in range(4)]
    assert _walk(stepwise) == _walk(anew)


def _walk(of: SpanIndex) -> list[str]:
    found: list[str] = []
    id_ = of.after(None, 0)
    while id_ is not None:
        found.append(id_)
        id_ = of.after(id_, 0)
    assert found == list(reversed(_walk_back(of, found[-1] if found else None)))
    return found


def _walk_back(of: SpanIndex, last: str | None) -> list[str]:
    found = [last] if last is not None else []
    while found and (id_ := of.before(found[-1], 0)) is not None:
        found.append(id_)
    return found
