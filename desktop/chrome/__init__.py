"""How the chrome looks: one palette, one style sheet, and what all panels paint alike."""

from desktop.chrome.controls import ElidedLabel, KeyButton, Label, ProgressLine, Surface
from desktop.chrome.fields import SearchField
from desktop.chrome.icons import icon, paint_icon
from desktop.chrome.look import apply, font, line, px, style_sheet, theme
from desktop.chrome.paint import dashed_score, dot, key_cap, label_code, text_line
from desktop.chrome.words import keys_in_words, number, one_line, percent, plain_tooltip

__all__ = [
    "ElidedLabel",
    "KeyButton",
    "Label",
    "ProgressLine",
    "SearchField",
    "Surface",
    "apply",
    "dashed_score",
    "dot",
    "font",
    "icon",
    "key_cap",
    "keys_in_words",
    "label_code",
    "line",
    "number",
    "one_line",
    "paint_icon",
    "percent",
    "plain_tooltip",
    "px",
    "style_sheet",
    "text_line",
    "theme",
]
