"""What Qt lacks is named, with the line that installs it."""

import sys

import pytest

from desktop import system_libraries
from desktop.system_libraries import ALWAYS, FOR_X11, explain, has_display, install_line, missing_libraries

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="other systems bring these along")


def nothing_loads(_name: str) -> bool:
    return False


@linux_only
def test_nothing_is_missing_where_everything_loads():
    assert missing_libraries(lambda name: True) == ()


@linux_only
def test_off_screen_needs_no_x11(monkeypatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    assert missing_libraries(nothing_loads) == ALWAYS


@linux_only
def test_a_window_on_x11_needs_more(monkeypatch):
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("QT_QPA_PLATFORM")
    assert missing_libraries(nothing_loads) == ALWAYS + FOR_X11


@linux_only
def test_a_display_that_is_not_used_asks_for_nothing(monkeypatch):
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert missing_libraries(nothing_loads) == ALWAYS


@linux_only
def test_other_systems_bring_their_own(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert missing_libraries(nothing_loads) == ()


@pytest.mark.parametrize(
    ("manager", "line"),
    [
        ("apt-get", "sudo apt-get install libegl1 libgl1"),
        ("dnf", "sudo dnf install libglvnd-egl libglvnd-glx"),
        ("pacman", "sudo pacman -S libglvnd"),
        ("none of them", "sudo apt-get install libegl1 libgl1"),
    ],
)
def test_the_line_suits_the_system(manager: str, line: str):
    def which(command: str) -> str | None:
        return f"/usr/bin/{command}" if command == manager else None

    assert install_line(ALWAYS[:2], which) == line


def test_explained_in_one_line():
    text = explain(ALWAYS[:2])
    assert text.startswith("Qt lacks libEGL.so.1, libGL.so.1. Install with: ")
    assert "\n" not in text


def test_main_says_nothing_when_all_is_there(monkeypatch, capsys):
    monkeypatch.setattr(system_libraries, "missing_libraries", lambda: ())
    assert system_libraries.main() == 0
    assert capsys.readouterr() == ("", "")


def test_main_names_what_is_missing(monkeypatch, capsys):
    monkeypatch.setattr(system_libraries, "missing_libraries", lambda: ALWAYS[2:3])
    assert system_libraries.main() == 1
    assert capsys.readouterr().err.startswith("spandesk: Qt lacks libxkbcommon.so.0. Install with: ")


@linux_only
@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_has_display(monkeypatch, name: str):
    for each in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(each, raising=False)
    assert not has_display()
    monkeypatch.setenv(name, "x")
    assert has_display()
