"""Any sequence of edits: no rule is broken, nothing dangles, and the way back leads to the beginning."""

import json
from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotations.editing.change import Change, change_from_json, change_text, with_change
from annotations.editing.decide import decide
from annotations.editing.edits import (
    AcceptSuggestions,
    AddEntity,
    AddEvent,
    ClearRole,
    CorrectSuggestion,
    DeleteMention,
    Edit,
    FillRole,
    Link,
    MarkDone,
    MoveBoundary,
    NameCluster,
    RejectSuggestions,
    Relabel,
    Reopen,
    SetAttribute,
    SetNote,
    SetPieces,
    SetUnsure,
    Together,
    Unlink,
)
from annotations.errors import EditRefused
from annotations.model.annotation_set import AnnotationSet, Status
from annotations.model.ids import ClusterId, MentionId
from annotations.model.mention import EventMention, Outcome
from annotations.model.span import Span
from tests.factories import annotation_set, article, entity, event, small_schema, suggestion

ARTICLE = article("Ann 👩🏽‍🏫 of Dawn struck Erbil, and Bo met Cy in مقر there")
SCHEMA = small_schema()
LABELS = ["PERSON", "ORG", "GPE", "LAW", "NONE"]
TYPES = ["ASSAULT", "CONSULT", "PROTEST"]
ROLES = ["ACTOR", "RECIPIENT", "PLACE", "INSTRUMENT", "CAUSE"]

_fillers = [suggestion(entity(label, ARTICLE.tokens[at])) for at, label in ((0, "PERSON"), (4, "ORG"), (6, "GPE"))]
_struck = suggestion(
    event("ASSAULT", ARTICLE.tokens[5], ("ACTOR", _fillers[0].mention), ("PLACE", _fillers[2].mention))
)
SUGGESTIONS = [*_fillers, _struck, suggestion(event("CONSULT", ARTICLE.tokens[9], ("CAUSE", _struck.mention)))]

# Few ids and few extents, so that edits meet: twins, missing mentions, roles filled twice.
ids = st.sampled_from([MentionId(f"m{n}") for n in range(4)] + [each.mention.id for each in SUGGESTIONS])
_edges = st.integers(0, len(ARTICLE.tokens) - 1)
extents = st.builds(
    lambda first, second: Span(ARTICLE.tokens[min(first, second)].start, ARTICLE.tokens[max(first, second)].end),
    _edges,
    _edges,
) | st.builds(lambda start: Span(start, start + 3), st.integers(0, len(ARTICLE.text)))
clusters = st.sampled_from([ClusterId(f"c{n}") for n in range(3)])
chosen = st.lists(st.sampled_from(SUGGESTIONS), max_size=4, unique=True).map(tuple)
labels = st.sampled_from(LABELS + TYPES)

single_edits: st.SearchStrategy[Edit] = st.one_of(
    st.builds(AddEntity, id=ids, span=extents, label=st.sampled_from(LABELS)),
    st.builds(AddEvent, id=ids, span=extents, label=st.sampled_from(TYPES)),
    st.builds(Relabel, ids, labels),
    st.builds(MoveBoundary, ids, extents),
    st.builds(SetPieces, ids, st.lists(extents, max_size=3).map(tuple)),
    st.builds(DeleteMention, ids),
    st.builds(FillRole, ids, st.sampled_from(ROLES), ids),
    st.builds(ClearRole, ids, st.sampled_from(ROLES), st.none() | ids),
    st.builds(SetNote, ids, st.sampled_from(["", "a note"])),
    st.builds(SetUnsure, ids, st.booleans()),
    st.builds(SetAttribute, ids, st.just("modality"), st.sampled_from(["asserted", "denied", None])),
    st.builds(Link, ids, ids, clusters),
    st.builds(Unlink, ids),
    st.builds(NameCluster, clusters, st.sampled_from(["", "Ann"]), st.sampled_from(["", "Q1"])),
    st.builds(AcceptSuggestions, chosen),
    st.builds(
        CorrectSuggestion,
        suggestion=st.sampled_from(SUGGESTIONS),
        label=st.none() | labels,
        span=st.none() | extents,
    ),
    st.builds(RejectSuggestions, chosen),
    st.just(MarkDone()),
    st.just(Reopen()),
)
edits = single_edits | st.builds(Together, st.just("together"), st.lists(single_edits, max_size=3).map(tuple))


def check(of: AnnotationSet) -> None:
    """Everything that must hold of a set, whatever was done to it."""
    claims = [(each.kind, each.span, each.label, each.parts) for each in of.mentions.values()]
    assert len(set(claims)) == len(claims)
    for id_, mention in of.mentions.items():
        surface = mention.span.of(ARTICLE.text)
        label = SCHEMA.label(mention.label, mention.kind)
        assert mention.id == id_
        assert surface == surface.strip() != ""
        assert mention.span.end <= len(ARTICLE.text)
        assert label is not None
        assert not set(mention.attributes) & {(kind.name, kind.values[0]) for kind in label.attributes}
        assert len(mention.parts) != 1
        assert all(ARTICLE.text[one.end : two.start].strip() for one, two in pairwise(mention.parts))
        assert (mention.pieces[0].start, mention.pieces[-1].end) == (mention.span.start, mention.span.end)
        if isinstance(mention, EventMention):
            assert len(set(mention.arguments)) == len(mention.arguments)
            for argument in mention.arguments:
                role, filler = label.role(argument.role), of.mentions[argument.target]
                assert role is not None
                assert filler.id != mention.id
                assert not role.fillers or filler.label in role.fillers
    check_clusters(of)
    for decision in of.decisions.values():
        assert (decision.mention is None) == (decision.outcome is Outcome.REJECTED)
        assert decision.mention is None or decision.mention in of.mentions


def check_clusters(of: AnnotationSet) -> None:
    for cluster in {each.cluster for each in of.mentions.values() if each.cluster is not None}:
        members = of.members(cluster)
        assert len({each.kind for each in members}) == 1
        assert len(members) > 1 or cluster in of.clusters
    for id_, written in of.clusters.items():
        assert written.id == id_
        assert not written.is_bare
        assert of.members(id_)


@given(st.lists(edits, max_size=15))
def test_any_sequence_of_edits(sequence: list[Edit]):
    current = start = annotation_set(ARTICLE)
    steps: list[Change] = []
    for edit in sequence:
        try:
            change = decide(edit, current, SCHEMA, ARTICLE)
        except EditRefused:
            continue
        assert change == change_from_json(json.loads(change_text(change)))
        assert decide(edit, current, SCHEMA, ARTICLE) == change
        current = with_change(current, change)
        assert current.status is not Status.NEW
        check(current)
        steps.append(change)
    for change in reversed(steps):
        current = with_change(current, change.inverted())
    assert replace(current, seq=0) == start
