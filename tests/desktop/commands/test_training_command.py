"""`train`: what is learned is judged, kept, listed, and used by `suggest` when it is better."""

import json
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from annotations.workspace import Workspace
from desktop import cli

PLACES = ("Orlon", "Zarn", "Velik", "Tamsin")
PEOPLE = ("envoy", "minister", "judge", "mayor", "guard", "sailor", "painter", "farmer", "doctor", "driver")


def article(number: int, *, done: bool = True) -> dict[str, object]:
    """An article in which whoever winks makes a pledge, which no rule knows."""
    person = PEOPLE[number % len(PEOPLE)]
    sentences = [f"The {person} winked at the crowd in {place} on day {number}." for place in PLACES]
    text = "\n\n".join(sentences)
    marks = [
        {"id": f"m{at}", "kind": "event", "start": start, "end": start + 6, "label": "PLEDGE", "surface": "winked"}
        for at, sentence in enumerate(sentences)
        for start in [text.index(sentence) + sentence.index("winked")]
    ]
    status = "done" if done else "open"
    return {
        "text": text,
        "meta": {"language": "en"},
        "sets": [{"annotator": "ana", "status": status, "mentions": marks}],
    }


@pytest.fixture
def project(tmp_path: Path, spandesk) -> Path:
    path, file = tmp_path / "p.spandesk", tmp_path / "a.jsonl"
    file.write_text("".join(json.dumps(article(number)) + "\n" for number in range(12)))
    assert spandesk("new", path)[0] == 0
    assert spandesk("import", path, file)[1]["sets"] == 12
    return path


def winks(project: Path) -> int:
    """How many suggestions say that somebody winked."""
    with Workspace.open(project, read_only=True) as workspace:
        return sum(
            each.mention.span.of(workspace.article(article_id).text) == "winked"
            for article_id in workspace.article_ids()
            for each in workspace.suggestions(article_id)
        )


def test_a_better_model_is_kept_in_use_and_suggests(project: Path, spandesk):
    with Workspace.open(project) as workspace:
        workspace.set_settings(replace(workspace.settings, grow_phrases=False))
    spandesk("suggest", project)
    assert winks(project) == 0
    code, values, err = spandesk("train", project, "--kind", "event")
    assert (code, err) == (0, "")
    assert (values["annotator"], values["articles"], values["finished"]) == ("ana", 12, 12)
    assert values["phrases_grown"] == 0
    (model,) = values["models"]
    assert (model["kind"], model["learner"], model["number"], model["active"]) == ("event", "fast", 1, True)
    assert (model["verdict"]["reason"], model["trained_on"], model["verdict"]["articles"]) == ("better", 12, 12)
    assert model["verdict"]["new"]["f1"] > 0.9 > model["verdict"]["old"]["f1"]
    assert model["curve"]

    (listed,) = spandesk("suggesters", project)[1]["learned"]
    assert (listed["active"], listed["verdict"]) == (True, model["verdict"])
    code, made, _ = spandesk("suggest", project, "--suggester", "events")
    assert (code, made["articles"], winks(project)) == (0, 0, 0), "finished articles keep what was on offer"
    code, made, _ = spandesk("suggest", project, "--suggester", "events", "--again")
    assert (code, made["articles"], made["by_label"]["PLEDGE"]) == (0, 12, winks(project))
    assert winks(project) == 12 * len(PLACES)

    (again,) = spandesk("train", project, "--kind", "event")[1]["models"]
    assert (again["number"], again["active"], again["verdict"]["reason"]) == (2, False, "no_better")
    assert [row["active"] for row in spandesk("suggesters", project)[1]["learned"]] == [False, True]
    assert spandesk("train", project, "--rules")[1]["left"] == 1
    assert [row["active"] for row in spandesk("suggesters", project)[1]["learned"]] == [False, False]
    assert spandesk("train", project, "--rules")[1]["left"] == 0


def test_both_kinds_are_learned_and_what_cannot_be_is_said(project: Path, spandesk, capsys: pytest.CaptureFixture[str]):
    _, values, _ = spandesk("train", project)
    assert [(model["kind"], model["verdict"]["reason"]) for model in values["models"]] == [
        ("entity", "nothing_to_learn"),
        ("event", "better"),
    ]
    assert cli.main(["suggesters", str(project)]) == 0
    out = capsys.readouterr().out
    assert "event fast 1: learned from 12 articles, in use (better)" in out
    assert "entity fast 1: learned from 0 articles, not in use (nothing to learn)" in out


def test_the_verdict_is_a_sentence(project: Path, capsys: pytest.CaptureFixture[str]):
    assert cli.main(["train", str(project), "--kind", "event"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "learned from ana: 12 articles, 12 of them finished"
    assert any(
        line.startswith("event fast 1: better, beyond chance: it suggests from now on (12 articles held back: F1 ")
        for line in lines
    )


def test_too_few_articles_are_said_to_be_too_few(tmp_path: Path, spandesk):
    project, file = tmp_path / "p.spandesk", tmp_path / "a.jsonl"
    file.write_text("".join(json.dumps(article(number, done=number < 3)) + "\n" for number in range(8)))
    spandesk("new", project)
    spandesk("import", project, file)
    _, values, _ = spandesk("train", project, "--kind", "event")
    (model,) = values["models"]
    assert (model["verdict"]["reason"], model["active"]) == ("too_few_articles", False)
    assert (values["articles"], values["finished"]) == (8, 3)


def test_names_that_were_marked_twice_grow_into_phrases(tmp_path: Path, project: Path, spandesk):
    text = "Gromvik slept.\n\nGromvik woke."
    marks = [{"start": at, "end": at + 7, "label": "GPE"} for at in (0, text.rindex("Gromvik"))]
    line = {"text": text, "sets": [{"annotator": "ana", "mentions": marks}]}
    (tmp_path / "b.jsonl").write_text(json.dumps(line) + "\n")
    spandesk("import", project, tmp_path / "b.jsonl")
    _, values, _ = spandesk("train", project, "--kind", "entity")
    assert values["phrases_grown"] == 1
    (row,) = spandesk("phrases", project)[1]["list"]
    assert row == {"text": "Gromvik", "label": "GPE", "kind": "entity", "source": "accepted"}


def test_control_c_keeps_what_was_learned_before(project: Path, spandesk, monkeypatch: pytest.MonkeyPatch):
    from annotations.suggesters.learning import training

    train = training.train

    def stopped_at_events(learner, kind, *rest, **more):
        if kind == "event":
            signal.raise_signal(signal.SIGINT)
        return train(learner, kind, *rest, **more)

    monkeypatch.setattr(training, "train", stopped_at_events)
    code, values, err = spandesk("train", project)
    assert (code, values, err) == (1, None, "spandesk: stopped; what was saved before stands\n")
    monkeypatch.undo()
    assert [row["kind"] for row in spandesk("suggesters", project)[1]["learned"]] == ["entity"]
    assert spandesk("check", project)[0] == 0


@pytest.mark.parametrize(
    ("words", "why"),
    [((), "no annotations to learn from yet"), (("--annotator", "bo"), "no annotations by bo: there are none yet")],
)
def test_without_annotations_there_is_nothing_to_do(tmp_path: Path, spandesk, words: tuple[str, ...], why: str):
    spandesk("new", tmp_path / "q.spandesk")
    code, values, err = spandesk("train", tmp_path / "q.spandesk", *words)
    assert (code, values, err) == (1, None, f"spandesk: {why}\n")


@pytest.mark.parametrize("words", [("--fast", "--slow"), ("--kind", "place"), ("--minutes", "0"), ("--minutes", "x")])
def test_wrong_usage_of_train(project: Path, words: tuple[str, ...]):
    with pytest.raises(SystemExit) as left:
        cli.main(["train", str(project), *words])
    assert left.value.code == 2
