"""The same store tests over SQLite and over PostgreSQL."""

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy

from annotations.importers.base import ImportedArticle, ImportedSet
from annotations.model.annotation_set import AnnotationSet
from annotations.model.article import Article
from annotations.workspace import Workspace
from tests.factories import small_schema

_schemas = itertools.count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """URL of a server: SPANDESK_TEST_POSTGRES, or one of our own on a socket in a temporary folder."""
    given = os.environ.get("SPANDESK_TEST_POSTGRES")
    if given:
        yield given
        return
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not programs:
        pytest.skip("no PostgreSQL here")
    folder = Path(tempfile.mkdtemp(prefix="spandesk-pg-"))
    as_user: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
        as_user = ["runuser", "-u", "postgres", "--"]

    def run(program: str, *arguments: str) -> None:
        command = [*as_user, str(programs[-1].with_name(program)), "-D", str(folder / "data"), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")

    run("initdb", "-A", "trust", "-U", "spandesk", "-E", "UTF8", "--no-locale", "--no-sync")
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield f"postgresql://spandesk@/postgres?host={folder}"
    finally:
        run("pg_ctl", "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def server_location(postgres: str) -> Iterator[str]:
    """URL of an empty corner of the server."""
    name = f"test_{os.getpid()}_{next(_schemas)}"
    engine = sqlalchemy.create_engine(sqlalchemy.make_url(postgres).set(drivername="postgresql+psycopg"))
    with engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {name}")
    separator = "&" if "?" in postgres else "?"
    yield f"{postgres}{separator}options=-csearch_path%3D{name}"
    with engine.begin() as connection:
        connection.exec_driver_sql(f"DROP SCHEMA {name} CASCADE")
    engine.dispose()


@pytest.fixture
def file_location(tmp_path: Path) -> str:
    """Path of a project file that does not exist yet."""
    return str(tmp_path / "news.spandesk")


@pytest.fixture(params=["file_location", pytest.param("server_location", marks=pytest.mark.postgres)])
def location(request: pytest.FixtureRequest) -> str:
    """Where a project can be made: once in a file, once on a server."""
    return str(request.getfixturevalue(request.param))


@pytest.fixture
def workspace(location: str) -> Iterator[Workspace]:
    """A new project with the small schema."""
    with Workspace.create(location, small_schema(), title="News") as created:
        yield created


@pytest.fixture
def file_workspace(file_location: str) -> Iterator[Workspace]:
    """A new project in a file."""
    with Workspace.create(file_location, small_schema(), title="News") as created:
        yield created


@pytest.fixture
def record() -> Callable[..., ImportedArticle]:
    """An article as an importer gives it, with sets made by the factories."""

    def make(article: Article, *sets: AnnotationSet, **more: object) -> ImportedArticle:
        imported = tuple(
            ImportedSet(
                annotator=each.annotator,
                status=each.status,
                mentions=tuple(each.mentions.values()),
                decisions=each.decisions,
                clusters=tuple(each.clusters.values()),
            )
            for each in sets
        )
        return ImportedArticle(article=article, sets=imported, file="articles.jsonl", **more)

    return make
