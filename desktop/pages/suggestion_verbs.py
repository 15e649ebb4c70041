"""What keys and clicks do about suggestions: decide one, decide what is left, go to the next."""

from collections.abc import Callable

from annotations.editing.acceptance import bare, with_fillers
from annotations.editing.change import Change
from annotations.editing.edits import AcceptSuggestions, RejectSuggestions
from annotations.errors import EditRefused
from annotations.model.ids import MentionId, SuggestionId
from annotations.model.mention import EventMention
from annotations.model.span import Span
from annotations.model.suggestion import Suggestion
from annotations.suggesters.ranking import next_undecided, previous_undecided
from desktop.pages.annotate_focus import AnnotateFocus

_Decide = Callable[[list[Suggestion]], Change | None]


class SuggestionVerbs(AnnotateFocus):
    """Only what is shown is decided: nothing hidden is ever accepted with the rest."""

    def accept(self) -> None:
        """Accept the focused suggestion, an event with its fillers, and go to the next."""
        suggestion = self.suggestion()
        if suggestion is not None and self._accept([suggestion]) is not None:
            self._go_on_from(suggestion)

    def _accept(self, suggestions: list[Suggestion]) -> Change | None:
        """Accept suggestions whole: a suggested event brings the fillers it needs, if they are shown."""
        return self.session.apply(AcceptSuggestions(with_fillers(suggestions, self.pending_by_id())))

    def accept_alone(self) -> bool:
        """Accept the focused event without its roles, which stay on offer; True if it was."""
        suggestion = self.suggestion()
        if suggestion is None or not isinstance(suggestion.mention, EventMention):
            return False
        return self.session.apply(AcceptSuggestions((bare(suggestion),))) is not None

    def reject(self) -> None:
        """Reject the focused suggestion and go to the next."""
        suggestion = self.suggestion()
        if suggestion is not None and self.session.apply(RejectSuggestions((suggestion,))) is not None:
            self._go_on_from(suggestion)

    def _go_on_from(self, suggestion: Suggestion) -> None:
        if not self._focus_next(suggestion):
            # Nothing is left: the eye stays where the last decision was made.
            self.canvas.focus(suggestion.id if self._decided(suggestion.id) is not None else None)

    def next_undecided(self) -> None:
        """Focus the next suggestion without a decision, after the last the first."""
        self._focus_next(self.suggestion() or self.position())

    def previous_undecided(self) -> None:
        """Focus the suggestion without a decision before this one, before the first the last."""
        left = self.pending()
        if left:
            self.canvas.focus((previous_undecided(left, self.suggestion() or self.position()) or left[-1]).id)

    def _focus_next(self, position: Suggestion | int) -> bool:
        left = self.pending()
        if left:
            self.canvas.focus((next_undecided(left, position) or left[0]).id)
        return bool(left)

    # -- the rest of a sentence, a paragraph, the article ---------------------------------------------------------

    def accept_sentence(self) -> None:
        """Accept what is left from here to the end of the sentence."""
        self._decide_rest(self._sentence(), self._accept)

    def accept_paragraph(self) -> None:
        """Accept what is left from here to the end of the paragraph."""
        self._decide_rest(self._paragraph(), self._accept)

    def accept_article(self) -> None:
        """Accept everything left in the article."""
        self._decide_all(self.pending(), self._accept)

    def reject_sentence(self) -> None:
        """Reject what is left from here to the end of the sentence."""
        self._decide_rest(self._sentence(), self._reject_all)

    def reject_paragraph(self) -> None:
        """Reject what is left from here to the end of the paragraph."""
        self._decide_rest(self._paragraph(), self._reject_all)

    def reject_article(self) -> None:
        """Reject everything left in the article."""
        self._decide_all(self.pending(), self._reject_all)

    def _reject_all(self, suggestions: list[Suggestion]) -> Change | None:
        return self.session.apply(RejectSuggestions(tuple(suggestions)))

    def _sentence(self) -> Span | None:
        return self.canvas.sentence_at(self.position())

    def _paragraph(self) -> Span | None:
        flow = self.canvas.flow
        if flow is None:
            return None
        number = flow.text.paragraph_at(self.position())
        start, end = flow.text.starts[number], flow.text.ends[number]
        return Span(start, end) if start < end else None

    def _decide_rest(self, unit: Span | None, decide: _Decide) -> None:
        here = self.position()
        if unit is not None:
            self._decide_all([each for each in self.pending() if here <= each.mention.span.start < unit.end], decide)

    def _decide_all(self, suggestions: list[Suggestion], decide: _Decide) -> None:
        if not suggestions:
            self.session.refused.emit(EditRefused("nothing-left-here"))
        elif decide(suggestions) is not None:
            self._go_on_from(suggestions[-1])

    def stands_for(self, id_: str) -> MentionId:
        """The mention that a suggestion became, or the id itself."""
        annotation_set = self.session.annotation_set
        decision = annotation_set.decisions.get(SuggestionId(id_)) if annotation_set is not None else None
        return decision.mention if decision is not None and decision.mention is not None else MentionId(id_)
