import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings

from annotations.importers import read
from annotations.importers.base import ImportedArticle
from annotations.model import uima
from annotations.model.mention import EventMention
from annotations.model.project import AnnotatedArticle
from exporters.base import Exporter, ExportReport
from exporters.cas import EXTENT_ONLY, JSON_EXPORTER, REPLACED, XMI_EXPORTER
from exporters.files import OutputFolder
from tests.exporters.drawn import annotated_articles
from tests.exporters.hard import astral, far_apart, hard_articles, hard_schema, nested_event, two_roles
from tests.exporters.samples import as_annotated, everything, tricky
from tests.factories import annotation_set, article, entity, span

cassis = pytest.importorskip("cassis")

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
BOTH = pytest.mark.parametrize("exporter", [XMI_EXPORTER, JSON_EXPORTER], ids=lambda exporter: exporter.id)


def export(exporter: Exporter, folder: Path, *articles: AnnotatedArticle) -> ExportReport:
    return exporter.write(iter(articles), hard_schema(), OutputFolder(folder), {})


def loaded(report: ExportReport) -> list[Any]:
    """What dkpro-cassis, in its strict mode, reads of the files."""
    folder, found = Path(report.files[0]).parent, []
    for name in map(Path, report.files):
        if name.suffix == ".json":
            found.append(cassis.load_cas_from_json(name.read_text("utf-8")))
        elif name.suffix == ".xmi":
            types = cassis.load_typesystem(folder / "TypeSystem.xml")
            found.append(cassis.load_cas_from_xmi(name, typesystem=types))
    return found


def shown(cas: Any) -> tuple[set[tuple[str, str]], set[tuple[str, str, frozenset[tuple[str, str]]]]]:
    """Labels and surfaces of the named entities, and types, triggers and filled roles of the events."""
    entities = {(each.value, each.get_covered_text()) for each in cas.select(uima.NAMED_ENTITY)}
    events = {
        (
            each.eventType,
            each.get_covered_text(),
            frozenset((link.role, link.target.get_covered_text()) for link in getattr(each.arguments, "elements", ())),
        )
        for each in cas.select(uima.EVENT)
    }
    return entities, events


def expected(made: AnnotatedArticle) -> tuple[set[tuple[str, str]], set[tuple[str, str, frozenset[tuple[str, str]]]]]:
    found, text = (made.sets[0].mentions if made.sets else {}), made.article.text
    entities = {(each.label, each.span.of(text)) for each in found.values() if not isinstance(each, EventMention)}
    events = {
        (
            each.label,
            each.span.of(text),
            frozenset((argument.role, found[argument.target].span.of(text)) for argument in each.arguments),
        )
        for each in found.values()
        if isinstance(each, EventMention)
    }
    return entities, events


@BOTH
def test_the_files_are_the_golden_ones(tmp_path: Path, exporter: Exporter):
    report = export(exporter, tmp_path, astral(), nested_event(), tricky())
    golden = sorted((GOLDEN / exporter.id).iterdir())
    assert sorted(Path(name).name for name in report.files) == [file.name for file in golden]
    for file in golden:
        assert (tmp_path / file.name).read_bytes() == file.read_bytes()


@BOTH
def test_dkpro_cassis_reads_all_of_it(tmp_path: Path, exporter: Exporter):
    articles = [*hard_articles(), *everything()]
    report = export(exporter, tmp_path, *articles)
    assert report.lost == ()
    for made, cas in zip(articles, loaded(report), strict=True):
        assert cas.sofa_string == made.article.text
        assert shown(cas) == expected(made)
        if exporter is XMI_EXPORTER:
            assert cas.typecheck() == []
        assert [each.get_covered_text() for each in cas.select(uima.TOKEN)] == [
            token.of(made.article.text) for token in made.article.tokens
        ]
        (about,) = cas.select("uima.tcas.DocumentAnnotation")
        assert (about.documentId, about.documentTitle) == (made.article.id, made.article.title)


@BOTH
def test_what_was_written_comes_back(tmp_path: Path, exporter: Exporter):
    articles = [*hard_articles(), *everything()]
    back = as_annotated(list(read(export(exporter, tmp_path, *articles).files)))
    assert [_whole(each) for each in back] == [_whole(each) for each in articles]


@BOTH
@settings(max_examples=25, phases=[Phase.generate])
@given(made=annotated_articles(off_tokens=True))
def test_whatever_is_drawn_comes_back(
    tmp_path_factory: pytest.TempPathFactory, exporter: Exporter, made: AnnotatedArticle
):
    report = export(exporter, tmp_path_factory.mktemp("out"), made)
    assert report.lost == ()
    assert shown(*loaded(report)) == expected(made)
    assert [_whole(each) for each in as_annotated(list(read(report.files)))] == [_whole(made)]


def _whole(made: AnnotatedArticle) -> Any:
    """All of an article and its first set, but its regions."""
    of = made.article
    said = [(each.annotator, each.status, dict(each.mentions), dict(each.clusters)) for each in made.sets[:1]]
    return of.id, of.text, of.tokens, of.meta, of.source_sha256, made.schema_version if made.sets else 1, said


@BOTH
def test_programs_that_go_by_sentences_see_every_mention(tmp_path: Path, exporter: Exporter):
    for cas in loaded(export(exporter, tmp_path, *hard_articles(), *everything())):
        for layer in (uima.NAMED_ENTITY, uima.EVENT):
            seen = [each for sentence in cas.select(uima.SENTENCE) for each in cas.select_covered(layer, sentence)]
            assert len(seen) == len(cas.select(layer))


def test_offsets_are_utf16_units(tmp_path: Path):
    report = export(XMI_EXPORTER, tmp_path, astral())
    written = Path(report.files[0]).read_text("utf-8")
    before = astral().article.text.partition("Erbil")[0]
    start = len(before.encode("utf-16-le")) // 2
    assert start > len(before)
    assert f'begin="{start}" end="{start + 5}" value="GPE"' in written


def test_a_link_to_a_knowledge_base_is_the_identifier(tmp_path: Path):
    (cas,) = loaded(export(XMI_EXPORTER, tmp_path, two_roles()))
    identified = {each.get_covered_text(): each.identifier for each in cas.select(uima.NAMED_ENTITY)}
    assert {name for name, known in identified.items() if known == "Q7"} == {"Nadia Aziz", "herself"}


@BOTH
def test_a_mention_in_pieces_is_noted(tmp_path: Path, exporter: Exporter):
    report = export(exporter, tmp_path, far_apart())
    assert [(note.surface, note.reason) for note in report.notes] == [("south and east Basra", EXTENT_ONLY)]


def test_what_xml_cannot_hold_is_replaced_and_noted(tmp_path: Path):
    of = article("Ana \uffff left \ufffe Erbil.", title="a\uffff")
    made = AnnotatedArticle(article=of, sets=(annotation_set(of, entity("G\uffffPE", span(of, "Erbil"))),))
    report = export(XMI_EXPORTER, tmp_path, made)
    assert [(note.start, note.surface, note.reason) for note in report.notes] == [
        (4, "\uffff", REPLACED),
        (11, "\ufffe", REPLACED),
    ]
    (record,) = read(report.files)
    assert isinstance(record, ImportedArticle)
    assert record.article.text == "Ana \ufffd left \ufffd Erbil."
    assert record.article.id != of.id
    assert [each.label for each in record.sets[0].mentions] == ["G\ufffdPE"]


def test_json_holds_every_character(tmp_path: Path):
    of = article("Ana \uffff left.")
    report = export(JSON_EXPORTER, tmp_path, AnnotatedArticle(article=of))
    assert report.notes == ()
    (record,) = read(report.files)
    assert isinstance(record, ImportedArticle)
    assert record.article.text == of.text


@BOTH
def test_without_the_library_one_sentence_says_what_to_install(
    tmp_path: Path, exporter: Exporter, monkeypatch: pytest.MonkeyPatch
):
    report = export(exporter, tmp_path / "before", astral())
    monkeypatch.setitem(sys.modules, "cassis", None)
    with pytest.raises(uima.CasMissing, match=r"pip install 'spandesk\[cas\]'"):
        export(exporter, tmp_path / "after", astral())
    assert not (tmp_path / "after").exists()
    (record, *_types) = read(report.files)
    assert "pip install 'spandesk[cas]'" in getattr(record, "reason", "")


def test_all_types_are_in_every_json_file(tmp_path: Path):
    report = export(JSON_EXPORTER, tmp_path, AnnotatedArticle(article=article("Ana left.")))
    written = json.loads(Path(report.files[0]).read_text("utf-8"))
    assert set(written["%TYPES"]) == {
        uima.METADATA,
        uima.SENTENCE,
        uima.TOKEN,
        uima.NAMED_ENTITY,
        uima.EVENT,
        uima.LINK,
        uima.RECORD,
    }


def test_one_article_is_in_memory_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    import gc

    alive = []

    def counting() -> Any:
        for number in range(6):
            gc.collect()
            alive.append(sum(type(each) is cassis.Cas for each in gc.get_objects()))
            yield AnnotatedArticle(article=article(f"Report {number}."))

    XMI_EXPORTER.write(counting(), hard_schema(), OutputFolder(tmp_path), {})
    assert max(alive) <= alive[0] + 1
