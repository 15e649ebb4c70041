"""Documents for the tests of coefficients: written briefly, drawn by Hypothesis, or read from the shared vectors."""

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from annotations.agreement.documents import Document
from annotations.agreement.estimate import Estimate
from annotations.model.mark import Mark

LABELS = "XYZ"
ANNOTATORS = "ABC"


def document(length: int, /, units: Any = None, **marks: list[tuple[int, int, str]]) -> Document:
    """`document(20, A=[(0, 5, "PER")], B=[])`."""
    given = {name: frozenset(Mark(*mark) for mark in each) for name, each in marks.items()}
    return Document(id="d", length=length, marks=given, units=units)


@st.composite
def _overlapping(draw: st.DrawFn, length: int) -> frozenset[Mark]:
    starts = draw(st.lists(st.integers(0, length - 1), max_size=4))
    return frozenset(
        Mark(start, draw(st.integers(start + 1, length)), draw(st.sampled_from(LABELS))) for start in starts
    )


@st.composite
def _flat(draw: st.DrawFn, length: int) -> frozenset[Mark]:
    cuts = sorted(draw(st.sets(st.integers(0, length), max_size=6)))
    marks = [Mark(start, end, draw(st.sampled_from(["", *LABELS]))) for start, end in pairwise(cuts)]
    return frozenset(mark for mark in marks if mark.label)


@st.composite
def _units(draw: st.DrawFn, length: int) -> tuple[tuple[int, int], ...]:
    cuts = sorted(draw(st.sets(st.integers(0, length), max_size=8)))
    return tuple(each for each in pairwise(cuts) if draw(st.booleans()) or each[1] - each[0] > 2)


@st.composite
def corpora(draw: st.DrawFn, *, flat: bool = False, complete: bool = False) -> list[Document]:
    """A few small documents. `flat` ones have no overlapping spans, `complete` ones are finished by all."""
    found = []
    for number in range(draw(st.integers(1, 3))):
        length = draw(st.integers(1, 12))
        names = sorted(ANNOTATORS if complete else draw(st.sets(st.sampled_from(ANNOTATORS))))
        marks = {name: draw(_flat(length) if flat else _overlapping(length)) for name in names}
        units = draw(st.none() | _units(length))
        found.append(Document(id=str(number), length=length, marks=marks, units=units))
    return found


def renamed(documents: list[Document]) -> list[Document]:
    """The same with annotators A and C in each other's place, in the opposite order."""
    names = dict(zip("ABC", "CBA", strict=True))
    return [
        Document(
            id=each.id,
            length=each.length,
            marks={names[name]: marks for name, marks in reversed(each.marks.items())},
            units=each.units,
        )
        for each in reversed(documents)
    ]


def agrees(found: Estimate, expected: Any, tolerance: float = 1e-9) -> bool:
    """Whether a value is the one expected; None only with None, and then with a reason."""
    if expected is None or found.value is None:
        return found.value is expected and bool(found.reason)
    return not found.reason and found.value == pytest.approx(float(expected), abs=tolerance)


def vectors(folder: Path) -> Iterator[tuple[str, list[Document], dict[str, Any], float]]:
    """Name, documents, expected values and tolerance of each shared vector, and of each document in one that has its
    own expected values."""
    for path in sorted((folder / "vectors" / "agreement").glob("*.json")):
        vector = json.loads(path.read_text("utf-8"))
        documents = [_read(each) for each in vector["documents"]]
        tolerance = vector["tolerance"]["default"]
        yield path.stem, documents, vector["expected"], tolerance
        for each in documents:
            expected = vector["expected"].get("per_document", {}).get(each.id)
            if expected is not None:
                yield f"{path.stem} {each.id}", [each], expected, tolerance


def _read(given: dict[str, Any]) -> Document:
    return Document(
        id=given["id"],
        length=given["length"],
        marks={
            name: frozenset(Mark(mark["start"], mark["end"], mark["label"]) for mark in marks)
            for name, marks in given["annotators"].items()
        },
        units=tuple((start, end) for start, end in given["tokens"]) if "tokens" in given else None,
    )
