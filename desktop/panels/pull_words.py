"""The pull of suggestions in words."""

from PySide6.QtCore import QCoreApplication

from annotations.agreement.estimate import Estimate
from annotations.agreement.pull import Contrast, Pull
from desktop.models.verdict_words import f1

_NOTHING = "–"


def tr(text: str) -> str:
    """The text in the language of the interface."""
    return QCoreApplication.translate("pull", text)


def measures(pull: Pull) -> list[tuple[str, Contrast]]:
    """What is compared, in words."""
    return [
        (tr("Agrees with what is suggested (F1)"), pull.f1_with_suggestion),
        (tr("Keeps what is suggested wrongly"), pull.wrong_adoption),
        (tr("Overlooks what is not suggested"), pull.omission),
    ]


def estimate_in_words(estimate: Estimate) -> str:
    """A figure with what it was counted on: ".82, 14 articles"; a dash where there is none."""
    if estimate.value is None:
        return _NOTHING
    counted = tr("1 article") if estimate.articles == 1 else tr("{0} articles").format(estimate.articles)
    return f"{f1(estimate.value)}, {counted}"


def difference_in_words(contrast: Contrast) -> str:
    """How much higher it is with suggestions, with its interval; or why that is not known."""
    estimate = contrast.difference
    if estimate.value is None:
        return _why(estimate.reason, blind_known=contrast.blind.value is not None)
    words = _signed(estimate.value)
    if estimate.interval is None:
        return tr("{0}, too few articles for an interval").format(words)
    low, high = estimate.interval
    return f"{words} ({_signed(low)} … {_signed(high)})"


def _signed(value: float) -> str:
    return ("−" if value < 0 else "+") + f1(abs(value))


def _why(reason: str, *, blind_known: bool) -> str:
    if reason == "no_articles":
        return tr("no article finished with suggestions") if blind_known else tr("no article finished blind")
    return {
        "no_spans": tr("nothing marked"),
        "no_rulings": tr("needs articles that were adjudicated"),
        "no_suggestions": tr("nothing suggested"),
    }.get(reason, tr("not enough to say"))
