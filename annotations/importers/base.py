"""What every importer is, and what it yields."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from annotations.model.annotation_set import Decision, Status
from annotations.model.article import Article
from annotations.model.cluster import Cluster
from annotations.model.ids import SuggestionId
from annotations.model.mention import Mention
from annotations.model.project import Rejected
from annotations.model.suggestion import Suggestion


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedSet:
    """All that one annotator says about the imported article, still without a set of its own in the project."""

    annotator: str
    status: Status
    mentions: tuple[Mention, ...]
    schema_version: int = 1
    decisions: Mapping[SuggestionId, Decision] = field(default_factory=dict)
    clusters: tuple[Cluster, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedArticle:
    """One article as a file gave it, its text fixed and every offset in it checked.

    `changes` counts by kind what fixing the text changed. `line` is 1-based, None when the whole file is the article.
    `mapped` and `dropped` count by label what a label map made of others, and left out.
    """

    article: Article
    sets: tuple[ImportedSet, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    file: str = ""
    line: int | None = None
    changes: Mapping[str, int] = field(default_factory=dict)
    mapped: Mapping[str, int] = field(default_factory=dict)
    dropped: Mapping[str, int] = field(default_factory=dict)


Record = ImportedArticle | Rejected


def alone(_file: Path) -> tuple[Path, ...]:
    """No other files belong to it."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """One readable format.

    `suffixes` are lower case with their dot. `recognises` is shown the first 64 KiB of a file and says whether they
    are surely of this format. `read` yields one value per record of the file and raises BadInput when the file as a
    whole cannot be read; its second argument names the annotator of annotations that do not say whose they are.
    `beside` names other files that are read together with a file, and in a folder not by themselves. `read_columns`,
    of formats that are tables, does as `read`, taking the fields of an article (`columns.FIELDS`) from these columns.
    """

    id: str
    title: str
    suffixes: tuple[str, ...]
    recognises: Callable[[bytes], bool]
    read: Callable[[Path, str | None], Iterator[Record]]
    beside: Callable[[Path], tuple[Path, ...]] = alone
    read_columns: Callable[[Path, Mapping[str, str], str | None], Iterator[Record]] | None = None
