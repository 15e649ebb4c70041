import json
import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from annotations.model.project import AnnotatedArticle
from annotations.model.split import Part
from exporters.base import ExportReport
from exporters.files import OutputFolder
from exporters.hugging_face import EXPORTER, LIKE_A_TIME, OFF_TOKENS, OVERLAPS, write_parts
from exporters.read_back import read_back
from exporters.token_layout import UNSEEN
from tests.exporters.hard import hard_articles, hard_schema, nested_and_crossing, nested_event
from tests.exporters.samples import article, everything, misaligned, tricky, unseen
from tests.factories import small_schema


def export(folder: Path, *articles: AnnotatedArticle, **options: str) -> tuple[ExportReport, list[Any]]:
    report = EXPORTER.write(articles, small_schema(), OutputFolder(folder), options)
    return report, [json.loads(line) for line in Path(report.files[0]).read_text("utf-8").split("\n") if line]


def tagged(row: dict[str, Any]) -> list[tuple[str, str]]:
    """The first words of the tagged mentions, with their labels."""
    pairs = zip(row["tokens"], row["ner_tags"], strict=True)
    return [(token, tag.removeprefix("B-")) for token, tag in pairs if tag.startswith("B-")]


def test_every_tag_has_a_name_and_the_card_has_the_same(tmp_path: Path):
    _report, rows = export(tmp_path, *everything(), *hard_articles())
    names = json.loads((tmp_path / "labels.json").read_text("utf-8"))
    assert {tag for row in rows for tag in row["ner_tags"]} <= set(names)
    assert names[:3] == ["O", "B-PERSON", "I-PERSON"]
    card = (tmp_path / "README.md").read_text("utf-8")
    in_card = re.findall(r"^ +'(\d+)': (\".*\")$", card, re.MULTILINE)
    assert [(int(number), json.loads(name)) for number, name in in_card] == list(enumerate(names))


def test_the_card_declares_every_column(tmp_path: Path):
    _report, rows = export(tmp_path, tricky())
    head = (tmp_path / "README.md").read_text("utf-8").split("---\n")[1]
    assert re.findall(r"^  - name: (\w+)$", head, re.MULTILINE) == list(rows[0])
    assert {key for row in rows for span in row["spans"] for key in span} == {"start", "end", "label", "kind"}


def test_events_point_at_spans(tmp_path: Path):
    _report, (row,) = export(tmp_path, nested_event())

    def surface(number: int) -> str:
        return str(row["text"][row["spans"][number]["start"] : row["spans"][number]["end"]])

    found = {
        (event["type"], surface(event["trigger"])): [
            (each["role"], surface(each["span"])) for each in event["arguments"]
        ]
        for event in row["events"]
    }
    assert found == {
        ("MAKE STATEMENT", "announced"): [("ACTOR", "Police"), ("CONTENT", "opened fire")],
        ("ASSAULT", "opened fire"): [("ACTOR", "gunmen"), ("RECIPIENT", "Protest"), ("PLACE", "Hilla")],
        ("PROTEST", "Protest"): [("PLACE", "Hilla")],
    }


def test_tags_are_a_layer_without_overlap(tmp_path: Path):
    report, (longest,) = export(tmp_path, nested_and_crossing())
    _report, (shortest,) = export(tmp_path, nested_and_crossing(), ents="shortest")
    assert ("Interior", "ORG") in tagged(longest)
    assert ("Iran", "GPE") in tagged(shortest)
    assert len(tagged(longest)) + len([each for each in report.notes if each.reason == OVERLAPS]) == report.mentions
    assert len(longest["spans"]) == report.mentions + report.events


def test_what_stands_off_the_tokens_is_in_the_spans_only(tmp_path: Path):
    report, (row,) = export(tmp_path, misaligned())
    assert [note.surface for note in report.notes if note.reason == OFF_TOKENS] == ["government"]
    assert tagged(row) == [("Basra", "GPE")]
    assert len(row["spans"]) == 4


def test_what_readers_may_get_wrong_is_noted(tmp_path: Path):
    dated = AnnotatedArticle(article=article("2024-01-02"))
    report, _rows = export(tmp_path, unseen(), dated)
    assert [note.reason for note in report.notes] == [UNSEEN, UNSEEN, LIKE_A_TIME]


@pytest.mark.parametrize("split", ["train", "validation", "test"])
def test_the_split_is_the_name_of_the_file(tmp_path: Path, split: str):
    report = EXPORTER.write([tricky()], hard_schema(), OutputFolder(tmp_path), {"split": split})
    assert Path(report.files[0]).name == f"{split}.jsonl"


def in_parts(folder: Path, **parts: list[AnnotatedArticle]) -> ExportReport:
    given = {Part(name): partial(iter, articles) for name, articles in parts.items()}
    return write_parts(given, hard_schema(), OutputFolder(folder), {})


def test_the_parts_are_the_splits_of_one_folder(tmp_path: Path):
    hard = hard_articles()
    report = in_parts(tmp_path, train=hard[:7], dev=hard[7:10], test=hard[10:])
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(Path(name).name for name in report.files)
    assert [Path(name).name for name in report.files] == [
        "train.jsonl",
        "validation.jsonl",
        "test.jsonl",
        "labels.json",
        "README.md",
    ]
    ids = [[json.loads(line)["id"] for line in Path(name).read_bytes().splitlines()] for name in report.files[:3]]
    assert ids == [[each.article.id for each in some] for some in (hard[:7], hard[7:10], hard[10:])]
    whole, _rows = export(tmp_path / "whole", *hard)
    assert (report.articles, report.mentions, report.events, report.arguments, report.notes) == (
        whole.articles,
        whole.mentions,
        whole.events,
        whole.arguments,
        whole.notes,
    )


def test_the_parts_share_the_names_of_tags(tmp_path: Path):
    in_parts(tmp_path / "parts", train=hard_articles()[:1], test=everything())
    EXPORTER.write([*hard_articles()[:1], *everything()], hard_schema(), OutputFolder(tmp_path / "whole"), {})
    for name in ("labels.json", "README.md"):
        assert (tmp_path / "parts" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()


def test_a_part_without_articles_has_no_file(tmp_path: Path):
    one, none = (in_parts(tmp_path / "one", train=[], test=[tricky()]), in_parts(tmp_path / "none", train=[], dev=[]))
    assert [Path(name).name for name in one.files] == ["test.jsonl", "labels.json", "README.md"]
    assert [Path(name).name for name in none.files] == ["train.jsonl", "labels.json", "README.md"]
    assert (tmp_path / "none" / "train.jsonl").read_bytes() == b""


def test_the_parts_are_read_back(tmp_path: Path):
    hard = hard_articles()
    report = in_parts(tmp_path, train=hard[:9], dev=[], test=hard[9:])
    found = read_back("hf", report, hard)
    assert found is not None
    assert found.missing == ()
    assert found.confirms(report)


def test_an_interrupted_part_leaves_the_old_files(tmp_path: Path):
    report = in_parts(tmp_path, train=[tricky()], dev=[misaligned()])
    before = {name: Path(name).read_bytes() for name in report.files}

    def breaking():
        yield tricky()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_parts({Part.TRAIN: hard_articles, Part.DEV: breaking}, hard_schema(), OutputFolder(tmp_path), {})
    assert {str(path): path.read_bytes() for path in tmp_path.iterdir()} == before


def test_an_option_it_does_not_know_is_refused(tmp_path: Path):
    with pytest.raises(ValueError, match="no such option"):
        export(tmp_path, split="dev")
