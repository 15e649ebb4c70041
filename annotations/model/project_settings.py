"""ProjectSettings: what a project has decided about its suggestions. Kept in the store, one row a field."""

from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

from annotations.model.mention import Kind


class Hyphenated(StrEnum):
    """What is marked in “Iran-backed” and “pro-Iran”."""

    PART = "part"  # “Iran”
    WHOLE = "whole"  # “Iran-backed”
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """How far a suggested name reaches, as the guideline of the project has it."""

    determiner: bool = False  # “[the United Nations]”
    possessive: bool = False  # “[Iraq’s]”
    title: bool = False  # “[President Karim al-Sabti]”
    hyphenated: Hyphenated = Hyphenated.PART


class PhraseSource(StrEnum):
    """Who put a phrase on the list."""

    TYPED = "typed"
    FILE = "file"
    ACCEPTED = "accepted"  # grew from what annotators accepted


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words that are always suggested with this label: a name, or a trigger in its dictionary form."""

    text: str
    kind: Kind
    label: str
    source: PhraseSource = PhraseSource.TYPED


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """A spaCy pipeline of the user's own. Its code runs only while `sha256` is what its files hash to.

    `location` is the name of an installed package or a folder. `labels` pairs (their label, our label); what is not
    named there is left out. `groups` are the names in `doc.spans` that are read besides `doc.ents`.
    """

    name: str
    location: str
    sha256: str
    labels: tuple[tuple[str, str], ...] = ()
    groups: tuple[str, ...] = ()
    active: bool = True

    @property
    def suggester(self) -> str:
        """What it is called as a suggester."""
        return f"pipeline:{self.name}"


# By score: (score as a suggester gives it, share of those that proved right), straight between them and rising.
Knots = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreCurve:
    """How often what the rules suggest with this label is right, by their score. Without knots a score is the share."""

    kind: Kind
    label: str
    knots: Knots = ()


class Order(StrEnum):
    """How the queue is ordered."""

    IMPORT = "import"
    DOUBT = "doubt"
    DIVERSITY = "diversity"
    DATE = "date"
    SOURCE = "source"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectSettings:
    """`thresholds` pairs (label, least score shown); a label not named there shows all. `blind_share` in 0..1.

    `calibration` is of the scores of the rules and is learned with each fast model; learned models hold their own.
    """

    conventions: Conventions = field(default_factory=Conventions)
    thresholds: tuple[tuple[str, float], ...] = ()
    pipelines: tuple[Pipeline, ...] = ()
    order: Order = Order.IMPORT
    blind_share: float = 0.0
    blind_seed: int = 0
    refit_every: int = 5  # finished articles between two refits of the fast learner; 0 for never
    grow_phrases: bool = True
    calibration: tuple[ScoreCurve, ...] = ()


def settings_to_json(settings: ProjectSettings | Conventions) -> dict[str, Any]:
    """One JSON value for each field."""
    return {each.name: _plain(getattr(settings, each.name)) for each in fields(settings)}


def settings_from_json(value: dict[str, Any]) -> ProjectSettings:
    """The inverse of `settings_to_json`; a field that is not there has its default.

    Raises TypeError, KeyError or ValueError where a value is of no such kind.
    """
    made: dict[str, Any] = {name: _READ[name](given) for name, given in value.items() if name in _READ}
    return ProjectSettings(**made)


def _plain(value: Any) -> Any:
    if isinstance(value, Conventions | Pipeline | ScoreCurve):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.value if isinstance(value, StrEnum) else value


def _conventions(value: dict[str, Any]) -> Conventions:
    return Conventions(**{**value, "hyphenated": Hyphenated(value.get("hyphenated", Hyphenated.PART))})


def _pipeline(value: dict[str, Any]) -> Pipeline:
    labels = tuple((str(theirs), str(ours)) for theirs, ours in value.get("labels", ()))
    return Pipeline(**{**value, "labels": labels, "groups": tuple(value.get("groups", ()))})


def _curve(value: dict[str, Any]) -> ScoreCurve:
    knots = tuple((float(given), float(right)) for given, right in value["knots"])
    return ScoreCurve(kind=Kind(value["kind"]), label=str(value["label"]), knots=knots)


_READ: dict[str, Any] = {
    "conventions": _conventions,
    "thresholds": lambda value: tuple((str(label), float(least)) for label, least in value),
    "pipelines": lambda value: tuple(_pipeline(each) for each in value),
    "order": Order,
    "blind_share": float,
    "blind_seed": int,
    "refit_every": int,
    "grow_phrases": bool,
    "calibration": lambda value: tuple(map(_curve, value)),
}
