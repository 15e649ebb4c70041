"""The part of a workspace that keeps what exports need: where articles are in a split, profiles, and their texts."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from annotations.model.ids import ArticleId
from annotations.model.split import TRAINING, Part, Pinning, Placed
from annotations.store import annotation_sets, articles, export_profiles, splits
from annotations.store.engine import Database


class ExportWorkspace:
    """What `Workspace` does for exports besides giving the annotations. Every method may raise StoreUnavailable, also
    for what is damaged."""

    _database: Database

    def texts(self) -> Iterator[tuple[ArticleId, str]]:
        """All articles with their texts, in the order of import.

        A few texts are in memory at a time. It is one moment: what is added meanwhile is not in it.
        """
        with self._database.read() as connection:
            yield from articles.texts(connection)

    def newest_decision(self) -> datetime | None:
        """When anybody decided anything last (UTC); None where nobody did."""
        with self._database.read() as connection:
            return annotation_sets.newest_decision(connection)

    # -- splits -------------------------------------------------------------------------------------------------------

    def split_of(self, name: str = TRAINING) -> dict[ArticleId, Placed]:
        """The side of each article that has one in this split, in the order of import."""
        with self._database.read() as connection:
            return splits.load(connection, name)

    def save_split(self, parts: Mapping[ArticleId, Placed], name: str = TRAINING) -> None:
        """Place these articles, all in one step. Others stay where they are, and so does what is pinned already; an
        article that is no longer there is left out."""
        with self._database.write() as connection:
            splits.save(connection, name, parts)

    def pin(self, article_ids: Collection[ArticleId], part: Part | None, name: str = TRAINING) -> Pinning:
        """Pin articles to a side of this split. With None, those that are pinned have no side until the next split
        gives them one. The answer, by which it can be undone, names those that it changed."""
        with self._database.write() as connection:
            return splits.pin(connection, name, article_ids, part)

    def undo_pin(self, pinning: Pinning) -> int:
        """Put articles back where they were before an act of pinning, and say how many; those that were pinned
        otherwise since, by whomever, stay."""
        with self._database.write() as connection:
            return splits.undo_pin(connection, pinning)

    def forget_split(self, name: str = TRAINING) -> None:
        """Forget where the articles are, pins as well: the next split begins anew."""
        with self._database.write() as connection:
            splits.forget(connection, name)

    # -- profiles -----------------------------------------------------------------------------------------------------

    def export_profiles(self) -> dict[str, dict[str, Any]]:
        """The export profiles of the project by name, each as it was saved."""
        with self._database.read() as connection:
            return export_profiles.load(connection)

    def save_export_profile(self, name: str, profile: Mapping[str, Any]) -> None:
        """Keep a profile, which is plain JSON, in place of one of the same name."""
        with self._database.write() as connection:
            export_profiles.save(connection, name, profile)

    def remove_export_profile(self, name: str) -> None:
        """Forget a profile. Raises KeyError if there is none of that name."""
        with self._database.write() as connection:
            export_profiles.remove(connection, name)
