"""The pages on CAS and WebAnno TSV name every reason, and their examples are what they say."""

import re
from pathlib import Path

import pytest

from annotations.importers import read
from annotations.importers.base import ImportedArticle
from annotations.model import uima
from exporters import alignment, cas, tally, webanno_tsv
from tests.exporters.test_documented_formats import page

_LOST = (alignment.BLANK_EDGE, alignment.OUTSIDE, alignment.EVENT_LOST, alignment.FILLER_LOST)
_REASONS = {
    "cas-xmi": (*_LOST, cas.EXTENT_ONLY, cas.REPLACED),
    "webanno-tsv": (*_LOST, webanno_tsv.LEADING, webanno_tsv.LABEL_BENT, tally.EXTENT_ONLY),
}


@pytest.mark.parametrize("format_id", sorted(_REASONS))
def test_every_reason_is_named(format_id: str):
    said = " ".join(page(format_id).split())
    assert [reason for reason in _REASONS[format_id] if reason not in said] == []


def test_every_type_and_feature_of_ours_is_explained():
    said = page("cas-xmi")
    names = (uima.EVENT, uima.LINK, uima.EVENT_TYPE, uima.ARGUMENTS, uima.ROLE, uima.TARGET, uima.VALUE)
    own = (uima.IDENTIFIER, uima.MENTION_ID, uima.DETAILS, uima.RECORD)
    assert [name for name in (*names, *own) if f"`{name}`" not in said] == []


def test_the_example_of_a_table_is_taken(tmp_path: Path):
    example = re.findall(r"```\n(#FORMAT.*?)```", page("webanno-tsv"), re.DOTALL)[0]
    file = tmp_path / "a.tsv"
    file.write_text(example, "utf-8")
    (record,) = read([file])
    assert isinstance(record, ImportedArticle)
    text = record.article.text
    assert [(each.label, each.span.of(text)) for each in record.sets[0].mentions] == [
        ("PERSON", "Mina Qadir"),
        ("CONSULT", "met"),
        ("GPE", "Turkey"),
    ]
