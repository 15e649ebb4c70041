"""The pull of suggestions in words. Loads without Qt."""

from annotations.agreement.estimate import Estimate
from annotations.agreement.pull import Contrast, Pull
from desktop.models.agreement_words import NOTHING, articles, figure, tr
from desktop.models.trend_words import signed


def measures(pull: Pull) -> list[tuple[str, Contrast]]:
    """What is compared, in words."""
    return [
        (tr("Agrees with what is suggested (F1)"), pull.f1_with_suggestion),
        (tr("Keeps what is suggested wrongly"), pull.wrong_adoption),
        (tr("Overlooks what is not suggested"), pull.omission),
    ]


def estimate_in_words(estimate: Estimate) -> str:
    """A figure with what it was counted on: ".82, 14 articles"; a dash where there is none."""
    return NOTHING if estimate.value is None else f"{figure(estimate.value)}, {articles(estimate.articles)}"


def difference_in_words(contrast: Contrast) -> str:
    """How much higher it is with suggestions, with its interval; or why that is not known."""
    estimate = contrast.difference
    if estimate.value is None:
        return why_unknown(contrast)
    words = signed(estimate.value)
    if estimate.interval is None:
        return tr("{0}, too few articles for an interval").format(words)
    low, high = estimate.interval
    return f"{words} ({signed(low)} … {signed(high)})"


def why_unknown(contrast: Contrast) -> str:
    """Why there is no difference."""
    reason = contrast.difference.reason
    if reason == "no_articles":
        done_blind = contrast.blind.value is not None
        return tr("no article finished with suggestions") if done_blind else tr("no article finished blind")
    return {
        "no_spans": tr("nothing marked"),
        "no_rulings": tr("needs ruled articles that somebody did blind"),
        "no_suggestions": tr("nothing suggested"),
    }.get(reason, tr("not enough to say"))
