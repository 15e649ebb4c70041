"""Rules of clusters: which mentions are of one thing in the world, and what is written of it."""

from dataclasses import replace

from annotations.editing.draft import Draft
from annotations.editing.edits import Link, NameCluster, Unlink
from annotations.editing.rules import is_written_plainly
from annotations.errors import EditRefused
from annotations.model.article import Article
from annotations.model.cluster import Cluster
from annotations.model.ids import ClusterId
from annotations.model.schema import Schema


def link(draft: Draft, edit: Link, _schema: Schema, _article: Article) -> None:
    """Join the clusters of two mentions, a mention without one counting as a cluster of its own."""
    mention, target = draft.mention(edit.mention), draft.mention(edit.target)
    if mention.kind is not target.kind:
        raise EditRefused("different-kinds")
    if mention.id == target.id or (mention.cluster is not None and mention.cluster == target.cluster):
        raise EditRefused("nothing-changes")
    leaving = mention.cluster
    into = leaving if target.cluster is None else target.cluster
    if into is None:
        into = edit.cluster
        if draft.members(into):
            raise EditRefused("cluster-taken", into)
    joining = [mention, target] if leaving is None else [*draft.members(leaving), target]
    for each in joining:
        draft.put(replace(each, cluster=into))
    if leaving is not None and leaving != into:
        kept, given = draft.cluster(into), draft.cluster(leaving)
        name, knowledge_base = kept.name or given.name, kept.knowledge_base or given.knowledge_base
        draft.write_cluster(Cluster(id=into, name=name, knowledge_base=knowledge_base))
        draft.write_cluster(Cluster(id=leaving))


def unlink(draft: Draft, edit: Unlink, _schema: Schema, _article: Article) -> None:
    """Take a mention out of its cluster, and settle what is left of that."""
    mention = draft.mention(edit.mention)
    if mention.cluster is None:
        raise EditRefused("nothing-changes")
    draft.put(replace(mention, cluster=None))
    settle_cluster(draft, mention.cluster)


def name_cluster(draft: Draft, edit: NameCluster, _schema: Schema, _article: Article) -> None:
    """Write what a cluster is called, and what a knowledge base calls it."""
    name, knowledge_base = edit.canonical.strip(), edit.knowledge_base.strip()
    if not is_written_plainly(name + knowledge_base):
        raise EditRefused("name-characters")
    if not draft.members(edit.cluster):
        raise EditRefused("no-such-cluster", edit.cluster)
    draft.write_cluster(Cluster(id=edit.cluster, name=name, knowledge_base=knowledge_base))
    settle_cluster(draft, edit.cluster)


def settle_cluster(draft: Draft, id_: ClusterId) -> None:
    """Without mentions a cluster has no record; a single mention of which nothing is written is not in a cluster."""
    members = draft.members(id_)
    if not members:
        draft.write_cluster(Cluster(id=id_))
    elif len(members) == 1 and draft.cluster(id_).is_bare:
        draft.put(replace(members[0], cluster=None))
