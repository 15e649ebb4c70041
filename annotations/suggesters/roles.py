"""Who did it to whom, where, when and with what: roles read off the parse."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotations.model.schema import Role
from annotations.suggesters import clauses, recipients
from annotations.suggesters.carriers import SPOKEN, Carriers
from annotations.suggesters.circumstances import DATES, Circumstances
from annotations.suggesters.fillers import PLACE_LABELS, Filler, Fillers, may_fill
from annotations.suggesters.reported import speakers
from annotations.suggesters.trigger_words import TypeWords, lexicon
from annotations.suggesters.triggers import STATEMENT, Trigger
from annotations.suggesters.word_lists import ROLES, word_lists

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["ACTOR", "RECIPIENT", "Filler", "Link", "RoleFinder", "kind_of"]

ACTOR, RECIPIENT, PLACE, DATE = "ACTOR", "RECIPIENT", "PLACE", "DATE"
INSTRUMENT, SOURCE = "INSTRUMENT", "SOURCE"
# A role of a project that is none of these: filled by what follows the words that introduce it.
PHRASE = "PHRASE"
_KINDS = frozenset({ACTOR, RECIPIENT, PLACE, DATE, INSTRUMENT, SOURCE})
_KIND_OF_PART = {"subject": ACTOR, "object": RECIPIENT, "source": SOURCE}

_INSTRUMENT_PREPOSITIONS = frozenset({"with", "by", "through", "using", "via", "agent"})
_NOUNS = frozenset({"NOUN", "PROPN", "NUM", "ADJ"})
_BEFORE_NOUN = frozenset({"poss", "compound", "amod", "nmod", "nummod"})

# An unrestricted instrument may still not be who did it, or a number.
_INSTRUMENTS = frozenset({"PRODUCT", "EVENT", "LAW", "WORK_OF_ART"})

# Blame and praise for a deed are for whoever did it.
_JUDGING = frozenset({"ACCUSE", "SUPPORT", "REJECT", "REQUEST"})

_MEETING_OCCASIONS = frozenset({"during", "in", "at", "after", "following"})
_BY = frozenset({"by"})
_BESIDE_OBJECT = frozenset({"with", "against"})
_MEANS = frozenset({"with", "by", "through"})
_GOALS = frozenset({"to", "in", "near", "into", "toward", "towards"})


@dataclass(frozen=True, slots=True)
class Link:
    """A role and what fills it: an entity, or another event."""

    role: str
    target: Filler | Trigger


_Finder = Callable[[Trigger, TypeWords, Role], Iterator[Filler | Trigger]]


class RoleFinder:
    """Finds the fillers of the roles of each trigger of one stretch."""

    def __init__(self, doc: "Doc", fillers: Sequence[Filler], triggers: Iterable[Trigger]) -> None:
        self._triggers = {trigger.token.i: trigger for trigger in triggers}
        self._carriers = Carriers(self._triggers, lexicon().light_verbs)
        self._fillers = Fillers(doc, fillers)
        self._around = Circumstances(self._fillers, self._triggers)
        self._finders: dict[str, _Finder] = {
            ACTOR: self._actors,
            RECIPIENT: self._recipients,
            PLACE: self._places,
            DATE: self._dates,
            INSTRUMENT: self._instruments,
            SOURCE: self._sources,
            PHRASE: self._after_phrase,
        }

    def links(self, trigger: Trigger, words: TypeWords, roles: Sequence[Role]) -> tuple[Link, ...]:
        """The roles of this event that the sentence fills, in the order of the schema; no filler twice in a role,
        nobody both who did it and something else."""
        made: dict[tuple[str, object], Link] = {}
        actors: set[object] = set()
        for role in roles:
            kind = kind_of(role)
            for target in self._finders[kind](trigger, words, role):
                key = target.id if isinstance(target, Filler) else target.token.i
                if kind == ACTOR:
                    actors.add(key)
                elif key in actors:
                    continue
                made.setdefault((role.name, key), Link(role.name, target))
        return tuple(made.values())

    # --- who ---

    def _actors(self, trigger: Trigger, words: TypeWords, role: Role) -> Iterator[Filler]:
        token = trigger.token
        if clauses.is_verb(token) or token.dep_ == "acomp":
            yield from self._actors_of_verb(token, words, role)
            return
        own = list(self._fillers.standing_for_any(self._doers_of_noun(token, words), role))
        yield from own
        carrier = self._carriers.of(trigger)
        if carrier is not None and (not own or (trigger.code in SPOKEN and _owned(token))):
            yield from self._fillers.standing_for_any(clauses.doers(carrier), role)
        elif not own:
            yield from self._fillers.standing_for_any(self._distant_doers(token, words), role)

    def _actors_of_verb(self, verb: "Token", words: TypeWords, role: Role) -> list[Filler]:
        heads = [*clauses.doers(verb), *clauses.objects_of(verb, words.both_sides)]
        found = list(self._fillers.standing_for_any(heads, role))
        aim = _first_of(verb)
        if not found and aim.dep_ in ("acl", "relcl") and aim.tag_ == "VB":
            # “led a coalition to invade”, “continues efforts to close”
            found = list(self._fillers.standing_for_any(clauses.owners(aim.head), role))
        return found

    def _doers_of_noun(self, noun: "Token", words: TypeWords) -> "list[Token]":
        own = self._beside_noun(noun, words)
        if not own:
            for other in self._kin(noun):
                own += self._beside_noun(other, words)
        return own

    def _beside_noun(self, noun: "Token", words: TypeWords) -> "list[Token]":
        """Whose act a noun is, said right beside it: before it, after “by” or “of”, or “carried out by” after it."""
        before = [child for child in noun.children if child.dep_ in _BEFORE_NOUN]
        heads = [child for child in before if self._fillers.at(child) is not None or child.dep_ == "poss"]
        for child in before:
            # “Iran-backed attacks”
            heads += [inner for inner in child.children if inner.dep_ == "npadvmod" and self._fillers.at(inner)]
        sources = {"by", "from"} - words.recipient_prepositions
        if words.of == ACTOR:
            sources.add("of")
        heads += clauses.objects_of(noun, words.both_sides | sources)
        for carrier in self._carriers.after(noun):
            heads += clauses.agents(carrier)
        if noun.dep_ == "dobj" and not clauses.is_passive(noun.head):
            # “by” after the object of a verb in the active is the object's: “answered attacks by rebels”.
            heads += [word for word in clauses.agents(noun.head) if word.i > noun.i]
        if noun.dep_ == "pobj" and noun.head.lower_ == "behind":
            heads.append(noun.head.head)
        return heads

    def _kin(self, noun: "Token") -> "list[Token]":
        """The nouns joined to this one that tell of the same kind of event, or of none."""
        mine = self._triggers.get(noun.i)
        return [
            other
            for other in clauses.kin(noun)
            if other.i not in self._triggers or (mine and self._triggers[other.i].code == mine.code)
        ]

    def _distant_doers(self, noun: "Token", words: TypeWords) -> "list[Token]":
        """Whose act a noun is, said further up: “claimed responsibility for most of the attacks”, “blamed her for the
        attack”, “answered with strikes”, “said during a meeting”."""
        said_with = clauses.occasion(noun)
        if said_with is None:
            return []
        words_of = word_lists(ROLES)
        preposition, verb = said_with
        if preposition in ("for", "of") and verb.lemma_ in words_of["claiming"]:
            return clauses.subjects(verb) if _responsibility(verb) else []
        direct = noun.head.head.i == verb.i
        if preposition in ("for", "of") and direct and verb.lemma_ in words_of["blaming"]:
            return clauses.objects(verb)
        passive = clauses.is_passive(verb)
        if preposition in _MEANS and direct and not passive:
            return clauses.subjects(verb)
        if words.of == ACTOR and words.both_sides and preposition in _MEETING_OCCASIONS and not passive:
            return clauses.subjects(verb)
        return []

    def _recipients(self, trigger: Trigger, words: TypeWords, role: Role) -> Iterator[Filler]:
        found = [
            filler
            for head in self._recipient_heads(trigger, words)
            for filler in self._standing_for_recipient(head, trigger, words, role)
        ]
        yield from found
        if not found and trigger.code in SPOKEN:
            heard = recipients.hearers(trigger, self._carriers.of(trigger), self._triggers)
            yield from self._fillers.standing_for_any(heard, role)

    def _standing_for_recipient(
        self, head: "Token", trigger: Trigger, words: TypeWords, role: Role
    ) -> Iterator[Filler]:
        if head.i in self._triggers:
            if trigger.code in _JUDGING and not clauses.is_verb(head):
                # Of “condemned the Russian strikes” the Russians.
                yield from self._fillers.standing_for_any(self._beside_noun(head, words), role)
            return
        going = _travels(trigger) and head.head.lower_ in _GOALS
        for filler in self._fillers.standing_for_any([head], role):
            if not (going and filler.label in PLACE_LABELS):
                yield filler

    def _recipient_heads(self, trigger: Trigger, words: TypeWords) -> "list[Token]":
        token = trigger.token
        heads: list[Token] = []
        if clauses.is_verb(token):
            if words.recipient_as_object is None or token.lemma_.lower() in words.recipient_as_object:
                heads += clauses.objects(token)
            if words.recipient_in_clause:
                heads += clauses.subjects_below(token)
            heads += clauses.objects_of(token, words.recipient_prepositions)
            # “signed a treaty with Peru”
            shared = words.recipient_prepositions & _BESIDE_OBJECT
            heads += [
                beside
                for child in token.children
                if child.dep_ == "dobj"
                for beside in clauses.objects_of(child, shared)
            ]
            if trigger.code in _JUDGING:
                heads += [by for head in clauses.objects(token) for by in clauses.objects_of(head, _BY)]
            return heads
        if words.recipient_in_clause:
            heads += clauses.subjects_below(token)
        prepositions = words.recipient_prepositions | ({"of"} if words.of == RECIPIENT else frozenset())
        heads += clauses.objects_of(token, prepositions)
        if not heads:
            heads += [head for other in self._kin(token) for head in clauses.objects_of(other, prepositions)]
        for carrier in self._carriers.after(token):
            heads += clauses.objects_of(carrier, prepositions)
        carrier = self._carriers.of(trigger)
        if carrier is not None:
            heads += clauses.objects_of(carrier, words.recipient_prepositions)
            heads += [child for child in carrier.children if child.dep_ == "dative" and child.pos_ in _NOUNS]
        return heads + recipients.sufferers(token)

    # --- where, when, with what, who says so ---

    def _places(self, trigger: Trigger, words: TypeWords, role: Role) -> Iterator[Filler]:
        return self._around.places(self._carriers.hosts(trigger), role, towards=_travels(trigger))

    def _dates(self, trigger: Trigger, words: TypeWords, role: Role) -> Iterator[Filler]:
        return self._around.dates(trigger.token, self._carriers.hosts(trigger), role)

    def _instruments(self, trigger: Trigger, words: TypeWords, role: Role) -> Iterator[Filler | Trigger]:
        for host in self._carriers.hosts(trigger):
            for head in clauses.objects_of(host, _INSTRUMENT_PREPOSITIONS):
                for word in clauses.with_conjuncts(head):
                    event, entity = self._triggers.get(word.i), self._fillers.at(word)
                    wanted = event is not None and event.code in role.fillers
                    if event is not None and (wanted or (not role.fillers and event.code != STATEMENT)):
                        yield event
                    elif entity is not None and may_fill(entity, role) and _is_means(entity, role):
                        yield entity

    def _after_phrase(self, trigger: Trigger, words: TypeWords, role: Role) -> Iterator[Filler]:
        prepositions = frozenset(role.phrase.split())
        for host in self._carriers.hosts(trigger):
            yield from self._fillers.standing_for_any(clauses.objects_of(host, prepositions), role)

    def _sources(self, trigger: Trigger, words: TypeWords, role: Role) -> Iterator[Filler]:
        return self._fillers.standing_for_any(speakers(trigger.token, self._carriers.of(trigger)), role)


def kind_of(role: Role) -> str:
    """Which of our roles a role of a project is filled like: by its name, else by its part and what may fill it."""
    if role.name in _KINDS:
        return role.name
    if role.part in _KIND_OF_PART:
        return _KIND_OF_PART[role.part]
    allowed = frozenset(role.fillers)
    if allowed and allowed <= DATES:
        return DATE
    return PLACE if allowed and allowed <= PLACE_LABELS else PHRASE


def _first_of(verb: "Token") -> "Token":
    """The first of the verbs that this one is joined to by “and”."""
    while verb.dep_ == "conj" and clauses.is_verb(verb.head):
        verb = verb.head
    return verb


def _owned(noun: "Token") -> bool:
    return any(child.dep_ == "poss" for child in noun.children)


def _is_means(filler: Filler, role: Role) -> bool:
    return bool(role.fillers) or filler.label in _INSTRUMENTS


def _travels(trigger: Trigger) -> bool:
    return trigger.token.lemma_.lower() in word_lists(ROLES)["travelling"]


def _responsibility(verb: "Token") -> bool:
    return any(child.dep_ == "dobj" and child.lemma_ == "responsibility" for child in verb.children)
