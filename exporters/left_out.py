"""What an export leaves out because it was asked to, counted while it goes by."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from annotations.model.ids import ArticleId
from exporters.base import ExportIssue

# Enough to look through; the counts are of all.
PLACES = 1_000


class Why(StrEnum):
    """Why something is left out, and so what it is."""

    UNFINISHED = "unfinished"  # articles that nobody meant has finished
    UNSEEN = "unseen"  # articles that nobody meant has begun
    EMPTY = "empty"  # articles that are nothing but page furniture
    LABEL = "label"  # mentions whose label was not chosen
    ARGUMENT = "argument"  # arguments whose event or filler has such a label
    MERGED = "merged"  # mentions and arguments that are the same as another under a new label
    FURNITURE = "furniture"  # lines of page furniture
    UNDECIDED = "undecided"  # suggestions that nobody decided
    RULINGS = "rulings"  # rulings about a text or about labels that are written otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """One row of it. `count` is in the unit of `why`; `mentions` are those waiting in unfinished articles.

    `label` is that of `Why.LABEL`, as in the project. `articles` are all those concerned, `places` the first of the
    places, with offsets in the article as it is in the project.
    """

    why: Why
    count: int
    label: str = ""
    mentions: int = 0
    articles: tuple[ArticleId, ...] = ()
    places: tuple[ExportIssue, ...] = ()


@dataclass
class Account:
    """What was left out so far."""

    _rows: dict[tuple[Why, str], "_Row"] = field(default_factory=dict)

    def add(
        self,
        why: Why,
        article: ArticleId,
        count: int = 1,
        *,
        label: str = "",
        mentions: int = 0,
        places: Iterable[ExportIssue] = (),
    ) -> None:
        """Count something of an article; nothing if `count` is 0."""
        if count:
            row = self._rows.setdefault((why, label), _Row())
            row.counts += Counter(count=count, mentions=mentions)
            row.articles[article] = None
            row.places += list(places)[: PLACES - len(row.places)]

    def rows(self) -> tuple[LeftOut, ...]:
        """All that was counted, in the order of `Why`, then by label."""
        order = list(Why)
        return tuple(
            LeftOut(
                why=why,
                label=label,
                count=row.counts["count"],
                mentions=row.counts["mentions"],
                articles=tuple(row.articles),
                places=tuple(row.places),
            )
            for (why, label), row in sorted(self._rows.items(), key=lambda each: (order.index(each[0][0]), each[0][1]))
        )


@dataclass
class _Row:
    counts: Counter[str] = field(default_factory=Counter)
    articles: dict[ArticleId, None] = field(default_factory=dict)
    places: list[ExportIssue] = field(default_factory=list)
