from annotations.model.span import Span
from exporters.alignment import BLANK_EDGE, EVENT_LOST, FILLER_LOST, OUTSIDE
from exporters.sound import count, sound
from exporters.tally import Tally
from tests.factories import article, entity, event, span


def test_what_fits_the_text_is_held_and_all_else_has_its_reason():
    of = article("Rebels seized Basra ")
    rebels, basra, beyond = (
        *(entity("ORG", span(of, "Rebels")), entity("GPE", Span(14, 20))),
        entity("GPE", Span(14, 99)),
    )
    seized = event("ASSAULT", span(of, "seized"), ("PLACE", basra), ("ACTOR", rebels))
    lost = event("PROTEST", Span(6, 13), ("CAUSE", seized))
    held = sound(of, (seized, lost, beyond, basra, rebels))
    assert held.counts() == (1, 1, 1)
    assert [(each.label, each.reason) for each in held.lost] == [
        ("PROTEST", BLANK_EDGE),
        ("GPE", OUTSIDE),
        ("GPE", BLANK_EDGE),
        ("PROTEST", f"CAUSE: {EVENT_LOST}"),
        ("ASSAULT", f"PLACE: {FILLER_LOST}"),
    ]
    tally = Tally()
    count(held, tally)
    assert (tally.articles, tally.mentions, tally.events, tally.arguments, len(tally.lost)) == (1, 1, 1, 1, 5)


def test_a_piece_with_a_blank_at_its_edge_is_a_fault_too():
    of = article("old town of Basra")
    parts = (Span(0, 4), Span(12, 17))
    (lost,) = sound(of, [entity("GPE", Span(0, 17), parts=parts)]).lost
    assert lost.reason == BLANK_EDGE
