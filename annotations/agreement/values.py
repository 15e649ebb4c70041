"""Values: every figure of some documents under the names by which implementations of agreement are checked.

The names, and the shape of the documents, are those of the checked cases that tests read: `__none__` stands for the
side without a span, `A|B` for a pair, None for what is undefined.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from annotations.agreement import events, spans, unitizing_1995
from annotations.agreement.documents import ArgumentMark, Document, EventMark, Pair, annotators, pairs
from annotations.agreement.estimate import Estimate
from annotations.agreement.figures import Figures, Resampling, mean
from annotations.agreement.parts import Parts, parts
from annotations.agreement.pull import Contrast, Look, Pull
from annotations.agreement.unitizing_1995 import Continuum, continuum
from annotations.model.mark import Mark

Json = dict[str, Any]


def documents_of(value: Json) -> list[Document]:
    """The documents of a file in that shape. Raises KeyError, TypeError or ValueError for anything else."""
    return [_document(each) for each in value["documents"]]


def _document(value: Json) -> Document:
    units, length = value.get("tokens"), int(value["length"])
    return Document(
        id=str(value["id"]),
        length=length,
        marks={str(name): _marks(marks, length) for name, marks in value.get("annotators", {}).items()},
        events={
            str(name): frozenset(_event(each, length) for each in found)
            for name, found in value.get("events", {}).items()
        },
        units=None if units is None else tuple((int(start), int(end)) for start, end in units),
    )


def _marks(values: Iterable[Json], length: int) -> frozenset[Mark]:
    return frozenset(Mark(*_extent(each, length), str(each["label"])) for each in values)


def _event(value: Json, length: int) -> EventMark:
    filled = value.get("arguments", ())
    arguments = frozenset(ArgumentMark(*_extent(each, length), str(each["role"])) for each in filled)
    return EventMark(*_extent(value["trigger"], length), str(value["type"]), arguments)


def _extent(value: Json, length: int) -> tuple[int, int]:
    start, end = int(value["start"]), int(value["end"])
    if not 0 <= start < end:
        raise ValueError(f"no such span: {start} to {end}")
    if end > length:
        raise ValueError(f"the span {start} to {end} goes beyond the end of its document, {length}")
    return start, end


def values(documents: Sequence[Document], resampling: Resampling | None = None) -> tuple[Json, Json]:
    """As `values_of_parts`, of all who finished one of the documents."""
    return values_of_parts(tuple(map(parts, documents)), annotators(documents), resampling)


def values_of_parts(
    whole: Sequence[Parts], names: Iterable[str], resampling: Resampling | None = None
) -> tuple[Json, Json]:
    """All figures, and in the same shape their reasons, counts and intervals (`Estimate` as JSON) where they have any.

    What needs conditions, rulings or gamma's parameters is not among them.
    """
    found = _Found()
    figures = Figures(whole, names, resampling)
    both = pairs(figures.annotators)
    continua = [continuum(each.document, figures.annotators) for each in whole]
    _of_spans(found, figures, whole, both)
    _of_tokens(found, figures, both)
    _of_units(found, figures, continua)
    _of_events(found, figures, both)
    alone = {
        each.document.id: _alone(each, figures.annotators, of_all) for each, of_all in zip(whole, continua, strict=True)
    }
    found.put(("per_document",), alone)
    return found.values, found.details


class _Found:
    """Values and details, put in by path."""

    def __init__(self) -> None:
        self.values: Json = {}
        self.details: Json = {}

    def put(self, path: Sequence[str], value: Any) -> None:
        """Put in a value, or an estimate with its details."""
        if isinstance(value, Estimate):
            _at(self.details, path[:-1])[path[-1]] = to_json(value)
            value = value.value
        _at(self.values, path[:-1])[path[-1]] = value


def _at(tree: Json, path: Iterable[str]) -> Json:
    for step in path:
        tree = tree.setdefault(step, {})
    return tree


def to_json(estimate: Estimate) -> Json:
    """An estimate with what says how far to trust it."""
    return {
        "value": estimate.value,
        "reason": estimate.reason or None,
        "n_docs": estimate.articles,
        "n_units": estimate.units,
        "ci": list(estimate.interval) if estimate.interval else None,
        "ci_reason": estimate.interval_reason or None,
        "ci_method": estimate.method or None,
        "probably_too_narrow": estimate.too_narrow,
    }


def _name(pair: Pair) -> str:
    return "|".join(pair)


def _of_spans(found: _Found, figures: Figures, whole: Sequence[Parts], both: Sequence[Pair]) -> None:
    for name in ("pairs", "per_label_strict_f1", "confusion", "confusion_exact_boundaries_only", "label_kappa_matched"):
        found.put((name,), {})
    strict = []
    for pair in both:
        counts = figures.span_counts([pair])
        f1s = {name: figures.span_f1(name, [pair]) for name in spans.F1S}
        for name, estimate in f1s.items():
            found.put(("pairs", _name(pair), name), estimate)
        strict.append(f1s["strict_f1"])
        shared = [each.spans[pair] for each in whole if pair in each.spans]
        found.put(("pairs", _name(pair), "n_shared_docs"), counts.documents)
        found.put(("pairs", _name(pair), "n_both_empty_docs"), round(counts["both_empty"]))
        found.put(("pairs", _name(pair), "counts"), {name: round(counts[name]) for name in spans.COUNTED})
        found.put(("pairs", _name(pair), "strict_f1_doc_macro"), spans.macro_f1(shared))
        found.put(("per_label_strict_f1", _name(pair)), {})
        for label in counts.labels:
            found.put(("per_label_strict_f1", _name(pair), label), figures.label_f1(label, [pair]))
        found.put(("confusion", _name(pair)), _table(counts.confusion))
        found.put(("confusion_exact_boundaries_only", _name(pair)), _table(counts.same_extent))
        found.put(("label_kappa_matched", _name(pair)), figures.matched_label_kappa(pair))
    found.put(("mean_pairwise_strict_f1",), mean(strict))
    for name in spans.F1S:
        found.put(("pooled", name), figures.span_f1(name, both))


def _table(counts: Mapping[tuple[str, str], int]) -> Json:
    table: Json = {}
    for (row, column), many in sorted(counts.items()):
        table.setdefault(row, {})[column] = many
    return table


def _of_tokens(found: _Found, figures: Figures, both: Sequence[Pair]) -> None:
    found.put(("token_cohen",), {})
    for pair in both:
        found.put(("token_cohen", _name(pair)), figures.token_cohen(pair))
    found.put(("token_fleiss",), figures.token_fleiss())
    found.put(("token_alpha_nominal",), figures.token_alpha())


def _of_units(found: _Found, figures: Figures, continua: Sequence[Continuum]) -> None:
    found.put(("u_alpha_2016",), figures.u_alpha("full"))
    found.put(("u_alpha_2016_binary",), figures.u_alpha("binary"))
    found.put(("u_alpha_2016_layered",), figures.u_alpha("layered"))
    found.put(("u_alpha_2016_per_label",), {})
    for label in figures.labels:
        found.put(("u_alpha_2016_per_label", label), figures.u_alpha_of_label(label))
    labels, many = unitizing_1995.labels(continua), len(figures.annotators)
    overall = _alpha_u_2004(continua, many, labels)
    found.put(("alpha_u_2004",), overall["alpha"] if overall else None)
    by_label = {label: _alpha_u_2004(continua, many, (label,)) for label in labels}
    found.put(("alpha_u_2004_per_category",), by_label)


def _alpha_u_2004(continua: Sequence[Continuum], annotators: int, labels: Sequence[str]) -> Json | None:
    """The unitizing alpha of 1995 and 2004 over these labels; None where it is undefined."""
    tallies = unitizing_1995.alpha_u(continua, annotators, labels)
    apart, value = tallies.disagreements(), tallies.estimate().value
    return None if apart is None else {"Do": apart[0], "De": apart[1], "alpha": value}


def _of_events(found: _Found, figures: Figures, both: Sequence[Pair]) -> None:
    for pair in both:
        counts = figures.event_counts([pair])
        if counts.documents:
            for level in events.LEVELS:
                found.put(("events", _name(pair), level), figures.event_f1(level, [pair]))
            found.put(("event_reasons", _name(pair)), dict(sorted(counts.reasons.items())))


def _alone(each: Parts, annotators: Iterable[str], of_all: Continuum) -> Json:
    """The coefficients of one document by itself; `of_all` is its continuum of all annotators."""
    names = [name for name in annotators if name in each.document.marks]
    figures = Figures([each], names, Resampling(draws=0))
    own = continuum(each.document, names) if of_all.missing else of_all
    overall = _alpha_u_2004([own], len(names), unitizing_1995.labels([own]))
    return {
        "alpha_u_2004": overall,
        "u_alpha_2016": figures.u_alpha("full").value,
        "token_alpha_nominal": figures.token_alpha().value,
        "token_cohen": {_name(pair): figures.token_cohen(pair).value for pair in pairs(names)},
    }


def looks_of(value: Json) -> list[Look]:
    """What annotators did beside what was suggested, of a file in which documents have suggestions and conditions;
    empty where none has. Raises KeyError, TypeError or ValueError for what is not in that shape."""
    return [look for each in value["documents"] if "conditions" in each for look in _looks(each)]


def bias_estimates(pull: Pull) -> dict[str, Estimate]:
    """The pull of suggestions by measure and condition."""
    measures: Mapping[str, Contrast] = {
        "f1_with_suggestion": pull.f1_with_suggestion,
        "wrong_adoption": pull.wrong_adoption,
        "omission": pull.omission,
    }
    return {
        f"{name}_{condition}": estimate
        for name, contrast in measures.items()
        for condition, estimate in (
            ("suggested", contrast.suggested),
            ("blind", contrast.blind),
            ("difference", contrast.difference),
        )
    }


def _looks(value: Json) -> Iterable[Look]:
    gold, length = value.get("gold"), int(value["length"])
    for name, condition in value["conditions"].items():
        if name in value["annotators"]:
            yield Look(
                annotator=str(name),
                blind=condition == "blind",
                marked=_marks(value["annotators"][name], length),
                suggested=_marks(value.get("suggestions", ()), length),
                gold=None if gold is None else _marks(gold, length),
            )
