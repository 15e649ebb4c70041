import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotations.importers import read
from annotations.model.cluster import Cluster
from annotations.model.ids import ClusterId
from annotations.model.mention import EntityMention, EventMention, Kind
from annotations.model.project import AnnotatedArticle
from exporters.base import ExportReport
from exporters.files import OutputFolder
from exporters.spacy_docbin import EXPORTER, EXTENT_ONLY, NOT_IN_ENTS
from tests.exporters.samples import article, as_annotated, empty, everything, misaligned, plain, tricky, unseen
from tests.factories import annotation_set, entity, small_schema, span

spacy = pytest.importorskip("spacy")

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "spacy" / "articles.json"


def export(folder: Path, *articles: AnnotatedArticle, **options: str) -> tuple[ExportReport, list[Any]]:
    report = EXPORTER.write(articles, small_schema(), OutputFolder(folder), options)
    docs = spacy.tokens.DocBin().from_disk(report.files[0]).get_docs(spacy.blank("en").vocab)
    return report, list(docs)


def shown(doc: Any) -> dict[str, Any]:
    """A Doc for people to read."""
    return {
        "words": [token.text_with_ws for token in doc],
        "ents": [[each.text, each.label_, each.id_] for each in doc.ents],
        "looked at": doc.has_annotation("ENT_IOB"),
        "spans": {name: [[each.text, each.label_, each.id_] for each in group] for name, group in doc.spans.items()},
        "events": doc.user_data["events"],
        "spandesk": doc._.spandesk,
    }


def test_the_file_holds_what_the_golden_one_does(tmp_path: Path):
    _report, docs = export(tmp_path, *everything())
    found = json.loads(json.dumps([shown(doc) for doc in docs]))
    assert found == json.loads(GOLDEN.read_text("utf-8"))


@pytest.mark.parametrize("make", [tricky, plain, misaligned, empty, unseen])
def test_the_text_is_the_very_text(tmp_path: Path, make: Any):
    _report, (doc,) = export(tmp_path, make())
    assert doc.text == make().article.text
    words = [(token.idx, token.idx + len(token)) for token in doc if not token.is_space]
    assert words == [(token.start, token.end) for token in make().article.tokens]


def test_every_mention_the_report_counts_is_in_the_doc(tmp_path: Path):
    sample = tricky()
    report, (doc,) = export(tmp_path, sample)
    text = sample.article.text
    mentions = sample.sets[0].mentions
    expected = {(each.id, each.label, each.span.of(text)) for each in mentions.values()}
    found = {(each.id_, each.label_, each.text) for name in ("entities", "events") for each in doc.spans[name]}
    assert found == expected
    assert (len(doc.spans["entities"]), len(doc.spans["events"])) == (report.mentions, report.events)
    for group in doc.spans.values():
        for each in group:
            assert text[each.start_char : each.end_char] == each.text


def test_ents_are_a_layer_without_overlap(tmp_path: Path):
    sample = tricky()
    report, (longest,) = export(tmp_path / "a", sample)
    _report, (shortest,) = export(tmp_path / "b", sample, ents="shortest")
    assert [each.text for each in longest.ents if "Iran" in each.text] == ["Foreign Ministry of\u2028Iran"]
    assert [each.text for each in shortest.ents if "Iran" in each.text] == ["Iran"]
    left_out = [each for each in report.notes if each.reason == NOT_IN_ENTS]
    assert len(longest.ents) + len(left_out) == report.mentions
    assert report.lost == ()


def test_ents_may_go_by_the_order_of_the_schema(tmp_path: Path):
    schema = small_schema()
    order = [label.code for label in schema.labels if label.kind is Kind.ENTITY]
    last, first = order[-1], order[0]
    of = article("Aid for the City of Erbil.")
    inner, outer = entity(first, span(of, "Erbil")), entity(last, span(of, "City of Erbil"))
    both = AnnotatedArticle(article=of, sets=(annotation_set(of, inner, outer),))
    _report, (longest,) = export(tmp_path / "a", both)
    _report, (by_label,) = export(tmp_path / "b", both, ents="priority")
    assert [each.text for each in longest.ents] == ["City of Erbil"]
    assert [each.text for each in by_label.ents] == ["Erbil"]


def test_roles_survive_in_the_extension(tmp_path: Path):
    sample = tricky()
    _report, (doc,) = export(tmp_path, sample)
    text = sample.article.text
    events = {event["type"]: event for event in doc._.spandesk["events"]}
    start, end = events["CONSULT"]["trigger"]
    assert text[start:end] == "met"
    assert [
        (each["role"], each["label"], text[each["start"] : each["end"]]) for each in events["CONSULT"]["arguments"]
    ] == [
        ("ACTOR", "PERSON", "Ana\u00a0Ruiz"),
        ("CAUSE", "ASSAULT", "attacked"),
    ]
    assert len(events["PROTEST"]["arguments"]) == 0
    assert doc.user_data["events"] == doc._.spandesk["events"]


def test_a_discontinuous_mention_is_written_as_its_extent(tmp_path: Path):
    sample = tricky()
    report, (doc,) = export(tmp_path, sample)
    (note,) = [each for each in report.notes if each.reason == EXTENT_ONLY]
    assert note.surface == "bank of Basra"
    details = doc._.spandesk["details"]
    parts = [each["parts"] for each in details.values() if "parts" in each]
    assert [[sample.article.text[start:end] for start, end in each] for each in parts] == [["bank", "Basra"]]


def test_only_an_article_somebody_looked_at_teaches(tmp_path: Path):
    _report, (looked_at, untouched) = export(tmp_path, empty(), unseen())
    assert [token.ent_iob_ for token in looked_at] == ["O"] * len(looked_at)
    assert [token.ent_iob_ for token in untouched] == [""] * len(untouched)


def test_what_stands_off_the_tokens_is_reported(tmp_path: Path):
    report, (doc,) = export(tmp_path, misaligned())
    assert [lost.surface for lost in report.lost] == ["government", "rall", "rall", "spread"]
    assert [each.text for each in doc.spans["entities"]] == ["Basra"]
    assert [each.text for each in doc.spans["events"]] == ["spread"]


def test_no_ent_has_a_blank_edge_or_no_label(tmp_path: Path):
    _report, docs = export(tmp_path, *everything())
    for doc in docs:
        for each in [*doc.ents, *(each for group in doc.spans.values() for each in group)]:
            assert each.text == each.text.strip() != ""
            assert each.label_


@pytest.mark.parametrize("options", [{"ents": "widest"}, {"layer": "longest"}])
def test_an_option_it_does_not_know_is_refused(tmp_path: Path, options: dict[str, str]):
    with pytest.raises(ValueError, match="no such option"):
        export(tmp_path, plain(), **options)


def test_a_set_comes_back_whole(tmp_path: Path):
    report, _docs = export(tmp_path, tricky())
    (back,) = as_annotated(list(read(report.files)))
    before = tricky()
    assert back.sets == before.sets[:1]
    assert back.article.tokens == before.article.tokens
    assert (back.article.id, back.article.meta, back.article.source_sha256) == (
        *(before.article.id, before.article.meta, before.article.source_sha256),
    )


def test_a_cluster_whose_mentions_could_not_be_written_is_left_out(tmp_path: Path):
    made, nobody = misaligned(), Cluster(id=ClusterId("c1"), name="Nobody")
    inside, *others = made.sets[0].in_order()
    mentions = {each.id: each for each in (replace(inside, cluster=nobody.id), *others)}
    before = replace(made.sets[0], mentions=mentions, clusters={nobody.id: nobody})
    report, [doc] = export(tmp_path, replace(made, sets=(before,)))
    assert inside.span.of(made.article.text) == "government"
    assert "clusters" not in doc._.get("spandesk")
    (back,) = as_annotated(list(read(report.files)))
    assert not back.sets[0].clusters


def test_exporting_what_was_imported_gives_the_same_bytes(tmp_path: Path):
    report, _docs = export(tmp_path / "one", tricky())
    again, _docs = export(tmp_path / "two", *as_annotated(list(read(report.files))))
    assert Path(again.files[0]).read_bytes() == Path(report.files[0]).read_bytes()


def test_jsonl_and_docbin_name_the_same_surfaces(tmp_path: Path):
    import exporters

    sample = tricky()
    _report, (doc,) = export(tmp_path, sample)
    lines = exporters.find("jsonl").write([sample], small_schema(), OutputFolder(tmp_path), {})
    record = json.loads(Path(lines.files[0]).read_text("utf-8"))
    native = {(each["id"], each["kind"], each["surface"]) for each in record["sets"][0]["mentions"]}
    kinds = {"entities": "entity", "events": "event"}
    assert {(each.id_, kinds[name], each.text) for name, group in doc.spans.items() for each in group} == native
    assert {type(mention) for mention in sample.sets[0].mentions.values()} == {EntityMention, EventMention}


TRAINED = r"""
import sys
from spacy.cli.init_config import init_config
from spacy.cli.train import train

folder = sys.argv[1]
config = init_config(lang="en", pipeline=["ner"], optimize="efficiency", gpu=False)
config.to_disk(f"{folder}/config.cfg")
overrides = {
    "paths.train": f"{folder}/articles.spacy", "paths.dev": f"{folder}/articles.spacy",
    "training.max_steps": 80, "training.eval_frequency": 40,
}
train(f"{folder}/config.cfg", f"{folder}/model", overrides=overrides)
"""


def report_of(number: int) -> AnnotatedArticle:
    """One of many short articles with three names in each; every fourth has none."""
    name, verb = ("Mina Qadir", "José Núñez", "😀 Rau")[number % 3], ("met", "left")[number % 2]
    if number % 4 == 0:
        of = article(f"Nothing happened on day {number}.")
        return AnnotatedArticle(article=of, sets=(annotation_set(of),))
    of = article(f"{name} {verb} the minister of Iran\u00a0 in Erbil.\n\nReport {number}.")
    names = [entity("PERSON", span(of, name)), entity("GPE", span(of, "Iran")), entity("GPE", span(of, "Erbil"))]
    return AnnotatedArticle(article=of, sets=(annotation_set(of, *names),))


@pytest.mark.slow
def test_spacy_trains_on_it_with_its_own_config(tmp_path: Path, fresh_python: Any):
    articles = [report_of(number) for number in range(60)]
    report, docs = export(tmp_path, *articles)
    assert report.lost == ()
    assert sum(len(doc.ents) for doc in docs) == report.mentions == 45 * 3
    done = fresh_python(TRAINED, str(tmp_path), seconds=300)
    assert done.returncode == 0, done.stderr[-2000:]
    model = spacy.load(tmp_path / "model" / "model-last")
    assert set(model.get_pipe("ner").labels) == {"PERSON", "GPE"}
    learnt = {(each.text, each.label_) for each in model(articles[3].article.text).ents}
    assert learnt == {("Mina Qadir", "PERSON"), ("Iran", "GPE"), ("Erbil", "GPE")}
