"""TypeMemory: which event type a trigger word was given before, to offer it first."""

from collections import Counter
from collections.abc import Iterable

from annotations.model.mention import EventMention, Mention
from annotations.model.span import Span


class TypeMemory:
    """Remembers the events seen while a project is open; nothing of it is kept."""

    def __init__(self) -> None:
        self._types: dict[str, Counter[str]] = {}
        self._seen: set[tuple[str, str]] = set()

    def note(self, mentions: Iterable[Mention], text: str) -> None:
        """Take in the events of a set; each counts once."""
        for mention in mentions:
            if isinstance(mention, EventMention) and (mention.id, mention.label) not in self._seen:
                self._seen.add((mention.id, mention.label))
                self._types.setdefault(_word(mention.span, text), Counter())[mention.label] += 1

    def likely(self, span: Span, text: str) -> str | None:
        """The type these words had most often, or None."""
        known = self._types.get(_word(span, text))
        return known.most_common(1)[0][0] if known else None


def _word(span: Span, text: str) -> str:
    return " ".join(span.of(text).casefold().split())
