import pytest

from annotations.suggesters.order import Reason
from desktop.models.reason_words import reason_in_words


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason("doubt", ("9", "41")), "9 of 41 doubtful"),
        (Reason("unscored"), "nothing to doubt yet"),
        (Reason("new_words", ("drones", "ceasefire")), "new: drones, ceasefire"),
        (Reason("nothing_new"), "nothing new"),
        (Reason("date", ("2024-05-01",)), "of 2024-05-01"),
        (Reason("undated"), "without a date"),
        (Reason("source", ("Hill Wire", "2", "14")), "Hill Wire: 2 of 14 done"),
    ],
    ids=lambda value: value.code if isinstance(value, Reason) else "",
)
def test_each_reason_has_its_words(reason, words):
    assert reason_in_words(reason.written()) == words


def test_an_article_that_nothing_was_said_about_has_none():
    assert reason_in_words("") == ""


def test_braces_in_a_source_stay_as_they_are():
    assert reason_in_words(Reason("source", ("{1} {0}", "2", "14")).written()) == "{1} {0}: 2 of 14 done"
