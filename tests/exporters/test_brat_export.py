import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings

from annotations.importers import read
from annotations.importers.base import ImportedArticle
from annotations.model.cluster import Cluster
from annotations.model.ids import ArticleId, ClusterId
from annotations.model.mention import EventMention, Kind, Mention
from annotations.model.project import AnnotatedArticle
from annotations.model.schema import Label, Role, Schema
from annotations.model.span import Span
from annotations.model.standoff import ARTICLES, CONFIGURATION, NAMES
from exporters.alignment import BLANK_EDGE, EVENT_LOST, FILLER_LOST
from exporters.base import ExportReport
from exporters.brat import CLUSTER_ALONE, CLUSTER_NAME_LOST, EXPORTER, NOTE_ON_ONE_LINE, PARTS_JOINED
from exporters.files import OutputFolder
from tests.exporters.drawn import annotated_articles
from tests.exporters.hard import (
    astral,
    far_apart,
    hard_articles,
    hard_schema,
    nested_event,
    over_a_newline,
    two_roles,
)
from tests.exporters.samples import as_annotated, everything, tricky
from tests.factories import annotation_set, article, entity, event, span

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "brat"


def export(folder: Path, *articles: AnnotatedArticle, schema: Schema | None = None) -> ExportReport:
    return EXPORTER.write(iter(articles), schema or hard_schema(), OutputFolder(folder), {})


def said(folder: Path) -> list[ImportedArticle]:
    records = list(read([folder]))
    assert all(isinstance(record, ImportedArticle) for record in records), records
    return [record for record in records if isinstance(record, ImportedArticle)]


def annotations(folder: Path, made: AnnotatedArticle) -> list[str]:
    return (folder / f"{made.article.id}.ann").read_text("utf-8").splitlines()


def claims(mentions: dict[str, Mention]) -> Counter[object]:
    """What is said, whatever it is called."""

    def place(mention: Mention) -> tuple[object, ...]:
        return mention.kind, mention.pieces, mention.label

    return Counter(
        (
            place(each),
            each.attributes,
            each.note,
            each.unsure,
            tuple((argument.role, place(mentions[argument.target])) for argument in getattr(each, "arguments", ())),
        )
        for each in mentions.values()
    )


def test_the_files_are_the_golden_ones(tmp_path: Path):
    report = export(tmp_path, astral(), nested_event(), two_roles(), over_a_newline(), tricky())
    golden = sorted(GOLDEN.iterdir())
    assert sorted(Path(name).name for name in report.files) == [file.name for file in golden]
    for file in golden:
        assert (tmp_path / file.name).read_bytes() == file.read_bytes()


def test_a_strict_reader_finds_the_words_of_every_span(tmp_path: Path):
    # As the server of brat reads: a line per annotation, fragments joined by a blank, ids that are there.
    export(tmp_path, *hard_articles())
    spans = events = arguments = 0
    for file in sorted(tmp_path.glob("*.ann")):
        text = file.with_suffix(".txt").read_text("utf-8")
        lines = [line.split("\t") for line in file.read_text("utf-8").splitlines()]
        ids = [line[0] for line in lines if line[0] != "*"]
        assert len(ids) == len(set(ids))
        for id_, said_of, *words in lines:
            if id_[0] == "T":
                label, places = said_of.split(" ", 1)
                assert re.fullmatch("[A-Za-z][A-Za-z0-9_-]*", label)
                cut = [text[slice(*map(int, place.split(" ")))] for place in places.split(";")]
                assert [" ".join(cut)] == words
                assert all(piece == piece.strip() and "\n" not in piece for piece in cut)
                spans += 1
            elif id_[0] == "E":
                roles = [word.split(":") for word in said_of.split(" ")]
                assert len({role for role, _target in roles}) == len(roles)
                assert {target for _role, target in roles} <= set(ids)
                events, arguments = events + 1, arguments + len(roles) - 1
    assert (spans, events, arguments) == (73, 19, 42)


def test_the_hard_project_comes_back_as_it_was(tmp_path: Path):
    report = export(tmp_path, *hard_articles())
    assert report.lost == ()
    back = {each.article.id: each for each in as_annotated(said(tmp_path))}
    for made in hard_articles():
        assert back[made.article.id].article == made.article
        for before, after in zip(made.sets[:1], back[made.article.id].sets, strict=True):
            assert (after.mentions, after.clusters) == (before.mentions, before.clusters)
            assert (after.annotator, after.status) == (before.annotator, before.status)


@given(made=annotated_articles())
@settings(max_examples=60, phases=[Phase.generate])
def test_what_is_drawn_comes_back(tmp_path_factory: pytest.TempPathFactory, made: AnnotatedArticle):
    folder = tmp_path_factory.mktemp("brat")
    report = export(folder, made)
    assert report.lost == ()
    if not made.article.text.strip():
        return
    (back,) = as_annotated(said(folder))
    assert back.article.text == made.article.text
    assert [each.mentions for each in back.sets] == [each.mentions for each in made.sets]


@given(made=annotated_articles())
@settings(max_examples=60, phases=[Phase.generate])
def test_the_standoff_alone_says_the_same(tmp_path_factory: pytest.TempPathFactory, made: AnnotatedArticle):
    folder = tmp_path_factory.mktemp("brat")
    export(folder, made)
    (folder / ARTICLES).unlink()
    if not made.article.text.strip():
        return
    (back,) = as_annotated(said(folder))
    before = claims(dict(made.sets[0].mentions)) if made.sets else Counter()
    assert (claims(dict(back.sets[0].mentions)) if back.sets else Counter()) == before


def test_what_was_changed_since_is_as_it_says_there(tmp_path: Path):
    made = two_roles()
    export(tmp_path, made)
    file = tmp_path / f"{made.article.id}.ann"
    # Somebody took the doubt away, and found another event.
    lines = [line for line in file.read_text("utf-8").splitlines() if "unsure" not in line]
    file.write_text("\n".join([*lines, "T9\tCONSULT 47 53\tbefore", "E4\tCONSULT:T9 ACTOR:T8", ""]), "utf-8")
    (record,) = read([tmp_path], annotator="ben")
    assert isinstance(record, ImportedArticle)
    (after,) = record.sets
    before = made.sets[0].mentions
    assert after.annotator == "ben"
    assert {each.id for each in after.mentions} > set(before)
    assert [each.unsure for each in after.mentions] == [False] * 9
    (new,) = [each for each in after.mentions if each.id not in before]
    assert (new.kind, new.label, new.span) == (Kind.EVENT, "CONSULT", Span(47, 53))
    assert [each.name for each in after.clusters] == ["Nadia Aziz"]


def test_other_line_ends_are_no_change(tmp_path: Path):
    made = over_a_newline()
    export(tmp_path, made)
    for file in tmp_path.iterdir():
        if file.name != ARTICLES:
            file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    (back,) = as_annotated(said(tmp_path))
    assert back.sets[0].mentions == made.sets[0].mentions
    assert back.sets[0].annotator == "ana"


def test_what_has_no_place_is_noted(tmp_path: Path):
    of = article("Old town\nof Basra")
    parts = (span(of, "town"), span(of, "of Basra"))
    town = entity("GPE", Span(4, 17), parts=parts, note="big\ncity", cluster=ClusterId("c9"))
    basra = entity("GPE", span(of, "Basra"), cluster=ClusterId("c8"))
    named = Cluster(id=ClusterId("c8"), name="Basra")
    made = replace(annotation_set(of, town, basra), clusters={named.id: named})
    report = export(tmp_path, AnnotatedArticle(article=of, sets=(made,)))
    assert {(note.surface, note.reason) for note in report.notes} == {
        ("town\nof Basra", PARTS_JOINED),
        ("town\nof Basra", NOTE_ON_ONE_LINE),
        ("town\nof Basra", CLUSTER_ALONE),
        ("Basra", CLUSTER_NAME_LOST),
    }


def test_a_blank_at_an_edge_is_lost_with_what_hangs_on_it(tmp_path: Path):
    of = article("Rebels seized Basra ")
    basra, rebels = entity("GPE", Span(14, 20)), entity("ORG", span(of, "Rebels"))
    seized = event("ASSAULT", span(of, "seized"), ("PLACE", basra), ("ACTOR", rebels))
    other = event("PROTEST", Span(6, 13), ("ACTOR", rebels))
    made = AnnotatedArticle(article=of, sets=(annotation_set(of, basra, rebels, seized, other),))
    report = export(tmp_path, made)
    assert (report.mentions, report.events, report.arguments) == (1, 1, 1)
    assert [(lost.label, lost.reason) for lost in report.lost] == [
        ("PROTEST", BLANK_EDGE),
        ("GPE", BLANK_EDGE),
        ("PROTEST", f"ACTOR: {EVENT_LOST}"),
        ("ASSAULT", f"PLACE: {FILLER_LOST}"),
    ]


def test_names_that_brat_cannot_hold_are_replaced_and_told_once(tmp_path: Path):
    codes = ("A B", "A_B", "مدينة", "9-Front", "Über:x", "é")
    labels = tuple(Label(code=code, kind=Kind.ENTITY, title=code) for code in codes)
    roles = (Role(name="WHO", title="Who"), Role(name="WHO2", title="Who"))
    schema = Schema(name="s", title="S", labels=(*labels, Label(code="A B", kind=Kind.EVENT, title="E", roles=roles)))
    of = article("one two three four five six said")
    words = of.text.split()
    entities = [entity(code, span(of, word)) for code, word in zip(codes, words, strict=False)]
    said_ = event("A B", span(of, "said"), *(("WHO2", each) for each in entities[:2]), ("WHO", entities[2]))
    made = AnnotatedArticle(article=of, sets=(annotation_set(of, *entities, said_),))
    report = export(tmp_path, made, made, schema=schema)
    assert [line.split()[1] for line in annotations(tmp_path, made) if line[0] == "T"] == [
        *("A_B", "A_B_2_", "entity", "x9-Front", "Uber_x", "e", "A_B_3_"),
    ]
    assert "E1\tA_B_3_:T7 WHO2_:T1 WHO2_2:T2 WHO:T3" in annotations(tmp_path, made), annotations(tmp_path, made)
    assert len(report.notes) == 8
    assert "entity\tentity\tمدينة" in (tmp_path / NAMES).read_text("utf-8").splitlines()
    back = as_annotated(said(tmp_path))[0]
    assert back.sets[0].mentions == made.sets[0].mentions
    (tmp_path / ARTICLES).unlink()
    back = as_annotated(said(tmp_path))[0]
    assert claims(dict(back.sets[0].mentions)) == claims(dict(made.sets[0].mentions))


def test_the_configuration_knows_every_name_in_use(tmp_path: Path):
    export(tmp_path, *everything(), *hard_articles())
    declared = (tmp_path / CONFIGURATION).read_text("utf-8")
    used = {
        line.split("\t")[1].split(" ")[0].split(":")[0]
        for file in tmp_path.glob("*.ann")
        for line in file.read_text("utf-8").splitlines()
    }
    assert {name for name in used if not re.search(rf"^{name}\b", declared, re.MULTILINE)} == {
        "AnnotatorNotes",
        "Reference",
    }


def test_two_articles_of_nearly_one_id_have_files_of_their_own(tmp_path: Path):
    one, other = far_apart(), astral()
    report = export(
        tmp_path,
        replace(one, article=replace(one.article, id=ArticleId("News/1"))),
        replace(other, article=replace(other.article, id=ArticleId("news 1"))),
    )
    assert len({Path(name).name.lower() for name in report.files}) == 7
    assert {each.article.id for each in said(tmp_path)} == {"News/1", "news 1"}


def test_a_role_of_an_event_may_be_an_event(tmp_path: Path):
    made = nested_event()
    export(tmp_path, made)
    assert "E1\tMAKE_STATEMENT:T2 ACTOR:T1 CONTENT:E2" in annotations(tmp_path, made)
    assert isinstance(as_annotated(said(tmp_path))[0].sets[0].in_order()[1], EventMention)
