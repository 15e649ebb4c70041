"""Coding coefficients: how well annotators agree on the categories of tokens, beyond chance.

Most tokens are in no span, which makes agreement look better than it is; neighbouring spans of one label are one to
these coefficients, and long spans weigh more than short ones.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from annotations.agreement.documents import Pair
from annotations.agreement.patterns import Patterns
from annotations.agreement.tallies import Tallies, spread

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]


def cohen(patterns: Patterns, pair: Pair) -> Tallies:
    """Kappa of two annotators, (po - pe) / (1 - pe) (Cohen 1960)."""
    import numpy as np

    return _of_pair(patterns, pair, np.arange(len(patterns.categories)), len(patterns.categories))


def label_kappa(patterns: Patterns, pair: Pair, label: str) -> Tallies:
    """Cohen's kappa of two annotators on whether a token has the label, whatever else it has."""
    return _of_pair(patterns, pair, patterns.has(label), 2)


def matched_label_kappa(documents: Sequence[Iterable[tuple[str, str]]]) -> Tallies:
    """Cohen's kappa of two annotators on the labels of the spans to which both gave the same extent.

    `documents` has the pairs of labels of each document that both finished. Reason for none: "no_matched_spans".
    """
    import numpy as np

    given = [(at, *labels) for at, document in enumerate(documents) for labels in document]
    index = {label: at for at, label in enumerate(sorted({label for _, *labels in given for label in labels}))}
    columns = np.array([(at, index[first], index[second]) for at, first, second in given], dtype=int).reshape(-1, 3)
    return Tallies(
        rows=_kappa_rows(columns, np.ones(len(given)), len(documents), len(index)),
        documents=tuple(range(len(documents))),
        disagreement=_kappa_disagreement,
        reason="" if given else "no_matched_spans",
    )


def _of_pair(patterns: Patterns, pair: Pair, groups: "Array", size: int) -> Tallies:
    """Cohen's kappa with categories taken together in groups, of which there are `size`."""
    import numpy as np

    shared = patterns.of(pair).shared()
    codes = groups[shared.codes] if len(shared.codes) else np.empty((0, 2), dtype=int)
    rows = _kappa_rows(np.column_stack([shared.document, codes]), shared.units, shared.documents, size)
    return shared.tallies(rows, _kappa_disagreement)


def _kappa_rows(given: "Array", weight: "Array", documents: int, size: int) -> "Array":
    """Units, those alike, and how many the first and the second annotator have of each category.

    `given` has document, first and second category of each entry.
    """
    import numpy as np

    document, first, second = given.T
    shape = (documents, size)
    of_first, of_second = spread(document, first, weight, shape), spread(document, second, weight, shape)
    alike = np.bincount(document, weights=weight * (first == second), minlength=documents)
    return np.column_stack([of_first.sum(axis=1), alike, of_first, of_second])


def _kappa_disagreement(sums: "Array") -> tuple["Array", "Array"]:
    units, alike, size = sums[..., 0], sums[..., 1], sums.shape[-1] // 2 + 1
    by_chance = (sums[..., 2:size] * sums[..., size:]).sum(axis=-1)
    return units * (units - alike), units * units - by_chance


def fleiss(patterns: Patterns) -> Tallies:
    """Kappa of all annotators (Fleiss 1971), over the documents that at least two of them finished.

    Reason for none: "unequal_raters", where not as many have finished every one of these.
    """
    import numpy as np

    shared = patterns.shared()
    raters = np.unique(shared.raters())
    others = max(raters[0] - 1, 1) if len(raters) else 1

    def disagreement(sums: "Array") -> tuple["Array", "Array"]:
        codes = sums[..., 2:].sum(axis=-1)
        by_chance = (sums[..., 2:] ** 2).sum(axis=-1)
        return codes * (codes - sums[..., 1] / others), codes * codes - by_chance

    alike = shared.units * shared.alike(np.arange(len(shared.categories)))
    reason = "unequal_raters" if len(raters) > 1 else ""
    return shared.tallies(_nominal_rows(shared, alike), disagreement, reason)


def alpha(patterns: Patterns) -> Tallies:
    """Krippendorff's nominal alpha of all annotators, over the documents that at least two of them finished
    (Krippendorff 2011). Not as many need have finished each."""
    import numpy as np

    shared = patterns.shared()
    raters = shared.raters()
    alike = shared.alike(np.arange(len(shared.categories)))
    # m^2 less the sum of n^2 over categories is all ordered pairs less those alike.
    apart = shared.units * (raters * (raters - 1) - alike) / np.maximum(raters - 1, 1)
    return shared.tallies(_nominal_rows(shared, apart), _alpha_disagreement)


def _alpha_disagreement(sums: "Array") -> tuple["Array", "Array"]:
    codes = sums[..., 2:].sum(axis=-1)
    by_chance = (sums[..., 2:] ** 2).sum(axis=-1)
    return sums[..., 1] * (codes - 1), codes * codes - by_chance


def _nominal_rows(shared: Patterns, pairs: "Array") -> "Array":
    """Units, the given sum over pairs of annotators, and how often each category was given."""
    import numpy as np

    return np.column_stack([shared.sums(shared.units), shared.sums(pairs), shared.given()])
