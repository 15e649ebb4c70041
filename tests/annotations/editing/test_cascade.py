"""What changes along with a mention."""

from annotations.editing.edits import AcceptSuggestions, DeleteMention, MoveBoundary, Relabel, SetAttribute, SetNote
from annotations.model.annotation_set import Decision
from annotations.model.ids import RunId
from annotations.model.mention import Argument, EventMention, Outcome
from annotations.model.span import Span
from annotations.model.suggestion import SuggestionRun
from tests.annotations.editing.test_decide import ANN, ARTICLE, ERBIL, FRONT, MET, STRUCK, after
from tests.factories import annotation_set, entity, span, suggestion


def arguments(mention: object) -> tuple[Argument, ...]:
    assert isinstance(mention, EventMention)
    return mention.arguments


def test_a_deleted_filler_leaves_its_roles():
    changed = after(DeleteMention(ERBIL.id))
    assert ERBIL.id not in changed.mentions
    assert arguments(changed.mentions[STRUCK.id]) == (Argument("ACTOR", FRONT.id),)


def test_a_deleted_event_leaves_the_roles_it_fills_and_its_fillers_stay():
    changed = after(DeleteMention(STRUCK.id))
    assert arguments(changed.mentions[MET.id]) == (Argument("ACTOR", ANN.id),)
    assert {FRONT.id, ERBIL.id} <= set(changed.mentions)


def test_a_filler_relabelled_to_what_the_role_does_not_take_leaves_it():
    changed = after(Relabel(ERBIL.id, "ORG"))
    assert arguments(changed.mentions[STRUCK.id]) == (Argument("ACTOR", FRONT.id),)


def test_a_filler_relabelled_to_what_the_role_takes_stays():
    changed = after(Relabel(FRONT.id, "GPE"))
    assert changed.mentions[STRUCK.id] == STRUCK


def test_a_relabelled_event_keeps_the_roles_that_its_new_type_knows():
    changed = after(Relabel(STRUCK.id, "CONSULT"))
    assert arguments(changed.mentions[STRUCK.id]) == (Argument("ACTOR", FRONT.id),)
    # CAUSE takes an ASSAULT, and it is none any more.
    assert arguments(changed.mentions[MET.id]) == (Argument("ACTOR", ANN.id),)


def test_a_type_without_roles_keeps_no_arguments():
    assert arguments(after(Relabel(STRUCK.id, "PROTEST")).mentions[STRUCK.id]) == ()


def test_attributes_that_the_new_type_does_not_know_go():
    denied = after(SetAttribute(MET.id, "modality", "denied"))
    assert after(Relabel(MET.id, "PROTEST"), denied).mentions[MET.id].attributes == ()


PROPOSED = suggestion(entity("PERSON", span(ARTICLE, "Cy")), score=0.9)
OTHER_RUN = SuggestionRun(id=RunId("run-2"), suggester="other", version="1")
SAME_BY_OTHER = suggestion(entity("PERSON", span(ARTICLE, "Cy")), run=OTHER_RUN)
ACCEPTED = after(AcceptSuggestions((PROPOSED,)), annotation_set(ARTICLE))
ID = PROPOSED.mention.id


def test_relabelling_what_was_accepted_makes_it_a_correction():
    changed = after(Relabel(ID, "ORG"), ACCEPTED)
    assert changed.decisions[PROPOSED.id] == Decision(Outcome.CORRECTED, ID)
    assert changed.mentions[ID].origin.outcome is Outcome.CORRECTED
    assert changed.mentions[ID].origin.score == 0.9


def test_moving_what_was_accepted_makes_it_a_correction():
    changed = after(MoveBoundary(ID, Span(PROPOSED.mention.span.start, PROPOSED.mention.span.end + 6)), ACCEPTED)
    assert changed.decisions[PROPOSED.id].outcome is Outcome.CORRECTED


def test_a_note_is_no_correction():
    assert after(SetNote(ID, "?"), ACCEPTED).decisions == ACCEPTED.decisions


def test_deleting_what_was_accepted_rejects_it():
    assert after(DeleteMention(ID), ACCEPTED).decisions == {PROPOSED.id: Decision(Outcome.REJECTED)}


def test_every_suggestion_that_a_mention_stands_for_follows_it():
    both = after(AcceptSuggestions((SAME_BY_OTHER,)), ACCEPTED)
    assert both.decisions[SAME_BY_OTHER.id] == Decision(Outcome.ACCEPTED, ID)
    relabelled = after(Relabel(ID, "ORG"), both)
    assert {decision.outcome for decision in relabelled.decisions.values()} == {Outcome.CORRECTED}
    deleted = after(DeleteMention(ID), both)
    assert set(deleted.decisions.values()) == {Decision(Outcome.REJECTED)}


def test_a_mention_made_by_hand_that_stands_for_a_suggestion_keeps_its_origin():
    by_hand = entity("PERSON", PROPOSED.mention.span, id="m-hand")
    accepted = after(AcceptSuggestions((PROPOSED,)), annotation_set(ARTICLE, by_hand))
    changed = after(Relabel(by_hand.id, "ORG"), accepted)
    assert changed.decisions[PROPOSED.id] == Decision(Outcome.CORRECTED, by_hand.id)
    assert changed.mentions[by_hand.id].origin == by_hand.origin
