"""From what the rules and the pipeline found in a stretch to suggestions on the article's own tokens."""

from collections.abc import Iterable
from functools import cached_property

from annotations.model.ids import MentionId, RunId, SuggestionId, suggestion_id_for
from annotations.model.mention import Argument, EntityMention, EventMention, Kind, reading_order
from annotations.model.schema import Schema
from annotations.model.span import Span
from annotations.model.suggestion import Suggestion, SuggestionRun
from annotations.suggesters.article_text import ArticleText
from annotations.suggesters.event_rules import FoundEvent
from annotations.suggesters.found import Found, Stretch
from annotations.suggesters.roles import Filler, Link
from annotations.text.tokens import TokenIndex


class _Writer:
    """Collects the suggestions of one run for one article: one per span and label, on token edges."""

    def __init__(self, run: SuggestionRun | None, article: ArticleText) -> None:
        self._run = run
        self._article = article
        self._by_id: dict[SuggestionId, Suggestion] = {}

    def written(self) -> dict[RunId, list[Suggestion]]:
        """The suggestions in reading order, by run; empty when the run was not asked for."""
        if self._run is None:
            return {}
        return {self._run.id: sorted(self._by_id.values(), key=lambda made: reading_order(made.mention))}

    def _write(self, mention: EntityMention | EventMention, score: float | None, why: str) -> MentionId:
        assert self._run is not None
        id_ = SuggestionId(mention.id)
        if id_ not in self._by_id:
            self._by_id[id_] = Suggestion(id=id_, run=self._run, mention=mention, score=score, explanation=why)
        return mention.id

    def _id(self, kind: Kind, span: Span, label: str) -> MentionId:
        assert self._run is not None
        return MentionId(suggestion_id_for(self._run.suggester, kind.value, span.start, span.end, label))

    @cached_property
    def _tokens(self) -> TokenIndex:
        return TokenIndex(self._article.tokens)

    def _on_tokens(self, span: Span, start: int) -> Span | None:
        return self._tokens.snap(Span(start + span.start, start + span.end))


class EntityWriter(_Writer):
    """Writes the names that were found, where the schema offers the label."""

    def __init__(self, run: SuggestionRun | None, schema: Schema, article: ArticleText) -> None:
        super().__init__(run, article)
        self._labels = {label.code: label for label in schema.active(Kind.ENTITY)}

    def take(self, stretch: Stretch, found: Iterable[Found]) -> list[Filler]:
        """Write the names of a stretch; return them for the events to link to."""
        fillers = []
        if self._run is not None:
            for name in found:
                span = self._on_tokens(name.extent, stretch.start)
                if name.label in self._labels and span is not None:
                    mention = EntityMention(id=self._id(Kind.ENTITY, span, name.label), span=span, label=name.label)
                    fillers.append(Filler(self._write(mention, name.score, name.why), name.extent, name.label))
        return fillers


class EventWriter(_Writer):
    """Writes the events that were found."""

    def take(self, stretch: Stretch, found: Iterable[FoundEvent]) -> None:
        """Write the events of a stretch, linked to the entities and events found in it."""
        if self._run is None:
            return
        for event in found:
            span = self._on_tokens(event.trigger, stretch.start)
            if span is not None:
                id_ = self._id(Kind.EVENT, span, event.label)
                arguments = (self._argument(link, stretch.start) for link in event.links)
                mention = EventMention(
                    id=id_,
                    span=span,
                    label=event.label,
                    # “Responded with strikes”: the noun that the verb carries is the event, and not its means.
                    arguments=tuple(each for each in arguments if each.target != id_),
                    attributes=event.attributes,
                )
                self._write(mention, event.score, event.explanation)

    def _argument(self, link: Link, start: int) -> Argument:
        if isinstance(link.target, Filler):
            return Argument(link.role, link.target.id)
        span = self._on_tokens(link.target.span, start)
        assert span is not None
        return Argument(link.role, self._id(Kind.EVENT, span, link.target.code))
