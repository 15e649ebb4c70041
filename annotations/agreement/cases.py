"""Cases: articles with all that is needed to rule on them; and what is ruled, and what comes of it, as values."""

from dataclasses import dataclass
from functools import cached_property

from annotations.agreement.disputes import Dispute
from annotations.agreement.ground import Ground, in_force
from annotations.agreement.inquiry import Inquiry
from annotations.editing.history import LogEntry
from annotations.model.annotation_set import AnnotationSet, Status
from annotations.model.article import Article
from annotations.model.mark import Mark
from annotations.model.ruling import Cause, Ruling, Verdict
from annotations.model.schema import Schema


@dataclass(frozen=True, kw_only=True)
class Case:
    """An article with the `sets` of those who finished it, the adjudicated set, and its rulings, oldest first.

    The adjudicated set itself is not among `sets`.
    """

    article: Article
    schema: Schema
    sets: tuple[AnnotationSet, ...]
    adjudicated: AnnotationSet
    rulings: tuple[Ruling, ...] = ()

    @cached_property
    def inquiry(self) -> Inquiry:
        """What is asked about it, and how far that is settled."""
        sets = tuple(sorted(self.sets, key=lambda each: each.annotator))
        return Inquiry(
            Ground(
                article=self.article,
                schema=self.schema,
                sets=sets,
                adjudicated=self.adjudicated,
                rulings=in_force(self.rulings),
            )
        )

    def disputes(self) -> tuple[Dispute, ...]:
        """Where those who finished it differ, in text order; nowhere if fewer than two did.

        Who takes part in an event is asked once the event stands and it is settled what fills the role.
        """
        return self.inquiry.disputes

    def unpassed(self) -> int:
        """How many marks all agree on that do not stand in the adjudicated set yet."""
        return self.inquiry.unpassed

    def is_behind(self) -> bool:
        """True if passing what all agree on would change the adjudicated set, be it that it is done now."""
        inquiry = self.inquiry
        is_done = self.adjudicated.status is Status.DONE
        return inquiry.is_open_to_ruling and (inquiry.unpassed > 0 or inquiry.is_settled is not is_done)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What an adjudicator rules: whose version is taken, or by which `marks` all versions are replaced (edited).

    `cause` says why annotators differ.
    """

    verdict: Verdict
    annotator: str = ""
    marks: tuple[Mark, ...] = ()
    cause: Cause | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an act comes to in one article: the entry for the log of the adjudicated set, None if that does not change,
    the set after it, and the rulings."""

    entry: LogEntry | None
    after: AnnotationSet
    rulings: tuple[Ruling, ...]
