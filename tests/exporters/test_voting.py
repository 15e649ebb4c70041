from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from annotations.model.annotation_set import AnnotationSet, Status
from annotations.model.cluster import Cluster
from annotations.model.ids import ClusterId, MentionId, set_id_for
from annotations.model.mention import EntityMention, EventMention, Mention
from annotations.model.project import MAJORITY, UNION
from annotations.model.span import Span
from exporters.voting import claim_of, vote
from tests.factories import annotation_set, article, entity, event, span

OF = article("Ana Ruiz met Omar in Basra after the raid.")
ANA, OMAR, BASRA = (entity("PERSON", span(OF, name)) for name in ("Ana Ruiz", "Omar", "Basra"))
AS_ORG = entity("ORG", span(OF, "Basra"))
IN_PARTS = entity("PERSON", Span(0, 17), parts=(Span(0, 3), Span(13, 17)))
MET = event("CONSULT", span(OF, "met"))
RAID = event("ASSAULT", span(OF, "raid"))
ENTITIES = (ANA, OMAR, BASRA, AS_ORG, IN_PARTS)
NAMES = ("ana", "ben", "cem", "dan")


def done(annotator: str, *mentions: Mention, **more: Any) -> AnnotationSet:
    return replace(annotation_set(OF, *mentions, annotator=annotator, status=Status.DONE), **more)


def with_roles(of: EventMention, *roles: tuple[str, Mention]) -> EventMention:
    return event(of.label, of.span, *roles)


def claims(of: AnnotationSet) -> set[object]:
    """Everything a set says, without ids."""
    said: set[object] = set()
    for mention in of.mentions.values():
        said |= {claim_of(mention)}
        if isinstance(mention, EventMention):
            said |= {(claim_of(mention), each.role, claim_of(of.mentions[each.target])) for each in mention.arguments}
    return said


@st.composite
def sets(draw: Any, least: int = 1) -> list[AnnotationSet]:
    """Finished sets, each with ids of its own for the same mentions."""
    made = []
    for name in NAMES[: draw(st.integers(least, len(NAMES)))]:
        found: list[EntityMention] = [
            replace(
                each,
                id=MentionId(f"{name}-{number}"),
                unsure=draw(st.booleans()),
                attributes=draw(st.sampled_from(((), (("kind", "x"),), (("kind", "y"),)))),
                cluster=draw(st.sampled_from((None, ClusterId("c1"), ClusterId("c2")))),
            )
            for number, each in enumerate(ENTITIES)
            if draw(st.booleans())
        ]
        events = []
        for number, each in enumerate((MET, RAID)):
            if draw(st.booleans()):
                pairs = (
                    st.tuples(st.sampled_from(("ACTOR", "PLACE")), st.sampled_from(found)) if found else st.nothing()
                )
                roles = draw(st.lists(pairs, max_size=3, unique=True)) if found else []
                events.append(replace(with_roles(each, *roles), id=MentionId(f"{name}-e{number}")))
        made.append(done(name, *found, *events))
    return made


@given(sets())
def test_union_holds_majority_holds_what_all_have(given_sets: list[AnnotationSet]):
    majority, union = vote(OF.id, given_sets, MAJORITY), vote(OF.id, given_sets, UNION)
    of_all = set.intersection(*map(claims, given_sets))
    assert of_all <= claims(majority) <= claims(union)
    assert claims(union) == set.union(*map(claims, given_sets))


@given(sets(), st.sampled_from((MAJORITY, UNION)), st.randoms(use_true_random=False))
def test_the_order_of_annotators_does_not_matter(given_sets: list[AnnotationSet], source: str, random: Any):
    shuffled = random.sample(given_sets, len(given_sets))
    assert vote(OF.id, shuffled, source) == vote(OF.id, given_sets, source)


@given(sets(), st.sampled_from((MAJORITY, UNION)))
def test_one_annotator_is_their_own_majority(given_sets: list[AnnotationSet], source: str):
    (alone, *_others) = given_sets
    voted = vote(OF.id, [alone], source)
    assert claims(voted) == claims(alone)
    by_claim = {claim_of(each): each for each in voted.mentions.values()}
    for mention in alone.mentions.values():
        mine = by_claim[claim_of(mention)]
        assert (mine.attributes, mine.unsure, mine.note) == (mention.attributes, mention.unsure, mention.note)

    def together(of: AnnotationSet) -> set[frozenset[object]]:
        linked = {each.cluster for each in of.mentions.values() if each.cluster is not None}
        groups = {frozenset(map(claim_of, of.members(cluster))) for cluster in linked}
        return {group for group in groups if len(group) > 1}

    assert together(voted) == together(alone)


@given(sets())
def test_everything_in_a_vote_holds_together(given_sets: list[AnnotationSet]):
    for source in (MAJORITY, UNION):
        voted = vote(OF.id, given_sets, source)
        assert (voted.id, voted.annotator, voted.status) == (set_id_for(OF.id, source), source, Status.DONE)
        assert len({claim_of(each) for each in voted.mentions.values()}) == len(voted.mentions)
        for id_, mention in voted.mentions.items():
            assert id_ == mention.id
            if isinstance(mention, EventMention):
                assert {each.target for each in mention.arguments} <= voted.mentions.keys()
        assert set(voted.clusters) <= {each.cluster for each in voted.mentions.values()}


def test_two_must_agree_and_of_three_two_are_enough():
    two = [done("ana", ANA, BASRA), done("ben", ANA, AS_ORG)]
    assert claims(vote(OF.id, two, MAJORITY)) == {claim_of(ANA)}
    three = [*two, done("cem", BASRA)]
    assert claims(vote(OF.id, three, MAJORITY)) == {claim_of(ANA), claim_of(BASRA)}
    four = [*three, done("dan")]
    assert claims(vote(OF.id, four, MAJORITY)) == set()


def test_on_an_argument_vote_those_who_have_the_event():
    sets_ = [
        done("ana", ANA, OMAR, with_roles(MET, ("ACTOR", ANA), ("RECIPIENT", OMAR))),
        done("ben", ANA, OMAR, with_roles(MET, ("ACTOR", ANA), ("ACTOR", OMAR))),
        done("cem", ANA, OMAR),
    ]
    (met,) = vote(OF.id, sets_, MAJORITY).events()
    assert [each.role for each in met.arguments] == ["ACTOR"]
    (met,) = vote(OF.id, sets_, UNION).events()
    assert [each.role for each in met.arguments] == ["ACTOR", "ACTOR", "RECIPIENT"]


def test_a_filler_that_few_have_fills_nothing():
    raid = with_roles(RAID, ("PLACE", BASRA))
    sets_ = [done("ana", BASRA, raid), done("ben", BASRA, raid), done("cem", RAID), done("dan"), done("eve")]
    voted = vote(OF.id, sets_, MAJORITY)
    assert claims(voted) == {claim_of(RAID)}
    assert [each.arguments for each in voted.events()] == [()]


def test_attributes_and_doubts_need_more_than_half_of_those_who_have_the_mention():
    denied, sure = replace(MET, attributes=(("modality", "denied"),), unsure=True), MET
    (met,) = vote(OF.id, [done("ana", denied), done("ben", sure)], MAJORITY).events()
    assert (met.attributes, met.unsure) == ((), False)
    sets_ = [done("ana", denied), done("ben", denied), done("cem", sure)]
    (met,) = vote(OF.id, sets_, MAJORITY).events()
    assert (met.attributes, met.unsure) == ((("modality", "denied"),), True)


def test_notes_are_kept_side_by_side():
    sets_ = [done("ana", replace(ANA, note="who?")), done("ben", replace(ANA, note="a poet")), done("cem", ANA)]
    (ana,) = vote(OF.id, sets_, MAJORITY).mentions.values()
    assert ana.note == "a poet\nwho?"


def test_links_are_voted_on_by_those_who_have_both_ends():
    known = {ClusterId("k"): Cluster(id=ClusterId("k"), name="Ana", knowledge_base="Q1")}
    linked = [replace(each, cluster=ClusterId("k")) for each in (ANA, OMAR)]
    both = [done("ana", *linked, clusters=known), done("ben", *linked), done("cem", ANA, OMAR), done("dan", ANA)]
    voted = vote(OF.id, both, MAJORITY)
    ana, omar = voted.entities()
    assert ana.cluster == omar.cluster is not None
    assert voted.clusters == {}
    for source in (MAJORITY, UNION):
        alone = vote(OF.id, both[:1], source)
        assert [(each.name, each.knowledge_base) for each in alone.clusters.values()] == [("Ana", "Q1")]
    apart = vote(OF.id, [done("ana", *linked), done("ben", ANA, OMAR)], MAJORITY)
    assert [each.cluster for each in apart.entities()] == [None, None]
    assert len({each.cluster for each in vote(OF.id, both, UNION).entities()}) == 1


def test_a_name_that_is_not_agreed_on_is_left_open():
    def named(annotator: str, name: str) -> AnnotationSet:
        cluster = Cluster(id=ClusterId("k"), name=name)
        return done(annotator, replace(ANA, cluster=cluster.id), clusters={cluster.id: cluster})

    two = [named("ana", "Ana Ruiz"), named("ben", "Ana")]
    for source in (MAJORITY, UNION):
        voted = vote(OF.id, two, source)
        assert (voted.clusters, [each.cluster for each in voted.entities()]) == ({}, [None])
    (cluster,) = vote(OF.id, [*two, named("cem", "Ana")], MAJORITY).clusters.values()
    assert cluster.name == "Ana"
