"""Page furniture cut out of an article: text, tokens and offsets without it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from annotations.model.article import FURNITURE, Article, Region, text_sha256
from annotations.model.mention import Mention
from annotations.model.span import Span


class Seams:
    """Where code points are when stretches of a text are gone, and where they were."""

    __slots__ = ("_ends", "_lengths", "_seams", "_starts")

    def __init__(self, gone: Sequence[Span]) -> None:
        self._starts = [each.start for each in gone]
        self._ends = [each.end for each in gone]
        self._lengths = [0, *accumulate(map(len, gone))]
        self._seams = [start - length for start, length in zip(self._starts, self._lengths, strict=False)]

    def now(self, span: Span) -> Span | None:
        """What is left of a span; None if nothing is."""
        start, end = self._now(span.start), self._now(span.end)
        return Span(start, end) if start < end else None

    def before(self, start: int, end: int) -> tuple[int, int]:
        """Where code points of the text that is left were."""
        return self._then(start), self._then(end - 1) + 1

    def _then(self, now: int) -> int:
        return now + self._lengths[bisect_right(self._seams, now)]

    def _now(self, then: int) -> int:
        """Inside what is gone: where it began."""
        number = bisect_right(self._ends, then)
        inside = max(0, then - self._starts[number]) if number < len(self._starts) else 0
        return then - self._lengths[number] - inside


class Cut:
    """What goes out of an article; of none that has no furniture. A region that is whole lines takes their ends along.

    The id of the article stays, for it is the same article; the hash is that of the text without furniture.
    """

    def __init__(self, article: Article) -> None:
        self._before = article
        self.gone = _joined(sorted(_to_line_end(article.text, each.span) for each in _furniture(article)))
        self.seams = Seams(self.gone)

    def lines(self) -> Iterator[Span]:
        """The lines with anything in them that go, where they were."""
        for gone in self.gone:
            start = gone.start
            for line in gone.of(self._before.text).split("\n"):
                if line.strip():
                    yield Span(start, start + len(line))
                start += len(line) + 1

    def article(self) -> Article:
        """The article without furniture."""
        before = self._before
        starts = [0, *(each.end for each in self.gone)]
        ends = [*(each.start for each in self.gone), len(before.text)]
        text = "".join(before.text[start:end] for start, end in zip(starts, ends, strict=True))
        kept = ((each, self.seams.now(each.span)) for each in before.regions if each.kind != FURNITURE)
        return replace(
            before,
            text=text,
            sha256=text_sha256(text),
            tokens=tuple(moved for each in before.tokens if (moved := self.seams.now(each)) is not None),
            regions=tuple(Region(moved, each.kind) for each, moved in kept if moved is not None),
        )

    def touches(self, mention: Mention) -> bool:
        """True if a piece of the mention shares a code point with what goes."""
        return any(piece.overlaps(each) for piece in mention.pieces for each in self.gone)

    def within(self, mention: Mention) -> bool:
        """True if the mention lies in what goes from beginning to end."""
        return any(each.covers(mention.span) for each in self.gone)

    def mention(self, mention: Mention) -> Mention:
        """A mention that touches nothing of what goes, where it is now; pieces that come to touch are one."""
        pieces = _joined([moved for each in mention.pieces if (moved := self.seams.now(each)) is not None])
        return replace(mention, span=Span(pieces[0].start, pieces[-1].end), parts=pieces if len(pieces) > 1 else ())


def _furniture(article: Article) -> Iterator[Region]:
    return (each for each in article.regions if each.kind == FURNITURE and each.span.start < len(article.text))


def _to_line_end(text: str, span: Span) -> Span:
    end = min(span.end, len(text))
    begins_line = span.start == 0 or text[span.start - 1] == "\n"
    goes_on = begins_line and text[end - 1] != "\n" and text[end : end + 1] == "\n"
    return Span(span.start, end + 1 if goes_on else end)


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans in order, those that touch or overlap as one."""
    out: list[Span] = []
    for span in spans:
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)
