"""Metrics: all sizes of the canvas, in pixels, from the size of the body text."""

from collections.abc import Sequence

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

BODY_PIXELS = 17  # at 100 %
READING_FAMILIES = ("Noto Sans", "Noto Sans Arabic", "Noto Naskh Arabic")


class Metrics:
    """One object per zoom, reading font and distance of lines. Heights are whole pixels, so that scrolling can move
    painted pixels.

    `lanes` (0 to 2) are kept free under every line; `spacing` is the distance of lines in percent of what that takes;
    without `codes` the bars lie close together and only the focused mark says its label.
    """

    def __init__(
        self,
        families: Sequence[str] = READING_FAMILIES,
        percent: int = 100,
        lanes: int = 1,
        spacing: int = 100,
        codes: bool = True,
    ) -> None:
        self._lanes, self._spacing, self.codes = lanes, spacing, codes
        self.em = em = max(8, round(BODY_PIXELS * percent / 100))
        names = _with_fallbacks(families)
        self.font = _font(names, em)
        self.chip_font = _font(names, max(9, round(0.64 * em)), QFont.Weight.DemiBold)
        self.cap_font = _font(names, max(9, round(11 * em / BODY_PIXELS)))
        chip = QFontMetricsF(self.chip_font)
        self.cap = round(0.88 * em)
        self.chip_capitals = chip.capHeight()
        self.chip_ascent = chip.ascent()
        self.chip_gap = 0.32 * em
        self.chip_spacing = 0.3 * em
        self.track = round(0.42 * em)
        self.bar = max(2.0, round(0.13 * em))
        self.bar_gap = 0.14 * em
        self.lane = round(0.13 * em + self.bar_gap + self.chip_capitals + 0.22 * em)
        self.step = self.lane + round(0.1 * em) if codes else round(0.32 * em)  # from a bar to the next below it
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

    def under(self, lanes: int) -> int:
        """The room that so many lanes take under the text; below the last bar a label always fits."""
        return (lanes - 1) * self.step + self.lane if lanes else 0

    def line(self, lanes: int, bidirectional: bool) -> int:
        """The height of a line with so many lanes: more than the distance of lines only where they need it."""
        text = self.track + self.ascent(bidirectional) + self.descent(bidirectional)
        return max(round((text + self.under(self._lanes)) * self._spacing / 100), text + self.under(lanes))

    def estimate(self, characters: int, width: float) -> int:
        """About how tall a paragraph will be that has not been laid out."""
        lines = max(1, -(-round(characters * self._advance) // max(1, round(width))))
        return lines * self.line(0, False) + self.paragraph_gap


def _with_fallbacks(families: Sequence[str]) -> list[str]:
    """The usual families come after the chosen ones; without them any font at all may lend its Arabic."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    return list(dict.fromkeys([*families, *READING_FAMILIES, system]))


def _font(families: Sequence[str], pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    font = QFont()
    font.setFamilies(families)
    font.setPixelSize(pixels)
    font.setWeight(weight)
    return font
