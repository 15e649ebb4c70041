"""Reading JSON values whose shape nobody vouches for: each field is taken with its type, or refused with its place."""

from collections.abc import Iterator
from typing import Any, NoReturn


class Refused(ValueError):
    """The record breaks a rule of its format; the message says which, and where in the record."""


_Inside = tuple["Fields", str, int | None]


class Fields:
    """A JSON object at a known place of the record. A field that is missing or null has its default."""

    def __init__(self, value: Any, where: str | _Inside) -> None:
        self._place = where
        if not isinstance(value, dict):
            raise Refused(f"{self._where or 'the record'} is not an object")
        self.values = value

    @property
    def _where(self) -> str:
        # Put together when it is asked for: hardly ever, and there are as many places as objects.
        if isinstance(self._place, str):
            return self._place
        outer, name, number = self._place
        return outer.place(name) if number is None else f"{outer.place(name)}[{number}]"

    def __contains__(self, name: str) -> bool:
        return self.values.get(name) is not None

    def place(self, name: str) -> str:
        """How a field is called in a reason."""
        return f"{self._where}.{name}" if self._where else name

    def refuse(self, why: str) -> NoReturn:
        """Raise Refused about this object."""
        raise Refused(f"{self._where}: {why}" if self._where else why)

    def text(self, name: str, default: str | None = None) -> str:
        """A string; refused when it is missing and has no default."""
        value = self.values.get(name)
        if type(value) is str and "\0" not in value:
            return value
        if value is None and default is not None:
            return default
        if not isinstance(value, str):
            self.refuse(f"no {name}" if value is None else f"{name} is not a string")
        if "\0" in value:
            self.refuse(f"{name} has a NUL character at {value.index(chr(0))}")
        return value

    def name(self, name: str) -> str:
        """A string that is not empty."""
        value = self.values.get(name)
        if type(value) is str and "\0" not in value and value and not value.isspace():
            return value
        value = self.text(name)
        if not value.strip():
            self.refuse(f"{name} is empty")
        return value

    def whole(self, name: str, default: int | None = None) -> int:
        """A whole number of 0 or more."""
        value = self.values.get(name)
        if value is None and default is not None:
            return default
        if type(value) is not int or value < 0:
            self.refuse(f"{name} is not a whole number")
        return value

    def number(self, name: str) -> float | None:
        """A number, or None."""
        value = self.values.get(name)
        if value is not None and type(value) not in (int, float):
            self.refuse(f"{name} is not a number")
        return value

    def flag(self, name: str) -> bool:
        """True or false; false when missing."""
        value = self.values.get(name)
        if value is not None and not isinstance(value, bool):
            self.refuse(f"{name} is not true or false")
        return bool(value)

    def list(self, name: str) -> list[Any]:
        """A list; empty when missing."""
        value = self.values.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self.refuse(f"{name} is not a list")
        return value

    def objects(self, name: str) -> Iterator["Fields"]:
        """The objects of a list, each with its place."""
        for number, value in enumerate(self.list(name)):
            yield Fields(value, (self, name, number))

    def object(self, name: str) -> "Fields":
        """An object; empty when missing."""
        value = self.values.get(name)
        return Fields({} if value is None else value, (self, name, None))

    def strings(self, name: str) -> dict[str, str]:
        """An object whose values are strings; empty when missing."""
        if self.values.get(name) == {}:
            return {}
        inner = self.object(name)
        return {key: inner.text(key) for key in inner.values}
