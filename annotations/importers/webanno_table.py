"""The columns of a WebAnno TSV table, and the annotations that its rows are put together to."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from annotations.importers.layers import holds_mentions, left_out
from annotations.model.webanno import (
    CHAIN_LAYER,
    NO_VALUE,
    NOTHING,
    RELATION_LAYER,
    SLOT_PREFIX,
    SPAN_LAYER,
    unescape,
)

LAYERS = (SPAN_LAYER, RELATION_LAYER, CHAIN_LAYER)

# What stands between two signs that are not escaped.
_STACKED = re.compile(r"(?:\\.|[^\\|])*", re.DOTALL)
_SLOTS = re.compile(r"(?:\\.|[^\\;])*", re.DOTALL)
# A number in brackets at the end, unless the bracket is escaped.
_NUMBER = re.compile(r"\[(\d{1,9})\]$")


class BadTable(ValueError):
    """A line is not as the format has it; the message says how."""


@dataclass(frozen=True, slots=True)
class Row:
    """A token, or a part of one. `name` is what roles call it; offsets in UTF-16 units."""

    line: int
    name: str
    start: int
    end: int
    word: str
    is_token: bool
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    """One annotation in one column, or one filler: its number if it has one, and what is written before that."""

    number: int | None
    value: str


@dataclass(slots=True)
class Annotation:
    """An annotation as far as its rows were read, with its offsets in UTF-16 units.

    `slots` are, by feature, pairs of role and filler.
    """

    key: str
    layer: str
    start: int
    end: int
    values: dict[str, str] = field(default_factory=dict)
    slots: dict[str, list[tuple[str, _Cell]]] = field(default_factory=dict)


@dataclass(slots=True)
class _Layer:
    """The columns of a layer by number: features with values, and slot features with their columns of roles and of
    fillers, and the layer these are in. One that is left out is counted by its first column."""

    name: str
    first: int
    is_taken: bool
    values: list[tuple[int, str]] = field(default_factory=list)
    slots: list[tuple[int, int, str, str]] = field(default_factory=list)


class Table:
    """What the header declares, and what the rows say of it."""

    def __init__(self) -> None:
        self.width = 0
        self.left_out: Counter[str] = Counter()
        self._layers: list[_Layer] = []
        self._found: dict[str, Annotation] = {}
        self._by_number: dict[int, list[Annotation]] = defaultdict(list)
        self._by_row: dict[str, dict[str, Annotation]] = defaultdict(dict)

    def declare(self, line: str) -> None:
        """A line of the header. Raises BadTable."""
        prefix = next(prefix for prefix in LAYERS if line.startswith(prefix))
        name, *features = line.removeprefix(prefix).split("|")
        if not name:
            raise BadTable("a layer has no name")
        layer = _Layer(name, self.width, prefix == SPAN_LAYER and holds_mentions(name))
        roles_at = None
        for place, feature in enumerate(features or [""], start=self.width):
            if feature.startswith(SLOT_PREFIX):
                slot = feature.removeprefix(SLOT_PREFIX).partition("_")[0].rpartition(":")[2]
                roles_at = place, slot
            elif roles_at is not None:
                layer.slots.append((roles_at[0], place, roles_at[1], feature))
                roles_at = None
            else:
                layer.values.append((place, feature))
        if roles_at is not None:
            raise BadTable(f"no column of fillers follows the roles of {roles_at[1]}")
        self._layers.append(layer)
        self.width += len(features) or 1

    def take(self, row: Row) -> None:
        """A row. Raises BadTable."""
        for layer in self._layers:
            if not layer.is_taken:
                self.left_out[left_out(layer.name)] += len(_cells(row.cells[layer.first]))
                continue
            for place, feature in layer.values:
                for stacked, cell in enumerate(_cells(row.cells[place])):
                    each = self._annotation(row, layer.name, stacked, cell.number)
                    if feature and cell.value != NO_VALUE:
                        each.values[feature] = unescape(cell.value)
            for slot in layer.slots:
                self._take_slots(row, layer.name, slot)

    def _take_slots(self, row: Row, layer: str, slot: tuple[int, int, str, str]) -> None:
        roles_at, fillers_at, feature, _filler_layer = slot
        fillers = list(_fillers(row.cells[fillers_at]))
        for stacked, cell in enumerate(_cells(row.cells[roles_at])):
            each = self._annotation(row, layer, stacked, cell.number)
            roles = _roles(cell.value, feature)
            filled = fillers[stacked] if stacked < len(fillers) else []
            if len(roles) != len(filled):
                raise BadTable(f"{len(roles)} roles have {len(filled)} fillers")
            each.slots[feature] = list(zip(roles, filled, strict=True))

    def _annotation(self, row: Row, layer: str, stacked: int, number: int | None) -> Annotation:
        key = f"{layer}[{number}]" if number else f"{layer}@{row.name}|{stacked}"
        each = self._found.get(key)
        if each is None:
            each = self._found[key] = Annotation(key, layer, row.start, row.end)
            if number:
                self._by_number[number].append(each)
        each.start, each.end = min(each.start, row.start), max(each.end, row.end)
        self._by_row[row.name][key] = each
        return each

    def annotations(self) -> Iterable[Annotation]:
        """All of them, in the order of their first rows."""
        return self._found.values()

    def links(self, each: Annotation) -> tuple[tuple[str, str], ...] | None:
        """Its roles with the keys of their fillers, "" where there is none; None if its layer has no roles."""
        declared = {slot[2]: slot[3] for layer in self._layers if layer.name == each.layer for slot in layer.slots}
        if not declared:
            return None
        return tuple(
            (role, self._key(cell, declared[feature]))
            for feature, filled in each.slots.items()
            for role, cell in filled
        )

    def _key(self, cell: _Cell, layer: str) -> str:
        found = self._by_number.get(cell.number, ()) if cell.number else self._by_row.get(cell.value, {}).values()
        of_layer = (each.key for each in found if each.layer == layer)
        return next(of_layer, None) or next((each.key for each in found), "")


def _cells(written: str) -> list[_Cell]:
    return [] if written == NOTHING else [_numbered(each) for each in _split(written, _STACKED)]


def _fillers(written: str) -> Iterator[list[_Cell]]:
    for stacked in _split(written, _STACKED):
        yield [_numbered(each) for each in _split(stacked, _SLOTS) if each not in (NO_VALUE, NOTHING)]


def _roles(value: str, otherwise: str) -> Sequence[str]:
    if value == NOTHING:
        return ()
    return [otherwise if each == NO_VALUE else unescape(each) for each in _split(value, _SLOTS)]


def _split(written: str, between: re.Pattern[str]) -> Iterator[str]:
    start = 0
    while True:
        found = between.match(written, start)
        end = found.end() if found is not None else start
        yield written[start:end]
        if end == len(written):
            return
        if written[end] == "\\":
            raise BadTable("a cell ends in a backslash")
        start = end + 1


def _numbered(written: str) -> _Cell:
    found = _NUMBER.search(written)
    if found is None:
        return _Cell(None, written)
    value = written[: found.start()]
    is_escaped = (len(value) - len(value.rstrip("\\"))) % 2 == 1
    return _Cell(None, written) if is_escaped else _Cell(int(found.group(1)), value)
