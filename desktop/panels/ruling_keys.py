"""What is done about a disagreement, and the key of each."""

from collections.abc import Mapping
from types import MappingProxyType

from desktop import chrome
from desktop.actions import ACTIONS

MOST_DIGITS = 9  # analysts that have a key
_ACTION = "rule-"

RULING_ACTS = tuple(spec.id.removeprefix(_ACTION) for spec in ACTIONS if spec.id.startswith(_ACTION))
# While ends are moved these are the keys, and no others.
ENDS_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "end-back": "Left",
        "end-forward": "Right",
        "start-back": "Shift+Left",
        "start-forward": "Shift+Right",
        "keep": "Return",
        "leave": "Esc",
    }
)


def take(lane: int) -> str:
    """The act that takes the version of an analyst, whose lane counts from 0."""
    return f"take-{lane + 1}"


def action_of(act: str) -> str:
    """The action by which one of the acts is done."""
    return _ACTION + act


def act_of(action: str) -> str:
    """The act that an action does; "" for any other action."""
    return action.removeprefix(_ACTION) if action.startswith(_ACTION) else ""


def ruling_key(act: str) -> str:
    """The key of an act as the window shows it; "" for none."""
    if act in ENDS_KEYS:
        return chrome.keys_in_words(ENDS_KEYS[act])
    return chrome.key_of(action_of(act)) if act in RULING_ACTS else ""


def with_ruling_key(words: str, act: str, between: str = "  ") -> str:
    """Words with the key of an act behind them, if it has one."""
    key = ruling_key(act)
    return f"{words}{between}{key}" if key else words
