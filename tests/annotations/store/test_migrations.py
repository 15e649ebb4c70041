"""The revisions make the tables we speak of; an older project is backed up and brought up to date."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from annotations.errors import StoreUnavailable
from annotations.model.wire import schema_to_json
from annotations.store import projects, tables
from annotations.store.article_rows import article_row
from annotations.store.rows import now, run_row, suggestion_values
from annotations.store.tables import metadata
from annotations.workspace import Workspace
from tests.annotations.store.refusals import refusal
from tests.factories import RUN, article, entity, small_schema, span, suggestion

REVISIONS = projects.REVISIONS
NOW = REVISIONS[-1]


def test_the_revisions_are_those_of_the_migrations():
    config = Config()
    config.set_main_option("script_location", str(projects.MIGRATIONS))
    config.set_main_option("path_separator", "os")
    found = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert tuple(reversed(found)) == projects.REVISIONS


def test_the_migrations_make_the_tables_we_speak_of(workspace):
    from alembic.autogenerate import compare_metadata

    with workspace._database.read() as connection:
        ours = {"compare_type": True, "include_name": lambda name, kind, _: not str(name).startswith("article_search")}
        differences = compare_metadata(MigrationContext.configure(connection, opts=ours), metadata)
    assert differences == []


def test_opening_does_not_import_alembic(file_workspace, file_location, fresh_python):
    file_workspace.close()
    code = (
        "import sys; from annotations.workspace import Workspace\n"
        "with Workspace.open(sys.argv[1]) as w: w.queue('ana')\n"
        "print(sorted({m.partition('.')[0] for m in sys.modules} & {'alembic', 'spacy', 'numpy', 'psycopg'}))"
    )
    assert fresh_python(code, file_location).stdout == "[]\n"


@pytest.fixture
def next_revision(tmp_path, monkeypatch):
    """As if the program had one more revision."""
    folder = tmp_path / "migrations"
    shutil.copytree(projects.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))

    def install(body: str) -> None:
        (folder / "versions" / "r9999_next.py").write_text(
            "import sqlalchemy as sa\nfrom alembic import op\n"
            f"revision = '9999'\ndown_revision = '{NOW}'\ndef upgrade():\n    {body}\n"
        )
        monkeypatch.setattr(projects, "MIGRATIONS", folder)
        monkeypatch.setattr(projects, "REVISIONS", (*REVISIONS, "9999"))

    return install


def test_an_older_project_is_backed_up_and_brought_up_to_date(file_workspace, file_location, record, next_revision):
    text = article("Ana met Ben.")
    file_workspace.add([record(text)])
    file_workspace.close()
    next_revision("op.add_column('project', sa.Column('colour', sa.String))")
    assert "older Spandesk" in refusal(file_location, read_only=True)
    with Workspace.open(file_location) as workspace:
        assert workspace.article_ids() == [text.id]
        assert workspace.check() == []
    backup = sqlite3.connect(f"{file_location}.backup-{NOW}")
    assert backup.execute("SELECT count(*) FROM article").fetchone() == (1,)
    assert backup.execute("SELECT version_num FROM alembic_version").fetchone() == (NOW,)
    backup.close()


def test_a_migration_that_fails_leaves_the_project_as_it_was(file_workspace, file_location, next_revision):
    file_workspace.close()
    next_revision("op.add_column('project', sa.Column('colour', sa.String)); op.execute('DELETE FROM nowhere')")
    for _ in range(2):
        with pytest.raises(StoreUnavailable):
            Workspace.open(file_location)
    connection = sqlite3.connect(file_location)
    assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (NOW,)
    assert "colour" not in [row[1] for row in connection.execute("PRAGMA table_info(project)")]
    connection.close()
    assert Path(f"{file_location}.backup-{NOW}-2").exists(), "the first backup was not overwritten"


def test_the_stored_schema_is_the_one_shape(file_workspace, file_location):
    file_workspace.close()
    connection = sqlite3.connect(file_location)
    (stored,) = connection.execute("SELECT json FROM schema_version").fetchone()
    connection.close()
    assert json.loads(stored) == schema_to_json(small_schema())


def at_revision(location: str, revision: str) -> sqlalchemy.Engine:
    """The empty tables of an older revision, in a file or on a server."""
    url = projects.server_url(location) if "://" in location else f"sqlite:///{location}"
    engine = sqlalchemy.create_engine(url)
    config = Config()
    config.set_main_option("script_location", str(projects.MIGRATIONS))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    return engine


def test_what_was_on_offer_stays_on_offer(location):
    """Revision 0003 makes the table of suggestions anew."""
    text, at = article("Ana met Ben."), now()
    ana, ben = (suggestion(entity("PERSON", span(text, name)), score=0.5) for name in ("Ana", "Ben"))
    names = tables.suggestion.c.keys()
    rows = [dict(zip(names, suggestion_values(text.id, each), strict=True)) for each in (ana, ben)]
    rows[1]["run_id"] = "run-0"
    runs = [run_row(RUN), {**run_row(RUN), "id": "run-0"}]
    schema = {"version": 1, "json": json.dumps(schema_to_json(small_schema())), "at": at}
    looked = {"article_id": text.id, "suggester": RUN.suggester, "run_id": RUN.id}
    engine = at_revision(location, "0002")
    with engine.begin() as connection:
        for table, values in (
            (tables.schema_version, [schema]),
            (tables.project, [{"id": 1, "title": "News", "created_at": at, "schema_version": 1}]),
            (tables.article, [{**article_row(text, 1, {}), "suggestion_count": 1}]),
            (tables.suggestion_run, runs),
            (tables.suggestion, [{name: row[name] for name in row if name != "shown"} for row in rows]),
            (tables.prepared, [looked]),
        ):
            connection.execute(table.insert(), values)
    engine.dispose()
    with Workspace.open(location) as workspace:
        assert workspace.suggestions(text.id) == [ana]
        assert workspace.check() == []
        workspace.save_suggestions(RUN, {text.id: [ana, ben]})
        assert workspace.suggestions(text.id) == [ana, ben]


def test_a_set_of_rulings_is_nobodys(location):
    """Revision 0004 says so of those that were imported before."""
    engine = at_revision(location, "0003")
    names = [{"name": name, "kind": "person"} for name in ("adjudicated", "ana")]
    schema = {"version": 1, "json": json.dumps(schema_to_json(small_schema())), "at": now()}
    with engine.begin() as connection:
        connection.execute(tables.annotator.insert(), names)
        connection.execute(tables.schema_version.insert(), schema)
        connection.execute(
            tables.project.insert(), {"id": 1, "title": "News", "created_at": now(), "schema_version": 1}
        )
    engine.dispose()
    with Workspace.open(location) as workspace, workspace._database.read() as connection:
        kinds = connection.execute(sqlalchemy.select(tables.annotator).order_by(tables.annotator.c.name)).all()
        assert [tuple(row) for row in kinds] == [("adjudicated", "rulings"), ("ana", "person")]
