"""What becomes of each label and role of files that the schema lacks: chosen, else guessed, else left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from annotations.errors import LabelRefused
from annotations.importers.additions import extended
from annotations.importers.guesses import suggest_map
from annotations.importers.mapping import Additions, LabelMap, LabelName, Otherwise, RoleName
from annotations.model.mention import Kind
from annotations.model.schema import Label, Schema
from desktop.panels.importing.choice_box import Offer
from desktop.panels.importing.words import kind_in_words, shown, tr

MOST_GUESSED = 200
_EMPTY = Schema(name="", title="")

Name: TypeAlias = LabelName | RoleName
Choice: TypeAlias = LabelName | Otherwise | str  # str: the name of a role


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """A label, or a role of an event type, that the schema lacks: how often it occurs, and some of its words."""

    name: Name
    count: int
    examples: tuple[str, ...] = ()


class Choices:
    """`chosen` is what somebody said, and stays when other files are looked at. Roles go by what their type becomes."""

    def __init__(
        self, schema: Schema, unknown: Sequence[Unknown] = (), chosen: Mapping[Name, Choice] | None = None
    ) -> None:
        self.schema = schema
        self.unknown = tuple(unknown)
        self.chosen = dict(chosen or {})
        self._names = {each.name for each in unknown}
        # A damaged file may have any number of labels; what is rare among very many is nothing to guess about.
        frequent = sorted(unknown, key=lambda each: -each.count)[:MOST_GUESSED]
        self._guess = suggest_map([each.name for each in frequent if isinstance(each.name, LabelName)], schema)

    def choose(self, name: Name, choice: Choice) -> None:
        """Say what one becomes."""
        self.chosen[name] = choice

    def choose_all(self, choice: Otherwise | None) -> None:
        """Say the same of all; None: what each resembles."""
        for each in self.unknown:
            self.chosen.pop(each.name, None)
            if choice is Otherwise.LEFT_OUT or (choice is Otherwise.ADDED and self._addable(each.name)):
                self.chosen[each.name] = choice

    def is_open(self, name: Name) -> bool:
        """True for what resembles nothing, so that somebody has to say what it becomes."""
        return name not in self._guess.labels

    def of(self, name: Name) -> Choice | None:
        """What one becomes; None for a role whose event type becomes no event."""
        return self._label(name) if isinstance(name, LabelName) else self._role(name)

    def _label(self, name: LabelName) -> LabelName | Otherwise:
        choice = self.chosen.get(name)
        if isinstance(choice, LabelName | Otherwise):
            return choice
        return self._guess.labels.get(name, Otherwise.LEFT_OUT)

    def _role(self, name: RoleName) -> str | Otherwise | None:
        possible, choice = self._possible(name), self.chosen.get(name)
        if isinstance(choice, str) and choice in possible:
            return choice
        return self._guessed_role(name) if possible else None

    def _possible(self, name: Name) -> list[Choice]:
        return [each[1] for each in self.offers(name) if each is not None]

    def type_of(self, role: RoleName) -> LabelName | Otherwise | None:
        """What the event type of a role becomes: one of the schema, added, or None if it becomes no event."""
        name = LabelName(Kind.EVENT, role.event_type)
        choice = self._label(name) if name in self._names else name
        if isinstance(choice, LabelName):
            return choice if choice.kind is Kind.EVENT else None
        return choice if choice is Otherwise.ADDED else None

    def _guessed_role(self, role: RoleName) -> str | Otherwise:
        label = self._label_of(role)
        if label is None:
            return Otherwise.ADDED
        if label.role(role.role) is not None:
            return role.role
        renamed = RoleName(label.code, role.role)
        return suggest_map((), self.schema, [renamed]).roles.get(renamed, Otherwise.LEFT_OUT)

    def _label_of(self, role: RoleName) -> Label | None:
        becomes = self.type_of(role)
        return self.schema.label(becomes.code, Kind.EVENT) if isinstance(becomes, LabelName) else None

    def offers(self, name: Name) -> list[Offer]:
        """What it can become: first what it resembles; nothing for a role whose event type becomes no event."""
        otherwise: list[Offer] = [(tr("Leave out"), Otherwise.LEFT_OUT)]
        if isinstance(name, LabelName):
            if self._addable(name):
                otherwise.insert(0, (tr("Add to the schema"), Otherwise.ADDED))
            guess = self._guess.labels.get(name)
            first: list[Offer] = [(self._words(guess, name), guess)] if isinstance(guess, LabelName) else []
            other = Kind.ENTITY if name.kind is Kind.EVENT else Kind.EVENT
            groups = [self._labels(name.kind, name), self._labels(other, name)]
        elif self.type_of(name) is None:
            return []
        else:
            label, first = self._label_of(name), []
            if self._addable(name):
                otherwise.insert(0, (tr("Add to the event type"), Otherwise.ADDED))
            groups = [[(shown(role.name), role.name) for role in label.roles] if label is not None else []]
        out = [*first, *otherwise]
        for group in groups:
            out += [None, *group] if group else []
        return out

    def _labels(self, kind: Kind, name: LabelName) -> list[Offer]:
        names = [LabelName(kind, label.code) for label in self.schema.active(kind)]
        return [(self._words(each, name), each) for each in names]

    def _words(self, label: LabelName, instead_of: LabelName) -> str:
        code = shown(label.code)
        return code if label.kind is instead_of.kind else f"{code} ({kind_in_words(label.kind)})"

    def _addable(self, name: Name) -> bool:
        """True if a schema can have a label or role of that name."""
        code = name.code if isinstance(name, LabelName) else name.role
        try:
            extended(_EMPTY, Additions(labels=(LabelName(Kind.ENTITY, code),)))
        except LabelRefused:
            return False
        return True

    def label_map(self) -> LabelMap:
        """All of it for the reading."""
        roles = {each.name: self._role(each.name) for each in self.unknown if isinstance(each.name, RoleName)}
        return LabelMap(
            labels={each.name: self._label(each.name) for each in self.unknown if isinstance(each.name, LabelName)},
            roles={name: choice for name, choice in roles.items() if choice is not None},
        )

    def left_out(self) -> list[Unknown]:
        """Those that are lost as things stand."""
        return [each for each in self.unknown if self.of(each.name) in (None, Otherwise.LEFT_OUT)]

    def refused(self) -> LabelRefused | None:
        """Why the schema cannot have all that is to be added, if it cannot."""
        try:
            extended(self.schema, self.label_map().additions)
        except LabelRefused as error:
            return error
        return None


def in_order(choices: Choices) -> list[Unknown]:
    """Labels that resemble none first, the frequent ones before the others; each event type with its roles."""
    labels = {each.name: each for each in choices.unknown if isinstance(each.name, LabelName)}
    roles: dict[Name, list[Unknown]] = {}
    for each in sorted(choices.unknown, key=lambda each: -each.count):
        if isinstance(each.name, RoleName):
            roles.setdefault(LabelName(Kind.EVENT, each.name.event_type), []).append(each)
    out: list[Unknown] = []
    for each in sorted(labels.values(), key=lambda each: (not choices.is_open(each.name), -each.count, str(each.name))):
        out.append(each)
        out += roles.pop(each.name, [])
    return [role for of_type in roles.values() for role in of_type] + out
