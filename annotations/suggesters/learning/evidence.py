"""Evidence: one article in numbers, without spaCy, so that it can be kept while its decisions are learned from."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotations.model.ids import ArticleId
from annotations.model.mention import Kind
from annotations.model.span import Span
from annotations.suggesters.found import Found
from annotations.suggesters.learning import features
from annotations.suggesters.learning.examples import Example, Marked
from annotations.suggesters.learning.linear import Rows
from annotations.suggesters.reading import Reading

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from spacy.tokens import Doc

    Ints = npt.NDArray[np.int32]

BEGINS, INSIDE = 1, 2


@dataclass(frozen=True, slots=True)
class TokenSpan:
    """Tokens `first` to before `end` of an article, counted over its stretches, with a label."""

    first: int
    end: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """`rows` has a row a token. `heads` is the governor of each token, itself where there is none or none is known.

    `starts` and `ends` are the code points of the tokens in their stretch, `edges` the number of the first token of
    each stretch and, at the end, of all tokens. `rules` are what the rules found, by the tokens they cover; `marked`
    and `rejected` what was decided, flat: of two marks that overlap the earlier and longer one. `complete` says that
    what is not marked is not one.
    """

    article_id: ArticleId
    rows: Rows
    heads: "Ints"
    starts: "Ints"
    ends: "Ints"
    edges: "Ints"
    rules: Mapping[TokenSpan, Found]
    marked: tuple[TokenSpan, ...] = ()
    rejected: tuple[TokenSpan, ...] = ()
    complete: bool = False

    def extent(self, span: TokenSpan) -> Span:
        """The code points of these tokens within their stretch."""
        return Span(int(self.starts[span.first]), int(self.ends[span.end - 1]))

    def head(self, span: TokenSpan) -> int:
        """The token that governs the others of the span; the last of several, which is where English has it."""
        for at in range(span.end - 1, span.first, -1):
            if self.heads[at] == at or not span.first <= self.heads[at] < span.end:
                return at
        return span.first


def evidence(reading: Reading, kind: Kind, example: Example | None) -> Evidence:
    """An article as the fast learner sees it, with what was decided about mentions of this kind in it, if anything.

    Names are learned without grammar, since the pipeline reads none where only names are wanted.
    """
    import numpy as np

    docs = [stretch.doc for stretch in reading.stretches]
    edges = np.cumsum([0, *(len(doc) for doc in docs)]).astype(np.int32)
    both = [doc.to_array(["IDX", "LENGTH"]).astype(np.int32) for doc in docs] or [np.zeros((0, 2), np.int32)]
    places = np.concatenate(both)
    starts, ends = places[:, 0], places[:, 0] + places[:, 1]
    found = reading.names if kind is Kind.ENTITY else reading.found_triggers()
    where = _Places([stretch.start for stretch in reading.stretches], starts, ends, edges)
    rules = {
        span: each
        for at, of_stretch in enumerate(found)
        for each in of_stretch
        if (span := where.tokens(at, each.extent, each.label))
    }
    columns = features.Columns(docs, _said(rules, int(edges[-1])), syntax=kind is Kind.EVENT)
    columns.put("elsewhere", _elsewhere(rules, columns["LOWER"]))
    marked = list(_flat(where.all_tokens(example.marked, kind))) if example else []
    taken = {at for span in marked for at in range(span.first, span.end)}
    rejected = [span for span in where.all_tokens(example.rejected, kind) if span.first not in taken] if example else []
    return Evidence(
        article_id=reading.article.article_id,
        rows=_rows(columns, docs, kind),
        heads=(columns.heads if kind is Kind.EVENT else np.arange(edges[-1])).astype(np.int32),
        starts=starts,
        ends=ends,
        edges=edges,
        rules=rules,
        marked=tuple(marked),
        rejected=tuple(rejected),
        complete=example is not None and example.complete,
    )


def _rows(columns: features.Columns, docs: "Sequence[Doc]", kind: Kind) -> Rows:
    import numpy as np

    whole = features.ids(columns, features.TRIGGERS if kind is Kind.EVENT else features.NAMES)
    count, width = whole.shape
    if kind is Kind.ENTITY:
        return Rows(
            begins=np.arange(0, whole.size + 1, width), ids=whole.ravel(), dense=np.zeros((count, 0), np.float16)
        )
    parents, more = columns.of_children()
    token = np.concatenate([np.repeat(np.arange(count), width), parents])
    order = np.argsort(token, kind="stable")
    lengths = width + np.bincount(parents, minlength=count)
    return Rows(
        begins=np.concatenate([[0], np.cumsum(lengths)]),
        ids=np.concatenate([whole.ravel(), more])[order],
        dense=np.concatenate([doc.tensor for doc in docs] or [np.zeros((0, 0))]).astype(np.float16),
    )


def _said(rules: Mapping[TokenSpan, Found], count: int) -> "dict[str, features.Column]":
    """What the rules say of each token: begins or is inside something of that label, found by that source."""
    import numpy as np

    said = {name: np.zeros(count, np.uint64) for name in ("rule", "source", "score")}
    for span, found in rules.items():
        inside = slice(span.first, span.end)
        said["rule"][inside] = features.code(f"{INSIDE} {span.label}")
        said["rule"][span.first] = features.code(f"{BEGINS} {span.label}")
        said["source"][inside] = features.code(found.source)
        said["score"][inside] = 0 if found.score is None else 1 + round(10 * found.score)
    return said


def _elsewhere(rules: Mapping[TokenSpan, Found], words: "features.Column") -> "features.Column":
    """Of each word the label that the rules give it most often in this article, wherever it stands."""
    import numpy as np

    labels: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for span in rules:
        for word in words[span.first : span.end].tolist():
            labels[word][span.label] += 1
    said = np.zeros(len(words), np.uint64)
    if labels:
        ruled = np.array(sorted(labels), np.uint64)
        usual = np.array([features.code(labels[word].most_common(1)[0][0]) for word in ruled.tolist()], np.uint64)
        at = np.minimum(np.searchsorted(ruled, words), len(ruled) - 1)
        said = np.where(ruled[at] == words, usual[at], np.uint64(0))
    return said


class _Places:
    """Finds the tokens of a span."""

    def __init__(self, offsets: Sequence[int], starts: "Ints", ends: "Ints", edges: "Ints") -> None:
        self._offsets, self._starts, self._ends, self._edges = offsets, starts, ends, edges

    def tokens(self, stretch: int, extent: Span, label: str) -> TokenSpan | None:
        """The tokens that share a code point with an extent in a stretch; None if there is none."""
        import numpy as np

        low, high = int(self._edges[stretch]), int(self._edges[stretch + 1])
        first = low + int(np.searchsorted(self._ends[low:high], extent.start, "right"))
        end = low + int(np.searchsorted(self._starts[low:high], extent.end, "left"))
        return TokenSpan(first, end, label) if first < end else None

    def all_tokens(self, marks: Iterable[Marked], kind: Kind) -> list[TokenSpan]:
        """The tokens of marks of a kind in the article, where they lie in a stretch that was read."""
        import numpy as np

        found = []
        for mark in marks:
            at = int(np.searchsorted(self._offsets, mark.span.start, "right")) - 1
            if mark.kind is kind and at >= 0:
                offset = self._offsets[at]
                span = self.tokens(at, Span(mark.span.start - offset, mark.span.end - offset), mark.label)
                found += [span] if span else []
        return found


def _flat(spans: Iterable[TokenSpan]) -> Iterable[TokenSpan]:
    taken = 0
    for span in sorted(spans, key=lambda span: (span.first, -span.end, span.label)):
        if span.first >= taken:
            yield span
            taken = span.end
