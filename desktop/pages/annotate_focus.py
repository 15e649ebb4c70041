"""What the annotator is looking at: the focused mention or suggestion, the selection, or the token at the caret."""

from collections.abc import Mapping

from annotations.model.article import Article
from annotations.model.ids import MentionId, SuggestionId
from annotations.model.mention import EventMention, Kind, Mention
from annotations.model.schema import Label, Role
from annotations.model.span import Span
from annotations.model.suggestion import Suggestion
from annotations.text.tokens import TokenIndex
from desktop.canvas.view import ArticleCanvas
from desktop.pages.shown import ALL_SHOWN, Shown
from desktop.session import Session


class AnnotateFocus:
    """Joins what the canvas points at with what the session knows of it.

    `armed` is the role that is filled next. One armed by a key or a click holds its event while words are sought;
    one armed by itself, when an event was made, is let go with the focus.
    """

    def __init__(self, session: Session, canvas: ArticleCanvas) -> None:
        self.session = session
        self.canvas = canvas
        self.shown: Shown = ALL_SHOWN
        self.armed: Role | None = None
        self.armed_for: MentionId | None = None  # the event of that role
        self.holds = False  # the role was armed on purpose: words may be sought for it
        self.split: MentionId | None = None  # the mention that waits for another part
        self._tokens: tuple[Article, TokenIndex] | None = None

    def pending(self) -> list[Suggestion]:
        """The undecided suggestions that are shown, in reading order."""
        return self.shown.of_pending(self.session.pending)

    def pending_by_id(self) -> Mapping[SuggestionId, Suggestion]:
        """The same by id: nothing that is hidden is decided along with anything."""
        return self.session.pending_by_id if self.shown.everything else {each.id: each for each in self.pending()}

    def mention(self) -> Mention | None:
        """The focused mention of the set, or None."""
        return self._decided(self.canvas.focused)

    def _decided(self, id_: str | None) -> Mention | None:
        annotation_set = self.session.annotation_set
        if id_ is None or annotation_set is None:
            return None
        return annotation_set.mentions.get(MentionId(id_))

    def suggestion(self) -> Suggestion | None:
        """The focused undecided suggestion, or None."""
        return self._offered(self.canvas.focused)

    def _offered(self, id_: str | None) -> Suggestion | None:
        return self.session.pending_by_id.get(SuggestionId(id_)) if id_ is not None else None

    def known(self, id_: str | None) -> Mention | None:
        """The mention of that id, decided or suggested."""
        suggestion = self._offered(id_)
        return suggestion.mention if suggestion is not None else self._decided(id_)

    def shown_mention(self, id_: str | None) -> Mention | None:
        """The mention of that id if it is shown."""
        suggestion = self._offered(id_)
        if suggestion is not None:
            return suggestion.mention if self.shown.of_pending([suggestion]) else None
        mention = self._decided(id_)
        return mention if mention is not None and self.shown.shows(mention) else None

    def focused(self) -> Mention | None:
        """The focused mention, decided or suggested."""
        return self.known(self.canvas.focused)

    def focused_event(self) -> EventMention | None:
        """The focused event, decided or suggested."""
        focused = self.focused()
        return focused if isinstance(focused, EventMention) else None

    def event(self) -> EventMention | None:
        """The focused event, or the one that is held while words for its role are sought."""
        if self.canvas.focused is None and self.holds:
            held = self.known(self.armed_for)
            return held if isinstance(held, EventMention) else None
        return self.focused_event()

    def event_label(self) -> Label | None:
        """The type of that event."""
        event = self.event()
        return self.session.schema.label(event.label, Kind.EVENT) if event is not None else None

    def token_index(self, article: Article) -> TokenIndex:
        """The tokens of an article, found by code point; made once for each."""
        if self._tokens is None or self._tokens[0] is not article:
            self._tokens = (article, TokenIndex(article.tokens))
        return self._tokens[1]

    def span_here(self) -> Span | None:
        """What a new mention would cover: the selection, else the focused span, else the token at the caret."""
        if self.canvas.selection is not None:
            return self.canvas.selection
        focused = self.focused()
        return focused.span if focused is not None else self._caret_span()

    def words_here(self) -> Span | None:
        """The selection, else the token at the caret; None while a mention is focused."""
        return self.canvas.selection or (self._caret_span() if self.canvas.focused is None else None)

    def _caret_span(self) -> Span | None:
        article = self.session.article
        if article is None or not article.tokens:
            return None
        return article.tokens[min(self.canvas.caret_token, len(article.tokens) - 1)]

    def position(self) -> int:
        """Where the eye is, as a code point."""
        span = self.span_here()
        return span.start if span is not None else 0

    def conditions(self) -> set[str]:
        """What holds now, in the words of the actions table."""
        session, focused = self.session, self.focused()
        if session.article is None:
            return set()
        mention = self.mention()
        checks = {
            "article": True,
            "editable": session.editable and not session.done,
            "done": session.done and session.editable,
            "can-undo": session.editable and session.history.undo is not None,
            "can-redo": session.editable and session.history.redo is not None,
            "suggestion": self.suggestion() is not None,
            "mention": mention is not None,
            "focus": focused is not None,
            "event": self.event() is not None,
            "linked": mention is not None and mention.cluster is not None,
            "parts": focused is not None and len(focused.pieces) > 1,
            "held": self.holds and focused is None and self.event() is not None,
        }
        return {name for name, holds in checks.items() if holds}


def moved(tokens: TokenIndex, span: Span, side: str, forward: bool) -> Span | None:
    """The span with its start or end one token on or back; None where there is no token or nothing would be left."""
    if side == "end":
        token = tokens.next(span.end - 1) if forward else tokens.previous(_last(tokens, span).start)
        return Span(span.start, token.end) if token is not None and token.end > span.start else None
    token = tokens.next(_first(tokens, span).end - 1) if forward else tokens.previous(span.start)
    return Span(token.start, span.end) if token is not None and token.start < span.end else None


def _first(tokens: TokenIndex, span: Span) -> Span:
    return tokens.at(span.start) or span


def _last(tokens: TokenIndex, span: Span) -> Span:
    return tokens.at(span.end - 1) or span
