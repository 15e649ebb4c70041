"""The two ramps of the charts: blue-grey for how well two agree, orange for how often labels are mixed up.

The far end of each is dark enough, or in the dark theme light enough, to tell cells apart, and carries text-1.
"""

from dataclasses import dataclass

from PySide6.QtGui import QColor

from desktop import chrome

LOWEST = 0.4  # figures below are as pale as that


@dataclass(frozen=True, slots=True)
class Ramp:
    """From the colour of the least to that of the most, in light and in dark."""

    light: tuple[str, str]
    dark: tuple[str, str]

    def at(self, share: float) -> QColor:
        """The colour of a share in 0..1."""
        least, most = map(QColor, self.dark if chrome.theme().dark else self.light)
        part = max(0.0, min(1.0, share))
        return QColor.fromRgbF(
            *(
                low + part * (high - low)
                for low, high in zip(least.getRgbF()[:3], most.getRgbF()[:3], strict=True)  # type: ignore[index]
            )
        )


BLUE_GREY = Ramp(("#F1F4F8", "#A4BAD5"), ("#1F252D", "#334B6D"))
ORANGE = Ramp(("#FBEBDD", "#E19C60"), ("#2C231C", "#6C3E17"))


def agreed(low: float) -> QColor:
    """How well they agree, by the lower end of an interval."""
    share = (low - LOWEST) / (1 - LOWEST)
    # Most figures lie in the upper half, and it is there that they are to be told apart.
    return BLUE_GREY.at(max(0.0, share) ** 2)


def mixed_up(count: int, most: int) -> QColor:
    """How often labels are mixed up, against the largest of such counts."""
    return ORANGE.at((count / most) ** 0.5 if most else 0.0)
