"""From what the rules and the pipeline found in a stretch to suggestions on the article's own tokens."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from annotations.model.ids import MentionId, RunId, SuggestionId, suggestion_id_for
from annotations.model.mention import Argument, EntityMention, EventMention, Kind, reading_order
from annotations.model.schema import Schema
from annotations.model.span import Span
from annotations.model.suggestion import Suggestion, SuggestionRun
from annotations.suggesters import event_rules, spacy_pipeline
from annotations.suggesters.article_text import ArticleText
from annotations.suggesters.roles import Filler, Link
from annotations.text.tokens import TokenIndex

if TYPE_CHECKING:
    from spacy.tokens import Doc


class _Writer:
    """Collects the suggestions of one run for one article: one per span and label, on token edges."""

    def __init__(self, run: SuggestionRun | None, article: ArticleText) -> None:
        self._run = run
        self._tokens = TokenIndex(article.tokens)
        self._by_id: dict[SuggestionId, Suggestion] = {}

    def written(self) -> dict[RunId, list[Suggestion]]:
        """The suggestions in reading order, by run; empty when the run was not asked for."""
        if self._run is None:
            return {}
        return {self._run.id: sorted(self._by_id.values(), key=lambda made: reading_order(made.mention))}

    def _write(self, kind: Kind, span: Span, label: str, why: str, arguments: tuple[Argument, ...] = ()) -> MentionId:
        assert self._run is not None
        mention_id = self._id(kind, span, label)
        id_ = SuggestionId(mention_id)
        if id_ not in self._by_id:
            mention: EntityMention | EventMention = (
                EventMention(id=mention_id, span=span, label=label, arguments=arguments)
                if kind is Kind.EVENT
                else EntityMention(id=mention_id, span=span, label=label)
            )
            self._by_id[id_] = Suggestion(id=id_, run=self._run, mention=mention, explanation=why)
        return mention_id

    def _id(self, kind: Kind, span: Span, label: str) -> MentionId:
        assert self._run is not None
        return MentionId(suggestion_id_for(self._run.id, kind.value, span.start, span.end, label))

    def _on_tokens(self, span: Span, start: int) -> Span | None:
        return self._tokens.snap(Span(start + span.start, start + span.end))


class EntityWriter(_Writer):
    """Writes what the pipeline named, where the schema offers the label."""

    def __init__(self, run: SuggestionRun | None, schema: Schema, article: ArticleText) -> None:
        super().__init__(run, article)
        self._labels = {label.code: label for label in schema.active(Kind.ENTITY)}

    def take(self, doc: "Doc", start: int) -> list[Filler]:
        """Write the entities of a stretch that begins at `start`; return them for the events to link to."""
        fillers = []
        if self._run is not None:
            for extent, code in spacy_pipeline.entities(doc):
                span = self._on_tokens(extent, start)
                if code in self._labels and span is not None:
                    why = f"read as {self._labels[code].title.lower()} by the language model"
                    fillers.append(Filler(self._write(Kind.ENTITY, span, code, why), extent, code))
        return fillers


class EventWriter(_Writer):
    """Writes what the event rules found, where the schema offers the type."""

    def __init__(self, run: SuggestionRun | None, schema: Schema, article: ArticleText) -> None:
        super().__init__(run, article)
        self._types = {label.code: label for label in schema.active(Kind.EVENT)}

    def take(self, doc: "Doc", start: int, fillers: Iterable[Filler]) -> None:
        """Write the events of a stretch that begins at `start`, linked to the entities and events found in it."""
        if self._run is None:
            return
        for found in event_rules.find(doc, self._types, list(fillers)):
            span = self._on_tokens(found.trigger, start)
            if span is not None:
                arguments = tuple(self._argument(link, start) for link in found.links)
                self._write(Kind.EVENT, span, found.label, found.explanation, arguments)

    def _argument(self, link: Link, start: int) -> Argument:
        if isinstance(link.target, Filler):
            return Argument(link.role, link.target.id)
        span = self._on_tokens(link.target.span, start)
        assert span is not None
        return Argument(link.role, self._id(Kind.EVENT, span, link.target.code))
