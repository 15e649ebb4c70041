"""What becomes of labels that are not those of the project: nothing goes without being counted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotations.importers.base import ImportedArticle, ImportedSet
from annotations.importers.mapping import MERGED, Additions, LabelMap, LabelName, Otherwise, RoleName, apply
from annotations.model.annotation_set import Decision, Status
from annotations.model.cluster import Cluster
from annotations.model.ids import ClusterId, MentionId, RunId, SuggestionId
from annotations.model.mention import Argument, EntityMention, EventMention, Kind, Mention, Outcome
from annotations.model.project import Rejected
from annotations.model.span import Span
from annotations.model.suggestion import Suggestion, SuggestionRun
from tests.factories import RUN, article, entity, event, span, suggestion

TEXT = article("Rebels attacked Basra on Monday.")
REBELS = entity("GROUP", span(TEXT, "Rebels"))
BASRA = entity("LOCATION", span(TEXT, "Basra"))
ATTACKED = event("Attack", span(TEXT, "attacked"), ("Attacker", REBELS), ("Where", BASRA))


def name(code: str, kind: Kind = Kind.ENTITY) -> LabelName:
    return LabelName(kind, code)


def type_name(code: str) -> LabelName:
    return LabelName(Kind.EVENT, code)


def record(*mentions: Mention, suggestions: Iterable[Suggestion] = (), **more: object) -> ImportedArticle:
    made = ImportedSet(annotator="ana", status=Status.OPEN, mentions=mentions, **more)
    return ImportedArticle(article=TEXT, sets=(made,), suggestions=tuple(suggestions), file="a", changes={"bom": 1})


def mapped(before: ImportedArticle, label_map: LabelMap) -> ImportedArticle:
    after = apply(before, label_map)
    assert isinstance(after, ImportedArticle)
    return after


def said(after: ImportedArticle) -> list[Mention]:
    (only,) = after.sets
    return list(only.mentions)


def test_labels_and_roles_become_those_of_the_schema():
    label_map = LabelMap(
        labels={name("GROUP"): name("ORG"), name("LOCATION"): name("GPE"), type_name("Attack"): type_name("ASSAULT")},
        roles={RoleName("Attack", "Attacker"): "ACTOR", RoleName("Attack", "Where"): "PLACE"},
    )
    after = mapped(record(REBELS, ATTACKED, BASRA), label_map)
    rebels, attacked, basra = said(after)
    assert (rebels, basra) == (replace(REBELS, label="ORG"), replace(BASRA, label="GPE"))
    assert attacked == replace(
        ATTACKED, label="ASSAULT", arguments=(Argument("ACTOR", REBELS.id), Argument("PLACE", BASRA.id))
    )
    assert after.mapped == {
        "GROUP → ORG": 1,
        "LOCATION → GPE": 1,
        "Attack → ASSAULT": 1,
        "Attack/Attacker → ACTOR": 1,
        "Attack/Where → PLACE": 1,
    }
    assert (after.dropped, after.changes) == ({}, {"bom": 1})


def test_what_is_left_out_takes_the_arguments_it_fills_along():
    after = mapped(record(REBELS, ATTACKED, BASRA), LabelMap(labels={name("GROUP"): Otherwise.LEFT_OUT}))
    assert said(after) == [ATTACKED.with_arguments((Argument("Where", BASRA.id),)), BASRA]
    assert after.dropped == {"GROUP": 1, "Attack/Attacker": 1}


def test_a_role_can_be_left_out_alone():
    after = mapped(record(REBELS, ATTACKED), LabelMap(roles={RoleName("Attack", "Attacker"): Otherwise.LEFT_OUT}))
    assert said(after)[0] == REBELS
    assert after.dropped == {"Attack/Attacker": 1, "Attack/Where": 1}, "nothing filled the other one"


def test_an_event_that_becomes_an_entity_has_no_arguments():
    after = mapped(record(REBELS, ATTACKED, BASRA), LabelMap(labels={type_name("Attack"): name("EVENT")}))
    assert [type(each) for each in said(after)] == [EntityMention, EntityMention, EntityMention]
    assert after.mapped == {"Attack → EVENT (entity)": 1}
    assert after.dropped == {"Attack/Attacker": 1, "Attack/Where": 1}


def test_an_entity_that_becomes_an_event_is_a_trigger_without_roles_and_fills_what_it_filled():
    strike = entity("STRIKE", span(TEXT, "Monday"))
    attacked = event("Attack", ATTACKED.span, ("During", strike))
    after = mapped(record(attacked, strike), LabelMap(labels={name("STRIKE"): type_name("PROTEST")}))
    assert said(after) == [attacked, event("PROTEST", strike.span, id=strike.id)]
    assert after.mapped == {"STRIKE → PROTEST (event)": 1}


def test_mentions_that_become_the_same_are_one_with_the_arguments_of_both():
    raid = event("Raid", ATTACKED.span, ("Attacker", REBELS), ("Means", BASRA), note="by night", unsure=True)
    noted = replace(ATTACKED, note="from the air", attributes=(("modality", "denied"),))
    raid = replace(raid, attributes=(("modality", "planned"), ("tense", "past")))
    after = mapped(record(REBELS, noted, raid, BASRA), LabelMap(labels={type_name("Raid"): type_name("Attack")}))
    assert said(after)[1] == replace(
        noted,
        arguments=(*noted.arguments, Argument("Means", BASRA.id)),
        note="from the air; by night",
        attributes=(("modality", "denied"), ("tense", "past")),
    )
    assert after.changes == {"bom": 1, MERGED: 2}
    assert len(said(after)) == 3


def test_a_filler_that_becomes_another_fills_as_that_one():
    place = entity("PLACE", BASRA.span)
    attacked = event("Attack", ATTACKED.span, ("Where", place))
    after = mapped(record(attacked, BASRA, place), LabelMap(labels={name("PLACE"): name("LOCATION")}))
    assert said(after) == [event("Attack", ATTACKED.span, ("Where", BASRA), id=attacked.id), BASRA]


def test_an_event_never_fills_its_own_role():
    raid = event("Raid", ATTACKED.span, ("During", ATTACKED))
    after = mapped(record(ATTACKED, raid, REBELS, BASRA), LabelMap(labels={type_name("Raid"): type_name("Attack")}))
    assert said(after)[1] == ATTACKED
    assert after.dropped == {"Raid/During": 1}


def test_clusters_without_mentions_go():
    here, gone = Cluster(id=ClusterId("c1"), name="Basra"), Cluster(id=ClusterId("c2"), name="The rebels")
    rebels, basra = replace(REBELS, cluster=gone.id), replace(BASRA, cluster=here.id)
    after = mapped(record(rebels, basra, clusters=(here, gone)), LabelMap(labels={name("GROUP"): Otherwise.LEFT_OUT}))
    assert after.sets[0].clusters == (here,)


def test_suggestions_and_decisions_follow():
    group, basra = suggestion(REBELS), suggestion(BASRA)
    attacked = suggestion(event("Attack", ATTACKED.span, ("Attacker", group.mention), ("Where", basra.mention)))
    accepted, rejected = Decision(Outcome.ACCEPTED, BASRA.id), Decision(Outcome.REJECTED)
    before = record(BASRA, suggestions=(group, basra, attacked), decisions={group.id: rejected, basra.id: accepted})
    after = mapped(before, LabelMap(labels={name("GROUP"): Otherwise.LEFT_OUT, name("LOCATION"): name("GPE")}))
    assert [each.mention.label for each in after.suggestions] == ["GPE", "Attack"]
    assert [each.id for each in after.suggestions] == [basra.id, attacked.id]
    (_basra, event_mention) = (each.mention for each in after.suggestions)
    assert isinstance(event_mention, EventMention)
    assert event_mention.arguments == (Argument("Where", basra.mention.id),)
    assert after.sets[0].decisions == {basra.id: accepted}


def test_a_decision_whose_mention_is_left_out_is_none():
    offered = suggestion(entity("PERSON", REBELS.span))
    before = record(REBELS, suggestions=(offered,), decisions={offered.id: Decision(Outcome.CORRECTED, REBELS.id)})
    after = mapped(before, LabelMap(labels={name("GROUP"): Otherwise.LEFT_OUT}))
    assert (after.sets[0].decisions, after.suggestions) == ({}, (offered,))


def test_suggestions_of_two_runs_stay_two():
    other = SuggestionRun(id=RunId("r2"), suggester="others", version="1")
    one, two = suggestion(REBELS), suggestion(replace(REBELS, label="BAND"), run=other)
    twice = suggestion(replace(REBELS, label="BAND"))
    decisions = {twice.id: Decision(Outcome.REJECTED)}
    after = mapped(
        record(suggestions=(one, two, twice), decisions=decisions), LabelMap(labels={name("BAND"): name("GROUP")})
    )
    assert [(each.id, each.run) for each in after.suggestions] == [(one.id, RUN), (two.id, other)]
    assert after.sets[0].decisions == {one.id: Decision(Outcome.REJECTED)}


def test_what_does_not_concern_a_record_leaves_it_as_it_is():
    before = record(REBELS, ATTACKED, BASRA)
    assert apply(before, LabelMap(labels={name("Attack"): Otherwise.LEFT_OUT})) is before, "an event is no entity"
    assert apply(before, LabelMap()) is before
    rejected = Rejected("a", 1, "no text")
    assert apply(rejected, LabelMap(labels={name("GROUP"): Otherwise.LEFT_OUT})) is rejected


def test_what_the_schema_needs_is_under_the_names_that_things_get():
    label_map = LabelMap(
        labels={
            name("SHIP"): Otherwise.ADDED,
            type_name("Raid"): type_name("ASSAULT"),
            type_name("Sink"): Otherwise.ADDED,
            type_name("Sail"): Otherwise.LEFT_OUT,
        },
        roles={
            RoleName("Raid", "Means"): Otherwise.ADDED,
            RoleName("Raid", "Where"): "PLACE",
            RoleName("Sink", "Ship"): Otherwise.ADDED,
            RoleName("Sail", "Ship"): Otherwise.ADDED,
        },
    )
    assert label_map.additions == Additions(
        (name("SHIP"), type_name("Sink")), (RoleName("ASSAULT", "Means"), RoleName("Sink", "Ship"))
    )
    ship, sink = entity("SHIP", BASRA.span), event("Sink", ATTACKED.span, ("Ship", BASRA))
    after = mapped(record(sink, replace(ship, id=BASRA.id)), label_map)
    assert said(after) == [sink, replace(ship, id=BASRA.id)]


CODES, ROLES = ("A", "B", "C"), ("r", "s")
choices = st.sampled_from(Otherwise) | st.builds(LabelName, st.sampled_from(Kind), st.sampled_from(CODES))
label_maps = st.builds(
    LabelMap,
    labels=st.dictionaries(st.builds(LabelName, st.sampled_from(Kind), st.sampled_from(CODES)), choices),
    roles=st.dictionaries(
        st.builds(RoleName, st.sampled_from(CODES), st.sampled_from(ROLES)),
        st.sampled_from(Otherwise) | st.sampled_from(ROLES),
    ),
)


@st.composite
def drawn(draw: st.DrawFn) -> tuple[Mention, ...]:
    """Mentions of a few labels on a few spans, each claimed once, events filled by any of the others."""
    claims = draw(
        st.lists(st.tuples(st.sampled_from(Kind), st.sampled_from(CODES), st.integers(0, 2)), unique=True, max_size=8)
    )
    ids = [MentionId(f"m{number}") for number in range(len(claims))]
    made: list[Mention] = []
    for id_, (kind, label, start) in zip(ids, claims, strict=True):
        where = Span(start, start + 2)
        if kind is Kind.ENTITY:
            made.append(EntityMention(id=id_, span=where, label=label))
            continue
        others = [other for other in ids if other != id_]
        fillers = st.builds(Argument, st.sampled_from(ROLES), st.sampled_from(others or [id_]))
        arguments = tuple(draw(st.lists(fillers, unique=True, max_size=4 if others else 0)))
        made.append(EventMention(id=id_, span=where, label=label, arguments=arguments))
    return tuple(made)


def count(mentions: Iterable[Mention]) -> int:
    """Mentions and arguments."""
    return sum(1 + len(each.arguments) if isinstance(each, EventMention) else 1 for each in mentions)


@given(drawn(), label_maps)
def test_all_that_goes_in_comes_out_or_is_counted(mentions: tuple[Mention, ...], label_map: LabelMap):
    decisions = {SuggestionId(f"g{each.id}"): Decision(Outcome.ACCEPTED, each.id) for each in mentions}
    after = mapped(record(*mentions, decisions=decisions), label_map)
    out = said(after)
    assert count(mentions) == count(out) + sum(after.dropped.values()) + after.changes.get(MERGED, 0)
    ids = {each.id for each in out}
    claims = Counter((each.kind, each.span, each.label) for each in out)
    assert set(claims.values()) <= {1}
    assert {decision.mention for decision in after.sets[0].decisions.values()} == ids
    for each in out:
        if isinstance(each, EventMention):
            assert len(set(each.arguments)) == len(each.arguments)
            assert {argument.target for argument in each.arguments} <= ids - {each.id}


@given(drawn(), label_maps)
def test_every_label_is_one_that_the_map_gives(mentions: tuple[Mention, ...], label_map: LabelMap):
    given_labels = {label_map.becomes(LabelName(each.kind, each.label)) for each in mentions}
    after = mapped(record(*mentions), label_map)
    assert {LabelName(each.kind, each.label) for each in said(after)} == given_labels - {None}
