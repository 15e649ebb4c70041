"""Every colour the canvas writes or draws with can be seen on what is behind it (WCAG 2 contrast)."""

import pytest

from desktop.theme import THEMES, Theme

PAIRS = [(theme, name) for theme in THEMES.values() for name in theme.hues]
IDS = [f"{theme.name}-{name}" for theme, name in PAIRS]


def luminance(color: str) -> float:
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("theme", "name"), PAIRS, ids=IDS)
def test_a_hue_can_be_read_and_read_on(theme: Theme, name: str) -> None:
    hue = theme.hues[name]
    assert contrast(hue.ink, theme.page) >= 4.5  # chip on page, and page-coloured text on the filled pill
    assert contrast(theme.text_1, hue.tint) >= 4.5  # body text on the tint of a decided mention
    assert contrast(hue.ink, hue.tint) >= 3.0  # bar beside its own tint


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_the_text_can_be_read(theme: Theme) -> None:
    assert contrast(theme.text_1, theme.page) >= 4.5
    assert contrast(theme.text_1, theme.text_selection) >= 4.5
    assert contrast(theme.text_2, theme.page) >= 4.5  # the message in place of an article
    assert contrast(theme.text_3, theme.page) >= 4.5  # the count in the gutter
    assert contrast(theme.ink, theme.page) >= 3.0  # rings
    assert contrast(theme.control, theme.panel) >= 3.0  # the frame on the ruler
