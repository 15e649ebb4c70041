"""Which mentions may be of the same thing, and linking those that surely are."""

import itertools
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotations.editing.change import with_change
from annotations.editing.coreference import candidates, link_all, proposed_clusters
from annotations.editing.decide import decide
from annotations.editing.edits import Link
from annotations.model.annotation_set import AnnotationSet, Decision
from annotations.model.ids import ClusterId, MentionId
from annotations.model.mention import EntityMention, Outcome
from annotations.text.name_variants import Match
from tests.factories import annotation_set, article, entity, event, small_schema, span, suggestion

ARTICLE = article(
    "Karim al-Sabti met Ann Okafor. Sabti and Mr Okafor spoke; Omer Okafor struck Karim Hassan. The Northern Front "
    "(NF) struck Amman, KARIM AL-SABTI said. On Monday Al Sabti left; Sabti Front Struck on Monday."
)


def person(surface: str, nth: int = 1, **more: str) -> EntityMention:
    return entity("PERSON", span(ARTICLE, surface, nth), **more)


LONG, ANN, SHORT, OKAFOR = person("Karim al-Sabti"), person("Ann Okafor"), person("Sabti", 2), person("Okafor", 2)
OMER, HASSAN, CAPITALS = person("Omer Okafor"), person("Karim Hassan"), person("KARIM AL-SABTI")
ARTICLED = person("Al Sabti")
FRONT, NF = entity("ORG", span(ARTICLE, "Northern Front")), entity("ORG", span(ARTICLE, "NF"))
PEOPLE = (LONG, ANN, SHORT, OKAFOR, OMER, HASSAN, CAPITALS, ARTICLED)
ALL = annotation_set(ARTICLE, *PEOPLE, FRONT, NF)


def clustered(mention: EntityMention, name: str) -> EntityMention:
    return replace(mention, cluster=ClusterId(name))


def test_the_likeliest_come_first_with_a_reason():
    found = candidates(LONG, ALL, [], ARTICLE.text)
    assert [(each.id, each.reason) for each in found] == [
        (CAPITALS.id, Match.CASE),
        (SHORT.id, Match.SHORTER),
        (ARTICLED.id, Match.SHORTER),
        (HASSAN.id, Match.WORDS),
        (ANN.id, None),
        (OKAFOR.id, None),
        (OMER.id, None),
    ]
    scores = [each.score for each in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_only_the_same_label_and_kind_is_offered():
    other = event("ASSAULT", span(ARTICLE, "struck"))
    found = candidates(FRONT, annotation_set(ARTICLE, *PEOPLE, FRONT, NF, other), [], ARTICLE.text)
    assert [(each.id, each.reason) for each in found] == [(NF.id, Match.INITIALS)]


def test_of_a_cluster_there_is_the_best_and_of_its_own_none():
    members = (clustered(SHORT, "c1"), clustered(CAPITALS, "c1"), clustered(ARTICLED, "c2"), clustered(LONG, "c2"))
    found = candidates(members[3], annotation_set(ARTICLE, *members), [], ARTICLE.text)
    assert [each.id for each in found] == [CAPITALS.id]


def test_undecided_suggestions_are_offered_after_equally_likely_mentions():
    suggested, rejected = suggestion(SHORT), suggestion(OMER)
    decided = annotation_set(ARTICLE, LONG, ARTICLED, ANN, decisions={rejected.id: Decision(Outcome.REJECTED)})
    found = candidates(LONG, decided, [suggested, rejected], ARTICLE.text)
    assert [(each.id, each.suggested) for each in found] == [
        (ARTICLED.id, False),
        (suggested.mention.id, True),
        (ANN.id, False),
    ]
    of_suggested = candidates(suggested.mention, decided, [suggested], ARTICLE.text)
    assert [(each.id, each.reason) for each in of_suggested][:2] == [
        (ARTICLED.id, Match.SPELLING),
        (LONG.id, Match.LONGER),
    ]


def test_events_are_like_each_other_by_their_trigger():
    first, second, third = (event("ASSAULT", span(ARTICLE, word)) for word in ("struck", "Struck", "met"))
    again = event("ASSAULT", span(ARTICLE, "struck", 2))
    other_type = event("PROTEST", span(ARTICLE, "said"))
    found = candidates(first, annotation_set(ARTICLE, first, second, third, again, other_type), [], ARTICLE.text)
    assert [(each.id, each.reason) for each in found] == [
        (again.id, Match.SAME),
        (second.id, Match.CASE),
        (third.id, None),
    ]


def test_there_are_at_most_forty():
    many = [entity("ORG", token, id=f"m{number}") for number, token in enumerate(ARTICLE.tokens)]
    many += [entity("ORG", replace_end(token), id=f"n{number}") for number, token in enumerate(ARTICLE.tokens)]
    assert len(candidates(many[0], annotation_set(ARTICLE, *many), [], ARTICLE.text)) == 40


def replace_end(token):
    return replace(token, end=token.end + 1)


def test_names_that_fit_one_thing_only_are_proposed():
    assert proposed_clusters(ALL, ARTICLE.text) == [
        (LONG.id, SHORT.id, CAPITALS.id, ARTICLED.id),
        (FRONT.id, NF.id),
    ]


def test_days_are_not_things():
    days = [entity("LAW", span(ARTICLE, "Monday", nth)) for nth in (1, 2)]
    assert proposed_clusters(annotation_set(ARTICLE, *days), ARTICLE.text) == []


def test_what_the_annotator_put_apart_stays_apart():
    apart = annotation_set(ARTICLE, clustered(LONG, "c1"), clustered(CAPITALS, "c2"), SHORT)
    assert proposed_clusters(apart, ARTICLE.text) == []
    together = annotation_set(ARTICLE, clustered(LONG, "c1"), clustered(CAPITALS, "c1"))
    assert proposed_clusters(together, ARTICLE.text) == []


def test_all_are_linked_in_one_step():
    numbers = itertools.count()
    edit = link_all([(LONG.id, SHORT.id), (FRONT.id, NF.id)], ALL, lambda: ClusterId(f"c{next(numbers)}"))
    assert edit is not None
    assert edit.name == "link-all"
    assert edit.edits == (Link(SHORT.id, LONG.id, ClusterId("c0")), Link(NF.id, FRONT.id, ClusterId("c1")))


def linked(of: AnnotationSet, groups: list[tuple[MentionId, ...]]) -> AnnotationSet | None:
    numbers = itertools.count()
    edit = link_all(groups, of, lambda: ClusterId(f"new{next(numbers)}"))
    if edit is None:
        return None
    return with_change(of, decide(edit, of, small_schema(), ARTICLE))


@given(st.lists(st.sampled_from([None, "c1", "c2", "c3"]), min_size=len(PEOPLE), max_size=len(PEOPLE)))
def test_linking_makes_one_cluster_of_each_group_and_is_then_done(names: list[str | None]):
    people = [clustered(each, name) if name else each for each, name in zip(PEOPLE, names, strict=True)]
    of = annotation_set(ARTICLE, *people)
    group = tuple(each.id for each in people[:4])
    after = linked(of, [group])
    if after is None:
        assert len({each.cluster for each in people[:4]}) == 1
        return
    clusters = {after.mentions[id_].cluster for id_ in group}
    assert len(clusters) == 1
    assert None not in clusters
    assert linked(after, [group]) is None


@given(st.lists(st.sampled_from([None, "c1", "c2"]), min_size=len(PEOPLE), max_size=len(PEOPLE)))
def test_what_is_proposed_and_linked_is_not_proposed_again(names: list[str | None]):
    people = [clustered(each, name) if name else each for each, name in zip(PEOPLE, names, strict=True)]
    of = annotation_set(ARTICLE, *people)
    groups = proposed_clusters(of, ARTICLE.text)
    after = linked(of, groups)
    assert (after is None) == (not groups)
    assert proposed_clusters(after or of, ARTICLE.text) == []
