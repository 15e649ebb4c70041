"""What a learner did, in words."""

from PySide6.QtCore import QCoreApplication

from annotations.model.learned import CurvePoint, LearnedModel, Learner, Measure, Verdict
from annotations.model.mention import Kind
from desktop.chrome import number


def tr(text: str) -> str:
    """The text in the language of the interface."""
    return QCoreApplication.translate("learning", text)


def f1(value: float) -> str:
    """An F1 without the zero: ".78"; "1.00" for all right."""
    return f"{value:.2f}".removeprefix("0")


def two_f1(new: float, old: float) -> tuple[str, str]:
    """Two F1s to be compared, with a third digit where two do not tell them apart: (".954", ".947")."""
    digits = 2 if f"{new:.2f}" != f"{old:.2f}" or new == old else 3
    return f"{new:.{digits}f}".removeprefix("0"), f"{old:.{digits}f}".removeprefix("0")


def interval(measure: Measure) -> str:
    """The 95 % interval: ".72–.84"."""
    return f"{f1(measure.low)}–{f1(measure.high)}"


def kind_in_words(kind: Kind) -> str:
    """The kind as the window calls it, for the middle of a line."""
    return tr("names") if kind is Kind.ENTITY else tr("events")


def model_name(model: LearnedModel) -> str:
    """Its name: "fast 3"."""
    return f"{tr('fast') if model.learner is Learner.FAST else tr('slow')} {model.number}"


def model_in_words(model: LearnedModel) -> str:
    """One line: "fast 3 · events · learned from 25 articles · 4 s"."""
    learned = tr("learned from 1 article") if model.trained_on == 1 else tr("learned from {0} articles")
    parts = [
        model_name(model),
        kind_in_words(model.kind),
        learned.format(number(model.trained_on)),
        _time(model.seconds),
    ]
    return " · ".join(parts)


def _time(seconds: float) -> str:
    if seconds < 100:
        return tr("{0} s").format(max(1, round(seconds)))
    return tr("{0} min").format(round(seconds / 60))


def verdict_in_words(verdict: Verdict) -> str:
    """Why a model suggests, or why not, in one sentence or two."""
    held = tr("1 article") if verdict.articles == 1 else tr("{0} articles").format(number(verdict.articles))
    figures = ""
    if verdict.new is not None and verdict.old is not None:
        figures = tr("F1 {0}, before {1}").format(*two_f1(verdict.new.f1, verdict.old.f1))
    match verdict.reason:
        case "better":
            return tr("Better on {0} held back: {1}, surely more than chance.").format(held, figures)
        case "within_noise":
            return tr("Not used: better on {0} held back ({1}), but that may be chance.").format(held, figures)
        case "no_better":
            return tr("Not used: no better on {0} held back ({1}). What suggests now stays.").format(held, figures)
        case "too_few_articles":
            return tr("Not used: {0} held back, too few to say whether it is better.").format(held)
    return tr("Nothing learned: the finished articles hold too few decisions of this kind.")


def curve_in_words(points: tuple[CurvePoint, ...]) -> str:
    """Where the curve stands, in one sentence."""
    if not points:
        return ""
    last = points[-1]
    learned = tr("1 article") if last.articles == 1 else tr("{0} articles").format(number(last.articles))
    new, old = two_f1(last.new.f1, last.old.f1)
    return tr("Learned from {0}: F1 {1} ({2}). What suggests now: {3} ({4}).").format(
        learned, new, interval(last.new), old, interval(last.old)
    )
