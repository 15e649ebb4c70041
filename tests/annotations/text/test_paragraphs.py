import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.paragraphs import paragraphs, sentences
from annotations.text.tokens import tokenize


def split(text: str, language: str = "en") -> list[str]:
    return [sentence.of(text) for sentence in sentences(text, tokenize(text, language))]


@given(st.text(st.sampled_from(list("ab \n\u2028\u2029\x85"))))
def test_paragraphs_are_the_lines(text: str):
    found = [text[start:end] for start, end in paragraphs(text)]
    assert found == text.replace("\u2028", "\n").replace("\u2029", "\n").split("\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("No end", ["No end"]),
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("He said: “Stop.” Then he left.", ["He said: “Stop.”", "Then he left."]),
        ("“Stop!” he said. Done.", ["“Stop!” he said.", "Done."]),
        ("The U.S. envoy left. Good.", ["The U.S. envoy left.", "Good."]),
        ("A title\nA line. More\u2028Last", ["A title", "A line.", "More", "Last"]),
        ("Wait... what? Yes.", ["Wait... what?", "Yes."]),
        ("Really?! Yes.", ["Really?!", "Yes."]),
    ],
)
def test_sentences(text: str, expected: list[str]):
    assert split(text) == expected


def test_sentences_in_arabic_script():
    assert split("هل وصل الوفد؟ نعم. غادر الآن", "ar") == ["هل وصل الوفد؟", "نعم.", "غادر الآن"]


@given(st.text(st.sampled_from(list("aB. ?!”“\n")), max_size=40))
def test_each_token_is_in_one_sentence(text: str):
    tokens = tokenize(text, "en")
    found = sentences(text, tokens)
    assert [sum(sentence.covers(token) for sentence in found) for token in tokens] == [1] * len(tokens)
