"""What a project has decided about its suggestions, one row a field. Rows of fields we do not know are left alone."""

from dataclasses import fields
from typing import Any

import orjson
from sqlalchemy import Connection, select

from annotations.model.project_settings import ProjectSettings, settings_from_json, settings_to_json
from annotations.store.engine import DamagedRow, replace_row
from annotations.store.rows import reading, to_json
from annotations.store.tables import project_setting

_FIELDS = frozenset(each.name for each in fields(ProjectSettings))


def load(connection: Connection) -> ProjectSettings:
    """The settings of the project. Raises DamagedRow."""
    return settings_from(_stored(connection))


def save(connection: Connection, settings: ProjectSettings) -> set[str]:
    """Keep the settings; returns the names of the fields that are not what they were. Asks nothing of what was there,
    so that damaged settings can be replaced."""
    before = _stored(connection)
    defaults = {name: to_json(value) for name, value in settings_to_json(ProjectSettings()).items()}
    new = {name: to_json(value) for name, value in settings_to_json(settings).items()}
    replace_row(connection, project_setting, [{"key": name, "json": json} for name, json in new.items()])
    return {name for name, json in new.items() if json != before.get(name, defaults[name])}


def pipelines_left(connection: Connection, settings: ProjectSettings) -> set[str]:
    """The suggesters that go when these settings are kept: the user's own pipelines that are no longer in them."""
    before = {name: json for name, json in _stored(connection).items() if name == "pipelines"}
    try:
        pipelines = settings_from(before).pipelines
    except DamagedRow:
        # What cannot be read must not keep it from being replaced; nobody knows what those were called.
        return set()
    return {each.suggester for each in pipelines} - {each.suggester for each in settings.pipelines}


def _stored(connection: Connection) -> dict[str, str]:
    return {row.key: row.json for row in connection.execute(select(project_setting))}


@reading
def settings_from(stored: dict[str, str]) -> ProjectSettings:
    """The settings in rows of `project_setting`."""
    values: dict[str, Any] = {name: orjson.loads(json) for name, json in stored.items() if name in _FIELDS}
    return settings_from_json(values)
