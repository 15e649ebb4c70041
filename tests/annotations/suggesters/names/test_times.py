import pytest

from annotations.suggesters.names import times
from tests.annotations.suggesters.names.helpers import found, surface, words


@pytest.mark.parametrize(
    ("text", "expected", "label"),
    [
        ("It ended on 21 November 2023.", "21 November 2023", "DATE"),
        ("It ended on November 21, 2023.", "November 21, 2023", "DATE"),
        ("Posted 2023-11-21 in Amman", "2023-11-21", "DATE"),
        ("Posted 21-11-2023 in Amman", "21-11-2023", "DATE"),
        ("It rained last week.", "last week", "DATE"),
        ("It rained over the past two weeks.", "the past two weeks", "DATE"),
        ("The following day it rained.", "The following day", "DATE"),
        ("In mid-November it rained.", "mid-November", "DATE"),
        ("Nothing has been sown since 2014.", "2014", "DATE"),
        ("Three years later it rained.", "years later", "DATE"),
        ("It rained on Monday evening.", "Monday evening", "TIME"),
        ("It rained late on Monday.", "late on Monday", "TIME"),
        ("It rained at 9:30 p.m. local time.", "9:30 p.m. local time", "TIME"),
        ("Hours after the rain they left.", "Hours", "TIME"),
        ("It rained at about 6:40 a.m. on Tuesday.", "about 6:40 a.m. on Tuesday", "TIME"),
        ("It rained shortly before noon on Saturday.", "shortly before noon on Saturday", "TIME"),
        ("It rained at 9 p.m. on Friday night.", "9 p.m.", "TIME"),
        ("That evening it rained.", "That evening", "TIME"),
        ("It rains every Friday.", "every Friday", "DATE"),
        ("A day after the rain they left.", "A day", "DATE"),
    ],
)
def test_dates_and_times_are_read_whole(text: str, expected: str, label: str):
    read = words(text)
    assert (expected, label) in {(surface(read, claim), claim.label) for claim in times.find(read)}


@pytest.mark.parametrize(
    "text", ["It may rain.", "They march home.", "He sold 2014 sheep.", "Ratio 3:4", "A second try"]
)
def test_what_only_looks_like_a_date_is_none(text: str):
    assert list(times.find(words(text))) == []


def test_the_model_and_the_grammar_are_one_date():
    assert [each for each in found("The truce began in Amman on Friday, 3 March 2021.") if each[1] == "DATE"] == [
        ("Friday, 3 March 2021", "DATE")
    ]
