"""What agreement was measured on last in each project, kept for this person on this machine."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from annotations.agreement.choice import Choice, Condition
from desktop.per_project import PerProject
from desktop.settings import AGREEMENT_CHOICES, Settings


class KeptChoices:
    """By location of the project."""

    def __init__(self, settings: Settings) -> None:
        self._kept = PerProject(settings, AGREEMENT_CHOICES)

    def of(self, location: str) -> Choice | None:
        """The choice in that project; None where none was made."""
        kept = self._kept.of(location)
        return _choice(kept) if isinstance(kept, dict) else None

    def keep(self, location: str, choice: Choice) -> None:
        """Remember a choice."""
        self._kept.keep(location, asdict(choice))


def _choice(kept: Mapping[str, Any]) -> Choice | None:
    condition = kept.get("condition")
    if condition not in list(Condition):
        return None
    return Choice(
        condition=Condition(condition),
        annotators=tuple(each for each in _list(kept, "annotators") if isinstance(each, str)),
        labels=tuple(each for each in _list(kept, "labels") if isinstance(each, str)),
        schema_versions=tuple(each for each in _list(kept, "schema_versions") if isinstance(each, int)),
    )


def _list(kept: Mapping[str, Any], name: str) -> list[Any]:
    value = kept.get(name)
    return value if isinstance(value, list) else []
