import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import BadInput
from annotations.text.decode import BOM_REMOVED, CONTROL, LINE_END, LONGEST_TEXT, decode, fix

SIGNS = st.sampled_from(list("ab é😀\u0301\u00a0\u200b\u2028\r\n\t\x07\x85\ufeffعک"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_marked_and_plain_unicode_is_read_as_it_is(encoding: str):
    text = "“Ana” met 😀 in Erbil – ھەولێر"
    data = text.encode(encoding)
    if encoding in ("utf-16-le", "utf-16-be"):
        data = "\ufeff".encode(encoding) + data
    decoded = decode(data, "a.txt")
    assert fix(decoded.text, "a.txt").text == text
    assert not decoded.guessed
    assert decoded.source_sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("He said — “no”, and left the café in Besançon.", "cp1252"),
        ("Президент сказал, что переговоры в Москве продолжаются.", "cp1251"),
        ("قال الرئيس إن المحادثات في بغداد مستمرة حتى اليوم.", "cp1256"),
    ],
)
def test_an_older_encoding_is_guessed_and_said(text: str, encoding: str):
    decoded = decode(text.encode(encoding), "a.txt")
    assert (decoded.text, decoded.encoding, decoded.guessed) == (text, encoding, True)


@pytest.mark.parametrize(
    ("data", "line", "byte"),
    [
        (b"Hello \xff world", 1, 6),
        (b"one\ntwo \xc3\xa9 \xe9 three", 2, 11),
        (b"good \xc3\x28 bad", 1, 5),
        (b"cut off \xf0\x9f\x98", 1, 8),
        (b"\xef\xbb\xbfmarked \xff", 1, 10),
        (b"\xff\xff\xff", 1, 0),
    ],
)
def test_undecodable_bytes_are_refused_with_their_place(data: bytes, line: int, byte: int):
    with pytest.raises(BadInput) as refused:
        decode(data, "a.txt")
    assert (refused.value.file, refused.value.line) == ("a.txt", line)
    assert f"byte {byte} " in refused.value.why


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("", None, "no text"),
        (" \n\t\u00a0", None, "only blanks"),
        ("\ufeff", None, "only blanks"),
        ("\x07\x07", None, "only blanks"),
        ("ab\n\0", 2, "NUL character at character 3"),
        ("a\ud800", 1, "lone surrogate U+D800 at character 1"),
    ],
)
def test_what_is_no_text_is_refused(text: str, line: int | None, why: str):
    with pytest.raises(BadInput) as refused:
        fix(text, "a.txt")
    assert (refused.value.line, refused.value.why) == (line, why)


def test_a_text_beyond_the_limit_is_refused():
    with pytest.raises(BadInput, match="longer than"):
        fix("a" * (LONGEST_TEXT + 1), "a.txt")


def test_each_change_is_counted():
    fixed = fix("\ufeffone\r\ntwo\rthree\x07four\x85five\ttab", "a.txt")
    assert fixed.text == "one\ntwo\nthree four five\ttab"
    assert fixed.changes == {BOM_REMOVED: 1, LINE_END: 2, CONTROL: 2}


@pytest.mark.parametrize("kept", ["a\u00a0b", "a\u200bb", "e\u0301", "a\ufeffb", " a ", "a\u2028b", "ﬁ", "a\tb"])
def test_nothing_else_is_touched(kept: str):
    fixed = fix(kept, "a.txt")
    assert (fixed.text, fixed.changes) == (kept, {})


@given(st.text(SIGNS, min_size=1), st.data())
def test_a_span_keeps_its_surface(text: str, data: st.DataObject):
    whole = text + "x"
    fixed = fix(whole, "a.txt")
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start + 1, len(whole)))
    before, inner, after = whole[:start], whole[start:end], whole[end:]
    if not before.strip("\ufeff"):
        inner = inner.lstrip("\ufeff")
    if after.startswith("\n"):
        inner = inner.removesuffix("\r")
    # Any first character keeps what follows from being taken for a byte order mark.
    expected = fix("x" + inner, "a.txt").text[1:]
    if expected:
        assert fixed.to_fixed.span(start, end).of(fixed.text) == expected
    else:
        assert fixed.to_fixed(start) == fixed.to_fixed(end)


@given(st.text(SIGNS, min_size=1))
def test_fixing_twice_changes_nothing_more(text: str):
    once = fix(text + "x", "a.txt")
    assert fix(once.text, "a.txt").changes == {}


@pytest.mark.parametrize(
    "text",
    [
        "La ministre a fêté la fin de la guerre à Genève.",
        "L’accord est signé à Paris.",
        "A situação no Brasil não é boa para o governo em São Paulo.",
        "Das Straßenfest in München war schön.",
    ],
)
def test_short_western_texts_are_read_as_windows_1252(text: str) -> None:
    decoded = decode(text.encode("cp1252"), "a.txt")
    assert (decoded.text, decoded.encoding, decoded.guessed) == (text, "cp1252", True)


def test_the_small_words_of_central_europe_keep_their_letters() -> None:
    text = (
        "Rząd przyjął ustawę, która nie jest popularna, jak się okazało, oraz budżet dla miast. "
        "Prezydent nie podpisał jej przez tydzień."
    )
    assert decode(text.encode("cp1250"), "a.txt").text == text


@pytest.mark.parametrize("data", [b"Hello \xff\xfe world", b"abc \xc3( def", b"\x80\x81\x82", b"a \xff b"])
def test_a_heap_of_bytes_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput, match="byte"):
        decode(data, "a.txt")
