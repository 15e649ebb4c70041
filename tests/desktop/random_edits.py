"""Edits as an annotator might make them, drawn at random; some are refused, as they should be."""

import random
from collections.abc import Callable

from annotations.editing.acceptance import with_fillers
from annotations.editing.edits import (
    AcceptSuggestions,
    AddEntity,
    AddEvent,
    ClearRole,
    CorrectSuggestion,
    DeleteMention,
    Edit,
    FillRole,
    Link,
    MarkDone,
    MoveBoundary,
    NameCluster,
    RejectSuggestions,
    Relabel,
    Reopen,
    SetAttribute,
    SetNote,
    SetPieces,
    SetUnsure,
    Together,
    Unlink,
)
from annotations.model.ids import ClusterId, MentionId
from annotations.model.mention import EventMention, Kind, Mention
from annotations.model.span import Span
from desktop.session import Session


class RandomHand:
    """Draws edits for the open article of a session; the same seed draws the same edits."""

    def __init__(self, draw: random.Random) -> None:
        self._draw = draw
        self._made = 0

    def edit(self, session: Session) -> Edit:
        """One edit of any kind."""
        mentions = list(session.annotation_set.mentions.values())
        kinds = [*self._alone(session)] * 2 + ([*self._about(session, mentions)] if mentions else [])
        return self._draw.choice(kinds)()

    def _new_id(self) -> str:
        self._made += 1
        return f"r{self._made}"

    def _span(self, session: Session, most: int = 3) -> Span:
        tokens = session.article.tokens
        first = self._draw.randrange(len(tokens))
        last = min(len(tokens) - 1, first + self._draw.randrange(most))
        return Span(tokens[first].start, tokens[last].end)

    def _label(self, session: Session, kind: Kind) -> str:
        return self._draw.choice(session.schema.active(kind)).code

    def _alone(self, session: Session) -> list[Callable[[], Edit]]:
        draw, pending = self._draw, session.pending
        out: list[Callable[[], Edit]] = [
            lambda: AddEntity(
                id=MentionId(self._new_id()), span=self._span(session), label=self._label(session, Kind.ENTITY)
            ),
            lambda: AddEvent(
                id=MentionId(self._new_id()), span=self._span(session, 1), label=self._label(session, Kind.EVENT)
            ),
        ]
        if pending:
            out += [
                lambda: AcceptSuggestions(with_fillers([draw.choice(pending)], session.pending_by_id)),
                lambda: RejectSuggestions(tuple(draw.sample(pending, min(len(pending), draw.randint(1, 3))))),
                lambda: CorrectSuggestion(suggestion=draw.choice(pending), span=self._span(session)),
            ]
        if draw.random() < 0.02:
            out = [lambda: Reopen() if session.done else MarkDone()]
        return out

    def _about(self, session: Session, mentions: list[Mention]) -> list[Callable[[], Edit]]:
        draw, one, other = self._draw, self._draw.choice(mentions), self._draw.choice(mentions)
        label = session.schema.label(one.label, one.kind)
        out: list[Callable[[], Edit]] = [
            lambda: Relabel(one.id, self._label(session, one.kind)),
            lambda: MoveBoundary(one.id, self._span(session)),
            lambda: MoveBoundary(one.id, self._span(session)),
            lambda: SetPieces(one.id, (one.pieces[0], self._span(session))),
            lambda: DeleteMention(one.id),
            lambda: SetNote(one.id, draw.choice(("", "check", "two lines\nof it"))),
            lambda: SetUnsure(one.id, not one.unsure),
            lambda: Link(one.id, other.id, ClusterId(self._new_id())),
            lambda: Unlink(one.id),
            lambda: NameCluster(one.cluster or ClusterId("none"), draw.choice(("", "Sudani")), draw.choice(("", "Q1"))),
            lambda: Together("pair", (SetUnsure(one.id, not one.unsure), SetNote(other.id, self._new_id()))),
        ]
        if label is not None and label.attributes:
            kind = draw.choice(label.attributes)
            out += [lambda: SetAttribute(one.id, kind.name, draw.choice((None, *kind.values)))] * 2
        if isinstance(one, EventMention) and label is not None and label.roles:
            role = draw.choice(label.roles).name
            out += [lambda: FillRole(one.id, role, other.id)] * 4 + [lambda: ClearRole(one.id, role)]
        return out
