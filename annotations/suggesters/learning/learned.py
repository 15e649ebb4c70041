"""Learned: what every learned model can do, and how one is read from its file."""

from collections.abc import Sequence
from typing import Protocol

from annotations.model.mention import Kind
from annotations.suggesters.found import Found
from annotations.suggesters.reading import Reading


class Learned(Protocol):
    """A model that takes what the rules found in articles and says what to suggest instead, with scores."""

    @property
    def kind(self) -> Kind:
        """What it suggests: names or triggers."""
        ...

    def refine(self, readings: Sequence[Reading]) -> list[list[list[Found]]]:
        """For each article, stretch by stretch, the names or triggers to suggest, in text order."""
        ...

    def to_bytes(self) -> bytes:
        """The model as it is stored. Holds numbers and words only, never code."""
        ...
