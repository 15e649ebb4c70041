"""The words of a stretch that evoke an event: chosen by lexicon, part of speech and sentence structure."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotations.model.span import Span
from annotations.suggesters import trigger_context
from annotations.suggesters.trigger_match import (
    content_words,
    form,
    is_carried,
    is_trigger_adjective,
    is_trigger_noun,
    is_trigger_verb,
    light_verb,
    noun_entry,
    run_start,
    verb_entry,
)
from annotations.suggesters.trigger_words import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# The type of every event in a schema that does not tell them apart.
ANY = "EVENT"
STATEMENT = trigger_context.STATEMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A word that evokes an event. `light` is the empty verb that carries it (“launched” an attack), if any.

    `source` and `score` are as in `Found`.
    """

    token: "Token"
    code: str
    span: Span
    why: str
    light: "Token | None" = None
    source: str = "lexicon"
    score: float | None = None


def find(doc: "Doc", lexicon: Lexicon, codes: Collection[str]) -> list[Trigger]:
    """The triggers of the given types in text order, at most one for a word. A typed one wins over EVENT."""
    kept: dict[int, Trigger] = {}
    if ANY in codes:
        kept = {trigger.token.i: trigger for trigger in _untyped(doc, lexicon)}
    if not lexicon.types.keys().isdisjoint(codes):
        typed = [trigger for trigger in _typed(doc, lexicon) if trigger.code in codes]
        if typed and not trigger_context.is_page_furniture(doc, lexicon):
            kept.update(_in_context(typed, lexicon))
    return [_scored(kept[at], lexicon) for at in sorted(kept)]


def _scored(trigger: Trigger, lexicon: Lexicon) -> Trigger:
    score = lexicon.scores.get(trigger.code, {}).get(trigger.source, lexicon.default_score)
    return replace(trigger, score=score)


def _in_context(found: Sequence[Trigger], lexicon: Lexicon) -> dict[int, Trigger]:
    """The triggers that are events of their own, by place, with the type that the sentence gives them."""
    typed = {trigger.token.i: _announced(trigger) for trigger in found}
    lights = {trigger.token.i: trigger.light for trigger in found if trigger.light is not None}
    codes = {at: trigger.code for at, trigger in typed.items()}
    below = {**codes, **{light.i: codes[at] for at, light in lights.items()}}
    for at, trigger in typed.items():
        code = trigger.code
        if code == STATEMENT:
            code = trigger_context.said_type(trigger.token, codes, lexicon)
        elif code == "PLEDGE" and trigger.source != "announced":
            code = trigger_context.sworn_type(trigger.token, below)
        if code != trigger.code:
            typed[at] = replace(trigger, code=code, source="said", why=f"{trigger.why} whose content makes it {code}")
            codes[at] = code
    context = trigger_context.Context(codes, lights, lexicon)
    typed = {at: trigger for at, trigger in typed.items() if not context.speaks_of_no_event(trigger.token)}
    left = {at: codes[at] for at in typed}
    context = trigger_context.Context(left, {at: light for at, light in lights.items() if at in left}, lexicon)
    return {
        at: trigger
        for at, trigger in typed.items()
        if trigger.code != STATEMENT or not context.only_reports(trigger.token)
    }


def _announced(trigger: Trigger) -> Trigger:
    """A deed that somebody only says they will do, as the promise, threat or refusal that it is."""
    code = trigger_context.as_announced(trigger.light or trigger.token, trigger.code)
    if code == trigger.code:
        return trigger
    return replace(trigger, code=code, source="announced", why=f"{trigger.why} that is only announced: {code}")


def _typed(doc: "Doc", lexicon: Lexicon) -> Iterator[Trigger]:
    words = content_words(doc, lexicon.typed_words)
    taken: set[int] = set()
    for token, lemma in words:
        if lemma in lexicon.verbs and is_trigger_verb(token):
            yield from _of_verb(token, lemma, lexicon, taken)
    for token, lemma in words:
        if token.i in taken:
            continue
        if lemma in lexicon.nouns and is_trigger_noun(token):
            entry = noun_entry(token, lexicon.nouns[lemma])
            if entry is not None:
                why = f"noun “{entry.text}”, {entry.code}"
                light = light_verb(token, lexicon)
                yield _trigger(token, entry.code, why, "noun" if light is None else "carried", light)
        elif lemma in lexicon.adjectives and is_trigger_adjective(token):
            found = verb_entry(token, lexicon.adjectives[lemma], lexicon)
            if found is not None:
                yield _trigger(token, found[0].code, f"adjective “{lemma}”, {found[0].code}", "adjective")


def _of_verb(token: "Token", lemma: str, lexicon: Lexicon, taken: set[int]) -> Iterator[Trigger]:
    """The trigger that a verb and the words around it make; those words are `taken`."""
    found = verb_entry(token, lexicon.verbs[lemma], lexicon)
    if found is None:
        return
    entry, matched = found
    carried = next((word for word in matched if word.i not in taken and is_carried(token, word, lexicon)), None)
    if entry.code != STATEMENT:
        taken.update(word.i for word in matched)
    if carried is not None:
        why = f"noun “{form(carried)}” carried by “{token.text}”, {entry.code}"
        yield _trigger(carried, entry.code, why, "carried", light=token)
        return
    kind = "phrase" if matched else "verb"
    said = " … ".join([lemma, *(form(word) for word in matched)])
    yield _trigger(token, entry.code, f"{kind} “{said}”, {entry.code}", kind)


def _untyped(doc: "Doc", lexicon: Lexicon) -> Iterator[Trigger]:
    for token, lemma in content_words(doc, lexicon.any_words, every_verb=True):
        if is_trigger_verb(token):
            if lemma not in lexicon.any_skipped_verbs:
                yield _trigger(token, ANY, f"verb “{lemma}”", "any:verb")
        elif lemma in lexicon.any_nouns and is_trigger_noun(token, attributive=True):
            yield _trigger(token, ANY, f"noun “{lemma}”", "any:noun", light_verb(token, lexicon))
        elif lemma in lexicon.any_names or (lemma in lexicon.any_nouns and token.ent_type_ == "EVENT"):
            yield _trigger(token, ANY, f"name of an event, “{token.text}”", "any:name")
        elif lemma in lexicon.any_adjectives and token.pos_ == "ADJ":
            yield _trigger(token, ANY, f"adjective “{lemma}”", "any:adjective")


def _trigger(token: "Token", code: str, why: str, source: str, light: "Token | None" = None) -> Trigger:
    span = Span(run_start(token).idx, token.idx + len(token))
    return Trigger(token=token, code=code, span=span, why=why, light=light, source=source)
