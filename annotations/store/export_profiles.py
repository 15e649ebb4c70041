"""Export profiles: exports as they were asked for, under the names they were given. What is in one, exporters know."""

from collections.abc import Mapping
from typing import Any

import orjson
from sqlalchemy import Connection, select

from annotations.store.engine import alone, replace_row
from annotations.store.rows import reading, to_json
from annotations.store.tables import project_setting

# The row of `project_setting` that holds all of them.
KEY = "export_profiles"
_CHANGING_PROFILES = 5  # for `alone`


def load(connection: Connection) -> dict[str, dict[str, Any]]:
    """All profiles by name, as they were saved. Raises DamagedRow."""
    stored = connection.scalar(select(project_setting.c.json).where(project_setting.c.key == KEY))
    return profiles_from(stored) if stored is not None else {}


def save(connection: Connection, name: str, profile: Mapping[str, Any]) -> None:
    """Keep a profile; one of the same name is replaced."""
    alone(connection, _CHANGING_PROFILES)
    _keep(connection, {**load(connection), name: dict(profile)})


def remove(connection: Connection, name: str) -> None:
    """Forget a profile. Raises KeyError if there is none of that name."""
    alone(connection, _CHANGING_PROFILES)
    profiles = load(connection)
    del profiles[name]
    _keep(connection, profiles)


@reading
def profiles_from(stored: str) -> dict[str, dict[str, Any]]:
    """The profiles in the row that holds them."""
    return {str(name): dict(profile) for name, profile in orjson.loads(stored).items()}


def _keep(connection: Connection, profiles: Mapping[str, Mapping[str, Any]]) -> None:
    replace_row(connection, project_setting, [{"key": KEY, "json": to_json(profiles)}])
