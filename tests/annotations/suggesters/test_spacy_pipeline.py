import pytest

from annotations.model.article import Region
from annotations.model.mention import Kind
from annotations.model.span import Span
from annotations.suggesters.spacy_pipeline import load
from tests.annotations.suggesters.helpers import article_text, entities, suggest

PLAIN = "Angela Merkel met Barack Obama in Berlin on 3 March 2016."
NAMES = [("Angela Merkel", "PERSON"), ("Barack Obama", "PERSON"), ("Berlin", "GPE"), ("3 March 2016", "DATE")]


def test_names_places_and_dates_are_found():
    assert entities(PLAIN) == NAMES


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The United States attacked Syria.", ("United States", "GPE")),
        ("Germany's economy grew.", ("Germany", "GPE")),
        ("Critics of France’s plan met.", ("France", "GPE")),
        ("Officials met President Barack Obama.", ("Barack Obama", "PERSON")),
    ],
)
def test_names_are_marked_without_article_possessive_and_title(text: str, expected: tuple[str, str]):
    assert expected in entities(text)


def test_a_name_with_an_ayn_in_it_is_one_name():
    text = "DUHOK, Nineveh Plains - Jordanian Prime Minister Hassan Rabi’ al-Tamimi met Barack Obama."
    found = entities(text)
    assert ("Hassan Rabi’ al-Tamimi", "PERSON") in found
    assert ("Barack Obama", "PERSON") in found


def test_a_place_ends_where_the_text_it_opens_begins():
    found = entities("DUHOK, Nineveh Plains - Jordanian Prime Minister Hassan Rabi’ al-Tamimi met Barack Obama.")
    assert "Nineveh Plains" in {surface for surface, _ in found}
    assert all(" - " not in surface for surface, _ in found)


@pytest.mark.parametrize(
    "text",
    [
        "Türkiye 🇹🇷 and 𝔘krainian aides 😀😀 met. " + PLAIN,
        "\n\n  \u00a0" + PLAIN.replace("on 3", "on\u00a03") + "\n",
        "Zoe\u0301 wrote this 👩‍👩‍👧.\n" + PLAIN + "\n\nParis\nLondon fell silent.",
    ],
)
def test_offsets_are_code_points_on_the_articles_own_tokens(text: str):
    article = article_text(text)
    starts, ends = {token.start for token in article.tokens}, {token.end for token in article.tokens}
    made = suggest(article)
    assert {("Angela Merkel", "PERSON"), ("Berlin", "GPE")} <= {
        (suggestion.mention.span.of(text), suggestion.mention.label) for suggestion in made
    }
    for suggestion in made:
        span = suggestion.mention.span
        assert span.start in starts
        assert span.end in ends
        assert "\n" not in span.of(text)


def test_coarser_tokens_of_the_article_are_respected():
    text = "Angela Merkel met Barack Obama."
    coarse = (Span(0, 17), Span(18, 31))
    made = suggest(article_text(text).__class__(article_id=article_text(text).article_id, text=text, tokens=coarse))
    spans = {suggestion.mention.span for suggestion in made}
    assert spans
    assert spans <= set(coarse)


def test_a_name_never_crosses_a_paragraph():
    found = entities("Barack\nObama met Angela Merkel in Berlin.\n\nThe United\nNations met.")
    assert all("\n" not in surface for surface, _ in found)


def test_page_furniture_gets_no_suggestions():
    text = PLAIN + "\nFollow Barack Obama in Paris. Turkey attacked Syria.\n" + PLAIN
    inside = Span(text.index("Follow"), text.index("\nAngela"))
    made = suggest(article_text(text, regions=[Region(inside, "furniture")]))
    assert made
    assert not [suggestion for suggestion in made if suggestion.mention.span.overlaps(inside)]
    marked_otherwise = suggest(article_text(text, regions=[Region(inside, "quotation")]))
    assert [suggestion for suggestion in marked_otherwise if suggestion.mention.span.overlaps(inside)]


@pytest.mark.parametrize("language", ["ar", "ckb", "de"])
def test_an_article_in_another_language_is_looked_at_and_left_alone(language: str):
    assert suggest(article_text(PLAIN, language=language)) == []


def test_arabic_text_without_a_language_is_left_alone():
    assert (
        suggest(article_text("قال الوزير إن المحادثات بدأت في بغداد يوم الاثنين مع وفد من الأمم المتحدة", language=""))
        == []
    )


def test_arabic_words_in_an_english_article_are_not_named_by_the_english_model():
    text = PLAIN + " The sign said حسن ربيع التميمي in Baghdad."
    assert all(surface.isascii() for surface, _ in entities(text))


def test_the_light_pipeline_finds_the_same_names_as_the_whole():
    texts = [PLAIN, "Iraq and the United Nations signed a deal in Geneva on Friday.", "Reuters said 40 people died."]
    light, whole = load(with_syntax=False), load(with_syntax=True)
    assert len(light.pipe_names) == 1
    for text in texts:
        names = [(ent.start_char, ent.end_char, ent.label_) for ent in light(text).ents]
        assert names == [(ent.start_char, ent.end_char, ent.label_) for ent in whole(text).ents]
        assert names


def test_entities_alone_are_the_same_as_with_events():
    alone = suggest(PLAIN, ids=("entities",))
    with_events = [made for made in suggest(PLAIN) if made.mention.kind is Kind.ENTITY]
    assert alone == with_events
    assert all(made.score is not None and 0 < made.score < 1 and made.explanation for made in alone)
