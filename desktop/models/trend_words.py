"""Agreement over time, and of annotators with themselves, in words. Loads without Qt."""

from annotations.agreement.again import Again
from annotations.agreement.trend import ARTICLES_AT_ONCE, Batch, Batching, Series, Trend
from annotations.model.project import AGAIN_AFTER
from desktop.models.agreement_words import articles, figure, tr


def batches_in_words(by: Batching) -> str:
    """What a batch is: "by week"."""
    return tr("by week") if by is Batching.WEEKS else tr("{0} articles at a time").format(ARTICLES_AT_ONCE)


def batch_name(batch: Batch, by: Batching) -> str:
    """What stands under a batch: "2023-11-06", "26–50"."""
    return batch.since.isoformat() if by is Batching.WEEKS else f"{batch.first}–{batch.last}"


def batch_in_words(batch: Batch, by: Batching) -> str:
    """A batch in a sentence: "the week of 2023-11-06", "articles 26–50"."""
    sentence = tr("the week of {0}") if by is Batching.WEEKS else tr("articles {0}")
    return sentence.format(batch_name(batch, by))


def series_name(series: Series) -> str:
    """What a series is of: "All pairs", "Hana × Marek", "ORG"."""
    return " × ".join(series.pair) if series.pair is not None else series.label or tr("All pairs")


def versions_in_words(batch: Batch) -> str:
    """Under which guidelines a batch was done: "guideline 6", "guidelines 5, 6"."""
    versions = ", ".join(map(str, batch.schema_versions))
    return (tr("guideline {0}") if len(batch.schema_versions) == 1 else tr("guidelines {0}")).format(versions)


def signed(value: float) -> str:
    """A difference with its sign: "+.08", "−.02"."""
    return figure(value) if value < 0 else f"+{figure(value)}"


def drift_in_words(series: Series, by: Batching) -> str:
    """Whether agreement changed from the first batch to the last, in one sentence."""
    if series.compared is None or series.drift.value is None:
        return tr("Too few articles to tell whether agreement changes.")
    first, last = (series.batches[at] for at in series.compared)
    when = tr("From {0} to {1}").format(batch_in_words(first, by), batch_in_words(last, by))
    value = signed(series.drift.value)
    if series.drift.interval is None:
        return tr("{0}: {1}. How sure that is was not computed.").format(when, value)
    interval = tr("{0} ({1} to {2})").format(value, *map(signed, series.drift.interval))
    if not series.drifts:
        return tr("{0} nothing changed that other articles would not explain: {1}.").format(when, interval)
    if min(last.schema_versions) > max(first.schema_versions):
        when = tr("Since guideline {0}").format(min(last.schema_versions))
    more = tr("{0} analysts agree more: {1}.") if series.drift.value > 0 else tr("{0} analysts agree less: {1}.")
    return more.format(when, interval)


def drifting(trend: Trend) -> list[Series]:
    """The pairs and labels that changed, the greatest change first."""
    found = [each for each in trend.series[1:] if each.drifts]
    return sorted(found, key=lambda each: -abs(each.drift.value or 0.0))


def again_in_words(again: Again) -> str:
    """How much of what an annotator did again counts: "12 articles; 3 done again within 14 days are left out"."""
    counted = articles(again.row.articles)
    if not again.too_soon:
        return counted
    left = tr("{0}; {1} done again within {2} days left out")
    return left.format(counted, again.too_soon, AGAIN_AFTER.days)
