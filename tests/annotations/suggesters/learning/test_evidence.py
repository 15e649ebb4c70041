"""Evidence: what was decided, on the tokens of the article; and what the rules said of each token."""

import pickle

from annotations.model.mention import Kind
from annotations.suggesters.learning.evidence import Evidence, TokenSpan, evidence
from annotations.suggesters.learning.features import Columns, code, ids
from tests.annotations.suggesters.learning.reading_helpers import decided, reading

TWO = "Kavari troops attacked a village.\nThe mayor of Sollen resigned after the storm."


def words(article: Evidence, text: str, spans: tuple[TokenSpan, ...]) -> list[tuple[str, str]]:
    """Surfaces with labels. The stretches of these texts are their lines."""
    lines = text.split("\n")
    edges = article.edges.tolist()
    return [
        (article.extent(span).of(lines[next(at for at, edge in enumerate(edges[1:]) if span.first < edge)]), span.label)
        for span in spans
    ]


def test_marks_lie_on_the_tokens_of_their_stretch() -> None:
    article = decided(TWO, [("resigned", "RETREAT"), ("attacked", "ASSAULT")], [("storm", "ASSAULT")])

    assert words(article, TWO, article.marked) == [("attacked", "ASSAULT"), ("resigned", "RETREAT")]
    assert words(article, TWO, article.rejected) == [("storm", "ASSAULT")]
    assert article.complete


def test_a_mark_that_ends_inside_a_token_takes_the_whole_token() -> None:
    article = decided(TWO, [("attack", "ASSAULT")])

    assert words(article, TWO, article.marked) == [("attacked", "ASSAULT")]


def test_only_marks_of_the_kind_count() -> None:
    article = reading(TWO)
    named = decided(TWO, [("Sollen", "GPE")], kind=Kind.ENTITY)

    assert words(named, TWO, named.marked) == [("Sollen", "GPE")]
    assert evidence(article, Kind.EVENT, None).marked == ()


def test_of_two_marks_that_overlap_the_earlier_and_longer_is_kept() -> None:
    article = decided(TWO, [("mayor", "PERSON"), ("mayor of Sollen", "PERSON"), ("Sollen", "GPE")], kind=Kind.ENTITY)

    assert words(article, TWO, article.marked) == [("mayor of Sollen", "PERSON")]


def test_a_refused_span_says_nothing_where_another_was_marked_instead() -> None:
    article = decided(TWO, [("attacked", "ASSAULT")], [("attacked", "COERCE")])

    assert article.rejected == ()


def test_what_the_rules_found_is_known_by_its_tokens() -> None:
    article = decided(TWO)

    found = {article.extent(span).of("Kavari troops attacked a village."): span.label for span in article.rules}
    assert found["attacked"] == "ASSAULT"


def test_an_article_in_another_language_has_no_tokens() -> None:
    article = evidence(reading("Der Bürgermeister trat zurück.", language="de"), Kind.EVENT, None)

    assert len(article.rows) == 0
    assert article.edges.tolist() == [0]


def test_evidence_is_kept_without_the_pipeline() -> None:
    for kind in Kind:
        stored = pickle.dumps(decided(TWO, kind=kind))

        assert b"spacy" not in stored
        assert len(stored) < 20_000


def test_the_word_that_governs_a_span_is_its_head_and_of_a_name_its_last() -> None:
    event, name = decided(TWO), decided(TWO, kind=Kind.ENTITY)

    assert event.head(TokenSpan(0, 2, "")) == 1  # “Kavari troops”
    assert event.head(TokenSpan(1, 3, "")) == 2  # “troops attacked”
    assert name.head(TokenSpan(0, 3, "")) == 2


def test_neighbours_and_governors_end_with_the_stretch() -> None:
    docs = [stretch.doc for stretch in reading(TWO).stretches]
    columns = Columns(docs, {}, syntax=True)
    edge = len(docs[0])

    assert columns["LOWER-1"][edge] == 0
    assert columns["LOWER+1"][edge - 1] == 0
    assert columns["LOWER-1"][edge + 1] == docs[1][0].lower
    assert columns["LEMMA.head"][1] == docs[0][2].lemma  # “troops” under “attacked”
    assert columns["LEMMA.head"][2] == 0  # which is under nothing


def test_a_feature_is_the_same_number_for_the_same_word_and_another_for_another() -> None:
    docs = [stretch.doc for stretch in reading("They met. They met. They left.").stretches]
    (of_word,) = ids(Columns(docs, {}, syntax=False), [["LOWER"]]).T
    by_word = {docs[0][at].lower_: number for at, number in enumerate(of_word.tolist())}

    assert [by_word[token.lower_] for token in docs[0]] == of_word.tolist()
    assert len(set(by_word.values())) == len(by_word)


def test_the_number_of_a_label_is_never_that_of_none() -> None:
    assert code("") != 0
    assert code("ORG") != code("GPE")
