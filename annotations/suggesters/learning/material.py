"""Material: articles as they are learned from; read once, and kept as numbers until their decisions change."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from annotations.errors import Cancelled
from annotations.model.ids import ArticleId
from annotations.model.mention import Kind
from annotations.model.project_settings import ScoreCurve
from annotations.model.schema import Schema
from annotations.model.span import Span
from annotations.suggesters import reading as reading_module
from annotations.suggesters import spacy_pipeline
from annotations.suggesters.article_text import ArticleText
from annotations.suggesters.found import Found
from annotations.suggesters.learning import fast
from annotations.suggesters.learning.examples import Example, Marked
from annotations.suggesters.learning.out_of_fold import Said
from annotations.suggesters.plan import Plan
from annotations.suggesters.reading import Reading
from annotations.suggesters.scores import Calibration
from annotations.text.tokens import TokenIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What is learned: mentions of one kind under a schema, where the rules of a plan suggest."""

    kind: Kind
    schema: Schema
    plan: Plan

    @property
    def labels(self) -> frozenset[str]:
        """The labels on offer."""
        return frozenset(label.code for label in self.schema.active(self.kind))

    def narrowed(self, example: Example) -> Example:
        """Only what the example says of the labels on offer."""
        marked, rejected = (
            tuple(mark for mark in marks if mark.kind is self.kind and mark.label in self.labels)
            for marks in (example.marked, example.rejected)
        )
        return replace(example, marked=marked, rejected=rejected)

    def readings(self, articles: Iterable[ArticleText]) -> Iterator[Reading]:
        """The articles as the rules of the plan read them, in order."""
        is_event = self.kind is Kind.EVENT
        nlp = spacy_pipeline.load(with_syntax=is_event)
        types = {label.code: label for label in self.schema.active(Kind.EVENT)} if is_event else {}
        labels = reading_module.sought_labels(nlp, self.schema)
        return reading_module.read(nlp, articles, self.plan, types, labels)

    def by_rules(self, reading: Reading) -> Said:
        """What the rules suggest in an article."""
        found = reading.names if self.kind is Kind.ENTITY else reading.found_triggers()
        return self.marks(reading.article, starts(reading), found)

    def curves(self, calibration: Calibration) -> tuple[ScoreCurve, ...]:
        """A calibration as a project keeps it: a curve for each label on offer."""
        return tuple(
            ScoreCurve(kind=self.kind, label=label, knots=calibration.curve(label)) for label in sorted(self.labels)
        )

    def marks(self, article: ArticleText, stretch_starts: Sequence[int], found: Sequence[Iterable[Found]]) -> Said:
        """What was found as it would be suggested: on the article's own tokens, with labels on offer, each once."""
        tokens = TokenIndex(article.tokens)
        labels = self.labels
        made: dict[Marked, float | None] = {}
        for start, of_stretch in zip(stretch_starts, found, strict=True):
            for each in of_stretch:
                span = tokens.snap(Span(start + each.extent.start, start + each.extent.end))
                if span is not None and each.label in labels:
                    made.setdefault(Marked(kind=self.kind, span=span, label=each.label), each.score)
        return made


def starts(reading: Reading) -> tuple[int, ...]:
    """The code points at which the stretches start."""
    return tuple(stretch.start for stretch in reading.stretches)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """An example with what the fast learner needs of its article, and what the rules suggest there."""

    example: Example
    evidence: fast.Evidence
    starts: tuple[int, ...]
    by_rules: Said


class EvidenceCache:
    """Keeps the material of the last training of each kind, so that only what changed is read again."""

    def __init__(self) -> None:
        self._subjects: dict[Kind, Subject] = {}
        self._kept: dict[Kind, dict[ArticleId, Material]] = {}

    def materials(
        self,
        subject: Subject,
        examples: Sequence[Example],
        on_progress: Callable[[float], None],
        cancelled: Callable[[], bool],
    ) -> list[Material]:
        """The material of each example, in order, without articles that cannot be read. Raises Cancelled."""
        if self._subjects.get(subject.kind) != subject:
            self._subjects[subject.kind], self._kept[subject.kind] = subject, {}
        known = self._kept[subject.kind]
        wanted = {example.article.article_id: example for example in examples}
        fresh = [each for id_, each in wanted.items() if id_ not in known or known[id_].example != each]
        made = {id_: known[id_] for id_ in wanted.keys() & known.keys()}
        for number, reading in enumerate(subject.readings(example.article for example in fresh)):
            if cancelled():
                raise Cancelled
            on_progress(number / len(fresh))
            if not reading.stretches:
                continue
            example = wanted[reading.article.article_id]
            made[reading.article.article_id] = Material(
                example=example,
                evidence=fast.evidence(reading, subject.kind, example),
                starts=starts(reading),
                by_rules=subject.by_rules(reading),
            )
        self._kept[subject.kind] = made
        return [made[id_] for id_ in wanted if id_ in made]
