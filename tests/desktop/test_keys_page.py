"""The manual's page of keys is the table of actions."""

import importlib.util
from pathlib import Path

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "manual"


def test_the_page_is_up_to_date(monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")  # a Mac has signs of its own for some keys
    spec = importlib.util.spec_from_file_location("make_keys", MANUAL / "make_keys.py")
    make_keys = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make_keys)
    assert make_keys.PAGE == MANUAL / "keys.md"
    assert make_keys.PAGE.read_text(encoding="utf-8") == make_keys.keys_page(), "run docs/manual/make_keys.py"
