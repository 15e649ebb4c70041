"""Blind sets: which annotator does which article without seeing suggestions, so that their pull can be measured.

Drawn by a hash of the seed, the article and the annotator: nobody can choose, and a greater share keeps those drawn.
"""

import hashlib
from collections.abc import Iterable

from sqlalchemy import Connection, select

from annotations.model.ids import ArticleId
from annotations.model.project import ADJUDICATED, is_again
from annotations.model.project_settings import ProjectSettings
from annotations.store import project_settings
from annotations.store.tables import annotation_set


def is_blind(connection: Connection, article_id: ArticleId, annotator: str) -> bool:
    """What the stored set says; what a set that begins now would say, where there is none."""
    mine = (annotation_set.c.article_id == article_id) & (annotation_set.c.annotator == annotator)
    stored = connection.scalar(select(annotation_set.c.blind).where(mine))
    return bool(stored) if stored is not None else bool(drawn(connection, [(article_id, annotator)]))


def drawn(connection: Connection, pairs: Iterable[tuple[ArticleId, str]]) -> set[tuple[ArticleId, str]]:
    """Those of the pairs of article and annotator that are blind by the settings of now."""
    wanted = list(pairs)
    if not wanted:
        return set()
    settings = project_settings.load(connection)
    return {pair for pair in wanted if is_drawn(settings, *pair)}


def is_drawn(settings: ProjectSettings, article_id: ArticleId, annotator: str) -> bool:
    """True if these settings make the annotator's set for the article blind. Rulings never are, what is done again is
    always."""
    if is_again(annotator):
        return True
    if settings.blind_share <= 0 or annotator == ADJUDICATED:
        return False
    digest = hashlib.sha256(f"{settings.blind_seed}\n{article_id}\n{annotator}".encode()).digest()
    return int.from_bytes(digest[:8], "big") < settings.blind_share * 2**64
