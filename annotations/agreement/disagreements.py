"""Disagreements: every place where two annotators differ, as the alignment has it, and the groups that go together.

What is listed here and what the figures count come from the same alignment, so that a count leads to its places.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from annotations.agreement.alignment import MATCH, Aligned, align
from annotations.agreement.documents import ArgumentMark, Document, EventMark, Pair
from annotations.agreement.events import AlignedEvent, align_events
from annotations.model.mark import Mark, Subject

TRIGGER_MATCH, ARGUMENT_MATCH = "trigger_match", "argument_match"
MATCHES = frozenset((MATCH, TRIGGER_MATCH, ARGUMENT_MATCH))
_SUBJECTS = tuple(Subject)


class Version(NamedTuple):
    """What one annotator has: the surface on one line, empty where the text is not known, and label, type or role."""

    surface: str
    label: str


# What the one and the other have, the longer surface first; None stands for nothing.
Versions = tuple[Version, Version | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """One place at which two annotators differ (or agree, where matches were asked for).

    `reason` is one of `alignment.REASONS`, `events.EVENT_REASONS` or `events.ARGUMENT_REASONS`, by the subject. `a` and
    `b` are what the one and the other of the pair have there, None for nothing; `surfaces` their words on one line.
    `have` counts those who have exactly `a` and those who have exactly `b`, among the `of` who finished the article.
    `trigger` is that of the event of an argument. `versions` is what it is about, whoever has which: the same in both
    orders of the pair.
    """

    article: str
    subject: Subject
    reason: str
    pair: Pair
    a: Mark | None
    b: Mark | None
    surfaces: tuple[str, str]
    have: tuple[int, int]
    of: int
    trigger: Mark | None = None
    # Kept, since every figure about groups asks for it.
    versions: Versions = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        found = [
            Version(surface, mark.label)
            for mark, surface in zip((self.a, self.b), self.surfaces, strict=True)
            if mark is not None
        ]
        found.sort(key=lambda version: (-len(version.surface), version))
        object.__setattr__(self, "versions", (found[0], found[1] if len(found) > 1 else None))


class Around(NamedTuple):
    """Where it is: the words that either annotator has, and some of the text before and after them, on one line."""

    before: str
    words: str
    after: str


_AROUND = 60  # code points


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Disagreements about the same words with the same labels, wherever they are: one ruling may settle them all.

    `articles` counts the articles they are in; `example` is the first of them.
    """

    subject: Subject
    versions: Versions
    count: int
    articles: int
    example: Disagreement


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """Some disagreements: those for which everything that is given holds; empty and None stand for all.

    `labels` are what the two have, unordered, "" for nothing; `label` is what at least one of them has. With one of
    `MATCHES` among the `reasons` agreements are meant too.
    """

    subjects: frozenset[Subject] = frozenset()
    reasons: frozenset[str] = frozenset()
    pair: Pair | None = None
    labels: frozenset[str] | None = None
    label: str = ""
    versions: Versions | None = None
    article: str = ""

    def takes(self, each: Disagreement) -> bool:
        """True if it is one of those."""
        labels = {mark.label if mark else "" for mark in (each.a, each.b)}
        return (
            (not self.subjects or each.subject in self.subjects)
            and (each.reason in self.reasons if self.reasons else each.reason not in MATCHES)
            and self.pair in (None, each.pair)
            and self.labels in (None, labels)
            and (not self.label or self.label in labels)
            and (self.versions is None or self.versions == each.versions)
            and self.article in ("", each.article)
        )


def disagreements(
    document: Document, text: str, pairs: Iterable[Pair], *, matches: bool = False
) -> Iterator[Disagreement]:
    """Where these pairs differ in a document, in text order pair by pair; with `matches` also where they agree.

    Pairs of which not both finished it have nothing to differ about.
    """
    words = _Words(document, text)
    for pair in pairs:
        one, other = (document.marks.get(name) for name in pair)
        if one is not None and other is not None and (matches or one != other):
            for aligned in align(one, other):
                if matches or aligned.reason != MATCH:
                    yield words.of_spans(pair, aligned)
        first, second = (document.events.get(name) for name in pair)
        if first is not None and second is not None and (matches or first != second):
            for event in align_events(first, second):
                yield from words.of_events(pair, event, matches=matches)


def groups(found: Iterable[Disagreement]) -> tuple[Group, ...]:
    """Those about the same words with the same labels together, the largest group first."""
    together: defaultdict[tuple[Subject, Versions], list[Disagreement]] = defaultdict(list)
    for each in found:
        together[each.subject, each.versions].append(each)
    made = (
        Group(
            subject=subject,
            versions=versions,
            count=len(those),
            articles=len({each.article for each in those}),
            example=those[0],
        )
        for (subject, versions), those in together.items()
    )
    return tuple(sorted(made, key=_order))


def facets(found: Iterable[Disagreement]) -> dict[Subject, dict[str, int]]:
    """How many there are of each subject and reason."""
    counts: dict[Subject, Counter[str]] = {subject: Counter() for subject in Subject}
    for each in found:
        counts[each.subject][each.reason] += 1
    return {subject: dict(sorted(those.items())) for subject, those in counts.items()}


def _order(group: Group) -> tuple[int, int, int, tuple[Version, Version]]:
    first, second = group.versions
    return -group.count, -group.articles, _SUBJECTS.index(group.subject), (first, second or Version("", ""))


def around(each: Disagreement, text: str) -> Around:
    """The words of the text that it is about, in their place."""
    marks = [mark for mark in (each.a, each.b) if mark is not None]
    start, end = min(mark.start for mark in marks), max(mark.end for mark in marks)
    first, last = max(0, start - _AROUND), min(len(text), end + _AROUND)
    # Half a word at either end would look like a word of its own.
    before = text[first:start].partition(" ")[2] if first else text[:start]
    after = text[end:last].rpartition(" ")[0] if last < len(text) else text[end:]
    return Around(*(_one_line(piece) for piece in (before, text[start:end], after)))


def _one_line(text: str) -> str:
    """Runs of blanks as one, kept at the ends, where they part one piece from the next."""
    inner = " ".join(text.split())
    return f"{' ' * text[:1].isspace()}{inner}{' ' * (text[-1:].isspace() and bool(inner))}"


class _Words:
    """Puts aligned spans and events of one document into words, and counts who has what."""

    def __init__(self, document: Document, text: str) -> None:
        self._document = document
        self._text = text
        self._spans: Counter[Mark] | None = None
        self._events: tuple[Counter[Mark], Counter[tuple[Mark, Mark]]] | None = None

    def of_spans(self, pair: Pair, aligned: Aligned) -> Disagreement:
        """Two spans that stand for each other, or one alone."""
        if self._spans is None:
            self._spans = Counter(mark for marks in self._document.marks.values() for mark in marks)
        return self._made(Subject.SPAN, pair, aligned, self._spans, len(self._document.marks))

    def of_events(self, pair: Pair, event: AlignedEvent, *, matches: bool) -> Iterator[Disagreement]:
        """Two events that stand for each other, or one alone, and their arguments."""
        if self._events is None:
            self._events = _held(self._document.events)
        held, held_arguments = self._events
        of = len(self._document.events)
        triggers = Aligned(_trigger(event.a), _trigger(event.b), event.reason)
        if matches or event.reason != TRIGGER_MATCH:
            yield self._made(Subject.EVENT, pair, triggers, held, of)
        for argument in event.arguments:
            if matches or argument.reason != ARGUMENT_MATCH:
                a, b = _filler(argument.a), _filler(argument.b)
                # Either has it for a trigger of their own, which need not be the same.
                have = {
                    mark: held_arguments[trigger, mark]
                    for trigger, mark in ((triggers.a, a), (triggers.b, b))
                    if mark is not None and trigger is not None
                }
                where = triggers.a or triggers.b
                yield self._made(Subject.ARGUMENT, pair, Aligned(a, b, argument.reason), have, of, where)

    def _made(
        self,
        subject: Subject,
        pair: Pair,
        aligned: Aligned,
        have: Mapping[Mark, int],
        of: int,
        trigger: Mark | None = None,
    ) -> Disagreement:
        a, b = aligned.a, aligned.b
        return Disagreement(
            article=self._document.id,
            subject=subject,
            reason=aligned.reason,
            pair=pair,
            a=a,
            b=b,
            surfaces=(self._surface(a), self._surface(b)),
            have=(have[a] if a is not None else 0, have[b] if b is not None else 0),
            of=of,
            trigger=trigger,
        )

    def _surface(self, mark: Mark | None) -> str:
        return "" if mark is None else " ".join(self._text[mark.start : mark.end].split())


def _trigger(event: EventMark | None) -> Mark | None:
    return None if event is None else Mark(event.start, event.end, event.type)


def _filler(argument: ArgumentMark | None) -> Mark | None:
    return None if argument is None else Mark(*argument)


def _held(events: Mapping[str, Collection[EventMark]]) -> tuple[Counter[Mark], Counter[tuple[Mark, Mark]]]:
    """How many annotators have each event, and each argument of each event."""
    triggers, arguments = Counter[Mark](), Counter[tuple[Mark, Mark]]()
    for marks in events.values():
        own = {(Mark(each.start, each.end, each.type), argument) for each in marks for argument in each.arguments}
        triggers.update({Mark(each.start, each.end, each.type) for each in marks})
        arguments.update({(trigger, Mark(*argument)) for trigger, argument in own})
    return triggers, arguments
