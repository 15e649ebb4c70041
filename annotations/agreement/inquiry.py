"""All that is asked about one article, and where it stands."""

from collections.abc import Hashable, Iterator
from functools import cached_property

from annotations.agreement.disputes import Dispute
from annotations.agreement.ground import Answers, Ground, answers, mark_of
from annotations.agreement.questions import Question
from annotations.agreement.role_questions import Fillers, RoleQuestion, bearers
from annotations.editing.rules import check_label, check_span
from annotations.errors import EditRefused
from annotations.model.mark import Mark, Subject
from annotations.model.mention import EventMention, Kind
from annotations.model.span import Span

_KINDS = {Subject.SPAN: Kind.ENTITY, Subject.EVENT: Kind.EVENT}
_SUBJECTS = list(Subject)


class MentionQuestion(Question):
    """Where the names are, or where the events are."""

    def __init__(self, ground: Ground, subject: Subject, answers: Answers) -> None:
        self.kind = _KINDS[subject]
        standing: dict[Hashable, Mark] = {
            mark: mark
            for mark in (mark_of(each) for each in ground.adjudicated.mentions.values() if each.kind is self.kind)
        }
        super().__init__(ground, subject, answers, standing)

    def can_stand(self, mark: Mark) -> bool:
        """True if the schema has the label, and the span lies in the text without a blank at its edges."""
        try:
            check_label(self.ground.schema, mark.label, self.kind)
            check_span(self.ground.article, Span(mark.start, mark.end))
        except EditRefused:
            return False
        return True


AnyQuestion = MentionQuestion | RoleQuestion


class Inquiry:
    """The questions of an article that two or more finished; of any other there are no disputes."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self.is_open_to_ruling = len(ground.sets) > 1
        given = answers(ground.sets if self.is_open_to_ruling else ())
        self._events_given = given[Kind.EVENT]
        self.names = MentionQuestion(ground, Subject.SPAN, given[Kind.ENTITY])
        self.events = MentionQuestion(ground, Subject.EVENT, given[Kind.EVENT])

    @cached_property
    def roles(self) -> tuple[RoleQuestion, ...]:
        """One question for each event that stands and of which any annotator has a version."""
        if not self.is_open_to_ruling:
            return ()
        standing = [each for each in self._ground.adjudicated.mentions.values() if isinstance(each, EventMention)]
        fillers = Fillers(self._ground, self._undecided())
        found = ((each, bearers(self._events_given, mark_of(each), fillers.triggers)) for each in standing)
        return tuple(RoleQuestion(self._ground, event, those, fillers) for event, those in found if those)

    def _undecided(self) -> set[tuple[int, int]]:
        """The extents that are disputed, but for those of what stands and all agree on."""
        extents: set[tuple[int, int]] = set()
        decided: set[tuple[int, int]] = set()
        for question in (self.names, self.events):
            marks = {mark for dispute in question.disputes if not dispute.is_settled for mark in dispute.marks()}
            extents |= {(mark.start, mark.end) for mark in marks}
            agreed = (mark for what, mark in question.standing.items() if what in question.shared)
            decided |= {(mark.start, mark.end) for mark in agreed}
        return extents - decided

    def questions(self) -> Iterator[AnyQuestion]:
        """All of them."""
        yield self.names
        yield self.events
        yield from self.roles

    @cached_property
    def disputes(self) -> tuple[Dispute, ...]:
        """All places at which annotators differ, in text order."""
        if not self.is_open_to_ruling:
            return ()
        return tuple(sorted((each for question in self.questions() for each in question.disputes), key=_order))

    @cached_property
    def unpassed(self) -> int:
        """How much all agree on that does not stand yet."""
        lost = sum(len(question.lost) for question in self.roles)
        return sum(len(question.passing) for question in self.questions()) + lost

    @property
    def is_settled(self) -> bool:
        """True if nothing is left to rule on."""
        return all(each.is_settled for each in self.disputes)

    def asked(self, key: str) -> tuple[AnyQuestion, Dispute]:
        """The dispute of that key with its question. Raises EditRefused if there is none: somebody changed a version
        of it in the meantime."""
        for question in self.questions():
            for dispute in question.disputes:
                if dispute.key == key:
                    return question, dispute
        raise EditRefused("versions-changed")


def _order(dispute: Dispute) -> tuple[int, int, int, Mark]:
    return dispute.start, dispute.end, _SUBJECTS.index(dispute.subject), dispute.trigger or Mark(0, 0, "")
