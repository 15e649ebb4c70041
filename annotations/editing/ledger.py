"""The ledger: what became of suggestions, added up, and what in it is most worth fixing."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from annotations.model.fate import Fate, Fated
from annotations.model.mention import Kind

# What each fate costs the annotator, in gestures: a missed one is gone to, selected and labelled.
_GESTURES = {Fated.REJECTED: 1, Fated.RELABELLED: 1, Fated.REBOUNDED: 1, Fated.MISSED: 3}
_FEWEST = 3  # fewer of a kind are chance
_NAMED = 3  # surfaces that a finding names
_DETERMINERS = frozenset(("the", "a", "an"))
_POSSESSIVE = ("'s", "’s", "s'", "s’")

SUGGESTED = tuple(fated for fated in Fated if fated is not Fated.MISSED)


class Side(StrEnum):
    """Where an extent was moved, in the order of the text."""

    START = "start"
    END = "end"


class Convention(StrEnum):
    """The setting of how far a name reaches that a finding speaks of."""

    DETERMINER = "determiner"
    POSSESSIVE = "possessive"
    HYPHENATED = "hyphenated"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """What became of the suggestions with one label of one version of a suggester.

    `start_moved` and `end_moved` are among the re-bounded ones; one moved on both sides is in both. `missed` counts
    mentions marked by hand where nothing was suggested.
    """

    suggester: str
    version: str
    kind: Kind
    label: str
    accepted: int = 0
    relabelled: int = 0
    rebounded: int = 0
    start_moved: int = 0
    end_moved: int = 0
    rejected: int = 0
    left: int = 0
    missed: int = 0

    @property
    def suggested(self) -> int:
        """All that were suggested, undecided ones included."""
        return self.accepted + self.relabelled + self.rebounded + self.rejected + self.left

    @property
    def accepted_share(self) -> float | None:
        """Accepted as they were, of all suggested, in 0..1; None when nothing was."""
        return self.accepted / self.suggested if self.suggested else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """Fates that belong together. None, or no `versions`, stands for any; `versions` are (suggester, version)."""

    kind: Kind
    label: str
    fated: tuple[Fated, ...]
    versions: tuple[tuple[str, str], ...] = ()
    given: str | None = None
    side: Side | None = None

    def takes(self, fate: Fate) -> bool:
        """True for a fate that is meant."""
        return (
            (fate.kind, fate.label) == (self.kind, self.label)
            and fate.fated in self.fated
            and (not self.versions or (fate.suggester, fate.version) in self.versions)
            and (self.given is None or fate.given == self.given)
            and (self.side is None or bool(_moved(fate, self.side)))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A fault that came up often. `count` of `of` suggestions; of missed ones, of all mentions with the label.

    `cost` is in gestures. `tokens` is the most frequent move of the side, negative towards the start of the text.
    `words` are the most frequent ones with how often they came up: what was cut off where a side was drawn in,
    surfaces otherwise.
    """

    which: Which
    count: int
    of: int
    cost: int
    tokens: int = 0
    words: tuple[tuple[str, int], ...] = ()
    convention: Convention | None = None


def summary(fates: Iterable[Fate]) -> list[LedgerRow]:
    """One row for each suggester, version and label, in that order."""
    counts: defaultdict[tuple[str, str, Kind, str], Counter[str]] = defaultdict(Counter)
    for fate in fates:
        count = counts[fate.suggester, fate.version, fate.kind, fate.label]
        count[fate.fated.name.lower()] += 1
        if fate.fated is Fated.REBOUNDED:
            count["start_moved"] += bool(fate.start_tokens)
            count["end_moved"] += bool(fate.end_tokens)
    return [
        LedgerRow(suggester=suggester, version=version, kind=kind, label=label, **counted)
        for (suggester, version, kind, label), counted in sorted(counts.items())
    ]


def examples(fates: Iterable[Fate], which: Which) -> list[Fate]:
    """The fates that are meant, in their order."""
    return [fate for fate in fates if which.takes(fate)]


def findings(rows: Sequence[LedgerRow], fates: Iterable[Fate], most: int = 5) -> list[Finding]:
    """The faults in these rows that cost most, dearest first. Faults of versions that are not in the rows are past."""
    versions = tuple(sorted({(row.suggester, row.version) for row in rows}))
    wanted = {(row.suggester, row.version, row.kind, row.label) for row in rows}
    groups: defaultdict[Which, list[Fate]] = defaultdict(list)
    suggested: Counter[tuple[Kind, str]] = Counter()
    marked: Counter[tuple[Kind, str | None]] = Counter()
    refused: set[tuple[Kind, str, str]] = set()
    for fate in fates:
        if fate.fated is Fated.REJECTED:
            refused.add((fate.kind, fate.label, _plain(fate.surface).casefold()))
        if (fate.suggester, fate.version, fate.kind, fate.label) in wanted:
            suggested[fate.kind, fate.label] += fate.fated is not Fated.MISSED
            marked[fate.kind, fate.given] += 1
            for which in _faults(fate, versions):
                groups[which].append(fate)
    found = [
        _missing(which, group, marked, refused) if which.fated == (Fated.MISSED,) else _finding(which, group, suggested)
        for which, group in groups.items()
        if len(group) >= _FEWEST
    ]
    return sorted(found, key=lambda each: (-each.cost, each.which.label, each.which.fated))[:most]


def _moved(fate: Fate, side: Side) -> int:
    return fate.start_tokens if side is Side.START else fate.end_tokens


def _faults(fate: Fate, versions: tuple[tuple[str, str], ...]) -> list[Which]:
    if fate.fated not in _GESTURES:
        return []
    sides: list[Side | None] = [None]
    if fate.fated is Fated.REBOUNDED:
        sides = [side for side in Side if _moved(fate, side)]
    given = fate.given if fate.fated is Fated.RELABELLED else None
    return [
        Which(kind=fate.kind, label=fate.label, fated=(fate.fated,), versions=versions, given=given, side=side)
        for side in sides
    ]


def _missing(
    which: Which,
    group: Sequence[Fate],
    marked: Counter[tuple[Kind, str | None]],
    refused: set[tuple[Kind, str, str]],
) -> Finding:
    """What was missed. Words that were refused under the same label are not named: they are that label now and then."""
    found = _finding(which, group, marked)
    words = tuple(each for each in found.words if (which.kind, which.label, each[0].casefold()) not in refused)
    return replace(found, words=words)


def _finding(
    which: Which, group: Sequence[Fate], wholes: Counter[tuple[Kind, str]] | Counter[tuple[Kind, str | None]]
) -> Finding:
    each = _GESTURES[which.fated[0]]
    side = which.side
    if side is None:
        tokens, words, cost = 0, _most_frequent(fate.surface for fate in group), each * len(group)
        convention = None
    else:
        moves = [_moved(fate, side) for fate in group]
        tokens, cost = Counter(moves).most_common(1)[0][0], each * sum(map(abs, moves))
        words = _most_frequent(_cut(fate, side) for fate in group)
        convention = _convention(which.kind, group, side)
    return Finding(
        which=which,
        count=len(group),
        of=wholes[which.kind, which.label],
        cost=cost,
        tokens=tokens,
        words=words,
        convention=convention,
    )


def _cut(fate: Fate, side: Side) -> str:
    """The words that the annotator cut off; "" where the side was moved outwards, since what came in is not known."""
    words, moved = fate.surface.split(), _moved(fate, side)
    if side is Side.START:
        return " ".join(words[:moved]) if moved > 0 else ""
    if moved < 0 and _is_possessive(fate.surface):
        return fate.surface[-2:]
    return " ".join(words[moved:]) if moved < 0 else ""


def _plain(surface: str) -> str:
    return " ".join(surface.split())


def _is_possessive(surface: str) -> bool:
    return surface.endswith(_POSSESSIVE)


def _most_frequent(surfaces: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """The most frequent ones, capitals aside, each in the spelling it came in first."""
    spelling: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for surface in surfaces:
        words = _plain(surface)
        if words:
            counts[spelling.setdefault(words.casefold(), words)] += 1
    return tuple(counts.most_common(_NAMED))


def _convention(kind: Kind, group: Sequence[Fate], side: Side) -> Convention | None:
    """The convention that would have spared most of these."""
    if kind is not Kind.ENTITY:
        return None
    tests: tuple[tuple[Convention, Side, Callable[[Fate], bool]], ...] = (
        (Convention.DETERMINER, Side.START, lambda fate: _cut(fate, Side.START).casefold() in _DETERMINERS),
        (Convention.POSSESSIVE, Side.END, lambda fate: fate.end_tokens < 0 and _is_possessive(fate.surface)),
        (Convention.HYPHENATED, Side.END, lambda fate: fate.end_tokens < 0 and "-" in fate.surface.split()[-1]),
    )
    for convention, of_side, holds in tests:
        if side is of_side and 2 * sum(map(holds, group)) > len(group):
            return convention
    return None
