"""Who the article says reports an event: “…, the ministry said”, “according to the agency”."""

from typing import TYPE_CHECKING

from annotations.suggesters import clauses

if TYPE_CHECKING:
    from spacy.tokens import Token

# What is said inside these is not what the report is about.
_ASIDE = frozenset({"relcl", "acl", "advcl", "ccomp"})


def speakers(event: "Token", carrier: "Token | None") -> "list[Token]":
    """The subjects of the nearest saying verb that the event is reported by, else what “according to” names."""
    below = event
    reported = True
    for word in (event, *event.ancestors):
        named = _according_to(word)
        if named:
            return named
        if word is not event:
            if reported and below.dep_ == "ccomp" and clauses.is_reporting(word) and word != carrier:
                return [speaker for speaker in clauses.doers(word) if speaker.pos_ != "PRON"]
            reported = reported and below.dep_ not in _ASIDE
        below = word
    return []


def _according_to(word: "Token") -> "list[Token]":
    return [
        inner
        for child in word.children
        if child.lower_ == "according"
        for preposition in child.children
        if preposition.lower_ == "to"
        for inner in preposition.children
        if inner.dep_ == "pobj"
    ]
