"""A strict reader of WebAnno TSV 3.3 that does what INCEpTION's does, as its source has it, and stops where that stops.

It shares nothing with our own reader: escapes are looked for by a backslash before the sign, the extent of an
annotation ends with the last row that names it, what is not in the file becomes blanks, and the text gets a line end.
"""

import re
from dataclasses import dataclass, field
from typing import Any

KNOWN_TYPES = {
    "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity": {"value", "identifier"},
    "webanno.custom.Event": {"eventType", "arguments"},
    "webanno.custom.EventArgumentsLink": {"role", "target"},
    "uima.tcas.Annotation": set(),
}
_UNESCAPED = re.compile(r"\\(\\|\[|\]|\||_|->|;|t|n|\*)")
_SIGNS = {"t": "\t", "n": "\n"}


@dataclass
class Read:
    """An annotation in UTF-16 units."""

    type: str
    begin: int
    end: int
    features: dict[str, str] = field(default_factory=dict)
    roles: list[str | None] = field(default_factory=list)
    targets: list["Read"] = field(default_factory=list)


@dataclass
class Unit:
    """A row."""

    annotations: dict[str, list[Read]] = field(default_factory=dict)


def unescaped(value: str) -> str:
    return _UNESCAPED.sub(lambda found: _SIGNS.get(found.group(1), found.group(1)), value)


class InceptionReader:
    """Reads one file; `text` and `annotations` are what INCEpTION would show."""

    def __init__(self, written: str) -> None:
        lines = re.split("\r\n|\r|\n", written.removesuffix("\n"))
        assert lines.pop(0) == "#FORMAT=WebAnno TSV 3.3"
        self.columns = self._schema(lines)
        assert lines.pop(0) == ""
        self.units = bytearray()
        self.annotations: list[Read] = []
        self.tokens: list[tuple[int, int]] = []
        self._by_number: dict[int, Read] = {}
        self._rows: dict[str, Unit] = {}
        self._later: list[Any] = []
        self._content(lines)
        for action in self._later:
            action()

    @property
    def text(self) -> str:
        return self.units.decode("utf-16-le")

    def surface(self, each: Read) -> str:
        return self.units[2 * each.begin : 2 * each.end].decode("utf-16-le")

    def _schema(self, lines: list[str]) -> list[tuple[str, str, str]]:
        columns: list[tuple[str, str, str]] = []
        while line := lines.pop(0):
            assert line.startswith("#T_SP=")
            name, *features = line.removeprefix("#T_SP=").split("|")
            assert features
            for feature in features:
                columns.append((name, *self._column(name, feature, columns)))
        return columns

    def _column(self, name: str, feature: str, before: list[tuple[str, str, str]]) -> tuple[str, str]:
        assert name in KNOWN_TYPES
        if feature.startswith("ROLE_"):
            _prefix, of, link = feature.split("_")
            assert link in KNOWN_TYPES
            slot = of.partition(":")[2]
            assert slot in KNOWN_TYPES[name]
            return slot, "role"
        if "." in feature:
            assert feature in KNOWN_TYPES
            assert before[-1][2] == "role"
            return before[-1][1], "target"
        assert feature in KNOWN_TYPES[name]
        return feature, "value"

    def _content(self, lines: list[str]) -> None:
        state, sentence, begin_of_sentence = "between", "", 0
        for line in lines:
            if state in ("between", "header") and line.startswith("#"):
                state = "header"
                if line.startswith("#Text="):
                    sentence += unescaped_text(line.removeprefix("#Text=")) + "\n"
            elif line == "":
                assert state == "row"
                state = "between"
            else:
                assert state in ("header", "row")
                name, place, _word, *cells = line.split("\t")
                assert len(cells) >= len(self.columns)
                begin, end = map(int, place.split("-"))
                if state == "header":
                    begin_of_sentence = begin
                    self._append(sentence, begin)
                    sentence = ""
                state = "row"
                assert begin_of_sentence <= begin <= end <= len(self.units) // 2
                if "." not in name:
                    self.tokens.append((begin, end))
                self._row(name, begin, end, cells)
        assert state == "row"

    def _append(self, sentence: str, begin: int) -> None:
        if len(self.units) // 2 > begin:
            assert len(self.units) // 2 == begin + 1
            assert self.units[-2:] == "\n".encode("utf-16-le")
            del self.units[-2:]
        self.units += " ".encode("utf-16-le") * (begin - len(self.units) // 2)
        self.units += sentence.encode("utf-16-le")

    def _row(self, name: str, begin: int, end: int, cells: list[str]) -> None:
        unit = self._rows.setdefault(name, Unit())
        for (type_, feature, what), cell in zip(self.columns, cells, strict=False):
            if cell == "_":
                continue
            for stacked, value in enumerate(re.split(r"(?<!\\)\|", cell)):
                number = -1
                if what != "target" and value.endswith("]") and not value.endswith("\\]"):
                    value, _bracket, rest = value.rpartition("[")
                    number = int(rest.removesuffix("]"))
                each = self._annotation(unit, type_, stacked, number, begin, end)
                self._set(each, feature, what, value)

    def _annotation(self, unit: Unit, type_: str, stacked: int, number: int, begin: int, end: int) -> Read:
        there = unit.annotations.setdefault(type_, [])
        if stacked < len(there):
            return there[stacked]
        each = self._by_number.get(number)
        if each is None:
            each = Read(type_, begin, end)
            self.annotations.append(each)
        there.append(each)
        each.end = end
        if number != -1:
            assert self._by_number.setdefault(number, each) is each
        return each

    def _set(self, each: Read, feature: str, what: str, value: str) -> None:
        if what == "value":
            if value != "*":
                each.features[feature] = unescaped(value)
        elif what == "role":
            found = [] if value == "_" else re.split(r"(?<!\\);", value)
            each.roles = [None if role == "*" else unescaped(role) for role in found]
        else:
            self._later.append(lambda: self._fill(each, re.split(r"(?<!\\);", value)))

    def _fill(self, each: Read, targets: list[str]) -> None:
        assert (not each.roles and targets == ["*"]) or len(each.roles) == len(targets)
        each.targets = []
        for target in targets:
            if target != "*":
                row, _bracket, rest = target.rpartition("[")
                assert row in self._rows
                assert re.fullmatch(r"\d+-\d+(\.\d+)?", row)
                each.targets.append(self._by_number[int(rest.removesuffix("]"))])


def unescaped_text(line: str) -> str:
    return re.sub(r"\\(\\|t|n)", lambda found: _SIGNS.get(found.group(1), found.group(1)), line)
