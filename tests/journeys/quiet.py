"""Projects in which nothing suggests."""

import pytest

from annotations.suggesters.plan import Plan


def without_suggesters(monkeypatch: pytest.MonkeyPatch) -> None:
    """No model is loaded, which takes seconds."""
    monkeypatch.setattr("desktop.lessons.plan_of_project", lambda *_: Plan(suggesters=()))
