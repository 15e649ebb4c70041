"""Hearing why a project cannot be opened."""

from pathlib import Path

import pytest

from annotations.errors import StoreUnavailable
from annotations.workspace import Workspace


def refusal(location: str | Path, kind: type[StoreUnavailable] = StoreUnavailable, *, read_only: bool = False) -> str:
    with pytest.raises(StoreUnavailable) as refused:
        Workspace.open(location, read_only=read_only)
    assert type(refused.value) is kind
    return refused.value.why
