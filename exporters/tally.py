"""Counting while an export is written: what is in the files, what is not, and what is with something less."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from annotations.model.article import Article
from annotations.model.mention import Argument, EntityMention, EventMention, Mention
from exporters.alignment import EVENT_LOST, argument_lost, issue
from exporters.base import ExportIssue, ExportReport

EXTENT_ONLY = "is one span from its first to its last part"
WITHOUT = {
    "attributes": "is written without its attributes",
    "cluster": "is written without its link to the same thing",
    "note": "is written without its note",
    "unsure": "is written without the flag that the annotator is not sure",
}


@dataclass
class Tally:
    """The report of an export in the making."""

    articles: int = 0
    mentions: int = 0
    events: int = 0
    arguments: int = 0
    lost: list[ExportIssue] = field(default_factory=list)
    notes: list[ExportIssue] = field(default_factory=list)

    def wrote_entity(self, article: Article, mention: EntityMention, note: str = "") -> None:
        """Count an entity mention of which only span and label are in the files."""
        self.mentions += 1
        self._wrote(article, mention, note)

    def wrote_event(self, article: Article, event: EventMention, arguments: int, note: str = "") -> None:
        """Count an event with that many of its arguments, of which only spans and names are in the files."""
        self.events += 1
        self.arguments += arguments
        self._wrote(article, event, note)

    def _wrote(self, article: Article, mention: Mention, note: str) -> None:
        reasons = [note] if note else []
        reasons += [EXTENT_ONLY] if mention.parts else []
        reasons += [reason for name, reason in WITHOUT.items() if getattr(mention, name)]
        self.notes += [issue(article, mention, reason) for reason in reasons]

    def lose(self, article: Article, mention: Mention, reason: str) -> None:
        """Report a mention that is not in the files; an event takes its arguments with it."""
        self.lost.append(issue(article, mention, reason))
        if isinstance(mention, EventMention):
            self.lose_arguments(article, mention, mention.arguments, EVENT_LOST)

    def lose_arguments(self, article: Article, event: EventMention, arguments: Iterable[Argument], reason: str) -> None:
        """Report arguments of an event that are not in the files."""
        self.lost += [argument_lost(article, event, argument, reason) for argument in arguments]

    def report(self, *files: str) -> ExportReport:
        """The finished report."""
        return ExportReport(
            articles=self.articles,
            mentions=self.mentions,
            events=self.events,
            arguments=self.arguments,
            lost=tuple(self.lost),
            notes=tuple(self.notes),
            files=files,
        )
