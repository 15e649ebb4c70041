"""The report: its figures are those of `Figures`, its counts reconcile, rulings stand beside."""

from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings

from annotations.agreement.disagreements import disagreements
from annotations.agreement.documents import ArgumentMark, Document, EventMark, pairs
from annotations.agreement.figures import Figures, Resampling
from annotations.agreement.parts import parts
from annotations.agreement.report import Source, report, unordered
from annotations.errors import Cancelled
from annotations.model.mark import Mark, Subject
from annotations.model.project import ADJUDICATED
from tests.annotations.agreement.drawn import ANNOTATORS, corpora, document

NO_DRAWS = Resampling(draws=0)
TEXT = "abcdefghijklmnopqrst"


def sources(documents: list[Document], names=ANNOTATORS) -> list[Source]:
    return [
        Source(
            parts=parts(each),
            disagreements=tuple(disagreements(each, TEXT, pairs(names))),
            title=f"About {each.id}",
            source="Post",
        )
        for each in documents
    ]


@settings(max_examples=50, phases=[Phase.generate])
@given(corpora())
def test_everything_reconciles(documents):
    documents = [replace(each, id=str(number)) for number, each in enumerate(documents)]
    found = report(sources(documents), ANNOTATORS, NO_DRAWS)
    counts = Figures([parts(each) for each in documents], ANNOTATORS).span_counts(pairs(ANNOTATORS))
    differing = sum(found.reasons[Subject.SPAN].values())
    assert sum(found.trouble.ways.values()) == found.trouble.disagreements == differing
    assert sum(group.count for group in found.groups if group.subject is Subject.SPAN) == differing
    assert sum(cell.disagreements for row in found.by_article for cell in row.cells.values()) == differing
    assert sum(found.confusion.values()) == sum(counts.confusion.values())
    assert sum(row.units for row in found.labels) == counts["nA"] + counts["nB"]
    assert found.figures["strict_f1"] == Figures([parts(each) for each in documents], ANNOTATORS, NO_DRAWS).span_f1(
        "strict_f1", pairs(ANNOTATORS)
    )


def test_a_confusion_does_not_care_who_comes_first():
    assert unordered({("GPE", "ORG"): 2, ("ORG", "GPE"): 1, ("__none__", "GPE"): 4, ("GPE", "__none__"): 1}) == {
        ("GPE", ""): 5,
        ("GPE", "ORG"): 3,
    }


def test_rulings_are_compared_but_not_pooled():
    ruled = document(20, A=[(0, 3, "X")], B=[(0, 3, "X"), (5, 8, "Y")])
    ruled = replace(ruled, marks={**ruled.marks, ADJUDICATED: frozenset({Mark(0, 3, "X")})})
    found = report(sources([ruled], ("A", "B")), ("A", "B"), NO_DRAWS)
    assert [row.pair for row in found.pairs] == [("A", "B")]
    assert {row.pair: row.figures["strict_f1"].value for row in found.rulings} == {
        ("A", ADJUDICATED): 1.0,
        ("B", ADJUDICATED): pytest.approx(2 / 3),
    }
    named = report(sources([ruled], ("A", ADJUDICATED)), ("A", ADJUDICATED), NO_DRAWS)
    assert ([row.pair for row in named.pairs], named.rulings) == ([("A", ADJUDICATED)], ())


def test_events_have_types_and_roles():
    def event(type_, role):
        return EventMark(0, 3, type_, frozenset({ArgumentMark(4, 6, role)}))

    of = Document(
        id="d",
        length=20,
        marks={"A": frozenset(), "B": frozenset()},
        events={"A": frozenset({event("MEET", "ACTOR")}), "B": frozenset({event("MEET", "PLACE")})},
    )
    found = report(sources([of], ("A", "B")), ("A", "B"), NO_DRAWS)
    assert [(row.label, row.f1.value, row.units, row.few) for row in found.types] == [("MEET", 1.0, 2, True)]
    assert [(row.label, row.f1.value) for row in found.roles] == [("ACTOR", 0.0), ("PLACE", 0.0)]
    assert found.confusion_types == {("MEET", "MEET"): 1}
    assert found.confusion_roles == {("ACTOR", "PLACE"): 1}
    assert found.figures["argument_id"].value == 1.0


def test_of_one_annotator_nothing_is_said():
    found = report(sources([document(20, A=[(0, 3, "X")])], ("A",)), ("A",))
    assert {found.figures[name].value for name in found.figures} == {None}
    assert all(found.figures[name].reason for name in found.figures)
    assert (found.pairs, found.groups, found.articles) == ((), (), 0)


def test_progress_comes_to_its_end_and_it_can_be_stopped():
    steps = []
    given_ = sources([document(20, A=[(0, 3, "X")], B=[])], ("A", "B"))
    report(given_, ("A", "B"), NO_DRAWS, on_progress=lambda done, of: steps.append((done, of)))
    assert [done for done, _ in steps] == list(range(1, len(steps) + 1))
    assert {of for _, of in steps} == {len(steps)}
    with pytest.raises(Cancelled):
        report(given_, ("A", "B"), NO_DRAWS, cancelled=lambda: True)
