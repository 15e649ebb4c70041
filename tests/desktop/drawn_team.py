"""Projects drawn by lot: analysts who differ a lot, some of the work blind, some of it not done, some articles ruled.

What was drawn is kept as plain tuples, and `Recount` counts it again with no more than Python, straight from the
definitions: what the program says can be held against it.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import combinations, permutations
from pathlib import Path
from random import Random

from annotations.editing.edits import AddEntity, AddEvent, MarkDone
from annotations.importers.base import ImportedArticle
from annotations.model.ids import MentionId
from annotations.model.mention import Argument
from annotations.model.project import ADJUDICATED
from annotations.model.span import Span
from annotations.workspace import Workspace
from tests.factories import article, edited, small_schema

WORDS = 30
LABELS = ("PERSON", "ORG", "GPE")
DIFFERENT = ("label", "boundary", "boundary+label", "missing", "extra")

# (start, end, label); (start, end, type, ((start, end, role), ...))
Spot = tuple[int, int, str]
Happening = tuple[int, int, str, frozenset[Spot]]


@dataclass(frozen=True)
class Work:
    """What one analyst has in one article."""

    blind: bool
    spans: frozenset[Spot]
    events: frozenset[Happening]


@dataclass
class Team:
    """By article, in the order of import, and analyst what is finished; rulings are under their own name."""

    names: tuple[str, ...]
    done: dict[str, dict[str, Work]] = field(default_factory=dict)
    words: dict[str, list[tuple[int, int]]] = field(default_factory=dict)


def project_at(location: Path, names: tuple[str, ...], articles: int, *, seed: int, ruled: int = 0) -> Team:
    """Draw a project: one set in eight is not done, two in five are blind; the first `ruled` articles are ruled."""
    draw, team = Random(seed), Team(names)
    texts = [
        article(" ".join(f"Word{number}x{at}" for at in range(WORDS)), title=f"No. {number}")
        for number in range(articles)
    ]
    with Workspace.create(location, small_schema(), title="Drawn") as workspace:
        workspace.add([ImportedArticle(article=each) for each in texts])
        for number, text in enumerate(texts):
            words = [(token.start, token.end) for token in text.tokens]
            truth = _drawn(draw, words)
            team.done[text.id], team.words[text.id] = {}, words
            for name in (*names, *([ADJUDICATED] if number < ruled else [])):
                blind = name != ADJUDICATED and draw.random() < 0.4
                work = _differing(draw, truth, words, blind)
                workspace.set_settings(replace(workspace.settings, blind_share=float(blind)))
                if _finish(workspace, text, name, work, done=draw.random() < 0.875):
                    team.done[text.id][name] = work
    return team


def _drawn(draw: Random, words: list[tuple[int, int]]) -> tuple[list[tuple[int, int, str]], list[tuple[int, str]]]:
    starts = sorted(draw.sample(range(0, WORDS - 3, 3), 5))
    spans = [(at, at + draw.choice((0, 0, 1)), draw.choice(LABELS)) for at in starts]
    return spans, [(at, draw.choice(("CONSULT", "ASSAULT"))) for at in draw.sample(range(2, WORDS, 3), 2)]


def _differing(draw: Random, truth, words: list[tuple[int, int]], blind: bool) -> Work:
    """Everybody leaves some out, lengthens some and calls some otherwise."""
    spans = set()
    for first, last, label in truth[0]:
        if draw.random() < 0.85:
            last += draw.random() < 0.2
            label = draw.choice(LABELS) if draw.random() < 0.25 else label
            spans.add((words[first][0], words[last][1], label))
    events = set()
    for at, type_ in truth[1]:
        if draw.random() < 0.85:
            kind = draw.choice(("CONSULT", "ASSAULT")) if draw.random() < 0.2 else type_
            fillers = {(*each[:2], "ACTOR") for each in sorted(spans) if draw.random() < 0.3}
            events.add((*words[at], kind, frozenset(fillers)))
    return Work(blind, frozenset(spans), frozenset(events))


def _finish(workspace: Workspace, text, name: str, work: Work, *, done: bool) -> bool:
    """Put it into the project as the steps of the analyst; False if it is left in progress."""
    now, steps = workspace.load_set(text.id, name), []
    edits = [AddEntity(id=_id(each), span=Span(*each[:2]), label=each[2]) for each in sorted(work.spans)]
    by_place = {each[:2]: _id(each) for each in work.spans}
    for start, end, type_, fillers in sorted(work.events, key=lambda each: each[:3]):
        arguments = tuple(Argument(role=role, target=by_place[begin, to]) for begin, to, role in sorted(fillers))
        edits.append(AddEvent(id=_id((start, end, type_)), span=Span(start, end), label=type_, arguments=arguments))
    for edit in (*edits, *([MarkDone()] if done else [])):
        entry, now = edited(now, edit, text)
        steps.append((entry, now))
    workspace.append_many(steps)
    return done


def _id(spot: Spot) -> MentionId:
    return MentionId("m{}-{}-{}".format(*spot))


class Recount:
    """What is to be counted of some analysts' work, blind or not, on some labels (none stand for all)."""

    def __init__(self, team: Team, names: tuple[str, ...], *, blind: bool, labels: tuple[str, ...] = ()) -> None:
        self.spans: Counter[tuple[str, tuple[str, str], str]] = Counter()  # article, pair, reason
        self.confusion: Counter[tuple[str, str]] = Counter()
        self.same_ends: Counter[tuple[str, str]] = Counter()
        self.differing: Counter[str] = Counter()  # by label that one of two has
        self.marked: Counter[tuple[str, tuple[str, str]]] = Counter()  # article, pair: spans of both
        self.by_label: dict[str, list[int]] = {}
        self.overlap = 0.0
        self.triggers: Counter[str] = Counter()
        self.shared: Counter[tuple[str, str]] = Counter()
        self._labels = labels
        for article_id, done in team.done.items():
            counting = {name: work for name, work in done.items() if name in names and work.blind is blind}
            for pair in combinations(sorted(counting), 2):
                self.shared[pair] += 1
                self._count(article_id, pair, *(counting[name] for name in pair))

    def _count(self, article_id: str, pair: tuple[str, str], one: Work, other: Work) -> None:
        mine, yours = self._kept(one.spans), self._kept(other.spans)
        for a, b, reason in aligned(mine, yours):
            self.spans[article_id, pair, reason] += 1
            labels = [each[2] for each in (a, b) if each]
            self.confusion[tuple(sorted(labels)) if len(labels) > 1 else (labels[0], "")] += 1
            if reason in ("match", "label"):
                self.same_ends[tuple(sorted(labels))] += 1
            if reason != "match":
                self.differing.update(set(labels))
            if reason in ("match", "boundary"):
                self.overlap += shared_part(a, b)
        self.marked[article_id, pair] = len(mine) + len(yours)
        for label in {each[2] for each in mine | yours}:
            counts = self.by_label.setdefault(label, [0, 0])
            counts[0] += sum(each[2] == label for each in mine & yours)
            counts[1] += sum(each[2] == label for each in mine) + sum(each[2] == label for each in yours)
        first, second = ({each[:3] for each in work.events if self._is_kept(each[2])} for work in (one, other))
        self.triggers["agreed"] += len(first & second)
        self.triggers["all"] += len(first) + len(second)

    def _is_kept(self, label: str) -> bool:
        return not self._labels or label in self._labels

    def _kept(self, spans: frozenset[Spot]) -> frozenset[Spot]:
        return frozenset(each for each in spans if self._is_kept(each[2]))

    def reasons(self, *, article_id: str = "", pair: tuple[str, str] | None = None) -> Counter[str]:
        """How many spans are aligned for which reason, of one article, of one pair, or of all."""
        found: Counter[str] = Counter()
        for (of, both, reason), many in self.spans.items():
            if article_id in ("", of) and pair in (None, both):
                found[reason] += many
        return found

    def f1(self, **weights: float) -> float:
        """2 x what counts as agreed / all spans."""
        reasons = self.reasons()
        return (
            2 * sum(reasons[reason.replace("_and_", "+")] * by for reason, by in weights.items()) / self.marked.total()
        )


def shared_part(a: Spot, b: Spot) -> float:
    """Intersection over union, in code points."""
    both = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, both) / (a[1] - a[0] + b[1] - b[0] - both)


def aligned(mine: frozenset[Spot], yours: frozenset[Spot]) -> list[tuple[Spot | None, Spot | None, str]]:
    """Who stands for whom: the same; the same ends; then of all ways to pair up what overlaps the heaviest."""
    found: list[tuple[Spot | None, Spot | None, str]] = [(each, each, "match") for each in mine & yours]
    left, right = sorted(mine - yours), sorted(yours - mine)
    for a in list(left):
        b = next((each for each in right if each[:2] == a[:2]), None)
        if b is not None:
            found.append((a, b, "label"))
            left.remove(a)
            right.remove(b)
    turned = len(left) > len(right)
    few, many = (right, left) if turned else (left, right)
    best = max((_paired(few, order) for order in permutations(many, len(few))), key=_weight)
    for one, other in best:
        a, b = (other, one) if turned else (one, other)
        found.append((a, b, "boundary" if a[2] == b[2] else "boundary+label"))
    found += [(each, None, "missing") for each in left if all(each not in pair for pair in best)]
    found += [(None, each, "extra") for each in right if all(each not in pair for pair in best)]
    return found


def _paired(few: list[Spot], order: tuple[Spot, ...]) -> list[tuple[Spot, Spot]]:
    return [(one, other) for one, other in zip(few, order, strict=True) if one[0] < other[1] and other[0] < one[1]]


def _weight(pairs: list[tuple[Spot, Spot]]) -> tuple[float, int, int]:
    same = sum(one[2] == other[2] for one, other in pairs)
    apart = sum(abs(one[0] - other[0]) + abs(one[1] - other[1]) for one, other in pairs)
    return round(same + sum(shared_part(*pair) for pair in pairs), 9), same, -apart
