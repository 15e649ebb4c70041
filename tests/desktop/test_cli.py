"""The command line's manners: exit codes, one line for a refusal, JSON on stdout, progress on stderr."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from annotations.errors import BadInput, ProjectLocked, StoreUnavailable
from desktop import cli
from desktop.commands.base import Command, Outcome, add_project
from tests.conftest import ROOT


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch):
    """Puts a command named `act` on the command line, doing what the test says."""

    def put(act) -> None:
        row = Command(
            name="act", title="a test's act", add_arguments=add_project, run=lambda args, progress: act(progress)
        )
        monkeypatch.setattr(cli, "COMMANDS", (row,))

    return put


def failing(error: BaseException):
    def act(_progress):
        raise error

    return act


def test_done_in_words(command, capsys):
    command(lambda _: Outcome(values={"n": 3}, lines=("three", "lines\nof a file name")))
    assert cli.main(["act", "p"]) == 0
    assert capsys.readouterr() == ("three\nlines of a file name\n", "")


def test_done_as_one_json_object(command, capsys):
    command(lambda _: Outcome(values={"name": "كركوك \udcff"}, lines=("words",)))
    assert cli.main(["act", "p", "--json"]) == 0
    out, err = capsys.readouterr()
    assert (json.loads(out), out.count("\n"), err) == ({"name": "كركوك \udcff"}, 1, "")


def test_refused_after_the_fact_keeps_the_json(command, capsys):
    command(lambda _: Outcome(values={"ok": False}, lines=("broken",), refusal="a.txt:3: broken"))
    assert cli.main(["act", "p", "--json"]) == 1
    assert capsys.readouterr() == ('{"ok": false}\n', "spandesk: a.txt:3: broken\n")


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (BadInput("a.txt", 7, "a NUL character"), "a.txt:7: a NUL character"),
        (BadInput("a.txt", None, "empty"), "a.txt: empty"),
        (BadInput("two\nlines.txt", 1, "empty"), "two lines.txt:1: empty"),
        (ProjectLocked("p.spandesk", "open in another Spandesk"), "p.spandesk: open in another Spandesk"),
        (PermissionError(13, "Permission denied", "/x"), "/x: Permission denied"),
        (KeyboardInterrupt(), "stopped; what was saved before stands"),
    ],
)
def test_refused_in_one_line(command, capsys, error: BaseException, line: str):
    command(failing(error))
    assert cli.main(["act", "p"]) == 1
    assert capsys.readouterr() == ("", f"spandesk: {line}\n")


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ana:s3cr%40t@db/project",
        "postgresql+psycopg://ana:s3cr@t@db/project",
        "postgresql://db/project?user=ana&password=s3cr%40t",
    ],
)
def test_a_password_is_never_shown(command, capsys, url: str):
    command(failing(StoreUnavailable(url, "no route; tried with password s3cr@t")))
    assert cli.main(["act", url]) == 1
    out, err = capsys.readouterr()
    assert "s3cr" not in out + err
    assert "no route" in err


def test_a_defect_is_one_line_and_a_file(command, capsys):
    command(failing(KeyError("lost")))
    assert cli.main(["act", "p"]) == 1
    out, err = capsys.readouterr()
    found = re.fullmatch(r"spandesk: defect: KeyError: 'lost' \(details in (.+)\)\n", err)
    assert out == ""
    assert found is not None
    details = Path(found.group(1))
    assert "Traceback" in details.read_text("utf-8")
    details.unlink()


def test_progress_goes_to_stderr(command, capsys, monkeypatch):
    def act(progress):
        progress.say("1 of 2 articles")
        return Outcome(values={})

    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    command(act)
    assert cli.main(["act", "p", "--json"]) == 0
    out, err = capsys.readouterr()
    assert out == "{}\n"
    assert "1 of 2 articles" in err


@pytest.mark.parametrize(
    "words",
    [
        ["export", "p.spandesk"],
        ["export", "p.spandesk", "--format", "no-such-format", "--out", "x"],
        ["import", "p.spandesk"],
        ["new", "without-suffix"],
        ["suggest", "p.spandesk", "--suggester", "no-such-suggester"],
        ["check"],
        ["p.spandesk", "another.spandesk"],
        ["--no-such-option"],
    ],
)
def test_wrong_usage_is_2(capsys, words: list[str]):
    with pytest.raises(SystemExit) as left:
        cli.main(words)
    assert left.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("usage: spandesk")


def test_help_lists_every_command(capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(["--help"])
    assert left.value.code == 0
    out = capsys.readouterr().out
    for command in cli.COMMANDS:
        assert f"    {command.name} " in out


def test_a_missing_library_is_named_with_the_line_that_installs_it(capsys, monkeypatch):
    from desktop.system_libraries import ALWAYS

    monkeypatch.setattr(cli, "missing_libraries", lambda: ALWAYS[:1])
    assert cli.main(["p.spandesk"]) == 1
    err = capsys.readouterr().err
    assert err.startswith("spandesk: Qt lacks libEGL.so.1. Install with: ")
    assert err.count("\n") == 1


def test_no_display_is_one_line(capsys, monkeypatch):
    monkeypatch.setattr(cli, "missing_libraries", lambda: ())
    monkeypatch.setattr(cli, "has_display", lambda: False)
    assert cli.main([]) == 1
    assert capsys.readouterr().err.startswith("spandesk: there is no display")


def test_a_reader_that_has_gone_is_no_defect():
    code = "import sys\nfrom desktop.cli import main\ninput()\nsys.exit(main(['formats']))"
    child = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with child:
        child.stdout.close()
        child.stdin.write(b"go\n")
        child.stdin.close()
        errors = child.stderr.read()
    assert (child.returncode, errors) == (1, b"")
