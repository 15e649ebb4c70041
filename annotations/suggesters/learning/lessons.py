"""Lessons: what each of the three linear models is asked about articles, what the rules say, and the right answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotations.suggesters.learning import labelling, linear
from annotations.suggesters.learning.evidence import Evidence
from annotations.suggesters.learning.linear import Linear, Rows

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float32]
    Answers = npt.NDArray[np.int16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A row for each question; its right answer is the number of a class, its `prior` what the rules say of each."""

    rows: Rows
    targets: "Answers"
    prior: "Floats"

    def learned(self, penalty: float, start: Linear | None = None) -> Linear:
        """The model that answers best, kept to the rules by the penalty."""
        return linear.fit(self.rows, self.targets, self.prior, penalty=penalty, start=start)

    def loss(self, model: Linear) -> float:
        """How improbable the right answers are to a model: the sum of their negative log probabilities."""
        import numpy as np

        said = model.probabilities(self.rows, self.prior)
        return -float(np.log(np.maximum(said[np.arange(len(said)), self.targets], 1e-6)).sum(dtype=np.float64))


def lessons(articles: Sequence[Evidence], labels: Sequence[str]) -> tuple[Lesson, Lesson, Lesson]:
    """Where spans begin, whether they go on, what they are called."""
    import numpy as np

    asked = [labelling.questions(each) for each in articles]
    priors = [labelling.priors(each) for each in articles]
    number = {label: at for at, label in enumerate(labels)}
    pairs = list(zip(articles, asked, priors, strict=True))
    return (
        Lesson(
            rows=linear.stacked([each.rows.take(q.begin_tokens) for each, q, _ in pairs]),
            targets=np.concatenate([q.begins for q in asked]),
            prior=np.concatenate([p[0][q.begin_tokens] for _, q, p in pairs]),
        ),
        Lesson(
            rows=linear.stacked([each.rows.take(q.on_tokens) for each, q, _ in pairs]),
            targets=np.concatenate([q.goes_on for q in asked]),
            prior=np.concatenate([p[1][q.on_tokens] for _, q, p in pairs]),
        ),
        Lesson(
            rows=linear.stacked([labelling.span_rows(each, each.marked) for each in articles]),
            targets=np.array([number[span.label] for each in articles for span in each.marked], np.int16),
            prior=labelling.label_prior(
                [said for each in articles for said in labelling.ruled_labels(each, each.marked)], labels
            ),
        ),
    )
