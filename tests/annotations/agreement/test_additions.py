"""Parts and attributes of what comes into the adjudicated set."""

from dataclasses import replace

from annotations.agreement.adjudicating import passed
from annotations.model.mark import Mark, Subject
from annotations.model.mention import BY_HAND, Mention, Origin
from annotations.model.ruling import Verdict
from tests.annotations.agreement.ruling_cases import Court, case
from tests.factories import article, entity, event, span

TEXT = article("Ann met north and south Darfur fighters in Erbil.")
MET = span(TEXT, "met")
NORTH = span(TEXT, "north and south Darfur")
PARTS = (span(TEXT, "north"), span(TEXT, "Darfur"))


def stands(*versions: Mention) -> Mention:
    """What stands when annotators a, b, c have these versions of one mention."""
    sat = Court(case(TEXT, **{name: [each] for name, each in zip("abc", versions, strict=False)}))
    sat.keep(passed(sat.case, **sat.by()))
    (mention,) = sat.case.adjudicated.mentions.values()
    return mention


def consult(**attributes: str) -> Mention:
    return event("CONSULT", MET, attributes=tuple(attributes.items()))


def test_attributes_are_those_that_most_gave():
    denied = consult(modality="denied")
    assert stands(consult(), denied, denied).attributes == (("modality", "denied"),)
    assert stands(consult(), denied, consult()).attributes == ()


def test_of_as_frequent_ones_those_of_the_first_by_name():
    assert stands(consult(), consult(modality="denied")).attributes == ()
    assert stands(consult(modality="denied"), consult()).attributes == (("modality", "denied"),)


def test_attributes_that_the_schema_no_longer_has_are_left_out():
    odd = consult(modality="doubted", tense="past")
    assert stands(odd, odd).attributes == ()


def test_parts_are_those_that_most_gave():
    whole, apart = entity("GPE", NORTH), entity("GPE", NORTH, parts=PARTS)
    assert stands(whole, apart, apart).parts == PARTS
    assert stands(whole, apart).parts == ()


def test_imported_parts_without_a_gap_are_left_out():
    touching = (span(TEXT, "north and"), span(TEXT, " south Darfur"))
    blank = entity("GPE", NORTH, parts=touching)
    assert stands(blank, blank).parts == ()
    joined = (span(TEXT, "nor"), span(TEXT, "th and south Darfur"))
    assert stands(entity("GPE", NORTH, parts=joined), entity("GPE", NORTH, parts=joined)).parts == ()


def test_it_is_nobodys_note_and_no_suggestion():
    own = replace(entity("GPE", NORTH), note="?", unsure=True, origin=Origin(by="suggestion", score=0.5))
    found = stands(own, own)
    assert (found.note, found.unsure, found.origin, found.cluster) == ("", False, BY_HAND, None)


def test_a_moved_event_keeps_the_attributes_of_its_words():
    sat = Court(case(TEXT, a=[consult(modality="denied")], b=[]))
    wider = span(TEXT, "Ann met")
    sat.rule(sat.only(Subject.EVENT), Verdict.EDITED, "", Mark(wider.start, wider.end, "CONSULT"))
    (moved,) = sat.case.adjudicated.events()
    assert moved.attributes == (("modality", "denied"),)
