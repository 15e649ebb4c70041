"""The words of a stretch that evoke an event: chosen by lexicon, part of speech and sentence structure."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotations.model.span import Span
from annotations.suggesters.clauses import is_verb
from annotations.suggesters.trigger_words import Entry, Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# The type of every event in a schema that does not tell them apart.
ANY = "EVENT"
STATEMENT = "STATEMENT"

_ATTRIBUTIVE = frozenset({"amod", "compound", "nmod"})
_OBJECTS = frozenset({"dobj", "attr", "oprd", "nsubjpass", "acomp", "dative"})
_PARTICLES = frozenset({"prt", "prep", "agent", "advmod", "dative"})
# What is announced with “will” is a promise or a threat; with “will not” a friendly act is refused.
_ANNOUNCING = frozenset({"will", "would", "'ll", "’ll", "'d", "’d", "wo"})
_FRIENDLY = frozenset({"AID", "SUPPORT", "COOPERATE", "CONCEDE", "RETREAT"})
_HARMFUL = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE"})

_COUNTING = frozenset({"round", "series", "wave", "number", "set", "string", "spate", "act", "campaign"})

# In the `unless` of the lexicon: any object at all.
_OBJECT = "OBJECT"

# What is asked for, promised or threatened has not happened.
_WISHES = frozenset({"REQUEST", "PLEDGE", "THREATEN"})
_WISHED = frozenset({"xcomp", "ccomp", "pcomp", "dobj", "pobj", "acl", "advcl"})
_WISH_PREPOSITIONS = frozenset({"to", "for", "on", "of", "against", "with"})
_REPORTING = frozenset({"say", "tell", "add", "note", "report", "write", "state", "quote", "argue", "explain"})


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
    as_announced = (_as_announced(trigger) for trigger in _typed(doc, lexicon))
    typed = {trigger.token.i: trigger for trigger in as_announced if trigger.code in codes}
    typed = {at: trigger for at, trigger in typed.items() if not _only_wished(trigger.token, typed)}
    deeds = {
        word.i
        for trigger in typed.values()
        if trigger.code != STATEMENT
        for word in (trigger.token, trigger.light)
        if word
    }
    kept = [trigger for trigger in typed.values() if not _only_reports(trigger, typed, deeds)]
    if ANY in codes:
        kept += [trigger for trigger in _untyped(doc, lexicon) if trigger.token.i not in typed]
    return sorted(kept, key=lambda trigger: trigger.token.i)


def _typed(doc: "Doc", lexicon: Lexicon) -> Iterator[Trigger]:
    taken: set[int] = set()
    for token in doc:
        if _is_verb(token):
            found = _verb_entry(token, lexicon)
            if found is None:
                continue
            entry, matched = found
            carried = next((word for word in matched if _is_carried(token, word, lexicon)), None)
            taken.update(word.i for word in matched)
            if carried is None:
                words = " … ".join([_form(token), *(_form(word) for word in matched)])
                yield _trigger(token, entry.code, f"{'phrase' if matched else 'verb'} “{words}”, {entry.code}")
            else:
                why = f"noun “{_form(carried)}” carried by “{token.text}”, {entry.code}"
                yield _trigger(carried, entry.code, why, light=token)
    for token in doc:
        entry_or_none = _noun_entry(token, lexicon) if token.i not in taken and _is_noun(token) else None
        if entry_or_none is not None:
            code = entry_or_none.code
            yield _trigger(token, code, f"noun “{entry_or_none.text}”, {code}", light=_light(token, lexicon))


def _untyped(doc: "Doc", lexicon: Lexicon) -> Iterator[Trigger]:
    for token in doc:
        lemma = _form(token)
        if _is_verb(token) and lemma not in lexicon.any_skipped_verbs:
            yield _trigger(token, ANY, f"verb “{lemma}”")
        elif _is_noun(token, attributive=True) and lemma in lexicon.any_nouns:
            yield _trigger(token, ANY, f"noun “{lemma}”", light=_light(token, lexicon))


def _trigger(token: "Token", code: str, why: str, light: "Token | None" = None) -> Trigger:
    start = _run_start(token)
    return Trigger(token=token, code=code, span=Span(start.idx, token.idx + len(token)), why=why, light=light)


def _is_verb(token: "Token") -> bool:
    return is_verb(token) and token.dep_ not in _ATTRIBUTIVE and _is_free(token)


def _is_noun(token: "Token", *, attributive: bool = False) -> bool:
    if (token.pos_ not in ("NOUN", "PROPN", "VERB") or is_verb(token)) or not _is_free(token):
        return False
    return attributive or token.dep_ not in _ATTRIBUTIVE


def _is_free(token: "Token") -> bool:
    """False inside a name, number or date, and for the first word of a hyphenated one."""
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    joined = following is not None and following.text == "-" and not token.whitespace_
    return not token.ent_type_ and not joined and len(token) > 1


def _run_start(token: "Token") -> "Token":
    """The first token of the hyphenated word that ends here: “cease” of “cease-fire”."""
    first = token
    while first.i >= 2 and first.nbor(-1).text == "-" and not first.nbor(-1).whitespace_:
        if first.nbor(-2).whitespace_:
            break
        first = first.nbor(-2)
    return first


def _form(token: "Token") -> str:
    """Dictionary form; of a hyphenated word the whole; of a headline's capitalised noun without its plural s."""
    start = _run_start(token)
    if start.i != token.i:
        return f"{token.doc[start.i : token.i].text}{token.lemma_}".lower()
    lemma = str(token.lemma_).lower()
    if token.pos_ == "PROPN" and lemma.endswith("s") and not lemma.endswith("ss"):
        return lemma[:-1]
    return lemma


def _verb_entry(token: "Token", lexicon: Lexicon) -> "tuple[Entry, list[Token]] | None":
    """The longest entry that fits this verb, and the words around it that make it fit."""
    entries = lexicon.verbs.get(_form(token))
    if not entries:
        return None
    around = _around_verb(token)
    nearby = around.keys() | {child.lemma_.lower() for child in token.children if child.dep_ == "nsubj"}
    if any(child.dep_ in ("dobj", "nsubjpass", "ccomp") for child in token.children):
        nearby |= {_OBJECT}
    for entry in entries:
        fitting = ([around[word] for word in group if word in around] for group in entry.groups)
        words = [min(found, key=_nearness) for found in fitting if found]
        if len(words) == len(entry.groups) and not entry.unless & nearby:
            return entry, words
    return None


def _nearness(word: "Token") -> tuple[bool, int]:
    """Objects before their modifiers: of “launched rocket strikes” the strikes."""
    return (word.dep_ in _ATTRIBUTIVE, word.i)


def _around_verb(verb: "Token") -> "dict[str, Token]":
    """Particles, prepositions and objects of a verb, by dictionary form."""
    found: dict[str, Token] = {}
    for child in verb.children:
        if child.dep_ in _PARTICLES or child.dep_ in ("xcomp", "npadvmod"):
            below = [grandchild for grandchild in child.children if grandchild.dep_ == "pobj"]
            if any(grandchild.ent_type_ in ("DATE", "TIME") for grandchild in below):
                continue
            found.setdefault(child.lemma_.lower(), child)
            for grandchild in below:
                _put_noun(grandchild, found)
        elif child.dep_ in _OBJECTS:
            _put_noun(child, found)
    return found


def _put_noun(noun: "Token", found: "dict[str, Token]") -> None:
    if noun.ent_type_:
        return
    for word in (noun, *noun.conjuncts):
        found.setdefault(_form(word), word)
    for child in noun.children:
        if child.dep_ in _ATTRIBUTIVE:
            found.setdefault(child.lemma_.lower(), child)
        elif child.dep_ == "prep" and child.lower_ == "of":
            for grandchild in child.children:
                found.setdefault(_form(grandchild), grandchild)


def _noun_entry(token: "Token", lexicon: Lexicon) -> Entry | None:
    """The longest entry that fits this noun."""
    for entry in lexicon.nouns.get(_form(token), ()):
        words = {child.lemma_.lower() for child in token.children} | {token.head.lemma_.lower()}
        words.update(inner.lemma_.lower() for child in token.children for inner in child.children)
        if all(group & words for group in entry.groups) and not entry.unless & words:
            return entry
    return None


def _is_carried(verb: "Token", word: "Token", lexicon: Lexicon) -> bool:
    """True if the verb is empty and the event is in this object of it."""
    if not (_is_light(verb, lexicon) and _is_noun(word) and _form(word) in lexicon.nouns):
        return False
    has_object = any(child.dep_ == "dobj" for child in verb.children)
    return _counted(word).dep_ in ("dobj", "nsubjpass", "conj") or (word.dep_ == "pobj" and not has_object)


def _light(noun: "Token", lexicon: Lexicon) -> "Token | None":
    """The empty verb that carries this noun as its object, if there is one."""
    first = _counted(noun)
    while first.dep_ == "conj" and first.head.pos_ in ("NOUN", "PROPN"):
        first = first.head
    head = first.head
    carried = first.dep_ in ("dobj", "nsubjpass") and head.pos_ == "VERB"
    return head if carried and _is_light(head, lexicon) else None


def _counted(noun: "Token") -> "Token":
    """The noun that stands for this one in the sentence: “rounds” in “rounds of talks”; else the noun itself."""
    of = noun.head
    counting = noun.dep_ == "pobj" and of.lower_ == "of" and of.head.lemma_.lower() in _COUNTING
    return of.head if counting else noun


def _is_light(verb: "Token", lexicon: Lexicon) -> bool:
    lemma = verb.lemma_.lower()
    particles = [child.lower_ for child in verb.children if child.dep_ == "prt"]
    return (f"{lemma} {particles[0]}" if particles else lemma) in lexicon.light_verbs


def _as_announced(trigger: Trigger) -> Trigger:
    """A deed that somebody only says they will do, as the promise, threat or refusal that it is."""
    verb = trigger.light or trigger.token
    words = {child.lower_: child.dep_ for child in verb.children}
    if verb.pos_ != "VERB" or "auxpass" in words.values() or not _ANNOUNCING & words.keys():
        return trigger
    if "neg" in words.values():
        code = "REJECT" if trigger.code in _FRIENDLY else trigger.code
    else:
        code = "PLEDGE" if trigger.code in _FRIENDLY else "THREATEN" if trigger.code in _HARMFUL else trigger.code
    if code == trigger.code:
        return trigger
    return replace(trigger, code=code, why=f"{trigger.why} that is only announced: {code}")


def _only_wished(token: "Token", typed: dict[int, Trigger]) -> bool:
    """True for what is only asked for, promised or threatened: “promised to withdraw”, “called for talks”."""
    first = token
    while first.dep_ == "conj":
        first = first.head
        if first.i in typed and typed[first.i].code in _WISHES:
            return False
    if first.dep_ not in _WISHED or first.tag_ in ("VBD", "VBN"):
        return False
    head = first.head
    if head.dep_ == "prep" and head.lower_ in _WISH_PREPOSITIONS:
        head = head.head
    if first.dep_ == "advcl" and first.tag_ == "VBG":
        return False
    return head.i in typed and typed[head.i].code in _WISHES and typed[head.i].token.i != token.i


def _only_reports(trigger: Trigger, typed: dict[int, Trigger], deeds: set[int]) -> bool:
    """True for a “said” that only carries an event of another type, and for the “statement” somebody said it in."""
    token = trigger.token
    if trigger.code != STATEMENT:
        return False
    if not is_verb(token):
        verb = token.head.head if token.dep_ == "pobj" else None
        return verb is not None and verb.i in typed and verb.lemma_ in _REPORTING
    if token.lemma_.lower() not in _REPORTING:
        return False
    said = [child for child in token.children if child.dep_ == "ccomp"]
    if token.dep_ in ("parataxis", "ccomp") and token.head.pos_ == "VERB":
        said.append(token.head)
    clauses = (word for clause in said for word in (clause, *clause.conjuncts))
    return any(word.i in deeds for word in clauses)
