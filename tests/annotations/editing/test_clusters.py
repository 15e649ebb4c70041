"""Clusters: mentions of one thing in the world, joined, taken apart and named."""

from dataclasses import replace

import pytest

from annotations.editing.edits import DeleteMention, Edit, Link, NameCluster, Together, Unlink
from annotations.model.annotation_set import AnnotationSet
from annotations.model.cluster import Cluster
from annotations.model.ids import ClusterId, MentionId
from tests.annotations.editing.test_decide import ANN, ARTICLE, FRONT, FULL, MET, STRUCK, after, refusal
from tests.factories import annotation_set, entity, span

BO = entity("PERSON", span(ARTICLE, "Bo"), id="m-bo")
CY = entity("PERSON", span(ARTICLE, "Cy"), id="m-cy")
DAWN = entity("ORG", span(ARTICLE, "Dawn"), id="m-dawn")
PEOPLE = annotation_set(ARTICLE, ANN, BO, CY, DAWN, STRUCK, MET, FRONT)
C1, C2, C3 = ClusterId("c1"), ClusterId("c2"), ClusterId("c3")


def clusters(of: AnnotationSet) -> dict[str, set[str]]:
    """The ids of the mentions of each cluster."""
    found: dict[str, set[str]] = {}
    for mention in of.mentions.values():
        if mention.cluster is not None:
            found.setdefault(mention.cluster, set()).add(mention.id)
    return found


def linked(*pairs: tuple[MentionId, MentionId, ClusterId], before: AnnotationSet = PEOPLE) -> AnnotationSet:
    for mention, target, cluster in pairs:
        before = after(Link(mention, target, cluster), before)
    return before


TWO = linked((BO.id, ANN.id, C1))
PAIRS = linked((DAWN.id, FRONT.id, C2), before=TWO)


def test_two_mentions_of_one_thing():
    assert clusters(TWO) == {"c1": {ANN.id, BO.id}}
    assert [each.id for each in TWO.members(C1)] == [ANN.id, BO.id]
    assert TWO.mentions[ANN.id] == replace(ANN, cluster=C1)
    assert TWO.cluster(C1) == Cluster(id=C1)
    assert not TWO.clusters


@pytest.mark.parametrize("ids", [(CY.id, BO.id), (BO.id, CY.id)])
def test_one_more_joins_the_cluster_that_is_there(ids: tuple[MentionId, MentionId]):
    assert clusters(linked((*ids, C3), before=TWO)) == {"c1": {ANN.id, BO.id, CY.id}}


def test_whole_clusters_join_and_that_of_the_target_stays():
    assert clusters(linked((BO.id, DAWN.id, C3), before=PAIRS)) == {"c2": {ANN.id, BO.id, DAWN.id, FRONT.id}}


def test_joining_takes_over_what_the_other_says_alone():
    named = after(NameCluster(C1, "Ann", "Q1"), after(NameCluster(C2, "The Front"), PAIRS))
    joined = linked((ANN.id, FRONT.id, C3), before=named)
    assert joined.clusters == {C2: Cluster(id=C2, name="The Front", knowledge_base="Q1")}
    assert joined.written_clusters() == [joined.cluster(C2)]


def test_events_are_linked_too():
    assert clusters(linked((STRUCK.id, MET.id, C1))) == {"c1": {STRUCK.id, MET.id}}


def test_one_leaves_a_cluster_of_three():
    three = linked((CY.id, BO.id, C3), before=TWO)
    assert clusters(after(Unlink(BO.id), three)) == {"c1": {ANN.id, CY.id}}


@pytest.mark.parametrize("edit", [Unlink(BO.id), DeleteMention(BO.id)])
def test_a_last_one_in_a_bare_cluster_is_in_none(edit: Edit):
    assert clusters(after(edit, TWO)) == {}


@pytest.mark.parametrize("edit", [Unlink, DeleteMention])
def test_a_last_one_in_a_named_cluster_stays_and_takes_the_name_along(edit: type[Unlink]):
    named = after(NameCluster(C1, "Ann Bo"), TWO)
    alone = after(edit(BO.id), named)
    assert (clusters(alone), set(alone.clusters)) == ({"c1": {ANN.id}}, {C1})
    gone = after(edit(ANN.id), alone)
    assert (clusters(gone), gone.clusters) == ({}, {})


def test_a_name_is_trimmed_and_an_empty_one_taken_away():
    named = after(NameCluster(C1, "  Ann Bo ", " Q42 "), TWO)
    assert named.cluster(C1) == Cluster(id=C1, name="Ann Bo", knowledge_base="Q42")
    bare = after(NameCluster(C1, " "), named)
    assert (clusters(bare), bare.clusters) == ({"c1": {ANN.id, BO.id}}, {})


def test_taking_the_name_of_a_single_mention_ends_its_cluster():
    alone = after(Unlink(BO.id), after(NameCluster(C1, "Ann Bo"), TWO))
    assert clusters(after(NameCluster(C1, ""), alone)) == {}


def test_linking_and_naming_are_one_step():
    both = after(Together("link", (Link(BO.id, ANN.id, C1), NameCluster(C1, "Ann Bo"))), PEOPLE)
    assert both.clusters == {C1: Cluster(id=C1, name="Ann Bo")}


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (Link(MentionId("m-none"), ANN.id, C3), "no-such-mention"),
        (Link(ANN.id, MentionId("m-none"), C3), "no-such-mention"),
        (Link(STRUCK.id, ANN.id, C3), "different-kinds"),
        (Link(CY.id, CY.id, C3), "nothing-changes"),
        (Link(ANN.id, BO.id, C3), "nothing-changes"),
        (Link(CY.id, DAWN.id, C1), "cluster-taken"),
        (Unlink(CY.id), "nothing-changes"),
        (Unlink(MentionId("m-none")), "no-such-mention"),
        (NameCluster(C3, "Cy"), "no-such-cluster"),
        (NameCluster(C1, ""), "nothing-changes"),
        (NameCluster(C1, "Ann\nBo"), "name-characters"),
        (NameCluster(C1, "Ann", "Q\0"), "name-characters"),
        (NameCluster(C1, "\ud800"), "name-characters"),
    ],
    ids=str,
)
def test_refused(edit: Edit, reason: str):
    assert refusal(edit, TWO) == reason


def test_a_mention_in_no_cluster_goes_without_touching_any():
    assert clusters(after(DeleteMention(CY.id), TWO)) == clusters(TWO)
    assert FULL.written_clusters() == []
