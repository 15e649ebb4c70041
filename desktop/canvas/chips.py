"""Texts drawn again and again, prepared once: chips under the lines and counts in the gutter."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QStaticText

from desktop.canvas.marks import Chip, Segment
from desktop.canvas.metrics import Metrics


class ChipTexts:
    """Widths and prepared texts in the chip font of one zoom."""

    def __init__(self, metrics: Metrics) -> None:
        self.font: QFont = metrics.chip_font
        self._spacing = metrics.chip_spacing
        self._measure = QFontMetricsF(self.font)
        self._prepared: dict[str, QStaticText] = {}
        self._widths: dict[str, float] = {}

    def width(self, text: str) -> float:
        """Pixels that a text takes."""
        known = self._widths.get(text)
        if known is None:
            known = self._widths[text] = self._measure.horizontalAdvance(text)
        return known

    def chip_width(self, chip: Chip) -> float:
        """Pixels that a chip takes, its segments a little apart."""
        return sum(self.width(segment.text) for segment in chip) + self._spacing * (len(chip) - 1)

    def fitting(self, chips: Sequence[Chip], room: float) -> tuple[Chip, ...]:
        """The chips that are not wider than `room`; if all are, the last one without its end."""
        fitting = tuple(chip for chip in chips if self.chip_width(chip) <= room)
        return fitting or (self._cut(chips[-1], room),)

    def _cut(self, chip: Chip, room: float) -> Chip:
        while len(chip) > 1 and self.chip_width(chip) > room:
            chip = chip[:-1]
        text = chip[0].text
        while len(text) > 1 and self.chip_width(chip) > room:
            text = text[:-1]
            chip = (Segment(f"{text}…", chip[0].hue),)
        return chip

    def prepared(self, text: str) -> QStaticText:
        """The text, laid out for drawing."""
        known = self._prepared.get(text)
        if known is None:
            known = QStaticText(text)
            known.setTextFormat(Qt.TextFormat.PlainText)
            known.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
            known.prepare(font=self.font)
            self._prepared[text] = known
        return known

    @property
    def spacing(self) -> float:
        """Pixels between two segments of a chip."""
        return self._spacing
