"""What the keys and clicks of the Annotate page do: each verb reads what is focused, builds an edit, hands it on."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from annotations.editing.acceptance import with_fillers
from annotations.editing.change import Change
from annotations.editing.edits import (
    AcceptSuggestions,
    AddEntity,
    AddEvent,
    ClearRole,
    CorrectSuggestion,
    DeleteMention,
    Edit,
    FillRole,
    MarkDone,
    MoveBoundary,
    RejectSuggestions,
    Relabel,
    Reopen,
    SetNote,
    SetUnsure,
    Together,
)
from annotations.errors import EditRefused
from annotations.model.ids import MentionId, new_mention_id
from annotations.model.mention import EventMention, Kind, Mention
from annotations.model.schema import Label, Role
from annotations.model.span import Span
from annotations.model.suggestion import Suggestion
from annotations.suggesters.ranking import next_undecided, previous_undecided
from annotations.text.paragraphs import paragraphs, sentences
from desktop.canvas.view import ArticleCanvas
from desktop.pages.annotate_focus import AnnotateFocus, moved
from desktop.pages.fillers import fillers_for, free_roles, nearby, without
from desktop.session import Session


class AnnotateCommands(AnnotateFocus):
    """The verbs. Knows the session and the canvas, no widgets around them.

    `armed` is the role that the next click on a mention fills; `on_armed` is called when it changes.
    """

    def __init__(self, session: Session, canvas: ArticleCanvas, on_armed: Callable[[], None]) -> None:
        super().__init__(session, canvas)
        self.armed: Role | None = None
        self._on_armed = on_armed

    # -- suggestions ----------------------------------------------------------------------------------------------

    def accept(self) -> None:
        """Accept the focused suggestion, an event with its fillers, and go to the next."""
        suggestion = self.suggestion()
        if suggestion is not None and self.session.accept([suggestion]) is not None:
            self._go_on_from(suggestion)

    def reject(self) -> None:
        """Reject the focused suggestion and go to the next."""
        suggestion = self.suggestion()
        if suggestion is not None and self.session.apply(RejectSuggestions((suggestion,))) is not None:
            self._go_on_from(suggestion)

    def _go_on_from(self, suggestion: Suggestion) -> None:
        if not self._focus_next(suggestion):
            # Nothing is left: the eye stays where the last decision was made.
            self.canvas.focus(suggestion.id if self._stands(suggestion.id) else None)

    def _stands(self, id_: str) -> bool:
        annotation_set = self.session.annotation_set
        return annotation_set is not None and MentionId(id_) in annotation_set.mentions

    def next_undecided(self) -> None:
        """Focus the next suggestion without a decision, after the last the first."""
        self._focus_next(self.suggestion() or self.position())

    def previous_undecided(self) -> None:
        """Focus the suggestion without a decision before this one, before the first the last."""
        left = self.session.pending
        if left:
            self.canvas.focus((previous_undecided(left, self.suggestion() or self.position()) or left[-1]).id)

    def _focus_next(self, position: Suggestion | int) -> bool:
        left = self.session.pending
        if left:
            self.canvas.focus((next_undecided(left, position) or left[0]).id)
        return bool(left)

    def accept_sentence(self) -> None:
        """Accept what is left from here to the end of the sentence."""
        article = self.session.article
        if article is not None:
            self._accept_rest(sentences(article.text, article.tokens))

    def accept_paragraph(self) -> None:
        """Accept what is left from here to the end of the paragraph."""
        article = self.session.article
        if article is not None:
            self._accept_rest(Span(start, end) for start, end in paragraphs(article.text) if start < end)

    def _accept_rest(self, units: Iterable[Span]) -> None:
        here = self.position()
        unit = next((unit for unit in units if unit.start <= here < unit.end), None)
        if unit is not None:
            rest = [each for each in self.session.pending if here <= each.mention.span.start < unit.end]
            self._accept_all(rest)

    def accept_article(self) -> None:
        """Accept everything left in the article."""
        self._accept_all(list(self.session.pending))

    def _accept_all(self, suggestions: list[Suggestion]) -> None:
        if suggestions and self.session.accept(suggestions) is not None:
            self._go_on_from(suggestions[-1])

    # -- mentions -------------------------------------------------------------------------------------------------

    def label_with(self, label: Label) -> None:
        """Give the label to the selection, else to what is focused, else to the token at the caret."""
        if label.kind is Kind.EVENT:
            self.make_event(label)
            return
        focused, suggestion = self.focused(), self.suggestion()
        if self.canvas.selection is None and focused is not None and focused.kind is Kind.ENTITY:
            if suggestion is None:
                self.session.apply(Relabel(focused.id, label.code))
            else:
                self._correct(suggestion, label=label.code)
        else:
            span = self.span_here()
            if span is not None:
                self._add(AddEntity(id=new_mention_id(), span=span, label=label.code))

    def make_event(self, label: Label) -> None:
        """Make an event of that type at the selection or the focus, or change the type of the focused event."""
        event, suggestion = self.event(), self.suggestion()
        if event is not None and self.canvas.selection is None:
            if suggestion is None:
                self.session.apply(Relabel(event.id, label.code))
            else:
                self._correct(suggestion, label=label.code)
        else:
            span = self.span_here()
            if span is not None:
                self._add(AddEvent(id=new_mention_id(), span=span, label=label.code))
        if self.session.editable:
            self.arm_next()

    def _add(self, edit: AddEntity | AddEvent) -> None:
        if self.session.apply(edit) is None or self.session.annotation_set is None:
            return
        # Marking what was suggested anyway accepts the suggestion, whose id the mention then has.
        claim = (type(edit) is AddEvent, edit.span, edit.label)
        for mention in self.session.annotation_set.mentions.values():
            if (isinstance(mention, EventMention), mention.span, mention.label) == claim:
                self.canvas.focus(mention.id)

    def _correct(self, suggestion: Suggestion, *, label: str | None = None, span: Span | None = None) -> None:
        mention = suggestion.mention
        if label in (None, mention.label) and span in (None, mention.span):
            self.session.accept([suggestion])
        else:
            self.session.apply(CorrectSuggestion(suggestion=suggestion, label=label, span=span))

    def move_boundary(self, side: str, forward: bool) -> None:
        """Move the start or the end of the focused mention by one token."""
        focused, article = self.focused(), self.session.article
        if focused is None or article is None:
            return
        span = moved(self._token_index(article), focused.span, side, forward)
        if span is None or ("\n" in span.of(article.text) and "\n" not in focused.span.of(article.text)):
            return  # no further token, or only in another paragraph
        suggestion = self.suggestion()
        if suggestion is not None:
            self._correct(suggestion, span=span)
        else:
            self.session.apply(MoveBoundary(focused.id, span))

    def delete(self) -> None:
        """Delete the focused mention."""
        mention = self.mention()
        if mention is not None and self.session.apply(DeleteMention(mention.id)) is not None:
            self.canvas.focus(None)

    def toggle_unsure(self) -> None:
        """Flag the focused mention as doubtful, or clear the flag."""
        mention = self.mention()
        if mention is not None:
            self.session.apply(SetUnsure(mention.id, not mention.unsure))

    def set_note(self, id_: str, note: str) -> None:
        """Write the note of a mention, if it is another one."""
        annotation_set = self.session.annotation_set
        mention = annotation_set.mentions.get(MentionId(id_)) if annotation_set is not None else None
        if mention is not None and mention.note != note.strip():
            self.session.apply(SetNote(mention.id, note))

    # -- roles ----------------------------------------------------------------------------------------------------

    def arm(self, role: Role | None) -> None:
        """Let the next click on a mention fill this role."""
        self.armed = role
        self._on_armed()

    def arm_next(self) -> None:
        """Arm the first role of the focused event that nothing fills."""
        event, label = self.event(), self.event_label()
        roles = free_roles(event, label) if event is not None and label is not None else []
        self.arm(roles[0] if roles else None)

    def fill(self, role: Role, target: str) -> bool:
        """Fill a role of the focused event. What is only suggested, event or filler, is accepted with it."""
        event = self.event()
        if event is None or event.id == target:
            return False
        edits: list[Edit] = []
        needed = [each for each in self.session.pending if each.id in (event.id, target)]
        if needed:
            edits.append(AcceptSuggestions(with_fillers(needed, self.session.pending_by_id)))
        linked = any(argument.role == role.name and argument.target == target for argument in event.arguments)
        if not (linked and needed):
            edits.append(FillRole(event.id, role.name, MentionId(target)))
        edit: Edit = edits[0] if len(edits) == 1 else Together(FillRole.name, tuple(edits))
        if self.session.apply(edit) is None:
            return False
        self.canvas.focus(event.id)
        self.arm_next()
        return True

    def clear_role(self, role: Role, target: str | None = None) -> None:
        """Empty a role of the focused event, or take one filler out of it."""
        event, suggestion = self.event(), self.suggestion()
        if event is None:
            return
        kept = without(event, role, target)
        if suggestion is None:
            self.session.apply(ClearRole(event.id, role.name, MentionId(target) if target else None))
        elif kept == event:
            self.session.refused.emit(EditRefused("nothing-changes"))
        else:
            # What is left of the suggestion is accepted; the filler taken out stays undecided.
            left = replace(suggestion, mention=kept)
            accept = AcceptSuggestions(with_fillers([left], self.session.pending_by_id))
            self.session.apply(Together(ClearRole.name, (accept,)))

    def fillers(self, role: Role) -> list[tuple[Mention, bool]]:
        """What may fill the role, likeliest first; True marks what is only suggested."""
        event = self.event()
        return fillers_for(event, role, self.nearby(event)) if event is not None else []

    def nearby(self, event: EventMention) -> list[tuple[Mention, bool]]:
        """What stands near an event, nearest first."""
        annotation_set = self.session.annotation_set
        return nearby(event, annotation_set, self.session.pending) if annotation_set is not None else []

    # -- the article ----------------------------------------------------------------------------------------------

    def mark_done(self) -> bool:
        """Say that the article is done; True if it is now."""
        return self.session.done or self.session.apply(MarkDone()) is not None

    def reopen(self) -> None:
        """Take the article up again."""
        self.session.apply(Reopen())

    def undo(self) -> None:
        """Take the last step back and look at what it touched."""
        self._look_at(self.session.undo())

    def redo(self) -> None:
        """Take the last undo back and look at what it touched."""
        self._look_at(self.session.redo())

    def _look_at(self, change: Change | None) -> None:
        if change is None:
            return
        for pair in change.mentions():
            if pair.after is not None:
                self.canvas.focus(pair.id)
                return
        for decision in change.decisions():
            if decision.after is None:
                self.canvas.focus(decision.id)
                return
        self.canvas.focus(None)

    def escape(self) -> None:
        """Let go: first of the armed role, then of the selection, then of the focus."""
        if self.armed is not None:
            self.arm(None)
        elif self.canvas.selection is not None:
            self.canvas.select(None)
        else:
            self.canvas.focus(None)
