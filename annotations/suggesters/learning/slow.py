"""The slow learner: trains a component of a spaCy pipeline on a project's decisions, in minutes.

The training starts from what the rules say and learns corrections, which are drawn back to nothing. Which state of it
is kept, and from which probability on something is suggested, is chosen on a fifth of the finished articles that is
not trained on. Only labels marked often enough are learned; the rules keep the others.
"""

import hashlib
import json
import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotations.errors import BadInput, Cancelled
from annotations.model.learned import Learner
from annotations.model.mention import Kind
from annotations.model.schema import Schema
from annotations.suggesters.learning import model_file, slow_network
from annotations.suggesters.learning.examples import Example, Marked
from annotations.suggesters.learning.slow_model import SlowModel, pipeline, ruled
from annotations.suggesters.reading import Reading

if TYPE_CHECKING:
    import numpy as np
    from spacy.tokens import Doc, Span
    from spacy.training import Example as Lesson
    from thinc.api import Optimizer

    Weights = dict[str, np.ndarray[Any, Any]]

FEWEST_MARKED = 10

_THRESHOLD = 0.4
_THRESHOLDS = tuple(step / 100 for step in range(30, 65, 5))

_HELD_BACK = 5  # one finished article in so many chooses the state that is kept
_FEWEST_TO_CHOOSE = 100  # spans marked there
_ROUNDS, _ROUNDS_UNCHOSEN = 30, 3
_PATIENCE = 5  # rounds without a better score
_UPDATES = 60  # in a round
_WORDS = 300  # in a batch
_RATE, _DROPPED, _DECAY = 0.001, 0.5, 0.01

OnProgress = Callable[[float, str], None]


def learnable(kind: Kind, schema: Schema, examples: Iterable[Example]) -> tuple[str, ...]:
    """The labels on offer that were marked often enough to be learned."""
    marked = Counter(mark.label for example in examples for mark in example.marked if mark.kind is kind)
    return tuple(label.code for label in schema.active(kind) if marked[label.code] >= FEWEST_MARKED)


def fit(
    kind: Kind,
    schema: Schema,
    readings: Iterable[Reading],
    examples: Sequence[Example],
    *,
    on_progress: OnProgress,
    cancelled: Callable[[], bool],
    seconds: float,
    folder: Path,
) -> SlowModel:
    """Train for at most so many seconds (of the clock), or until the score on the articles held back stays.

    `readings` are of the articles of `examples`, in their order. In articles that are not complete only what was
    marked or rejected says anything. A training that was stopped goes on from its last round when it is asked for
    again with the same examples and the same folder. Raises Cancelled; ValueError if there is no label to learn.
    """
    labels = learnable(kind, schema, examples)
    if not labels:
        raise ValueError("no label was marked often enough")
    pupils = [_pupil(kind, labels, *each) for each in zip(readings, examples, strict=True)]
    choosing = _held_back(pupils)
    training = [doc for pupil in pupils if pupil not in choosing for doc in pupil.docs]
    _seed(0)
    model = SlowModel(
        kind=kind,
        labels=labels,
        threshold=_THRESHOLD,
        nested=any(_overlap(doc) for doc in training),
        component=slow_network.component(pipeline(kind), kind, labels),
    )
    file = folder / f"slow-{kind}-{_fingerprint(labels, examples)}.training"
    course = _Course(model, training, [doc for pupil in choosing for doc in pupil.docs], file)
    return course.run(on_progress, cancelled, seconds)


@dataclass(frozen=True, slots=True, eq=False)
class _Pupil:
    """An article with what was marked in it on its Docs."""

    article: str
    docs: "list[Doc]"
    complete: bool


def _pupil(kind: Kind, labels: Sequence[str], reading: Reading, example: Example) -> _Pupil:
    docs = [stretch.doc for stretch in reading.stretches]
    slow_network.prepare(pipeline(kind), kind, docs, ruled(reading, kind))
    for stretch in reading.stretches:
        marked, rejected = (
            [
                span
                for mark in marks
                if mark.kind is kind and mark.label in labels and (span := _on(stretch.doc, stretch.start, mark))
            ]
            for marks in (example.marked, example.rejected)
        )
        stretch.doc.spans[slow_network.GOLD] = marked
        if not example.complete:
            stretch.doc.spans[slow_network.ASKED] = list({(s.start, s.end): s for s in (*rejected, *marked)}.values())
    return _Pupil(example.article.article_id, docs, example.complete)


def _on(doc: "Doc", start: int, mark: Marked) -> "Span | None":
    """The tokens of a mark, if it begins in the stretch that starts at this code point."""
    first = mark.span.start - start
    if not 0 <= first < len(doc.text):
        return None
    last = min(mark.span.end - start, len(doc.text))
    return doc.char_span(first, last, mark.label, alignment_mode="expand")


def _held_back(pupils: Iterable[_Pupil]) -> list[_Pupil]:
    """A fifth of the finished articles, or none where too little is marked in them to choose by."""
    finished = sorted(
        (pupil for pupil in pupils if pupil.complete), key=lambda pupil: hashlib.sha1(pupil.article.encode()).digest()
    )
    chosen = finished[::_HELD_BACK] if len(finished) >= _HELD_BACK else []
    marked = sum(len(doc.spans[slow_network.GOLD]) for pupil in chosen for doc in pupil.docs)
    return chosen if marked >= _FEWEST_TO_CHOOSE else []


def _overlap(doc: "Doc") -> bool:
    spans = {(span.start, span.end) for span in doc.spans[slow_network.GOLD]}
    covered = [at for start, end in spans for at in range(start, end)]
    return len(covered) > len(set(covered))


def _fingerprint(labels: Sequence[str], examples: Iterable[Example]) -> str:
    """The same for the same training."""
    what = [
        [each.article.article_id, each.complete]
        + [[str(mark.kind), mark.span.start, mark.span.end, mark.label] for mark in (*each.marked, *each.rejected)]
        for each in examples
    ]
    return hashlib.sha256(json.dumps([list(labels), what]).encode()).hexdigest()[:16]


def _seed(number: int) -> None:
    from thinc.api import fix_random_seed

    fix_random_seed(number)


@dataclass(slots=True, eq=False)
class _State:
    """How far a training has come. `best` are the weights with the best score so far, found in round `best_round`."""

    round: int = 0
    best_round: int = 0
    score: float = -1.0
    threshold: float = _THRESHOLD
    spent: float = 0.0  # seconds
    best: "Weights" = field(default_factory=dict)


class _Course:
    """One training: rounds of updates, each followed by a look at the articles held back."""

    def __init__(self, model: SlowModel, training: "Sequence[Doc]", choosing: "Sequence[Doc]", file: Path) -> None:
        from thinc.api import Adam

        self._model = model
        self._training = training
        self._choosing = choosing
        self._file = file
        self._rounds = _ROUNDS if choosing else _ROUNDS_UNCHOSEN
        self._optimizer: Optimizer = Adam(_RATE, L2=_DECAY, L2_is_weight_decay=True, grad_clip=1.0)

    def run(self, on_progress: OnProgress, cancelled: Callable[[], bool], seconds: float) -> SlowModel:
        """Train, keep the best state, and put the checkpoint away."""
        state = self._resumed()
        while not self._is_over(state, seconds):
            on_progress(max(state.round / self._rounds, min(1.0, state.spent / seconds)), "training")
            began = time.monotonic()
            self._round(state.round, cancelled)
            self._look(state)
            state.round += 1
            state.spent += time.monotonic() - began
            self._keep(state)
        slow_network.set_weights(self._model.component.model, state.best)
        self._file.unlink(missing_ok=True)
        return replace(self._model, threshold=state.threshold)

    def _is_over(self, state: _State, seconds: float) -> bool:
        if state.round == 0:
            return False
        stays = bool(self._choosing) and state.round - state.best_round >= _PATIENCE
        return state.round >= self._rounds or stays or state.spent >= seconds

    def _round(self, number: int, cancelled: Callable[[], bool]) -> None:
        _seed(number)
        batches = _batches(self._training, random.Random(number))
        for _ in range(_UPDATES):
            if cancelled():
                raise Cancelled
            self._model.component.update(next(batches), sgd=self._optimizer, drop=_DROPPED)

    def _look(self, state: _State) -> None:
        """Score the averaged weights; keep them when none before were better, or when there is nothing to score on."""
        network = self._model.component.model
        with network.use_params(self._optimizer.averages):
            score, threshold = self._score() if self._choosing else (0.0, _THRESHOLD)
            if score > state.score or not self._choosing:
                state.score, state.threshold, state.best_round = score, threshold, state.round + 1
                state.best = {name: value.copy() for name, value in slow_network.weights(network).items()}

    def _score(self) -> tuple[float, float]:
        """The best exact F1 on the articles held back, and the threshold it has."""
        gold = [
            {(span.start, span.end, span.label_) for span in doc.spans[slow_network.GOLD]} for doc in self._choosing
        ]
        said = self._model.predicted(self._choosing, min(_THRESHOLDS))
        scored = [
            (guess.score, (guess.start, guess.end, guess.label) in of_doc)
            for of_doc, guesses in zip(gold, said, strict=True)
            for guess in guesses
        ]
        marked = sum(map(len, gold))
        options = []
        for threshold in _THRESHOLDS:
            shown = [right for score, right in scored if score >= threshold]
            options.append((2 * sum(shown) / (len(shown) + marked), -abs(threshold - _THRESHOLD), threshold))
        best, _, threshold = max(options)
        return best, threshold

    def _resumed(self) -> _State:
        """Where a training that was stopped had come to; what it knew of the slope is lost."""
        try:
            _, _, meta, arrays = model_file.read(self._file.read_bytes(), self._file.name)
        except (FileNotFoundError, BadInput):
            return _State()
        sides: dict[str, Weights] = {"now": {}, "best": {}}
        for name, value in arrays.items():
            side, _, place = name.partition(" ")
            assert not isinstance(value, bytes)
            sides[side][place] = value
        slow_network.set_weights(self._model.component.model, sides["now"])
        return _State(**meta, best=sides["best"])

    def _keep(self, state: _State) -> None:
        network = self._model.component.model
        with network.use_params(self._optimizer.averages):
            now = {f"now {name}": value for name, value in slow_network.weights(network).items()}
            best = {f"best {name}": value for name, value in state.best.items()}
            meta = {name: getattr(state, name) for name in ("round", "best_round", "score", "threshold", "spent")}
            data = model_file.write(Learner.SLOW, self._model.kind, meta, {**now, **best})
        self._file.parent.mkdir(parents=True, exist_ok=True)
        aside = self._file.with_suffix(".new")
        aside.write_bytes(data)
        os.replace(aside, self._file)


def _batches(docs: "Sequence[Doc]", chance: random.Random) -> "Iterator[list[Lesson]]":
    """Batches without end, of about `_WORDS` words each."""
    from spacy.training import Example as Lesson

    lessons = [Lesson(doc, doc) for doc in docs]
    while True:
        chance.shuffle(lessons)
        batch: list[Any] = []
        words = 0
        for lesson in lessons:
            batch.append(lesson)
            words += len(lesson.predicted)
            if words >= _WORDS:
                yield batch
                batch, words = [], 0
        if batch:
            yield batch
