"""What Hypothesis draws: mentions, changes and schemas of any content the wire must carry."""

from hypothesis import strategies as st

from annotations.editing.change import Change, ClusterPair, DecisionPair, MentionPair, Pair, StatusPair
from annotations.model.annotation_set import Decision, Status
from annotations.model.cluster import Cluster
from annotations.model.ids import ClusterId, MentionId, RunId, SuggestionId
from annotations.model.mention import Argument, EntityMention, EventMention, Kind, Mention, Origin, Outcome
from annotations.model.schema import HUES, AttributeType, Label, Role, Schema
from annotations.model.span import Span

# Lone surrogates cannot be written as UTF-8 and never get into a project.
texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
names = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=8)
mention_ids = names.map(MentionId)
spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 50), st.integers(1, 20))


def origins() -> st.SearchStrategy[Origin]:
    by_suggestion = st.builds(
        Origin,
        by=st.just("suggestion"),
        suggestion=st.none() | names.map(SuggestionId),
        run=st.none() | names.map(RunId),
        score=st.none() | st.floats(0, 1),
        outcome=st.none() | st.sampled_from(Outcome),
    )
    return st.just(Origin()) | by_suggestion


def mentions() -> st.SearchStrategy[Mention]:
    common = {
        "id": mention_ids,
        "span": spans,
        "label": names,
        "parts": st.lists(spans, max_size=3).map(tuple),
        "attributes": st.dictionaries(names, texts, max_size=3).map(lambda values: tuple(sorted(values.items()))),
        "cluster": st.none() | texts,
        "note": texts,
        "unsure": st.booleans(),
        "origin": origins(),
    }
    arguments = st.lists(st.builds(Argument, names, mention_ids), max_size=3).map(tuple)
    return st.builds(EntityMention, **common) | st.builds(EventMention, **common, arguments=arguments)


def clusters() -> st.SearchStrategy[Cluster]:
    return st.builds(Cluster, id=names.map(ClusterId), name=texts, knowledge_base=texts)


def changes() -> st.SearchStrategy[Change]:
    decisions = st.builds(Decision, st.sampled_from(Outcome), st.none() | mention_ids)
    pairs: st.SearchStrategy[Pair] = st.one_of(
        st.builds(MentionPair, mention_ids, st.none() | mentions(), st.none() | mentions()),
        st.builds(DecisionPair, names.map(SuggestionId), st.none() | decisions, st.none() | decisions),
        st.builds(ClusterPair, names.map(ClusterId), st.none() | clusters(), st.none() | clusters()),
        st.builds(StatusPair, st.sampled_from(Status), st.sampled_from(Status)),
    )
    return st.lists(pairs, max_size=4).map(lambda drawn: Change(tuple(drawn)))


def schemas() -> st.SearchStrategy[Schema]:
    roles = st.builds(
        Role,
        name=names,
        title=texts,
        fillers=st.lists(names, max_size=2).map(tuple),
        required=st.booleans(),
        phrase=texts,
        part=st.sampled_from(("subject", "object", "adjunct", "source")),
        key=texts,
    )
    attributes = st.builds(
        AttributeType,
        name=names,
        title=texts,
        values=st.lists(names, min_size=1, max_size=3).map(tuple),
        titles=st.lists(texts, max_size=3).map(tuple),
        key=texts,
    )
    labels = st.builds(
        Label,
        code=names,
        kind=st.sampled_from(Kind),
        title=texts,
        short=texts,
        hue=st.sampled_from(HUES),
        key=texts,
        guideline=texts,
        examples=st.lists(texts, max_size=2).map(tuple),
        active=st.booleans(),
        verb=texts,
        roles=st.lists(roles, max_size=2).map(tuple),
        attributes=st.lists(attributes, max_size=2).map(tuple),
    )
    unique = st.lists(labels, max_size=3, unique_by=lambda label: (label.kind, label.code)).map(tuple)
    return st.builds(Schema, name=names, title=texts, version=st.integers(1, 99), labels=unique)
