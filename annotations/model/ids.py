"""Names of things. Plain strings, told apart by the type checker."""

import hashlib
import secrets
from typing import NewType

ArticleId = NewType("ArticleId", str)
MentionId = NewType("MentionId", str)
SuggestionId = NewType("SuggestionId", str)
RunId = NewType("RunId", str)
SetId = NewType("SetId", str)
ClusterId = NewType("ClusterId", str)


def new_mention_id() -> MentionId:
    """A fresh random id, unique over all analysts and machines for any practical number of mentions."""
    return MentionId("m" + secrets.token_hex(8))


def new_cluster_id() -> ClusterId:
    """A fresh random id for the mentions of one thing in the world."""
    return ClusterId("c" + secrets.token_hex(8))


def article_id_for(sha256: str) -> ArticleId:
    """The id of an article that came without one: the same text gets the same id on every machine."""
    return ArticleId("a" + sha256[:16])


def set_id_for(article_id: ArticleId, annotator: str) -> SetId:
    """One annotator has one set per article, so the pair names it."""
    digest = hashlib.sha256(f"{article_id}\n{annotator}".encode()).hexdigest()
    return SetId("s" + digest[:16])


def suggestion_id_for(suggester: str, kind: str, start: int, end: int, label: str) -> SuggestionId:
    """The same suggester saying the same thing again, in whatever run, names the same suggestion.

    So a decision holds when a newer version of the suggester says it again.
    """
    digest = hashlib.sha256(f"{suggester}\n{kind}\n{start}\n{end}\n{label}".encode()).hexdigest()
    return SuggestionId("g" + digest[:16])
