"""The only border between code points, which the program counts in, and UTF-16 units, which Qt counts in."""

from bisect import bisect_left


class Utf16Offsets:
    """Positions in one short string, both ways. Holds only the characters beyond U+FFFF: for most strings, none."""

    __slots__ = ("_astral", "_units", "length")

    def __init__(self, text: str) -> None:
        self._astral: list[int] = []
        if not text.isascii() and max(text) > "\uffff":
            self._astral = [position for position, character in enumerate(text) if character > "\uffff"]
        self._units = [position + count for count, position in enumerate(self._astral)]
        self.length = len(text) + len(self._astral)

    def to_utf16(self, code_point: int) -> int:
        """The unit at which that code point begins."""
        return code_point + bisect_left(self._astral, code_point) if self._astral else code_point

    def to_code_point(self, unit: int) -> int:
        """The code point that holds that unit; either half of a surrogate pair gives the same one."""
        return unit - bisect_left(self._units, unit) if self._units else unit
