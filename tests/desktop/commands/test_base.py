"""Progress, one line, and passwords."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.commands.base import Progress, counted, one_line, without_password


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_on_a_terminal_is_one_line_rewritten():
    terminal = Terminal()
    progress = Progress(terminal)
    progress.say("1 of 2")
    progress.say("2 of 2")
    progress.close()
    assert terminal.getvalue() == "\r\x1b[K1 of 2\r\x1b[K2 of 2\r\x1b[K"


def test_progress_is_for_terminals():
    file = io.StringIO()
    progress = Progress(file)
    progress.say("1 of 2")
    progress.close()
    assert file.getvalue() == ""


@given(st.text())
def test_one_line_is_one_line(text: str):
    assert len(one_line(text).splitlines()) <= 1


def test_one_line_keeps_words():
    assert one_line("كركوك “a”  b\t\x1b[31mc\n") == "كركوك “a”  b [31mc"


@pytest.mark.parametrize(
    ("location", "secret"),
    [
        ("postgresql://ana:geheim@db/p", "geheim"),
        ("postgresql+psycopg://ana:ge%2Fheim@db/p", "ge/heim"),
        ("postgresql://db/p?password=geheim", "geheim"),
        ("postgresql://ana:geheim@[bad/p", "geheim"),
    ],
)
def test_password_goes(location: str, secret: str):
    text = without_password(f"{location}: refused, password was {secret}", location)
    assert "geheim" not in text
    assert secret not in text
    assert "refused" in text


@pytest.mark.parametrize("location", ["a.spandesk", "postgresql://db/p", "postgresql://ana@db/p", "", None])
def test_nothing_goes_where_there_is_no_password(location: str | None):
    assert without_password("ana: refused", location) == "ana: refused"


def test_counted():
    assert [counted(n, "article") for n in (0, 1, 2000)] == ["0 articles", "1 article", "2,000 articles"]
    assert counted(2, "entity", "entities") == "2 entities"
