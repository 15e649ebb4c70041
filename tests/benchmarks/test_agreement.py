"""The corpus of the agreement benchmark is what it says, and the benchmark runs."""

import sys

from benchmarks import agreement


def test_three_annotators_mark_fifty_spans_of_words():
    (document,) = agreement.corpus(1)
    assert {name: len(marks) for name, marks in document.marks.items()} == dict.fromkeys(
        agreement.NAMES, agreement.SPANS
    )
    edges = {start for start, _ in document.units}, {end for _, end in document.units}
    assert all(mark.start in edges[0] and mark.end in edges[1] for marks in document.marks.values() for mark in marks)


def test_it_runs(capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["agreement.py", "6"])
    assert agreement.main() == 0
    assert "one changed article and the headline" in capsys.readouterr().out
