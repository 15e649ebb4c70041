from itertools import pairwise

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from annotations.model.project_settings import Conventions, Hyphenated
from annotations.suggesters.names import finder
from annotations.suggesters.spacy_pipeline import load
from tests.annotations.suggesters.names.helpers import found

PIECES = [
    "President",
    "Karim",
    "al",
    "-",
    "Sabti",
    "’s",
    "the",
    "United Nations",
    "(UN)",
    "on",
    "Monday",
    "evening",
    ",",
    ".",
    "Iran",
    "-backed",
    "pro-",
    "Shalan",
    "base",
    "Ministry",
    "of",
    "Water",
    "and",
    "at least",
    "40",
    "farmers",
    "said",
]
conventions = st.builds(
    Conventions,
    determiner=st.booleans(),
    possessive=st.booleans(),
    title=st.booleans(),
    hyphenated=st.sampled_from(Hyphenated),
)


@settings(phases=[Phase.generate], max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14), min_size=1, max_size=3), conventions)
def test_names_are_in_order_apart_and_scored(paragraphs: list[list[str]], agreed: Conventions):
    docs = list(load(with_syntax=False).pipe([" ".join(pieces) for pieces in paragraphs]))
    for doc, names in zip(docs, finder.find(docs, agreed), strict=True):
        end = 0
        for name in names:
            assert end <= name.extent.start < name.extent.end <= len(doc.text)
            assert name.extent.of(doc.text) == name.extent.of(doc.text).strip()
            assert name.score is not None
            assert 0 < name.score < 1
            assert name.why
            assert name.source
            end = name.extent.end


def test_a_title_that_another_name_has_taken_is_not_taken_again():
    text = "President Ministry President Ministry Sabti President"
    docs = list(load(with_syntax=False).pipe([text]))
    (names,) = finder.find(docs, Conventions(title=True))
    assert len(names) > 1
    assert all(before.extent.end <= after.extent.start for before, after in pairwise(names))


def test_a_schema_without_named_events_loses_no_country():
    text = "Prices rose after the Israel-Lebanon war."
    assert found(text) == [("Israel-Lebanon war", "EVENT")]
    assert found(text, labels={"GPE"}) == [("Israel", "GPE"), ("Lebanon", "GPE")]


def test_agreement_raises_the_score():
    docs = list(load(with_syntax=False).pipe(["Troops left Germany for Uzbekistan on Friday."]))
    (names,) = finder.find(docs, Conventions())
    scores = {name.extent.of(docs[0].text): name.score for name in names}
    assert (scores["Germany"] or 0) > 0.95


def test_the_text_may_be_empty_of_names():
    assert found("nothing of note was said by anybody here") == []
