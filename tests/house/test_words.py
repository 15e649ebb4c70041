"""What no file of the repository says, and links that lead somewhere."""

import re
from pathlib import Path

import pytest

from tests.house.sources import ROOT, text_files

# In pieces, so that this file does not break its own rule.
FORBIDDEN = {
    "paths of somebody's machine": r"(?<![\w.])/(ro" + r"ot|ho" + r"me|wo" + r"rk|Use" + r"rs|op" + r"t)/[\w.]",
    "package index": r"(?i)--(extra-)?index-" + r"url\b|\bpy" + r"pi\b|pythonhos" + r"ted",
    "who or what wrote it": r"(?i)\b(clau"
    + r"de|anth"
    + r"ropic|chat"
    + r"gpt|copi"
    + r"lot|co-auth"
    + r"ored-by|generated b"
    + r"y an?)\b",
    "where it was planned": r"(?i)\bissue" + r" #?\d+|issues" + r" show|\bthe found" + r"er\b|\bco" + r"lleagues?\b",
}
DATA = ("desktop/resources/sample/", "tests/golden/", "annotations/suggesters/lexicon/", "LICENSE")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("what", FORBIDDEN)
def test_forbidden(what: str):
    pattern = re.compile(FORBIDDEN[what])
    found = [
        f"{name_of(path)}: {match.group()}"
        for path in text_files()
        if not name_of(path).startswith(DATA) and (match := pattern.search(path.read_text("utf-8", errors="replace")))
    ]
    assert not found


def test_requirements_name_no_host():
    hosts = [name_of(path) for path in (ROOT / "requirements").iterdir() if "://" in path.read_text("utf-8")]
    assert not hosts


def test_requirements_pin_with_hashes():
    for path in (ROOT / "requirements").glob("*.txt"):
        packages = re.split(r"(?<!\\)\n", path.read_text("utf-8").strip())
        unpinned = [package for package in packages if "==" not in package or "--hash=sha256:" not in package]
        assert not unpinned, path.name


def test_links_between_pages_lead_somewhere():
    broken = [
        f"{name_of(page)}: {target}"
        for page in text_files()
        if page.suffix == ".md"
        for target in LINK.findall(page.read_text("utf-8"))
        if "://" not in target and not target.startswith("mailto:") and not (page.parent / target).exists()
    ]
    assert not broken


def test_text_is_utf8_with_line_feeds():
    kept_as_it_is = ("desktop/resources/sample/articles/", "tests/golden/")
    odd = []
    for path in text_files():
        data = path.read_bytes()
        if not name_of(path).startswith(kept_as_it_is) and (b"\r" in data or data.startswith(b"\xef\xbb\xbf")):
            odd.append(name_of(path))
    assert not odd
