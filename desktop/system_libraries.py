"""The shared libraries that Qt takes from a Linux system: which are missing, and the line that installs them.

`python -m desktop.system_libraries` says so before the window or the tests start. Never imports Qt.
"""

import ctypes
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SystemLibrary:
    """A shared library by its file name, and the package that brings it on Debian, Fedora and Arch."""

    name: str
    apt: str
    dnf: str
    pacman: str


ALWAYS = (
    SystemLibrary("libEGL.so.1", "libegl1", "libglvnd-egl", "libglvnd"),
    SystemLibrary("libGL.so.1", "libgl1", "libglvnd-glx", "libglvnd"),
    SystemLibrary("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon", "libxkbcommon"),
    SystemLibrary("libfontconfig.so.1", "libfontconfig1", "fontconfig", "fontconfig"),
    SystemLibrary("libfreetype.so.6", "libfreetype6", "freetype", "freetype2"),
    SystemLibrary("libdbus-1.so.3", "libdbus-1-3", "dbus-libs", "dbus"),
    SystemLibrary("libglib-2.0.so.0", "libglib2.0-0", "glib2", "glib2"),
)
FOR_X11 = (
    SystemLibrary("libX11-xcb.so.1", "libx11-xcb1", "libX11-xcb", "libx11"),
    SystemLibrary("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    SystemLibrary("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    SystemLibrary("libxcb-image.so.0", "libxcb-image0", "xcb-util-image", "xcb-util-image"),
    SystemLibrary("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    SystemLibrary("libxcb-randr.so.0", "libxcb-randr0", "libxcb", "libxcb"),
    SystemLibrary("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil", "xcb-util-renderutil"),
    SystemLibrary("libxcb-shape.so.0", "libxcb-shape0", "libxcb", "libxcb"),
    SystemLibrary("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb", "libxcb"),
    SystemLibrary("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
)
_INSTALLERS = (
    ("apt-get", "sudo apt-get install {}", "apt"),
    ("dnf", "sudo dnf install {}", "dnf"),
    ("pacman", "sudo pacman -S {}", "pacman"),
)


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def missing_libraries(loads: Callable[[str], bool] = _loads) -> tuple[SystemLibrary, ...]:
    """What Qt needs and does not find; empty but on Linux. Those for X11 count only where a window would use it."""
    if sys.platform != "linux":
        return ()
    on_x11 = bool(os.environ.get("DISPLAY")) and os.environ.get("QT_QPA_PLATFORM", "xcb").startswith("xcb")
    wanted = ALWAYS + (FOR_X11 if on_x11 else ())
    return tuple(library for library in wanted if not loads(library.name))


def has_display() -> bool:
    """Whether there is anything to open a window on; Qt ends the process when there is not."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in names)


def install_line(missing: Sequence[SystemLibrary], which: Callable[[str], str | None] = shutil.which) -> str:
    """The command that installs them with this system's package manager; Debian's where none is known."""
    known = [(line, column) for command, line, column in _INSTALLERS if which(command)]
    line, column = known[0] if known else (_INSTALLERS[0][1], _INSTALLERS[0][2])
    packages = sorted({getattr(library, column) for library in missing})
    return line.format(" ".join(packages))


def explain(missing: Sequence[SystemLibrary]) -> str:
    """What is missing and what to do, in one line."""
    names = ", ".join(library.name for library in missing)
    return f"Qt lacks {names}. Install with: {install_line(missing)}"


def main() -> int:
    """Exit code 1 and one line on stderr if a window could not open, else 0 and silence."""
    missing = missing_libraries()
    if missing:
        print(f"spandesk: {explain(missing)}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
