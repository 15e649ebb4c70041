"""Who did it to whom, where, when and with what: roles read off the parse."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotations.model.ids import MentionId
from annotations.model.schema import Role
from annotations.model.span import Span
from annotations.suggesters import clauses
from annotations.suggesters.trigger_words import TypeWords
from annotations.suggesters.triggers import STATEMENT, Trigger

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ACTOR, RECIPIENT, PLACE, DATE, INSTRUMENT = "ACTOR", "RECIPIENT", "PLACE", "DATE", "INSTRUMENT"

_PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "inside", "outside", "across", "around", "throughout", "within"})
_DATE_PREPOSITIONS = frozenset({"on", "in", "during", "since", "by", "until", "over", "at", "before", "after", "from"})
_INSTRUMENT_PREPOSITIONS = frozenset({"with", "by", "through", "using", "via", "agent"})
_DATES = frozenset({"DATE", "TIME"})
_NOUNS = frozenset({"NOUN", "PROPN", "NUM", "ADJ"})

# An unrestricted instrument may still not be who did it, or a number.
_INSTRUMENTS = frozenset({"PRODUCT", "EVENT", "LAW", "WORK_OF_ART"})


@dataclass(frozen=True, slots=True)
class Filler:
    """An entity that may fill a role: its suggestion, its extent within the stretch, its label."""

    id: MentionId
    extent: Span
    label: str


@dataclass(frozen=True, slots=True)
class Link:
    """A role and what fills it: an entity, or another event."""

    role: str
    target: Filler | Trigger


class RoleFinder:
    """Finds the fillers of the roles of each trigger of one stretch."""

    def __init__(self, doc: "Doc", fillers: Sequence[Filler], triggers: Iterable[Trigger]) -> None:
        self._triggers = {trigger.token.i: trigger for trigger in triggers}
        self._at: dict[int, Filler] = {}
        self._heads: list[tuple[Filler, Token]] = []
        for filler in fillers:
            span = doc.char_span(filler.extent.start, filler.extent.end, alignment_mode="expand")
            if span is not None:
                self._at.update({token.i: filler for token in span})
                self._heads.append((filler, span.root))

    def links(self, trigger: Trigger, words: TypeWords, roles: Sequence[Role]) -> tuple[Link, ...]:
        """The roles of this event that the sentence fills, in the order of the schema; no filler twice in a role,
        nobody both actor and recipient."""
        finders: dict[str, Callable[[Trigger, TypeWords, Role], Iterator[Filler | Trigger]]] = {
            ACTOR: self._actors,
            RECIPIENT: self._recipients,
            PLACE: self._places,
            DATE: self._dates,
            INSTRUMENT: self._instruments,
        }
        made: dict[tuple[str, object], Link] = {}
        actors: set[object] = set()
        for role in roles:
            for target in finders[role.name](trigger, words, role) if role.name in finders else ():
                key = target.id if isinstance(target, Filler) else target.token.i
                if role.name == ACTOR:
                    actors.add(key)
                elif key in actors:
                    continue
                made.setdefault((role.name, key), Link(role.name, target))
        return tuple(made.values())

    # --- who ---

    def _actors(self, trigger: Trigger, words: TypeWords, role: Role) -> Iterator[Filler]:
        token, light = trigger.token, trigger.light
        if clauses.is_verb(token):
            yield from self._fill_all([*_doers(token), *_objects_of(token, words.both_sides)], role)
            return
        own = list(self._fill_all(self._doers_of_noun(token, words), role))
        yield from own or (self._fill_all(_doers(light), role) if light is not None else ())

    def _doers_of_noun(self, noun: "Token", words: TypeWords) -> "list[Token]":
        before = [child for child in noun.children if child.dep_ in ("poss", "compound", "amod", "nmod", "nummod")]
        heads = [child for child in before if child.i in self._at or child.dep_ == "poss"]
        sources = {"by", "from"} - words.recipient_prepositions
        if words.of == ACTOR:
            sources.add("of")
        heads += _objects_of(noun, words.both_sides | sources)
        return heads

    def _recipients(self, trigger: Trigger, words: TypeWords, role: Role) -> Iterator[Filler]:
        token, light = trigger.token, trigger.light
        heads: list[Token] = []
        if clauses.is_verb(token):
            if words.recipient_as_object is None or token.lemma_.lower() in words.recipient_as_object:
                heads += clauses.objects(token)
            if words.recipient_in_clause:
                heads += clauses.subjects_below(token)
        elif words.of == RECIPIENT:
            heads += _objects_of(token, frozenset({"of"}))
        heads += _objects_of(token, words.recipient_prepositions)
        if light is not None:
            heads += _objects_of(light, words.recipient_prepositions)
            heads += [child for child in light.children if child.dep_ == "dative" and child.pos_ in _NOUNS]
        yield from self._fill_all((head for head in heads if head.i not in self._triggers), role)

    def _fill_all(self, heads: "Iterable[Token]", role: Role) -> Iterator[Filler]:
        for head in heads:
            for word in clauses.with_conjuncts(clauses.antecedent(head)):
                yield from self._fill(word, role)

    def _fill(self, head: "Token", role: Role, depth: int = 0) -> Iterator[Filler]:
        """The entity that covers this word, else the names that qualify it (“Iranian forces”, “forces of Iran”)."""
        covering = self._at.get(head.i)
        if covering is not None and _may_fill(covering, role):
            yield covering
            return
        if depth > 2 or head.pos_ not in _NOUNS:
            return
        named = [child for child in head.children if child.dep_ == "appos" and child.i in self._at]
        named = named or [child for child in head.children if child.dep_ in ("compound", "amod", "nmod", "poss")]
        found = False
        for child in named:
            for word in clauses.with_conjuncts(child):
                for filler in self._fill(word, role, depth + 1):
                    found = True
                    yield filler
        if not found:
            for inner in _objects_of(head, frozenset({"of", "among", "from"})):
                yield from self._fill(inner, role, depth + 1)

    # --- where, when, with what ---

    def _places(self, trigger: Trigger, words: TypeWords, role: Role) -> Iterator[Filler]:
        hosts = self._hosts(trigger)
        near = [*hosts, *(word for host in hosts for word in clauses.core(host))]
        for host in near:
            for head in _objects_of(host, _PLACE_PREPOSITIONS):
                yield from self._place(head, role)

    def _place(self, head: "Token", role: Role) -> Iterator[Filler]:
        if head.i in self._triggers:
            return
        for word in clauses.with_conjuncts(head):
            inside = [word, *(child for child in word.children if child.dep_ in ("compound", "nmod", "appos"))]
            inside += _objects_of(word, frozenset({"of"}))
            found = (self._at.get(inner.i) for inner in inside)
            yield from (filler for filler in found if filler is not None and _may_fill(filler, role))
            for further in _objects_of(word, _PLACE_PREPOSITIONS):
                yield from self._place(further, role)

    def _dates(self, trigger: Trigger, words: TypeWords, role: Role) -> Iterator[Filler]:
        hosts = self._hosts(trigger)
        verb = trigger.token
        while clauses.is_verb(verb) and verb.dep_ == "conj":
            verb = verb.head
            hosts.append(verb)
        at = {host.i for host in hosts}
        for filler, root in self._heads:
            if filler.label in _DATES and _may_fill(filler, role):
                dated = clauses.dated_word(root, _DATE_PREPOSITIONS)
                if dated is not None and dated.i in at:
                    yield filler

    def _instruments(self, trigger: Trigger, words: TypeWords, role: Role) -> Iterator[Filler | Trigger]:
        for host in self._hosts(trigger):
            for head in _objects_of(host, _INSTRUMENT_PREPOSITIONS):
                for word in clauses.with_conjuncts(head):
                    event, entity = self._triggers.get(word.i), self._at.get(word.i)
                    if event is not None and not role.fillers and event.code != STATEMENT:
                        yield event
                    elif (
                        entity is not None
                        and _may_fill(entity, role)
                        and (role.fillers or entity.label in _INSTRUMENTS)
                    ):
                        yield entity

    def _hosts(self, trigger: Trigger) -> "list[Token]":
        """The trigger, and the verb that place and date of a noun are often attached to."""
        token = trigger.token
        hosts = [token]
        if trigger.light is not None:
            hosts.append(trigger.light)
        elif not clauses.is_verb(token) and token.dep_ in ("nsubj", "nsubjpass") and token.head.pos_ in ("VERB", "AUX"):
            hosts.append(token.head)
        return hosts


def _doers(verb: "Token") -> "list[Token]":
    return clauses.agents(verb) if clauses.is_passive(verb) else clauses.subjects(verb)


def _objects_of(host: "Token", prepositions: frozenset[str]) -> "list[Token]":
    """What stands after these prepositions below this word."""
    return [
        inner
        for child in host.children
        if child.dep_ in ("prep", "agent", "dative") and child.lower_ in prepositions
        for inner in child.children
        if inner.dep_ == "pobj"
    ]


def _may_fill(filler: Filler, role: Role) -> bool:
    return not role.fillers or filler.label in role.fillers
