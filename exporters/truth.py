"""Which annotations are exported, and what of them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from annotations.model.annotation_set import AnnotationSet, Status
from annotations.model.project import EVERYBODY, MAJORITY, SUGGESTIONS, UNION, AnnotatedArticle, is_own_work
from annotations.model.schema import Schema
from annotations.model.suggestion import Suggestion
from exporters.alignment import issue
from exporters.base import ExportIssue
from exporters.left_out import Account, LeftOut, Why
from exporters.relabelling import schema_with
from exporters.trimming import Trimming
from exporters.voting import vote


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What counts as true.

    `source` is an annotator's name, ADJUDICATED, SUGGESTIONS, EVERYBODY (all sets side by side), or MAJORITY or UNION
    of `annotators` (of all who work here when it is empty). Without `furniture`, lines of page furniture are cut out of
    the text. `labels` are the entity labels and event types that are kept, all when it is empty; `renamed` pairs (code,
    code to write in its place).
    """

    source: str
    annotators: tuple[str, ...] = ()
    finished_only: bool = False
    furniture: bool = False
    labels: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()


class Given:
    """The articles as they are given to an exporter, with nothing in them but what was chosen; to be gone through once.

    `articles` come with the set of the one annotator chosen, or with all sets where several are asked. A majority or
    union is that of finished sets, found before labels are left out or renamed; `finished_only` says nothing of
    suggestions, which nobody finishes. Suggestions themselves stay only beside SUGGESTIONS and EVERYBODY.

    `schema` is that of what is written. `left_out` and `lost` grow with every article: what goes because it was asked
    for, and what was in page furniture; both speak of articles as they are in the project. `labels` counts mentions and
    events given, by label as written. An article from which nothing is taken goes by as it came.
    """

    def __init__(self, truth: Truth, schema: Schema, articles: Iterable[AnnotatedArticle]) -> None:
        self._truth, self._articles, self._account = truth, articles, Account()
        names = dict(truth.renamed)
        self._trimming = Trimming(schema, truth.labels, names, furniture=truth.furniture, account=self._account)
        self.schema = schema_with(schema, truth.labels, names)
        self.labels: Counter[str] = Counter()

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What was left out so far."""
        return self._account.rows()

    @property
    def lost(self) -> tuple[ExportIssue, ...]:
        """What was lost so far, though it was chosen."""
        return tuple(self._trimming.lost)

    def __iter__(self) -> Iterator[AnnotatedArticle]:
        for annotated in self._articles:
            chosen = self._chosen(annotated)
            written = None if chosen is None else self._trimming.trimmed(chosen)
            if written is not None:
                self.labels.update(mention.label for each in written.sets for mention in each.mentions.values())
                yield written

    def in_project(self, found: ExportIssue) -> ExportIssue:
        """What an exporter says of a place, as it is in the project: offsets with page furniture, and the label that is
        written so, if it is only one."""
        return self._trimming.before(found)

    def _chosen(self, annotated: AnnotatedArticle) -> AnnotatedArticle | None:
        """The article with the sets that count, and nothing beside them that does not; None without any."""
        source, id_ = self._truth.source, annotated.article.id
        asked = [each for each in annotated.sets if self._is_asked(each.annotator)]
        finished = source in (MAJORITY, UNION) or (self._truth.finished_only and source != SUGGESTIONS)
        sets = [each for each in asked if each.status is Status.DONE or not finished]
        if len(sets) < len(asked) and (not sets or source == EVERYBODY):
            waiting = sum(len(each.mentions) for each in asked if each.status is not Status.DONE)
            self._account.add(Why.UNFINISHED, id_, mentions=waiting)
        if not sets and (source != EVERYBODY or finished):
            if not asked:
                self._account.add(Why.UNSEEN, id_)
            return None
        return self._with(annotated, sets)

    def _is_asked(self, annotator: str) -> bool:
        source, annotators = self._truth.source, self._truth.annotators
        if source in (MAJORITY, UNION):
            return is_own_work(annotator) and (not annotators or annotator in annotators)
        return source in (EVERYBODY, annotator)

    def _with(self, annotated: AnnotatedArticle, sets: Sequence[AnnotationSet]) -> AnnotatedArticle:
        if self._truth.source in (MAJORITY, UNION):
            sets = [vote(annotated.article.id, sets, self._truth.source)]
        return replace(
            annotated,
            sets=tuple(sets),
            suggestions=self._beside(annotated),
            schema_version=sets[0].schema_version if sets else annotated.schema_version,
        )

    def _beside(self, annotated: AnnotatedArticle) -> tuple[Suggestion, ...]:
        if self._truth.source in (SUGGESTIONS, EVERYBODY):
            return annotated.suggestions
        decided = {id_ for each in annotated.sets for id_ in each.decisions}
        undecided = [each.mention for each in annotated.suggestions if each.id not in decided]
        places = [issue(annotated.article, each, Why.UNDECIDED) for each in undecided]
        self._account.add(Why.UNDECIDED, annotated.article.id, len(undecided), places=places)
        return ()
