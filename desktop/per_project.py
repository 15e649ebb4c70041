"""What this person chose last in each project, kept on this machine."""

import json
from collections.abc import Mapping
from typing import Any

from desktop.settings import Setting, Settings

_MOST = 20  # projects


class PerProject:
    """JSON values by location of the project, in one setting. What cannot be read is as if it had never been kept."""

    def __init__(self, settings: Settings, setting: Setting) -> None:
        self._settings, self._setting = settings, setting

    def of(self, location: str) -> Any:
        """The value in that project; None where there is none."""
        return self._all().get(location)

    def keep(self, location: str, value: Any) -> None:
        """Remember a value; the oldest is forgotten where there are too many."""
        others = {where: each for where, each in self._all().items() if where != location}
        kept = list({location: value, **others}.items())[:_MOST]
        self._settings.set(self._setting, json.dumps(dict(kept), ensure_ascii=False))

    def _all(self) -> Mapping[str, Any]:
        try:
            kept = json.loads(self._settings.get(self._setting) or "{}")
        except ValueError:
            return {}
        return kept if isinstance(kept, dict) else {}
