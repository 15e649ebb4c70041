from dataclasses import replace

from exporters.alignment import EVENT_LOST
from exporters.tally import EXTENT_ONLY, WITHOUT, Tally
from tests.factories import article, entity, event, span

OF = article("Ana and Omar Ruiz met.")
OMAR = entity("PERSON", span(OF, "Omar Ruiz"))
MET = event("CONSULT", span(OF, "met"), ("ACTOR", OMAR), ("ACTOR", OMAR))


def test_an_event_takes_its_arguments_with_it():
    tally = Tally()
    tally.lose(OF, MET, "no room")
    assert [(each.surface, each.reason) for each in tally.report().lost] == [
        *(("met", "no room"), ("met", f"ACTOR: {EVENT_LOST}"), ("met", f"ACTOR: {EVENT_LOST}"))
    ]


def test_what_is_written_with_less_is_noted_with_each_reason():
    tally = Tally(articles=1)
    parts = (span(OF, "Ana"), span(OF, "Ruiz"))
    whole = replace(OMAR, attributes=(("a", "b"),), cluster="c1", note="who?", unsure=True)
    pieces = entity("PERSON", span(OF, "Ana and Omar Ruiz"), parts=parts)
    tally.wrote_entity(OF, whole)
    tally.wrote_entity(OF, pieces, "bent")
    tally.wrote_event(OF, MET, arguments=2)
    report = tally.report("a.file")
    assert (report.articles, report.mentions, report.events, report.arguments) == (1, 2, 1, 2)
    assert [each.reason for each in report.notes] == [*WITHOUT.values(), "bent", EXTENT_ONLY]
    assert report.files == ("a.file",)
