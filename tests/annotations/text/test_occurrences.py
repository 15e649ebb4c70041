"""The same words again, by three rules."""

import itertools
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model.span import Span
from annotations.text.occurrences import OccurrenceIndex, Rule
from annotations.text.occurrences import occurrences as occurrences_in
from annotations.text.tokens import TokenIndex
from tests.factories import span, tokens

NEWS = (
    "Sabti speaks: Zubaran Prime Minister Karim Shia’ al-Sabti met the Foreign Secretary David Omer. "
    "Mr Al Sabti’s office said sabti and Sabti's house. Envoy to Zubara Ann Okafor left; OKAFOR and Karim stayed. "
    "Zubara’s Omer Hassan and Hunter Sabti of the Northern Water Front (NWF) spoke. The NWF, and Karim al-Sabti."
)


def found(text: str, surface: str, rule: Rule, nth: int = 1) -> list[str]:
    places = occurrences_in(text, TokenIndex(tokens(text)), span(text, surface, nth), rule)
    return [place.of(text) for place in places]


@pytest.mark.parametrize(
    ("text", "surface", "others"),
    [
        ("Al Sabti. Al\u00a0Sabti, Al  Sabti; Al\nSabti", "Al Sabti", ["Al\u00a0Sabti", "Al  Sabti", "Al\nSabti"]),
        ("al-Sabti or al Sabti or al- Sabti", "al-Sabti", []),
        ("Al Sabti, Al\n\nSabti", "Al Sabti", []),
        ("Ann and Anna and ann and Ann", "Ann", ["Ann"]),
        ("go go go go go", "go go", ["go go"]),
        ("قال السبتي و السبتي", "السبتي", ["السبتي"]),
    ],
)
def test_exact(text: str, surface: str, others: list[str]):
    assert found(text, surface, Rule.EXACT) == others


@pytest.mark.parametrize(
    ("text", "surface", "others"),
    [
        ("Shia’ Ali, Shia' Ali, SHIAʼ ALI, Shia‘ ali, Shia Ali", "Shia’ Ali", ["Shia' Ali", "SHIAʼ ALI", "Shia‘ ali"]),
        ("Amman’s roads; amman and Amman", "Amman’s", ["amman", "Amman"]),
        ("Amman; Amman’s, AMMAN's", "Amman", ["Amman", "AMMAN"]),
        ('“Dawn” and "dawn"', "“Dawn”", ['"dawn"']),
        ("STRASSE, Straße", "STRASSE", ["Straße"]),
    ],
)
def test_case(text: str, surface: str, others: list[str]):
    assert found(text, surface, Rule.CASE) == others


@pytest.mark.parametrize(
    ("surface", "others"),
    [
        ("Karim Shia’ al-Sabti", ["Sabti", "Al Sabti", "Sabti", "Karim al-Sabti"]),
        ("Al Sabti", ["Sabti", "Karim Shia’ al-Sabti", "Sabti", "Hunter Sabti", "Karim al-Sabti"]),
        ("David Omer", []),
        ("Ann Okafor", ["OKAFOR"]),
        ("OKAFOR", ["Ann Okafor"]),
        ("Northern Water Front", ["NWF", "NWF"]),
        ("NWF", ["Northern Water Front", "NWF"]),
        ("Karim", ["Karim", "Karim"]),
        ("Front", []),
        ("office", []),
        ("Foreign Secretary", []),
    ],
)
def test_variants(surface: str, others: list[str]):
    assert found(NEWS, surface, Rule.VARIANTS) == others


def test_a_short_form_is_not_taken_from_somebody_else():
    text = "Fuad Omer left. Omer Hassan stayed. Omer spoke."
    assert found(text, "Fuad Omer", Rule.VARIANTS) == ["Omer"]


def test_initials_with_dots_are_the_same():
    text = "The United States and the U.S. and US troops told us. Use Salt."
    assert found(text, "United States", Rule.VARIANTS) == ["U.S.", "US"]
    assert found(text, "US", Rule.VARIANTS) == ["United States", "U.S."]


def test_arabic_names():
    text = "قال محمد شياع السبتي اليوم. وأكد السبتي ذلك، وعاد محمد شیاع السبتي الى بغداد"
    assert found(text, "محمد شياع السبتي", Rule.VARIANTS) == ["السبتي", "محمد شیاع السبتي"]


def test_only_whole_tokens_count():
    text = "Iran-backed and Iran"
    index = OccurrenceIndex(text, TokenIndex([Span(0, 11), Span(12, 15), Span(16, 20)]))
    assert index.occurrences(Span(0, 4), Rule.EXACT) == [Span(16, 20)]
    assert index.occurrences(Span(16, 20), Rule.EXACT) == []


def test_a_hyphen_may_be_the_last_sign():
    assert found("IRA met and the Sabti-", "IRA", Rule.VARIANTS) == []


def test_a_span_of_part_of_a_word_has_no_others():
    assert found("Amman Amman", "mma", Rule.EXACT) == []


words = st.sampled_from(
    ["Karim", "Sabti", "sabti", "al", "-", "’", "s", "Mr", "NWF", "Northern", "Water", "Front", "U.S.", "،"]
)
gaps = st.sampled_from([" ", "", "\n", "\u00a0", "\n\n", ". "])
texts = st.lists(st.tuples(words, gaps), min_size=1, max_size=14).map(lambda pairs: "".join(w + g for w, g in pairs))


def inside(of: Iterable[Span], text: str) -> st.SearchStrategy[Span]:
    edges = sorted(of)
    return st.tuples(st.sampled_from(edges), st.sampled_from(edges)).map(lambda two: Span(min(two).start, max(two).end))


@given(st.data(), texts, st.sampled_from(Rule))
def test_places_are_apart_in_order_and_of_whole_tokens(data: st.DataObject, text: str, rule: Rule):
    index = TokenIndex(tokens(text))
    source = data.draw(inside(index.tokens, text))
    places = OccurrenceIndex(text, index).occurrences(source, rule)
    assert all(left.end <= right.start for left, right in itertools.pairwise(places))
    assert not any(place.overlaps(source) for place in places)
    assert all(index.aligned(place) is not None for place in places)


@given(st.data(), texts)
def test_the_same_characters_are_the_same_in_any_case(data: st.DataObject, text: str):
    index = TokenIndex(tokens(text))
    source = data.draw(inside(index.tokens, text))
    found_in = OccurrenceIndex(text, index)
    for place in found_in.occurrences(source, Rule.EXACT):
        assert place.of(text).split() == source.of(text).split()
    surfaces = {place.of(text).casefold() for place in found_in.occurrences(source, Rule.EXACT)}
    if not source.of(text).endswith(("s", "S")):
        assert surfaces <= {place.of(text).casefold() for place in found_in.occurrences(source, Rule.CASE)}
