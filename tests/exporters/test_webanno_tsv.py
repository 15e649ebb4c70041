from pathlib import Path

import pytest
from hypothesis import Phase, given, settings

from annotations.importers.base import ImportedArticle
from annotations.importers.webanno_tsv import IMPORTER
from annotations.model.mention import EventMention, Mention
from annotations.model.project import AnnotatedArticle
from exporters.base import ExportReport
from exporters.files import OutputFolder
from exporters.webanno_tsv import EXPORTER, LABEL_BENT, LEADING
from tests.exporters.drawn import annotated_articles
from tests.exporters.hard import astral, far_apart, hard_articles, hard_schema, nested_event, unannotated
from tests.exporters.inception_reader import InceptionReader, Read
from tests.exporters.samples import as_annotated, everything, misaligned, tricky
from tests.factories import annotation_set, article, entity, event, span

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "webanno-tsv"

Claim = tuple[str, str, str, tuple[tuple[str, str, str], ...]]


def export(folder: Path, *articles: AnnotatedArticle) -> tuple[ExportReport, list[str]]:
    report = EXPORTER.write(iter(articles), hard_schema(), OutputFolder(folder), {})
    return report, [Path(name).read_bytes().decode() for name in report.files]


def claims(made: AnnotatedArticle) -> list[Claim]:
    """Kind, label and surface of each mention, with the roles of each event and what fills them."""
    found = made.sets[0].mentions if made.sets else {}

    def claim(mention: Mention) -> Claim:
        arguments = mention.arguments if isinstance(mention, EventMention) else ()
        fillers = [(each.role, found[each.target]) for each in arguments]
        return (
            mention.kind.value,
            mention.label,
            mention.span.of(made.article.text),
            tuple((role, filler.label, filler.span.of(made.article.text)) for role, filler in fillers),
        )

    return sorted(map(claim, found.values()))


def read_by_inception(written: str) -> list[Claim]:
    reader = InceptionReader(written)

    def label(each: Read) -> str:
        return "".join(each.features.values())

    return sorted(
        (
            "event" if each.type == "webanno.custom.Event" else "entity",
            label(each),
            reader.surface(each),
            tuple(
                (role or "", label(filler), reader.surface(filler))
                for role, filler in zip(each.roles, each.targets, strict=True)
            ),
        )
        for each in reader.annotations
    )


def imported(report: ExportReport) -> list[AnnotatedArticle]:
    records = [record for name in report.files for record in IMPORTER.read(Path(name), None)]
    return as_annotated(records)


def test_the_files_are_the_golden_ones(tmp_path: Path):
    report, _written = export(tmp_path, astral(), nested_event(), far_apart(), misaligned())
    golden = sorted(GOLDEN.iterdir())
    assert sorted(Path(name).name for name in report.files) == [file.name for file in golden]
    for file in golden:
        assert (tmp_path / file.name).read_bytes() == file.read_bytes()


def test_a_piece_of_a_token_has_a_row_of_its_own(tmp_path: Path):
    report, (written,) = export(tmp_path, misaligned())
    assert report.lost == ()
    assert "1-1\t0-14\tAntigovernment\t_\t_\t_\t_\t\n1-1.1\t4-14\tgovernment\tORG[1]\t_\t_\t_\t\n" in written
    assert "1-3\t24-30\tspread\t_\tPROTEST[3]\tACTOR;PLACE[3]\t1-1.1[1];1-5[4]\t\n" in written


@pytest.mark.parametrize("made", [*hard_articles(), *everything()], ids=lambda made: made.article.id)
def test_inception_reads_all_of_it(tmp_path: Path, made: AnnotatedArticle):
    report, (written,) = export(tmp_path, made)
    assert report.lost == ()
    assert read_by_inception(written) == claims(made)
    reader = InceptionReader(written)
    if not any(note.reason == LEADING for note in report.notes):
        assert reader.text == made.article.text + "\n"
    tokens = [reader.units[2 * begin : 2 * end].decode("utf-16-le") for begin, end in reader.tokens]
    assert tokens == [token.of(made.article.text) for token in made.article.tokens]


@settings(max_examples=60, phases=[Phase.generate])
@given(annotated_articles(off_tokens=True))
def test_whatever_is_drawn_comes_back_and_inception_reads_it(
    tmp_path_factory: pytest.TempPathFactory, made: AnnotatedArticle
):
    report, (written,) = export(tmp_path_factory.mktemp("out"), made)
    assert report.lost == ()
    assert read_by_inception(written) == claims(made)
    (back,) = imported(report)
    assert back.article.text == made.article.text
    assert back.article.tokens == made.article.tokens
    assert claims(back) == claims(made)


def test_blanks_before_the_first_word_become_spaces_and_are_noted(tmp_path: Path):
    report, _written = export(tmp_path, unannotated())
    assert [(note.surface, note.reason) for note in report.notes] == [("  \n", LEADING)]
    (record,) = IMPORTER.read(Path(report.files[0]), None)
    assert isinstance(record, ImportedArticle)
    assert record.article.text == unannotated().article.text.replace("  \n", "   ", 1)


def test_signs_of_the_format_in_labels_and_roles_are_escaped(tmp_path: Path):
    of = article("Ana met Ben.")
    ana, ben = entity("A|B_[1]", span(of, "Ana")), entity("x;\\->*", span(of, "Ben"))
    met = event("_", span(of, "met"), ("a;b", ana), ("*", ben))
    made = AnnotatedArticle(article=of, sets=(annotation_set(of, ana, ben, met),))
    report, (written,) = export(tmp_path, made)
    assert read_by_inception(written) == claims(made)
    assert claims(imported(report)[0]) == claims(made)


def test_a_line_end_in_a_label_is_bent_and_noted(tmp_path: Path):
    of = article("Ana left.")
    made = AnnotatedArticle(article=of, sets=(annotation_set(of, entity("A\rB", span(of, "Ana"))),))
    report, (written,) = export(tmp_path, made)
    assert [(note.surface, note.reason) for note in report.notes] == [("Ana", LABEL_BENT)]
    assert "\tA B[1]\t" in written


def test_what_the_format_has_no_place_for_is_noted(tmp_path: Path):
    report, _written = export(tmp_path, tricky())
    assert {note.reason for note in report.notes} == {
        "is one span from its first to its last part",
        "is written without its attributes",
        "is written without its link to the same thing",
        "is written without its note",
        "is written without the flag that the annotator is not sure",
    }


def test_articles_whose_ids_look_alike_have_files_of_their_own(tmp_path: Path):
    made = [AnnotatedArticle(article=article("Ana.", id=id_)) for id_ in ("a/b", "a:b", "A_b")]
    report, _written = export(tmp_path, *made)
    assert [Path(name).name for name in report.files] == ["a_b.tsv", "a_b-2.tsv", "A_b-3.tsv"]
