"""Questions: what the annotators of an article answered by marking it, where they differ, and what was ruled on that.

Where the names are is one question, where the events are another, and who takes part in one event is one each.
"""

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from annotations.agreement.disputes import (
    Dispute,
    Extent,
    State,
    Version,
    connected,
    extent,
    overlap,
    words_of,
)
from annotations.agreement.ground import Answers, Ground
from annotations.model.mark import Mark, Subject
from annotations.model.mention import Mention
from annotations.model.ruling import Ruling, SourceVersion, Verdict


def _considered(ruling: Ruling) -> set[Mark]:
    return {mark for version in ruling.versions for mark in version.marks}


def _place(ruling: Ruling) -> Extent:
    return ruling.start, ruling.end


def _is_covered(ruling: Ruling, by: Iterable[Ruling]) -> bool:
    return any(each.start <= ruling.start and ruling.end <= each.end for each in by)


@dataclass(slots=True)
class _Group:
    """Disputed marks that overlap, with what stands there although nobody has it."""

    versions: dict[str, Version]
    place: Extent
    marks: set[Mark] = field(default_factory=set)
    ruling: Ruling | None = None  # on just these versions
    unexplained: list[Mark] = field(default_factory=list)


class Question(ABC):
    """One question to all annotators of an article.

    An answer is agreed if all judges gave it and nothing speaks against it: it can stand, and no ruling was against it.
    The others are disputed. What stands although nobody has it, and no ruling explains it, is disputed as well.
    """

    def __init__(
        self,
        ground: Ground,
        subject: Subject,
        answers: Answers,
        standing: Mapping[Hashable, Mark],
        *,
        trigger: Mark | None = None,
    ) -> None:
        self.ground = ground
        self.subject = subject
        self.trigger = trigger
        self.answers = answers
        self.standing = standing
        self.rulings = [each for each in ground.rulings if each.subject is subject and self.is_about(each)]

    # -- what kinds of questions differ in ----------------------------------------------------------------------------

    @property
    def judges(self) -> Iterable[str]:
        """Those whose agreement counts."""
        return self.answers

    def identity(self, mark: Mark) -> Hashable:
        """What the mark is in the adjudicated set; two that are the same there are no disagreement."""
        return mark

    @abstractmethod
    def can_stand(self, mark: Mark) -> bool:
        """True unless the schema or the text is against it."""

    def is_about(self, ruling: Ruling) -> bool:
        """True for a ruling of the same subject that was on this question."""
        return True

    def is_waiting(self, mark: Mark) -> bool:
        """True if what is said there waits for another question."""
        return False

    def has_lost_ground(self, ruling: Ruling) -> bool:
        """True if what was ruled fell because of what was ruled elsewhere since, and cannot stand any more."""
        return False

    def does_not_count(self) -> set[Mark]:
        """Answers that are neither agreed nor disputed now."""
        return set()

    def mentions_behind(self, name: str, marks: Iterable[Mark]) -> Iterator[Mention]:
        """The mentions by which an annotator has these marks."""
        for mark in marks:
            yield from self.answers[name].get(mark, ())

    # -- what is agreed -----------------------------------------------------------------------------------------------

    @cached_property
    def shared(self) -> frozenset[Hashable]:
        """What all judges have."""
        given = [frozenset(map(self.identity, self.answers[name])) for name in self.judges]
        return frozenset.intersection(*given) if given else frozenset()

    @cached_property
    def _every(self) -> set[Mark]:
        return {mark for marks in self.answers.values() for mark in marks}

    @cached_property
    def _agreed(self) -> set[Mark]:
        return {
            mark
            for mark in self._every
            if (what := self.identity(mark)) in self.shared
            and (what in self.standing or (self.can_stand(mark) and not any(self._refusing(mark))))
        }

    @cached_property
    def passing(self) -> tuple[Mark, ...]:
        """What is agreed and does not stand yet, in text order."""
        new = {self.identity(mark): mark for mark in sorted(self._agreed, reverse=True)}
        return tuple(sorted(mark for what, mark in new.items() if what not in self.standing))

    def _refusing(self, mark: Mark) -> Iterator[Ruling]:
        """The rulings by which something else was to stand where this is."""
        for ruling in self._decisive:
            considered = _considered(ruling)
            if self.subject is Subject.ARGUMENT and mark.label not in {
                each.label for each in considered | {*ruling.result}
            }:
                continue
            others = [each for each in ruling.result if self.identity(each) not in self.shared]
            if (
                mark in considered
                or any(overlap(each, mark) for each in others)
                or (not ruling.result and overlap(_place(ruling), mark))
            ):
                yield ruling

    @cached_property
    def _decisive(self) -> list[Ruling]:
        """The rulings of people that settled something, but for those that a later one was over."""
        kept: list[Ruling] = []
        for ruling in reversed(self._human):
            if ruling.verdict is not Verdict.DEFERRED and not _is_covered(ruling, kept):
                kept.append(ruling)
        return kept

    @cached_property
    def _human(self) -> list[Ruling]:
        return [each for each in self.rulings if each.verdict is not Verdict.UNANIMOUS and each.trigger == self.trigger]

    # -- what is disputed ---------------------------------------------------------------------------------------------

    @cached_property
    def _groups(self) -> list[_Group]:
        disputed = self._every - self._agreed
        groups = [self._group(marks) for marks in connected(disputed)] if disputed else []
        unexplained = self._unexplained(groups) if self.standing else []
        alone = []
        for mark in unexplained:
            group = next((each for each in groups if overlap(each.place, mark)), None)
            if group is not None:
                group.unexplained.append(mark)
            else:
                alone.append(mark)
        return groups + [self._group_of_nothing(marks) for marks in connected(alone)]

    def _group(self, marks: Sequence[Mark]) -> _Group:
        among = set(marks)
        versions = {name: tuple(sorted(among.intersection(given))) for name, given in self.answers.items()}
        group = _Group(versions, extent(marks), among)
        last = self._last_on(group.place)
        if last is not None:
            asked = {version.annotator: self._open_part(version) for version in last.versions}
            if asked == {name: frozenset(version) for name, version in versions.items()}:
                group.ruling = last
        return group

    def _group_of_nothing(self, marks: Sequence[Mark]) -> _Group:
        """What stands, and nobody has. Only a deferral leaves it a dispute."""
        group = _Group(dict.fromkeys(self.answers, ()), extent(marks), unexplained=list(marks))
        last = self._last_on(group.place)
        if last is not None and last.verdict is Verdict.DEFERRED:
            names = {version.annotator for version in last.versions}
            if names == set(self.answers) and not _considered(last):
                group.ruling, group.unexplained = last, []
        return group

    def _open_part(self, version: SourceVersion) -> frozenset[Mark]:
        """What of a version is not agreed by now."""
        return frozenset(version.marks) - self._agreed - self.does_not_count()

    def _last_on(self, place: Extent) -> Ruling | None:
        return next((each for each in reversed(self._human) if overlap(_place(each), place)), None)

    def _unexplained(self, groups: Iterable[_Group]) -> list[Mark]:
        """What stands, and neither an annotator nor a ruling that holds is for it."""
        said = self.shared | {self.identity(mark) for group in groups for mark in group.marks}
        left = {what: mark for what, mark in self.standing.items() if what not in said and not self.is_waiting(mark)}
        if not left:
            return []
        holding = [group.ruling for group in groups if group.ruling is not None]
        holding += [each for each in self._decisive if not any(map(self._open_part, each.versions))]
        explained = {self.identity(mark) for ruling in holding for mark in ruling.result}
        return sorted(mark for what, mark in left.items() if what not in explained)

    @cached_property
    def disputes(self) -> tuple[Dispute, ...]:
        """The places at which they differ."""
        return tuple(map(self._dispute, self._groups))

    def _dispute(self, group: _Group) -> Dispute:
        state, ruling = State.OPEN, group.ruling
        if ruling is not None and not group.unexplained and not self.has_lost_ground(ruling):
            state = State.DEFERRED if ruling.verdict is Verdict.DEFERRED else State.SETTLED
        else:
            ruling = ruling or self._stood(group)
        text = self.ground.article.text
        return Dispute(
            article=self.ground.article.id,
            subject=self.subject,
            start=group.place[0],
            end=group.place[1],
            words=words_of(group.versions.values() if group.marks else [(Mark(*group.place, ""),)], text),
            versions=group.versions,
            trigger=self.trigger,
            state=state,
            changed=state is State.OPEN and ruling is not None,
            ruling=ruling,
        )

    def _stood(self, group: _Group) -> Ruling | None:
        """The last ruling on that place, if it was on other versions. One by which all agreed is on its mark alone."""
        holding = {each.ruling.id for each in self._groups if each.ruling is not None}
        marks = group.marks.union(group.unexplained)
        elsewhere: list[Ruling] = []
        for ruling in reversed(self.rulings):
            if ruling.id in holding:
                elsewhere.append(ruling)
            elif self._was_on(ruling, group.place, marks) and not _is_covered(ruling, elsewhere):
                return ruling
        return None

    def _was_on(self, ruling: Ruling, place: Extent, marks: set[Mark]) -> bool:
        if not marks.isdisjoint(ruling.result):
            return True
        if ruling.verdict is not Verdict.UNANIMOUS:
            return overlap(_place(ruling), place)
        # Of an argument, the result may be in other words than the versions.
        return self.subject is Subject.ARGUMENT and not marks.isdisjoint(_considered(ruling))

    # -- what a ruling needs ------------------------------------------------------------------------------------------

    def holds(self, dispute: Dispute) -> list[Hashable]:
        """What stands at the place of a dispute and goes when it is ruled: not what all agree on, and not what was
        ruled at another place unless somebody has it here."""
        others = [each.ruling for each in self._groups if each.place != (dispute.start, dispute.end)]
        # A deferral keeps what stands where it is, and is for none of it.
        ruling = [each for each in others if each is not None and each.verdict is not Verdict.DEFERRED]
        elsewhere = {self.identity(mark) for each in ruling for mark in each.result}
        here = {self.identity(mark) for mark in dispute.marks()}
        ruled = {self.identity(mark) for mark in dispute.ruling.result} if dispute.ruling is not None else set()
        return [
            what
            for what, mark in self.standing.items()
            if what not in self.shared
            and (
                what in here
                or (what not in elsewhere and (what in ruled or overlap(mark, (dispute.start, dispute.end))))
            )
        ]

    def sources(self, versions: Mapping[str, Iterable[Mark]]) -> tuple[SourceVersion, ...]:
        """These versions of annotators, with the mentions behind them."""
        return tuple(self._source(name, tuple(marks)) for name, marks in versions.items())

    def _source(self, name: str, marks: Version) -> SourceVersion:
        behind = list(self.mentions_behind(name, marks))
        suggestions = [each.origin.suggestion for each in behind if each.origin.suggestion is not None]
        return SourceVersion(
            annotator=name,
            marks=marks,
            mentions=tuple(dict.fromkeys(each.id for each in behind)),
            suggestions=tuple(dict.fromkeys(suggestions)),
        )
