"""Reports as the charts get them: three analysts of a desk, two, six, and none yet."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

from annotations.agreement.again import Again
from annotations.agreement.estimate import Estimate
from annotations.agreement.events import LEVELS
from annotations.agreement.pull import Contrast, Pull
from annotations.agreement.report import (
    CHANCE_FIGURES,
    PAIR_FIGURES,
    SPAN_FIGURES,
    ArticleCell,
    ArticleRow,
    LabelRow,
    PairRow,
    Report,
)
from annotations.agreement.trend import Batch, Batching, Series, Trend
from annotations.agreement.trouble import Trouble
from annotations.model.mark import Subject
from annotations.model.mention import Kind
from annotations.model.project import ADJUDICATED
from annotations.model.schema import Label, Schema

HANA, LEYLA, MAREK = "Hana", "Leyla", "Marek"
SIX = ("Aleksandra Wiśniewska", "Bo", HANA, LEYLA, MAREK, "Yusuf")
NONE = Estimate(value=None, reason="no_shared_documents")

_LABELS = {
    "PERSON": ("PER", "blue", 0.90, 0.88, 0.92, 3420),
    "ORG": ("ORG", "orange", 0.68, 0.64, 0.72, 2764),
    "GPE": ("GPE", "green", 0.86, 0.83, 0.89, 3906),
    "NORP": ("NORP", "violet", 0.78, 0.73, 0.82, 1488),
    "EVENT": ("EVT", "magenta", 0.52, 0.45, 0.58, 843),
    "NUM": ("NUM", "olive", 0.80, 0.74, 0.85, 703),
    "FAC": ("FAC", "petrol", 0.58, 0.50, 0.65, 612),
    "DATE": ("DATE", "grey", 0.86, 0.82, 0.90, 1181),
    "WEAPON": ("WPN", "petrol", 0.66, 0.58, 0.73, 536),
    "TITLE": ("TTL", "grey", 0.44, 0.30, 0.60, 27),
}
_AGREED = (1650, 1095, 1752, 625, 278, 309, 217, 550, 221, 6)
_ALONE = (96, 268, 152, 94, 258, 62, 74, 58, 70, 6)
_MIXED = {
    ("ORG", "PERSON"): 11,
    ("GPE", "ORG"): 148,
    ("NORP", "PERSON"): 4,
    ("NORP", "ORG"): 96,
    ("GPE", "NORP"): 44,
    ("EVENT", "ORG"): 5,
    ("EVENT", "GPE"): 6,
    ("FAC", "ORG"): 46,
    ("FAC", "GPE"): 52,
    ("DATE", "NUM"): 23,
    ("EVENT", "WEAPON"): 18,
    ("FAC", "WEAPON"): 6,
    ("PERSON", "TITLE"): 9,
}
_TYPES = {"ASSAULT": ("orange", 0.74), "CONSULT": ("blue", 0.69), "THREATEN": ("magenta", 0.41)}

SCHEMA = Schema(
    name="desk",
    title="Desk",
    labels=(
        *(
            Label(code=code, kind=Kind.ENTITY, title=code.title(), short=short, hue=hue)
            for code, (short, hue, *_) in _LABELS.items()
        ),
        *(Label(code=code, kind=Kind.EVENT, title=code.title(), hue=hue) for code, (hue, _) in _TYPES.items()),
    ),
)


def estimate(value: float, low: float, high: float, articles: int = 118, units: int = 5000) -> Estimate:
    """A figure with its interval."""
    return Estimate(value=value, interval=(low, high), articles=articles, units=units, method="percentile")


_FIGURES = {
    "strict_f1": estimate(0.79, 0.76, 0.82),
    "exact_boundary_f1": estimate(0.84, 0.81, 0.86),
    "type_f1": estimate(0.87, 0.84, 0.89),
    "partial_f1": estimate(0.88, 0.86, 0.90),
    "overlap_f1": estimate(0.93, 0.91, 0.94),
    "soft_iou_f1": estimate(0.84, 0.82, 0.86),
    "iou50_f1": estimate(0.85, 0.83, 0.87),
    "u_alpha_2016": estimate(0.81, 0.77, 0.84),
    "u_alpha_2016_layered": estimate(0.80, 0.76, 0.83),
    "token_alpha_nominal": estimate(0.82, 0.78, 0.85),
    "token_fleiss": Estimate(value=None, reason="unequal_raters"),
    "trigger_id": estimate(0.71, 0.65, 0.76),
    "trigger_cls": estimate(0.66, 0.60, 0.72),
    "argument_id": estimate(0.58, 0.51, 0.64),
    "argument_cls": estimate(0.54, 0.47, 0.61),
    "argument_id_attached": estimate(0.55, 0.48, 0.62),
    "argument_cls_attached": estimate(0.51, 0.44, 0.58),
}


def label_row(label: str, f1: Estimate) -> LabelRow:
    """A row by label."""
    return LabelRow(label=label, f1=f1, units=f1.units, few=f1.units < 40)


def pair_row(one: str, other: str, f1: Estimate, differ: int = 700) -> PairRow:
    """Two annotators."""
    return PairRow(
        pair=(one, other),
        figures=dict.fromkeys(PAIR_FIGURES, f1),
        articles=f1.articles,
        both_empty=0,
        counts={"nA": 2500, "nB": 2500, "match": 2200, "missing": differ, "boundary": 0},
    )


def confusion(mixed: Mapping[tuple[str, str], int], alone: Mapping[str, int]) -> dict[tuple[str, str], int]:
    """As a report has it."""
    return {**mixed, **{(label, ""): many for label, many in alone.items()}}


def articles_of(pairs: list[tuple[str, str]], count: int = 12) -> tuple[ArticleRow, ...]:
    """Articles, each of which the first pair finished; every third one has no marks in it."""
    sources = ("The Ford Post", "Kurdistan Daily", "")
    return tuple(
        ArticleRow(
            article=f"a{number}",
            title=f"Talks on the <b>border</b> resume, day {number}",
            source=sources[number % 3],
            cells={
                pair: ArticleCell(
                    f1=None if number % 7 == 6 else 0.95 - (number * 7 + at * 3) % 11 * 0.05,
                    events=None,
                    disagreements=0 if number % 7 == 6 else (number * 5 + at) % 9 + 1,
                )
                for at, pair in enumerate(pairs)
                if at == 0 or (number + at) % 4
            },
        )
        for number in range(count)
    )


def desk(names: tuple[str, ...] = (HANA, LEYLA, MAREK), *, rulings: bool = True, events: bool = True) -> Report:
    """The report of a desk at work."""
    pairs = list(combinations(names, 2))
    known = {
        (HANA, MAREK): estimate(0.82, 0.79, 0.85, 118),
        (HANA, LEYLA): estimate(0.77, 0.73, 0.81, 115),
        (LEYLA, MAREK): estimate(0.78, 0.74, 0.82, 112),
    }
    rows = tuple(
        pair_row(
            *pair, known.get(pair) or (NONE if at % 4 == 3 else estimate(0.6 + at / 50, 0.5 + at / 50, 0.7, 20 + at))
        )
        for at, pair in enumerate(pairs)
    )
    figures = _FIGURES if events else _FIGURES | dict.fromkeys(LEVELS, Estimate(value=None, reason="no_events"))
    types = {(code, code): 90 - 20 * at for at, code in enumerate(_TYPES)} | {("ASSAULT", "THREATEN"): 31}
    return Report(
        annotators=names,
        articles=118,
        figures=figures,
        mean_of_pairs=Estimate(value=0.79, units=3),
        pairs=rows,
        others={name: Estimate(value=0.75 + at / 40, units=len(names) - 1) for at, name in enumerate(names)},
        rulings=tuple(
            pair_row(*sorted((name, ADJUDICATED)), estimate(0.8 + at / 40, 0.74 + at / 40, 0.86 + at / 40, 40))
            for at, name in enumerate(names)
        )
        if rulings
        else (),
        labels=tuple(
            label_row(label, estimate(value, low, high, units=units))
            for label, (_, _, value, low, high, units) in sorted(_LABELS.items())
        ),
        types=tuple(
            label_row(code, estimate(value, value - 0.08, value + 0.07, units=210))
            for code, (_, value) in _TYPES.items()
        )
        if events
        else (),
        roles=(
            label_row("ACTOR", estimate(0.58, 0.5, 0.66, units=300)),
            label_row("PLACE", estimate(0.34, 0.2, 0.48, units=90)),
        )
        if events
        else (),
        confusion=confusion(
            _MIXED | {(label, label): many for label, many in zip(_LABELS, _AGREED, strict=True)},
            dict(zip(_LABELS, _ALONE, strict=True)),
        ),
        confusion_same_extent=_MIXED | {(label, label): many - 3 for label, many in zip(_LABELS, _AGREED, strict=True)},
        confusion_types=confusion(types, dict.fromkeys(_TYPES, 12)) if events else {},
        confusion_roles=confusion(
            {("ACTOR", "ACTOR"): 200, ("ACTOR", "PLACE"): 4, ("PLACE", "PLACE"): 30}, {"PLACE": 9}
        )
        if events
        else {},
        reasons={
            Subject.SPAN: {"missing": 600, "extra": 538, "boundary": 588, "label": 372, "boundary+label": 96},
            Subject.EVENT: {"event_missing": 70, "trigger_label": 25} if events else {},
            Subject.ARGUMENT: {"argument_missing": 120} if events else {},
        },
        groups=(),
        more_groups=0,
        by_article=articles_of(pairs),
        trouble=Trouble(
            disagreements=2194,
            ways={"one_only": 1138, "ends": 588, "label": 372, "ends_and_label": 96},
            mix_up=None,
            surface="",
            about_surface=0,
            weakest="",
        ),
    )


def nothing() -> Report:
    """The report of a project in which nobody finished an article that another finished too."""
    figures = dict.fromkeys((*SPAN_FIGURES, *CHANCE_FIGURES, *LEVELS), NONE)
    return replace(
        desk((), rulings=False, events=False),
        articles=0,
        figures=figures,
        labels=(),
        confusion={},
        confusion_same_extent={},
        reasons={subject: {} for subject in Subject},
        by_article=(),
    )


def _batches(values: tuple[float | None, ...]) -> tuple[Batch, ...]:
    """One a week, the third with too few articles; guideline 6 begins in the fourth."""
    made: list[Batch] = []
    for week, value in enumerate(values):
        many = 4 if week == 2 else 18
        first = made[-1].last + 1 if made else 1
        if value is None:
            f1 = Estimate(value=None, reason="no_spans")
        elif week == 2:
            f1 = Estimate(value=value, interval_reason="too_few_documents", articles=many)
        else:
            f1 = estimate(value, value - 0.06, value + 0.06, many)
        versions = (5,) if week < 3 else (5, 6) if week == 3 else (6,)
        since = date(2023, 10, 2) + timedelta(weeks=week)
        made.append(Batch(since=since, first=first, last=first + many - 1, f1=f1, schema_versions=versions))
    return tuple(made)


def _series(drift: float, *values: float | None, **of: object) -> Series:
    changed = Estimate(value=drift, interval=(drift - 0.05, drift + 0.05))
    return Series(batches=_batches(values), drift=changed, compared=(0, len(values) - 1), **of)


TREND = Trend(
    by=Batching.WEEKS,
    series=(
        _series(0.11, 0.70, 0.72, 0.69, 0.74, 0.79, 0.81),
        _series(0.04, 0.72, 0.70, None, 0.71, 0.75, 0.76, pair=(HANA, LEYLA)),
        _series(0.20, 0.50, 0.35, 0.45, 0.60, 0.60, 0.70, label="ORG"),
        _series(-0.10, 0.90, 0.70, 0.80, 0.80, 0.85, 0.80, label="NORP"),
    ),
)


def _contrast(seen: float, blind: float) -> Contrast:
    difference = seen - blind
    return Contrast(
        suggested=estimate(seen, seen - 0.04, seen + 0.04, 31),
        blind=estimate(blind, blind - 0.05, blind + 0.05, 9),
        difference=estimate(difference, difference - 0.05, difference + 0.05, 40),
    )


def _unknown(reason: str) -> Contrast:
    none = Estimate(value=None, reason=reason)
    return Contrast(suggested=none, blind=none, difference=none)


def _pull(annotator: str, *, ruled: bool) -> Pull:
    return Pull(
        annotator=annotator,
        f1_with_suggestion=_contrast(0.83, 0.71),
        wrong_adoption=_contrast(0.31, 0.12) if ruled else _unknown("no_rulings"),
        omission=_contrast(0.22, 0.18) if ruled else _unknown("no_rulings"),
        accepted_unchanged=estimate(0.74, 0.70, 0.78, 31),
        median_seconds=_contrast(4.12, 6.2) if ruled else _unknown("no_times"),
    )


PULLS = (_pull("", ruled=True), _pull(HANA, ruled=True), _pull(MAREK, ruled=False))
AGAIN = (
    Again(annotator=HANA, row=pair_row(HANA, f"{HANA} (again)", estimate(0.91, 0.86, 0.95, 12)), too_soon=3),
    Again(annotator=MAREK, row=pair_row(MAREK, f"{MAREK} (again)", NONE), too_soon=2),
)
