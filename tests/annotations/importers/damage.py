"""Files as broken transfers, other programs and tired people leave them."""

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import process_time

from annotations.importers import read
from annotations.importers.base import ImportedArticle
from annotations.model.project import Rejected

_SECONDS = 5.0


def damaged(good: Sequence[bytes], count: int, seed: int = 7) -> Iterator[bytes]:
    """That many spoilt copies: bytes flipped, pieces cut out, doubled or swapped, the end missing, fields exchanged."""
    chance = random.Random(seed)
    spoil: Sequence[Callable[[bytearray, random.Random], bytes]] = (_flip, _cut, _double, _shorten, _exchange, _digits)
    for number in range(count):
        data = bytearray(good[number % len(good)])
        for _ in range(chance.randint(1, 3)):
            data = bytearray(chance.choice(spoil)(data, chance) or b" ")
        yield bytes(data)


def _flip(data: bytearray, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 8)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def _piece(data: bytearray, chance: random.Random) -> slice:
    start = chance.randrange(len(data))
    return slice(start, start + chance.randint(1, 60))


def _cut(data: bytearray, chance: random.Random) -> bytes:
    del data[_piece(data, chance)]
    return bytes(data)


def _double(data: bytearray, chance: random.Random) -> bytes:
    piece = _piece(data, chance)
    return bytes(data[: piece.stop] + data[piece] + data[piece.stop :])


def _shorten(data: bytearray, chance: random.Random) -> bytes:
    return bytes(data[: chance.randrange(len(data))])


def _exchange(data: bytearray, chance: random.Random) -> bytes:
    """Two fields of the same line, or two lines, in each other's place."""
    sign = chance.choice((b"\t", b" ", b"\n", b'"', b","))
    fields = bytes(data).split(sign)
    one, other = chance.randrange(len(fields)), chance.randrange(len(fields))
    fields[one], fields[other] = fields[other], fields[one]
    return sign.join(fields)


def _digits(data: bytearray, chance: random.Random) -> bytes:
    places = [place for place, byte in enumerate(data) if chr(byte).isdigit()]
    for place in chance.sample(places, min(len(places), 4)):
        data[place] = ord(chance.choice("0123456789-"))
    return bytes(data)


def assert_survived(files: Sequence[Path], format_id: str) -> tuple[int, int]:
    """Each file gives articles or reasons, in time, and no reason is a traceback; how many of each there were."""
    taken = refused = 0
    for file in files:
        began = process_time()
        for record in read([file], format_id=format_id):
            if isinstance(record, ImportedArticle):
                taken += 1
                continue
            assert isinstance(record, Rejected)
            assert record.file.startswith(str(file))
            assert record.reason
            assert "\n" not in record.reason
            refused += 1
        assert process_time() - began < _SECONDS
    return taken, refused
