from annotations.model.annotation_set import Decision
from annotations.model.mention import Argument, Outcome
from annotations.suggesters.ranking import next_undecided, pending, previous_undecided
from tests.factories import annotation_set, article, entity, event, span, suggestion

ARTICLE = article("Militias struck Erbil and the Kurdish base near Erbil.")
FIRST = suggestion(entity("GPE", span(ARTICLE, "Erbil")))
NORP = suggestion(entity("NORP", span(ARTICLE, "Kurdish")))
BASE = suggestion(entity("FAC", span(ARTICLE, "Kurdish base")))
STRUCK = suggestion(event("ASSAULT", span(ARTICLE, "struck")))
ALL = (STRUCK, FIRST, BASE, NORP)


def test_all_are_pending_in_a_new_set():
    assert pending(ALL, annotation_set(ARTICLE)) == [STRUCK, FIRST, BASE, NORP]


def test_decided_ones_and_what_the_set_says_already_are_left_out():
    decided = annotation_set(ARTICLE, decisions={NORP.id: Decision(Outcome.REJECTED)})
    assert pending(ALL, decided) == [STRUCK, FIRST, BASE]
    said_by_hand = annotation_set(ARTICLE, entity("GPE", FIRST.mention.span))
    assert pending(ALL, said_by_hand) == [STRUCK, BASE, NORP]


def test_an_extent_labelled_otherwise_is_decided_but_one_of_the_other_kind_is_not():
    assert FIRST not in pending(ALL, annotation_set(ARTICLE, entity("ORG", FIRST.mention.span)))
    assert FIRST in pending(ALL, annotation_set(ARTICLE, event("ASSAULT", FIRST.mention.span)))


def test_arguments_point_to_what_stands_for_their_fillers():
    strike = suggestion(
        event("ASSAULT", span(ARTICLE, "struck"), ("RECIPIENT", FIRST.mention), ("ACTOR", BASE.mention))
    )
    mine = entity("ORG", FIRST.mention.span, id="mine")
    refused = annotation_set(ARTICLE, mine, decisions={BASE.id: Decision(Outcome.REJECTED)})
    (left,) = pending([FIRST, BASE, strike], refused)
    assert left.mention.arguments == (Argument("RECIPIENT", mine.id),)


def test_next_and_previous_from_a_suggestion():
    left = pending(ALL, annotation_set(ARTICLE))
    assert next_undecided(left, FIRST) is BASE
    assert next_undecided(left, BASE) is NORP
    assert next_undecided(left, NORP) is None
    assert previous_undecided(left, NORP) is BASE
    assert previous_undecided(left, STRUCK) is None


def test_next_and_previous_from_a_decided_suggestion_that_is_gone_from_the_list():
    left = [STRUCK, NORP]
    assert next_undecided(left, FIRST) is NORP
    assert previous_undecided(left, FIRST) is STRUCK


def test_next_and_previous_from_a_code_point():
    left = pending(ALL, annotation_set(ARTICLE))
    assert next_undecided(left, 0) is STRUCK
    assert next_undecided(left, FIRST.mention.span.start) is FIRST
    assert next_undecided(left, BASE.mention.span.start) is BASE
    assert next_undecided(left, len(ARTICLE.text)) is None
    assert previous_undecided(left, FIRST.mention.span.start) is STRUCK
    assert previous_undecided(left, len(ARTICLE.text)) is NORP
    assert previous_undecided([], 5) is None
