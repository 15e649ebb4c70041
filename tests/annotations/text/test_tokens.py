import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model.span import Span
from annotations.text import tokens as tokens_module
from annotations.text.tokens import TokenIndex, pack_spans, reach, spans_from, tokenize, unpack_spans

TEXT = "U.S. envoy  “Ana”\u00a0met 😀.\nDone"


def surfaces(text: str, language: str = "en") -> list[str]:
    return [token.of(text) for token in tokenize(text, language)]


def test_words_and_signs_without_blanks():
    assert surfaces(TEXT) == ["U.S.", "envoy", "“", "Ana", "”", "met", "😀", ".", "Done"]


@pytest.mark.parametrize("language", ["ckb", "tlh", "", "xx", "AR", "en_GB"])
def test_a_language_without_rules_of_its_own_is_read_too(language: str):
    assert surfaces("ئەمە باشە .", language) == ["ئەمە", "باشە", "."]


def test_a_text_longer_than_one_piece_has_the_same_tokens(monkeypatch: pytest.MonkeyPatch):
    text = "Ana Ruiz met 12 men in Erbil.\n" * 40
    whole = tokenize(text, "en")
    monkeypatch.setattr(tokens_module, "_PIECE", 70)
    assert tokenize(text, "en") == whole


@pytest.mark.parametrize("text", ["word " * 240_000, "x" * 1_200_000])
def test_a_megabyte_on_one_line(text: str):
    found = tokenize(text, "en")
    assert "".join(token.of(text) for token in found) == text.replace(" ", "")


def test_a_run_far_too_long_for_a_word_is_read_in_pieces(monkeypatch: pytest.MonkeyPatch):
    read: list[str] = []

    def tokenizer(_language: str):
        def read_piece(piece: str) -> list[object]:
            read.append(piece)
            return []

        return read_piece

    monkeypatch.setattr(tokens_module, "_tokenizer", tokenizer)
    text = f"before {'<' * 1000} after {'=' * 399}"
    tokenize(text, "en")
    assert "".join(read) == text
    assert max(len(run) for piece in read for run in piece.split()) == 400


@given(st.text(st.sampled_from(list("aB.,'’“ \u00a0\n\t\u2028😀\u0301\u200bعک1-")), max_size=60))
def test_tokens_are_in_order_and_leave_only_blanks(text: str):
    end = 0
    for token in tokenize(text, "en"):
        assert not text[end : token.start].strip()
        assert token.of(text) == token.of(text).strip() != ""
        end = token.end
    assert not text[end:].strip()


@pytest.fixture
def index() -> TokenIndex:
    return TokenIndex((Span(0, 3), Span(3, 4), Span(6, 9)))


def test_at(index: TokenIndex):
    assert [index.at(place) for place in (0, 2, 3, 4, 5, 6, 8, 9)] == [
        *(Span(0, 3), Span(0, 3), Span(3, 4), None, None, Span(6, 9), Span(6, 9), None)
    ]
    assert (index.index_at(3), index.index_at(5)) == (1, None)


def test_next_and_previous(index: TokenIndex):
    assert [index.next(place) for place in (0, 3, 5, 6)] == [Span(3, 4), Span(6, 9), Span(6, 9), None]
    assert [index.previous(place) for place in (0, 1, 3, 6, 20)] == [
        *(None, Span(0, 3), Span(0, 3), Span(3, 4), Span(6, 9))
    ]


@pytest.mark.parametrize(
    ("given_span", "snapped"),
    [
        (Span(1, 2), Span(0, 3)),
        (Span(2, 5), Span(0, 4)),
        (Span(4, 6), None),
        (Span(4, 7), Span(6, 9)),
        (Span(8, 30), Span(6, 9)),
        (Span(9, 12), None),
    ],
)
def test_snap(index: TokenIndex, given_span: Span, snapped: Span | None):
    assert index.snap(given_span) == snapped


def test_inside_and_aligned(index: TokenIndex):
    assert index.inside(Span(2, 7)) == (Span(0, 3), Span(3, 4), Span(6, 9))
    assert index.aligned(Span(0, 9)) == range(3)
    assert index.aligned(Span(3, 4)) == range(1, 2)
    assert index.aligned(Span(0, 5)) is index.aligned(Span(1, 4)) is index.aligned(Span(4, 6)) is None


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 3)), max_size=8), st.integers(0, 30), st.integers(1, 9))
def test_snapping_is_what_looking_at_each_token_gives(shape: list[tuple[int, int]], start: int, length: int):
    tokens, end = [], 0
    for gap, size in shape:
        tokens.append(Span(end + gap, end + gap + size))
        end = tokens[-1].end
    span = Span(start, start + length)
    touched = [token for token in tokens if token.overlaps(span)]
    expected = Span(touched[0].start, touched[-1].end) if touched else None
    assert TokenIndex(tokens).snap(span) == expected


@given(st.lists(st.tuples(st.integers(0, 2**31), st.integers(1, 2**31 - 1))))
def test_packed_spans_are_the_same_again(edges):
    spans = tuple(Span(start, start + length) for start, length in edges)
    assert unpack_spans(pack_spans(spans)) == spans
    assert spans_from([span.start for span in spans], [span.end for span in spans]) == spans
    assert set(spans_from([span.start for span in spans], [span.end for span in spans])) == set(spans)


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(1, 99))), st.integers(-3, 3))
def test_packed_spans_are_like_a_tuple_of_them(edges, place):
    spans = tuple(Span(start, start + length) for start, length in edges)
    kept = unpack_spans(pack_spans(spans))
    again = pickle.loads(pickle.dumps(kept))
    assert spans == kept == again == unpack_spans(pack_spans(spans))
    assert (len(kept), bool(kept), tuple(kept), kept[place:]) == (len(spans), bool(spans), spans, spans[place:])
    assert hash(kept) == hash(again) == hash(spans)
    assert pack_spans(again) == pack_spans(spans)
    assert reach(kept) == reach(again) == reach(spans) == max((span.end for span in spans), default=0)
    assert kept != (*spans, Span(1, 2))
    assert kept != list(spans)


@pytest.mark.parametrize("packed", [b"\0" * 7, b"\0" * 4, b"\0" * 8, b"\2\0\0\0\1\0\0\0"])
def test_what_no_spans_pack_to_is_refused(packed):
    with pytest.raises(ValueError, match="not pairs of offsets"):
        unpack_spans(packed)
