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


def test_light_and_dark_have_their_high_contrast() -> None:
    assert list(THEMES) == ["light", "dark", "high-light", "high-dark"]
    assert [name for name, theme in THEMES.items() if theme.dark] == ["dark", "high-dark"]


HIGH = [theme for theme in THEMES.values() if theme.high_contrast]


@pytest.mark.parametrize("theme", HIGH, ids=lambda theme: theme.name)
def test_high_contrast_is_high(theme: Theme) -> None:
    assert {theme.page, theme.text_1} == {"#FFFFFF", "#000000"}
    assert theme.ring >= 2.0
    assert theme.line == theme.line_strong == theme.control == theme.text_1
    assert {theme.window, theme.panel, theme.raised, theme.ok_tint, theme.warn_tint, theme.error_tint} == {theme.page}
    for text in (theme.text_2, theme.text_3, theme.ok, theme.warn, theme.error):
        assert contrast(text, theme.page) >= 7.0
        assert contrast(text, theme.selected) >= 4.5
    assert contrast(theme.text_1, theme.selected) >= 7.0
    assert contrast(theme.text_1, theme.text_selection) >= 10.0
    for hue in theme.hues.values():
        assert contrast(hue.ink, theme.page) >= 7.0
        assert contrast(theme.text_1, hue.tint) >= 12.0
        assert contrast(hue.tint, theme.page) >= 1.1


@pytest.mark.parametrize("theme", HIGH, ids=lambda theme: theme.name)
def test_no_two_hues_are_one(theme: Theme) -> None:
    assert len({hue.ink for hue in theme.hues.values()}) == len({hue.tint for hue in theme.hues.values()}) == 8
