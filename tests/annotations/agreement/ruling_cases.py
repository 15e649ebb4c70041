"""Cases for the tests of rulings: written briefly, or drawn by Hypothesis; and what an act makes of them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from annotations.agreement.adjudicating import Case, Outcome, Rule, ruled
from annotations.agreement.disputes import Dispute, State
from annotations.editing.history import LogEntry
from annotations.model.annotation_set import AnnotationSet, Status
from annotations.model.article import Article
from annotations.model.ids import MentionId
from annotations.model.mark import Mark, Subject
from annotations.model.mention import Argument, EntityMention, EventMention, Kind, Mention
from annotations.model.project import ADJUDICATED
from annotations.model.ruling import RulingId, Verdict
from annotations.model.schema import Schema
from annotations.model.span import Span
from tests.factories import annotation_set, article, small_schema

NAMES = ("ada", "ben", "cy", "dee")
ADJUDICATOR = "nadia"
NOON = datetime(2024, 5, 2, 12, tzinfo=UTC)
DRAWN = article("Ann of Dawn and Bo of the Red Guard struck Erbil as Cy met Dan")


def finished(of: Article, annotator: str, *mentions: Mention) -> AnnotationSet:
    """All that an annotator says of an article, finished; ids are told apart by the annotator."""
    new = {mention.id: MentionId(f"{annotator}-{mention.id}") for mention in mentions}
    own = []
    for mention in mentions:
        if isinstance(mention, EventMention):
            mention = mention.with_arguments(tuple(Argument(each.role, new[each.target]) for each in mention.arguments))
        own.append(replace(mention, id=new[mention.id]))
    return annotation_set(of, *own, annotator=annotator, status=Status.DONE, seq=1)


def case(of: Article, schema: Schema | None = None, **sets: list[Mention]) -> Case:
    """`case(text, ada=[entity("ORG", span)], ben=[])`: nothing is ruled yet."""
    return Case(
        article=of,
        schema=schema or small_schema(),
        sets=tuple(finished(of, name, *mentions) for name, mentions in sets.items()),
        adjudicated=annotation_set(of, annotator=ADJUDICATED),
    )


def with_set(before: Case, annotator: str, *mentions: Mention) -> Case:
    """The case after an annotator changed everything to this, or finished as one more."""
    others = tuple(each for each in before.sets if each.annotator != annotator)
    return replace(before, sets=(*others, finished(before.article, annotator, *mentions)))


def after(before: Case, outcome: Outcome) -> Case:
    """The case once that is kept."""
    return replace(before, adjudicated=outcome.after, rulings=(*before.rulings, *outcome.rulings))


class Court:
    """Rules on one case act after act, and keeps its log."""

    def __init__(self, first: Case) -> None:
        self.case = first
        self.log: list[LogEntry] = []
        self.acts = 0

    def by(self) -> dict[str, object]:
        """Who acts, when, and in which act."""
        self.acts += 1
        batch = RulingId(f"act{self.acts}")
        return {"adjudicator": ADJUDICATOR, "at": NOON + timedelta(minutes=self.acts), "batch": batch}

    def keep(self, outcome: Outcome) -> Outcome:
        """Go on from there."""
        if outcome.entry is not None:
            self.log.append(outcome.entry)
        self.case = after(self.case, outcome)
        return outcome

    def rule(self, dispute: Dispute, verdict: Verdict, annotator: str = "", *marks: Mark, **more: object) -> Outcome:
        """Rule on one dispute."""
        rule = Rule(verdict=verdict, annotator=annotator, marks=marks, **more)
        return self.keep(ruled(self.case, dispute, rule, **self.by()))

    def open(self, subject: Subject | None = None) -> list[Dispute]:
        """What is open, or of one subject."""
        return [
            each
            for each in self.case.disputes()
            if each.state is State.OPEN and (subject is None or each.subject is subject)
        ]

    def only(self, subject: Subject = Subject.SPAN) -> Dispute:
        """The one dispute of a subject, whatever its state."""
        (dispute,) = [each for each in self.case.disputes() if each.subject is subject]
        return dispute


def marks(of: AnnotationSet, kind: Kind = Kind.ENTITY) -> set[Mark]:
    """What a set has of a kind."""
    return {Mark(each.span.start, each.span.end, each.label) for each in of.mentions.values() if each.kind is kind}


def roles(of: AnnotationSet) -> set[tuple[str, str, str]]:
    """(trigger's type, role, label of the filler at its place) of every argument of a set."""
    return {
        (event.label, argument.role, of.mentions[argument.target].label)
        for event in of.events()
        for argument in event.arguments
    }


# -- drawn ------------------------------------------------------------------------------------------------------------

_edges = st.integers(0, len(DRAWN.tokens) - 1)
_extents = st.builds(
    lambda first, more: Span(DRAWN.tokens[first].start, DRAWN.tokens[min(first + more, len(DRAWN.tokens) - 1)].end),
    _edges,
    st.integers(0, 3),
)
# NONE is of no schema: it was one once, or came with an import.
_names = st.tuples(_extents, st.sampled_from(["PERSON", "ORG", "ORG", "GPE", "GPE", "GPE", "LAW", "NONE"]))
_triggers = st.tuples(_extents, st.sampled_from(["ASSAULT", "ASSAULT", "CONSULT"]))
_ROLES = ["ACTOR", "ACTOR", "RECIPIENT", "PLACE", "INSTRUMENT", "CAUSE"]


@st.composite
def _said(draw: st.DrawFn, pool: list[tuple[Span, str]], triggers: list[tuple[Span, str]]) -> list[Mention]:
    """What one annotator says, much of it from what others say as well."""
    chosen = draw(st.lists(st.sampled_from(pool), max_size=5, unique=True)) if pool else []
    own = draw(st.lists(_names, max_size=1))
    found: list[Mention] = [
        EntityMention(id=MentionId(f"n{at}"), span=span, label=label)
        for at, (span, label) in enumerate(dict.fromkeys([*chosen, *own]))
    ]
    entities = list(found)
    for at, (span, label) in enumerate(draw(st.lists(st.sampled_from(triggers), max_size=2, unique=True))):
        arguments = draw(
            st.lists(
                st.builds(
                    lambda role, filler: Argument(role, filler.id), st.sampled_from(_ROLES), st.sampled_from(entities)
                ),
                max_size=3,
                unique=True,
            )
            if entities
            else st.just([])
        )
        if found[len(entities) :]:
            arguments.append(Argument("CAUSE", found[-1].id))
        found.append(EventMention(id=MentionId(f"e{at}"), span=span, label=label, arguments=tuple(arguments)))
    return found


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Two to four annotators, often of one mind: nested names, events with arguments. Nothing is ruled yet."""
    names = NAMES[: draw(st.integers(2, 4))]
    pool = draw(st.lists(_names, max_size=5))
    triggers = draw(st.lists(_triggers, min_size=1, max_size=3))
    first = draw(_said(pool, triggers))
    sets = {name: first if draw(st.booleans()) else draw(_said(pool, triggers)) for name in names}
    return case(DRAWN, **sets)


@st.composite
def changes(draw: st.DrawFn, of: Case) -> Case:
    """The case after one annotator said something else, perhaps just what another one says."""
    name = draw(st.sampled_from([each.annotator for each in of.sets]))
    if draw(st.booleans()):
        model = draw(st.sampled_from(of.sets))
        copied = {id_: MentionId(f"{name}-{id_}") for id_ in model.mentions}
        said = [
            replace(each, id=copied[each.id])
            if isinstance(each, EntityMention)
            else replace(
                each,
                id=copied[each.id],
                arguments=tuple(Argument(argument.role, copied[argument.target]) for argument in each.arguments),
            )
            for each in model.mentions.values()
        ]
        new = annotation_set(of.article, *said, annotator=name, status=Status.DONE, seq=2)
        return replace(of, sets=tuple(new if each.annotator == name else each for each in of.sets))
    pool, triggers = draw(st.lists(_names, max_size=4)), draw(st.lists(_triggers, min_size=1, max_size=2))
    return with_set(of, name, *draw(_said(pool, triggers)))


@st.composite
def rules(draw: st.DrawFn, dispute: Dispute) -> Rule:
    """Anything that settles a dispute, if the schema allows it."""
    verdict = draw(st.sampled_from([Verdict.TAKEN, Verdict.TAKEN, Verdict.BOTH, Verdict.NEITHER, Verdict.EDITED]))
    if verdict is Verdict.TAKEN:
        return Rule(verdict=verdict, annotator=draw(st.sampled_from(sorted(dispute.versions))))
    if verdict is not Verdict.EDITED:
        return Rule(verdict=verdict)
    labels = {Subject.SPAN: ["ORG", "GPE"], Subject.EVENT: ["ASSAULT", "PROTEST"], Subject.ARGUMENT: _ROLES}
    extents = _extents
    if dispute.subject is Subject.ARGUMENT:
        extents = st.sampled_from(sorted({Span(mark.start, mark.end) for mark in dispute.marks()}) or [Span(0, 3)])
    edited = st.builds(
        lambda span, label: Mark(span.start, span.end, label), extents, st.sampled_from(labels[dispute.subject])
    )
    return Rule(verdict=verdict, marks=tuple(draw(st.lists(edited, min_size=1, max_size=2))))
