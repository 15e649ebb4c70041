"""The names a text most likely has."""

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.likely_names import likely_names
from annotations.text.tokens import TokenIndex, tokenize
from tests.factories import tokens

DEVELOPMENT = Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "plover_dev.jsonl"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The minister met Karim Shia’ al-Sabti’s envoy.", ["Karim Shia’ al-Sabti"]),
        ("Iraqi Prime Minister Karim al-Sabti spoke.", ["Iraqi", "Karim al-Sabti"]),
        ("US Secretary of State Ann Okafor left.", ["US", "Ann Okafor"]),
        ("But Amman denied it. He left.", ["Amman"]),
        ("“It was so,” he said. “Reports differ.”", []),
        ("Militias met. The militias left.", []),
        ("the Ministry of Water and the Bank of Zubara", ["Ministry of Water", "Bank of Zubara"]),
        ("an Israel-Jordan accord, the al-Sabti house", ["Israel", "Jordan", "al-Sabti"]),
        ("the Asia-Pacific Economic Council", ["Asia-Pacific Economic Council"]),
        ("Osama bin Karim and Ursula von der Leyen", ["Osama bin Karim", "Ursula von der Leyen"]),
        ("Envoy to Iraq Ann Okafor", ["Iraq", "Ann Okafor"]),
        ("Kurdish Security Council officials", ["Kurdish Security Council"]),
        ("on 3 March 2021, on October 7 and in May 2020", ["3 March 2021", "October 7", "May 2020"]),
        ("on Monday Karim Okafor left", ["Monday", "Karim Okafor"]),
        ("fighters of the NF (Northern Front)", ["NF", "Northern Front"]),
        ("New Zealand said so", ["New Zealand"]),
        ("of Brigade 12 and AT&T", ["Brigade 12", "AT&T"]),
        ("قال السبتي في بغداد", ["السبتي", "بغداد"]),
        ("وعاد السبتي إلى بغداد", ["وعاد", "السبتي", "بغداد"]),
        ("", []),
    ],
)
def test_names(text: str, names: list[str]):
    assert [name.of(text) for name in likely_names(text, tokenize(text, "en"))] == names


def test_capitals_of_a_headline_say_little():
    text = "Karim Okafor Pledges to Protect New Water Advisors\nThe water advisors pledges to protect are known."
    assert next(name.of(text) for name in likely_names(text, tokenize(text, "en"))) == "Karim Okafor"


@given(
    st.lists(
        st.sampled_from(["Karim", "al", "-", "Iraqi", "the", "of", "Mr", "7", "May", "’", "\n", "&", "و", ".", "IS"])
    )
)
def test_names_are_apart_in_order_and_of_whole_tokens(words: list[str]):
    text = " ".join(words).replace(" - ", "-").replace(" ’", "’")
    index = TokenIndex(tokens(text))
    names = likely_names(text, index.tokens)
    assert all(left.end <= right.start for left, right in itertools.pairwise(names))
    assert all(index.aligned(name) is not None for name in names)


@pytest.mark.skipif(not DEVELOPMENT.exists(), reason="no development data here")
def test_nearly_every_name_of_the_news_has_an_end_found():
    """Measured .97 with 1.9 candidates a name; half are exact, the others have titles or common nouns in them."""
    hit = gold = candidates = 0
    for line in DEVELOPMENT.read_text("utf-8").splitlines():
        record = json.loads(line)
        names = likely_names(record["text"], tokenize(record["text"], "en"))
        ends = {name.start for name in names}, {name.end for name in names}
        spans = [span for span in record["spans"] if span["kind"] == "entity"]
        hit += sum(span["start"] in ends[0] or span["end"] in ends[1] for span in spans)
        gold, candidates = gold + len(spans), candidates + len(names)
    assert hit >= 0.95 * gold
    assert candidates <= 2.1 * gold
