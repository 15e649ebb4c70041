"""Records by the ten thousand: as bytes for another process, on to another thread, and spared by the collector."""

import gc
import io
import pickle
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from operator import attrgetter
from queue import SimpleQueue
from typing import Any

from annotations.importers.base import Record
from annotations.model.article import Article
from annotations.model.mention import EntityMention, EventMention
from annotations.model.span import Span
from annotations.model.suggestion import Suggestion
from annotations.text.tokens import PackedSpans, pack_spans, reach

# Values more than when the collector last looked: those of some hundred records, and the store takes 400 at a time.
_SELDOM = 400_000
_MOST_WAITING = 16 * 2**20  # bytes


@contextmanager
def seldom_collected() -> Iterator[None]:
    """For work that takes one record after another: of each are made hundreds of values, gone before the next comes.

    The collector would look at them again and again. It still looks, so that cycles left by a reader do not pile up.
    """
    usual = gc.get_threshold()
    gc.set_threshold(_SELDOM, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def packed(records: Sequence[Record]) -> bytes:
    """Records as bytes, for `unpacked` in another process of the same program.

    It is a pickle, in which what there is most of goes as plain values: dataclasses with slots are slow by themselves.
    """
    out = io.BytesIO()
    pickler = pickle.Pickler(out, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _APART
    pickler.dump(records)
    return out.getvalue()


def unpacked(data: bytes) -> Sequence[Record]:
    """The inverse of `packed`."""
    records: Sequence[Record] = pickle.loads(data)
    return records


class Belt:
    """Packed records on their way from who reads them, on one thread, to who takes them, on another.

    It holds as much as is put on it; who puts looks whether it is `full`. Taking waits for more until it is ended, or
    raises what it was stopped with.
    """

    def __init__(self) -> None:
        self._waiting = SimpleQueue[bytes | None]()
        self._put = self._taken = 0  # bytes
        self._stopped: Exception | None = None

    @property
    def full(self) -> bool:
        """True if more waits than memory should hold."""
        return self._put - self._taken > _MOST_WAITING and self._stopped is None

    def put(self, data: bytes) -> None:
        """Add records that are `packed`."""
        self._put += len(data)
        self._waiting.put(data)

    def end(self) -> None:
        """There is no more."""
        self._waiting.put(None)

    def stop(self, why: Exception) -> None:
        """Let the taking end with this, whatever is still waiting."""
        self._stopped = why
        self._waiting.put(None)

    def records(self) -> Iterator[Record]:
        """Take all, in order."""
        while (data := self._waiting.get()) is not None and self._stopped is None:
            self._taken += len(data)
            yield from unpacked(data)
        if self._stopped is not None:
            raise self._stopped


_TOGETHER = (EntityMention, EventMention, Suggestion)
_NAMES: dict[type, list[str]] = {each: [field.name for field in fields(each)] for each in (Article, *_TOGETHER)}
_VALUES = {each: attrgetter(*names) for each, names in _NAMES.items()}
_SET = {each: [getattr(each, name).__set__ for name in names] for each, names in _NAMES.items()}


def _apart(value: Any) -> tuple[Any, ...]:
    kind = type(value)
    return _made, (kind, _VALUES[kind](value))


def _made(kind: type, values: Sequence[Any]) -> Any:
    # Not by its own making, which looks each field up by name.
    made: Any = object.__new__(kind)
    for put, value in zip(_SET[kind], values, strict=True):
        put(made, value)
    return made


def _span_apart(span: Span) -> tuple[Any, ...]:
    return Span, (span.start, span.end)


def _article_apart(article: Article) -> tuple[Any, ...]:
    values = dict(zip(_NAMES[Article], _VALUES[Article](article), strict=True))
    return _article_made, ({**values, "tokens": PackedSpans(pack_spans(article.tokens), reach(article.tokens))},)


def _article_made(values: dict[str, Any]) -> Article:
    return Article(**values)


_APART: dict[type, Any] = {**dict.fromkeys(_TOGETHER, _apart), Article: _article_apart, Span: _span_apart}
