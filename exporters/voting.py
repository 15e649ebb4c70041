"""One set of several: what more than half of the annotators have, or what at least one of them has."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import combinations

from annotations.model.annotation_set import AnnotationSet, Status
from annotations.model.cluster import Cluster
from annotations.model.ids import ArticleId, ClusterId, MentionId, set_id_for
from annotations.model.mention import Argument, EntityMention, EventMention, Kind, Mention, reading_order
from annotations.model.project import MAJORITY
from annotations.model.span import Span

# What a mention says; two of different annotators that say the same are one.
Claim = tuple[Kind, Span, tuple[Span, ...], str]
Role = tuple[str, Claim]


def claim_of(mention: Mention) -> Claim:
    """Kind, extent, parts and label."""
    return mention.kind, mention.span, mention.parts, mention.label


def vote(article_id: ArticleId, sets: Sequence[AnnotationSet], source: str) -> AnnotationSet:
    """The finished set of MAJORITY or UNION; its ids follow from what it says.

    Each set has one vote on each mention. On arguments, attributes and doubts vote those that have the mention, on a
    link those that have both its ends. Attributes and doubts need more than half of the votes in a union too, for two
    values exclude each other; notes are all kept. Links are followed from mention to mention, so that a cluster may
    hold two mentions that nobody linked directly.
    """
    election = _Election(article_id, sets, source)
    mentions = [election.mention(claim) for claim in election.winners]
    return AnnotationSet(
        id=set_id_for(article_id, source),
        article_id=article_id,
        annotator=source,
        schema_version=max(each.schema_version for each in sets),
        status=Status.DONE,
        mentions={mention.id: mention for mention in sorted(mentions, key=reading_order)},
        clusters={each.id: each for each in election.clusters.values() if not each.is_bare},
    )


class _Ballot:
    """What one annotator says, by claim; what is said twice counts once."""

    def __init__(self, of: AnnotationSet) -> None:
        self.mentions: dict[Claim, Mention] = {}
        self.roles: dict[Claim, set[Role]] = {}
        self._set = of
        for mention in of.in_order():
            claim = claim_of(mention)
            self.mentions.setdefault(claim, mention)
            if isinstance(mention, EventMention):
                fillers = {(each.role, claim_of(of.mentions[each.target])) for each in mention.arguments}
                self.roles.setdefault(claim, set()).update(fillers)

    def linked(self, among: Iterable[Claim]) -> dict[ClusterId, list[Claim]]:
        """The clusters, each with its members among these claims."""
        found: dict[ClusterId, list[Claim]] = {}
        for claim in among:
            cluster = self.mentions[claim].cluster if claim in self.mentions else None
            if cluster is not None:
                found.setdefault(cluster, []).append(claim)
        return found

    def written(self, members: Iterable[Claim]) -> list[Cluster]:
        """What is written of the clusters of these members."""
        return [self._set.cluster(each) for each in self.linked(members)]


class _Election:
    def __init__(self, article_id: ArticleId, sets: Sequence[AnnotationSet], source: str) -> None:
        self._of = f"{article_id}\n{source}"
        self._is_majority = source == MAJORITY
        self._ballots = [_Ballot(each) for each in sets]
        votes = Counter(claim for ballot in self._ballots for claim in ballot.mentions)
        self.winners = sorted(claim for claim, number in votes.items() if self._wins(number, len(sets)))

    def _wins(self, votes: int, voters: int) -> bool:
        return votes * 2 > voters or not self._is_majority

    def mention(self, claim: Claim) -> Mention:
        """The mention that those who have it make together."""
        kind, span, parts, label = claim
        holders = [ballot.mentions[claim] for ballot in self._ballots if claim in ballot.mentions]
        values = Counter(pair for holder in holders for pair in holder.attributes)
        of_kind = EventMention if kind is Kind.EVENT else EntityMention
        made: Mention = of_kind(
            id=self._mention_id(claim),
            span=span,
            label=label,
            parts=parts,
            attributes=tuple(sorted(pair for pair, votes in values.items() if votes * 2 > len(holders))),
            cluster=self.clusters[claim].id if claim in self.clusters else None,
            note="\n".join(sorted({holder.note for holder in holders if holder.note})),
            unsure=sum(holder.unsure for holder in holders) * 2 > len(holders),
        )
        return made.with_arguments(self._arguments(claim)) if isinstance(made, EventMention) else made

    def _arguments(self, event: Claim) -> tuple[Argument, ...]:
        """The roles that win, as far as their fillers did."""
        said = [ballot.roles[event] for ballot in self._ballots if event in ballot.roles]
        votes = Counter(role for roles in said for role in roles)
        winners = set(self.winners)
        return tuple(
            Argument(name, self._mention_id(filler))
            for name, filler in sorted(votes)
            if filler in winners and self._wins(votes[name, filler], len(said))
        )

    def _mention_id(self, claim: Claim) -> MentionId:
        return MentionId("m" + self._digest(claim))

    def _digest(self, claim: Claim) -> str:
        kind, span, parts, label = claim
        pieces = " ".join(f"{each.start}-{each.end}" for each in parts or (span,))
        return hashlib.sha256(f"{self._of}\n{kind.value}\n{pieces}\n{label}".encode()).hexdigest()[:16]

    @cached_property
    def clusters(self) -> Mapping[Claim, Cluster]:
        """The cluster of each winner that is linked to another, or of which something is written."""
        found: dict[Claim, Cluster] = {}
        for members in self._groups():
            holders = [ballot for ballot in self._ballots if not ballot.mentions.keys().isdisjoint(members)]
            written = [ballot.written(members) for ballot in holders]
            cluster = Cluster(
                id=ClusterId("c" + self._digest(members[0])),
                name=self._agreed([{each.name for each in some} for some in written]),
                knowledge_base=self._agreed([{each.knowledge_base for each in some} for some in written]),
            )
            if len(members) > 1 or not cluster.is_bare:
                found |= dict.fromkeys(members, cluster)
        return found

    def _groups(self) -> list[list[Claim]]:
        """The winners that anybody put into a cluster, those together that are linked."""
        links = Counter(
            pair
            for ballot in self._ballots
            for members in ballot.linked(self.winners).values()
            for pair in combinations(members, 2)
        )
        group_of = {
            claim: [claim]
            for claim in self.winners
            if any(claim in ballot.mentions and ballot.mentions[claim].cluster for ballot in self._ballots)
        }
        for (one, other), votes in links.items():
            voters = sum(one in ballot.mentions and other in ballot.mentions for ballot in self._ballots)
            if self._wins(votes, voters) and group_of[one] is not group_of[other]:
                group_of[one] += group_of[other]
                group_of |= dict.fromkeys(group_of[one], group_of[one])
        return [sorted(group) for claim, group in group_of.items() if claim == min(group)]

    def _agreed(self, said: Sequence[set[str]]) -> str:
        """The one word that wins, or nothing."""
        votes = Counter(word for words in said for word in words if word)
        winners = [word for word, number in votes.items() if self._wins(number, len(said))]
        return winners[0] if len(winners) == 1 else ""
