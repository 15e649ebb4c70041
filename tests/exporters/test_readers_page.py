"""The page of readers has every format, and no reader in it misses anything that was not reported."""

import exporters
from tests.conftest import ROOT


def rows() -> list[list[str]]:
    lines = (ROOT / "docs" / "readers.md").read_text("utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    assert cells[0][0] == "format"
    return cells[1:]


def test_every_format_is_read_by_somebody():
    assert {row[0] for row in rows()} == set(exporters.table())


def test_nothing_is_missing_without_a_word():
    for format_id, reader, *counts, complaints in rows():
        assert len(counts) == 8, reader
        assert {counts[3], counts[7]} <= {"0", "–"}, (format_id, reader)
        assert complaints == "no", (format_id, reader)
