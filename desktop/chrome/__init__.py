"""How the chrome looks: one palette, one style sheet, and what all panels paint alike."""

from desktop.chrome.controls import ElidedLabel, KeyButton, Label, Surface
from desktop.chrome.fields import SearchField
from desktop.chrome.icons import icon, paint_icon
from desktop.chrome.keys import hold, key_name, key_of, keys_changed, naming_key, set_key_source, show_keys, with_key
from desktop.chrome.look import apply, font, line, px, style_sheet, theme
from desktop.chrome.paint import dashed_score, dot, key_cap, label_code, text_line
from desktop.chrome.progress import ProgressLine
from desktop.chrome.words import keys_in_words, keys_named, number, one_line, percent, plain_tooltip

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
    "hold",
    "icon",
    "key_cap",
    "key_name",
    "key_of",
    "keys_changed",
    "keys_in_words",
    "keys_named",
    "label_code",
    "line",
    "naming_key",
    "number",
    "one_line",
    "paint_icon",
    "percent",
    "plain_tooltip",
    "px",
    "set_key_source",
    "show_keys",
    "style_sheet",
    "text_line",
    "theme",
    "with_key",
]
