"""The fast learner: three linear models that start from what the rules say and correct it, learned in seconds.

The first says where a name or trigger begins, the second whether it goes on to the next word, the third what it is
called. Each is a softmax regression whose prior is the rules' own verdict (`labelling`), so that with little evidence
the rules stand. How far evidence may lead away from them, and from which probability on something is suggested, is
chosen by predicting articles that were held back.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from annotations.errors import BadInput
from annotations.model.learned import Learner
from annotations.model.mention import Kind
from annotations.suggesters.found import Found
from annotations.suggesters.learning import labelling, linear, model_file
from annotations.suggesters.learning.evidence import Evidence, TokenSpan, evidence
from annotations.suggesters.learning.lessons import Lesson, lessons
from annotations.suggesters.learning.linear import Linear, Rows
from annotations.suggesters.reading import Reading
from annotations.suggesters.scores import Calibration

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]

__all__ = ["FLOOR", "Evidence", "FastModel", "evidence", "fit"]

# The least probable that is ever predicted.
FLOOR = 0.25

# The larger, the closer to the rules. Tried in this order.
_PENALTIES = (150.0, 50.0, 15.0, 5.0, 1.5, 0.5)
# A smaller one has to make what was held back e² times as probable: less may be chance.
_BETTER = 2.0
# More than `_MANY` complete articles are split into fewer folds, to be done in seconds.
_FOLDS, _FOLDS_OF_MANY, _MANY = 5, 3, 40
_FEW_PENALTY, _FEW_THRESHOLD = 15.0, 0.4

_PARTS = ("begins", "goes on", "called")
_SOURCE, _WHY = "learned", "learned from decided articles"


@dataclass(frozen=True, slots=True, kw_only=True)
class FastModel:
    """What the fast learner made of some articles. `threshold` is the least probability that `refine` suggests;
    `calibration` makes of such a probability, which knows only these articles, the share that is right elsewhere."""

    kind: Kind
    labels: tuple[str, ...]
    threshold: float
    begins: Linear
    goes_on: Linear
    called: Linear
    calibration: Calibration = field(default_factory=Calibration)

    def refine(self, readings: Sequence[Reading]) -> list[list[list[Found]]]:
        """For each article, stretch by stretch, what is at least as probable as `threshold`, in text order, with
        calibrated scores."""
        predicted = self.predict([evidence(reading, self.kind, None) for reading in readings])
        return [self.calibration.applied(found) for found in predicted]

    def predict(self, articles: Sequence[Evidence], *, floor: bool = False) -> list[list[list[Found]]]:
        """As `refine`, of evidence and with raw scores; with `floor` everything at least as probable as `FLOOR`. Spans
        never overlap."""
        least = FLOOR if floor else self.threshold
        return [_by_stretch(each, spans) for each, spans in zip(articles, self.spans(articles, least), strict=True)]

    def spans(self, articles: Sequence[Evidence], least: float) -> list[list[tuple[float, TokenSpan]]]:
        """For each article the most probable spans that do not overlap, each with its probability and label."""
        if not articles:
            return []
        every = [each.rows for each in articles]
        priors = [labelling.priors(each) for each in articles]
        begins = _probabilities(self.begins, every, [of_begins for of_begins, _ in priors])
        goes_on = _probabilities(self.goes_on, every, [of_going_on for _, of_going_on in priors])
        found = [
            labelling.candidates(each, begin[:, 1], on[:, 1], least)
            for each, begin, on in zip(articles, begins, goes_on, strict=True)
        ]
        bare = [[span for _, span in spans] for spans in found]
        said = [labelling.ruled_labels(each, spans) for each, spans in zip(articles, bare, strict=True)]
        rows = [labelling.span_rows(each, spans) for each, spans in zip(articles, bare, strict=True)]
        called = _probabilities(self.called, rows, [labelling.label_prior(each, self.labels) for each in said])
        return [
            labelling.named(spans, of_labels, ruled, self.labels, least)
            for spans, of_labels, ruled in zip(found, called, said, strict=True)
        ]

    def to_bytes(self) -> bytes:
        """The model as it is stored. Holds numbers and words only."""
        meta = {"labels": self.labels, "threshold": self.threshold, "calibration": self.calibration.to_json()}
        arrays: dict[str, Any] = {}
        for name, model in zip(_PARTS, (self.begins, self.goes_on, self.called), strict=True):
            arrays |= model.arrays(name)
        return model_file.write(Learner.FAST, self.kind, meta, arrays)

    @classmethod
    def from_bytes(cls, data: bytes, name: str = "model") -> "FastModel":
        """The inverse of `to_bytes`. Raises BadInput where the bytes are no model of this learner."""
        learner, kind, meta, arrays = model_file.read(data, name)
        if learner is not Learner.FAST:
            raise BadInput(name, None, f"a model of the {learner} learner, not of the fast one")
        try:
            labels = tuple(str(label) for label in meta["labels"])
            models = [Linear.of_arrays(each, arrays) for each in _PARTS]
            if [each.weights.shape[1] for each in models] != [1, 1, 1 if len(labels) < 3 else len(labels)]:
                raise ValueError("more or fewer numbers than labels")
            model = _model(kind, labels, float(meta["threshold"]), models)
            return replace(model, calibration=Calibration.from_json(meta["calibration"]))
        except (KeyError, TypeError, ValueError) as error:
            raise BadInput(name, None, f"the model is damaged: {error}") from error


def _probabilities(model: Linear, rows: Sequence[Rows], priors: Sequence["Floats"]) -> "list[Floats]":
    """What a model says of the rows of several articles, article by article."""
    import numpy as np

    said = model.probabilities(linear.stacked(rows), np.concatenate(priors))
    return np.split(said, np.cumsum([len(each) for each in rows])[:-1])


def _by_stretch(article: Evidence, spans: Sequence[tuple[float, TokenSpan]]) -> list[list[Found]]:
    found: list[list[Found]] = [[] for _ in article.edges[1:]]
    for score, span in sorted(spans, key=lambda one: one[1].first):
        stretch = int(article.edges.searchsorted(span.first, "right")) - 1
        ruled = article.rules.get(span)
        why, source = (f"{ruled.why}; learned", ruled.source) if ruled else (_WHY, _SOURCE)
        extent = article.extent(span)
        found[stretch].append(Found(extent=extent, label=span.label, why=why, source=source, score=score))
    return found


def fit(kind: Kind, articles: Sequence[Evidence]) -> FastModel:
    """Learn from articles in which mentions of this kind were decided. The same articles make the same model.

    Penalties are those under which articles that were held back are the most probable. `threshold` is half the best
    exact F1 that any threshold has on them: with true probabilities nothing does better (Lipton, Elkan and
    Naryanaswamy 2014). With fewer than two complete articles both are ones that suit little evidence.
    Raises ValueError where nothing was marked and the rules found nothing: there is no label to learn.
    """
    articles = sorted(articles, key=lambda each: sha256(each.article_id.encode()).digest())
    labels = tuple(sorted({span.label for each in articles for span in (*each.marked, *each.rules)}))
    if not labels:
        raise ValueError("no label to learn")
    penalties, threshold = (_FEW_PENALTY,) * 3, _FEW_THRESHOLD
    complete = sum(each.complete for each in articles)
    if complete >= 2:
        folds = _FOLDS_OF_MANY if complete > _MANY else min(_FOLDS, complete)
        penalties, threshold = _chosen(kind, labels, articles, folds)
    models = [each.learned(penalty) for each, penalty in zip(lessons(articles, labels), penalties, strict=True)]
    return _model(kind, labels, threshold, models)


def _model(kind: Kind, labels: tuple[str, ...], threshold: float, models: Sequence[Linear]) -> FastModel:
    begins, goes_on, called = models
    return FastModel(kind=kind, labels=labels, threshold=threshold, begins=begins, goes_on=goes_on, called=called)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fold:
    """Some complete articles held back; what the models learn from the others, and what they are asked about these."""

    held: Sequence[Evidence]
    lessons: tuple[Lesson, Lesson, Lesson]
    exam: tuple[Lesson, Lesson, Lesson]


def _chosen(
    kind: Kind, labels: tuple[str, ...], articles: Sequence[Evidence], folds: int
) -> tuple[tuple[float, float, float], float]:
    """A penalty for each of the three models, and the threshold, from articles predicted out of fold."""
    complete = [each for each in articles if each.complete]
    partial = [each for each in articles if not each.complete]
    split = []
    for number in range(folds):
        held = complete[number::folds]
        rest = [each for at, each in enumerate(complete) if at % folds != number]
        split.append(_Fold(held=held, lessons=lessons([*rest, *partial], labels), exam=lessons(held, labels)))
    begins, goes_on, called = (_best(split, number) for number in range(3))
    scored: list[tuple[float, bool]] = []
    for fold, *models in zip(split, begins[1], goes_on[1], called[1], strict=True):
        predicted = _model(kind, labels, 0.0, models).spans(fold.held, FLOOR)
        for each, spans in zip(fold.held, predicted, strict=True):
            scored += [(score, span in each.marked) for score, span in spans]
    best_f1 = _best_f1(scored, sum(len(each.marked) for each in complete))
    return (begins[0], goes_on[0], called[0]), max(FLOOR, best_f1 / 2)


def _best(split: Sequence[_Fold], number: int) -> tuple[float, list[Linear]]:
    """The first penalty of which the next is no better out of fold, and the models it made, a fold each."""
    least, best = float("inf"), (_PENALTIES[0], list[Linear]())
    for penalty in _PENALTIES:
        starts: Sequence[Linear | None] = best[1] or [None] * len(split)
        models = [fold.lessons[number].learned(penalty, start) for fold, start in zip(split, starts, strict=True)]
        loss = sum(fold.exam[number].loss(model) for fold, model in zip(split, models, strict=True))
        if loss > least - _BETTER:
            break
        least, best = loss, (penalty, models)
    return best


def _best_f1(scored: Sequence[tuple[float, bool]], gold: int) -> float:
    """The best F1 of any threshold."""
    best, right = 0.0, 0
    for count, (_, is_right) in enumerate(sorted(scored, reverse=True), start=1):
        right += is_right
        best = max(best, 2 * right / (count + gold))
    return best
