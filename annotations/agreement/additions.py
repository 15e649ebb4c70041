"""Mentions for the adjudicated set: with the parts and attributes that those gave them whose mentions they were."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from annotations.agreement.inquiry import MentionQuestion
from annotations.editing.edits import AddEntity, AddEvent, Edit, SetAttribute
from annotations.editing.rules import check_span
from annotations.errors import EditRefused
from annotations.model.article import Article
from annotations.model.ids import MentionId
from annotations.model.mark import Mark
from annotations.model.mention import Kind, Mention
from annotations.model.span import Span

_T = TypeVar("_T")
_Attributes = tuple[tuple[str, str], ...]


def addition(question: MentionQuestion, id_: MentionId, mark: Mark) -> list[Edit]:
    """What adds a mention as most have it who have it; one that nobody has, with the attributes that most gave to
    mentions with that label where it is. Raises EditRefused if it is not a span."""
    if not 0 <= mark.start < mark.end:
        raise EditRefused("outside-text", f"{mark.start}..{mark.end}")
    exact = [each for marks in question.answers.values() for each in marks.get(mark, ())]
    parts = _most_frequent((each.parts for each in exact if _are_parts(each.parts, question.ground.article)), ())
    attributes = _most_frequent((each.attributes for each in exact or _near(question, mark)), ())
    span = Span(mark.start, mark.end)
    if question.kind is Kind.EVENT:
        add: Edit = AddEvent(id=id_, span=span, label=mark.label, parts=parts)
    else:
        add = AddEntity(id=id_, span=span, label=mark.label, parts=parts)
    return [add, *(SetAttribute(id_, name, value) for name, value in _known(question, mark, attributes))]


def _near(question: MentionQuestion, mark: Mark) -> Iterator[Mention]:
    span = Span(mark.start, mark.end)
    for marks in question.answers.values():
        for those in marks.values():
            yield from (each for each in those if each.label == mark.label and each.span.overlaps(span))


def _most_frequent(values: Iterable[_T], default: _T) -> _T:
    """Of as frequent ones the first."""
    counted = Counter(values).most_common(1)
    return counted[0][0] if counted else default


def _are_parts(parts: Sequence[Span], article: Article) -> bool:
    """True unless they were imported with a blank at an edge, or with no gap between two."""
    try:
        for part in parts:
            check_span(article, part)
    except EditRefused:
        return False
    return all(left.end < right.start for left, right in pairwise(parts))


def _known(question: MentionQuestion, mark: Mark, attributes: _Attributes) -> _Attributes:
    """Those that the schema has."""
    label = question.ground.schema.label(mark.label, question.kind)
    known = {(kind.name, value) for kind in label.attributes for value in kind.values} if label is not None else set()
    return tuple(each for each in attributes if each in known)
