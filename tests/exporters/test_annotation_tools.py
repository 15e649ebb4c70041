"""What the formats of annotation tools have in common: nothing is lost on the way there and back."""

import json
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings

from annotations.errors import BadInput
from annotations.importers import doccano as doccano_importer
from annotations.importers import hugging_face as hf_importer
from annotations.importers import labelstudio as labelstudio_importer
from annotations.importers import prodigy as prodigy_importer
from annotations.importers.base import ImportedArticle, Importer, Record
from annotations.importers.jsonl import IMPORTER as NATIVE
from annotations.model.mention import EventMention, Mention
from annotations.model.project import AnnotatedArticle, Rejected
from exporters import doccano, hugging_face, labelstudio, prodigy
from exporters.base import Exporter, ExportReport
from exporters.files import OutputFolder
from exporters.jsonl import EXPORTER as NATIVE_EXPORTER
from tests.exporters.hard import hard_articles, hard_schema
from tests.exporters.samples import article, as_annotated, everything
from tests.exporters.test_jsonl_export import annotated
from tests.factories import annotation_set, entity, small_schema, span

GOLDEN = Path(__file__).resolve().parents[1] / "golden"


@dataclass(frozen=True)
class Format:
    exporter: Exporter
    importer: Importer
    file: str
    sample: str

    @property
    def all_sets(self) -> bool:
        return "all sets" in self.exporter.keeps

    @property
    def arguments(self) -> bool:
        return "arguments" in self.exporter.keeps


FORMATS = [
    Format(prodigy.EXPORTER, prodigy_importer.IMPORTER, "prodigy.jsonl", "prodigy.jsonl"),
    Format(doccano.SPANS, doccano_importer.IMPORTER, "doccano.jsonl", "doccano.jsonl"),
    Format(doccano.WITH_RELATIONS, doccano_importer.IMPORTER, "doccano-relations.jsonl", "doccano_relation.jsonl"),
    Format(labelstudio.EXPORTER, labelstudio_importer.IMPORTER, "tasks.json", "labelstudio/tasks.json"),
    Format(hugging_face.EXPORTER, hf_importer.IMPORTER, "train.jsonl", "hf/train.jsonl"),
]

every_format = pytest.mark.parametrize("which", FORMATS, ids=lambda each: each.exporter.id)


def export(which: Format, articles: list[AnnotatedArticle], folder: Path) -> ExportReport:
    return which.exporter.write(iter(articles), hard_schema(), OutputFolder(folder), {})


def there_and_back(which: Format, articles: list[AnnotatedArticle], folder: Path) -> list[AnnotatedArticle]:
    export(which, articles, folder)
    return as_annotated(list(which.importer.read(folder / which.file, None)))


def held(which: Format, mention: Mention) -> Mention:
    """What the format can hold of a mention."""
    if isinstance(mention, EventMention) and not which.arguments:
        return mention.with_arguments(())
    return mention


def check_same(which: Format, before: AnnotatedArticle, after: AnnotatedArticle) -> None:
    assert after.article.text == before.article.text
    assert (after.article.id, after.article.meta, after.article.source_sha256) == (
        *(before.article.id, before.article.meta, before.article.source_sha256),
    )
    sets = before.sets if which.all_sets else before.sets[:1]
    assert [(each.annotator, each.status, each.schema_version) for each in after.sets] == [
        (each.annotator, each.status, each.schema_version) for each in sets
    ]
    for old, new in zip(sets, after.sets, strict=True):
        assert dict(new.mentions) == {id_: held(which, mention) for id_, mention in old.mentions.items()}
        assert dict(new.clusters) == {each.id: each for each in old.written_clusters()}


@every_format
def test_the_files_are_the_golden_ones(which: Format, tmp_path: Path):
    which.exporter.write(everything(), small_schema(), OutputFolder(tmp_path), {})
    expected = GOLDEN / which.exporter.id
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in expected.iterdir()}
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (expected / path.name).read_bytes()


@every_format
@pytest.mark.parametrize("make", [hard_articles, everything])
def test_there_and_back_nothing_is_different(which: Format, make: Callable[[], list[AnnotatedArticle]], tmp_path: Path):
    for before, after in zip(make(), there_and_back(which, make(), tmp_path), strict=True):
        check_same(which, before, after)


@every_format
def test_what_is_lost_is_the_arguments_that_have_no_place(which: Format, tmp_path: Path):
    report = export(which, hard_articles(), tmp_path)
    sets = [each for one in hard_articles() for each in (one.sets if which.all_sets else one.sets[:1])]
    events = [event for each in sets for event in each.events()]
    arguments = sum(len(event.arguments) for event in events)
    assert (report.mentions, report.events) == (sum(len(each.entities()) for each in sets), len(events))
    assert report.arguments == (arguments if which.arguments else 0)
    assert len(report.lost) == (0 if which.arguments else arguments)


@every_format
def test_exporting_what_was_imported_gives_the_same_bytes(which: Format, tmp_path: Path):
    first = tmp_path / "first"
    export(which, hard_articles(), first)
    again = as_annotated(list(which.importer.read(first / which.file, None)))
    export(which, again, tmp_path / "second")
    written = (tmp_path / "second" / which.file).read_bytes()
    if which.arguments:
        assert written == (first / which.file).read_bytes()
    assert len(as_annotated(list(which.importer.read(tmp_path / "second" / which.file, None)))) == len(again)


@every_format
@given(one=annotated())
@settings(phases=[Phase.generate], max_examples=60)
def test_any_article_survives_the_round_trip(
    which: Format, tmp_path_factory: pytest.TempPathFactory, one: AnnotatedArticle
):
    (after,) = there_and_back(which, [one], tmp_path_factory.mktemp("round"))
    check_same(which, one, after)


@every_format
def test_the_sample_of_others_is_read_as_its_gold_says(which: Format, shared_folder: Path):
    samples = shared_folder / "readers" / "samples"
    expected = [json.loads(line) for line in (samples / "gold.jsonl").read_text("utf-8").splitlines()]
    for wanted, record in zip(expected, which.importer.read(samples / which.sample, None), strict=True):
        assert isinstance(record, ImportedArticle), record
        assert record.article.text == wanted["text"]
        mentions = [mention for each in record.sets for mention in each.mentions]
        assert sorted((each.span.start, each.span.end, each.label) for each in mentions) == sorted(
            (start, end, label) for start, end, label, _layer in wanted["spans"]
        )
        if which.arguments:
            place = {each.id: (each.span.start, each.span.end, each.label) for each in mentions}
            found = [
                (place[each.id], [(argument.role, place[argument.target]) for argument in each.arguments])
                for each in mentions
                if isinstance(each, EventMention)
            ]
            assert sorted(found) == sorted(_events(wanted))


def _events(wanted: dict[str, Any]) -> Iterator[Any]:
    spans = [tuple(span[:3]) for span in wanted["spans"]]
    for event in wanted["events"]:
        yield spans[event["trigger"]], [(role, spans[number]) for role, number in event["args"]]


@every_format
def test_each_is_recognised_by_content_and_by_no_other(which: Format, tmp_path: Path, shared_folder: Path):
    export(which, hard_articles(), tmp_path)
    for file in (tmp_path / which.file, shared_folder / "readers" / "samples" / which.sample):
        head = file.read_bytes()[:65_536]
        assert {each.importer.id for each in FORMATS if each.importer.recognises(head)} == {which.importer.id}


@every_format
def test_a_text_longer_than_what_is_looked_at_hides_nothing(which: Format, tmp_path: Path):
    of = article("Ana slept. " * 9_000)
    one = AnnotatedArticle(article=of, sets=(annotation_set(of, entity("PERSON", span(of, "Ana"))),))
    export(which, [one], tmp_path)
    assert which.importer.recognises((tmp_path / which.file).read_bytes()[:65_536])


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"Ana met Ben.",
        b"{Updated} The envoy left.",
        b"[Photo] Ana met Ben.",
        b'{"text": "Ana met Ben."}',
        b'{"id": "a1", "text": "Ana", "sets": [{"mentions": []}]}',
        b'{"text": "a \\"spandesk\\":{\\"format\\":\\"spandesk-beside/1\\",\\"in\\":\\"prodigy\\"}"}',
        b'{"%TYPES": {}, "%FEATURE_STRUCTURES": []}',
        b"\x78\x9c\x01\x02",
        b"<html><body>Ana</body></html>",
    ],
)
def test_files_of_other_formats_are_left_alone(head: bytes):
    assert not any(each.importer.recognises(head) for each in FORMATS)


def test_the_native_format_is_left_alone(tmp_path: Path):
    report = NATIVE_EXPORTER.write(everything(), small_schema(), OutputFolder(tmp_path), {})
    head = Path(report.files[0]).read_bytes()[:65_536]
    assert NATIVE.recognises(head)
    assert not any(each.importer.recognises(head) for each in FORMATS)


@every_format
def test_damaged_files_cost_a_line_each_and_no_more(which: Format, tmp_path: Path):
    export(which, hard_articles()[:7], tmp_path)
    whole, chance = (tmp_path / which.file).read_bytes(), random.Random(which.exporter.id)
    file = tmp_path / f"damaged{Path(which.file).suffix}"
    for _ in range(200):
        file.write_bytes(damaged(whole, chance))
        began = time.monotonic()
        for record in taken(which, file):
            check(record)
        assert time.monotonic() - began < 5


def taken(which: Format, file: Path) -> Iterator[Record]:
    try:
        yield from which.importer.read(file, None)
    except BadInput as error:
        yield Rejected(error.file, error.line, error.why)


def check(record: Record) -> None:
    if isinstance(record, Rejected):
        assert record.line is not None
        assert record.reason
        assert "\n" not in record.reason
        assert len(record.reason) < 300
        return
    for each in record.sets:
        for mention in each.mentions:
            assert mention.span.of(record.article.text).strip()


def damaged(whole: bytes, chance: random.Random) -> bytes:
    """The file with bytes flipped, cut off, or with values of its records taken for one another."""
    kind = chance.randrange(3)
    if kind == 0:
        data = bytearray(whole)
        for _ in range(chance.choice([1, 3, 30])):
            data[chance.randrange(len(data))] = chance.randrange(256)
        return bytes(data)
    if kind == 1:
        return whole[: chance.randrange(len(whole))]
    listed = whole.startswith(b"[")
    records = json.loads(whole) if listed else [json.loads(line) for line in whole.splitlines()]
    for _ in range(chance.choice([1, 4])):
        swap(chance.choice(records), chance)
    if listed:
        return json.dumps(records).encode()
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def swap(record: Any, chance: random.Random) -> None:
    """Exchange two values somewhere in the record, or put a strange one there."""
    places = list(_places(record))
    one, key = chance.choice(places)
    other, other_key = chance.choice(places)
    strange = [None, -1, 2**70, 1.5, "", "\0", [], {}, [[]], True, "O" * 10]
    if chance.random() < 0.5:
        one[key] = chance.choice(strange)
    else:
        one[key], other[other_key] = json.loads(json.dumps([other[other_key], one[key]]))


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield value, key
        yield from _places(inner)
