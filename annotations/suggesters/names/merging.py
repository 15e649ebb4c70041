"""Which claims stand where several share a word."""

from collections.abc import Iterable, Sequence

from annotations.suggesters.names.times import says_time
from annotations.suggesters.names.words import Claim, Words

_TIMES = frozenset({"DATE", "TIME"})
_BODIES = frozenset({"ORG", "FAC", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT"})
_PLACING = frozenset({"on", "at", "near"})
# Rules that only say what a name is, not how far it reaches.
_LOOSE = frozenset({"given", "role", "says"})


def merged(words: Words, model: Sequence[Claim], rules: Iterable[Claim]) -> list[Claim]:
    """One claim for each word, in text order: longer rules first, and the model where no rule is surer."""
    standing = list(model)
    kept: list[Claim] = []
    for rule in _longest(rules):
        if rule.label == "FAC":
            _cut_before(words, rule, standing)
        met = [claim for claim in standing if claim.overlaps(rule)]
        if any(_model_wins(words, claim, rule) for claim in met):
            continue
        for claim in met:
            standing.remove(claim)
            rule.backed += claim.label == rule.label
        if met or rule.sure or _stands_alone(words, rule):
            _united(words, rule, met)
            kept.append(rule)
    return sorted((*kept, *standing), key=lambda claim: claim.first)


def _cut_before(words: Words, rule: Claim, standing: Iterable[Claim]) -> None:
    """What the model read ends before the place where it is: “the [Shalan Board] on [Poplar Street]”."""
    before = rule.first - 1
    for claim in standing:
        if claim.label == "ORG" and claim.first < before < claim.last and words.texts[before] in _PLACING:
            claim.last = before


def _longest(rules: Iterable[Claim]) -> list[Claim]:
    """The rules none of which shares a word with a longer one; the same name said twice backs itself."""
    chosen: list[Claim] = []
    for rule in sorted(rules, key=lambda claim: (-len(claim), not claim.sure, claim.first)):
        met = [other for other in chosen if other.overlaps(rule)]
        if not met:
            chosen.append(rule)
        elif len(met[0]) == len(rule) and met[0].first == rule.first:
            met[0].backed += met[0].label == rule.label
    return chosen


def _model_wins(words: Words, model: Claim, rule: Claim) -> bool:
    """True if what the model read is the better reading of the words that both share."""
    if rule.label in _TIMES:
        if model.label in _TIMES:
            return False
        return model.contains(rule) and len(model) > len(rule) and model.label in _BODIES
    if (model.first, model.last) == (rule.first, rule.last):
        return not rule.sure and (model.label == "PERSON" or rule.label == "NORP" or len(rule) > 1)
    if rule.source in _LOOSE or rule.source == "title":
        return _wins_over_person(words, model, rule)
    if model.contains(rule):
        return model.label in _BODIES or model.label == rule.label or model.label == "PERSON"
    return not rule.sure


def _wins_over_person(words: Words, model: Claim, rule: Claim) -> bool:
    if model.label == "PERSON":
        return model.contains(rule) and not (words.is_title and model.first == rule.first)
    if rule.source == "title":
        return model.first < rule.first and model.last >= rule.last and model.label in _BODIES and len(rule) > 1
    return model.contains(rule) and len(model) > len(rule) and model.label in _BODIES


def _stands_alone(words: Words, rule: Claim) -> bool:
    """True if an unsure name stands where only a name has a capital, with no other such word beside it."""
    if words.is_title:
        return False
    if rule.source == "says" and len(rule) > 1:
        return True
    if words.opens_sentence(rule.first):
        return False
    before, after = rule.first - 1, rule.last
    return not (words.capitals[before] or (after < len(words) and words.capitals[after]))


def _united(words: Words, rule: Claim, met: Iterable[Claim]) -> None:
    """A date, and a person, reaches as far as the rule and the model together have it."""
    for claim in met:
        if rule.label in _TIMES and claim.label in _TIMES and says_time(words, claim):
            if rule.label == "DATE" and len(claim) > len(rule):
                rule.label = claim.label
        elif words.is_title or not rule.label == claim.label == "PERSON":
            continue
        rule.first, rule.last = min(rule.first, claim.first), max(rule.last, claim.last)
