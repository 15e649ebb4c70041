"""What was written is found again in the files, and what is not as it was given is named."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import exporters
from annotations import importers
from annotations.model.ids import MentionId
from annotations.model.mention import Mention
from annotations.model.native import READ_AS
from annotations.model.project import SUGGESTIONS, AnnotatedArticle
from exporters.base import ExportReport
from exporters.files import OutputFolder
from exporters.read_back import ARTICLE_NOT_THERE, NOT_GIVEN, NOT_THERE, OTHER_TEXT, ReadBack, read_back
from tests.exporters.drawn import annotated_articles
from tests.exporters.hard import astral, hard_articles, hard_schema, like_a_formula, over_a_newline
from tests.exporters.samples import everything, misaligned, plain, tricky, unseen
from tests.factories import annotation_set, span

READABLE = sorted(each for each in exporters.table() if READ_AS.get(each, each) in importers.table())
# Those that hold the labels, and where a mention is, of events too.
WITH_EVENTS = [each for each in READABLE if each != "conll"]


def write(format_id: str, articles: list[AnnotatedArticle], folder: Path, **options: str) -> ExportReport:
    return exporters.find(format_id).write(iter(articles), hard_schema(), OutputFolder(folder), options)


def back(format_id: str, report: ExportReport, articles: list[AnnotatedArticle]) -> ReadBack:
    found = read_back(format_id, report, iter(articles))
    assert found is not None
    return found


def reasons(found: ReadBack) -> list[tuple[str, str]]:
    return sorted((each.reason, each.surface) for each in found.missing)


def with_mention(annotated: AnnotatedArticle, old: MentionId, new: Mention) -> AnnotatedArticle:
    first = annotated.sets[0]
    return replace(annotated, sets=(replace(first, mentions={**first.mentions, old: new}), *annotated.sets[1:]))


@pytest.mark.parametrize("format_id", READABLE)
@pytest.mark.parametrize("make", [hard_articles, everything])
def test_what_was_written_is_found(format_id: str, make, tmp_path: Path):
    report = write(format_id, make(), tmp_path)
    found = back(format_id, report, make())
    assert found.missing == ()
    assert found.confirms(report)
    assert (found.mentions, found.events, found.arguments) == (report.mentions, report.events, report.arguments)


@pytest.mark.parametrize("format_id", READABLE)
def test_every_choice_is_read_back(format_id: str, tmp_path: Path):
    for option, choices in exporters.find(format_id).options.items():
        for choice in choices.split("|"):
            options = {option: choice}
            report = write(format_id, hard_articles(), tmp_path / option / choice, **options)
            found = read_back(format_id, report, iter(hard_articles()), options)
            assert found is None or found.confirms(report), options
            assert (found is None) == (options == {"docstart": "no"})


@pytest.mark.parametrize("format_id", ["dygie", "oneie"])
def test_what_nothing_reads(format_id: str, tmp_path: Path):
    assert read_back(format_id, write(format_id, [plain()], tmp_path), [plain()]) is None


@pytest.mark.parametrize("format_id", READABLE)
def test_a_span_that_is_elsewhere(format_id: str, tmp_path: Path):
    (first, *others), of = hard_articles(), astral().article
    (moved,) = (each for each in first.sets[0].entities() if each.span == span(of, "Erbil"))
    report = write(format_id, [first, *others], tmp_path)
    write(format_id, [with_mention(first, moved.id, replace(moved, span=span(of, "fighters"))), *others], tmp_path)
    found = back(format_id, report, [first, *others])
    assert {NOT_THERE, NOT_GIVEN} <= {each.reason for each in found.missing}
    assert {(each.article_id, each.surface) for each in found.missing if each.label == "GPE"} == {
        (of.id, "Erbil"),
        (of.id, "fighters"),
    }
    assert not found.confirms(report)


@pytest.mark.parametrize("format_id", [each for each in WITH_EVENTS if "arguments" in exporters.find(each).keeps])
def test_a_role_with_another_filler(format_id: str, tmp_path: Path):
    (first, *others) = hard_articles()
    (met,) = first.sets[0].events()
    other = met.with_arguments((met.arguments[0], replace(met.arguments[1], role="HELD BY"), met.arguments[2]))
    report = write(format_id, [first, *others], tmp_path)
    write(format_id, [with_mention(first, met.id, other), *others], tmp_path)
    assert reasons(back(format_id, report, [first, *others])) == [
        (f"HELD BY: {NOT_GIVEN}", "met"),
        (f"RECIPIENT: {NOT_THERE}", "met"),
    ]


@pytest.mark.parametrize("format_id", READABLE)
def test_an_article_that_is_not_there(format_id: str, tmp_path: Path):
    articles = [over_a_newline(), astral(), like_a_formula()]
    report = write(format_id, articles, tmp_path)
    partly = write(format_id, articles[:2], tmp_path / "less")
    found = back(format_id, replace(report, files=partly.files), articles)
    assert {each.article_id for each in found.missing} == {articles[2].article.id}
    assert sum(each.reason == ARTICLE_NOT_THERE for each in found.missing) == 1
    assert not found.confirms(report)


def test_the_order_of_the_files_does_not_matter(tmp_path: Path):
    report = write("brat", hard_articles(), tmp_path)
    turned = replace(report, files=report.files[::-1])
    assert back("brat", turned, hard_articles()).confirms(report)


def test_a_number_that_was_changed_in_the_file(tmp_path: Path):
    report, erbil = write("doccano", [astral()], tmp_path), span(astral().article, "Erbil")
    (path,) = map(Path, report.files)
    place = f"[{erbil.start},{erbil.end},"
    assert place in path.read_text()
    path.write_text(path.read_text().replace(place, f"[{erbil.start + 1},{erbil.end},"))
    assert (NOT_THERE, "Erbil") in reasons(back("doccano", report, [astral()]))
    assert (NOT_GIVEN, "rbil") in reasons(back("doccano", report, [astral()]))


def test_a_line_that_was_damaged(tmp_path: Path):
    report = write("jsonl", [plain(), unseen()], tmp_path)
    (path,) = map(Path, report.files)
    path.write_bytes(path.read_bytes().replace(b'"surface":"Ankara"', b'"surface":"Angora"'))
    found = back("jsonl", report, [plain(), unseen()])
    assert (ARTICLE_NOT_THERE, "") in reasons(found)
    assert {each.article_id for each in found.missing} == {plain().article.id}


def test_another_text(tmp_path: Path):
    report = write("spacy", [plain()], tmp_path)
    other = replace(plain().article, text=plain().article.text.replace("Sunday", "Monday"))
    write("spacy", [replace(plain(), article=other)], tmp_path)
    assert reasons(back("spacy", report, [plain()])) == [(OTHER_TEXT, "")]


def test_what_is_lost_in_silence_is_named(tmp_path: Path):
    report = write("spacy", [misaligned()], tmp_path)
    assert back("spacy", report, [misaligned()]).confirms(report)
    silent = replace(report, lost=())
    found = back("spacy", silent, [misaligned()])
    assert {each.surface for each in found.missing} >= {"government", "rall"}
    assert not found.confirms(silent)


def test_an_event_is_not_excused_by_the_loss_of_its_argument(tmp_path: Path):
    report = write("doccano", [plain()], tmp_path)
    write("doccano", [replace(plain(), sets=(annotation_set(plain().article, *plain().sets[0].entities()),))], tmp_path)
    # The set's annotator is another one too, which this format does not say apart.
    assert (NOT_THERE, "met") in reasons(back("doccano", report, [plain()]))


def test_a_report_that_counts_too_much(tmp_path: Path):
    report = write("hf", [plain()], tmp_path)
    assert not back("hf", report, [plain()]).confirms(replace(report, mentions=report.mentions + 1))


def test_another_annotator(tmp_path: Path):
    report = write("jsonl", [tricky()], tmp_path)
    (path,) = map(Path, report.files)
    path.write_bytes(path.read_bytes().replace(b'"annotator":"ben"', b'"annotator":"cy"'))
    assert reasons(back("jsonl", report, [tricky()])) == [(NOT_GIVEN, "Erbil"), (NOT_THERE, "Erbil")]


@pytest.mark.parametrize("format_id", READABLE)
def test_suggestions_as_a_set(format_id: str, tmp_path: Path):
    annotated = tricky()
    said = [each.mention for each in annotated.suggestions]
    given = replace(annotated, sets=(annotation_set(annotated.article, *said, annotator=SUGGESTIONS),))
    report = write(format_id, [given], tmp_path)
    if "suggestions" in exporters.find(format_id).keeps:
        assert back(format_id, report, [given]).confirms(report)
        assert report.events == 1
    else:
        assert read_back(format_id, report, [given]) is None


@settings(phases=[Phase.generate])
@given(annotated_articles(off_tokens=True), annotated_articles(off_tokens=True), st.sampled_from(READABLE))
def test_whatever_is_written_is_found(one: AnnotatedArticle, other: AnnotatedArticle, format_id: str):
    articles = [one, other] if one.article.id != other.article.id else [one]
    with TemporaryDirectory() as folder:
        report = write(format_id, articles, Path(folder))
        found = back(format_id, report, articles)
    assert found.missing == ()
    assert found.confirms(report)
