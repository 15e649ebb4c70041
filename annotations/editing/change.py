"""Change: what an edit did, as pairs of before and after. The log keeps changes; undo applies inverses."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, TypeVar

from annotations.model.annotation_set import AnnotationSet, Decision, Status
from annotations.model.cluster import Cluster
from annotations.model.ids import ClusterId, MentionId, SuggestionId
from annotations.model.mention import EntityMention, EventMention, Mention, Outcome
from annotations.model.wire import (
    Json,
    cluster_from_json,
    cluster_to_json,
    full_mention_from_json,
    full_mention_text,
    json_text,
    string_text,
)

_K = TypeVar("_K")
_V = TypeVar("_V")


@dataclass(frozen=True, slots=True)
class MentionPair:
    """A mention before and after; None where there was or is none."""

    id: MentionId
    before: Mention | None
    after: Mention | None


@dataclass(frozen=True, slots=True)
class DecisionPair:
    """The decision on a suggestion before and after; None while it is pending."""

    id: SuggestionId
    before: Decision | None
    after: Decision | None


@dataclass(frozen=True, slots=True)
class ClusterPair:
    """What is written of a cluster before and after; None where nothing is."""

    id: ClusterId
    before: Cluster | None
    after: Cluster | None


@dataclass(frozen=True, slots=True)
class StatusPair:
    """The status of the set before and after."""

    before: Status
    after: Status


Pair = MentionPair | DecisionPair | ClusterPair | StatusPair


@dataclass(frozen=True, slots=True)
class Change:
    """All pairs of one step. Each mention, suggestion and cluster, and the status, occur at most once."""

    pairs: tuple[Pair, ...]

    def inverted(self) -> "Change":
        """The change that takes this one back."""
        return Change(tuple(_swap(pair) for pair in self.pairs))

    def mentions(self) -> list[MentionPair]:
        """The pairs about mentions."""
        return [pair for pair in self.pairs if isinstance(pair, MentionPair)]

    def decisions(self) -> list[DecisionPair]:
        """The pairs about suggestions."""
        return [pair for pair in self.pairs if isinstance(pair, DecisionPair)]

    def clusters(self) -> list[ClusterPair]:
        """The pairs about what is written of clusters."""
        return [pair for pair in self.pairs if isinstance(pair, ClusterPair)]

    def status(self) -> StatusPair | None:
        """The pair about the status, if it changed."""
        return next((pair for pair in self.pairs if isinstance(pair, StatusPair)), None)


def _swap(pair: Pair) -> Pair:
    match pair:
        case MentionPair(id_, before, after):
            return MentionPair(id_, after, before)
        case DecisionPair(id_, before, after):
            return DecisionPair(id_, after, before)
        case ClusterPair(id_, before, after):
            return ClusterPair(id_, after, before)
        case StatusPair(before, after):
            return StatusPair(after, before)


def composed(changes: Iterable[Change]) -> Change:
    """Several changes in order as one: of everything touched its first before and its last after, if they differ."""
    merged: dict[Hashable, Pair] = {}
    for change in changes:
        for pair in change.pairs:
            key = (type(pair), None if isinstance(pair, StatusPair) else pair.id)
            first = merged.get(key)
            merged[key] = pair if first is None else _joined(first, pair)
    return Change(tuple(pair for pair in merged.values() if pair.before != pair.after))


def _joined(first: Pair, last: Pair) -> Pair:
    match first, last:
        case MentionPair(id_, before, _), MentionPair(_, _, after):
            return MentionPair(id_, before, after)
        case DecisionPair(id_, was, _), DecisionPair(_, _, now):
            return DecisionPair(id_, was, now)
        case ClusterPair(id_, once, _), ClusterPair(_, _, since):
            return ClusterPair(id_, once, since)
        case StatusPair(old, _), StatusPair(_, new):
            return StatusPair(old, new)
    raise TypeError(f"{first} and {last} are about different things")


def with_change(annotation_set: AnnotationSet, change: Change) -> AnnotationSet:
    """The set after the change, one step further. Raises ValueError if the set is not what the change started from."""
    mentions, decisions = dict(annotation_set.mentions), dict(annotation_set.decisions)
    clusters, status = dict(annotation_set.clusters), annotation_set.status
    for pair in change.pairs:
        match pair:
            case MentionPair():
                _put(mentions, pair.id, pair.before, pair.after)
            case DecisionPair():
                _put(decisions, pair.id, pair.before, pair.after)
            case ClusterPair():
                _put(clusters, pair.id, pair.before, pair.after)
            case StatusPair():
                if status != pair.before:
                    raise ValueError(f"status is {status}, not {pair.before}")
                status = pair.after
    return replace(
        annotation_set,
        seq=annotation_set.seq + 1,
        status=status,
        mentions=MappingProxyType(mentions),
        decisions=MappingProxyType(decisions),
        clusters=MappingProxyType(clusters),
    )


def _put(into: dict[_K, _V], key: _K, before: _V | None, after: _V | None) -> None:
    if into.get(key) != before:
        raise ValueError(f"{key} is not what the change started from")
    if after is None:
        into.pop(key, None)
    else:
        into[key] = after


def change_text(change: Change) -> str:
    """A change as the log stores it: JSON with sorted keys, so that equal changes are equal texts."""
    return f'{{"pairs":[{",".join(map(_pair_text, change.pairs))}]}}'


def _pair_text(pair: Pair) -> str:
    if isinstance(pair, MentionPair):
        before, after = _mention_text(pair.before), _mention_text(pair.after)
        return f'{{"after":{after},"before":{before},"mention":{string_text(pair.id)}}}'
    match pair:
        case DecisionPair(id_, was, now):
            return json_text({"suggestion": id_, "before": _decision_to_json(was), "after": _decision_to_json(now)})
        case ClusterPair(id_, once, since):
            return json_text({"cluster": id_, "before": _cluster_or_none(once), "after": _cluster_or_none(since)})
        case StatusPair(old, new):
            return json_text({"status": None, "before": old.value, "after": new.value})


def _mention_text(mention: Mention | None) -> str:
    return "null" if mention is None else full_mention_text(mention)


def _cluster_or_none(cluster: Cluster | None) -> Json | None:
    return None if cluster is None else cluster_to_json(cluster)


def _decision_to_json(decision: Decision | None) -> Json | None:
    return None if decision is None else {"outcome": decision.outcome.value, "mention": decision.mention}


def change_from_json(value: Json) -> Change:
    """The change in what `change_text` wrote, read as JSON. Raises KeyError, TypeError or ValueError."""
    return Change(tuple(_pair_from_json(pair) for pair in value["pairs"]))


def _pair_from_json(value: Json) -> Pair:
    before, after = value["before"], value["after"]
    if "mention" in value:
        return MentionPair(MentionId(value["mention"]), _mention_from(before), _mention_from(after))
    if "suggestion" in value:
        return DecisionPair(SuggestionId(value["suggestion"]), _decision_from(before), _decision_from(after))
    if "cluster" in value:
        return ClusterPair(ClusterId(value["cluster"]), _cluster_from(before), _cluster_from(after))
    return StatusPair(Status(before), Status(after))


def _mention_from(value: Any) -> EntityMention | EventMention | None:
    return None if value is None else full_mention_from_json(value)


def _cluster_from(value: Any) -> Cluster | None:
    return None if value is None else cluster_from_json(value)


def _decision_from(value: Any) -> Decision | None:
    return None if value is None else Decision(Outcome(value["outcome"]), value["mention"])
