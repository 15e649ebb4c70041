"""decide(edit, set, schema, article) -> Change: the one place where the rules of annotating live. Pure."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from annotations.editing.acceptance import accept_suggestions, correct_suggestion, reject_suggestions
from annotations.editing.cascade import (
    allows,
    keep_allowed_roles,
    reject_decisions,
    remove_from_roles,
    settle_decisions,
)
from annotations.editing.change import Change
from annotations.editing.clusters import link, name_cluster, settle_cluster, unlink
from annotations.editing.draft import Draft
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
from annotations.editing.rules import check_label, check_no_twin, check_open, check_span, is_written_plainly
from annotations.errors import EditRefused
from annotations.model.annotation_set import AnnotationSet, Status
from annotations.model.article import Article
from annotations.model.ids import MentionId
from annotations.model.mention import Argument, EntityMention, EventMention, Kind
from annotations.model.schema import Role, Schema
from annotations.model.span import Span


def decide(edit: Edit, annotation_set: AnnotationSet, schema: Schema, article: Article) -> Change:
    """What the edit changes. Raises EditRefused if a rule forbids it, or if it would change nothing."""
    draft = Draft(annotation_set)
    _apply(draft, edit, schema, article)
    if not draft.change().pairs:
        raise EditRefused("nothing-changes", edit.name)
    draft.begin()
    return draft.change()


def _apply(draft: Draft, edit: Edit, schema: Schema, article: Article) -> None:
    if not isinstance(edit, (MarkDone, Reopen, Together)):
        check_open(draft)
    _RULES[type(edit)](draft, edit, schema, article)


def _add_entity(draft: Draft, edit: AddEntity, schema: Schema, article: Article) -> None:
    check_label(schema, edit.label, Kind.ENTITY)
    _check_pieces(article, edit.span, edit.parts)
    _check_new(draft, edit.id, edit.label)
    mention = EntityMention(id=edit.id, span=edit.span, label=edit.label, parts=edit.parts)
    check_no_twin(draft, mention)
    draft.put(mention)


def _add_event(draft: Draft, edit: AddEvent, schema: Schema, article: Article) -> None:
    check_label(schema, edit.label, Kind.EVENT)
    _check_pieces(article, edit.span, edit.parts)
    _check_new(draft, edit.id, edit.label)
    event = EventMention(id=edit.id, span=edit.span, label=edit.label, parts=edit.parts)
    check_no_twin(draft, event)
    draft.put(event)
    for argument in edit.arguments:
        _fill_role(draft, FillRole(edit.id, argument.role, argument.target), schema, article)


def _check_new(draft: Draft, id_: MentionId, label: str) -> None:
    """An added mention never replaces one that is there."""
    if draft.get(id_) is not None:
        raise EditRefused("already-there", label)


def _check_pieces(article: Article, span: Span, parts: tuple[Span, ...]) -> None:
    check_span(article, span)
    for part in parts:
        check_span(article, part)
    ordered = all(left.end < right.start for left, right in itertools.pairwise(parts))
    if parts and (len(parts) < 2 or not ordered or (parts[0].start, parts[-1].end) != (span.start, span.end)):
        raise EditRefused("bad-parts")


def _relabel(draft: Draft, edit: Relabel, schema: Schema, _article: Article) -> None:
    old = draft.mention(edit.mention)
    if old.label == edit.label:
        raise EditRefused("nothing-changes", edit.label)
    check_label(schema, edit.label, old.kind)
    label = schema.label(edit.label, old.kind)
    known = {(kind.name, value) for kind in label.attributes for value in kind.values} if label else set()
    mention = replace(old, label=edit.label, attributes=tuple(pair for pair in old.attributes if pair in known))
    check_no_twin(draft, mention)
    mention = settle_decisions(draft, mention)
    draft.put(mention)
    keep_allowed_roles(draft, schema, mention)


def _move_boundary(draft: Draft, edit: MoveBoundary, _schema: Schema, article: Article) -> None:
    old = draft.mention(edit.mention)
    check_span(article, edit.span)
    if old.span == edit.span:
        raise EditRefused("nothing-changes")
    pieces = _moved_pieces(old.pieces, edit.span)
    extent = Span(pieces[0].start, pieces[-1].end)
    mention = replace(old, span=extent, parts=pieces if len(pieces) > 1 else ())
    check_no_twin(draft, mention)
    draft.put(settle_decisions(draft, mention))


def _moved_pieces(pieces: tuple[Span, ...], span: Span) -> tuple[Span, ...]:
    """The outer edges of the first and last piece move with the extent; a piece left outside falls away."""
    if len(pieces) == 1:
        return (span,)
    inside = [piece for piece in pieces if piece.overlaps(span)]
    if not inside:
        return (span,)
    start = span.start if inside[0] == pieces[0] else max(span.start, inside[0].start)
    end = span.end if inside[-1] == pieces[-1] else min(span.end, inside[-1].end)
    if len(inside) == 1:
        return (Span(start, end),)
    return (Span(start, inside[0].end), *inside[1:-1], Span(inside[-1].start, end))


def _set_pieces(draft: Draft, edit: SetPieces, _schema: Schema, article: Article) -> None:
    old = draft.mention(edit.mention)
    for piece in edit.pieces:
        check_span(article, piece)
    pieces = _apart(edit.pieces, article.text)
    if not pieces:
        raise EditRefused("bad-parts")
    if old.pieces == pieces:
        raise EditRefused("nothing-changes")
    extent, parts = Span(pieces[0].start, pieces[-1].end), pieces if len(pieces) > 1 else ()
    mention = replace(old, span=extent, parts=parts)
    check_no_twin(draft, mention)
    draft.put(settle_decisions(draft, mention))


def _apart(pieces: tuple[Span, ...], text: str) -> tuple[Span, ...]:
    """The pieces in order; those that overlap or have nothing but blanks between them skip no words and are one."""
    merged: list[Span] = []
    for piece in sorted(pieces, key=lambda each: (each.start, each.end)):
        if merged and not text[merged[-1].end : piece.start].strip():
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, piece.end))
        else:
            merged.append(piece)
    return tuple(merged)


def _delete(draft: Draft, edit: DeleteMention, _schema: Schema, _article: Article) -> None:
    old = draft.mention(edit.mention)
    draft.remove(old.id)
    remove_from_roles(draft, old.id)
    reject_decisions(draft, old.id)
    if old.cluster is not None:
        settle_cluster(draft, old.cluster)


def _role(draft: Draft, schema: Schema, event: EventMention, name: str) -> Role:
    label = schema.label(event.label, Kind.EVENT)
    role = label.role(name) if label else None
    if role is None:
        raise EditRefused("no-such-role", f"{event.label} {name}")
    return role


def _fill_role(draft: Draft, edit: FillRole, schema: Schema, _article: Article) -> None:
    event, filler = draft.event(edit.event), draft.mention(edit.target)
    role = _role(draft, schema, event, edit.role)
    if filler.id == event.id:
        raise EditRefused("fills-itself", role.title)
    if not allows(role, filler):
        raise EditRefused("filler-not-allowed", f"{role.title}\n{filler.label}\n{', '.join(role.fillers)}")
    argument = Argument(edit.role, edit.target)
    if argument in event.arguments:
        raise EditRefused("nothing-changes", role.title)
    draft.put(event.with_arguments((*event.arguments, argument)))


def _clear_role(draft: Draft, edit: ClearRole, _schema: Schema, _article: Article) -> None:
    event = draft.event(edit.event)
    kept = tuple(
        argument
        for argument in event.arguments
        if argument.role != edit.role or (edit.target is not None and argument.target != edit.target)
    )
    draft.put(event.with_arguments(kept))


def _set_note(draft: Draft, edit: SetNote, _schema: Schema, _article: Article) -> None:
    if not is_written_plainly(edit.note, allowed="\t\n"):
        raise EditRefused("note-characters")
    draft.put(replace(draft.mention(edit.mention), note=edit.note.strip()))


def _set_unsure(draft: Draft, edit: SetUnsure, _schema: Schema, _article: Article) -> None:
    draft.put(replace(draft.mention(edit.mention), unsure=edit.unsure))


def _set_attribute(draft: Draft, edit: SetAttribute, schema: Schema, _article: Article) -> None:
    old = draft.mention(edit.mention)
    label = schema.label(old.label, old.kind)
    allowed = next((kind.values for kind in label.attributes if kind.name == edit.attribute), None) if label else None
    if allowed is None or (edit.value is not None and edit.value not in allowed):
        raise EditRefused("no-such-attribute", f"{edit.attribute} {edit.value}")
    attributes = dict(old.attributes)
    attributes.pop(edit.attribute, None)
    if edit.value not in (None, allowed[0]):
        attributes[edit.attribute] = edit.value
    draft.put(replace(old, attributes=tuple(sorted(attributes.items()))))


def _accept(draft: Draft, edit: AcceptSuggestions, schema: Schema, article: Article) -> None:
    accept_suggestions(draft, edit, schema, article)


def _correct(draft: Draft, edit: CorrectSuggestion, schema: Schema, article: Article) -> None:
    correct_suggestion(draft, edit, schema, article)


def _reject(draft: Draft, edit: RejectSuggestions, _schema: Schema, _article: Article) -> None:
    reject_suggestions(draft, edit)


def _mark_done(draft: Draft, _edit: MarkDone, _schema: Schema, _article: Article) -> None:
    draft.status = Status.DONE


def _reopen(draft: Draft, _edit: Reopen, _schema: Schema, _article: Article) -> None:
    if draft.status is not Status.DONE:
        raise EditRefused("not-done")
    draft.status = Status.OPEN


def _together(draft: Draft, edit: Together, schema: Schema, article: Article) -> None:
    for each in edit.edits:
        _apply(draft, each, schema, article)


_RULES: dict[type, Callable[[Draft, Any, Schema, Article], None]] = {
    AddEntity: _add_entity,
    AddEvent: _add_event,
    Relabel: _relabel,
    MoveBoundary: _move_boundary,
    SetPieces: _set_pieces,
    DeleteMention: _delete,
    FillRole: _fill_role,
    ClearRole: _clear_role,
    SetNote: _set_note,
    SetUnsure: _set_unsure,
    SetAttribute: _set_attribute,
    Link: link,
    Unlink: unlink,
    NameCluster: name_cluster,
    AcceptSuggestions: _accept,
    CorrectSuggestion: _correct,
    RejectSuggestions: _reject,
    MarkDone: _mark_done,
    Reopen: _reopen,
    Together: _together,
}
