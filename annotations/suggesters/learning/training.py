"""Training: a learner made to learn from a project's decisions, and the verdict whether what it learned may suggest."""

import hashlib
import math
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from annotations.errors import BadInput, Cancelled
from annotations.model.ids import ArticleId
from annotations.model.learned import CurvePoint, Learner, Verdict
from annotations.model.mention import Kind
from annotations.model.project_settings import ScoreCurve
from annotations.model.schema import Schema
from annotations.suggesters.learning import fast, gate, measure, model_file, slow
from annotations.suggesters.learning.examples import Example
from annotations.suggesters.learning.fast import FastModel
from annotations.suggesters.learning.learned import Learned
from annotations.suggesters.learning.material import EvidenceCache, Material, Subject, starts
from annotations.suggesters.learning.out_of_fold import OutOfFold, Said, Spans
from annotations.suggesters.learning.slow_model import SlowModel
from annotations.suggesters.plan import Plan
from annotations.suggesters.scores import calibrated

__all__ = ["EvidenceCache", "Incumbent", "Trained", "load_model", "train"]

FOLDS = 5
_CURVE = (0.25, 0.5, 0.75, 1.0)
_SLOW_SECONDS = 900.0
# The slow learner holds whole analyses in memory; of more words than this it takes a part, always the same.
_MOST_WORDS = 400_000

OnProgress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incumbent:
    """The learned model that suggests now: its bytes, and the `out_of_fold` of the training that made it."""

    data: bytes
    out_of_fold: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """What came of a training. `data` is the model, None where there was nothing to learn or too little to judge it.

    `against` is the SHA-256 of the model it was judged against, empty for the rules. `out_of_fold` is to be kept with
    the model, so that the next one can be compared with it fairly. `rules_curves` has a curve for each label on offer,
    whatever the verdict; none where there is too little to judge the rules by, nor from the slow learner, which does
    not ask them about every article. `trained_on` counts articles, `seconds` is CPU time.
    """

    data: bytes | None
    verdict: Verdict
    curve: tuple[CurvePoint, ...] = ()
    trained_on: int = 0
    seconds: float = 0.0
    out_of_fold: bytes = b""
    rules_curves: tuple[ScoreCurve, ...] = ()
    against: str = ""


def load_model(source: bytes | Path) -> Learned:
    """A learned model from its bytes or its file. Raises BadInput where it is none, or damaged; OSError."""
    data, name = (source, "model") if isinstance(source, bytes) else (source.read_bytes(), str(source))
    learner = model_file.learner_of(data, name)
    return FastModel.from_bytes(data, name) if learner is Learner.FAST else SlowModel.from_bytes(data, name)


def train(
    learner: Learner,
    kind: Kind,
    schema: Schema,
    plan: Plan,
    examples: Sequence[Example],
    *,
    incumbent: Incumbent | None,
    on_progress: OnProgress,
    cancelled: Callable[[], bool],
    folder: Path,
    cache: EvidenceCache | None = None,
    seconds: float = _SLOW_SECONDS,
) -> Trained:
    """Learn from the examples, and judge what was learned against what suggests now: the incumbent, or the rules.

    Judged is on finished articles that neither learned from. The fast learner predicts each fifth of the articles
    from the others; then the model is learned from all of them. The slow learner never sees a fifth, always the same,
    and trains for at most `seconds` of the clock; stopped, it goes on from what it left in `folder`. `on_progress`
    gets the share done and what is being done: "reading", "comparing", "learning". Articles that the pipeline cannot
    read count for nothing. With a `cache` that is kept between calls, only what changed is read again.

    Raises Cancelled.
    """
    began = time.process_time()
    # What only decides what is made of the rules' findings must not have everything read again when it changes.
    subject = Subject(kind=kind, schema=schema, plan=replace(plan, models=(), phrases=(), calibration=()))
    useful = [each for each in map(subject.narrowed, examples) if each.complete or each.marked or each.rejected]
    job = _Job(
        subject=subject,
        examples=useful,
        incumbent=_Rival(subject, incumbent),
        on_progress=on_progress,
        cancelled=cancelled,
        folder=folder,
        seconds=seconds,
    )
    trained = job.fast(cache or EvidenceCache()) if learner is Learner.FAST else job.slow()
    against = hashlib.sha256(incumbent.data).hexdigest() if incumbent else ""
    return replace(trained, seconds=time.process_time() - began, against=against)


class _Rival:
    """What suggests now: the rules also where there is a model that this version cannot read."""

    def __init__(self, subject: Subject, incumbent: Incumbent | None) -> None:
        self._subject, self._known = subject, OutOfFold(kind=subject.kind)
        self._model: Learned | None = None
        with suppress(BadInput):
            if incumbent is not None:
                known = OutOfFold.from_bytes(subject.kind, incumbent.out_of_fold)
                self._model, self._known = load_model(incumbent.data), known

    def fair(self, examples: Iterable[Example]) -> list[Example]:
        """The finished articles on which it can be judged."""
        return [each for each in examples if each.complete and self._known.is_fair(each.article.article_id)]

    def said(self, examples: Sequence[Example], by_rules: Spans) -> Spans:
        """What it suggests in these articles, never having learned from them."""
        if self._model is None:
            return by_rules
        new = [each.article for each in examples if each.article.article_id not in self._known.said]
        said = dict(self._known.said)
        for reading in self._subject.readings(new):
            (found,) = self._model.refine([reading])
            said[reading.article.article_id] = self._subject.marks(reading.article, starts(reading), found)
        return said


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    """One training."""

    subject: Subject
    examples: Sequence[Example]
    incumbent: _Rival
    on_progress: OnProgress
    cancelled: Callable[[], bool]
    folder: Path
    seconds: float

    def fast(self, cache: EvidenceCache) -> Trained:
        """Five folds, then all."""
        materials = cache.materials(self.subject, self.examples, self._telling(0.0, 0.5, "reading"), self.cancelled)
        examples = [each.example for each in materials]
        finished = _gold(each for each in examples if each.complete)
        by_rules = {each.example.article.article_id: each.by_rules for each in materials}
        enough = gate.enough(finished)
        curves = self.subject.curves(calibrated(measure.judged(finished, by_rules))) if enough else ()
        judged = self.incumbent.fair(examples)
        refused = self._refused(examples, judged)
        if refused:
            return Trained(data=None, verdict=refused, rules_curves=curves)
        folds = _folds(materials)
        new = self._predicted(folds, 1.0, self._telling(0.5, 0.7, "comparing"))
        old = self.incumbent.said(judged, by_rules)
        gold = _gold(judged)
        curve = self._curve(folds, gold, old, new)
        self._check("learning", 0.9)
        model = fast.fit(self.subject.kind, [each.evidence for each in materials])
        return Trained(
            data=replace(model, calibration=calibrated(measure.judged(finished, new))).to_bytes(),
            verdict=gate.verdict(gold, old, new),
            curve=curve,
            rules_curves=curves,
            trained_on=len(materials),
            out_of_fold=OutOfFold(kind=self.subject.kind, said=new, learned_from=frozenset(by_rules)).to_bytes(),
        )

    def slow(self) -> Trained:
        """A fifth held back, the others trained on."""
        held_back, rest = _fifth(self.examples)
        judged = self.incumbent.fair(held_back)
        refused = self._refused(rest, judged)
        if not refused and not slow.learnable(self.subject.kind, self.subject.schema, rest):
            refused = Verdict(better=False, reason="nothing_to_learn", articles=len(judged))
        if refused:
            return Trained(data=None, verdict=refused)
        model = slow.fit(
            self.subject.kind,
            self.subject.schema,
            self.subject.readings(each.article for each in rest),
            rest,
            on_progress=lambda share, _: self.on_progress(0.9 * share, "learning"),
            cancelled=self.cancelled,
            seconds=self.seconds,
            folder=self.folder,
        )
        self._check("comparing", 0.9)
        new: dict[ArticleId, Said] = {}
        by_rules: dict[ArticleId, Said] = {}
        for reading in self.subject.readings(each.article for each in held_back):
            id_ = reading.article.article_id
            by_rules[id_] = self.subject.by_rules(reading)
            new[id_] = self.subject.marks(reading.article, starts(reading), model.refine([reading])[0])
        gold = _gold(judged)
        return Trained(
            data=replace(model, calibration=calibrated(measure.judged(_gold(held_back), new))).to_bytes(),
            verdict=gate.verdict(gold, self.incumbent.said(judged, by_rules), new),
            trained_on=len(rest),
            out_of_fold=OutOfFold(
                kind=self.subject.kind, said=new, learned_from=frozenset(each.article.article_id for each in rest)
            ).to_bytes(),
        )

    def _refused(self, learned: Sequence[Example], judged: Sequence[Example]) -> Verdict | None:
        """Why training is not worth its time."""
        if not any(each.marked for each in learned):
            return Verdict(better=False, reason="nothing_to_learn", articles=len(judged))
        if not gate.enough(_gold(judged)):
            return Verdict(better=False, reason="too_few_articles", articles=len(judged))
        return None

    def _predicted(
        self, folds: Sequence[Sequence[Material]], share: float, telling: Callable[[float], None]
    ) -> dict[ArticleId, Said]:
        """What is said of each fold by a model of that share of the others."""
        said: dict[ArticleId, Said] = {}
        for number, fold in enumerate(folds):
            if self.cancelled():
                raise Cancelled
            telling(number / len(folds))
            others = [each for at, other in enumerate(folds) if at != number for each in other]
            learned = sorted(others, key=lambda each: _digest(each.example))[: math.ceil(share * len(others))]
            if not any(each.evidence.marked or each.evidence.rules for each in learned):
                # Nothing there has a label to learn.
                said |= {each.example.article.article_id: {} for each in fold}
                continue
            model = fast.fit(self.subject.kind, [each.evidence for each in learned])
            for each, found in zip(fold, model.predict([each.evidence for each in fold]), strict=True):
                article = each.example.article
                said[article.article_id] = self.subject.marks(article, each.starts, found)
        return said

    def _curve(
        self, folds: Sequence[Sequence[Material]], gold: Spans, old: Spans, whole: Spans
    ) -> tuple[CurvePoint, ...]:
        """F1 on articles held back of models that learned from a quarter, half … of the others."""
        articles = sum(map(len, folds)) * (len(folds) - 1) / len(folds)
        points = []
        for number, share in enumerate(_CURVE):
            telling = self._telling(0.7 + 0.05 * number, 0.75 + 0.05 * number, "comparing")
            said = whole if share == 1.0 else self._predicted(folds, share, telling)
            new, now = (
                measure.measure([measure.count(gold[id_], of.get(id_, ())) for id_ in gold]) for of in (said, old)
            )
            if new is not None and now is not None:
                points.append(CurvePoint(articles=math.ceil(share * articles), new=new, old=now))
        return tuple(points)

    def _telling(self, first: float, last: float, what: str) -> Callable[[float], None]:
        """Progress within a part of the whole."""
        return lambda share: self.on_progress(first + (last - first) * share, what)

    def _check(self, what: str, share: float) -> None:
        if self.cancelled():
            raise Cancelled
        self.on_progress(share, what)


def _gold(examples: Iterable[Example]) -> Spans:
    return {each.article.article_id: each.marked for each in examples}


def _digest(example: Example) -> bytes:
    return hashlib.sha256(example.article.article_id.encode()).digest()


def _folds(materials: Sequence[Material]) -> list[list[Material]]:
    """Of equal size, whatever the order of the articles."""
    order = sorted(materials, key=lambda each: _digest(each.example))
    return [order[number::FOLDS] for number in range(min(FOLDS, len(order)))]


def _fifth(examples: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """A fifth of the finished articles, that stays as more are finished; and the others, cut to what fits in memory."""
    order = sorted(examples, key=_digest)
    finished = [each for each in order if each.complete]
    held_back = finished[: math.ceil(len(finished) / FOLDS)]
    taken = {each.article.article_id for each in held_back}
    rest, words = [], 0
    for each in order:
        words += len(each.article.tokens) if each.article.article_id not in taken else 0
        if each.article.article_id not in taken and words <= _MOST_WORDS:
            rest.append(each)
    return held_back, rest
