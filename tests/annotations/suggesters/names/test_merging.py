from annotations.suggesters.names.merging import merged
from annotations.suggesters.names.words import Claim
from tests.annotations.suggesters.names.helpers import surface, words

TEXT = words("Guards of the Tall Shalan base left on Monday evening .")


def claim(first: int, last: int, label: str, source: str = "model", *, sure: bool = True) -> Claim:
    return Claim(first=first, last=last, label=label, source=source, why="", sure=sure)


def shown(claims: list[Claim]) -> list[tuple[str, str, str]]:
    return [(surface(TEXT, each), each.label, each.source) for each in claims]


def test_a_pattern_that_reaches_further_stands():
    made = merged(
        TEXT, [claim(3, 5, "PERSON")], [claim(3, 6, "FAC", "pattern:base"), claim(4, 5, "GPE", "list:cities")]
    )
    assert shown(made) == [("Tall Shalan base", "FAC", "pattern:base")]


def test_a_longer_body_of_the_model_stands_before_a_shorter_rule():
    made = merged(TEXT, [claim(3, 6, "ORG")], [claim(4, 5, "GPE", "list:cities")])
    assert shown(made) == [("Tall Shalan base", "ORG", "model")]


def test_those_who_say_the_same_back_each_other():
    (made,) = merged(TEXT, [claim(3, 6, "FAC")], [claim(3, 6, "FAC", "pattern:base")])
    assert made.backed == 1


def test_dates_reach_as_far_as_both_have_them():
    (made,) = merged(TEXT, [claim(8, 9, "DATE")], [claim(8, 10, "TIME", "pattern:time")])
    assert (surface(TEXT, made), made.label) == ("Monday evening", "TIME")


def test_an_unsure_name_needs_the_model_or_room_around_it():
    unsure = claim(0, 1, "ORG", "list:unsure bodies", sure=False)
    assert merged(TEXT, [], [unsure]) == []
    assert merged(TEXT, [claim(0, 1, "GPE")], [unsure]) == [unsure]


def test_what_the_model_read_ends_before_the_place_where_it_is():
    read = words("Guards of the Shalan Board on Poplar Street left .")
    model, rule = claim(3, 8, "ORG"), claim(6, 8, "FAC", "pattern:building")
    assert [surface(read, each) for each in merged(read, [model], [rule])] == ["Shalan Board", "Poplar Street"]


def test_a_speaker_of_two_words_yields_to_a_body_that_the_model_read():
    says = claim(4, 6, "PERSON", "says", sure=False)
    assert shown(merged(TEXT, [claim(4, 6, "ORG")], [says])) == [("Shalan base", "ORG", "model")]
    assert shown(merged(TEXT, [], [says])) == [("Shalan base", "PERSON", "says")]
