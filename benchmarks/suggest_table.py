"""Tables of the suggestion benchmark, as text and as JSON, and the counts behind their figures."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace

from annotations.model.learned import Measure
from annotations.model.wire import Json
from annotations.suggesters.learning import measure
from annotations.suggesters.learning.measure import Counts
from benchmarks.suggest_gold import Link

Figure = str | int | float | bool | Measure | None


@dataclass(slots=True)
class Table:
    """One question with its answer. All rows have the columns `head`; a column that a row lacks is blank."""

    title: str
    head: tuple[str, ...]
    rows: list[dict[str, Figure]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, **figures: Figure) -> None:
        """A row; keys are columns with “_” for a blank. Raises KeyError for a column that is not in `head`."""
        row = {name.replace("_", " "): value for name, value in figures.items()}
        if unknown := row.keys() - set(self.head):
            raise KeyError(f"no such column: {sorted(unknown)}")
        self.rows.append(row)

    def text(self) -> str:
        """For the terminal: the first column to the left, figures to the right."""
        cells = [list(self.head), *([shown(row.get(name)) for name in self.head] for row in self.rows)]
        widths = [max(len(row[at]) for row in cells) for at in range(len(self.head))]
        numeric = [any(isinstance(row.get(name), int | float | Measure) for row in self.rows) for name in self.head]
        lines = [
            "  ".join(
                cell.rjust(width) if right else cell.ljust(width)
                for cell, width, right in zip(row, widths, numeric, strict=True)
            ).rstrip()
            for row in cells
        ]
        return "\n".join([f"== {self.title}", *lines, *(f"   {note}" for note in self.notes), ""])

    def json(self) -> Json:
        """The same with all digits."""
        rows = [
            {name: asdict(value) if isinstance(value, Measure) else value for name, value in row.items()}
            for row in self.rows
        ]
        return {"title": self.title, "rows": rows, "notes": self.notes}


def shown(value: Figure) -> str:
    """A figure as the tables have it: shares and F1 with three digits, seconds with one."""
    if isinstance(value, Measure):
        return f"{_three(value.f1)} [{_three(value.low)}, {_three(value.high)}]"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return _three(value) if value <= 1 else f"{value:.1f}"
    return "" if value is None else str(value)


def _three(value: float) -> str:
    return f"{value:.3f}".replace("0.", ".", 1) if 0 <= value < 1 else f"{value:.3f}"


SCORED = ("articles", "gold", "said", "P", "R", "exact F1", "partial F1")


def scored(counts: Sequence[Counts]) -> dict[str, Figure]:
    """The columns `SCORED` of counts by article; F1 with its 95 % interval over articles, if there are several."""
    right, gold, said = (sum(getattr(each, name) for each in counts) for name in ("right", "marked", "said"))
    near = [replace(each, right=each.near) for each in counts]
    interval = measure.measure if len(counts) > 1 else measure.f1
    return {
        "articles": len(counts),
        "gold": gold,
        "said": said,
        "P": right / said if said else None,
        "R": right / gold if gold else None,
        "exact_F1": interval(counts),
        "partial_F1": interval(near),
    }


def count_links(gold: Collection[Link], said: Collection[Link]) -> Counts:
    """Counts of filled roles of one article: right with both extents and the role, near when both overlap."""
    marked, guessed = set(gold), set(said)
    both = marked & guessed
    left = sorted(marked - both)
    near = len(both)
    for guess in sorted(guessed - both):
        match = next((each for each in left if _touch(each, guess)), None)
        if match is not None:
            left.remove(match)
            near += 1
    return Counts(marked=len(marked), said=len(guessed), right=len(both), near=near)


def _touch(one: Link, other: Link) -> bool:
    return one.role == other.role and one.event.overlaps(other.event) and one.filler.overlaps(other.filler)


def share(right: Iterable[bool]) -> Measure | None:
    """A share of articles with its interval, as F1 where each says one thing."""
    return measure.measure([Counts(marked=1, said=1, right=int(each), near=int(each)) for each in right])
