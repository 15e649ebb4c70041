"""Accepting, correcting and rejecting what was suggested; events whole, with their fillers."""

import pytest

from annotations.editing.acceptance import with_fillers
from annotations.editing.edits import AcceptSuggestions, AddEntity, CorrectSuggestion, DeleteMention, RejectSuggestions
from annotations.model.annotation_set import Decision, Status
from annotations.model.ids import MentionId
from annotations.model.mention import Argument, EventMention, Origin, Outcome
from annotations.model.span import Span
from annotations.model.suggestion import Suggestion
from tests.annotations.editing.test_decide import ANN, ARTICLE, ERBIL, FRONT, after, refusal
from tests.factories import RUN, annotation_set, entity, event, span, suggestion

NEW = annotation_set(ARTICLE)
FRONT_SUGGESTED = suggestion(entity("ORG", FRONT.span), score=0.8)
ERBIL_SUGGESTED = suggestion(entity("GPE", ERBIL.span))
STRUCK_SUGGESTED = suggestion(
    event(
        "ASSAULT",
        span(ARTICLE, "struck"),
        ("ACTOR", FRONT_SUGGESTED.mention),
        ("PLACE", ERBIL_SUGGESTED.mention),
    )
)
MET_SUGGESTED = suggestion(event("CONSULT", span(ARTICLE, "met"), ("CAUSE", STRUCK_SUGGESTED.mention)))
ALL = (FRONT_SUGGESTED, ERBIL_SUGGESTED, STRUCK_SUGGESTED, MET_SUGGESTED)
PENDING = {each.id: each for each in ALL}


def accepted_event(changed, of: Suggestion) -> EventMention:
    mention = changed.mentions[changed.decisions[of.id].mention]
    assert isinstance(mention, EventMention)
    return mention


def test_an_accepted_suggestion_becomes_a_mention_that_says_where_it_is_from():
    changed = after(AcceptSuggestions((FRONT_SUGGESTED,)), NEW)
    mention = changed.mentions[FRONT_SUGGESTED.mention.id]
    assert (mention.span, mention.label) == (FRONT.span, "ORG")
    assert mention.origin == Origin(
        by="suggestion", suggestion=FRONT_SUGGESTED.id, run=RUN.id, score=0.8, outcome=Outcome.ACCEPTED
    )
    assert changed.decisions == {FRONT_SUGGESTED.id: Decision(Outcome.ACCEPTED, mention.id)}
    assert changed.status is Status.OPEN


def test_an_event_brings_the_fillers_it_needs():
    assert with_fillers([STRUCK_SUGGESTED], PENDING) == (STRUCK_SUGGESTED, FRONT_SUGGESTED, ERBIL_SUGGESTED)


def test_fillers_of_fillers_come_along_and_each_once():
    chosen = with_fillers([MET_SUGGESTED, FRONT_SUGGESTED], PENDING)
    assert len(chosen) == 4
    assert set(chosen) == set(ALL)


def test_a_filler_that_is_decided_is_not_brought_again():
    pending = {ERBIL_SUGGESTED.id: ERBIL_SUGGESTED}
    assert with_fillers([STRUCK_SUGGESTED], pending) == (STRUCK_SUGGESTED, ERBIL_SUGGESTED)


@pytest.mark.parametrize("order", [ALL, ALL[::-1]], ids=["fillers first", "fillers last"])
def test_an_event_is_accepted_whole(order: tuple[Suggestion, ...]):
    changed = after(AcceptSuggestions(order), NEW)
    struck = accepted_event(changed, STRUCK_SUGGESTED)
    assert struck.arguments == (
        Argument("ACTOR", FRONT_SUGGESTED.mention.id),
        Argument("PLACE", ERBIL_SUGGESTED.mention.id),
    )
    assert accepted_event(changed, MET_SUGGESTED).arguments == (Argument("CAUSE", struck.id),)
    assert not set(PENDING) - set(changed.decisions)


def test_a_filler_rejected_before_stays_out():
    rejected = after(RejectSuggestions((FRONT_SUGGESTED,)), NEW)
    changed = after(AcceptSuggestions((STRUCK_SUGGESTED, ERBIL_SUGGESTED)), rejected)
    assert [argument.role for argument in accepted_event(changed, STRUCK_SUGGESTED).arguments] == ["PLACE"]


def test_a_pending_filler_stays_out():
    changed = after(AcceptSuggestions((STRUCK_SUGGESTED,)), NEW)
    assert accepted_event(changed, STRUCK_SUGGESTED).arguments == ()


def test_a_filler_corrected_before_fills_the_role_it_still_fits():
    corrected = after(CorrectSuggestion(suggestion=FRONT_SUGGESTED, label="GPE"), NEW)
    changed = after(AcceptSuggestions((STRUCK_SUGGESTED,)), corrected)
    assert accepted_event(changed, STRUCK_SUGGESTED).arguments == (Argument("ACTOR", FRONT_SUGGESTED.mention.id),)


def test_a_filler_corrected_to_what_the_role_does_not_take_stays_out():
    corrected = after(CorrectSuggestion(suggestion=ERBIL_SUGGESTED, label="LAW"), NEW)
    changed = after(AcceptSuggestions((STRUCK_SUGGESTED,)), corrected)
    assert accepted_event(changed, STRUCK_SUGGESTED).arguments == ()


def test_what_is_marked_already_stands_for_the_suggestion():
    marked = annotation_set(ARTICLE, FRONT, ERBIL)
    changed = after(AcceptSuggestions(with_fillers([STRUCK_SUGGESTED], PENDING)), marked)
    assert changed.decisions[FRONT_SUGGESTED.id] == Decision(Outcome.ACCEPTED, FRONT.id)
    assert len(changed.mentions) == 3
    assert accepted_event(changed, STRUCK_SUGGESTED).arguments == (
        Argument("ACTOR", FRONT.id),
        Argument("PLACE", ERBIL.id),
    )


def test_an_event_marked_already_takes_up_the_arguments_it_lacks():
    by_hand = event("ASSAULT", span(ARTICLE, "struck"), ("ACTOR", FRONT), ("ACTOR", ANN), id="m-hand")
    marked = annotation_set(ARTICLE, FRONT, ANN, by_hand)
    changed = after(AcceptSuggestions(ALL[:3]), marked)
    struck = accepted_event(changed, STRUCK_SUGGESTED)
    assert struck.id == by_hand.id
    assert struck.arguments == (*by_hand.arguments, Argument("PLACE", ERBIL_SUGGESTED.mention.id))


def test_correct_a_label():
    changed = after(CorrectSuggestion(suggestion=FRONT_SUGGESTED, label="GPE"), NEW)
    mention = changed.mentions[FRONT_SUGGESTED.mention.id]
    assert (mention.label, mention.origin.outcome) == ("GPE", Outcome.CORRECTED)
    assert changed.decisions == {FRONT_SUGGESTED.id: Decision(Outcome.CORRECTED, mention.id)}


def test_correct_an_extent():
    wider = Span(0, FRONT.span.end)
    mention = after(CorrectSuggestion(suggestion=FRONT_SUGGESTED, span=wider), NEW).mentions[FRONT_SUGGESTED.mention.id]
    assert (mention.span, mention.label) == (wider, "ORG")


def test_a_correction_that_changes_nothing_is_an_acceptance():
    changed = after(CorrectSuggestion(suggestion=FRONT_SUGGESTED, label="ORG", span=FRONT.span), NEW)
    assert changed.decisions[FRONT_SUGGESTED.id].outcome is Outcome.ACCEPTED


def test_correcting_the_type_of_an_event_keeps_the_roles_that_fit():
    first = after(AcceptSuggestions((FRONT_SUGGESTED, ERBIL_SUGGESTED)), NEW)
    changed = after(CorrectSuggestion(suggestion=STRUCK_SUGGESTED, label="CONSULT"), first)
    assert accepted_event(changed, STRUCK_SUGGESTED).arguments == (Argument("ACTOR", FRONT_SUGGESTED.mention.id),)


def test_rejecting_writes_the_decision_and_nothing_else():
    changed = after(RejectSuggestions((FRONT_SUGGESTED, ERBIL_SUGGESTED)), NEW)
    assert not changed.mentions
    assert set(changed.decisions.values()) == {Decision(Outcome.REJECTED)}


@pytest.mark.parametrize(
    "edit",
    [
        AcceptSuggestions((FRONT_SUGGESTED,)),
        RejectSuggestions((FRONT_SUGGESTED,)),
        CorrectSuggestion(suggestion=FRONT_SUGGESTED, label="GPE"),
    ],
    ids=str,
)
def test_a_suggestion_is_decided_once(edit):
    for first in (AcceptSuggestions((FRONT_SUGGESTED,)), RejectSuggestions((FRONT_SUGGESTED,))):
        assert refusal(edit, after(first, NEW)) == "already-decided"


def test_what_was_accepted_and_deleted_is_decided():
    deleted = after(DeleteMention(FRONT_SUGGESTED.mention.id), after(AcceptSuggestions((FRONT_SUGGESTED,)), NEW))
    assert refusal(AcceptSuggestions((FRONT_SUGGESTED,)), deleted) == "already-decided"


def test_a_suggestion_never_replaces_the_mention_that_has_its_id():
    id_ = MentionId(FRONT_SUGGESTED.mention.id)
    taken = after(AddEntity(id=id_, span=ANN.span, label="PERSON"), NEW)
    assert refusal(AcceptSuggestions((FRONT_SUGGESTED,)), taken) == "already-decided"


@pytest.mark.parametrize("edit", [AcceptSuggestions(()), RejectSuggestions(())], ids=str)
def test_deciding_nothing_does_not_even_open_the_set(edit):
    assert refusal(edit, NEW) == "nothing-changes"


def test_a_suggestion_twice_in_one_edit_is_refused():
    assert refusal(AcceptSuggestions((FRONT_SUGGESTED, FRONT_SUGGESTED)), NEW) == "already-decided"


def test_a_suggestion_that_breaks_the_rules_is_refused():
    unknown = suggestion(entity("NONE", FRONT.span))
    assert refusal(AcceptSuggestions((unknown,)), NEW) == "no-such-label"
    blank = suggestion(entity("ORG", Span(8, 12)))
    assert refusal(AcceptSuggestions((blank,)), NEW) == "blank-edge"
    outside = CorrectSuggestion(suggestion=FRONT_SUGGESTED, span=Span(0, 9999))
    assert refusal(outside, NEW) == "outside-text"
