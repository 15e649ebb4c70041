import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.importers import read
from annotations.model.ids import MentionId, SuggestionId
from annotations.model.mark import Mark, Subject
from annotations.model.mention import Argument, EntityMention, EventMention, Origin, Outcome
from annotations.model.native import native_schema
from annotations.model.project import ADJUDICATED, AnnotatedArticle
from annotations.model.ruling import Cause, Ruling, RulingId, SourceVersion, Verdict
from annotations.model.span import Span
from exporters.files import OutputFolder
from exporters.jsonl import EXPORTER, line
from tests.exporters.samples import article, as_annotated, everything, tricky
from tests.factories import annotation_set, entity, event, small_schema, span

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


def ruled() -> AnnotatedArticle:
    """All agree on an event and one of its fillers; the other was ruled on three times, the last time taken back."""
    of = article("Ana met Ben in Paris.")
    ana, paris = entity("PERSON", span(of, "Ana")), entity("GPE", span(of, "Paris"))
    met = event("CONSULT", span(of, "met"), ("ACTOR", ana), ("PLACE", paris))
    own = replace(annotation_set(of, ana, paris, met, annotator=ADJUDICATED), schema_version=3)
    place, place_mark = Mark(15, 20, "GPE"), Mark(15, 20, "PLACE")
    by_ana = SourceVersion(
        annotator="ana", marks=(place,), mentions=(MentionId("a7"),), suggestions=(SuggestionId("g1"),)
    )
    by_ben = SourceVersion(annotator="ben")
    common = {"article_id": of.id, "adjudicator": "Nadia", "at": datetime(2024, 5, 6, 9, tzinfo=UTC)}
    common |= {"batch": RulingId("b1"), "schema_version": 3, "text_sha256": of.sha256}
    rulings = (
        ruling("r1", Verdict.UNANIMOUS, result=(Mark(0, 3, "PERSON"),), mentions=(ana.id,), step=1, **common),
        ruling("r2", Verdict.UNANIMOUS, subject=Subject.EVENT, mentions=(met.id,), **common),
        ruling("r3", Verdict.NEITHER, versions=(by_ana, by_ben), note="no name", cause=Cause.SLIP, **common),
        ruling("r4", Verdict.TAKEN, taken=("ana",), versions=(by_ana, by_ben), mentions=(paris.id,), **common),
        ruling("r5", Verdict.NEITHER, mentions=(paris.id,), **common),
        ruling("r6", Verdict.WITHDRAWN, withdraws=RulingId("r5"), **common),
        ruling(
            *("r7", Verdict.TAKEN),
            subject=Subject.ARGUMENT,
            trigger=Mark(4, 7, "CONSULT"),
            result=(place_mark,),
            mentions=(met.id,),
            **common,
        ),
    )
    return AnnotatedArticle(article=of, sets=(own,), schema_version=3, rulings=rulings)


def ruling(id_: str, verdict: Verdict, *, subject: Subject = Subject.SPAN, **more) -> Ruling:
    return Ruling(id=RulingId(id_), verdict=verdict, subject=subject, start=0, end=20, **more)


def test_what_was_ruled_says_by_what_it_stands():
    written = json.loads(line(ruled()))
    VALIDATOR.validate(written)
    (own,) = written["sets"]
    assert {each["surface"]: each["ruling"] for each in own["mentions"]} == {"Ana": "r1", "met": "r2", "Paris": "r4"}
    assert [each.get("ruling") for each in own["arguments"]] == [None, "r7"]
    rulings = {each["id"]: each for each in own["rulings"]}
    assert list(rulings) == ["r1", "r2", "r3", "r4", "r5", "r6", "r7"]
    assert rulings["r4"] == {
        "id": "r4",
        "subject": "span",
        "start": 0,
        "end": 20,
        "verdict": "taken",
        "taken": ["ana"],
        "versions": [
            {
                "annotator": "ana",
                "marks": [{"start": 15, "end": 20, "label": "GPE"}],
                "mentions": ["a7"],
                "suggestions": ["g1"],
            },
            {"annotator": "ben", "marks": [], "mentions": [], "suggestions": []},
        ],
        "result": [],
        "mentions": [own["mentions"][2]["id"]],
        "adjudicator": "Nadia",
        "at": "2024-05-06T09:00:00+00:00",
        "schema_version": 3,
        "text_sha256": written["sha256"],
        "batch": "b1",
    }
    assert (rulings["r3"]["cause"], rulings["r3"]["note"], rulings["r1"]["step"]) == ("slip", "no name", 1)
    assert (rulings["r6"]["withdraws"], rulings["r7"]["trigger"]["label"]) == ("r5", "CONSULT")


def test_rulings_belong_to_the_adjudicated_set_alone():
    both = ruled()
    both = replace(both, sets=(replace(both.sets[0], annotator="ana"),))
    (own,) = json.loads(line(both))["sets"]
    assert "rulings" not in own
    assert not any("ruling" in each for each in (*own["mentions"], *own["arguments"]))


def test_what_was_ruled_is_read_without_its_rulings(tmp_path: Path):
    file = tmp_path / "articles.jsonl"
    file.write_bytes(line(ruled()))
    (back,) = as_annotated(list(read([file])))
    assert back == replace(ruled(), rulings=(), sets=back.sets)
    assert (back.sets[0].mentions, back.sets[0].annotator) == (ruled().sets[0].mentions, ADJUDICATED)
