"""The options of an export: what was asked for, and what goes without saying."""

import re

from exporters.base import Options

# Which of overlapping mentions goes into a layer that has room for one: option `ents` wherever there is such a layer.
LAYERS = "longest|shortest|priority"

_WHOLE_NUMBER = re.compile("[1-9][0-9]{0,8}")


def settled(options: Options, **known: str) -> dict[str, str]:
    """Each option with its value: "longest|shortest" names the choices, the first being the default; "8" is a default
    that any whole number of 1 or more may replace. Raises ValueError on another name or value."""
    values = {name: choices.split("|")[0] for name, choices in known.items()}
    for name, value in options.items():
        choices = known.get(name, "")
        if value not in choices.split("|") and not (choices.isdecimal() and _WHOLE_NUMBER.fullmatch(value)):
            raise ValueError(f"no such option: {name}={value}")
        values[name] = value
    return values
