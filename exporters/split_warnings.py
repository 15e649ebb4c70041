"""What an analyst should know about a split, in sentences."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from annotations.model.split import Part

_FEW = 10  # mentions of a label; fewer and each is more than a tenth of the score
_NAMED = 3


@dataclass(slots=True, kw_only=True)
class Findings:
    """What was odd: counts of families whose pins contradict and of articles, by reason; `separated` has the sizes of
    families on several sides. `labels` and `articles` are what is on each side."""

    contradicting: int = 0
    separated: list[int] = field(default_factory=list)
    undated: int = 0
    misplaced: int = 0
    labels: Mapping[Part, Mapping[str, int]] = field(default_factory=dict)
    articles: Mapping[Part, int] = field(default_factory=dict)


def sentences(findings: Findings, asked: tuple[Part, ...]) -> tuple[str, ...]:
    """What is worth saying, the gravest first. `asked` are the sides that were wanted."""
    return (*_of_places(findings, asked), *_of_labels(findings, asked))


def _of_places(findings: Findings, asked: tuple[Part, ...]) -> Iterator[str]:
    if findings.separated:
        yield (
            "On different sides since before they were known to belong together:"
            f" {_count(len(findings.separated), 'group')}, {_count(sum(findings.separated), 'article')}."
        )
    if findings.contradicting:
        yield (
            "Pinned to different sides though they belong together:"
            f" {_count(findings.contradicting, 'group')}. The first pin of a group holds for all of it."
        )
    for part, count in findings.articles.items():
        if part not in asked and count:
            yield f"Still in {part} from an earlier split: {_count(count, 'article')}."
        elif not count and any(findings.articles.values()):
            yield f"{part.capitalize()} is empty."
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
