"""The disagreements behind a number: how many there are, in which groups, and where. Worked out in a child process."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from annotations.agreement.alignment import BOTH, BOUNDARY, EXTRA, LABEL, MATCH, MISSING
from annotations.agreement.choice import Choice, taken
from annotations.agreement.disagreements import MATCHES, TRIGGER_MATCH, Disagreement, Group, Which, groups
from annotations.agreement.documents import Pair, pairs
from annotations.agreement.parts import Parts
from annotations.agreement.report import MOST_GROUPS, Source
from annotations.model.mark import Subject
from desktop.agreements import Listed, listed_in, sources_of

# The four ways to differ, with their reasons among spans, events and arguments.
WAYS: Mapping[str, frozenset[str]] = {
    "one_only": frozenset((MISSING, EXTRA, "event_missing", "event_extra", "argument_missing", "argument_extra")),
    "ends": frozenset((BOUNDARY, "trigger_boundary", "argument_boundary")),
    "label": frozenset((LABEL, "trigger_label", "argument_role")),
    "ends_and_label": frozenset((BOTH, "trigger_boundary+label", "argument_boundary+role")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """What of the disagreements is looked at: those of a number that was clicked, of one subject, of one way ("" is all
    four)."""

    which: Which = field(default_factory=Which)
    subject: Subject | None = None
    way: str = ""

    @property
    def agreed(self) -> bool:
        """True if agreements are meant, which nobody needs to settle."""
        return bool(self.which.reasons & MATCHES)

    def narrowed(self) -> Which:
        """All of it in one."""
        which = self.which
        if self.subject is not None and not self.agreed:
            which = replace(which, subjects=frozenset((self.subject,)))
        if self.way:
            reasons = WAYS[self.way]
            which = replace(which, reasons=which.reasons & reasons if which.reasons else reasons)
        return which

    def of_group(self, group: Group) -> Which:
        """Those of one group."""
        return replace(self.narrowed(), subjects=frozenset((group.subject,)), versions=group.versions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is behind a number.

    `count` is of all that is meant; None where nobody counted, which happens to agreements only.
    `subjects` counts those of the number by subject, `ways` those of the subject by way, so that they add up. `places`
    are the first of them, if places were asked for; else `groups` has the largest, and `more_groups` are left out.
    """

    narrowing: Narrowing
    count: int | None
    subjects: Mapping[Subject, int]
    ways: Mapping[str, int]
    groups: tuple[Group, ...] = ()
    more_groups: int = 0
    places: tuple[Listed, ...] = ()


def found(location: str, choice: Choice, narrowing: Narrowing, places: bool) -> Iterator[Found]:
    """What is behind a number of a project, as its places or in groups."""
    from annotations.workspace import Workspace

    with Workspace.open(location, read_only=True) as workspace:
        facts = workspace.set_facts()
        sources, counting = sources_of(workspace, choice, facts, changed=()), pairs(taken(choice, facts).names)
        listed = listed_in(workspace, choice, narrowing.narrowed()) if places or narrowing.agreed else ()
        yield found_in(sources, counting, narrowing, listed, places=places)


def found_in(
    sources: Iterable[Source],
    counting: Collection[Pair],
    narrowing: Narrowing,
    listed: tuple[Listed, ...] = (),
    *,
    places: bool = False,
) -> Found:
    """The same of articles at hand, and of the pairs that count there: the rulings are compared beside these."""
    if narrowing.agreed:
        count = _agreed(sources, counting, narrowing.which)
        return Found(narrowing=narrowing, count=count, subjects={}, ways={}, places=listed)
    every = (each for source in sources for each in source.disagreements)
    of_number = [each for each in every if narrowing.which.takes(each)]
    of_subject = [each for each in of_number if narrowing.subject in (None, each.subject)]
    narrowed = narrowing.narrowed()
    meant = [each for each in of_subject if narrowed.takes(each)]
    together = () if places else groups(meant)
    return Found(
        narrowing=narrowing,
        count=len(meant),
        subjects=Counter(each.subject for each in of_number),
        ways=_by_way(of_subject),
        groups=together[:MOST_GROUPS],
        more_groups=max(0, len(together) - MOST_GROUPS),
        places=listed,
    )


def _by_way(those: Iterable[Disagreement]) -> dict[str, int]:
    reasons = Counter(each.reason for each in those)
    return {way: sum(reasons[reason] for reason in of_way) for way, of_way in WAYS.items()}


# Aligning all articles once more would take long; what the figures counted has the most common of these.
_COUNTED: Mapping[frozenset[str], Callable[[Parts, Pair], Mapping[tuple[str, str], int]]] = {
    frozenset((MATCH,)): lambda parts, pair: parts.spans[pair].same_extent,
    frozenset((MATCH, BOUNDARY)): lambda parts, pair: parts.spans[pair].confusion,
    frozenset((TRIGGER_MATCH, "trigger_boundary")): lambda parts, pair: parts.events[pair].types,
    frozenset(("argument_match", "argument_boundary")): lambda parts, pair: parts.events[pair].roles,
}


def _agreed(sources: Iterable[Source], counting: Collection[Pair], which: Which) -> int | None:
    """How many agreements on one label are meant; None where that was not counted."""
    counts = _COUNTED.get(which.reasons)
    if counts is None or which.labels is None or len(which.labels) != 1:
        return None
    (label,) = which.labels
    return sum(
        counts(source.parts, pair).get((label, label), 0)
        for source in sources
        if which.article in ("", source.parts.document.id)
        for pair in counting
        if pair in source.parts.spans and which.pair in (None, pair)
    )
