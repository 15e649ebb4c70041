"""The report as one HTML file: no scripts, nothing loaded from anywhere, the same for the same work."""

from collections.abc import Mapping

from annotations.agreement.checked import DEFINITIONS as DEFINITIONS_VERSION
from annotations.agreement.coverage import Coverage
from annotations.agreement.disagreements import Around, Group
from annotations.agreement.report import Report
from desktop.agreement_report import charts, over_time, sections
from desktop.agreement_report.definitions import DEFINITIONS
from desktop.agreement_report.markup import Markup, joined, tag
from desktop.agreement_report.style import STYLE
from desktop.agreements import Agreement
from desktop.models import agreement_words as words


def page(agreement: Agreement, examples: Mapping[Group, Around], version: str) -> str:
    """The file's text. `version` is that of the program."""
    report = agreement.report
    title = words.tr("Agreement: {0}").format(agreement.title)
    head = joined(
        Markup('<meta charset="utf-8">'),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Markup('<meta name="color-scheme" content="light dark">'),
        tag("title", title),
        Markup(f"<style>{STYLE}</style>"),
    )
    body = tag(
        "main",
        _opening(title, agreement),
        *_figures(agreement),
        *_places(report, examples),
        _closing(agreement, version),
    )
    return f'<!DOCTYPE html>\n<html lang="en">{tag("head", head)}{tag("body", body)}</html>\n'


def _opening(title: str, agreement: Agreement) -> Markup:
    report = agreement.report
    return tag(
        "header",
        tag("p", title, class_="title"),
        tag("h1", words.headline(report.figures["strict_f1"])),
        tag("p", " ".join(words.sentences(report))),
        tag("p", words.coverage_in_words(agreement.coverage), class_="note"),
        # Who reads no further must not take what was filtered for all there is.
        *(tag("p", line, class_="note") for line in _choice(agreement)),
    )


def _figures(agreement: Agreement) -> list[Markup | None]:
    report, tr = agreement.report, words.tr
    return [
        sections.figures(report, agreement.gamma),
        sections.pairs(report),
        sections.rulings(report.rulings),
        over_time.again(agreement.again),
        sections.labels(tr("By label"), tr("same span and label"), report.labels),
        sections.confusion(
            tr("Which labels are mixed up"), tr("one analyst × another"), report.confusion, tr("no span")
        ),
        sections.labels(tr("By event type"), tr("same trigger and type"), report.types),
        sections.event_reasons(report),
        sections.confusion(tr("Which event types are mixed up"), "", report.confusion_types, tr("no event")),
        sections.labels(tr("By role"), tr("same filler and role of the same event"), report.roles),
        sections.confusion(
            tr("Which roles are mixed up"), tr("in events that both have"), report.confusion_roles, tr("not filled")
        ),
        over_time.over_time(agreement.trend),
        over_time.suggestions(agreement.pulls),
    ]


def _places(report: Report, examples: Mapping[Group, Around]) -> list[Markup | None]:
    return [
        sections.disagreements(report, examples),
        sections.by_article(report.by_article, (each.pair for each in report.pairs)),
    ]


def _closing(agreement: Agreement, version: str) -> Markup:
    lines = [*_choice(agreement), words.method_in_words(agreement.resampling)]
    if agreement.gamma is not None:
        lines.append(_gamma(agreement))
    lines.append(words.tr("Spandesk {0}, definitions {1}.").format(version, DEFINITIONS_VERSION))
    explained = [joined(tag("dt", name), tag("dd", said)) for name, said in DEFINITIONS]
    tr = words.tr
    return joined(
        sections.section(tr("Coverage"), tr("articles"), _coverage(agreement.coverage)),
        sections.section(tr("How this was computed"), "", tag("ul", *(tag("li", line) for line in lines))),
        sections.section(tr("What the figures mean"), "", tag("dl", *explained)),
    )


def _choice(agreement: Agreement) -> list[str]:
    return words.choice_in_words(agreement.choice) if agreement.choice is not None else []


def _gamma(agreement: Agreement) -> str:
    assert agreement.gamma is not None
    ends = agreement.gamma.range
    said = words.tr("Gamma: {0} drawn continua").format(agreement.gamma.samples)
    return said + (words.tr(", which puts it between {0} and {1}.").format(*map(words.figure, ends)) if ends else ".")


def _coverage(coverage: Coverage) -> Markup:
    tr = words.tr
    counts = [
        (tr("done by two or more"), coverage.by_two),
        (tr("done by one"), coverage.by_one),
        (tr("in progress"), coverage.in_progress),
        (tr("not begun"), coverage.not_begun),
        *([(tr("done in another condition or guideline"), coverage.otherwise)] if coverage.otherwise else []),
    ]
    lines = [tag("li", f"{name}: {words.number(count)}") for name, count in counts]
    done = [
        tag("li", tr("{0} finished {1}").format(name, words.articles(count)))
        for name, count in coverage.annotators.items()
    ]
    return joined(charts.shares(counts), tag("ul", *lines, *done))
