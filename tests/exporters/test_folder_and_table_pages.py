"""The pages on brat, tables and web pages name every reason and column, and their examples are what they say."""

import re
from pathlib import Path

import pytest

from annotations.importers import columns, html, read
from annotations.importers.base import ImportedArticle
from annotations.model.sheets import ARGUMENTS, ARTICLES, COLUMNS, EVENTS, MENTIONS
from annotations.model.standoff import ARTICLES as BESIDE
from annotations.model.standoff import CONFIGURATION, NAMES
from exporters import alignment, brat, tables
from tests.exporters.test_documented_formats import page

_LOST = (alignment.BLANK_EDGE, alignment.OUTSIDE, alignment.EVENT_LOST, alignment.FILLER_LOST)
_REASONS = {
    "brat": (*_LOST, brat.PARTS_JOINED, brat.NOTE_ON_ONE_LINE, brat.CLUSTER_ALONE, brat.CLUSTER_NAME_LOST),
    "csv": (*_LOST, tables.GUARDED, tables.SHORTENED),
    "xlsx": (*_LOST, tables.SHORTENED, tables.NOT_IN_CELL),
}


@pytest.mark.parametrize("format_id", sorted(_REASONS))
def test_every_reason_is_named(format_id: str):
    said = " ".join(page(format_id).split())
    assert [reason for reason in _REASONS[format_id] if reason not in said] == []


def test_the_example_of_brat_is_taken(tmp_path: Path):
    (example,) = re.findall(r"```\n(T1.*?)```", page("brat"), re.DOTALL)
    (tmp_path / "a.txt").write_text("Nadia Aziz shot herself and Omar Hadi", "utf-8")
    (tmp_path / "a.ann").write_text(example, "utf-8")
    (record,) = read([tmp_path])
    assert isinstance(record, ImportedArticle), record
    assert [each.label for each in record.sets[0].mentions] == ["PERSON", "ASSAULT", "PERSON"]
    assert len(record.sets[0].mentions[1].arguments) == 3


def test_the_other_files_of_brat_are_named():
    assert [name for name in (CONFIGURATION, NAMES, BESIDE) if f"`{name}`" not in page("brat")] == []


@pytest.mark.parametrize("table", [ARTICLES, MENTIONS, EVENTS, ARGUMENTS])
def test_every_column_is_named(table: str):
    (row,) = [line for line in page("csv").splitlines() if line.startswith(f"| {table} |")]
    assert tuple(re.findall(r"`([a-z_0-9]+)`", row))[: len(COLUMNS[table])] == COLUMNS[table]


def test_the_example_of_a_table_is_taken(tmp_path: Path):
    (example,) = re.findall(r"```\n(\"doc_id\".*?)```", page("csv"), re.DOTALL)
    header = ",".join(COLUMNS[ARTICLES])
    (tmp_path / "articles.csv").write_text(f"{header}\na1,,,,,,,ana,done,1,,,Mina Qadir met him.\n", "utf-8")
    (tmp_path / "mentions.csv").write_text(example, "utf-8")
    (record,) = read([tmp_path / "articles.csv"])
    assert isinstance(record, ImportedArticle), record
    mina, met = record.sets[0].mentions
    assert (mina.label, met.attributes, met.note, met.unsure) == (
        *("PERSON", (("modality", "denied"),)),
        *("on Sunday?", True),
    )


def test_every_header_word_is_named():
    for field in columns.FIELDS:
        (row,) = [line for line in page("csv").splitlines() if line.startswith(f"| {field} |")]
        words = row.split("|")[2].strip().split(", ")
        assert [columns.guess([word]).get(field) for word in words] == words
        assert len(words) == len(columns.HEADER_WORDS[field])


def test_the_example_of_a_page_is_what_it_says(tmp_path: Path):
    said = page("html")
    (example,) = re.findall(r"```html\n(.*?)```", said, re.DOTALL)
    (words, source) = re.findall(r"is the article “(.*?)” of (.*?)\.$", said, re.MULTILINE)[0]
    (tmp_path / "a.html").write_text(example, "utf-8")
    (record,) = read([tmp_path])
    assert isinstance(record, ImportedArticle), record
    assert (record.article.text, record.article.meta.source) == (words, source)


def test_the_limits_of_a_page_are_named():
    limits = (f"{html.LARGEST_FILE // 2**20} MiB", f"{html.MOST_ELEMENTS:,} elements", f"{html.MOST_ATTRIBUTES:,}")
    assert [each for each in limits if each not in page("html")] == []
