from annotations.suggesters.names import demonyms
from annotations.suggesters.names.words import Claim
from tests.annotations.suggesters.names.helpers import found, surface, words


def _read(*paragraphs: str) -> list[tuple[str, str]]:
    pages: list[tuple[demonyms.Words, list[Claim]]] = [(words(text), []) for text in paragraphs]
    demonyms.read(pages)
    return [(surface(of, claim), claim.label) for of, claims in pages for claim in claims]


def test_a_word_made_from_a_place_of_the_article_is_one_of_belonging():
    assert _read("Two Brandovan guards died.", "Then Brandova closed the pass.") == [
        ("Brandovan", "NORP"),
        ("Brandova", "GPE"),
    ]


def test_a_word_in_i_before_what_a_people_has_is_one_of_belonging():
    assert _read("The Telmari elders met.", "A Telmari left.") == [("Telmari", "NORP"), ("Telmari", "NORP")]


def test_a_family_name_is_not_taken_for_a_people():
    assert _read("The Telmari elders met.", "Then Karim Telmari spoke.") == []
    assert _read("The Telmari elders met.", "Then al-Telmari spoke.") == []


def test_without_what_a_people_has_nothing_is_said():
    assert _read("Telmari spoke to Telmar.") == []


def test_a_wrong_reading_of_the_model_is_mended_in_the_whole_article():
    made = found("Two Brandovan guards died at the Brandovan border.", "Brandova closed the pass. Brandova denied it.")
    assert [label for surface, label in made if surface.startswith("Brandova")] == ["NORP", "NORP", "GPE", "GPE"]
