"""Values by the hundred thousand: made all at once, where to make each by itself would take most of the time."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import fields
from functools import lru_cache
from itertools import repeat
from typing import Any, TypeVar

_T = TypeVar("_T")
_Put = Callable[[Any, Any], None]

_NEW: Callable[[type[Any]], Any] = object.__new__


def made(kind: type[_T], count: int, **columns: Iterable[Any]) -> tuple[_T, ...]:
    """That many values of a dataclass with slots, of each field those in its column, which may be endless.

    What the class would check or complete is left out: the values are known to be right. Raises TypeError unless there
    is a column for each field.
    """
    of: Any = kind
    setters = _setters(of)
    if columns.keys() != setters.keys():
        raise TypeError(f"not the fields of {kind.__name__}: {', '.join(columns)}")
    values: tuple[_T, ...] = tuple(map(_NEW, repeat(kind, count)))
    for name, column in columns.items():
        deque(map(setters[name], values, column), maxlen=0)
    return values


@lru_cache(maxsize=32)
def _setters(kind: Any) -> dict[str, _Put]:
    return {field.name: getattr(kind, field.name).__set__ for field in fields(kind)}
