"""AnnotationSet: all that one annotator says about one article."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from annotations.model.cluster import Cluster
from annotations.model.ids import ArticleId, ClusterId, MentionId, SetId, SuggestionId
from annotations.model.mention import EntityMention, EventMention, Mention, Outcome, reading_order


class Status(StrEnum):
    """How far the annotator is. A set without any entry is "new"; only the annotator makes it "done"."""

    NEW = "new"
    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Decision:
    """What an annotator made of a suggestion, and the mention that came of it (None when rejected)."""

    outcome: Outcome
    mention: MentionId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotationSet:
    """The unit of ownership, undo, agreement and conflict. `seq` counts the log entries that made it."""

    id: SetId
    article_id: ArticleId
    annotator: str
    schema_version: int = 1
    seq: int = 0
    status: Status = Status.NEW
    mentions: Mapping[MentionId, Mention] = field(default_factory=lambda: MappingProxyType({}))
    decisions: Mapping[SuggestionId, Decision] = field(default_factory=lambda: MappingProxyType({}))
    clusters: Mapping[ClusterId, Cluster] = field(default_factory=lambda: MappingProxyType({}))

    def cluster(self, id_: ClusterId) -> Cluster:
        """What is written of a cluster; a bare one if nothing is."""
        return self.clusters.get(id_) or Cluster(id=id_)

    def members(self, id_: ClusterId) -> list[Mention]:
        """The mentions of a cluster in reading order."""
        return sorted((each for each in self.mentions.values() if each.cluster == id_), key=reading_order)

    def written_clusters(self) -> list[Cluster]:
        """The clusters of which anything is written, in the order of their first mentions."""
        order = dict.fromkeys(each.cluster for each in self.in_order() if each.cluster is not None)
        return [self.clusters[id_] for id_ in order if id_ in self.clusters]

    def in_order(self) -> list[Mention]:
        """All mentions in reading order."""
        return sorted(self.mentions.values(), key=reading_order)

    def entities(self) -> list[EntityMention]:
        """The entity mentions in reading order."""
        return [mention for mention in self.in_order() if isinstance(mention, EntityMention)]

    def events(self) -> list[EventMention]:
        """The event mentions in reading order."""
        return [mention for mention in self.in_order() if isinstance(mention, EventMention)]
