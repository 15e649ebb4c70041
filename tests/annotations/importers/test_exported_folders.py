"""A folder that was exported into is read as what it is: its articles, and what machines said as suggestions."""

from dataclasses import replace
from pathlib import Path

import pytest

from annotations.importers import read, table
from annotations.importers.base import ImportedArticle
from annotations.model.mention import EventMention
from annotations.model.native import MANIFEST, READ_AS
from annotations.model.project import SUGGESTIONS, AnnotatedArticle
from tests.exporters.running import FORMATS, TWO_SIDES, materials, profile, written
from tests.exporters.samples import article
from tests.factories import annotation_set, entity, event, span

READABLE = [each for each in FORMATS if READ_AS.get(each, each) in table()]
# Nothing in these files says whose they are, or they have suggestions as such.
APART = ("conll", "webanno-tsv", "jsonl")


@pytest.mark.parametrize("split", [None, TWO_SIDES], ids=["whole", "split"])
@pytest.mark.parametrize("format_id", READABLE)
def test_nothing_but_articles_is_read(format_id: str, split, tmp_path: Path):
    made = written(profile(format_id, split=split), materials(), tmp_path)
    (tmp_path / "notes.of.mine").write_text("nothing to read", encoding="utf-8")
    *records, mine = sorted(read([tmp_path]), key=lambda each: not isinstance(each, ImportedArticle))
    assert all(isinstance(each, ImportedArticle) for each in records)
    assert len(records) == made.report.articles
    assert "no importer" in mine.reason


def test_with_a_damaged_manifest_only_that_is_passed_over(tmp_path: Path):
    written(profile("spacy-pack"), materials(), tmp_path)
    (tmp_path / MANIFEST).write_bytes(b'{"files": 7}')
    refused = {Path(each.file).name for each in read([tmp_path]) if not isinstance(each, ImportedArticle)}
    assert {"config.cfg", "README.md"} <= refused
    assert MANIFEST not in refused


@pytest.mark.parametrize("format_id", [each for each in READABLE if each not in APART])
def test_what_machines_say_comes_back_as_suggestions(format_id: str, tmp_path: Path):
    of = article("Ana Ruiz met Omar Hadi.")
    ana, omar = (entity("PERSON", span(of, name)) for name in ("Ana Ruiz", "Omar Hadi"))
    met = event("CONSULT", span(of, "met"), ("ACTOR", ana), ("RECIPIENT", omar))
    said = replace(annotation_set(of, ana, omar, met), annotator=SUGGESTIONS)
    asked = profile(format_id, source=SUGGESTIONS)
    written(asked, materials([AnnotatedArticle(article=of, sets=(said,))]), tmp_path)
    (record,) = read([tmp_path])
    assert record.sets == ()
    marked = {each.mention.span.of(record.article.text) for each in record.suggestions}
    assert marked == {"Ana Ruiz", "met", "Omar Hadi"}
    ids = {each.mention.id for each in record.suggestions}
    for each in record.suggestions:
        assert each.id == each.mention.id
        if isinstance(each.mention, EventMention):
            assert {argument.target for argument in each.mention.arguments} <= ids
