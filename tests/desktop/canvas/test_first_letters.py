"""What counts as the same first letter."""

import pytest

from annotations.model.span import Span
from desktop.canvas.first_letters import first_letter, folded


@pytest.mark.parametrize(
    ("surface", "letter"),
    [
        ("Erbil", "e"),
        ("États", "e"),
        ("E\u0301tats", "e"),
        ("İzmir", "i"),
        ("“Asad", "a"),
        ("2023", "2"),
        ("—", "—"),
        ("أنبار", "ا"),
        ("إيران", "ا"),
        ("آسيا", "ا"),
        ("\u0671لله", "ا"),
        ("ا\u064eلأسد", "ا"),
        ("هەولێر", "ه"),
    ],
)
def test_first_letter(surface: str, letter: str) -> None:
    assert first_letter(f"a {surface} b", Span(2, 2 + len(surface))) == letter


def test_a_typed_letter_is_folded_alike() -> None:
    assert folded("É") == folded("e")
    assert folded("أ") == folded("ا")
    assert folded("\u064e") == "\u064e"
