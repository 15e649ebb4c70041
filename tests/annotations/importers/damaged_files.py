"""Files of every format, spoilt in every way that we could think of, and what importing them comes to.

`run` is for a process of its own: what hangs or swells there harms nobody else.
"""

import faulthandler
import io
import json
import random
import re
import shutil
import sys
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import exporters
from annotations import importers
from annotations.importers.base import ImportedArticle
from annotations.model.project import Rejected
from annotations.workspace import Workspace
from exporters.files import OutputFolder
from tests.annotations.importers.damage import damaged
from tests.exporters.hard import hard_articles, hard_schema, nested_and_crossing

# Formats that the importer of another id reads.
_READ_AS = {"doccano-relations": "doccano"}

SECONDS = 5.0
# Of waiting for other programs too, before the process says where it is and ends.
SECONDS_AT_MOST = 60.0
MEGABYTES = 1024
_IN_A_PROJECT = 25

PAGE = (
    '<!DOCTYPE html><html lang="en"><head><title>Rally in Basra | Wire</title></head><body><article><h1>Rally in Basra'
    "</h1><p>Some 200 dock workers walked out in Basra on Monday, three witnesses said.</p><p>Police let them pass, and"
    " the governor, who had called it “unwise”, said nothing.</p></article></body></html>"
)
TABLE = (
    "Headline;Body;Published\r\n"
    'Rally;"Workers marched in Basra; police let them pass.";2024-05-01\r\n'
    'Raid;"Two men were held in ""old"" Mosul,\nsaid Zoë Müller 😀.";02.05.2024\r\n'
)
TAGGED = "-DOCSTART- -X- O O\n\nAna NNP I-NP I-PER\nmet VBD I-VP O\nBen NNP I-NP I-PER\n\nBasra NNP I-NP I-LOC\n"

Spoil = Callable[[bytes, random.Random], bytes]


def make_seeds(folder: Path) -> list[str]:
    """A folder of good files for each format that is read, in its own way; returns their names."""
    for format_id in exporters.table():
        if format_id in importers.table() or format_id in _READ_AS:
            exporters.find(format_id).write(hard_articles(), hard_schema(), OutputFolder(folder / format_id), {})
    for name, data in {
        "txt/a.txt": PAGE,
        "html/a.html": PAGE,
        "foreign-csv/a.csv": TABLE,
        "conll2003/a.conll": TAGGED,
    }.items():
        (folder / name).parent.mkdir()
        (folder / name).write_text(data, "utf-8", newline="")
    _make_sheet(folder / "foreign-xlsx")
    _make_project(folder / "inception", folder)
    return sorted(each.name for each in folder.iterdir())


def _make_sheet(folder: Path) -> None:
    from openpyxl import Workbook

    folder.mkdir()
    book = Workbook()
    book.active.append(["title", "text", "date"])
    book.active.append(["Rally", "Workers marched in Basra.", 45413])
    book.active.append(["=1+2", "Two men were held in Mosul.", None])
    book.save(folder / "a.xlsx")


def _make_project(folder: Path, seeds: Path) -> None:
    folder.mkdir()
    document = nested_and_crossing().article.id
    with zipfile.ZipFile(folder / "project.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("exportedproject.json", '{"name": "Made up"}')
        for kind, format_id in {"tsv": "webanno-tsv", "json": "cas-json", "xmi": "cas-xmi"}.items():
            inner = io.BytesIO()
            with zipfile.ZipFile(inner, "w") as one:
                one.write(seeds / format_id / f"{document}.{kind}", f"hana.{kind}")
                if kind == "xmi":
                    one.write(seeds / format_id / "TypeSystem.xml", "TypeSystem.xml")
            archive.writestr(f"annotation/{kind}.txt/hana.zip", inner.getvalue())


def spoil(data: bytes, name: str, chance: random.Random) -> bytes:
    """One to three kinds of damage, also inside of what is packed."""
    for _ in range(chance.randint(1, 3)):
        data = _spoil_once(data, name, chance) or b" "
    return data


def _spoil_once(data: bytes, name: str, chance: random.Random) -> bytes:
    if name.endswith(".spacy") and chance.random() < 0.7:
        try:
            return zlib.compress(chance.choice(_PACKED)(zlib.decompress(data), chance))
        except zlib.error:
            return chance.choice(_PACKED)(data, chance)
    if zipfile.is_zipfile(io.BytesIO(data)) and chance.random() < 0.7:
        try:
            return _in_zip(data, chance)
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
            return chance.choice(_PACKED)(data, chance)
    return chance.choice(_PACKED if name.endswith((".spacy", ".xlsx", ".zip")) else _SPOIL)(data, chance)


def _in_zip(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    name = chance.choice(sorted(members))
    members[name] = _spoil_once(members[name], name, chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in members.items():
            archive.writestr(each, content)
    return out.getvalue()


def _bytes(data: bytes, chance: random.Random) -> bytes:
    """Flipped, cut, doubled, shortened, exchanged."""
    return next(damaged([data or b" "], 1, seed=chance.randrange(1 << 30)))


_VALUE = re.compile(rb'"(?:[^"\\\n]|\\.){0,80}"|(?<![\w.])-?\d{1,9}(?![\w.])|\b(?:true|false|null)\b')
_ODD = (
    b"null", b"true", b"{}", b"[]", b'""', b"-1", b"0", b"NaN", b"-Infinity", b"1e999", b"0.5", b"9" * 400,
    b"-" + b"9" * 20, b"9223372036854775808", b'"-1"', b'"999999999999999999999"', b'"NaN"', b'"\\ud800"',
    b'"\\u0000"', b'"\\uffff"', b'"O"', b'"&#0;"', b'"&amp;"', b'"../../x"', b'"' + b"x" * 5_000 + b'"', b"[[[[",
    b'{"a": 1, "a": 2}', b"2024-13-45",
)  # fmt: skip
_NUMBER = re.compile(rb"(?<![\w.])\d{1,9}(?![\w.])")
_ODD_NUMBERS = (b"-1", b"-0", b"99999", b"1e5", b"9" * 25, b"4294967296", "٣".encode(), b"NaN", b"0x10", b"1.0")


def _values(data: bytes, chance: random.Random) -> bytes:
    """Values of JSON or attributes of XML that are something else."""
    return _replaced(data, _VALUE, _ODD, chance)


def _numbers(data: bytes, chance: random.Random) -> bytes:
    return _replaced(data, _NUMBER, _ODD_NUMBERS, chance)


def _replaced(data: bytes, pattern: re.Pattern[bytes], others: Sequence[bytes], chance: random.Random) -> bytes:
    found = list(pattern.finditer(data))
    for match in sorted(chance.sample(found, min(len(found), chance.randint(1, 3))), key=re.Match.start, reverse=True):
        data = data[: match.start()] + chance.choice(others) + data[match.end() :]
    return data


def _numbers_exchanged(data: bytes, chance: random.Random) -> bytes:
    """Two numbers, such as a beginning and an end, in each other's place."""
    found = list(_NUMBER.finditer(data))
    if len(found) < 2:
        return data
    place = chance.randrange(len(found) - 1)
    one, other = found[place], found[place + 1]
    between = data[one.end() : other.start()]
    return data[: one.start()] + other.group() + between + one.group() + data[other.end() :]


def _put_in(*what: bytes) -> Spoil:
    def put(data: bytes, chance: random.Random) -> bytes:
        at = chance.randrange(len(data) + 1)
        return data[:at] + chance.choice(what) + data[at:]

    return put


def _encoded(data: bytes, chance: random.Random) -> bytes:
    encoding = chance.choice(("utf-16", "utf-16-le", "utf-16-be", "latin-1", "utf-8-sig", "cp1256", "utf-32", "utf-7"))
    return data.decode("utf-8", "replace").encode(encoding, "replace")


def _line_ends(data: bytes, chance: random.Random) -> bytes:
    return data.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\n", b"\xe2\x80\xa8", b"\x0b", b" ")))


def _nested(data: bytes, chance: random.Random) -> bytes:
    """A value, or the whole, thousands of brackets deep; some of them closed."""
    depth = chance.choice((1_000, 5_000, 100_000))
    opening, closing = chance.choice(((b"[", b"]"), (b'{"a":', b"}"), (b"<p>", b"</p>"), (b"<i a='b'>", b"</i>")))
    inner = opening * depth + b"1" + (closing * depth if chance.random() < 0.7 else b"")
    found = list(_VALUE.finditer(data))
    if not found or chance.random() < 0.3:
        return inner + data
    match = chance.choice(found)
    return data[: match.start()] + inner + data[match.end() :]


def _entities(data: bytes, chance: random.Random) -> bytes:
    """Entities that grow a thousandfold, or name a file."""
    lines = [f'<!ENTITY e{number} "{f"&e{number - 1};" * 10}">' for number in range(1, 8)]
    head = '<!DOCTYPE x [<!ENTITY e0 "aaaaaaaaaa"><!ENTITY f SYSTEM "file:///etc/hostname">' + "".join(lines) + "]>"
    declaration = re.match(rb"<\?xml[^>]*\?>", data)
    at = declaration.end() if declaration else 0
    data = data[:at] + head.encode() + data[at:]
    return _replaced(data, re.compile(rb'(?<=")[^"<>]{1,40}(?=")'), (b"&e7;", b"&f;"), chance)


_PACKED: Sequence[Spoil] = (_bytes, _bytes, _put_in(b"\0", b"\xc1", b"\xdc\xff\xff"))
_SPOIL: Sequence[Spoil] = (
    *(_bytes, _values, _numbers) * 2,
    _numbers_exchanged,
    _put_in(b"\0", b"\\u0000", b"\x0b", b"\xef\xbf\xbe"),
    _put_in(b"\xed\xa0\x80", b"\\ud800", b"&#xD800;", b"\xff\xfe", b"\xf0\x9f"),
    _put_in(b"\t", b"\n", b'"', b"\\", b",", b";", b"|", b"<", b"&", b"{", b"]", b"*", b"\xef\xbb\xbf"),
    _encoded,
    _line_ends,
    _nested,
    _entities,
)


class Case:
    """One damaged folder: which seed, and which of its files."""

    def __init__(self, number: int, seeds: Path, names: Sequence[str], folder: Path) -> None:
        chance = random.Random(number)
        self.folder = folder
        shutil.rmtree(folder, ignore_errors=True)
        seed = seeds / names[number % len(names)]
        shutil.copytree(seed, folder)
        spoilt = chance.choice(sorted(each for each in folder.rglob("*") if each.is_file()))
        spoilt.write_bytes(spoil(spoilt.read_bytes(), spoilt.name, chance))
        # What its content no longer tells, its name or the analyst may.
        self.format_id = None if chance.random() < 0.7 else _importer_of(seed.name)
        self.name = f"case {number}: {seed.name}/{spoilt.relative_to(folder)}"


def _importer_of(seed: str) -> str | None:
    id_ = _READ_AS.get(seed, seed).removeprefix("foreign-").removesuffix("2003")
    return id_ if id_ in importers.table() else None


def objections(case: Case, workspace: Workspace, totals: Counter[str]) -> Iterator[str]:
    """What is wrong about how a damaged folder was taken; counts what became of its records."""
    records = list(importers.read([case.folder], format_id=case.format_id))
    for record in records:
        if not isinstance(record, ImportedArticle | Rejected):
            yield f"{record!r} is no record"
        elif not record.file.startswith(str(case.folder)):
            yield f"{record.file} is no file of the folder"
    report = workspace.add(importers.read([case.folder], format_id=case.format_id), annotator="ana")
    if report.articles + report.duplicates + len(report.rejected) != len(records):
        yield f"{len(records)} records came to {report}"
    totals.update(articles=report.articles, duplicates=report.duplicates, rejected=len(report.rejected))
    for rejected in report.rejected:
        if not rejected.reason or len(rejected.reason.splitlines()) != 1 or len(rejected.reason) > 500:
            yield f"not a line: {rejected.reason[:600]!r}"
        elif "Traceback" in rejected.reason or "Error(" in rejected.reason:
            yield f"not in words: {rejected.reason}"


def run(seeds: str, folder: str, first: str, count: str) -> None:
    """Import so many damaged folders, one after the other; prints a JSON object with what is wrong."""
    names = sorted(each.name for each in Path(seeds).iterdir())
    course, numbers = Course(Path(seeds), names, Path(folder)), range(int(first), int(first) + int(count))
    for begin in range(numbers.start, numbers.stop, _IN_A_PROJECT):
        course.project(numbers[begin - numbers.start :][:_IN_A_PROJECT])
    values = {"wrong": course.wrong, "slowest": course.slowest, "megabytes": _most_memory(), **course.totals}
    print(json.dumps(values))


class Course:
    """What came of all cases so far."""

    def __init__(self, seeds: Path, names: Sequence[str], folder: Path) -> None:
        self._seeds, self._names, self._folder = seeds, names, folder
        self.wrong: list[str] = []
        self.slowest = 0.0
        self.totals: Counter[str] = Counter()

    def project(self, numbers: Sequence[int]) -> None:
        """Import these cases into a new project, and look whether all is well in it."""
        file = self._folder / f"{numbers[0]}.spandesk"
        with Workspace.create(file, hard_schema()) as workspace:
            for number in numbers:
                self._take(Case(number, self._seeds, self._names, self._folder / "damaged"), workspace)
            self.wrong += [f"after case {numbers[-1]}: {problem}" for problem in workspace.check()]

    def _take(self, case: Case, workspace: Workspace) -> None:
        faulthandler.dump_traceback_later(SECONDS_AT_MOST, exit=True)
        began = time.process_time()
        try:
            self.wrong += [f"{case.name}: {each}" for each in objections(case, workspace, self.totals)]
        except Exception as error:
            self.wrong.append(f"{case.name}: {type(error).__name__}: {error}"[:400])
        finally:
            faulthandler.cancel_dump_traceback_later()
        # It is read twice.
        seconds = (time.process_time() - began) / 2
        self.slowest = max(self.slowest, seconds)
        if seconds > SECONDS:
            self.wrong.append(f"{case.name}: took {seconds:.1f} s")


def _most_memory() -> float:
    """The most that this process ever held, in megabytes; 0 where the system does not say."""
    if sys.platform == "win32":
        return 0.0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1 << 20 if sys.platform == "darwin" else 1 << 10)
