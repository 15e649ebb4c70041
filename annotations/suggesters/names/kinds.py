"""Names that a word beside them explains: “the village of …”, “the rights group …”, “…, the oldest daily in town”."""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import lru_cache

from annotations.suggesters.names.lists import KINDS, belonging, data, known_names
from annotations.suggesters.names.people import name_end, opens_name, people_words
from annotations.suggesters.names.words import DASHES, Claim, Rule, Words

_SOURCE = "kind"
_LONGEST = 6
_SHORTEST_PLURAL = 5
# Between the article and the kind: “the oldest daily”, “a small market town”.
_DESCRIBING = 3
_ARTICLES = frozenset({"a", "an", "the"})
_ENDS = frozenset({",", ".", ";", ")", "”"})
_PLACING = frozenset({"in", "at", "near", "on", "from", "outside", "inside", "around"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """One row of `kinds.json`; see its “about” for what the fields mean."""

    label: str
    links: tuple[tuple[str, ...], ...]
    beside: bool
    sure: bool


@lru_cache(maxsize=1)
def _kinds() -> dict[str, tuple[_Kind, ...]]:
    kinds: dict[str, tuple[_Kind, ...]] = {}
    for row in data(KINDS)["kinds"]:
        kind = _Kind(
            label=row["label"],
            links=tuple(tuple(link.split()) for link in row["links"]),
            beside=row.get("beside", False),
            sure=not row.get("unsure", False),
        )
        for word in row["words"]:
            kinds[word] = (*kinds.get(word, ()), kind)
    person = _Kind(label="PERSON", links=(), beside=True, sure=True)
    for role in people_words().roles:
        kinds[role] = (*kinds.get(role, ()), person)
    return kinds


@lru_cache(maxsize=2)
def _listed(key: str) -> frozenset[str]:
    return frozenset(data(KINDS)[key])


def opening_words() -> Set[str]:
    """The words of a kind."""
    return _kinds().keys()


def find(words: Words) -> Iterator[Claim]:
    """What words of a kind say in a stretch; nothing in a headline, where they may stand in any name."""
    if words.is_title:
        return
    for at in words.places(Rule.KIND):
        if not words.capitals[at] or words.opens_sentence(at):
            lower = words.lowers[at]
            for kind in _kinds()[lower]:
                extent = _before(words, at, kind) or (_beside(words, at, kind) if kind.beside else None)
                if extent is not None and not (words.capitals[at] and kind.sure):
                    why = f"“{lower}” says what it is"
                    first, last = extent
                    yield Claim(first=first, last=last, label=kind.label, source=_SOURCE, why=why, sure=kind.sure)
    yield from _bodies(words)


def _bodies(words: Words) -> Iterator[Claim]:
    """A word in the plural with a capital after “the”, which no list explains: “put down to the Ferrymen”."""
    for at in words.places(Rule.THE):
        if at + 1 < len(words) and words.capitals[at + 1] and _is_plural_name(words, at + 1):
            why = "a word in the plural with a capital"
            yield Claim(first=at + 1, last=at + 2, label="ORG", source=_SOURCE, why=why, sure=False)


def _is_plural_name(words: Words, at: int) -> bool:
    text = words.texts[at]
    if text[-1] != "s" or len(text) < _SHORTEST_PLURAL or not text[1:].islower() or not _may_open(words, at):
        return False
    joined = words.glued(at) and words.texts[at + 1] in DASHES
    return not joined and words.lowers[at] not in known_names().by_first


def _before(words: Words, at: int, kind: _Kind) -> tuple[int, int] | None:
    """The name that a kind stands before."""
    for link in kind.links:
        first = at + 1 + len(link)
        if words.texts[at + 1 : first] == link and _may_open(words, first):
            last = name_end(words, first)
            goes_on = last < len(words) and any(words.texts[last] in _listed(key) for key in ("goes_on", "peoples"))
            return (first, last) if last > first and not goes_on else None
    return None


def _may_open(words: Words, at: int) -> bool:
    if at >= len(words) or not opens_name(words, at):
        return False
    lower = words.lowers[at]
    return lower not in belonging() and lower.rstrip(".") not in people_words().title_words


def _beside(words: Words, at: int, kind: _Kind) -> tuple[int, int] | None:
    """The name on the other side of a comma: “the capital, Shalan,”, “Shalan, the capital of”."""
    if at + 2 < len(words) and words.texts[at + 1] == "," and _may_open(words, at + 2):
        last = name_end(words, at + 2)
        if last < len(words) and words.texts[last] in _ENDS:
            return at + 2, last
    last = _comma(words, at)
    if last <= 0 or (at + 1 < len(words) and words.texts[at + 1] not in _listed("then")):
        return None
    first = _start(words, last)
    if first == last or not _may_open(words, first):
        return None
    if kind.label == "GPE":
        return first, last
    placed = first > 0 and words.texts[first - 1].lower() in _PLACING
    single = kind.label == "PERSON" and last - first == 1
    return None if placed or single else (first, last)


def _comma(words: Words, at: int) -> int:
    """Where the comma stands before “a small market town”; 0 where there is none, or no article."""
    for article in range(at - 1, max(at - 2 - _DESCRIBING, 0), -1):
        if words.texts[article] in _ARTICLES:
            return article - 1 if words.texts[article - 1] == "," else 0
        if not words.texts[article].isalpha() and words.texts[article] not in DASHES:
            return 0
    return 0


def _start(words: Words, last: int) -> int:
    """The first word of the name that ends before a token; `last` where a listed name of several words ends there."""
    first = last
    closed, titles = people_words().closed, people_words().title_words
    while first > 0 and last - first < _LONGEST and words.capitals[first - 1]:
        lower = words.lowers[first - 1]
        if lower in closed or lower.rstrip(".") in titles:
            break
        first -= 1
    return last if any(_is_listed(words, at, last) for at in range(first, last)) else first


def _is_listed(words: Words, at: int, last: int) -> bool:
    return any(at + len(entry.lowers) == last for entry in known_names().at(words, at) if not entry.what.unsure)
