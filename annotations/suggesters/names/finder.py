"""The names, dates and numbers of one article: the language model, the lists, the patterns, and what they agree on."""

from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from annotations.model.project_settings import Conventions
from annotations.model.span import Span
from annotations.suggesters.found import Found
from annotations.suggesters.names import (
    again,
    datelines,
    demonyms,
    edges,
    kinds,
    merging,
    numbers,
    patterns,
    people,
    times,
)
from annotations.suggesters.names.lists import PRIORS, data, known_names
from annotations.suggesters.names.vocabulary import read
from annotations.suggesters.names.words import AYN, DASHES, Claim, Rule, Words

if TYPE_CHECKING:
    from spacy.tokens import Doc

_COUNT = "CARDINAL"


def find(docs: Sequence["Doc"], conventions: Conventions, labels: Container[str] | None = None) -> list[list[Found]]:
    """What is named in each stretch of one article, in text order, with a score for how often such a one is right.

    Rules for labels that are not among `labels` (None for all) are left out, so that “Israel-Gaza war” does not hide
    its countries where no label for named events is on offer.
    """
    pages = [(words, _claims(words, doc, labels)) for words, doc in ((read(doc), doc) for doc in docs)]
    demonyms.read(pages)
    return [
        list(_found(words, claims, conventions)) for (words, _), claims in zip(pages, again.spread(pages), strict=True)
    ]


def _claims(words: Words, doc: "Doc", labels: Container[str] | None) -> list[Claim]:
    offices = people.offices(words)
    model = [
        claim for claim in _from_model(words, doc) if _reach(words, claim) and not _is_no_name(words, claim, offices)
    ]
    rules = [
        *_listed(words),
        *patterns.find(words),
        *people.find(words),
        *datelines.find(words),
        *kinds.find(words),
        *times.find(words),
    ]
    claims = merging.merged(
        words, model, [claim for claim in rules if (labels is None or claim.label in labels) and _reach(words, claim)]
    )
    claims += list(numbers.find(words, claims))
    for claim in claims:
        if claim.label == _COUNT:
            numbers.widened(words, claim)
    return _apart(sorted(claims, key=lambda claim: claim.first))


def _is_no_name(words: Words, claim: Claim, offices: Sequence[tuple[int, int]]) -> bool:
    """True for a name without a capital, and for a part of an office (“Secretary of [State]”), which is cut off."""
    if claim.label in ("PERSON", "GPE", "ORG") and not any(words.capitals[claim.first : claim.last]):
        return True
    if claim.label == "ORG":
        for first, last in offices:
            if first <= claim.first < last and words.lowers[last : last + 1] != ("'s",):
                claim.first = min(last, claim.last)
    return not len(claim)


def _reach(words: Words, claim: Claim) -> bool:
    if claim.label in edges.NAMES and claim.label != "NORP":
        people.joined(words, claim)
    return edges.tidy(words, claim)


def _apart(claims: list[Claim]) -> list[Claim]:
    """The claims in order; of two that came to share a word the longer one, and parts of one name as one."""
    kept: list[Claim] = []
    for claim in claims:
        if kept and kept[-1].overlaps(claim):
            if kept[-1].label == claim.label:
                kept[-1].last = max(kept[-1].last, claim.last)
            elif len(claim) > len(kept[-1]):
                kept[-1] = claim
        else:
            kept.append(claim)
    return kept


def _from_model(words: Words, doc: "Doc") -> Iterator[Claim]:
    """What the model read. A name is whole where the model split it at an ayn, and ends at a dash after a place that
    opens a text (“DUHOK, Nineveh Plains - …”)."""
    before: Claim | None = None
    for ent in doc.ents:
        first, last, label = ent.start, ent.end, ent.label_
        if last - first > 1:
            last = next((at for at in range(first + 1, last) if _ends_before(words, at, label)), last)
        claim = Claim(first=first, last=last, label=label, source="model", why="read so by the language model")
        if before is not None:
            if before.label == label == "PERSON" and "".join(words.texts[before.last : first]) in AYN:
                before.last = claim.last
                continue
            yield before
        before = claim
    if before is not None:
        yield before


def _ends_before(words: Words, at: int, label: str) -> bool:
    """True at a dash between blanks, and at the possessive of a person (“[Karim]’s Free Valley Party”)."""
    if label == "PERSON" and words.lowers[at] == "'s":
        return True
    return label in edges.NAMES and words.texts[at] in DASHES and not words.glued(at - 1)


def _listed(words: Words) -> Iterator[Claim]:
    """The names that stand in the lists, longest first; none within another."""
    names, free = known_names(), 0
    for at in words.places(Rule.LISTED):
        if at >= free and (entry := names.longest(words, at)) is not None:
            free = at + len(entry.lowers)
            kind = entry.what
            yield Claim(
                first=at,
                last=free,
                label=kind.label,
                source=f"list:{kind.name}",
                why=f"on the list of {kind.name}",
                sure=not kind.unsure,
            )


def _found(words: Words, claims: list[Claim], conventions: Conventions) -> Iterator[Found]:
    widens = conventions.title or conventions.determiner or conventions.possessive
    free = 0
    for claim in edges.hyphenated(words, claims, conventions):
        if widens:
            edges.widened(words, claim, conventions, free)
            free = claim.last
        if all(words.latin[claim.first : claim.last]):
            extent = Span(words.starts[claim.first], words.end(claim.last - 1))
            score = _score(claim.source, claim.label, claim.backed)
            yield Found(extent=extent, label=claim.label, why=claim.why, source=claim.source, score=score)


@lru_cache(maxsize=1024)
def _score(source: str, label: str, backed: int) -> float:
    """How often a claim of this source and label is right; what others say the same of halves the doubt, each."""
    of_source = data(PRIORS)["sources"].get(source.partition(":")[0], {})
    prior = float(of_source.get(label, of_source.get("*", data(PRIORS)["otherwise"])))
    return round(1 - (1 - prior) * 0.5 ** min(backed, 2), 3)
