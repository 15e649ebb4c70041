"""Agreement of two annotators on events: counts of one document, which add up over documents, and the F1s of their sum.

F1 is 2 x agreed / (of one + of the other), over sets, on six levels, which differ in what has to be equal (the criteria
of the ACE evaluations, as in Ji and Grishman 2008 and Li et al. 2013):

- trigger_id: where the trigger is; trigger_cls: and the event type;
- argument_id: the event type, and what fills a role of it; argument_cls: and the role;
- argument_id_attached, argument_cls_attached: and where the trigger is.

Arguments swapped between two events of one type agree fully on the plain levels, not at all on the attached ones.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from annotations.agreement.alignment import BOTH, BOUNDARY, EXTRA, LABEL, MATCH, MISSING, align
from annotations.agreement.documents import ArgumentMark, Document, EventMark, Pair
from annotations.agreement.spans import NONE, Counts3, add, count_up
from annotations.model.mark import Mark

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

LEVELS = (
    "trigger_id",
    "trigger_cls",
    "argument_id",
    "argument_cls",
    "argument_id_attached",
    "argument_cls_attached",
)
# The levels on which a type (of triggers) or a role (of arguments) has to be equal: they have an F1 of each.
LABELLED_LEVELS = ("trigger_cls", "argument_cls", "argument_cls_attached")

# The numbers of one document and pair, in the order in which they stand in a row.
COLUMNS = (*(f"{level} {number}" for level in LEVELS for number in ("tp", "nA", "nB")), "both_empty")
_AT = {name: at for at, name in enumerate(COLUMNS)}

_EVENT_REASONS = {
    MATCH: "trigger_match",
    LABEL: "trigger_label",
    BOUNDARY: "trigger_boundary",
    BOTH: "trigger_boundary+label",
    MISSING: "event_missing",
    EXTRA: "event_extra",
}
_ARGUMENT_REASONS = {
    MATCH: "argument_match",
    LABEL: "argument_role",
    BOUNDARY: "argument_boundary",
    BOTH: "argument_boundary+role",
    MISSING: "argument_missing",
    EXTRA: "argument_extra",
}
EVENT_REASONS, ARGUMENT_REASONS = tuple(_EVENT_REASONS.values()), tuple(_ARGUMENT_REASONS.values())


class AlignedArgument(NamedTuple):
    """Two arguments of aligned events that stand for each other, or one alone; `reason` is of `ARGUMENT_REASONS`."""

    a: ArgumentMark | None
    b: ArgumentMark | None
    reason: str


class AlignedEvent(NamedTuple):
    """Two events that stand for each other, or one alone; `reason` is one of `EVENT_REASONS`.

    `arguments` are those of two aligned events. Those of an event alone are not listed: that the event is alone has
    said it.
    """

    a: EventMark | None
    b: EventMark | None
    reason: str
    arguments: tuple[AlignedArgument, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCounts:
    """What two annotators have in common in a document that both finished, or in several.

    `row` has the numbers named in `COLUMNS`. `reasons` counts the aligned events and their arguments. `labels` has, by
    one of the `LABELLED_LEVELS` and a type or role, how many agree and how many either annotator has. `types` counts
    pairs of types over all aligned events, `roles` pairs of roles over the arguments of aligned events, both with
    `NONE` where an event or argument stands alone.
    """

    row: tuple[float, ...] = (0.0,) * len(COLUMNS)
    reasons: Mapping[str, int] = field(default_factory=dict)
    labels: Mapping[tuple[str, str], Counts3] = field(default_factory=dict)
    types: Mapping[tuple[str, str], int] = field(default_factory=dict)
    roles: Mapping[tuple[str, str], int] = field(default_factory=dict)
    documents: int = 0

    def __getitem__(self, column: str) -> float:
        return self.row[_AT[column]]


def align_events(a: Iterable[EventMark], b: Iterable[EventMark]) -> tuple[AlignedEvent, ...]:
    """The events of two annotators of a document paired up by their triggers, in text order, with their arguments.

    Events of one annotator with the same trigger and type are one event, with the arguments of all of them.
    """
    left, right = _by_trigger(a), _by_trigger(b)
    aligned = []
    for mark, other, reason in align(left, right):
        first = left[mark] if mark is not None else None
        second = right[other] if other is not None else None
        arguments = _aligned_arguments(first, second) if first is not None and second is not None else ()
        aligned.append(AlignedEvent(first, second, _EVENT_REASONS[reason], arguments))
    return tuple(aligned)


def _by_trigger(events: Iterable[EventMark]) -> dict[Mark, EventMark]:
    found: dict[Mark, EventMark] = {}
    for event in events:
        trigger = Mark(event.start, event.end, event.type)
        known = found.get(trigger)
        arguments = event.arguments if known is None else known.arguments | event.arguments
        found[trigger] = event._replace(arguments=arguments)
    return found


def _aligned_arguments(a: EventMark, b: EventMark) -> tuple[AlignedArgument, ...]:
    return tuple(
        AlignedArgument(
            ArgumentMark(*mark) if mark is not None else None,
            ArgumentMark(*other) if other is not None else None,
            _ARGUMENT_REASONS[reason],
        )
        for mark, other, reason in align(_marks(a), _marks(b))
    )


def _marks(event: EventMark) -> list[Mark]:
    return [Mark(*argument) for argument in event.arguments]


def count(document: Document, pair: Pair) -> EventCounts | None:
    """The counts of a document; None where not both finished it."""
    if pair[0] not in document.events or pair[1] not in document.events:
        return None
    return counted(align_events(document.events[pair[0]], document.events[pair[1]]))


def counted(aligned: Iterable[AlignedEvent]) -> EventCounts:
    """The counts of the aligned events of one document."""
    events = tuple(aligned)
    of_a = _keys(event.a for event in events)
    of_b = _keys(event.b for event in events)
    row: list[float] = []
    labels: dict[tuple[str, str], Counts3] = {}
    for level in LEVELS:
        row += _three(of_a[level], of_b[level])
        if level in LABELLED_LEVELS:
            labels |= _by_label(level, of_a[level], of_b[level])
    arguments = [argument for event in events for argument in event.arguments]
    return EventCounts(
        row=(*row, float(not events)),
        reasons=Counter([event.reason for event in events] + [argument.reason for argument in arguments]),
        labels=labels,
        types=Counter((event.a.type if event.a else NONE, event.b.type if event.b else NONE) for event in events),
        roles=Counter((each.a.role if each.a else NONE, each.b.role if each.b else NONE) for each in arguments),
        documents=1,
    )


# What is compared on a level. A type or role that has to be equal comes last.
_Key = tuple[int | str, ...]


def _keys(events: Iterable[EventMark | None]) -> dict[str, set[_Key]]:
    keys: dict[str, set[_Key]] = {level: set() for level in LEVELS}
    for event in events:
        if event is None:
            continue
        trigger = event.start, event.end
        keys["trigger_id"].add(trigger)
        keys["trigger_cls"].add((*trigger, event.type))
        for start, end, role in event.arguments:
            keys["argument_id"].add((event.type, start, end))
            keys["argument_cls"].add((event.type, start, end, role))
            keys["argument_id_attached"].add((*trigger, event.type, start, end))
            keys["argument_cls_attached"].add((*trigger, event.type, start, end, role))
    return keys


def _three(of_a: set[_Key], of_b: set[_Key]) -> Counts3:
    return len(of_a & of_b), len(of_a), len(of_b)


def _by_label(level: str, of_a: set[_Key], of_b: set[_Key]) -> dict[tuple[str, str], Counts3]:
    agreed, one, other = (Counter(str(key[-1]) for key in keys) for keys in (of_a & of_b, of_a, of_b))
    return {(level, label): (agreed[label], one[label], other[label]) for label in sorted(one.keys() | other.keys())}


def total(counts: Iterable[EventCounts]) -> EventCounts:
    """The sum over documents."""
    row, documents = [0.0] * len(COLUMNS), 0
    reasons: dict[str, int] = {}
    types: dict[tuple[str, str], int] = {}
    roles: dict[tuple[str, str], int] = {}
    labels: dict[tuple[str, str], Counts3] = {}
    for each in counts:
        row = [one + more for one, more in zip(row, each.row, strict=True)]
        documents += each.documents
        count_up(reasons, each.reasons)
        count_up(types, each.types)
        count_up(roles, each.roles)
        add(labels, each.labels)
    return EventCounts(
        row=tuple(row),
        reasons=reasons,
        labels=dict(sorted(labels.items())),
        types=types,
        roles=roles,
        documents=documents,
    )


def f1(level: str, counts: EventCounts) -> float | None:
    """The F1 on one of the `LEVELS`; None where `undefined` says why."""
    return _f1(counts[f"{level} tp"], counts[f"{level} nA"], counts[f"{level} nB"])


def label_f1(counts: EventCounts, level: str, label: str) -> float | None:
    """The F1 of one type or role on one of the `LABELLED_LEVELS`; None where neither used it."""
    return _f1(*counts.labels.get((level, label), (0, 0, 0)))


def _f1(agreed: float, of_a: float, of_b: float) -> float | None:
    return 2 * agreed / (of_a + of_b) if of_a + of_b else None


def undefined(level: str, counts: EventCounts) -> str:
    """Why there is no F1 on one of the `LEVELS`: "no_shared_documents", "no_events" or "no_arguments"; empty where
    there is one."""
    if not counts.documents:
        return "no_shared_documents"
    if f1(level, counts) is not None:
        return ""
    return "no_events" if f1("trigger_id", counts) is None else "no_arguments"


def f1_of_rows(level: str, rows: "Array") -> "Array":
    """The F1 of many sums at once: rows of `COLUMNS`, in the last axis; not a number where undefined."""
    import numpy as np

    agreed, of_a, of_b = (rows[..., _AT[f"{level} {number}"]] for number in ("tp", "nA", "nB"))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(2 * agreed / (of_a + of_b))
