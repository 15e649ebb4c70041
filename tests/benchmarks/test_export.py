"""The articles of the export benchmark are what it says, and the benchmark runs."""

from itertools import pairwise

import pytest

from annotations.model.mention import EventMention
from benchmarks import export


def test_an_article_is_always_the_same():
    assert export.article(3) == export.article(3) != export.article(4)


def test_its_mentions_are_on_whole_tokens_and_do_not_overlap():
    made = export.article(5)
    mentions = made.sets[0].in_order()
    events = [each for each in mentions if isinstance(each, EventMention)]
    assert (len(made.article.tokens), len(mentions), len(events)) == (export.WORDS, export.NAMES + export.EVENTS, 3)
    starts, ends = ({getattr(token, edge) for token in made.article.tokens} for edge in ("start", "end"))
    assert all(each.span.start in starts and each.span.end in ends for each in mentions)
    assert all(one.span.end <= other.span.start for one, other in pairwise(mentions))


def test_it_runs(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path):
    monkeypatch.setattr(export, "SPACY_BAR", 1_000.0)
    monkeypatch.setattr(export, "JSONL_BAR", 0.0)
    assert not export.speed(2, 1, tmp_path)
    assert "JSONL / orjson" in capsys.readouterr().out
    monkeypatch.setattr(export, "JSONL_BAR", 1_000.0)
    assert export.speed(2, 1, tmp_path)
    monkeypatch.setattr(export, "FORMATS", ("jsonl",))
    assert export.memory(1, 2)
    monkeypatch.setattr(export, "MEMORY_BAR", -1_000.0)
    assert not export.memory(1, 2)
