"""Which articles must be on one side, and where those must be that were placed before."""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Protocol

from annotations.model.ids import ArticleId
from annotations.model.split import Part, Placed
from exporters.split_warnings import Findings, Held

# Articles that must be on one side, sorted.
Family = tuple[ArticleId, ...]


class Related(Protocol):
    """What makes an article stay with others."""

    @property
    def article_id(self) -> ArticleId: ...
    @property
    def group(self) -> str: ...
    @property
    def source(self) -> str: ...


def families_of(items: Iterable[Related], *, by_source: bool) -> list[Family]:
    """All articles in families, sorted: what one group has, and with `by_source` one source, also by way of others."""
    known_by: dict[Hashable, list[ArticleId]] = defaultdict(list)
    for each in items:
        known_by["id", each.article_id].append(each.article_id)
        if each.group:
            known_by["group", each.group].append(each.article_id)
        if by_source and each.source:
            known_by["source", each.source].append(each.article_id)
    return sorted(tuple(sorted(family)) for family in connected(known_by.values()))


def connected(groups: Iterable[Sequence[ArticleId]]) -> list[set[ArticleId]]:
    """The groups, those that share an article made one."""
    family_of: dict[ArticleId, set[ArticleId]] = {}
    for group in groups:
        met = {id(family): family for family in (family_of.get(id_) for id_ in group) if family is not None}
        joined = max(met.values(), key=len, default=set())
        joined.update(group, *met.values())
        family_of |= dict.fromkeys(joined, joined)
    return list({id(family): family for family in family_of.values()}.values())


def pins_among(
    groups: Iterable[AbstractSet[ArticleId]], articles: Collection[ArticleId], before: Mapping[ArticleId, Placed]
) -> Findings:
    """What pins do to these articles and to those that must stay with them, whatever else there is."""
    families = (tuple(sorted(group)) for group in groups if not group.isdisjoint(articles))
    _settled, _free, findings = stay(families, before)
    return findings


def stay(
    families: Iterable[Family], before: Mapping[ArticleId, Placed]
) -> tuple[dict[ArticleId, Placed], list[Family], Findings]:
    """Where the articles are whose family has a side already, the families that have none, and what is odd."""
    settled: dict[ArticleId, Placed] = {}
    free: list[Family] = []
    findings = Findings()
    for family in families:
        placed = {id_: before[id_] for id_ in family if id_ in before}
        findings.kept += len(placed)
        pins = {id_: each.part for id_, each in placed.items() if each.pinned}
        sides = Counter(each.part for each in placed.values())
        if pins:
            part = next(iter(pins.values()))
            settled |= {id_: Placed(part, _is_pinned(placed.get(id_), part)) for id_ in family}
            findings.pinned.append(_held(family, placed, pins))
        elif placed:
            if len(sides) > 1:
                findings.separated.append(len(family))
            # Of sides with equally many the first; more must not be torn apart than is already.
            side = max(Part, key=lambda part: sides[part])
            settled |= {id_: placed.get(id_, Placed(side)) for id_ in family}
        else:
            free.append(family)
    return settled, free, findings


def _held(family: Family, placed: Mapping[ArticleId, Placed], pins: Mapping[ArticleId, Part]) -> Held:
    by, part = next(iter(pins.items()))
    along = (id_ for id_ in family if id_ not in pins and (id_ not in placed or placed[id_].part is not part))
    return Held(by=by, part=part, pins=pins, along=tuple(along), size=len(family))


def _is_pinned(placed: Placed | None, part: Part) -> bool:
    return placed is not None and placed.pinned and placed.part is part
