"""Names that every reader of brat's files takes, and the annotation.conf that declares them."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

from annotations.model.mention import EventMention, Kind, Mention
from annotations.model.schema import Schema
from annotations.model.standoff import SAME, UNSURE

# The sorts of names; entity labels and event types must differ from one another in brat.
LABEL, ROLE, ATTRIBUTE, VALUE = "label", "role", "attribute", "value"

_UNFIT = re.compile("[^A-Za-z0-9_-]+")
_OVERLAP = "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"
_SAME = f"{SAME}\tArg1:<ANY>, Arg2:<ANY>, <REL-TYPE>:symmetric-transitive"


class Names:
    """What labels, roles, attributes and their values are called in brat: letters, digits, "_" and "-" of ASCII,
    beginning with a letter, and each but once. Those of the schema come first, so that they are the same every time."""

    def __init__(self, schema: Schema) -> None:
        self._given: dict[tuple[str, str], str] = {}
        self._taken: dict[str, set[str]] = defaultdict(set)
        self._taken[ATTRIBUTE].add(UNSURE)
        self._told: set[tuple[str, str]] = set()
        self._of_event: dict[str, dict[str, None]] = defaultdict(dict)
        self._of_attribute: dict[str, dict[str, None]] = defaultdict(dict)
        for label in schema.labels:
            self.label(label.kind, label.code)
            for role in label.roles:
                self.role(label.code, role.name)
            for attribute in label.attributes:
                for value in attribute.values:
                    self.value(attribute.name, value)

    def label(self, kind: Kind, code: str) -> str:
        """An entity label or event type."""
        return self._name(LABEL, kind.value, code)

    def role(self, event_type: str, role: str) -> str:
        """A role of that event type."""
        name = self._name(ROLE, ROLE, role)
        self._of_event[event_type][name] = None
        return name

    def attribute(self, name: str) -> str:
        """The name of an attribute."""
        return self._name(ATTRIBUTE, ATTRIBUTE, name)

    def value(self, attribute: str, value: str) -> str:
        """A value of that attribute."""
        name = self._name(VALUE, VALUE, value)
        self._of_attribute[attribute][name] = None
        return name

    def renamed(self, mention: Mention) -> Iterable[str]:
        """What is said of the mention under another name in brat, for each name the first time it is asked for."""
        names = [(mention.kind.value, mention.label)]
        names += [(ATTRIBUTE, name) for name, _value in mention.attributes]
        names += [(VALUE, value) for _name, value in mention.attributes]
        if isinstance(mention, EventMention):
            names += [(ROLE, argument.role) for argument in mention.arguments]
        for what, name in names:
            given = self._given[what, name]
            if given != name and (what, name) not in self._told:
                self._told.add((what, name))
                yield f"{what} {name} is called {given} here, for brat knows but letters, digits, _ and - of ASCII"

    def rows(self) -> Iterable[tuple[str, str, str]]:
        """What, name in brat, name in Spandesk; all that differ."""
        return ((what, given, name) for (what, name), given in self._given.items() if given != name)

    def _name(self, space: str, what: str, name: str) -> str:
        given = self._given.get((what, name))
        if given is None:
            taken = self._taken[space]
            given = base = _fit(name, what)
            number = 1
            while given in taken:
                number += 1
                given = f"{base}_{number}_"
            taken.add(given)
            self._given[what, name] = given
        return given

    def configuration(self) -> str:
        """The annotation.conf: all names in use, any mention in any role as often as one likes."""
        entities = [given for (what, _name), given in self._given.items() if what == Kind.ENTITY]
        events = [
            "\t".join([given, ", ".join(f"{role}*:<ANY>" for role in self._of_event[name])]).rstrip()
            for (what, name), given in self._given.items()
            if what == Kind.EVENT
        ]
        attributes = [
            f"{given}\tArg:<ANY>, Value:{'|'.join(self._of_attribute[name])}"
            for (what, name), given in self._given.items()
            if what == ATTRIBUTE
        ]
        sections: Mapping[str, list[str]] = {
            "entities": entities,
            "relations": [_OVERLAP, _SAME],
            "events": events,
            "attributes": [f"{UNSURE}\tArg:<ANY>", *attributes],
        }
        return "\n".join(line for name, lines in sections.items() for line in (f"[{name}]", *lines, ""))


def _fit(name: str, what: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    fit = _UNFIT.sub("_", plain).strip("_-") or what
    if not fit[0].isalpha() and what != VALUE:
        fit = f"x{fit}"
    # brat reads digits at the end of a role as "another of the same".
    return f"{fit}_" if what == ROLE and fit[-1].isdigit() else fit
