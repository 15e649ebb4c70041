"""What is foretold of an import is what it does."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from annotations.errors import Cancelled
from annotations.importers.base import ImportedArticle, ImportedSet
from annotations.model.annotation_set import Decision, Status
from annotations.model.cluster import Cluster
from annotations.model.ids import ClusterId, MentionId
from annotations.model.mention import Outcome
from annotations.model.project import Rejected
from annotations.store import foretelling
from annotations.workspace import Workspace
from tests.factories import annotation_set, article, entity, small_schema, span, suggestion

TEXTS = [article(f"Militias struck base {number} in Erbil.") for number in range(4)]
UNREADABLE = Rejected("articles.jsonl", 9, "no text")


def marks(of, number: int):
    """One of some ways to annotate an article; the first two say the same."""
    militias, erbil = entity("ORG", span(of, "Militias")), entity("GPE", span(of, "Erbil"))
    linked = replace(militias, cluster=ClusterId("c1"))
    made = ImportedSet(annotator="", status=Status.OPEN, mentions=(militias,))
    decided = {suggestion(militias).id: Decision(Outcome.ACCEPTED, militias.id)}
    return (
        made,
        replace(made, mentions=(replace(militias, id=MentionId("other")),)),
        replace(made, mentions=(militias, erbil)),
        replace(made, status=Status.DONE),
        replace(made, decisions=decided),
        replace(made, mentions=(linked,)),
        replace(made, mentions=(linked,), clusters=(Cluster(id=ClusterId("c1"), name="The militias"),)),
        replace(made, mentions=(entity("SHIP", span(of, "base")),)),
        replace(made, mentions=(), status=Status.NEW),
    )[number]


@st.composite
def records(draw):
    of = draw(st.sampled_from(TEXTS))
    named = draw(st.sampled_from([of.id, of.id, "x", TEXTS[0].id]))
    names = draw(st.lists(st.sampled_from(["", "ana", "ben"]), max_size=2))
    sets = tuple(replace(marks(of, draw(st.integers(0, 8))), annotator=name) for name in names)
    line = draw(st.integers(1, 99))
    return ImportedArticle(article=replace(of, id=named), sets=sets, file="articles.jsonl", line=line)


incoming = st.lists(records() | st.just(UNREADABLE), max_size=8)


@settings(max_examples=60, phases=[Phase.generate], deadline=None)
@given(there=incoming, given=incoming, owner=st.sampled_from([None, "ana"]), at_once=st.integers(1, 4))
def test_an_import_does_what_was_foretold(tmp_path_factory, there, given, owner, at_once):
    folder = tmp_path_factory.mktemp("foretold")
    with pytest.MonkeyPatch.context() as patch, Workspace.create(folder / "p.spandesk", small_schema()) as workspace:
        patch.setattr(foretelling, "_RECORDS_AT_ONCE", at_once)
        workspace.add(there, annotator="ana")
        foretold = workspace.foretell(given, annotator=owner)
        report = workspace.add(given, annotator=owner)
    assert (foretold.articles, foretold.duplicates, foretold.sets) == (
        *(report.articles, report.duplicates),
        report.sets,
    )
    assert sorted(map(repr, foretold.rejected)) == sorted(map(repr, report.rejected))


def test_it_takes_nothing_and_tells_in_the_order_of_the_records(file_location, record):
    of = TEXTS[0]
    with Workspace.create(file_location, small_schema()) as workspace:
        workspace.add([record(of, annotation_set(of, entity("ORG", span(of, "Militias"))))])
    before = Path(file_location).read_bytes()
    other = annotation_set(of, entity("GPE", span(of, "Erbil")))
    told: list[int] = []
    with Workspace.open(file_location, read_only=True) as workspace:
        report = workspace.foretell(
            [record(of, other, line=1), UNREADABLE, record(TEXTS[1], line=2)], on_progress=told.append
        )
    assert [each.reason for each in report.rejected] == ["ana has another set for this article already", "no text"]
    assert (report.articles, report.batch_id, told) == (1, "", [1, 2, 3])
    assert Path(file_location).read_bytes() == before


def test_another_schema_takes_more(workspace, record):
    of = TEXTS[0]
    ship = annotation_set(of, entity("SHIP", span(of, "base")))
    assert workspace.foretell([record(of, ship)]).articles == 0
    schema = small_schema()
    ships = replace(schema.labels[0], code="SHIP", title="Ship")
    wider = replace(schema, labels=(*schema.labels, ships))
    assert workspace.foretell([record(of, ship)], schema=wider).sets == 1


def test_it_can_be_stopped(workspace, record):
    with pytest.raises(Cancelled):
        workspace.foretell([record(TEXTS[0])], cancelled=lambda: True)
