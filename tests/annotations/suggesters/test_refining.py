import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from annotations.errors import BadInput
from annotations.model.mention import EventMention, Kind
from annotations.model.project_settings import Phrase, ProjectSettings, ScoreCurve
from annotations.model.schema import Schema
from annotations.model.span import Span
from annotations.model.wire import schema_to_json
from annotations.suggesters import refining
from annotations.suggesters.base import runs, suggest_batch
from annotations.suggesters.found import Found
from annotations.suggesters.learning import fast
from annotations.suggesters.learning.examples import Example, Marked
from annotations.suggesters.plan import ModelFile, Plan, plan_of
from annotations.suggesters.reading import Reading, read
from annotations.suggesters.spacy_pipeline import load
from tests.annotations.suggesters.helpers import POLITICAL, article_text

TEXT = "Turkey attacked Syria on Friday.\n\nThe Zarn envoy winked."


@dataclass
class Winking:
    """Says that every “winked” is a promise and every “Zarn” a place, whatever the rules say."""

    kind: Kind

    def refine(self, readings: Sequence[Reading]) -> list[list[list[Found]]]:
        word, label = ("Zarn", "GPE") if self.kind is Kind.ENTITY else ("winked", "PLEDGE")
        return [
            [
                [
                    Found(extent=Span(at, at + len(word)), label=label, why="learned", source="learned", score=0.6)
                    for at in [stretch.doc.text.find(word)]
                    if at >= 0
                ]
                for stretch in reading.stretches
            ]
            for reading in readings
        ]

    def to_bytes(self) -> bytes:
        return b""


def model_file(kind: Kind, path: str = "m", sha256: str = "0" * 64) -> ModelFile:
    return ModelFile(kind=kind, name="fast 1", path=path, sha256=sha256)


def suggested(plan: Plan, *texts: str, schema: Schema = POLITICAL) -> list[list[tuple[str, str, float | None, str]]]:
    made = suggest_batch(schema_to_json(schema), plan, [article_text(text) for text in texts])
    return [
        [
            (each.mention.span.of(text), each.mention.label, each.score, each.explanation)
            for of_run in by_run.values()
            for each in of_run
        ]
        for text, (_, by_run) in zip(texts, made, strict=True)
    ]


@pytest.fixture
def winking(monkeypatch: pytest.MonkeyPatch) -> Plan:
    monkeypatch.setattr(refining, "load_model", lambda file: Winking(file.kind))
    return plan_of(ProjectSettings(), models=[model_file(Kind.EVENT), model_file(Kind.ENTITY)])


def test_learned_models_say_what_is_suggested_in_place_of_the_rules(winking: Plan):
    expected = [("Zarn", "GPE", 0.6, "learned"), ("winked", "PLEDGE", 0.6, "learned")]
    assert suggested(winking, TEXT) == [expected]
    texts = [f"{TEXT} {number}" for number in range(9)]
    assert suggested(winking, *texts, "") == [expected] * 9 + [[]]


def test_roles_are_found_for_what_was_learned(winking: Plan):
    text = "France winked on Friday."
    plan = Plan(models=(model_file(Kind.EVENT),))
    ((_, by_run),) = suggest_batch(schema_to_json(POLITICAL), plan, [article_text(text)])
    mentions = {each.mention.id: each.mention for of_run in by_run.values() for each in of_run}
    (wink,) = (mention for mention in mentions.values() if isinstance(mention, EventMention))
    assert wink.label == "PLEDGE"
    filled = {argument.role: mentions[argument.target].span.of(text) for argument in wink.arguments}
    assert filled == {"ACTOR": "France", "DATE": "Friday"}


def test_the_phrase_list_has_the_last_word(winking: Plan):
    phrases = (
        Phrase(text="Zarn", kind=Kind.ENTITY, label="ORG"),
        Phrase(text="attack", kind=Kind.EVENT, label="ASSAULT"),
    )
    assert suggested(plan_of(ProjectSettings(), phrases, winking.models), TEXT) == [
        [
            ("Zarn", "ORG", 0.97, "on your list"),
            ("attacked", "ASSAULT", 0.97, "on your list"),
            ("winked", "PLEDGE", 0.6, "learned"),
        ]
    ]


def test_phrases_of_a_label_that_is_not_in_use_take_nothing_away(winking: Plan):
    phrases = (
        Phrase(text="Zarn", kind=Kind.ENTITY, label="ORG"),
        Phrase(text="winked", kind=Kind.EVENT, label="ASSAULT"),
    )
    off = {("ORG", Kind.ENTITY), ("ASSAULT", Kind.EVENT)}
    labels = tuple(replace(each, active=(each.code, each.kind) not in off) for each in POLITICAL.labels)
    plan = plan_of(ProjectSettings(), phrases, winking.models)
    assert suggested(plan, TEXT, schema=replace(POLITICAL, labels=labels)) == suggested(winking, TEXT)


def test_the_scores_of_the_rules_are_calibrated_by_label():
    curves = tuple(
        ScoreCurve(kind=kind, label=label, knots=((0.0, 0.3), (1.0, 0.3)))
        for kind, label in ((Kind.ENTITY, "GPE"), (Kind.EVENT, "ASSAULT"), (Kind.EVENT, "GPE"))
    )
    plan = plan_of(ProjectSettings(calibration=curves))
    raw, calibrated = ({surface: score for surface, _, score, _ in suggested(each, TEXT)[0]} for each in (Plan(), plan))
    assert calibrated == {**raw, "Turkey": 0.3, "Syria": 0.3, "attacked": 0.3}
    assert raw["Turkey"] != 0.3 != raw["attacked"]
    assert {run.id for run in runs(POLITICAL, plan)}.isdisjoint(run.id for run in runs(POLITICAL, Plan()))
    assert [run.version for run in runs(POLITICAL, plan)] == [run.version for run in runs(POLITICAL, Plan())]


def test_the_scores_of_learned_models_are_left_alone_and_make_no_other_run(winking: Plan):
    curves = [ScoreCurve(kind=kind, label="GPE", knots=((0.0, 0.3), (1.0, 0.3))) for kind in Kind]
    plan = plan_of(ProjectSettings(calibration=tuple(curves)), models=winking.models)
    assert suggested(plan, TEXT) == suggested(winking, TEXT)
    assert runs(POLITICAL, plan) == runs(POLITICAL, winking)
    names_only = plan_of(ProjectSettings(calibration=tuple(curves)), models=[model_file(Kind.EVENT)])
    assert ["calibration" in run.settings for run in runs(POLITICAL, names_only)] == [True, False]


def test_the_model_is_part_of_the_run():
    plain = runs(POLITICAL, Plan())
    learned = runs(POLITICAL, Plan(models=(model_file(Kind.EVENT),)))
    assert learned[0] == plain[0]
    assert learned[1].id != plain[1].id
    assert learned[1].version.endswith(", fast 1")


def test_a_model_learned_from_articles_is_read_from_its_file(tmp_path: Path):
    articles = [article_text(f"The {who} winked at {whom}.") for who in ("envoy", "king") for whom in ("Zarn", "Orl")]
    types = {label.code: label for label in POLITICAL.active(Kind.EVENT)}
    evidence = []
    for reading in read(load(with_syntax=True), articles, Plan(), types):
        at = reading.article.text.index("winked")
        mark = Marked(kind=Kind.EVENT, span=Span(at, at + 6), label="PLEDGE")
        example = Example(article=reading.article, marked=(mark,), complete=True)
        evidence.append(fast.evidence(reading, Kind.EVENT, example))
    data = fast.fit(Kind.EVENT, evidence * 5).to_bytes()
    path = tmp_path / "a.model"
    path.write_bytes(data)
    file = model_file(Kind.EVENT, str(path), hashlib.sha256(data).hexdigest())
    assert refining.load_model(file) is refining.load_model(file)
    (made,) = suggested(Plan(models=(file,)), "The queen winked at Orl.")
    assert ("winked", "PLEDGE") in {(surface, label) for surface, label, _, _ in made}

    path.write_bytes(data + b" ")
    refining._load_model.cache_clear()
    with pytest.raises(BadInput, match="not the model that was learned"):
        suggested(Plan(models=(file,)), TEXT)
    path.unlink()
    with pytest.raises(BadInput):
        suggested(Plan(models=(file,)), TEXT)
