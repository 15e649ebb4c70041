"""The report as a table: one row for each figure, for a spreadsheet or a program, and as lines for a terminal."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annotations.agreement.checked import DEFINITIONS
from annotations.agreement.documents import Pair
from annotations.agreement.estimate import Estimate
from annotations.agreement.events import LEVELS
from annotations.agreement.figures import FEWEST_SPANS
from annotations.agreement.report import CHANCE_FIGURES, PAIR_FIGURES, SPAN_FIGURES, LabelRow, Report
from annotations.agreement.trend import Trend
from annotations.agreement.values import bias_estimates
from annotations.model.project import ADJUDICATED
from desktop.agreements import Agreement
from desktop.models import agreement_words as words
from desktop.models.pull_words import difference_in_words, measures
from desktop.models.trend_words import batch_name, drift_in_words, drifting, series_name

# A spreadsheet takes a cell that begins so for a formula, unless an apostrophe stands before it.
_FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
_DIGITS = 6
HEAD = (
    *(
        "scope",
        "of",
        "figure",
        "batch",
        "value",
        "low",
        "high",
        "articles",
        "units",
        "few",
        "reason",
        "interval_reason",
    ),
    *("too_narrow", "interval_method", "draws", "seed"),
    # What was measured: whose work, and on which labels and under which versions of the guideline; empty is all.
    *("condition", "annotators", "labels", "guidelines", "definitions", "version"),
)


class Row(NamedTuple):
    """A figure and what it is of: `scope` is "all", "pair", "others", "rulings", "again", "label", "type", "role" or
    "pull". Of figures over time `batch` names the articles."""

    scope: str
    of: str
    figure: str
    estimate: Estimate
    few: bool = False
    batch: str = ""


def rows(agreement: Agreement) -> Iterator[Row]:
    """Every figure of the report."""
    report = agreement.report
    for name in (*SPAN_FIGURES, *CHANCE_FIGURES, *LEVELS):
        yield Row("all", "", name, report.figures[name])
    if agreement.gamma is not None:
        yield Row("all", "", "gamma", agreement.gamma.gamma)
        yield Row("all", "", "gamma_cat", agreement.gamma.cat)
    yield Row("all", "", "mean_pairwise_strict_f1", report.mean_of_pairs)
    for scope, those in (("pair", report.pairs), ("rulings", report.rulings)):
        yield from (Row(scope, _name(row.pair), name, row.figures[name]) for row in those for name in PAIR_FIGURES)
    yield from (Row("others", name, "mean_pairwise_strict_f1", each) for name, each in report.others.items())
    for label in report.labels:
        yield Row("label", label.label, "strict_f1", label.f1, label.few)
        if label.alpha is not None:
            yield Row("label", label.label, "u_alpha_2016", label.alpha, label.few)
    yield from (Row("type", each.label, "trigger_cls", each.f1, each.few) for each in report.types)
    yield from (Row("role", each.label, "argument_cls_attached", each.f1, each.few) for each in report.roles)
    for done_again in agreement.again:
        yield from (Row("again", done_again.annotator, name, each) for name, each in done_again.row.figures.items())
    yield from _over_time(agreement.trend)
    for pull in agreement.pulls:
        yield from (Row("pull", pull.annotator, name, each) for name, each in bias_estimates(pull).items())


def _over_time(trend: Trend) -> Iterator[Row]:
    for series in trend.series:
        scope = "pair" if series.pair is not None else "label" if series.label else "all"
        of = _name(series.pair) if series.pair is not None else series.label
        for batch in series.batches:
            yield Row(scope, of, "strict_f1_of_batch", batch.f1, batch=batch_name(batch, trend.by))
        compared = [batch_name(series.batches[at], trend.by) for at in series.compared or ()]
        yield Row(scope, of, "strict_f1_drift", series.drift, batch=" to ".join(compared))


def _measured(agreement: Agreement) -> tuple[str, str, str, str]:
    """Condition, annotators, labels and versions of the guideline."""
    names, choice = "|".join(agreement.report.annotators), agreement.choice
    if choice is None:
        return "", names, "", ""
    return choice.condition.value, names, "|".join(choice.labels), "|".join(map(str, choice.schema_versions))


def csv_text(agreement: Agreement, version: str) -> str:
    """The rows as CSV; undefined values are empty."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEAD)
    resampling = agreement.resampling
    measured = _measured(agreement)
    for each in rows(agreement):
        estimate = each.estimate
        low, high = estimate.interval or (None, None)
        writer.writerow(
            (
                *map(_safe, (each.scope, each.of, each.figure, each.batch)),
                *map(_rounded, (estimate.value, low, high)),
                *(estimate.articles, estimate.units, int(each.few)),
                *(estimate.reason, estimate.interval_reason, int(estimate.too_narrow), estimate.method),
                *(resampling.draws, resampling.seed, *map(_safe, measured), DEFINITIONS, version),
            )
        )
    return out.getvalue()


def _safe(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def _rounded(value: float | None) -> float | str:
    return "" if value is None else round(value, _DIGITS)


def _name(pair: Pair) -> str:
    return "|".join(pair)


def lines(agreement: Agreement) -> Iterator[str]:
    """What a terminal shows: the sentences, then the figures in columns."""
    report, tr = agreement.report, words.tr
    yield words.headline(report.figures["strict_f1"])
    yield from words.sentences(report)
    yield words.coverage_in_words(agreement.coverage)
    if agreement.choice is not None:
        yield "; ".join(words.choice_in_words(agreement.choice))
    yield from _columns(tr("All pairs together"), _of_all(agreement))
    by_pair = [(" × ".join(row.pair), row.figures["strict_f1"], False) for row in report.pairs]
    yield from _columns(tr("Pairs, same span and label"), by_pair)
    ruled = [
        (next(name for name in row.pair if name != ADJUDICATED), row.figures["strict_f1"], False)
        for row in report.rulings
    ]
    yield from _columns(tr("Against the rulings, same span and label"), ruled)
    done_again = [(each.annotator, each.row.figures["strict_f1"], False) for each in agreement.again]
    yield from _columns(tr("Against themselves, same span and label"), done_again)
    yield from _columns(tr("Labels, same span and label"), _of_labels(report.labels))
    yield from _columns(tr("Event types, same trigger and type"), _of_labels(report.types))
    yield from _columns(tr("Roles, same filler and role of the same event"), _of_labels(report.roles))
    yield from _most_frequent(report)
    yield from _changes(agreement)
    yield words.method_in_words(agreement.resampling)


def _of_all(agreement: Agreement) -> list[tuple[str, Estimate, bool]]:
    figures = agreement.report.figures
    shown: list[str] = [*SPAN_FIGURES, *CHANCE_FIGURES]
    if figures["trigger_id"].value is not None:
        shown += LEVELS
    found = [(words.figure_name(name), figures[name], False) for name in shown]
    if agreement.gamma is not None:
        found += [("Gamma", agreement.gamma.gamma, False), ("Gamma-cat", agreement.gamma.cat, False)]
    return found


def _of_labels(rows: Sequence[LabelRow]) -> list[tuple[str, Estimate, bool]]:
    return [(each.label, each.f1, each.few) for each in sorted(rows, key=lambda each: -each.units)]


def _columns(title: str, rows: Sequence[tuple[str, Estimate, bool]]) -> Iterator[str]:
    if not rows:
        return
    width = max(len(title), *(len(name) for name, *_ in rows))
    yield ""
    yield f"{title:<{width}}  {'':>5}  {words.tr('95 %'):<10}{words.tr('articles'):>12}  {words.tr('counted'):>8}"
    for name, estimate, few in rows:
        if few:
            value, said = (
                words.NOTHING,
                words.tr("too few to say: {0} of {1} needed").format(estimate.units, FEWEST_SPANS),
            )
        else:
            value, said = words.figure(estimate.value), words.remark(estimate)
        counted = f"{words.articles(estimate.articles):>12}  {words.number(estimate.units):>8}"
        span = "" if few else words.interval(estimate)
        yield f"{name:<{width}}  {value:>5}  {span:<10}{counted}  {said}".rstrip()


_MOST_FREQUENT = 10


def _most_frequent(report: Report) -> Iterator[str]:
    if not report.groups:
        return
    yield ""
    yield words.tr("Most frequent disagreements")
    for group in report.groups[:_MOST_FREQUENT]:
        surface = group.versions[0].surface
        said = f"“{surface}”: " if surface else ""
        yield f"{words.number(group.count)} × {said}{words.group_in_words(group)}"


def _changes(agreement: Agreement) -> Iterator[str]:
    """What changed over time, and what suggestions do, where there is something to compare."""
    trend, tr = agreement.trend, words.tr
    everybody = trend.series[0]
    if len(everybody.batches) > 1:
        yield ""
        yield tr("Over time")
        yield drift_in_words(everybody, trend.by)
        yield from (f"{series_name(each)}: {drift_in_words(each, trend.by)}" for each in drifting(trend))
    if agreement.pulls:
        yield ""
        yield tr("With suggestions against blind")
        for name, contrast in measures(agreement.pulls[0]):
            yield f"{name}: {difference_in_words(contrast)}"
