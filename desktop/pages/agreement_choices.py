"""What agreement was measured on last in each project, kept for this person on this machine."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from annotations.agreement.choice import Choice, Condition
from desktop.settings import AGREEMENT_CHOICES, Settings

_MOST = 20  # projects


class KeptChoices:
    """By location of the project. What cannot be read is as if it had never been kept."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def of(self, location: str) -> Choice | None:
        """The choice in that project; None where none was made."""
        kept = self._all().get(location)
        return _choice(kept) if isinstance(kept, dict) else None

    def keep(self, location: str, choice: Choice) -> None:
        """Remember a choice; the oldest is forgotten where there are too many."""
        others = {where: each for where, each in self._all().items() if where != location}
        kept = {location: asdict(choice), **others}
        self._settings.set(AGREEMENT_CHOICES, json.dumps(dict(list(kept.items())[:_MOST]), ensure_ascii=False))

    def _all(self) -> Mapping[str, Any]:
        try:
            kept = json.loads(self._settings.get(AGREEMENT_CHOICES) or "{}")
        except ValueError:
            return {}
        return kept if isinstance(kept, dict) else {}


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
