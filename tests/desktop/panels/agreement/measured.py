"""A report on documents drawn by lot, with all that its numbers count."""

from dataclasses import dataclass
from random import Random

from annotations.agreement.disagreements import Disagreement, disagreements
from annotations.agreement.documents import ArgumentMark, Document, EventMark, pairs
from annotations.agreement.figures import Resampling
from annotations.agreement.parts import parts
from annotations.agreement.report import Report, Source, report
from annotations.model.mark import Mark

NAMES = ("Ana", "Ben", "Cem")
TEXT = "abcdefghij klmnopqrst uvwxyz" * 2


@dataclass(frozen=True)
class Measured:
    """A report, and every place of it: those where two differ and those where they agree."""

    report: Report
    places: tuple[Disagreement, ...]

    def count(self, which) -> int:
        """How many places are behind a number."""
        return sum(which.takes(each) for each in self.places)


def _marks(draw: Random) -> frozenset[Mark]:
    starts = draw.sample((0, 6, 12, 18, 24), draw.randrange(2, 5))
    return frozenset(Mark(start, start + draw.choice((3, 3, 4)), draw.choice("XXYZ")) for start in starts)


def _events(draw: Random) -> frozenset[EventMark]:
    made = []
    for _ in range(draw.randrange(0, 3)):
        start = draw.choice((3, 12, 21))
        fillers = frozenset(
            ArgumentMark(at, at + draw.choice((2, 3)), draw.choice(("ACTOR", "PLACE")))
            for at in draw.sample((0, 8, 16), draw.randrange(0, 3))
        )
        made.append(EventMark(start, start + draw.choice((2, 4)), draw.choice(("MEET", "STRIKE")), fillers))
    return frozenset(made)


def measured(seed: int = 5, documents: int = 30) -> Measured:
    """Three annotators who differ a lot; the third did half of the documents."""
    draw = Random(seed)
    sources, places = [], []
    for number in range(documents):
        done = NAMES if number % 2 else NAMES[:2]
        document = Document(
            id=f"d{number}",
            length=len(TEXT),
            marks={name: _marks(draw) for name in done},
            events={name: _events(draw) for name in done},
        )
        both = pairs(NAMES)
        differ = tuple(disagreements(document, TEXT, both))
        sources.append(Source(parts=parts(document), disagreements=differ, title=f"Week {number}", source="Ford Post"))
        places += disagreements(document, TEXT, both, matches=True)
    return Measured(report(sources, NAMES, Resampling(draws=20)), tuple(places))
