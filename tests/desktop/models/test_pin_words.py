"""Sentences about pins: what was done, who goes along, which of two pins holds."""

from types import MappingProxyType

import pytest

from annotations.model.split import Part
from desktop.models.pin_words import act_in_words, pin_in_words, with_family
from exporters.split_warnings import Findings, Held

TITLES = MappingProxyType({"a": "Ford shelled", "b": "Dawn\nattack", "d": "x" * 60})
TRAIN, DEV, TEST = Part


def act(part, asked, changed):
    return act_in_words(part, tuple(asked), tuple(changed), TITLES.__getitem__)


@pytest.mark.parametrize(
    ("part", "asked", "changed", "words"),
    [
        (TEST, "a", "a", "“\u2068Ford shelled\u2069” is pinned to test."),
        (DEV, "abc", "b", "“\u2068Dawn attack\u2069” is pinned to dev."),
        (TRAIN, "abc", "ac", "2 articles are pinned to train."),
        (TEST, "a", "", "“\u2068Ford shelled\u2069” is pinned to test already."),
        (TEST, "ab", "", "These 2 articles are pinned to test already."),
        (None, "a", "a", "“\u2068Ford shelled\u2069” is not pinned any more: the next split decides."),
        (None, "ab", "ab", "2 articles are not pinned any more: the next split decides."),
        (None, "a", "", "“\u2068Ford shelled\u2069” is not pinned."),
        (None, "abc", "", "None of these 3 articles is pinned."),
    ],
)
def test_what_was_done(part, asked, changed, words):
    assert act(part, asked, changed) == words


def test_a_long_headline_is_cut():
    assert act(TEST, "d", "d") == "“\u2068" + "x" * 37 + "…\u2069” is pinned to test."


def test_near_duplicates_that_go_along_are_told_in_the_sentence_of_the_one():
    findings = Findings(pinned=[Held(by="a", part=TEST, pins={"a": TEST}, along=("b", "d"), size=3)])
    along = "and what must stay with it goes along: “\u2068Dawn attack\u2069”, “\u2068" + "x" * 37 + "…\u2069”."
    one = act(TEST, "a", "a")
    assert with_family(one, findings, TITLES.__getitem__) == f"{one[:-1]}, {along}"
    two = act(TEST, "ac", "ac")
    assert with_family(two, findings, TITLES.__getitem__) == f"{two} {one[:-1]}, {along}"


def test_of_two_pins_it_is_said_which_holds():
    findings = Findings(pinned=[Held(by="a", part=TEST, pins={"a": TEST, "b": DEV}, along=(), size=3)])
    assert with_family("Done.", findings, TITLES.__getitem__) == (
        "Done. “\u2068Dawn attack\u2069” is pinned to dev, but “\u2068Ford shelled\u2069”, which it must stay with, to"
        " test: test holds for their group of 3 articles."
    )
    assert with_family("Done.", Findings(), TITLES.__getitem__) == "Done."


def test_a_row_says_where_it_is_pinned():
    assert (pin_in_words("test"), pin_in_words("")) == ("pinned to test in the training data", "")
