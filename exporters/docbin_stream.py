"""A spaCy DocBin that grows on disk, so that memory does not grow with the number of its Docs.

What is written is the message of `DocBin.to_bytes` (spaCy 3.7 and 3.8, version "0.1"), part by part and packed as it
goes: https://spacy.io/api/docbin#serialization-format.
"""

import heapq
import struct
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any, BinaryIO

import orjson

# The arrays of all Docs, one behind the other, and what there is one of for each Doc, in the order of the message.
_ARRAYS = ("tokens", "spaces", "lengths")
_LISTS = ("cats", "flags", "span_groups", "user_data")

# Tokens. So many are held as arrays; then all of the Docs goes to disk but their strings.
_PORTION = 100_000
# Words, labels and ids that are held at a time, in a set and in the vocabulary: some 15 MB.
_STRINGS = 50_000
_IN_MEMORY = 256 * 1024  # bytes of each part
_CHUNK = 1024 * 1024
# msgpack says in 32 bits how long a value is.
_LARGEST = 2**32 - 1


class DocBinStream:
    """Takes Docs with their user data, keeps them in temporary files in `folder`, and writes them as one DocBin."""

    def __init__(self, folder: Path) -> None:
        self._files = ExitStack()
        self._folder = folder
        self._parts = {name: self._file() for name in (*_ARRAYS, *_LISTS)}
        self._runs: list[IO[bytes]] = []
        self._docs = 0
        self._packer = _packer()
        self._begin_portion()
        self._begin_strings()

    def __enter__(self) -> "DocBinStream":
        return self

    def __exit__(self, *_exception: object) -> None:
        self._files.close()

    @property
    def vocab(self) -> Any:
        """The vocabulary that the next Doc is to be made with. It is a new one from time to time."""
        return self._vocab

    def add(self, doc: Any) -> None:
        """Take one Doc. Raises OSError."""
        self._portion.add(doc)
        self._parts["user_data"].write(self._packer.pack(self._packer.pack(doc.user_data)))
        self._docs += 1
        self._tokens += len(doc)
        if self._tokens >= _PORTION:
            self._spill()

    def write(self, stream: BinaryIO) -> None:
        """Write the whole file; after that nothing can be added.

        Raises OSError, and OverflowError where there are more tokens than one such file can hold.
        """
        self._spill()
        self._spill_strings()
        packed = zlib.compressobj()
        for data in self._message():
            stream.write(packed.compress(data))
        stream.write(packed.flush())

    def _file(self) -> IO[bytes]:
        return self._files.enter_context(SpooledTemporaryFile(_IN_MEMORY, dir=str(self._folder)))

    def _begin_portion(self) -> None:
        from spacy.tokens import DocBin

        # It would take far longer to pack user data than `add` does.
        self._portion, self._tokens = DocBin(store_user_data=False), 0

    def _begin_strings(self) -> None:
        from spacy.vocab import Vocab

        self._vocab, self._strings = Vocab(), set[str]()

    def _spill(self) -> None:
        portion, pack = self._portion, self._packer.pack
        for tokens, spaces in zip(portion.tokens, portion.spaces, strict=True):
            self._parts["tokens"].write(tokens.tobytes("C"))
            self._parts["spaces"].write(spaces.tobytes("C"))
            self._parts["lengths"].write(struct.pack("=i", len(tokens)))
        for name in ("cats", "flags", "span_groups"):
            self._parts[name].writelines(map(pack, getattr(portion, name)))
        self._strings |= portion.strings
        if len(self._strings) >= _STRINGS:
            self._spill_strings()
        self._begin_portion()

    def _spill_strings(self) -> None:
        """Strings are sorted in the file: those held so far are one sorted run, and all runs are merged at the end."""
        run = self._file()
        run.writelines(orjson.dumps(string) + b"\n" for string in sorted(self._strings))
        self._runs.append(run)
        self._begin_strings()

    def _message(self) -> Iterator[bytes]:
        pack = self._packer.pack
        yield self._packer.pack_map_header(3 + len(self._parts))
        yield pack("version") + pack(self._portion.version)
        yield pack("attrs") + pack(self._portion.attrs)
        for name in _ARRAYS:
            yield pack(name) + _header_of_bytes(self._parts[name].tell())
            yield from _chunks(self._parts[name])
        strings, count = self._merged()
        yield pack("strings") + self._packer.pack_array_header(count)
        yield from _chunks(strings)
        for name in _LISTS:
            yield pack(name) + self._packer.pack_array_header(self._docs)
            yield from _chunks(self._parts[name])

    def _merged(self) -> tuple[IO[bytes], int]:
        """All strings once, sorted and packed, and how many they are."""
        for run in self._runs:
            run.seek(0)
        merged, count = self._file(), 0
        for string, _same in groupby(heapq.merge(*(map(orjson.loads, run) for run in self._runs))):
            merged.write(self._packer.pack(string))
            count += 1
        return merged, count


def _packer() -> Any:
    # spaCy's own, so that what is packed is what it would have packed.
    from srsly.msgpack import Packer  # type: ignore[import-untyped]

    return Packer(use_bin_type=True)


def _header_of_bytes(length: int) -> bytes:
    """What msgpack has before a value of that many bytes (https://github.com/msgpack/msgpack/blob/master/spec.md)."""
    if length > _LARGEST:
        raise OverflowError("more tokens than one .spacy file can hold")
    if length < 2**8:
        return struct.pack(">BB", 0xC4, length)
    return struct.pack(">BH", 0xC5, length) if length < 2**16 else struct.pack(">BI", 0xC6, length)


def _chunks(part: IO[bytes]) -> Iterator[bytes]:
    part.seek(0)
    while chunk := part.read(_CHUNK):
        yield chunk
