"""Sums that come out the same every time, because one thread makes them."""

import sys
from contextlib import AbstractContextManager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]


def one_thread() -> AbstractContextManager[Any]:
    """As long as it lasts numpy and scipy, imported before, compute in one thread.

    For small products that is also faster.
    """
    context: AbstractContextManager[Any] = _pools("scipy" in sys.modules).limit(limits=1)
    return context


# To look through the libraries of the process takes 50 ms. Those of scipy are there once it is imported.
@lru_cache(maxsize=2)
def _pools(scipy: bool) -> "ThreadpoolController":
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
