"""What readers of a project receive: sets, articles with their mentions, and the log that made them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from annotations.model.annotation_set import AnnotationSet, Status
from annotations.model.article import Article
from annotations.model.ids import ArticleId
from annotations.model.ruling import Ruling
from annotations.model.suggestion import Suggestion

# Names that stand where an annotator's does: the rulings, what machines say, and, when sets are chosen for export, what
# more than half of the annotators have, what at least one of them has, and all sets side by side. Nobody works as one.
ADJUDICATED = "adjudicated"
SUGGESTIONS = "suggestions"
MAJORITY = "majority"
UNION = "union"
EVERYBODY = "everybody"
NOBODY = (ADJUDICATED, SUGGESTIONS, MAJORITY, UNION, EVERYBODY)

_AGAIN = " (again)"
_LONGEST_REASON = 300  # code points
# Sooner than that one remembers what one marked.
AGAIN_AFTER = timedelta(days=14)


def again_name(annotator: str) -> str:
    """The name under which an annotator does finished articles again, blind: "Hana (again)"."""
    return annotator if is_again(annotator) else annotator + _AGAIN


def is_again(annotator: str) -> bool:
    """True for a name under which articles are done again."""
    return len(annotator) > len(_AGAIN) and annotator.endswith(_AGAIN)


def first_of(annotator: str) -> str:
    """Whose articles are done again under this name; any other name is its own."""
    return annotator.removesuffix(_AGAIN) if is_again(annotator) else annotator


def is_own_work(annotator: str) -> bool:
    """True unless the sets under this name are rulings, or articles done again to measure how steady somebody is."""
    return annotator != ADJUDICATED and not is_again(annotator)


def is_reserved(annotator: str) -> bool:
    """True for a name under which nobody can begin to work: that of the rulings, of suggestions, of several annotators
    together, or one under which articles are done again; in whatever case."""
    name = annotator.strip().casefold()
    return name in NOBODY or is_again(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One line of the article queue for one annotator. `undecided` counts suggestions without a decision."""

    article_id: ArticleId
    title: str
    source: str
    date: str
    language: str
    words: int
    status: str  # "new", "open", "done"
    mentions: int
    suggestions: int
    undecided: int
    prepared: bool  # suggestions were computed, even if none was found
    reason: str = ""  # why it stands where it stands, as `annotations.suggesters.order` wrote it
    blind: bool = False  # suggestions are hidden from this annotator
    pinned: str = ""  # "train", "dev" or "test": where it is pinned to in the training data


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFacts:
    """What is known of an article to find its place in the queue of one annotator.

    `scores` are those of the undecided suggestions shown; `sample` is the beginning of the text.
    """

    article_id: ArticleId
    date: str
    source: str
    status: str  # "new", "open", "done"
    scores: tuple[float, ...]
    sample: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSummary:
    """One annotator's part of a project, for choosing what to export."""

    annotator: str
    articles: int
    done: int
    mentions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFacts:
    """How one annotator's set for one article came about. `done_at` is None until it is finished.

    `schema_version` is that of its last edit; `blind` says that suggestions were hidden from the annotator.
    """

    article_id: ArticleId
    annotator: str
    status: Status
    schema_version: int
    blind: bool
    started_at: datetime
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedArticle:
    """What exporters read: an article, the sets chosen for export, and its suggestions when they are asked for.

    Token formats use `sets[0]`. `schema_version` is the version the sets were made under. `rulings` are those behind an
    adjudicated set, oldest first.
    """

    article: Article
    sets: tuple[AnnotationSet, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    schema_version: int = 1
    rulings: tuple[Ruling, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the integrity check found. `where` names article or set; `what` is a sentence."""

    where: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """Outcome of an import. articles + duplicates + rejected = records read.

    `changes` counts by kind what fixing the texts changed; `mapped` ("PER → PERSON") and `dropped` ("MISC") count the
    mentions and roles that a label map made of others, and left out. `batch_id` is what it can be undone by, empty if
    nothing was new.
    """

    articles: int = 0
    duplicates: int = 0
    sets: int = 0
    rejected: tuple["Rejected", ...] = ()
    changes: Mapping[str, int] = field(default_factory=dict)
    batch_id: str = ""
    mapped: Mapping[str, int] = field(default_factory=dict)
    dropped: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that was not taken, and why. The reason is one line, and not a long one, whatever it quotes."""

    file: str
    line: int | None
    reason: str

    def __post_init__(self) -> None:
        reason = " ".join(self.reason.split())
        if len(reason) > _LONGEST_REASON:
            reason = reason[: _LONGEST_REASON - 1] + "…"
        object.__setattr__(self, "reason", reason)


# How the reason begins for which a record is not taken whose labels or roles the schema lacks.
NOT_IN_SCHEMA = "the schema has no"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportBatch:
    """An import that can still be undone: when it was, the names of its first files, and how much was new.

    `number` counts the imports of the project.
    """

    id: str
    number: int
    at: datetime
    files: tuple[str, ...]
    articles: int
    sets: int


class ArticleName(NamedTuple):
    """What an article is known by: its id, its title (or first line) and the file it came from."""

    article_id: ArticleId
    title: str
    file: str


class Kept(NamedTuple):
    """An article from which the undo of an import took nothing, and why, in a short phrase."""

    title: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoneImport:
    """How many articles and sets the undo of an import took away, and what it left.

    `labels` are those that came into the schema last before it, and that nothing has now.
    """

    articles: int
    sets: int
    kept: tuple[Kept, ...] = ()
    labels: tuple[str, ...] = ()
