import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model.mention import Kind
from desktop.panels.importing.words import LONGEST, articles, kind_in_words, shown


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("news.txt", "news.txt"),
        ("two\nlines\tand  more", "two lines and more"),
        ("cod\u202etxt.exe", "cod\ufffdtxt.exe"),
        ("\u2066x\u2069", "\ufffdx\ufffd"),
        ("a\0b\x1b", "a\ufffdb\ufffd"),
        ("caf\udce9.txt", "caf\ufffd.txt"),
        ("<b>bold</b>", "<b>bold</b>"),
        ("أخبار\u200cاليوم", "أخبار\u200cاليوم"),
    ],
)
def test_a_name_is_shown_as_far_as_it_can_be(text, seen):
    assert shown(text) == seen


def test_a_long_name_is_cut():
    assert shown("x" * LONGEST) == "x" * LONGEST
    assert shown("x" * 5_000) == "x" * (LONGEST - 1) + "…"


@given(st.text(alphabet=st.characters()))
def test_nothing_that_is_shown_can_turn_or_break_a_line(text):
    seen = shown(text)
    assert len(seen) <= LONGEST
    assert not any(unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") for sign in seen)
    assert not any(unicodedata.bidirectional(sign) in ("LRE", "RLE", "LRO", "RLO", "PDF") for sign in seen)
    seen.encode()


def test_counts_are_said_in_the_singular_too():
    assert [articles(count) for count in (0, 1, 2, 1200)] == [
        "0 articles",
        "1 article",
        "2 articles",
        "1\u202f200 articles",
    ]
    assert {kind_in_words(kind) for kind in Kind} == {"entity label", "event type"}
