from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from annotations.model.article import FURNITURE, Article, Region, text_sha256
from annotations.model.span import Span
from exporters.furniture import Cut
from tests.factories import article, entity, span

PAGE = "Share this\nAna met Omar.\nRead more\nClick here\nThey left Basra."


def page() -> Article:
    regions = [Region(span(PAGE, words), FURNITURE) for words in ("Share this", "Read more", "Click here")]
    return article(PAGE, regions=[*regions, Region(span(PAGE, "They left"), "quote")])


@st.composite
def articles(draw: Any) -> Article:
    words = draw(st.lists(st.sampled_from(("Ana", "😀", "بغداد", ".", "x")), min_size=1, max_size=12))
    text = "".join(f"{word}{draw(st.sampled_from((' ', chr(10), '', '  ')))}" for word in words)
    edges = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 6))
    regions = [
        Region(Span(start, min(start + size, len(text))), draw(st.sampled_from((FURNITURE, FURNITURE, "quote"))))
        for start, size in draw(st.lists(edges, max_size=4))
    ]
    return article(text, regions=regions)


def test_whole_lines_go_with_their_ends():
    of = page()
    cut = Cut(of)
    left = cut.article()
    assert left.text == "Ana met Omar.\nThey left Basra."
    assert (left.id, left.sha256, left.source_sha256) == (of.id, text_sha256(left.text), of.source_sha256)
    assert [each.of(left.text) for each in left.tokens] == ["Ana", "met", "Omar", ".", "They", "left", "Basra", "."]
    assert [(each.span.of(left.text), each.kind) for each in left.regions] == [("They left", "quote")]
    assert [each.of(PAGE) for each in cut.lines()] == ["Share this", "Read more", "Click here"]


def test_a_region_that_has_its_line_end_takes_no_other():
    of = article("Share this\n\nAna left.", regions=[Region(Span(0, 11), FURNITURE)])
    assert Cut(of).article().text == "\nAna left."


def test_a_region_inside_a_line_takes_no_line_end():
    of = article("Ana left. (Read more)\nOmar stayed.", regions=[Region(Span(9, 21), FURNITURE)])
    assert Cut(of).article().text == "Ana left.\nOmar stayed."


def test_a_mention_in_pieces_may_stand_around_furniture():
    of = page()
    cut = Cut(of)
    around = entity("X", Span(11, 56), parts=(span(PAGE, "Omar."), span(PAGE, "They")))
    assert not cut.touches(around)
    moved = cut.mention(around)
    assert [each.of(cut.article().text) for each in moved.pieces] == ["Omar.", "They"]
    assert (moved.span.start, moved.span.end) == (moved.parts[0].start, moved.parts[1].end)
    assert cut.touches(entity("X", Span(11, 56)))


def test_pieces_that_come_to_touch_are_one():
    of = article("Ana-ad-Ruiz", regions=[Region(Span(3, 7), FURNITURE)])
    moved = Cut(of).mention(entity("X", Span(0, 11), parts=(Span(0, 3), Span(7, 11))))
    assert (moved.span, moved.parts) == (Span(0, 7), ())


def test_what_is_in_furniture_and_what_reaches_into_it():
    cut = Cut(page())
    for words, touches, within in (("Share", True, True), ("Read more", True, True), ("Ana met", False, False)):
        mention = entity("X", span(PAGE, words))
        assert (cut.touches(mention), cut.within(mention)) == (touches, within)
    across = entity("X", span(PAGE, "Omar.\nRead"))
    assert (cut.touches(across), cut.within(across)) == (True, False)


def test_regions_beyond_the_text_cut_nothing():
    of = article("Ana", regions=[Region(Span(5, 9), FURNITURE)])
    assert Cut(of).gone == ()


@given(articles())
def test_nothing_but_furniture_goes_and_all_else_keeps_its_words(of: Article):
    cut = Cut(of)
    left = cut.article()
    assert len(left.text) == len(of.text) - sum(map(len, cut.gone))
    furniture = {
        place for each in of.regions if each.kind == FURNITURE for place in range(each.span.start, each.span.end)
    }
    gone = {place for each in cut.gone for place in range(each.start, each.end)}
    assert furniture <= gone
    assert all(of.text[place] == "\n" for place in gone - furniture)
    assert left.text == "".join(char for place, char in enumerate(of.text) if place not in gone)
    for token in of.tokens:
        mention = entity("X", token)
        if not cut.touches(mention):
            moved = cut.mention(mention).span
            assert moved.of(left.text) == token.of(of.text)
            assert moved in left.tokens
            assert cut.seams.before(moved.start, moved.end) == (token.start, token.end)
    for token in left.tokens:
        assert token.of(left.text).strip() == token.of(left.text) != ""
    assert list(left.tokens) == sorted(left.tokens)
    assert all(region.kind != FURNITURE and region.span.end <= len(left.text) for region in left.regions)
