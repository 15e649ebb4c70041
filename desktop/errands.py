"""Store work whose answers are dropped once the project is left."""

from collections.abc import Callable
from typing import Any

from desktop.tasks import OnError, Tasks


class Errands:
    """Store work on behalf of one project. Once closed, the work is still done but its answers are for nobody."""

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self._closed = False

    def store(self, work: Callable[[], Any], on_done: Callable[[Any], object], on_error: OnError) -> None:
        """As `Tasks.store`."""

        def unless_closed(callback: Callable[[Any], object]) -> Callable[[Any], None]:
            def answer(value: Any) -> None:
                if not self._closed:
                    callback(value)

            return answer

        self._tasks.store(work, unless_closed(on_done), unless_closed(on_error))

    def close(self) -> None:
        """The project is left."""
        self._closed = True
