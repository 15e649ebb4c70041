"""What an analyst should know about a split, in sentences."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from annotations.model.ids import ArticleId
from annotations.model.split import Part

_FEW = 10  # mentions of a label; fewer and each is more than a tenth of the score
_NAMED = 3
_LONG = 40  # code points of a title

TitleOf = Callable[[ArticleId], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A family that the pin of one article holds on a side: all its pins, how many articles it has, and those without
    a pin that were not there before."""

    by: ArticleId
    part: Part
    pins: Mapping[ArticleId, Part]
    along: tuple[ArticleId, ...]
    size: int


@dataclass(slots=True, kw_only=True)
class Findings:
    """What was odd: counts of articles, by reason; `separated` has the sizes of families on several sides, `pinned` the
    families with pins. `kept` counts the articles that had a side before; `emptied` are the sides that have nothing for
    that reason, `uneven` the shares that came of it. `labels` and `articles` are what is on each side."""

    pinned: list[Held] = field(default_factory=list)
    separated: list[int] = field(default_factory=list)
    undated: int = 0
    misplaced: int = 0
    kept: int = 0
    emptied: set[Part] = field(default_factory=set)
    uneven: tuple[int, ...] = ()
    labels: Mapping[Part, Mapping[str, int]] = field(default_factory=dict)
    articles: Mapping[Part, int] = field(default_factory=dict)

    def differs(self, asked: tuple[Part, ...]) -> bool:
        """True if what had a side before makes it another division than was wanted."""
        still = any(count and part not in asked for part, count in self.articles.items())
        return bool(self.kept and (still or self.separated or self.misplaced or self.emptied or self.uneven))


def sentences(
    findings: Findings, asked: tuple[Part, ...], shares: tuple[int, ...], title_of: TitleOf
) -> tuple[str, ...]:
    """What is worth saying, the gravest first. `asked` are the sides that were wanted, `shares` theirs in percent."""
    return (*of_pins(findings, title_of), *_of_places(findings, asked, shares), *_of_labels(findings, asked))


def of_pins(findings: Findings, title_of: TitleOf) -> Iterator[str]:
    """Which pins contradict each other, which of them holds, and what a pin takes along: a sentence each."""
    contradicting = [held for held in findings.pinned if set(held.pins.values()) != {held.part}]
    for held in contradicting[:_NAMED]:
        id_, part = next(each for each in held.pins.items() if each[1] is not held.part)
        yield (
            f"{_quoted(id_, title_of)} is pinned to {part}, but {_quoted(held.by, title_of)}, which it must stay with,"
            f" to {held.part}: {held.part} holds for their group of {_count(held.size, 'article')}."
        )
    if len(contradicting) > _NAMED:
        yield f"Pinned to different sides in the same way: {_count(len(contradicting) - _NAMED, 'other group')}."
    moving = [held for held in findings.pinned if held.along]
    for held in moving[:_NAMED]:
        names = _named([_quoted(id_, title_of) for id_ in held.along])
        yield f"{_quoted(held.by, title_of)} is pinned to {held.part}, and what must stay with it goes along: {names}."
    if len(moving) > _NAMED:
        yield f"Taken along by pins in the same way: {_count(sum(len(h.along) for h in moving[_NAMED:]), 'article')}."


def _quoted(article_id: ArticleId, title_of: TitleOf) -> str:
    title = title_of(article_id)
    return f"“{title if len(title) <= _LONG else title[: _LONG - 1].rstrip() + '…'}”"


def _of_places(findings: Findings, asked: tuple[Part, ...], shares: tuple[int, ...]) -> Iterator[str]:
    if findings.separated:
        yield (
            "On different sides since before they were known to belong together:"
            f" {_count(len(findings.separated), 'group')}, {_count(sum(findings.separated), 'article')}."
        )
    if findings.uneven:
        there, wanted = ("/".join(map(str, each)) for each in (findings.uneven, shares))
        yield f"Articles keep the side they have, so the shares are {there} and not {wanted}."
    for part, count in findings.articles.items():
        if part not in asked and count:
            yield f"Still in {part} from an earlier split: {_count(count, 'article')}."
        elif not count and any(findings.articles.values()):
            why = ", as articles keep the side they have" if part in findings.emptied else ""
            yield f"{part.capitalize()} is empty{why}."
    if findings.undated:
        yield f"In train, with no date that can be read: {_count(findings.undated, 'article')}."
    if findings.misplaced:
        yield f"Still where an earlier split put them, whatever their date: {_count(findings.misplaced, 'article')}."


def _of_labels(findings: Findings, asked: tuple[Part, ...]) -> Iterator[str]:
    everywhere = {label for labels in findings.labels.values() for label, count in labels.items() if count}
    for part in Part:
        labels = Counter(findings.labels.get(part, {}))
        if not findings.articles.get(part):
            continue
        missing = sorted(label for label in everywhere if not labels[label])
        if missing:
            yield f"{part.capitalize()} has no {_named(missing)}."
        count, rarest = min(((labels[label], label) for label in everywhere if labels[label]), default=(_FEW, ""))
        if part is not Part.TRAIN and count < _FEW:
            yield f"Rarest in {part}: {rarest}, {_count(count, 'span')}. Scores for it will say little."


def _named(labels: list[str]) -> str:
    more = len(labels) - _NAMED
    return ", ".join(labels[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
