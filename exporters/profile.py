"""An export as it is asked for: everything that decides what is written, under a name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import TypeVar

import exporters
from annotations.model.project import ADJUDICATED, EVERYBODY, MAJORITY, SUGGESTIONS, UNION
from annotations.model.split import Part
from annotations.model.wire import Json
from exporters.base import Exporter
from exporters.choices import settled
from exporters.split import Wanted
from exporters.truth import Truth

_T = TypeVar("_T")
_KEYS = ("name", "format", "options", "truth", "split")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Which format with which options, whose annotations, and how they are split (None: not at all)."""

    format_id: str
    truth: Truth
    options: Mapping[str, str] = field(default_factory=dict)
    split: Wanted | None = None
    name: str = ""


def usual(format_id: str, source: str) -> Profile:
    """What goes without saying: only the format that everything is kept in has page furniture too, and what is made to
    be trained on is divided. Raises KeyError if there is no such format."""
    exporter = exporters.find(format_id)
    return Profile(
        format_id=format_id,
        truth=Truth(source=source, furniture="all sets" in exporter.keeps),
        split=Wanted() if exporter.always_split else None,
    )


def check(profile: Profile) -> Exporter:
    """The exporter of a profile that can be run. Raises ValueError with one sentence on what is wrong."""
    try:
        exporter = exporters.find(profile.format_id)
    except KeyError:
        raise ValueError(f"no such format: {profile.format_id}") from None
    settled(profile.options, **exporter.options)
    truth = profile.truth
    if not truth.source:
        raise ValueError("a profile names whose annotations are written")
    if truth.source == EVERYBODY and "all sets" not in exporter.keeps:
        raise ValueError(f"{exporter.title} has room for one set of annotations in each article: choose whose")
    if truth.annotators and truth.source not in (MAJORITY, UNION):
        raise ValueError(f"annotators are named for a majority or a union, not for “{truth.source}”")
    old = [before for before, _after in truth.renamed]
    twice = next((code for code in old if old.count(code) > 1), None)
    if twice is not None:
        raise ValueError(f"{twice} gets two names")
    if any(not code.strip() for pair in truth.renamed for code in pair):
        raise ValueError("a label needs a name")
    if profile.split is not None:
        profile.split.sound()
    return exporter


def to_json(profile: Profile) -> Json:
    """Plain values by name."""
    truth = profile.truth
    return {
        "name": profile.name,
        "format": profile.format_id,
        "options": dict(sorted(profile.options.items())),
        "truth": {
            "source": truth.source,
            "annotators": list(truth.annotators),
            "finished_only": truth.finished_only,
            "furniture": truth.furniture,
            "labels": list(truth.labels),
            "renamed": [list(pair) for pair in truth.renamed],
        },
        "split": None if profile.split is None else profile.split.to_json(),
    }


def from_json(value: object) -> Profile:
    """The inverse of `to_json`; what is not named has its default.

    Raises ValueError with one sentence for anything that `to_json` does not write, and for what `check` refuses.
    """
    given = _known(value, "a profile", _KEYS)
    options = _typed(given.get("options", {}), dict, "options")
    split = given.get("split")
    profile = Profile(
        format_id=_text(given.get("format", ""), "format"),
        truth=_truth(given.get("truth", {})),
        options={_text(name, "options"): _text(choice, "options") for name, choice in options.items()},
        split=None if split is None else Wanted.from_json(split),
        name=_text(given.get("name", ""), "name"),
    )
    check(profile)
    return profile


def _truth(value: object) -> Truth:
    given = _known(value, "the truth of a profile", tuple(each.name for each in fields(Truth)))
    pairs = [_texts(pair, "renamed") for pair in _typed(given.get("renamed", []), list, "renamed")]
    if any(len(pair) != 2 for pair in pairs):
        raise ValueError("“renamed” has pairs, of a label and its new name")
    return Truth(
        source=_text(given.get("source", ""), "source"),
        annotators=_texts(given.get("annotators", []), "annotators"),
        finished_only=_typed(given.get("finished_only", False), bool, "finished_only"),
        furniture=_typed(given.get("furniture", False), bool, "furniture"),
        labels=_texts(given.get("labels", []), "labels"),
        renamed=tuple((before, after) for before, after in pairs),
    )


def _known(value: object, what: str, names: Sequence[str]) -> Json:
    if not isinstance(value, dict):
        raise ValueError(f"{what} is an object, not {value!r}")
    for name in value:
        if name not in names:
            raise ValueError(f"{what} has no “{name}”")
    return value


def _typed(value: object, kind: type[_T], what: str) -> _T:
    if type(value) is not kind:
        raise ValueError(f"“{what}” of a profile cannot be {value!r}")
    return value


def _text(value: object, what: str) -> str:
    return _typed(value, str, what)


def _texts(value: object, what: str) -> tuple[str, ...]:
    return tuple(_text(each, what) for each in _typed(value, list, what))


def describe(profile: Profile) -> str:
    """The profile on one line: “spaCy training pack, Hana's decisions, finished articles, train 80 dev 20”. Raises
    ValueError if there is no such profile."""
    exporter = check(profile)
    return ", ".join(
        [exporter.title, *_about_truth(profile.truth), *_about_options(profile, exporter), *_about_split(profile.split)]
    )


def _about_truth(truth: Truth) -> Iterator[str]:
    yield _whose(truth)
    if truth.finished_only and truth.source not in (MAJORITY, UNION, SUGGESTIONS):
        yield "finished articles"
    if truth.furniture:
        yield "with page furniture"
    if truth.labels:
        yield f"only {_and(truth.labels)}"
    yield from (f"{before} as {after}" for before, after in truth.renamed)


def _whose(truth: Truth) -> str:
    of = _and(truth.annotators) or "all analysts"
    known = {
        ADJUDICATED: "rulings",
        SUGGESTIONS: "suggestions",
        EVERYBODY: "all sets side by side",
        MAJORITY: f"what more than half of {of} have",
        UNION: f"what any of {of} has",
    }
    return known.get(truth.source) or f"{truth.source}'s decisions"


def _about_options(profile: Profile, exporter: Exporter) -> Iterator[str]:
    usual = settled({}, **exporter.options)
    for name, choice in sorted(profile.options.items()):
        if choice != usual[name]:
            yield f"{name} {choice}"


def _about_split(split: Wanted | None) -> Iterator[str]:
    if split is None:
        return
    if split.dev_from:
        yield f"dev from {split.dev_from}" + (f", test from {split.test_from}" if split.test_from else "")
    else:
        yield " ".join(f"{part} {share}" for part, share in zip(Part, split.shares, strict=True) if share)
    if split.by_source:
        yield "sources kept together"
    if split.seed:
        yield f"seed {split.seed}"


def _and(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
