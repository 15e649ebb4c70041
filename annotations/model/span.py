"""Span: a half-open range of code points in one article's text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`text[start:end]`, in code points. Never empty; refuses anything else with ValueError."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The surface: the characters this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """True if the two share at least one code point; touching is not overlapping."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """True if `other` lies wholly inside this span (equal counts)."""
        return self.start <= other.start and other.end <= self.end
