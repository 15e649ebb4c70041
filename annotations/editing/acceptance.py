"""Accepting, correcting and rejecting suggestions, and what an event needs to be accepted whole."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from annotations.editing.cascade import allows
from annotations.editing.draft import Draft
from annotations.editing.edits import AcceptSuggestions, AddEntity, AddEvent, CorrectSuggestion, Edit, RejectSuggestions
from annotations.editing.rules import check_label, check_span
from annotations.errors import EditRefused
from annotations.model.annotation_set import Decision
from annotations.model.article import Article
from annotations.model.ids import MentionId, SuggestionId
from annotations.model.mention import Argument, EntityMention, EventMention, Kind, Mention, Origin, Outcome
from annotations.model.schema import Schema
from annotations.model.suggestion import Suggestion


def with_fillers(chosen: Iterable[Suggestion], pending: Mapping[SuggestionId, Suggestion]) -> tuple[Suggestion, ...]:
    """The chosen suggestions, preceded by the pending ones that their arguments need, each once."""
    out: dict[SuggestionId, Suggestion] = {}

    def take(suggestion: Suggestion) -> None:
        if suggestion.id in out:
            return
        out[suggestion.id] = suggestion
        if isinstance(suggestion.mention, EventMention):
            for argument in suggestion.mention.arguments:
                filler = pending.get(SuggestionId(argument.target))
                if filler is not None:
                    take(filler)

    for suggestion in chosen:
        take(suggestion)
    return tuple(out.values())


def bare(suggestion: Suggestion) -> Suggestion:
    """The suggestion without the fillers of its roles, which stay on offer."""
    if not isinstance(suggestion.mention, EventMention):
        return suggestion
    return replace(suggestion, mention=suggestion.mention.with_arguments(()))


def as_acceptance(edit: Edit, pending: Iterable[Suggestion]) -> Edit:
    """Marking by hand what is suggested anyway is accepting it; with another label, correcting it. Recorded as that.

    Whoever marks an event says nothing of its roles: those that are suggested stay on offer.
    """
    if not isinstance(edit, (AddEntity, AddEvent)) or edit.parts or (isinstance(edit, AddEvent) and edit.arguments):
        return edit
    kind = Kind.ENTITY if isinstance(edit, AddEntity) else Kind.EVENT
    here = [each for each in pending if (each.mention.kind, each.mention.pieces) == (kind, (edit.span,))]
    for suggestion in here:
        if suggestion.mention.label == edit.label:
            return AcceptSuggestions((bare(suggestion),))
    return CorrectSuggestion(suggestion=bare(here[0]), label=edit.label) if here else edit


def accept_suggestions(draft: Draft, edit: AcceptSuggestions, schema: Schema, article: Article) -> None:
    """Turn each suggestion into a mention; then link events to what their fillers became."""
    events: list[tuple[MentionId, EventMention]] = []
    for suggestion in edit.suggestions:
        _check_pending(draft, suggestion)
        id_ = _take(draft, suggestion, suggestion.mention, Outcome.ACCEPTED, schema, article)
        if isinstance(suggestion.mention, EventMention):
            events.append((id_, suggestion.mention))
    for id_, proposed in events:
        _link(draft, id_, proposed, schema)


def correct_suggestion(draft: Draft, edit: CorrectSuggestion, schema: Schema, article: Article) -> None:
    """Accept one suggestion with another label or extent."""
    suggestion = edit.suggestion
    _check_pending(draft, suggestion)
    proposed = suggestion.mention
    mention = replace(proposed, label=edit.label or proposed.label, span=edit.span or proposed.span)
    if edit.span is not None and edit.span != proposed.span:
        mention = replace(mention, parts=())
    outcome = Outcome.ACCEPTED if mention == proposed else Outcome.CORRECTED
    id_ = _take(draft, suggestion, mention, outcome, schema, article)
    if isinstance(mention, EventMention):
        _link(draft, id_, mention, schema)


def reject_suggestions(draft: Draft, edit: RejectSuggestions) -> None:
    """Write the decision; nothing else changes."""
    for suggestion in edit.suggestions:
        _check_pending(draft, suggestion)
        draft.decide(suggestion.id, Decision(Outcome.REJECTED))


def _check_pending(draft: Draft, suggestion: Suggestion) -> None:
    if draft.decision(suggestion.id) is not None or draft.get(suggestion.mention.id) is not None:
        raise EditRefused("already-decided", suggestion.mention.label)


def _take(
    draft: Draft,
    suggestion: Suggestion,
    proposed: Mention,
    outcome: Outcome,
    schema: Schema,
    article: Article,
) -> MentionId:
    """Put the mention into the set, or find that the set says the same already; return what stands for it."""
    check_label(schema, proposed.label, proposed.kind)
    check_span(article, proposed.span)
    origin = Origin(
        by="suggestion",
        suggestion=suggestion.id,
        run=suggestion.run.id,
        score=suggestion.score,
        outcome=outcome,
    )
    mention: EntityMention | EventMention = replace(proposed, origin=origin)
    if isinstance(mention, EventMention):
        mention = mention.with_arguments(())
    twin = draft.twin(mention)
    if twin is None:
        draft.put(mention)
    standing = mention.id if twin is None else twin.id
    draft.decide(suggestion.id, Decision(outcome, standing))
    return standing


def _link(draft: Draft, event_id: MentionId, proposed: EventMention, schema: Schema) -> None:
    """Fill the roles whose proposed fillers are in the set by now; those rejected or pending stay out."""
    event, label = draft.event(event_id), schema.label(proposed.label, Kind.EVENT)
    arguments = list(event.arguments)
    for argument in proposed.arguments:
        decision = draft.decision(SuggestionId(argument.target))
        # A target is a suggestion, or a mention that stands for one already.
        standing = argument.target if decision is None else decision.mention
        filler = draft.get(standing) if standing is not None else None
        role = label.role(argument.role) if label else None
        if filler is None or role is None or filler.id == event_id or not allows(role, filler):
            continue
        filled = Argument(argument.role, filler.id)
        if filled not in arguments:
            arguments.append(filled)
    draft.put(event.with_arguments(tuple(arguments)))
