"""One Spandesk at a time writes to a project file. The operating system ends the lock with the process that held it."""

import json
import os
import socket
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from annotations.errors import ProjectLocked, StoreUnavailable

# Windows locks the first byte against reading, so what the lock says begins after it.
_SAID_FROM = 1


class ProjectLock:
    """The right to write to a project file, held from `acquire` until `release`."""

    def __init__(self, project: Path) -> None:
        self._project = project
        self._path = project.with_name(project.name + ".lock")
        self._lock = FileLock(self._path, timeout=0)

    def acquire(self) -> None:
        """Raises ProjectLocked with the holder's process and host, or StoreUnavailable in a write-protected folder."""
        try:
            self._lock.acquire()
        except Timeout as error:
            raise ProjectLocked(str(self._project), f"it is open in another Spandesk{_holder(self._path)}") from error
        except OSError as error:
            why = f"its lock file cannot be written ({error.strerror}); it can still be opened read-only"
            raise StoreUnavailable(str(self._project), why) from error
        self._say(json.dumps({"process": os.getpid(), "host": socket.gethostname()}))

    def release(self) -> None:
        """Let others write. The lock file stays, empty: taking it away could split those who wait for it."""
        if self._lock.is_locked:
            self._say("")
            self._lock.release()

    def _say(self, text: str) -> None:
        # It only makes a refusal clearer: on a full disk, or where the folder is gone, the lock itself still holds.
        with suppress(OSError), self._path.open("r+b", buffering=0) as file:
            file.truncate(_SAID_FROM)
            file.seek(_SAID_FROM)
            file.write(text.encode())


def _holder(path: Path) -> str:
    try:
        with path.open("rb", buffering=0) as file:
            file.seek(_SAID_FROM)
            said = json.loads(file.read(4096))
        return f" (process {int(said['process'])} on {said['host']})"
    except (OSError, ValueError, KeyError, TypeError):
        return ""  # it is just starting, or a program of another kind holds the file; locked it is all the same
