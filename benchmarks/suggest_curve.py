"""What learning adds: models learned from more and more finished articles, and what the gate lets through."""

import hashlib
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotations.model.ids import ArticleId
from annotations.model.learned import Learner, Measure
from annotations.model.mention import Kind
from annotations.model.starters import starter
from annotations.model.suggestion import Suggestion
from annotations.suggesters.base import Plan
from annotations.suggesters.learning import measure
from annotations.suggesters.learning.training import Incumbent, Trained, train
from annotations.suggesters.plan import ModelFile
from benchmarks.suggest_answers import suggested
from benchmarks.suggest_gold import Gold, said_in
from benchmarks.suggest_quality import counts
from benchmarks.suggest_table import Figure, Table

# Of the clock, for each training of the slow learner.
SLOW_SECONDS = 120.0

_BINS = 10  # of scores

_HEAD = (
    *("learner", "articles", "learned from", "CPU s", "gate", "old held back", "new held back"),
    *("model", "model partial", "model ECE", "suggested", "suggested partial", "suggested ECE", "better by"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Articles to learn from, those to test on, and after how many of them a model is learned."""

    title: str
    kind: Kind
    schema: str
    learning: Sequence[Gold]
    testing: Sequence[Gold]
    sizes: Sequence[int]


@dataclass(frozen=True, slots=True)
class Score:
    """On the articles to test on. `error` is the expected calibration error of the scores."""

    exact: Measure
    partial: float
    error: float


@dataclass(frozen=True, slots=True)
class _Step:
    """A training: how good its model is on the articles to test on, and how good what suggests after the gate.

    `clock` is in seconds.
    """

    articles: int
    trained: Trained
    clock: float
    model: Score | None
    suggested: Score


def curve(course: Course, learners: Sequence[Learner], folder: Path) -> Table:
    """Each learner on its own, from few articles to many; what passed the gate suggests until a better one does."""
    table = Table(course.title, _HEAD)
    if not course.learning or not course.testing:
        return table
    rules = _score(course, Plan())
    table.add(learner="rules alone", articles=0, better_by=0.0, **_figures("suggested", rules))
    steps = [(learner, step) for learner in learners for step in _steps(course, learner, rules, folder)]
    for learner, step in steps:
        verdict = step.trained.verdict
        table.add(
            learner=learner.value,
            articles=step.articles,
            learned_from=step.trained.trained_on,
            CPU_s=step.trained.seconds,
            gate=verdict.reason,
            old_held_back=verdict.old,
            new_held_back=verdict.new,
            better_by=step.suggested.exact.f1 - rules.exact.f1,
            **_figures("model", step.model),
            **_figures("suggested", step.suggested),
        )
    worst = min(step.suggested.exact.f1 for _, step in steps)
    table.notes += [
        f"tested on {len(course.testing)} articles that nothing was learned from; CPU seconds include reading them all",
        f"the worst that was ever suggested after learning: {worst:.3f}; the rules alone: {rules.exact.f1:.3f}",
        "ECE: how far scores are from the shares that are right, over ten bins of scores, weighted by their counts",
        *(
            f"slow, {step.articles} articles: {step.clock:.0f} s; the limit of {SLOW_SECONDS:.0f} may have ended it"
            for learner, step in steps
            if learner is Learner.SLOW and step.clock >= SLOW_SECONDS
        ),
    ]
    return table


def _figures(whose: str, score: Score | None) -> dict[str, Figure]:
    figures = (score.exact, score.partial, score.error) if score else (None, None, None)
    return dict(zip((whose, f"{whose}_partial", f"{whose}_ECE"), figures, strict=True))


def _steps(course: Course, learner: Learner, rules: Score, folder: Path) -> Iterator[_Step]:
    examples = [each.example(course.kind) for each in course.learning]
    incumbent: Incumbent | None = None
    now = rules
    for size in course.sizes:
        began = time.monotonic()
        trained = train(
            learner,
            course.kind,
            starter(course.schema),
            Plan(),
            examples[:size],
            incumbent=incumbent,
            on_progress=lambda _share, _what: None,
            cancelled=lambda: False,
            folder=folder,
            seconds=SLOW_SECONDS,
        )
        clock, model = time.monotonic() - began, None
        if trained.data is not None:
            model = _score(course, _plan(course.kind, trained.data, folder))
            if trained.verdict.better:
                incumbent, now = Incumbent(data=trained.data, out_of_fold=trained.out_of_fold), model
        if incumbent is None:
            now = _score(course, Plan(calibration=trained.rules_curves))
        yield _Step(size, trained, clock, model, now)


def _plan(kind: Kind, data: bytes, folder: Path) -> Plan:
    """The plan of a project in which this model suggests."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = folder / f"{sha256}.model"
    path.write_bytes(data)
    return Plan(models=(ModelFile(kind=kind, name="learned", path=str(path), sha256=sha256),))


def _score(course: Course, plan: Plan) -> Score:
    said = suggested(course.schema, course.testing, plan)
    answers = {id_: said_in(each.mention for each in of_article) for id_, of_article in said.items()}
    found = counts(course.testing, answers, course.kind)
    exact, partial = measure.measure(found), measure.partial_f1(found)
    assert exact is not None
    assert partial is not None
    return Score(exact, partial, calibration_error(_scored(course, said)))


def _scored(course: Course, said: Mapping[ArticleId, Sequence[Suggestion]]) -> Iterator[tuple[float, bool]]:
    """Of each suggestion with a score, that score and whether it is right."""
    for gold in course.testing:
        marked = {(mark.span, mark.label) for mark in gold.said.of(course.kind)}
        for each in said[gold.article.article_id]:
            if each.mention.kind is course.kind and each.score is not None:
                yield each.score, (each.mention.span, each.mention.label) in marked


def calibration_error(scored: Iterable[tuple[float, bool]]) -> float:
    """Expected calibration error of (score, whether right): the mean distance of score and share right over ten bins
    of equal width, weighted by their counts; 0.0 of nothing."""
    bins: defaultdict[int, list[tuple[float, bool]]] = defaultdict(list)
    for score, right in scored:
        bins[min(int(score * _BINS), _BINS - 1)].append((score, right))
    apart = sum(abs(sum(s for s, _ in each) - sum(r for _, r in each)) for each in bins.values())
    return apart / max(1, sum(map(len, bins.values())))
