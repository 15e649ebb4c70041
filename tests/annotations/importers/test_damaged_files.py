"""Damaged files of all formats: no traceback, no hang, no flood; each record is taken, known already, or refused."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from annotations import importers
from annotations.importers.base import ImportedArticle
from annotations.model.project import AnnotatedArticle, Rejected
from exporters.brat import EXPORTER as BRAT
from exporters.files import OutputFolder
from tests.annotations.importers.damaged_files import MEGABYTES, make_seeds
from tests.exporters.samples import article
from tests.factories import annotation_set, entity, small_schema, span

pytest.importorskip("cassis")

# Of each process; together they go through all seeds several times.
CASES = 63
THOROUGH = {"": 0, "1": 2_000}


def cases() -> list[tuple[int, int]]:
    """First case and number of cases of each process. SPANDESK_THOROUGH=1 means 2,000 cases in all, 10000 that many."""
    asked = os.environ.get("SPANDESK_THOROUGH", "")
    count = THOROUGH.get(asked) or int(asked or 2 * CASES)
    each = count // 2
    return [(0, each), (each, count - each)]


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seeds")
    names = make_seeds(folder)
    in_no_file = {"inception", "conll2003", "foreign-csv", "foreign-xlsx"}
    assert {"spacy", "jsonl", "brat", "xlsx", "html", "txt", *in_no_file} <= set(names)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize(("first", "count"), cases())
def test_damaged_files(first: int, count: int, seeds: Path, tmp_path: Path, fresh_python: Callable[..., object]):
    code = "import sys; from tests.annotations.importers.damaged_files import run; run(*sys.argv[1:])"
    done = fresh_python(code, str(seeds), str(tmp_path), str(first), str(count), seconds=60 + 5 * count)
    assert done.returncode == 0, done.stderr[-3000:]
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["wrong"] == []
    assert said["megabytes"] < MEGABYTES
    # Damage is not so great that nothing is left, nor so small that all is.
    assert said["articles"] > 0
    assert said["rejected"] > count


def test_good_files_give_all_their_articles(seeds: Path):
    for folder in seeds.iterdir():
        found = list(importers.read([folder]))
        assert found
        assert not [each for each in found if isinstance(each, Rejected)], folder.name


def test_an_article_of_one_letter_in_brat_is_no_tag_of_conll(tmp_path: Path):
    of = article("O")
    annotated = annotation_set(of, entity("GPE", span(of, "O")))
    BRAT.write([AnnotatedArticle(article=of, sets=(annotated,))], small_schema(), OutputFolder(tmp_path), {})
    (record,) = importers.read([tmp_path])
    assert isinstance(record, ImportedArticle)
    assert record.article.text == "O"
    assert [(each.label, each.span) for each in record.sets[0].mentions] == [("GPE", span(of, "O"))]


def test_a_reason_is_a_short_line():
    refused = Rejected("a.csv", 7, "there is no\nmention " + "x" * 100_000)
    assert refused.reason.startswith("there is no mention xxx")
    assert len(refused.reason) == 300
    assert refused.reason.endswith("x…")
