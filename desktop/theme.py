"""Colours. Chrome is neutral; label hues are data. Both come from tables, checked for contrast by a test.

Values are "#RRGGBB". The eight hues were tuned in OKLab under normal, protan, deutan and tritan vision.
"""

from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtGui import QColor, QPalette


@dataclass(frozen=True, slots=True)
class Hue:
    """A label colour: `ink` for bars and codes, `tint` behind decided text."""

    ink: str
    tint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """All colours of one appearance. In high contrast lines are as strong as text and chrome has no tints."""

    name: str
    dark: bool
    page: str
    window: str
    panel: str
    raised: str
    hover: str
    selected: str
    line: str
    line_strong: str
    control: str
    text_1: str
    text_2: str
    text_3: str
    ink: str
    on_ink: str
    ok: str
    ok_tint: str
    warn: str
    warn_tint: str
    error: str
    error_tint: str
    text_selection: str
    hues: MappingProxyType[str, Hue]
    high_contrast: bool = False
    ring: float = 0.0  # pixels that rings are at least thick

    def hue(self, name: str) -> Hue:
        """The hue of that name; grey for a name the palette does not know."""
        return self.hues.get(name, self.hues["grey"])

    def color(self, value: str) -> QColor:
        """A token's value as a QColor."""
        return QColor(value)


LIGHT = Theme(
    name="light",
    dark=False,
    page="#FFFFFF",
    window="#F3F4F6",
    panel="#F8F9FA",
    raised="#FFFFFF",
    hover="#ECEEF1",
    selected="#E4E8ED",
    line="#DDE1E6",
    line_strong="#C3C9D1",
    control="#7C8591",
    text_1="#1B1F24",
    text_2="#47505B",
    text_3="#626B76",
    ink="#1B1F24",
    on_ink="#FFFFFF",
    ok="#1B7340",
    ok_tint="#E4F4E9",
    warn="#8A5300",
    warn_tint="#FFF3DA",
    error="#B3261E",
    error_tint="#FDEBE9",
    text_selection="#BCD3FA",
    hues=MappingProxyType(
        {
            "blue": Hue("#2F66D0", "#D2E7FF"),
            "orange": Hue("#C93A10", "#FFDACE"),
            "green": Hue("#1F7A45", "#CBF2D5"),
            "violet": Hue("#4A1FA8", "#E4E1FF"),
            "magenta": Hue("#8C0A66", "#FFD8EF"),
            "olive": Hue("#5A4A00", "#F2E7BD"),
            "petrol": Hue("#005A86", "#C6ECFF"),
            "grey": Hue("#5A646F", "#E3E6EA"),
        }
    ),
)

DARK = Theme(
    name="dark",
    dark=True,
    page="#14171C",
    window="#1A1E24",
    panel="#1D2127",
    raised="#262B32",
    hover="#262B32",
    selected="#323943",
    line="#2B3038",
    line_strong="#3D444E",
    control="#727C89",
    text_1="#E4E7EC",
    text_2="#B6BEC9",
    text_3="#98A1AD",
    ink="#E4E7EC",
    on_ink="#14171C",
    ok="#62CC8D",
    ok_tint="#15301F",
    warn="#EDB651",
    warn_tint="#372B12",
    error="#FF8F86",
    error_tint="#3C1D1B",
    text_selection="#2F4A73",
    hues=MappingProxyType(
        {
            "blue": Hue("#7ABAFF", "#1D3856"),
            "orange": Hue("#D87F3F", "#4F2D15"),
            "green": Hue("#9CFBDB", "#074132"),
            "violet": Hue("#B66EFF", "#3E2E50"),
            "magenta": Hue("#F6558F", "#502834"),
            "olive": Hue("#CEB33A", "#403609"),
            "petrol": Hue("#43A5CC", "#063C50"),
            "grey": Hue("#AEB8C2", "#34373A"),
        }
    ),
)

HIGH_LIGHT = Theme(
    name="high-light",
    dark=False,
    page="#FFFFFF",
    window="#FFFFFF",
    panel="#FFFFFF",
    raised="#FFFFFF",
    hover="#EBEBEB",
    selected="#D6D6D6",
    line="#000000",
    line_strong="#000000",
    control="#000000",
    text_1="#000000",
    text_2="#1F1F1F",
    text_3="#3D3D3D",
    ink="#000000",
    on_ink="#FFFFFF",
    ok="#00521F",
    ok_tint="#FFFFFF",
    warn="#5C3700",
    warn_tint="#FFFFFF",
    error="#8C0A04",
    error_tint="#FFFFFF",
    text_selection="#B5D3FF",
    hues=MappingProxyType(
        {
            "blue": Hue("#1E3AE0", "#D2E7FF"),
            "orange": Hue("#A0040A", "#FFDACE"),
            "green": Hue("#1C6444", "#CBF2D5"),
            "violet": Hue("#200464", "#E4E1FF"),
            "magenta": Hue("#9C087F", "#FFD8EF"),
            "olive": Hue("#57491A", "#F2E7BD"),
            "petrol": Hue("#0E3759", "#C6ECFF"),
            "grey": Hue("#2E2E2D", "#E3E6EA"),
        }
    ),
    high_contrast=True,
    ring=2.0,
)

HIGH_DARK = Theme(
    name="high-dark",
    dark=True,
    page="#000000",
    window="#000000",
    panel="#000000",
    raised="#000000",
    hover="#262626",
    selected="#3A3A3A",
    line="#FFFFFF",
    line_strong="#FFFFFF",
    control="#FFFFFF",
    text_1="#FFFFFF",
    text_2="#E6E6E6",
    text_3="#CCCCCC",
    ink="#FFFFFF",
    on_ink="#000000",
    ok="#7BE3A4",
    ok_tint="#000000",
    warn="#FFCB6B",
    warn_tint="#000000",
    error="#FFA39C",
    error_tint="#000000",
    text_selection="#1F3A66",
    hues=MappingProxyType(
        {
            "blue": Hue("#7ABAFF", "#1B3654"),
            "orange": Hue("#DA8141", "#4F2D15"),
            "green": Hue("#9CFBDB", "#013D2E"),
            "violet": Hue("#B977FE", "#3E2E50"),
            "magenta": Hue("#FD5C95", "#502834"),
            "olive": Hue("#CEB33A", "#3E3406"),
            "petrol": Hue("#43A5CC", "#033A4E"),
            "grey": Hue("#AEB8C2", "#323538"),
        }
    ),
    high_contrast=True,
    ring=2.0,
)

THEMES = {theme.name: theme for theme in (LIGHT, DARK, HIGH_LIGHT, HIGH_DARK)}


def qt_palette(theme: Theme) -> QPalette:
    """The theme as a QPalette, so that widgets nobody styles fit in."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.window,
        QPalette.ColorRole.WindowText: theme.text_1,
        QPalette.ColorRole.Base: theme.page,
        QPalette.ColorRole.AlternateBase: theme.panel,
        QPalette.ColorRole.Text: theme.text_1,
        QPalette.ColorRole.PlaceholderText: theme.text_3,
        QPalette.ColorRole.Button: theme.raised,
        QPalette.ColorRole.ButtonText: theme.text_1,
        QPalette.ColorRole.BrightText: theme.on_ink,
        QPalette.ColorRole.Highlight: theme.selected,
        QPalette.ColorRole.HighlightedText: theme.text_1,
        QPalette.ColorRole.ToolTipBase: theme.raised,
        QPalette.ColorRole.ToolTipText: theme.text_1,
        QPalette.ColorRole.Link: theme.text_1,
        QPalette.ColorRole.Light: theme.raised,
        QPalette.ColorRole.Midlight: theme.hover,
        QPalette.ColorRole.Mid: theme.line_strong,
        QPalette.ColorRole.Dark: theme.control,
        QPalette.ColorRole.Shadow: theme.text_3,
    }
    for role, value in roles.items():
        palette.setColor(role, QColor(value))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.text_3))
    return palette
