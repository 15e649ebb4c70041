"""What every registered exporter owes, whatever its format."""

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import exporters
from annotations import importers
from annotations.importers.base import ImportedArticle
from annotations.model.mention import EventMention
from annotations.model.project import AnnotatedArticle, Rejected
from exporters import counting
from exporters.base import ExportReport
from exporters.files import OutputFolder
from tests.exporters.hard import hard_articles, hard_schema
from tests.exporters.samples import as_annotated, empty, everything, misaligned, plain, tricky, unseen
from tests.factories import small_schema

pytestmark = pytest.mark.parametrize("format_id", sorted(exporters.table()))

# Formats that cannot hold all that one article may have, and those that do not hold its very text; their own tests say
# what they lose.
LOSSY = frozenset(("conll", "doccano", "dygie", "oneie"))
TEXT_REBUILT = frozenset(("conll",))
WITHOUT_IDS = frozenset(("webanno-tsv",))
# What an article may have; a format that declares less loses the rest.
ALL_OF_AN_ARTICLE = frozenset(("entity", "event", "arguments", "overlap"))
# A folder to train in: with files that hold no articles, and without articles that nobody has looked at.
PACKS = frozenset(("spacy-pack",))


def export(format_id: str, articles: list[AnnotatedArticle], folder: Path) -> ExportReport:
    return exporters.find(format_id).write(iter(articles), small_schema(), OutputFolder(folder), {})


def files_in(folder: Path) -> list[Path]:
    """All files in a folder and below it."""
    return [path for path in folder.rglob("*") if path.is_file()]


def read_back(report: ExportReport) -> list[ImportedArticle | Rejected]:
    """All that is in the files of an export, in their order; some are read together with another."""
    files = [Path(name) for name in report.files]
    known = [importers.find(each) for each in importers.table()]
    together = {
        other
        for file in files
        for importer in known
        if file.suffix in importer.suffixes
        for other in importer.beside(file)
    }
    return list(importers.read([file for file in files if file not in together]))


def given(articles: list[AnnotatedArticle], every_set: bool) -> tuple[int, int, int]:
    """Entity mentions, events and arguments in what is to be written."""
    sets = [each for article in articles for each in (article.sets if every_set else article.sets[:1])]
    mentions = [mention for each in sets for mention in each.mentions.values()]
    events = [mention for mention in mentions if isinstance(mention, EventMention)]
    return len(mentions) - len(events), len(events), sum(len(event.arguments) for event in events)


def test_the_table_says_what_the_module_is(format_id: str, tmp_path: Path):
    exporter = exporters.find(format_id)
    assert exporter.id == format_id
    report = export(format_id, [plain()], tmp_path)
    assert exporter.suffix in {Path(name).suffix for name in report.files}
    assert sorted(map(str, files_in(tmp_path))) == sorted(report.files)


def test_same_input_same_bytes(format_id: str, tmp_path: Path):
    first = export(format_id, everything(), tmp_path / "a")
    second = export(format_id, everything(), tmp_path / "b")
    assert [Path(name).read_bytes() for name in first.files] == [Path(name).read_bytes() for name in second.files]


@pytest.fixture(scope="module")
def elsewhere(
    tmp_path_factory: pytest.TempPathFactory, fresh_python: Callable[..., subprocess.CompletedProcess[str]]
) -> Path:
    """A folder of every format, all written by another process."""
    folder = tmp_path_factory.mktemp("elsewhere")
    code = (
        "import sys; from pathlib import Path; import exporters;"
        "from tests.exporters.test_contract import export, everything;"
        "[export(each, everything(), Path(sys.argv[1], each)) for each in exporters.table()]"
    )
    done = fresh_python(code, str(folder))
    assert done.returncode == 0, done.stderr
    return folder


def test_same_bytes_in_another_process(format_id: str, tmp_path: Path, elsewhere: Path):
    report = export(format_id, everything(), tmp_path)
    for name in report.files:
        assert (elsewhere / format_id / Path(name).relative_to(tmp_path)).read_bytes() == Path(name).read_bytes()


def test_an_empty_project(format_id: str, tmp_path: Path):
    report = export(format_id, [], tmp_path)
    assert (report.articles, report.mentions, report.events, report.arguments, report.lost) == (0, 0, 0, 0, ())
    if format_id not in PACKS:
        assert read_back(report) == []


@pytest.mark.parametrize("make", [tricky, plain, misaligned, empty, unseen])
def test_written_and_lost_are_what_was_given(format_id: str, tmp_path: Path, make: Callable[[], AnnotatedArticle]):
    report = export(format_id, [make()], tmp_path)
    assert report.articles == (0 if format_id in PACKS and not make().sets else 1)
    assert tuple(counting.given(report).values()) == given([make()], "all sets" in exporters.find(format_id).keeps)
    for lost in report.lost:
        assert lost.surface == make().article.text[lost.start : lost.end]
        assert lost.reason


def test_all_of_a_well_aligned_article_is_written(format_id: str, tmp_path: Path):
    if format_id in LOSSY or not exporters.find(format_id).keeps >= ALL_OF_AN_ARTICLE:
        pytest.skip("this format cannot hold all of it")
    report = export(format_id, [tricky()], tmp_path)
    assert report.lost == ()
    expected = given([tricky()], "all sets" in exporters.find(format_id).keeps)
    assert (report.mentions, report.events, report.arguments) == expected


def test_what_was_not_lost_comes_back(format_id: str, tmp_path: Path):
    if format_id not in importers.table():
        pytest.skip("nothing reads this format")
    if format_id in TEXT_REBUILT:
        pytest.skip("this format does not hold the text")
    if format_id in WITHOUT_IDS or not exporters.table()[format_id].startswith("exporters."):
        pytest.skip("this format does not say which mention and whose set it is")
    keeps = exporters.find(format_id).keeps
    report = export(format_id, everything(), tmp_path)
    back = as_annotated(read_back(report))
    assert [article.article.text for article in back] == [article.article.text for article in everything()]
    for before, after in zip(everything(), back, strict=True):
        gone = {(lost.start, lost.end, lost.label) for lost in report.lost if lost.article_id == before.article.id}
        for old, new in zip(before.sets if "all sets" in keeps else before.sets[:1], after.sets, strict=True):
            assert (old.annotator, old.status) == (new.annotator, new.status)
            for mention in old.mentions.values():
                if (mention.span.start, mention.span.end, mention.label) not in gone:
                    assert new.mentions[mention.id] == mention


def test_an_interrupted_write_leaves_the_old_file(format_id: str, tmp_path: Path):
    report = export(format_id, [plain()], tmp_path)
    before = {name: Path(name).read_bytes() for name in report.files}

    def breaking() -> Iterator[AnnotatedArticle]:
        yield tricky()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        exporters.find(format_id).write(breaking(), small_schema(), OutputFolder(tmp_path), {})
    assert {str(path): path.read_bytes() for path in files_in(tmp_path)} == before


def test_an_unknown_option_is_refused(format_id: str, tmp_path: Path):
    with pytest.raises(ValueError, match="no such option"):
        exporters.find(format_id).write([], small_schema(), OutputFolder(tmp_path), {"nonsense": "1"})
    assert list(tmp_path.iterdir()) == []


def choices(format_id: str) -> list[tuple[str, str]]:
    """Every choice that a format declares; of a whole number, a small and a large one."""
    declared = exporters.find(format_id).options
    return [
        (name, value)
        for name, known in declared.items()
        for value in (("1", "1000") if known.isdecimal() else known.split("|"))
    ]


def test_every_declared_choice_is_taken_and_counts_all(format_id: str, tmp_path: Path):
    exporter = exporters.find(format_id)
    expected = sum(given(hard_articles(), "all sets" in exporter.keeps))
    for name, value in choices(format_id):
        out = OutputFolder(tmp_path / f"{name}-{value}")
        report = exporter.write(hard_articles(), hard_schema(), out, {name: value})
        assert report.mentions + report.events + report.arguments + len(report.lost) == expected, (name, value)
        with pytest.raises(ValueError, match="no such option"):
            exporter.write([], hard_schema(), out, {name: "nonsense"})


def test_the_first_declared_choice_is_the_one_without_it(format_id: str, tmp_path: Path):
    declared = exporters.find(format_id).options
    defaults = {name: known.split("|")[0] for name, known in declared.items()}
    files = [
        exporters.find(format_id).write(hard_articles(), hard_schema(), OutputFolder(tmp_path / name), options).files
        for name, options in (("asked", defaults), ("not-asked", {}))
    ]
    asked, not_asked = [[Path(name).read_bytes() for name in some] for some in files]
    assert asked == not_asked


def test_the_order_of_mentions_in_the_set_does_not_matter(format_id: str, tmp_path: Path):
    one, (first, *_) = tricky(), tricky().sets
    turned = replace(first, mentions=dict(reversed(first.mentions.items())))
    a = export(format_id, [replace(one, sets=(first,))], tmp_path / "a")
    b = export(format_id, [replace(one, sets=(turned,))], tmp_path / "b")
    assert [Path(name).read_bytes() for name in a.files] == [Path(name).read_bytes() for name in b.files]
