"""SpanIndex: every mark of the article by id, by paragraph and in reading order; edits touch only what they change."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from itertools import islice
from operator import is_
from typing import TypeVar

from annotations.model.annotation_set import AnnotationSet
from annotations.model.mention import EventMention, Mention
from annotations.model.schema import Schema
from annotations.model.suggestion import Suggestion
from desktop.canvas.display_text import DisplayText
from desktop.canvas.event_roles import EventRoles
from desktop.canvas.marks import Mark, mark_of

Item = Mention | Suggestion
_Key = tuple[int, int, str]
_T = TypeVar("_T")
_BULK = 16  # from so many new marks on, sorting all is cheaper than inserting each


class SpanIndex:
    """What is marked where. `update` takes the whole new state and answers which paragraphs look different."""

    def __init__(self, text: DisplayText, schema: Schema) -> None:
        self._text = text
        self._labels = {(label.code, label.kind): label for label in schema.labels}
        self._decided: list[Mention] = []
        self._pending: list[Suggestion] = []
        self._items: dict[str, Item] = {}
        self._buckets: dict[int, dict[str, None]] = {}
        self._order: list[_Key] = []
        self._events: dict[str, EventMention] = {}
        self._marks: dict[str, Mark] = {}
        self.roles = EventRoles(self._labels)

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._items

    def update(self, annotation_set: AnnotationSet, pending: Sequence[Suggestion]) -> set[int]:
        """Take in a new state; the paragraphs to draw anew."""
        decided, open_ = list(annotation_set.mentions.values()), list(pending)
        gone_mentions, new_mentions = _difference(self._decided, decided)
        gone_suggestions, new_suggestions = _difference(self._pending, open_)
        self._decided, self._pending = decided, open_
        removed: list[Item] = [*gone_mentions, *gone_suggestions]
        added: list[Item] = [*new_mentions, *new_suggestions]
        affected: set[int] = set()
        for item in removed:
            affected.update(self._remove(item))
        for item in added:
            affected.update(self._add(item))
        self._sort_in([_key(item) for item in added])
        if self._touches_events(removed) or self._touches_events(added):
            for id_ in self.roles.update(self._events, self._items, annotation_set.decisions):
                self._marks.pop(id_, None)
                if id_ in self._items:
                    affected.update(self._paragraphs(_mention(self._items[id_])))
        return affected

    def mark(self, id_: str) -> Mark | None:
        """The mark of that mention or suggestion, or None."""
        found = self._marks.get(id_)
        item = self._items.get(id_)
        if found is None and item is not None:
            mention = _mention(item)
            found = self._marks[id_] = mark_of(
                mention,
                self._labels.get((mention.label, mention.kind)),
                suggested=isinstance(item, Suggestion),
                score=item.score if isinstance(item, Suggestion) else None,
                event=self.roles.numbers.get(id_, 0),
                tags=self.roles.tags.get(id_, ()),
            )
        return found

    def item(self, id_: str) -> Item | None:
        """The mention or suggestion of that id, or None."""
        return self._items.get(id_)

    def marks_in(self, paragraph: int) -> list[Mark]:
        """The marks that reach into a paragraph."""
        return [mark for id_ in self._buckets.get(paragraph, ()) if (mark := self.mark(id_)) is not None]

    def open_in(self, paragraph: int) -> int:
        """How many suggestions of a paragraph are not decided."""
        return sum(isinstance(self._items[id_], Suggestion) for id_ in self._buckets.get(paragraph, ()))

    def paragraphs_of(self, id_: str) -> list[int]:
        """The paragraphs a mark reaches into; none for an unknown id."""
        item = self._items.get(id_)
        return self._paragraphs(_mention(item)) if item is not None else []

    def after(self, id_: str | None, code_point: int) -> str | None:
        """The next mark in reading order: after that one, or from a code point on."""
        item = self._items.get(id_) if id_ is not None else None
        if item is not None:
            position = bisect_right(self._order, _key(item))
        else:
            position = bisect_left(self._order, (code_point, -len(self._text.source) - 1, ""))
        return self._order[position][2] if position < len(self._order) else None

    def before(self, id_: str | None, code_point: int) -> str | None:
        """The previous mark in reading order: before that one, or before a code point."""
        item = self._items.get(id_) if id_ is not None else None
        position = bisect_left(
            self._order, _key(item) if item is not None else (code_point, -len(self._text.source) - 1, "")
        )
        return self._order[position - 1][2] if position > 0 else None

    def places(self) -> Iterable[tuple[int, Item]]:
        """Every item with the paragraph it begins in."""
        for start, _end, id_ in self._order:
            yield self._text.paragraph_at(start), self._items[id_]

    def hue(self, item: Item) -> str:
        """The hue name of a mention's label."""
        mention = _mention(item)
        label = self._labels.get((mention.label, mention.kind))
        return label.hue if label is not None else "grey"

    def _remove(self, item: Item) -> list[int]:
        del self._items[item.id]
        self._marks.pop(item.id, None)
        self._events.pop(item.id, None)
        del self._order[bisect_left(self._order, _key(item))]
        numbers = self._paragraphs(_mention(item))
        for number in numbers:
            del self._buckets[number][item.id]
        return numbers

    def _add(self, item: Item) -> list[int]:
        mention = _mention(item)
        self._items[item.id] = item
        if isinstance(mention, EventMention):
            self._events[item.id] = mention
        numbers = self._paragraphs(mention)
        for number in numbers:
            self._buckets.setdefault(number, {})[item.id] = None
        return numbers

    def _sort_in(self, keys: list[_Key]) -> None:
        if len(keys) > _BULK:
            self._order = sorted([*self._order, *keys])
        else:
            for key in keys:
                insort(self._order, key)

    def _touches_events(self, items: Iterable[Item]) -> bool:
        return any(isinstance(_mention(item), EventMention) or item.id in self.roles.tags for item in items)

    def _paragraphs(self, mention: Mention) -> list[int]:
        find = self._text.paragraph_at
        first, last = find(mention.span.start), find(mention.span.end - 1)
        if first == last:
            return [first]
        numbers: dict[int, None] = {}
        for part in mention.pieces:
            numbers.update(dict.fromkeys(range(find(part.start), find(part.end - 1) + 1)))
        return list(numbers)


def _mention(item: Item) -> Mention:
    return item.mention if isinstance(item, Suggestion) else item


def _key(item: Item) -> _Key:
    span = _mention(item).span
    return (span.start, -span.end, item.id)


def _difference(old: list[_T], new: list[_T]) -> tuple[list[_T], list[_T]]:
    """What is gone and what has come. Equal ends are cut off first: most edits touch one item of thousands."""
    shared = min(len(old), len(new))
    head = _common(old, new, shared)
    tail = _common(reversed(old), reversed(new), shared - head)
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    kept = {id(item) for item in before} & {id(item) for item in after}
    return [item for item in before if id(item) not in kept], [item for item in after if id(item) not in kept]


def _common(old: Iterable[_T], new: Iterable[_T], at_most: int) -> int:
    same = list(islice(map(is_, old, new), at_most))
    return same.index(False) if False in same else at_most
