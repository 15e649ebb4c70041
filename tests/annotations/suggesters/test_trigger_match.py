import pytest

from annotations.suggesters import spacy_pipeline
from annotations.suggesters.trigger_match import content_words, form


class Everything:
    def __contains__(self, word: object) -> bool:
        return True


SENTENCES = [
    "The militia broke the cease-fire and shelled the town.",
    "MINISTERS MEET - Talks to resume after Strikes",
    "A state-of-the-art radar; an anti - tank unit; -fire 9-1 x.",
    "- fire",
    "Ceasefire",
    "The Congress passed the Sanctions Act, officials of the Forces said.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_words_read_in_columns_have_the_form_that_their_tokens_have(sentence: str):
    doc = spacy_pipeline.load(with_syntax=True)(sentence)
    content = [token for token in doc if token.pos_ in ("VERB", "NOUN", "PROPN", "ADJ")]
    expected = [(token.i, form(token)) for token in content]
    assert [(token.i, word) for token, word in content_words(doc, Everything())] == expected


def test_only_what_is_wanted_is_given_and_verbs_if_asked_for():
    doc = spacy_pipeline.load(with_syntax=True)("The militia broke the cease-fire and shelled the town.")
    assert [word for _, word in content_words(doc, {"cease-fire", "town", "the"})] == ["cease-fire", "town"]
    assert [word for _, word in content_words(doc, {"town"}, every_verb=True)] == ["break", "shell", "town"]
    assert content_words(doc, set()) == []
