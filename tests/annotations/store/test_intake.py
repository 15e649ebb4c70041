"""An import takes all that can be taken, says what it did not take and why, and is there whole or not at all."""

from dataclasses import replace

import pytest

from annotations.editing.change import with_change
from annotations.errors import BadInput, Cancelled, StoreUnavailable
from annotations.importers.base import ImportedArticle, ImportedSet
from annotations.model.annotation_set import AnnotationSet, Decision, Status
from annotations.model.cluster import Cluster
from annotations.model.ids import ClusterId, MentionId
from annotations.model.mention import Argument, Outcome
from annotations.model.project import Rejected
from annotations.model.span import Span
from annotations.workspace import Workspace
from tests.factories import annotation_set, article, entity, event, small_schema, span, suggestion

TEXT = article("Militias struck a base in Erbil.")
MILITIAS = entity("ORG", span(TEXT, "Militias"))
ERBIL = entity("GPE", span(TEXT, "Erbil"), note="capital", attributes=(("a", "b"),))
STRUCK = event("ASSAULT", span(TEXT, "struck"), ("ACTOR", MILITIAS), ("PLACE", ERBIL))


def test_a_set_enters_through_the_log(workspace, record):
    offered = suggestion(MILITIAS, score=0.5)
    made = annotation_set(
        TEXT,
        MILITIAS,
        ERBIL,
        STRUCK,
        status=Status.DONE,
        decisions={offered.id: Decision(Outcome.ACCEPTED, MILITIAS.id)},
    )
    report = workspace.add([record(TEXT, made, suggestions=(offered,), changes={"bom": 1})])
    assert (report.articles, report.duplicates, report.sets, report.rejected) == (1, 0, 1, ())
    assert report.changes == {"bom": 1}
    stored = workspace.load_set(TEXT.id, "ana")
    assert stored == replace(made, seq=1)
    (entry,) = workspace.entries(stored.id)
    assert (entry.edit_name, entry.seq, entry.annotator) == ("import", 1, "ana")
    assert with_change(stored, entry.change.inverted()).mentions == {}
    assert workspace.suggestions(TEXT.id) == [offered]
    assert workspace.queue("ana")[0].undecided == 0
    assert workspace.check() == []


C1 = ClusterId("c1")
LINKED = replace(MILITIAS, cluster=C1)


def named(*clusters: Cluster) -> AnnotationSet:
    return replace(annotation_set(TEXT, LINKED), clusters={each.id: each for each in clusters})


def test_what_is_written_of_clusters_enters_too(workspace, record):
    made = named(Cluster(id=C1, name="The militias", knowledge_base="Q1"))
    assert workspace.add([record(TEXT, made)]).sets == 1
    stored = workspace.load_set(TEXT.id, "ana")
    assert (stored.clusters, stored.mentions) == (made.clusters, made.mentions)
    [streamed] = workspace.annotated("ana")
    assert streamed.sets == (stored,)
    assert workspace.add([record(TEXT, made)]).rejected == ()
    [rejected] = workspace.add([record(TEXT, named(Cluster(id=C1, name="Others")))]).rejected
    assert "another set" in rejected.reason
    assert workspace.check() == []


@pytest.mark.parametrize(
    ("clusters", "reason"),
    [
        ([Cluster(id=ClusterId("c2"), name="Nobody")], "no mention is in the cluster c2"),
        ([Cluster(id=C1)], "nothing is written of the cluster c1"),
        ([Cluster(id=C1, name="a\0")], "a NUL character"),
        ([Cluster(id=C1, name="a"), Cluster(id=C1, name="b")], "two clusters of one id"),
    ],
)
def test_wrong_clusters_are_named(workspace, record, clusters, reason):
    wrong = ImportedSet(annotator="ana", status=Status.OPEN, mentions=(LINKED,), clusters=tuple(clusters))
    [rejected] = workspace.add([replace(record(TEXT), sets=(wrong,))]).rejected
    assert reason in rejected.reason


def test_a_set_with_mentions_is_begun(workspace, record):
    workspace.add([record(TEXT, annotation_set(TEXT, MILITIAS, status=Status.NEW))])
    assert workspace.load_set(TEXT.id, "ana").status is Status.OPEN


def test_a_set_that_says_nothing_is_none(workspace, record):
    assert workspace.add([record(TEXT, annotation_set(TEXT))]).sets == 0
    assert workspace.set_summaries() == []


def test_the_same_import_twice_adds_nothing(workspace, record):
    records = [record(TEXT, annotation_set(TEXT, MILITIAS)), record(article("Second."), changes={"cr lf": 2})]
    first = workspace.add(records)
    before = list(workspace.annotated(None))
    again = workspace.add(records)
    assert (first.articles, first.duplicates, first.sets) == (2, 0, 1)
    assert (again.articles, again.duplicates, again.sets, again.changes) == (0, 2, 0, {})
    assert list(workspace.annotated(None)) == before


def test_the_same_article_twice_in_one_import_is_one(workspace, record):
    report = workspace.add([record(TEXT), record(TEXT, annotation_set(TEXT, MILITIAS))])
    assert (report.articles, report.duplicates, report.sets) == (1, 1, 1)
    assert len(workspace.load_set(TEXT.id, "ana").mentions) == 1


def test_a_known_text_under_another_id_brings_its_sets(workspace, record):
    workspace.add([record(TEXT)])
    renamed = replace(TEXT, id="other")
    report = workspace.add([record(renamed, annotation_set(renamed, MILITIAS))])
    assert (report.duplicates, report.sets) == (1, 1)
    assert workspace.article_ids() == [TEXT.id]
    assert list(workspace.load_set(TEXT.id, "ana").mentions.values()) == [MILITIAS]
    assert workspace.check() == []


def test_the_same_claims_under_other_ids_add_nothing(workspace, record):
    workspace.add([record(TEXT, annotation_set(TEXT, MILITIAS, ERBIL, STRUCK))])
    militias, erbil = (replace(each, id=MentionId(f"x{each.id}")) for each in (MILITIAS, ERBIL))
    struck = event("ASSAULT", STRUCK.span, ("ACTOR", militias), ("PLACE", erbil), id="x")
    report = workspace.add([record(TEXT, annotation_set(TEXT, erbil, struck, militias))])
    assert (report.duplicates, report.sets, report.rejected) == (1, 0, ())


def test_another_set_of_the_same_annotator_is_rejected(workspace, record):
    workspace.add([record(TEXT, annotation_set(TEXT, MILITIAS))])
    report = workspace.add([record(TEXT, annotation_set(TEXT, ERBIL), line=7)])
    assert report.rejected == (Rejected("articles.jsonl", 7, "ana has another set for this article already"),)
    assert (report.articles, report.duplicates, report.sets) == (0, 0, 0)
    assert list(workspace.load_set(TEXT.id, "ana").mentions) == [MILITIAS.id]


def test_an_id_that_belongs_to_another_text_is_rejected(workspace, record):
    report = workspace.add([record(article("One.", id="x")), record(article("Two.", id="x"), line=2)])
    assert report.articles == 1
    (rejected,) = report.rejected
    assert (rejected.line, rejected.reason) == (2, "its id x belongs to another text")


def test_a_set_without_a_name_belongs_to_whom_the_analyst_says(workspace):
    unnamed = ImportedArticle(
        article=TEXT, sets=(ImportedSet(annotator="", status=Status.OPEN, mentions=(MILITIAS,)),), file="a"
    )
    assert workspace.add([unnamed]).rejected == (Rejected("a", None, "it has a set without an annotator; name one"),)
    assert workspace.add([unnamed], annotator="ben").sets == 1
    assert workspace.set_summaries()[0].annotator == "ben"


OUTSIDE = entity("ORG", Span(30, 99))
BAD_SETS = {
    "the schema has no entity label SHIP": [entity("SHIP", ERBIL.span)],
    "the schema has no event type ORG": [event("ORG", ERBIL.span)],
    "the schema has no role WEAPON for ASSAULT": [MILITIAS, event("ASSAULT", STRUCK.span, ("WEAPON", MILITIAS))],
    f"role ACTOR of {STRUCK.id} is filled by no mention: {MILITIAS.id}": [ERBIL, STRUCK],
    "a mention lies outside the text: 30..99": [OUTSIDE],
    "a mention covers only blanks: 8..9": [entity("ORG", Span(8, 9))],
    "it contains a NUL character": [entity("ORG", ERBIL.span, note="a\0b")],
    "it contains half a surrogate pair": [entity("ORG", ERBIL.span, note="\ud83d")],
}


@pytest.mark.parametrize("reason", BAD_SETS)
def test_what_cannot_be_taken_is_named_and_the_rest_is_taken(workspace, record, reason):
    good = article("Good.")
    report = workspace.add([record(TEXT, annotation_set(TEXT, *BAD_SETS[reason]), line=3), record(good)])
    assert report.rejected == (Rejected("articles.jsonl", 3, reason),)
    assert workspace.article_ids() == [good.id]
    assert report.articles + report.duplicates + len(report.rejected) == 2


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"id": MentionId("m\0")}, "it contains a NUL character"),
        ({"cluster": ClusterId("c\0")}, "it contains a NUL character"),
        ({"attributes": (("a", "b\0"),)}, "it contains a NUL character"),
        ({"attributes": (("a\udcff", "b"),)}, "it contains half a surrogate pair"),
        ({"parts": (Span(0, 2), Span(30, 99))}, "a mention lies outside the text: 30..99"),
        ({"parts": (Span(0, 2), Span(8, 9))}, "a mention covers only blanks: 8..9"),
    ],
)
def test_nothing_of_a_mention_is_taken_on_trust(workspace, record, more, reason):
    wrong = replace(MILITIAS, **more)
    report = workspace.add([record(TEXT, annotation_set(TEXT, ERBIL, wrong))])
    assert [rejected.reason for rejected in report.rejected] == [reason]
    suggested = replace(record(TEXT), suggestions=(suggestion(ERBIL), replace(suggestion(MILITIAS), mention=wrong)))
    assert [rejected.reason for rejected in workspace.add([suggested]).rejected] == [reason]


def test_bad_articles_are_named(workspace, record):
    text = article("Fine.")
    bad = [
        replace(text, text="Other."),
        replace(text, tokens=(Span(0, 99),)),
        replace(text, meta=replace(text.meta, title="\udcff")),
    ]
    two_ids = annotation_set(text, MILITIAS)
    report = workspace.add([*map(record, bad), record(text, two_ids, two_ids), Rejected("f", 9, "the reader said no")])
    assert [rejected.reason for rejected in report.rejected] == [
        "its text does not match its sha256",
        "a token or region lies outside its text",
        "it contains half a surrogate pair",
        "it has two sets of one annotator",
        "the reader said no",
    ]
    assert workspace.article_ids() == []


def test_a_suggestion_of_an_unknown_label_is_rejected(workspace, record):
    report = workspace.add([record(TEXT, suggestions=(suggestion(entity("SHIP", ERBIL.span)),))])
    assert [rejected.reason for rejected in report.rejected] == ["the schema has no entity label SHIP"]


def test_suggestions_of_a_known_suggester_are_not_taken_twice(workspace, record):
    workspace.add([record(TEXT, suggestions=(suggestion(MILITIAS),))])
    workspace.add([record(TEXT, suggestions=(suggestion(ERBIL),))])
    assert workspace.suggestions(TEXT.id) == [suggestion(MILITIAS)]
    assert workspace.check() == []


def test_progress_counts_records(workspace, record):
    seen: list[int] = []
    workspace.add([record(article(f"Text {number}.")) for number in range(5)], on_progress=seen.append)
    assert seen == [1, 2, 3, 4, 5]


def test_a_cancelled_import_leaves_nothing(workspace, record):
    records = (record(article(f"Text {number}."), annotation_set(article(f"Text {number}."))) for number in range(900))
    seen: list[int] = []
    with pytest.raises(Cancelled):
        workspace.add(records, on_progress=seen.append, cancelled=lambda: len(seen) == 850)
    assert workspace.article_ids() == []
    assert workspace.check() == []


def test_a_reader_that_fails_leaves_nothing(workspace, record):
    def records():
        for number in range(450):
            yield record(article(f"Text {number}."))
        raise BadInput("articles.jsonl", 451, "broken")

    with pytest.raises(BadInput):
        workspace.add(records())
    assert workspace.article_ids() == []


def test_argument_order_survives(workspace, record):
    reversed_roles = STRUCK.with_arguments((Argument("PLACE", ERBIL.id), Argument("ACTOR", MILITIAS.id)))
    workspace.add([record(TEXT, annotation_set(TEXT, MILITIAS, ERBIL, reversed_roles))])
    assert workspace.load_set(TEXT.id, "ana").mentions[STRUCK.id] == reversed_roles


def test_nothing_is_taken_into_a_project_opened_read_only(file_workspace, file_location, record):
    with Workspace.open(file_location, read_only=True) as reading:
        with pytest.raises(StoreUnavailable) as refused:
            reading.add([record(TEXT)])
        assert refused.value.why == "it was opened read-only"
        assert reading.schema == small_schema()
