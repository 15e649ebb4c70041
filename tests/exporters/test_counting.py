from exporters.alignment import issue
from exporters.base import ExportReport
from exporters.counting import given_and_lost, lost_sentence
from tests.exporters.samples import misaligned


def test_events_and_arguments_count_as_mentions_do():
    sample = misaligned()
    (lost, *_others) = (issue(sample.article, each, "why") for each in sample.sets[0].in_order())
    report = ExportReport(mentions=4000, events=300, arguments=11, lost=(lost,))
    assert given_and_lost(report) == (4312, 1)
    assert lost_sentence(report) == "1 of 4,312 mentions lost"
    assert lost_sentence(ExportReport()) == "0 of 0 mentions lost"
