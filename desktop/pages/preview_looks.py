"""Looks: what stands already where the same words were found, and should rather be left as it is."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain

from annotations.model.annotation_set import AnnotationSet
from annotations.model.mention import Mention, Outcome
from annotations.model.span import Span
from annotations.model.suggestion import Suggestion


class Looks:
    """Answers with the numbers of the spans it is asked about."""

    def __init__(
        self,
        mention: Mention,
        annotation_set: AnnotationSet,
        pending: Iterable[Suggestion],
        suggestions: Iterable[Suggestion],
    ) -> None:
        self._mention = mention
        self._set = annotation_set
        self._pending = pending
        self._suggestions = suggestions

    def decided_otherwise(self, spans: Sequence[Span]) -> set[int]:
        """Those decided with another label of the kind."""
        kind, label = self._mention.kind, self._mention.label
        marked = {each.span for each in self._set.mentions.values() if each.kind == kind and each.label != label}
        return {number for number, span in enumerate(spans) if span in marked}

    def rejected(self, spans: Sequence[Span]) -> set[int]:
        """Those where the same was suggested and rejected."""
        claim = (self._mention.kind, self._mention.label)
        refused = {id_ for id_, decision in self._set.decisions.items() if decision.outcome is Outcome.REJECTED}
        gone = {
            each.mention.span
            for each in self._suggestions
            if each.id in refused and (each.mention.kind, each.mention.label) == claim
        }
        return {number for number, span in enumerate(spans) if span in gone}

    def parts_of_longer(self, spans: Sequence[Span]) -> set[int]:
        """Those that are only a part of a longer mention with that label."""
        claim = (self._mention.kind, self._mention.label)
        known = chain(self._set.mentions.values(), (each.mention for each in self._pending))
        longer = sorted({each.span for each in known if (each.kind, each.label) == claim}, key=lambda span: span.start)
        starts = [span.start for span in longer]
        exact, ends = set(longer), list(accumulate((span.end for span in longer), max))
        return {
            number
            for number, span in enumerate(spans)
            if span not in exact and (before := bisect_right(starts, span.start)) > 0 and ends[before - 1] >= span.end
        }
