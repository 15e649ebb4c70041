"""Which entry of the lexicon a word and its neighbours in the sentence fit."""

from collections.abc import Collection, Container
from typing import TYPE_CHECKING

from annotations.suggesters.clauses import is_verb
from annotations.suggesters.trigger_words import Entry, Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ATTRIBUTIVE = frozenset({"amod", "compound", "nmod"})
_OBJECTS = frozenset({"dobj", "attr", "oprd", "nsubjpass", "acomp", "dative"})
_PARTICLES = frozenset({"prt", "prep", "agent", "advmod", "dative", "xcomp", "npadvmod"})
_DONE_TO = frozenset({"dobj", "nsubjpass", "ccomp"})

_CONTENT = ("VERB", "NOUN", "PROPN", "ADJ")

# Names of these kinds say what the thing is (“Europe Bridge”); amounts hide it (“two tons of rice”).
_TELLING_NAMES = frozenset({"FAC", "QUANTITY", "MONEY", "CARDINAL", "PERCENT"})

# In the `unless` of the lexicon: any object at all.
_OBJECT = "OBJECT"


def is_trigger_verb(token: "Token") -> bool:
    """True for a word used as a verb that says what happens, not which (“the backed plan”)."""
    return is_verb(token) and token.dep_ not in ATTRIBUTIVE and _is_free(token)


def is_trigger_noun(token: "Token", *, attributive: bool = False) -> bool:
    """True for a word used as a noun; with `attributive` also before another noun (“peace talks”: “peace”)."""
    if (token.pos_ not in ("NOUN", "PROPN", "VERB") or is_verb(token)) or not _is_free(token):
        return False
    return attributive or token.dep_ not in ATTRIBUTIVE


def is_trigger_adjective(token: "Token") -> bool:
    """True for what somebody is said to be: “is willing”, “remains committed”."""
    return token.dep_ in ("acomp", "ROOT", "conj", "ccomp", "advcl") and _is_free(token)


def _is_free(token: "Token") -> bool:
    """False inside a name, number or date, and for the first word of a hyphenated one."""
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    joined = following is not None and following.text == "-" and not token.whitespace_
    return not token.ent_type_ and not joined and len(token) > 1


def content_words(doc: "Doc", wanted: Container[str], *, every_verb: bool = False) -> "list[tuple[Token, str]]":
    """The words of a stretch whose form is wanted, each with its form; with `every_verb` all verbs as well.

    Most words are not wanted. That is seen in columns of numbers, because asking each token for its strings is slow.
    """
    strings = doc.vocab.strings
    parts, lemmas, written = doc.to_array(["POS", "LEMMA", "ORTH"]).T.tolist()
    content, hyphen = {strings[name]: name for name in _CONTENT}, strings["-"]
    verb = strings["VERB"]
    found = []
    for at, part in enumerate(parts):
        if part in content:
            hyphenated = at > 1 and written[at - 1] == hyphen
            word = form(doc[at]) if hyphenated else _singular(strings[lemmas[at]].lower(), content[part])
            if word in wanted or (every_verb and part == verb):
                found.append((doc[at], word))
    return found


def run_start(token: "Token") -> "Token":
    """The first token of the hyphenated word that ends here: “cease” of “cease-fire”."""
    first = token
    while first.i >= 2 and first.nbor(-1).text == "-" and not first.nbor(-1).whitespace_:
        if first.nbor(-2).whitespace_:
            break
        first = first.nbor(-2)
    return first


def form(token: "Token") -> str:
    """Dictionary form; of a hyphenated word the whole; of a headline's capitalised noun without its plural s."""
    start = run_start(token)
    if start.i != token.i:
        return f"{token.doc[start.i : token.i].text}{token.lemma_}".lower()
    return _singular(str(token.lemma_).lower(), token.pos_)


def _singular(lemma: str, part_of_speech: str) -> str:
    if part_of_speech == "PROPN" and lemma[-1:] == "s" and lemma[-2:] != "ss":
        return lemma[:-1]
    return lemma


def verb_entry(verb: "Token", entries: tuple[Entry, ...], lexicon: Lexicon) -> "tuple[Entry, list[Token]] | None":
    """The longest entry that fits this verb, and the words around it that make it fit."""
    if not entries[0].groups and not any(entry.unless for entry in entries):
        return entries[0], []
    around = _around_verb(verb)
    nearby: Collection[str] | None = None
    for entry in entries:
        if entry.unless:
            nearby = _nearby(verb, around) if nearby is None else nearby
            if not entry.unless.isdisjoint(nearby):
                continue
        if not any(group.isdisjoint(around) for group in entry.groups):
            fitting = ([around[word] for word in group if word in around] for group in entry.groups)
            return entry, [min(found, key=lambda word: _nearness(word, lexicon)) for found in fitting]
    return None


def _nearby(verb: "Token", around: Collection[str]) -> set[str]:
    nearby = _subjects(verb).union(around)
    if any(child.dep_ in _DONE_TO for child in verb.children):
        nearby.add(_OBJECT)
    return nearby


def _nearness(word: "Token", lexicon: Lexicon) -> tuple[bool, bool, int]:
    """Objects before their modifiers, events before things: of “launched rocket strikes” the strikes."""
    return (word.dep_ in ATTRIBUTIVE, form(word) not in lexicon.nouns, word.i)


def _subjects(verb: "Token") -> set[str]:
    """The subject of a verb, also the troops of “a group of troops”."""
    found = {child for child in verb.children if child.dep_ == "nsubj"}
    return {
        str(word.lemma_).lower()
        for subject in found
        for word in (
            subject,
            *(inner for child in subject.children if child.lower_ == "of" for inner in child.children),
        )
    }


def _around_verb(verb: "Token") -> "dict[str, Token]":
    """Particles, prepositions and objects of a verb, by dictionary form; of “attacks launched by” the attacks."""
    found: dict[str, Token] = {}
    for child in verb.children:
        if child.dep_ in _PARTICLES:
            below = [grandchild for grandchild in child.children if grandchild.dep_ == "pobj"]
            if any(grandchild.ent_type_ in ("DATE", "TIME") for grandchild in below):
                continue
            found.setdefault(child.lemma_.lower(), child)
            for grandchild in below:
                _put_noun(grandchild, found)
        elif child.dep_ in _OBJECTS:
            _put_noun(child, found)
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        _put_noun(verb.head, found)
    return found


def _put_noun(noun: "Token", found: "dict[str, Token]") -> None:
    if noun.ent_type_ and noun.ent_type_ not in _TELLING_NAMES:
        return
    for word in (noun, *noun.conjuncts):
        found.setdefault(form(word), word)
    for child in noun.children:
        if child.dep_ in ATTRIBUTIVE:
            found.setdefault(child.lemma_.lower(), child)
        elif child.dep_ == "prep" and child.lower_ == "of":
            for grandchild in child.children:
                found.setdefault(form(grandchild), grandchild)


def noun_entry(noun: "Token", entries: tuple[Entry, ...]) -> Entry | None:
    """The longest entry that fits this noun."""
    around: set[str] = set()
    for entry in entries:
        if not entry.groups and not entry.unless:
            return entry
        around = around or _around_noun(noun)
        if all(group & around for group in entry.groups) and not entry.unless & around:
            return entry
    return None


def _around_noun(noun: "Token") -> set[str]:
    """What depends on a noun, two steps down, and what it depends on."""
    found = {noun.head.lemma_.lower()}
    for child in noun.children:
        found.add(child.lemma_.lower())
        found.update(inner.lemma_.lower() for inner in child.children)
    return found


def is_carried(verb: "Token", word: "Token", lexicon: Lexicon) -> bool:
    """True if the verb is empty and the event is in this object of it."""
    entries = lexicon.nouns.get(form(word))
    if not entries or not is_light(verb, lexicon) or not is_trigger_noun(word):
        return False
    if word.i == verb.head.i:
        return True
    if noun_entry(word, entries) is None:
        return False
    has_object = any(child.dep_ == "dobj" for child in verb.children)
    return counted(word, lexicon).dep_ in ("dobj", "nsubjpass", "conj") or (word.dep_ == "pobj" and not has_object)


def light_verb(noun: "Token", lexicon: Lexicon) -> "Token | None":
    """The empty verb that carries this noun as its object, if there is one."""
    first = counted(noun, lexicon)
    while first.dep_ == "conj" and first.head.pos_ in ("NOUN", "PROPN"):
        first = first.head
    head = first.head
    carried = first.dep_ in ("dobj", "nsubjpass") and head.pos_ == "VERB"
    return head if carried and is_light(head, lexicon) else None


def counted(noun: "Token", lexicon: Lexicon) -> "Token":
    """The noun that stands for this one in the sentence: “rounds” in “rounds of talks”; else the noun itself."""
    of = noun.head
    if noun.dep_ == "pobj" and of.lower_ == "of" and of.head.lemma_.lower() in lexicon.counting:
        return of.head
    return noun


def is_light(verb: "Token", lexicon: Lexicon) -> bool:
    """True for a verb that says little itself: “held” talks, “carried out” an attack."""
    lemma = verb.lemma_.lower()
    particles = [child.lower_ for child in verb.children if child.dep_ == "prt"]
    return (f"{lemma} {particles[0]}" if particles else lemma) in lexicon.light_verbs
