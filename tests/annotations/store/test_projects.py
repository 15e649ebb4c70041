"""A project is made whole, opened as what it is, refused with one clear reason, and never damaged by trying."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from annotations.errors import StoreTooNew, StoreUnavailable
from annotations.importers.base import ImportedArticle
from annotations.store import projects
from annotations.workspace import Workspace
from tests.annotations.store.refusals import refusal
from tests.factories import article, small_schema

ROOT = Path(__file__).resolve().parents[3]


def test_a_new_project_has_its_title_and_schema(workspace, location):
    assert (workspace.title, workspace.schema, workspace.read_only) == ("News", small_schema(), False)
    workspace.close()
    with Workspace.open(location) as reopened:
        assert (reopened.title, reopened.schema) == ("News", small_schema())
        assert reopened.check() == []


def test_nothing_is_overwritten(workspace, location):
    workspace.close()
    with pytest.raises(StoreUnavailable):
        Workspace.create(location, small_schema())
    with Workspace.open(location) as reopened:
        assert reopened.title == "News"


def test_the_log_of_a_project_deleted_by_hand_is_not_read_into_a_new_one(tmp_path):
    location, log = tmp_path / "news.spandesk", tmp_path / "news.spandesk-wal"
    with Workspace.create(location, small_schema()) as workspace:
        workspace.add([ImportedArticle(article=article("Berlin lies on the Spree. " * 90), file="a.txt")])
        written = log.read_bytes()
    location.unlink()
    log.write_bytes(written)
    with Workspace.create(location, small_schema()) as workspace:
        assert workspace.article_ids() == []
        assert workspace.check() == []


def test_the_title_is_the_file_name_unless_given(file_location):
    with Workspace.create(Path(file_location), small_schema()) as workspace:
        assert workspace.title == "news"


def test_only_the_project_and_its_lock_stay(file_workspace, file_location):
    file_workspace.close()
    assert sorted(os.listdir(Path(file_location).parent)) == ["news.spandesk", "news.spandesk.lock"]


@pytest.mark.parametrize("name", ["a b?#%.spandesk", "خبر.spandesk", "new\nline.spandesk", "'quoted'.spandesk"])
def test_any_file_name(tmp_path, name, record):
    with Workspace.create(tmp_path / name, small_schema()) as workspace:
        workspace.add([record(article("Text."))])
    with Workspace.open(tmp_path / name) as workspace:
        assert len(workspace.article_ids()) == 1


def test_sqlite_is_set_for_safety(file_workspace):
    with file_workspace._database.write() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "wal_autocheckpoint")
        }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "wal_autocheckpoint": 1000}
    with file_workspace._database.read() as connection:
        assert connection.exec_driver_sql("PRAGMA wal_autocheckpoint").scalar_one() == 0


# -- refusals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "the file is empty"),
        (b"{}", "it is not a Spandesk project"),
        (os.urandom(9000), "it is not a Spandesk project"),
        (b"SQLite format 3\0" + bytes(4080), "it is not a Spandesk project, or is damaged"),
    ],
)
def test_what_is_no_project_is_left_alone(tmp_path, content, why, read_only):
    path = tmp_path / "x.spandesk"
    path.write_bytes(content)
    assert refusal(path, read_only=read_only) == why
    assert path.read_bytes() == content


@pytest.mark.parametrize("read_only", [False, True])
def test_what_is_not_there(tmp_path, read_only):
    assert refusal(tmp_path / "x.spandesk", read_only=read_only) == "there is no such file"
    assert refusal(tmp_path, read_only=read_only) == "it is a folder, not a project"
    assert refusal(tmp_path / ("x" * 300), read_only=read_only) == "File name too long"
    assert refusal(f"{tmp_path}/a\0b", read_only=read_only) == "there is no such file"
    assert os.listdir(tmp_path) == []


def test_another_programs_database(tmp_path):
    path = tmp_path / "x.spandesk"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE project (id)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    assert refusal(path) == "it is not a Spandesk project"
    assert path.read_bytes() == before


def test_a_cut_off_file(file_workspace, file_location, record):
    file_workspace.add([record(article(f"Text {number}. " * 200)) for number in range(50)])
    file_workspace.close()
    path = Path(file_location)
    content = path.read_bytes()[: path.stat().st_size // 2]
    path.write_bytes(content)
    assert refusal(path) == "it is damaged"
    assert path.read_bytes() == content


@pytest.mark.parametrize("read_only", [False, True])
def test_a_newer_project_is_named_and_left_alone(file_workspace, file_location, read_only):
    file_workspace.close()
    connection = sqlite3.connect(file_location)
    connection.execute("UPDATE alembic_version SET version_num = '0999'")
    connection.commit()
    connection.close()
    before = Path(file_location).read_bytes()
    why = refusal(file_location, StoreTooNew, read_only=read_only)
    assert "0999" in why
    assert projects.REVISIONS[-1] in why
    assert Path(file_location).read_bytes() == before


def test_a_project_that_cannot_be_finished_leaves_nothing(tmp_path, monkeypatch):
    path = tmp_path / "x.spandesk"
    monkeypatch.setattr(projects, "to_json", lambda value: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        Workspace.create(path, small_schema())
    assert os.listdir(tmp_path) == ["x.spandesk.lock"]
    monkeypatch.undo()
    with Workspace.create(path, small_schema()) as workspace:
        assert workspace.check() == []


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(StoreUnavailable) as refused:
        Workspace.create(tmp_path / "no" / "x.spandesk", small_schema())
    assert refused.value.why == "there is no such folder"


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("mysql://u:secret@host/x", "only PostgreSQL servers are known"),
        ("nonsense://", "only PostgreSQL servers are known"),
        ("postgresql://u:secret@127.0.0.1:1/x", "connection"),
    ],
)
def test_bad_addresses_do_not_show_the_password(url, why):
    with pytest.raises(StoreUnavailable) as refused:
        Workspace.open(url)
    assert why in refused.value.why
    assert "secret" not in str(refused.value)


@pytest.mark.postgres
def test_an_empty_database_on_a_server_is_no_project(server_location):
    assert refusal(server_location) == "it is not a Spandesk project"


# -- read-only places -------------------------------------------------------------------------------------------------


def as_nobody(folder: Path, location: Path, *, read_only: bool) -> dict[str, object]:
    """Open a project as a user who may only read; root may write anywhere."""
    code = (
        "import json, os, sys\n"
        "from annotations.errors import StoreUnavailable\n"
        "from annotations.workspace import Workspace\n"
        "from sqlalchemy.dialects import sqlite\n"
        "if os.geteuid() == 0: os.setgid(65534); os.setuid(65534)\n"
        "try:\n"
        "    with Workspace.open(sys.argv[1], read_only=sys.argv[2] == 'True') as w:\n"
        "        print(json.dumps({'articles': len(w.article_ids()), 'problems': len(w.check())}))\n"
        "except StoreUnavailable as error:\n"
        "    print(json.dumps({'why': error.why}))\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, str(location), str(read_only)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(result.stdout)


@pytest.fixture
def shelf(file_workspace, file_location, record, tmp_path_factory):
    """A copy of a project in a folder that nobody may write to; yields its path, and the open original."""
    file_workspace.add([record(article("Ana met Ben."))])
    folder = tmp_path_factory.mktemp("shelf")
    for parent in [folder, *folder.parents]:
        if parent.stat().st_uid == os.geteuid() and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o055)
    yield folder / "copy.spandesk"
    folder.chmod(0o755)


def protect(folder: Path) -> None:
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(0o555)


def test_a_copy_in_a_read_only_folder_can_be_read(shelf, file_workspace, file_location):
    file_workspace.close()
    shutil.copy(file_location, shelf)
    protect(shelf.parent)
    assert as_nobody(shelf.parent, shelf, read_only=True) == {"articles": 1, "problems": 0}
    assert os.listdir(shelf.parent) == ["copy.spandesk"]
    why = as_nobody(shelf.parent, shelf, read_only=False)["why"]
    assert why == "the file is write-protected; it can still be opened read-only"


def test_a_copy_with_edits_in_its_write_ahead_log(shelf, file_location):
    shutil.copy(file_location, shelf)
    shutil.copy(file_location + "-wal", str(shelf) + "-wal")
    assert Path(str(shelf) + "-wal").stat().st_size > 0
    protect(shelf.parent)
    said = as_nobody(shelf.parent, shelf, read_only=True)
    assert said in ({"articles": 1, "problems": 0}, {"why": "it cannot be opened; is the folder write-protected?"})
