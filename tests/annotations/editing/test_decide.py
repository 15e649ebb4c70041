"""Every edit: what it changes, and that its inverse brings back what was there."""

from dataclasses import replace

import pytest

from annotations.editing.change import with_change
from annotations.editing.decide import decide
from annotations.editing.edits import (
    AcceptSuggestions,
    AddEntity,
    AddEvent,
    ClearRole,
    DeleteMention,
    Edit,
    FillRole,
    MarkDone,
    MoveBoundary,
    Relabel,
    Reopen,
    SetAttribute,
    SetNote,
    SetPieces,
    SetUnsure,
    Together,
)
from annotations.errors import EditRefused
from annotations.model.annotation_set import AnnotationSet, Status
from annotations.model.ids import MentionId
from annotations.model.mention import BY_HAND, Argument, EntityMention, EventMention, Kind, Outcome
from annotations.model.schema import AttributeType, Label, Schema
from annotations.model.span import Span
from tests.factories import annotation_set, article, entity, event, small_schema, span, suggestion

ARTICLE = article("Militias of the Dawn Front struck Erbil with rockets on Monday; Ann Bo met Cy after it.")
SCHEMA = small_schema()
FRONT = entity("ORG", span(ARTICLE, "Dawn Front"), id="m-front")
ERBIL = entity("GPE", span(ARTICLE, "Erbil"), id="m-erbil")
ANN = entity("PERSON", span(ARTICLE, "Ann Bo"), id="m-ann")
STRUCK = event("ASSAULT", span(ARTICLE, "struck"), ("ACTOR", FRONT), ("PLACE", ERBIL), id="m-struck")
MET = event("CONSULT", span(ARTICLE, "met"), ("ACTOR", ANN), ("CAUSE", STRUCK), id="m-met")
FULL = annotation_set(ARTICLE, FRONT, ERBIL, ANN, STRUCK, MET)
NEW_ID = MentionId("m-new")


def after(edit: Edit, before: AnnotationSet = FULL) -> AnnotationSet:
    """The set after the edit, once it is seen that the inverse takes it back."""
    change = decide(edit, before, SCHEMA, ARTICLE)
    changed = with_change(before, change)
    assert changed.seq == before.seq + 1
    back = with_change(changed, change.inverted())
    assert replace(back, seq=before.seq) == before
    assert change.inverted().inverted() == change
    return changed


def refusal(edit: Edit, before: AnnotationSet = FULL) -> str:
    with pytest.raises(EditRefused) as refused:
        decide(edit, before, SCHEMA, ARTICLE)
    return refused.value.reason


def test_add_an_entity():
    where = span(ARTICLE, "Cy")
    changed = after(AddEntity(id=NEW_ID, span=where, label="PERSON"))
    assert changed.mentions[NEW_ID] == EntityMention(id=NEW_ID, span=where, label="PERSON", origin=BY_HAND)
    assert len(changed.mentions) == len(FULL.mentions) + 1


def test_the_first_mention_opens_a_new_set():
    new = annotation_set(ARTICLE)
    assert new.status is Status.NEW
    assert after(AddEntity(id=NEW_ID, span=FRONT.span, label="ORG"), new).status is Status.OPEN


def test_add_a_mention_in_two_pieces():
    parts = (span(ARTICLE, "Ann"), span(ARTICLE, "met"))
    whole = Span(parts[0].start, parts[1].end)
    changed = after(AddEntity(id=NEW_ID, span=whole, label="PERSON", parts=parts))
    assert changed.mentions[NEW_ID].pieces == parts


def test_mentions_may_nest_and_share_an_extent_under_another_label():
    inner = after(AddEntity(id=NEW_ID, span=span(ARTICLE, "Dawn"), label="PERSON"))
    assert NEW_ID in inner.mentions
    same = after(AddEntity(id=NEW_ID, span=FRONT.span, label="GPE"))
    assert same.mentions[NEW_ID].span == FRONT.span


def test_add_an_event_with_its_arguments():
    arguments = (Argument("ACTOR", ANN.id), Argument("ACTOR", FRONT.id))
    changed = after(AddEvent(id=NEW_ID, span=span(ARTICLE, "after"), label="CONSULT", arguments=arguments))
    made = changed.mentions[NEW_ID]
    assert isinstance(made, EventMention)
    assert made.arguments == arguments


def test_relabel_keeps_everything_else():
    noted = after(SetNote(ANN.id, "which Ann?"))
    assert after(Relabel(ANN.id, "ORG"), noted).mentions[ANN.id] == replace(ANN, label="ORG", note="which Ann?")


def test_relabel_to_a_label_that_is_switched_off_is_allowed():
    assert after(Relabel(ERBIL.id, "LAW")).mentions[ERBIL.id].label == "LAW"


def test_move_a_boundary():
    wider = Span(span(ARTICLE, "Militias").start, FRONT.span.end)
    assert after(MoveBoundary(FRONT.id, wider)).mentions[FRONT.id] == replace(FRONT, span=wider)


def test_moving_a_trigger_keeps_the_arguments():
    moved = after(MoveBoundary(STRUCK.id, Span(STRUCK.span.start, ERBIL.span.end))).mentions[STRUCK.id]
    assert isinstance(moved, EventMention)
    assert moved.arguments == STRUCK.arguments


PIECES = (span(ARTICLE, "Militias"), span(ARTICLE, "Front"), span(ARTICLE, "Erbil"))
SCATTERED = entity(
    "ORG", Span(PIECES[0].start, PIECES[2].end), parts=PIECES, id="m-scattered"
)  # Militias ... Front ... Erbil


@pytest.mark.parametrize(
    ("start", "end", "left"),
    [
        ("Militias", "rockets", ("Militias", "Front", "Erbil with rockets")),
        ("Dawn", "Erbil", ("Front", "Erbil")),
        ("Militias", "struck", ("Militias", "Front")),
        ("Militias", "of", ("Militias",)),
        ("struck", "Erbil", ("Erbil",)),
        ("Ann", "met", ("Ann Bo met",)),
    ],
)
def test_the_outer_pieces_follow_the_boundary(start: str, end: str, left: tuple[str, ...]):
    where = Span(span(ARTICLE, start).start, span(ARTICLE, end).end)
    moved = after(MoveBoundary(SCATTERED.id, where), annotation_set(ARTICLE, SCATTERED)).mentions[SCATTERED.id]
    # Words between the pieces are never taken in: a piece outside the extent falls away.
    assert tuple(piece.of(ARTICLE.text) for piece in moved.pieces) == left
    assert moved.span == Span(moved.pieces[0].start, moved.pieces[-1].end)


@pytest.mark.parametrize(
    ("given", "left"),
    [
        (("Front", "Militias"), ("Militias", "Front")),
        (("Militias", "Dawn", "Front"), ("Militias", "Dawn Front")),  # only a blank in between
        (("Dawn Front", "Front struck"), ()),  # they overlap
        (("Militias of the Dawn Front", "Dawn"), ()),
        (("Militias",), ()),
    ],
)
def test_pieces_are_put_in_order_and_those_that_skip_nothing_are_one(given: tuple[str, ...], left: tuple[str, ...]):
    pieces = tuple(span(ARTICLE, surface) for surface in given)
    made = after(SetPieces(FRONT.id, pieces)).mentions[FRONT.id]
    assert tuple(part.of(ARTICLE.text) for part in made.parts) == left
    assert made.span == Span(min(piece.start for piece in pieces), max(piece.end for piece in pieces))


def test_the_same_pieces_change_nothing_and_one_piece_makes_it_whole():
    scattered = annotation_set(ARTICLE, SCATTERED)
    assert refusal(SetPieces(SCATTERED.id, PIECES[::-1]), scattered) == "nothing-changes"
    whole = after(SetPieces(SCATTERED.id, (SCATTERED.span,)), scattered).mentions[SCATTERED.id]
    assert whole == replace(SCATTERED, parts=())


def test_other_pieces_of_a_suggested_mention_correct_the_suggestion():
    offered = suggestion(SCATTERED)
    accepted = after(AcceptSuggestions((offered,)), annotation_set(ARTICLE))
    corrected = after(SetPieces(offered.mention.id, PIECES[:2]), accepted)
    assert corrected.decisions[offered.id].outcome is Outcome.CORRECTED
    assert corrected.mentions[offered.mention.id].origin.outcome is Outcome.CORRECTED


def test_pieces_may_not_make_two_of_the_same():
    twin = replace(SCATTERED, id=NEW_ID, parts=(PIECES[0], PIECES[2]))
    assert refusal(SetPieces(NEW_ID, PIECES), annotation_set(ARTICLE, SCATTERED, twin)) == "already-there"


def test_fill_a_role_besides_what_fills_it():
    filled = after(FillRole(STRUCK.id, "ACTOR", ANN.id)).mentions[STRUCK.id]
    assert isinstance(filled, EventMention)
    assert filled.arguments == (*STRUCK.arguments, Argument("ACTOR", ANN.id))


def test_one_mention_may_fill_two_roles():
    filled = after(FillRole(STRUCK.id, "RECIPIENT", ERBIL.id)).mentions[STRUCK.id]
    assert isinstance(filled, EventMention)
    assert [argument.role for argument in filled.arguments if argument.target == ERBIL.id] == ["PLACE", "RECIPIENT"]


def test_a_role_that_takes_anything_takes_an_event():
    filled = after(FillRole(STRUCK.id, "INSTRUMENT", MET.id)).mentions[STRUCK.id]
    assert isinstance(filled, EventMention)
    assert filled.arguments[-1] == Argument("INSTRUMENT", MET.id)


def test_clear_a_role_or_take_one_filler_out():
    both = after(FillRole(STRUCK.id, "ACTOR", ANN.id))
    without_ann = after(ClearRole(STRUCK.id, "ACTOR", ANN.id), both).mentions[STRUCK.id]
    assert without_ann == STRUCK
    empty = after(ClearRole(STRUCK.id, "ACTOR"), both).mentions[STRUCK.id]
    assert isinstance(empty, EventMention)
    assert [argument.role for argument in empty.arguments] == ["PLACE"]


def test_a_note_is_trimmed_and_an_empty_one_taken_away():
    noted = after(SetNote(ANN.id, "  sure? \n"))
    assert noted.mentions[ANN.id].note == "sure?"
    assert after(SetNote(ANN.id, " "), noted).mentions[ANN.id].note == ""


def test_flag_as_unsure_and_clear():
    flagged = after(SetUnsure(ANN.id, True))
    assert flagged.mentions[ANN.id].unsure
    assert after(SetUnsure(ANN.id, False), flagged).mentions == FULL.mentions


def test_give_and_take_away_an_attribute():
    given = after(SetAttribute(MET.id, "modality", "denied"))
    assert given.mentions[MET.id].attributes == (("modality", "denied"),)
    assert after(SetAttribute(MET.id, "modality", None), given).mentions == FULL.mentions


def test_the_default_of_an_attribute_is_not_stored():
    assert refusal(SetAttribute(MET.id, "modality", "asserted")) == "nothing-changes"
    denied = after(SetAttribute(MET.id, "modality", "denied"))
    assert after(SetAttribute(MET.id, "modality", "asserted"), denied).mentions == FULL.mentions


def test_relabel_keeps_the_attributes_the_new_type_has_with_that_value():
    def attribute(name: str, *values: str) -> AttributeType:
        return AttributeType(name=name, title=name, values=values)

    old = (attribute("modality", "asserted", "denied", "planned"), attribute("tense", "unstated", "past"))
    new = (attribute("modality", "asserted", "denied"), attribute("tense", "unstated", "past"))
    labels = [Label(code=code, kind=Kind.EVENT, title=code, attributes=of) for code, of in (("A", old), ("B", new))]
    schema = Schema(name="two", title="Two", labels=tuple(labels))
    hit = event("A", STRUCK.span, attributes=(("modality", "planned"), ("tense", "past")))
    change = decide(Relabel(hit.id, "B"), annotation_set(ARTICLE, hit), schema, ARTICLE)
    assert change.mentions()[0].after == replace(hit, label="B", attributes=(("tense", "past"),))


def test_done_and_reopened():
    done = after(MarkDone())
    assert done.status is Status.DONE
    assert after(Reopen(), done).status is Status.OPEN


def test_an_article_without_anything_to_mark_may_be_done_at_once():
    assert after(MarkDone(), annotation_set(ARTICLE)).status is Status.DONE


def test_several_edits_are_one_step():
    edits = (
        AddEntity(id=NEW_ID, span=span(ARTICLE, "Cy"), label="PERSON"),
        FillRole(MET.id, "ACTOR", NEW_ID),
        MarkDone(),
    )
    changed = after(Together("add-and-finish", edits))
    met = changed.mentions[MET.id]
    assert isinstance(met, EventMention)
    assert met.arguments[-1] == Argument("ACTOR", NEW_ID)
    assert changed.status is Status.DONE


def test_if_one_of_several_is_refused_none_is_done():
    edits = (DeleteMention(ANN.id), Relabel(ERBIL.id, "NONE"))
    assert refusal(Together("two", edits)) == "no-such-label"


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (AddEntity(id=NEW_ID, span=Span(0, 8), label="NONE"), "no-such-label"),
        (AddEntity(id=NEW_ID, span=Span(0, 8), label="ASSAULT"), "no-such-label"),
        (AddEvent(id=NEW_ID, span=Span(0, 8), label="ORG"), "no-such-label"),
        (AddEntity(id=NEW_ID, span=Span(0, 9), label="ORG"), "blank-edge"),
        (AddEntity(id=NEW_ID, span=Span(8, 11), label="ORG"), "blank-edge"),
        (AddEntity(id=NEW_ID, span=Span(0, len(ARTICLE.text) + 1), label="ORG"), "outside-text"),
        (AddEntity(id=NEW_ID, span=FRONT.span, label="ORG"), "already-there"),
        (AddEntity(id=ANN.id, span=Span(0, 8), label="ORG"), "already-there"),
        (AddEvent(id=ANN.id, span=Span(0, 8), label="ASSAULT"), "already-there"),
        (AddEvent(id=NEW_ID, span=STRUCK.span, label="ASSAULT"), "already-there"),
        (AddEntity(id=NEW_ID, span=Span(0, 8), label="ORG", parts=(Span(0, 8),)), "bad-parts"),
        (AddEntity(id=NEW_ID, span=Span(0, 11), label="ORG", parts=(Span(9, 11), Span(0, 8))), "bad-parts"),
        (AddEntity(id=NEW_ID, span=Span(0, 11), label="ORG", parts=(Span(0, 4), Span(4, 11))), "bad-parts"),
        (AddEntity(id=NEW_ID, span=Span(0, 15), label="ORG", parts=(Span(0, 8), Span(9, 11))), "bad-parts"),
        (AddEntity(id=NEW_ID, span=Span(0, 11), label="ORG", parts=(Span(0, 9), Span(10, 11))), "blank-edge"),
        (Relabel(NEW_ID, "ORG"), "no-such-mention"),
        (Relabel(ANN.id, "PERSON"), "nothing-changes"),
        (Relabel(ANN.id, "ASSAULT"), "no-such-label"),
        (MoveBoundary(NEW_ID, Span(0, 8)), "no-such-mention"),
        (MoveBoundary(ANN.id, ANN.span), "nothing-changes"),
        (MoveBoundary(ANN.id, Span(8, 9)), "blank-edge"),
        (MoveBoundary(ANN.id, Span(0, 9999)), "outside-text"),
        (SetPieces(NEW_ID, (Span(0, 8),)), "no-such-mention"),
        (SetPieces(ANN.id, ()), "bad-parts"),
        (SetPieces(ANN.id, (ANN.span,)), "nothing-changes"),
        (SetPieces(ANN.id, (Span(0, 8), Span(8, 11))), "blank-edge"),
        (SetPieces(ANN.id, (Span(0, 8), Span(80, 9999))), "outside-text"),
        (DeleteMention(NEW_ID), "no-such-mention"),
        (FillRole(NEW_ID, "ACTOR", ANN.id), "no-such-mention"),
        (FillRole(STRUCK.id, "ACTOR", NEW_ID), "no-such-mention"),
        (FillRole(ANN.id, "ACTOR", FRONT.id), "not-an-event"),
        (FillRole(STRUCK.id, "CAUSE", ANN.id), "no-such-role"),
        (FillRole(STRUCK.id, "INSTRUMENT", STRUCK.id), "fills-itself"),
        (FillRole(STRUCK.id, "PLACE", ANN.id), "filler-not-allowed"),
        (FillRole(STRUCK.id, "ACTOR", FRONT.id), "nothing-changes"),
        (ClearRole(ANN.id, "ACTOR"), "not-an-event"),
        (ClearRole(STRUCK.id, "RECIPIENT"), "nothing-changes"),
        (ClearRole(STRUCK.id, "ACTOR", ERBIL.id), "nothing-changes"),
        (SetNote(NEW_ID, "x"), "no-such-mention"),
        (SetNote(ANN.id, " "), "nothing-changes"),
        (SetUnsure(ANN.id, False), "nothing-changes"),
        (SetAttribute(MET.id, "tense", "past"), "no-such-attribute"),
        (SetAttribute(MET.id, "modality", "perhaps"), "no-such-attribute"),
        (SetAttribute(MET.id, "modality", None), "nothing-changes"),
        (SetAttribute(ANN.id, "modality", "denied"), "no-such-attribute"),
        (Reopen(), "not-done"),
        (Together("none", ()), "nothing-changes"),
        (Together("there and back", (SetUnsure(ANN.id, True), SetUnsure(ANN.id, False))), "nothing-changes"),
    ],
    ids=str,
)
def test_refused(edit: Edit, reason: str):
    assert refusal(edit) == reason


def test_a_relabel_may_not_make_two_of_the_same():
    twins = after(AddEntity(id=NEW_ID, span=ANN.span, label="ORG"))
    assert refusal(Relabel(ANN.id, "ORG"), twins) == "already-there"


def test_a_move_may_not_make_two_of_the_same():
    other = after(AddEntity(id=NEW_ID, span=span(ARTICLE, "Ann"), label="PERSON"))
    assert refusal(MoveBoundary(NEW_ID, ANN.span), other) == "already-there"


def test_a_claim_is_free_again_once_its_mention_has_gone_or_changed():
    again = AddEntity(id=NEW_ID, span=ANN.span, label="PERSON")
    for first in (DeleteMention(ANN.id), Relabel(ANN.id, "ORG"), MoveBoundary(ANN.id, span(ARTICLE, "Ann"))):
        assert NEW_ID in after(Together("replace", (first, again))).mentions
    assert refusal(Together("twice", (again, again)), annotation_set(ARTICLE)) == "already-there"


@pytest.mark.parametrize("edit", [SetUnsure(ANN.id, True), DeleteMention(ANN.id), ClearRole(STRUCK.id, "ACTOR")])
def test_a_finished_article_is_reopened_first(edit: Edit):
    done = after(MarkDone())
    assert refusal(edit, done) == "set-done"
    assert after(Together("reopen and edit", (Reopen(), edit)), done).status is Status.OPEN


def test_a_finished_article_is_not_finished_again():
    assert refusal(MarkDone(), after(MarkDone())) == "nothing-changes"


def test_a_refusal_names_what_the_sentence_needs():
    with pytest.raises(EditRefused) as refused:
        decide(FillRole(STRUCK.id, "PLACE", ANN.id), FULL, SCHEMA, ARTICLE)
    assert refused.value.detail.split("\n") == ["Place", "PERSON", "GPE"]
