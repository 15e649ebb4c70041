"""The sections of the report's page."""

from collections.abc import Iterable, Mapping, Sequence

from annotations.agreement.disagreements import Around, Group
from annotations.agreement.documents import Pair
from annotations.agreement.estimate import Estimate
from annotations.agreement.events import ARGUMENT_REASONS, EVENT_REASONS, LEVELS
from annotations.agreement.gamma import Gamma
from annotations.agreement.report import CHANCE_FIGURES, SPAN_FIGURES, ArticleRow, Confusion, LabelRow, PairRow, Report
from annotations.model.mark import Subject
from annotations.model.project import ADJUDICATED
from desktop.agreement_report import charts
from desktop.agreement_report.markup import BREAK, Markup, joined, number_cell, row, table, tag
from desktop.models import agreement_words as words

MOST_GROUPS, MOST_ARTICLES = 300, 300
UNFOLDED = 30
FIRST = ("strict_f1", "exact_boundary_f1", "type_f1")
ALPHAS = ("u_alpha_2016", "u_alpha_2016_layered")  # the second where the first is not defined
FIRST_OF_EVENTS = ("trigger_id", "trigger_cls", "argument_cls")
_BESIDE = 10  # labels; a confusion of more takes the whole width


def section(title: str, note: str, *inside: object) -> Markup:
    """A part of the page under a heading, with what is to know about it beside."""
    return tag("section", tag("h2", title, " ", tag("small", note)), *inside)


def figures(report: Report, gamma: Gamma | None) -> Markup:
    """The figures of all pairs together, with their intervals on one axis; those less asked for are folded."""
    with_events = report.figures["trigger_id"].value is not None
    alpha = next((name for name in ALPHAS if report.figures[name].value is not None), ALPHAS[0])
    first = [*FIRST, alpha, *(FIRST_OF_EVENTS if with_events else ())]
    every = (*SPAN_FIGURES, *CHANCE_FIGURES, *(LEVELS if with_events else ()))
    rows = [(words.figure_name(name), words.figure_meaning(name), report.figures[name]) for name in first]
    if gamma is not None:
        rows += [
            (words.tr("Gamma"), words.tr("where spans are and what they are called, aligned at best"), gamma.gamma),
            (words.tr("Gamma-cat"), words.tr("what aligned spans are called"), gamma.cat),
        ]
    more = [
        (words.figure_name(name), words.figure_meaning(name), report.figures[name])
        for name in every
        if name not in first
    ]
    axis = charts.axis(estimate for *_, estimate in (*rows, *more))
    folded = _folded(words.tr("More figures"), _figures(more, axis))
    return section(words.tr("How well, in numbers"), words.tr("all pairs together"), _figures(rows, axis), folded)


def _figures(rows: Sequence[tuple[str, str, Estimate]], axis: charts.Axis) -> Markup:
    heads = ("", axis.scale(), "", words.tr("95 % interval"), words.tr("articles"), "")
    return table(heads, [figure(tag("td", name, title=meaning), estimate, axis) for name, meaning, estimate in rows])


def figure(name: Markup, estimate: Estimate, axis: charts.Axis, units: int | None = None) -> Markup:
    """A row with a figure and its interval; `units` where not articles are counted."""
    return row(
        name,
        tag("td", charts.whisker(estimate, axis)),
        number_cell(tag("b", words.figure(estimate.value))),
        number_cell(words.interval(estimate)),
        number_cell(words.number(estimate.articles if units is None else units)),
        tag("td", words.remark(estimate), class_="note"),
    )


def pairs(report: Report) -> Markup:
    """Each two annotators, and each against the others."""
    by_pair = {each.pair: each for each in report.pairs}
    names = report.annotators
    rows = [
        row(
            tag("th", one),
            *(_pair(by_pair[one, other]) if (one, other) in by_pair else tag("td") for other in names[1:]),
        )
        for one in names[:-1]
    ]
    matrix = table(("", *names[1:]), rows, class_="matrix")
    note = tag("p", words.tr("Darker = higher lower bound of the interval."), class_="note")
    pooled, mean = report.figures["strict_f1"], report.mean_of_pairs
    lines = [row(name, number_cell(words.figure(each.value))) for name, each in report.others.items()]
    votes = words.tr("Mean of the pairs, each one vote ({0} of {1} defined)").format(mean.units, len(report.pairs))
    lines.append(row(votes, number_cell(words.figure(mean.value))))
    lines.append(row(words.tr("All pairs together, each span one vote"), number_cell(words.figure(pooled.value))))
    others = table((words.tr("Each against the others"), ""), lines)
    return section(words.tr("Pairs"), words.tr("same span and label"), matrix, note, others)


def _pair(each: PairRow) -> Markup:
    estimate = each.figures["strict_f1"]
    if estimate.value is None:
        return tag("td", tag("small", words.undefined(estimate.reason)))
    low = estimate.interval[0] if estimate.interval else 0.0
    return tag(
        "td",
        tag("b", words.figure(estimate.value)),
        " ",
        words.interval(estimate),
        BREAK,
        tag("small", words.articles(each.articles)),
        style=f"--heat:{max(0.0, low):.2f}",
        class_="same",
    )


def rulings(rows: Sequence[PairRow]) -> Markup | None:
    """Each annotator against the rulings; nothing where nothing is ruled."""
    if not rows:
        return None
    axis = charts.axis(each.figures["strict_f1"] for each in rows)
    made = [
        figure(tag("td", next(name for name in each.pair if name != ADJUDICATED)), each.figures["strict_f1"], axis)
        for each in rows
    ]
    heads = ("", axis.scale(), "", words.tr("95 % interval"), words.tr("articles"), "")
    return section(words.tr("Against the rulings"), words.tr("same span and label"), table(heads, made))


def labels(title: str, note: str, rows: Sequence[LabelRow]) -> Markup | None:
    """One line for each label; nothing where there is none."""
    if not rows:
        return None
    ordered = sorted(rows, key=lambda each: (each.few, -(each.f1.value or 0.0), each.label))
    axis = charts.axis(each.f1 for each in ordered if not each.few)
    made = [_label(each, axis) for each in ordered]
    heads = ("", axis.scale(), "", words.tr("95 % interval"), words.tr("counted"), "")
    return section(title, note, table(heads, made))


def _label(each: LabelRow, axis: charts.Axis) -> Markup:
    if not each.few:
        return figure(tag("td", tag("b", each.label)), each.f1, axis, each.units)
    few = tag("td", words.tr("too few to say"), class_="note")
    return row(tag("td", each.label), few, number_cell(words.NOTHING), "", number_cell(each.units), "")


def confusion(title: str, note: str, counts: Confusion, nothing: str) -> Markup | None:
    """Which labels are mixed up, as a triangle with a row for what only one of two has."""
    names = sorted({label for pair in counts for label in pair if label})
    if not names:
        return None
    most = max((many for pair, many in counts.items() if pair[0] != pair[1]), default=1)
    rows = [
        row(
            tag("th", name or nothing),
            *(
                _confused(
                    counts.get((min(name, other), max(name, other)) if name else (other, ""), 0), name == other, most
                )
                for other in (names[: names.index(name) + 1] if name else names)
            ),
        )
        for name in (*names, "")
    ]
    made = table(("", *names), rows, class_="confusion")
    return section(title, note, tag("div", made, class_="wide" if len(names) > _BESIDE else "beside"))


def _confused(many: int, same: bool, most: int) -> Markup:
    if not many:
        return tag("td")
    if same:
        return tag("td", words.number(many), class_="agreed")
    return tag("td", words.number(many), style=f"--heat:{0.15 + 0.75 * many / most:.2f}", class_="mixed")


def event_reasons(report: Report) -> Markup | None:
    """How events and their arguments differ, counted."""
    counted = {**report.reasons[Subject.EVENT], **report.reasons[Subject.ARGUMENT]}
    # Which of two annotators comes first means nothing over all pairs, so that "missing" and "extra" are one.
    said = dict.fromkeys(map(words.reason_in_words, (*EVENT_REASONS, *ARGUMENT_REASONS)), 0)
    for reason, many in counted.items():
        said[words.reason_in_words(reason)] += many
    rows = [row(name, number_cell(words.number(many))) for name, many in said.items() if many]
    return section(words.tr("How events differ"), words.tr("all pairs"), table(("", ""), rows)) if rows else None


def disagreements(report: Report, examples: Mapping[Group, Around]) -> Markup | None:
    """The disagreements by what they are about, the most frequent first, with an example of each."""
    if not report.groups:
        return None
    ways = [row(words.way_in_words(way), number_cell(words.number(many))) for way, many in report.trouble.ways.items()]
    left = len(report.groups) + report.more_groups - MOST_GROUPS
    more = words.tr("{0} more are not listed.").format(words.number(left)) if left > 0 else ""
    return section(
        words.tr("Disagreements"),
        words.tr("by surface, largest first"),
        table(("", ""), ways),
        _groups(report.groups[:UNFOLDED], examples),
        _folded(words.tr("Less frequent"), _groups(report.groups[UNFOLDED:MOST_GROUPS], examples))
        if len(report.groups) > UNFOLDED
        else None,
        tag("p", more, class_="note"),
    )


def _groups(groups: Iterable[Group], examples: Mapping[Group, Around]) -> Markup:
    heads = ("", words.tr("what they have"), words.tr("times"), words.tr("articles"), words.tr("for example"))
    return table(heads, [_group(group, examples.get(group)) for group in groups], class_="list")


def _folded(title: str, inside: Markup) -> Markup:
    return tag("details", tag("summary", title), inside)


def _group(group: Group, around: Around | None) -> Markup:
    example = group.example
    place = None
    if around is not None:
        place = joined(around.before, tag("mark", around.words), around.after)
    have = "; ".join(
        f"{name}: {mark.label if mark else words.tr('nothing')}"
        for name, mark in zip(example.pair, (example.a, example.b), strict=True)
    )
    return row(
        tag("td", tag("b", group.versions[0].surface or words.NOTHING, dir="auto")),
        words.group_in_words(group),
        number_cell(words.number(group.count)),
        number_cell(words.number(group.articles)),
        tag("td", tag("span", place, dir="auto"), BREAK, tag("small", have)),
    )


def by_article(rows: Sequence[ArticleRow], pairs: Iterable[Pair]) -> Markup | None:
    """Articles by pairs, those with the most disagreements first."""
    wanted = tuple(pairs)
    shown = [each for each in rows if each.cells]
    if not shown:
        return None
    ordered = sorted(shown, key=lambda each: -sum(cell.disagreements for cell in each.cells.values()))
    made = [
        row(
            tag("td", each.title, dir="auto"),
            each.source,
            *(_article(each, pair) for pair in wanted),
            number_cell(words.number(sum(cell.disagreements for cell in each.cells.values()))),
        )
        for each in ordered[:MOST_ARTICLES]
    ]
    heads = ("", words.tr("source"), *(" × ".join(pair) for pair in wanted), words.tr("disagreements"))
    note = words.tr("same span and label, most disagreements first")
    return section(words.tr("Articles"), note, tag("div", table(heads, made, class_="list"), class_="wide"))


def _article(each: ArticleRow, pair: Pair) -> Markup:
    cell = each.cells.get(pair)
    if cell is None or cell.f1 is None:
        return number_cell(words.NOTHING)
    return number_cell(words.figure(cell.f1), style=f"--heat:{cell.f1:.2f}")
