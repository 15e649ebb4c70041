"""Marks: spans with what they are called, as annotators are compared."""

from enum import StrEnum
from typing import NamedTuple


class Subject(StrEnum):
    """What it is about: a span with its label, an event with its type, or what fills a role with that role."""

    SPAN = "span"
    EVENT = "event"
    ARGUMENT = "argument"


class Mark(NamedTuple):
    """A span with its label, event type or role: code points `start` to before `end`."""

    start: int
    end: int
    label: str
