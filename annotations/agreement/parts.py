"""Parts: what one document adds to every figure, worked out once and kept until something in the document changes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from annotations.agreement import events, patterns, spans, unitizing
from annotations.agreement.documents import Document, Pair, pairs
from annotations.agreement.events import EventCounts
from annotations.agreement.patterns import Coding
from annotations.agreement.spans import SpanCounts
from annotations.agreement.unitizing import Unitizing
from annotations.errors import Cancelled


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Of one document. `spans` and `events` are there for each two annotators who both finished it."""

    document: Document
    coding: Coding
    unitizing: Unitizing
    spans: Mapping[Pair, SpanCounts]
    events: Mapping[Pair, EventCounts]


def parts(document: Document) -> Parts:
    """What the document adds."""
    both = pairs(document.annotators())
    return Parts(
        document=document,
        coding=patterns.code(document),
        unitizing=unitizing.unitize(document),
        spans={pair: found for pair in both if (found := spans.count(document, pair)) is not None},
        events={pair: agreed for pair in both if (agreed := events.count(document, pair)) is not None},
    )


class PartsCache:
    """Keeps the parts of documents by their ids, so that only what changed is worked out again."""

    def __init__(self) -> None:
        self._kept: dict[str, Parts] = {}

    def of(
        self,
        documents: Iterable[Document],
        on_progress: Callable[[int], None] = lambda done: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> tuple[Parts, ...]:
        """The parts of each document, in order; `on_progress` gets how many are done. Raises Cancelled."""
        made = []
        for number, document in enumerate(documents, start=1):
            if cancelled():
                raise Cancelled
            known = self._kept.get(document.id)
            if known is None or known.document != document:
                known = self._kept[document.id] = parts(document)
            made.append(known)
            on_progress(number)
        return tuple(made)
