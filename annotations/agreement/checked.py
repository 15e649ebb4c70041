"""Checked: figures with what they rest on, as a file or a program reads them: values, details, and how they were made.

`DEFINITIONS` is the version of the definitions of all figures: it grows when the same work would get other figures.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from annotations.agreement import values
from annotations.agreement.again import Again
from annotations.agreement.documents import Document
from annotations.agreement.estimate import Estimate
from annotations.agreement.figures import Resampling
from annotations.agreement.gamma import Gamma, Settings
from annotations.agreement.gamma_alignment import Dissimilarity
from annotations.agreement.parts import Parts
from annotations.agreement.pull import Look, Pull
from annotations.agreement.trend import Series, Trend
from annotations.agreement.values import Json, to_json

DEFINITIONS = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a file in the shape of the checked cases holds. `texts` are those that are known, by document; `gamma` is
    how it wants gamma computed, if it does; `looks` are at what was suggested, empty where no document has conditions.
    """

    documents: tuple[Document, ...]
    texts: Mapping[str, str]
    gamma: Settings | None
    looks: tuple[Look, ...]
    warnings: tuple[Json, ...]


@dataclass(slots=True)
class Checked:
    """Figures by name (None is undefined), and details in the same shape: reasons, counts, intervals."""

    values: Json = field(default_factory=dict)
    details: Json = field(default_factory=dict)


def read(value: Json) -> Given:
    """Read a file. Raises AttributeError, KeyError, TypeError or ValueError where it is in another shape."""
    parameters = value.get("parameters")
    return Given(
        documents=tuple(values.documents_of(value)),
        texts={str(each["id"]): each["text"] for each in value["documents"] if isinstance(each.get("text"), str)},
        gamma=None if parameters is None else gamma_settings(parameters),
        looks=tuple(values.looks_of(value)),
        warnings=tuple(_duplicates(value)),
    )


def of_parts(whole: Sequence[Parts], names: Collection[str], resampling: Resampling) -> Checked:
    """The figures of these annotators."""
    found = Checked(*values.values_of_parts(whole, names, resampling))
    done = [len(set(names) & each.document.annotators()) for each in whole]
    found.details["n_docs"] = {
        "all": len(whole),
        "done_by_two_or_more": sum(many > 1 for many in done),
        "done_by_one": done.count(1),
        "done_by_nobody": done.count(0),
    }
    found.details["method"] = {
        "definitions": DEFINITIONS,
        "interval": resampling.method if resampling.draws else None,
        "level": 0.95,
        "draws": resampling.draws,
        "seed": resampling.seed,
    }
    found.details["warnings"] = []
    return found


def gamma_settings(parameters: Json) -> Settings:
    """How a file wants gamma computed. Raises KeyError, TypeError or ValueError where that cannot be."""
    usual, dissimilarity = Settings(), Dissimilarity()
    return Settings(
        dissimilarity=Dissimilarity(
            alpha=float(parameters.get("alpha", dissimilarity.alpha)),
            beta=float(parameters.get("beta", dissimilarity.beta)),
            delta_empty=float(parameters.get("delta_empty", dissimilarity.delta_empty)),
        ),
        sampler=str(parameters.get("sampler", usual.sampler)),
        precision=float(parameters.get("precision", usual.precision)),
        seed=int(parameters.get("seed", usual.seed)),
    )


def put_pulls(found: Checked, pulls: Sequence[Pull]) -> None:
    """Put the pull of suggestions among the figures: that on all; in the details also that on each annotator. Nothing
    where there is none."""
    if pulls:
        estimates = values.bias_estimates(pulls[0])
        found.values["automation_bias"] = {name: each.value for name, each in estimates.items()}
        found.details["automation_bias"] = _in_json(estimates)
        found.details["automation_bias_by_annotator"] = {
            each.annotator: _in_json(values.bias_estimates(each)) for each in pulls if each.annotator
        }


def put_trend(found: Checked, trend: Trend) -> None:
    """Put agreement over time among the details, of all pairs, of each and of labels."""
    found.details["trend"] = {"by": trend.by.value, "all": None, "pairs": {}, "labels": {}}
    for each in trend.series:
        series = _series(each)
        if each.pair is not None:
            found.details["trend"]["pairs"]["|".join(each.pair)] = series
        elif each.label:
            found.details["trend"]["labels"][each.label] = series
        else:
            found.details["trend"]["all"] = series


def _series(series: Series) -> Json:
    return {
        "batches": [
            {
                "since": each.since.isoformat(),
                "first": each.first,
                "last": each.last,
                "schema_versions": list(each.schema_versions),
                "strict_f1": to_json(each.f1),
            }
            for each in series.batches
        ],
        "drift": to_json(series.drift),
        "compared": None if series.compared is None else list(series.compared),
        "drifts": series.drifts,
    }


def put_again(found: Checked, again: Sequence[Again]) -> None:
    """Put the agreement of annotators with themselves among the details."""
    found.details["self_agreement"] = {
        each.annotator: {
            **_in_json(each.row.figures),
            "counts": dict(each.row.counts),
            "n_docs": each.row.articles,
            "too_soon": each.too_soon,
        }
        for each in again
    }


def _in_json(estimates: Mapping[str, Estimate]) -> Json:
    return {name: to_json(each) for name, each in estimates.items()}


def put_gamma(found: Checked, made: Gamma, settings: Settings) -> None:
    """Put gamma, computed so, among the figures."""
    found.values |= {
        "gamma": made.gamma.value,
        "gamma_cat": made.cat.value,
        "gamma_k": {label: each.value for label, each in made.by_label.items()},
        "gamma_best_alignment_disorder": made.disorder,
    }
    found.details |= {
        "gamma": to_json(made.gamma)
        | {
            "expected_disorder": made.expected,
            "samples": made.samples,
            "sampler": settings.sampler,
            "seed": settings.seed,
            "precision": made.precision,
            "range": list(made.range) if made.range else None,
            "exact": made.exact,
        },
        "gamma_cat": to_json(made.cat),
        "gamma_k": {label: to_json(each) for label, each in made.by_label.items()},
    }


def _duplicates(value: Json) -> Iterator[Json]:
    """Spans that an annotator has more than once; each counts once."""
    for document in value["documents"]:
        for name, marks in document.get("annotators", {}).items():
            counts = Counter((each["start"], each["end"], each["label"]) for each in marks)
            for (start, end, label), many in sorted(counts.items()):
                if many > 1:
                    yield {
                        "warning": "duplicates",
                        "document": document["id"],
                        "annotator": name,
                        "start": start,
                        "end": end,
                        "label": label,
                        "times": many,
                    }
