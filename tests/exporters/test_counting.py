"""What is lost is counted by what it is."""

from exporters.alignment import argument_lost, issue
from exporters.base import ExportReport, Unit
from exporters.counting import by_unit, given, lost, lost_sentence, plural
from tests.exporters.samples import everything

ARTICLE, EVENT = next(
    (each.article, event) for each in everything() for event in each.sets[0].events() if event.arguments
)
NAME = next(iter(each for each in everything() if each.article == ARTICLE)).sets[0].mentions[EVENT.arguments[0].target]


def test_mentions_events_and_arguments_are_counted_apart():
    gone = (
        issue(ARTICLE, NAME, "why"),
        issue(ARTICLE, NAME, "why not"),
        issue(ARTICLE, EVENT, "why"),
        *(argument_lost(ARTICLE, EVENT, each, "why") for each in EVENT.arguments[:1]),
    )
    report = ExportReport(mentions=4310, events=317, arguments=1699, lost=gone)
    assert by_unit(gone) == lost(report) == {Unit.MENTION: 2, Unit.EVENT: 1, Unit.ARGUMENT: 1}
    assert plural(given(report)) == {"mentions": 4312, "events": 318, "arguments": 1700}
    assert lost_sentence(report) == "2 of 4,312 mentions lost, 1 of 318 events, 1 of 1,700 arguments"


def test_nobody_is_told_of_events_where_there_are_none():
    assert lost_sentence(ExportReport(mentions=4312)) == "0 of 4,312 mentions lost"
    assert lost_sentence(ExportReport()) == "0 of 0 mentions lost"
    assert lost_sentence(ExportReport(events=2)) == "0 of 0 mentions lost, 0 of 2 events"
