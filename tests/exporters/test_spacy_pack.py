import json
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from annotations.model.mention import EventMention
from annotations.model.project import AnnotatedArticle
from annotations.model.split import Part
from exporters.base import ExportReport
from exporters.files import OutputFolder
from exporters.pack_config import WIDEST_ENTITY
from exporters.spacy_docbin import OVERLAPS
from exporters.spacy_pack import EMPTY, EXPORTER, UNSEEN, write_parts
from tests.exporters.drawn import annotated_articles
from tests.exporters.hard import hard_articles, hard_schema
from tests.exporters.samples import article, empty, everything, plain, unseen
from tests.exporters.test_spacy_docbin import shown
from tests.factories import annotation_set, entity, event, small_schema, span

spacy = pytest.importorskip("spacy")

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "spacy-pack"


def export(folder: Path, *articles: AnnotatedArticle, **options: str) -> ExportReport:
    return EXPORTER.write(articles, small_schema(), OutputFolder(folder), options)


def divided(folder: Path, parts: dict[Part, list[AnnotatedArticle]], **options: str) -> ExportReport:
    given = {part: partial(iter, articles) for part, articles in parts.items()}
    return write_parts(given, small_schema(), OutputFolder(folder), options)


def docs(folder: Path, part: str) -> list[Any]:
    return list(spacy.tokens.DocBin().from_disk(folder / f"{part}.spacy").get_docs(spacy.vocab.Vocab()))


def texts(folder: Path, part: str) -> list[str]:
    return [doc.text for doc in docs(folder, part)]


def config(folder: Path) -> Any:
    return spacy.util.load_config(folder / "config.cfg")


def small(number: int) -> AnnotatedArticle:
    """One of many short articles; every fourth has nothing in it."""
    name, verb = ("Mina Qadir", "José Núñez", "Omar Hadi")[number % 3], ("met", "left")[number % 2]
    if number % 4 == 0:
        of = article(f"Nothing happened on day {number}.")
        return AnnotatedArticle(article=of, sets=(annotation_set(of),))
    of = article(f"{name} {verb} the Bank of Erbil in Erbil.\n\nReport {number}.")
    person, bank = entity("PERSON", span(of, name)), entity("ORG", span(of, "Bank of Erbil"))
    inside, erbil = entity("GPE", span(of, "Erbil")), entity("GPE", span(of, "Erbil", 2))
    act = event("CONSULT" if verb == "met" else "PROTEST", span(of, verb), ("ACTOR", person), ("PLACE", erbil))
    return AnnotatedArticle(article=of, sets=(annotation_set(of, person, bank, inside, erbil, act),))


def without(articles: Iterable[AnnotatedArticle], keep: Callable[[Any], bool]) -> list[AnnotatedArticle]:
    """The same articles with some of the mentions only, and no roles."""
    made = []
    for each in articles:
        kept = [mention for mention in each.sets[0].mentions.values() if keep(mention)]
        bare = [mention.with_arguments(()) if isinstance(mention, EventMention) else mention for mention in kept]
        made.append(replace(each, sets=(annotation_set(each.article, *bare),)))
    return made


MANY = [small(number) for number in range(40)]
NAMES_ONLY = without(MANY, lambda mention: not isinstance(mention, EventMention))
EVENTS_ONLY = without(MANY, lambda mention: isinstance(mention, EventMention))


def test_the_folder_holds_what_the_golden_one_does(tmp_path: Path):
    export(tmp_path, *everything())
    for part in ("train", "dev"):
        found = json.loads(json.dumps([shown(doc) for doc in docs(tmp_path, part)]))
        assert found == json.loads((GOLDEN / f"{part}.json").read_text("utf-8"))
    written = {path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()}
    plain_text = {path.relative_to(GOLDEN) for path in GOLDEN.rglob("*") if path.is_file()}
    plain_text -= {Path("train.json"), Path("dev.json")}
    assert written == plain_text | {Path("train.spacy"), Path("dev.spacy")}
    for name in plain_text:
        found = (tmp_path / name).read_text("utf-8").replace(f"spaCy {spacy.__version__};", "spaCy VERSION;")
        assert found == (GOLDEN / name).read_text("utf-8"), name


def test_about_every_fifth_article_is_set_aside_whatever_their_order(tmp_path: Path):
    turned = MANY.copy()
    random.Random(1).shuffle(turned)
    export(tmp_path / "a", *MANY)
    export(tmp_path / "b", *turned)
    export(tmp_path / "c", *MANY[:20])
    dev = set(texts(tmp_path / "a", "dev"))
    assert 4 <= len(dev) <= 12
    assert dev == set(texts(tmp_path / "b", "dev"))
    assert dev > set(texts(tmp_path / "c", "dev"))
    together = Counter(texts(tmp_path / "a", "train")) + Counter(texts(tmp_path / "a", "dev"))
    assert together == Counter(each.article.text for each in MANY)


@pytest.mark.parametrize("number", range(0, 40, 2))
def test_of_two_articles_one_is_set_aside(tmp_path: Path, number: int):
    export(tmp_path / "a", unseen(), MANY[number], MANY[number + 1])
    export(tmp_path / "b", MANY[number + 1], MANY[number], unseen())
    sides = [[set(texts(tmp_path / name, part)) for part in ("train", "dev")] for name in ("a", "b")]
    assert sides[0] == sides[1]
    assert set.union(*sides[0]) == {MANY[number].article.text, MANY[number + 1].article.text}
    assert sides[0][1]


def test_a_single_article_is_learned_from_and_measured_on(tmp_path: Path):
    # Whatever its number says, there is nothing else to learn from.
    for number in range(12):
        folder = tmp_path / str(number)
        divided(folder, {Part.TRAIN: [MANY[number]]})
        assert config(folder)["paths"] == {
            "train": "train.spacy",
            "dev": "train.spacy",
            "vectors": None,
            "init_tok2vec": None,
        }
        assert "measured on those it learned from" in (folder / "README.md").read_text("utf-8")


def test_parts_are_written_as_they_are_given(tmp_path: Path):
    parts = {Part.TRAIN: MANY[:6], Part.DEV: MANY[6:9], Part.TEST: MANY[9:11]}
    report = divided(tmp_path / "three", parts)
    assert report.articles == 11
    for part, articles in parts.items():
        assert texts(tmp_path / "three", part) == [each.article.text for each in articles]
    assert config(tmp_path / "three")["paths"]["dev"] == "dev.spacy"
    divided(tmp_path / "two", {Part.TRAIN: MANY[:6], Part.DEV: MANY[6:9]})
    assert not (tmp_path / "two" / "test.spacy").exists()
    readme = (tmp_path / "three" / "README.md").read_text("utf-8")
    assert "| `test.spacy` | articles to measure on once, at the end: 2 |" in readme


def test_what_teaches_nothing_is_left_out_and_noted(tmp_path: Path):
    blank = article("")
    nothing = AnnotatedArticle(article=blank, sets=(annotation_set(blank),))
    report = export(tmp_path, nothing, unseen(), empty(), plain())
    assert report.articles == 2
    assert [each.reason for each in report.notes] == [EMPTY, UNSEEN]
    for part in ("train", "dev"):
        corpus = spacy.training.Corpus(tmp_path / f"{part}.spacy")
        assert len(list(corpus(spacy.blank("en")))) == len(docs(tmp_path, part)) == 1


def test_only_the_longest_costs_what_is_inside(tmp_path: Path):
    report = export(tmp_path, *MANY, nested="longest", ents="shortest")
    taught = 30
    assert Counter((each.label, each.reason) for each in report.lost) == {("GPE", OVERLAPS): taught}
    assert report.mentions == 3 * taught
    for part in ("train", "dev"):
        for doc in docs(tmp_path, part):
            assert [(each.start, each.end) for each in doc.ents] == [
                (each.start, each.end) for each in doc.spans["entities"]
            ]
            assert "Bank of Erbil" in [each.text for each in doc.ents] or not doc.ents
    assert config(tmp_path)["nlp"]["pipeline"] == ["tok2vec", "ner", "triggers"]
    kept = export(tmp_path / "all", *MANY)
    assert (kept.mentions, len(kept.lost)) == (4 * taught, 0)


def test_a_role_goes_with_its_filler(tmp_path: Path):
    of = article("Rebels shelled the Bank of Erbil.")
    rebels, bank = entity("ORG", span(of, "Rebels")), entity("ORG", span(of, "Bank of Erbil"))
    erbil = entity("GPE", span(of, "Erbil"))
    shelled = event("ASSAULT", span(of, "shelled"), ("ACTOR", rebels), ("PLACE", erbil))
    given = AnnotatedArticle(article=of, sets=(annotation_set(of, rebels, bank, erbil, shelled),))
    report = divided(tmp_path, {Part.TRAIN: [given]}, nested="longest")
    assert [each.reason for each in report.lost] == [OVERLAPS, "PLACE: its filler could not be written"]
    assert (report.mentions, report.events, report.arguments) == (2, 1, 1)


@given(
    st.lists(annotated_articles(off_tokens=True), max_size=3, unique_by=lambda each: each.article.id),
    st.sampled_from(("spancat", "longest")),
    st.sampled_from(("longest", "shortest", "priority")),
)
@settings(max_examples=20, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_written_and_lost_are_what_was_given(tmp_path: Path, articles: list[AnnotatedArticle], nested: str, ents: str):
    report = export(tmp_path, *articles, nested=nested, ents=ents)
    mentions = [mention for each in articles for one in each.sets for mention in one.mentions.values()]
    roles = sum(len(each.arguments) for each in mentions if isinstance(each, EventMention))
    assert report.mentions + report.events + report.arguments + len(report.lost) == len(mentions) + roles
    written = [*docs(tmp_path, "train"), *docs(tmp_path, "dev")]
    assert len(written) == report.articles == sum(bool(each.sets) for each in articles)
    assert report.mentions == sum(len(doc.spans["entities"]) for doc in written)
    for doc in written:
        assert {each.id for each in doc.ents} <= {each.id for each in doc.spans["entities"]}
        assert nested == "spancat" or len(doc.ents) == len(doc.spans["entities"])
        assert all(each.text == each.text.strip() != "" for each in doc.ents)


SHAPES = {
    "all": (MANY, {}, ["tok2vec", "ner", "spancat", "triggers"]),
    "longest": (MANY, {"nested": "longest"}, ["tok2vec", "ner", "triggers"]),
    "names": (NAMES_ONLY, {}, ["tok2vec", "ner", "spancat"]),
    "names, longest": (NAMES_ONLY, {"nested": "longest"}, ["tok2vec", "ner"]),
    "events": (EVENTS_ONLY, {}, ["tok2vec", "triggers"]),
    "nothing": ([small(0)], {}, ["tok2vec", "ner"]),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_config_is_what_spacy_would_fill_in(tmp_path: Path, shape: str):
    from spacy.cli.init_config import fill_config

    articles, options, pipeline = SHAPES[shape]
    export(tmp_path, *articles, **options)
    made = config(tmp_path)
    assert made["nlp"]["pipeline"] == pipeline
    _nlp, filled = fill_config(tmp_path / "filled.cfg", tmp_path / "config.cfg", silent=True)
    assert dict(filled) == dict(made)
    figures = {"ner": "ents_f", "spancat": "spans_entities_f", "triggers": "spans_events_f"}
    weights = {name: weight for name, weight in made["training"]["score_weights"].items() if weight}
    assert weights == dict.fromkeys((figures[name] for name in pipeline[1:]), round(1 / len(pipeline[1:]), 2))


@pytest.mark.parametrize("shape", ["all", "longest", "events"])
def test_the_labels_are_what_spacy_would_find(tmp_path: Path, shape: str, monkeypatch: pytest.MonkeyPatch):
    from spacy.training.initialize import init_nlp

    articles, options, pipeline = SHAPES[shape]
    export(tmp_path, *articles, **options)
    monkeypatch.chdir(tmp_path)
    made = config(tmp_path)
    made["initialize"]["components"] = {}
    nlp = init_nlp(made)
    assert {path.stem for path in (tmp_path / "labels").iterdir()} == set(pipeline[1:])
    for name in pipeline[1:]:
        found = json.loads((tmp_path / "labels" / f"{name}.json").read_text("utf-8"))
        expected = json.loads(json.dumps(nlp.get_pipe(name).label_data))
        assert found == (expected if name == "ner" else sorted(expected))


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "en"), ("EN-gb", "en"), ("ar", "ar"), ("ckb", "xx"), ("ja", "xx"), ("", "xx"), ("os.path", "xx")],
)
def test_the_language_is_one_that_runs_everywhere(tmp_path: Path, language: str, expected: str):
    of = article("Ana met Ben.")
    of = replace(of, meta=replace(of.meta, language=language))
    export(tmp_path, AnnotatedArticle(article=of, sets=(annotation_set(of, entity("PERSON", span(of, "Ana"))),)))
    assert config(tmp_path)["nlp"]["lang"] == expected
    assert spacy.util.load_model_from_config(config(tmp_path), auto_fill=False).lang == expected


def test_the_longest_mention_says_how_far_is_sought(tmp_path: Path):
    export(tmp_path / "few", *MANY)
    suggesters = [config(tmp_path / "few")["components"][name]["suggester"] for name in ("spancat", "triggers")]
    assert [each["max_size"] for each in suggesters] == [3, 1]
    of = article("The " + "very " * WIDEST_ENTITY + "long name. An end.")
    long = entity("ORG", span(of, of.text.partition(".")[0]))
    given = AnnotatedArticle(article=of, sets=(annotation_set(of, long),))
    report = divided(tmp_path / "long", {Part.TRAIN: [given]})
    assert report.mentions == 1
    assert config(tmp_path / "long")["components"]["spancat"]["suggester"]["max_size"] == WIDEST_ENTITY
    readme = (tmp_path / "long" / "README.md").read_text("utf-8")
    assert f"**1 entity mentions have more than {WIDEST_ENTITY} tokens and are not sought" in readme


def test_the_card_counts_what_the_report_does(tmp_path: Path):
    report = divided(
        tmp_path, {Part.TRAIN: MANY[:10], Part.DEV: MANY[10:13]}, agreement="F1 0.81 of 2 analysts | strict"
    )
    rows = [
        [cell.strip() for cell in line.strip("|").split(" | ")]
        for line in (tmp_path / "DATASET_CARD.md").read_text("utf-8").splitlines()
        if line.startswith("|")
    ]
    together = {row[0]: row[-1] for row in rows}
    assert together["articles"] == str(report.articles) == "13"
    assert together["entity mentions"] == str(report.mentions)
    assert together["events"] == str(report.events)
    assert together["filled roles"] == str(report.arguments)
    assert together["ORG"] == "9"
    assert together["Agreement"] == r"F1 0.81 of 2 analysts \| strict"
    assert together["Annotations"] == "ana (13 articles)"


@pytest.mark.parametrize("options", [{"nested": "all"}, {"ents": "widest"}, {"components": "ner"}])
def test_an_option_it_does_not_know_is_refused(tmp_path: Path, options: dict[str, str]):
    with pytest.raises(ValueError, match="no such option"):
        export(tmp_path, plain(), **options)
    assert list(tmp_path.iterdir()) == []


def run_spacy(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "spacy", *arguments],
        cwd=folder,
        env={**os.environ, "NO_COLOR": "1", "WASABI_NO_PRETTY": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    return done.stdout + done.stderr


@pytest.mark.slow
def test_spacy_finds_nothing_wrong_with_the_data(tmp_path: Path):
    numbers = range(140)
    export(tmp_path, *(small(number) for number in numbers), *everything())
    said = run_spacy(tmp_path, "debug", "data", "config.cfg")
    assert "whitespace" not in said.replace("starting/ending with whitespace", "")
    assert "overlap between training and evaluation" in said


@pytest.mark.slow
def test_spacy_trains_on_it_in_the_folder_and_from_anywhere(tmp_path: Path):
    pack, elsewhere = tmp_path / "pack", tmp_path / "elsewhere"
    elsewhere.mkdir()
    export(pack, *(small(number) for number in range(60)))
    # All as shipped but for the end, which would come after a thousand steps without gain.
    run_spacy(pack, "train", "config.cfg", "--output", "model", "--training.max_steps", "300")
    nlp = spacy.load(pack / "model" / "model-last")
    doc = nlp(small(3).article.text)
    assert {(each.text, each.label_) for each in doc.ents} >= {("Bank of Erbil", "ORG"), ("Erbil", "GPE")}
    nested = Counter((each.text, each.label_) for each in doc.spans["entities"])
    assert nested == {("Mina Qadir", "PERSON"): 1, ("Bank of Erbil", "ORG"): 1, ("Erbil", "GPE"): 2}
    assert {(each.text, each.label_) for each in doc.spans["events"]} == {("left", "PROTEST")}
    paths = ("--paths.train", str(pack / "train.spacy"), "--paths.dev", str(pack / "dev.spacy"))
    run_spacy(elsewhere, "train", str(pack / "config.cfg"), *paths, "--output", "model", "--training.max_steps", "2")
    again = spacy.load(elsewhere / "model" / "model-last")
    assert again.get_pipe("ner").labels == nlp.get_pipe("ner").labels


@pytest.mark.slow
def test_the_hard_project_trains(tmp_path: Path):
    report = EXPORTER.write(hard_articles(), hard_schema(), OutputFolder(tmp_path), {})
    assert report.lost == ()
    said = run_spacy(tmp_path, "train", "config.cfg", "--output", "model", "--training.max_steps", "4")
    assert "SPANS_EVEN" in said
