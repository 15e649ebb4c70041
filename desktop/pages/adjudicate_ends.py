"""The marks of a version while they are put right before they are ruled: their ends by tokens, their label."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotations.model.mark import Mark
from annotations.model.span import Span
from desktop.canvas.caret import TokenCaret


@dataclass(frozen=True, slots=True)
class EndsEdit:
    """Marks, of which the one `at` that place is put right; the others stay."""

    marks: tuple[Mark, ...]
    at: int

    @classmethod
    def of(cls, marks: Sequence[Mark]) -> "EndsEdit":
        """Begin with the longest one."""
        return cls(tuple(marks), max(range(len(marks)), key=lambda place: marks[place].end - marks[place].start))

    @property
    def mark(self) -> Mark:
        """The one that is put right."""
        return self.marks[self.at]

    def following(self) -> "EndsEdit":
        """The next of the marks."""
        return replace(self, at=(self.at + 1) % len(self.marks))

    def called(self, label: str) -> "EndsEdit":
        """With another label, type or role."""
        return self._with(self.mark._replace(label=label))

    def end_moved(self, tokens: Sequence[Span], step: int) -> "EndsEdit":
        """The end so many tokens on; it stays behind the start and in the text."""
        caret, mark = TokenCaret(tokens), self.mark
        last = caret.index_at(mark.end - 1) + step
        moved = tokens[last].end if 0 <= last < len(tokens) else mark.end
        return self._with(mark._replace(end=moved)) if moved > mark.start else self

    def start_moved(self, tokens: Sequence[Span], step: int) -> "EndsEdit":
        """The start so many tokens on; it stays before the end and in the text."""
        caret, mark = TokenCaret(tokens), self.mark
        first = caret.index_from(mark.start) + step
        moved = tokens[first].start if 0 <= first < len(tokens) else mark.start
        return self._with(mark._replace(start=moved)) if moved < mark.end else self

    def _with(self, mark: Mark) -> "EndsEdit":
        return replace(self, marks=(*self.marks[: self.at], mark, *self.marks[self.at + 1 :]))
