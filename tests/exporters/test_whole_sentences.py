from hypothesis import Phase, given, settings

from annotations.model.project import AnnotatedArticle
from annotations.text.paragraphs import sentences
from exporters.sound import sound
from exporters.whole_sentences import whole_sentences
from tests.exporters.drawn import annotated_articles
from tests.exporters.hard import far_apart, over_a_newline
from tests.factories import article, entity, span


def _of(made: AnnotatedArticle) -> list[str]:
    text, tokens = made.article.text, made.article.tokens
    return [each.of(text) for each in whole_sentences(text, tokens, made.sets[0].mentions.values())]


def test_sentences_that_a_mention_reaches_over_are_one():
    assert _of(far_apart()) == [
        "Rebels seized the bank in south and east Basra.",
        "It burned.",
        "Mr. Omar Hadi blamed Yahoo! News of Cairo.",
    ]


def test_so_are_the_lines_that_a_mention_reaches_over():
    # The line separator is inside a mention, as is the empty line; the first empty line is not.
    assert [len(sentence.splitlines()) for sentence in _of(over_a_newline())] == [2, 4]


def test_a_mention_up_to_the_end_of_a_sentence_joins_nothing():
    of = article("Ana left. Ben stayed.")
    mentions = [entity("ORG", span(of, "Ana left.")), entity("PERSON", span(of, "Ben"))]
    assert whole_sentences(of.text, of.tokens, mentions) == sentences(of.text, of.tokens)


def test_a_text_without_tokens_has_no_sentences():
    assert whole_sentences("Ana", (), [entity("PERSON", span(article("Ana"), "Ana"))]) == []


@settings(max_examples=60, phases=[Phase.generate])
@given(annotated_articles(off_tokens=True))
def test_every_mention_stands_in_one_sentence_and_no_sentence_begins_anew(made: AnnotatedArticle):
    of = made.article
    mentions = sound(of, made.sets[0].mentions.values() if made.sets else ()).mentions
    before, found = sentences(of.text, of.tokens), whole_sentences(of.text, of.tokens, mentions)
    assert {each.start for each in found} <= {each.start for each in before}
    assert {each.end for each in found} <= {each.end for each in before}
    assert (found[0].start, found[-1].end) == (before[0].start, before[-1].end) if before else not found
    for mention in mentions:
        assert sum(each.start <= mention.span.start and mention.span.end <= each.end for each in found) == 1
