import json
from importlib.resources import files

import pytest

from annotations.suggesters.names.lists import LISTS, Phrases, data, known_names, names_version
from annotations.suggesters.names.words import fold
from tests.annotations.suggesters.names.helpers import words


def listed(text: str) -> list[tuple[str, str]]:
    read = words(text)
    return [
        (" ".join(entry.texts), entry.what.label)
        for token in range(len(read))
        for entry in known_names().at(read, token)
        if not entry.what.unsure
    ]


@pytest.mark.parametrize("file", LISTS)
def test_every_list_says_what_it_is_and_holds_no_word_twice(file: str):
    assert data(file)["about"]
    for each in data(file)["lists"]:
        assert each["words"]
        assert len(set(each["words"])) == len(each["words"]), each["name"]


def test_no_word_is_sure_of_two_labels():
    labels: dict[str, set[str]] = {}
    for file in LISTS:
        for each in data(file)["lists"]:
            for word in each["words"] if not each.get("unsure") else ():
                labels.setdefault(word, set()).add(each["label"])
    assert {word for word, of_word in labels.items() if len(of_word) > 1} == set()


def test_abbreviations_count_only_letter_by_letter():
    assert listed("who told us that the WHO and the US met") == [("WHO", "ORG"), ("US", "GPE")]


@pytest.mark.parametrize("text", ["al-Bab", "Al-Bab", "Al Bab"])
def test_the_arabic_article_may_be_written_otherwise(text: str):
    assert ("GPE") in {label for _, label in listed(f"They left {text}.")}


def test_capitals_and_diacritics_do_not_hide_a_place():
    assert [label for _, label in listed("ERBIL and Turkiye")] == ["GPE", "GPE"]


def test_the_version_names_all_data_files():
    folder = files("annotations.suggesters").joinpath("lexicon", "names")
    for file in folder.iterdir():
        assert json.loads(file.read_text("utf-8"))["about"], file.name
    assert len(names_version()) == 8
    assert fold("İ")


def test_of_phrases_that_open_alike_the_longest_is_taken():
    phrases = Phrases([("Lower Shalan", 1), ("Lower", 2), ("Lower Shalan Dam", 3), ("Lower House", 4)])
    read = words("Lower Shalan Dam")
    assert [entry.what for entry in phrases.at(read, 0)] == [3, 1, 2]
    longest = phrases.longest(read, 0)
    assert longest is not None
    assert longest.what == 3
    assert phrases.longest(read, 1) is None
