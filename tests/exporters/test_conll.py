from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.importers import conll as conll_importer
from annotations.importers.base import ImportedArticle, Record
from annotations.model.mention import EntityMention, EventMention
from annotations.model.project import AnnotatedArticle
from annotations.model.schema import Schema
from exporters.base import ExportReport
from exporters.conll import EXPORTER, NO_EVENTS, OVERLAPS, TagNames
from exporters.files import OutputFolder
from tests.exporters.drawn import annotated_articles
from tests.exporters.hard import hard_articles, hard_schema, nested_and_crossing
from tests.exporters.samples import as_annotated
from tests.factories import annotation_set, article, entity, event, span

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "conll" / "articles.conll"


def export(folder: Path, *articles: AnnotatedArticle, **options: str) -> tuple[ExportReport, str]:
    report = EXPORTER.write(iter(articles), hard_schema(), OutputFolder(folder), options)
    return report, Path(report.files[0]).read_bytes().decode()


def read(report: ExportReport) -> list[Record]:
    return list(conll_importer.IMPORTER.read(Path(report.files[0]), None))


def labelled(made: AnnotatedArticle) -> list[tuple[str, str]]:
    """The entity mentions of the first set: label, and surface without blanks."""
    found = made.sets[0].entities() if made.sets else []
    return [(each.label, "".join(each.span.of(made.article.text).split())) for each in found]


def rows(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


def one(text: str, *labels: tuple[str, str]) -> AnnotatedArticle:
    of = article(text)
    mentions = [entity(label, span(of, surface)) for surface, label in labels]
    return AnnotatedArticle(article=of, sets=(annotation_set(of, *mentions),))


def test_the_file_is_the_golden_one(tmp_path: Path):
    assert export(tmp_path, *hard_articles())[1] == GOLDEN.read_text("utf-8")


def test_a_word_and_its_tag_on_each_line(tmp_path: Path):
    made = one("Ana Ruiz left Erbil Kirkuk. He ran.", ("Ana Ruiz", "PERSON"), ("Erbil", "GPE"), ("Kirkuk", "GPE"))
    first = ("Ana B-PERSON", "Ruiz I-PERSON", "left O", "Erbil B-GPE", "Kirkuk B-GPE", ". O", "")
    expected = rows(*first, "He O", "ran O", ". O", "")
    assert export(tmp_path, made)[1] == rows("-DOCSTART- O", "") + expected
    assert export(tmp_path, made, docstart="no", separator="tab")[1] == expected.replace(" ", "\t")


def test_one_of_overlapping_mentions_is_written_and_the_others_are_lost(tmp_path: Path):
    report, _text = export(tmp_path, nested_and_crossing())
    entities = [each.surface for each in report.lost if each.reason == OVERLAPS]
    assert entities == ["Iran", "Mosul Hospital", "Mosul", "Great Mosque of Kufa"]
    _report, shortest = export(tmp_path, nested_and_crossing(), ents="shortest")
    assert "of O\nIran B-GPE\npraised O\n" in shortest
    assert {each.reason for each in report.lost if each.surface == "praised"} == {
        NO_EVENTS,
        *(f"{role}: its event could not be written" for role in ("ACTOR", "RECIPIENT", "PLACE")),
    }


def test_a_label_with_blanks_is_bent_and_noted(tmp_path: Path):
    report, text = export(tmp_path, one("The Peace Front won.", ("Peace Front", "ARMED GROUP")))
    assert "Peace B-ARMED_GROUP\nFront I-ARMED_GROUP\n" in text
    assert [(each.surface, each.reason) for each in report.notes] == [
        ("Peace Front", "its label is written as ARMED_GROUP")
    ]


def test_two_labels_never_become_one():
    names = TagNames(hard_schema())
    assert [names.of(label) for label in ("ARMED GROUP", "ARMED_GROUP", "ARMED\tGROUP", "-X-", "GPE")] == [
        *("ARMED_GROUP", "ARMED_GROUP_2", "ARMED_GROUP_3", "_X_", "GPE")
    ]


def test_a_word_that_readers_take_for_their_mark_is_parted(tmp_path: Path):
    report, text = export(tmp_path, one("-DOCSTART- O said Ana.", ("Ana", "PERSON")), docstart="no")
    assert text.startswith("- O\nDOCSTART")
    assert len(read(report)) == 1


@given(st.lists(annotated_articles(off_tokens=True), max_size=3), st.sampled_from(("longest", "shortest")))
def test_what_was_not_lost_comes_back(
    tmp_path_factory: pytest.TempPathFactory, given_: list[AnnotatedArticle], ents: str
):
    report, _text = export(tmp_path_factory.mktemp("out"), *given_, ents=ents)
    back = as_annotated(read(report))
    names = TagNames(hard_schema())
    expected = []
    for made in given_:
        gone = [(each.start, each.end, each.label) for each in report.lost if each.article_id == made.article.id]
        found = made.sets[0].entities() if made.sets else []
        kept = [each for each in found if (each.span.start, each.span.end, each.label) not in gone]
        expected.append([(names.of(each.label), "".join(each.span.of(made.article.text).split())) for each in kept])
    assert [labelled(each) for each in back] == expected
    assert ["".join(each.article.text.split()) for each in back] == [
        "".join(made.article.text.split()) for made in given_
    ]
    assert report.mentions == sum(map(len, expected))


@given(st.lists(annotated_articles(), max_size=3))
def test_written_and_lost_are_what_was_given(tmp_path_factory: pytest.TempPathFactory, given_: list[AnnotatedArticle]):
    report, _text = export(tmp_path_factory.mktemp("out"), *given_)
    mentions = [mention for made in given_ for mention in (made.sets[0].mentions.values() if made.sets else ())]
    arguments = sum(len(mention.arguments) for mention in mentions if isinstance(mention, EventMention))
    assert report.mentions + len(report.lost) == len(mentions) + arguments
    assert report.mentions <= sum(isinstance(mention, EntityMention) for mention in mentions)


@given(st.lists(annotated_articles(), min_size=1, max_size=3))
def test_what_was_imported_is_exported_with_nothing_lost(
    tmp_path_factory: pytest.TempPathFactory, given_: list[AnnotatedArticle]
):
    folder = tmp_path_factory.mktemp("out")
    first, text = export(folder / "one", *given_)
    imported = as_annotated(read(first))
    second = EXPORTER.write(imported, Schema(name="none", title="None"), OutputFolder(folder / "two"), {})
    again = Path(second.files[0]).read_text("utf-8")
    assert (second.lost, second.notes) == ((), ())
    assert [line for line in again.split("\n") if line] == [line for line in text.split("\n") if line]
    assert [labelled(each) for each in as_annotated(read(second))] == [labelled(each) for each in imported]


def test_an_event_is_lost_with_its_arguments(tmp_path: Path):
    of = article("Ana ran.")
    ana = entity("PERSON", span(of, "Ana"))
    made = AnnotatedArticle(
        article=of, sets=(annotation_set(of, ana, event("PROTEST", span(of, "ran"), ("ACTOR", ana))),)
    )
    report, _text = export(tmp_path, made)
    assert [(each.surface, each.reason) for each in report.lost] == [
        ("ran", NO_EVENTS),
        ("ran", "ACTOR: its event could not be written"),
    ]


def test_it_is_what_was_read(tmp_path: Path):
    report, _text = export(tmp_path, *hard_articles())
    records = read(report)
    assert all(isinstance(record, ImportedArticle) for record in records)
    assert len(records) == report.articles == len(hard_articles())
