"""People: names after a title or a given name, and Arabic, Kurdish and Persian names joined at their particles."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from annotations.suggesters.names.lists import PEOPLE, TIMES, Phrases, belonging, data, known_names
from annotations.suggesters.names.words import AYN, DASHES, Claim, Rule, Words, fold

_LONGEST = 7
_LONGEST_IN_TITLE = 2
_BEFORE_SPEAKER = frozenset({",", "”", '"', "''", "’", "'"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleWords:
    """The word classes of `people.json`; `closed` are words with a capital that are never part of a name.

    `joints` are the signs and words at which parts of a name are joined, if anything joins them.
    """

    given: frozenset[str]
    titles: Phrases
    title_words: frozenset[str]
    roles: frozenset[str]
    particles: frozenset[str]
    glued: frozenset[str]
    joints: frozenset[str]
    joining: frozenset[str]
    headline: frozenset[str]
    says: frozenset[str]
    months: frozenset[str]
    closed: frozenset[str]


@lru_cache(maxsize=1)
def people_words() -> PeopleWords:
    """The words that come with the program."""
    people, times = data(PEOPLE), data(TIMES)
    title_words = frozenset(fold(word).rstrip(".") for title in people["titles"] for word in title.split())
    months = frozenset(fold(word) for word in times["months"] if word not in times["unsure_months"])
    return PeopleWords(
        given=frozenset(people["given_names"]),
        titles=Phrases((title, None) for title in people["titles"]),
        title_words=title_words,
        roles=frozenset(people["roles"]),
        particles=frozenset(people["particles"]),
        glued=frozenset(people["glued"]),
        joints=AYN.union(DASHES, people["glued"]),
        joining=frozenset(people["joining"]),
        headline=frozenset(people["headline_verbs"]),
        says=frozenset(people["says"]),
        months=months,
        closed=months.union(people["never"], map(fold, times["weekdays"])),
    )


def offices(words: Words) -> list[tuple[int, int]]:
    """Where titles of several words stand; a part of one (“Secretary of State”) is no name."""
    found: list[tuple[int, int]] = []
    for at in words.places(Rule.TITLE):
        title = people_words().titles.longest(words, at)
        if title is not None and len(title.lowers) > 1:
            found.append((at, at + len(title.lowers)))
    return found


@lru_cache(maxsize=1)
def opening_words() -> frozenset[str]:
    """The folded words that announce a name, or begin one."""
    known = people_words()
    return known.roles.union(known.says, known.titles.by_first, map(fold, known.given))


def find(words: Words) -> Iterator[Claim]:
    """The names of people that a title, a role, a given name or what they say announces."""
    known = people_words()
    for at in words.places(Rule.PERSON):
        text, lower = words.texts[at], words.lowers[at]
        if words.capitals[at]:
            if text in known.given:
                last = name_end(words, at)
                if last - at > 1 and not _is_body(words, at, last):
                    yield Claim(first=at, last=last, label="PERSON", source="given", why="opens with a given name")
            title = known.titles.longest(words, at)
            if title is not None:
                yield from _after(words, at + len(title.lowers), "title", " ".join(title.texts))
        elif lower in known.roles and not words.is_title:
            yield from _after(words, at + 1, "role", text)
        elif lower in known.says and at > 1 and (first := _speaker(words, at)) < at:
            yield Claim(first=first, last=at, label="PERSON", source="says", why=f"stands before “{text}”", sure=False)


def _after(words: Words, first: int, source: str, word: str) -> Iterator[Claim]:
    if first >= len(words) or not opens_name(words, first) or words.lowers[first] in people_words().title_words:
        return
    last = name_end(words, first)
    if words.lowers[first] in belonging() and last - first == 1:
        return
    if last > first and not _is_body(words, first, last):
        sure = source == "title" or last - first > 1
        yield Claim(first=first, last=last, label="PERSON", source=source, why=f"stands after “{word}”", sure=sure)


def _is_body(words: Words, first: int, last: int) -> bool:
    """True for “General Assembly” and “Chief Executive Office”: a word of belonging opens it, or it is abbreviated."""
    return words.lowers[first] in belonging() or (last - first == 1 and words.texts[first].isupper())


def _speaker(words: Words, at: int) -> int:
    """Where the name of whoever speaks begins: two words that open a sentence, one after a sign; `at` for none."""
    first = at - 2
    if words.opens_sentence(first) and all(_is_plain_name(words, here) for here in (first, first + 1)):
        return first
    return at - 1 if _speaks(words, at - 1) else at


def _is_plain_name(words: Words, at: int) -> bool:
    """True for a word with a capital and small letters that no list, title or role explains."""
    known, lower = people_words(), words.lowers[at]
    if not words.capitals[at] or not words.texts[at][1:].islower() or lower in known.closed or lower in known.roles:
        return False
    return lower not in known.title_words and lower not in belonging() and lower not in known_names().by_first


def _speaks(words: Words, at: int) -> bool:
    """True for one word with a capital inside a sentence, after a sign: “…, Lyons said”."""
    return opens_name(words, at) and words.texts[at - 1] in _BEFORE_SPEAKER and not words.texts[at].isupper()


def opens_name(words: Words, at: int) -> bool:
    """True for a word with a capital that may be the first of a name, or a particle with one after it."""
    known = people_words()
    if words.capitals[at]:
        return words.lowers[at] not in known.closed
    return words.texts[at] in known.glued and at + 2 < len(words) and words.texts[at + 1] in DASHES


def name_end(words: Words, first: int) -> int:
    """Where the name of a person that starts at a token ends."""
    known = people_words()
    at, names, longest = first, 0, _LONGEST_IN_TITLE if words.is_title else _LONGEST
    while at < len(words) and names < longest:
        step = particle_step(words, at)
        if step:
            at += step
        elif words.capitals[at] and not words.digits[at]:
            if words.lowers[at] in known.closed or (words.is_title and words.lowers[at] in known.headline):
                break
            if at > first and _opens_listed(words, at):
                break
            at += 1
            names += 1
        elif names and at + 1 < len(words) and words.texts[at] in known.joining and words.capitals[at + 1]:
            at += 1
        else:
            break
    return at


def _opens_listed(words: Words, at: int) -> bool:
    """True where another name begins, one of several words that stands in the lists (“Nixon | White House”)."""
    return any(len(entry.lowers) > 1 and not entry.what.unsure for entry in known_names().at(words, at))


def particle_step(words: Words, at: int) -> int:
    """How many tokens the joint at a token has: “al-”, “’ al-”, “-” between two parts of a name; 0 for none."""
    texts = words.texts
    if texts[at] not in people_words().joints:
        return 0
    count = len(words)
    if texts[at] in AYN:
        return 1 if at and at + 1 < count and (texts[at + 1] in people_words().particles) else 0
    if texts[at] in DASHES:
        joined = at and at + 1 < count and words.capitals[at - 1] and words.capitals[at + 1]
        return 1 if joined and words.glued(at - 1) and words.glued(at) else 0
    if at + 2 < count and texts[at + 1] in DASHES and words.glued(at):
        return 2 if words.glued(at + 1) and texts[at + 2][0].isalpha() else 0
    return 0


def joined(words: Words, claim: Claim) -> None:
    """Let a claim reach over the particles at its edges: “Shia’ [al-Sudani]”, “[Jurf] Al Sakhar”, “al-[Asad]”."""
    texts, known = words.texts, people_words()
    while claim.last < len(words) and texts[claim.last] in known.joints:
        step = particle_step(words, claim.last)
        after = claim.last + step
        if step and texts[claim.last] not in DASHES and after < len(words) and _goes_on(words, after):
            claim.last = after + (0 if texts[after] in known.glued else 1)
        elif texts[claim.last] in DASHES and texts[claim.last - 1] in known.glued and claim.last + 1 < len(words):
            claim.last += 2
        else:
            break
    while claim.first >= 2 and texts[claim.first - 1] in DASHES and texts[claim.first - 2] in known.glued:
        if not (words.glued(claim.first - 1) and words.glued(claim.first - 2)):
            break
        claim.first -= 2


def _goes_on(words: Words, at: int) -> bool:
    return words.capitals[at] or words.texts[at] in people_words().glued
