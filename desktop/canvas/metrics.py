"""Metrics: all sizes of the canvas, in pixels, from the size of the body text."""

from collections.abc import Sequence

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

BODY_PIXELS = 17  # at 100 %
READING_FAMILIES = ("Noto Sans", "Noto Sans Arabic", "Noto Naskh Arabic")


class Metrics:
    """One object per zoom and reading font. Heights are whole pixels, so that scrolling can move painted pixels."""

    def __init__(self, families: Sequence[str] = READING_FAMILIES, percent: int = 100) -> None:
        self.em = em = max(8, round(BODY_PIXELS * percent / 100))
        system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
        self.font = QFont()
        self.font.setFamilies([*families, system])
        self.font.setPixelSize(em)
        self.chip_font = QFont()
        self.chip_font.setFamilies([*families, system])
        self.chip_font.setPixelSize(max(9, round(0.64 * em)))
        self.chip_font.setWeight(QFont.Weight.DemiBold)
        chip = QFontMetricsF(self.chip_font)
        self.chip_capitals = chip.capHeight()
        self.chip_ascent = chip.ascent()
        self.chip_gap = 0.32 * em
        self.chip_spacing = 0.3 * em
        self.track = round(0.42 * em)
        self.bar = max(2.0, round(0.13 * em))
        self.bar_gap = 0.14 * em
        self.lane = round(0.13 * em + self.bar_gap + self.chip_capitals + 0.22 * em)
        self.column = 38 * em
        self.gutter = round(88 * em / BODY_PIXELS)
        self.narrow_column = 24 * em  # below this width the gutter gives way first
        self.narrow_gutter = round(2.6 * em)
        self.margin_right = round(24 * em / BODY_PIXELS)
        self.margin_top = round(1.4 * em)
        self.paragraph_gap = round(0.82 * em)
        self.blank = round(0.5 * em)
        self.ring = 1.6 * em / BODY_PIXELS
        self.caret_ring = 1.3 * em / BODY_PIXELS
        self.rail = 0.55 * em
        self.radius = 0.2 * em
        self.tab = 2.0 * em
        self._advance = QFontMetricsF(self.font).averageCharWidth() * 1.06

    def ascent(self, bidirectional: bool) -> int:
        """From the top of the text box to the baseline."""
        return round((0.92 if bidirectional else 0.80) * self.em)

    def descent(self, bidirectional: bool) -> int:
        """From the baseline to the bottom of the text box."""
        return round((0.42 if bidirectional else 0.30) * self.em)

    def line(self, lanes: int, bidirectional: bool) -> int:
        """The height of a line with so many lanes; one is always kept free."""
        return self.track + self.ascent(bidirectional) + self.descent(bidirectional) + max(1, lanes) * self.lane

    def estimate(self, characters: int, width: float) -> int:
        """About how tall a paragraph will be that has not been laid out."""
        lines = max(1, -(-round(characters * self._advance) // max(1, round(width))))
        return lines * self.line(1, False) + self.paragraph_gap
