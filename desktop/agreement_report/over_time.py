"""The sections of the report's page on what changes: over time, when done again, and when suggestions are seen."""

from collections.abc import Sequence

from annotations.agreement.again import Again
from annotations.agreement.estimate import Estimate
from annotations.agreement.pull import Pull
from annotations.agreement.trend import Batch, Batching, Series, Trend
from desktop.agreement_report import charts
from desktop.agreement_report.markup import Markup, number_cell, row, table, tag
from desktop.agreement_report.sections import figure, section
from desktop.models import agreement_words as words
from desktop.models import pull_words, trend_words


def over_time(trend: Trend) -> Markup | None:
    """Agreement from batch to batch; nothing where there are not two."""
    everybody = trend.series[0]
    if len(everybody.batches) < 2:
        return None
    heads = ("", words.tr("first"), words.tr("last"), words.tr("change"), words.tr("95 % interval"), "")
    changes = table(heads, [_change(each) for each in trend.series])
    note = words.tr("same span and label, {0}").format(trend_words.batches_in_words(trend.by))
    return section(
        words.tr("Over time"),
        note,
        tag("p", trend_words.drift_in_words(everybody, trend.by)),
        tag("div", charts.line(_points(everybody, trend.by)), class_="wide"),
        changes,
    )


def _points(series: Series, by: Batching) -> list[charts.Point]:
    first, last = series.batches[0], series.batches[-1]
    days = (last.since - first.since).days
    points, newest = [], max(first.schema_versions)
    for at, batch in enumerate(series.batches):
        along = (batch.since - first.since).days / days if by is Batching.WEEKS else at / (len(series.batches) - 1)
        new = max(batch.schema_versions)
        mark = words.tr("guideline {0}").format(new) if new > newest else ""
        newest = max(new, newest)
        points.append(charts.Point(along, batch.f1, trend_words.batch_name(batch, by), _said(batch, by), mark))
    return points


def _said(batch: Batch, by: Batching) -> str:
    figure = " ".join((words.figure(batch.f1.value), words.interval(batch.f1) or words.remark(batch.f1))).strip()
    pieces = (figure, words.articles(batch.articles), trend_words.versions_in_words(batch))
    return f"{trend_words.batch_name(batch, by)}: {', '.join(pieces)}"


def _change(series: Series) -> Markup:
    name = tag("td", tag("b", trend_words.series_name(series)) if series.drifts else trend_words.series_name(series))
    if series.compared is None or series.drift.value is None:
        few = tag("td", words.tr("too few articles to tell"), class_="note")
        return row(name, "", "", number_cell(words.NOTHING), "", few)
    first, last = (series.batches[at].f1 for at in series.compared)
    change = trend_words.signed(series.drift.value)
    return row(
        name,
        number_cell(words.figure(first.value)),
        number_cell(words.figure(last.value)),
        number_cell(tag("b", change) if series.drifts else change),
        number_cell(_signed(series.drift)),
        tag("td", words.tr("changed") if series.drifts else "", class_="note"),
    )


def _signed(estimate: Estimate) -> str:
    return "" if estimate.interval is None else " … ".join(map(trend_words.signed, estimate.interval))


def again(rows: Sequence[Again]) -> Markup | None:
    """Each annotator who did articles again, against themself; nothing where nobody did."""
    if not rows:
        return None
    axis = charts.axis(each.row.figures["strict_f1"] for each in rows)
    made = [
        figure(tag("td", each.annotator, title=trend_words.again_in_words(each)), each.row.figures["strict_f1"], axis)
        for each in rows
    ]
    heads = ("", axis.scale(), "", words.tr("95 % interval"), words.tr("articles"), "")
    left = [
        tag("p", f"{each.annotator}: {trend_words.again_in_words(each)}", class_="note")
        for each in rows
        if each.too_soon
    ]
    note = words.tr("same span and label, done again blind 14 days later or more")
    return section(words.tr("Against themselves"), note, table(heads, made), *left)


def suggestions(pulls: Sequence[Pull]) -> Markup | None:
    """What annotators do with suggestions in sight against what they do blind; nothing where that is not known."""
    if not pulls:
        return None
    heads = ("", "", words.tr("with suggestions"), words.tr("blind"), words.tr("difference"))
    rows = [
        row(
            tag("td", pull.annotator or words.tr("All")) if number == 0 else tag("td"),
            name,
            number_cell(pull_words.estimate_in_words(contrast.suggested)),
            number_cell(pull_words.estimate_in_words(contrast.blind)),
            number_cell(pull_words.difference_in_words(contrast)),
        )
        for pull in pulls
        for number, (name, contrast) in enumerate(pull_words.measures(pull))
    ]
    return section(words.tr("Suggestions"), words.tr("seen or not"), tag("div", table(heads, rows), class_="wide"))
