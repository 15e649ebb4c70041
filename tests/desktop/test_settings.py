"""What the program remembers for this user comes back in its type, or as its default."""

import pytest

from desktop.settings import ANNOTATOR, GUIDELINE_OPEN, RECENT, RECENT_MAX, SETTINGS, ZOOM, Settings


def test_defaults_and_unique_keys(qapp):
    settings = Settings()
    assert [settings.get(each) for each in SETTINGS] == [each.default for each in SETTINGS]
    assert len({each.key for each in SETTINGS}) == len(SETTINGS)
    assert all(each.description for each in SETTINGS)


@pytest.mark.parametrize(
    ("setting", "stored", "read"),
    [
        (ZOOM, "150", 150),
        (ZOOM, "large", 100),
        (ZOOM, "²", 100),
        (ZOOM, "", 100),
        (ZOOM, "--5", 100),
        (GUIDELINE_OPEN, "false", False),
        (GUIDELINE_OPEN, "true", True),
        (RECENT, "/one.spandesk", ["/one.spandesk"]),
        (RECENT, None, []),
        (RECENT, "", []),
    ],
)
def test_what_another_version_stored(qapp, setting, stored, read):
    settings = Settings()
    settings.set(setting, stored)
    assert settings.get(setting) == read


def test_recent_projects_latest_first(qapp):
    settings = Settings()
    for number in range(RECENT_MAX + 3):
        settings.remember(f"/{number}.spandesk")
    settings.remember("/5.spandesk")
    assert settings.recent()[:2] == ["/5.spandesk", f"/{RECENT_MAX + 2}.spandesk"]
    assert len(settings.recent()) == RECENT_MAX
    settings.forget("/5.spandesk")
    assert "/5.spandesk" not in Settings().recent()


def test_an_annotator_always_has_a_name(qapp, monkeypatch):
    settings = Settings()
    assert settings.annotator()
    settings.set(ANNOTATOR, "ana")
    assert Settings().annotator() == "ana"
    settings.set(ANNOTATOR, "adjudicated")
    assert settings.annotator() == settings.account()
    monkeypatch.setattr("desktop.settings.getpass.getuser", lambda: "suggestions")
    assert settings.annotator() == "annotator"
    settings.set(ANNOTATOR, "")

    def nobody() -> str:
        raise KeyError("no such user")

    monkeypatch.setattr("desktop.settings.getpass.getuser", nobody)
    assert settings.annotator() == "annotator"
