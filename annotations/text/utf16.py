"""The border between code points, which the program counts in, and UTF-16 units, which Java counts in."""

from bisect import bisect_left


class Utf16Offsets:
    """Positions in one text, both ways. Holds only the characters beyond U+FFFF: for most texts, none."""

    def __init__(self, text: str) -> None:
        self._astral: list[int] = []
        if not text.isascii():
            self._astral = [position for position, character in enumerate(text) if character > "\uffff"]
        self._second = [position + count for count, position in enumerate(self._astral, start=1)]
        self.length = len(text) + len(self._astral)

    def to_utf16(self, code_point: int) -> int:
        """The unit at which that code point begins."""
        return code_point + bisect_left(self._astral, code_point)

    def to_code_point(self, unit: int) -> int:
        """The code point that begins at that unit. Raises ValueError inside a character and outside the text."""
        if not 0 <= unit <= self.length:
            raise ValueError(f"{unit} is outside the text, which has {self.length} UTF-16 units")
        before = bisect_left(self._second, unit)
        if before < len(self._second) and self._second[before] == unit:
            raise ValueError(f"{unit} is inside a character")
        return unit - before


def utf16_length(text: str) -> int:
    """How many UTF-16 units a text has."""
    return len(text) if text.isascii() else len(text) + sum(character > "\uffff" for character in text)
