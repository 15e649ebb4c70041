"""Who takes part in an event that stands, as those say who have such an event, told by what stands where it is."""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence

from annotations.agreement.disputes import Extent, overlap
from annotations.agreement.ground import Answers, Ground, mark_of
from annotations.agreement.questions import Question
from annotations.editing.cascade import allows
from annotations.model.ids import MentionId
from annotations.model.mark import Mark, Subject
from annotations.model.mention import Argument, EventMention, Kind, Mention
from annotations.model.ruling import Ruling
from annotations.model.schema import Role

# What a source calls the filler of a role: kind and label.
_Called = tuple[Kind, str]


class Fillers:
    """The mentions that stand in an article, to be found by where they are.

    `undecided` are the extents about which nothing is settled, so that nothing there can be said to fill a role or not.
    """

    def __init__(self, ground: Ground, undecided: Collection[Extent]) -> None:
        self.undecided = undecided
        self.triggers = {
            mark_of(each) for each in ground.adjudicated.mentions.values() if isinstance(each, EventMention)
        }
        self._at: dict[Extent, list[Mention]] = {}
        for mention in ground.adjudicated.mentions.values():
            self._at.setdefault((mention.span.start, mention.span.end), []).append(mention)

    def at(self, mark: Mark) -> Sequence[Mention]:
        """The mentions with just this extent; where there are none, those that overlap it most."""
        exact = self._at.get((mark.start, mark.end))
        if exact:
            return exact
        shared = {
            place: min(place[1], mark.end) - max(place[0], mark.start) for place in self._at if overlap(place, mark)
        }
        most = max(shared.values(), default=0)
        return [mention for place, many in shared.items() if many == most for mention in self._at[place]]


class RoleQuestion(Question):
    """Who takes part in one event of the adjudicated set.

    Those have a say who have an event of that trigger and type or, failing that, one that overlaps it and does not
    stand itself. An answer is about what stands where the filler is: on the same extent, else where it overlaps most.
    As long as the filler is disputed the answer waits; once it is settled that nothing stands there it falls away.
    """

    def __init__(
        self, ground: Ground, event: EventMention, bearers: Mapping[str, Sequence[Mention]], fillers: Fillers
    ) -> None:
        self.event = event
        self._own = mark_of(event)
        self._bearers = bearers
        self._fillers = fillers
        self._label = ground.schema.label(event.label, Kind.EVENT)
        self._called: dict[Mark, Counter[_Called]] = {}
        self._what: dict[Mark, Hashable] = {}
        self._waiting: set[Mark] = set()
        self._fallen: set[Mark] = set()
        given = self._given(ground)
        standing: dict[Hashable, Mark] = {}
        for argument in event.arguments:
            span = ground.adjudicated.mentions[argument.target].span
            standing[argument] = Mark(span.start, span.end, argument.role)
        super().__init__(ground, Subject.ARGUMENT, self._counting(given), standing, trigger=self._own)

    @property
    def judges(self) -> Iterable[str]:
        """Those who have such an event."""
        return self._bearers

    def identity(self, mark: Mark) -> Hashable:
        """The role with the mention that fills it; the mark itself where no mention stands."""
        if mark not in self._what:
            filler = self._filler(mark)
            self._what[mark] = mark if filler is None else Argument(mark.label, filler.id)
        return self._what[mark]

    def argument(self, mark: Mark) -> Argument | None:
        """What the mark is in the adjudicated set; None while nothing stands there that could fill the role."""
        what = self.identity(mark)
        return what if isinstance(what, Argument) and not self._is_undecided(mark) else None

    def role(self, mark: Mark) -> Role | None:
        """The role as the schema has it for events of this type."""
        return self._label.role(mark.label) if self._label is not None else None

    def can_stand(self, mark: Mark) -> bool:
        """True if the event has the role, and what stands there may fill it."""
        role, filler = self.role(mark), self._filler(mark)
        return role is not None and filler is not None and allows(role, filler)

    def is_about(self, ruling: Ruling) -> bool:
        """True for a ruling on this event, also from when its trigger was another."""
        if ruling.trigger is None or ruling.trigger == self._own:
            return ruling.trigger is not None
        return overlap(ruling.trigger, self._own) and ruling.trigger not in self._fillers.triggers

    def is_waiting(self, mark: Mark) -> bool:
        """True if somebody has an answer there that waits."""
        return any(overlap(each, mark) for each in self._waiting)

    def has_lost_ground(self, ruling: Ruling) -> bool:
        """True if what filled the role was ruled to be something that cannot."""
        return any(
            self.identity(mark) not in self.standing and not self.can_stand(mark) and not self._is_undecided(mark)
            for mark in ruling.result
        )

    def does_not_count(self) -> set[Mark]:
        """Answers that wait or fell away."""
        return self._waiting | self._fallen

    def mentions_behind(self, name: str, marks: Iterable[Mark]) -> Iterator[Mention]:
        """The event of the annotator and the fillers."""
        yield from self._bearers.get(name, ())
        yield from super().mentions_behind(name, marks)

    @property
    def lost(self) -> tuple[Mark, ...]:
        """What was ruled and does not stand, because its filler gave way to another one, which can stand."""
        ruled = [
            mark
            for dispute in self.disputes
            if dispute.ruling is not None and dispute.is_settled
            for mark in dispute.ruling.result
        ]
        new = {self.argument(mark): mark for mark in ruled if self.can_stand(mark)}
        return tuple(mark for argument, mark in new.items() if argument is not None and argument not in self.standing)

    # -- answers ------------------------------------------------------------------------------------------------------

    def _given(self, ground: Ground) -> dict[str, dict[Mark, list[Mention]]]:
        """All arguments of these events, by annotator who finished the article."""
        found: dict[str, dict[Mark, list[Mention]]] = {}
        for each in ground.sets:
            own = found.setdefault(each.annotator, {})
            for event in self._bearers.get(each.annotator, ()):
                assert isinstance(event, EventMention)
                for argument in event.arguments:
                    filler = each.mentions[argument.target]
                    mark = Mark(filler.span.start, filler.span.end, argument.role)
                    own.setdefault(mark, []).append(filler)
                    self._called.setdefault(mark, Counter())[filler.kind, filler.label] += 1
        return found

    def _counting(self, given: Mapping[str, Mapping[Mark, list[Mention]]]) -> Answers:
        """Those that neither wait nor fall away."""
        for mark in self._called:
            if self._is_undecided(mark):
                self._waiting.add(mark)
            elif self._filler(mark) is None:
                self._fallen.add(mark)
        left_out = self._waiting | self._fallen
        return {
            name: {mark: those for mark, those in marks.items() if mark not in left_out}
            for name, marks in given.items()
        }

    def _is_undecided(self, mark: Mark) -> bool:
        return (mark.start, mark.end) in self._fillers.undecided

    def _filler(self, mark: Mark) -> Mention | None:
        """What stands there: rather what the role allows, and what annotators called the filler."""
        role, called = self.role(mark), self._called.get(mark, Counter())
        those = [mention for mention in self._fillers.at(mark) if mention.id != self.event.id]
        if not those:
            return None

        def order(mention: Mention) -> tuple[bool, int, Mark, MentionId]:
            allowed = role is not None and allows(role, mention)
            return not allowed, -called[mention.kind, mention.label], mark_of(mention), mention.id

        return min(those, key=order)


def bearers(events: Answers, trigger: Mark, standing: Collection[Mark]) -> dict[str, Sequence[Mention]]:
    """Of each annotator who has a say about an event that stands: the event, or the events of one trigger and type."""
    found: dict[str, Sequence[Mention]] = {}
    for name, marks in events.items():
        if trigger in marks:
            found[name] = marks[trigger]
            continue
        near = [mark for mark in marks if overlap(mark, trigger) and mark not in standing]
        if near:
            found[name] = marks[min(near, key=lambda mark: _distance(mark, trigger))]
    return found


def _distance(mark: Mark, trigger: Mark) -> tuple[bool, int, Mark]:
    return mark.label != trigger.label, max(mark.start, trigger.start) - min(mark.end, trigger.end), mark
