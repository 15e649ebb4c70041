"""The model of the slow learner: how its component's probabilities become suggestions, and its file."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING

from annotations.errors import BadInput
from annotations.model.learned import Learner
from annotations.model.mention import Kind
from annotations.model.span import Span
from annotations.suggesters import spacy_pipeline
from annotations.suggesters.found import Found
from annotations.suggesters.learning import model_file, slow_network
from annotations.suggesters.reading import Reading
from annotations.suggesters.scores import Calibration

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import SpanCategorizer
    from spacy.tokens import Doc

_BATCH = 32  # stretches predicted at once
_SOURCE, _WHY = "learned", "learned from decided articles"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SlowModel:
    """What the slow learner made of some articles. Suggests the labels in `labels`; the rules keep all others.

    `threshold` is the least probability suggested, before `calibration` makes of it the share that is right. `nested`
    says that mentions inside mentions were marked.
    """

    kind: Kind
    labels: tuple[str, ...]
    threshold: float
    nested: bool
    component: "SpanCategorizer"
    calibration: Calibration = field(default_factory=Calibration)

    def refine(self, readings: Sequence[Reading]) -> list[list[list[Found]]]:
        """For each article, stretch by stretch, what is at least as probable as `threshold`, in text order, with
        calibrated scores."""
        refined = []
        for reading in readings:
            by_rules = ruled(reading, self.kind)
            docs = [stretch.doc for stretch in reading.stretches]
            slow_network.prepare(pipeline(self.kind), self.kind, docs, by_rules)
            said = self.predicted(docs, self.threshold)
            combined = [self._combined(*each) for each in zip(docs, said, by_rules, strict=True)]
            refined.append(self.calibration.applied(combined))
        return refined

    def to_bytes(self) -> bytes:
        """The model as it is stored. Holds numbers and words only."""
        meta = {
            "labels": self.labels,
            "threshold": self.threshold,
            "nested": self.nested,
            "calibration": self.calibration.to_json(),
            "pipeline": _version(),
        }
        return model_file.write(Learner.SLOW, self.kind, meta, slow_network.weights(self.component.model))

    @classmethod
    def from_bytes(cls, data: bytes, name: str = "model") -> "SlowModel":
        """The inverse of `to_bytes`. Raises BadInput where the bytes are no model of this learner, or of one that
        learned with another version of the language model."""
        learner, kind, meta, arrays = model_file.read(data, name)
        if learner is not Learner.SLOW:
            raise BadInput(name, None, f"a model of the {learner} learner, not of the slow one")
        if meta.get("pipeline") != _version():
            raise BadInput(name, None, f"learned with {meta.get('pipeline')}, but {_version()} is installed")
        try:
            labels = tuple(str(label) for label in meta["labels"])
            component = slow_network.component(pipeline(kind), kind, labels)
            slow_network.set_weights(component.model, arrays)
            return cls(
                kind=kind,
                labels=labels,
                threshold=float(meta["threshold"]),
                nested=bool(meta["nested"]),
                component=component,
                calibration=Calibration.from_json(meta["calibration"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise BadInput(name, None, f"the model is damaged: {error}") from error

    def predicted(self, docs: Sequence["Doc"], floor: float) -> "list[list[Guess]]":
        """The most probable spans of each Doc that do not overlap, or, where nested, do not cross."""
        guesses = []
        for first in range(0, len(docs), _BATCH):
            batch = docs[first : first + _BATCH]
            spans, scores = self.component.predict(batch)
            at = 0
            for number in range(len(batch)):
                places = spans[number].dataXd
                guesses.append(self._best(places.tolist(), scores[at : at + len(places)].tolist(), floor))
                at += len(places)
        return guesses

    def _best(self, places: Sequence[Sequence[int]], scores: Sequence[Sequence[float]], floor: float) -> "list[Guess]":
        probable = [
            Guess(max(row), start, end, self.labels[row.index(max(row))])
            for (start, end), row in zip(places, scores, strict=True)
            if max(row) >= floor
        ]
        kept: list[Guess] = []
        for guess in sorted(probable, key=lambda each: (-each.score, each.start, each.end)):
            if not any(guess.clashes(other, nested=self.nested) for other in kept):
                kept.append(guess)
        return sorted(kept, key=lambda each: (each.start, -each.end))

    def _combined(self, doc: "Doc", said: "Sequence[Guess]", ruled: Sequence[Found]) -> list[Found]:
        by_extent = {(each.extent, each.label): each for each in ruled}
        found = []
        for guess in said:
            span = doc[guess.start : guess.end]
            extent = Span(span.start_char, span.end_char)
            rule = by_extent.get((extent, guess.label))
            why, source = (f"{rule.why}; learned", rule.source) if rule else (_WHY, _SOURCE)
            found.append(Found(extent=extent, label=guess.label, why=why, source=source, score=guess.score))
        taken = [each.extent for each in found]
        found += [
            each
            for each in ruled
            if each.label not in self.labels and not any(each.extent.overlaps(extent) for extent in taken)
        ]
        return sorted(found, key=lambda each: (each.extent.start, -each.extent.end))


@dataclass(frozen=True, slots=True)
class Guess:
    """Tokens `start` to before `end` of a Doc, with the most probable label."""

    score: float
    start: int
    end: int
    label: str

    def clashes(self, other: "Guess", *, nested: bool) -> bool:
        """True if both cannot be suggested: they overlap, or, where `nested`, cross or are the same tokens."""
        if self.end <= other.start or other.end <= self.start:
            return False
        inside = self.start >= other.start and self.end <= other.end
        around = self.start <= other.start and self.end >= other.end
        same = inside and around
        return same or not (nested and (inside or around))


def pipeline(kind: Kind) -> "Language":
    """The language model that Docs to learn mentions of this kind from were read with."""
    return spacy_pipeline.load(with_syntax=kind is Kind.EVENT)


def ruled(reading: Reading, kind: Kind) -> Sequence[Sequence[Found]]:
    """What the rules found, stretch by stretch."""
    return reading.names if kind is Kind.ENTITY else reading.found_triggers()


def _version() -> str:
    """The language model whose view of the words the weights were trained on."""
    return version(spacy_pipeline.installed_package())
