"""Agreement in words: for the page, for the report and for the terminal. Loads without Qt."""

import sys
from collections.abc import Mapping

from annotations.agreement.choice import Choice, Condition
from annotations.agreement.coverage import Coverage
from annotations.agreement.disagreements import Group, Version, Versions
from annotations.agreement.estimate import Estimate
from annotations.agreement.figures import Resampling
from annotations.agreement.report import Report
from annotations.agreement.trouble import MixUp, Trouble
from annotations.model.mark import Subject

NOTHING = "–"
_THIN = "\N{NARROW NO-BREAK SPACE}"


def tr(text: str) -> str:
    """The text in the language of the interface; as it stands where there is no window."""
    core = sys.modules.get("PySide6.QtCore")
    return text if core is None else str(core.QCoreApplication.translate("agreement", text))


_FIGURES = {
    "strict_f1": ("Span and label", "the same span with the same label"),
    "exact_boundary_f1": ("Span only", "the same span, whatever its label"),
    "type_f1": ("Label, any overlap", "the same label on spans that overlap"),
    "partial_f1": ("Partial", "overlapping spans, half a point where the ends differ, whatever the label"),
    "overlap_f1": ("Any overlap", "spans that overlap, whatever the label"),
    "soft_iou_f1": ("Shared length", "the same label, as much as the spans share"),
    "iou50_f1": ("Half shared", "the same label on spans that share at least half"),
    "u_alpha_2016": ("u-alpha", "where spans are and what they are called, beyond chance"),
    "u_alpha_2016_layered": ("u-alpha, label by label", "the same with each label on a layer of its own"),
    "token_alpha_nominal": ("Alpha on words", "the labels of each word, beyond chance"),
    "token_fleiss": ("Fleiss's kappa on words", "the labels of each word, beyond chance"),
    "trigger_id": ("Event trigger", "the same trigger"),
    "trigger_cls": ("Trigger and type", "the same trigger with the same event type"),
    "argument_id": ("Role fillers", "the same filler of an event of that type"),
    "argument_cls": ("Fillers and roles", "the same filler in the same role of an event of that type"),
    "argument_id_attached": ("Fillers of that event", "the same filler of the same event"),
    "argument_cls_attached": ("Fillers and roles of that event", "the same filler in the same role of the same event"),
}

_UNDEFINED = {
    "no_shared_documents": "no article done by both",
    "no_spans": "nothing marked",
    "no_events": "no events marked",
    "no_arguments": "no roles filled",
    "no_variation": "one category only, so chance agrees as well",
    "no_matched_spans": "no span marked by both",
    "no_aligned_spans": "no span of one near one of another",
    "overlapping_spans": "not defined where spans of one analyst overlap",
    "unequal_raters": "not as many analysts finished each article",
    "one_annotator": "needs two analysts",
    "too_few_batches": "too few articles to tell",
}
_NO_INTERVAL = {
    "too_few_documents": "too few articles for an interval",
    "degenerate": "all articles alike",
    "undefined": "not defined in other draws of articles",
}
_REASONS = {
    "match": "Agreed",
    "label": "Different label",
    "boundary": "Different ends",
    "boundary+label": "Different ends and label",
    "missing": "One has it, the other not",
    "extra": "One has it, the other not",
    "trigger_match": "Agreed event",
    "trigger_label": "Different event type",
    "trigger_boundary": "Trigger with different ends",
    "trigger_boundary+label": "Trigger with different ends and type",
    "event_missing": "One has the event, the other not",
    "event_extra": "One has the event, the other not",
    "argument_match": "Agreed filler",
    "argument_role": "Different role",
    "argument_boundary": "Filler with different ends",
    "argument_boundary+role": "Filler with different ends and role",
    "argument_missing": "One fills the role, the other not",
    "argument_extra": "One fills the role, the other not",
}
_WAYS = {
    "one_only": "One has it, the other not",
    "ends": "Different ends",
    "label": "Different label",
    "ends_and_label": "Both",
}
_SUBJECTS = {Subject.SPAN: "{0}", Subject.EVENT: "event: {0}", Subject.ARGUMENT: "role: {0}"}


def figure_name(name: str) -> str:
    """What a figure is called: "Span and label"."""
    return tr(_FIGURES[name][0])


def figure_meaning(name: str) -> str:
    """What counts as agreed in it: "the same span with the same label"."""
    return tr(_FIGURES[name][1])


def figure(value: float | None) -> str:
    """A figure without the zero: ".79", "1.00", "−.04"; a dash where it is undefined."""
    if value is None:
        return NOTHING
    digits = f"{abs(value):.2f}"
    return ("−" if value < 0 and digits != "0.00" else "") + digits.removeprefix("0")


def interval(estimate: Estimate) -> str:
    """Its interval, ".76–.82"; empty where it has none."""
    return "" if estimate.interval is None else "–".join(map(figure, estimate.interval))


def number(value: int) -> str:
    """A count with thin spaces between the thousands."""
    return f"{value:,}".replace(",", _THIN)


def articles(count: int) -> str:
    """ "1 article", "31 articles"."""
    return tr("1 article") if count == 1 else tr("{0} articles").format(number(count))


def undefined(reason: str) -> str:
    """Why a figure has no value: "no article done by both"."""
    return tr(_UNDEFINED[reason])


def remark(estimate: Estimate) -> str:
    """Why a figure has no value, or no interval; empty where it has both."""
    if estimate.value is None:
        return undefined(estimate.reason)
    missing = estimate.interval is None and estimate.interval_reason
    return tr(_NO_INTERVAL[estimate.interval_reason]) if missing else ""


def reason_in_words(reason: str) -> str:
    """Why a place is a disagreement: "Different ends"."""
    return tr(_REASONS[reason])


def way_in_words(way: str) -> str:
    """One of `trouble.WAYS`: "One has it, the other not"."""
    return tr(_WAYS[way])


def group_in_words(group: Group) -> str:
    """What those of a group have: "ORG or nothing", "role: PLACE or nothing"."""
    return tr(_SUBJECTS[group.subject]).format(versions_in_words(group.versions))


def condition_in_words(condition: Condition) -> str:
    """How the work was done: "blind"."""
    return tr("blind") if condition is Condition.BLIND else tr("with suggestions")


def versions_in_words(versions: Versions) -> str:
    """What the one and the other have: "ORG or GPE", "ORG or nothing", "GPE or without “the”"."""
    first, second = versions
    if second is None:
        return tr("{0} or nothing").format(first.label)
    if first.surface == second.surface:
        return tr("{0} or {1}").format(first.label, second.label)
    other = _shorter(first, second)
    return tr("{0} or {1}").format(first.label, other if first.label == second.label else f"{second.label} {other}")


def _shorter(first: Version, second: Version) -> str:
    """How the second surface differs from the first, which is no shorter."""
    cut = ""
    if second.surface and first.surface.endswith(second.surface):
        cut = first.surface.removesuffix(second.surface)
    elif second.surface and first.surface.startswith(second.surface):
        cut = first.surface.removeprefix(second.surface)
    return tr("without “{0}”").format(cut.strip()) if cut else tr("“{0}”").format(second.surface)


def headline(estimate: Estimate) -> str:
    """How well annotators agree, in one sentence. `estimate` is strict F1 over all pairs."""
    if estimate.value is None:
        return {
            "one_annotator": tr("Agreement needs two analysts who finished the same article."),
            "no_shared_documents": tr("No article is finished by two analysts yet."),
        }.get(estimate.reason, tr("Nobody marked anything in {0}.").format(articles(estimate.articles)))
    value, ends = _times(estimate)
    said = tr("When one analyst marks a span, another marks the same one with the same label {0} times in 100{1}.")
    return said.format(value, ends)


def how_sure(estimate: Estimate) -> str:
    """What so few articles mean for the intervals; empty where they are enough."""
    counted = articles(estimate.articles)
    if estimate.interval_reason == "too_few_documents":
        return tr("With {0} nobody can tell how sure that is.").format(counted)
    return tr("With {0} the intervals are probably too narrow.").format(counted) if estimate.too_narrow else ""


def sentences(report: Report) -> list[str]:
    """What is to be said after the headline: how sure it is, where the trouble is, how it stands with events."""
    said = (
        how_sure(report.figures["strict_f1"]),
        where_the_trouble_is(report.trouble),
        events_headline(report.figures),
    )
    return [sentence for sentence in said if sentence]


def where_the_trouble_is(trouble: Trouble) -> str:
    """Where annotators disagree most, in a few sentences; empty where they do not."""
    if not trouble.disagreements:
        return ""
    way, many = max(trouble.ways.items(), key=lambda each: each[1])
    sentences = [_commonest(way, many, trouble.disagreements)]
    if trouble.weakest:
        sentences.append(tr("They agree on {0} less than on other labels.").format(trouble.weakest))
    if trouble.mix_up is not None:
        sentences.append(_mixed_up(trouble.mix_up))
    if trouble.surface:
        about = tr("{0} of the disagreements are about “{1}”.")
        sentences.append(about.format(number(trouble.about_surface), trouble.surface))
    return " ".join(sentences)


def _commonest(way: str, many: int, of: int) -> str:
    what = {
        "one_only": tr("spans that only one of two has"),
        "ends": tr("spans with different ends"),
        "label": tr("spans with different labels"),
        "ends_and_label": tr("spans with different ends and labels"),
    }[way]
    if of == 1:
        return tr("There is 1 disagreement: {0}.").format(what)
    return tr("{0} of the {1} disagreements are {2}.").format(number(many), number(of), what)


def _mixed_up(mix_up: MixUp) -> str:
    others = tr(" or ").join(mix_up.others)
    if mix_up.count == mix_up.of:
        return tr("All {0} mix-ups of labels are {1} against {2}.").format(number(mix_up.of), mix_up.label, others)
    sentence = tr("{0} against {1} makes up {2} of the {3} mix-ups of labels.")
    return sentence.format(mix_up.label, others, number(mix_up.count), number(mix_up.of))


def events_headline(figures: Mapping[str, Estimate]) -> str:
    """How well they agree on events, in one sentence; empty where nobody marked one."""
    trigger, filler = figures["trigger_cls"], figures["argument_cls"]
    if trigger.value is None:
        return ""
    said = tr("On events: the same trigger with the same type {0} times in 100{1}").format(*_times(trigger))
    if filler.value is not None:
        said += tr(", the same filler in the same role {0} in 100{1}").format(*_times(filler))
    return said + "."


def _times(estimate: Estimate) -> tuple[int, str]:
    assert estimate.value is not None
    if estimate.interval is None:
        return round(100 * estimate.value), ""
    low, high = (round(100 * end) for end in estimate.interval)
    return round(100 * estimate.value), tr(" ({0} to {1})").format(low, high)


def coverage_in_words(coverage: Coverage) -> str:
    """What the figures rest on, and what was left out."""
    said = tr("{0} of {1} done by two or more.").format(number(coverage.by_two), articles(coverage.articles))
    if coverage.by_two == coverage.articles:
        return said
    left = [tr("{0} done by one").format(number(coverage.by_one))]
    if coverage.otherwise:
        left.append(tr("{0} done in another condition or guideline").format(number(coverage.otherwise)))
    left.append(tr("{0} in progress").format(number(coverage.in_progress)))
    left.append(tr("{0} not begun").format(number(coverage.not_begun)))
    return f"{said} {tr('Left out: {0}. Nothing is guessed for them.').format(', '.join(left))}"


def choice_in_words(choice: Choice) -> list[str]:
    """What was filtered, one line each: "analysts: Ana, Ben"; first how the work was done."""
    lines = [tr("work done: {0}").format(condition_in_words(choice.condition))]
    if choice.annotators:
        lines.append(tr("analysts: {0}").format(", ".join(choice.annotators)))
    if choice.labels:
        lines.append(tr("labels: {0}").format(", ".join(choice.labels)))
    if choice.schema_versions:
        lines.append(tr("guideline versions: {0}").format(", ".join(map(str, choice.schema_versions))))
    return lines


def method_in_words(resampling: Resampling) -> str:
    """How intervals were made."""
    if not resampling.draws:
        return tr("Without intervals.")
    sentence = tr("95 % intervals from drawing the articles again {0} times ({1}), seed {2}.")
    return sentence.format(number(resampling.draws), resampling.method, resampling.seed)
