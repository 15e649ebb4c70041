"""Trouble: where annotators disagree most, as facts for a sentence."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from annotations.agreement.alignment import BOTH, BOUNDARY, EXTRA, LABEL, MISSING
from annotations.agreement.disagreements import Disagreement
from annotations.agreement.estimate import Estimate
from annotations.model.mark import Subject

# The four ways to differ about a span, whoever of the two it is that has it.
WAYS: Mapping[str, tuple[str, ...]] = {
    "one_only": (MISSING, EXTRA),
    "ends": (BOUNDARY,),
    "label": (LABEL,),
    "ends_and_label": (BOTH,),
}
_FEWEST = 3  # of one name, or of labels mixed up, before they are worth naming


@dataclass(frozen=True, slots=True, kw_only=True)
class MixUp:
    """A label and the one or two with which it is mixed up, in `count` of all `of` pairs of spans with two labels."""

    label: str
    others: tuple[str, ...]
    count: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Where the disagreements about spans are.

    `ways` has all `WAYS` with their counts, which add up to `disagreements`. `surface` is what most of them are about,
    `about_surface` of them; empty where no words are of note. `weakest` is a label on which annotators agree less than
    on all together beyond what drawing other articles would change.
    """

    disagreements: int
    ways: Mapping[str, int]
    mix_up: MixUp | None
    surface: str
    about_surface: int
    weakest: str


def trouble(
    found: Iterable[Disagreement],
    confusion: Mapping[tuple[str, str], int],
    labels: Mapping[str, Estimate],
    figures: Mapping[str, Estimate],
) -> Trouble:
    """Where the trouble is.

    `confusion` is unordered, with "" for nothing; `labels` are those with spans enough to be compared.
    """
    of_spans = [each for each in found if each.subject is Subject.SPAN]
    reasons = Counter(each.reason for each in of_spans)
    surfaces = Counter(surface for each in of_spans if (surface := each.versions[0].surface))
    surface, about = min(surfaces.items(), key=lambda each: (-each[1], each[0]), default=("", 0))
    named = about >= _FEWEST
    return Trouble(
        disagreements=reasons.total(),
        ways={way: sum(reasons[reason] for reason in those) for way, those in WAYS.items()},
        mix_up=_mix_up({pair: many for pair, many in confusion.items() if "" not in pair and pair[0] != pair[1]}),
        surface=surface if named else "",
        about_surface=about if named else 0,
        weakest=_weakest(labels, figures["strict_f1"]),
    )


def _mix_up(counts: Mapping[tuple[str, str], int]) -> MixUp | None:
    """The label with the one or two others that make up most of the mix-ups; the commonest pair where none do."""
    of = sum(counts.values())
    if of < _FEWEST:
        return None
    best: MixUp | None = None
    for label in sorted({label for pair in counts for label in pair}):
        partners = Counter({pair[1 - pair.index(label)]: many for pair, many in counts.items() if label in pair})
        ordered = sorted(partners.items(), key=lambda each: (-each[1], each[0]))[:2]
        first = MixUp(label=label, others=(ordered[0][0],), count=ordered[0][1], of=of)
        both = MixUp(
            label=label,
            others=tuple(other for other, _ in ordered),
            count=sum(partners[other] for other, _ in ordered),
            of=of,
        )
        candidate = first if 2 * first.count > of or 2 * both.count <= of else both
        if best is None or candidate.count > best.count:
            best = candidate
    return best


def _weakest(labels: Mapping[str, Estimate], together: Estimate) -> str:
    if together.interval is None:
        return ""
    low = together.interval[0]
    below = [
        (each.value, label)
        for label, each in labels.items()
        if each.value is not None and each.interval is not None and each.interval[1] < low
    ]
    return min(below)[1] if below else ""
