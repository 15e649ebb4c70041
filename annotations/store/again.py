"""Which finished articles an annotator is to do again, blind, to see how steadily they are marked."""

import hashlib
from datetime import datetime

from sqlalchemy import Connection, select

from annotations.model.annotation_set import Status
from annotations.model.ids import ArticleId
from annotations.model.project import AGAIN_AFTER, again_name, first_of
from annotations.store import project_settings
from annotations.store.tables import annotation_set


def due(connection: Connection, annotator: str, now: datetime) -> list[ArticleId]:
    """What the annotator finished 14 days ago or longer and has not finished again, in an order that is drawn.

    Drawn by a hash of the project's seed, the article and the name: nobody can choose, what is left keeps its order.
    """
    first, again = first_of(annotator), again_name(annotator)
    query = select(annotation_set.c.article_id, annotation_set.c.annotator, annotation_set.c.done_at).where(
        annotation_set.c.annotator.in_((first, again)), annotation_set.c.status == Status.DONE.value
    )
    done = connection.execute(query).all()
    twice = {row.article_id for row in done if row.annotator == again}
    seed = project_settings.load(connection).blind_seed
    return sorted(
        (
            ArticleId(row.article_id)
            for row in done
            if row.annotator == first
            and row.article_id not in twice
            and now - datetime.fromisoformat(row.done_at) >= AGAIN_AFTER
        ),
        key=lambda id_: hashlib.sha256(f"{seed}\n{id_}\n{again}".encode()).digest(),
    )
