"""Draft: a set under change. Collects what an edit and its cascades touch, then says it as one Change."""

from annotations.editing.change import Change, ClusterPair, DecisionPair, MentionPair, Pair, StatusPair
from annotations.errors import EditRefused
from annotations.model.annotation_set import AnnotationSet, Decision, Status
from annotations.model.cluster import Cluster
from annotations.model.ids import ClusterId, MentionId, SuggestionId
from annotations.model.mention import EventMention, Kind, Mention, reading_order
from annotations.model.span import Span

_Claim = tuple[Kind, str, Span, tuple[Span, ...]]


class Draft:
    """Mutable only while one edit is decided; never leaves `decide`."""

    def __init__(self, annotation_set: AnnotationSet) -> None:
        self._before = annotation_set
        self._mentions: dict[MentionId, Mention | None] = {}
        self._decisions: dict[SuggestionId, Decision | None] = {}
        self._clusters: dict[ClusterId, Cluster] = {}
        self._claims: dict[_Claim, list[MentionId]] | None = None
        self.status = annotation_set.status

    def get(self, id_: MentionId) -> Mention | None:
        """The mention as it stands now, or None."""
        return self._mentions[id_] if id_ in self._mentions else self._before.mentions.get(id_)

    def mention(self, id_: MentionId) -> Mention:
        """The mention as it stands now; refused if there is none."""
        found = self.get(id_)
        if found is None:
            raise EditRefused("no-such-mention", id_)
        return found

    def event(self, id_: MentionId) -> EventMention:
        """The event as it stands now; refused if there is none or it is an entity."""
        found = self.mention(id_)
        if not isinstance(found, EventMention):
            raise EditRefused("not-an-event", id_)
        return found

    def mentions(self) -> list[Mention]:
        """All mentions as they stand now, in no particular order."""
        kept = [mention for id_, mention in self._before.mentions.items() if id_ not in self._mentions]
        return kept + [mention for mention in self._mentions.values() if mention is not None]

    def decision(self, id_: SuggestionId) -> Decision | None:
        """The decision as it stands now, or None while pending."""
        return self._decisions[id_] if id_ in self._decisions else self._before.decisions.get(id_)

    def decided_on(self, id_: MentionId) -> list[SuggestionId]:
        """The suggestions whose decision this mention stands for."""
        before = self._before.decisions
        return [
            suggestion
            for suggestion in {**before, **self._decisions}
            if (decision := self.decision(suggestion)) is not None and decision.mention == id_
        ]

    def twin(self, mention: Mention) -> Mention | None:
        """Another mention that says the same: kind, extent, parts and label."""
        if self._claims is None:
            self._claims = {}
            for each in self.mentions():
                self._claims.setdefault(_claim(each), []).append(each.id)
        others = (id_ for id_ in self._claims.get(_claim(mention), ()) if id_ != mention.id)
        return next((self.get(id_) for id_ in others), None)

    def put(self, mention: Mention) -> None:
        """Add or replace a mention."""
        self._withdraw_claim(mention.id)
        self._mentions[mention.id] = mention
        if self._claims is not None:
            self._claims.setdefault(_claim(mention), []).append(mention.id)

    def remove(self, id_: MentionId) -> None:
        """Take a mention away."""
        self._withdraw_claim(id_)
        self._mentions[id_] = None

    def _withdraw_claim(self, id_: MentionId) -> None:
        old = self.get(id_)
        if self._claims is not None and old is not None:
            self._claims[_claim(old)].remove(id_)

    def decide(self, id_: SuggestionId, decision: Decision | None) -> None:
        """Write or withdraw the decision on a suggestion."""
        self._decisions[id_] = decision

    def cluster(self, id_: ClusterId) -> Cluster:
        """What is written of a cluster now; a bare one if nothing is."""
        return self._clusters.get(id_) or self._before.cluster(id_)

    def members(self, id_: ClusterId) -> list[Mention]:
        """The mentions of a cluster as they stand now, in reading order."""
        return sorted((each for each in self.mentions() if each.cluster == id_), key=reading_order)

    def write_cluster(self, cluster: Cluster) -> None:
        """Write what is known of a cluster; a bare one takes away what was written."""
        self._clusters[cluster.id] = cluster

    def change(self) -> Change:
        """What was touched and really differs, in the order it was touched."""
        pairs: list[Pair] = []
        if self.status != self._before.status:
            pairs.append(StatusPair(self._before.status, self.status))
        for id_, mention in self._mentions.items():
            was = self._before.mentions.get(id_)
            if was != mention:
                pairs.append(MentionPair(id_, was, mention))
        for suggestion, decision in self._decisions.items():
            before = self._before.decisions.get(suggestion)
            if before != decision:
                pairs.append(DecisionPair(suggestion, before, decision))
        for cluster in self._clusters.values():
            once, since = self._before.clusters.get(cluster.id), None if cluster.is_bare else cluster
            if once != since:
                pairs.append(ClusterPair(cluster.id, once, since))
        return Change(tuple(pairs))

    def begin(self) -> None:
        """The first change of a set begins it."""
        if self.status is Status.NEW:
            self.status = Status.OPEN


def _claim(mention: Mention) -> _Claim:
    return (mention.kind, mention.label, mention.span, mention.parts)
