import json
from pathlib import Path
from typing import Any

from annotations.model.project import AnnotatedArticle
from exporters.base import ExportReport
from exporters.cut_words import cut_words
from exporters.files import OutputFolder
from exporters.prodigy import EXPORTER, EXTENT_ONLY, INSIDE_A_TOKEN
from tests.exporters.hard import hard_articles, hard_schema, two_roles
from tests.exporters.samples import empty, everything, misaligned, tricky, unseen


def export(folder: Path, *articles: AnnotatedArticle) -> tuple[ExportReport, list[dict[str, Any]]]:
    report = EXPORTER.write(articles, hard_schema(), OutputFolder(folder), {})
    return report, [json.loads(line) for line in Path(report.files[0]).read_text("utf-8").split("\n") if line]


def test_tokens_join_to_the_text_and_say_whether_a_space_follows(tmp_path: Path):
    _report, tasks = export(tmp_path, *everything(), *hard_articles())
    for task in tasks:
        joined = "".join(token["text"] + " " * token["ws"] for token in task["tokens"])
        assert joined == task["text"]
        for number, token in enumerate(task["tokens"]):
            assert token["id"] == number
            assert task["text"][token["start"] : token["end"]] == token["text"]
            assert token["ws"] is (task["text"][token["end"] : token["end"] + 1] == " ")


def test_spans_name_their_first_and_last_tokens(tmp_path: Path):
    _report, tasks = export(tmp_path, *everything(), *hard_articles())
    spans = [(task["tokens"], span) for task in tasks for span in task["spans"]]
    assert len(spans) > 80
    for tokens, span in spans:
        assert tokens[span["token_start"]]["start"] == span["start"]
        assert tokens[span["token_end"]]["end"] == span["end"]


def test_a_mention_inside_a_token_cuts_it_and_is_noted(tmp_path: Path):
    report, (task,) = export(tmp_path, misaligned())
    assert [token["text"] for token in task["tokens"]][:5] == ["Anti", "government", " ", "rall", "ies"]
    assert report.lost == ()
    assert {(note.surface, note.reason) for note in report.notes} == {
        ("government", INSIDE_A_TOKEN),
        ("rall", INSIDE_A_TOKEN),
    }


def test_without_mentions_the_words_are_the_stored_tokens_and_blanks():
    for one in everything():
        words = [word.span for word in cut_words(one.article, ())]
        assert [word for word in words if not word.of(one.article.text).isspace()] == list(one.article.tokens)


def test_relations_lead_from_trigger_to_filler(tmp_path: Path):
    _report, (task,) = export(tmp_path, two_roles())

    def surface(span: dict[str, Any]) -> str:
        return str(task["text"][span["start"] : span["end"]])

    found = [(surface(each["head_span"]), each["label"], surface(each["child_span"])) for each in task["relations"]]
    assert sorted(found) == [
        ("shot", "ACTOR", "Nadia Aziz"),
        ("shot", "ACTOR", "Nadia Aziz"),
        ("shot", "PLACE", "Najaf"),
        ("shot", "RECIPIENT", "Nadia Aziz"),
        ("shot", "RECIPIENT", "Omar Hadi"),
    ]
    for each in task["relations"]:
        assert each["head_span"] in task["spans"]
        assert each["child_span"] in task["spans"]
        assert (each["head"], each["child"]) == (each["head_span"]["token_end"], each["child_span"]["token_end"])


def test_only_what_somebody_looked_at_is_accepted(tmp_path: Path):
    _report, (looked_at, untouched) = export(tmp_path, empty(), unseen())
    assert (looked_at["answer"], looked_at["_annotator_id"]) == ("accept", "ana")
    assert (untouched["answer"], untouched["_annotator_id"]) == ("ignore", "")


def test_hashes_tell_texts_and_tasks_apart(tmp_path: Path):
    _report, tasks = export(tmp_path, *hard_articles())
    again = export(tmp_path, *hard_articles())[1]
    assert [each["_task_hash"] for each in tasks] == [each["_task_hash"] for each in again]
    for name in ("_input_hash", "_task_hash"):
        assert len({each[name] for each in tasks}) == len(tasks)
        assert all(0 <= each[name] < 2**31 for each in tasks)


def test_all_tasks_have_the_same_keys(tmp_path: Path):
    _report, tasks = export(tmp_path, *everything())
    assert len({tuple(task) for task in tasks}) == 1


def test_a_mention_in_pieces_is_its_extent(tmp_path: Path):
    report, (task,) = export(tmp_path, tricky())
    (note,) = [each for each in report.notes if each.reason == EXTENT_ONLY]
    assert (note.start, note.end) in [(span["start"], span["end"]) for span in task["spans"]]
