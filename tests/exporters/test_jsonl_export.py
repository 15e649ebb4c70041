import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.importers import read
from annotations.model.ids import MentionId
from annotations.model.mention import Argument, EntityMention, EventMention, Origin, Outcome
from annotations.model.native import native_schema
from annotations.model.project import AnnotatedArticle
from annotations.model.span import Span
from exporters.files import OutputFolder
from exporters.jsonl import EXPORTER, line
from tests.exporters.samples import article, as_annotated, everything, tricky
from tests.factories import annotation_set, small_schema

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "jsonl" / "articles.jsonl"
VALIDATOR = jsonschema.Draft202012Validator(native_schema())


@pytest.fixture
def written(tmp_path: Path) -> Path:
    report = EXPORTER.write(everything(), small_schema(), OutputFolder(tmp_path), {})
    return Path(report.files[0])


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(native_schema())


def test_every_line_obeys_the_schema(written: Path):
    lines = written.read_bytes().splitlines()
    assert len(lines) == len(everything())
    for each in lines:
        VALIDATOR.validate(json.loads(each))


def test_the_file_is_the_golden_one(written: Path):
    assert written.read_bytes() == GOLDEN.read_bytes()


def test_readers_that_split_lines_their_own_way_agree(written: Path):
    data = written.read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert data.endswith(b"\n")
    assert len(data.decode().splitlines()) == data.count(b"\n") == len(everything())


def test_every_line_has_all_keys_in_one_order(written: Path):
    lines = [json.loads(each) for each in written.read_text("utf-8").splitlines()]
    assert {tuple(each) for each in lines} == {
        *[
            (
                *("format", "id", "text", "sha256", "source_sha256", "meta", "regions", "tokens"),
                *("schema_version", "sets", "suggestions"),
            )
        ]
    }


def test_surfaces_are_what_the_offsets_cut(written: Path):
    for each in map(json.loads, written.read_text("utf-8").splitlines()):
        for annotations in each["sets"]:
            for mention in annotations["mentions"]:
                assert each["text"][mention["start"] : mention["end"]] == mention["surface"]


def test_the_round_trip_has_no_difference(written: Path):
    assert as_annotated(list(read([written]))) == everything()


@st.composite
def annotated(draw: st.DrawFn) -> AnnotatedArticle:
    signs = st.sampled_from(list("ab é😀\u0301\u00a0\u200b\u2028\n\t\ufeffعک.,"))
    of = article(draw(st.text(signs, max_size=40)).lstrip("\ufeff") + "x.")
    tokens, text = of.tokens, st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=5)
    places = st.tuples(
        st.integers(0, len(tokens) - 1), st.integers(0, 4), st.sampled_from(["ORG", "GPE"]), st.booleans()
    )
    mentions: list[EntityMention | EventMention] = []
    for first, more, label, is_event in draw(st.lists(places, unique=True, max_size=6)):
        kind = EventMention if is_event else EntityMention
        span = Span(tokens[first].start, tokens[min(first + more, len(tokens) - 1)].end)
        if any((each.kind, each.span, each.label) == (kind.kind.fget(each), span, label) for each in mentions):
            continue
        mention = kind(
            id=MentionId(f"m{len(mentions)}"),
            span=span,
            label=label,
            attributes=tuple(sorted(draw(st.dictionaries(text, text, max_size=2)).items())),
            cluster=draw(st.none() | text),
            note=draw(text),
            unsure=draw(st.booleans()),
            origin=draw(st.sampled_from([Origin(), Origin(by="suggestion", score=0.1, outcome=Outcome.ACCEPTED)])),
        )
        mentions.append(mention)
    for number, mention in enumerate(mentions):
        if isinstance(mention, EventMention):
            fillers = draw(st.lists(st.sampled_from(mentions), max_size=3, unique_by=lambda each: each.id))
            arguments = tuple(Argument("ACTOR", each.id) for each in fillers if each.id != mention.id)
            mentions[number] = mention.with_arguments(arguments)
    return AnnotatedArticle(article=of, sets=(replace(annotation_set(of, *mentions), seq=0),))


@given(annotated())
def test_any_article_survives_the_round_trip(tmp_path_factory: pytest.TempPathFactory, one: AnnotatedArticle):
    file = tmp_path_factory.mktemp("round") / "a.jsonl"
    file.write_bytes(line(one))
    VALIDATOR.validate(json.loads(file.read_bytes()))
    assert as_annotated(list(read([file]))) == [one]


def test_exporting_what_was_imported_gives_the_same_bytes(tmp_path: Path):
    file = tmp_path / "a.jsonl"
    file.write_bytes(line(tricky()))
    (back,) = as_annotated(list(read([file])))
    assert line(back) == file.read_bytes()
