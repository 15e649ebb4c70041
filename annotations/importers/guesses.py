"""Which label of the project one of somebody's files probably is: by its name."""

import re
from collections.abc import Iterable, Iterator, Sequence

from annotations.importers.mapping import LabelMap, LabelName, Otherwise, RoleName
from annotations.model.mention import Kind
from annotations.model.schema import Schema

# Names in common use for the same, by the letters and digits in them: those of OntoNotes, ACE, CoNLL, PLOVER and of
# annotation tools. The likeliest name in a schema comes first.
_ENTITIES = (
    ("person", "per", "people", "individual", "human"),
    ("org", "organization", "organisation", "institution", "company", "corporation"),
    ("gpe", "geopolitical", "geopoliticalentity", "country", "city", "province"),
    ("loc", "location", "region", "area", "place"),
    ("norp", "nationality", "religion", "ethnicity", "nationalities"),
    ("fac", "facility", "building", "site"),
    ("date", "day"),
    ("time", "hour", "timeofday"),
    ("money", "monetary", "currency", "amount"),
    ("cardinal", "number", "num", "numeric"),
    ("percent", "percentage", "pct"),
    ("quantity", "measure", "measurement"),
    ("ordinal", "rank"),
    ("event", "namedevent", "evt"),
    ("product", "prod"),
    ("workofart", "art"),
    ("law", "treaty"),
    ("language", "lang"),
    ("weapon", "wea"),
    ("vehicle", "veh"),
)
_EVENTS = (
    ("assault", "attack", "fight"),
    ("protest", "demonstrate", "demonstration"),
    ("consult", "meet", "meeting"),
    ("statement", "makestatement", "makepublicstatement", "say"),
    ("request", "demand", "appeal"),
    ("accuse", "disapprove", "criticize", "criticise"),
    ("threaten", "threat"),
    ("aid", "provideaid"),
    ("coerce", "arrest", "detain"),
    ("retreat", "withdraw", "withdrawal"),
    ("pledge", "promise"),
    ("mobilize", "mobilise"),
)
_ROLES = (
    ("actor", "agent", "attacker", "subject", "source", "perpetrator", "arg0"),
    ("recipient", "target", "victim", "patient", "object", "arg1"),
    ("place", "location", "loc", "where"),
    ("date", "time", "when"),
    ("instrument", "weapon", "means", "tool"),
    ("source", "reporter", "speaker"),
)

_NOTHING = LabelMap()


def suggest_map(
    unknown: Iterable[LabelName], schema: Schema, roles: Iterable[RoleName] = (), *, given: LabelMap = _NOTHING
) -> LabelMap:
    """What these labels, and roles by the event types of the files, probably are in the schema: the guesses alone, for
    what is not `given` already and resembles anything.

    By their names without regard to case and signs, then to a plural, to what stands before a colon, dot or slash, and
    to synonyms in common use. A label of the other kind is taken if it has the same name.
    """
    labels: dict[LabelName, LabelName | Otherwise] = {}
    for name in unknown:
        becomes = _label(name, schema) if name not in given.labels else None
        if becomes is not None:
            labels[name] = becomes
    settled = LabelMap(labels={**labels, **given.labels})
    found: dict[RoleName, str | Otherwise] = {}
    for role in roles:
        event_type = settled.event_type(role.event_type)
        label = schema.label(event_type.code, Kind.EVENT) if event_type is not None else None
        if role not in given.roles and label is not None and label.role(role.role) is None:
            becomes_role = _best(role.role, [each.name for each in label.roles], _ROLES)
            if becomes_role is not None:
                found[role] = becomes_role
    return LabelMap(labels=labels, roles=found)


def _label(name: LabelName, schema: Schema) -> LabelName | None:
    synonyms = _ENTITIES if name.kind is Kind.ENTITY else _EVENTS
    same = _best(name.code, [label.code for label in schema.active(name.kind)], synonyms)
    if same is not None:
        return LabelName(name.kind, same)
    other = Kind.EVENT if name.kind is Kind.ENTITY else Kind.ENTITY
    found = _best(name.code, [label.code for label in schema.active(other)], ())
    return LabelName(other, found) if found is not None else None


def _best(name: str, choices: Sequence[str], synonyms: Sequence[Sequence[str]]) -> str | None:
    """The choice that the name most probably is."""
    forms = list(dict.fromkeys(_forms(name)))
    for form in forms:
        for choice in choices:
            if form in _forms(choice):
                return choice
    by_form = {form: choice for choice in reversed(choices) for form in _forms(choice)}
    for group in synonyms:
        if any(form in group for form in forms):
            found = next((by_form[word] for word in group if word in by_form), None)
            if found is not None:
                return found
    return None


def _forms(name: str) -> Iterator[str]:
    """The name in letters and digits, then in the singular, then the last part of it."""
    for part in (name, re.split(r"[:./]", name)[-1]):
        plain = "".join(filter(str.isalnum, part.casefold()))
        if plain:
            yield plain
            yield from _singular(plain)


def _singular(plain: str) -> Iterator[str]:
    if plain.endswith("ies"):
        yield plain[:-3] + "y"
    if plain.endswith("s") and not plain.endswith("ss"):
        yield plain[:-1]
