"""Out of fold: what was predicted of articles by a model that did not learn from them, kept for the next comparison."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from annotations.errors import BadInput
from annotations.model.ids import ArticleId
from annotations.model.mention import Kind
from annotations.model.span import Span
from annotations.suggesters.learning.examples import Marked

Spans = Mapping[ArticleId, Collection[Marked]]
# What is suggested in an article, in text order, each with its score.
Said = Mapping[Marked, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOfFold:
    """Of one model: what is known without unfairness (`said`), and which articles the model itself `learned_from`."""

    kind: Kind
    said: Spans = field(default_factory=dict)
    learned_from: frozenset[ArticleId] = frozenset()

    def is_fair(self, article: ArticleId) -> bool:
        """True if the model can be judged on this article: by what was said of it, or because it is new to it."""
        return article in self.said or article not in self.learned_from

    def to_bytes(self) -> bytes:
        """JSON; equal contents give equal bytes."""
        said = {
            article: [[mark.span.start, mark.span.end, mark.label] for mark in marks]
            for article, marks in self.said.items()
        }
        whole = {"said": said, "learned_from": sorted(self.learned_from)}
        return json.dumps(whole, ensure_ascii=False, sort_keys=True).encode()

    @classmethod
    def from_bytes(cls, kind: Kind, data: bytes) -> "OutOfFold":
        """The inverse of `to_bytes`. Raises BadInput for anything else."""
        try:
            whole = json.loads(data)
            said = {
                ArticleId(article): [
                    Marked(kind=kind, span=Span(start, end), label=str(label)) for start, end, label in marks
                ]
                for article, marks in whole["said"].items()
            }
            return cls(kind=kind, said=said, learned_from=frozenset(map(ArticleId, whole["learned_from"])))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise BadInput("predictions out of fold", None, f"damaged: {error}") from error
