"""Gamma: agreement of two or more annotators on where spans are and how they are labelled, at once.

gamma = 1 - disorder / expected disorder, where the disorder is what the best alignment costs, over the mean number of
spans of an annotator, and is expected to be what it is on the average of chance continua (Mathet, Widlöcher and
Métivier 2015). Spans may overlap. gamma-cat looks at labels only: the share of pairs that stand in one row of the best
alignment under different labels, each weighted by how near the two are (max(0, 1 - cost of the positions)) and by
1 / (spans in the row - 1); a span paired with none counts as one that differs. gamma-k is the same over the pairs in
which one label occurs (Mathet 2017). Both follow pygamma-agreement where that differs from the papers.

Of several documents all sums are taken over documents, and spans of one are never aligned with those of another.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from math import ceil, sqrt
from typing import NamedTuple
from zlib import crc32

from annotations.agreement.documents import Document
from annotations.agreement.estimate import Estimate
from annotations.agreement.gamma_alignment import Dissimilarity, Units
from annotations.agreement.gamma_samples import SAMPLERS
from annotations.agreement.gamma_sums import Sums, sums_of
from annotations.errors import Cancelled
from annotations.model.mark import Mark

SEED = 20_240_611
FIRST_SAMPLES, MOST_SAMPLES = 30, 2_000
_CONFIDENCE = 1.96  # of 95 %, in standard deviations


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How gamma is computed. `precision` is the share by which the expected disorder may be off, with 95 % confidence.

    `sampler` is "shuffle" or "statistical". Raises ValueError for another, and for a precision not between 0 and 1.
    """

    dissimilarity: Dissimilarity = field(default_factory=Dissimilarity)
    sampler: str = "statistical"
    precision: float = 0.02
    seed: int = SEED

    def __post_init__(self) -> None:
        if self.sampler not in SAMPLERS or not 0 < self.precision < 1:
            raise ValueError(f"no way to compute gamma: {self}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gamma:
    """gamma, gamma-cat and gamma-k by label, and what they come from. Their `interval` is left empty.

    `precision` is the share by which `expected` may be off, with 95 % confidence; `range` is what it makes of gamma. It
    misses the precision asked for where `samples` have come to the most there may be.
    `exact` is false where spans overlapped so much that not every alignment could be considered.
    """

    gamma: Estimate
    cat: Estimate
    by_label: Mapping[str, Estimate] = field(default_factory=dict)
    disorder: float | None = None
    expected: float | None = None
    precision: float | None = None
    range: tuple[float, float] | None = None
    samples: int = 0
    exact: bool = True


OnProgress = Callable[[int, int], None]


class _Continuum(NamedTuple):
    """What the annotators of one document marked. `key` makes its samples differ from those of other documents."""

    key: int
    units: tuple[Units, ...]


def gamma(
    documents: Iterable[Document],
    names: Collection[str],
    settings: Settings | None = None,
    *,
    cancelled: Callable[[], bool] | None = None,
    on_progress: OnProgress | None = None,
) -> Gamma:
    """The agreement of these annotators over the documents that two or more of them finished.

    `on_progress` is told how many samples are done, of how many; they become more where the first ones vary much. The
    same seed gives the same figures. Raises Cancelled soon after `cancelled` says so.
    """
    finished = [
        (document.id, {name: document.marks[name] for name in sorted(set(names)) if name in document.marks})
        for document in sorted(documents, key=lambda document: document.id)
    ]
    shared = [(key, marks) for key, marks in finished if len(marks) > 1]
    labels = sorted({mark.label for _, marks in shared for each in marks.values() for mark in each})
    if not labels:
        return _undefined("no_spans" if shared else "no_shared_documents", len(shared))
    numbers = {label: number for number, label in enumerate(labels)}
    continua = [
        _Continuum(crc32(key.encode()), tuple(_units(each, numbers) for each in marks.values()))
        for key, marks in shared
        if any(marks.values())
    ]
    course = _Course(continua, settings or Settings(), len(labels), cancelled, on_progress)
    observed = course.sums(None)
    return _figures(observed, course.samples(), labels, len(continua))


def _undefined(reason: str, documents: int) -> Gamma:
    estimate = Estimate(value=None, reason=reason, articles=documents)
    return Gamma(gamma=estimate, cat=estimate)


def _units(marks: Iterable[Mark], numbers: Mapping[str, int]) -> Units:
    import numpy as np

    ordered = sorted(marks)
    return Units(
        np.array([mark.start for mark in ordered], dtype=np.float64),
        np.array([mark.end for mark in ordered], dtype=np.float64),
        np.array([numbers[mark.label] for mark in ordered], dtype=np.int64),
    )


@dataclass(frozen=True, slots=True)
class _Course:
    """One computation."""

    continua: Sequence[_Continuum]
    settings: Settings
    labels: int
    cancelled: Callable[[], bool] | None
    on_progress: OnProgress | None

    def sums(self, sample: int | None) -> Sums:
        """Those of what was marked, or of one of the samples."""
        import numpy as np

        found = []
        for continuum in self.continua:
            if self.cancelled is not None and self.cancelled():
                raise Cancelled
            units: Sequence[Units] = continuum.units
            if sample is not None:
                generator = np.random.default_rng((self.settings.seed, continuum.key, sample))
                units = SAMPLERS[self.settings.sampler](units, generator)
            found.append(sums_of(units, self.settings.dissimilarity, self.labels))
        return reduce(Sums.plus, found)

    def samples(self) -> list[Sums]:
        """As many as the precision asked for needs."""
        samples: list[Sums] = []
        planned = FIRST_SAMPLES
        while len(samples) < planned:
            samples.append(self.sums(len(samples)))
            if len(samples) == FIRST_SAMPLES:
                # The error of the mean goes down with the root of the number of samples (Mathet et al. 2015, 5.3).
                missed = _error(samples) / self.settings.precision
                planned = min(MOST_SAMPLES, max(planned, ceil(planned * missed**2)))
            if self.on_progress is not None:
                self.on_progress(len(samples), planned)
        return samples


def _error(samples: Sequence[Sums]) -> float:
    """The share by which the mean disorder of samples may be off, with 95 % confidence."""
    import numpy as np

    disorders = np.array([sample.disorder() for sample in samples])
    disorders = disorders[np.isfinite(disorders)]
    mean = disorders.mean() if len(disorders) else 0.0
    return float(_CONFIDENCE * disorders.std() / mean / sqrt(len(disorders))) if mean else 0.0


def _figures(observed: Sums, samples: Sequence[Sums], labels: Sequence[str], documents: int) -> Gamma:
    disorder, expected = observed.disorder(), _mean([sample.disorder() for sample in samples])
    error = _error(samples)
    *by_label, cat = (_of_labels(observed, samples, column, documents) for column in range(len(labels) + 1))
    return Gamma(
        gamma=_estimate(disorder, expected, documents, observed.spans),
        cat=cat,
        by_label=dict(zip(labels, by_label, strict=True)),
        disorder=disorder,
        expected=expected,
        precision=error,
        range=_range(disorder, expected, error),
        samples=len(samples),
        exact=not observed.inexact and not any(sample.inexact for sample in samples),
    )


def _of_labels(observed: Sums, samples: Sequence[Sums], column: int, documents: int) -> Estimate:
    """gamma-k of a label, or gamma-cat of all. `units` counts pairs of two spans."""
    pairs, weight = int(observed.counts[0, column]), observed.counts[1, column]
    if observed.counts.shape[1] == 2:  # one label and all of them
        return Estimate(value=None, reason="no_variation", articles=documents, units=pairs)
    if not pairs or not weight:
        return Estimate(value=None, reason="no_aligned_spans", articles=documents, units=pairs)
    expected = _mean([sample.label_disorder(column) for sample in samples])
    return _estimate(observed.label_disorder(column), expected, documents, pairs)


def _mean(values: Sequence[float]) -> float | None:
    """Of those that are defined."""
    defined = [value for value in values if value == value]
    return sum(defined) / len(defined) if defined else None


def _estimate(observed: float, expected: float | None, documents: int, units: int) -> Estimate:
    """1 - observed / expected. Full agreement is 1 whatever is expected."""
    if not observed:
        return Estimate(value=1.0, articles=documents, units=units)
    if not expected:
        return Estimate(value=None, reason="no_variation", articles=documents, units=units)
    return Estimate(value=1 - observed / expected, articles=documents, units=units)


def _range(observed: float, expected: float | None, error: float) -> tuple[float, float] | None:
    if not expected or error >= 1:
        return None
    return 1 - observed / (expected * (1 - error)), 1 - observed / (expected * (1 + error))
