"""Families of articles divided by shares, with every label on every side as far as possible."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from annotations.model.split import Part

# The labels of one article; how often each is there makes no difference.
Labels = Mapping[str, int]


def stratified(
    families: Sequence[Sequence[Labels]],
    keys: Sequence[str],
    shares: Mapping[Part, float],
    placed: Sequence[tuple[Part, Labels]],
) -> list[Part]:
    """The side of each family, given the articles in it.

    Articles are counted, not mentions. The label that fewest families have goes first, each time to the side that
    has least of what it should have, and never to one that is full already (iterative stratification: Sechidis,
    Tsoumakas and Vlahavas, 2011). In one label families come in the order of the hashes of their `keys`. `placed` is
    where other articles are; what they lack is made up for. No side with a share stays empty if it need not.
    """
    filling = _Filling(families, shares, placed)
    sides: dict[int, Part] = {}
    for number, label in _rarest_first(families, _drawn(keys)):
        sides[number] = filling.best(families[number], label)
        filling.add(families[number], sides[number])
    for part in (Part.TRAIN, Part.DEV, Part.TEST):
        if shares.get(part) and not filling.families[part]:
            moved = _to_spare(families, sides, filling, part)
            if moved is not None:
                filling.remove(families[moved], sides[moved])
                sides[moved] = part
                filling.add(families[moved], part)
    return [sides[number] for number in range(len(families))]


def _drawn(keys: Sequence[str]) -> list[int]:
    return sorted(range(len(keys)), key=lambda number: hashlib.sha256(keys[number].encode()).digest())


def _rarest_first(families: Sequence[Sequence[Labels]], drawn: Sequence[int]) -> Iterator[tuple[int, str | None]]:
    """Every family, with the label that it is placed by: always one of those with the label that fewest have left."""
    having: dict[str, list[int]] = defaultdict(list)
    for number in drawn:
        for label in {label for article in families[number] for label in article}:
            having[label].append(number)
    count = Counter({label: len(numbers) for label, numbers in having.items()})
    left = dict.fromkeys(drawn)
    while count:
        rarest = min(count, key=lambda label: (count[label], label))
        for number in [number for number in having[rarest] if number in left]:
            yield number, rarest
            del left[number]
            count.subtract({label for article in families[number] for label in article})
        del count[rarest]
    for number in left:
        yield number, None


class _Filling:
    """How full each side is, in articles and in articles with each label."""

    def __init__(
        self,
        families: Sequence[Sequence[Labels]],
        shares: Mapping[Part, float],
        placed: Sequence[tuple[Part, Labels]],
    ) -> None:
        everything = [article for family in families for article in family] + [labels for _, labels in placed]
        with_label = Counter(label for article in everything for label in article)
        self._parts = [part for part in Part if shares.get(part)]
        self._wanted = {part: shares[part] * len(everything) for part in self._parts}
        self._labels_wanted = {
            part: {label: shares[part] * count for label, count in with_label.items()} for part in self._parts
        }
        self.families: Counter[Part] = Counter()
        self._articles: Counter[Part] = Counter()
        self._labels: dict[Part, Counter[str]] = {part: Counter() for part in Part}
        for part, labels in placed:
            self.add([labels], part)

    def add(self, family: Sequence[Labels], part: Part) -> None:
        """Put a family on a side."""
        self.families[part] += 1
        self._articles[part] += len(family)
        self._labels[part].update(label for article in family for label in article)

    def remove(self, family: Sequence[Labels], part: Part) -> None:
        """Take a family off a side."""
        self.families[part] -= 1
        self._articles[part] -= len(family)
        self._labels[part].subtract(label for article in family for label in article)

    def room(self, part: Part) -> float:
        """How many articles a side lacks."""
        return self._wanted[part] - self._articles[part]

    def best(self, family: Sequence[Labels], label: str | None) -> Part:
        """The side that lacks most of the label, and of articles, of those on which at least half a family fits."""
        fitting = [part for part in self._parts if self.room(part) * 2 >= len(family)]
        if not fitting:
            return max(self._parts, key=self.room)

        def lacks(part: Part) -> tuple[float, float, float]:
            wanted = self._labels_wanted[part][label] if label is not None else 1.0
            has = self._labels[part][label] if label is not None else 0
            return -has / wanted, self.room(part) / self._wanted[part], self._wanted[part]

        return max(fitting, key=lacks)


def _to_spare(
    families: Sequence[Sequence[Labels]], sides: Mapping[int, Part], filling: _Filling, empty: Part
) -> int | None:
    """The smallest family that can go to an empty side without emptying another one, or but that for tests."""
    spare = [
        number
        for number, part in sides.items()
        if filling.families[part] > 1 or (part is Part.TEST and empty is not Part.TEST)
    ]
    return min(spare, key=lambda number: (len(families[number]), filling.room(sides[number])), default=None)
