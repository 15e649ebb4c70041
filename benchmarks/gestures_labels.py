"""The keys that give a label to words and that move the ends of a mention. Pure."""

from collections.abc import Sequence

from annotations.model.mention import Kind
from annotations.model.schema import Label, Schema
from benchmarks.gestures_reading import Keys
from desktop.actions import DIGITS


class OutOfReach(ValueError):
    """The keys of this planner do not lead there."""


def label_keys(schema: Schema, code: str, kind: Kind, likely: str | None = None) -> Keys:
    """What gives a label to the words selected. `likely` is the event type that the list opens on."""
    labels = schema.active(kind)
    label = next((each for each in labels if each.code == code), None)
    if label is None:
        raise OutOfReach(f"no label {code}")
    if kind is Kind.ENTITY and label.key:
        return (label.key,)
    opens = "L" if kind is Kind.ENTITY else "F"
    if kind is Kind.EVENT and len(labels) == 1:
        return (opens,)
    if code == likely:
        return (opens, "Return")
    row = labels.index(label)
    return (opens, DIGITS[row]) if row < len(DIGITS) else (opens, *_typed(labels, label))


def _typed(labels: Sequence[Label], label: Label) -> Keys:
    """The shortest beginning of the code that puts it first, and Enter; or a digit as soon as it has one."""
    for length in range(1, len(label.code) + 1):
        typed = label.code[:length].casefold()
        rows = [each for each in labels if each.code.casefold().startswith(typed)]
        if rows.index(label) < len(DIGITS):
            choose = "Return" if rows[0] is label else DIGITS[rows.index(label)]
            return (*typed, choose)
    raise OutOfReach(f"no letters lead to {label.code}")


def bounds_keys(now: tuple[int, int], wanted: tuple[int, int]) -> Keys:
    """What moves the ends of the focused mention from these tokens to those, one token a key.

    Ends that go outwards go first, so that the mention never vanishes on the way.
    """
    start, end = wanted[0] - now[0], wanted[1] - now[1]
    starts = (("Alt+Shift+Left",) if start < 0 else ("Alt+Shift+Right",)) * abs(start)
    ends = (("Alt+Right",) if end > 0 else ("Alt+Left",)) * abs(end)
    return (*starts, *ends) if start < 0 else (*ends, *starts)
