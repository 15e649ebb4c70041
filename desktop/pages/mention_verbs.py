"""What keys and clicks do about mentions: label, bound, split, describe, link and delete them."""

from annotations.editing.acceptance import as_acceptance, bare
from annotations.editing.change import Change
from annotations.editing.coreference import link_all, proposed_clusters
from annotations.editing.edits import (
    AcceptSuggestions,
    AddEntity,
    AddEvent,
    CorrectSuggestion,
    DeleteMention,
    Edit,
    Link,
    MoveBoundary,
    NameCluster,
    Relabel,
    SetAttribute,
    SetNote,
    SetPieces,
    SetUnsure,
    Together,
    Unlink,
)
from annotations.errors import EditRefused
from annotations.model.ids import ClusterId, MentionId, new_cluster_id, new_mention_id
from annotations.model.mention import EventMention, Kind, Mention
from annotations.model.schema import Label
from annotations.model.span import Span
from annotations.model.suggestion import Suggestion
from desktop import chrome
from desktop.pages.annotate_focus import moved
from desktop.pages.suggestion_verbs import SuggestionVerbs


class MentionVerbs(SuggestionVerbs):
    """What is only suggested is accepted with whatever else is done to it, in one step."""

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

    def make_event(self, label: Label) -> bool:
        """Make an event of that type at the selection or the focus, or give the focused event that type."""
        event, suggestion = self.focused_event(), self.suggestion()
        if event is not None and self.canvas.selection is None:
            if suggestion is None:
                return self.session.apply(Relabel(event.id, label.code)) is not None
            return self._correct(suggestion, label=label.code) is not None
        span = self.span_here()
        return span is not None and self._add(AddEvent(id=new_mention_id(), span=span, label=label.code))

    def _add(self, edit: AddEntity | AddEvent) -> bool:
        if self.session.apply(edit, self.pending()) is None:
            return False
        made = self._claimed(edit)
        if made is not None:
            self.canvas.focus(made.id)
        return made is not None

    def _claimed(self, edit: AddEntity | AddEvent) -> Mention | None:
        """The mention that says what the edit wanted; it has the id of the suggestion if that was suggested anyway."""
        claim = (type(edit) is AddEvent, edit.span, edit.label)
        decided = self.session.annotation_set.mentions.values() if self.session.annotation_set is not None else ()
        for mention in decided:
            if (isinstance(mention, EventMention), mention.span, mention.label) == claim and not mention.parts:
                return mention
        return None

    def marking(self, span: Span, label: str) -> tuple[list[Edit], MentionId]:
        """What marks these words with an entity label, and the id of the mention that then says so."""
        edit = AddEntity(id=new_mention_id(), span=span, label=label)
        there = self._claimed(edit)
        if there is not None:
            return [], there.id
        marked = as_acceptance(edit, self.pending())
        match marked:
            case AcceptSuggestions():
                return [marked], MentionId(marked.suggestions[-1].id)
            case CorrectSuggestion():
                return [marked], MentionId(marked.suggestion.id)
        return [marked], edit.id

    def _correct(self, suggestion: Suggestion, *, label: str | None = None, span: Span | None = None) -> Change | None:
        mention = suggestion.mention
        if label in (None, mention.label) and span in (None, mention.span):
            return self.session.apply(AcceptSuggestions((bare(suggestion),)))
        return self.session.apply(CorrectSuggestion(suggestion=bare(suggestion), label=label, span=span))

    def accepted(self, *ids: str) -> list[Edit]:
        """What accepts those of these that are only suggested. The roles of an event stay on offer."""
        open_ = [bare(each) for each in map(self._offered, ids) if each is not None]
        return [AcceptSuggestions(tuple(open_))] if open_ else []

    def apply_to(self, ids: tuple[str, ...], edit: Edit) -> Change | None:
        """Do something to mentions; what is only suggested is accepted with it."""
        before = self.accepted(*ids)
        return self.session.apply(Together(edit.name, (*before, edit)) if before else edit)

    # -- extent ---------------------------------------------------------------------------------------------------

    def move_boundary(self, side: str, forward: bool) -> None:
        """Move the start or the end of the focused mention by one token."""
        focused, article = self.focused(), self.session.article
        if focused is None or article is None:
            return
        span = moved(self.token_index(article), focused.span, side, forward)
        if span is None or ("\n" in span.of(article.text) and "\n" not in focused.span.of(article.text)):
            return  # no further token, or only in another paragraph
        suggestion = self.suggestion()
        if suggestion is not None and not focused.parts:
            self._correct(suggestion, span=span)
        else:
            self.apply_to((focused.id,), MoveBoundary(focused.id, span))

    def add_part(self) -> str:
        """Hold the focused mention, then add the words at the caret to it; says what to do next, or nothing."""
        focused, words = self.focused(), self.words_here()
        if focused is not None:
            self.split = focused.id
            return "hold"
        if self.known(self.split) is None or self.split is None or words is None:
            self.split = None
            self.session.refused.emit(EditRefused("no-mention-to-split"))
            return ""
        held, self.split = self.split, None
        self.join_part(held, words)
        return "joined"

    def join_part(self, id_: str, words: Span) -> None:
        """Add words to a mention, which then consists of several parts."""
        mention = self.known(id_)
        if mention is not None:
            pieces = tuple(sorted((*mention.pieces, words), key=lambda piece: piece.start))
            if self.apply_to((id_,), SetPieces(mention.id, pieces)) is not None:
                self.canvas.focus(id_)

    def one_piece(self) -> None:
        """Let the focused mention cover everything from its first part to its last."""
        focused = self.focused()
        if focused is not None:
            self.apply_to((focused.id,), SetPieces(focused.id, (focused.span,)))

    # -- what is said of it ---------------------------------------------------------------------------------------

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
        mention = self._decided(id_)
        if mention is not None and mention.note != note.strip():
            self.session.apply(SetNote(mention.id, note))

    def step_attribute(self, key: str, by: int) -> None:
        """Give the attribute on that key its next or previous value."""
        focused = self.event() or self.focused()
        label = self.session.schema.label(focused.label, focused.kind) if focused is not None else None
        kind = next((kind for kind in label.attributes if kind.key == key), None) if label is not None else None
        if focused is None or kind is None:
            self.session.refused.emit(EditRefused("no-attribute-on-key", chrome.key_name(f"attribute-{key}")))
            return
        now = dict(focused.attributes).get(kind.name, kind.values[0])
        place = kind.values.index(now) if now in kind.values else 0
        self.set_attribute(kind.name, kind.values[(place + by) % len(kind.values)])

    def set_attribute(self, name: str, value: str | None) -> None:
        """Give an attribute of what is focused a value."""
        focused = self.event() or self.focused()
        if focused is not None:
            self.apply_to((focused.id,), SetAttribute(focused.id, name, value))

    # -- the thing it is of ---------------------------------------------------------------------------------------

    def link(self, id_: str, target: str) -> bool:
        """Say that two mentions are of the same thing; the first stays focused."""
        done = self.apply_to((id_, target), Link(MentionId(id_), MentionId(target), new_cluster_id()))
        if done is not None:
            self.canvas.focus(id_)
        return done is not None

    def link_focused(self, target: str) -> None:
        """Say that the focused mention and another are of the same thing."""
        focused = self.focused()
        if focused is not None:
            self.link(focused.id, target)

    def link_all(self) -> None:
        """Link all decided names of the article that match without doubt, in one step."""
        article, annotation_set = self.session.article, self.session.annotation_set
        if article is None or annotation_set is None:
            return
        edit = link_all(proposed_clusters(annotation_set, article.text), annotation_set, new_cluster_id)
        if edit is None:
            self.session.refused.emit(EditRefused("nothing-to-link"))
        else:
            self.session.apply(edit)

    def kin(self) -> frozenset[str]:
        """The other mentions of the thing that the focused mention is of."""
        mention, annotation_set = self.mention(), self.session.annotation_set
        if mention is None or mention.cluster is None or annotation_set is None:
            return frozenset()
        return frozenset(each.id for each in annotation_set.members(mention.cluster) if each.id != mention.id)

    def unlink(self, id_: str | None = None) -> None:
        """Take the focused mention, or that one, out of its cluster."""
        mention = self.mention() if id_ is None else self._decided(id_)
        if mention is not None:
            self.session.apply(Unlink(mention.id))

    def name_cluster(self, name: str, knowledge_base: str) -> None:
        """Write the canonical name and the knowledge-base id of the focused mention's cluster."""
        mention, annotation_set = self.mention(), self.session.annotation_set
        if mention is None or mention.cluster is None or annotation_set is None:
            return
        known = annotation_set.cluster(ClusterId(mention.cluster))
        if (known.name, known.knowledge_base) != (name.strip(), knowledge_base.strip()):
            self.session.apply(NameCluster(known.id, name, knowledge_base))
