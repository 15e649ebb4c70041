"""Every decided suggestion has exactly one fate; what was left and missed is said of finished sets alone."""

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotations.editing.edits import (
    AcceptSuggestions,
    AddEntity,
    ClearRole,
    CorrectSuggestion,
    DeleteMention,
    Edit,
    MarkDone,
    MoveBoundary,
    RejectSuggestions,
    Relabel,
)
from annotations.editing.fates import Suggested, fates
from annotations.errors import EditRefused
from annotations.model.annotation_set import AnnotationSet
from annotations.model.fate import Fate, Fated
from annotations.model.ids import MentionId, RunId
from annotations.model.mention import Kind
from annotations.model.span import Span
from annotations.model.suggestion import Suggestion, SuggestionRun
from annotations.text.tokens import TokenIndex
from tests.factories import RUN, annotation_set, article, edited, entity, event, span, suggestion

TEXT = article("The old Hashd fighters struck Ain al Assad base 🎯 in Anbar on Monday.")
TOKENS = TokenIndex(TEXT.tokens)
EVENTS_RUN = SuggestionRun(id=RunId("events-1"), suggester="events", version="4")
NEXT_RUN = SuggestionRun(id=RunId("run-2"), suggester="entities", version="2")
HASHD = suggestion(entity("ORG", span(TEXT, "Hashd")), score=0.5)
BASE = suggestion(entity("GPE", span(TEXT, "al Assad base")))
ANBAR = suggestion(entity("GPE", span(TEXT, "Anbar")))
STRUCK = suggestion(
    event("ASSAULT", span(TEXT, "struck"), ("ACTOR", HASHD.mention), ("PLACE", ANBAR.mention)), run=EVENTS_RUN
)
ALL = (HASHD, STRUCK, BASE, ANBAR)
LOOKED = {Kind.ENTITY: RUN, Kind.EVENT: EVENTS_RUN}
SUGGESTED = Suggested(ever=ALL, shown=ALL, looked=LOOKED)


def after(*edits: Edit) -> AnnotationSet:
    now = annotation_set(TEXT)
    for each in edits:
        _, now = edited(now, each, TEXT)
    return now


def told(of: AnnotationSet, suggested: Suggested = SUGGESTED, *, blind: bool = False) -> list[Fate]:
    return fates(of, suggested, TOKENS, TEXT.text, blind=blind)


def brief(found: list[Fate]) -> list[tuple[str, str, str | None]]:
    return [(each.surface, each.fated.value, each.given) for each in found]


def test_a_set_that_is_new_tells_nothing():
    assert told(annotation_set(TEXT)) == []


def test_accepted_as_it_was():
    (fate,) = told(after(AcceptSuggestions((HASHD,))))
    assert fate == Fate(
        article_id=TEXT.id,
        annotator="ana",
        kind=Kind.ENTITY,
        span=HASHD.mention.span,
        surface="Hashd",
        label="ORG",
        given="ORG",
        fated=Fated.ACCEPTED,
        suggester="entities",
        version="1",
        run=RUN.id,
        score=0.5,
    )


def test_what_was_corrected_at_once_or_later_is_told_as_it_is_now():
    relabelled = after(CorrectSuggestion(suggestion=HASHD, label="PERSON"))
    later = after(AcceptSuggestions((HASHD,)), Relabel(MentionId(HASHD.id), "PERSON"))
    back = after(CorrectSuggestion(suggestion=HASHD, label="PERSON"), Relabel(MentionId(HASHD.id), "ORG"))
    assert brief(told(relabelled)) == brief(told(later)) == [("Hashd", "relabelled", "PERSON")]
    assert brief(told(back)) == [("Hashd", "accepted", "ORG")]


def test_moves_are_counted_in_tokens_on_each_side():
    wider = CorrectSuggestion(suggestion=BASE, span=span(TEXT, "Ain al Assad base"))
    narrower = CorrectSuggestion(suggestion=BASE, span=span(TEXT, "Assad"), label="ORG")
    shifted = MoveBoundary(MentionId(ANBAR.id), span(TEXT, "in Anbar on Monday"))
    assert [(each.fated, each.given, each.start_tokens, each.end_tokens) for each in told(after(wider))] == [
        ("re-bounded", "GPE", -1, 0)
    ]
    assert [(each.fated, each.given, each.start_tokens, each.end_tokens) for each in told(after(narrower))] == [
        ("re-bounded", "ORG", 1, -1)
    ]
    (fate,) = told(after(AcceptSuggestions((ANBAR,)), shifted))
    assert (fate.surface, fate.start_tokens, fate.end_tokens) == ("Anbar", -1, 2)


def test_rejected_or_deleted_later():
    deleted = after(AcceptSuggestions((HASHD,)), DeleteMention(MentionId(HASHD.id)))
    gone = replace(after(AcceptSuggestions((HASHD,))), mentions={})
    for made in (after(RejectSuggestions((HASHD,))), deleted, gone):
        assert brief(told(made)) == [("Hashd", "rejected", None)]


def test_an_event_whose_roles_alone_changed_is_accepted():
    made = after(AcceptSuggestions((HASHD, ANBAR, STRUCK)), ClearRole(MentionId(STRUCK.id), "PLACE"))
    assert brief(told(made))[1] == ("struck", "accepted", "ASSAULT")


def test_a_finished_set_tells_what_was_left_and_missed():
    monday = AddEntity(id=MentionId("m1"), span=span(TEXT, "Monday"), label="ORG")
    overlapping = AddEntity(id=MentionId("m2"), span=span(TEXT, "Hashd fighters"), label="ORG")
    begun = after(AcceptSuggestions((ANBAR,)), monday, overlapping)
    assert brief(told(begun)) == [("Anbar", "accepted", "GPE")]
    _, done = edited(begun, MarkDone(), TEXT)
    left = [("Hashd", "left", None), ("struck", "left", None), ("al Assad base", "left", None)]
    missed = [("Monday", "missed", "ORG")]
    accepted = [("Anbar", "accepted", "GPE")]
    assert brief(told(done)) == accepted + left + missed
    assert brief(told(done, blind=True)) == accepted + missed, "who sees nothing leaves nothing"
    fate = told(done)[-1]
    assert (fate.label, fate.suggester, fate.version, fate.run) == ("ORG", "entities", "1", RUN.id)
    nobody = replace(SUGGESTED, looked={Kind.EVENT: EVENTS_RUN})
    assert brief(told(done, nobody)) == accepted + left, "where nobody looked, nothing was missed"


def test_a_suggestion_of_another_kind_does_not_cover_a_missed_mention():
    done = after(AddEntity(id=MentionId("m1"), span=span(TEXT, "struck"), label="ORG"), MarkDone())
    assert brief(told(done))[-1] == ("struck", "missed", "ORG")


def test_what_is_hidden_is_neither_left_nor_covers_anything():
    done = after(AddEntity(id=MentionId("m1"), span=span(TEXT, "Hashd fighters"), label="ORG"), MarkDone())
    hidden = replace(SUGGESTED, shown=(ANBAR,))
    assert brief(told(done, hidden)) == [("Anbar", "left", None), ("Hashd fighters", "missed", "ORG")]


def test_a_decision_counts_once_under_the_run_that_said_it_first():
    again = suggestion(entity("ORG", span(TEXT, "Hashd")), run=NEXT_RUN, score=0.9)
    (fate,) = told(after(AcceptSuggestions((HASHD,))), replace(SUGGESTED, ever=(HASHD, again), shown=(again,)))
    assert (fate.run, fate.version, fate.score) == (RUN.id, "1", 0.5)


spans = st.tuples(st.integers(0, len(TEXT.tokens) - 1), st.integers(0, 2)).map(
    lambda drawn: Span(TEXT.tokens[drawn[0]].start, TEXT.tokens[min(sum(drawn), len(TEXT.tokens) - 1)].end)
)
entity_labels = st.sampled_from(["ORG", "GPE", "PERSON"])
proposed = st.builds(
    lambda label, where, run: suggestion(entity(label, where), run=run),
    entity_labels,
    spans,
    st.sampled_from([RUN, NEXT_RUN]),
)


def one_edit(pick: st.DataObject, now: AnnotationSet, offered: list[Suggestion], number: int) -> Edit:
    which = pick.draw(st.sampled_from(offered))
    mentions = list(now.mentions) or [MentionId("nobody")]
    return pick.draw(
        st.one_of(
            st.just(AcceptSuggestions((which,))),
            st.just(RejectSuggestions((which,))),
            st.builds(CorrectSuggestion, suggestion=st.just(which), label=entity_labels, span=st.none() | spans),
            st.builds(AddEntity, id=st.just(MentionId(f"h{number}")), span=spans, label=entity_labels),
            st.builds(DeleteMention, st.sampled_from(mentions)),
            st.builds(MoveBoundary, st.sampled_from(mentions), spans),
            st.just(MarkDone()),
        )
    )


@given(offered=st.lists(proposed, min_size=1, max_size=8), count=st.integers(0, 12), pick=st.data())
def test_each_decided_suggestion_has_one_fate(offered, count, pick):
    now = annotation_set(TEXT)
    for number in range(count):
        try:
            _, now = edited(now, one_edit(pick, now, offered, number), TEXT)
        except (EditRefused, KeyError):
            continue
    shown = tuple({each.id: each for each in offered}.values())
    found = told(now, Suggested(ever=tuple(offered), shown=shown, looked={Kind.ENTITY: RUN}))
    decided = Counter((each.span, each.label) for each in found if each.fated not in (Fated.LEFT, Fated.MISSED))
    by_id = {each.id: each.mention for each in offered}
    assert decided == Counter((by_id[id_].span, by_id[id_].label) for id_ in now.decisions)
    assert sum(each.fated is Fated.LEFT for each in found) == (len(shown) - len(now.decisions)) * (now.status == "done")
    for each in found:
        moved = each.fated is Fated.REBOUNDED
        assert moved == bool(each.start_tokens or each.end_tokens)
        assert (each.given is None) == (each.fated in (Fated.REJECTED, Fated.LEFT))
        assert each.surface == each.span.of(TEXT.text)
